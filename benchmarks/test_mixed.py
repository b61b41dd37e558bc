"""Pure and mixed equilibria together, coverage proved; answers are checked, times are recorded."""

from __future__ import annotations

from itertools import combinations

import pytest

import gametheory as gt

BEER, UNILATERAL = "classics/beer_quiche", "deterrence/unilateral"
AUDIENCES, COMMITMENT, ASSURANCE = (
    "asia_pacific/two_audiences", "benchmarks/commitment_signal", "benchmarks/assurance_signal",
)  # fmt: skip

# name: (model, rows, mixed rows among them)
GAMES = {
    "beer-quiche": (BEER, 4, 1),
    "unilateral deterrence": (UNILATERAL, 4, 1),
    "two audiences": (AUDIENCES, 11, 5),
    "commitment signal": (COMMITMENT, 37, 25),
    "assurance signal": (ASSURANCE, 38, 32),
}
DRAWS = 6 * 10**6  # of which one in five is admissible


@pytest.mark.parametrize("name", GAMES)
def test_all_supports_and_coverage(benchmark, name):
    key, rows, mixed = GAMES[name]
    game = gt.load(key)

    def run():
        solution = gt.solve(game, supports="all")
        return solution, solution.coverage()

    solution, coverage = benchmark.pedantic(run, rounds=1, iterations=1)
    assert solution.complete and solution.undecided == ()
    assert coverage.proved
    assert min(row.confirmed for row in solution.equilibria) >= 16
    found = (len(solution.equilibria), sum(bool(row.mixing) for row in solution.equilibria))
    assert found == (rows, mixed)
    if coverage.up_to == "knife-edges":  # at the tie there is an equilibrium, which the generic rows leave out
        assert solution.at(coverage.witness) == ()
        assert gt.solve(game.at(**coverage.witness)).equilibria
    benchmark.extra_info.update(
        rows=found[0], mixed=found[1], up_to=coverage.up_to, queries=solution.space.oracle.queries
    )


def test_printed(benchmark):
    """Solving, proving coverage and printing every condition of the commitment signal."""
    game = gt.load(COMMITMENT)

    def run():
        solution = gt.solve(game)
        return solution.coverage(), str(solution)

    coverage, text = benchmark.pedantic(run, rounds=1, iterations=1)
    assert coverage.proved and "; complete." in text and "mixed    at " in text
    benchmark.extra_info.update(characters=len(text))


def test_a_million_admissible_draws_find_no_point_without_an_equilibrium(benchmark):
    """Pure equilibria alone leave one draw in twenty unexplained; with mixed ones none is left."""
    game = gt.load(ASSURANCE)
    solution, pure = gt.solve(game), gt.solve(game, supports="pure")
    design = gt.Sample(game, DRAWS, rng=11)
    shares = benchmark.pedantic(
        lambda: gt.sweep.summary(gt.sweep(solution, design, reduce="share")), rounds=1, iterations=1
    )
    before = gt.sweep.summary(gt.sweep(pure, design, reduce="share"))
    assert shares["admissible"] == before["admissible"] >= 10**6
    assert before["shares"]["none"] > 0.04
    assert shares["shares"].get("none", 0) == 0
    benchmark.extra_info.update(admissible=shares["admissible"], without_mixtures=before["shares"]["none"])


@pytest.mark.parametrize("key", [BEER, UNILATERAL])
def test_one_outcome_is_left_by_d1(benchmark, key):
    solution = gt.solve(gt.load(key))

    def run():
        refined = solution.refine("D1")
        return refined, refined.partition()

    refined, pieces = benchmark.pedantic(run, rounds=1, iterations=1)
    assert pieces.complete and all(len(piece.kinds) == 1 for piece in pieces.pieces)
    for a, b in combinations(pieces.pieces, 2):
        assert (a.region & b.region).is_empty()
    benchmark.extra_info.update(pieces=len(pieces.pieces), rows=len(refined.equilibria))


def test_twenty_derivatives(benchmark):
    """Signs of the bluff's derivatives, all decided."""
    solution = gt.solve(gt.load(UNILATERAL))
    (bluff,) = [row for row in solution.equilibria if row.mixing]
    table = benchmark.pedantic(lambda: solution.statics(bluff.label), rounds=1, iterations=1)
    signs = [entry.sign for entry in table]
    assert len(signs) >= 20 and "" not in signs
    assert table.sign("probability of conflict", "p_Ch") == "+" and table.sign("D at answer|soft", "p_Def") == "-"
    benchmark.extra_info.update(entries=len(signs))
