# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""What the tenant holds, read with as few requests as can be trusted."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import Configuration, Key
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Page
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfiguration,
    ReassignmentConfigurations,
)

#: The smallest page that any API version uses: a first page below it is the whole list.
_SMALLEST_PAGE = 20
#: Up to this many identities are read one by one without a look at the size of the list.
_FEW = 3


class Tenant:
    """The configurations and names read so far.

    C(incomplete) says why the list of the whole tenant is not known to be complete; C(None) if it is.
    """

    def __init__(self, service: ReassignmentConfigurations, concurrency: int) -> None:
        self._service = service
        self._concurrency = concurrency
        self.configurations: dict[Key, Configuration] = {}
        self.names: dict[str, str] = {}
        self.incomplete: str | None = "it has not been read"
        self._known: set[str] = set()

    def __contains__(self, identity_id: object) -> bool:
        """Whether all that the identity has configured is known."""
        return self.incomplete is None or identity_id in self._known

    def of(self, identity_id: str, config_types: t.Iterable[str]) -> dict[str, Configuration]:
        """What is known of one identity, by work type."""
        keys = (Key(identity_id, config_type) for config_type in config_types)
        return {key.config_type: self.configurations[key] for key in keys if key in self.configurations}

    def read(self, identity_ids: t.Collection[str]) -> None:
        """Make sure that all that these identities have configured is known."""
        missing = {identity_id for identity_id in identity_ids if identity_id not in self}
        if len(missing) > _FEW:
            try:
                self.read_everything(at_most=len(missing))
            except (ServiceError, UnexpectedAnswer) as error:
                # Something odd about others must not keep these from being read, each by itself.
                if isinstance(error, ServiceError) and not error.is_not_found:
                    raise
            missing = {identity_id for identity_id in missing if identity_id not in self}
        in_order = sorted(missing)
        answers = in_parallel(self._service.get, in_order, self._concurrency)
        for identity_id, answer in zip(in_order, answers):
            self.add(identity_id, answer)
            self._known.add(identity_id)

    def read_everything(self, at_most: int | None = None) -> None:
        """Read the list of the whole tenant, unless that takes more than C(at_most) requests.

        The list is complete only if its end is certain: by the total that the service gives, by a
        short page, or by an empty one. Otherwise C(incomplete) says why it is not.
        """
        first = self._service.list(0)
        size = len(first.items)
        seen: set[str] = set()
        repeated = self._add_page(first, seen)
        try:
            if first.total is not None and size:
                if at_most is not None and first.total / size > at_most:
                    self.incomplete = "it is longer than what is asked for"
                    return
                offsets = range(size, first.total, size)
                for page in in_parallel(self._service.list, offsets, self._concurrency):
                    repeated = self._add_page(page, seen) or repeated
                self.incomplete = self._doubt(repeated, len(seen), first.total)
            else:
                self.incomplete = self._read_on(size, seen, at_most) or self._doubt(repeated, len(seen), first.total)
        except SailPointError as error:
            self.incomplete = f"one of its pages could not be read: {error.message}"

    def _read_on(self, size: int, seen: set[str], at_most: int | None) -> str | None:
        """Read the pages after the first where no total is given; why the end is not certain, if it is not."""
        offset = length = size
        requests = 1
        while length >= size >= _SMALLEST_PAGE:
            if at_most is not None and requests >= at_most:
                return "it is longer than what is asked for"
            page = self._service.list(offset)
            requests += 1
            if self._add_page(page, seen):
                return "the service ignores the offset or repeats identities, so that the list may be cut"
            length = len(page.items)
            offset += length
        return None

    @staticmethod
    def _doubt(repeated: bool, distinct: int, total: int | None) -> str | None:
        if repeated:
            return "the service repeats identities in it, so that others may be missing"
        if total is not None and total != distinct:
            return f"the service says that it has {total} entries and gives {distinct}"
        return None

    def _add_page(self, page: Page, seen: set[str]) -> bool:
        """Whether the page repeats identities or has entries without one."""
        repeated = False
        for item in page.items:
            identity_id = item.identity.id
            repeated = repeated or not identity_id or identity_id in seen
            if identity_id:
                seen.add(identity_id)
                self._known.add(identity_id)
                # What is repeated can hold other types.
                self.add(identity_id, item)
        return repeated

    def add(self, identity_id: str, answer: ReassignmentConfiguration) -> None:
        """Take over what an answer says about an identity."""
        self.configurations.update({conf.key: conf for conf in configurations_of(identity_id, answer).values()})
        for reference in (answer.identity, *(details.target_identity for details in answer.config_details)):
            self._add_name(reference)

    def _add_name(self, reference: IdentityReference) -> None:
        if reference.id and reference.name:
            self.names.setdefault(reference.id, reference.name)


def configurations_of(identity_id: str, answer: ReassignmentConfiguration) -> dict[str, Configuration]:
    """What an answer says about one identity, by work type."""
    return {
        details.config_type: Configuration(
            Key(identity_id, details.config_type),
            details.target_identity.id or "",
            Window(details.start_date, details.end_date),
        )
        for details in answer.config_details
        if details.config_type
    }
