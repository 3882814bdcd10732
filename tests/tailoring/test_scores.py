"""Scores: readiness and embedding, as the model says (implementatie 6.4-6.7)."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.content.conditions import KNOWN, UNKNOWN, Condition, Value
from site_build.content.loading import load, shipped_phrases
from site_build.content.model import Action, Content, Dimension, Effort, KnownWhen, LabelAdvice, ScoreLabel, Scoring, Statement
from site_build.errors import Place, UsageError
from site_build.interview.answers import Sheet
from site_build.tailoring.score_advice import by_score, explain_score
from site_build.tailoring.scores import Scores, compute_scores, required_answers, round_half_up, score_values

HARD = ("D2.1", "D3.1", "D6.1", "D10.1", "D10.3")
CODES = [f"D{d}.{s}" for d in range(1, 11) for s in range(1, 5)]


def statement(code: str) -> Statement:
    number, part = code[1:].split(".")
    return Statement(id=code.lower().replace(".", "-"), code=code, dimension=f"dim{number}", kind="G" if part in "12" else "B",
                     text=f"Stelling {code}.", hard=code in HARD, warning=f"Waarschuwing {code}." if code in HARD else "",
                     stop="Start nog niet." if code in HARD else "")


CONTENT = Content(
    sentences=shipped_phrases(),
    phases=load().phases, roles=load().roles,
    scoring=Scoring(
        labels=(ScoreLabel(id="kwetsbaar", title="Kwetsbaar", low=0, high=39), ScoreLabel(id="in_opbouw", title="In opbouw", low=40, high=69),
                ScoreLabel(id="stevig", title="Stevig", low=70, high=100)),
        dimensions=tuple(Dimension(id=f"dim{n}", code=f"D{n}", title=f"Onderdeel {n}", definition="", advice=tuple(
            LabelAdvice(label=label, text=f"Advies {word} {n}.") for label, word in (("kwetsbaar", "kwetsbaar"), ("in_opbouw", "opbouw"), ("stevig", "stevig"))))
            for n in range(1, 11))),
    statements=tuple(statement(code) for code in CODES),
    actions=tuple(Action(id=f"actie-{n}", do=f"Doe {n}.", phase="voorbereiden", dimension=f"dim{n}", owner="projectleider",
                         effort=Effort(lead=1, others=1), weeks=2) for n in range(1, 11)))

W, N = "onbekend", "nvt"


def sheet(role: str = "projectleider", everything: int | str = 4, agreed: bool = False, **changes: int | str) -> Sheet:
    """A sheet with the same answer everywhere; d3_1=2 changes one."""
    answers: dict[str, int | str] = {s.id: everything for s in CONTENT.statements}
    answers.update({key.replace("_", "-"): value for key, value in changes.items()})
    return Sheet(role, answers, agreed)


def d3(*answers: int | str) -> Sheet:
    return sheet(**{f"d3_{i}": answer for i, answer in enumerate(answers, start=1)})


def scores(*sheets: Sheet, phase: str | None = "starten") -> Scores:
    return compute_scores(CONTENT, sheets, phase)


# --- one dimension, computed by hand --------------------------------------------------------


@pytest.mark.parametrize(("answers", "points", "label", "gap", "low", "high"), [
    ((4, 2, W, 3), 50, "in_opbouw", 25, 38, 63),  # the worked example: (75+25+50)/3; (75+25+0+50)/4=37.5; (150+100)/4=62.5
    ((2, 2, W, 3), 33, "kwetsbaar", 25, 25, 50),  # its variant: 100/3=33.3; 100/4; 200/4
    ((5, 5, 5, 5), 100, "stevig", 0, 100, 100),
    ((1, 1, 1, 1), 0, "kwetsbaar", 0, 0, 0),
    ((2, 3, 2, 3), 38, "kwetsbaar", 0, 38, 38),  # 150/4=37.5, up
    ((4, 4, 4, 3), 69, "in_opbouw", 0, 69, 69),  # 275/4=68.75
    ((5, 4, 3, 3), 69, "in_opbouw", 0, 69, 69),  # 275/4
    ((4, 4, 4, 4), 75, "stevig", 0, 75, 75),
    ((1, 3, 3, 4), 44, "in_opbouw", 0, 44, 44),  # 175/4=43.75
    ((5, 5, W, W), None, None, 50, 50, 100),  # two of four is not enough
    ((W, W, W, W), None, None, 100, 0, 100),
    ((N, 4, W, 3), 63, "in_opbouw", 33, 42, 75),  # two of three: 125/2=62.5; 125/3=41.7; 225/3
    ((N, N, 4, 5), 88, "stevig", 0, 88, 88),  # two of two: 175/2=87.5
    ((N, N, 4, W), None, None, 50, 38, 88),  # one of two: 75/2; 175/2
    ((N, N, N, 5), None, None, 0, 100, 100),  # one applicable statement never makes a score
    ((N, N, N, N), None, None, 0, None, None),
])
def test_dimension(answers: tuple[int | str, ...], points: int | None, label: str | None, gap: int, low: int | None, high: int | None) -> None:
    found = scores(d3(*answers)).dimension("D3")
    assert found is not None
    assert (found.points, found.label, found.gap_percent, found.low, found.high) == (points, label, gap, low, high)


@pytest.mark.parametrize(("value", "rounded"), [("1/2", 1), ("75/2", 38), ("125/2", 63), ("199/3", 66), ("139/2", 70), ("0", 0)])
def test_rounds_half_up(value: str, rounded: int) -> None:
    assert round_half_up(Fraction(value)) == rounded


@pytest.mark.parametrize(("applicable", "needed"), [(0, None), (1, None), (2, 2), (3, 2), (4, 3), (5, 4), (6, 5), (8, 6)])
def test_a_score_needs_three_quarters_of_the_statements(applicable: int, needed: int | None) -> None:
    assert required_answers(applicable) == needed


def test_an_answer_that_is_not_there_counts_as_unknown() -> None:
    missing = Sheet("projectleider", {"d3-1": 4, "d3-2": 2, "d3-4": 3})
    found = scores(missing).dimension("dim3")
    assert found is not None and (found.points, found.low, found.high) == (50, 38, 63)


def test_only_what_somebody_said_not_to_know_is_to_find_out() -> None:
    """A sheet that is half filled in asks nobody for the rest; and what one person knows, another need not find out."""
    half, doubting = Sheet("projectleider", {"d3-1": 4, "d3-2": 2}), Sheet("wethouder", {"d3-2": "onbekend", "d3-3": "onbekend"})
    found = scores(half, doubting).dimension("dim3")
    assert found is not None and [s.code for s in found.to_find_out] == ["D3.3"]


def test_thresholds_are_data() -> None:
    labels = (ScoreLabel(id="laag", title="Laag", low=0, high=50), ScoreLabel(id="hoog", title="Hoog", low=51, high=100))
    content = Content(sentences=shipped_phrases(), scoring=Scoring(labels=labels, dimensions=CONTENT.scoring.dimensions), statements=CONTENT.statements)
    found = compute_scores(content, (d3(4, 2, W, 3),), None).dimension("D3")
    assert found is not None and found.label == "laag"


def test_conditions_see_a_label_or_unknown() -> None:
    values = score_values(scores(d3(W, W, 4, 4)))
    assert values["score.dim3"] == Value(UNKNOWN)
    assert values["score.dim1"].value == "stevig"


def test_conditions_see_the_points_of_a_statement_that_somebody_knows() -> None:
    values = score_values(scores(d3(4, W, N, 3)))
    assert [values[f"statement.d3_{n}"] for n in (1, 2, 3, 4)] == [Value(KNOWN, 75), Value(), Value(), Value(KNOWN, 50)]


def test_before_anybody_filled_in_a_sheet_everything_is_possible() -> None:
    found = compute_scores(CONTENT, (), None).dimension("D3")
    assert found is not None and (found.points, found.low, found.high, found.gap_percent) == (None, 0, 100, 100)


# --- readiness and embedding ----------------------------------------------------------------


def test_readiness_counts_only_statements_of_kind_g() -> None:
    found = scores(sheet(everything=3, d3_1=5, d3_2=5, d3_3=1, d3_4=1))
    assert found.readiness.points == 55  # (9 x 50 + 100) / 10
    assert found.embedding.points == 45  # (9 x 50 + 0) / 10


def test_index_needs_seven_dimensions() -> None:
    unknown = {f"d{d}_{s}": W for d in (1, 4, 5, 7) for s in (1, 2)}
    found = scores(sheet(**unknown))
    assert found.readiness.points is None and found.readiness.label is None
    assert found.readiness.reasons == ("Onbekend: 6 van de 10 onderdelen hebben genoeg antwoorden. Er zijn er 7 nodig.",)
    assert found.embedding.points == 75


def test_weakest_link_lowers_one_step_and_says_why() -> None:
    found = scores(sheet(everything=5, d4_1=1, d4_2=2)).readiness  # G of D4: 12.5 -> 13; mean (900+12.5)/10 = 91.25
    assert (found.points, found.plain_label, found.label) == (91, "stevig", "in_opbouw")
    assert found.reasons == ("Een stap lager: op de stellingen die hiervoor tellen, scoort dit onderdeel onder 40: Onderdeel 4 (13).",)


def test_two_reasons_still_lower_only_one_step() -> None:
    unknown = {f"d{d}_{s}": W for d in (1, 5, 7) for s in (1, 2)}
    found = scores(sheet(everything=5, d4_1=1, d4_2=1, **unknown)).readiness
    assert (found.plain_label, found.label) == ("stevig", "in_opbouw")
    assert len(found.reasons) == 2


def test_the_lowest_label_cannot_be_lowered() -> None:
    found = scores(sheet(everything=1)).readiness
    assert (found.label, found.plain_label) == ("kwetsbaar", "kwetsbaar")


@pytest.mark.parametrize("answer", [1, 2, W])
def test_a_hard_precondition_blocks_stevig_for_both(answer: int | str) -> None:
    found = scores(sheet(everything=5, d6_1=answer))
    assert (found.readiness.label, found.embedding.label) == ("in_opbouw", "in_opbouw")
    assert [w.code for w in found.warnings] == ["D6.1"]


def test_the_decision_on_money_blocks_embedding_only() -> None:
    found = scores(sheet(everything=5, d10_3=2))
    assert (found.readiness.label, found.embedding.label) == ("stevig", "in_opbouw")


@pytest.mark.parametrize("answer", [3, 4, 5, N])
def test_a_met_or_not_yet_relevant_precondition_blocks_nothing(answer: int | str) -> None:
    found = scores(sheet(everything=5, d10_3=answer))
    assert found.warnings == () and found.embedding.label == "stevig"


def test_worked_example_has_no_warning_and_its_variant_has() -> None:
    assert scores(d3(4, 2, W, 3)).warnings == ()
    assert [w.code for w in scores(d3(2, 2, W, 3)).warnings] == ["D3.1"]


@pytest.mark.parametrize(("phase", "leading", "shown"), [
    ("verkennen", "gereedheid", ["gereedheid"]), ("voorbereiden", "gereedheid", ["gereedheid"]),
    ("starten", "beide", ["gereedheid", "borging"]), ("borgen", "borging", ["borging", "gereedheid"]),
    ("opschalen", "borging", ["borging", "gereedheid"]), (None, "beide", ["gereedheid", "borging"]),
])
def test_stage_decides_which_index_leads(phase: str | None, leading: str, shown: list[str]) -> None:
    found = scores(sheet(), phase=phase)
    assert found.leading == leading and [index.kind for index in found.shown] == shown


def test_more_than_a_quarter_unknown_is_too_much() -> None:
    assert not scores(sheet(**{f"d{d}_3": W for d in range(1, 11)})).too_unknown  # exactly 25%
    assert scores(sheet(d1_4=W, **{f"d{d}_3": W for d in range(1, 11)})).too_unknown


def test_nothing_filled_in_gives_no_warnings() -> None:
    found = scores()
    assert not found.filled and found.warnings == () and all(d.points is None for d in found.dimensions)


# --- several people -------------------------------------------------------------------------


def test_mean_over_roles_and_not_over_people() -> None:
    found = scores(sheet("teamleider", 5), sheet("teamleider", 5), sheet("teamleider", 5), sheet("partner", 1, agreed=True)).dimension("D1")
    assert found is not None and found.points == 50


def test_wethouder_and_opdrachtgever_are_one_role() -> None:
    found = scores(sheet("wethouder", 5), sheet("opdrachtgever", 1), sheet("partner", 5)).dimension("D1")
    assert found is not None and found.points == 75  # ((100+0)/2 + 100) / 2


def test_difference_of_thirty_points_is_named() -> None:
    three = [sheet("teamleider", 3)] * 3
    near = scores(*three, *[sheet("partner", 3, d3_1=4, d3_2=4, d3_3=4, d3_4=3)] * 3).dimension("D3")
    far = scores(*three, *[sheet("partner", 3, d3_1=5, d3_2=5, d3_3=3, d3_4=4)] * 3).dimension("D3")
    assert near is not None and (near.spread, near.differs) == (19, False)  # 68.75 -> 69 against 50
    assert far is not None and (far.spread, far.differs) == (31, True)  # 325/4 = 81.25 -> 81


@pytest.mark.parametrize(("apart", "said"), [(1, "nee"), (2, "ja"), (3, "ja"), (4, "groot")])
def test_two_degrees_on_a_few_statements_are_a_difference_and_on_many_a_big_one(apart: int, said: str) -> None:
    """Few statements filled in give no points of a dimension, and are noticed all the same."""
    asked = ("d1_1", "d3_1", "d5_1", "d7_1", "d9_1")
    one, other = (sheet(role, **{id: low if number < apart else 4 for number, id in enumerate(asked)}) for role, low in (("wethouder", 4), ("professional", 2)))
    assert score_values(scores(one, other))["beeld.verschil"].value == said


def test_a_role_is_shown_from_three_people() -> None:
    roles = [[sheet(role, 3)] * 3 for role in ("teamleider", "partner")]
    found = scores(*roles[0], *roles[1]).dimension("D1")
    assert found is not None and [(r.role, r.people, r.points) for r in found.roles] == [("teamleiding", 3, 50), ("partner", 3, 50)]


def test_the_points_of_a_role_are_its_own() -> None:
    found = scores(*[sheet("teamleider", 5)] * 3, *[sheet("partner", 3)] * 3).dimension("D1")
    assert found is not None and {r.role: r.points for r in found.roles} == {"teamleiding": 100, "partner": 50}


def test_embedding_is_later_in_a_stage_of_readiness_unless_somebody_answered_it() -> None:
    found = scores(sheet(d1_3=W), phase="verkennen").dimension("D1")
    assert found is not None and {s.code: (s.later, s.applies) for s in found.statements} == {
        "D1.1": (False, True), "D1.2": (False, True), "D1.3": (True, False), "D1.4": (False, True)}


def test_an_answer_that_says_a_statement_counts_where_nobody_knows_it_and_not_over_what_people_say() -> None:
    rule = KnownWhen(when=Condition('mandaat == "geen"', Place()), degree=1)
    told = dataclasses.replace(CONTENT, statements=tuple(dataclasses.replace(s, known_when=(rule,)) if s.code == "D3.1" else s for s in CONTENT.statements))
    for answer, points, told_by_answers in ((W, 0, True), (4, 75, False)):
        found = compute_scores(told, [sheet(d3_1=answer)], "starten", lambda name: Value(KNOWN, "geen")).dimension("D3")
        assert found is not None
        first = next(s for s in found.statements if s.code == "D3.1")
        assert (first.points, first.from_answers) == (points, told_by_answers)


def test_fewer_than_three_are_shown_only_where_all_agreed() -> None:
    two = scores(sheet("teamleider", agreed=True), sheet("teamleider"), sheet("partner", agreed=True), sheet("partner", agreed=True),
                 sheet("projectleider"))
    found = two.dimension("D1")
    assert found is not None and [r.role for r in found.roles] == ["partner"]
    assert two.roles_hidden == ("teamleiding", "projectleiding")


def test_one_hidden_role_cannot_be_worked_out_from_the_rest() -> None:
    found = scores(*[sheet("teamleider")] * 4, *[sheet("professional")] * 3, sheet("partner"))
    dimension = found.dimension("D1")
    assert dimension is not None and [r.role for r in dimension.roles] == ["teamleiding"]


def test_what_one_person_does_not_know_another_may() -> None:
    found = scores(sheet("teamleider", d3_1=W), sheet("partner", d3_1=4))
    assert found.warnings == ()
    assert [w.code for w in scores(sheet("teamleider", d3_1=W), sheet("partner", d3_1=W)).warnings] == ["D3.1"]


# --- advice ---------------------------------------------------------------------------------


def test_things_are_sorted_by_their_dimension() -> None:
    found = scores(sheet(everything=4, d1_1=W, d1_2=W, d9_1=1, d9_2=1, d9_3=1, d9_4=1, d5_1=1))
    order = [action.dimension for action in by_score(CONTENT.actions, found)]
    assert order[:3] == ["dim9", "dim1", "dim5"]  # kwetsbaar, onbekend, in opbouw


# --- the sum --------------------------------------------------------------------------------


def test_explains_the_worked_example() -> None:
    lines = explain_score(scores(d3(4, 2, W, 3)), "d3")
    assert lines[0] == "D3 Onderdeel 3: 50 punten (in opbouw)"
    assert "  D3.1 Stelling D3.1. antwoord 4: 75 punten" in lines
    assert "  D3.3 Stelling D3.3. weet ik niet: telt niet mee in het gemiddelde" in lines
    assert lines[-5:] == [
        "Gemiddelde: (75 + 25 + 50) / 3 = 50.",
        "Label: 40 tot en met 69 punten is in opbouw.",
        "Kennishiaat: 1 van de 4 stellingen onbekend = 25%.",
        "Laagst mogelijk: (75 + 25 + 0 + 50) / 4 = 38 (37,5, half naar boven afgerond).",
        "Hoogst mogelijk: (75 + 25 + 100 + 50) / 4 = 63 (62,5, half naar boven afgerond).",
    ]


def test_explains_why_there_is_no_score() -> None:
    lines = explain_score(scores(d3(5, 5, W, W)), "dim3")
    assert "Er zijn 2 van de 4 stellingen beantwoord. Voor een score zijn er 3 nodig." in lines


def test_explains_an_index() -> None:
    lines = explain_score(scores(sheet(everything=3)), "gereedheid")
    assert lines[0] == "Gereedheid: 50 punten (in opbouw)"
    assert "Gemiddelde: (50 + 50 + 50 + 50 + 50 + 50 + 50 + 50 + 50 + 50) / 10 = 50." in lines


def test_an_unknown_score_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        explain_score(scores(sheet()), "D11")
    assert str(caught.value) == ("Het onderdeel 'D11' bestaat niet. Kies uit: D1, D2, D3, D4, D5, D6, D7, D8, D9, D10, "
                                 "gereedheid, borging.")


def test_a_hidden_role_is_not_in_the_sum() -> None:
    lines = "\n".join(explain_score(scores(*[sheet("teamleider", 3)] * 3, sheet("partner", 1), sheet("professional", 1)), "D1"))
    assert "teamleiding 50" in lines and "partner" not in lines and "uitvoering" not in lines


# --- whatever people answer -----------------------------------------------------------------

_answer = st.sampled_from([1, 2, 3, 4, 5, W, N])
_sheets = st.lists(st.tuples(st.sampled_from(["teamleider", "partner", "wethouder"]), st.lists(_answer, min_size=8, max_size=8)),
                   min_size=1, max_size=4)
IDS = [f"d{d}-{s}" for d in (3, 10) for s in range(1, 5)]


def build(rows: list[tuple[str, list[int | str]]]) -> list[Sheet]:
    return [Sheet(role, {**sheet().answers, **dict(zip(IDS, answers, strict=True))}) for role, answers in rows]


def level(label: str | None) -> int:
    return -1 if label is None else ["kwetsbaar", "in_opbouw", "stevig"].index(label)


@settings(max_examples=60, deadline=None)
@given(_sheets, st.data())
def test_no_score_falls_when_one_answer_improves(rows: list[tuple[str, list[int | str]]], data: st.DataObject) -> None:
    better = [(role, list(answers)) for role, answers in rows]
    places = [(i, j) for i, (_, answers) in enumerate(better) for j, a in enumerate(answers) if isinstance(a, int) and a < 5]
    if not places:
        return
    i, j = data.draw(st.sampled_from(places))
    better[i][1][j] = int(better[i][1][j]) + 1
    before, after = scores(*build(rows)), scores(*build(better))
    for old, new in zip(before.dimensions, after.dimensions, strict=True):
        assert (old.points is None) == (new.points is None)
        assert (new.points or 0) >= (old.points or 0) and (new.low or 0) >= (old.low or 0) and (new.high or 0) >= (old.high or 0)
    for old_index, new_index in ((before.readiness, after.readiness), (before.embedding, after.embedding)):
        assert level(new_index.label) >= level(old_index.label)
        assert (new_index.points or 0) >= (old_index.points or 0)


@settings(max_examples=60, deadline=None)
@given(_sheets, st.data())
def test_not_knowing_only_widens_the_band(rows: list[tuple[str, list[int | str]]], data: st.DataObject) -> None:
    vaguer = [(role, list(answers)) for role, answers in rows]
    places = [(i, j) for i, (_, answers) in enumerate(vaguer) for j, a in enumerate(answers) if isinstance(a, int)]
    if not places:
        return
    i, j = data.draw(st.sampled_from(places))
    vaguer[i][1][j] = W
    before, after = scores(*build(rows)), scores(*build(vaguer))
    assert after.gap >= before.gap
    for old, new in zip(before.dimensions, after.dimensions, strict=True):
        if old.low is not None and new.low is not None and old.high is not None and new.high is not None:
            assert new.low <= old.low and new.high >= old.high


@settings(max_examples=60, deadline=None)
@given(_sheets)
def test_a_score_lies_in_its_band_and_the_label_follows_the_number(rows: list[tuple[str, list[int | str]]]) -> None:
    for found in scores(*build(rows)).dimensions:
        if found.points is not None:
            assert found.low is not None and found.high is not None and found.low <= found.points <= found.high
            assert level(found.label) == (found.points >= 40) + (found.points >= 70)
