"""The few ways in which this program touches a disk, with patience and with words for a person.

It stands below every room, beside `errors`: the interview keeps answers, the store keeps handbooks and the
editors' tools write content, and all of them must write in the same way (beside, then rename). `Disk` is an
object so that a test can let any single step fail or be the last one before a crash.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import time
from pathlib import Path

from site_build.errors import HandbookError, UsageError

OWNER_ONLY = 0o600  # a file that only its owner may read
# How long to wait, in seconds, when a synchronising program (OneDrive, Teams) holds a file for a moment.
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
_HELD = {errno.EACCES, errno.EBUSY, errno.EPERM, errno.ETXTBSY}
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}  # some network drives and a browser cannot
_BOM = b"\xef\xbb\xbf"
_LOOSE_END = re.compile(rb"[ \t\r]+\n")


class Disk:
    """Everything that changes something on disk; each method is one step that can fail."""

    def write(self, path: Path, data: bytes, mode: int | None = None) -> None:
        """Write a new file and wait until it is really there; `mode` are its permissions."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666 if mode is None else mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            try:
                os.fsync(file.fileno())
            except OSError as error:
                if error.errno not in _NO_SYNC:
                    raise
        if mode is not None:
            with contextlib.suppress(OSError):  # nor permissions
                path.chmod(mode)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another."""
        os.replace(source, target)

    def unlink(self, path: Path) -> None:
        """Remove one file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder and what leads to it."""
        path.mkdir(parents=True, exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove a folder with everything in it, as far as that goes."""
        shutil.rmtree(path, ignore_errors=True)

    def wait(self, seconds: float) -> None:
        """Wait until somebody else may have let go of a file."""
        time.sleep(seconds)


DISK = Disk()


def replace_patiently(source: Path, target: Path, disk: Disk = DISK) -> None:
    """Rename, and try again when the target is held for a moment; raises the last OSError."""
    for seconds in _PATIENCE:
        try:
            disk.replace(source, target)
            return
        except OSError as error:
            if error.errno not in _HELD or target.is_dir() and source.is_file():
                raise
            disk.wait(seconds)
    disk.replace(source, target)


def write_atomic(path: Path, data: bytes, *, mode: int | None = None, disk: Disk = DISK) -> None:
    """Write one file beside its place and rename it: there is always the old one or the new one.

    A link to a file stays a link: the file that it leads to is written. The permissions stay those of the
    file that was there, or are `mode`. Raises OSError, and then leaves nothing beside it.
    """
    target = Path(os.path.realpath(path))
    kept = permissions(target)
    disk.make_folder(target.parent)
    beside = target.with_name(f".{target.name[:200]}.{os.getpid()}.tmp")
    try:
        disk.write(beside, data, kept if mode is None else mode)
        replace_patiently(beside, target, disk)
    except OSError:
        with contextlib.suppress(OSError):
            disk.unlink(beside)
        raise


def write_text(path: Path, text: str, *, mode: int | None = None, disk: Disk = DISK) -> None:
    """Write one text file in the same way; raises HandbookError, in words."""
    try:
        write_atomic(path, text.encode("utf-8"), mode=mode, disk=disk)
    except OSError as error:
        raise HandbookError(f"{path} kan niet worden geschreven ({reason(error)}). Wat er stond, staat er nog.") from error


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that lies on somebody's disk; raises OSError.

    A pipe or a device is refused: reading it would wait for ever.
    """
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise OSError(errno.ESPIPE, "not a regular file", str(path))
    return path.read_bytes()


def read_utf8(path: Path) -> str:
    """Return the text of a file that a person may have edited; raises UsageError, in words."""
    try:
        return read_file(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is niet in UTF-8 opgeslagen. Sla het opnieuw op met de codering UTF-8.") from None
    except (OSError, ValueError) as error:
        why = f" ({reason(error)})" if isinstance(error, OSError) else ""
        raise UsageError(f"{path} is niet te lezen{why}.") from None


def permissions(path: Path) -> int | None:
    """Return the permissions of a file, or None where there is none."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def plain_text(data: bytes) -> bytes:
    """Return text without what a program adds by itself: BOM, CRLF, spaces at the end of a line, blank lines at the end.

    Bytes that are no text (they hold a NUL) come back as they are.
    """
    if b"\0" in data:
        return data
    text = data.removeprefix(_BOM).replace(b"\r\n", b"\n")
    if any(end in text for end in (b" \n", b"\t\n", b"\r")):
        text = _LOOSE_END.sub(b"\n", text)
    return text.rstrip() + b"\n"


def digest(data: bytes) -> str:
    """Return the digest by which a file is known: of its text, so that a line ending is no edit."""
    return hashlib.sha256(plain_text(data)).hexdigest()


def is_same(data: bytes, known: str) -> bool:
    """True when `known` is the digest of these bytes; also the digest of the bytes themselves, as the first edition kept it."""
    return digest(data) == known or hashlib.sha256(data).hexdigest() == known


_REASONS = {
    errno.EACCES: "geen toegang", errno.EPERM: "geen toegang",
    errno.ENOSPC: "de schijf is vol", errno.EDQUOT: "uw ruimte op de schijf is op", errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOTDIR: "een deel van het pad is geen map", errno.EISDIR: "het is een map", errno.ENOENT: "het bestaat niet",
    errno.ENAMETOOLONG: "de naam is te lang", errno.EBUSY: "een ander programma gebruikt het", errno.ELOOP: "een verwijzing wijst naar zichzelf",
    errno.ENOTEMPTY: "de map is niet leeg", errno.EEXIST: "er staat al iets met die naam", errno.ETXTBSY: "een ander programma gebruikt het",
    errno.EINVAL: "de naam kan niet op deze schijf", errno.EXDEV: "het staat op een andere schijf",
    errno.ESPIPE: "het is geen gewoon bestand",
}


def reason(error: OSError) -> str:
    """Return in Dutch why the system refused."""
    return _REASONS.get(error.errno or 0, "de schijf weigert")
