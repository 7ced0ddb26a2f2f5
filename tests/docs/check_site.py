# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the built pages: no broken link, nothing that cannot be found, no option or result that is not named.

Run by the nox session docs, in an environment in which ansible-doc finds the collection.
"""

from __future__ import annotations

import json
import subprocess
import sys
import typing as t
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[2]
#: Made by Sphinx, and reached by a form.
SEARCH = "search.html"


class Page(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.add(value)
            if name in ("id", "name") and value:
                self.ids.add(value)


def broken_links(root: Path, pages: dict[str, Page]) -> t.Iterator[str]:
    """Follows all links from the index on, so that pages to which none leads are found as well."""
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for link in sorted(pages[name].links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = ((root / name).parent / unquote(parts.path)).resolve() if parts.path else root / name
            if not path.is_relative_to(root) or not path.is_file():
                yield f"{name}: {link} leads nowhere"
                continue
            target = path.relative_to(root).as_posix()
            if target in pages:
                waiting.append(target)
                if parts.fragment and unquote(parts.fragment) not in pages[target].ids:
                    yield f"{name}: {link} is no place in {target}"
    yield from (f"{name} cannot be reached from index.html" for name in sorted({*pages} - reached - {SEARCH}))


def guides_not_in_the_index(pages: dict[str, Page]) -> t.Iterator[str]:
    for guide in sorted((CHECKOUT / "docs" / "docsite" / "rst").glob("*.rst")):
        if f"docsite/{guide.stem}.html" not in pages["index.html"].links:
            yield f"index.html has no link to the guide {guide.stem}"


def documented() -> t.Iterator[tuple[str, t.Any]]:
    """The name of the page of each plugin and role, and what ansible-doc knows of it."""
    for kind, paths in (
        ("module", CHECKOUT.glob("plugins/modules/*.py")),
        ("lookup", CHECKOUT.glob("plugins/lookup/*.py")),
        ("filter", CHECKOUT.glob("plugins/filter/*.py")),
        ("role", CHECKOUT.glob("roles/*/")),
    ):
        names = [f"community.sailpoint.{path.stem}" for path in paths]
        command = [str(Path(sys.executable).with_name("ansible-doc")), "--json", "--type", kind, *names]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        for name in names:
            yield f"{name.rpartition('.')[2]}_{kind}.html", found.get(name)


def paths_of(entries: t.Any, children: str, prefix: str) -> t.Iterator[str]:
    for name, entry in (entries or {}).items():
        yield prefix + name
        yield from paths_of(entry.get(children), children, f"{prefix}{name}/")


def anchors(found: t.Any) -> t.Iterator[str]:
    for entry_point, of_role in found.get("entry_points", {}).items():
        yield from paths_of(of_role["options"], "options", f"parameter-{entry_point}--")
    yield from paths_of(found.get("doc", {}).get("options"), "suboptions", "parameter-")
    yield from paths_of(found.get("return"), "contains", "return-")


def not_documented(pages: dict[str, Page]) -> t.Iterator[str]:
    for name, found in documented():
        if name not in pages or not found:
            yield f"{name} is missing"
        else:
            yield from (f"{name} does not have {one}" for one in anchors(found) if one not in pages[name].ids)


def main() -> int:
    root = Path(sys.argv[1]).resolve()
    pages = {path.relative_to(root).as_posix(): Page(path) for path in root.rglob("*.html")}
    problems = [*broken_links(root, pages), *guides_not_in_the_index(pages), *not_documented(pages)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages, {sum(len(page.links) for page in pages.values())} links, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
