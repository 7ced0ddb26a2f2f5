# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import socket

import pytest

from ansible_collections.community.sailpoint.tests.simulator.__main__ import main


def refusal(capsys, *arguments):
    """What the command says; it does not start, and ends as for wrong usage."""
    assert main(list(arguments)) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    return printed.err


def test_a_port_that_is_taken(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal(capsys, "--port", str(port)).startswith(f"Cannot listen on port {port}: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "99999"], "Cannot listen on port 99999: "),
        (["--scenario", "/nowhere.json"], "Cannot start: .*/nowhere.json"),
        (["--set", "habit=bad"], "Cannot start: .*habit"),
    ],
)
def test_options_that_cannot_be_right(capsys, arguments, message):
    assert re.match(message, refusal(capsys, *arguments))
