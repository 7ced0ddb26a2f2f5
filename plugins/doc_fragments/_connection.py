# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

from __future__ import annotations


class ModuleDocFragment:
    # The connection options of every module. Pairs with plugins/module_utils/_connection_options.py.
    DOCUMENTATION = r"""
options:
  base_url:
    description:
      - The API address of the tenant, such as V(https://acme.api.identitynow.com).
      - Must begin with C(https://), unless the host is a loopback address.
      - Required. If not set, the environment variable E(SAIL_BASE_URL) is used.
    type: str
  client_id:
    description:
      - The client ID of a personal access token.
      - Required together with O(client_secret), unless O(access_token) is set.
      - If not set, the environment variable E(SAIL_CLIENT_ID) is used.
    type: str
  client_secret:
    description:
      - The secret of the personal access token.
      - If not set, the environment variable E(SAIL_CLIENT_SECRET) is used.
    type: str
  access_token:
    description:
      - A valid access token. Without one, a token is fetched with O(client_id) and O(client_secret),
        once for each task. If those are set as well, a token is only fetched when this one is refused.
      - If not set, the environment variable E(SAIL_ACCESS_TOKEN) is used.
    type: str
  api_version:
    description:
      - The version of the API to use.
      - V(v1) are the current, separately versioned services. SailPoint ends the support for the others
        in the second quarter of 2028.
      - V(v3) has work items, but no reassignments.
    type: str
    default: v1
    choices: [v1, v2026, v2025, v2024, v3, beta]
  validate_certs:
    description:
      - Whether the TLS certificate of the service must verify. Turn this off only for tests.
    type: bool
    default: true
  ca_path:
    description:
      - The path of a file with the certificates of the authorities to trust, in PEM format.
      - If not set, those that the Python library C(requests) trusts are used.
    type: path
  timeout:
    description:
      - How long to wait for a connection, and then for each piece of an answer, in seconds.
      - The whole answer must be there within three times as long.
    type: float
    default: 30
  retries:
    description:
      - How often a request is retried after a failure that may pass. A host that does not exist, a certificate that
        does not verify, and a connection that is refused before the service has answered at all fail at once.
      - Reads are retried as they are. After a write that may have taken effect, the state is read first, and
        the write is retried only if it had none.
      - An answer that the rate limit is exceeded is waited for as the service asks, up to a minute each time and ten minutes
        for each request. With V(0) it is an error.
    type: int
    default: 5
  rate_limit:
    description:
      - How many requests to send in 10 seconds at the most. The service allows 100 to each client and API version.
      - Lower it where several jobs use the same personal access token. V(0) means no limit.
    type: int
    default: 100
requirements:
  - python >= 3.9
  - requests >= 2.28
  - pydantic >= 2.5
"""
