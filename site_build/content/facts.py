"""The derived facts: name, type, values and the questions they come from.

Here they are only declared; `interview.facts` computes them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A derived fact that conditions may name; `prints` says that pages may print it."""

    name: str
    type: str  # text, number, choice, yes_no
    questions: tuple[str, ...]
    label: str
    values: tuple[tuple[str, str], ...] = ()  # id, Dutch label
    prints: bool = False
    placeholder: str = ""
    unit: str = ""  # "euro": printed as an amount
    boundaries: tuple[float, ...] = ()  # numbers at which a value changes


_YES_NO = (("ja", "ja"), ("nee", "nee"))

# The kinds of cost that model documents print one by one: choices of the part `post` of the question `kosten`.
COST_ITEMS = (("team", "loonkosten team"), ("werkbudget", "werkbudget"), ("opleiding", "opleiding en intervisie"), ("overhead", "overhead"),
              ("meer_gebruik", "meer gebruik van hulp en uitkeringen"), ("overig", "overige kosten"))
ONE_OFF = "eenmalig"  # the choice of `post` that is paid once, at the start: never part of an amount per year

FACTS: dict[str, Fact] = {fact.name: fact for fact in (
    Fact("gemeente.naam", "text", ("gemeente",), "naam van de gemeente", prints=True, placeholder="uw gemeente"),
    Fact("gemeente.provincie", "text", ("gemeente",), "provincie", prints=True, placeholder="uw provincie"),
    Fact("gemeente.inwoners", "number", ("gemeente",), "inwoners volgens het CBS (2022)"),
    Fact("gemeente.stedelijkheid", "choice", ("gemeente",), "stedelijkheid",
         (("zeer_sterk", "zeer sterk stedelijk"), ("sterk", "sterk stedelijk"), ("matig", "matig stedelijk"),
          ("weinig", "weinig stedelijk"), ("niet", "niet stedelijk"))),
    Fact("gemeente.grootte", "choice", ("inwoners",), "grootte van de gemeente",
         (("klein", "klein (minder dan 30.000 inwoners)"), ("midden", "middelgroot"),
          ("groot", "groot (meer dan 100.000 inwoners)")),
         boundaries=(30_000, 100_000)),
    Fact("regio.samen", "yes_no",
         ("samenwerkingsvorm", "uitvoering", "beslist_inkomen", "beslist_schulden", "beslist_jeugd", "beslist_wmo"),
         "samen met andere gemeenten", _YES_NO),
    Fact("geld.soort", "choice", ("financiering",), "soort geld",
         (("tijdelijk", "tijdelijk geld"), ("structureel", "elk jaar in de begroting"),
          ("gemengd", "deels tijdelijk, deels elk jaar"), ("eigen_uren", "alleen eigen uren"))),
    Fact("geld.maanden_over", "number", ("geld_tot",), "maanden tot het geld stopt", prints=True,
         placeholder="het aantal maanden"),
    Fact("geld.jaar_daarna", "number", ("geld_tot",), "eerste jaar zonder dit geld", prints=True, placeholder="jaar"),
    Fact("geld.halfjaar_ervoor", "date", ("geld_tot",), "half jaar voordat het geld stopt", prints=True, placeholder="datum"),
    Fact("partners.aantal", "number", ("partners",), "aantal partners", prints=True, placeholder="het aantal partners"),
    Fact("beeld.verschil", "yes_no", (), "verschil van beeld tussen de rollen", _YES_NO),
    Fact("partners.namen", "text", ("partners",), "namen van partners", prints=True, placeholder="namen van partners"),
    Fact("bedrag.laag", "number", ("kosten",), "kosten per jaar, laag geschat", prints=True, placeholder="bedrag", unit="euro"),
    Fact("bedrag.hoog", "number", ("kosten",), "kosten per jaar, hoog geschat", prints=True, placeholder="bedrag", unit="euro"),
    Fact("bedrag.gemeente", "text", ("kosten",), "deel van de kosten dat de gemeente nu betaalt", prints=True, placeholder="bedrag"),
    Fact("bedrag.anderen", "text", ("kosten",), "deel van de kosten dat anderen nu betalen", prints=True, placeholder="bedrag"),
    Fact("bedrag.per_huishouden", "text", ("kosten", "huishoudens"), "kosten per huishouden", prints=True, placeholder="bedrag per huishouden"),
    *(Fact(f"bedrag.{post}", "text", ("kosten",), f"{words} per jaar", prints=True, placeholder="bedrag") for post, words in COST_ITEMS),
    Fact("team.maanden_bezig", "number", ("team_start",), "maanden sinds de start van het team"),
    Fact("verkiezingen.maanden_over", "number", ("datum_verkiezingen",), "maanden tot de raadsverkiezingen"),
)}
