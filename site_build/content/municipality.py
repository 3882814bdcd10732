"""The municipalities of the country: what the first question offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality (CBS); `inhabitants` and `urbanity` are None where CBS has none."""

    code: str
    name: str
    province: str
    inhabitants: int | None = None
    urbanity: str = ""  # the class of CBS, 1 (most) to 5
    year: str = ""


@dataclass(frozen=True, kw_only=True)
class MunicipalityName:
    """Another name of a municipality, or the name of one that went up in `codes` in the year `merged`."""

    name: str
    codes: tuple[str, ...]
    merged: str = ""
