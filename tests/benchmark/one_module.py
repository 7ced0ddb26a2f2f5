# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run reassignment_configs once in this process, without Ansible around it: its own seconds and memory.

Usage: one_module.py FILE_WITH_OPTIONS; prints a JSON object.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import time
from pathlib import Path

from ansible.module_utils.testing import patch_module_args

from ansible_collections.community.sailpoint.plugins.modules import reassignment_configs

options = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
output = io.StringIO()
started = time.monotonic()
with patch_module_args(options), contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
    reassignment_configs.main()
seconds = time.monotonic() - started
mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
result = json.loads(output.getvalue())
if result.get("failed"):
    sys.exit(result["msg"])
print(json.dumps({"seconds": seconds, "mebibytes": mebibytes, "changed": result["changed"]}))
