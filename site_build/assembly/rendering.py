"""The Jinja sandbox for templates/, and the printing of `{{ name }}` in pages.

Editors cannot run code: immutable sandbox, strict undefined, an allow-list of filters. Answers are
data, never templates: what a page prints is put in once and not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, Template, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.loaders import DictLoader
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from site_build.content.template_errors import undefined, why
from site_build.errors import ContentError, Place, Problem
from site_build.interview.answers import dutch_date, dutch_number
from site_build.said import escape

_FILTERS = frozenset({"default", "first", "join", "last", "length", "lower", "replace", "round", "sort", "upper", "capitalize"})
PRINT = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_WORD = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
NAME = re.compile(rf"{_WORD}(?:\.{_WORD})?\Z")


# What a template may read of each class that it met: the fields of our dataclasses, and where a loop is. Asked for ten thousand times in a handbook.
_FIELDS: dict[type, frozenset[str]] = {LoopContext: frozenset({"first", "last", "index", "length"})}


class _Sandbox(ImmutableSandboxedEnvironment):
    """The immutable sandbox, with a short way for what is safe by nature: a field of one of our frozen dataclasses, and `link`."""

    def getattr(self, obj: object, attribute: str) -> object:
        """Return an attribute; only what is no field of a dataclass needs the sandbox's questions, which cost a third of all rendering."""
        kind = obj.__class__
        fields = _FIELDS.get(kind)
        if fields is None:
            fields = _FIELDS[kind] = frozenset(getattr(kind, "__dataclass_fields__", ()))
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: N805 - the names are Jinja's: no keyword of a template is one
        """Call a function; `link` is a plain one of ours, and a handbook asks for it a thousand times."""
        if __obj is from_top and len(args) == 1:
            return from_top(str(args[0]))
        return super().call(__context, __obj, *args, **kwargs)


def from_top(target: str) -> str:
    """Write a link from the top of docs/; it is resolved when every page is there."""
    return f"/{target}"


class Templates:
    """The page and picture templates, compiled once per content."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.environment = _Sandbox(
            loader=DictLoader(dict(templates)), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=True, comment_start_string="{##", comment_end_string="##}", autoescape=False)
        self.environment.filters = {name: f for name, f in self.environment.filters.items() if name in _FILTERS}
        self.environment.filters.update(escape=escape, euro=euro, date=dutch_date, number=dutch_number, xml=xml)
        self.environment.globals.clear()
        self.environment.globals["range"] = lambda n: range(min(int(n), 1000))
        self._found: dict[str, Template] = {}

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Render one template; a mistake in it is a ContentError that names the place."""
        try:
            template = self._found.get(name)
            if template is None:
                template = self._found[name] = self.environment.get_template(name)
            # As `template.render` does, without two copies of the values: a handbook asks for it four hundred times.
            context = template.new_context({**self.environment.globals, **values}, shared=True)
            try:
                return "".join(template.root_render_func(context))
            except Exception:
                self.environment.handle_exception()
        except TemplateSyntaxError as error:
            raise _template_error(name, error.lineno, f"Dit sjabloon is niet te lezen: {why(str(error.message))}.", "Kijk of elk blok en elke {{ … }} gesloten is.") from error
        except TemplateNotFound as error:
            raise _template_error(name, 1, f"Het sjabloon templates/{error.name} ontbreekt.", "Zet het terug, of geef het een andere naam.") from error
        except UndefinedError as error:
            raise _template_error(name, _line(error, name), *undefined(str(error.message), values)) from error
        except SecurityError as error:
            raise _template_error(name, _line(error, name), "Dit sjabloon probeert iets wat niet mag.") from error
        except TemplateError as error:
            raise _template_error(name, _line(error, name), f"Dit sjabloon werkt niet: {why(str(error.message))}.") from error


def _template_error(name: str, line: int, message: str, remedy: str = "Kijk naar de namen die andere sjablonen gebruiken.") -> ContentError:
    return ContentError([Problem(Place(f"templates/{name}", line, 1), "sjabloon", message, remedy)])


def _line(error: BaseException, name: str) -> int:
    traceback, line = error.__traceback__, 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename in (name, "<template>"):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def print_names(text: str, value_of: Callable[[str], str], place: Place) -> str:
    """Replace each `{{ name }}` by what `value_of` returns; raises ContentError for anything else."""

    def replace(match: re.Match[str]) -> str:
        if not NAME.match(match[1]):
            raise ContentError([Problem(place, "naam-vorm", f"Tussen {{{{ en }}}} mag alleen een naam staan, geen '{match[1][:60]}'.",
                                        "Schrijf bijvoorbeeld {{ gemeente.naam }}.")])
        return value_of(match[1])

    return PRINT.sub(replace, text)


def euro(value: float) -> str:
    """Return an amount as € 1.234 (whole euros) or € 1,60."""
    whole = float(value).is_integer()
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    return "€ " + text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def half_days(value: float) -> str:
    """Return half-days as people say them: in whole and half ones, rounded up, so that a little is not nothing."""
    return dutch_number(-(-round(value * 2, 6) // 1) / 2)


def xml(text: object) -> str:
    """Escape text for SVG and HTML attributes in a Markdown page: its signs stay signs there too."""
    safe = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return "".join(f"&#{ord(sign)};" if sign in "*_`[{" else sign for sign in safe)
