"""Explain in Dutch what decided: conditions in words, and answers as they were given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from site_build.content.conditions import (
    NOT_APPLICABLE,
    NOT_SHARED,
    Compare,
    Condition,
    Constant,
    Junction,
    Lookup,
    Name,
    Node,
    Not,
    Outcome,
    Tri,
    Value,
    parse,
)
from site_build.content.documents import Json, list_of, number_of, text_of
from site_build.content.keeping import kept
from site_build.content.model import DONT_KNOW, Content, Question
from site_build.content.names import from_statements, statement_name
from site_build.content.needs import DIFFERENCE, STATEMENT
from site_build.interview.answers import dutch_date, dutch_number, shown_name
from site_build.interview.facts import Values
from site_build.interview.wording import unit_of
from site_build.said import Said


@dataclass(frozen=True)
class Reason:
    """A question with the answer that decided, in words."""

    id: str
    ask: str
    answer: Said
    asked: bool = True  # False for a score or a fact without a question


def answer_words(question: Question, value: Json, content: Content, *, unit: bool = True) -> Said:
    """Return one answer as a person would say it; without its unit where the sentence has it."""
    return Said(_answer(question, value, content, unit=unit))


def _answer(question: Question, value: Json, content: Content, *, unit: bool) -> str:
    if value in (None, DONT_KNOW):
        return content.phrases("answers.dont_know")
    if question.type == "municipality":
        municipality = content.municipality(text_of(value))
        return shown_name(municipality.name) if municipality else str(value)
    if question.type == "list":
        return content.phrases("answers.filled", count=len(list_of(value))) if value else content.phrases("answers.none")
    if question.type in ("choice", "yes_no", "choices"):
        chosen = value if isinstance(value, (list, tuple)) else [value]
        labels = [choice.label if (choice := question.choice(text_of(item))) else str(item) for item in chosen]
        return "; ".join(labels)
    if question.type == "date":
        return dutch_date(text_of(value))
    if question.type in ("number", "scale"):
        return f"{dutch_number(number_of(value))} {unit_of(question, number_of(value)) if unit else ''}".strip()
    return str(value)


def sentence_words(question: Question, value: Json, content: Content, *, unit: bool = True, own: str = "") -> Said:
    """Return an answer as words inside a sentence: choices in small letters, with 'en' between the last two; `own` for what is *anders, namelijk*."""
    if question.type not in ("choice", "choices") or value in (None, DONT_KNOW):
        return answer_words(question, value, content, unit=unit)
    chosen = value if isinstance(value, (list, tuple)) else [value]
    labels = [(own if choice.own and own else _small(choice.label)) if (choice := question.choice(text_of(item))) else str(item) for item in chosen]
    last = ", en ook " if any(" en " in label or "," in label for label in labels) else " en "
    return Said(last.join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels))


def _small(label: str) -> str:
    """Return a label with a small first letter; an abbreviation (DPIA) keeps its capitals."""
    first = re.match(r"\W*", label)
    at = first.end() if first else 0
    return label[:at] + label[at:at + 1].lower() + label[at + 1:] if label[at + 1:at + 2].islower() or label[at + 1:at + 2] == " " else label


def state_words(question: Question, value: Value, content: Content) -> Said:
    """Return the answer, or why there is none."""
    if value.known:
        return answer_words(question, value.value, content)
    if value.state == NOT_SHARED:
        return Said(content.phrases("answers.not_shared"))
    if value.state == NOT_APPLICABLE:
        return Said(content.phrases("answers.not_applicable"))
    return Said(content.phrases("answers.not_known"))


def reasons(outcome: Outcome, values: Values) -> tuple[Reason, ...]:
    """Return the questions and answers that decided an outcome."""
    found: dict[str, Reason] = {}
    for name in outcome.because:
        behind = _behind(name, values)
        if name in values.content.known_facts and values[name].known and not any(values[id].known for id in behind if id != name):
            behind = (name,)  # known without an answer: our estimate of a day, or a figure of CBS
        for id in behind:
            found.setdefault(id, _reason(id, values))
    return tuple(found.values())


def _behind(name: str, values: Values) -> tuple[str, ...]:
    """Return the questions that really decided: for a fact made of conditions those of the condition that came out, else all behind the name."""
    fact, value = values.content.known_facts.get(name), values[name]
    found = fact.value(value.value) if fact and value.known and fact.kind == "cases" else None
    if found is not None and found.when is not None:
        outcome = found.when.evaluate(values.lookup)
        if outcome.tri is Tri.YES:
            return tuple(dict.fromkeys(id for one in outcome.because for id in _behind(one, values)))
    return underlying(name, values.content)


def underlying(name: str, content: Content) -> tuple[str, ...]:
    """Return the questions behind a name; a score or date fact stands for itself."""
    if name in content.known_facts:
        return content.known_facts[name].questions or (name,)
    if from_statements(name):
        return (name,)
    base = name.partition(".")[0]
    return (base,) if base in content.questions else (name,)


def _score_label(id: str, content: Content) -> str:
    """Return how a label of the scores stands in a sentence; nothing for what is no label."""
    title = next((label.title for label in content.scoring.labels if label.id == id), "")
    return title[:1].lower() + title[1:]


def _reason(id: str, values: Values) -> Reason:
    content, phrases = values.content, values.content.phrases
    if id in content.questions:
        question = content.questions[id]
        return Reason(id, question.ask, state_words(question, values[id], content))
    value = values[id]
    if id.startswith("score."):
        title = next((d.title for d in content.scoring.dimensions if d.id == id[6:]), id)
        shown = _score_label(str(value.value), content) if value.known else ""
        words = shown or phrases("answers.not_shared" if value.state == NOT_SHARED else "answers.not_known")
        return Reason(id, phrases("answers.how_is", title=title), Said(words), asked=False)
    if id.startswith(STATEMENT):
        words = phrases("answers.points", points=value.value) if value.known else phrases("answers.not_known")
        return Reason(id, phrases("answers.statement", statement=_statement(id, content)), Said(words), asked=False)
    if id == DIFFERENCE:
        return Reason(id, phrases("answers.difference"), Said(_fact_words(id, value, content)), asked=False)
    label = content.known_facts[id].label if id in content.known_facts else id
    return Reason(id, label[:1].upper() + label[1:], Said(_fact_words(id, value, content)), asked=False)


def _fact_words(id: str, value: Value, content: Content) -> str:
    if not value.known:
        return content.phrases("answers.not_known")
    labels = content.known_facts[id].labels if id in content.known_facts else {}
    return labels.get(str(value.value), "") or (dutch_number(value.value) if isinstance(value.value, (int, float)) else str(value.value))


# --- conditions in words ------------------------------------------------------------------


def in_words(condition: Condition, content: Content, lookup: Lookup | None = None) -> str:
    """Return a condition as Dutch, to follow 'Geldt bij': the question's short name and the answers.

    With `lookup` only what is still undecided is named: a known answer must not be called unknown.
    """
    node = parse(condition.text)
    left, worded = _undecided(node, lookup) if lookup else node, kept(content, _worded)
    if left not in worded:
        worded[left] = _words(left, content)
    return worded[left]


def _worded(content: Content) -> dict[Node, str]:
    """What was said in words before: the same few conditions label blocks on many pages, and in every handbook."""
    return {}


def _undecided(node: Node, lookup: Lookup) -> Node:
    if not isinstance(node, Junction):
        return node
    open_ = [part for part in node.operands if part.evaluate(lookup).tri is Tri.UNKNOWN]
    asked = [part for part in open_ if not all(map(from_statements, part.names()))]  # a reader who filled in no statements can do nothing with those
    left = tuple(dict.fromkeys(_undecided(part, lookup) for part in asked or open_))
    if node.op == "or":
        left = tuple(part for part in left if not any(_wider(other, part) for other in left))
    return node if not left else left[0] if len(left) == 1 else Junction(node.op, left)


def _wider(one: Node, other: Node) -> bool:
    """True where the first says of the same figure what the second says and more: meer dan 1 beside meer dan 2."""
    if not (isinstance(one, Compare) and isinstance(other, Compare) and one.left == other.left and one.op == other.op and one.op in ("<", "<=", ">", ">=")
            and isinstance(one.right, Constant) and isinstance(other.right, Constant)):
        return False
    here, there = number_of(one.right.value), number_of(other.right.value)
    return here < there if one.op in (">", ">=") else here > there


def _words(node: Node, content: Content) -> str:
    if isinstance(node, Junction):
        return _joined(node, content)
    if isinstance(node, Not):
        return f"niet {_words(node.operand, content)}"
    assert isinstance(node, Compare)
    return ": ".join(_halves(node, content))


def _joined(node: Junction, content: Content) -> str:
    """Neighbours with the same subject or the same answers are said in one breath."""
    small = " en " if node.op == "and" else " of "
    groups: list[tuple[list[str], list[str]]] = []
    for part in node.operands:
        subject, answer = _halves(part, content) if isinstance(part, Compare) else ("", _words(part, content))
        before = groups[-1] if groups else ([], [])
        if subject and before[0] == [subject]:
            before[1].append(answer)
        elif subject and before[0] and before[1] == [answer]:
            before[0].append(subject)
        else:
            groups.append(([subject] if subject else [], [answer]))
    words = [": ".join(half for half in (_listed(subjects, small), _series(answers, small)) if half) for subjects, answers in groups]
    return (small if node.op == "and" else ", of ").join(words)


def _listed(subjects: Sequence[str], small: str) -> str:
    """Return 'wie beslist over inkomen, schuldhulp of jeugdhulp': what all begin with is said once."""
    if len(subjects) < 2:
        return "".join(subjects)
    split = [subject.split(" ") for subject in subjects]
    same = 0
    while all(len(words) > same + 1 and words[same] == split[0][same] for words in split):
        same += 1
    rest = [" ".join(words[same:]) for words in split]
    return " ".join([*split[0][:same], _series(rest, small)])


def _series(words: Sequence[str], small: str) -> str:
    return f"{', '.join(words[:-1])}{small}{words[-1]}" if len(words) > 1 else "".join(words)


def _halves(node: Compare, content: Content) -> tuple[str, str]:
    """Return the subject of a comparison and the answers to it."""
    if isinstance(node.right, Name):
        name, constant = node.right.id, node.left
        negated = node.op == "not in"
    else:
        name, constant = (node.left.id if isinstance(node.left, Name) else ""), node.right
        negated = node.op in ("!=", "not in")
    values = constant.value if isinstance(constant, Constant) else ()
    chosen = list(values) if isinstance(values, tuple) else [values]
    if node.op in ("<", "<=", ">", ">="):
        return _measure(name, node.op, number_of(chosen[0]), content)
    labels = [f"‘{_label(name, value, content)}’" for value in chosen]
    shown = _series([f"niet {label}" for label in labels], " en ") if negated else _series(labels, " of ")  # 'niet A of B' reads as: or B
    return _subject(name, content), shown


def _measure(name: str, op: str, value: float, content: Content) -> tuple[str, str]:
    phrases = content.phrases
    coming = content.known_facts[name].subject if name in content.known_facts else ""
    if coming and op in ("<", "<=") and value <= 0:
        return coming, phrases("conditions.past")
    if coming:
        return coming, phrases("conditions.within" if op in ("<", "<=") else "conditions.after", months=dutch_number(value))
    number = dutch_number(value)
    least, most = phrases("conditions.least", number=number), phrases("conditions.most", number=number)
    shown = {"<": phrases("conditions.less", number=number), "<=": most, ">": phrases("conditions.more", number=number), ">=": least}[op]
    return _subject(name, content), shown


def _statement(name: str, content: Content) -> str:
    return next((s.text for s in content.statements if statement_name(s.id) == name), name)


def _subject(name: str, content: Content) -> str:
    if name in content.known_facts:
        return content.known_facts[name].label
    if name.startswith("score."):
        title = next((d.title for d in content.scoring.dimensions if d.id == name[6:]), name)
        return content.phrases("conditions.score", title=title.lower())
    if name.startswith(STATEMENT):
        return content.phrases("conditions.statement", statement=_statement(name, content))
    base, _, part = name.partition(".")
    question = content.questions.get(base)
    if question is None:
        return name
    if not part:
        return question.label
    short = next((p.short for p in question.parts if p.id == part), "")
    return short or f"een {question.item} ({part})"


def _label(name: str, value: Json, content: Content) -> str:
    if name in content.known_facts:
        return content.known_facts[name].labels.get(str(value), str(value))
    if name.startswith("score."):
        return _score_label(str(value), content) or str(value)
    base, _, part = name.partition(".")
    question: Question | None = content.questions.get(base)
    if question is not None and part:
        question = next((p for p in question.parts if p.id == part), None)
    if question is not None and question.type == "municipality" and (town := content.municipality(str(value))):
        return town.name
    choice = question.choice(text_of(value)) if question else None
    return choice.label if choice else str(value)
