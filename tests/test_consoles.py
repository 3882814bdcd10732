"""Every command on a console or redirect that knows few signs: nothing breaks, and what has no sign gets one that looks like it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from site_build import cli
from tests.handbooks import ROOT

PAGE = "begrippen"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boek") / "hb"
    assert cli.main(["new", str(folder), "--answers", str(ROOT / "examples" / "pilot-loopt-af.yml"), "--no-build"]) == 0
    assert cli.main(["export", str(folder), "--excel"]) == 0
    return folder


def edited(folder: Path, target: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(folder / "export" / "plan.xlsx")
    book["Plan"]["G4"] = "bezig"
    book.save(target)
    return str(target)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_every_command_speaks_on_every_console(encoding: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: dict[str, tuple[list[str], int]] = {
        "new": (["new", str(tmp_path / "nieuw"), "--answers", str(ROOT / "examples" / "leeuwarden.yml"), "--no-build"], 0),
        "build": (["build", str(folder), "--no-build"], 0), "explain": (["explain", str(folder)], 0),
        "share": (["share", str(folder), str(tmp_path / "delen"), "--no-build"], 0),
        "plan": (["plan", str(folder), "--from", edited(folder, tmp_path / "plan.xlsx")], 0),
        "export": (["export", str(folder), "--calendar"], 0), "form": (["form", str(tmp_path / "vragen")], 0),
        "compare": (["compare", str(folder), "--since", str(ROOT / "examples" / "pilot-loopt-af.yml")], 0),
        "ask": (["ask", str(tmp_path / "weg" / "€→….yml")], 2), "statements": (["statements", str(tmp_path / "weg")], 2),
        "serve": (["serve", str(tmp_path / "geen-→-boek")], 2), "free-days": (["free-days"], 0), "check": (["check", "--summary"], 0),
        "undo": (["undo", str(tmp_path / "geen-→-boek")], 2), "choose": (["choose", str(tmp_path / "geen-→-boek"), "--plain"], 2),
        "rename": (["rename", "geen-→-id", "ander", "--guide", str(tmp_path / "geen-→-gids")], 2),
        "edit": (["edit", str(tmp_path / "geen-→-gids")], 2), "diff": (["diff", "--since", "geen-→-revisie", "--html", str(tmp_path / "uit.html")], 2),
        "new-guide": (["new-guide", str(tmp_path / "gids")], 0), "editions": (["editions", str(folder)], 0),
        "batch": (["batch", str(tmp_path / "geen-→-map"), str(tmp_path / "uit")], 2),
    }
    assert set(commands) == _names()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    for name, (arguments, status) in commands.items():
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            assert cli.main(arguments) == status, name
        said = b"".join((stream.flush(), stream.buffer.getvalue())[1] for stream in streams).decode(encoding)  # type: ignore[attr-defined]
        assert said and "niet had mogen gebeuren" not in said, name
        if name == "plan":
            assert "status: open -> bezig" in said
        if name == "export":
            assert ("Ik maak plan.ics …" if encoding == "cp1252" else "Ik maak plan.ics ...") in said


def _names() -> set[str]:
    return set(cli._COMMANDS)
