"""Dates and numbers as people type them, and as spreadsheets give them: the one reader for every door."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re

from site_build.errors import HandbookError
from site_build.interview.wording import MONTHS, dutch_date

FIRST_YEAR, LAST_YEAR = 1900, 2200
_EPOCH = dt.date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIALS = range(36526, 73415)  # 2000-01-01 to 2100-12-31: what a spreadsheet's day number can be here
_SHORT = {**{name[:3]: n for n, name in enumerate(MONTHS, start=1)}, "mrt": 3, "maa": 3, "sept": 9}
_MONTHS = {**{name: n for n, name in enumerate(MONTHS, start=1)}, **_SHORT}
_WEEKDAY = re.compile(r"^(maan|dins|woens|donder|vrij|zater|zon)dag,? |^(ma|di|wo|do|vr|za|zo)\.? (?=\d)")
_DAY = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|'?\d{2})\Z")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]00:00(?::00)?)?\Z")
_WORDS = re.compile(r"(\d{1,2})[- ]?([a-z]+)\.?[- ]?(\d{4}|'?\d{2})\Z")
_MONTH = re.compile(r"(?P<name>[a-z]+)\.?[- ]?(?P<of_name>\d{4}|'\d{2})\Z|(?P<month>\d{1,2})[-/](?P<year>\d{4})\Z|(?P<year_first>\d{4})-(?P<month_last>\d{1,2})\Z")
_QUARTER = re.compile(r"(?:q|kwartaal |k)([1-4])[ -]?(\d{4})\Z|([1-4])(?:e|ste|de) kwartaal(?: van)? (\d{4})\Z")
_CUT = 60  # signs of what was typed that a message repeats


class InvalidAnswer(HandbookError):
    """An answer does not fit its question; the message says what is wrong and gives an example."""


def read_date(raw: object, example: str = "") -> dt.date:
    """Return a date from text, a date, a time of day on a date, or a spreadsheet's day number.

    Text may be 1-3-27, 1 mrt 2027, 2027-03-01, maart 2027 or Q2 2027; a month or quarter is its last day.
    Raises InvalidAnswer in Dutch, with what stood there.
    """
    hint = f" Bijvoorbeeld: {example}." if example else ""
    if isinstance(raw, dt.datetime):
        return _plausible(raw.date(), hint)
    if isinstance(raw, dt.date):
        return _plausible(raw, hint)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if math.isfinite(raw) and int(raw) in _SERIALS:
            return _EPOCH + dt.timedelta(days=int(raw))
        raise InvalidAnswer(f"Het getal {_number_text(raw)} is geen datum. Vul een datum in als dag-maand-jaar.{hint}")
    text = _flat(str(raw))
    try:
        found = _from_text(text)
    except ValueError:
        raise InvalidAnswer(f"De datum '{_quoted(text)}' bestaat niet.{hint}") from None
    if found is None:
        said = f"'{_quoted(text)}' is geen datum. " if text else ""
        raise InvalidAnswer(f"{said}Vul een datum in als dag-maand-jaar.{hint}")
    return _plausible(found, hint)


def read_number(raw: object, example: str = "") -> int | float:
    """Return a number from 31850, 31.850, 4,5, 4.5, ½, € 1.250,50 or € 900,-; raises InvalidAnswer with what stood there.

    A date is named as what it is: a spreadsheet makes 7 May of 7.5.
    """
    hint = f" Bijvoorbeeld: {example}." if example else ""
    if isinstance(raw, (dt.date, dt.datetime)):
        day = raw.date() if isinstance(raw, dt.datetime) else raw
        raise InvalidAnswer(f"Hier staat de datum {dutch_date(day.isoformat())}. Typte u {day.day}.{day.month}? Een rekenprogramma maakt daar een datum van. "
                            f"Typ {day.day},{day.month} met een komma.")
    value = _number_from_text(raw) if isinstance(raw, str) else raw
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        said = f"'{_quoted(_flat(raw))}' is geen getal. " if isinstance(raw, str) and raw.strip() else ""
        raise InvalidAnswer(f"{said}Vul een getal in.{hint}")
    return value


def is_date(raw: object) -> bool:
    """True for what can be read as a date."""
    try:
        return bool(read_date(raw))
    except InvalidAnswer:
        return False


def same_words(text: str) -> str:
    """Return text for comparing: case, hard spaces, quotes and a full stop at the end do not count."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    return " ".join(plain.split()).rstrip(" .;,")


def _from_text(text: str) -> dt.date | None:
    """Return the date in flat text, None where there is none; raises ValueError for a day that does not exist."""
    text = _WEEKDAY.sub("", text)
    if match := _ISO.match(text):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.match(text):
        return dt.date(_year(match[3]), int(match[2]), int(match[1]))
    if (match := _WORDS.match(text)) and match[2] in _MONTHS:
        return dt.date(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _MONTH.match(text):
        return _month_end(match)
    if match := _QUARTER.match(text):
        return _last_day(int(match[2] or match[4]), 3 * int(match[1] or match[3]))
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        return _EPOCH + dt.timedelta(days=int(text))
    return None


def _month_end(match: re.Match[str]) -> dt.date | None:
    name = match["name"]
    if name:
        return _last_day(_year(match["of_name"]), _MONTHS[name]) if name in _MONTHS else None
    return _last_day(int(match["year"] or match["year_first"]), int(match["month"] or match["month_last"]))


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(text: str) -> int:
    digits = text.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _plausible(date: dt.date, hint: str) -> dt.date:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise InvalidAnswer(f"Het jaar {date.year} klopt niet.{hint}")
    return date


def _number_from_text(text: str) -> int | float | None:
    """Return the number, None where it is none or an absurdly long one."""
    flat = re.sub(r"[€%\s]|(?i:euro|eur)", "", text).replace("−", "-")
    flat = re.sub(r",(-+|=)$", "", flat)  # € 900,-
    if len(flat) > 30:
        return None
    if flat.endswith("½"):
        whole = flat[:-1]
        return (int(whole) if whole else 0) + 0.5 if re.fullmatch(r"[0-9]*", whole) else None
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", flat):
        flat = flat.replace(".", "")
    elif re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?", flat):
        flat = flat.replace(",", "")
    if re.fullmatch(r"-?[0-9]+", flat):
        return int(flat)
    return float(flat.replace(",", ".")) if re.fullmatch(r"-?[0-9]*[.,][0-9]+", flat) else None


def _flat(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".")


def _quoted(text: str) -> str:
    shown = "".join(char for char in text if char.isprintable())
    return shown if len(shown) <= _CUT else f"{shown[:_CUT - 1]}…"


def _number_text(value: float) -> str:
    return str(int(value)) if math.isfinite(value) and value == int(value) else str(value).replace(".", ",")
