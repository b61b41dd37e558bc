"""Kernels against exact evaluation of the formulas, and against themselves by another way."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import ModelError, NotFoundError, SolverError
from gametheory.kernels import compile_conditions
from gametheory.kernels.grids import lattice
from gametheory.kernels.sources import Lattice
from tests.kernels.formulas import NAMES, random_kernel, random_points, ratfun_at, table

SEEDS = range(12)
COMPILED = [0, 1]
"""Few: each is compiled."""


def exact_masks(kernel, points, n):
    """Masks by walking each formula in fractions, with nothing shared with the kernel."""

    def holds(f, at) -> bool:
        if f.kind == "atom":
            value = f.poly.at(at)
            return {">": value > 0, ">=": value >= 0, "=": value == 0, "!=": value != 0}[f.rel]
        return (all if f.kind in ("and", "true") else any)(holds(part, at) for part in f.parts)

    found = []
    for k in range(n):
        at = [Fraction(float(points[name][k])) for name in NAMES]
        if not holds(kernel._assumptions, at):
            found.append(1 << kernel.size)
        else:
            found.append(sum(holds(f, at) << i for i, f in enumerate(kernel._conditions)))
    return np.array(found)


class TestAgainstExactArithmetic:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_unflagged_points_are_right(self, seed: int) -> None:
        kernel, points = random_kernel(seed), random_points(seed, 400)
        found = kernel.evaluate(points, borders="flag")
        wrong = found.mask != exact_masks(kernel, points, 400)
        assert found.border is not None
        assert not (wrong & ~found.border).any()
        assert found.border.mean() < 0.6, "nearly everything is flagged"

    @pytest.mark.parametrize("seed", SEEDS)
    def test_flagged_points_decided_again_are_right(self, seed: int) -> None:
        kernel, points = random_kernel(seed), random_points(seed, 400)
        found = kernel.evaluate(points, borders="exact")
        assert np.array_equal(found.mask, exact_masks(kernel, points, 400))
        assert found.border is not None
        assert found.redecided == found.border.sum()

    @pytest.mark.parametrize("seed", SEEDS)
    def test_points_of_fractions(self, seed: int) -> None:
        kernel, points = random_kernel(seed), random_points(seed, 50)
        given = {name: [Fraction(float(v)) for v in column] for name, column in points.items()}
        assert np.array_equal(kernel.exact(given), exact_masks(kernel, points, 50))

    @pytest.mark.parametrize("seed", SEEDS)
    def test_rational_functions(self, seed: int) -> None:
        kernel, points = random_kernel(seed), random_points(seed, 100)
        found = kernel.evaluate(points, outputs=True)
        assert found.outputs is not None
        inside = found.mask != 1 << kernel.inadmissible
        assert np.isnan(found.outputs[~inside]).all()
        checked = 0
        for k in np.flatnonzero(inside):
            point = tuple(Fraction(float(points[name][k])) for name in NAMES)
            for j, value in enumerate(kernel._outputs):
                exact = ratfun_at(value, point)
                if exact is not None and abs(value.den.at(point)) > Fraction(1, 100):
                    assert found.outputs[k, j] == pytest.approx(float(exact), rel=1e-9, abs=1e-9)
                    checked += 1
        assert checked > 20


class TestBackEnds:
    @pytest.mark.parametrize("seed", COMPILED)
    def test_machine_code_and_numpy_give_the_same_bits(self, seed: int) -> None:
        kernel, points = random_kernel(seed, conditions=3), random_points(seed, 3000)
        points["f"][:5] = [np.nan, np.inf, -np.inf, 1e300, -1e300]
        one = kernel.evaluate(points, borders="flag", outputs=True, backend="numpy")
        two = kernel.evaluate(points, borders="flag", outputs=True, backend="numba", threads=2)
        assert np.array_equal(one.mask, two.mask)
        assert np.array_equal(one.border, two.border)
        assert np.array_equal(one.outputs, two.outputs, equal_nan=True)

    @pytest.mark.parametrize("backend", ["numpy", "numba"])
    def test_a_grid_and_its_points_give_the_same_bits(self, backend: str) -> None:
        kernel = random_kernel(3, conditions=2, outputs=1)
        axes = {"h": np.linspace(-2, 2, 97), "p": np.array([0.25, 0.5, 0.1]), "lam": 0.5, "f": np.linspace(-1, 1, 41)}
        found = kernel.evaluate_grid(axes, borders="flag", backend=backend)
        h, p, f = np.meshgrid(axes["h"], axes["p"], axes["f"], indexing="ij")
        points = kernel.evaluate({"h": h, "p": p, "lam": 0.5, "f": f}, borders="flag", backend="numpy")
        assert found.mask.shape == (97, 3, 41)
        assert np.array_equal(found.mask, points.mask)
        assert np.array_equal(found.border, points.border)

    @pytest.mark.parametrize("order", ["h f", "f h"])
    def test_a_short_last_axis(self, order: str) -> None:
        kernel = random_kernel(3, conditions=2, outputs=1)
        axes = {"h": np.linspace(-2, 2, 200), "f": np.array([0.5, 1.0, 2.0]), "p": 0.5, "lam": 0.25}
        given = {name: axes[name] for name in [*order.split(), "p", "lam"]}
        found = kernel.evaluate_grid(given, outputs=True, backend="numba")
        one, other = np.meshgrid(*(axes[name] for name in order.split()), indexing="ij")
        at = dict(zip(order.split(), (one, other), strict=True)) | {"p": 0.5, "lam": 0.25}
        points = kernel.evaluate(at, outputs=True, backend="numpy")
        assert np.array_equal(found.mask, points.mask)
        assert np.array_equal(found.outputs, points.outputs, equal_nan=True)

    def test_masks_do_not_depend_on_where_a_block_starts(self) -> None:
        kernel, points = random_kernel(1, conditions=2), random_points(1, 70_000)
        whole = kernel(points, backend="numba")
        for start, stop in [(0, 1), (1, 512), (511, 1100), (65_000, 70_000)]:
            part = kernel({name: c[start:stop] for name, c in points.items()}, backend="numba", threads=1)
            assert np.array_equal(part, whole[start:stop])

    def test_blocks_of_a_grid_that_cut_its_rows(self) -> None:
        kernel = random_kernel(1, conditions=2)
        axes = {"p": np.linspace(-1, 1, 7), "f": np.linspace(-1, 1, 5), "h": 0.25, "lam": np.linspace(-1, 1, 33)}
        source = lattice(kernel.names, kernel.used, axes)
        fill = kernel._filler(source, False, False, "numba")
        whole = kernel.grid(axes, backend="numpy").ravel()
        for a, b in [(0, 1155), (0, 10), (10, 33), (20, 70), (33, 66), (1100, 1155), (7, 8)]:
            mask = np.zeros(b - a, kernel.dtype)
            fill(a, b, mask, np.empty(0, bool), np.empty((b - a, 0)))
            assert np.array_equal(mask, whole[a:b])

    def test_compiled_code_is_used_once_it_is_there(self) -> None:
        kernel, points = random_kernel(1, conditions=2), random_points(0, 10)
        assert not any(hasattr(f, "signatures") for f in kernel._functions.values())
        kernel(points, backend="numba")
        assert any(hasattr(f, "signatures") for f in kernel._functions.values())
        assert np.array_equal(kernel(points), kernel(points, backend="numpy"))


class TestManyConditions:
    """Masks of every width: 8, 16, 32 and 64 bits, and several words."""

    @pytest.mark.parametrize(
        ("conditions", "dtype", "words"),
        [
            (0, "uint8", 1), (6, "uint8", 1), (7, "uint16", 1), (14, "uint16", 1), (15, "uint32", 1), (30, "uint32", 1),
            (31, "uint64", 1), (62, "uint64", 1), (63, "uint64", 2), (64, "uint64", 2), (130, "uint64", 3),
        ],
    )  # fmt: skip
    def test_thresholds(self, conditions: int, dtype: str, words: int) -> None:
        of = table(("x", "y"))
        x = of.ring.symbol("x")
        steps = [of.raw_atom(of.ring.sub(x, of.ring.constant(i)), ">=") for i in range(conditions)]
        kernel = compile_conditions(("x", "y"), of.raw_atom(x, ">"), steps)
        assert (kernel.dtype, kernel.words, kernel.used) == (dtype, words, ("x",))
        at = np.array([-1.0, 0.5, 1.0, 5.5, 63.0, 64.0, 1e9, np.nan])
        inside = [sum(1 << i for i in range(conditions) if v >= i) for v in at[1:-1]]
        expected = [1 << conditions, *inside, 2 << conditions]
        for backend in ("numpy", "numba") if conditions in (6, 14, 30, 62, 64) else ("numpy",):
            mask = kernel({"x": at}, backend=backend)
            assert mask.dtype == dtype
            assert mask.shape == ((8,) if words == 1 else (8, words))
            whole = [sum(int(w) << 64 * k for k, w in enumerate(np.atleast_1d(row))) for row in mask]
            assert whole == expected
        share = kernel.share({"x": at})
        assert share.inadmissible == share.undefined == 1
        assert share.masks == tuple(sorted(set(inside)))
        assert sum(share.counts) == 6

    def test_more_than_sixteen_bits_counted_in_machine_code(self) -> None:
        of = table(("x",))
        x = of.ring.symbol("x")
        steps = [of.raw_atom(of.ring.sub(of.ring.scale(x, 100), of.ring.constant(i)), ">=") for i in range(50)]
        kernel = compile_conditions(("x",), of.true, steps)
        at = {"x": np.linspace(0, 1, 5000)}
        assert kernel.share(at, backend="numba") == kernel.share(at, backend="numpy")


class TestConstants:
    def test_conditions_that_are_always_true_or_false(self) -> None:
        of = table()
        p = of.raw_atom(of.ring.symbol("p"), ">")
        kernel = compile_conditions(NAMES, of.true, [of.true, of.false, p])
        for backend in ("numpy", "numba"):
            assert kernel({"p": np.array([1.0, -1.0])}, backend=backend).tolist() == [5, 1]

    def test_assumptions_that_never_hold(self) -> None:
        of = table()
        kernel = compile_conditions(NAMES, of.false, [of.raw_atom(of.ring.symbol("p"), ">")])
        for backend in ("numpy", "numba"):
            assert kernel({"p": np.array([1.0, -1.0])}, backend=backend).tolist() == [2, 2]

    def test_nothing_depends_on_anything(self) -> None:
        of = table()
        kernel = compile_conditions(NAMES, of.true, [of.true])
        assert kernel.used == ()
        assert kernel.grid({"p": np.zeros(3), "f": np.zeros(2)}, backend="numba").tolist() == [[1, 1]] * 3
        assert kernel.share_grid({"p": np.zeros(3), "f": np.zeros(2)}).counts == (6,)

    def test_a_game_without_parameters(self) -> None:
        of = table(())
        kernel = compile_conditions((), of.true, [of.true, of.false])
        assert kernel({}).tolist() == 1
        assert kernel.share_grid({}).counts == (1,)

    def test_scalars_have_no_dimension(self) -> None:
        kernel = random_kernel(0)
        assert kernel(dict.fromkeys(NAMES, 0.5)).shape == ()
        assert kernel.grid(dict.fromkeys(NAMES, 0.5)).shape == ()


class TestPoints:
    def test_arrays_broadcast_and_tables_are_read_by_column(self) -> None:
        kernel = random_kernel(2)
        points = random_points(2, 30)
        whole = kernel(points)
        assert np.array_equal(kernel(np.stack(list(points.values()), axis=1)), whole)
        table_ = {name: c.reshape(5, 6) for name, c in points.items()}
        assert np.array_equal(kernel(table_), whole.reshape(5, 6))
        cross = kernel({"p": np.ones((3, 1)), "f": np.ones(2), "h": 0.5, "lam": 0.25})
        assert cross.shape == (3, 2)

    def test_arrays_that_may_not_be_written_or_are_not_contiguous(self) -> None:
        kernel = random_kernel(1, conditions=2)
        points = random_points(0, 64)
        whole = kernel(points)
        locked = {name: c.copy() for name, c in points.items()}
        for column in locked.values():
            column.flags.writeable = False
        assert np.array_equal(kernel(locked, backend="numba"), whole)
        assert np.array_equal(kernel({n: c[::2] for n, c in points.items()}, backend="numba"), whole[::2])

    def test_parameters_that_do_not_matter_may_be_left_out(self) -> None:
        of = table()
        kernel = compile_conditions(NAMES, of.true, [of.raw_atom(of.ring.symbol("h"), ">")])
        assert kernel({"h": [1.0, -1.0]}).tolist() == [1, 0]


class TestBorder:
    def test_only_points_that_matter_are_flagged(self) -> None:
        of = table(("x", "y"))
        ring = of.ring
        x, y = ring.symbol("x"), ring.symbol("y")
        tie = of.raw_atom(ring.sub(x, y), ">=")
        kernel = compile_conditions(("x", "y"), of.true, [of.any_of([tie, of.raw_atom(x, ">")])])
        found = kernel.evaluate({"x": [1.0, -1.0, -1.0], "y": [1.0, -1.0, 2.0]}, borders="flag")
        assert found.border.tolist() == [False, True, False], "where x > 0 decides, x = y does not matter"

    def test_the_sign_of_a_parameter_is_never_in_doubt(self) -> None:
        of = table(("x",))
        kernel = compile_conditions(("x",), of.true, [of.raw_atom(of.ring.symbol("x"), ">=")])
        assert kernel.evaluate({"x": [0.0, -0.0, 5e-324]}, borders="flag").border.tolist() == [False] * 3

    @pytest.mark.parametrize("rel", [">", ">=", "=", "!="])
    def test_ties_of_rounded_numbers(self, rel: str) -> None:
        """0.1 + 0.2 is not 0.3 in floats, nor are the floats' sums exactly equal; the grid's exact values are."""
        of = table(("x", "y", "z"))
        ring = of.ring
        poly = ring.sub(ring.add(ring.symbol("x"), ring.symbol("y")), ring.symbol("z"))
        kernel = compile_conditions(("x", "y", "z"), of.true, [of.raw_atom(poly, rel)])
        axes = {"x": [Fraction(1, 10)], "y": [Fraction(1, 5)], "z": [Fraction(3, 10), Fraction(31, 100)]}
        found = kernel.evaluate_grid(axes, borders="exact")
        assert found.border.ravel().tolist() == [True, False]
        tie = rel in (">=", "=")
        assert found.mask.ravel().tolist() == [int(tie), int(rel == "!=")]

    def test_overflow_is_flagged(self) -> None:
        of = table(("x", "y"))
        ring = of.ring
        x, y = ring.symbol("x"), ring.symbol("y")
        poly = ring.sub(ring.mul(x, x), ring.mul(y, y))
        kernel = compile_conditions(("x", "y"), of.true, [of.raw_atom(poly, ">")])
        found = kernel.evaluate({"x": [1e200, 2e200], "y": [2e200, 1e200]}, borders="exact")
        assert found.border.tolist() == [True, True]
        assert found.mask.tolist() == [0, 1]

    def test_points_that_are_not_finite_stay_undefined(self) -> None:
        kernel = random_kernel(0, conditions=2)
        points = dict.fromkeys(NAMES, 0.5) | {"f": [np.nan, np.inf]}
        for backend in ("numpy", "numba"):
            found = kernel.evaluate(points, borders="exact", backend=backend)
            assert found.mask.tolist() == [1 << kernel.undefined] * 2
        assert kernel.exact(points).tolist() == [1 << kernel.undefined] * 2
        assert kernel.grid(points).tolist() == [1 << kernel.undefined] * 2
        assert kernel.grid(points, backend="numba").tolist() == [1 << kernel.undefined] * 2


class TestRefusals:
    def test_unknown_parameter(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            random_kernel(0)({"lamb": 1.0})
        assert str(caught.value) == "unknown parameter 'lamb'; there are: p, f, h, lam. Did you mean 'lam'?"

    def test_unknown_axis(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            random_kernel(0).grid({"P": 1.0})
        assert str(caught.value) == "unknown parameter 'P'; there are: p, f, h, lam. Did you mean 'p'?"

    def test_missing_parameters(self) -> None:
        kernel = random_kernel(0)
        with pytest.raises(ModelError) as caught:
            kernel({"p": 1.0, "lam": 1.0})
        assert str(caught.value) == "no values for: f, h\n  give an array or a number for each of these parameters."
        with pytest.raises(ModelError) as caught:
            kernel.grid({"p": 1.0, "lam": 1.0})
        assert str(caught.value) == "no values for: f, h\n  give an axis or a number for each of these parameters."

    def test_arrays_that_do_not_fit(self) -> None:
        with pytest.raises(ModelError) as caught:
            random_kernel(0)({"p": np.ones(2), "f": np.ones(3), "h": 1.0, "lam": 1.0})
        assert str(caught.value) == (
            "the arrays of points do not fit together: p (2,), f (3,), h (), lam ()\n"
            "  give arrays of one shape, or numbers."
        )

    def test_a_table_of_the_wrong_width(self) -> None:
        with pytest.raises(ModelError) as caught:
            random_kernel(0)(np.ones((5, 3)))
        assert str(caught.value) == (
            "an array of points has shape (5, 3); it needs one column for each of the 4 parameters\n"
            "  the columns are, in this order: p, f, h, lam."
        )

    def test_an_axis_that_is_none(self) -> None:
        with pytest.raises(ModelError) as caught:
            random_kernel(0).grid({"p": np.ones((2, 2)), "f": 1.0, "h": 1.0, "lam": 1.0})
        assert str(caught.value) == (
            "the axis 'p' has shape (2, 2)\n  an axis is a one-dimensional array of at least one value."
        )

    def test_an_unknown_backend(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            random_kernel(0)(dict.fromkeys(NAMES, 1.0), backend="cuda")
        assert str(caught.value) == "unknown backend 'cuda'; there are: auto, numpy, numba."

    def test_no_threads(self) -> None:
        with pytest.raises(ModelError) as caught:
            random_kernel(0)(dict.fromkeys(NAMES, 1.0), threads=0)
        assert str(caught.value) == "threads=0 is not a number of threads; give at least 1, or leave it out."

    @pytest.mark.parametrize(
        ("value", "shown"),
        [(2**53 + 1, "9007199254740993"), (10**400 + 1, "10000000000000000000... (401 digits)")],
    )
    def test_a_coefficient_that_no_float_holds(self, value: int, shown: str) -> None:
        of = table()
        poly = of.ring.sub(of.ring.scale(of.ring.symbol("p"), value), of.ring.symbol("f"))
        with pytest.raises(SolverError) as caught:
            compile_conditions(NAMES, of.true, [of.raw_atom(poly, ">")])
        assert str(caught.value) == (
            f"the coefficient {shown} of a condition is not exactly a float64 number, so no kernel can hold it\n"
            "  write the numbers of the model with fewer digits, or change the unit of a parameter; "
            "single points are decided exactly without a kernel by solution.at(...)."
        )

    def test_a_large_coefficient_that_a_float_holds(self) -> None:
        of = table()
        poly = of.ring.sub(of.ring.scale(of.ring.symbol("p"), 3 * 2**80), of.ring.symbol("f"))
        kernel = compile_conditions(NAMES, of.true, [of.raw_atom(poly, ">")])
        assert kernel({"p": [1.0, 1.0], "f": [3.0 * 2**80, 1.0]}).tolist() == [0, 1]


def test_a_kernel_says_what_it_is() -> None:
    kernel = random_kernel(0)
    assert repr(kernel) == f"<Kernel: 6 conditions, 4 of 4 parameters matter, {kernel.digest[:8]}>"
    assert kernel.digest == random_kernel(0).digest != random_kernel(1).digest


def test_the_number_of_a_grid_point() -> None:
    source = lattice(NAMES, NAMES, {"h": [1.0, 2.0], "p": 0.5, "f": [3.0, 4.0, 5.0], "lam": 0.25})
    assert isinstance(source, Lattice)
    assert source.shape == (2, 3)
    assert source.exact(4) == (Fraction(1, 2), Fraction(4), Fraction(2), Fraction(1, 4))
    assert {i: np.broadcast_to(v, 2).tolist() for i, v in source.block((0, 1, 2, 3), 4, 6).items()} == {
        0: [0.5, 0.5], 1: [4.0, 5.0], 2: [2.0, 2.0], 3: [0.25, 0.25],
    }  # fmt: skip
