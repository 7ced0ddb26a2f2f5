# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Writes, re-reads, compares, and repairs the reassignments of one identity."""

from __future__ import annotations

import contextlib
import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Change
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unit import Unit, Verdict
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant, utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Configuration,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.habits import Attempt, Habits
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import Wording
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import configurations_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurationRequest,
    ReassignmentConfigurations,
)

#: What an identity has configured, by work type.
Held = dict[str, Configuration]


class IdentityUnit(Unit[t.Optional[Configuration], Held]):
    """The changes of one identity; also watches its other work types."""

    def __init__(
        self,
        service: ReassignmentConfigurations,
        changes: t.Sequence[ReassignmentChange],
        held: Held,
        habits: Habits,
        wording: Wording,
    ) -> None:
        """``held`` is what the identity has configured; it is kept up to date for the units after this one."""
        super().__init__([[change] for change in changes])
        self._service = service
        self._identity_id = change_key(changes[0]).identity_id
        self._habits = habits
        self._wording = wording
        #: What the identity should have, as far as this task knows.
        self._expected = held
        #: What was sent last, by work type.
        self._sent: Held = {}
        self._accepted: set[str] = set()
        #: The work types of the PUTs that have or may have had an effect, in their order.
        self._updated: list[str] = []
        #: The work types that were restored since the last PUT.
        self._repaired: set[str] = set()

    def write(self, changes: t.Sequence[ReassignmentChange]) -> Held | None:
        (change,) = changes
        config_type = change_key(change).config_type
        if change.after is None:
            self._service.delete(*change_key(change))
            return None
        answer: Held = self._habits.send(change, utc_now(), lambda attempt: self._send(change, config_type, attempt))
        return answer if answer == {**self._expected, config_type: self._sent[config_type]} else None

    def _send(self, change: ReassignmentChange, config_type: str, attempt: Attempt) -> Held:
        body = _request(attempt.configuration)
        self._sent[config_type] = attempt.configuration
        if not attempt.update:
            return configurations_of(self._identity_id, self._service.create(body))
        if change.before is None:
            # The service refused to create it, perhaps because somebody else has created it.
            found = self.read()
            if found.get(config_type) == attempt.configuration:
                return found
            if config_type in found:
                shown = self._wording.reassignment(found[config_type])
                raise SailPointError(f"Somebody else created it during this task: it now shows {shown}.")
        others = self._expected.keys() - {config_type}
        is_first = not self._updated
        if others and is_first and self._habits.update_drops_others is None:
            with self._habits.learning:
                if self._habits.update_drops_others is None:
                    return self._learn_from_update(config_type, body)
        if others and is_first and self._habits.update_drops_others:
            self._note_what_others_changed(config_type)
        return self._update(config_type, body)

    def _update(self, config_type: str, body: ReassignmentConfigurationRequest) -> Held:
        self._updated.append(config_type)
        # This can remove again what has been restored.
        self._repaired.clear()
        return configurations_of(self._identity_id, self._service.update(body))

    def _learn_from_update(self, config_type: str, body: ReassignmentConfigurationRequest) -> Held:
        """Update, and check whether the identity's other work types still exist."""
        self._note_what_others_changed(config_type)
        answer = self._update(config_type, body)
        others = self._expected.keys() - {config_type}
        # If this cannot be read now, verification reads it.
        with contextlib.suppress(SailPointError):
            shown = answer if others <= answer.keys() else self.read()
            # What does not show the update yet does not show either what it removes.
            if others <= shown.keys() and shown.get(config_type) == self._sent[config_type]:
                self._habits.update_drops_others = False
        return answer

    def _note_what_others_changed(self, config_type: str) -> None:
        """Take over what somebody else removed before the first PUT, so that it is not restored."""
        found = self.read()
        mine = {key: conf for key, conf in self._expected.items() if key == config_type or key in self._accepted}
        self._expected.clear()
        self._expected.update({**found, **mine})

    def read(self) -> Held:
        return configurations_of(self._identity_id, self._service.get(self._identity_id))

    def compare(self, change: ReassignmentChange, seen: Held) -> Verdict:
        shown = seen.get(change_key(change).config_type)
        if shown is not None and shown == change.after:
            # If the start was adapted later, an earlier attempt has taken effect nevertheless.
            self._sent[shown.key.config_type] = shown
        if shown == (change.after and self._sent.get(change.after.key.config_type, change.after)):
            return Verdict.DONE
        # A PUT for another work type may have removed this one.
        return Verdict.NO_EFFECT if shown in (change.before, None) else Verdict.SOMETHING_ELSE

    def describe(self, change: ReassignmentChange, seen: Held) -> str:
        return self._wording.reassignment(seen.get(change_key(change).config_type))

    def accepted(self, change: ReassignmentChange) -> None:
        config_type = change_key(change).config_type
        self._accepted.add(config_type)
        if change.after is None:
            self._expected.pop(config_type, None)
        else:
            self._expected[config_type] = self._sent.get(config_type, change.after)

    def had_no_effect(self, change: ReassignmentChange) -> None:
        config_type = change_key(change).config_type
        self._updated = [updated for updated in self._updated if updated != config_type]

    def written(self, change: ReassignmentChange) -> Configuration | None:
        sent = self._sent.get(change_key(change).config_type)
        return None if sent == change.after else sent

    def repairs(self, seen: Held) -> t.Sequence[ReassignmentChange]:
        """What a PUT of this unit has removed; what somebody else has removed meanwhile stays removed."""
        # Unknown as long as the last PUT itself is not visible.
        if not self._updated or seen.get(self._updated[-1]) != self._sent.get(self._updated[-1]):
            return ()
        if self._habits.update_drops_others is False:
            return ()
        # What a PUT may have written is restored as declared, not as it was before.
        unclear = set(self._updated) - self._accepted
        missing = [
            self._sent[config_type] if config_type in unclear else conf
            for config_type, conf in sorted(self._expected.items())
            if config_type not in seen
        ]
        if not missing:
            return ()
        self._habits.update_drops_others = True
        now = utc_now()
        for conf in missing:
            if conf.window.has_ended(now):
                # It has no effect any more, and a service that refuses starts in the past would not accept it.
                del self._expected[conf.key.config_type]
                self.warnings.append(
                    f"Updating {self._wording.person(self._identity_id)} made the service remove {conf.key.config_type},"
                    " which had ended; it was not restored."
                )
        lost = [conf for conf in missing if conf.key.config_type in self._expected.keys() - self._repaired]
        self._repaired.update(conf.key.config_type for conf in lost)
        return [Change("create", None, conf) for conf in lost]

    def repair_failed(self, change: ReassignmentChange) -> str:
        return (
            f"Updating {self._wording.person(self._identity_id)} made the service remove {change_key(change).config_type}, which could not"
            f" be restored ({self._wording.reassignment(change.after)})."
        )

    def repaired(self, changes: t.Sequence[ReassignmentChange]) -> None:
        names = ", ".join(change_key(change).config_type for change in changes)
        self.warnings.append(
            f"Updating {self._wording.person(self._identity_id)} made the service remove {names}; restored."
        )


def _request(configuration: Configuration) -> ReassignmentConfigurationRequest:
    window = configuration.window
    fields: dict[str, t.Any] = {} if window.start is None else {"start_date": format_instant(window.start)}
    return ReassignmentConfigurationRequest(
        reassigned_from_id=configuration.key.identity_id,
        reassigned_to_id=configuration.target_id,
        config_type=configuration.key.config_type,
        end_date=None if window.end is None else format_instant(window.end),
        **fields,
    )
