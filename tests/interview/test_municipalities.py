"""A municipality by what people type: codes, names with and without additions, other names, and names of before a merger."""

from __future__ import annotations

from typing import Any

import pytest

from site_build.content.model import Question
from site_build.interview.municipalities import options, search
from site_build.interview.validation import InvalidAnswer, validate
from tests.handbooks import content

QUESTION = Question(id="gemeente", ask="Welke?", type="municipality", unknown=False)


def find(raw: Any) -> str:
    return str(validate(QUESTION, raw, content()))


@pytest.mark.parametrize(("typed", "code"), [
    ("GM0080", "GM0080"), ("gm80", "GM0080"), ("0080", "GM0080"), ("80", "GM0080"), (80, "GM0080"), (80.0, "GM0080"),
    ("Gemeente Leeuwarden", "GM0080"), ("de gemeente  Leeuwarden", "GM0080"), ("Ljouwert", "GM0080"), ("LEEUWARDEN", "GM0080"),
    ("Bergen (NH)", "GM0373"), ("Bergen (NH.)", "GM0373"), ("Bergen (N.H.)", "GM0373"), ("Bergen(nh)", "GM0373"), ("Bergen (Noord-Holland)", "GM0373"), ("Bergen (L)", "GM0893"),
    ("Hengelo", "GM0164"), ("Hengelo (O)", "GM0164"), ("Rijswijk (ZH)", "GM0603"),
    ("Súdwest Fryslân", "GM1900"), ("sudwest-fryslan", "GM1900"), ("Zuidwest-Friesland", "GM1900"),
    ("Den Haag", "GM0518"), ("'s-Gravenhage", "GM0518"), ("’s Gravenhage", "GM0518"), ("Den Bosch", "GM0796"),
    ("Weesp", "GM0363"), ("Brielle", "GM1992"), ("Beemster", "GM0439"), ("Uden", "GM1991"), ("Gemeente Cuijk", "GM1982"),
])
def test_a_name_that_people_use_gives_its_municipality(typed: Any, code: str) -> None:
    assert find(typed) == code


@pytest.mark.parametrize(("typed", "message"), [
    ("Bergen", "Er zijn 2 gemeenten die 'Bergen' heten. Vul de CBS-code in: GM0893 (Bergen (Limburg)) of GM0373 (Bergen (Noord-Holland))."),
    ("Haaren", "De gemeente Haaren is in 2021 verdeeld. Vul de CBS-code van uw gemeente in: GM0757 (Boxtel) of GM0824 (Oisterwijk) of GM0855 (Tilburg) of GM0865 (Vught)."),
    ("Atlantis", "De gemeente 'Atlantis' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden)."),
    ("9999", "De gemeente '9999' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden)."),
])
def test_a_name_that_is_not_one_municipality_asks_which(typed: str, message: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        find(typed)
    assert str(caught.value) == message


def test_every_other_name_leads_somewhere_and_no_name_of_today_is_taken() -> None:
    today = {option.label for option in options(content().municipalities, content().municipality_names)}
    for name in content().municipality_names:
        assert all(content().municipality(code) for code in name.codes), name
        assert name.name not in today


def test_searching_while_typing_offers_the_successor_first() -> None:
    available = options(content().municipalities, content().municipality_names)
    assert [option.label for option in search(available, "weesp")] == ["Amsterdam"]
    assert search(available, "ljou")[0].label == "Leeuwarden"
    assert [option.label for option in search(available, "bergen")][:2] == ["Bergen (Limburg)", "Bergen (Noord-Holland)"]
    assert search(available, "0080")[0].label == "Leeuwarden"
