# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The one gate for the Python libraries that Ansible does not bring along.

The other files import ``requests`` and the names of ``pydantic`` from here, so that they can be imported where a
library is missing or broken; the modules then say so in one sentence.
"""

from __future__ import annotations

import contextlib
import re
import sys
import traceback
import typing as t

from ansible.module_utils.basic import missing_required_lib

if t.TYPE_CHECKING:
    from ansible.module_utils.basic import AnsibleModule

# Must agree with requirements.txt and with the requirements in plugins/doc_fragments/_connection.py.
MINIMUM_VERSIONS = {"requests": (2, 28), "pydantic": (2, 5)}

#: Why a library cannot be used: the sentence to add to the message, if any, and the traceback.
_unusable: dict[str, tuple[str, str]] = {}


def _problem(error: Exception) -> tuple[str, str]:
    if isinstance(error, ModuleNotFoundError) and error.name in MINIMUM_VERSIONS:
        return "", traceback.format_exc()
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f" It is installed but cannot be imported: {reason}.", traceback.format_exc()


try:
    import requests
except Exception as error:  # also what a broken installation raises, such as SystemError
    _unusable["requests"] = _problem(error)
    # Used inside functions only, which are not reached without it.
    requests = None  # type: ignore[assignment]

try:
    from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
    from pydantic.alias_generators import to_camel
except Exception as error:  # also what a broken installation raises, such as SystemError
    _unusable["pydantic"] = _problem(error)

    # Stand-ins for exactly the names that are used while the other files are imported.
    class BaseModel:  # type: ignore[no-redef]
        pass

    class ValidationError(ValueError):  # type: ignore[no-redef]
        pass

    def AfterValidator(func: t.Any) -> t.Any:  # type: ignore[no-redef]
        return func

    def AliasChoices(*names: t.Any) -> t.Any:  # type: ignore[no-redef]
        return names

    def BeforeValidator(func: t.Any) -> t.Any:  # type: ignore[no-redef]
        return func

    def ConfigDict(**kwargs: t.Any) -> t.Any:  # type: ignore[no-redef]
        return kwargs

    def Field(**kwargs: t.Any) -> t.Any:  # type: ignore[no-redef]
        return kwargs

    def to_camel(snake: str) -> str:
        return snake


def require_libraries(module: AnsibleModule) -> None:
    """End ``module`` with one clear sentence if a library is missing, broken or too old."""
    for name, minimum in MINIMUM_VERSIONS.items():
        wanted = missing_required_lib(f"{name} >= {'.'.join(map(str, minimum))}")
        version = _version(name)
        if version and tuple(int(part) for part in re.findall(r"\d+", version)[:2]) < minimum:
            module.fail_json(msg=f"{wanted} The version found is {version}.")
        if name in _unusable:
            reason, exception = _unusable[name]
            module.fail_json(msg=wanted + reason, exception=exception)


def _version(name: str) -> str | None:
    """The version that is installed, also of a library that cannot be imported; ``None`` if it does not tell."""
    version = getattr(sys.modules.get(name), "__version__", None)
    if version is None and name in _unusable:
        from importlib import metadata  # only here, since it takes a while

        with contextlib.suppress(Exception):  # not installed, or its metadata is broken too
            version = metadata.version(name)
    return version


__all__ = (
    "AfterValidator",
    "AliasChoices",
    "BaseModel",
    "BeforeValidator",
    "ConfigDict",
    "Field",
    "ValidationError",
    "requests",
    "require_libraries",
    "to_camel",
)
