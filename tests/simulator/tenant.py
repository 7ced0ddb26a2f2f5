# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated tenant holds. No HTTP, and no rules: those are with the services."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator, MutableMapping
from datetime import datetime
from typing import Any

from .dates import now
from .effects import Effects
from .people import ACTIVE, Identity, first_people, identity_id
from .work_item import WorkItem, new_work_item

CONFIG_TYPES = ("ACCESS_REQUESTS", "CERTIFICATIONS", "MANUAL_TASKS", "GENERIC_APPROVALS")


@dataclasses.dataclass
class Audit:
    """When something was made and last changed, and by whom."""

    created: datetime
    created_by: Identity
    modified: datetime
    modified_by: Identity


@dataclasses.dataclass
class Configuration:
    """Where one identity's work of one type goes; end None is permanent."""

    target_id: str
    start: datetime
    end: datetime | None
    audit: Audit


class Configurations(MutableMapping["tuple[str, str]", Configuration]):
    """Configurations by (identity ID, config type), grouped so that one identity's are found at once."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Configuration]] = {}

    def __getitem__(self, key: tuple[str, str]) -> Configuration:
        return self._of[key[0]][key[1]]

    def __setitem__(self, key: tuple[str, str], value: Configuration) -> None:
        self._of.setdefault(key[0], {})[key[1]] = value

    def __delitem__(self, key: tuple[str, str]) -> None:
        types = self._of[key[0]]
        del types[key[1]]
        if not types:
            del self._of[key[0]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((identity, kind) for identity, types in self._of.items() for kind in types)

    def __len__(self) -> int:
        return sum(len(types) for types in self._of.values())

    def store(self, identity_id: str, config_type: str, value: Configuration, alone: bool) -> None:
        """Set a configuration; alone removes the identity's other types."""
        if alone:
            self._of[identity_id] = {}
        self[identity_id, config_type] = value

    def of(self, identity_id: str) -> dict[str, Configuration]:
        """The identity's configurations by type."""
        return self._of.get(identity_id, {})

    def identity_ids(self) -> dict[str, Any]:
        """Who has configurations, in the order in which they got their first."""
        return self._of


class Tenant:
    """The state: identities, configurations, work items, the tenant-wide settings.

    The lock is held by the server during each request, so changes made by a test never meet a half-done one.
    """

    def __init__(self, people: int = 0) -> None:
        self.lock = threading.RLock()
        self.identities: dict[str, Identity] = {}
        self._ids: dict[tuple[str, str], set[str]] = {}
        self.manager_ids: set[str] = set()
        self.configurations = Configurations()
        self.work_items: dict[str, WorkItem] = {}
        self.tenant_config: dict[str, Any] = {}
        self.effects = Effects()
        for alias, name, manager in first_people(people):
            self.add_identity(alias, name=name, manager=manager)
        self.tenant_config_audit = self.new_audit()

    @property
    def current_user(self) -> Identity:
        """Who the API client acts as: the first person, or in an empty tenant a service account."""
        for identity in self.identities.values():
            return identity
        return Identity(identity_id("service.account"), "service.account", None, "Service Account")

    def add_identity(
        self,
        alias: str,
        email: str | None = None,
        name: str | None = None,
        id: str | None = None,
        manager: str | None = None,
        state: str | None = ACTIVE,
        correlated: bool = True,
    ) -> Identity:
        """Add a person. The email defaults to alias@example.com ("" for none), the manager is an alias or ID.

        Raises ValueError if the ID is taken and KeyError if there is no such manager.
        """
        identity = Identity(
            id=id or identity_id(alias),
            alias=alias,
            email=alias + "@example.com" if email is None else email or None,
            name=name or alias.replace(".", " ").title(),
            manager_id=self.identity(manager).id if manager else None,
            state=state,
            correlated=correlated,
        )
        with self.lock:
            if identity.id in self.identities:
                raise ValueError("there is an identity %s already" % identity.id)
            self.identities[identity.id] = identity
            if identity.manager_id:
                self.manager_ids.add(identity.manager_id)
            for field in ("alias", "email"):
                self._ids.setdefault((field, (getattr(identity, field) or "").casefold()), set()).add(identity.id)
        return identity

    def identity(self, alias_or_id: str) -> Identity:
        """The identity with this ID, else the one with this alias; KeyError if there is none or several."""
        if alias_or_id in self.identities:
            return self.identities[alias_or_id]
        ids = self.ids_with("alias", alias_or_id)
        if len(ids) != 1:
            raise KeyError("%d identities are called %r" % (len(ids), alias_or_id))
        return self.identities[next(iter(ids))]

    def ids_with(self, field: str, value: str) -> set[str]:
        """The IDs of those whose alias or email is this, in any case."""
        return {found for found in self._ids.get((field, value.casefold()), ()) if found in self.identities}

    def new_audit(self) -> Audit:
        moment = now()
        return Audit(moment, self.current_user, moment, self.current_user)

    def put_configuration(
        self, identity_id: str, config_type: str, target_id: str, start: datetime, end: datetime | None = None
    ) -> Configuration:
        """Set a configuration past all rules; end None is permanent, datetimes are aware."""
        for instant in (start, end):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("%s has no time zone" % instant)
        with self.lock:
            configuration = Configuration(target_id, start, end, self.new_audit())
            self.configurations[identity_id, config_type] = configuration
        return configuration

    def set_tenant_config(self, details: dict[str, Any], audit: Audit) -> None:
        self.tenant_config, self.tenant_config_audit = dict(details), audit

    def add_work_item(
        self,
        owner_id: str,
        type: str = "Approval",
        name: str | None = None,
        approval_items: int = 2,
        form: bool = False,
        created: datetime | None = None,
        id: str | None = None,
    ) -> WorkItem:
        """Put a work item into someone's queue; approval_items is how many it has (none unless it is an Approval)."""
        with self.lock:
            item = new_work_item(
                owner_id=self.identity(owner_id).id,
                requester_id=self.current_user.id,
                type=type,
                name=name,
                approval_items=approval_items if type == "Approval" else 0,
                form=form or type == "Form",
                created=created or now(),
                id=id or identity_id("work item %d" % len(self.work_items)),
            )
            self.work_items[item.id] = item
        return item

    def snapshot(self) -> dict[tuple[str, str], list[Any]]:
        """The configurations as plain data that can be compared with another snapshot."""
        with self.lock:
            return {key: [found.target_id, found.start, found.end] for key, found in self.configurations.items()}
