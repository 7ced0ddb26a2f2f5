# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Carries out the changes of a plan, verifies each, and says exactly how far it got."""

from __future__ import annotations

import threading
import typing as t
from datetime import datetime

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import (
    APPLIED,
    FAILED,
    NOT_TRIED,
    Change,
)
from ansible_collections.community.sailpoint.plugins.module_utils._engine.unclear import (
    DONE,
    NO_EFFECT,
    SOMETHING_ELSE,
    write_and_look,
)
from ansible_collections.community.sailpoint.plugins.module_utils._instants import format_instant, utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    NEARLY_STARTED,
    Configuration,
    ReassignmentChange,
    change_key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import Tenant, configurations_of
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, ServiceError
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import in_parallel
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurationRequest,
    ReassignmentConfigurations,
)

#: Where the service refuses a start in the past, a cover that shall run already begins this much later.
_LATER_START = NEARLY_STARTED / 2


class ApplyOptions(t.NamedTuple):
    """C(retries) is how often a write is tried again after a look showed that it had no effect."""

    concurrency: int = 10
    continue_on_error: bool = False
    retries: int = 5


def apply_changes(
    client: Client, tenant: Tenant, waves: t.Sequence[t.Sequence[ReassignmentChange]], options: ApplyOptions
) -> list[str]:
    """Apply the waves one after another, and within a wave several identities at a time.

    Sets the C(status) and C(error) of every change and never raises C(SailPointError). Returns
    sentences about what else happened.
    """
    by_identity: dict[str, set[str]] = {}
    for key in tenant.configurations:
        by_identity.setdefault(key.identity_id, set()).add(key.config_type)
    stop = threading.Event()
    writers: dict[str, _IdentityWriter] = {}
    for wave in waves:
        work: dict[str, list[ReassignmentChange]] = {}
        for change in wave:
            identity_id = change_key(change).identity_id
            work.setdefault(identity_id, []).append(change)
            if identity_id not in writers:
                held = tenant.of(identity_id, by_identity.get(identity_id, ()))
                writers[identity_id] = _IdentityWriter(client, identity_id, held, options, stop)
        by_writer = [(writers[identity_id], changes) for identity_id, changes in work.items()]
        for unused in in_parallel(lambda pair: pair[0].run(pair[1]), by_writer, options.concurrency):
            pass
    return [warning for writer in writers.values() for warning in writer.warnings]


class _IdentityWriter:
    """Writes the changes of one identity one after another and looks after its other work types."""

    def __init__(
        self,
        client: Client,
        identity_id: str,
        held: dict[str, Configuration],
        options: ApplyOptions,
        stop: threading.Event,
    ) -> None:
        self._service = ReassignmentConfigurations(client)
        self._identity_id = identity_id
        #: What the service should hold for the identity, by work type.
        self._expected = held
        self._options = options
        self._stop = stop
        self.warnings: list[str] = []

    def run(self, changes: t.Sequence[ReassignmentChange]) -> None:
        """Apply the changes and verify them; a second read is needed only where the answers do not show all."""
        verified = True
        tried: list[ReassignmentChange] = []
        for change in changes:
            if self._stop.is_set():
                break
            tried.append(change)
            try:
                shown = self._write(change)
            except SailPointError as error:
                _fail(change, error)
                verified = False
                if error.unclear and change.after is None:
                    # What may have been deleted is no loss that must be made good.
                    self._expected.pop(change_key(change).config_type, None)
                if not self._options.continue_on_error:
                    break
                continue
            change.status = APPLIED
            self._expect(change)
            verified = shown == self._expected
        if tried and not verified:
            self._verify(tried)
        if not self._options.continue_on_error and any(change.status == FAILED for change in tried):
            self._stop.set()
        rest = changes[len(tried) :]
        if self._stop.is_set():
            for change in rest:
                change.status = NOT_TRIED
        elif rest:
            # What seemed to have failed had its effect after all.
            self.run(rest)

    def _expect(self, change: ReassignmentChange) -> None:
        if change.after:
            self._expected[change.after.key.config_type] = change.after
        else:
            self._expected.pop(change_key(change).config_type, None)

    def _read(self) -> dict[str, Configuration]:
        return configurations_of(self._identity_id, self._service.get(self._identity_id))

    def _read_again(self) -> dict[str, Configuration]:
        try:
            return self._read()
        except SailPointError as error:
            raise SailPointError(
                f"What {self._identity_id} holds now could not be read: {error.message}", error.hint
            ) from error

    def _write(self, change: ReassignmentChange) -> dict[str, Configuration] | None:
        """Send the change; what the answer shows of the identity, C(None) if it shows nothing.

        After an unclear failure the identity is read: the write is repeated only if it had no effect.
        """
        config_type = change_key(change).config_type

        def look() -> str:
            found = self._read().get(config_type)
            if found == change.after:
                return DONE
            # An earlier write for another work type can have taken this one along.
            return NO_EFFECT if found in (change.before, None) else SOMETHING_ELSE

        return write_and_look(lambda: self._send_as_accepted(change), look, self._options.retries)

    def _send_as_accepted(self, change: ReassignmentChange) -> dict[str, Configuration] | None:
        """Send the change; where the service refuses it, try what a service that behaves otherwise accepts.

        It can refuse a start that has passed, and to create what it still holds, and does not show, since it has ended.
        """
        declared = change.after
        try:
            return self._send(change.before, declared)
        except ServiceError as error:
            if error.status_code != 400 or declared is None or self._was_taken(change):
                raise
            refused = error
        later = _begin_later(change, utc_now())
        befores = [change.before] if change.before else [None, declared]
        ways = [(before, after) for before in befores for after in (declared, later) if after]
        for before, after in ways[1:]:  # the first has been refused
            try:
                shown = self._send(before, after)
            except SailPointError as error:
                if not error.unclear:
                    continue
                change.after = after
                raise
            if after != declared:
                self.warnings.append(
                    f"The service refuses a start that has passed: {after.key.config_type} of {self._identity_id}"
                    f" is now {_seen(after)}."
                )
            change.after = after
            return shown
        raise refused

    def _was_taken(self, change: ReassignmentChange) -> bool:
        """Whether somebody else has created what shall be created, which the service may refuse to replace."""
        try:
            return change.before is None and change_key(change).config_type in self._read()
        except SailPointError:
            return False

    def _send(self, before: Configuration | None, after: Configuration | None) -> dict[str, Configuration] | None:
        if after is None:
            self._service.delete(*t.cast(Configuration, before).key)
            return None
        write = self._service.update if before else self._service.create
        return configurations_of(self._identity_id, write(_request(after)))

    def _verify(self, tried: t.Sequence[ReassignmentChange]) -> None:
        """Read the identity, put back what a write took along, and compare what is there with each change."""
        try:
            found = self._put_back(self._read_again(), tried)
        except SailPointError as error:
            for change in tried:
                if change.status == APPLIED:
                    accepted = f"The service accepted this. {error.message}"
                    _fail(change, SailPointError(accepted, error.hint))
                elif change.error:
                    change.error["msg"] += f" {error.message}"
            return
        for change in tried:
            shown = found.get(change_key(change).config_type)
            if shown == change.after:
                change.status, change.error = APPLIED, None
                self._expect(change)
            elif change.status == APPLIED:
                _fail(change, SailPointError(f"The service accepted this, but afterwards shows {_seen(shown)}."))
                change.altered = shown != change.before
            elif change.error and shown not in (change.before, None):
                change.error["msg"] += f" Somebody else changed it during this task: it now shows {_seen(shown)}."
        own = {change_key(change).config_type for change in tried}
        for config_type, conf in self._expected.items():
            if config_type not in own and found.get(config_type) != conf:
                self.warnings.append(
                    f"{config_type} of {self._identity_id} was changed by somebody else during this task:"
                    f" it now shows {_seen(found.get(config_type))}."
                )

    def _put_back(
        self, found: dict[str, Configuration], tried: t.Sequence[ReassignmentChange]
    ) -> dict[str, Configuration]:
        """Create what should be there and is missing; what the identity then has."""
        missing = [conf for config_type, conf in sorted(self._expected.items()) if config_type not in found]
        now = utc_now()
        ended = [conf for conf in missing if conf.window.has_ended(now)]
        for conf in ended:
            # It has no effect any more, and a service that refuses starts in the past cannot take it back.
            del self._expected[conf.key.config_type]
            self.warnings.append(
                f"The service dropped {conf.key.config_type} of {self._identity_id} with a write; as it had ended,"
                " it was not put back."
            )
        lost = [conf for conf in missing if conf not in ended]
        if not lost:
            return found
        problems: list[str] = []
        for conf in lost:
            again: ReassignmentChange = Change("create", None, conf)
            try:
                self._write(again)
            except SailPointError as error:
                problems.append(
                    f"The service dropped {conf.key.config_type} of {self._identity_id} with a write, and it"
                    f" could not be put back ({_seen(conf)}): {error.message}"
                )
                continue
            self._expect(again)
            for change in tried:
                if change.after == conf:
                    change.after = again.after
        if problems:
            raise SailPointError(" ".join(problems))
        found = self._read_again()
        own = {change_key(change).config_type for change in tried}
        for conf in lost:
            if conf.key.config_type not in found and conf.key.config_type not in own:
                problems.append(
                    f"The service dropped {conf.key.config_type} of {self._identity_id} with a write, and it"
                    f" could not be put back ({_seen(conf)}): the service accepts it and does not show it."
                )
        if problems:
            raise SailPointError(" ".join(problems))
        returned = [conf.key.config_type for conf in lost if conf.key.config_type in found]
        if returned:
            self.warnings.append(
                f"The service dropped work types of {self._identity_id} with a write; they were put back:"
                f" {', '.join(returned)}."
            )
        return found


def _fail(change: ReassignmentChange, error: SailPointError) -> None:
    change.status = FAILED
    change.error = {"msg": error.message, **error.result()}


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


def _begin_later(change: ReassignmentChange, now: datetime) -> Configuration | None:
    """The declared configuration with a start that has not passed; C(None) if its start is not the matter.

    An unchanged start counts as well: it is new to a service that dropped it with another write.
    """
    if change.after is None or change.after.window.start is None or change.after.window.start > now:
        return None
    later = change.after.window._replace(start=now + _LATER_START)
    return None if later.has_ended(now + _LATER_START) else change.after._replace(window=later)


def _seen(configuration: Configuration | None) -> str:
    if configuration is None:
        return "nothing"
    start, end = configuration.window
    return (
        f"a reassignment to {configuration.target_id} from {format_instant(start) if start else 'an unknown start'}"
        f" {'until ' + format_instant(end) if end else 'permanently'}"
    )
