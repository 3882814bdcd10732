"""Tables that people edit in a spreadsheet program: rows with their lines, and a problem for what it did to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_build.errors import Place, Problem


def read_table(path: Path, file: str, columns: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their lines; what is wrong is added to `problems`, and no row follows then."""
    if not path.exists():
        return

    def wrong(line: int, message: str, remedy: str) -> None:
        problems.append(Problem(Place(file, line, 1), "tabel-vorm", message, remedy))

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(Place(file, 1, 1), "tekens", "Dit bestand is niet in UTF-8 opgeslagen.", "Kies in Excel bij opslaan: CSV UTF-8."))
        return
    except OSError:
        wrong(1, "Dit bestand is niet te lezen.", "Kijk of het een gewoon bestand is, en niet geopend in een ander programma.")
        return
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    if len(head) == 1 and ";" in head[0]:
        wrong(1, "De kolommen zijn met puntkomma's gescheiden.", "Sla het bestand op met komma's: in LibreOffice bij 'Filterinstellingen bewerken', scheidingsteken komma.")
        return
    missing = [column for column in columns if column not in head]
    if missing:
        wrong(1, f"De kolom '{missing[0]}' ontbreekt.", f"De eerste regel hoort te zijn: {','.join(columns)}")
        return
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            wrong(rows.line_num, f"Deze regel heeft {len(row)} kolommen; de kop heeft er {len(head)}.", "Zet tekst met een komma tussen aanhalingstekens.")
            continue
        yield rows.line_num, dict(zip(head, row, strict=True))
