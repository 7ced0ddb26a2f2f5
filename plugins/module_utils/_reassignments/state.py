# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Reads the reassignments of the tenant with as few requests as is safe."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import (
    SailPointError,
    ServiceError,
    UnexpectedAnswer,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.fields import IdentityReference
from ansible_collections.community.sailpoint.plugins.module_utils._service.pages import (
    MOVED,
    NOT_READ,
    UNCHECKED,
    Page,
    PagedList,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import read_each
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfiguration,
    ReassignmentConfigurations,
)

#: Up to this many identities are read one by one, without checking the size of the list.
_FEW = 3
#: How often a list that changes while it is read is read in total.
_READINGS = 3


class KnownReassignments:
    """The configurations read so far, and the names of identities that came with them."""

    def __init__(self, service: ReassignmentConfigurations, concurrency: int) -> None:
        self._service = service
        self._concurrency = concurrency
        self.configurations: dict[Key, Configuration] = {}
        self.names: dict[str, str] = {}
        #: Why the list of the whole tenant is not known to be complete; ``None`` if it is.
        self.incomplete: str | None = NOT_READ
        #: Errors by the IDs of identities that could not be read.
        self.errors: dict[str, SailPointError] = {}
        #: Identities in their own answer, or in a list.
        self._seen: set[str] = set()
        self._list_has_everybody = False
        #: How many requests the last list took.
        self._list_requests = 0

    def __contains__(self, identity_id: object) -> bool:
        """Return whether the identity has been seen, or is missing from a list that ended properly.

        The latter is enough to follow a chain, but does not prove that nothing is configured: entries can move between
        pages that do not overlap while the list is read.
        """
        return identity_id in self._seen or self._list_has_everybody

    def of(self, identity_id: str, config_types: t.Iterable[str]) -> dict[str, Configuration]:
        """Return what is known about one identity, by work type."""
        keys = (Key(identity_id, config_type) for config_type in config_types)
        return {key.config_type: self.configurations[key] for key in keys if key in self.configurations}

    def read(self, identity_ids: t.Collection[str], *, keep_errors: bool = False) -> None:
        """Read everything that these identities have configured.

        An identity that is missing from a possibly incomplete list is read individually. Raises the errors of
        ``Client``; with ``keep_errors``, errors about single identities go to ``errors``, and the others are read.
        """
        missing = self._missing(identity_ids)
        if len(missing) > _FEW:
            missing = self._read_list_for(missing, overlap=False)
        if self.incomplete == UNCHECKED and len(missing) > self._list_requests:
            missing = self._read_list_for(missing, overlap=True)
        answers = read_each(self._service.get, missing, self._concurrency)
        for identity_id, answer in zip(missing, answers):
            if isinstance(answer, SailPointError):
                if not keep_errors:
                    raise answer
                self.errors[identity_id] = answer
            else:
                self.add(identity_id, answer)

    def _missing(self, identity_ids: t.Iterable[str]) -> list[str]:
        if self.incomplete is None:
            return []
        return sorted(set(identity_ids) - self._seen)

    def _read_list_for(self, missing: t.Collection[str], overlap: bool) -> list[str]:
        """Read the list if that saves requests; return who is still missing."""
        try:
            self._read_list(at_most=len(missing), overlap=overlap)
        except (ServiceError, UnexpectedAnswer) as error:
            # Problems with other identities, or no right to list them, must not prevent reading these.
            if isinstance(error, ServiceError) and not error.is_not_found and error.status_code != 403:
                raise
        return self._missing(missing)

    def read_everything(self) -> None:
        """Read the list of the whole tenant.

        It is complete if its end is certain and nothing moved between its pages; otherwise ``incomplete`` states why
        not. Raises the errors of ``Client`` if even the first page cannot be read.
        """
        for unused in range(_READINGS):
            self.configurations.clear()
            self._seen.clear()
            self._read_list()
            if self.incomplete != MOVED:
                break

    def _read_list(self, at_most: int | None = None, overlap: bool = True) -> None:
        first = self._service.list(0)
        self._list_requests = 1

        def read_page(offset: int) -> Page:
            if not offset:
                return first
            self._list_requests += 1
            return self._service.list(offset)

        paged: PagedList[ReassignmentConfiguration] = PagedList(
            read_page,
            lambda entry: entry.identity.id or None,
            concurrency=self._concurrency,
            at_most=at_most,
            overlap=overlap,
            # Repeated entries can contain other work types.
            keep_repeated=True,
        )
        listed: list[str] = []
        try:
            for entry in paged:
                if entry.identity.id:
                    listed.append(entry.identity.id)
                    self.add(entry.identity.id, entry)
            self.incomplete = paged.incomplete
        except SailPointError as error:
            self.incomplete = f"one of its pages could not be read: {error.message}"
        fits = len(listed) == len(set(listed)) and paged.total in (None, len(listed))
        if self.incomplete is None or (self.incomplete == UNCHECKED and fits):
            self._list_has_everybody = True

    def add(self, identity_id: str, answer: ReassignmentConfiguration) -> None:
        """Store what an answer contains about an identity."""
        self._seen.add(identity_id)
        self.configurations.update({conf.key: conf for conf in configurations_of(identity_id, answer).values()})
        for reference in (answer.identity, *(details.target_identity for details in answer.config_details)):
            self._add_name(reference)

    def _add_name(self, reference: IdentityReference) -> None:
        if reference.id and reference.name:
            self.names.setdefault(reference.id, reference.name)


def configurations_of(identity_id: str, answer: ReassignmentConfiguration) -> dict[str, Configuration]:
    """Return what an answer contains about one identity, by work type."""
    return {
        details.config_type: Configuration(
            Key(identity_id, details.config_type),
            details.target_identity.id or "",
            Window(details.start_date, details.end_date),
        )
        for details in answer.config_details
        if details.config_type
    }
