# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: vacations_file
short_description: Read vacations from YAML, CSV, and iCalendar files
version_added: 0.1.0
author:
  - Community SailPoint collection contributors (@ansible-collections)
description:
  - Reads files that state who is absent when, and who covers. Returns entries for
    O(community.sailpoint.reassignment_configs#module:configs), with all times in UTC.
  - For YAML, JSON, and CSV files with thousands of entries, use
    O(community.sailpoint.reassignment_configs#module:src), with which the module reads the files itself.
  - All problems in all files are reported together, with file, row, and field.
notes:
  - B(YAML and JSON) files, named C(*.yml), C(*.yaml), or C(*.json), contain a list of entries, or a mapping with the
    single key C(vacations) and such a list. Values are read as written and need no quotes.
  - B(CSV) files, named C(*.csv) or C(*.tsv), start with a header that names the columns, in any order. Columns are
    separated by commas, semicolons, or tabs. A first line such as C(sep=;) is accepted. The encoding is UTF-8, with
    or without a byte order mark.
  - The keys and columns are C(identity) and C(reassign_to), each an ID, alias (user name), or email; the start and
    the end; C(config_types), in upper or lower case, separated by spaces in CSV; C(timezone); and C(state), which is
    V(present) or V(absent). C(reassign_to) can be V(manager), for the manager of the identity. Blank values count as
    not set.
  - Other keys and columns are an error, unless O(ignore_columns) lists them or their names start with an underscore.
  - B(Whole days) are given by C(first_day) and C(last_day). Both are included, so a person with the C(last_day)
    V(2027-01-06) is back on the 7th.
  - B(Times) are given by C(start) and C(end), such as V(2026-12-21T08:00) in the time zone, or
    V(2026-12-21T08:00:00+01:00). The reassignment ends at C(end). A date without a time of day is refused in both.
  - Without C(first_day) and C(start), the reassignment starts now. If the existing reassignment has already started,
    its start is kept. Instead of C(last_day) or C(end), C(permanent) can be V(true).
  - B(iCalendar) files are named C(*.ics). An event is a vacation from its start to its end; an all-day event covers
    whole days. Each occurrence of a recurring event is a separate vacation.
  - Events are chosen before they are checked. Ignored, even if they contain errors, are events that are cancelled,
    tentative (see O(tentative)), or not chosen by O(categories), O(out_of_office_only), O(summary_pattern), or
    O(exclude_pattern), that ended more than 31 days ago, or that start after O(horizon_days). Alarms are ignored as
    well.
  - A truncated or wrongly nested calendar is refused as a whole. A chosen event with an unreadable line or an unknown
    C(STATUS) is an error.
  - O(identity_from) determines where an event names the absent person.
  - The cover is the first of these that is set. The property C(X-SAILPOINT-REASSIGN-TO); a line C(Delegate:) in the
    description (see O(delegate_label)); the group C(reassign_to) of O(summary_pattern); the email of the only
    attendee who is required, is not a room or other resource, has not declined, and is not the absent person; the
    entry in O(delegates).
  - Files larger than 10 MB are refused. Files encrypted with Ansible Vault are decrypted.
options:
  _terms:
    description:
      - The paths of the files. Relative paths are searched in the current working directory, and then like those of
        P(ansible.builtin.file#lookup).
    type: list
    elements: str
  entries:
    description:
      - Additional entries that are not in a file, in the form of YAML entries. They follow the entries of the files.
    type: list
    elements: dict
    default: []
  timezone:
    description:
      - The IANA time zone, such as V(Europe/Berlin), for days and times if neither the entry nor the time itself
        specifies one.
      - If not set, events use the time zone of their calendar (C(X-WR-TIMEZONE)); all other entries must specify one.
    type: str
  config_types:
    description:
      - The work types of entries that name none, in upper or lower case. Possible values are V(ACCESS_REQUESTS),
        V(CERTIFICATIONS), V(MANUAL_TASKS), and V(GENERIC_APPROVALS).
      - If not set, such entries apply to all work types that the tenant offers.
    type: list
    elements: str
    default: []
  delegates:
    description:
      - The covers for entries that name none. The keys are identities as written in the files, or as mapped by
        O(people).
    type: dict
    default: {}
  people:
    description:
      - A mapping of names in the files to identities. The keys are names as written in the files, in upper or lower
        case, such as V(Anna Berg); the values are IDs, aliases, or emails.
      - It applies to absent people and to covers, in files of all kinds.
    type: dict
    default: {}
    version_added: 0.2.0
  display_names:
    description:
      - Whether a name that contains a space, contains no C(@), and is not in O(people) is a display name, which must
        be unique in the tenant. It is returned with the prefix C(name:).
      - If V(false), such a name in a calendar is an error.
    type: bool
    default: false
    version_added: 0.2.0
  date_format:
    description:
      - The format of C(first_day) and C(last_day), and of the dates in C(start) and C(end), in the notation of Python's
        C(datetime.strptime), such as V(%d.%m.%Y). ISO 8601 is always accepted.
      - Names of months depend on the locale of the machine.
    type: str
    version_added: 0.2.0
  ignore_columns:
    description:
      - Columns of tables, and keys of entries, to ignore, such as V(department).
    type: list
    elements: str
    default: []
    version_added: 0.2.0
  horizon_days:
    description:
      - How many days ahead to read events from calendars, at most 10000.
    type: int
    default: 400
  categories:
    description:
      - Use only calendar events with one of these categories.
    type: list
    elements: str
    default: []
  out_of_office_only:
    description:
      - Use only calendar events that Outlook marks as out of office (C(X-MICROSOFT-CDO-BUSYSTATUS:OOF)).
    type: bool
    default: false
  tentative:
    description:
      - Whether to also use unconfirmed calendar events (C(STATUS:TENTATIVE)).
    type: bool
    default: false
    version_added: 0.2.0
  summary_pattern:
    description:
      - Use only calendar events whose summary (title) matches this Python regular expression anywhere.
      - It can contain the groups C(?P<identity>) and C(?P<reassign_to>), to take these names from the summary.
    type: str
  exclude_pattern:
    description:
      - Ignore calendar events whose summary (title) matches this Python regular expression anywhere. Outlook, for
        example, marks cancelled events only with C(Canceled:) in front of the title, in the language of the user.
    type: str
    version_added: 0.2.0
  identity_from:
    description:
      - Where a calendar event names the absent person. The first of these that the event has is used.
      - V(property) is the property C(X-SAILPOINT-IDENTITY).
      - V(description) is a line C(Absent:) in the description; see O(identity_label).
      - V(summary) is the group C(identity) of O(summary_pattern).
      - V(organizer) is the organizer.
      - V(attendee) is the only required attendee, as in calendars of HR systems, which are the organizers themselves.
      - V(x_owner) is the owner of the whole calendar, as Outlook saves it (C(X-OWNER)).
      - V(calendar_name) is the name of the whole calendar (C(X-WR-CALNAME)), as Google writes it.
      - The last four must contain emails, or names in O(people).
      - If not set, the order is V(property), V(description), V(summary), V(organizer), V(calendar_name).
    type: list
    elements: str
    choices: [property, description, summary, organizer, attendee, x_owner, calendar_name]
    version_added: 0.2.0
  identity_label:
    description:
      - The word before the colon in the description line that names the absent person.
    type: str
    default: Absent
  delegate_label:
    description:
      - The word before the colon in the description line that names the cover.
    type: str
    default: Delegate
  missing_cover:
    description:
      - What to do with an entry without a cover.
      - V(fail) reports it as a problem.
      - V(allow) returns it without C(reassign_to), for
        O(community.sailpoint.reassignment_configs#module:missing_cover=warn). A file that names no cover at all and does not
        contain C(reassign_to) is still a problem, because it probably names covers in another way.
    type: str
    choices: [fail, allow]
    default: fail
    version_added: 0.2.0
  return_problems:
    description:
      - Whether to return a dictionary instead of failing. It contains C(entries), and C(problems), a text that is
        empty if there are none.
    type: bool
    default: false
    version_added: 0.2.0
  option_names:
    description:
      - The names to use for options in messages, if they are set in another way, for example by role variables. The
        keys are names of options, such as C(timezone).
    type: dict
    default: {}
    version_added: 0.2.0
requirements:
  - icalendar >= 6.3 and recurring-ical-events >= 3.8, only for iCalendar files
seealso:
  - module: community.sailpoint.reassignment_configs
"""

EXAMPLES = r"""
# vacations.csv is, for example
#
#   identity;reassign_to;first_day;last_day
#   anna.berg;bruno.costa@example.com;2026-12-21;2027-01-06

- name: Apply the vacations of a file
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'vacations.csv', timezone='Europe/Berlin') }}"

- name: Apply the vacations of a shared calendar, which have their own category
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'team.ics', categories=['Vacation']) }}"

- name: Read the names from titles such as "Vacation anna.berg (bruno.costa)"
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'hr.ics', summary_pattern=pattern) }}"
  vars:
    pattern: '^Vacation (?P<identity>\S+) \((?P<reassign_to>\S+)\)$'

- name: Read the calendar of an HR system, in which the absent people are attendees
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'hr.ics', identity_from=['attendee'], delegates=covers) }}"
  vars:
    covers:
      anna.berg@example.com: bruno.costa

- name: Read a table with display names, another date format, and a column to ignore
  community.sailpoint.reassignment_configs:
    configs: >-
      {{ query('community.sailpoint.vacations_file', 'team.csv', timezone='Europe/Berlin', people=people,
               date_format='%d.%m.%Y', ignore_columns=['department']) }}
  vars:
    people:
      Anna Berg: anna.berg
      Bruno Costa: bruno.costa@example.com
"""

RETURN = r"""
_raw:
  description:
    - The entries, in the order of the files and their rows. Entries from calendars are sorted by time.
    - The key C(source) of an entry states where it comes from.
  type: list
  elements: dict
  sample:
    - identity: anna.berg
      reassign_to: bruno.costa@example.com
      start: "2026-12-20T23:00:00Z"
      end: "2027-01-06T23:00:00Z"
      state: present
      source: vacations.csv, row 2
"""

import os
import re
import typing as t
from datetime import timedelta

from ansible.errors import AnsibleError, AnsibleLookupError
from ansible.plugins.lookup import LookupBase

from ansible_collections.community.sailpoint.plugins.module_utils._given_options import is_blank
from ansible_collections.community.sailpoint.plugins.module_utils._identities.names import name_key
from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._reassignments.entry import (
    Defaults,
    check_date_format,
)
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.calendars import CalendarOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.events import EventOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.files import VacationReader
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.people import PeopleOptions

Option = t.Callable[[str], t.Any]

#: In days. Limits the number of occurrences of recurring events.
_LONGEST_HORIZON = 10_000


class LookupModule(LookupBase):
    def run(self, terms: list[str], variables: t.Any = None, **kwargs: t.Any) -> list[dict[str, t.Any]]:
        """Return the entries of all files; raise ``AnsibleLookupError`` with all problems unless they are returned."""
        plugin: t.Any = self  # ansible-core has no annotations
        given = {name: value for name, value in kwargs.items() if not is_blank(value)}
        plugin.set_options(var_options=variables, direct=given)
        option: Option = plugin.get_option
        entries: list[dict[str, t.Any]] = []
        try:
            defaults = _defaults(option)
            reader = VacationReader(
                defaults,
                utc_now(),
                _calendar_options(option, defaults),
                tuple(map(str, option("ignore_columns") or ())),
                allow_missing_covers=option("missing_cover") == "allow",
            )
            for name in map(str, terms):
                _read(plugin, reader, name, variables)
            reader.read_list("vacations", option("entries") or [])
            entries, problems = reader.configs, reader.problems
        except InvalidInput as error:
            problems = error.message
        if option("return_problems"):
            return [{"entries": [] if problems else entries, "problems": problems}]
        if problems:
            raise AnsibleLookupError(problems)
        return entries


def _read(plugin: t.Any, reader: VacationReader, name: str, variables: t.Any) -> None:
    try:
        # A playbook run by its name is part of the collection; files next to it are never meant.
        path = os.path.abspath(name)
        if not os.path.exists(path):
            path = plugin.find_file_in_search_path(variables, "files", name, ignore_missing=True) or path
        # The file itself, or a decrypted copy that Ansible removes at the end.
        real_path = plugin._loader.get_real_file(path) if os.path.isfile(path) else path
    except (ValueError, AnsibleError) as error:  # invalid file names are ValueErrors
        reader.problem(name, f"it cannot be read: {error}.")
    else:
        reader.read_path(name, real_path)


def _defaults(option: Option) -> Defaults:
    option_names = {str(name): str(other) for name, other in (option("option_names") or {}).items()}
    if date_format := option("date_format") or None:
        try:
            check_date_format(date_format)
        except InvalidInput as error:
            raise InvalidInput(f"{option_names.get('date_format', 'date_format')}: {error.message}") from error
    return Defaults(
        timezone=(option("timezone") or "").strip() or None,
        config_types=tuple(config_type.upper() for config_type in _texts(option, "config_types")),
        delegates=_by_name(option("delegates")),
        people=_by_name(option("people")),
        display_names=bool(option("display_names")),
        date_format=date_format,
        option_names=option_names,
    )


def _by_name(names: t.Mapping[t.Any, t.Any] | None) -> dict[str, str]:
    """Return the values that are not blank, with keys from ``name_key``."""
    return {
        name_key(str(name)): str(other).strip() for name, other in (names or {}).items() if str(other or "").strip()
    }


def _calendar_options(option: Option, defaults: Defaults) -> CalendarOptions:
    horizon = option("horizon_days")
    if not 0 <= horizon <= _LONGEST_HORIZON:
        name = defaults.option("horizon_days")
        raise InvalidInput(f"{name} must be between 0 and {_LONGEST_HORIZON}, not {horizon}.")
    people = PeopleOptions(
        option("identity_label").strip() or "Absent",
        option("delegate_label").strip() or "Delegate",
        _texts(option, "identity_from") or None,
    )
    events = EventOptions(
        _texts(option, "categories"),
        _pattern(option, "summary_pattern", defaults),
        _pattern(option, "exclude_pattern", defaults),
        option("out_of_office_only"),
        option("tentative"),
        timedelta(days=horizon),
    )
    return CalendarOptions(people, events)


def _texts(option: Option, name: str) -> tuple[str, ...]:
    """Return the values of a list option that are not blank."""
    return tuple(str(text).strip() for text in option(name) or () if text is not None and str(text).strip())


def _pattern(option: Option, name: str, defaults: Defaults) -> re.Pattern[str] | None:
    pattern = option(name)
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise InvalidInput(f"{defaults.option(name)} is not a regular expression: {error}.") from error
