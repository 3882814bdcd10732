"""The plan as a calendar file, read by another library than the one that wrote it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import vobject

from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import MissingExtraError
from site_build.interview.answers import Answers, OwnAction, PlanEntry, read_answers
from site_build.publishing.calendar import write_calendar
from site_build.tailoring.handbook import COMPLETE, SHARED, Handbook, tailor

SOURCE = Path(__file__).parents[2] / "examples" / "pilot-loopt-af.yml"


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


@pytest.fixture(scope="module")
def answers(content: Content) -> Answers:
    return read_answers(SOURCE.read_text(encoding="utf-8"), SOURCE.name, content)


@pytest.fixture(scope="module")
def handbook(content: Content, answers: Answers) -> Handbook:
    return tailor(content, answers)


def written(handbook: Handbook, folder: Path, name: str = "plan.ics", before: bytes = b"") -> bytes:
    assert write_calendar(handbook, folder / name, before)
    return (folder / name).read_bytes()


def events(data: bytes) -> dict[str, Any]:
    return {event.uid.value: event for event in vobject.readOne(data.decode("utf-8"), validate=True).vevent_list}


def test_every_action_and_coming_moment_is_an_all_day_event(handbook: Handbook, tmp_path: Path) -> None:
    found = events(written(handbook, tmp_path))
    assert handbook.plan
    for item in handbook.plan.items:
        event = found.pop(f"hb-pilot-loopt-af-{item.action.id}@handreiking")
        assert (event.dtstart.value, event.dtend.value) == (item.end, item.end + dt.timedelta(days=1))
        assert event.summary.value == f"Klaar: {item.action.do}"
    for moment in handbook.moments:
        if moment.date and not moment.passed:
            assert found.pop(f"hb-pilot-loopt-af-moment-{moment.id}@handreiking").dtstart.value == moment.date
    assert found == {}


def test_reminders_come_at_nine_when_work_begins_and_a_week_before(handbook: Handbook, tmp_path: Path) -> None:
    found = events(written(handbook, tmp_path))
    item = next(i for i in handbook.plan.items if (i.end - i.start).days > 7)  # type: ignore[union-attr]
    alarms = found[f"hb-pilot-loopt-af-{item.action.id}@handreiking"].valarm_list
    midnight = dt.datetime.combine(item.end, dt.time())
    assert [midnight + alarm.trigger.value for alarm in alarms] == [
        dt.datetime.combine(item.start, dt.time(9)), dt.datetime.combine(item.end - dt.timedelta(days=7), dt.time(9))]
    now = dt.datetime.combine(handbook.answers.today, dt.time())
    assert all(dt.datetime.combine(e.dtstart.value, dt.time()) + a.trigger.value > now for e in found.values() for a in e.contents.get("valarm", []))


def test_the_file_keeps_to_the_rules_of_its_format(handbook: Handbook, tmp_path: Path) -> None:
    data = written(handbook, tmp_path)
    assert data.count(b"\n") == data.count(b"\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\r\nX-WR-TIMEZONE:Europe/Amsterdam\r\n" in data
    assert {line for line in data.split(b"\r\n") if line.startswith(b"DTSTAMP")} == {b"DTSTAMP:20261124T000000Z"}


def test_importing_a_later_file_updates_the_same_events(handbook: Handbook, content: Content, answers: Answers, tmp_path: Path) -> None:
    later = tailor(content, dataclasses.replace(answers, date="2026-12-01"))
    old, new = events(written(handbook, tmp_path)), events(written(later, tmp_path))
    both = old.keys() & new.keys()
    assert len(both) > 40 and all(int(new[uid].sequence.value) > int(old[uid].sequence.value) for uid in both)


def version(event: Any) -> tuple[int, Any, Any]:
    return int(event.sequence.value), event.dtstamp.value, event.last_modified.value


def test_only_what_changed_gets_a_new_version(handbook: Handbook, content: Content, answers: Answers, tmp_path: Path) -> None:
    first = handbook.plan.items[0].action.id  # type: ignore[union-attr]
    uid, old = f"hb-pilot-loopt-af-{first}@handreiking", written(handbook, tmp_path)
    assert written(handbook, tmp_path, before=old) == old
    changed = tailor(content, dataclasses.replace(answers, plan={first: PlanEntry(owner="Jan")}))
    new = written(changed, tmp_path, before=old)
    assert written(changed, tmp_path, before=new) == new
    for before, after, names in ((old, new, {uid}), (new, written(handbook, tmp_path, before=new), {uid})):
        one, two = events(before), events(after)
        assert {u for u in one if version(one[u]) != version(two[u])} == names
        assert all(a > b for a, b in zip(version(two[uid]), version(one[uid]), strict=True))


def test_what_left_the_plan_is_cancelled_once(handbook: Handbook, content: Content, answers: Answers, tmp_path: Path) -> None:
    own = dataclasses.replace(answers, own=(OwnAction("eigen-x", "Kennismaken"),), plan={"eigen-x": PlanEntry()})
    uid, old = "hb-pilot-loopt-af-eigen-x@handreiking", written(tailor(content, own), tmp_path)
    assert events(old)[uid].summary.value == "Klaar: Kennismaken"
    new = written(handbook, tmp_path, before=old)
    event = events(new)[uid]
    assert event.status.value == "CANCELLED" and "valarm" not in event.contents
    assert version(event) > version(events(old)[uid])
    assert written(handbook, tmp_path, before=new) == new


@pytest.mark.parametrize("before", [b"geen agenda", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", b"\xff"])
def test_an_earlier_file_that_is_not_ours_changes_nothing(before: bytes, handbook: Handbook, tmp_path: Path) -> None:
    assert written(handbook, tmp_path, before=before) == written(handbook, tmp_path)


def test_what_is_done_or_dropped_goes_from_the_calendar(handbook: Handbook, content: Content, answers: Answers, tmp_path: Path) -> None:
    first = handbook.plan.items[0].action.id  # type: ignore[union-attr]
    changed = tailor(content, dataclasses.replace(answers, plan={first: PlanEntry(status="vervallen")}))
    event = events(written(changed, tmp_path))[f"hb-pilot-loopt-af-{first}@handreiking"]
    assert event.status.value == "CANCELLED" and "valarm" not in event.contents


@pytest.mark.parametrize("owner", ["Jan; de, \"Vries\"\\n", "END:VEVENT\nBEGIN:VEVENT", "مرحبا 🙂", "é" * 4000])
def test_an_answer_stays_text(owner: str, handbook: Handbook, content: Content, answers: Answers, tmp_path: Path) -> None:
    first = handbook.plan.items[0].action.id  # type: ignore[union-attr]
    data = written(tailor(content, dataclasses.replace(answers, plan={first: PlanEntry(owner=owner)})), tmp_path)
    found = events(data)
    assert f"Wie: {owner}." in found[f"hb-pilot-loopt-af-{first}@handreiking"].description.value
    assert found.keys() == events(written(handbook, tmp_path)).keys()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_shared_edition_holds_no_names(content: Content, answers: Answers, tmp_path: Path) -> None:
    named = dataclasses.replace(answers, plan={a.id: PlanEntry(owner="KANARIE7x") for a in content.actions})
    assert b"KANARIE7x" in written(tailor(content, named), tmp_path).replace(b"\r\n ", b"")
    assert b"KANARIE7x" not in written(tailor(content, named, edition=SHARED), tmp_path).replace(b"\r\n ", b"")


def test_the_same_handbook_gives_the_same_bytes(handbook: Handbook, tmp_path: Path) -> None:
    assert written(handbook, tmp_path, "a.ics") == written(handbook, tmp_path, "b.ics")


def test_the_complete_edition_has_no_dates_and_so_no_calendar(content: Content, answers: Answers, tmp_path: Path) -> None:
    assert write_calendar(tailor(content, answers, edition=COMPLETE), tmp_path / "x.ics") is False
    assert not (tmp_path / "x.ics").exists()


def test_without_icalendar_one_line_says_what_to_install(handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match="pip install"):
        write_calendar(handbook, tmp_path / "x.ics")
