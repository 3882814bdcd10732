"""Zips of our own in a handbook: the same bytes for the same files, and reading them without trust. `zipfile` comes in where a zip does."""

from __future__ import annotations

import io
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_UNPACKED = 200_000_000  # bytes; a handbook is some four megabytes


def zip_bytes(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with the same bytes for the same files."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            content = files[path]
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def read_zip(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip; raises ValueError when it is none, or unpacks to far more than a handbook."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise ValueError("te groot")
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(str(error)) from error
