"""Chapter pages and model documents: chosen blocks -> Markdown."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from site_build.assembly.doc import Block, Section
from site_build.assembly.folding import unasked, undecided_by
from site_build.assembly.marks import BODY, FILLED, UNDECIDED
from site_build.assembly.models import Model
from site_build.assembly.prepared import prepared
from site_build.assembly.rendering import euro, print_names
from site_build.assembly.serialise import section_text
from site_build.content.assets import led_to
from site_build.content.conditions import Condition, Outcome, Tri
from site_build.content.documents import Json, number_of, text_of
from site_build.content.facts import Fact
from site_build.content.model import Question, Source
from site_build.content.own_texts import SUFFIX, own_choice
from site_build.content.walking import CHECK_HEADING
from site_build.content.worked import Twin
from site_build.errors import ContentError, Place, Problem
from site_build.interview.answers import dutch_date
from site_build.said import Said
from site_build.tailoring.explaining import in_words, sentence_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenBlock, awaits_score, is_hidden

# Patterns begin with a plain sign where they can: then the search for it skips through a text, some ten times as fast.
_CITATION = re.compile(r"\[@([\w-]+)\]")
_TITLE = r'(?:\s+"[^"\n]*")?'  # of a link: nobody needs it
_LINK = re.compile(rf"\[(?<!!\[)([^\]\n]+)\]\(([^)\s]+){_TITLE}\)")
_IMAGE = re.compile(rf"!\[([^\]\n]*)\]\(([^)\s]+){_TITLE}\)")
_REFERENCE = re.compile(r"\[\^([\w-]+)\]")
_GAP = re.compile(r"\[\[(.+?)\]\]")
_MARKED = re.compile(r"==\[(.+?)\]==")
_MAKERS_BOX = re.compile(r"^!!! .*\n(?:(?: {4}.*)?(?:\n|\Z))*", re.M)
_KNOWLEDGE = {"actions.yml": "plan.md", "risks.yml": "risicos.md", "cards.yml": "reflectiespel.md", "glossary.yml": "begrippen.md",
              "sources.yml": "bronnen.md", "open-points.yml": "bronnen.md", "moments.yml": "plan.md", "roles.yml": "rollen/index.md",
              "statements.yml": "uw-situatie.md", "advice.yml": "uw-situatie.md", "dimensions.yml": "uw-situatie.md"}


class Writer:
    """Writes the Markdown of one handbook's bodies; keeps what is the same for all pages."""

    def __init__(self, handbook: Handbook, outputs: dict[str, str], omitted: dict[str, str]) -> None:
        """`outputs` maps a source file to its file in docs/; `omitted` one that is not there to its anchor."""
        self.handbook, self.outputs, self.omitted = handbook, outputs, omitted
        self.sources = {source.id: source for source in handbook.content.sources}
        self._prepared = prepared(handbook.content)
        self._asks: dict[Outcome, tuple[str, ...]] = {}
        self._labels: dict[tuple[str, Outcome], str] = {}  # a question that is open labels many blocks

    def body(self, blocks: Iterable[ChosenBlock], source: str, *, terms: bool = True) -> tuple[Section, ...]:
        """Return a body as sections, with its footnotes' references but not their texts."""
        place = Place(source)
        return self._sections(blocks, source, lambda name: self.printed(name, gap=False, place=place), terms)

    def model(self, blocks: Iterable[ChosenBlock], source: str, twin: Twin | None = None, texts: Mapping[str, str] | None = None,
              open_: Collection[str] = ()) -> Model:
        """Return a model document: what is known is filled in and marked, what is not (or stays `open_`) is a gap; `texts` goes for gaps that it names.

        With a twin it is the finished document: what the invented municipality wrote stands in the gaps, and the boxes for who
        makes the document are gone.
        """
        filled: dict[str, None] = {}  # in order
        left: dict[str, None] = {}
        place = Place(source)
        facts = self.handbook.content.known_facts

        def printed(name: str) -> str:
            words = self.printed(name, gap=True, place=place, open_=name in open_)
            if name in open_:
                left[name] = None
            if words.startswith("[[") or name in facts and facts[name].of_municipality:
                return words
            filled[self._label_of(name)] = None
            return f'<span class="{FILLED}">{words}</span>'

        def always(gap: str) -> str:
            text = (texts or {}).get(gap)
            if text:
                filled[gap] = None
            return f'<span class="{FILLED}">{Said(text)}</span>' if text else ""

        sections = self._sections(blocks, source, printed, terms=False)
        if texts:
            sections = tuple(section.with_text(lambda text: _MARKED.sub(lambda match: always(match[1]) or match[0], text)) for section in sections)
        if twin is not None:
            fill = twin.filler()
            sections = tuple(section.with_text(lambda text: _MARKED.sub(lambda match: self.cited(fill(match[1])) or match[0], _without_boxes(text)))
                             for section in sections)
        return Model(sections, tuple(match[1] for section in sections for match in _MARKED.finditer(section.text)), tuple(filled),
                     tuple(left), any(section.role == UNDECIDED for section in sections))

    def leads(self, blocks: Iterable[ChosenBlock], source: str) -> Iterator[str]:
        """Yield the files of the guide that a body links to or shows, in order."""
        for block in blocks:
            for match in (*_IMAGE.finditer(block.text), *_LINK.finditer(block.text)) if "](" in block.text else ():
                yield led_to(match[2].partition("#")[0], source)
            yield from self.leads(block.body, source)

    def _label_of(self, name: str) -> str:
        question, fact = self.handbook.content.questions.get(name), self.handbook.content.known_facts.get(name)
        return (question.short or question.ask) if question else fact.label if fact else name

    def _sections(self, blocks: Iterable[ChosenBlock], source: str, printed: Callable[[str], str], terms: bool) -> tuple[Section, ...]:
        """Neighbours that stand are one section; each block that is undecided is one of its own."""
        seen: set[str] = set()  # terms that were explained on this page
        place = Place(source)

        def finished(block: Block) -> Block:
            text = block.text
            if "{{" in text:
                text = print_names(text, printed, place)
            if "![" in text:
                text = _IMAGE.sub(lambda match: self._picture(match, source), text)
            if "](" in text:
                text = _LINK.sub(lambda match: self._link(match, source), text)
            if terms:
                text = self._prepared.mark_terms(text, seen)
            if "[@" in text:
                text = self.cited(text)
            if "[[" in text:
                text = _GAP.sub(lambda match: f"==[{match[1]}]==", text)
            return block if text is block.text else Block(text, block.condition, block.outcome, block.line)

        sections: list[Section] = []
        standing: list[Block] = []
        for block in self._flat(blocks):
            if isinstance(block, Block):
                standing.append(finished(block))
                continue
            if standing:
                sections.append(Section(BODY, tuple(standing)))
                standing = []
            sections.append(Section(block.role, tuple(finished(inner) for inner in block.blocks), block.title, block.asks, block.unknown))
        if standing:
            sections.append(Section(BODY, tuple(standing)))
        return tuple(sections)

    def _flat(self, blocks: Iterable[ChosenBlock], condition: str = "") -> Iterator[Block | Section]:
        """Yield what stands in order: a Block that applies, or a Section that is undecided."""
        for block in blocks:
            if block.condition is None:
                if text := block.text.strip("\n"):
                    yield Block(text, condition, Tri.YES.value if condition else "", block.line)
            elif block.outcome.tri is not Tri.NO and (self.handbook.complete or not self._left_out(block.outcome)):
                if block.outcome.tri is Tri.YES:
                    yield from self._flat(block.body, block.condition.text)
                elif inner := tuple(self._undecided(block)):
                    asks = () if self.handbook.complete else self._unasked(block.outcome)
                    open_ = () if self.handbook.complete or asks else undecided_by(block.outcome, self.handbook.values)
                    yield Section(UNDECIDED, inner, self.label(block.condition, block.outcome), asks, open_)

    def _unasked(self, outcome: Outcome) -> tuple[str, ...]:
        if outcome not in self._asks:
            self._asks[outcome] = unasked(outcome, self.handbook.values)
        return self._asks[outcome]

    def _left_out(self, outcome: Outcome) -> bool:
        return awaits_score(outcome) or is_hidden(outcome, self.handbook.values)

    def _undecided(self, block: ChosenBlock) -> Iterator[Block]:
        """Yield the blocks inside one that is undecided; an undecided one in it is a single block with its own label."""
        assert block.condition is not None
        for inner in self._flat(block.body):
            if isinstance(inner, Block):
                yield Block(inner.text, inner.condition or block.condition.text, inner.outcome or block.outcome.tri.value, inner.line)
            else:
                yield Block(section_text(inner), inner.blocks[0].condition, Tri.UNKNOWN.value, inner.blocks[0].line)

    def label(self, condition: Condition, outcome: Outcome) -> str:
        """Return the label of what is undecided."""
        key = (condition.text, outcome)
        if key not in self._labels:
            self._labels[key] = self._label(condition, outcome)
        return self._labels[key]

    def _label(self, condition: Condition, outcome: Outcome) -> str:
        phrases = self.handbook.content.phrases
        if self.handbook.complete:
            return phrases("undecided.holds", condition=in_words(condition, self.handbook.content))
        words = in_words(condition, self.handbook.content, self.handbook.values.lookup)
        return (phrases("undecided.not_asked", condition=words) if self._unasked(outcome)
                else phrases("undecided.not_known", condition=words))

    def printed(self, name: str, *, gap: bool, place: Place, open_: bool = False) -> str:
        """Return what `{{ name }}` prints: the answer, escaped, or its placeholder, also where the answer stays `open_`."""
        content, value = self.handbook.content, self.handbook.values[name]
        question, fact = content.questions.get(name), content.known_facts.get(name)
        placeholder = question.placeholder if question else fact.placeholder if fact and fact.prints else ""
        if not placeholder:
            known = "heeft geen placeholder" if question or fact else "bestaat niet"
            raise ContentError([Problem(place, "naam", f"'{name}' {known}.", "Geef de vraag een placeholder of gebruik een andere naam.")])
        if open_ or not value.known:
            return f"[[{placeholder}]]" if gap else placeholder
        if question:
            return str(sentence_words(question, value.value, content, unit=question.type != "number", own=self._own_text(question)))
        assert fact is not None
        return str(Said(_fact_words(fact, value.value)))

    def _own_text(self, question: Question) -> str:
        """Return what somebody wrote behind *anders, namelijk*; nothing where the question has no such choice, or it is not known."""
        value = self.handbook.values[f"{question.id}{SUFFIX}"] if own_choice(question) else None
        return str(value.value) if value is not None and value.known else ""

    def _picture(self, match: re.Match[str], source: str) -> str:
        """Return a picture as what the page shows: a file that is copied, or a drawing in the text itself.

        A drawing of guide/pictures alone on its line follows the colours of the page; its words are the alternative.
        """
        path = led_to(match[2], source)
        svg = self.handbook.content.pictures.get(path, "") if _stands_alone(match) else ""
        if not svg:
            asset = self.handbook.content.asset_at.get(path)
            return f"![{match[1]}](/{self.outputs[path]})" if asset and asset.is_picture and path in self.outputs else match[1]
        name = posixpath.basename(path).removesuffix(".svg")
        head, _, rest = svg.strip().partition(">")
        body = re.sub(r"\n\s*\n", "\n", rest)
        return f'{head} aria-labelledby="pic-{name}">\n<title id="pic-{name}">{html.escape(match[1])}</title>{body}'

    def _link(self, match: re.Match[str], source: str) -> str:
        text, target = match[1], match[2]
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        path, _, anchor = target.partition("#")
        resolved = led_to(path, source)
        if resolved in self.outputs:
            return f"[{text}](/{self.outputs[resolved]}{'#' + anchor if anchor else ''})"
        if resolved in self.omitted:
            return f"[{text}](/weggelaten.md#{self.omitted[resolved]}) {self.handbook.content.phrases('names.not_here')}"
        return text

    def cited(self, text: str) -> str:
        """Return a text with its citations as references to notes; one of what does not exist goes."""
        parts, last = [], 0
        for match in _CITATION.finditer(text):
            parts.append(text[last:match.start()].removesuffix(" "))
            if match[1] in self.sources:
                parts.append(f"[^{match[1]}]")
            last = match.end()
        return "".join(parts) + text[last:]

    def notes(self, text: str, extra: Iterable[str] = ()) -> tuple[list[str], list[str]]:
        """Return the footnotes of what the text cites, and the lines of background reading (ids in `extra` that it does not cite)."""
        cited = [id for id in dict.fromkeys(_REFERENCE.findall(text)) if id in self.sources]
        background = [self.source_line(self.sources[id]) for id in extra if id in self.sources and id not in cited]
        return [f"[^{id}]: {self.source_line(self.sources[id])}" for id in cited], background

    def source_line(self, source: Source) -> str:
        """Return one source as a line."""
        return self._prepared.source_line(source)


def _without_boxes(text: str) -> str:
    return _MAKERS_BOX.sub("", text) if "!!! " in text else text


def _stands_alone(match: re.Match[str]) -> bool:
    return all(sign in ("", "\n") for sign in (match.string[max(0, match.start() - 1):match.start()], match.string[match.end():match.end() + 1]))


def knowledge_outputs() -> dict[str, str]:
    """Return where links to knowledge files go."""
    return {f"guide/knowledge/{name}": output for name, output in _KNOWLEDGE.items()}


def check_sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return only the part of a settled page that stays, as one section."""
    text = check_section("\n\n".join(section_text(section) for section in sections))
    return (Section(BODY, (Block(text),)),) if text else ()


def check_section(text: str) -> str:
    """Return only the part of a settled page that stays: what to check, and when again."""
    match = re.search(rf"^## {re.escape(CHECK_HEADING)}\s*$(.*?)(?=^## |\Z)", text, re.M | re.S)
    return f"## {CHECK_HEADING}\n{match[1].rstrip()}\n" if match else ""


def _fact_words(fact: Fact, value: Json) -> str:
    if fact.type == "date":
        return dutch_date(text_of(value))
    if fact.type == "choice":
        return fact.labels.get(text_of(value), str(value))
    return euro(number_of(value)) if fact.unit == "euro" else str(value)
