"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import gametheory as gt
from gametheory import cli, cli_parser
from gametheory.cli import main
from gametheory.notation import describe

UMBRELLA = "asia_pacific/umbrella"
ENTRY = """\
schema = "gametheory-model/1"
title = "Entry"
players = ["Entrant", "Incumbent"]
where = "0 < c < 2"

[parameters]
c = { means = "cost of a price war", at = 1, range = [0, 2] }
m = { means = "entrant's margin", at = "1/2", range = [-1, 1] }

[[move]]
by = "Entrant"
name = "entry"
actions = ["in", "out"]

[[move]]
by = "Incumbent"
name = "reply"
actions = ["fight", "share"]
when = { entry = "in" }

[[outcome]]
name = "monopoly"
when = { entry = "out" }
pays = { Entrant = 0, Incumbent = 2 }

[[outcome]]
name = "price war"
when = { reply = "fight" }
pays = { Entrant = -1, Incumbent = "1 - c" }

[[outcome]]
name = "duopoly"
when = { reply = "share" }
pays = { Entrant = "m", Incumbent = 1 }

[[claim]]
id = "entry pays"
iff = "m >= 0"
some = { outcome = "duopoly" }
source = "derived"
"""


@pytest.fixture
def entry(tmp_path: Path) -> str:
    """The path of a small model."""
    path = tmp_path / "entry.toml"
    path.write_text(ENTRY, encoding="utf-8")
    return str(path)


class Ran:
    """What one run of the command did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run the command in this process."""

    def call(*argv: str) -> Ran:
        status = main(argv)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return call


def refusal(ran: Ran) -> str:
    """The message of a refusal: exit status 2, one message, nothing printed."""
    assert ran.status == cli.BAD_INPUT
    assert ran.out == ""
    assert ran.err.startswith("gametheory: ")
    assert "Traceback" not in ran.err
    return ran.err.removeprefix("gametheory: ").removesuffix("\n")


class TestList:
    def test_a_line_for_each_model(self, run) -> None:
        ran = run("list")
        assert ran.status == 0 and ran.err == ""
        lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
        assert lines.keys() == {entry.key for entry in gt.catalog()}
        assert lines[UMBRELLA] == "The umbrella over a non-nuclear ally"

    def test_json(self, run) -> None:
        entries = {entry["key"]: entry for entry in json.loads(run("list", "--json").out)}
        assert entries[UMBRELLA]["title"] == "The umbrella over a non-nuclear ally"
        assert entries[UMBRELLA]["players"] == ["Patron", "Ally", "Adversary"]

    def test_narrowed_down(self, run) -> None:
        ran = run("list", "--family", "asia_pacific", "--players", "3", "--search", "umbrella nuclear", "--json")
        keys = [entry["key"] for entry in json.loads(ran.out)]
        assert UMBRELLA in keys
        assert keys == [e.key for e in gt.catalog(family="asia_pacific", players=3, search="umbrella nuclear")]

    def test_nothing_is_a_negative_answer(self, run) -> None:
        ran = run("list", "--players", "17")
        assert (ran.status, ran.out) == (cli.NEGATIVE, "no model of the catalogue is all of this\n")

    def test_a_family_that_there_is_not(self, run) -> None:
        assert refusal(run("list", "--family", "clasics")).endswith("Did you mean 'classics'?")


class TestShow:
    def test_everything_that_a_game_declares(self, run, entry: str) -> None:
        ran = run("show", entry)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == f"{describe(gt.load(entry))}\n"
        lines = ran.out.splitlines()
        assert "players      Entrant, Incumbent" in lines
        assert "Information sets (2; 3 terminal histories)" in lines

    def test_json(self, run, entry: str) -> None:
        shown = json.loads(run("show", entry, "--json").out)
        assert [p["name"] for p in shown["parameters"]] == ["c", "m"]
        assert {
            "history": [["entry", "in"], ["reply", "share"]],
            "outcome": "duopoly",
            "payoffs": {"Entrant": "m", "Incumbent": "1"},
            "measures": {},
        } in shown["terminal_histories"]

    def test_the_file_comes_back(self, run, entry: str, tmp_path: Path) -> None:
        copy = tmp_path / "copy.toml"
        assert run("show", entry, "--toml", "--out", str(copy)).status == 0
        assert gt.load(copy) == gt.load(entry)

    def test_a_parameter_can_be_fixed_and_a_move_made(self, run, entry: str) -> None:
        assert json.loads(run("show", entry, "--json", "--at", "c=1/3,m=0.5").out)["parameters"] == []
        shown = json.loads(run("show", entry, "--json", "--after", "entry=in").out)
        assert [s["label"] for s in shown["information_sets"]] == ["reply"]

    def test_models_of_the_catalogue(self, run) -> None:
        for listed in list(gt.catalog())[::10]:
            ran = run("show", listed.key)
            assert ran.status == 0 and gt.load(listed.key).digest in ran.out


class TestCheck:
    def test_a_line_for_each_claim(self, run, entry: str) -> None:
        ran = run("check", entry)
        assert (ran.status, ran.err) == (cli.OK, "")
        assert ran.out == "proved   entry pays: at every admissible point, ties included\n1 proved\n"

    def test_a_claim_that_fails(self, run, entry: str) -> None:
        path = Path(entry)
        path.write_text(ENTRY.replace('iff = "m >= 0"', 'iff = "m > 1/4"'), encoding="utf-8")
        ran = run("check", entry)
        assert (ran.status, ran.err) == (cli.NEGATIVE, "")
        assert ran.out.startswith("refuted  entry pays: at c = ") and ran.out.endswith("\n1 refuted\n")
        assert "an equilibrium has the property; equilibria there: duopoly" in ran.out
        (found,) = json.loads(run("check", entry, "--json").out)["verdicts"]
        assert 0 <= Fraction(found["witness"]["m"]) <= Fraction(1, 4)
        assert found["equilibrium"]["strategy"] == {"entry": "in", "reply": "share"}

    def test_a_claim_that_is_not_decided(self, run, entry: str) -> None:
        with open(entry, "a", encoding="utf-8") as file:
            file.write('refinement = "D1"\n')
        ran = run("check", entry)
        assert ran.status == cli.NEGATIVE
        reason = "the refinement is defined for signalling: a sender who knows its type moves first"
        assert ran.out == f"unknown  entry pays: not decided yet: {reason}\n1 unknown\n"

    def test_one_claim_of_a_model(self, run) -> None:
        ran = run("check", "deterrence/rudimentary", "--only", "incapable threat")
        assert (ran.status, ran.out.splitlines()[-1]) == (cli.OK, "1 proved")

    def test_a_claim_that_is_not_there(self, run, entry: str) -> None:
        assert "Did you mean 'entry pays'?" in refusal(run("check", entry, "--only", "entry pay"))


class TestSolve:
    def test_the_table_is_that_of_the_library(self, run, entry: str) -> None:
        ran = run("solve", entry)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == f"{gt.solve(gt.load(entry))}\n"

    def test_json_is_that_of_the_library(self, run, entry: str) -> None:
        ran = run("solve", entry, "--json")
        assert json.loads(ran.out) == json.loads(gt.solve(gt.load(entry)).to_json())

    def test_latex(self, run, entry: str) -> None:
        ran = run("solve", entry, "--latex")
        assert ran.status == 0 and r"\begin{proposition}" in ran.out

    def test_at_a_point(self, run, entry: str) -> None:
        ran = run("solve", entry, "--at", "c=1", "--at", "m=-1/2")
        assert ran.status == 0
        assert "monopoly" in ran.out and "duopoly" not in ran.out

    def test_in_a_subgame(self, run) -> None:
        ran = run("solve", UMBRELLA, "--after", "tie=1", "--at", "l=1, f=2, k=1/2")
        assert ran.status == 0
        assert "non-nuclear deterrence" in ran.out

    def test_under_an_assumption(self, run, entry: str) -> None:
        ran = run("solve", entry, "--assume", "m > 0", "--assume", "c < 1")
        assert ran.status == 0
        assert "duopoly" in ran.out and "monopoly" not in ran.out

    def test_with_knife_edges(self, run) -> None:
        chain = "classics/chain_store_two_markets"
        plain, full = run("solve", chain), run("solve", chain, "--knife-edge")
        assert plain.status == full.status == 0
        assert "further paths exist only on knife-edges" in plain.out and "(knife-edge)" not in plain.out
        assert "(knife-edge)" in full.out and "further paths" not in full.out

    def test_an_incomplete_solution_is_a_negative_answer(
        self, run, entry: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dataclasses import replace

        part = replace(gt.solve(gt.load(entry)), complete=False, undecided=("one comparison",))
        monkeypatch.setattr(cli, "_solution", lambda game, knife_edge=False: part)
        assert run("solve", entry).status == cli.NEGATIVE


class TestSweep:
    def test_shares_on_a_grid(self, run, entry: str) -> None:
        ran = run("sweep", entry, "--grid", "m=-1:1:4", "--json")
        assert ran.status == 0
        found = json.loads(ran.out)
        assert (found["points"], found["admissible"]) == (4, 4)
        assert found["shares"] == {"duopoly": 0.5, "monopoly": 0.5}

    def test_shares_as_a_table(self, run, entry: str) -> None:
        ran = run("sweep", entry, "--grid", "m=-1:1:3,c=0:1:2")
        assert ran.out == """\
6 points, 3 admissible
  33.333333%  duopoly
  33.333333%  monopoly
  33.333333%  duopoly + monopoly
"""

    def test_a_row_a_point(self, run, entry: str) -> None:
        ran = run("sweep", entry, "--grid", "m=-1:1:3", "--at", "c=1/2", "--reduce", "none")
        assert ran.out == """\
m,duopoly,monopoly,inadmissible,undefined
-1.0,0,1,0,0
0.0,1,1,0,0
1.0,1,0,0,0
"""

    def test_too_many_rows(self, run, entry: str) -> None:
        assert refusal(run("sweep", entry, "--sample", "1e8", "--reduce", "none")) == (
            "a row a point is written as CSV, for at most 10,000,000 points\n  drop --reduce none, or --json."
        )

    def test_a_sample_is_the_same_again(self, run, entry: str) -> None:
        first, again, other = (run("sweep", entry, "--sample", "1e3", "--seed", seed, "--json") for seed in "778")
        assert first.status == 0
        assert first.out == again.out != other.out
        assert json.loads(first.out)["points"] == 1000

    def test_to_a_file(self, run, entry: str, tmp_path: Path) -> None:
        out = tmp_path / "new" / "shares.json"
        ran = run("sweep", entry, "--grid", "m=-1:1:5,c=1/2:3/2:3", "--json", "-o", str(out))
        assert (ran.status, ran.out) == (0, "")
        assert json.loads(out.read_text(encoding="utf-8"))["points"] == 15

    def test_without_xarray_the_command_to_install_it_is_named(
        self, run, entry: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xarray", None)
        assert refusal(run("sweep", entry, "--grid", "m=-1:1:3")) == (
            "sweeps need xarray, which is not installed\n  pip install 'gametheory-ir[sweep]'"
        )

    def test_a_grid_that_runs_down(self, run, entry: str) -> None:
        message = refusal(run("sweep", entry, "--grid", "m=1:-1:3"))
        assert "runs from 1 down to -1" in message


class TestPlot:
    def test_a_figure(self, run, tmp_path: Path) -> None:
        out = tmp_path / "figure.pdf"
        ran = run("plot", UMBRELLA, "--x", "lam", "--y", "h", "--after", "tie=1", "-o", str(out))
        assert (ran.status, ran.err) == (0, "")
        assert out.read_bytes().startswith(b"%PDF")


class TestExport:
    def test_at_the_baseline(self, run, entry: str) -> None:
        ran = run("export", entry)
        assert ran.status == 0
        assert ran.out.startswith("EFG 2 R ") and "1/2" in ran.out

    def test_fixed_parameters_win(self, run, entry: str, tmp_path: Path) -> None:
        out = tmp_path / "game.efg"
        assert run("export", entry, "--at", "m=3/7", "-o", str(out)).status == 0
        assert "3/7" in out.read_text(encoding="utf-8")


class TestCite:
    def test_the_works_of_a_model_in_its_order(self, run) -> None:
        ran = run("cite", UMBRELLA)
        assert (ran.status, ran.err) == (0, "")
        keys = [line.partition("{")[2].rstrip(",") for line in ran.out.splitlines() if line.startswith("@")]
        assert keys == list(gt.load(UMBRELLA).cite)

    def test_a_model_that_cites_nothing_is_a_negative_answer(self, run, entry: str) -> None:
        assert run("cite", entry).status == cli.NEGATIVE


class TestBadInput:
    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            (["solve", UMBRELLA, "--at", "l"], "--at 'l' is not NAME=VALUE\n  write pairs with a comma between them."),
            (["solve", UMBRELLA, "--at", "l=1,l=2"], "--at names 'l' twice\n  give one value."),
            (
                ["solve", UMBRELLA, "--after", "tie"],
                "--after 'tie' is not MOVE=ACTION\n  write pairs with a comma between them.",
            ),
            (
                ["sweep", UMBRELLA],
                "give either --grid or --sample\n  --grid NAME=LOW:HIGH:POINTS an axis, or --sample N.",
            ),
            (
                ["sweep", UMBRELLA, "--grid", "h=0:4:9", "--sample", "9"],
                "give either --grid or --sample\n  --grid NAME=LOW:HIGH:POINTS an axis, or --sample N.",
            ),
            (
                ["sweep", UMBRELLA, "--grid", "h=0:4"],
                "--grid 'h=0:4' is not NAME=LOW:HIGH:POINTS\n  for example --grid h=0:1:2001.",
            ),
            (
                ["sweep", UMBRELLA, "--grid", "h=0:4:many"],
                "--grid 'h=0:4:many' is not NAME=LOW:HIGH:POINTS\n  for example --grid h=0:1:2001.",
            ),
            (
                ["sweep", UMBRELLA, "--grid", "h=0:4:9", "--at", "h=1"],
                "'h' is both --grid and fixed by --at\n  drop one of the two.",
            ),
            (
                ["sweep", UMBRELLA, "--sample", "0"],
                "argument --sample: '0' is not a number of points between 1 and 1e15\n  see `gametheory sweep --help`.",
            ),
            (
                ["plot", UMBRELLA, "--x", "h", "--y", "lam", "--at", "lam=1", "-o", "figure.pdf"],
                "'lam' is both an axis and fixed by --at\n  drop one of the two.",
            ),
            (
                ["plot", UMBRELLA, "--x", "h", "-o", "figure.pdf"],
                "the following arguments are required: --y\n  see `gametheory plot --help`.",
            ),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_a_wrong_command_line(self, run, argv: list[str], message: str) -> None:
        assert refusal(run(*argv)) == message

    @pytest.mark.parametrize(
        ("argv", "beginning", "suggestion"),
        [
            (["show", "asia_pacific/umbrela"], "unknown model 'asia_pacific/umbrela'", "Did you mean"),
            (["solve", UMBRELLA, "--at", "lamb=1"], "unknown parameter 'lamb'", "Did you mean 'lam'?"),
            (["solve", UMBRELLA, "--after", "tye=1"], "unknown move 'tye'", "Did you mean 'tie'?"),
            (["solve", UMBRELLA, "--after", "tie=2"], "unknown action '2'", "there are: 0, 1."),
            (["sweep", UMBRELLA, "--grid", "H=0:4:9"], "unknown parameter 'H'", "Did you mean 'h'?"),
            (["plot", UMBRELLA, "--x", "h", "--y", "lamb", "-o", "f.pdf"], "unknown parameter 'lamb'", "'lam'?"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_an_unknown_name(self, run, argv: list[str], beginning: str, suggestion: str) -> None:
        message = refusal(run(*argv))
        assert message.startswith(beginning)
        assert suggestion in message

    def test_an_assumption_that_is_not_a_condition(self, run, entry: str) -> None:
        message = refusal(run("solve", entry, "--assume", "m > __import__('os')"))
        assert "^" in message

    def test_a_parameter_without_a_baseline(self, run, tmp_path: Path) -> None:
        path = tmp_path / "bare.toml"
        path.write_text(ENTRY.replace("at = 1, ", ""), encoding="utf-8")
        assert refusal(run("export", str(path))) == (
            "no value for c: the model declares no baseline\n  give one: --at c=..."
        )

    def test_a_file_that_is_not_a_model(self, run, tmp_path: Path) -> None:
        path = tmp_path / "bad.toml"
        path.write_bytes(b"\xff\xfe not a model")
        assert str(path) in refusal(run("show", str(path)))


class TestUnwritable:
    @pytest.mark.parametrize(
        "argv",
        [
            ["show", UMBRELLA],
            ["solve", UMBRELLA],
            ["export", UMBRELLA],
            ["sweep", UMBRELLA, "--grid", "h=0:4:9"],
            ["plot", UMBRELLA, "--x", "lam", "--y", "h"],
        ],
        ids=lambda argv: argv[0],
    )
    def test_refused_before_any_work(self, run, argv: list[str], tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr(cli, "_game", lambda *_, **__: pytest.fail("work was done"))
        blocked = tmp_path / "file"
        blocked.write_text("kept", encoding="utf-8")
        out = str(blocked / "result.pdf")
        assert refusal(run(*argv, "-o", out)) == (
            f"cannot write {out!r}: {str(blocked)!r} does not take files\n  choose another place."
        )
        assert [path.name for path in tmp_path.iterdir()] == ["file"]
        assert blocked.read_text(encoding="utf-8") == "kept"

    def test_a_folder_is_not_a_file(self, run, tmp_path: Path) -> None:
        assert refusal(run("show", UMBRELLA, "-o", str(tmp_path))) == (
            f"cannot write {str(tmp_path)!r}: it is a folder\n  name a file in it."
        )

    def test_a_folder_that_takes_no_files(self, run) -> None:
        assert "cannot write '/proc/result.txt': " in refusal(run("show", UMBRELLA, "-o", "/proc/result.txt"))


class TestTheProcess:
    def test_help_documents_the_exit_status(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["--help"])
        assert stopped.value.code == 0
        assert cli_parser.EXIT_STATUS in capsys.readouterr().out

    def test_an_error_of_the_program_keeps_its_traceback(self, run, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError("a bug")

        monkeypatch.setattr(cli, "_game", fail)
        ran = run("show", UMBRELLA)
        assert ran.status == cli.INTERNAL
        assert "ZeroDivisionError: a bug" in ran.err and "please report it" in ran.err

    def test_interrupted(self, run, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(cli, "_game", stop)
        ran = run("show", UMBRELLA)
        assert (ran.status, ran.err) == (cli.INTERRUPTED, "gametheory: interrupted\n")

    def test_the_reader_goes_away(self) -> None:
        command = [sys.executable, "-m", "gametheory", "show", UMBRELLA, "--json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        assert (process.wait(), errors) == (cli.BROKEN_PIPE, b"")

    def test_the_same_bytes_under_any_hash_seed(self) -> None:
        outputs = {
            subprocess.run(
                [sys.executable, "-m", "gametheory", "show", UMBRELLA, "--json"],
                check=True,
                capture_output=True,
                env=os.environ | {"PYTHONHASHSEED": seed},
            ).stdout
            for seed in "01"
        }
        assert len(outputs) == 1
