# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import html5lib
import pytest
import tinycss2
from ansible.errors import AnsibleFilterError
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.plugins.filter.reassignment_report import reassignment_report
from ansible_collections.community.sailpoint.plugins.filter.reassignment_report_html import reassignment_report_html
from ansible_collections.community.sailpoint.tests.unit.plugins.filter.tenants import NOW, person, reassignment

TEMPLATES = Path(__file__).parents[4] / "roles" / "report" / "templates"
EVIL = "</script><script>alert('1')</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}{% raw %}"


def page(reassignments, identities=(), **options):
    report = reassignment_report(reassignments, identities, **{"now": NOW, **options})
    return reassignment_report_html(report, str(TEMPLATES))


def parse(text):
    """The document; any error that a browser would silently correct fails."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def rows(document):
    return [[text_of(cell) for cell in row] for row in document.iter("tr") if row.get("data-kinds")]


def policy(document):
    (found,) = (meta.get("content") for meta in document.iter("meta") if meta.get("http-equiv"))
    return dict(directive.split(" ", 1) for directive in found.split("; "))


EVERY_KIND = [
    reassignment("a", "b"),
    reassignment("a", "b", config_type="ACCESS_REQUESTS"),
    reassignment("b", "c", end=None),
    reassignment("c", "gone", "2027-01-01", "2027-02-01"),
    reassignment("d", "e", "2026-11-01", "2026-12-01"),
    reassignment("f", "g", None, "2026-12-24"),
    reassignment("g", "f", "2026-12-20", None),
    reassignment("h", "d", "2035-01-01", "2035-02-01"),
]
PEOPLE = [*(person(name) for name in "acdefgh"), person("b", active=False, state="INACTIVE_SHORT_TERM")]


def test_every_kind_of_reassignment():
    document = parse(page(EVERY_KIND, PEOPLE, title="acme", timezone="Europe/Berlin"))
    assert text_of(document.find(".//h1")) == "Who covers for whom acme"
    headings = [text_of(row) for row in document.iter("tr") if "group" in (row.get("class") or "")]
    assert headings == ["Needs attention 6", "Scheduled 1", "Expired 1"]
    assert [row[:5] for row in rows(document)] == [
        [
            "A a.alias",
            "B inactive b.alias Inactive (INACTIVE_SHORT_TERM): nobody may act on the work.",
            "Access requests",
            "2026-12-01 09:00 active",
            "2026-12-31 09:00",
        ],
        [
            "A a.alias",
            "B inactive b.alias Inactive (INACTIVE_SHORT_TERM): nobody may act on the work."
            " Away too, from 2026-12-01 09:00 until 2026-12-31 09:00: the work goes on to C",
            "Certifications",
            "2026-12-01 09:00 active",
            "2026-12-31 09:00",
        ],
        [
            "B inactive b.alias",
            "C c.alias Away too, from 2027-01-01 09:00 until 2027-02-01 09:00: the work goes on to Gone unknown",
            "Certifications",
            "2026-12-01 09:00 active",
            "permanent",
        ],
        [
            "F f.alias",
            "G g.alias The work goes round in a loop: F → G → F",
            "Certifications",
            "– active",
            "2026-12-24 09:00",
        ],
        [
            "C c.alias",
            "Gone unknown Not in the directory: nobody may act on the work.",
            "Certifications",
            "2027-01-01 09:00 scheduled",
            "2027-02-01 09:00",
        ],
        [
            "G g.alias",
            "F f.alias The work goes round in a loop: G → F → G",
            "Certifications",
            "2026-12-20 09:00 scheduled",
            "permanent",
        ],
        ["H h.alias", "D d.alias", "Certifications", "2035-01-01 09:00", "2035-02-01 09:00"],
        ["D d.alias", "E e.alias", "Certifications", "2026-11-01 09:00", "2026-12-01 09:00"],
    ]
    assert [text_of(chain) for chain in document.iter("li")] == [
        "A → B inactive → C Certifications",
        "B inactive → C → Gone unknown Certifications",
        "F → G → F loop Certifications",
    ]


def test_lines_that_differ_only_in_the_type_of_work_are_one_row():
    types = ["GENERIC_APPROVALS", "ACCESS_REQUESTS", "NEW_TYPE"]
    document = parse(page([reassignment("a", "b", config_type=config_type) for config_type in types], PEOPLE))
    assert [row[2] for row in rows(document)] == ["Access requests, Generic approvals, New type"]


def test_a_longer_chain_than_the_service_follows():
    document = parse(
        page(
            [reassignment(*pair) for pair in ("ab", "bc", "cd", "de", "ef", "fg")], [person(name) for name in "abcdefg"]
        )
    )
    (row,) = (row for row in rows(document) if row[0] == "A a.alias")
    assert row[1].endswith("goes on to C → D → E → F → G That chain is longer than the service follows.")
    assert text_of(document.find(".//li")).endswith("longer than the service follows Certifications")


def test_bars_lie_on_the_line_of_time():
    document = parse(page(EVERY_KIND, PEOPLE))
    bars = [one for one in document.iter("div") if (one.get("class") or "").startswith("bar ")]
    for one in bars:
        left, width = map(float, re.fullmatch(r"left:([\d.]+)%;width:([\d.]+)%", one.get("style")).groups())
        assert left >= 0 and width > 0 and left + width <= 100.01
    beyond = [mark.get("class") for mark in document.iter("span") if (mark.get("class") or "").startswith("beyond")]
    assert beyond == ["beyond after"]
    assert len(bars) + len(beyond) == len(rows(document))


def test_a_tenant_without_reassignments():
    document = parse(page([]))
    assert text_of(document.find(".//main")) == "There are no reassignments."
    assert document.find(".//script") is None


def test_an_incomplete_list_is_said():
    (alert,) = (p for p in parse(page([], incomplete_reason="<cut>")).iter("p") if p.get("role") == "alert")
    assert text_of(alert) == "Reassignments may be missing: <cut>."


def test_values_are_text_and_nothing_else():
    evil = person("b", name="B" + EVIL, alias=EVIL, state=EVIL, active=False)
    harmless = parse(page(EVERY_KIND, PEOPLE, title="acme"))
    lines = [*EVERY_KIND[:1], reassignment("a", "b", config_type=EVIL), *EVERY_KIND[2:]]
    document = parse(page(lines, [evil if who["id"] == "b" else who for who in PEOPLE], title=EVIL))
    elements = [[(element.tag, sorted(element.keys())) for element in found.iter()] for found in (harmless, document)]
    assert elements[0] == elements[1]
    assert EVIL in text_of(document.find(".//h1"))
    assert any(EVIL in cell for row in rows(document) for cell in row)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip), min_size=1, unique=True)
)
def test_any_name_can_be_read_on_the_page(names):
    people = [person(f"{number:03}", name=name) for number, name in enumerate(names)]
    document = parse(page([reassignment(who["id"], "b") for who in people], [*people, person("b")]))
    shown = {element.text for element in document.iter("bdi") if element.get("class") == "name"}
    assert shown == {*names, "B"}


def test_the_page_needs_nothing_else():
    text = page(EVERY_KIND, PEOPLE)
    document = parse(text)
    assert policy(document)["default-src"] == "'none'"
    assert not {"src", "href", "srcset", "action", "data"} & {
        name for element in document.iter() for name in element.attrib
    }
    assert not {element.tag for element in document.iter() if isinstance(element.tag, str)} & {
        "link",
        "img",
        "iframe",
        "object",
    }
    assert "://" not in text.replace("https://www.gnu.org", "") and "url(" not in text and "@import" not in text


def test_only_the_script_of_the_page_may_run():
    document = parse(page(EVERY_KIND, PEOPLE))
    (script,) = document.iter("script")
    checksum = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy(document)["script-src"] == f"'sha256-{checksum}'"
    assert not [name for element in document.iter() for name in element.attrib if name.startswith("on")]


def test_the_styles_are_valid():
    def check(nodes):
        for node in nodes:
            assert node.type != "error", node.message
            if node.type == "at-rule" and node.at_keyword == "media":
                check(tinycss2.parse_rule_list(node.content))
            elif node.type == "qualified-rule":
                check(tinycss2.parse_blocks_contents(node.content))
            elif node.type == "at-rule":
                assert node.at_keyword == "page"
                check(tinycss2.parse_blocks_contents(node.content))
            else:
                assert node.type in ("whitespace", "comment", "declaration")

    (style,) = parse(page(EVERY_KIND, PEOPLE)).iter("style")
    check(tinycss2.parse_stylesheet(style.text))


def test_the_same_at_any_time_of_a_day():
    assert len({page(EVERY_KIND, PEOPLE, now=f"2026-12-10T{hour:02}:10:00Z") for hour in range(24)}) == 1


@pytest.mark.parametrize("start, end", [("1900-01-01", "9999-12-31"), (None, "9999-12-31"), ("0001-01-02", None)])
def test_instants_beyond_all_calendars(start, end):
    """As a service can say "ever"."""
    lines = [reassignment("anna", "bruno", start, end), reassignment("chloe", "bruno", None, "1900-01-01")]
    made = reassignment_report(lines, [], NOW)
    assert [line["status"] for line in made["reassignments"]] == ["active", "expired"]
    assert [line["permanent"] for line in made["reassignments"]] == [end is None, False]
    assert "Anna" in reassignment_report_html(made, str(TEMPLATES))
    with pytest.raises(AnsibleFilterError, match="OverflowError"):
        reassignment_report_html(made, str(TEMPLATES), days_after=10**10)


def test_what_is_no_report():
    with pytest.raises(AnsibleFilterError, match="takes a report of"):
        reassignment_report_html({"timezone": "UTC"}, str(TEMPLATES))


def test_templates_that_are_not_there():
    with pytest.raises(AnsibleFilterError, match=r"TemplateNotFound in /nowhere: .*page\.js"):
        reassignment_report_html(reassignment_report([], [], NOW), "/nowhere")


def test_templates_that_do_not_work(tmp_path):
    (tmp_path / "page.js").touch()
    (tmp_path / "page.html.j2").write_text("{{ nonsense }}")
    with pytest.raises(AnsibleFilterError, match=r"UndefinedError .*nonsense"):
        reassignment_report_html(reassignment_report([], [], NOW), str(tmp_path))
