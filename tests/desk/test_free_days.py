"""`handreiking free-days`: public holidays from the library, recess by rule, and what somebody set is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from site_build.commands.free_days import FreeDaysWish, run
from site_build.content.loading import read_content
from site_build.content.model import FreeDays, Recess
from site_build.desk.free_days import PATH, compute_free_days, write_free_days

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("holidays")


def test_the_file_is_what_the_command_makes() -> None:
    text = (ROOT / PATH).read_text(encoding="utf-8")
    known = read_content(ROOT)[0].free_days
    years = [int(holiday.date[:4]) for holiday in known.holidays]
    assert write_free_days(compute_free_days(min(years), max(years), known)) == text


def test_summer_recess_is_six_weeks_from_the_second_monday_of_july() -> None:
    for recess in compute_free_days(2026, 2040).recess:
        if recess.name.startswith("Zomer"):
            start, end = dt.date.fromisoformat(recess.start), dt.date.fromisoformat(recess.end)
            assert start.weekday() == 0 and 8 <= start.day <= 14 and start.month == 7 and (end - start).days == 41


def test_liberation_day_is_free_once_in_five_years_and_good_friday_never() -> None:
    names = {(holiday.date[:4], holiday.name) for holiday in compute_free_days(2026, 2031).holidays}
    assert [year for year, name in sorted(names) if name == "Bevrijdingsdag"] == ["2030"]
    assert not any(name.lower() == "goede vrijdag" for _, name in names)


def test_a_recess_that_somebody_set_is_kept() -> None:
    own = Recess(start="2027-07-19", end="2027-08-29", name="Zomerreces 2027")
    guess = Recess(start="2026-07-20", end="2026-07-21", name="Zomerreces 2026", estimate=True)
    found = compute_free_days(2026, 2027, FreeDays(recess=(guess, own))).recess
    assert own in found and guess not in found
    assert "{from: 2027-07-19, to: 2027-08-29, name: Zomerreces 2027, estimate: false}" in write_free_days(FreeDays(
        holidays=compute_free_days(2027, 2027).holidays, recess=found))


def test_shows_or_writes(tmp_path: Path) -> None:
    (tmp_path / "guide" / "knowledge").mkdir(parents=True)
    shown = run(FreeDaysWish(2027, root=tmp_path))
    assert shown.lines[0].startswith("# yaml-language-server") and not (tmp_path / PATH).exists()
    assert run(FreeDaysWish(2027, write=True, root=tmp_path)).lines == (f"{PATH} is vernieuwd, voor 2027 tot en met 2032.",)
    assert [path.name for path in (tmp_path / PATH).parent.iterdir()] == ["free-days.yml"]
    assert read_content(tmp_path)[0].free_days.holidays
