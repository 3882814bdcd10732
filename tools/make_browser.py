"""Make build/browser/handboek-maken.html: the whole program in one file, for a browser. Run: python -m tools.make_browser [TARGET].

One HTML file holds Pyodide (Python for browsers), this program with its compiled content, and the pure-Python libraries it
needs. Pyodide comes from npm, in the version and with the hash of browser/vendor.lock; the libraries come from the
environment, in the versions of constraints.txt. Two builds of the same tree give the same bytes.
"""

from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import importlib.metadata
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from site_build.content.assets import BESIDE_COMPILED
from site_build.content.loading import encode, load
from site_build.content.model import Content

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "browser"
TARGET = ROOT / "build" / "browser" / "handboek-maken.html"
CACHE = ROOT / "build" / "vendor"
BLANK = "hb-00000000"  # the handbook of the empty workbook in the page; who opens it filled in gets an id of her own
_EPOCH = (1980, 1, 1, 0, 0, 0)

# Distribution -> the files of it that are left out (prefixes, below site-packages). Only Python and what is read at run time goes along.
_LIBRARIES: dict[str, tuple[str, ...]] = {
    "jinja2": (), "markupsafe": (), "pyyaml": (),
    "markdown": (), "pymdown-extensions": ("pymdownx/emoji", "pymdownx/gemoji_db", "pymdownx/twemoji_db", "pymdownx/emoji1_db"),
    "pygments": ("pygments/lexers/", "pygments/styles/", "pygments/formatters/"),
    "mkdocs": ("mkdocs/tests/", "mkdocs/themes/", "mkdocs/contrib/search/lunr-language/", "mkdocs/contrib/search/templates/", "mkdocs/commands/get_deps.py"),
    "mkdocs-material": ("material/templates/.icons/", "material/templates/assets/", "material/plugins/social/", "material/plugins/blog/",
                        "material/plugins/tags/", "material/plugins/projects/", "material/plugins/typeset/", "material/plugins/optimize/",
                        "material/plugins/privacy/", "material/plugins/meta/", "material/extensions/"),
    "mkdocs-material-extensions": (), "click": (), "mergedeep": (), "pathspec": (), "platformdirs": (),
    "pyyaml_env_tag": (), "backrefs": ("backrefs/uniprops/unidata/",), "colorama": (), "six": (), "mkdocs-get-deps": (),
    "openpyxl": ("openpyxl/tests/",), "et-xmlfile": (), "icalendar": ("icalendar/tests/", "icalendar/fuzzing/"), "python-dateutil": ("dateutil/zoneinfo/",), "tzdata": ("tzdata/",),
    "typing-extensions": (),
}
# Needed by parts of MkDocs that are not used here: ghp-import, packaging and paginate; babel only for a menu in several languages.
_ROOMS_LEFT_OUT = ("site_build/desk/", "site_build/commands/", "site_build/publishing/paper/fonts/", "site_build/publishing/paper/word/", "site_build/_content/")
_KEPT_IN = {  # of these only what is named goes along; the rest is word lists and lexers that nothing reads
    "pygments": ("pygments/lexers/__init__.py", "pygments/lexers/_mapping.py", "pygments/styles/__init__.py", "pygments/styles/_mapping.py",
                 "pygments/lexers/special.py", "pygments/styles/default.py", "pygments/formatters/__init__.py", "pygments/formatters/_mapping.py",
                 "pygments/formatters/html.py"),
    "python-dateutil": ("dateutil/zoneinfo/__init__.py",),
    "tzdata": ("tzdata/__init__.py", "tzdata/zoneinfo/__init__.py", "tzdata/zoneinfo/Europe/__init__.py", "tzdata/zoneinfo/Europe/Amsterdam", "tzdata/zoneinfo/UTC"),
    "backrefs": ("backrefs/uniprops/unidata/__init__.py", "backrefs/uniprops/unidata/alias.py"),
}
_SUFFIXES = (".py", ".html", ".yml", ".json", ".xml", ".txt")
_ASKED_FOR = ("mkdocs/contrib/search/lunr-language/lunr.nl.js",)  # the search plugin looks whether it is there
_SCRIPTS = ("tools", "engine", "keeping", "fields", "interview", "together", "making", "start")  # browser/page/, in this order
_ICON = re.compile(r"\.icons/[\w/-]+\.svg")


def main(arguments: list[str]) -> int:
    """Build the file; return the exit status."""
    target = Path(arguments[0]) if arguments else TARGET
    page = build()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8", newline="\n")
    size, zipped = len(page.encode()), len(gzip.compress(page.encode(), 9))
    print(f"{target.name}: {size / 1e6:.2f} MB, {zipped / 1e6:.2f} MB gzip, sha256 {hashlib.sha256(page.encode()).hexdigest()}")
    return 0


def ready() -> bool:
    """True when Pyodide is in the cache or can be brought."""
    return _archive().is_file() or shutil.which("npm") is not None


def build() -> str:
    """Return the page, whole."""
    pyodide = _pyodide()
    packed = {
        "wasm": pyodide["pyodide.asm.wasm"],
        "stdlib": pyodide["python_stdlib.zip"],
        "program": _stored_zip(dict(sorted(_program()))),
    }
    worker = "\n".join((
        _as_classic(pyodide["pyodide.asm.mjs"].decode(), _ASM_EDITS), _as_classic(pyodide["pyodide.mjs"].decode(), _LOADER_EDITS),
        (SOURCE / "worker.js").read_text(encoding="utf-8")))
    payload = {name: base64.b64encode(data if name == "stdlib" else gzip.compress(data, 9, mtime=0)).decode() for name, data in packed.items()}
    payload["worker"] = base64.b64encode(gzip.compress(worker.encode(), 9, mtime=0)).decode()
    payload["form"] = base64.b64encode(_form()).decode()
    script = _script()
    style = _style()
    policy = (f"default-src 'none'; script-src '{_hash(script)}' 'wasm-unsafe-eval' blob:; style-src '{_hash(style)}'; worker-src blob:; "
              "img-src data: blob:; font-src data:; frame-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'")
    data = "\n".join(f'<script type="application/octet-stream" id="data-{name}">{text}</script>' for name, text in payload.items())
    hashes = {"program": packed["program"], "pyodide.asm.wasm": packed["wasm"], "python_stdlib.zip": packed["stdlib"], "worker": worker.encode()}
    data += f'\n<script type="application/json" id="data-info">{_info(hashes)}</script>'
    data += f'\n<script type="application/json" id="data-places">{_places()}</script>'
    page = (SOURCE / "page.html").read_text(encoding="utf-8")
    for name, text in (("POLICY", policy), ("STYLE", style), ("SCRIPT", script), ("DATA", data)):
        mark = f"@@{name}@@"
        if page.count(mark) != 1:
            raise SystemExit(f"browser/page.html: {mark} stands {page.count(mark)} times, once was expected")
        page = page.replace(mark, text)
    return page


def _script() -> str:
    """Return the page's script: its parts in one scope, so that nothing of it can be reached from outside but what it gives."""
    parts = [(SOURCE / "page" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _places() -> str:
    """Return the municipalities as JSON: to choose from before Python is there."""
    from site_build.interview import municipalities

    content = _content()
    options = municipalities.options(content.municipalities, content.municipality_names)
    return _json([{"code": option.code, "label": option.label, "keys": list(option.keys)} for option in options])


def _form() -> bytes:
    """Return the questionnaire as a workbook: the way that is left where Python cannot start."""
    from site_build.interview.records import Answers
    from site_build.publishing.forms.form_workbook import write_form

    content = _content()
    answers = Answers(BLANK, str(content.edition.date), version=content.edition.version)
    with tempfile.TemporaryDirectory() as place:
        write_form(content, answers, Path(place) / "vragenlijst.xlsx", statements=True)
        return (Path(place) / "vragenlijst.xlsx").read_bytes()


@functools.lru_cache(maxsize=1)
def _content() -> Content:
    return load(ROOT)


def _json(value: object) -> str:
    """Return JSON that can stand inside a page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


# --- Pyodide --------------------------------------------------------------------------------

# Pattern, replacement, how often it must be found: the fragile spot, so a version that differs stops the build.
_ASM_EDITS = (
    ("import.meta.url", "self.location.href", 3),
    ("export default _createPyodideModule", "self._createPyodideModule=_createPyodideModule", 1),
)
_LOADER_EDITS = (
    ("export{dt as loadPyodide,U as version}", "self.loadPyodide=dt", 1),
)


def _as_classic(module: str, edits: tuple[tuple[str, str, int], ...]) -> str:
    """Turn an ES module into a classic script: a module worker that was started from a Blob fails on file://."""
    for pattern, replacement, expected in edits:
        found = module.count(pattern)
        if found != expected:
            raise SystemExit(f"Pyodide: '{pattern}' stands {found} times, {expected} was expected. Look at the new version before changing this.")
        module = module.replace(pattern, replacement)
    # A map is for debugging in a browser's tools.
    lines = [line for line in module.splitlines() if not line.startswith("//# sourceMappingURL=")]
    return "(()=>{" + "\n".join(lines) + "\n})();"


def _pyodide() -> dict[str, bytes]:
    """Return Pyodide's files, from the cache or npm; raises SystemExit when the archive is not the one that was pinned."""
    lock = _lock()
    archive = _archive()
    if not archive.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(["npm", "pack", "--silent", f"pyodide@{lock['version']}"], cwd=place, check=True, stdout=subprocess.DEVNULL)
            (Path(place) / archive.name).rename(archive)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != lock["sha256"]:
        raise SystemExit(f"{archive.name} has sha256 {digest}, {lock['sha256']} was expected")
    wanted = ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs", "python_stdlib.zip")
    with tarfile.open(archive) as tar:
        return {name: _member(tar, f"package/{name}") for name in wanted}


def _lock() -> dict[str, str]:
    lock: dict[str, str] = json.loads((SOURCE / "vendor.lock").read_text(encoding="utf-8"))["pyodide"]
    return lock


def _archive() -> Path:
    return CACHE / f"pyodide-{_lock()['version']}.tgz"


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    assert file is not None, name
    return file.read()


def _style() -> str:
    """Return the theme's own style with its main fonts inside, and what only this page has."""
    assets = ROOT / "site_build" / "theme" / "assets"
    text = "\n".join((assets / "css" / f"{name}.css").read_text(encoding="utf-8") for name in ("tokens", "shell", "content", "parts"))
    text += "\n@media print {\n" + (assets / "css" / "print.css").read_text(encoding="utf-8") + "\n}\n"
    text += "\n" + (SOURCE / "page.css").read_text(encoding="utf-8")

    text = re.sub(r"@font-face \{[^}]*?/fonts/([\w.-]+)[^}]*\}\n?", lambda found: found[0] if found[1] in _FONTS else "", text)
    return re.sub(r'url\("\.\./fonts/([\w.-]+)"\)',
                  lambda found: f"url(data:font/woff2;base64,{base64.b64encode((assets / 'fonts' / found[1]).read_bytes()).decode()})", text)


_FONTS = ("atkinson-next.woff2", "figures.woff2", "source-serif.woff2")


def _info(parts_of_page: dict[str, bytes]) -> str:
    """Return what the page tells about its parts, as JSON: names, versions, licences, and the hashes of what it unpacks."""
    lock = _lock()
    parts = [{"name": "handreiking", "version": importlib.metadata.version("handreiking"), "licence": "EUPL-1.2; teksten CC BY 4.0"}]
    parts += [{"name": "Pyodide", "version": lock["version"], "licence": "MPL-2.0"},
              {"name": "CPython", "version": lock["python"], "licence": "PSF-2.0"}]
    for name in sorted(_LIBRARIES):
        meta = importlib.metadata.metadata(name)
        licence = meta["License-Expression"] or next((c.rpartition(" :: ")[2] for c in meta.get_all("Classifier") or () if c.startswith("License ::")), "") or meta["License"] or ""
        parts.append({"name": name, "version": meta["Version"], "licence": licence.splitlines()[0][:60]})
    hashes = [{"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in parts_of_page.items()]
    return _json({"parts": parts, "hashes": hashes})


# What Pyodide and CPython say themselves is not in their archive; the same licence is in the archive of another part.
_SAME_LICENCE = {"Pyodide": "pathspec", "CPython": "typing-extensions"}
_GONE_WITH = ("licen", "copying", "notice")


def _licences() -> dict[str, str]:
    """Return part -> the text of its licence; raises SystemExit when a part has none."""
    found = {"handreiking": (ROOT / "LICENSE").read_text(encoding="utf-8")}
    for name in sorted(_LIBRARIES):
        distribution = importlib.metadata.distribution(name)
        files = [file for file in distribution.files or () if file.name.lower().startswith(_GONE_WITH) and ".dist-info" in file.as_posix()]
        texts = [Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace") for file in files]
        found[name] = "\n\n".join(texts)
    found.update({name: found[other] for name, other in _SAME_LICENCE.items()})
    return found


# --- what runs in it ------------------------------------------------------------------------


def _program() -> Iterator[tuple[str, bytes]]:
    yield from _libraries()
    package = ROOT / "site_build"
    for path in sorted(package.rglob("*")):
        name = f"site_build/{path.relative_to(package).as_posix()}"
        if path.is_file() and "__pycache__" not in path.parts and not name.startswith(_ROOMS_LEFT_OUT):
            yield name, path.read_bytes()
    yield "site_build/_content/content.json", encode(_content()).encode()
    for asset in _content().assets:
        yield f"site_build/_content/{BESIDE_COMPILED}/{asset.path}", (ROOT / asset.path).read_bytes()
    yield "site_build/_content/mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes()
    for name in ("bridge.py", "making.py"):
        yield name, (SOURCE / name).read_bytes()
    for name, text in _licences().items():
        yield f"licences/{name}.txt", text.encode()


def _libraries() -> Iterator[tuple[str, bytes]]:
    asked_for = set(_ASKED_FOR)
    asked_for |= {f"material/templates/{name}" for path in (ROOT / "site_build/theme/overrides").rglob("*.html") for name in _ICON.findall(path.read_text("utf-8"))}
    for name, left_out in _LIBRARIES.items():
        distribution = importlib.metadata.distribution(name)
        for file in sorted(distribution.files or (), key=str):
            path = file.as_posix()
            kept = path in _KEPT_IN.get(name, ()) or path in asked_for
            if path.startswith("../") or "__pycache__" in path or (path.startswith(left_out) and left_out and not kept):
                continue
            if ".dist-info/" in path:
                if not path.endswith(("/METADATA", "/entry_points.txt")) and "/licenses/" not in path.lower():
                    continue
            elif not kept and not path.endswith(_SUFFIXES):
                continue
            yield path, Path(str(distribution.locate_file(file))).read_bytes()


def _stored_zip(files: dict[str, bytes]) -> bytes:
    """Return a zip without compression: the whole is compressed once, which is smaller."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return buffer.getvalue()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
