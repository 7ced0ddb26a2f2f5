# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shows the progress of the module of the same name, which does the work."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.plugin_utils._progress import ActionWithProgress as ActionModule

__all__ = ("ActionModule",)
