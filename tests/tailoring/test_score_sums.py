"""The sum behind a score, line by line: what people answered, what was left out and what follows from it. Figures by hand."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from site_build.content.conditions import KNOWN, Condition, Value
from site_build.content.model import Content, KnownWhen, ScoreLabel
from site_build.errors import Place
from site_build.tailoring.score_advice import by_score, explain_score
from site_build.tailoring.scores import compute_scores
from tests.tailoring.test_scores import CONTENT, N, W, d3, scores, sheet


@dataclass(frozen=True)
class Thing:
    dimension: str


def ordered(*dimensions: str, **changes: int | str) -> list[str]:
    return [thing.dimension for thing in by_score([Thing(name) for name in dimensions], scores(sheet(everything=5, **changes)))]


def test_weak_comes_before_unknown_and_what_has_no_dimension_comes_last() -> None:
    weak = {f"d9_{n}": 1 for n in (1, 2, 3, 4)}
    assert ordered("", "dim1", "dim2", "dim9", d2_1=W, d2_2=W, **weak) == ["dim9", "dim2", "dim1", ""]


def test_before_anybody_answered_the_order_stays_as_it_was() -> None:
    things = [Thing(""), Thing("dim2"), Thing("dim1")]
    assert by_score(things, scores()) == by_score(things, None) == things


def test_two_roles_are_named_with_their_own_mean() -> None:
    people = [*[sheet("teamleider", 3)] * 3, *[sheet("partner", 5, d1_1=4)] * 3]
    lines = explain_score(scores(*people), "D1")
    assert "  D1.1 Stelling D1.1. gemiddeld over 2 rollen (teamleiding 50, partner 75): 62,5 punten" in lines
    assert lines[-2:] == ["  teamleiding (3): 50 punten", "  partner (3): 94 punten"]  # (75 + 100 + 100 + 100) / 4 = 93.75
    assert "Tussen de hoogste en de laagste rol: 44 punten. Dat is verschil van beeld." in lines


def test_one_role_is_one_and_who_does_not_know_is_not_counted() -> None:
    people = [*[sheet("teamleider", 3)] * 3, *[sheet("partner", 5, d1_1=W, d1_2=W)] * 3]
    lines = explain_score(scores(*people), "D1")
    assert "  D1.1 Stelling D1.1. gemiddeld over 1 rol (teamleiding 50): 50 punten" in lines
    assert lines[-2:] == ["  teamleiding (3): 50 punten", "  partner (3): onbekend"]  # two of four is too few


def test_a_third_is_written_with_two_decimals() -> None:
    people = [sheet("teamleider", 3), sheet("partner", 3), sheet("professional", 4)]
    assert "  D1.1 Stelling D1.1. gemiddeld over 3 rollen: 58,33 punten" in explain_score(scores(*people), "D1")


def test_one_statement_that_applies_is_not_added_up() -> None:
    lines = explain_score(scores(d3(N, N, N, 5)), "D3")
    assert lines[-4:] == ["Van toepassing: 1 van de 4 stellingen. Dat is te weinig voor een score.", "Kennishiaat: 0 van de 1 stellingen onbekend = 0%.",
                          "Laagst mogelijk: 100 = 100.", "Hoogst mogelijk: 100 = 100."]
    assert "Gemiddelde: (75 + 100) / 2 = 88 (87,5, half naar boven afgerond)." in explain_score(scores(d3(N, N, 4, 5)), "D3")


def test_a_warning_stands_with_its_own_dimension_only() -> None:
    lines = {name: explain_score(scores(sheet(d2_1=1, d3_1=1)), name) for name in ("D2", "D3", "D4")}
    assert [lines[name][-1] for name in ("D2", "D3")] == [f"Randvoorwaarde {code}: Waarschuwing {code}. Start nog niet." for code in ("D2.1", "D3.1")]
    assert not [line for line in lines["D4"] if line.startswith("Randvoorwaarde")]
    assert len([line for line in lines["D2"] if line.startswith("Randvoorwaarde")]) == 1


def test_an_index_takes_the_statements_of_its_own_kind_and_leaves_out_what_is_unknown() -> None:
    found = scores(sheet(everything=3, d1_1=W, d1_2=W, d1_3=5, d1_4=5, d2_1=4, d2_2=4), phase="uitvoeren")
    ready, embedded = (explain_score(found, name) for name in ("gereedheid", "borging"))
    assert [ready[2], ready[3]] == ["  D1 Onderdeel 1, stellingen van soort G: onbekend: telt niet mee", "  D2 Onderdeel 2, stellingen van soort G: 75 punten"]
    assert [embedded[2], embedded[3]] == ["  D1 Onderdeel 1, stellingen van soort B: 100 punten", "  D2 Onderdeel 2, stellingen van soort B: 50 punten"]
    assert f"Gemiddelde: (75 + {' + '.join(['50'] * 8)}) / 9 = 53 (52,78, half naar boven afgerond)." in ready  # (75 + 8 * 50) / 9 = 52.78
    assert f"Gemiddelde: (100 + {' + '.join(['50'] * 9)}) / 10 = 55." in embedded


def test_warnings_begin_with_what_is_lowest_and_what_nobody_knows_comes_last() -> None:
    assert [w.code for w in scores(sheet(d2_1=W, d3_1=2, d6_1=1)).warnings] == ["D6.1", "D3.1", "D2.1"]


def labelled(*labels: ScoreLabel) -> Content:
    return dataclasses.replace(CONTENT, scoring=dataclasses.replace(CONTENT.scoring, labels=labels))


def test_a_dimension_that_just_reaches_the_second_label_is_not_weak() -> None:
    of = labelled(ScoreLabel(id="laag", title="Laag", low=0, high=49), ScoreLabel(id="hoog", title="Hoog", low=50, high=100))
    just, below = (compute_scores(of, [sheet(everything=5, d1_1=3, d1_2=answer)], "starten").readiness for answer in (3, 2))
    assert (just.label, just.reasons) == ("hoog", ())  # (50 + 50) / 2 = 50
    assert below.label == "laag" and len(below.reasons) == 1  # (50 + 25) / 2 = 37.5


def test_with_one_label_nothing_is_weak() -> None:
    found = compute_scores(labelled(ScoreLabel(id="een", title="Een", low=0, high=100)), [sheet(everything=5, d1_1=1, d1_2=1)], "starten")
    assert (found.readiness.label, found.readiness.reasons) == ("een", ())


def test_as_long_as_nobody_filled_in_a_sheet_answers_fill_in_nothing() -> None:
    rule = KnownWhen(when=Condition('mandaat == "geen"', Place()), degree=1)
    told = dataclasses.replace(CONTENT, statements=tuple(dataclasses.replace(s, known_when=(rule,)) for s in CONTENT.statements))
    found = compute_scores(told, [], "starten", lambda name: Value(KNOWN, "geen")).dimension("D3")
    assert found is not None and not any(s.from_answers for s in found.statements)


TWO = (ScoreLabel(id="laag", title="Laag", low=0, high=49), ScoreLabel(id="hoog", title="Hoog", low=50, high=100))


def test_what_blocks_the_highest_label_names_that_label_and_what_blocks_it() -> None:
    of = labelled(*TWO)
    found = compute_scores(of, [sheet(everything=5, d2_1=1)], "starten").readiness  # D2: (0 + 100) / 2 = 50 is not weak
    assert (found.plain_label, found.label) == ("hoog", "laag")
    assert found.reasons == (of.phrases("scores.blocked", label="Hoog", codes="D2.1"),)


def test_a_guide_without_labels_gives_points_and_no_reason_for_a_lower_label() -> None:
    unknown = {f"d{dimension}_{n}": W for dimension in (1, 4, 5) for n in (1, 2, 3, 4)}
    with_labels, without = (compute_scores(labelled(*labels), [sheet(everything=5, **unknown)], "starten").readiness for labels in (TWO, ()))
    assert (with_labels.points, with_labels.label, len(with_labels.reasons)) == (100, "laag", 1)
    assert (without.points, without.label, without.reasons) == (100, None, ())
