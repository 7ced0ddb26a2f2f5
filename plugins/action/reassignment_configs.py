# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shows how far the module of this name is; the module does all the work."""

from __future__ import annotations

from ansible_collections.community.sailpoint.plugins.plugin_utils._progress import ActionWithProgress as ActionModule

__all__ = ("ActionModule",)
