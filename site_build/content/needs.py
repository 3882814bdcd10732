"""What the engine expects of a guide: the whole list of what it uses, by meaning and never by id.

A guide says `means: phase` at its question about the stage, whatever that question is called. Nothing here is
obligatory: without it the part of the handbook that needs it stays away, and `handreiking check` says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One thing that the engine looks up: its kind (a key of walking.KINDS), the types of answer that fit, and what is missed without it."""

    name: str
    kind: str  # question, question_part, fact, moment, role, page, decider
    without: str
    types: tuple[str, ...] = ()


_QUESTION = (
    Need("municipality", "question", "Het handboek noemt dan geen gemeente.", ("municipality",)),
    Need("phase", "question", "Het handboek kent dan geen fasen: alles is nu.", ("choice",)),
    Need("money_end", "question", "Het handboek waarschuwt dan niet voor het einde van het geld.", ("date",)),
    Need("capacity_lead", "question", "Het plan rekent dan niet met de tijd van wie het werk leidt.", ("number",)),
    Need("capacity_others", "question", "Het plan rekent dan niet met de tijd van anderen.", ("number",)),
    Need("years_ahead", "question", "Het handboek rekent dan met vier jaar.", ("number",)),
    Need("without", "question", "Het handboek zegt dan niet waarmee het vergelijkt.", ("choice",)),
    Need("costs", "question", "Het handboek rekent dan geen kosten uit.", ("list",)),
    Need("events", "question", "Het handboek rekent dan geen baten uit.", ("list",)),
)
_PART = (
    Need("costs.item", "question_part", "De kosten hebben dan geen naam.", ("choice", "text")),
    Need("costs.low", "question_part", "Zonder laag bedrag zijn er geen kosten.", ("number",)),
    Need("costs.high", "question_part", "Zonder hoog bedrag zijn er geen kosten.", ("number",)),
    Need("costs.payer", "question_part", "Het handboek zegt dan niet wie betaalt.", ("choice", "text")),
    Need("events.event", "question_part", "De gebeurtenissen hebben dan geen naam.", ("choice", "text")),
    Need("events.called", "question_part", "Een andere gebeurtenis heeft dan geen eigen naam.", ("text",)),
    Need("events.count", "question_part", "Zonder aantal zijn er geen baten.", ("number",)),
    *(Need(f"events.{what}_{end}", "question_part", "Zonder dit getal zijn er geen baten.", ("number",))
      for what in ("fall", "share", "price") for end in ("low", "high")),
    Need("events.price_source", "question_part", "Bij de prijs staat dan geen bron.", ("text",)),
    Need("events.cash", "question_part", "Het handboek zegt dan niet welke baten als geld terugkomen.", ("yes_no",)),
    Need("events.beneficiary", "question_part", "Het handboek zegt dan niet wie de baten heeft.", ("choice", "text")),
)
_FACT = (
    Need("municipality_name", "fact", "Het handboek zegt dan overal 'uw gemeente'.", ("text",)),
    Need("size", "fact", "Het plan rekent dan altijd als voor een middelgrote gemeente.", ("choice",)),
    Need("together", "fact", "Het plan wordt dan nooit lichter voor een kleine gemeente die alleen werkt.", ("choice",)),
    Need("money_kind", "fact", "Het handboek noemt toegezegde uren dan ook geld.", ("choice",)),
    Need("costs_left_out", "fact", "Bij de kosten staat dan niet wat er nog niet in zit.", ("text",)),
    Need("costs_per_unit", "fact", "Bij de kosten staat dan niet wat één huishouden kost.", ("text",)),
    Need("running", "fact", "Kosten bij de start tellen dan ook mee voor wie al begonnen is.", ("choice",)),
    Need("region_decides", "fact", "Voor het geld telt dan altijd de begroting van de gemeente zelf.", ("choice",)),
)
_OTHER = (
    Need("contracts_end", "moment", "Mensen en partners moeten het dan zes maanden voor het einde van het geld weten."),
    Need("money_ends", "moment", "De dag waarop het geld stopt, staat dan niet bij de beslismomenten."),
    Need("region_board", "decider", "Beslist een regeling over het geld, dan noemt het handboek toch de eigen raad."),
    Need("project_leader", "role", "De vragen zeggen dan niet wie ze als eerste beantwoordt."),
    Need("approaches", "question", "Het overzicht kent dan geen filter op aanpak.", ("choice", "choices")),
    Need("triage_page", "page", "Wie in gevaar werkt, krijgt dan geen bladzijde met wegen."),
    Need("triage_choice", "action", "Wie in gevaar werkt, krijgt de keuze tussen de wegen dan niet in het plan."),
    Need("partner_page", "page", "De voorpagina van de volledige uitgave wijst partners dan nergens naar."),
    Need("costs_page", "page", "Bij de schatting van de kosten staat dan geen uitleg."),
)
NEEDS: dict[str, Need] = {need.name: need for need in (*_QUESTION, *_PART, *_FACT, *_OTHER)}

SCORE = "score."
"""What stands before the id of a dimension in a condition: its label."""
STATEMENT = "statement."
"""What stands before the id of a statement in a condition: its points."""
DIFFERENCE = "beeld.verschil"
"""The one fact that no guide declares: do the roles see it differently? It follows from the statements: nee, ja, or FAR_APART."""
FAR_APART = "groot"
MONEY_DECISION = "geldbesluit"
"""What `needed_for` of an action may name beside the moments: the decision on lasting money, whichever moment comes first."""
