"""The worked sum of what a team costs: whoever does it again with the prices on the page gets what stands there."""

from __future__ import annotations

import re

from tests.handbooks import ROOT

PAGE = (ROOT / "guide/chapters/70-werkbladen/wat-kost-het.md").read_text(encoding="utf-8")
FTE, KILOMETRES, SPEED = (1.5, 3.5, 8), (4000, 3000, 1000), (50, 40, 25)
WAGE, HOURS, OVERHEAD, TRAVEL, GIFT, LEARNING, TIME = 74_800, 1363, 38, 0.23, 400, 70, 40


def row(step: int) -> list[float]:
    """Return the three figures of a step."""
    line = next(line for line in PAGE.splitlines() if re.match(rf"\| \**{step}\. ", line))
    return [float(re.sub(r"[^\d,]", "", cell).replace(",", ".")) for cell in line.split("|")[2:5]]


def test_every_step_of_the_sum_follows_from_the_ones_before() -> None:
    hours, learning, travelling, left, homes = (row(step) for step in range(1, 6))
    wages, overhead, travel, budget, total, per_home = (row(step) for step in range(6, 12))
    for n, fte in enumerate(FTE):
        assert abs(hours[n] - fte * HOURS) <= 1 and learning[n] == fte * LEARNING
        assert abs(travelling[n] - fte * KILOMETRES[n] / SPEED[n]) <= 1 and left[n] == hours[n] - learning[n] - travelling[n]
        assert homes[n] == left[n] // TIME and wages[n] == fte * WAGE and overhead[n] == hours[n] * OVERHEAD
        assert travel[n] == fte * KILOMETRES[n] * TRAVEL and budget[n] == homes[n] / 2 * GIFT
        assert total[n] == wages[n] + overhead[n] + travel[n] + budget[n] and abs(per_home[n] - total[n] / homes[n]) <= 1


def test_every_price_has_a_source_with_a_year_or_is_asked() -> None:
    prices = [line for line in PAGE.split("## De prijzen")[1].split("## ")[0].splitlines() if line.startswith("| ") and "Bedrag" not in line]
    assert len(prices) >= 6
    for line in prices:
        assert "[@" in line or "geen prijs" in line, line
    assert "€ 74.800" in PAGE and round(8_231_000 / 110.06, -2) == WAGE
