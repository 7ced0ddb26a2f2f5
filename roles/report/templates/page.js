{# Copyright (c) 2026, Community SailPoint collection contributors
GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
#}
"use strict";
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("#people tr[data-kinds]")].map((row) => ({
    row,
    text: fold(row.textContent),
    kinds: row.dataset.kinds.split(" "),
  }));
  const groups = document.querySelectorAll("#people tbody");
  const controls = document.getElementById("controls");
  const search = document.getElementById("search");

  function show() {
    const words = fold(search.value).split(/\s+/);
    const kind = controls.elements.kind.value;
    let shown = 0;
    for (const { row, text, kinds } of rows) {
      row.hidden = !((!kind || kinds.includes(kind)) && words.every((word) => text.includes(word)));
      shown += !row.hidden;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("tr[data-kinds]:not([hidden])");
    }
    document.getElementById("count").value = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
    document.getElementById("nothing").hidden = shown > 0;
  }

  controls.addEventListener("input", show);
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.hidden = false;
  show();
})();
