# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The code blocks of the guides in docs/docsite/rst."""

from __future__ import annotations

import re
import textwrap
import typing as t
from pathlib import Path

from dates import in_future
from stage import CHECKOUT

GUIDES = CHECKOUT / "docs" / "docsite" / "rst"

_BLOCK = re.compile(
    r"^\.\. code-block:: (?P<language>\S+)\n(?P<options>(?: +:.*\n)*)\n(?P<code>(?:(?: +.*)?\n)+)", re.MULTILINE
)


class Block(t.NamedTuple):
    guide: str
    line: int
    language: str
    #: The name of the file that it shows, or nothing.
    caption: str
    code: str


def shows(block: str, output: str) -> bool:
    """Whether a block shows something of an output, in which lines are wrapped otherwise and C(...) is any text."""
    parts = re.split(r"^\.\.\.$", in_future(block), flags=re.MULTILINE)
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in parts)
    return re.search(pattern, " ".join(output.split())) is not None


def blocks(guide: Path) -> list[Block]:
    text = guide.read_text(encoding="utf-8") + "\n"
    found = []
    for match in _BLOCK.finditer(text):
        caption = re.search(r":caption: (.*)", match["options"])
        code = textwrap.dedent(match["code"]).strip("\n") + "\n"
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(guide.stem, line, match["language"], caption[1] if caption else "", code))
    return found
