#!/bin/sh
# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
# The branch "journal", which nobody merges, keeps what was handed over.
remote=${JOURNAL_REMOTE:-origin}
rm -rf journal
git worktree prune
git fetch --quiet --depth 1 "$remote" journal
git worktree add --quiet --detach journal FETCH_HEAD
# A job that is cancelled stops the playbook, and still pushes.
trap : INT TERM
status=0
ansible-playbook site.yml --diff -e vacations_journal=journal/handovers.jsonl -e vacations_hand_back=true || status=$?
# Also after a failure, since some items may have been handed over.
git -C journal add --all
if ! git -C journal diff --cached --quiet; then
  git -C journal -c user.name=pipeline -c user.email=pipeline@example.com commit --quiet --message "Hand over"
  git -C journal push --quiet "$remote" HEAD:refs/heads/journal
fi
exit "$status"
