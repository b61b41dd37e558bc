"""Certificates: the statements behind a solution, answered anew by two solvers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gametheory as gt
from gametheory.algebra import ParameterSpace, smtlib
from gametheory.algebra.smtlib import SecondSolver, ask_z3, statement
from gametheory.expr.parse import parse_condition
from gametheory.solution.certificate import statements

MODELS = ("classics/beer_quiche", "classics/chicken", "alliance/alliance_dilemma")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x**2 + 1 <= 2*x - y**2", "unsat"), ("x**2 + 1 <= 2*x", "unsat"), ("x*y > 1", "sat"), ("x != x", "unsat")],
)
def test_a_statement_is_read_alike_by_both_solvers(text: str, expected: str) -> None:
    space = ParameterSpace(("x", "y"), parse_condition("x > 1"))
    asked = statement(space, space.formula(parse_condition(text)), expected, "a test")
    assert f"(set-info :status {expected})" in asked
    assert ask_z3(asked) == expected
    with SecondSolver() as second:
        assert second.ask(asked) in (None, expected)


def test_a_second_solver_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it has to be for the second row of benchmarks/assurance_signal; the next statement is answered again."""
    pytest.importorskip("cvc5")
    space = ParameterSpace(("x",), parse_condition("x > 1"))
    asked = statement(space, space.formula(parse_condition("x < 1")), "unsat", "a test")
    with SecondSolver() as second:
        assert second.ask(asked) == "unsat"
        with monkeypatch.context() as patch:
            patch.setattr(smtlib, "GRACE", -second.milliseconds / 1000)
            assert second.ask(asked + "; longer" * 10**6) == "unknown"
        assert second.ask(asked) == "unsat"


@pytest.mark.parametrize("name", MODELS)
def test_nothing_is_contradicted_and_all_is_confirmed(name: str) -> None:
    solution = gt.solve(gt.load(name))
    checked = solution.recheck()
    assert [str(c) for c in checked if not c.ok] == []
    assert {c.name for c in checked} >= {"row-001", "coverage", "points"}
    assert sum(c.name.startswith("search") for c in checked) > 3


@pytest.mark.fuzz
@pytest.mark.parametrize("name", [entry.key for entry in gt.catalog()])
def test_no_model_is_contradicted(name: str) -> None:
    """What both solvers answer, they answer alike; each gives up on some statements."""
    checked = gt.solve(gt.load(name)).recheck()
    assert [str(c) for c in checked if c.contradicted] == []
    assert any(c.ok for c in checked)


def test_a_false_statement_is_contradicted() -> None:
    solution = gt.solve(gt.load("classics/beer_quiche"))
    first = next(iter(statements(solution)))
    assert first.expected == "sat"
    wrong = first.text.replace("(check-sat)", "(assert (< |p| 0.0))\n(check-sat)")
    with SecondSolver() as second:
        assert ask_z3(wrong) == "unsat" and second.ask(wrong) != "sat"


def test_a_solution_from_a_file_is_checked_without_being_solved() -> None:
    solution = gt.Solution.from_json(gt.solve(gt.load("classics/chicken")).to_json())
    checked = solution.recheck()
    assert all(c.ok for c in checked) and {"coverage", "points"} <= {c.name for c in checked}


def test_the_folder(tmp_path: Path) -> None:
    solution = gt.solve(gt.load("classics/chicken"))
    index = json.loads(solution.certificate(tmp_path).read_text(encoding="utf-8"))
    assert index["digest"] == solution.game_digest and index["complete"] is True
    for entry in index["statements"]:
        assert f"(set-info :status {entry['expected']})" in (tmp_path / entry["file"]).read_text(encoding="utf-8")
    told = json.loads((tmp_path / "points.json").read_text(encoding="utf-8"))
    assert {p["row"] for p in told} == set(solution.labels) and all(p["accepted"] for p in told)
