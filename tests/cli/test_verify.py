"""`gametheory verify`: a stored solution checked again, without solving."""

from __future__ import annotations

from pathlib import Path

from gametheory import cli
from tests.cli.test_cli import run  # noqa: F401  (a fixture)


def test_a_stored_solution(run, tmp_path: Path) -> None:  # noqa: F811
    stored = tmp_path / "solution.json"
    assert run("solve", "classics/chicken", "--json", "-o", str(stored)).status == cli.OK
    ran = run("verify", str(stored))
    assert ran.status == cli.OK
    lines = ran.out.splitlines()
    assert all(line.startswith("confirmed") for line in lines)
    assert sum(" is an equilibrium at 16 exact points (verify yes)" in line for line in lines) == 3


def test_a_file_that_is_not_there(run, tmp_path: Path) -> None:  # noqa: F811
    missing = tmp_path / "none.json"
    ran = run("verify", str(missing))
    assert ran.status == cli.BAD_INPUT
    assert ran.err == (
        f"gametheory: the solution {str(missing)!r} cannot be read: "
        f"[Errno 2] No such file or directory: {str(missing)!r}\n"
        "  write one with solution.save(path).\n"
    )
