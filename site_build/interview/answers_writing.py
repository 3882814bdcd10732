"""Answers -> the text of an answers file, for people to read, mail and compare; or parts of a text made new."""

from __future__ import annotations

import json
import re

from site_build.content.documents import Json, mapping_of
from site_build.content.model import Content
from site_build.interview.records import Answers, PlanEntry


def write_answers(answers: Answers, content: Content) -> str:
    """Return the answers file: YAML with each question as a comment above its answer, in questionnaire order."""
    questions = content.questions
    kept = {**{id: value for id, value in answers.values.items() if id not in questions}, **answers.kept}
    lines = [f"version: {answers.version}", f"handbook: {answers.handbook}", f"date: {answers.date}"]
    if answers.notice:
        lines.append(f"notice: {_scalar(answers.notice)}")
    answered = [question for id, question in questions.items() if id in answers.values]
    lines.append("answers:" if answered else "answers: {}")
    for question in answered:
        lines.append(f"  # {' '.join(question.ask.split())}")
        lines.extend(_entry_lines(question.id, answers.values[question.id], "  "))
    if answers.statements:
        lines.append("statements:")
        for sheet in answers.statements:
            lines.append(f"  - role: {_scalar(sheet.role)}")
            lines.append(f"    agreed: {'true' if sheet.agreed else 'false'}")
            lines.append("    answers:" if sheet.answers else "    answers: {}")
            lines.extend(f"      {key}: {_scalar(value)}" for key, value in sheet.answers.items())
    lines.append("plan:" if set(answers.plan) - {action.id for action in answers.own} else "plan: {}")
    own = {action.id for action in answers.own}
    for key, entry in answers.plan.items():
        if key not in own:
            lines.extend(_entry_lines(key, _filled(_entry_fields(entry)), "  "))
    if answers.own:
        lines.append("own_actions:")
        for action in answers.own:
            entry = answers.plan.get(action.id, PlanEntry())
            fields = {"do": action.do, "why": action.why, **_entry_fields(entry), "lead": action.lead, "others": action.others,
                      "weeks": action.weeks if action.weeks != 1 else 0}
            lines.extend(_entry_lines(action.id, _filled(fields), "  "))
    if answers.moments:
        lines.append("moments:")
        lines.extend(f"  {key}: {_scalar(value)}" for key, value in answers.moments.items())
    if answers.registers:
        lines.append("registers:")
        for register, rows in answers.registers.items():
            lines.extend(_entry_lines(register, rows, "  "))
    if kept:
        lines.append("# Deze antwoorden horen bij vragen of keuzes die niet meer bestaan. Zij worden niet gebruikt.")
        lines.append("kept:")
        lines.extend(f"  {_quoted(key)}: {_flow(value)}" for key, value in kept.items())
    return "\n".join(lines) + "\n"


def _entry_fields(entry: PlanEntry) -> dict[str, Json]:
    return {"owner": entry.owner, "date": entry.date, "status": entry.status, "priority": entry.priority, "note": entry.note}


def _filled(fields: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in fields.items() if value}


def _entry_lines(key: str, value: Json, indent: str) -> list[str]:
    if isinstance(value, dict):
        if not value:
            return [f"{indent}{key}: {{}}"]
        return [f"{indent}{key}:"] + [line for k, v in value.items() for line in _entry_lines(k, v, indent + "  ")]
    if isinstance(value, list):
        if all(not isinstance(item, dict) for item in value):
            return [f"{indent}{key}: [{', '.join(_scalar(item) for item in value)}]"]
        lines = [f"{indent}{key}:"]
        for item in value:
            inner = [line for k, v in mapping_of(item).items() for line in _entry_lines(k, v, indent + "    ")]
            lines.append(f"{indent}  - {inner[0].strip()}" if inner else f"{indent}  - {{}}")
            lines.extend(inner[1:])
        return lines
    return [f"{indent}{key}: {_scalar(value)}"]


def _flow(value: Json) -> str:
    """One line that the strict reader gives back as it was."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return "null" if value is None else _scalar(value)


_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w À-ÖØ-öø-ÿ.-]*\Z")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NOT_IN_YAML = re.compile("[\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]")
# Other programs that read our file may follow YAML 1.1, where these are no text.
_NOT_PLAIN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _scalar(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = repr(value)
        return text if "e" not in text else f"{value:.20f}".rstrip("0")
    text = str(value)
    plain = _PLAIN.match(text) and text == text.strip() and text.lower() not in _NOT_PLAIN
    return text if plain or _ISO_DATE.match(text) else _quoted(text)


def _quoted(text: str) -> str:
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
