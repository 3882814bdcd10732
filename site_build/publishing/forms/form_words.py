"""The words of the questionnaire on paper and in a workbook: who, how to answer, when it applies."""

from __future__ import annotations

from collections.abc import Collection

from site_build.content.model import Content, Moment, Question, Section
from site_build.errors import UsageError
from site_build.interview.answers import dutch_date
from site_build.publishing.workbooks.workbook import DONT_KNOW_LABEL
from site_build.tailoring.explaining import in_words

CONFIDENTIAL = "Vertrouwelijk"
NOT_APPLICABLE_LABEL = "n.v.t."
AGREE = "Mag de uitkomst van uw rol apart worden getoond, ook als maar één of twee mensen die rol invulden?"
AGREE_HELP = "Anderen kunnen dan zien wat u hebt ingevuld. Kies anders nee."
SCALE = "1 = helemaal niet waar, 5 = helemaal waar"


def who_title(role: str, content: Content) -> str:
    """Return how a role is called on a form."""
    called = content.called(role or content.meaning("project_leader"))
    return called[:1].upper() + called[1:]


def chosen_sections(content: Content, role: str | None, *, statements: bool) -> tuple[tuple[Section, tuple[Question, ...]], ...]:
    """Return the sections with the questions that a role can know; without a role all of them.

    Raises UsageError for a role that knows no question (with statements any role of the handbook will do).
    """
    known = {q.who for q in content.questions.values()} | ({r.id for r in content.roles} if statements else set())
    if role and role not in known:
        raise UsageError(f"Er zijn geen vragen voor de rol '{role}'. Kies uit: {', '.join(in_order(known, content))}.")
    found = ((section, tuple(q for q in section.questions if not q.retired and (not role or q.who == role))) for section in content.sections)
    return tuple((section, questions) for section, questions in found if questions)


def in_order(roles: Collection[str], content: Content) -> list[str]:
    """Return roles in the order of the handbook, others behind."""
    order = [r.id for r in content.roles]
    return sorted(roles, key=lambda role: (order.index(role) if role in order else len(order), role))


def how(question: Question) -> str:
    """Return how a question is answered, for a colleague who sees only the cell."""
    example = f" Bijvoorbeeld: {question.example}." if question.example else ""
    number = {"euro": "Vul een bedrag in euro's in.", "": "Vul een getal in."}.get(question.unit, f"Vul een getal in ({question.unit}).")
    return {
        "text": f"Typ een korte tekst.{example}",
        "number": f"{number}{example}",
        "date": f"Vul een datum in: dag-maand-jaar.{example}",
        "yes_no": "Kies ja of nee.",
        "choice": "Kies één antwoord.",
        "choices": "Zet ‘ja’ achter elk antwoord dat klopt; er mogen er meer zijn.",
        "scale": "Kies een cijfer van 1 tot en met 5.",
        "municipality": "Kies uw gemeente uit de lijst, of typ de naam.",
        "list": "",
    }[question.type]


def explained(question: Question, content: Content, instruction: str) -> str:
    """Return the help of a question: when it applies, what is meant, and how to answer."""
    applies = f"Alleen als dit zo is: {in_words(question.when, content)}." if question.when else ""
    known = content.known_facts
    # 'suggest' promises a figure that only the interview in the terminal can offer.
    help_text = "Zoek het nieuwste cijfer op, bijvoorbeeld bij het CBS." if question.suggest in known and known[question.suggest].of_municipality else question.help
    alone = ""
    if question.none:
        alone = f"‘{next(c.label for c in question.choices if c.id == question.none)}’ gaat niet samen met een ander antwoord."
    return " ".join(" ".join(part.split()) for part in (applies, help_text, instruction, alone) if part)


def usual_date(moment: Moment, content: Content) -> str:
    """Return in words which date the plan uses for a decision moment when nobody fills one in."""
    if moment.answer and moment.answer in content.questions:
        asked = f"Uw antwoord op de vraag: {content.questions[moment.answer].ask}"
        return f"{asked} Zonder antwoord: {_default(moment)}." if moment.default else asked
    if moment.relative_to:
        other = next((m.title for m in content.moments if m.id == moment.relative_to), moment.relative_to)
        unit = "maand" if moment.months_before == 1 else "maanden"
        return f"{moment.months_before} {unit} voor: {other}"
    if moment.default is None:
        return "Nog geen datum"
    return _default(moment)


def _default(moment: Moment) -> str:
    assert moment.default
    day = dutch_date(f"2000-{moment.default.month:02}-{moment.default.day:02}").removesuffix(" 2000")
    year = "" if moment.default.year == "next" else f" {moment.default.year}"
    return f"{day}{year}{' (onze schatting)' if moment.estimate else ''}"


def purpose(content: Content) -> str:
    """Return the first sentence of a form: what the answers are for."""
    what = f" voor {content.edition.what}" if content.edition.what else ""
    return f"Met uw antwoorden maakt uw gemeente haar eigen handboek{what}."


def cover_lines(content: Content, role: str | None, questions: bool, list_sheets: list[str], statements: bool, dated: bool) -> list[tuple[str, bool]]:
    """Return the lines of the cover, each with whether it is a heading."""
    lines = [(purpose(content), False)]
    if role and questions:
        lines.append((f"In dit werkboek staan alleen de vragen die de {content.called(role)} kan beantwoorden.", False))
    lines.append(("Zo vult u het in", True))
    steps = []
    if questions:
        steps += [
            "Ga naar het blad ‘Vragen’. Vul de gele cellen in.",
            "Bij veel vragen kiest u uit een lijst. Klik op de cel, en dan op het pijltje ernaast.",
            "Mag u meer antwoorden kiezen? Dan staan zij onder de vraag. Zet ‘ja’ achter elk antwoord dat klopt.",
            f"Weet u het niet? Kies of typ ‘{DONT_KNOW_LABEL}’. Of laat de cel leeg, dan kan een collega hem invullen.",
        ]
        if list_sheets:
            names = ", ".join(f"‘{title}’" for title in list_sheets)
            steps.append(f"{'Dit blad hoort' if len(list_sheets) == 1 else 'Deze bladen horen'} bij een vraag: {names}. Vul daar een regel in voor elk onderdeel.")
        if dated:
            steps.append("Op het blad ‘Beslismomenten’ vult u de data in die u kent. Anders rekent het handboek met een gewone of geschatte datum.")
        steps.append(f"Staat er ‘{CONFIDENTIAL}’ bij een vraag? Dan komt uw antwoord alleen in het handboek voor intern gebruik.")
    if statements:
        steps += ["Op het blad ‘Stellingen’ geeft u uw eigen oordeel. Kies eerst uw rol. Iedereen vult een eigen werkboek in."]
    steps.append("Klaar? Sla het op als Excel-werkboek (.xlsx). Mail het terug aan wie het u stuurde. Verander geen namen van bladen.")
    lines += [(f"{number}. {step}", False) for number, step in enumerate(steps, start=1)]
    if questions and not role:
        lines += [("Wie vult wat in", True),
                  ("De projectleider begint en stuurt het werkboek daarna door, van de een naar de ander. "
                   "Bij elke vraag staat wie het antwoord kan weten.", False)]
    return lines
