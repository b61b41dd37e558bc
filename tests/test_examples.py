"""The programs of examples/ run to their end and write what they announce; their assertions are their own checks."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_runs_and_writes_what_it_announces(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(path))["main"](tmp_path)
    said = capsys.readouterr().out
    announced = said.rpartition("WRITTEN ")[2].strip().split(", ")
    assert "ANSWER" in said
    assert sorted(announced) == sorted(file.name for file in tmp_path.iterdir())
    assert all(file.stat().st_size for file in tmp_path.iterdir())
