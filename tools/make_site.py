"""Make the complete edition and the shared edition of every example, with a page that links them.

Usage: python tools/make_site.py TARGET. TARGET is made anew and can be put on any static host as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import io
import shutil
import sys
import tempfile
from pathlib import Path

from site_build.cli import main as handreiking

ROOT = Path(__file__).resolve().parents[1]
COMPLETE = "compleet"
WORKED = "noordwoude"  # the folder of the worked case, one site per moment
MAKER = "maken/handboek-maken.html"
# Real municipalities of which public sources tell something; the others are invented on a real code.
KNOWN = {"rotterdam": "Rotterdam", "leeuwarden": "Leeuwarden"}


def main(arguments: list[str]) -> int:
    """Make everything beside the target first, so that a failure leaves the old site whole."""
    if len(arguments) != 1:
        print("gebruik: python tools/make_site.py DOEL", file=sys.stderr)
        return 2
    target = Path(arguments[0])
    if target.exists() and not (target / COMPLETE).is_dir() and any(target.iterdir()):
        print(f"{target} is geen eerder gemaakte website en wordt niet overschreven.", file=sys.stderr)
        return 2
    examples = sorted((ROOT / "examples").glob("*.yml"), key=lambda path: (path.stem not in KNOWN, path.stem))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".site-") as folder:
        work, made = Path(folder), Path(folder) / "made"
        made.mkdir()
        steps = [(COMPLETE, ["new", str(work / COMPLETE), "--complete", "--date", _date(examples)])]
        for example in examples:
            own, shared = work / f"{example.stem}-intern", work / example.stem
            _run(["new", str(own), "--answers", str(example), "--no-build"])
            steps.append((example.stem, ["share", str(own), str(shared)]))
        for name, command in steps:
            _run(command)
            if name != COMPLETE:  # a reader of an example finds its Word, PDF and Excel on the page with downloads
                _run(["export", str(work / name), "--all"])
                _with_downloads(work / name, command)
            shutil.move(work / name / "site", made / name)
            print(f"Gemaakt: {name}", flush=True)
        moments = _worked(work, made)
        maker = _maker(made)
        (made / "index.html").write_text(_landing([path.stem for path in examples], moments, maker=maker), encoding="utf-8")
        (made / ".nojekyll").touch()  # GitHub Pages serves the files as they are
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(made, target)
    print(f"Klaar. Open {target / 'index.html'} in uw browser, of zet de map {target} op een webserver.")
    return 0


def _worked(work: Path, made: Path) -> list[tuple[str, str, str]]:
    """Live through the worked case: one handbook that is made again at each moment, kept as a site of that day.

    Return folder, title and summary of each moment. From the second on its page *Wat is veranderd* says what the answers changed.
    """
    from site_build.content.loading import load

    case, own = load(ROOT).worked, work / WORKED
    if case is None:
        return []
    found = []
    for number, moment in enumerate(case.moments, start=1):
        answers = ROOT / "guide" / "example" / "moments" / f"{moment.id}.yml"
        if number == 1:
            _run(["new", str(own), "--answers", str(answers), "--no-build"])
        else:
            (own / "antwoorden.yml").write_bytes(answers.read_bytes())
            _run(["build", str(own), "--no-build"])
        _run(["export", str(own), "--word", "--pdf", "--excel"])  # and the page with downloads, which names them
        _run(["build", str(own)])
        folder = f"{WORKED}/{number}-{moment.id}"
        (made / WORKED).mkdir(exist_ok=True)
        shutil.copytree(own / "site", made / folder)
        shutil.rmtree(own / "export")
        found.append((folder, moment.title, moment.summary))
        print(f"Gemaakt: {folder}", flush=True)
    return found


def _with_downloads(folder: Path, command: list[str]) -> None:
    """Make a shared edition once more, in a folder that holds its files: the page with downloads names them."""
    export = folder.with_name(f"{folder.name}-bestanden")
    shutil.move(folder / "export", export)
    shutil.rmtree(folder)
    folder.mkdir()
    shutil.move(export, folder / "export")
    _run(command)


def _run(command: list[str]) -> None:
    """Run a command quietly: what it says is about folders that are gone afterwards."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = handreiking(command)
    if status:
        print(said.getvalue(), end="")
        sys.exit(status)


def _date(examples: list[Path]) -> str:
    """Return the date of the examples, so that the same checkout gives the same site on any day."""
    import yaml

    return str(max(yaml.safe_load(path.read_text(encoding="utf-8"))["date"] for path in examples))


def _maker(made: Path) -> str:
    """Put the page that makes a handbook under maken/, with its hash, and link it from the complete edition's home.

    Returns the hash; empty, with a line, where npm is not there to bring Pyodide.
    """
    from tools import make_browser

    if not make_browser.ready():
        print("Overgeslagen: maken/ (npm ontbreekt). / Skipped: maken/ (npm is missing).", flush=True)
        return ""
    page = made / MAKER
    page.parent.mkdir()
    page.write_text(make_browser.build(), encoding="utf-8", newline="\n")
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    page.with_name(f"{page.name}.sha256").write_text(f"{digest}  {page.name}\n", encoding="utf-8", newline="\n")
    home = made / COMPLETE / "index.html"
    text = home.read_text(encoding="utf-8")
    if text.count(_HOME_STEP) != 1:
        raise SystemExit(f"{home}: '{_HOME_STEP}' staat er {text.count(_HOME_STEP)} keer, een keer was verwacht (templates/pages/home.md.j2).")
    home.write_text(text.replace(_HOME_STEP, f'<strong><a href="../{MAKER}">Maak uw eigen handboek</a>.</strong>'), encoding="utf-8", newline="\n")
    print("Gemaakt: maken", flush=True)
    return digest


_HOME_STEP = "<strong>Maak uw eigen handboek.</strong>"  # only on this website stands the page beside the edition


def _landing(names: list[str], moments: list[tuple[str, str, str]], *, maker: str) -> str:
    known = "".join(_item(name, KNOWN[name], "Uit openbare bronnen; de rest is niet bekend.") for name in names if name in KNOWN)
    invented = "".join(_item(name, name.replace("-", " ").capitalize(), "Verzonnen voorbeeld.") for name in names if name not in KNOWN)
    own = _OWN.format(maker=MAKER, digest=maker) if maker else ""
    worked = _CASE.format(complete=COMPLETE, moments="".join(_item(*moment) for moment in moments)) if moments else ""
    return _PAGE.format(own=own, complete=COMPLETE, worked=worked, known=known, invented=invented)


def _item(folder: str, title: str, text: str) -> str:
    return f'<li><a href="{html.escape(folder)}/index.html">{html.escape(title)}</a> <span>{html.escape(text)}</span></li>\n'


_OWN = """<h2>Maak uw eigen handboek</h2>
<p><a href="{maker}">Begin met de vragen</a>: in uw browser, zonder iets te installeren. Uw antwoorden gaan nergens heen.
U kunt het bestand ook bewaren en zonder internet openen.</p>
<p class="digest"><span>Controlegetal van het bestand (SHA-256): {digest}</span></p>
"""


_CASE = """<h2>Eén gemeente, van begin tot eind</h2>
<p><a href="{complete}/voorbeeld/index.html">Het verhaal van Noordwoude</a>, in twaalf korte bladzijden, met elk modelstuk ingevuld.
Noordwoude bestaat niet: alles is verzonnen.</p>
<p>Het handboek van Noordwoude, op vier momenten. Vanaf het tweede leest u op <em>Wat is veranderd</em> wat de antwoorden deden.</p>
<ol>
{moments}</ol>
"""


_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Handreiking brede uitvoeringskaders: de volledige uitgave en voorbeelden per gemeente.">
<title>Handreiking brede uitvoeringskaders</title>
<style>
:root {{ color-scheme: light dark; --ink: #1b2427; --paper: #fff; --link: #17505f; --soft: #4a585c; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e7edee; --paper: #12191b; --link: #8ccfdd; --soft: #b2c0c3; }} }}
@font-face {{ font-family: "Atkinson Next"; src: url("{complete}/assets/fonts/atkinson-next.woff2") format("woff2"); font-weight: 200 800; font-display: swap; }}
@font-face {{ font-family: "Source Serif"; src: url("{complete}/assets/fonts/source-serif.woff2") format("woff2"); font-weight: 200 900; font-display: swap; }}
@font-face {{ font-family: "Figures"; src: url("{complete}/assets/fonts/figures.woff2") format("woff2"); font-weight: 200 900; font-display: swap; unicode-range: U+0030-0039; }}
body {{ margin: 0 auto; max-width: 42rem; padding: 2rem 1.25rem 4rem; font: 1.0625rem/1.6 "Figures", "Atkinson Next", system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }}
h1, h2 {{ font-family: "Source Serif", Georgia, serif; font-weight: 600; line-height: 1.2; }}
a {{ color: var(--link); }}
a:focus-visible {{ outline: 3px solid currentColor; outline-offset: 3px; }}
ul, ol {{ padding-left: 1.25rem; }}
li {{ margin: .5rem 0; }}
span {{ color: var(--soft); display: block; }}
.digest {{ font-size: .85rem; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>Handreiking brede uitvoeringskaders</h1>
<p>Voor gemeenten en partners die professionals ruimte geven om te doen wat nodig is.</p>
{own}<h2>De volledige uitgave</h2>
<p><a href="{complete}/index.html">Alles lezen</a>: elke bladzijde, lijst en tekst, met erbij wanneer die geldt.</p>
{worked}<h2>Voorbeelden op maat</h2>
<p>Zo ziet een handboek eruit dat uit antwoorden is gemaakt. Dit zijn uitgaven om te delen: er staan geen vertrouwelijke antwoorden in.</p>
<ul>
{known}{invented}</ul>
</main>
</body>
</html>
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
