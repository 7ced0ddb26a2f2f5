# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.sailpoint.plugins.module_utils._connection.connection import Connection
from ansible_collections.community.sailpoint.plugins.module_utils._connection.reader import Reader
from ansible_collections.community.sailpoint.plugins.module_utils._service.transport import ConnectionSettings
from ansible_collections.community.sailpoint.tests.simulator import Simulator


@pytest.fixture()
def connection(simulator: Simulator) -> Connection:
    """A connection to the simulated tenant."""
    settings = ConnectionSettings(simulator.url, access_token=simulator.issue_token(), rate_limit=0)
    return Connection(settings, lambda secret: None)


@pytest.fixture()
def reader_of(connection: Connection) -> t.Callable[[str], Reader]:
    """A reader of the simulated tenant in an API version."""
    return lambda version: Reader(connection, version)


@pytest.fixture()
def reader(reader_of: t.Callable[[str], Reader]) -> Reader:
    return reader_of("v1")
