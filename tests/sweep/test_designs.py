"""Grids, samples and given points: exact values in, every fault named."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import gametheory as gt
from gametheory.errors import ModelError, NotFoundError

TOML = """
schema = "gametheory-model/1"
title = "Entry"
players = ["Entrant"]
where = "c > 0, m != c"
[parameters]
c = { means = "cost of entry", at = 1, range = [0, 2] }
m = { means = "margin", at = "1/2", range = [-1, 1], latex = "\\\\mu" }
s = { means = "subsidy" }
[[move]]
by = "Entrant"
name = "entry"
actions = ["in", "out"]
[[outcome]]
name = "entry"
when = { entry = "in" }
pays = { Entrant = "m - c + s" }
[[outcome]]
name = "none"
when = { entry = "out" }
pays = { Entrant = 0 }
"""


@pytest.fixture(scope="module")
def game() -> gt.Game:
    return gt.loads(TOML)


def refusal(kind, make, *args, **kwargs) -> str:
    with pytest.raises(kind) as caught:
        make(*args, **kwargs)
    return str(caught.value)


class TestGrid:
    def test_values_are_the_nearest_floats_to_the_exact_ones(self, game) -> None:
        grid = gt.Grid(game, c=(0, "0.3", 4), m=["1/3", 0.1], at={"s": 0})
        assert grid.axes["c"].tolist() == [0.0, 0.1, 0.2, 0.3]
        assert grid.axes["m"].tolist() == [1 / 3, 0.1]
        source = grid.source(game.symbols)
        assert source.exact(3) == (Fraction(1, 10), Fraction(1, 10), Fraction(0))
        assert (grid.size, repr(grid)) == (8, "<Grid of 8 points: c (4) x m (2)>")

    def test_axes_take_precedence_over_fixed_values(self, game) -> None:
        grid = gt.Grid(game, c=(0, 2, 3), at={**game.baseline, "s": "1/7"})
        assert grid.fixed == {"m": Fraction(1, 2), "s": Fraction(1, 7)}

    def test_arrays_have_one_dimension_an_axis_in_the_order_given(self, game) -> None:
        arrays = gt.Grid(game, m=[1, 2, 3], c=[5, 6], at={"s": 0}).arrays()
        assert list(arrays) == ["c", "m", "s"]
        assert arrays["m"].tolist() == [[1, 1], [2, 2], [3, 3]]
        assert arrays["c"].tolist() == [[5, 6]] * 3
        assert arrays["s"].shape == (3, 2)

    def test_long_axes_are_evenly_spaced(self, game) -> None:
        values = gt.Grid(game, c=(0, 1, 10_001), at={"m": 0, "s": 0}).axes["c"]
        assert values.tolist() == [float(Fraction(k, 10_000)) for k in range(10_001)]

    def test_numpy_values(self, game) -> None:
        interval = (np.float64(0), np.int64(1), np.int32(2))
        grid = gt.Grid(game, c=np.linspace(1, 2, 3), m=interval, at={"s": np.float32(0.5)})
        assert grid.axes["c"].tolist() == [1, 1.5, 2]
        assert grid.fixed["s"] == Fraction(1, 2)

    @pytest.mark.parametrize(
        ("axes", "message"),
        [
            (
                {"c": (0, 1, 5)},
                "the grid has no value for: m, s\n  add an axis such as m=(0, 1, 101), or fix it with at={'m': ...}; "
                "at=game.baseline fixes all that have a baseline.",
            ),
            (
                {"c": (4, 0, 5), "at": {"m": 0, "s": 0}},
                "the axis 'c' runs from 4 down to 0\n  write the lower number first: c=(0, 4, 5).",
            ),
            (
                {"c": (1, "1.0", 5), "at": {"m": 0, "s": 0}},
                "the axis 'c' runs from 1 to 1\n  give two different numbers, or fix it with at=.",
            ),
            (
                {"c": (0, 4, 0), "at": {"m": 0, "s": 0}},
                "the axis 'c' has 0 points\n  give a whole number, at least 1.",
            ),
            (
                {"c": (0, 4, 2.5), "at": {"m": 0, "s": 0}},
                "the axis 'c' has 2.5 points\n  give a whole number, at least 1.",
            ),
            (
                {"c": (0, 4, 1), "at": {"m": 0, "s": 0}},
                "the axis 'c' has 1 point for the range from 0 to 4\n"
                "  give at least 2 points, or fix the parameter with at={'c': ...}.",
            ),
            (
                {"c": (0, float("inf"), 5), "at": {"m": 0, "s": 0}},
                "the axis 'c': 'inf' is not a finite number; give an integer, a fraction such as '1/3', "
                "a decimal such as '0.3', or a float",
            ),
            (
                {"c": [0, float("nan")], "at": {"m": 0, "s": 0}},
                "the axis 'c': 'nan' is not a finite number; give an integer, a fraction such as '1/3', "
                "a decimal such as '0.3', or a float",
            ),
            (
                {"c": (0, 1, 5), "at": {"m": "one", "s": 0}},
                "at['m']: 'one' is not a finite number; give an integer, a fraction such as '1/3', "
                "a decimal such as '0.3', or a float",
            ),
            (
                {"c": (0, 4), "at": {"m": 0, "s": 0}},
                "the axis 'c' is (0, 4)\n  write c=(low, high, points), or a list of values.",
            ),
            (
                {"c": 3, "at": {"m": 0, "s": 0}},
                "the axis 'c' is 3\n  write c=(low, high, points) or a list of values, "
                "or fix the parameter with at={'c': 3}.",
            ),
            (
                {"c": [], "at": {"m": 0, "s": 0}},
                "the axis 'c' has values of shape (0,)\n  give a list of at least one number.",
            ),
            (
                {"c": [[1, 2]], "at": {"m": 0, "s": 0}},
                "the axis 'c' has values of shape (1, 2)\n  give a list of at least one number.",
            ),
            (
                {"at": {"c": 1, "m": 0, "s": 0}},
                "the grid has no axis\n  give at least one parameter a range, as in p=(0, 1, 101).",
            ),
        ],
        ids=lambda value: "" if isinstance(value, str) else str(value)[:40],
    )
    def test_refusals(self, game, axes, message: str) -> None:
        assert refusal(ModelError, gt.Grid, game, **axes) == message

    def test_unknown_names(self, game) -> None:
        assert refusal(NotFoundError, gt.Grid, game, C=(0, 1, 2)) == (
            "unknown parameter 'C'; there are: c, m, s. Did you mean 'c'?"
        )
        assert refusal(NotFoundError, gt.Grid, game, c=(0, 1, 2), at={"margin": 1}) == (
            "unknown parameter 'margin'; there are: c, m, s."
        )

    def test_all_faults_together(self, game) -> None:
        with pytest.raises(ModelError) as caught:
            gt.Grid(game, c=(1, 0, 5), m=(0, 1, -1))
        assert [fault.splitlines()[0] for fault in caught.value.faults] == [
            "the axis 'c' runs from 1 down to 0",
            "the axis 'm' has -1 points",
            "the grid has no value for: s",
        ]


class TestSample:
    def test_uniform_in_the_declared_ranges(self, game) -> None:
        sample = gt.Sample(game, 20_000, rng=7, at={"s": "1/4"})
        arrays = sample.arrays()
        assert list(arrays) == ["c", "m", "s"]
        assert (arrays["s"] == 0.25).all()
        for name, (low, high) in {"c": (0, 2), "m": (-1, 1)}.items():
            assert arrays[name].min() >= low and arrays[name].max() < high
            assert arrays[name].mean() == pytest.approx((low + high) / 2, abs=0.03)
        assert repr(sample) == "<Sample of 20,000 points: 2 parameters drawn, seed 7>"

    def test_the_first_points_of_a_longer_sample_are_the_same(self, game) -> None:
        short, long = (gt.Sample(game, n, rng=7, at={"s": 0}).arrays() for n in (10, 1000))
        assert all(np.array_equal(long[name][:10], short[name]) for name in short)

    def test_seeds_and_generators(self, game) -> None:
        def first(rng):
            return gt.Sample(game, 1, rng=rng, at={"s": 0}).arrays()["c"][0]

        assert first(7) == first(np.int64(7)) != first(8)
        assert first(np.random.default_rng(7)) == first(np.random.default_rng(7)) != first(7)
        assert "seed 0x" in repr(gt.Sample(game, 1, rng=np.random.default_rng(7), at={"s": 0}))

    def test_ranges_of_ones_own(self, game) -> None:
        sample = gt.Sample(game, 1000, s=(5, "11/2"))
        assert sample.arrays()["s"].min() >= 5 and sample.arrays()["s"].max() < 5.5
        assert sample.record()["ranges"]["s"] == ["5", "11/2"]

    @pytest.mark.parametrize(
        ("n", "options", "message"),
        [
            (10, {}, "the game declares no range for: s\n  give one, as in s=(0, 1), or fix it with at={'s': ...}."),
            (0, {"at": {"s": 0}}, "the sample has 0 points\n  give a whole number, at least 1."),
            (1e9, {"at": {"s": 0}}, "the sample has 1000000000.0 points\n  give a whole number, at least 1."),
            (
                10,
                {"s": (1, 0)},
                "the range of 's' runs from 1 down to 0\n  write the lower number first: s=(0, 1).",
            ),
            (10, {"s": (0, 1, 5)}, "the range of 's' is (0, 1, 5)\n  write s=(low, high)."),
            (
                10,
                {"s": (0, float("nan"))},
                "the range of 's': 'nan' is not a finite number; give an integer, a fraction such as '1/3', "
                "a decimal such as '0.3', or a float",
            ),
            (
                10,
                {"s": (0, 1), "at": {"s": 0}},
                "s: drawn and fixed at the same time\n  give a range or a value, not both.",
            ),
            (
                10,
                {"at": {"s": 0}, "rng": -1},
                "rng=-1 is not a seed\n  give a whole number, at least 0, or a numpy Generator.",
            ),
            (
                10,
                {"at": {"s": 0}, "rng": "seven"},
                "rng='seven' is not a seed\n  give a whole number, at least 0, or a numpy Generator.",
            ),
        ],
    )
    def test_refusals(self, game, n, options, message: str) -> None:
        assert refusal(ModelError, gt.Sample, game, n, **options) == message

    def test_unknown_name(self, game) -> None:
        assert refusal(NotFoundError, gt.Sample, game, 10, at={"S": 0}) == (
            "unknown parameter 'S'; there are: c, m, s. Did you mean 's'?"
        )


class TestPoints:
    def test_arrays_and_numbers(self, game) -> None:
        points = gt.Points(game, {"c": [1, 2, 3], "m": 0.5, "s": np.zeros(3)})
        assert points.size == 3
        assert points.arrays()["m"].tolist() == [0.5] * 3
        assert repr(points) == "<Points: 3>"

    def test_numbers_only(self, game) -> None:
        assert gt.Points(game, dict.fromkeys("cms", 1)).size == 1

    @pytest.mark.parametrize(
        ("points", "message"),
        [
            ({"c": [1.0]}, "the points have no value for: m, s\n  give an array or a number for each."),
            (
                {"c": [1, 2], "m": [1, 2, 3], "s": 0},
                "the arrays of points differ in length: c 2, m 3\n  give as many values of each parameter.",
            ),
            (
                {"c": ["a"], "m": 0, "s": 0},
                "the values of 'c' are not all numbers\n  give numbers, and NaN where one is missing.",
            ),
            (
                {"c": [[1, 2]], "m": 0, "s": 0},
                "the values of 'c' have shape (1, 2)\n  give a one-dimensional array.",
            ),
            (
                {"c": [], "m": 0, "s": 0},
                "there are no points: the arrays are empty\n  give at least one value of each parameter.",
            ),
        ],
    )
    def test_refusals(self, game, points, message: str) -> None:
        assert refusal(ModelError, gt.Points, game, points) == message

    def test_unknown_name(self, game) -> None:
        assert refusal(NotFoundError, gt.Points, game, {"mm": 0}) == (
            "unknown parameter 'mm'; there are: c, m, s. Did you mean 'm'?"
        )
