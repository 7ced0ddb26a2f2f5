# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lets plain pytest find the collection.

C(import ansible_collections.community.sailpoint) needs the checkout to lie in a directory of that
name, which a clone usually does not. Then a link to it in a temporary directory does.
"""

from __future__ import annotations

import atexit
import importlib.util
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
COLLECTION = Path("ansible_collections", "community", "sailpoint")


def make_importable() -> None:
    """Put the checkout on C(sys.path) as C(ansible_collections.community.sailpoint)."""
    if CHECKOUT.parts[-3:] == COLLECTION.parts:
        if importlib.util.find_spec("ansible_collections") is not None:
            return  # ansible-test has its own loader.
        root = CHECKOUT.parents[2]
    else:
        # Each worker of pytest-xdist is a process of its own and makes its own link.
        directory = tempfile.TemporaryDirectory(prefix="community-sailpoint-")
        atexit.register(directory.cleanup)
        root = Path(directory.name)
        link = root / COLLECTION
        link.parent.mkdir(parents=True)
        link.symlink_to(CHECKOUT, target_is_directory=True)
    sys.path.insert(0, str(root))


make_importable()
