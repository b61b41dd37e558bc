"""Hostile texts on the command line: exit status 2 and a message of a few lines, nothing executed, nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import gametheory as gt
from gametheory import Game, Solution, cli
from tests.cli.test_cli import ENTRY
from tests.hostile.strings import HOSTILE, SURROGATE
from tests.hostile.watch import nothing_happens

LONGEST_LINE = 2_100
MOST_LINES = 9

MODEL = "entry.toml"
SLOTS: dict[str, Callable[[str], list[str]]] = {
    "verb": lambda s: [s],
    "model": lambda s: ["show", s],
    "file": lambda s: ["show", f"{s}.toml"],
    "family": lambda s: ["solve", f"asia_pacific/{s}"],
    "folder above": lambda s: ["show", f"../asia_pacific/{s}"],
    "cited model": lambda s: ["cite", s],
    "checked model": lambda s: ["check", s],
    "claim": lambda s: ["check", MODEL, "--only", s],
    "option": lambda s: ["show", MODEL, f"--{s}"],
    "argument too much": lambda s: ["show", MODEL, s],
    "at": lambda s: ["show", MODEL, "--at", s],
    "name in at": lambda s: ["show", MODEL, "--at", f"{s}=1"],
    "value in at": lambda s: ["show", MODEL, "--at", f"m={s}"],
    "value in at of an export": lambda s: ["export", MODEL, "--at", f"m={s}"],
    "after": lambda s: ["show", MODEL, "--after", s],
    "move in after": lambda s: ["solve", MODEL, "--after", f"{s}=in"],
    "action in after": lambda s: ["show", MODEL, "--after", f"entry={s}"],
    "assumption": lambda s: ["solve", MODEL, "--assume", s],
    "grid": lambda s: ["sweep", MODEL, "--grid", s],
    "name in grid": lambda s: ["sweep", MODEL, "--grid", f"{s}=0:1:5"],
    "lower end": lambda s: ["sweep", MODEL, "--grid", f"m={s}:1:5"],
    "upper end": lambda s: ["sweep", MODEL, "--grid", f"m=0:{s}:5"],
    "number of points": lambda s: ["sweep", MODEL, "--grid", f"m=0:1:{s}"],
    "size of a sample": lambda s: ["sweep", MODEL, "--sample", s],
    "seed": lambda s: ["sweep", MODEL, "--sample", "9", "--seed", s],
    "reduction": lambda s: ["sweep", MODEL, "--sample", "9", "--reduce", s],
    "horizontal axis": lambda s: ["plot", MODEL, "--x", s, "--y", "c", "-o", "figure.svg"],
    "vertical axis": lambda s: ["plot", MODEL, "--x", "m", "--y", s, "-o", "figure.svg"],
    "folder of a figure": lambda s: ["plot", MODEL, "--x", "m", "--y", "c", "-o", f"{MODEL}/{s}/figure.svg"],
    "file below a file": lambda s: ["show", MODEL, "-o", f"{MODEL}/{s}"],
    "file with a null character": lambda s: ["show", MODEL, "-o", f"x\0{s}"],
}

ACCEPTED = {
    ("verb", "option"), ("model", "option"), ("cited model", "option"), ("checked model", "option"),
    ("argument too much", "option"),
    ("option", "empty"), ("argument too much", "empty"), ("value in at", "number of 301 digits"),
    ("value in at", "decimal of 301 digits"), ("value in at of an export", "number of 301 digits"),
    ("value in at of an export", "decimal of 301 digits"), ("lower end", "decimal of 301 digits"),
    ("upper end", "decimal of 301 digits"), ("seed", "number of 301 digits"), ("seed", "full-width digits"),
    ("seed", "digits with underscores"),
}  # fmt: skip
"""What is hostile elsewhere and all right here: ``--help``, a bare ``--``, long numbers that exact arithmetic takes."""


@pytest.fixture(scope="module")
def solve() -> Callable[[Game], Solution]:
    """The solver, which solves a game once."""
    return cache(gt.solve)


@pytest.fixture(scope="module")
def load() -> Callable[[str], Game]:
    """The reader, which reads the model of these tests once."""
    known, read = gt.loads(ENTRY, name=MODEL), gt.load
    return lambda source: known if source == MODEL else read(source)


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, solve: Callable[[Game], Solution], load: Callable[[str], Game]
) -> Path:
    """A folder with one model file."""
    monkeypatch.setattr(cli, "_solution", solve)
    monkeypatch.setattr(gt, "load", load)
    (tmp_path / MODEL).write_text(ENTRY, encoding="utf-8")
    return tmp_path


def wrong(status: int, out: str, err: str) -> str | None:
    """What is wrong with a refusal; ``None`` if nothing is."""
    lines = err.removesuffix("\n").split("\n")
    if status != cli.BAD_INPUT:
        return f"exit status {status}: {(out + err)[-500:]!r}"
    if out or not err.startswith("gametheory: ") or "\nTraceback" in err:
        return f"not one message: {out[:200]!r} {err[:500]!r}"
    if not all(line.isprintable() for line in lines):
        return f"not safe to print: {err[:500]!r}"
    forged = any(line.startswith(("gametheory:", "Traceback")) for line in lines[1:])
    if forged or len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return f"{len(lines)} lines, the longest of {max(map(len, lines))} characters: {err[:500]!r}"
    return None


def refused(slot: str, names: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The texts that are not refused as they should be, with what is wrong."""
    found = {}
    texts = {**HOSTILE, "surrogate": SURROGATE}
    for name in names:
        if (slot, name) not in ACCEPTED:
            status = cli.main(SLOTS[slot](texts[name]))
            if fault := wrong(status, *capsys.readouterr()):
                found[name] = fault
    return found


NAMES = [*HOSTILE, "surrogate"]


@pytest.mark.parametrize("slot", SLOTS)
def test_refused(slot: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = NAMES[list(SLOTS).index(slot) % 13 :: 13]
    with nothing_happens(folder):
        assert refused(slot, names, capsys) == {}


@pytest.mark.parametrize("slot", ["value in at", "assumption", "model"])
def test_every_text_is_refused(slot: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with nothing_happens(folder):
        assert refused(slot, NAMES, capsys) == {}


@pytest.mark.fuzz
@pytest.mark.parametrize("slot", SLOTS)
def test_every_text_in_every_argument(slot: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with nothing_happens(folder):
        assert refused(slot, NAMES, capsys) == {}


MESSAGES = [
    (
        "a sample with an exponent without end", ["sweep", MODEL, "--sample", "1e999999999"],
        "argument --sample: '1e999999999' is not a number of points between 1 and 1e15\n"
        "  see `gametheory sweep --help`.",
    ),
    (
        "an axis of more points than an integer of Python prints", ["sweep", MODEL, "--grid", f"m=0:1:{'9' * 5000}"],
        f"--grid 'm=0:1:{'9' * 113}...{'9' * 119}' is not NAME=LOW:HIGH:POINTS\n  for example --grid m=0:1:2001.",
    ),
    (
        "an axis that no memory holds", ["sweep", MODEL, "--grid", "m=0:1:999999999999"],
        "the axis 'm' has more than 100,000,000 points\n  give fewer.",
    ),
    (
        "an axis beyond every float", ["sweep", MODEL, "--grid", "m=0:1e399:5"],
        "the axis 'm': the number is larger than 1e300\n  choose other units of measurement.",
    ),
    (
        "a fixed value beyond every float", ["sweep", MODEL, "--grid", "m=0:1:5", "--at", "c=1e399"],
        "at['c']: the number is larger than 1e300\n  choose other units of measurement.",
    ),
    (
        "a value with an endless exponent", ["show", MODEL, "--at", "c=1e999999999"],
        "c = '1e999999999': the number '1e999999999' has an exponent beyond 400",
    ),
    (
        "a null character in the name of the file to write", ["show", MODEL, "-o", "x\0y"],
        "cannot write 'x\\x00y': embedded null byte\n"
        "  choose a folder that exists or can be made, and that you may write to.",
    ),
    (
        "a file with a slash behind its name is not overwritten", ["show", MODEL, "-o", f"{MODEL}/"],
        "cannot write 'entry.toml/': it is a folder\n  name a file in it.",
    ),
    (
        "an option that clears the terminal", ["show", MODEL, "--\x1b[2J"],
        "unrecognized arguments: --\\x1b[2J\n  see `gametheory --help`.",
    ),
    (
        "an unknown axis is refused before anything is solved", ["plot", MODEL, "--x", "M", "--y", "c", "-o", "f.svg"],
        "unknown parameter 'M'; there are: c, m. Did you mean 'm'?",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("argv", "message"), [m[1:] for m in MESSAGES], ids=[m[0] for m in MESSAGES])
def test_message(
    argv: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_solution", lambda game: pytest.fail("a game was solved"))
    with nothing_happens(folder):
        status = cli.main(argv)
    assert (status, *capsys.readouterr()) == (cli.BAD_INPUT, "", f"gametheory: {message}\n")


def test_a_range_beyond_every_float_is_not_drawn_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wide.toml").write_text(ENTRY.replace("range = [-1, 1]", 'range = [0, "1e399"]'), encoding="utf-8")
    with nothing_happens(folder):
        status = cli.main(["sweep", "wide.toml", "--sample", "9"])
    assert status == cli.BAD_INPUT
    assert capsys.readouterr().err == (
        "gametheory: '1e399' has more than 300 digits in wide.toml, parameters.m, range\n"
        "  at most 300 digits are read\n"
    )


RAW = {
    "bytes that are no UTF-8": ["show", b"\xff\xfe\x80"],
    "10^5 letters": ["show", b"x" * 100_000],
    "an escape sequence": ["show", b"\x1b[2J.toml"],
    "a shell command": ["show", b"; touch CANARY; $(touch CANARY) `touch CANARY`"],
}


@pytest.mark.parametrize("name", RAW)
def test_in_a_process_of_its_own(name: str, folder: Path) -> None:
    command = [sys.executable, "-m", "gametheory", *RAW[name]]
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])}
    )
    assert wrong(ran.returncode, ran.stdout.decode("ascii"), ran.stderr.decode("utf-8")) is None
    assert [path.name for path in folder.iterdir()] == [MODEL]
