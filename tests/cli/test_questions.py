"""The verbs that ask about solutions: partition, statics, why; supports and refinements of solve."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import gametheory as gt
from gametheory import cli
from tests.cli.test_cli import Ran, entry, refusal, run  # noqa: F401  (fixtures)

BEER = "classics/beer_quiche"
SEMI = "semi-separating (weak and Receiver mix)"


class TestSolve:
    def test_pure_strategies_only(self, run) -> None:  # noqa: F811
        pure, every = run("solve", BEER, "--supports", "pure"), run("solve", BEER)
        assert pure.status == every.status == cli.OK
        assert "in pure strategies" in pure.out and SEMI not in pure.out
        assert run("solve", BEER, "--supports", "all").out == every.out
        assert SEMI in every.out

    def test_refined(self, run) -> None:  # noqa: F811
        ran = run("solve", BEER, "--refine", "intuitive criterion", "--json")
        assert ran.status == cli.OK
        assert json.loads(ran.out) == json.loads(gt.solve(gt.load(BEER)).refine("intuitive criterion").to_json())

    def test_an_assumption_comes_before_the_refinement(self, run) -> None:  # noqa: F811
        ran = run("solve", BEER, "--assume", "g < d, p > v/(v + l)", "--refine", "D1")
        assert ran.status == cli.OK
        assert ran.out == f"{gt.solve(gt.load(BEER)).assume('g < d, p > v/(v + l)').refine('D1')}\n"


class TestPartition:
    def test_as_text(self, run) -> None:  # noqa: F811
        ran = run("partition", BEER)
        assert (ran.status, ran.err) == (cli.OK, "")
        assert ran.out == f"{gt.solve(gt.load(BEER)).partition()}\n"

    def test_as_json(self, run, entry: str) -> None:  # noqa: F811
        assert json.loads(run("partition", entry, "--json").out) == {
            "complete": True,
            "pieces": [
                {"kinds": [["duopoly"]], "if": "m > 0"},
                {"kinds": [["monopoly"]], "if": "m < 0"},
            ],
        }

    def test_of_what_a_refinement_leaves(self, run) -> None:  # noqa: F811
        found = json.loads(run("partition", BEER, "--refine", "D1", "--json").out)
        assert [len(piece["kinds"]) for piece in found["pieces"]] == [1, 1, 1]

    def test_a_gap_shows(self, run) -> None:  # noqa: F811
        ran = run("partition", BEER, "--supports", "pure", "--at", "g=1,d=2,v=1,l=1")
        assert "no equilibrium of this solution if 2*p < 1" in ran.out.splitlines()

    def test_what_was_not_decided_is_a_negative_answer(
        self, run, entry: str, monkeypatch: pytest.MonkeyPatch  # noqa: F811
    ) -> None:
        from gametheory.solution.partition import Partition

        monkeypatch.setattr(gt.Solution, "partition", lambda self: Partition((), False))
        ran = run("partition", entry)
        assert ran.status == cli.NEGATIVE
        assert ran.out == "(whether there are further pieces was not decided)\n"


class TestStatics:
    def test_one_row(self, run) -> None:  # noqa: F811
        ran = run("statics", BEER, "--row", SEMI)
        assert (ran.status, ran.err) == (cli.OK, "")
        assert ran.out == f"{gt.solve(gt.load(BEER)).statics(SEMI)}\n"

    def test_every_row(self, run, entry: str) -> None:  # noqa: F811
        found = json.loads(run("statics", entry, "--json").out)
        assert {item["row"] for item in found} == {"duopoly", "monopoly"}
        assert {
            "row": "duopoly", "quantity": "payoff of Entrant", "parameter": "m", "sign": "+", "points": [],
        } in found  # fmt: skip

    def test_an_ambiguous_sign_comes_with_two_exact_points(self, run) -> None:  # noqa: F811
        label = "separating"
        found = json.loads(run("statics", BEER, "--row", label, "--json").out)
        (item,) = [i for i in found if i["sign"] == "?"]
        above, below = ({k: Fraction(v) for k, v in point.items()} for point in item["points"])
        assert (item["quantity"], item["parameter"]) == ("payoff of Receiver", "p")
        assert above["l"] > above["v"] and below["l"] < below["v"]

    def test_latex(self, run) -> None:  # noqa: F811
        ran = run("statics", "deterrence/unilateral", "--row", "pooling on C: status quo", "--latex")
        assert ran.out == (
            "% pooling on C: status quo\n\\begin{tabular}{lcc}\n & $c_{SQ}$ & $d_{SQ}$ \\\\ \\hline\n"
            "payoff of Challenger & $+$ &  \\\\\npayoff of Defender &  & $+$ \\\\\n\\end{tabular}\n"
        )

    def test_what_was_not_decided_is_a_negative_answer(
        self, run, entry: str, monkeypatch: pytest.MonkeyPatch  # noqa: F811
    ) -> None:
        from gametheory.solution.statics import Static, Statics

        monkeypatch.setattr(
            gt.Solution, "statics", lambda self, label: Statics(label, (Static(label, "region", "m", ""),))
        )
        ran = run("statics", entry, "--row", "duopoly", "--json")
        assert ran.status == cli.NEGATIVE
        assert json.loads(ran.out)[0]["sign"] == "undecided"


class TestWhy:
    def test_who_would_deviate(self, run) -> None:  # noqa: F811
        ran = run("why", BEER, "--not", "peace after beer", "--at", "p=1/3")
        assert (ran.status, ran.err) == (cli.OK, "")
        assert ran.out == (
            "peace after beer is no equilibrium outcome here:\n"
            "  pooling on beer: at reply|beer Receiver gains 1/3 by fight instead of leave\n"
        )

    def test_as_json(self, run, entry: str) -> None:  # noqa: F811
        ran = run("why", entry, "--not", "monopoly", "--json")
        assert json.loads(ran.out) == {
            "outcome": ["monopoly"],
            "exists": [],
            "obstacles": [
                {
                    "row": "monopoly", "kind": "deviation", "player": "Entrant", "at": "entry", "action": "out",
                    "deviation": "in", "gain": "1/2",
                }
            ],
        }  # fmt: skip

    def test_an_outcome_that_is_one_is_a_negative_answer(self, run) -> None:  # noqa: F811
        ran = run("why", BEER, "--not", "peace after beer")
        assert ran.status == cli.NEGATIVE
        assert ran.out == "peace after beer is an equilibrium outcome here: pooling on beer\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["why", BEER], "the following arguments are required: --not\n  see `gametheory why --help`."),
        (
            ["why", BEER, "--not", "war"],
            "unknown outcome 'war'; there are: peace after beer, fight after quiche, fight after beer, peace after "
            "quiche.",
        ),
        (["statics", BEER, "--row", "peace"], None),
        (
            ["solve", BEER, "--supports", "mixed"],
            "argument --supports: invalid choice: 'mixed' (choose from 'pure', 'all')\n"
            "  see `gametheory solve --help`.",
        ),
        (
            ["solve", BEER, "--refine", "D2"],
            "unknown refinement 'D2'; there are: intuitive criterion, strict gain, D1, undefeated, payoff dominance, "
            "risk dominance.",
        ),
        (
            ["partition", "deterrence/rudimentary", "--refine", "D1"],
            "the refinement is defined for signalling: a sender who knows its type moves first\n"
            "  this game has no such move.",
        ),
    ],
)
def test_bad_questions(run, argv: list[str], message: str | None) -> None:  # noqa: F811
    found = refusal(run(*argv))
    assert found == message or (message is None and found.startswith("unknown equilibrium 'peace'; there are: "))


@pytest.mark.parametrize("verb", ["partition", "statics", "why"])
def test_to_a_file(run, entry: str, tmp_path: Path, verb: str) -> None:  # noqa: F811
    out = tmp_path / "answer.txt"
    more = ["--not", "monopoly"] if verb == "why" else []
    printed: Ran = run(verb, entry, *more)
    written: Ran = run(verb, entry, *more, "-o", str(out))
    assert (written.status, written.out) == (printed.status, "")
    assert out.read_text(encoding="utf-8") == printed.out
