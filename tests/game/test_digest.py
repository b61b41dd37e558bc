"""Digests: equal for equal games, different for different ones, the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gametheory.expr import TRUE, Condition, Expr, Extremum, Not, Symbol
from gametheory.game import Claim, Definition, Parameter, Profile
from gametheory.game.digest import canonical
from gametheory.game.tree import make_game
from tests.game import examples
from tests.game.declare import depends, game, move, outcome, payment, symbols

ROOT = Path(__file__).parents[2]
P, Q, R = symbols("p q r")
MOVES = [move("A", "m", ["x", "y"]), move("B", "n", ["l", "r"])]
PAY = [payment(None, {"A": P, "B": Q - P})]
BASIC = {"parameters": "p q", "payments": PAY, "where": P > 0}


def test_hash_seed_does_not_matter():
    script = (
        "from tests.game.examples import COUNTS\n"
        "from tests.game.declare import labels\n"
        "for make, *_ in COUNTS:\n    game = make()\n    print(game.digest, labels(game))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert outputs == {"".join(f"{g.digest} {[s.label for s in g.tree.information_sets]}\n" for g in made())}


def made():
    """All examples, made here."""
    return [make() for make, *_ in examples.COUNTS]


def test_digests_of_different_games_differ():
    assert len({g.digest for g in made()}) == len(examples.COUNTS)
    assert all(len(g.digest) == 64 and set(g.digest) <= set("0123456789abcdef") for g in made())


def test_titles_meanings_baselines_and_statements_do_not_count():
    first = game("A B", MOVES, **BASIC)
    other = make_game(
        title="Another title", players=["A", "B"], moves=MOVES, where=P > 0,
        parameters=[Parameter("p", "other words", at=1, range=(0, 2), latex="\\pi"), Parameter("q", "and others")],
        payments=PAY, definitions=[Definition("s", P + Q)], profiles=[Profile("pure", (("m", "x"),))],
        claims=[Claim("c", None, None, "iff", TRUE, "some", ())], cite=["someone1999"], note="a note",
    )
    assert first == other
    assert hash(first) == hash(other)
    assert len({first, other}) == 1


SAME = {
    "payoffs in blocks": {"payments": [payment(None, {"A": P, "B": Q}), payment(None, {"B": -P})]},
    "terms in another order": {"payments": [payment(None, {"A": P, "B": -P + Q})]},
    "a condition turned round": {"where": Symbol("p").__gt__(0)},
    "a dependent symbol": {
        "payments": [payment(None, {"A": P, "B": Symbol("s")})],
        "dependents": [depends("s", "m", {"x": Q - P, "y": Q - P})],
    },
}


@pytest.mark.parametrize("case", SAME, ids=str)
def test_spelling_does_not_count(case):
    assert game("A B", MOVES, **{**BASIC, **SAME[case]}) == game("A B", MOVES, **BASIC)


DIFFERENT = {
    "payoff": {"payments": [payment(None, {"A": P, "B": P - Q})]},
    "payoff at one history": {"payments": [*PAY, payment({"n": "l"}, {"A": 1})]},
    "assumption": {"where": P >= 0},
    "another parameter": {"parameters": "p q r"},
    "order of parameters": {"parameters": "q p"},
    "measure": {"measures": ["risk"]},
    "outcome": {"outcomes": [outcome("all", None)]},
    "action": {"moves": [move("A", "m", ["x", "z"]), MOVES[1]]},
    "order of actions": {"moves": [move("A", "m", ["y", "x"]), MOVES[1]]},
    "name of a move": {"moves": [move("A", "k", ["x", "y"]), MOVES[1]]},
    "mover": {"moves": [move("B", "m", ["x", "y"]), MOVES[1]]},
    "sight": {"moves": [move("A", "m", ["x", "y"], seen_by=[]), MOVES[1]]},
    "chance": {"moves": [move("Nature", "m", {"x": "1/2", "y": "1/2"}), MOVES[1]]},
}


@pytest.mark.parametrize("case", DIFFERENT, ids=str)
def test_what_a_game_means_counts(case):
    fields = {"moves": MOVES, **BASIC, **DIFFERENT[case]}
    changed = game("A B", fields.pop("moves"), **fields)
    assert changed != game("A B", MOVES, **BASIC)


def test_probabilities_count():
    def lottery(chance: str) -> str:
        return game("A", [move("Nature", "m", {"x": chance, "y": "1/3"}), move("A", "n", ["l"])]).digest

    assert lottery("2/3") != lottery("1/2")


def test_order_of_players_counts():
    assert game("A B", MOVES, **BASIC) != game("B A", MOVES, **BASIC)


def test_a_game_is_not_equal_to_other_things():
    assert game("A B", MOVES, **BASIC) != game("A B", MOVES, **BASIC).digest


CANONICAL: list[tuple[Expr | Condition, str]] = [
    (P * Q / (1 - P), '(/ (* "p" "q") (+ (* "p" -1) 1))'),
    (Q**3 / 2, '(* (^ "q" 3) 1/2)'),
    (P > 0, '(< 0 "p")'),
    (P <= Q, '(<= "p" "q")'),
    (Q >= P, '(<= "p" "q")'),
    (Q.equal_to(P), '(= "p" "q")'),
    (Not((P > 0) | (Q > 0)), '(not (or (< 0 "p") (< 0 "q")))'),
    ((Q > 0) & (P > 0) & TRUE, '(and (< 0 "p") (< 0 "q"))'),
    (TRUE, "true"),
    (Extremum("max", (Q, P)) > R, '(< "r" (max "p" "q"))'),
]


@pytest.mark.parametrize("node, text", CANONICAL, ids=lambda c: c if isinstance(c, str) else "")
def test_canonical_texts(node, text):
    assert canonical(node) == text


def test_canonical_refuses_what_is_neither_expression_nor_condition():
    with pytest.raises(TypeError, match="not an expression or condition: 3"):
        canonical(3)


def test_digest_is_that_of_the_tree_not_of_the_object():
    first = game("A B", MOVES, **BASIC)
    assert replace(first, title="other") == first
