"""What a role reads this quarter: by its advice, then by its plan, then by its own list; at most eight, only what is of now."""

from __future__ import annotations

from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD, SOURCES
from site_build.assembly.pages.route import MOST_MINUTES, of_role
from site_build.assembly.project import templates_of
from site_build.assembly.reading_time import minutes, words
from site_build.assembly.views import Views
from site_build.tailoring.handbook import tailor
from site_build.tailoring.route import ENOUGH, MOST, route
from tests.handbooks import EXAMPLES, content, example


def stops(name: str, role: str) -> list[tuple[str, str, str]]:
    handbook = tailor(content(), example(name))
    return [(s.page, s.advice, s.action) for s in route(content(), handbook.selection, handbook.advice, handbook.plan, role)]


def test_advice_comes_before_the_plan_and_the_plan_before_the_roles_own_list() -> None:
    for name in EXAMPLES:
        kinds = ["advies" if advice else "actie" if action else "rol" for _, advice, action in stops(name, "projectleider")]
        assert kinds == sorted(kinds, key=["advies", "actie", "rol"].index), name


def test_a_page_stands_once_and_at_most_eight_do() -> None:
    for name in EXAMPLES:
        for role in content().roles:
            pages = [page for page, _, _ in stops(name, role.id)]
            assert len(pages) == len(set(pages)) <= MOST


def test_only_pages_of_now_that_are_not_settled_are_read_but_where_advice_sends_somebody() -> None:
    for name in EXAMPLES:
        handbook = tailor(content(), example(name))
        now = {c.thing.id for c in handbook.selection.pages if c.included and not c.later and not c.settled}
        there = {c.thing.id for c in handbook.selection.pages if c.included}
        for role in content().roles:
            assert {page for page, advice, _ in stops(name, role.id) if not advice} <= now
            assert {page for page, advice, _ in stops(name, role.id)} <= there


def test_who_has_enough_to_read_by_advice_and_plan_does_not_get_the_list_of_the_role_as_well() -> None:
    for name in EXAMPLES:
        for role in content().roles:
            found = stops(name, role.id)
            own = [page for page, advice, action in found if not advice and not action]
            assert not own or len(found) <= ENOUGH



def test_another_role_reads_for_what_it_does_itself() -> None:
    handbook = tailor(content(), example("pilot-loopt-af"))
    who = {piece.advice.id: piece.advice.who for piece in handbook.advice.items}
    owner = {action.id: action.owner for action in content().actions}
    for role in content().roles:
        if role.id != "projectleider":
            assert all(who.get(advice, role.id) == role.id and owner.get(action, role.id) == role.id for _, advice, action in stops("pilot-loopt-af", role.id))


def doc(text: str) -> PageDoc:
    notes = Section(SOURCES, (Block("tel " * 900),), "Bronnen")
    return PageDoc("a.md", "chapter", Head("A"), (Section(LEAD, (Block("Twee woorden"),)), Section(BODY, (Block(text),)), notes))


def test_words_are_what_one_reads_not_marks_addresses_or_sources() -> None:
    assert words(doc("## Kop\n\n- Een [lange naam](https://voorbeeld.nl/a/b) met *nadruk*[^bron-1].\n\n| a | b |\n|---|---|\n\n<span class=\"x\">zo</span>")) == 2 + 1 + 5 + 2 + 1


def test_minutes_are_whole_and_at_least_one() -> None:
    assert minutes(doc("woord")) == 1
    assert minutes(doc("woord " * 198)) == 1
    assert minutes(doc("woord " * 199)) == 2


def test_what_does_not_fit_in_half_an_hour_comes_after() -> None:
    handbook = tailor(content(), example("klein-platteland"))
    views = Views(handbook, templates_of(handbook.content))
    files = {page for chosen in views.here.pages for page in [f"{chosen.thing.part}/{chosen.thing.id}.md"]}
    long = [PageDoc(file, "chapter", Head(file), (Section(BODY, (Block("woord " * 2500),)),)) for file in files]
    found = of_role(handbook, views, long, "projectleider")
    assert [row.minutes for row in found.now] == [13, 13] and found.minutes == 26 <= MOST_MINUTES
    assert len(found.now) + len(found.after) <= MOST
