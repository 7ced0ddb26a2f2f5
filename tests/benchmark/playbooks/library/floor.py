# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What any module costs that gets these options and uses these libraries: it sends one request."""

from __future__ import annotations

import requests
from ansible.module_utils.basic import AnsibleModule
from pydantic import BaseModel


class Settings(BaseModel):
    enabled: bool = False


module = AnsibleModule(
    {
        "base_url": {"type": "str"},
        "access_token": {"type": "str", "no_log": True},
        "configs": {"type": "list", "elements": "dict"},
    }
)
answer = requests.get(
    f"{module.params['base_url']}/v1/reassignment-configurations/tenant-config",
    headers={"Authorization": f"Bearer {module.params['access_token']}"},
    timeout=30,
)
Settings.model_validate(answer.json())
module.exit_json(changed=False)
