# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
import yaml
from ansible import constants
from ansible.parsing.dataloader import DataLoader

from ansible_collections.community.sailpoint.plugins.lookup.vacations_file import DOCUMENTATION, LookupModule

NAME = "community.sailpoint.vacations_file"


@pytest.fixture()
def loader():
    return DataLoader()


@pytest.fixture()
def query(tmp_path, monkeypatch, loader):
    """Run the lookup as a playbook in C(tmp_path) would."""
    monkeypatch.chdir(tmp_path)
    loader.set_basedir(str(tmp_path / "playbooks"))
    # As Ansible does when it loads the plugin.
    constants.config.initialize_plugin_configuration_definitions(
        "lookup", NAME, yaml.safe_load(DOCUMENTATION)["options"]
    )

    def run(*terms, timezone="Europe/Berlin", **options):
        plugin = LookupModule(loader=loader)
        plugin._load_name = NAME
        return plugin.run(list(terms), variables={}, timezone=timezone, **options)

    return run
