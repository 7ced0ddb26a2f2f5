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
      - Must start with C(https://), unless the host is a loopback address.
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
      - A valid access token. If not set, each task fetches a token with O(client_id) and O(client_secret). If all are
        set, a token is only fetched if the service refuses this one.
      - If not set, the environment variable E(SAIL_ACCESS_TOKEN) is used.
    type: str
  api_version:
    description:
      - The API version to use.
      - V(v1) is the current form, in which each service has its own version. SailPoint ends support for all other
        versions in the second quarter of 2028.
      - V(v3) supports work items, access request approvals and certifications, but not reassignments.
    type: str
    default: v1
    choices: [v1, v2026, v2025, v2024, v3, beta]
  validate_certs:
    description:
      - Whether to verify the TLS certificate of the service. Disable this only for tests.
    type: bool
    default: true
  ca_path:
    description:
      - The path of a PEM file with the certificate authorities to trust.
      - If not set, the certificate authorities that the Python library C(requests) trusts are used.
    type: path
  timeout:
    description:
      - How long to wait for a connection, and for each part of an answer, in seconds.
      - The complete answer must arrive within three times this value.
    type: float
    default: 30
  retries:
    description:
      - How often to retry a request after a temporary failure. An unknown host, an invalid certificate, and a
        connection that is refused before the first answer of the service are errors without a retry.
      - Reads are simply retried. If a failed write may have taken effect, the state is read again first, and the
        write is only retried if it had no effect.
      - If the service answers that the rate limit is exceeded, the request waits as long as the service asks, up to
        one minute each time and ten minutes in total. With V(0), this is an error.
    type: int
    default: 5
  rate_limit:
    description:
      - The maximum number of requests in 10 seconds. The service allows 100 per client and API version.
      - Use a lower value if several jobs share a personal access token. V(0) means no limit.
    type: int
    default: 100
requirements:
  - python >= 3.9
  - requests >= 2.28
  - pydantic >= 2.5
"""
