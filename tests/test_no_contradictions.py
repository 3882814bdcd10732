"""A page never says something that contradicts the answers: the riskiest combinations.

Each combination is a full set of answers of one municipality with a twist. `says` are sentences that
must be there, `never` sentences that would be false for it, on any page, now or later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from site_build.interview.answers import Answers, validate
from tests.handbooks import ROOT, TODAY, content, decide, page_text

# A town without anything special; every combination changes a few answers of it.
TOWN: dict[str, Any] = {
    "gemeente": "GM0307", "inwoners": 60_000, "fase": "uitvoeren", "samenwerkingsvorm": "geen",
    "beslist_inkomen": "gemeente", "beslist_schulden": "gemeente", "beslist_jeugd": "gemeente", "beslist_wmo": "gemeente",
    "herindeling": "nee", "voorbeelden": ["frontlijn"], "doelgroep": ["gezinnen"], "vorm": "ongevraagd_opzoeken",
    "eerdere_pilots": "nee", "uitvoering": "eigen", "partners": [{"naam": "Corporatie", "soort": "corporatie", "gegevens": "nee"}],
    "wijkteam": "breed", "plek": "afdeling", "team_status": "draait", "fte": 6, "disciplines": ["gemeente"],
    "caseload": "van_12_tot_20", "huisbezoektijd": "vast", "verloop": "laag", "ervaring": "gemengd", "leerroutine": ["intervisie"],
    "veiligheid": "informeel", "ervaringsdeskundigen": "incidenteel", "mandaat": "informeel", "werkbudget": "tot_250",
    "knelpunt": ["werkproces"], "hardheidsclausule": "deels", "doorbraaktafel": "zonder_mandaat", "maatwerkmethode": ["eigen"],
    "principes": "in_de_maak", "gegevensdeling": "intern", "dpia": "in_de_maak", "registratie": "belastend", "ict": "koppelingen",
    "opdrachtgever": "beide", "steun_bestuur": "steunt", "steun_raad": "positief", "financiering": ["subsidie"],
    "geld_tot": "2028-06-30", "positie": "sluitend", "kadernota": "kadernota", "nulmeting": "deels", "bewijs": ["bereik"],
    "geregeld": ["leren"], "dagdelen_projectleider": 4, "dagdelen_anderen": 6,
}


@dataclass(frozen=True)
class Risky:
    """A combination: what differs from TOWN, and what must and must not be read."""

    name: str
    answers: dict[str, Any]
    says: dict[str, str] = field(default_factory=dict)  # page -> sentence
    never: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # pages that must not be in the handbook


COMBINATIONS = (
    Risky("no team yet",
          {"fase": "voorbereiden", "team_status": "nog_niet", "disciplines": ["ggz", "studenten", "gemeente"]},
          {"team-en-vakmanschap": "U gaat nog werven", "mensen-en-kennis": "Er is nog geen team.", "tijd-en-caseload": "Spreek de bovengrens nu af."},
          ("Het team draait", "In uw team werken mensen met een beroepsgeheim", "Er werken studenten mee", "U hebt hooguit 20 huishoudens",
           "Het verloop valt mee", "Het werk loopt al", "U bent al bezig")),
    Risky("a partner executes and would decide on the Participatiewet",
          {"uitvoering": "partner_subsidie", "beslist_inkomen": "partner", "plek": "bij_partner", "subsidie_jaren": 2},
          {"mandaat": "Mandaat kan alleen naar een bestuursorgaan", "regels": "Mensen van een partner kunnen alleen besluiten nemen"},
          ("### Uw eigen mensen voeren uit", "Dit is het eenvoudigste geval", "Uw eigen mensen voeren uit", "U voert zelf uit",
           "### De gemeente helpt, en beslist ook over de bijstand", "De mensen zijn in dienst van de gemeente")),
    Risky("no mandate and no work budget",
          {"mandaat": "geen", "werkbudget": "geen"},
          {"mandaat": "### Er is nog geen mandaat", "regels": "Er is nog geen mandaat op papier."},
          ("Het mandaat staat op papier", "Uw mandaat staat op papier", "### Er is een werkbudget")),
    Risky("phase borgen without anyone who gives the order and without a baseline",
          {"fase": "borgen", "opdrachtgever": "geen", "nulmeting": "nee"},
          {"opdracht-en-bestuur": "Het werk loopt, en niemand staat erachter", "borgen-begint-nu": "of met wie dat kan worden",
           "nulmeting": "Het werk is al begonnen zonder nulmeting", "zes-lagen": "U bent aan het borgen."},
          ("Start nog niet met inwoners", "U bent nog niet begonnen", "het werk is nog niet begonnen", "Het plan is nog niet af",
           "Doe dit voordat het plan af is", "Neem een uur met uw opdrachtgever. Vul", "U hoeft nog niets over te dragen")),
    Risky("a regeling executes and decides",
          {"uitvoering": "regeling", "samenwerkingsvorm": "regeling", "beslist_inkomen": "regeling", "beslist_schulden": "regeling"},
          {"samen-met-andere-gemeenten": "### De kalender van een gemeenschappelijke regeling", "afwijken-van-regels": "Uw team mag daar niet zelf afwijken",
           "geld-en-begrotingscyclus": "Een gemeenschappelijke regeling heeft een eigen begroting"},
          ("### Uw eigen mensen voeren uit", "### Een centrumgemeente", "U voert zelf uit", "### Een partner voert (mee) uit")),
    Risky("another municipality executes: there is no regeling",
          {"uitvoering": "regeling", "samenwerkingsvorm": "centrumgemeente", "beslist_inkomen": "andere_gemeente"},
          {"samen-met-andere-gemeenten": "### Een centrumgemeente"},
          ("### Een gemeenschappelijke regeling", "### De kalender van een gemeenschappelijke regeling",
           "Een gemeenschappelijke regeling heeft een eigen begroting, en die is vroeger klaar")),
    Risky("working together, but every decision is our own",
          {"samenwerkingsvorm": "ambtelijke_fusie"},
          {"samen-met-andere-gemeenten": "### Eén ambtelijke organisatie"},
          ("### Een ander bestuur beslist mee", "### Een ander beslist mee", "Uw team mag daar niet zelf afwijken", "Minstens één besluit valt buiten uw eigen gemeente",
           "Voor de inwoner is dit één overheid.")),
    Risky("a village",
          {"gemeente": "GM0331", "inwoners": 14_512, "fte": 9},
          {"aanwezig-in-de-wijk": "### Tussen dorpen en kernen", "team-en-vakmanschap": "Een dorp heeft geen elf mensen nodig"},
          ("In een grote stad", "In een grote gemeente", "### In een stad", "een derde van uw kennis", "de hal van dezelfde flat")),
    Risky("ggz in the team",
          {"disciplines": ["gemeente", "ggz"], "uitvoering": "gemengd", "subsidie_jaren": 1, "partner_naam": "Stichting Wel"},
          {"privacy-en-gegevens": "### Mensen met een beroepsgeheim", "integraal-werken": "### Beroepen met een eigen geheim",
           "gegevens-en-ict": "De ggz doet mee."},
          ("### Een partner voert uit\n", "### Een partner belt aan\n", "### U werkt met subsidie", "Dit is het eenvoudigste geval")),
    Risky("no care organisation anywhere",
          {}, {}, ("### Mensen met een beroepsgeheim", "### Beroepen met een eigen geheim", "De ggz doet mee.", "### Zorg\n")),
    Risky("the subsidy has already ended",
          {"uitvoering": "partner_subsidie", "subsidie_jaren": 4, "geld_tot": "2026-06-30", "plek": "bij_partner"},
          {"geld-en-inkoop": "Uw geld is al gestopt. Vraag de controller", "van-pilot-naar-lijn": "### Het geld is al op", "borgen-begint-nu": "Uw geld is al gestopt.",
           "stoppen-met-behoud": "Uw geld is al op."},
          ("Een jaar voor het geld stopt", "U hebt nog een jaar of langer geld", "U hebt minder dan een jaar geld", "Als er nog tijd is",
           "hebt u waarschijnlijk nog één begrotingsronde", "### Minder dan een jaar\n")),
    Risky("structural money",
          {"financiering": ["begroting"], "geld_tot": "2027-12-31"},  # an old date that is hidden now
          {"geld-en-inkoop": "De aanpak staat in de gewone begroting.", "geld-en-begrotingscyclus": "**Bescherm de post die u hebt.**",
           "van-pilot-naar-lijn": "Het geld is er al."},
          ("**Vraag om een vaste post.**", "Uw geld is tijdelijk", "Een jaar voor het geld stopt", "zijn dit de vijf wegen", "Uw geld heeft een einddatum",
           "Vraag niet om nog een verlenging", "U werkt met tijdelijk geld", "Het geld is tijdelijk")),
    Risky("own hours: what the management gives and what the council pays are two questions",
          {"fase": "voorbereiden", "team_status": "nog_niet", "financiering": ["eigen_uren"], "geld_tot": "2028-12-31"},
          {"van-pilot-naar-lijn": "Alleen dat bedrag vraagt u aan de raad.", "geld-en-begrotingscyclus": "**Vraag de uren en het geld apart.**",
           "borgen-begint-nu": "Die uren horen in het formatieplan."},
          ("**Vraag om een vaste post.**", "zijn dit de vijf wegen", "U hebt nog een jaar of langer geld")),
    Risky("settled on paper, while people leave and a form is in the way",
          {"geregeld": ["mensen", "regels", "gegevens", "leren"], "verloop": "hoog", "mandaat": "vastgelegd", "mandaat_gebruikt": "ja", "dpia": "actueel"},
          {"mensen-en-kennis": "Zoek bij hoog verloop eerst uit waarom.", "regels": "Uw knelpunt zit in een werkproces of formulier.",
           "gegevens-en-ict": "De registratie kost veel tijd.", "zes-lagen": "**Mensen telt als open.**"}),
    Risky("a joint arrangement executes, and there is a deficit",
          {"uitvoering": "regeling", "samenwerkingsvorm": "regeling", "financiering": ["begroting"], "geregeld": ["geld"], "positie": "tekort", "plek": "bij_partner",
           "teams": 2, "principes": "in_de_maak"},
          {"geld-en-begrotingscyclus": "Een gemeenschappelijke regeling heeft een eigen begroting", "borgen": "deels bij het bestuur waarmee u samenwerkt",
           "opschalen": "Er werkt al meer dan één team."},
          ("maar het besluit over ruimte en geld ligt bij de gemeente", "**Geld is nog open.**", "een voorstel voor iets nieuws weinig kans", "U hebt nog geen vaste principes")),
    Risky("costs and benefits are asked, a comparison is not",
          {"bewijs": ["mkba"], "kadernota": "voorjaarsnota"},
          {"evalueren-met-vergelijking": "### Uw bestuur vraagt om kosten en baten", "wat-meten-we": "### Uw bestuur wil kosten en baten zien",
           "geld-en-begrotingscyclus": "Bij u heet dat stuk voorjaarsnota."},
          ("Uw bestuur vraagt niet om een vergelijking", "### Uw bestuur wil effect zien", "Uw bestuur vraagt er niet om.", "Gebruik een nieuwe plek als vergelijking")),
    Risky("an own design, and a wijkteam for young people only",
          {"voorbeelden": ["eigen"], "wijkteam": "jeugd", "doelgroep": ["ouders"], "uitvoering": "partner_subsidie", "subsidie_jaren": 2},
          {"van-pilot-naar-lijn": "Er is een wijkteam voor jeugd."},
          ("staan alleen de bladen van de voorbeelden die u koos", "Er is geen wijkteam", "Er is alleen een wijkteam voor jeugd", "Er is een wijkteam dat ook jeugd doet",
           "De partner krijgt nog geen drie jaar subsidie")),
    Risky("no wijkteam",
          {"wijkteam": "nee"},
          {"partners-en-afspraken": "### Geen wijkteam", "integraal-werken": "### U hebt geen wijkteam", "van-pilot-naar-lijn": "Er is geen wijkteam."},
          ("Uw gemeente heeft wijkteams", "Er zijn wijkteams", "## Let op uw wijkteam", "### U hebt een breed wijkteam", "### Uw wijkteam doet vooral toegang")),
    Risky("experts by experience have a fixed place",
          {"ervaringsdeskundigen": "vast"},
          {"bewoners-en-ervaringsdeskundigen": "Is er nog een taak, betaling en begeleiding"},
          ("Er doen nog geen ervaringsdeskundigen mee", "Ervaringsdeskundigen doen af en toe mee", "Ervaringsdeskundigen hebben nog geen vaste plek",
           "### Een vaste plek voor ervaringsdeskundigen")),
    Risky("the mandate is settled",
          {"mandaat": "vastgelegd", "mandaat_gebruikt": "ja", "werkbudget": "tot_500", "uitvoering": "partner_inkoop", "partner_naam": "Wel BV", "plek": "bij_partner"},
          {"mandaat": "Klopt het mandaatregister met de mandaatkaart", "onderhoud": "Uw mandaat staat op papier, en uitvoerders gebruiken het."},
          ("Er is nog geen mandaat", "Het mandaat staat nog niet op papier", "voordat het [mandaat]", "### Maak een mandaatkaart")),
    Risky("there is no kadernota",
          {"kadernota": "geen"},
          {"geld-en-begrotingscyclus": "Uw gemeente heeft geen kadernota.", "geld-en-inkoop": "U hebt geen kadernota."},
          ("Eerst de kadernota in de zomer", "| Het bedrag in de kadernota |", "| kadernota |", "Uw bedrag moet in de eerstvolgende kadernota staan",
           "Uw gemeente heeft een nota voor de zomer", "inbreng-kadernota.md", "Werk terug vanaf de kadernota")),
    Risky("a partner with a contract has no subsidy",
          {"uitvoering": "partner_inkoop", "partner_naam": "Wel BV", "plek": "bij_partner"},
          {"als-u-partner-bent": "### U werkt met een contract", "geld-en-inkoop": "Beschrijf in de opdracht het doel"},
          ("### U werkt met subsidie", "Lees die van {{ gemeente.naam }} met uw accountant", "De partner krijgt al drie jaar of langer subsidie",
           "Kreeg u subsidie voordat", "Zet dan in [de beschikking]", "### Nog geen drie jaar subsidie")),
    Risky("phase verkennen",
          {"fase": "verkennen", "team_status": "nog_niet", "nulmeting": "nee", "opdrachtgever": "geen", "financiering": ["eigen_uren"]},
          {"opgave-en-bedoeling": "U verkent nog.", "borgen-begint-nu": "U hebt nog geen opdrachtgever.",
           "implementeren-en-borgen": "U bent nog niet begonnen.", "opdracht-en-bestuur": "Start nog niet met inwoners."},
          ("Het werk loopt", "U bent al bezig", "U bent al een tijd bezig", "Het team draait", "Uw aanpak draait nog als project",
           "U hebt nu echte cijfers", "U bent aan het borgen", "Uw aanpak loopt al")),
    Risky("the counter moves, nobody is called on unasked",
          {"vorm": "loket_verplaatst"},
          {"op-huisbezoek": "### U komt vooral op uitnodiging"},
          ("U belt aan bij iemand die niets heeft gevraagd", "U zoekt mensen ongevraagd op", "Bij ongevraagd opzoeken voelt u")),
    Risky("no partners and no subsidy",
          {"partners": []},
          {"partners-en-afspraken": "U noemt nog geen partners."},
          ("U noemt weinig partners", "U noemt veel partners", "De partner krijgt", "Subsidie vraagt een partner aan"),
          absent=("als-u-partner-bent",)),
    Risky("the counter moves, for people who ask nothing",
          {"vorm": "loket_verplaatst", "doelgroep": ["zorgmijders", "ouderen"], "disciplines": ["gemeente", "vrijwilligers"]},
          {"opgave-en-bedoeling": "Doelgroep en vorm passen dan nog niet bij elkaar", "outreachend-werken": "Met alleen een loket bereikt u hen niet",
           "op-huisbezoek": "Vraag iemand die zij vertrouwen om u voor te stellen", "veilig-werken-en-meldcode": "een man van 81"},
          ("Een dichte deur is dan geen einde", "**Aanbellen zonder signaal.**", "**Signaal over een achterstand.**", "Eén minuut aan de deur", "### Studenten\n",
           "### U komt na een signaal over geld", "Samira helpt een moeder met de huur")),
    Risky("only the bottlenecks that were chosen",
          {"knelpunt": ["cultuur", "geld"], "hardheidsclausule": "nee"},
          {"afwijken-van-regels": "**In de cultuur.**", "signalen-naar-beleid": "**In het geld.**", "vastgelopen-casussen": "### Uw verordeningen hebben geen hardheidsclausule"},
          ("**In de wet.**", "**In een verordening.**", "**In een beleidsregel.**", "**In een werkproces", "**In de computersystemen.**", "### Niet elke verordening heeft een hardheidsclausule")),
    Risky("a village has one name for cases that are stuck",
          {"gemeente": "GM0331", "inwoners": 14_512, "doorbraaktafel": "nee"},
          {"vastgelopen-casussen": "### Eén naam die mag beslissen"},
          ("Vraag drie mensen die elk iets mogen beslissen", "### Er is overleg, en niemand mag er beslissen")),
    Risky("a partner decides, and the mandate is settled",
          {"mandaat": "vastgelegd", "beslist_schulden": "partner"},
          {"mandaat": "### Een partner beslist mee"},
          ("**Inkomen.** Een private partner", "**Wmo.** Mandaat kan", "**Jeugdhulp.** *Open")),
    Risky("both forms of outreach, with a plan of the college",
          {"vorm": "beide", "beleidsplan": "college"},
          {"opgave-en-bedoeling": "De aanpak staat in een plan van het college."},
          ("U doet dat tweede", "Vraag de wethouder daarom om de bedoeling ook in een beleidsplan te krijgen", "Doelgroep en vorm passen dan nog niet bij elkaar")),
    Risky("a frontlijnteam that is itself the wijkteam",
          {"voorbeelden": ["frontlijnteam"], "wijkteam": "breed", "fase": "opschalen", "eerdere_pilots": "ja_lopend"},
          {"integraal-werken": "Is dat wijkteam zelf uw aanpak?", "opschalen": "Er loopt nog een eerdere proef."},
          ("Dan zijn er twee teams die alles doen. Spreek af wie opzoekt", "Er loopt nog een andere proef")),
    Risky("Leeuwarden is the example of a sheet: it reads about its own city",
          {"gemeente": "GM0080", "voorbeelden": ["frontlijnteam"], "bewijs": ["mkba"], "uitvoering": "gemengd", "subsidie_jaren": 2, "partner_naam": "Stichting Wel"},
          {"frontlijnteams-leeuwarden": "Dit blad gaat over uw eigen stad", "kosten-en-baten": "Het onderzoek in uw eigen stad"},
          ("Gebruik Leeuwarden als voorbeeld van de methode", "Een bekend cijfer is € 1,60 per euro", "Kies wat bij u past.", "In 2018 schreef een lokaal medium",
           "In 2018 meldde een lokaal medium")),
    Risky("Rotterdam is the example of six sheets: it reads about its own city",
          {"gemeente": "GM0599", "inwoners": 650_000, "plek": "apart_bureau", "doelgroep": ["ouders"],
           "voorbeelden": ["frontlijn", "moeders", "samen_leren", "ajt", "childrens_zone"]},
          {"frontlijn-rotterdam": "Dit blad gaat over uw eigen bureau", "moeders-van-rotterdam": "Dit is een programma uit uw eigen stad",
           "samen-leren": "De eigenaar is uw eigen bureau.", "administratief-juridisch-team": "Dit is een project van uw eigen stad.",
           "childrens-zone": "Dit programma is van uw eigen stad."},
          ("Vraag het aan de gemeente Rotterdam", "Zo begon ook Frontlijn", "Kies wat bij u past.", "In Rotterdam landde de aanpak bij de wijkteams",
           "U hoeft geen bureau op te richten")),
    Risky("a team that works for twenty years is not told to begin",
          {"team_start": "2006-01-01", "eerdere_pilots": "ja_lopend", "nulmeting": "deels"},
          {"nulmeting": "De start is drie jaar of langer geleden."},
          ("Er loopt al een proef. Weeg dan eerst", "Elke maand later is er minder te vinden")),
)


def read(risky: Risky) -> dict[str, str]:
    """Return page -> text for a combination; every answer goes through the validation."""
    questions = content().questions
    given = {id: validate(questions[id], value, content()) for id, value in {**TOWN, **risky.answers}.items()}
    return {page.thing.id: page_text(page) for page in decide(Answers("hb-proef", TODAY, given)).pages if page.included}


@pytest.mark.parametrize("risky", COMBINATIONS, ids=lambda risky: risky.name)
def test_the_handbook_says_what_fits(risky: Risky) -> None:
    pages = read(risky)
    missing = {page: sentence for page, sentence in risky.says.items() if sentence not in pages.get(page, "")}
    assert missing == {}


@pytest.mark.parametrize("risky", COMBINATIONS, ids=lambda risky: risky.name)
def test_the_handbook_says_nothing_that_is_false(risky: Risky) -> None:
    pages = read(risky)
    found = {(page, sentence) for page, text in pages.items() for sentence in risky.never if sentence in text}
    assert found == set()
    assert not set(risky.absent) & set(pages)


def test_sentences_that_must_stay_away_exist_or_were_mended() -> None:
    """Guards against a test that cannot fail: a sentence that left the chapters would never be found."""
    everything = "\n".join(path.read_text(encoding="utf-8") for path in _chapters())
    never = {sentence for risky in COMBINATIONS for sentence in risky.never}
    gone = {sentence for sentence in never if sentence not in everything}
    assert gone == MENDED & never, sorted(gone ^ (MENDED & never))


def _chapters() -> list[Path]:
    return sorted((ROOT / "guide" / "chapters").rglob("*.md"))


# Sentences that stood outside a block and were false for some; they must not come back.
MENDED = {
    "In uw team werken mensen met een beroepsgeheim", "Er werken studenten mee", "De partner krijgt nog geen drie jaar subsidie", "Doe dit voordat het plan af is. Een",
    "Neem een uur met uw opdrachtgever. Vul", "een derde van uw kennis", "Als er nog tijd is",
    "Eerst de kadernota in de zomer", "| kadernota |", "U belt aan bij iemand die niets heeft gevraagd",
    "U doet dat tweede", "Er loopt nog een andere proef", "### Een partner belt aan\n", "Uw bedrag moet in de eerstvolgende kadernota staan", "Werk terug vanaf de kadernota", "Dan zijn er twee teams die alles doen. Spreek af wie opzoekt",
}


def test_every_combination_is_a_valid_set_of_answers() -> None:
    names = [risky.name for risky in COMBINATIONS]
    assert len(names) >= 15 and len(set(names)) == len(names)
    assert set(TOWN) <= set(content().questions)


@pytest.mark.parametrize("risky", COMBINATIONS, ids=lambda risky: risky.name)
def test_no_heading_is_left_without_text(risky: Risky) -> None:
    """Blocks that drop must not leave an empty section behind."""
    empty = [(page, match[1]) for page, text in read(risky).items()
             for match in re.finditer(r"^## (.+)\n+(?=## |\Z)", text, re.M)]
    assert empty == []
