"""Solving and printing models, perfect-information trees with coverage proved, and signalling games of any size."""

from __future__ import annotations

import random
import time

import pytest

import gametheory as gt
from gametheory.testing import random_signalling_game
from tests.cases.chains import chain

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


def seconds(action):
    """What an action gives back, and the processor time it took."""
    start = time.process_time()
    result = action()
    return result, time.process_time() - start


SIGNALLING = [
    ("commitment_signal", lambda: gt.load("benchmarks/commitment_signal"), 12),
    ("assurance_signal", lambda: gt.load("benchmarks/assurance_signal"), 6),
    ("two_allies", lambda: gt.load("benchmarks/two_allies"), 12),
    ("chain(2, 2, 2)", lambda: chain(2, 2, 2), 11),
    ("chain(4, 2, 2)", lambda: chain(4, 2, 2), 17),
    ("chain(2, 3, 2)", lambda: chain(2, 3, 2), 23),
    ("chain(2, 2, 3)", lambda: chain(2, 2, 3), 21),
    ("random", lambda: random_signalling_game(1, receivers=2, again=True, symbolic=True), 37),
]
"""Name, game, and number of pure paths that are sequential equilibria on an open set."""


@pytest.mark.parametrize(("make", "paths"), [case[1:] for case in SIGNALLING], ids=[case[0] for case in SIGNALLING])
def test_exact_conditions(benchmark, make, paths):
    """Without print: search, exact conditions, and each row confirmed at 16 points."""
    game = make()
    solution, cpu = benchmark.pedantic(lambda: seconds(lambda: gt.solve(game, supports="pure")), rounds=1, iterations=1)
    assert solution.complete and len(solution.equilibria) == paths
    benchmark.extra_info.update(cpu_seconds=round(cpu, 2), sets=len(game.tree.information_sets))


@pytest.mark.parametrize("make", [case[1] for case in SIGNALLING[:4]], ids=[case[0] for case in SIGNALLING[:4]])
def test_printed_conditions(benchmark, make):
    """The printed conditions, each proved to leave nothing out but a null set."""
    solution = gt.solve(make(), supports="pure")
    text, cpu = benchmark.pedantic(lambda: seconds(lambda: str(solution)), rounds=1, iterations=1)
    assert all(row.region.closed for row in solution.equilibria)
    assert "not decided" not in text
    implicants = [len(row.region.cover.implicants) for row in solution.equilibria]
    benchmark.extra_info.update(cpu_seconds=round(cpu, 2), implicants=implicants, characters=len(text))
