# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the pages of the repository name is there: files, links, targets of make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stage import CHECKOUT

PAGES = [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md"), *CHECKOUT.glob("roles/*/README.md")]
PLACES = {path.name for path in CHECKOUT.iterdir()}
TARGETS = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def named_paths(text: str) -> set[str]:
    """What is written as code and begins with something that lies in the checkout."""
    code = re.findall(r"`([\w.*/-]+)`", text)
    return {path for path in code if "/" in path and path.split("/")[0] in PLACES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_what_is_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    # Names in CAPITALS stand for others. Of fragments and of exceptions from sanity tests there can be none.
    paths = {path for path in named_paths(text) if not re.search("[A-Z]{4}|fragments/$|sanity/ignore", path)}
    missing = [path for path in sorted(paths) if not list(CHECKOUT.glob(path.rstrip("/")))]
    links = {link for link in re.findall(r"\]\((?!https?:|mailto:)([^)#]*)", text) if link}
    missing += [link for link in sorted(links) if not (page.parent / link).exists()]
    missing += [f"make {target}" for target in re.findall(r"[`\n]make ([a-z]+)", text) if target not in TARGETS]
    assert missing == []
