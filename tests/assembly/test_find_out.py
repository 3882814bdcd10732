"""*Eerst uitzoeken*: what is unknown, per person, what decides most first, with the mail; what was never asked stands apart."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from site_build.assembly.project import Look, assemble
from site_build.content.model import DONT_KNOW
from site_build.interview.answers import dutch_date
from site_build.tailoring.advised import done_by
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from site_build.tailoring.unknowns import of_danger
from tests.builders import make_answers, make_content, page
from tests.handbooks import content, example
from tests.tailoring.test_advice import ACTION, ROLES, advice

ASK = "{question: Hoe zit het?, to: de baas, subject: Een vraag, mail: \"Beste [[naam]],\\n\\nHoe zit het?\\n\\nGroet,\\n[[uw naam]]\"}"
PICTURES = {f"templates/pictures/{path.name}": path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "templates/pictures").glob("*.j2")}
QUESTION = advice("vraag", kind="uitzoeken", find_out="[mandaat]", ask=ASK)


def files(root: Path, edition: str = "intern", **answers: Any) -> dict[str, str | bytes]:
    bodies = {f"guide/chapters/10-doen/{id}.md": page('## Kop\n\n{% when mandaat == "geen" %}\nTekst.\n{% endwhen %}', id=id, title=id) for id in ("een", "twee")}
    content = make_content(root, {"guide/knowledge/advice.yml": QUESTION, "guide/knowledge/actions.yml": ACTION, "guide/knowledge/roles.yml": ROLES, **bodies, **PICTURES})
    return assemble(tailor(content, make_answers(**answers), edition=edition), Look("site_name: x\n")).files


def test_the_advice_to_find_out_carries_its_mail_with_what_to_fill_in_marked(tmp_path: Path) -> None:
    text = str(files(tmp_path, mandaat=DONT_KNOW)["docs/eerst-uitzoeken.md"])
    assert "**Aan wie:** de baas." in text and "**Onderwerp:** Een vraag" in text
    assert "    Beste ==[naam]==," in text and "    Groet,<br>\n    ==[uw naam]==" in text


def test_what_advice_asks_already_is_asked_nowhere_else_on_the_page_and_the_rest_without_counts(tmp_path: Path) -> None:
    text = str(files(tmp_path, mandaat=DONT_KNOW, fase=DONT_KNOW, partner=DONT_KNOW)["docs/eerst-uitzoeken.md"])
    assert "Is het mandaat vastgelegd?" not in text
    assert text.index("- Welke fase?") < text.index("## Nog niet gevraagd") and "Dit bepaalt" not in text


def test_what_nobody_was_asked_stands_apart_and_a_known_answer_does_not_stand_there(tmp_path: Path) -> None:
    text = str(files(tmp_path, mandaat="geen", fase=DONT_KNOW)["docs/eerst-uitzoeken.md"])
    open_, unasked = text.split("## Nog niet gevraagd")
    assert "Welke fase?" in open_ and "Welke gemeente?" in unasked and "Is het mandaat vastgelegd?" not in text


def test_the_shared_edition_has_no_such_page_and_no_link_to_it(tmp_path: Path) -> None:
    shared = files(tmp_path, SHARED, mandaat=DONT_KNOW)
    assert "docs/eerst-uitzoeken.md" not in shared
    assert not any("eerst-uitzoeken" in str(text) for text in shared.values())


def found(name: str) -> tuple[Handbook, str]:
    handbook = tailor(content(), example(name))
    return handbook, str(assemble(handbook, Look("site_name: x\n")).files["docs/eerst-uitzoeken.md"])


@pytest.mark.parametrize("name", ["rotterdam", "leeuwarden", "pilot-loopt-af", "regionaal-samenwerkend"])
def test_there_is_one_mail_to_a_person_and_one_apart_for_danger_and_none_speaks_to_who_fills_in_the_list(name: str) -> None:
    _, page = found(name)
    mails = re.findall(r'!!! voorbeeld "(Mail aan [^"]+)"\n((?:    .*\n|\n)+)', page)
    people = [to for to, text in mails if content().phrases("findout.also_now") not in text]
    assert mails and len(set(people)) == len(people)
    asked = {question.ask for question in content().questions.values() if re.search(r"\b(u|uw)\b", question.ask, re.I)}
    assert [(to, ask) for to, text in mails for ask in asked if f". {ask}" in text] == []
    assert not [to for to, text in mails if "uw gemeente" in text.lower()]


def test_a_question_as_it_is_mailed_speaks_to_a_colleague() -> None:
    leader = content().meaning("project_leader")
    questions = [q for question in content().questions.values() for q in (question, *question.parts) if (q.who or question.who) not in ("", leader)]
    assert [q.id for q in questions if q.type != "text" and re.search(r"\b(u|uw)\b", q.mailed, re.I)] == []


def test_what_is_dangerous_has_a_mail_of_its_own_that_asks_all_of_it() -> None:
    handbook, page = found("rotterdam")
    danger = of_danger(handbook.content, handbook.values)
    incident = content().questions["incident"]
    assert incident.id in danger and page.index(incident.mailed) < page.index("### ", page.index("!!! voorbeeld"))


def test_a_mail_without_a_term_of_its_own_says_by_when() -> None:
    handbook, page = found("rotterdam")
    given = next(one for one in handbook.advice.items if one.advice.id == "vertrek-uitzoeken")
    days = [done_by(given, handbook.plan) - dt.timedelta(days=days) for days in range(7, 28)]  # what comes of the answer is to be ready on the day of the plan
    assert any(content().phrases("findout.term_part", day=dutch_date(day.isoformat())) in page for day in days)


def test_what_ends_within_two_months_is_asked_in_haste_and_a_question_that_a_moment_waits_for_has_a_last_day() -> None:
    handbook, page = found("rotterdam")
    near = next(moment for moment in content().moments if moment.mail)
    assert near.mail in page
    moment = next(one for one in handbook.moments if one.id == "gr-kaders")
    assert not moment.certain and moment.latest_start
    assert f"{content().questions['samenwerkingsvorm'].ask} " in page and dutch_date(moment.latest_start.isoformat()) in page


def test_a_day_of_the_money_that_is_near_is_asked_before_anything_else_in_the_mail() -> None:
    _, page = found("rotterdam")
    question = content().questions["datum_inbreng"]
    mail = page.split('!!! voorbeeld "Mail aan de controller"')[1]
    assert mail.index(question.mailed) < mail.index("1. ")


def test_five_questions_stand_there_and_the_rest_is_folded() -> None:
    handbook, page = found("rotterdam")
    first = page.split("## Wat verder het meest uitmaakt\n")[1].split("<details")[0]
    assert len(re.findall(r"^- ", first, re.M)) == 5 < len([one for one in handbook.open_questions if one.asked])
    assert page.count("<details") == page.count("</details>") == 1


def test_what_nobody_knows_of_one_entry_in_a_list_is_open_too() -> None:
    handbook, page = found("regionaal-samenwerkend")
    partner = next(entry for entry in handbook.values["partners"].entries if entry["gegevens"] == DONT_KNOW)
    asked = next(part for part in content().questions["partners"].parts if part.id == "gegevens")
    assert page.count(f"{partner['naam']}: {asked.mailed}") == 2 and "geen vraag meer open" not in page
    assert "geen vraag meer open" in found("klein-platteland")[1]


def test_a_day_of_our_own_making_says_so_on_the_page_of_a_role() -> None:
    handbook = tailor(content(), example("regionaal-samenwerkend"))
    page = str(assemble(handbook, Look("site_name: x\n")).files["docs/rollen/raadslid.md"])
    ours = [moment for moment in handbook.moments if moment.decides == "raad" and moment.estimate and not moment.changed and moment.date and not moment.passed]
    given = [moment for moment in handbook.moments if moment.decides == "raad" and moment.changed]
    assert ours and given
    for moment in (*ours, *given):
        assert f"| {dutch_date(str(moment.date))}{' (schatting)' if moment in ours else ''} | {moment.title} |" in page
