# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One way to call the official SDK, whichever of its two majors is installed.

SDK 2.x has the API version v1, one package per service; 1.x has the older versions, one package per version.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from typing import Any

MAJOR = int(importlib.metadata.version("sailpoint").split(".")[0])
VERSIONS = ("v1",) if MAJOR == 2 else ("beta", "v3", "v2024", "v2025")
REASSIGNMENT_VERSIONS = tuple(version for version in VERSIONS if version != "v3")
PUBLIC_IDENTITY_VERSIONS = tuple(version for version in VERSIONS if version != "beta")
GENERIC_APPROVAL_VERSIONS = tuple(version for version in VERSIONS if version not in ("beta", "v3"))

# The forward has another name in each of the old versions.
_RENAMED = {
    ("beta", "forward_work_item"): "submit_forward_work_item",
    ("v3", "forward_work_item"): "send_work_item_forward",
}


def model(version: str, service: str, name: str) -> Any:
    """A model class of the SDK, such as ("v1", "work_items", "WorkItemForward")."""
    package = service if MAJOR == 2 else version
    return getattr(importlib.import_module("sailpoint.%s.models" % package), name)


class Sdk:
    """The SDK connected to a base URL, for one API version. Gets its token with the credentials."""

    def __init__(self, version: str, base_url: str, client_id: str, client_secret: str) -> None:
        from sailpoint.configuration import Configuration, ConfigurationParams

        self.version = version
        parameters = ConfigurationParams()
        parameters.base_url, parameters.client_id, parameters.client_secret = base_url, client_id, client_secret
        self._configuration = Configuration(parameters)
        self._configuration.experimental = True
        self._configuration.suppress_experimental_warnings = True

    def call(self, service: str, operation: str, *arguments: Any, raw: bool = False, **named: Any) -> Any:
        """Call an operation by its name without version, such as ("work_items", "get_work_item", id).

        Answers the parsed model, or with raw the HTTP response.
        """
        package = "sailpoint." + (service if MAJOR == 2 else self.version)
        client = importlib.import_module(package + ".api_client").ApiClient(self._configuration)
        # SDK 2.x and the v2024 forward do not send it by themselves.
        client.set_default_header("X-SailPoint-Experimental", "true")
        module = importlib.import_module("%s.api.%s_api" % (package, service))
        api = getattr(module, service.title().replace("_", "") + "Api")(client)
        name = _RENAMED.get((self.version, operation), operation)
        name += ("_v1" if MAJOR == 2 else "") + ("_without_preload_content" if raw else "")
        return getattr(api, name)(*arguments, **named)
