# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import base64
import hashlib

import html5lib
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.community.sailpoint.tests.unit.plugins.plugin_utils._report.tenants import (
    person,
    reassignment,
    report,
)

EVIL = "</script><script>alert('1')</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}{% raw %}"

EVERY_KIND = (
    reassignment("a", "b"),
    reassignment("a", "b", config_type="ACCESS_REQUESTS"),
    reassignment("b", "c", end=None),
    reassignment("c", "gone", "2027-01-01", "2027-02-01"),
    reassignment("d", "e", "2026-11-01", "2026-12-01"),
    reassignment("f", "g", None, "2026-12-24"),
    reassignment("g", "f", "2026-12-20", None),
    reassignment("h", "d", "2035-01-01", "2035-02-01"),
)
PEOPLE = (*(person(name) for name in "acdefgh"), person("b", active=False, state="INACTIVE_SHORT_TERM"))


def page(reassignments=EVERY_KIND, identities=PEOPLE, **options):
    """The document; any error that a browser would silently correct fails."""
    html = report(*reassignments, identities=identities, **options)["html"]
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def rows(document):
    return [[text_of(cell) for cell in row] for row in document.iter("tr") if row.get("data-kinds")]


def test_every_kind_of_reassignment():
    document = page(title="acme", timezone="Europe/Berlin")
    assert text_of(document.find(".//h1")) == "Who covers for whom acme"
    headings = [text_of(row) for row in document.iter("tr") if "group" in (row.get("class") or "")]
    assert headings == ["Needs attention 6", "Scheduled 1", "Expired 1"]
    found = rows(document)
    assert [row[0].split()[0] for row in found] == list("AABFCGHD") and found[2][0] == "B inactive b.alias"
    problems = [text_of(p) for p in document.iter("p") if p.get("class") == "problem"]
    inactive = "Inactive (INACTIVE_SHORT_TERM): the work may be left waiting."
    away = "Also away from {} 09:00 until {} 09:00: the work is passed on to {}"
    assert problems == [
        *(inactive, inactive, away.format("2026-12-01", "2026-12-31", "C")),
        away.format("2027-01-01", "2027-02-01", "Gone unknown"),
        "The chain is a loop: F → G → F",
        "Not in the directory: the work may be left waiting.",
        "The chain is a loop: G → F → G",
    ]
    assert found[2][1:5] == [f"C c.alias {problems[3]}", "Certifications", "2026-12-01 09:00 active", "permanent"]
    assert found[3][3:5] == ["– active", "2026-12-24 09:00"]
    assert found[-1][1:5] == ["E e.alias", "Certifications", "2026-11-01 09:00", "2026-12-01 09:00"]
    assert [text_of(chain) for chain in document.iter("li")] == [
        "A → B inactive → C Certifications",
        "B inactive → C → Gone unknown Certifications",
        "F → G → F loop Certifications",
    ]


def test_lines_that_differ_only_in_the_type_of_work_are_one_row():
    types = ["GENERIC_APPROVALS", "ACCESS_REQUESTS", "NEW_TYPE"]
    document = page([reassignment("a", "b", config_type=config_type) for config_type in types])
    assert [row[2] for row in rows(document)] == ["Access requests, Generic approvals, New type"]


def test_a_longer_chain_than_the_service_follows():
    chain = [reassignment(*pair, end=None, start=None) for pair in ("ab", "bc", "cd", "de", "ef", "fg")]
    document = page(chain, [person(name) for name in "abcdefg"])
    passed_on = "B b.alias Also away, permanently: the work is passed on to C → D → E → F → G – a longer chain than the service follows"
    assert rows(document)[0][:2] == ["A a.alias", passed_on]
    assert text_of(document.find(".//li")) == "A → B → C → D → E → F → G too long Certifications"


def test_each_row_has_its_place_on_the_timeline():
    document = page()
    shown = [cell[0].get("class") for cell in document.iter("td") if cell.get("class") == "time"]
    assert len(shown) == len(rows(document))
    assert shown.count("beyond after") == 1 and {kind.split()[0] for kind in shown} == {"bar", "beyond"}


def test_a_tenant_without_reassignments():
    document = page([])
    assert text_of(document.find(".//main")) == "There are no reassignments."
    assert document.find(".//script") is None


def test_an_incomplete_list_is_said():
    (alert,) = (p for p in page([], incomplete_reason="<cut>").iter("p") if p.get("role") == "alert")
    assert text_of(alert) == "Reassignments may be missing: <cut>."


def test_values_are_text_and_nothing_else():
    evil = person("b", name="B" + EVIL, alias=EVIL, state=EVIL, active=False)
    harmless = page(title="acme")
    lines = [*EVERY_KIND[:1], reassignment("a", "b", config_type=EVIL), *EVERY_KIND[2:]]
    document = page(lines, [evil if who["id"] == "b" else who for who in PEOPLE], title=EVIL)
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
    document = page([reassignment(who["id"], "b") for who in people], [*people, person("b")])
    shown = {element.text for element in document.iter("bdi") if element.get("class") == "name"}
    assert shown == {*names, "B"}


def test_the_page_loads_nothing_and_runs_only_its_own_script():
    document = page()
    (policy,) = (meta.get("content") for meta in document.iter("meta") if meta.get("http-equiv"))
    (script,) = document.iter("script")
    checksum = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{checksum}'; " in policy


def test_the_styles_are_valid():
    def check(nodes):
        for node in nodes:
            if node.type == "at-rule" and node.at_keyword == "media":
                check(tinycss2.parse_rule_list(node.content))
            elif node.type == "qualified-rule" or (node.type == "at-rule" and node.at_keyword == "page"):
                check(tinycss2.parse_blocks_contents(node.content))
            else:
                assert node.type in ("whitespace", "comment", "declaration"), node

    (style,) = page().iter("style")
    check(tinycss2.parse_stylesheet(style.text))


def test_the_same_at_any_time_of_a_day():
    made = [report(*EVERY_KIND, identities=PEOPLE, now=f"2026-12-10T{hour:02}:10:00Z") for hour in range(24)]
    assert all(one == made[0] for one in made)


def test_waiting_work():
    one = {
        "identity": {"id": "a", "name": None},
        "total": 4,
        "by_queue": {"work_items": 3, "certifications": 1},
        "oldest": "2026-11-02T23:30:00Z",
    }
    read = {"people": [one], "queues_left_out": [{"queue": "generic_approvals"}]}
    some, none, unread = (
        text_of(list(page(waiting_work=waiting, timezone="Europe/Berlin").iter("section"))[-1])
        for waiting in (read, {"people": [], "queues_left_out": []}, None)
    )
    assert some.startswith("Waiting work 1 ") and "These queues could not be read: generic approvals." in some
    assert some.endswith("A: 3 work items, 1 certification, the oldest from 2026-11-03 00:30")
    assert none.endswith("None.") and "Waiting work" not in unread
