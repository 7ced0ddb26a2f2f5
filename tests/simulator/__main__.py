# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated tenant from the command line, for trying things and for playbooks."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import threading

from .errors import Refused
from .scenario import apply_scenario
from .server import Simulator
from .state import CLIENT_ID, CLIENT_SECRET
from .switches import Switches

_DEFAULT_RATE_LIMIT = 100
_PARENT_CHECK_SECONDS = 0.5


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGINT, SIGTERM, a shutdown over HTTP, or the end of the parent process; answers the exit code."""
    options = _options(arguments)
    try:
        simulator = _prepared(options)
    except (OSError, ValueError, KeyError, TypeError, Refused) as error:
        print("Cannot start: %s" % error, file=sys.stderr)
        return 2
    with contextlib.ExitStack() as running:
        try:
            running.enter_context(simulator)
        except (OSError, OverflowError) as error:
            print("Cannot listen on port %d: %s" % (options.port, error), file=sys.stderr)
            return 2
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: simulator.stopped.set())
        if options.url_file:
            _write_whole(options.url_file, simulator.url)
        print("Simulated tenant at %s with %d people." % (simulator.url, len(simulator.tenant.identities)))
        print("  export SAIL_BASE_URL=%s" % simulator.url)
        print("  export SAIL_CLIENT_ID=%s" % simulator.client_id)
        print("  export SAIL_CLIENT_SECRET=%s" % simulator.client_secret, flush=True)
        _wait(simulator.stopped, options.parent_pid)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 is a free one (default)")
    parser.add_argument("--people", type=int, default=30, help="how many identities there are (default: 30)")
    parser.add_argument("--set", action="append", default=[], metavar="SWITCH=VALUE", help="set a switch; repeatable")
    parser.add_argument("--url-file", help="write the URL into this file once the server is ready")
    parser.add_argument("--client-id", default=CLIENT_ID)
    parser.add_argument("--client-secret", default=CLIENT_SECRET)
    parser.add_argument("--scenario", help="a JSON file to fill the tenant from")
    parser.add_argument("--parent-pid", type=int, help="end when this process is gone")
    return parser.parse_args(arguments)


def _prepared(options: argparse.Namespace) -> Simulator:
    """The simulator as the options want it, not yet started. Raises as apply_scenario and Switches.update do."""
    switches = Switches(rate_limit=_DEFAULT_RATE_LIMIT)
    for setting in options.set:
        name, _equals, value = setting.partition("=")
        switches.update({name: value})
    simulator = Simulator(switches, options.people, options.client_id, options.client_secret, options.port)
    if options.scenario:
        with open(options.scenario, encoding="utf-8") as file:
            apply_scenario(simulator.state, {"people": options.people, **json.load(file)})
    return simulator


def _write_whole(path: str, text: str) -> None:
    """Write a file so that a reader never sees half of it."""
    partial = "%s.%d" % (path, os.getpid())
    with open(partial, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(partial, path)


def _wait(stopped: threading.Event, parent_pid: int | None) -> None:
    while not stopped.wait(_PARENT_CHECK_SECONDS):
        if parent_pid is not None and not _alive(parent_pid):
            return


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    sys.exit(main())
