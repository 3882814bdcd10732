"""No action or piece of advice for what the answers say is done, or is not so here: per answer, over random answers to everything else."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from site_build.tailoring.handbook import tailor
from tests.handbooks import content
from tests.worlds import world

WORLDS = 8
MONEY_ENDS = ("geldbesluit-op-kalender", "structurele-dekking", "inbreng-kadernota-schrijven", "raadsvoorstel-schrijven", "medewerkers-op-tijd-inlichten",
              "overbrugging-vragen", "overnemer-aan-tafel", "einde-subsidie-aankondigen")
REGION = ("regeling-kaders", "regeling-zienswijze")
RUNS: dict[str, Any] = {"fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja"}

# What is answered -> the actions that would be untrue beside it.
DONE: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
    ({"mandaat": "vastgelegd"}, ("mandaatkaart", "mandaat-in-contract", "regeling-mandaat")),
    ({"dpia": "actueel"}, ("dpia", "grondslagen-in-kaart", "delen-stilleggen", "dpia-eerst", "delen-afspreken", "delen-hervatten")),
    ({"gegevensdeling": "geen"}, ("delen-stilleggen", "dpia-eerst", "delen-afspreken", "delen-hervatten", "stand-wams")),
    ({"gegevensdeling": "intern"}, ("delen-stilleggen", "delen-hervatten", "stand-wams", "partners-spreken")),
    ({"opdrachtgever": "beide"}, ("opdrachtgevers-aanwijzen", "beslisser-nu")),
    ({"veiligheid": "vastgelegd"}, ("veilig-werken-afspreken",)),
    ({"incident": "nee"}, ("na-een-incident",)),
    ({"principes": "vastgelegd"}, ("principes-kiezen",)),
    ({"nulmeting": "compleet"}, ("nulbeeld",)),
    ({"doorbraaktafel": "met_mandaat"}, ("knelpuntroute",)),
    ({"hardheidsclausule": "overal"}, ("hardheidsclausule-voorstellen",)),
    ({"werkbudget": "tot_500"}, ("werkbudget",)),
    ({"ervaringsdeskundigen": "vast"}, ("ervaringsdeskundigen-vast",)),
    ({"registratie": "passend"}, ("registratie-snoeien",)),
    ({"vorm": "ongevraagd_opzoeken"}, ("loket-of-opzoeken",)),
    ({"vorm": "loket_verplaatst"}, ("loket-of-opzoeken", "training-ongevraagd-contact", "krantencasus-oefenen")),
    ({"caseload": "tot_12", **RUNS}, ("grens-caseload", "caseload-nu-verlagen")),
    ({"huisbezoektijd": "vast", **RUNS}, ("huisbezoek-in-rooster",)),
    ({"verloop": "laag", **RUNS}, ("team-behouden",)),
    ({"leerroutine": ["casuistiektafel"], **RUNS}, ("intervisie-in-rooster",)),
    ({"wijkteam": "nee"}, ("afspraken-wijkteam",)),
    ({"steun_raad": "positief"}, ("gesprek-met-raad",)),
    ({"steun_bestuur": "trekker"}, ("gesprek-met-college",)),
    ({"beleidsplan": "raad"}, ("vroegsignalering-in-plan",)),
    ({"geregeld": ["geld"], "fase": "borgen"}, MONEY_ENDS[:6]),
    ({"geregeld": ["mensen"], "fase": "borgen"}, ("levend-handboek", "opvolging-regelen")),
    ({"geregeld": ["regels"], "fase": "borgen"}, ("in-gewone-regels", "afwijking-wordt-beleidsregel")),
    ({"geregeld": ["bestuur"], "fase": "borgen"}, ("eigenaarschap-verdelen",)),
    ({"financiering": ["begroting"]}, MONEY_ENDS),
    ({"plek": "afdeling"}, ("overnemer-aan-tafel",)),
    ({"uitvoering": "eigen", "samenwerkingsvorm": "geen"}, ("mandaat-in-contract", "vangnet-bij-partner", "einddatum-in-afspraak", "werkgeversrisico-afspreken",
                                                            "indexatie-afspreken", *REGION)),
    ({"samenwerkingsvorm": "centrumgemeente"}, REGION),
    ({"fusie_geweest": "nee", "samenwerkingsvorm": "geen"}, ("teams-na-fusie",)),
    ({"eerdere_pilots": "nee", "teams": 1}, ("kiezen-tussen-pilots", "lessen-eerdere-pilots")),
    (RUNS, ("team-begint", "werven-op-houding", "een-buurt-een-halfjaar", "klein-begin-kiezen", "samen-met-buren", "aanpak-wegen", "lessen-opschrijven")),
    ({"ervaring": "ervaren", **RUNS}, ("training-ongevraagd-contact",)),
    ({"helpt_nu": "ja", "fase": "starten", "team_status": "in_opbouw"}, ("vijf-bewoners", "team-begint")),
    ({"signaalpartners": ["huur", "energie"], "doelgroep": ["schulden"]}, ("signaalafspraken-sluiten",)),
)


@pytest.mark.parametrize(("said", "untrue"), DONE, ids=[f"{question}-{answer}" for question, answer in (next(iter(said.items())) for said, _ in DONE)])
def test_nothing_is_planned_or_advised_that_the_answers_say_is_done(said: dict[str, Any], untrue: tuple[str, ...]) -> None:
    known = {action.id for action in content().actions}
    assert set(untrue) <= known
    for seed in range(WORLDS):
        handbook = tailor(content(), dataclasses.replace(world(content(), 900 + seed, **said), plan={}))
        assert handbook.plan
        planned = {a.id for item in handbook.plan.items for a in (item.action, *item.merged)} | {a.id for a in (*handbook.plan.later, *handbook.plan.undecided)}
        planned |= {left.action.id for left in handbook.plan.not_fitting}
        assert not planned & set(untrue)
        assert not {given.advice.action for given in handbook.advice.items} & set(untrue)
