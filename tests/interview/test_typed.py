"""Dates and numbers as people type them and as spreadsheets give them: one reader, and a message that repeats what stood there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from site_build.interview.typed import InvalidAnswer, read_date, read_number, same_words


@pytest.mark.parametrize(("raw", "date"), [
    ("1-3-27", "2027-03-01"), ("1/3/2027", "2027-03-01"), ("01.03.2027", "2027-03-01"), ("1 3 2027", "2027-03-01"), ("1-3-'27", "2027-03-01"),
    ("1 maart 2027", "2027-03-01"), ("1 mrt 2027", "2027-03-01"), ("1 Mrt. 2027", "2027-03-01"), ("1-mrt-27", "2027-03-01"), ("1\u00a0maart\u00a02027", "2027-03-01"),
    ("maandag 1 maart 2027", "2027-03-01"), ("ma 1-3-2027", "2027-03-01"), ("2027-03-01", "2027-03-01"), ("2027-3-1", "2027-03-01"), ("2027-03-01T00:00:00", "2027-03-01"),
    ("maart 2027", "2027-03-31"), ("mrt '27", "2027-03-31"), ("maa 2027", "2027-03-31"),
    ("sept 2027", "2027-09-30"), ("jun 2027", "2027-06-30"), ("juni 2027", "2027-06-30"), ("1 juli 2027", "2027-07-01"), ("1/2027", "2027-01-31"), ("2027-12", "2027-12-31"), ("1-2027", "2027-01-31"), ("12-2027", "2027-12-31"), ("3-2027", "2027-03-31"), ("2027-02", "2027-02-28"),
    ("Q2 2027", "2027-06-30"), ("2e kwartaal 2027", "2027-06-30"), ("kwartaal 4 2027", "2027-12-31"), ("K1-2027", "2027-03-31"),
    ("46447", "2027-03-01"), (46447, "2027-03-01"), (46447.5, "2027-03-01"),
    ("1-1-1900", "1900-01-01"), ("31-12-2200", "2200-12-31"), (dt.date(2027, 3, 1), "2027-03-01"), (dt.datetime(2027, 3, 1, 14, 30), "2027-03-01"), ("29-2-2028", "2028-02-29"),
])
def test_a_date_as_people_type_it(raw: Any, date: str) -> None:
    assert read_date(raw).isoformat() == date


@pytest.mark.parametrize(("raw", "message"), [
    ("31-02-2027", "De datum '31-02-2027' bestaat niet. Bijvoorbeeld: 31-12-2027."),
    ("1-13-27", "De datum '1-13-27' bestaat niet. Bijvoorbeeld: 31-12-2027."),
    ("13-2027", "De datum '13-2027' bestaat niet. Bijvoorbeeld: 31-12-2027."), ("2027-00", "De datum '2027-00' bestaat niet. Bijvoorbeeld: 31-12-2027."),
    ("straks", "'straks' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("1 brumaire 2027", "'1 brumaire 2027' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("maart", "'maart' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("", "Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    (7.5, "Het getal 7,5 is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    (2027, "Het getal 2027 is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    (True, "'true' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("1-1-9998", "Het jaar 9998 klopt niet. Bijvoorbeeld: 31-12-2027."),
    ("31-12-1899", "Het jaar 1899 klopt niet. Bijvoorbeeld: 31-12-2027."), ("1-1-2201", "Het jaar 2201 klopt niet. Bijvoorbeeld: 31-12-2027."),
    (dt.date(1, 1, 1), "Het jaar 1 klopt niet. Bijvoorbeeld: 31-12-2027."),
    ("x" * 60, f"'{'x' * 60}' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("x" * 61, f"'{'x' * 59}…' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("x" * 100, f"'{'x' * 59}…' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
])
def test_what_is_no_date_is_repeated(raw: Any, message: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_date(raw, "31-12-2027")
    assert str(caught.value) == message


@pytest.mark.parametrize(("raw", "number"), [
    ("31850", 31850), ("31.850", 31850), ("1.250.000", 1250000), ("1,250,000", 1250000), ("4,5", 4.5), ("4.5", 4.5), (",5", 0.5), ("-3", -3), ("−3", -3),
    ("€ 1.250,50", 1250.5), ("€ 900,-", 900), ("900,--", 900), ("1 250", 1250), ("1\u00a0250", 1250), ("12%", 12), ("3½", 3.5), ("½", 0.5), ("250 euro", 250), ("9" * 30, int("9" * 30)), (7, 7), (7.5, 7.5),
])
def test_a_number_as_people_type_it(raw: Any, number: float) -> None:
    assert read_number(raw) == number


@pytest.mark.parametrize(("raw", "message"), [
    (dt.datetime(2026, 5, 7), "Hier staat de datum 7 mei 2026. Typte u 7.5? Een rekenprogramma maakt daar een datum van. Typ 7,5 met een komma."),
    ("veel", "'veel' is geen getal. Vul een getal in. Bijvoorbeeld: 12."), ("", "Vul een getal in. Bijvoorbeeld: 12."),
    ("1.2.3", "'1.2.3' is geen getal. Vul een getal in. Bijvoorbeeld: 12."), (True, "Vul een getal in. Bijvoorbeeld: 12."),
    (float("nan"), "Vul een getal in. Bijvoorbeeld: 12."), ([], "Vul een getal in. Bijvoorbeeld: 12."), ("9" * 31, f"'{'9' * 31}' is geen getal. Vul een getal in. Bijvoorbeeld: 12."),
])
def test_what_is_no_number_is_repeated(raw: Any, message: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_number(raw, "12")
    assert str(caught.value) == message


def test_words_are_compared_without_case_hard_spaces_and_a_full_stop() -> None:
    assert same_words("Ja,\u00a0op  Papier. ") == same_words("ja, op papier")
