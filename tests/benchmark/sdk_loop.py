# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a user would write with the official SDK 2.x: create reassignments one after the other.

Usage: sdk_loop.py FILE_WITH_OPTIONS; prints a JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sailpoint.configuration import Configuration, ConfigurationParams
from sailpoint.work_reassignment.api.work_reassignment_api import WorkReassignmentApi
from sailpoint.work_reassignment.api_client import ApiClient
from sailpoint.work_reassignment.models import ConfigurationItemRequest

options = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
parameters = ConfigurationParams()
parameters.base_url = options["base_url"]
parameters.client_id, parameters.client_secret = options["client_id"], options["client_secret"]
configuration = Configuration(parameters)
configuration.experimental = True
configuration.suppress_experimental_warnings = True
client = ApiClient(configuration)
client.set_default_header("X-SailPoint-Experimental", "true")
api = WorkReassignmentApi(client)

started = time.monotonic()
for config in options["configs"]:
    for config_type in config["config_types"]:
        body = {
            "reassignedFromId": config["identity"],
            "reassignedToId": config["reassign_to"],
            "configType": config_type,
            "startDate": config["start"],
            "endDate": config["end"],
        }
        api.create_reassignment_configuration_v1(ConfigurationItemRequest.from_dict(body))
print(json.dumps({"seconds": time.monotonic() - started}))
