# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated tenant: the parts of the ISC API that this collection uses, stateful, over real HTTP.

It is written from the public API documents alone and imports nothing from the collection,
so that a misreading on one side shows up as a failing test.
"""

from __future__ import annotations

from .concurrent_changes import ConcurrentChange
from .faults import Fault
from .request_rules import ALWAYS
from .server import Simulator
from .switches import Switches

__all__ = ["ALWAYS", "ConcurrentChange", "Fault", "Simulator", "Switches"]
