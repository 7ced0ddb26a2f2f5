# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""Shared parts of the models of all resources.

Field names are those of the OpenAPI documents, in snake case. Modules run on Python 3.9, where
pydantic cannot evaluate ``X | None``: write ``t.Optional[X]`` in models.
"""

from __future__ import annotations

import typing as t
from datetime import datetime, timezone

from ansible_collections.community.sailpoint.plugins.module_utils._dependencies import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    to_camel,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.ids import Id


class RequestModel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", strict=True)

    def body(self) -> dict[str, t.Any]:
        """Return the JSON object to send. Fields set to null are sent as null; unset fields are not sent."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class AnswerModel(BaseModel):
    """Part of an answer. Threads share the models, so all but ``model_construct`` is left to ``parse``, which builds them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", defer_build=True)


def _blank_is_none(value: t.Any) -> t.Any:
    # "None" comes as null, as an empty string, as the year 1, or as a missing key.
    return None if not value or str(value).startswith("0001-01-01") else value


def _utc_milliseconds(instant: datetime | None) -> datetime | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=timezone.utc)
    try:
        return instant.astimezone(timezone.utc).replace(microsecond=instant.microsecond // 1000 * 1000)
    except OverflowError as error:
        raise ValueError("beyond the end of the calendar") from error


AnId = t.Annotated[str, AfterValidator(Id)]
MaybeId = t.Annotated[t.Optional[str], AfterValidator(lambda value: None if value is None else Id(value))]
#: An instant, or ``None`` in any of the forms that the service gives it.
MaybeInstant = t.Annotated[t.Optional[datetime], BeforeValidator(_blank_is_none), AfterValidator(_utc_milliseconds)]
#: Text, or ``None`` where the service sends nothing or null.
MaybeText = t.Optional[str]


def list_of(item: t.Any) -> t.Any:
    """A list of ``item`` that may be missing or null in an answer."""
    return t.Annotated[list[item], BeforeValidator(lambda value: [] if value is None else value)]


class IdentityReference(AnswerModel):
    id: MaybeId = None
    name: MaybeText = None


def no_reference() -> IdentityReference:
    return IdentityReference.model_construct()


def _reference(value: t.Any) -> t.Any:
    return no_reference() if value is None else value


#: An identity that may be missing or null in an answer.
MaybeReference = t.Annotated[IdentityReference, BeforeValidator(_reference)]
