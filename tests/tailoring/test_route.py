"""What a role reads this quarter: by its advice, then by its plan, then by its own list; at most eight, only what is of now."""

from __future__ import annotations

from pathlib import Path

from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD, SOURCES
from site_build.assembly.pages.route import MOST_MINUTES, of_role
from site_build.assembly.project import templates_of
from site_build.assembly.reading_time import minutes, words
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.route import ENOUGH, MOST, route
from tests.builders import make_answers, make_content, page
from tests.handbooks import EXAMPLES, content, example
from tests.tailoring.test_advice import advice


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
    owner = {action.id: action.owner for action in handbook.content.actions}
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

# --- a small guide, in which every place of the route is known ------------------------------

ROLES = """\
- {id: leider, means: project_leader, name: Leider, who: Wie leidt., know: [Iets.], pages: [p8, p9]}
- {id: baas, name: Baas, who: De baas., know: [Iets.], pages: [p1, p6, p7, p8, p9]}
"""
ACTIONS = "".join(
    f"- {{id: {id}, do: Doe {id}., phase: voorbereiden, dimension: ruimte, owner: {owner}, effort: {{lead: 1, others: 1}}, weeks: 2, for_all: Iedereen., page: {page}}}\n"
    for id, owner, page in (("van-baas", "baas", "p6"), ("van-leider", "leider", "p7")))


def small(root: Path, *pieces: str, more: dict[str, str] | None = None, heads: dict[str, dict[str, str]] | None = None) -> Handbook:
    pages = {f"guide/chapters/10-doen/p{n}.md": page("## Waar gaat het om\n\nTekst.", id=f"p{n}", title=f"P{n}", **(heads or {}).get(f"p{n}", {})) for n in range(1, 10)}
    return tailor(make_content(root, {**pages, "guide/knowledge/advice.yml": "".join(pieces), "guide/knowledge/actions.yml": ACTIONS,
                                      "guide/knowledge/roles.yml": ROLES, **(more or {})}), make_answers(fase="voorbereiden", mandaat="geen"))


def route_of(handbook: Handbook, role: str) -> list[tuple[str, str]]:
    """The pages of a role, each with the piece of advice or the action that sends there."""
    return [(s.page, s.advice or s.action) for s in route(handbook.content, handbook.selection, handbook.advice, handbook.plan, role)]


def test_the_project_lead_reads_every_page_of_what_comes_first_and_one_of_what_comes_later(tmp_path: Path) -> None:
    pieces = (advice("a", pages="[p1, p2]"), advice("b", pages="[p3]"), advice("c", pages="[p3]"), advice("d", pages="[p4, p5]"))
    handbook = small(tmp_path, *pieces)
    assert route_of(handbook, "leider") == [("p1", "a"), ("p2", "a"), ("p3", "b"), ("p4", "d"), ("p6", "van-baas"), ("p7", "van-leider")]
    assert route_of(handbook, "baas") == [("p1", "a"), ("p2", "a"), ("p3", "b"), ("p4", "d"), ("p5", "d"), ("p6", "van-baas")]


def test_with_three_pages_there_is_enough_and_with_fewer_the_own_list_fills_up_to_three(tmp_path: Path) -> None:
    assert route_of(small(tmp_path, advice("a", pages="[p2]", who="leider")), "leider") == [("p2", "a"), ("p6", "van-baas"), ("p7", "van-leider")]
    assert route_of(small(tmp_path, advice("a", pages="[p2]", who="leider")), "baas") == [("p6", "van-baas"), ("p1", ""), ("p7", "")]


def test_nobody_reads_more_than_eight_pages(tmp_path: Path) -> None:
    assert [page for page, _ in route_of(small(tmp_path, advice("a", pages="[p1, p2, p3, p4, p5, p8, p9]")), "leider")] == ["p1", "p2", "p3", "p4", "p5", "p8", "p9", "p6"]


def test_advice_sends_to_a_page_of_a_later_stage_and_the_own_list_does_not(tmp_path: Path) -> None:
    heads = {"p1": {"phases": "[borgen]"}}
    assert route_of(small(tmp_path / "list", heads=heads), "baas") == [("p6", "van-baas"), ("p7", ""), ("p8", "")]
    assert ("p1", "a") in route_of(small(tmp_path / "advice", advice("a", pages="[p1]"), heads=heads), "baas")


def test_where_one_chooses_first_everybody_reads_between_what(tmp_path: Path) -> None:
    first = {"heads": {"p5": {"means": "triage_page", "phases": "[borgen]"}}}
    for role in ("leider", "baas"):
        made = small(tmp_path / role, advice("a", pages="[p1]", triage="true"), **first)  # type: ignore[arg-type]
        stops = route(made.content, made.selection, made.advice, made.plan, role)
        assert (stops[0].page, stops[0].triage, stops[1].page, stops[1].triage) == ("p5", True, "p1", False)
    calm = small(tmp_path / "calm", advice("a", pages="[p1]"), **first)  # type: ignore[arg-type]
    assert "p5" not in [page for page, _ in route_of(calm, "leider")]
    no_page = small(tmp_path / "none", advice("a", pages="[p1]", triage="true"))
    assert route_of(no_page, "leider")[0] == ("p1", "a")


def test_when_the_work_has_ended_one_reads_only_what_is_advised_first(tmp_path: Path) -> None:
    pieces = (advice("a", pages="[p1]", ended="true"), advice("b", pages="[p2, p3]"), advice("c"), advice("d", pages="[p4]"))
    for role in ("leider", "baas"):
        assert route_of(small(tmp_path / role, *pieces), role) == [("p1", "a"), ("p2", "b"), ("p3", "b")]


def test_a_role_without_a_list_of_its_own_reads_nothing_where_nothing_is_advised(tmp_path: Path) -> None:
    assert route_of(small(tmp_path), "is-er-niet") == []
