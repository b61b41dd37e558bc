"""Solutions at points and under further assumptions: what they say, and what they refuse."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

import gametheory as gt
from gametheory.errors import AssumptionError, ExpressionError
from gametheory.expr import all_of, holds
from gametheory.expr.parse import parse_condition
from gametheory.solution import Solution
from gametheory.testing import admissible_points
from gametheory.verify import numeric, pure_subgame_perfect
from tests.solution.solved import SAMPLE, model, solved

NAMES = "l, f, h, k, lam, g, w, y, Y, e, L, d, m, b"
WHERE = (
    "l >= 0 and f >= 0 and h >= 0 and k > 0 and 0 <= lam <= 1 and g >= 0 and 0 <= y < Y and e > 0 and "
    "0 <= d < L and m > 0"
)


@pytest.fixture
def umbrella() -> Solution:
    return solved("asia_pacific/umbrella")


class TestAt:
    def test_every_spelling_of_a_number_means_the_same(self, umbrella: Solution) -> None:
        baseline = {name: str(value) for name, value in umbrella.game.baseline.items()}
        decimal = {**baseline, "k": "0.5", "b": 0.25}
        exact = {**umbrella.game.baseline, "h": 2}
        assert umbrella.at(baseline) == umbrella.at(decimal) == umbrella.at(**umbrella.game.baseline)
        assert umbrella.at(exact) == umbrella.at(umbrella.game.baseline, h=Fraction(2)) == umbrella.at(exact, h="2")

    def test_numbers_in_place_of_expressions(self, umbrella: Solution) -> None:
        (only,) = umbrella.at(umbrella.game.baseline)
        assert only.label == "non-nuclear deterrence (tie=1)"
        assert only.outcomes == (("non-nuclear deterrence", Fraction(1)),)
        assert only.payoffs == (("Patron", Fraction(-1, 2)), ("Ally", Fraction(0)), ("Adversary", Fraction(0)))
        assert dict(only.path).items() <= dict(only.strategy).items()
        assert only.beliefs == {} and only.trembles == {}

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            (
                {"h": None},
                f"no value for h\n  give exactly one value for each of: {NAMES}",
            ),
            ({"H": 1}, f"H is not a parameter here\n  give exactly one value for each of: {NAMES}"),
            (
                {"h": None, "g": None, "H": 1, "G": 2},
                f"no value for h, g; H, G is not a parameter here\n  give exactly one value for each of: {NAMES}",
            ),
            (
                {"h": "one"},
                "'one' is not a finite number; give an integer, a fraction such as '1/3', a decimal such as '0.3', "
                "or a float",
            ),
            (
                {"h": float("nan")},
                "'nan' is not a finite number; give an integer, a fraction such as '1/3', a decimal such as '0.3', "
                "or a float",
            ),
        ],
    )
    def test_what_is_no_point(self, umbrella: Solution, changes: dict[str, object], message: str) -> None:
        values = {**umbrella.game.baseline, **changes}
        with pytest.raises(ExpressionError) as error:
            umbrella.at({name: value for name, value in values.items() if value is not None})
        assert str(error.value) == message

    def test_an_inadmissible_point(self, umbrella: Solution) -> None:
        shown = ", ".join(f"{k} = {v}" for k, v in {**umbrella.game.baseline, "y": Fraction(5, 2)}.items())
        with pytest.raises(AssumptionError) as error:
            umbrella.at(umbrella.game.baseline, y="5/2")
        assert str(error.value) == (
            f"the point {shown} violates the standing assumptions {WHERE}\n"
            "  choose an admissible point, or solve game.at(...) for a border of the assumptions."
        )

    def test_a_border_of_the_assumptions_is_a_game_of_its_own(self) -> None:
        """A patron that is surely resolved: no admissible point of the model, but a game."""
        game = model("asia_pacific/nuclear_sharing")
        surely = game.at(**{**game.baseline, "mu": 1})
        solution = gt.solve(surely)
        expected = {(p.path, p.payoffs) for p in pure_subgame_perfect(numeric(surely))}
        assert {(e.path, tuple(u for _, u in e.payoffs)) for e in solution.at()} == expected
        with pytest.raises(AssumptionError):
            solved("asia_pacific/nuclear_sharing").at({**game.baseline, "mu": 1})


ASSUMPTIONS = (
    ("asia_pacific/umbrella", "e = Y"), ("asia_pacific/umbrella", "lam = 0 or lam = 1"),
    ("asia_pacific/nuclear_sharing", "dg > 1/2, mu < v/(v + w)"),
    ("deterrence/rudimentary", "d_DC > d_DD"), ("classics/chain_store_two_markets", "I_C = I_F"),
    ("alliance/alliance_dilemma", "m >= o"),
)  # fmt: skip


@pytest.mark.parametrize(("key", "text"), ASSUMPTIONS)
class TestAssume:
    @staticmethod
    @cache
    def narrowed(key: str, text: str) -> Solution:
        """The solution under the assumption, made once."""
        return solved(key).assume(text)

    def test_the_same_equilibria_at_every_point_that_is_left(self, key: str, text: str) -> None:
        whole, narrowed = solved(key), self.narrowed(key, text)
        condition = parse_condition(text)
        points = list(narrowed.space.region("true").sample(12))
        points += [p for p in admissible_points(whole.game, 40, 5) if holds(condition, p)]
        assert len(points) >= 12
        for point in points:
            assert narrowed.at(point) == whole.at(point)

    def test_the_assumption_is_part_of_the_game(self, key: str, text: str) -> None:
        narrowed = self.narrowed(key, text)
        assert str(narrowed.game.where) == str(all_of(model(key).where, parse_condition(text)))
        assert narrowed.game.digest != model(key).digest
        assert narrowed.space.where == narrowed.game.where
        assert narrowed.complete
        assert narrowed.coverage().proved is True

    def test_the_same_rows_as_solving_anew(self, key: str, text: str) -> None:
        narrowed = self.narrowed(key, text)
        anew = gt.solve(narrowed.game)
        assert {row.path for row in narrowed.equilibria} == {row.path for row in anew.equilibria}
        for row in narrowed.equilibria:
            other = next(r for r in anew.equilibria if r.path == row.path)
            assert row.region.equivalent(other.region, up_to="exact")

    def test_rows_that_are_left_are_confirmed_where_they_are_left(self, key: str, text: str) -> None:
        narrowed = self.narrowed(key, text)
        for row in narrowed.equilibria:
            assert not row.region.is_empty(up_to="knife-edges")
            assert row.confirmed >= 16
        for row in narrowed.knife_edges:
            assert not row.region.is_empty()
            assert row.region.is_empty(up_to="knife-edges")
            assert row.confirmed >= 1

    def test_assuming_twice(self, key: str, text: str) -> None:
        once = self.narrowed(key, text)
        twice = once.assume(text)
        assert twice.labels == once.labels
        for before, after in zip(once.equilibria, twice.equilibria, strict=True):
            for point in before.region.sample(3):
                assert after.region.contains(point)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "h < 0",
            f"the standing assumptions contradict each other: no point satisfies {WHERE} and h < 0\n"
            "  drop one of them, or split the model into two.",
        ),
        (
            "Y < y or d > L",
            f"the standing assumptions contradict each other: no point satisfies {WHERE} and (Y < y or d > L)\n"
            "  drop one of them, or split the model into two.",
        ),
    ],
)
def test_assumptions_that_contradict_the_others(umbrella: Solution, text: str, message: str) -> None:
    with pytest.raises(AssumptionError) as error:
        umbrella.assume(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "hh < 1",
            "unknown symbol 'hh' in assume(...)\n    hh < 1\n    ^\n"
            "  declared: L, Y, b, d, e, f, g, h, k, l, lam, m, w, y. Did you mean 'h'?",
        ),
        (
            "h + 1",
            "an expression stands where a condition is needed in assume(...)\n    h + 1\n    ^\n"
            "  compare it with something, as in p > 0.",
        ),
        (
            "h <",
            "the text ends where a number or symbol is missing in assume(...)\n    h <\n       ^\n"
            "  write what is missing, or take the last sign away.",
        ),
    ],
)
def test_a_text_that_is_no_condition(umbrella: Solution, text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as error:
        umbrella.assume(text)
    assert str(error.value) == message


def test_a_scope_says_what_was_searched(umbrella: Solution) -> None:
    assert str(umbrella.scope) == "subgame perfect equilibria in pure strategies, for generic parameters"
    fixed = gt.solve(umbrella.game.at(**umbrella.game.baseline))
    assert str(fixed.scope) == "subgame perfect equilibria in pure strategies, exact on ties"
    assert umbrella.complete and umbrella.undecided == ()


def test_what_is_not_decided_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget that is used up leaves rows that were not refuted, a list of what is open, and `complete` false."""
    from gametheory.algebra.oracle import Oracle

    game = model("classics/chain_store_two_markets")
    whole = solved("classics/chain_store_two_markets")
    decide = Oracle.possible

    def never_no(self: Oracle, f: object, *, quick: bool = False) -> bool | None:
        return decide(self, f, quick=quick) or None  # type: ignore[arg-type]

    monkeypatch.setattr(Oracle, "possible", never_no)
    partial = gt.solve(game)
    monkeypatch.undo()
    assert not partial.complete
    assert partial.undecided
    assert "Undecided:" in str(partial)
    assert set(whole.labels) <= {row.label for row in (*partial.equilibria, *partial.knife_edges)}
    for point in admissible_points(game, 10, 3):
        assert {e.path for e in partial.at(point)} == {e.path for e in whole.at(point)}


@pytest.mark.parametrize("key", SAMPLE)
def test_strategies_cover_every_information_set(key: str) -> None:
    solution = solved(key)
    sets = {s.label: s.actions for s in solution.game.tree.information_sets}
    for e in solution.at(solution.game.baseline):
        assert set(e.strategy) == set(sets)
        assert all(action in sets[label] for label, action in e.strategy.items())
