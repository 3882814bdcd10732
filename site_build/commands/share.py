"""`handreiking share`: the edition to share, for a partner, the council or everybody; first what goes along and what does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.commands.site import website
from site_build.content.model import Content
from site_build.interview.files import ANSWERS, load_answers
from site_build.interview.sharing import PUBLIC, Sharing, leaving, outlook
from site_build.store import projects
from site_build.store.folders import check_apart
from site_build.store.manifest import read_manifest

AUDIENCES = {PUBLIC: "iedereen", "partner": "een partner", "raad": "de gemeenteraad"}


@dataclass(frozen=True)
class Wish:
    """What was asked; `amounts` None is: ask, and without an answer no. `own` are changed pages that go along."""

    folder: Path
    target: Path
    audience: str = PUBLIC
    amounts: bool | None = None
    own: tuple[str, ...] = ()
    site: bool = True


@dataclass(frozen=True)
class Outlook:
    """What would happen: what goes along, what stays, whether there are amounts to decide on, and the pages that somebody changed."""

    goes: tuple[str, ...]
    stays: tuple[str, ...]
    amounts: tuple[str, ...]
    changed: tuple[str, ...]

    def lines(self, wish: Wish) -> list[str]:
        """Return it in Dutch."""
        lines = [f"Deze uitgave is voor {AUDIENCES[wish.audience]}.", "", "Dit gaat mee:", *_listed(self.goes or ("geen antwoorden",)), "",
                 "Dit gaat niet mee:", *_listed((*self.stays, "stellingen, scores en namen"))]
        if self.changed:
            lines += ["", "Deze bladzijden hebt u zelf veranderd. Zij gaan mee zoals wij ze maken, tenzij u ze noemt met --met:",
                      *_listed(tuple(path.removeprefix("docs/") for path in self.changed if path not in projects.page_paths(wish.own)))]
        return lines


def look(wish: Wish, content: Content, *, amounts: bool) -> Outlook:
    """Return what would go along, without writing anything. Raises as `projects.share` does for the folder."""
    changed = projects.changed_pages(wish.folder)
    answers = load_answers(wish.folder / ANSWERS, content)
    goes, stays = leaving(answers, content, Sharing(wish.audience, amounts))
    return Outlook(goes, stays, outlook(answers, content).amounts, tuple(changed))


def run(wish: Wish, content: Content, *, say: Callable[[str], None], ask: Callable[[str], bool] | None = None) -> Report:
    """Say what goes along, ask about amounts where that is open, and write the edition and its website."""
    read_manifest(wish.folder)
    check_apart(wish.folder, wish.target, projects.WHAT_IS_SHARED)
    amounts = bool(wish.amounts)
    expected = look(wish, content, amounts=amounts)
    for line in expected.lines(wish):
        say(line)
    if wish.amounts is None and ask is not None and expected.amounts:
        say("")
        amounts = ask(f"Mogen ook deze bedragen en aantallen mee: {', '.join(expected.amounts)}?")
        say(f"Ook dit gaat mee: {', '.join(expected.amounts)}." if amounts else "Bedragen en aantallen gaan niet mee.")
    report, _ = projects.share(wish.folder, wish.target, content, sharing=Sharing(wish.audience, amounts), own=wish.own)
    for line in report.lines():
        say(line)
    say(website(wish.target, build=wish.site))
    return Report()


def _listed(names: tuple[str, ...]) -> list[str]:
    return [f"- {name}" for name in names]
