"""Check every condition: its names, its values, its comparisons, and circles between questions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from site_build.content.conditions import MAX_LENGTH, Compare, Condition, ConditionError, Constant, Junction, Name, Node, Not, parse
from site_build.content.documents import Json
from site_build.content.model import NO, YES, Content
from site_build.content.names import NameType, earlier_names, from_statements, name_types, nearest, part_types
from site_build.content.walking import Use, part_conditions, uses_of
from site_build.desk.condition_causes import find_slip
from site_build.errors import Place, Problem


def check_conditions(content: Content) -> list[Problem]:
    """Return every problem with every condition."""
    checker = _Checker(content)
    for use in uses_of(content):
        checker.check(use)
    for question, part, condition in part_conditions(content):
        # A part sees the parts before it in its own entry, and nothing else.
        before = question.parts[:question.parts.index(part)]
        checker.types = part_types(before)
        checker.check(Use("question", f"{question.id}.{part.id}", "when", condition))
    return checker.problems + _circles(content)


class Soundness:
    """Says of a condition whether it has no problem (so that it can be searched); remembers that by its text."""

    def __init__(self, content: Content) -> None:
        self._checker = _Checker(content)
        self._known: dict[str, bool] = {}

    def __call__(self, condition: Condition) -> bool:
        """Return True when a condition has no problem."""
        if condition.text not in self._known:
            self._checker.problems.clear()
            self._checker.check(Use("page", "", "when", condition))
            self._known[condition.text] = not self._checker.problems
        return self._known[condition.text]


def comparisons(node: Node) -> Iterator[Compare]:
    """Yield every comparison in a parsed condition."""
    if isinstance(node, Compare):
        yield node
    elif isinstance(node, Not):
        yield from comparisons(node.operand)
    elif isinstance(node, Junction):
        for operand in node.operands:
            yield from comparisons(operand)


_TRUTH = ("true", "false", "waar", "onwaar")


class _Wrong(Exception):
    """A comparison is wrong."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


class _Checker:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.types = name_types(content)
        self.earlier = earlier_names(content)
        self.problems: list[Problem] = []

    def check(self, use: Use) -> None:
        text, place = use.condition.text, use.condition.place
        try:
            node = parse(text)
        except ConditionError as error:
            cause, mended = find_slip(text)
            if cause and (not mended or _readable(quote_bare(mended, self.types) or mended)):
                better = quote_bare(mended, self.types) or mended
                self._add(place, "voorwaarde", f"De voorwaarde is niet te lezen: {cause}.", f"Schrijf: {better}" if better else "Kijk naar het begin en het einde van elke tekst.")
            else:
                self._add(place, "voorwaarde", error.message, self._corrected(text, error))
            return
        if (use.kind == "question" or use.field == "known_when") and any(from_statements(name) for name in node.names()):
            who = "Een vraag" if use.kind == "question" else "Wat bij known_when staat"
            self._add(place, "score-in-vraag", f"{who} mag niet van een score afhangen.", "Gebruik een antwoord of een feit.")
        for comparison in comparisons(node):
            try:
                self._comparison(comparison, text)
            except _Wrong as wrong:
                self._add(place, wrong.code, wrong.message, wrong.remedy)

    def _comparison(self, comparison: Compare, text: str) -> None:
        for name in comparison.names():
            self._known(name, text)
        left, right = comparison.left, comparison.right
        if isinstance(left, Constant) and isinstance(right, Constant):
            raise _Wrong("soort-vergelijking", "Hier staan twee vaste waarden; er valt niets te kiezen.", "Vergelijk een vraag met een antwoord.")
        if comparison.op in ("in", "not in"):
            self._membership(left, comparison.op, right)
        elif isinstance(left, Name) and isinstance(right, Name):
            self._two_names(left, right)
        elif isinstance(left, Name) and isinstance(right, Constant):
            self._plain(left.id, comparison.op, right.value)
        elif isinstance(left, Constant) and isinstance(right, Name):
            self._plain(right.id, comparison.op, left.value)

    def _known(self, name: str, text: str) -> None:
        if name in self.types:
            return
        if name in _TRUTH:
            raise _Wrong("soort-vergelijking", f"'{name}' is geen antwoord; een ja-neevraag vergelijkt u met \"ja\" of \"nee\".", f"Schrijf: {find_slip(text)[1] or text}")
        corrected = quote_bare(text, self.types)
        if corrected and any(name in t.values for t in self.types.values()):
            raise _Wrong("aanhalingstekens", f"'{name}' moet tussen aanhalingstekens staan.", f"Schrijf: {corrected}")
        if name in self.earlier:
            new = self.earlier[name]
            raise _Wrong("naam-vervallen", f"De vraag '{name}' bestaat niet meer.", f"Gebruik '{new}'." if new else "Haal deze voorwaarde weg.")
        close = nearest(name, self.types)
        raise _Wrong("naam-onbekend", f"De vraag of het feit '{name}' bestaat niet.",
                     f"Bedoelt u '{close}'?" if close else "Kijk in guide/questionnaire/ welke vragen er zijn.")

    def _membership(self, left: Name | Constant, op: str, right: Name | Constant) -> None:
        if isinstance(right, Name):
            kind = self.types[right.id]
            if not kind.many:
                given = _written(left.value) if isinstance(left, Constant) else left.id
                sign = "==" if op == "in" else "!="
                raise _Wrong("soort-vergelijking", f"'{right.id}' heeft één antwoord en geen lijst.", f"Schrijf: {right.id} {sign} {given}")
            if isinstance(left, Name):
                raise _Wrong("soort-vergelijking", f"'{left.id}' en '{right.id}' zijn allebei vragen.", "Vergelijk een vraag met een antwoord.")
            self._value(right.id, kind, left.value)
            return
        if not isinstance(right.value, tuple):
            sign = "==" if op == "in" else "!="
            given = left.id if isinstance(left, Name) else _written(left.value)
            raise _Wrong("soort-vergelijking", f"Achter '{op}' hoort een lijst tussen blokhaken.",
                         f"Schrijf: {given} {op} [{_written(right.value)}], of: {given} {sign} {_written(right.value)}")
        assert isinstance(left, Name)
        kind = self.types[left.id]
        if kind.many:
            first = _written(right.value[0]) if right.value else '"…"'
            raise _Wrong("soort-vergelijking", f"'{left.id}' heeft meer antwoorden tegelijk.", f"Schrijf: {first} {op} {left.id}")
        for value in right.value:
            self._value(left.id, kind, value)

    def _two_names(self, left: Name, right: Name) -> None:
        one, two = self.types[left.id], self.types[right.id]
        if one.many or two.many or one.type != two.type or one.type == "records":
            raise _Wrong("soort-vergelijking", f"'{left.id}' en '{right.id}' zijn niet met elkaar te vergelijken.", "Vergelijk een vraag met een antwoord.")

    def _plain(self, name: str, op: str, value: Json) -> None:
        kind = self.types[name]
        if kind.type == "records":
            parts = [n for n in self.types if n.startswith(f"{name}.")]
            raise _Wrong("soort-vergelijking", f"'{name}' is een lijst met onderdelen.", f"Gebruik een van: {', '.join(parts)}.")
        if kind.many and op in ("==", "!="):
            word = "in" if op == "==" else "not in"
            first = value[0] if isinstance(value, tuple) and value else value
            raise _Wrong("soort-vergelijking", f"'{name}' heeft meer antwoorden tegelijk.", f"Schrijf: {_written(first)} {word} {name}")
        if isinstance(value, tuple):
            raise _Wrong("soort-vergelijking", f"'{name}' wordt met een lijst vergeleken.", f"Schrijf: {name} {'not in' if op == '!=' else 'in'} {_written(value)}")
        if op not in ("==", "!=") and (kind.many or kind.type not in ("number", "date")):
            raise _Wrong("soort-vergelijking", f"'{name}' is geen getal; '{op}' kan hier niet.", "Gebruik == of in.")
        self._value(name, kind, value)

    def _value(self, name: str, kind: NameType, value: Json) -> None:
        if kind.type == "date":
            raise _Wrong("soort-vergelijking", f"'{name}' is een datum; daarmee kan een voorwaarde niet vergelijken.",
                         "Gebruik een feit dat maanden telt, zoals geld.maanden_over.")
        number = isinstance(value, (int, float))
        if kind.type == "number" and not number:
            raise _Wrong("soort-vergelijking", f"'{name}' is een getal en wordt met tekst vergeleken.", f"Schrijf een getal zonder aanhalingstekens, zoals: {name} < 4")
        if kind.type != "number" and number:
            raise _Wrong("soort-vergelijking", f"'{name}' is geen getal en wordt met {value} vergeleken.", "Vergelijk met een antwoord tussen aanhalingstekens.")
        if kind.type == "code" and not (isinstance(value, str) and self.content.municipality(value)):
            raise _Wrong("keuze-onbekend", f"De gemeente '{value}' bestaat niet.", "Gebruik de CBS-code, zoals GM0080.")
        if kind.type == "choice" and value not in kind.values:
            if kind.values == (YES, NO):
                raise _Wrong("soort-vergelijking", f"'{name}' is een ja-neevraag en wordt met '{value}' vergeleken.", f'Schrijf: {name} == "ja" of {name} == "nee".')
            close = nearest(str(value), kind.values)
            hint = f"Bedoelt u '{close}'? " if close else ""
            raise _Wrong("keuze-onbekend", f"'{name}' heeft geen keuze '{value}'.", f"{hint}Kies uit: {', '.join(kind.values)}.")

    def _corrected(self, text: str, error: ConditionError) -> str:
        if len(text) > MAX_LENGTH:
            return "Geef een deel een naam in guide/knowledge/facts.yml (kind: cases), en schrijf hier die naam."
        quoted = quote_bare(text, self.types)
        if quoted and quoted != text:
            return f"Schrijf: {quoted}"
        doubled = re.sub(r"(?<![=!<>])=(?!=)", "==", text)
        if doubled != text:
            return f"Een vergelijking heeft twee =-tekens. Schrijf: {quote_bare(doubled, self.types) or doubled}"
        words = re.sub(r'("[^"]*")|\b(en|of|niet)\b', lambda m: m[1] or {"en": "and", "of": "or", "niet": "not"}[m[2]], text)
        if words != text and _readable(words):
            return f"Schrijf: {words}"
        return f"Schrijf: {error.suggestion}" if error.suggestion else 'Schrijf bijvoorbeeld: mandaat in ["informeel", "geen"].'

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


def _written(value: Json) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _readable(text: str) -> bool:
    try:
        parse(text)
    except ConditionError:
        return False
    return True


def quote_bare(text: str, types: Mapping[str, NameType]) -> str:
    """Return the condition with quotes around words that are no name, or '' when it cannot be read then."""
    text = text.strip()
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    listed = {id(item) for node in ast.walk(tree) if isinstance(node, (ast.List, ast.Tuple)) for item in node.elts}
    bare = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in inner
            and (id(node) in listed or node.id not in types)]
    if "\n" in text:
        return ""
    raw = text.encode()
    for node in sorted(bare, key=lambda node: -node.col_offset):
        end = node.end_col_offset or node.col_offset
        raw = raw[:node.col_offset] + b'"' + raw[node.col_offset:end] + b'"' + raw[end:]
    return raw.decode() if _readable(raw.decode()) else ""


def needed_by(content: Content, name: str) -> tuple[str, ...]:
    """Return the names that this name directly depends on: of a question those that hide it, of a fact its questions."""
    if name in content.known_facts:
        return content.known_facts[name].questions
    question = content.questions.get(name)
    if question is None:
        base = name.partition(".")[0]
        return (base,) if base in content.questions else ()
    return question_names(question.when)


def question_names(condition: Condition | None) -> tuple[str, ...]:
    """Return the names in a condition; none when it is absent or cannot be read."""
    try:
        return condition.names() if condition else ()
    except ConditionError:
        return ()


def _circles(content: Content) -> list[Problem]:
    """Questions that decide on each other, straight or through facts."""
    problems: list[Problem] = []
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = path[path.index(name):]
            first = next((n for n in circle if n in content.questions), "")
            if first:
                question = content.questions[first]
                place = question.when.place if question.when else question.place
                problems.append(Problem(place, "kring", f"Deze vragen hangen van elkaar af: {' → '.join((*circle, name))}.",
                                        "Haal bij één van de vragen de voorwaarde weg."))
            return
        if name in done:
            return
        for other in needed_by(content, name):
            visit(other, (*path, name))
        done.add(name)

    for id in content.questions:
        visit(id, ())
    return problems
