"""Counting masks, random draws, and that neither depends on how the work is cut."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels import Share, compile_conditions
from gametheory.kernels.draws import seed_of, uniform
from gametheory.kernels.grids import counted, lattice
from gametheory.kernels.sources import Columns, Draws
from gametheory.kernels.tally import Tally, count_dense, count_sparse
from tests.kernels.formulas import NAMES, random_kernel, random_points, table

MIX = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
"""First outputs of SplitMix64 with seed 0, of the reference implementation (S. Vigna, splitmix64.c)."""


def thresholds(steps: int = 3):
    """A kernel with p > 0 as assumption and p >= f, p >= 2 f, ... as conditions."""
    of = table()
    p, f = of.ring.symbol("p"), of.ring.symbol("f")
    conditions = [of.raw_atom(of.ring.sub(p, of.ring.scale(f, i + 1)), ">=") for i in range(steps)]
    return compile_conditions(NAMES, of.raw_atom(p, ">"), conditions)


def box(n: int, seed: int = 1) -> Draws:
    return Draws(np.array([-1.0, 0, 0, 0.5]), np.array([2.0, 1, 1, 0]), seed, n)


class TestDraws:
    def test_the_generator_is_splitmix(self) -> None:
        assert (uniform(0, 1, 0, 0, 3) * 2**53).tolist() == [m >> 11 for m in MIX]

    def test_columns_are_interleaved(self) -> None:
        single = uniform(5, 1, 0, 0, 12)
        assert [uniform(5, 3, j, 0, 4).tolist() for j in range(3)] == [single[j::3].tolist() for j in range(3)]

    def test_any_block_may_be_drawn_alone(self) -> None:
        whole = uniform(9, 4, 2, 0, 1000)
        assert np.array_equal(uniform(9, 4, 2, 371, 800), whole[371:800])
        far = 2**40
        assert np.array_equal(uniform(9, 4, 2, far, far + 5), uniform(9, 4, 2, far - 5, far + 5)[5:])

    def test_they_look_uniform_and_independent(self) -> None:
        columns = np.array([uniform(3, 3, j, 0, 40_000) for j in range(3)])
        assert columns.min() >= 0 and columns.max() < 1
        assert np.abs(columns.mean(axis=1) - 0.5).max() < 4 / np.sqrt(12 * 40_000)
        assert np.abs(np.corrcoef(columns) - np.eye(3)).max() < 4 / np.sqrt(40_000)
        counts = np.histogram(columns[0], 64, (0, 1))[0]
        assert ((counts - 625) ** 2 / 625).sum() < 63 + 5 * np.sqrt(126)

    def test_seeds(self) -> None:
        assert seed_of(7) == seed_of(7) != seed_of(8)
        assert seed_of(np.random.default_rng(7)) == seed_of(np.random.default_rng(7))
        rng = np.random.default_rng(7)
        assert seed_of(rng) != seed_of(rng), "a generator moves on"

    def test_machine_code_draws_the_same_points(self) -> None:
        kernel = thresholds()
        source = box(5000)
        drawn = {name: source.column(i, 0, 5000) for i, name in enumerate(NAMES)}
        for backend in ("numpy", "numba"):
            assert np.array_equal(kernel.run(source, backend=backend).mask, kernel(drawn, backend="numpy"))

    def test_a_draw_exactly(self) -> None:
        source = box(10)
        assert source.exact(3) == tuple(Fraction(float(source.column(i, 3, 4)[0])) for i in range(4))
        assert source.exact(3)[3] == Fraction(1, 2)


class TestTally:
    @pytest.mark.parametrize("n", [0, 1, 31, 32, 33, 1000])
    @pytest.mark.parametrize("runs", [True, False])
    def test_dense(self, n: int, runs: bool) -> None:
        mask = np.random.default_rng(n).integers(0, 200, n).astype(np.uint8)
        if runs:
            mask = np.repeat(mask, 40)[:n]
        counts = np.zeros((4, 256), np.int64)
        count_dense(mask, counts)
        assert np.array_equal(counts.sum(axis=0), np.bincount(mask, minlength=256))

    def test_sparse_stops_when_half_full(self) -> None:
        mask = np.arange(10, dtype=np.uint32) * 7
        keys, counts = np.zeros(8, np.uint64), np.zeros(8, np.int64)
        with np.errstate(over="ignore"):
            assert count_sparse(mask, 0, keys, counts) == 4
            assert sorted(keys[counts > 0].tolist()) == [0, 7, 14, 21]

    @pytest.mark.parametrize("bits", [8, 20, 40])
    @pytest.mark.parametrize("compiled", [True, False])
    def test_any_width(self, bits: int, compiled: bool) -> None:
        dtype = {8: "uint8", 20: "uint32", 40: "uint64"}[bits]
        mask = np.random.default_rng(bits).integers(0, min(1 << bits, 9000), 30_000).astype(dtype)
        tally = Tally(dtype, bits, compiled=compiled)
        tally.add(mask[:10_000])
        tally.add(mask[10_000:])
        values, counts = np.unique(mask, return_counts=True)
        assert tally.items() == dict(zip(values.tolist(), counts.tolist(), strict=True))

    def test_masks_of_several_words(self) -> None:
        tally = Tally("uint64", 70, compiled=True)
        tally.add(np.array([[1, 2], [0, 0], [1, 2]], np.uint64))
        assert tally.items() == {0: 1, 1 + (2 << 64): 2}


class TestShare:
    @pytest.mark.parametrize("backend", ["numpy", "numba"])
    @pytest.mark.parametrize("threads", [1, 3])
    def test_the_same_however_the_work_is_cut(self, backend: str, threads: int, monkeypatch) -> None:
        from gametheory.kernels import compile as driver

        kernel = thresholds()
        source = box(300_000)
        mask = kernel.run(source, backend="numpy").mask
        monkeypatch.setattr(driver, "_TASK", 1 << 12)
        monkeypatch.setattr(driver, "_BUFFER", 1000)
        share = kernel.count(source, backend=backend, threads=threads)
        values, counts = np.unique(mask, return_counts=True)
        assert share.total == 300_000
        assert dict(zip(share.masks, share.counts, strict=True)) == {
            int(v): int(c) for v, c in zip(values, counts, strict=True) if v < 8
        }
        assert share.inadmissible == np.count_nonzero(mask == 8)
        assert np.array_equal(kernel.run(source, backend=backend, threads=threads).mask, mask)

    def test_a_grid_with_axes_that_do_not_matter(self) -> None:
        kernel = thresholds()
        axes = {"p": np.linspace(-1, 2, 50), "h": np.ones(7), "f": np.linspace(0, 1, 80), "lam": np.ones(3)}
        share = kernel.share_grid(axes, borders="flag")
        mask = kernel.grid(axes)
        assert share.total == mask.size == 50 * 7 * 80 * 3
        assert {m: int((mask == m).sum()) for m in share.masks} == dict(zip(share.masks, share.counts, strict=True))
        assert share.border == kernel.evaluate_grid(axes, borders="flag").border.sum() > 0

    def test_the_inner_axis_is_a_cheap_one_that_is_long(self) -> None:
        kernel = random_kernel(3)
        program = kernel._plain
        source = lattice(NAMES, NAMES, {name: np.linspace(0, 1, 100) for name in NAMES})
        chosen, times = counted(source, program)
        assert times == 1
        assert program.cost(chosen.order[-1]) == min(program.cost(i) for i in range(4))
        assert sorted(chosen.order) == [0, 1, 2, 3]
        points = Columns({}, 4, 0)
        assert counted(points, program) == (points, 1)

    def test_exact_borders(self) -> None:
        """p = i/10 against f = j/10: as rationals the ties hold, in floats 3 * 0.1 < 0.3."""
        kernel = thresholds()
        tenths = [Fraction(i, 10) for i in range(1, 31)]
        share = kernel.share_grid({"p": tenths, "f": tenths}, borders="exact")
        count = [sum(p >= (i + 1) * f for p in tenths for f in tenths) for i in range(3)]
        assert [share.share_with(i) * share.admissible for i in range(3)] == pytest.approx(count)
        assert share.redecided == share.border > 0

    def test_progress_is_told(self) -> None:
        kernel, told = thresholds(), []
        axes = {"p": np.linspace(0, 1, 9), "f": 0.5, "h": np.zeros(2)}
        kernel.share_grid(axes, progress=lambda done, total: told.append((done, total)))
        kernel.evaluate_grid(axes, progress=lambda done, total: told.append((done, total)))
        assert told == [(18, 18), (18, 18)]

    def test_nothing_is_admissible(self) -> None:
        kernel = thresholds()
        share = kernel.share({"p": [-1.0, np.nan], "f": 1.0})
        assert share == Share((), (), 1, 1)
        assert np.isnan(share.share(0))

    def test_memory_does_not_grow_with_the_sample(self) -> None:
        """Ten million points of four parameters are 320 MB; counting them takes a few."""
        kernel = thresholds()
        kernel.count(box(1000), backend="numba")
        tracemalloc.start()
        share = kernel.count(box(10**7), backend="numba", threads=2)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert share.total == 10**7
        assert share.inadmissible / share.total == pytest.approx(0.5, abs=0.001)
        assert share.share_with(0) == pytest.approx(0.5, abs=0.001)
        assert peak < 20 * 2**20


def test_points_of_a_share_are_those_of_a_call() -> None:
    kernel, points = random_kernel(4), random_points(4, 2000)
    share, mask = kernel.share(points), kernel(points)
    assert share.counts == tuple(int((mask == m).sum()) for m in share.masks)
