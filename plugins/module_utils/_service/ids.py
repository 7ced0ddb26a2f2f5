# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""IDs of the service. Pure: no I/O, no Ansible."""

from __future__ import annotations


class Id(str):
    """An ID of the service: compared case-insensitively, and sent as written.

    The API documentation does not state whether case matters, and the service may answer in another case than in the
    request. Convert IDs that people write to ``Id`` before comparing them with those of the service.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return NotImplemented
        return str.__eq__(self, other) or self.casefold() == other.casefold()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.casefold())
