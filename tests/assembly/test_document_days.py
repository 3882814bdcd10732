"""When a model document is ready: on the day of the job that makes it, else its occasion, else its stage."""

from __future__ import annotations

import dataclasses

from site_build.assembly.document_days import DocumentDay, day_of
from site_build.content.model import Document
from site_build.interview.answers import Answers, dutch_date
from site_build.interview.records import PlanEntry
from site_build.tailoring.handbook import COMPLETE, SHARED, tailor
from tests.handbooks import content, example

LOPIK = tailor(content(), example("klein-platteland"))


def document(**changes: object) -> Document:
    """A document of preparing, that no job makes."""
    plain = {"made_by": (), "occasion": "", "phases": ("voorbereiden",), "id": "proef", **changes}
    return dataclasses.replace(content().documents[0], **plain)  # type: ignore[arg-type]


def test_what_the_plan_makes_is_ready_on_the_day_of_the_plan() -> None:
    assert LOPIK.plan
    for item in LOPIK.plan.items:
        found = day_of(document(made_by=("bestaat-niet", item.action.id), occasion="bij elke brief"), LOPIK)
        assert (found.day, found.job) == (item.end.isoformat(), item.action.id)
        assert dutch_date(found.day) in found.words


def test_what_does_not_fit_in_the_plan_says_so() -> None:
    assert LOPIK.plan and LOPIK.plan.not_fitting
    assert day_of(document(made_by=(LOPIK.plan.not_fitting[0].action.id,)), LOPIK).words == content().phrases("documents.not_fitting")


def test_what_no_job_makes_says_when_it_is_used_and_no_stage_that_has_gone() -> None:
    gone = tailor(content(), example("pilot-loopt-af"))
    assert day_of(document(occasion="bij elke brief"), gone).words == "bij elke brief"
    assert day_of(document(), gone).words == content().phrases("documents.catch_up")
    assert day_of(document(), LOPIK).words == content().live_phases["voorbereiden"].title


def test_what_no_job_makes_is_there_before_the_day_of_its_moment() -> None:
    moment = next(moment for moment in LOPIK.moments if moment.id == "begroting")
    found = day_of(document(moment="begroting", occasion="bij elke brief"), LOPIK)
    assert moment.date and found == DocumentDay(content().phrases("documents.before", day=dutch_date(moment.date.isoformat())), moment.date.isoformat())


def test_the_complete_edition_has_no_days() -> None:
    complete = tailor(content(), example("klein-platteland"), edition=COMPLETE)
    assert day_of(document(made_by=("mandaatkaart",)), complete).words == content().live_phases["voorbereiden"].title


def test_an_edition_to_share_has_no_days_and_no_names() -> None:
    given: Answers = dataclasses.replace(example("klein-platteland"), plan={"mandaatkaart": PlanEntry(owner="Sanne Bos")})
    piece = document(made_by=("mandaatkaart",))
    assert "Sanne Bos" in day_of(piece, tailor(content(), given)).words
    shared = day_of(piece, tailor(content(), given, edition=SHARED))
    assert not shared.day and shared.words == content().live_phases["voorbereiden"].title
