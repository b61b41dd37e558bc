"""Rows of a solution: where they hold, where they stop holding, how they are called, how often they are confirmed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.algebra import Region, atoms, evaluate
from gametheory.errors import NotFoundError
from gametheory.expr import evaluate as value_of
from gametheory.solution import Equilibrium, Solution
from gametheory.testing import random_perfect_information_game
from gametheory.verify import Assessment, check, numeric, outcomes_of, pure_subgame_perfect
from tests.solution.solved import SAMPLE, model, solved

Point = Mapping[str, Fraction]

ENOUGH = 16


def rows(solution: Solution) -> tuple[Equilibrium, ...]:
    """All rows, knife-edges last."""
    return (*solution.equilibria, *solution.knife_edges)


def paths(solution: Solution, point: Point) -> set[tuple[tuple[str, str], ...]]:
    """Equilibrium paths at a point, by brute force."""
    return {play.path for play in pure_subgame_perfect(numeric(solution.game, point))}


def near_misses(region: Region, start: Point, rng: random.Random, n: int) -> Iterator[dict[str, Fraction]]:
    """Admissible points just across a border of a region, found from a point inside by bisection along a symbol."""
    space = region.space
    vector = [start[name] for name in space.names]

    def admissible(values: list[Fraction]) -> bool:
        return evaluate(space.assumptions, values)

    for _ in range(n):
        i = rng.randrange(len(vector))
        far = list(vector)
        far[i] += rng.choice((-1, 1)) * Fraction(rng.randint(1, 64), rng.choice((16, 256)))
        if not admissible(far) or evaluate(region.formula, far):
            continue
        inside, outside = vector[i], far[i]
        for _ in range(12):
            middle = (inside + outside) / 2
            probe = [*vector[:i], middle, *vector[i + 1 :]]
            if evaluate(region.formula, probe) or not admissible(probe):
                inside = middle
            else:
                outside = middle
        yield dict(zip(space.names, [*vector[:i], outside, *vector[i + 1 :]], strict=True))


@pytest.mark.parametrize("key", SAMPLE)
class TestModels:
    def test_just_outside_its_region_a_row_is_no_equilibrium(self, key: str) -> None:
        solution, rng = solved(key), random.Random(key)
        tried = 0
        for row in solution.equilibria:
            found = 0
            for start in row.region.sample(6):
                for point in near_misses(row.region, start, rng, 16):
                    assert row.path not in paths(solution, point), (row.label, point)
                    found += 1
            tried += found
        assert tried >= sum(bool(atoms(row.region.formula)) for row in solution.equilibria)

    def test_just_outside_the_stated_strategy_fails(self, key: str) -> None:
        solution, rng = solved(key), random.Random(key)
        for row in solution.equilibria:
            for start in row.region.sample(3):
                stated = next(e for e in solution.at(start) if e.label == row.label)
                for point in near_misses(row.region, start, rng, 4):
                    report = check(numeric(solution.game, point), Assessment.pure(dict(stated.strategy)))
                    assert not report.ok
                    assert report.regret is not None and report.regret > 0

    def test_on_its_border_a_row_is_an_equilibrium(self, key: str) -> None:
        """Ties belong to both sides: weak inequalities, checked by brute force on the border itself."""
        solution = solved(key)
        found = 0
        for row in solution.equilibria:
            table = solution.space.table
            for atom in atoms(row.region.formula)[:6]:
                if atom.poly is None:
                    continue
                edge = row.region & Region(solution.space, table.raw_atom(atom.poly, "="))
                for point in edge.sample(1):
                    assert row.path in paths(solution, point)
                    assert row.label in {e.label for e in solution.at(point)}
                    found += 1
        assert found >= sum(bool(atoms(row.region.formula)) for row in solution.equilibria)

    def test_every_row_is_confirmed_often_enough(self, key: str) -> None:
        for row in rows(solved(key)):
            assert row.confirmed >= ENOUGH, row.label

    def test_knife_edges_are_described_exactly(self, key: str) -> None:
        solution = solved(key)
        for row in solution.knife_edges:
            assert row.region.is_empty(up_to="knife-edges")
            assert row.region.exact
            assert solution.space.region(row.region.condition).equivalent(row.region, up_to="exact")
            for point in row.region.sample(4):
                assert row.path in paths(solution, point)

    def test_labels_are_unique_and_name_the_outcomes(self, key: str) -> None:
        solution = solved(key)
        names = [row.label for row in rows(solution)]
        assert len(set(names)) == len(names)
        for row in rows(solution):
            assert row.label.startswith(" / ".join(name for name, _ in row.outcomes))

    def test_outcomes_and_payoffs_at_points(self, key: str) -> None:
        solution = solved(key)
        for row in solution.equilibria:
            for point in row.region.sample(3):
                there = numeric(solution.game, point)
                play = next(p for p in pure_subgame_perfect(there) if p.path == row.path)
                assert tuple(value_of(u, point) for _, u in row.payoffs) == play.payoffs
                assert {name: value_of(p, point) for name, p in row.outcomes} == dict(outcomes_of(there, row.path))

    def test_regions_of_outcomes(self, key: str) -> None:
        solution = solved(key)
        for name in solution.outcomes:
            region = solution.region(name)
            for point in region.sample(4):
                assert any(e.outcomes == ((name, 1),) for e in solution.at(point))
        everywhere = solution.region(solution.outcomes)
        assert everywhere.equivalent(solution.space.region("true"), up_to="exact")

    def test_coverage_and_what_a_missing_row_leaves_open(self, key: str) -> None:
        solution = solved(key)
        assert solution.coverage().proved is True
        assert str(solution.coverage()) == "proved: an equilibrium exists at every admissible point"
        for gone in solution.equilibria:
            kept = tuple(row for row in solution.equilibria if row is not gone)
            gap = solution.replace(equilibria=kept).coverage()
            everywhere = [row.region for row in (*kept, *solution.knife_edges)]
            needed = not any(gone.region.implies(region) for region in everywhere)
            if gap.proved:
                assert not bool(gap.witness)
                assert _covered(gone.region, everywhere)
                continue
            assert needed and gap.proved is False and gap.witness is not None
            at = ", ".join(f"{name} = {value}" for name, value in gap.witness.items())
            assert str(gap) == f"not covered: no equilibrium was found at {at}"
            assert [e.label for e in solution.at(gap.witness)] == [gone.label]
            assert paths(solution, gap.witness) == {gone.path}


def _covered(region: Region, others: list[Region]) -> bool:
    union = others[0]
    for other in others[1:]:
        union = union | other
    return region.implies(union)


def test_no_rows_cover_nothing() -> None:
    solution = solved("deterrence/rudimentary").replace(equilibria=(), knife_edges=())
    gap = solution.coverage()
    assert gap.proved is False and gap.witness is not None
    assert not gap
    assert solution.at(gap.witness) == ()


@pytest.mark.parametrize("seed", range(12))
def test_labels_are_unique_in_games_without_named_outcomes(seed: int) -> None:
    solution = gt.solve(random_perfect_information_game(seed, 3, 2, nature=0.3, symbolic=True))
    names = [row.label for row in rows(solution)]
    assert len(set(names)) == len(names)


class TestAsking:
    @pytest.fixture
    def umbrella(self) -> Solution:
        return solved("asia_pacific/umbrella")

    def test_a_row_by_its_label(self, umbrella: Solution) -> None:
        for position, label in enumerate(umbrella.labels):
            assert umbrella.one(label) is umbrella.equilibria[position]
            assert umbrella.bit(label) == 1 << position

    def test_a_label_that_does_not_exist(self, umbrella: Solution) -> None:
        have = ", ".join(umbrella.labels)
        for ask in (umbrella.one, umbrella.bit):
            with pytest.raises(NotFoundError) as error:
                ask("war for the aly (tie=0)")
            assert str(error.value) == (
                f"unknown equilibrium 'war for the aly (tie=0)'; there are: {have}. "
                "Did you mean 'war for the ally (tie=0)'?"
            )

    def test_an_outcome_that_does_not_exist(self, umbrella: Solution) -> None:
        listed = ", ".join(dict.fromkeys(str(n.outcome) for n in umbrella.game.tree.terminals))
        for wanted in ("oposed strike", ["ally taken", "oposed strike"]):
            with pytest.raises(NotFoundError) as error:
                umbrella.region(wanted)
            assert str(error.value) == (
                f"unknown outcome 'oposed strike'; there are: {listed}. Did you mean 'opposed strike'?"
            )

    def test_several_outcomes_at_once(self, umbrella: Solution) -> None:
        strikes = umbrella.region(["opposed strike", "unopposed strike"])
        one, two = umbrella.region("opposed strike"), umbrella.region("unopposed strike")
        assert strikes.equivalent(one | two, up_to="exact")

    def test_an_outcome_that_no_equilibrium_has(self) -> None:
        solution = solved("deterrence/rudimentary").assume("d_DC > d_DD")
        assert solution.region("conflict").is_empty()
        assert str(solution.region("conflict")) == "false"

    def test_one_line_forms(self, umbrella: Solution) -> None:
        assert repr(umbrella) == (
            f"<Solution: 9 equilibria (all), backward induction, game {model('asia_pacific/umbrella').digest[:8]}>"
        )
        partial = umbrella.replace(complete=False, undecided=("whether x",))
        assert "(some, not proved to be all)" in repr(partial)
        row = umbrella.equilibria[0]
        assert repr(row) == "<non-nuclear deterrence (tie=0): subgame perfect equilibrium, confirmed at 16 points>"
        assert str(row) == f"{row.label}: non-nuclear deterrence if {row.region.text()}"
        assert row._repr_latex_() == rf"$\text{{{row.label}}}\iff {row.region.latex()}$"
