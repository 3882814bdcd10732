"""The edition to share: what leaves is decided per question, by default no; the person sees it before it is made."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from site_build.assembly.project import assemble
from site_build.commands.share import Wish, look, run
from site_build.content.conditions import NOT_SHARED
from site_build.errors import UsageError
from site_build.interview.answers import Answers, PlanEntry, dutch_date
from site_build.interview.sharing import Sharing
from site_build.store import projects
from site_build.store.resources import read_look
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from site_build.tailoring.selection import is_hidden
from tests.handbooks import content, example

NAME = "pilot-loopt-af"
NAMES = (NAME, "klein-platteland", "regionaal-samenwerkend")
AUDIENCES = ("partner", "raad", "openbaar")


def files(answers: Answers, sharing: Sharing | None = None) -> dict[str, str | bytes]:
    sharing = sharing or Sharing()
    kept = projects.without_confidential(answers, content(), sharing)
    return dict(assemble(tailor(content(), kept, edition=SHARED, sharing=sharing), read_look()).files)


def shared(name: str, sharing: Sharing | None = None) -> Handbook:
    return shared_of(example(name), sharing or Sharing())


def shared_of(answers: Answers, sharing: Sharing) -> Handbook:
    return tailor(content(), projects.without_confidential(answers, content(), sharing), edition=SHARED, sharing=sharing)


def with_events(count: int, price: int = 7000) -> Answers:
    event = {"soort": "uithuiszetting", "aantal": count, "daling_laag": 10, "daling_hoog": 20, "prijs_laag": price, "prijs_hoog": price}
    return example(NAME).with_value("gebeurtenissen", [event])


def test_amounts_and_counts_decide_nothing_in_an_edition_that_does_not_have_them() -> None:
    costs = example(NAME).values["kosten"]
    dearer = with_events(88, 9999).with_value("kosten", [{**entry, **{key: value * 2 for key, value in entry.items() if isinstance(value, int)}} for entry in costs])
    assert files(with_events(24)) == files(with_events(3)) == files(dearer)


def test_amounts_go_along_when_somebody_says_so_but_a_count_under_ten_never() -> None:
    open_ = Sharing(amounts=True)
    assert files(with_events(24), open_) != files(with_events(25), open_)
    assert files(with_events(3), open_) == files(with_events(9), open_)


def test_the_shared_edition_has_an_id_of_its_own_and_always_the_same() -> None:
    one, other = projects.shared_id("hb-7f3a91c2"), projects.shared_id("hb-7f3a91c3")
    assert one != "hb-7f3a91c2" and one != other and one == projects.shared_id("hb-7f3a91c2")
    assert all(b"hb-pilot-loopt-af" not in (text if isinstance(text, bytes) else text.encode()) for text in files(example(NAME)).values())


def test_what_does_not_leave_is_left_out_and_not_announced() -> None:
    made, book = files(example(NAME)), shared(NAME)
    assert [path for path, text in made.items() if isinstance(text, str) and "deelt dit antwoord niet" in text] == []
    pieces = (*book.selection.pages, *book.selection.checklists, *book.selection.documents)
    hidden = {piece.thing.title for piece in pieces if not piece.included and is_hidden(piece.outcome, book.values)}
    assert hidden and [title for title in hidden if title in str(made["docs/weggelaten.md"])] == []


def test_no_question_of_which_the_answer_stays_stands_on_the_page_with_answers() -> None:
    page = str(files(example(NAME))["docs/antwoorden.md"])
    assert [q.id for q in content().questions.values() if q.confidential and q.ask in page] == []


@pytest.mark.parametrize(("audience", "role"), [("partner", "partner"), ("raad", "raadslid")])
def test_the_first_page_is_the_readers_own(audience: str, role: str) -> None:
    home = str(files(example(NAME), Sharing(audience))["docs/index.md"])
    wanted = next(one for one in content().roles if one.id == role)
    assert home.index(wanted.do[0]) < home.index(content().edition.aim)
    assert wanted.do[0] not in str(files(example(NAME))["docs/index.md"])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_first_page_tells_a_reader_outside_what_it_is_about_and_gives_no_orders_to_the_municipality(audience: str) -> None:
    made = files(example(NAME), Sharing(audience))
    home, glance = str(made["docs/index.md"]), str(made["docs/in-een-oogopslag.md"])
    given = shared(NAME, Sharing(audience)).advice.first
    assert given and content().edition.aim in home and content().edition.aim in glance
    assert not [step.advice.id for step in given if step.advice.say in home or step.advice.say in glance or step.advice.why in home]
    assert ("Wie beslist wat, en wanneer" in home) is (audience == "openbaar")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_day_of_work_leaves_and_every_day_in_the_world_does(name: str, audience: str) -> None:
    sharing = Sharing(audience)
    book, made = shared(name, sharing), files(example(name), sharing)
    world = {moment.date for moment in book.moments} | {example(name).today} | ({book.money.end, book.money.needed_from} if book.money else set())
    days = {day for one in (book, tailor(content(), example(name))) for item in one.plan.items for day in (item.start, item.worked, item.end)} - world
    days |= {moment.latest_start for moment in book.moments if moment.latest_start} - world
    told = {path: str(made[path]) for path in made if path in ("docs/index.md", "docs/plan.md", "docs/in-een-oogopslag.md", "docs/uw-route.md", "docs/bij-uw-plan.md")
            or path.startswith("docs/rollen/")}
    assert [(path, day) for path, text in told.items() for day in days if re.search(rf"\b{dutch_date(day.isoformat())}", text)] == []
    assert all(dutch_date(moment.date.isoformat()) in told["docs/plan.md"] for moment in book.moments if moment.date)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_hours_what_does_not_fit_and_what_is_to_be_chosen_stay_inside(name: str, audience: str) -> None:
    made = files(example(name), Sharing(audience))
    for path in ("docs/index.md", "docs/plan.md", "docs/in-een-oogopslag.md"):
        assert not [word for word in ("dagdeel", "dagdelen", "Past niet", "past niet", "Haalt u", "U kunt kiezen", "Uiterlijk beginnen") if word in str(made[path])]


@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_what_the_municipality_settled_is_not_said_to_be_still_to_do(name: str) -> None:
    real = {action.id for action, _ in tailor(content(), example(name)).to_do}
    told = [action.id for action, _ in shared(name).to_do]
    assert told and [id for id in told if id not in real] == []


def test_what_is_asked_of_the_reader_stands_there_with_whom_to_ask_and_without_a_day() -> None:
    page = str(files(example(NAME), Sharing("partner"))["docs/index.md"])
    book = shared(NAME, Sharing("partner"))
    own = [action for action, role in book.to_do if role == "partner"]
    assert own and all(action.do in page for action in own)
    said = {action.id: action.do for action in book.content.actions}  # in the words for this municipality
    assert said["afsprakenkaart"] in page  # whether it is done hangs on scores, which never leave
    assert said["team-op-sterkte"] not in page  # whether it is there at all does
    assert said["afsprakenkaart"] not in str(files(example(NAME), Sharing("raad"))["docs/index.md"])


@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_the_reader_sees_all_work_of_others_in_which_it_takes_part(name: str) -> None:
    book, made = shared(name, Sharing("partner")), files(example(name), Sharing("partner"))
    role = next(one for one in book.content.roles if one.id == "partner")
    joined = [action for action, who in book.to_do if who != role.id and action.id in role.with_actions]
    assert [action.id for action in joined for page in ("index", "rollen/partner", "plan") if action.do not in str(made[f"docs/{page}.md"])] == []


@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_work_stands_behind_the_work_that_it_comes_after(name: str) -> None:
    order = [action for action, _ in shared(name).to_do]
    places = {action.id: place for place, action in enumerate(order)}
    assert [(action.id, before) for action in order for before in action.after if places.get(before, -1) > places[action.id]] == []


@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_work_that_is_there_only_by_an_answer_that_stays_is_not_named_to_the_reader(name: str) -> None:
    book, made = shared(name, Sharing("partner")), files(example(name), Sharing("partner"))
    hidden = [chosen.thing for chosen in book.selection.actions if is_hidden(chosen.outcome, book.values)]
    own = {path: str(text) for path, text in made.items() if path in ("docs/index.md", "docs/plan.md") or path.startswith("docs/rollen/")}
    assert [(path, action.id) for action in hidden for path, text in own.items() if action.do in text] == []


@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_the_reader_knows_whom_to_call_by_role(name: str) -> None:
    own = str(files(example(name), Sharing("partner"))["docs/index.md"]).split("\n## ")[1]
    assert content().called(content().meaning("project_leader")) in own


def hidden_subjects(book: Handbook) -> set[str]:
    """What conditions call the answers that do not leave, and the facts that are not known because of them."""
    stays = {id for id, question in book.content.questions.items() if question.private or book.values[id].state == NOT_SHARED}
    facts = {fact.label for fact in book.content.known_facts.values() if stays & set(fact.questions) and not book.values[fact.id].known}
    return facts | {book.content.questions[id].label for id in stays}


def nearly_empty(answers: Answers) -> Answers:
    return dataclasses.replace(answers, values={id: value for id, value in answers.values.items() if id in ("gemeente", "fase", "partners", "uitvoering")})


@pytest.mark.parametrize("thin", [False, True])
@pytest.mark.parametrize("name", [*NAMES, "rotterdam", "leeuwarden"])
def test_no_text_says_that_it_hangs_on_what_does_not_leave(name: str, thin: bool) -> None:
    answers, sharing = nearly_empty(example(name)) if thin else example(name), Sharing("partner")
    hidden, made = hidden_subjects(shared_of(answers, sharing)), files(answers, sharing)
    start = content().phrases("undecided.holds", condition="").rstrip(" .")
    told = [(path, line) for path, text in made.items() if isinstance(text, str) for line in text.splitlines() if start in line]
    assert [(path, subject) for path, line in told for subject in hidden if f" {subject}:" in line] == []


def test_a_day_that_somebody_wrote_down_stands_beside_its_action() -> None:
    answers = dataclasses.replace(example(NAME), plan={"overnemer-aan-tafel": PlanEntry(date="2027-03-05")})
    assert "Afgesproken dag: 5 maart 2027." in str(files(answers)["docs/plan.md"])


def test_who_has_all_answers_reads_beforehand_what_would_go_along() -> None:
    answers = example(NAME)
    page = str(assemble(tailor(content(), answers), read_look()).files["docs/antwoorden.md"])
    rows = {line.split(" | ")[0].strip("| "): line for line in page.splitlines() if line.startswith("| Gaat ")}
    label = {id: question.label for id, question in content().questions.items()}
    assert label["fase"] in rows["Gaat mee"]
    assert label["kosten"] in rows["Gaat alleen mee als u dat zegt"] and label["kosten"] not in rows["Gaat mee"]
    assert label["steun_raad"] in rows["Gaat nooit mee"]
    assert "| Gaat " not in str(files(answers)["docs/antwoorden.md"])


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    projects.create(tmp_path / "hb", example(NAME), content())
    return tmp_path / "hb"


def test_before_anything_is_written_one_reads_what_goes_along(handbook: Path, tmp_path: Path) -> None:
    said: list[str] = []
    asked: list[str] = []

    def ask(question: str) -> bool:
        asked.append(question)
        assert not (tmp_path / "delen").exists() and "Dit gaat niet mee:" in said  # the list comes before the question
        return False

    run(Wish(handbook, tmp_path / "delen", "partner", site=False), content(), say=said.append, ask=ask)
    assert said.index("Bedragen en aantallen gaan niet mee.") > said.index("Dit gaat niet mee:")
    label = content().questions["kosten"].label
    assert said[0] == "Deze uitgave is voor een partner."
    assert said.index(f"- {label}") > said.index("Dit gaat niet mee:")
    assert len(asked) == 1 and label in asked[0]
    assert (tmp_path / "delen/docs/index.md").is_file()


def test_without_somebody_to_ask_amounts_stay(handbook: Path, tmp_path: Path) -> None:
    said: list[str] = []
    run(Wish(handbook, tmp_path / "delen", site=False), content(), say=said.append)
    assert said.index(f"- {content().questions['kosten'].label}") > said.index("Dit gaat niet mee:")


def test_with_amounts_they_stand_under_what_goes_along(handbook: Path) -> None:
    outlook = look(Wish(handbook, handbook), content(), amounts=True)
    label = content().questions["kosten"].label
    assert label in outlook.goes and label in outlook.amounts and label not in outlook.stays


def test_a_page_that_somebody_changed_goes_along_only_when_it_is_named(handbook: Path, tmp_path: Path) -> None:
    page = handbook / "docs/bronnen.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nZelf geschreven.\n", encoding="utf-8")
    said: list[str] = []
    run(Wish(handbook, tmp_path / "zonder", site=False), content(), say=said.append)
    assert "- bronnen.md" in said
    assert "Zelf geschreven." not in (tmp_path / "zonder/docs/bronnen.md").read_text(encoding="utf-8")
    run(Wish(handbook, tmp_path / "met", own=("bronnen.md",), site=False), content(), say=said.append)
    assert "Zelf geschreven." in (tmp_path / "met/docs/bronnen.md").read_text(encoding="utf-8")


def test_a_page_that_nobody_changed_cannot_be_named(handbook: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^plan\.md is geen bladzijde die u zelf hebt veranderd\.$"):
        run(Wish(handbook, tmp_path / "delen", own=("plan.md",)), content(), say=lambda line: None)


def test_every_figure_in_the_questionnaire_was_thought_about() -> None:
    shown = {id for id, question in content().questions.items() if question.share}
    assert all(content().questions[id].type == "number" and content().questions[id].unit != "euro" for id in shown)
