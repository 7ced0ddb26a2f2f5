# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``reassignment_evaluation_info``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import NameOf, show_identity
from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import (
    identity_names,
    look_up_names,
    resolve_identities,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.config_types import (
    check_config_types,
    offered_config_types,
)
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.configuration import (
    Key,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import SailPointError, unreadable
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import (
    DEFAULT_CONCURRENCY,
    read_each,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.reassignment_configurations import (
    Evaluation,
    ReassignmentConfigurations,
)


def read_evaluations(client: Client, params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return the evaluations in the order of the options ``identities`` and ``config_types``."""
    client.require("reassignments.evaluate")
    check_config_types(client, params["config_types"])
    resolved = resolve_identities(client, params["identities"], DEFAULT_CONCURRENCY)
    if not resolved:
        return {"evaluations": []}
    identity_ids = dict.fromkeys(resolved[name].id for name in params["identities"])
    config_types = dict.fromkeys(params["config_types"] or offered_config_types(client))
    keys = [Key(identity_id, config_type) for identity_id in identity_ids for config_type in config_types]

    def evaluate(key: Key) -> Evaluation:
        return ReassignmentConfigurations(client).evaluate(*key, params["exclusion_filters"] or [])

    answers = list(read_each(evaluate, keys, DEFAULT_CONCURRENCY))
    given = {resolved[name].id: name for name in params["identities"]}
    errors = {given[key.identity_id]: one for key, one in zip(keys, answers) if isinstance(one, SailPointError)}
    if errors:
        raise unreadable("Evaluations", errors)
    evaluations = t.cast(list[Evaluation], answers)
    names = identity_names(resolved.values())
    unnamed = {*identity_ids, *(found for evaluation in evaluations for found in _mentioned(evaluation))} - names.keys()
    names.update(look_up_names(client, unnamed, DEFAULT_CONCURRENCY))
    return {"evaluations": [_shown(key, evaluation, names.get) for key, evaluation in zip(keys, evaluations)]}


def _mentioned(evaluation: Evaluation) -> set[str]:
    found = {evaluation.reassign_to_id}
    for step in evaluation.lookup_trail:
        found |= {step.reassigned_from_id, step.reassigned_to_id}
    return {identity_id for identity_id in found if identity_id}


def _shown(key: Key, evaluation: Evaluation, name_of: NameOf) -> dict[str, t.Any]:
    reassign_to = evaluation.reassign_to_id or key.identity_id
    return {
        "identity": show_identity(key.identity_id, name_of),
        "config_type": key.config_type,
        "reassigned": reassign_to != key.identity_id,
        "reassign_to": show_identity(reassign_to, name_of),
        "trail": [
            {
                "reassigned_from": show_identity(step.reassigned_from_id, name_of),
                "reassigned_to": show_identity(step.reassigned_to_id, name_of),
                # In the API documentation, these names end with a comma.
                "type": step.reassignment_type.rstrip(",") if step.reassignment_type else None,
            }
            for step in evaluation.lookup_trail
        ],
    }
