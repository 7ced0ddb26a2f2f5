# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The guide to the rulebook shows the files that its tests run."""

from __future__ import annotations

import json

import yaml
from guides import GUIDES, blocks
from stage import CHECKOUT
from test_guides import without_header

EXAMPLE = CHECKOUT / "docs" / "event_driven"
RULEBOOK = CHECKOUT / "extensions" / "eda" / "rulebooks" / "leaver.yml"
SHOWN = blocks(GUIDES / "event_driven.rst")


def test_the_guide_shows_the_files_as_they_are() -> None:
    shown = {block.caption: block.code for block in SHOWN if block.caption}
    assert set(shown) == {path.name for path in EXAMPLE.iterdir()}
    for name, code in shown.items():
        assert code == without_header((EXAMPLE / name).read_text(encoding="utf-8")), name


def test_what_is_sent_is_json() -> None:
    bodies = [json.loads(block.code) for block in SHOWN if block.language == "text"]
    assert [set(body) & {"triggerId", "newLifecycleState"} for body in bodies] == [
        {"triggerId"},
        {"triggerId"},
        {"newLifecycleState"},
    ]


def test_the_job_template_gets_the_same_people_as_the_playbook() -> None:
    (action,) = (yaml.safe_load(block.code) for block in SHOWN if block.language == "yaml+jinja" and not block.caption)
    (rule,) = yaml.safe_load(RULEBOOK.read_text(encoding="utf-8"))[0]["rules"]
    playbook = rule["action"]["run_playbook"]["extra_vars"]["leaver_identities"]
    job = action["run_job_template"]["job_args"]["extra_vars"]["survey_identities"]
    assert job == playbook.replace("unique | list", 'unique | join("\\n")')
