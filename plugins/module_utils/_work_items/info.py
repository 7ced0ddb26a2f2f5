# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The result of the module ``work_item_info``."""

from __future__ import annotations

import typing as t

from ansible_collections.community.sailpoint.plugins.module_utils._identities.resolve import resolve_identities
from ansible_collections.community.sailpoint.plugins.module_utils._service.client import Client
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id
from ansible_collections.community.sailpoint.plugins.module_utils._service.parallel import DEFAULT_CONCURRENCY
from ansible_collections.community.sailpoint.plugins.module_utils._service.work_items import WorkItems
from ansible_collections.community.sailpoint.plugins.module_utils._work_items.find import (
    Filter,
    completed_work_items,
    find_work_items,
    in_stable_order,
    open_work_items,
    show_work_item,
)

Params = t.Mapping[str, t.Any]


def read_work_items(client: Client, params: Params) -> dict[str, t.Any]:
    """Return the result of ``work_item_info``; ``params`` are its options."""
    _check_options(params)
    client.require("work_items.list")
    if params["owner"] is None:
        return _by_id(client, params["ids"], None)
    owner_id = resolve_identities(client, [params["owner"]], DEFAULT_CONCURRENCY)[params["owner"]].id
    if params["ids"] is not None:
        return _by_id(client, params["ids"], owner_id)
    return _of_owner(WorkItems(client), owner_id, params)


def _of_owner(service: WorkItems, owner_id: str, params: Params) -> dict[str, t.Any]:
    """Return what ``gather`` names about the work items of one owner."""
    result: dict[str, t.Any] = {}
    if "items" in params["gather"]:
        read = completed_work_items if params["completed"] else open_work_items
        chosen = Filter(types=params["types"])
        items = in_stable_order(item for item in read(service, owner_id) if chosen.matches(item))
        result["work_items"] = [show_work_item(item) for item in items]
    if "count" in params["gather"]:
        count = service.count_completed if params["completed"] else service.count
        result["count"] = count(owner_id)
    if "summary" in params["gather"]:
        result["summary"] = service.summarize(owner_id).model_dump()
    return result


def _by_id(client: Client, work_item_ids: t.Iterable[str], owner_id: str | None) -> dict[str, t.Any]:
    ids = list(dict.fromkeys(Id(work_item_id.strip()) for work_item_id in work_item_ids))
    found = find_work_items(
        WorkItems(client), ids, [completed_work_items(WorkItems(client), owner_id)], DEFAULT_CONCURRENCY
    )
    if owner_id is not None:
        found = {work_item_id: item for work_item_id, item in found.items() if item.owner_id == owner_id}
    return {
        "work_items": [show_work_item(found[work_item_id]) for work_item_id in ids if work_item_id in found],
        "not_found": [work_item_id for work_item_id in ids if work_item_id not in found],
    }


def _check_options(params: Params) -> None:
    """Raise ``InvalidInput`` for what can be checked without a request but not by the argument spec."""
    for option in ("types", "gather"):
        if params[option] is not None and not params[option]:
            raise InvalidInput(f"{option} is empty: leave it out for the default.")
    if params["ids"] is not None and params["gather"] != ["items"]:
        raise InvalidInput("gather: count and summary work with owner only, not with ids.")
    if params["types"] is not None and params["gather"] != ["items"]:
        raise InvalidInput("types only works with gather: items, because the service counts work items of all types.")
