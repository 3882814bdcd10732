"""Zip files with the same bytes for the same content: dates fixed, members in a fixed order."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from site_build.disk import read_file

_FIRST = dt.date(1980, 1, 1)  # zip knows no earlier day


def repack(data: bytes, date: dt.date = _FIRST) -> bytes:
    """Return a zip file (a .docx too) with every member dated `date`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack(((name, archive.read(name)) for name in archive.namelist()), date)


def pack(members: Iterable[tuple[str, bytes]], date: dt.date) -> bytes:
    """Return a zip file of names and contents."""
    out = io.BytesIO()
    day = max(date, _FIRST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def pack_folder(folder: Path, date: dt.date, *, inside: str) -> bytes:
    """Return a zip file of a folder's files, under the folder name `inside`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack(((f"{inside}/{path.relative_to(folder).as_posix()}", read_file(path)) for path in files), date)
