"""Solving and printing models, and perfect-information trees of 15, 31 and 63 decisions with coverage proved."""

from __future__ import annotations

import random

import pytest

import gametheory as gt

PLAYERS = ("Adversary", "Patron", "Ally")
PARAMETERS = 8


def binary_tree(depth: int, seed: int = 7) -> gt.Game:
    """A binary tree: each payoff is a small integer plus or minus two of eight parameters between 0 and 3."""
    rng = random.Random(seed)
    draft = gt.GameBuilder("Binary tree", players=list(PLAYERS))
    symbols = [draft.parameter(f"x{i}", f"parameter {i}") for i in range(PARAMETERS)]
    draft.where(", ".join(f"0 < x{i} < 3" for i in range(PARAMETERS)))
    for k in range(depth):
        draft.move(PLAYERS[k % 3], f"m{k}", ["0", "1"])
    for terminal in range(2**depth):
        bits = [str(terminal >> (depth - 1 - k) & 1) for k in range(depth)]
        pays = {}
        for player in PLAYERS:
            a, b = rng.sample(range(PARAMETERS), 2)
            one, two = rng.choice([1, -1]) * symbols[a], rng.choice([1, -1]) * symbols[b]
            pays[player] = rng.randint(-3, 3) + one + two
        draft.outcome("".join(bits), when={f"m{k}": bits[k] for k in range(depth)}, pays=pays)
    return draft.build()


@pytest.mark.parametrize("depth", [4, 5, 6], ids=lambda depth: f"{2**depth - 1} decisions")
def test_perfect_information(benchmark, depth):
    game = binary_tree(depth)

    def run():
        solution = gt.solve(game)
        return solution, solution.coverage()

    solution, coverage = benchmark.pedantic(run, rounds=1, iterations=1)
    assert solution.complete and coverage.proved
    benchmark.extra_info.update(paths=len(solution.equilibria), queries=solution.space.oracle.queries)


@pytest.mark.parametrize("key", [entry.key for entry in gt.catalog()])
def test_solve_and_print(benchmark, key):
    game = gt.load(key)
    text = benchmark.pedantic(lambda: str(gt.solve(game)), rounds=1, iterations=1)
    assert "; complete." in text
    benchmark.extra_info.update(characters=len(text))
