# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The one gate for the Python libraries that Ansible does not bring along.

The other files import C(requests) and the names of C(pydantic) from here, so that they can be
imported where a library is missing; M(community.sailpoint) modules then say so in one sentence.
"""

from __future__ import annotations

import re
import traceback
import typing as t

from ansible.module_utils.basic import missing_required_lib

if t.TYPE_CHECKING:
    from ansible.module_utils.basic import AnsibleModule

# Must agree with requirements.txt and with the requirements in plugins/doc_fragments/_connection.py.
MINIMUM_VERSIONS = {"requests": (2, 28), "pydantic": (2, 5)}

_missing: dict[str, str] = {}

try:
    import requests
except ImportError:
    _missing["requests"] = traceback.format_exc()
    # Used inside functions only, which are not reached without it.
    requests = None  # type: ignore[assignment]

try:
    import pydantic
    from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
    from pydantic.alias_generators import to_camel
except ImportError:
    _missing["pydantic"] = traceback.format_exc()

    # Stand-ins for exactly the names that are used while the other files are imported.
    class BaseModel:  # type: ignore[no-redef]
        pass

    class ValidationError(ValueError):  # type: ignore[no-redef]
        pass

    def AfterValidator(func: t.Any) -> t.Any:  # type: ignore[no-redef]
        return func

    def BeforeValidator(func: t.Any) -> t.Any:  # type: ignore[no-redef]
        return func

    def ConfigDict(**kwargs: t.Any) -> t.Any:  # type: ignore[no-redef]
        return kwargs

    def to_camel(snake: str) -> str:
        return snake


def require_libraries(module: AnsibleModule) -> None:
    """End C(module) with one clear sentence if a library is missing or too old."""
    for name, minimum in MINIMUM_VERSIONS.items():
        wanted = f"{name} >= {'.'.join(map(str, minimum))}"
        if name in _missing:
            module.fail_json(msg=missing_required_lib(wanted), exception=_missing[name])
        found = {"requests": requests, "pydantic": pydantic}[name].__version__
        if tuple(int(part) for part in re.findall(r"\d+", found)[:2]) < minimum:
            module.fail_json(msg=f"{missing_required_lib(wanted)} The version found is {found}.")


__all__ = (
    "AfterValidator",
    "BaseModel",
    "BeforeValidator",
    "ConfigDict",
    "ValidationError",
    "requests",
    "require_libraries",
    "to_camel",
)
