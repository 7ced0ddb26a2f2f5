# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

from __future__ import annotations


class ModuleDocFragment:
    # Pairs with VERIFY_OPTIONS of plugins/module_utils/_module.py.
    DOCUMENTATION = r"""
options:
  verify_timeout:
    description:
      - How long to wait, in seconds, until the service shows the effects of the writes that it has accepted. The task
        waits for all of them together.
      - A change whose effect is not visible by then is reported as failed, and the task as changed.
      - The module waits at most 10 seconds for the effect of a write that failed without a clear answer.
    type: float
    default: 30
    version_added: 0.2.0
"""
