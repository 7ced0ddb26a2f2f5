# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated tenant holds. No HTTP, and no rules: those are with the services."""

from __future__ import annotations

import itertools
import threading
import uuid
from datetime import datetime
from typing import Any

from .access_request_approval import AccessRequestApproval
from .certification import MANAGER, SEARCH, Campaign, Certification, CertificationTask, ReviewItem
from .configurations import Audit, Configuration, Configurations
from .dates import now
from .effects import Effects
from .generic_approval import GenericApproval
from .people import ACTIVE, GovernanceGroup, Identity, first_people, identity_id
from .work_item import WorkItem, new_work_item


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
        self.governance_groups: dict[str, GovernanceGroup] = {}
        self.access_request_approvals: dict[str, AccessRequestApproval] = {}
        self.generic_approvals: dict[str, GenericApproval] = {}
        self.campaigns: dict[str, Campaign] = {}
        self.certifications: dict[str, Certification] = {}
        self.certification_tasks: dict[str, CertificationTask] = {}
        self._made = itertools.count(1)
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

    def new_id(self, kind: str) -> str:
        """An ID that nothing has yet: 32 hex digits, the same in every run."""
        return identity_id("%s %d" % (kind, next(self._made)))

    def approver(self, name_or_id: str) -> str:
        """The ID of a governance group with this ID or name, else of the identity with this ID or alias."""
        for group in self.governance_groups.values():
            if name_or_id in (group.id, group.name):
                return group.id
        return self.identity(name_or_id).id

    def groups_of(self, identity_id: str) -> set[str]:
        """The IDs of the governance groups that an identity is a member of."""
        return {group.id for group in self.governance_groups.values() if identity_id in group.member_ids}

    def add_governance_group(self, name: str, members: list[str], id: str | None = None) -> GovernanceGroup:
        """Add a group of people, given by alias or ID."""
        with self.lock:
            group = GovernanceGroup(id or self.new_id("group"), name, [self.identity(member).id for member in members])
            self.governance_groups[group.id] = group
        return group

    def add_access_request_approval(
        self, approver: str, requested_for: str | None = None, name: str | None = None, **named: Any
    ) -> AccessRequestApproval:
        """Have an approval of an access request wait for somebody.

        People are given by alias or ID, the approver also as a governance group; others are the current user.
        named: further fields of an AccessRequestApproval, such as created, access_request_id, in_process and state.
        """
        with self.lock:
            user = self.current_user.id
            number = len(self.access_request_approvals) + 1
            values: dict[str, Any] = {
                "id": self.new_id("access request approval"),
                "name": name or "Access request %d" % number,
                "requester_id": user,
                "requested_for_id": self.identity(requested_for).id if requested_for else user,
                "access_request_id": self.new_id("access request"),
                "created": now(),
                "owner_id": user,
            }
            approval = AccessRequestApproval(approver_id=self.approver(approver), **{**values, **named})
            self.access_request_approvals[approval.id] = approval
        return approval

    def add_generic_approval(
        self, approvers: str | list[str], requestee: str | None = None, name: str | None = None, **named: Any
    ) -> GenericApproval:
        """Have a generic approval wait for one or several, given as for an access-request approval.

        named: further fields of a GenericApproval, such as type, created, due, status and references.
        """
        with self.lock:
            user = self.current_user.id
            values: dict[str, Any] = {
                "id": str(uuid.UUID(self.new_id("generic approval"))),
                "name": name or "Approval %d" % (len(self.generic_approvals) + 1),
                "requester_id": user,
                "requestee_id": self.identity(requestee).id if requestee else user,
                "created": now(),
            }
            several = [approvers] if isinstance(approvers, str) else approvers
            approval = GenericApproval(approver_ids=[self.approver(one) for one in several], **{**values, **named})
            self.generic_approvals[approval.id] = approval
        return approval

    def add_campaign(self, name: str | None = None, **named: Any) -> Campaign:
        """Add an active campaign; named: further fields of a Campaign."""
        with self.lock:
            values = {"id": self.new_id("campaign"), "name": name or "Campaign %d" % (len(self.campaigns) + 1)}
            campaign = Campaign(**{**values, "created": now(), **named})
            self.campaigns[campaign.id] = campaign
        return campaign

    def add_certification(
        self, reviewer: str, campaign: str | None = None, subjects: list[str] | None = None, **named: Any
    ) -> Certification:
        """Have a certification wait for somebody. It has one item for each of the subjects, the people it reviews.

        subjects default to the last person who is not the reviewer. campaign is an ID or a name; a campaign of that
        name is added if there is none. With subjects who do not report to the reviewer, it is no campaign of managers.
        named: further fields of a Certification, such as name, created, due and signed.
        """
        with self.lock:
            name = campaign or "Campaign"
            found = [one for one in self.campaigns.values() if name in (one.id, one.name)]
            belongs_to = found[0] if found else self.add_campaign(name)
            reviewer_id = self.approver(reviewer)
            if subjects is None:
                people = [one for one in self.identities if one != reviewer_id][-1:]
            else:
                people = [self.identity(subject).id for subject in subjects]
                reports = [self.identities[one].manager_id == reviewer_id for one in people]
                if belongs_to.type == MANAGER and not all(reports):
                    belongs_to.type = SEARCH
            values: dict[str, Any] = {
                "id": self.new_id("certification"),
                "name": "Certification %d of %s" % (len(self.certifications) + 1, belongs_to.name),
                "campaign_id": belongs_to.id,
                "created": now(),
                "items": [ReviewItem(self.new_id("item"), one, self.new_id("summary")) for one in people],
            }
            certification = Certification(reviewer_id=reviewer_id, **{**values, **named})
            self.certifications[certification.id] = certification
        return certification

    def snapshot(self) -> dict[tuple[str, str], list[Any]]:
        """The configurations as plain data that can be compared with another snapshot."""
        with self.lock:
            return {key: [found.target_id, found.start, found.end] for key, found in self.configurations.items()}
