# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Imports the Python libraries that Ansible does not provide.

All other files import ``requests`` and the names of ``pydantic`` from here. So they can be imported even if a library is missing
or broken, and the module reports it in one sentence.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import traceback
import typing as t

from ansible.module_utils.basic import missing_required_lib

if t.TYPE_CHECKING:
    from ansible.module_utils.basic import AnsibleModule

# Must agree with requirements.txt and with the requirements in plugins/doc_fragments/_connection.py.
MINIMUM_VERSIONS = {"requests": (2, 28), "pydantic": (2, 5)}

#: Why a library cannot be used: a sentence to add to the message, or nothing, and the traceback.
_unusable: dict[str, tuple[str, str]] = {}


def why_unusable(error: Exception) -> str:
    """A sentence to add to the message that a library is missing; empty if it is just not installed."""
    if isinstance(error, ModuleNotFoundError) and error.name in (*MINIMUM_VERSIONS, "yaml"):
        return ""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f" It is installed but cannot be imported: {reason}."


def _problem(error: Exception) -> tuple[str, str]:
    return why_unusable(error), traceback.format_exc()


try:
    import requests
except Exception as error:  # also what a broken installation raises, such as SystemError
    _unusable["requests"] = _problem(error)
    # Only used in functions that do not run without it.
    requests = None  # type: ignore[assignment]

# Plugins of pydantic would watch what is validated; looking for them takes longer than building all models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

try:
    from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
    from pydantic.alias_generators import to_camel
except Exception as error:  # also what a broken installation raises, such as SystemError
    _unusable["pydantic"] = _problem(error)

    # Stand-ins for the names that the other files use when they are imported.
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
    """End ``module`` with a clear message if a library is missing, broken or too old."""
    for name, minimum in MINIMUM_VERSIONS.items():
        wanted = missing_required_lib(f"{name} >= {'.'.join(map(str, minimum))}")
        version = _version(name)
        if version and tuple(int(part) for part in re.findall(r"\d+", version)[:2]) < minimum:
            module.fail_json(msg=f"{wanted} The version found is {version}.")
        if name in _unusable:
            reason, exception = _unusable[name]
            module.fail_json(msg=wanted + reason, exception=exception)


def _version(name: str) -> str | None:
    """Return the installed version, also of a library that cannot be imported; ``None`` if it is not known."""
    version = getattr(sys.modules.get(name), "__version__", None)
    if version is None and name in _unusable:
        from importlib import metadata  # imported here because it is slow

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
    "why_unusable",
)
