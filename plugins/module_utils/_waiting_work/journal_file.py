# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Private to the collection: it can change at any time. Do not use it from elsewhere.

"""The file of a journal: only one run uses it at a time, and nothing that was written is lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
import typing as t
from datetime import datetime, timedelta

from ansible_collections.community.sailpoint.plugins.module_utils._service.cancellation import Cancellation
from ansible_collections.community.sailpoint.plugins.module_utils._service.errors import InvalidInput, SailPointError
from ansible_collections.community.sailpoint.plugins.module_utils._waiting_work.journal import (
    Handover,
    Journal,
    check_tenant,
    read_journal,
)

_PAUSE = 0.1
#: The journal contains personal data.
_MODE = 0o600


class JournalFile:
    """A journal; read and locked on creation, and written to when handovers are carried out.

    The lock is that of the operating system (``flock``), which ends with the process. The first write creates the file.
    Lines are only appended; to shorten it, it is replaced atomically.
    """

    def __init__(self, path: str, tenant: str, wait: float, cancellation: Cancellation) -> None:
        """Wait up to ``wait`` seconds for another run that uses the journal.

        Raises ``InvalidInput`` if the file cannot be used, or is not a journal of the tenant.
        """
        self.path = path
        try:
            self._real_path = os.path.realpath(path)
            self._file = self._open(wait, cancellation)
            content = self._file.read() if self._file else b""
        except OSError as error:
            raise InvalidInput(f"{_reason(error, path, 'read')} Nothing was written.", _hint(error)) from error
        except ValueError as error:
            raise InvalidInput(f"journal {path!r} is not a path: {error}. Nothing was written.") from error
        self._size = len(content)
        self.journal: Journal = read_journal(content, path)
        check_tenant(self.journal, tenant, path)

    def _open(self, wait: float, cancellation: Cancellation) -> t.IO[bytes] | None:
        """Return the locked file; ``None`` if it does not exist yet and can be created."""
        deadline = time.monotonic() + wait
        while True:
            if not _exists(self._real_path):
                _check_directory(os.path.dirname(self._real_path))
                return None
            if not stat.S_ISREG(os.stat(self._real_path).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            file = self._open_at(os.O_RDWR)
            if _lock(file) and _is_same_file(file, self._real_path):
                return file
            file.close()
            if time.monotonic() >= deadline:
                raise InvalidInput(
                    f"journal {self.path}: another run is still using it after {wait:g} s. Nothing was written.",
                    "Run this again when the other run has ended.",
                )
            cancellation.sleep(_PAUSE)

    def _open_at(self, flags: int, path: str | None = None) -> t.IO[bytes]:
        return open(os.open(path or self._real_path, flags | os.O_APPEND | os.O_CLOEXEC, _MODE), "r+b", buffering=0)

    def append(self, handovers: t.Sequence[Handover], now: datetime) -> None:
        """Append a line for each, and sync them to disk. Raises ``SailPointError``; then the file contains none of the
        lines.
        """
        if not handovers:
            return
        try:
            self._append("".join(handover.line(now) + "\n" for handover in handovers))
        except OSError as error:
            raise SailPointError(_reason(error, self.path, "written"), _hint(error)) from error

    def _append(self, text: str) -> None:
        # Names can contain unpaired surrogates, which are written as JSON escapes.
        content = text.encode("utf-8", "backslashreplace")
        file = self._file or self._create()
        if os.fstat(file.fileno()).st_size != self._size:
            raise OSError(errno.EBUSY, "another program has written to it without locking it")
        if self.journal.length < self._size:
            # Remove an incomplete line of a killed run.
            os.ftruncate(file.fileno(), self.journal.length)
            self._size = self.journal.length
        if self._size and os.pread(file.fileno(), 1, self._size - 1) != b"\n":
            content = b"\n" + content
        try:
            _write_all(file, content)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(file.fileno(), self._size)
            raise
        self._size += len(content)
        self.journal = self.journal._replace(length=self._size)

    def _create(self) -> t.IO[bytes]:
        try:
            file = self._open_at(os.O_RDWR | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            file = None
        if file is None or not _lock(file):
            raise SailPointError(
                f"journal {self.path}: another run has created it in the meantime. Nothing was written.",
                "Run this again.",
            )
        self._file = file
        _sync_directory(self._real_path)
        return file

    def drop_settled(self, before: datetime) -> None:
        """Remove the lines about handovers that were settled before this instant. Raises ``SailPointError``."""
        handovers = self.journal.handovers
        old = {
            index for index, handover in enumerate(handovers) if handover.until is not None and handover.until < before
        }
        if not old or not self._file:
            return
        kept = b"".join(line + b"\n" for line, index in self.journal.lines if index not in old)
        try:
            self._replace(self._file, kept)
        except OSError as error:
            raise SailPointError(_reason(error, self.path, "shortened"), _hint(error)) from error

    def _replace(self, old: t.IO[bytes], content: bytes) -> None:
        """Replace the file by a new one, which is locked as well."""
        new_path = self._real_path + ".new"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(new_path)  # left by a killed run
        new = self._open_at(os.O_RDWR | os.O_CREAT | os.O_EXCL, new_path)
        try:
            _lock(new)
            owner = os.fstat(old.fileno())
            os.fchmod(new.fileno(), stat.S_IMODE(owner.st_mode))
            with contextlib.suppress(PermissionError):
                os.fchown(new.fileno(), owner.st_uid, owner.st_gid)
            _write_all(new, content)
            os.replace(new_path, self._real_path)
        except OSError:
            new.close()
            with contextlib.suppress(OSError):
                os.unlink(new_path)
            raise
        self._file, self._size = new, len(content)
        self.journal = self.journal._replace(length=self._size)
        old.close()
        _sync_directory(self._real_path)

    def close(self) -> None:
        """Release the journal for other runs."""
        if self._file:
            self._file.close()


def keep_since(now: datetime, days: int) -> datetime:
    """Return the instant before which settled handovers are removed."""
    try:
        return now - timedelta(days=days)
    except OverflowError:
        return datetime.min.replace(tzinfo=now.tzinfo)


def _lock(file: t.IO[bytes]) -> bool:
    """Try to lock the file; return ``False`` if another run has locked it."""
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_same_file(file: t.IO[bytes], path: str) -> bool:
    """Return whether the file was not replaced before it was locked."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def _write_all(file: t.IO[bytes], content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(file.fileno(), left) :]
    os.fsync(file.fileno())


def _exists(path: str) -> bool:
    """Like ``os.path.lexists``, but raise ``ValueError`` for a name that no file can have, also in Python 3.9."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _check_directory(directory: str) -> None:
    if not os.path.isdir(directory):
        raise OSError(errno.ENOENT, "its directory does not exist")
    if not os.access(directory, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, "its directory is not writable")


def _sync_directory(path: str) -> None:
    """Sync the directory entry of the file to disk."""
    descriptor = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError, path: str, verb: str) -> str:
    return f"journal {path} cannot be {verb}: {error.strerror or error}."


def _hint(error: OSError) -> str | None:
    if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
        return "The file system cannot lock files: keep the journal on one that can."
    return None
