# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which options the modules of awx.awx have, as far as docs/awx uses them.

The collection is on Galaxy only, from where tests fetch nothing. So this is what a person has read in the documentation of
the modules of awx.awx 24.6, and ansible.controller has the same ones.
"""

from __future__ import annotations

import typing as t

_NAMED: dict[str, t.Any] = {"name": {"type": "str", "required": True}, "description": {"type": "str"}}
_OWNED: dict[str, t.Any] = {**_NAMED, "organization": {"type": "str"}}
_NAMES = {"type": "list", "elements": "str"}

OPTIONS: dict[str, dict[str, t.Any]] = {
    "credential_type": {
        **_NAMED,
        "kind": {"type": "str", "choices": ["ssh", "vault", "net", "scm", "cloud", "insights"]},
        "inputs": {"type": "dict"},
        "injectors": {"type": "dict"},
    },
    "credential": {
        **_OWNED,
        "credential_type": {"type": "str", "required": True},
        "inputs": {"type": "dict", "no_log": True},
    },
    "execution_environment": {
        **_OWNED,
        "image": {"type": "str"},
        "pull": {"type": "str", "choices": ["always", "missing", "never"], "default": "missing"},
    },
    "project": {
        **_OWNED,
        "scm_type": {"type": "str", "choices": ["manual", "git", "svn", "insights", "archive"]},
        "scm_url": {"type": "str"},
        "scm_branch": {"type": "str"},
        "scm_update_on_launch": {"type": "bool"},
        "default_environment": {"type": "str"},
    },
    "inventory": {**_NAMED, "organization": {"type": "str", "required": True}},
    "host": {**_NAMED, "inventory": {"type": "str", "required": True}, "variables": {"type": "dict"}},
    "notification_template": {
        **_OWNED,
        "notification_type": {
            "type": "str",
            "choices": [
                *["awssns", "email", "grafana", "irc", "mattermost", "pagerduty"],
                *["rocketchat", "slack", "twilio", "webhook"],
            ],
        },
        "notification_configuration": {"type": "dict"},
    },
    "job_template": {
        **_OWNED,
        "project": {"type": "str"},
        "inventory": {"type": "str"},
        "playbook": {"type": "str"},
        "credentials": _NAMES,
        "execution_environment": {"type": "str"},
        "ask_job_type_on_launch": {"type": "bool"},
        "diff_mode": {"type": "bool"},
        "allow_simultaneous": {"type": "bool"},
        "extra_vars": {"type": "dict"},
        "survey_enabled": {"type": "bool"},
        "survey_spec": {"type": "dict"},
        "notification_templates_error": _NAMES,
    },
    "schedule": {
        **_OWNED,
        "unified_job_template": {"type": "str"},
        "rrule": {"type": "str"},
        "enabled": {"type": "bool"},
    },
}

#: What the email notification of AWX insists on.
EMAIL = {"host", "port", "username", "password", "use_tls", "use_ssl", "sender", "recipients"}

#: The questions of a survey: what each has to say, and which types there are.
QUESTION = {"question_name", "question_description", "variable", "type", "required"}
QUESTION_TYPES = {"text", "textarea", "password", "integer", "float", "multiplechoice", "multiselect"}
