# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The job behind reassignment_config and reassignment_configs."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._engine.change import Outcome, check_least
from ansible_collections.community.sailpoint.plugins.module_utils._engine.executor import ExecutionOptions
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._instants import (
    format_instant,
    parse_instant,
    utc_now,
    zone_info,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.chains import (
    after_changes,
    check_chains,
    next_unknown,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import (
    CONFIG_TYPES_SPEC,
    check_config_types,
    offered_config_types,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.habits import Habits
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.order import order_changes
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.plan import (
    Configuration,
    Declaration,
    PlanOptions,
    ReassignmentChange,
    change_key,
    make_plan,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.presentation import (
    show_details,
    show_subject,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.state import Tenant
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.window import Window
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.write import IdentityUnit
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.identities import Identity
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    ReassignmentConfigurations,
)

Params = t.Mapping[str, t.Any]

#: The options of one reassignment, in both modules.
CONFIG_SPEC: dict[str, t.Any] = {
    "identity": {"type": "str", "required": True},
    "reassign_to": {"type": "str"},
    "config_types": CONFIG_TYPES_SPEC,
    "start": {"type": "str"},
    "end": {"type": "str"},
    "permanent": {"type": "bool", "default": False},
    "timezone": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
}


class JobOptions(t.NamedTuple):
    """What the bulk module can choose."""

    plan: PlanOptions = PlanOptions()
    apply: ExecutionOptions = ExecutionOptions()
    chains: str = "warn"


class ReassignmentJob:
    """Reads and plans when it is made; raises the typed errors, with nothing written."""

    def __init__(self, client: Client, configs: t.Sequence[Params], options: JobOptions) -> None:
        """C(configs) are dicts with the options of C(CONFIG_SPEC)."""
        client.require("reassignments.list")
        self._client = client
        self._options = options
        self._warnings: list[str] = []
        self._now = utc_now()
        self._tenant = Tenant(ReassignmentConfigurations(client), options.apply.concurrency)
        self._identities: dict[str, Identity] = {}
        labels = _labels(configs)
        windows = _parse_all(client, configs, labels)
        self._check_that_something_stays(configs, windows)
        names = _names(configs)
        by_name = resolve_identities(client, names, options.apply.concurrency)
        for identity in by_name.values():
            self._identities.setdefault(identity.id, identity)
        self._warn_of_inactive(configs, by_name)
        offered = _offered_types(client, configs)
        declarations = [
            Declaration(
                label,
                by_name[config["identity"]].id,
                _config_types(config, offered),
                by_name[config["reassign_to"]].id if config["state"] == "present" else None,
                window,
            )
            for config, label, window in zip(configs, labels, windows)
        ]
        self._read({declaration.identity_id for declaration in declarations})
        self._plan = make_plan(declarations, self._tenant.configurations, self._now, options.plan)
        self._check_chains()
        self.outcomes: list[Outcome[t.Optional[Configuration]]] = [Outcome(change) for change in self._plan.changes]
        self._units: list[IdentityUnit] = []

    def _check_that_something_stays(self, configs: t.Sequence[Params], windows: t.Sequence[Window]) -> None:
        """Refuse to empty the tenant by mistake, such as with a file that has only what is over."""
        plan = self._options.plan
        stays = any(
            config["state"] == "present" and not window.has_ended(self._now) for config, window in zip(configs, windows)
        )
        if plan.prune == "all" and plan.max_deletes is None and not stays:
            raise InvalidInput(
                f"configs {'declares nothing that lasts' if configs else 'is empty'} and prune: all would remove every"
                " reassignment of the tenant. Nothing was written.",
                "If that is what you want, say how many with max_deletes.",
            )

    def _read(self, identity_ids: set[str]) -> None:
        if self._options.plan.prune == "all":
            self._tenant.read_everything()
            if self._tenant.incomplete is not None:
                raise InvalidInput(
                    "prune: all needs the complete list of the tenant's reassignments, and this one cannot be"
                    f" trusted: {self._tenant.incomplete}. Nothing was written.",
                    "Use prune: listed, or another api_version.",
                )
        self._tenant.read(identity_ids)

    def _check_chains(self) -> None:
        """Refuse loops, and see to other problems of chains as the option says; reads no more than is needed."""
        changes = self._plan.changes
        final = after_changes(self._tenant.configurations, changes)
        while unknown := next_unknown(final, changes, self._tenant):
            self._tenant.read(unknown)
            final = after_changes(self._tenant.configurations, changes)
        problems = check_chains(final, changes, self._now, self._name)
        if problems.loops:
            raise InvalidInput(
                f"Work would go round in a loop. {' '.join(problems.loops)} Nothing was written.",
                "Somebody in each loop needs a cover who is not in it.",
            )
        if problems.others and self._options.chains == "fail":
            raise InvalidInput(f"{' '.join(problems.others)} Nothing was written.", "chains: warn lets this pass.")
        if self._options.chains == "warn":
            self._warnings.extend(problems.others)

    def _warn_of_inactive(self, configs: t.Sequence[Params], by_name: t.Mapping[str, Identity]) -> None:
        targets = {config["reassign_to"] for config in configs if config["state"] == "present"}
        for target in sorted(targets):
            if by_name[target].is_inactive:
                self._warnings.append(f"{target}, to whom work is to be reassigned, is inactive.")

    @property
    def options(self) -> ExecutionOptions:
        return self._options.apply

    @property
    def warnings(self) -> list[str]:
        later = [outcome.after for outcome in self.outcomes if outcome.written and outcome.after]
        moved = [
            f"{conf.key.config_type} of {self._name(conf.key.identity_id)} {self._line(conf)}" for conf in later[:5]
        ]
        if later:
            more = f", and {len(later) - len(moved)} more" if len(later) > len(moved) else ""
            moved = [f"The service refuses a start that has passed. These begin now: {'; '.join(moved)}{more}."]
        return [*self._warnings, *moved, *(warning for unit in self._units for warning in unit.warnings)]

    @property
    def counts(self) -> dict[str, int]:
        plan = self._plan
        return {
            **dict.fromkeys(("create", "update", "delete"), 0),
            "unchanged": plan.unchanged,
            "deferred": len(plan.deferred),
            "expired": len(plan.expired),
        }

    @property
    def extra(self) -> dict[str, t.Any]:
        return {
            name: [
                {**show_subject(conf.key, self._known_name), **show_details(conf, self._known_name)} for conf in confs
            ]
            for name, confs in (("deferred", self._plan.deferred), ("expired", self._plan.expired))
        }

    def waves(self) -> t.Iterator[list[IdentityUnit]]:
        """The units of each wave; what an identity holds is known when its wave begins."""
        held: dict[str, dict[str, Configuration]] = {}
        for key, configuration in self._tenant.configurations.items():
            held.setdefault(key.identity_id, {})[key.config_type] = configuration
        service, habits = ReassignmentConfigurations(self._client), Habits()
        for wave in order_changes(self._tenant.configurations, self._plan.changes):
            by_identity: dict[str, list[ReassignmentChange]] = {}
            for change in wave:
                by_identity.setdefault(change_key(change).identity_id, []).append(change)
            units = [
                IdentityUnit(service, changes, held.setdefault(identity_id, {}), habits, self._seen)
                for identity_id, changes in by_identity.items()
            ]
            self._units += units
            yield units

    def _seen(self, configuration: Configuration | None) -> str:
        return f"a reassignment {self._line(configuration)}" if configuration else "nothing"

    def show(self, outcome: Outcome[t.Optional[Configuration]]) -> dict[str, t.Any]:
        before, after = outcome.change.before, outcome.after
        return {
            **show_subject(change_key(outcome.change), self._known_name),
            "before": show_details(before, self._known_name) if before else None,
            "after": show_details(after, self._known_name) if after else None,
        }

    def diff_entry(self, outcome: Outcome[t.Optional[Configuration]]) -> tuple[tuple[str, ...], t.Any, t.Any]:
        key = change_key(outcome.change)
        before, after = (self._line(conf) if conf else None for conf in (outcome.change.before, outcome.after))
        return (self._name(key.identity_id), key.config_type), before, after

    def _line(self, conf: Configuration) -> str:
        # The alias alone where it is known: lines of up to 80 characters are not wrapped in a diff.
        identity = self._identities.get(conf.target_id)
        target = (identity and identity.alias) or self._name(conf.target_id)
        start = f" from {format_instant(conf.window.start)}" if conf.window.start else ""
        return f"to {target}{start}" + (
            f" until {format_instant(conf.window.end)}" if conf.window.end else " permanently"
        )

    def _known_name(self, identity_id: str) -> str | None:
        identity = self._identities.get(identity_id)
        return (identity and (identity.name or identity.alias)) or self._tenant.names.get(identity_id)

    def _name(self, identity_id: str) -> str:
        """What a person reads: the name with the alias, or the ID, where two could have the same name."""
        name = self._known_name(identity_id)
        if not name:
            return identity_id
        identity = self._identities.get(identity_id)
        return f"{name} ({(identity and identity.alias) or identity_id})"


def job_of_one(client: Client, params: Params) -> ReassignmentJob:
    """The job of the module for one identity."""
    apply = ExecutionOptions(continue_on_error=True, retries=params["retries"], verify_timeout=params["verify_timeout"])
    return ReassignmentJob(client, [params], JobOptions(apply=apply))


def job_of_many(client: Client, params: Params) -> ReassignmentJob:
    """The job of the bulk module."""
    check_least(params, max_changes=0, max_deletes=0, concurrency=1)
    configs = [{**config, "timezone": config["timezone"] or params["timezone"]} for config in params["configs"]]
    plan = PlanOptions(params["prune"], params["on_expired"], params["max_changes"], params["max_deletes"])
    apply = ExecutionOptions(
        params["concurrency"], params["continue_on_error"], params["retries"], params["verify_timeout"]
    )
    return ReassignmentJob(client, configs, JobOptions(plan, apply, params["chains"]))


def _names(configs: t.Sequence[Params]) -> list[str]:
    return [
        name
        for config in configs
        for name in (config["identity"], config["reassign_to"] if config["state"] == "present" else None)
        if name is not None
    ]


def _labels(configs: t.Sequence[Params]) -> list[str]:
    """How an error names each entry."""
    if len(configs) == 1:
        return [configs[0]["identity"]]
    return [f"configs[{number}] ({config['identity']})" for number, config in enumerate(configs)]


def _parse_all(client: Client, configs: t.Sequence[Params], labels: t.Sequence[str]) -> list[Window]:
    """The windows of all entries; raises one C(InvalidInput) that tells the problems of all entries."""
    windows: list[Window] = []
    problems: list[str] = []
    hints: list[str] = []
    for config, label in zip(configs, labels):
        try:
            windows.append(_parse(client, config))
        except InvalidInput as error:
            problems.append(error.message if len(configs) == 1 else f"{label}: {error.message}")
            hints += [error.hint] if error.hint and error.hint not in hints else []
    if problems:
        raise InvalidInput(" ".join(problems), " ".join(hints) or None)
    return windows


def _parse(client: Client, config: Params) -> Window:
    """The window of one entry; raises C(InvalidInput) for everything that can be told without a request."""
    check_config_types(client, config["config_types"])
    if not config["identity"].strip():
        raise InvalidInput("identity is empty.")
    if config["state"] == "absent":
        return Window(None, None)
    if not (config["reassign_to"] or "").strip():
        raise InvalidInput("reassign_to is missing: state=present needs it.")
    if config["permanent"] and config["end"] is not None:
        raise InvalidInput("end and permanent: true exclude each other: give one of them.")
    if not config["permanent"] and config["end"] is None:
        raise InvalidInput("Neither end nor permanent: true is given: say when the reassignment ends.")
    if config["timezone"]:
        zone_info(config["timezone"])
    start, end = (
        parse_instant(config[option], config["timezone"], option) if config[option] is not None else None
        for option in ("start", "end")
    )
    if start is not None and end is not None and end <= start:
        raise InvalidInput(f"The end {format_instant(end)} is not after the start {format_instant(start)}.")
    return Window(start, end)


def _offered_types(client: Client, configs: t.Sequence[Params]) -> tuple[str, ...]:
    """The work types that the tenant offers, asked for only if an entry needs them."""
    if all(config["config_types"] or config["state"] == "absent" for config in configs):
        return ()
    return offered_config_types(client)


def _config_types(config: Params, offered: tuple[str, ...]) -> tuple[str, ...] | None:
    if config["config_types"]:
        return tuple(dict.fromkeys(config["config_types"]))
    return None if config["state"] == "absent" else offered
