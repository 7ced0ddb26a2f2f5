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
  - Reads files that say who is away when, and who covers. Returns them in the form of
    O(community.sailpoint.reassignment_configs#module:configs), with all instants in UTC.
  - Everything that is wrong in all files is reported at once, with the file, the row, and the field.
notes:
  - B(YAML and JSON), files named C(*.yml), C(*.yaml), or C(*.json), contain a list of entries, or a mapping with such a
    list as its only key C(vacations). Values are taken as they are written, and need no quotes.
  - B(CSV), files named C(*.csv) or C(*.tsv), have a header that names the columns, in any order. Columns are separated
    by commas, semicolons, or tabs. A first line such as C(sep=;) is understood. The encoding is UTF-8, with or without a
    byte order mark.
  - The keys and columns are C(identity) and C(reassign_to), each an ID, an alias (user name) or an email; when it
    begins and when it ends; C(config_types), in any letter case, in CSV separated by spaces; C(timezone); and C(state),
    which is V(present) or V(absent). C(reassign_to) can be V(manager), for the manager of the identity. Blank values are
    as if they were left out.
  - Other keys and columns are an error, unless O(ignore_columns) lists them or their names begin with an underscore.
  - B(Whole days) are C(first_day) and C(last_day). Both are included, so that somebody whose C(last_day) is
    V(2027-01-06) is back on the 7th.
  - B(Instants) are C(start) and C(end), such as V(2026-12-21T08:00) in the time zone, or V(2026-12-21T08:00:00+01:00).
    The reassignment ends when C(end) begins. A date without a time of day is refused in both.
  - Without C(first_day) and C(start), it begins now, unless the reassignment that exists has begun. Instead of
    C(last_day) or C(end), C(permanent) can be V(true).
  - B(iCalendar), files named C(*.ics). An event is a vacation from its beginning to its end, whole days included if it
    is an all-day event. Recurring events are taken one by one.
  - Events are chosen before anything else is looked at. Those that are cancelled, tentative (see O(tentative)), not
    chosen by O(categories), O(out_of_office_only), O(summary_pattern), or O(exclude_pattern), that ended more than 31
    days ago, or that begin after O(horizon_days), are ignored, whatever is wrong with them. So are alarms.
  - A calendar that is cut off or nested wrongly is refused as a whole, and so is a chosen event with a line that cannot
    be read, or with an unknown C(STATUS).
  - O(identity_from) says where an event names the person who is away.
  - The person who covers is the first of these that is set. The property C(X-SAILPOINT-REASSIGN-TO); a line C(Delegate:)
    in the description; the group C(reassign_to) of O(summary_pattern); the email of the only attendee who is required, is
    no room or other resource, has not declined, and is not the one who is away; the entry in O(delegates).
  - Files of more than 10 MB are refused. Files that are encrypted with Ansible Vault are decrypted.
options:
  _terms:
    description:
      - The paths of the files. Those that are not absolute are looked for in the current working directory, then like
        those of P(ansible.builtin.file#lookup).
    type: list
    elements: str
  entries:
    description:
      - Entries that are in no file, in the form of those of a YAML file. They come after those of the files.
    type: list
    elements: dict
    default: []
  timezone:
    description:
      - The IANA name, such as V(Europe/Berlin), of the time zone in which days and times are meant, where neither the
        entry nor the time itself says it.
      - If not set, a calendar's own zone (C(X-WR-TIMEZONE)) is used for its events, and other entries need one.
    type: str
  config_types:
    description:
      - The types of work of entries that name none, in any letter case. They are V(ACCESS_REQUESTS),
        V(CERTIFICATIONS), V(MANUAL_TASKS), and V(GENERIC_APPROVALS).
      - If not set, those are about all types that the tenant offers.
    type: list
    elements: str
    default: []
  delegates:
    description:
      - Who covers for whom if an entry does not say it. The keys are identities as the files name them, or as O(people)
        maps them.
    type: dict
    default: {}
  people:
    description:
      - What the names in files mean. The keys are names as they are written in files, in any letter case, such as
        V(Anna Berg); the values are IDs, aliases, or emails.
      - It applies to those who are away and to those who cover, in files of all kinds.
    type: dict
    default: {}
    version_added: 0.2.0
  display_names:
    description:
      - Whether a name that has a space and no C(@), and that is not in O(people), is a display name, which must be unique
        in the tenant. It is returned with the prefix C(name:).
      - If V(false), such a name in a calendar is an error.
    type: bool
    default: false
    version_added: 0.2.0
  date_format:
    description:
      - How C(first_day) and C(last_day), and the dates in C(start) and C(end), are written, as in the method
        C(datetime.strptime) of Python, such as V(%d.%m.%Y). ISO 8601 is always understood.
      - Names of months are those of the language that is set on the machine.
    type: str
    version_added: 0.2.0
  ignore_columns:
    description:
      - Columns of tables, and keys of entries, that do not matter, such as V(department).
    type: list
    elements: str
    default: []
    version_added: 0.2.0
  horizon_days:
    description:
      - How many days ahead to look for events of calendars, at most 10000.
    type: int
    default: 400
  categories:
    description:
      - Take only those events of calendars that have one of these categories.
    type: list
    elements: str
    default: []
  out_of_office_only:
    description:
      - Take only those events of calendars that are shown as out of office, as Outlook writes it
        (C(X-MICROSOFT-CDO-BUSYSTATUS:OOF)).
    type: bool
    default: false
  tentative:
    description:
      - Whether to take events of calendars with C(STATUS:TENTATIVE) as well, which are not confirmed yet.
    type: bool
    default: false
    version_added: 0.2.0
  summary_pattern:
    description:
      - Take only those events of calendars in whose summary (title) this regular expression of Python is found.
      - It can have the groups C(?P<identity>) and C(?P<reassign_to>), to take these names from the summary.
    type: str
  exclude_pattern:
    description:
      - Ignore those events of calendars in whose summary (title) this regular expression of Python is found. Outlook, for
        example, marks what is cancelled with C(Canceled:) before the title, in the language of the user, and with nothing
        else.
    type: str
    version_added: 0.2.0
  identity_from:
    description:
      - Where an event of a calendar says who is away. The first of these that the event has counts.
      - V(property) is the property C(X-SAILPOINT-IDENTITY).
      - V(description) is a line C(Absent:) in the description; see O(identity_label).
      - V(summary) is the group C(identity) of O(summary_pattern).
      - V(organizer) is the organizer.
      - V(attendee) is the only attendee who is required, as in calendars of HR systems, which are organizers themselves.
      - V(x_owner) is the owner of the whole calendar, as Outlook saves it (C(X-OWNER)).
      - V(calendar_name) is the name of the whole calendar (C(X-WR-CALNAME)), as Google writes it.
      - The last four must be emails, or names in O(people).
      - If not set, it is V(property), V(description), V(summary), V(organizer), V(calendar_name).
    type: list
    elements: str
    choices: [property, description, summary, organizer, attendee, x_owner, calendar_name]
    version_added: 0.2.0
  identity_label:
    description:
      - The word before the colon in the line of an event's description that says who is away.
    type: str
    default: Absent
  delegate_label:
    description:
      - The word before the colon in the line of an event's description that says who covers.
    type: str
    default: Delegate
  return_problems:
    description:
      - Whether to return a dictionary instead of failing. Its keys are C(entries), and C(problems), a text that is empty
        if there is nothing wrong.
    type: bool
    default: false
    version_added: 0.2.0
  option_names:
    description:
      - What messages call the options, where they are set in another way. The keys are names of options, such as
        C(timezone).
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

- name: Apply those of a shared calendar, in which vacations have a category of their own
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'team.ics', categories=['Vacation']) }}"

- name: Take the people from titles such as "Vacation anna.berg (bruno.costa)"
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'hr.ics', summary_pattern=pattern) }}"
  vars:
    pattern: '^Vacation (?P<identity>\S+) \((?P<reassign_to>\S+)\)$'

- name: Read the calendar of an HR system, in which those who are away are attendees
  community.sailpoint.reassignment_configs:
    configs: "{{ query('community.sailpoint.vacations_file', 'hr.ics', identity_from=['attendee'], delegates=covers) }}"
  vars:
    covers:
      anna.berg@example.com: bruno.costa

- name: Read a table with names, other dates, and a column that does not matter
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
    - The entries, in the order of the files and their rows. Those of calendars are in the order of time.
    - The key C(source) of an entry says where it is written.
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
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.files import MAX_SIZE, VacationReader
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations.people import PeopleOptions

Option = t.Callable[[str], t.Any]

#: In days. What recurs every day for longer than this is no vacation.
_LONGEST_HORIZON = 10_000


class LookupModule(LookupBase):
    def run(self, terms: list[str], variables: t.Any = None, **kwargs: t.Any) -> list[dict[str, t.Any]]:
        """The entries of all files; raises ``AnsibleLookupError`` with everything that is wrong, unless told to return it."""
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
            )
            for name in map(str, terms):
                _read(plugin, reader, name, variables)
            reader.read_list("vacations", option("entries") or [])
            entries, problems = reader.entries, reader.problems
        except InvalidInput as error:
            problems = error.message
        if option("return_problems"):
            return [{"entries": [] if problems else entries, "problems": problems}]
        if problems:
            raise AnsibleLookupError(problems)
        return entries


def _read(plugin: t.Any, reader: VacationReader, name: str, variables: t.Any) -> None:
    try:
        # A playbook that is run by its name lies in the collection: what lies there is never meant.
        path = os.path.abspath(name)
        if not os.path.exists(path):
            path = plugin.find_file_in_search_path(variables, "files", name, ignore_missing=True) or path
        # Before it is read: a file of any size could be given by mistake.
        if os.path.getsize(path) > MAX_SIZE:
            reader.problem(name, f"it is larger than the {MAX_SIZE // 1024 // 1024} MB that are allowed.")
            return
        # The same file, or a decrypted copy that Ansible removes in the end.
        with open(plugin._loader.get_real_file(path) if os.path.isfile(path) else path, "rb") as file:
            data = file.read()
    except (OSError, ValueError, AnsibleError) as error:  # a name that no file can have is a ValueError
        reader.problem(name, f"it cannot be read: {getattr(error, 'strerror', None) or error}.")
    else:
        reader.read_file(name, data)


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
    """The names that are not blank, by what they are found by."""
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
    """The texts of a list that are not blank."""
    return tuple(str(text).strip() for text in option(name) or () if text is not None and str(text).strip())


def _pattern(option: Option, name: str, defaults: Defaults) -> re.Pattern[str] | None:
    pattern = option(name)
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise InvalidInput(f"{defaults.option(name)} is not a regular expression: {error}.") from error
