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
  - Everything that is wrong in all files is told in one error that names the file, the row, and the field.
notes:
  - B(YAML), files named C(*.yml), C(*.yaml), or C(*.json), hold a list of entries, or a mapping with such a list as
    its only key C(vacations). Values are taken as they are written, and need no quotes.
  - B(CSV), files named C(*.csv), have a header that names the columns, in any order. They are separated by commas
    or semicolons, and encoded in UTF-8. A byte order mark does no harm.
  - The keys and columns are C(identity) and C(reassign_to), each an ID, an alias (user name) or an email; when it
    begins and when it ends; C(config_types), in CSV separated by spaces; C(timezone); and C(state), which is
    V(present) or V(absent).
  - B(Whole days) are C(first_day) and C(last_day). Both are included, so that somebody whose C(last_day) is
    V(2027-01-06) is back on the 7th.
  - B(Instants) are C(start) and C(end), such as V(2026-12-21T08:00) in the time zone, or V(2026-12-21T08:00:00+01:00).
    The reassignment ends when C(end) begins. A date without a time of day is refused in both.
  - Without C(first_day) and C(start), an existing start is kept, and a new one is now. Instead of C(last_day) or
    C(end), C(permanent) can be V(true).
  - B(iCalendar), files named C(*.ics). An event is a vacation from its beginning to its end, whole days included if it
    is an all-day event. Recurring events are taken one by one. Cancelled events, and those that ended more than 31 days
    ago, are left out.
  - The person who is away is the first that there is of the property C(X-SAILPOINT-IDENTITY); a line C(Absent:) in the
    description; the group C(identity) of O(summary_pattern); the email of the organizer; the name of the calendar, if
    it is an email.
  - The person who covers is the first that there is of the property C(X-SAILPOINT-REASSIGN-TO); a line C(Delegate:) in
    the description; the group C(reassign_to) of O(summary_pattern); the email of the only attendee who is required, is
    no room or other resource, and has not declined; the entry in O(delegates).
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
      - The types of work of entries that name none.
      - If not set, those are about all types that the tenant offers.
    type: list
    elements: str
    choices: [ACCESS_REQUESTS, CERTIFICATIONS, MANUAL_TASKS, GENERIC_APPROVALS]
    default: []
  delegates:
    description:
      - Who covers for whom if an entry does not say it. The keys are identities as the files name them.
    type: dict
    default: {}
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
  summary_pattern:
    description:
      - Take only those events of calendars in whose summary (title) this regular expression of Python is found.
      - It can have the groups C(?P<identity>) and C(?P<reassign_to>), to take these names from the summary.
    type: str
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
  with_sources:
    description:
      - Return dictionaries with the keys C(config), which is the entry, and C(source), which says where it is written.
    type: bool
    default: false
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
"""

RETURN = r"""
_raw:
  description: The entries, in the order of the files and their rows. Those of calendars are in the order of time.
  type: list
  elements: dict
  sample:
    - identity: anna.berg
      reassign_to: bruno.costa@example.com
      start: "2026-12-20T23:00:00Z"
      end: "2027-01-06T23:00:00Z"
      state: present
"""

import os
import re
import typing as t
from datetime import timedelta

from ansible.errors import AnsibleError, AnsibleLookupError
from ansible.plugins.lookup import LookupBase

from ansible_collections.community.sailpoint.plugins.module_utils._instants import utc_now
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_calendars import CalendarOptions
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_files import MAX_SIZE, VacationReader
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacation_people import People
from ansible_collections.community.sailpoint.plugins.plugin_utils._vacations import Defaults

Option = t.Callable[[str], t.Any]

#: In days. What recurs every day for longer than this is no vacation.
_LONGEST_HORIZON = 10_000


class LookupModule(LookupBase):
    def run(self, terms: list[str], variables: t.Any = None, **kwargs: t.Any) -> list[dict[str, t.Any]]:
        """The entries of all files; raises C(AnsibleLookupError) with all that is wrong."""
        plugin: t.Any = self  # ansible-core has no annotations
        plugin.set_options(var_options=variables, direct=kwargs)
        option: Option = plugin.get_option
        try:
            reader = VacationReader(_defaults(option), utc_now(), _calendar_options(option))
            for name in map(str, terms):
                _read(plugin, reader, name, variables)
            reader.read_list("vacations", option("entries") or [])
            entries = reader.entries()
        except InvalidInput as error:
            raise AnsibleLookupError(error.message) from error
        if option("with_sources"):
            return [entry._asdict() for entry in entries]
        return [entry.config for entry in entries]


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
    delegates = {str(name).casefold(): str(cover) for name, cover in (option("delegates") or {}).items()}
    return Defaults(option("timezone") or None, tuple(option("config_types") or ()), delegates)


def _calendar_options(option: Option) -> CalendarOptions:
    pattern = option("summary_pattern")
    try:
        compiled = re.compile(pattern) if pattern else None
    except re.error as error:
        raise InvalidInput(f"summary_pattern is not a regular expression: {error}.") from error
    horizon = option("horizon_days")
    if not 0 <= horizon <= _LONGEST_HORIZON:
        raise InvalidInput(f"horizon_days must be between 0 and {_LONGEST_HORIZON}, not {horizon}.")
    return CalendarOptions(
        People(option("identity_label"), option("delegate_label")),
        tuple(option("categories") or ()),
        compiled,
        option("out_of_office_only"),
        timedelta(days=horizon),
    )
