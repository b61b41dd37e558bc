"""Rates of compiled kernels on the umbrella game, next to a kernel written by hand for the same question."""

from __future__ import annotations

from functools import cache

import numba
import numpy as np
import pytest

import gametheory as gt
from gametheory.kernels.draws import keys

OUTCOMES = (
    "non-nuclear deterrence",
    "war for the ally",
    "ally taken",
    "peaceful proliferation",
    "opposed strike",
    "unopposed strike",
)


@numba.njit(nogil=True, error_model="numpy")
def paths(l, f, h, lam, g, w, y, Y, e, d, L, m, b):  # noqa: E741, N803
    """Which outcomes are subgame perfect after the tie `h` was chosen, and the patron's least payoff among them."""
    gap = f - l
    defend, leave = h >= gap, h <= gap
    shield, bare = lam * h >= gap, lam * h <= gap
    quiet, attack = (defend & (w >= 0.0)), (defend & (w <= 0.0))
    hit, spared = (shield & (e >= Y)) | (bare & (e >= y)), (shield & (e <= Y)) | (bare & (e <= y))
    arms_free = (quiet & (b >= 0.0)) | (attack & (b >= -d)) | (leave & (b >= -L))
    arms_hit = (attack & (m <= d)) | (leave & (m <= L))
    s0 = quiet & ((spared & (b <= 0.0)) | hit)
    s1 = attack & ((spared & (b <= -d)) | (hit & (m >= d)))
    s2 = leave & ((spared & (b <= -L)) | (hit & (m >= L)))
    s3 = spared & arms_free
    s4 = shield & (e >= Y) & arms_hit
    s5 = bare & (e >= y) & arms_hit
    return s0, s1, s2, s3, s4, s5


@numba.njit(nogil=True, error_model="numpy")
def worst(s, l, f, g, h, lam):  # noqa: E741
    """The patron's least payoff among subgame perfect outcomes, before the cost of the tie."""
    least = np.inf
    least = min(least, 0.0 if s[0] else np.inf)
    least = min(least, -f if s[1] or s[4] else np.inf)
    least = min(least, -l - h if s[2] else np.inf)
    least = min(least, -g if s[3] else np.inf)
    return min(least, -l - lam * h if s[5] else np.inf)


@numba.njit(nogil=True, error_model="numpy")
def by_hand(lams, h_values, l, f, k, g, w, y, Y, e, d, L, m, b, out):  # noqa: E741, N803
    """Masks of the twelve paths on a grid over lam and h, by backward induction on sets of outcomes."""
    for i in range(lams.shape[0]):
        lam = lams[i]
        row = out[i]
        for j in range(h_values.shape[0]):
            h = h_values[j]
            s = paths(l, f, 0.0, lam, g, w, y, Y, e, d, L, m, b)
            t = paths(l, f, h, lam, g, w, y, Y, e, d, L, m, b)
            floor = worst(t, l, f, g, h, lam) - k
            bar = worst(s, l, f, g, 0.0, lam)
            ok = (h >= 0.0) & (lam >= 0.0) & (lam <= 1.0) & (l >= 0.0) & (f >= 0.0) & (k > 0.0) & (g >= 0.0)
            ok = ok & (y >= 0.0) & (y < Y) & (e > 0.0) & (d >= 0.0) & (d < L) & (m > 0.0)
            mask = (
                (s[0] & (0.0 >= floor))
                | ((s[1] & (-f >= floor)) << 1)
                | ((s[2] & (-l >= floor)) << 2)
                | ((s[3] & (-g >= floor)) << 3)
                | ((s[4] & (-f >= floor)) << 4)
                | ((s[5] & (-l >= floor)) << 5)
                | ((t[0] & (-k >= bar)) << 6)
                | ((t[1] & (-f - k >= bar)) << 7)
                | ((t[2] & (-l - h - k >= bar)) << 8)
                | ((t[3] & (-g - k >= bar)) << 9)
                | ((t[4] & (-f - k >= bar)) << 10)
                | ((t[5] & (-l - lam * h - k >= bar)) << 11)
            )
            row[j] = mask if ok else 4096


@cache
def umbrella():
    """The game, its solution and the kernel."""
    game = gt.load("asia_pacific/umbrella")
    solution = gt.solve(game)
    return game, solution, solution.compile()


def label_bits(solution):
    """Pairs of bits: of a row of the solution, and of the same path by hand."""
    names = {f"{outcome} (tie={tie})": 6 * tie + i for tie in (0, 1) for i, outcome in enumerate(OUTCOMES)}
    return [(i, names[label]) for i, label in enumerate(solution.labels)]


def axes_of(game, n):
    """A grid of n x n points over lam and h, the rest at the baseline."""
    fixed = {name: float(v) for name, v in game.baseline.items() if name not in ("lam", "h")}
    return {"lam": np.linspace(0, 1, n), "h": np.linspace(0, 4, n) + 1e-7, **fixed}


@pytest.mark.parametrize("n", [300, 1000, 10_000])
@pytest.mark.parametrize("who", ["kernel", "kernel, 1 thread", "by hand, 1 thread"])
def test_grid(benchmark, who, n):
    game, solution, kernel = umbrella()
    axes = axes_of(game, n)
    fixed = [axes[name] for name in "l f k g w y Y e d L m b".split()]
    by_hand(axes["lam"], axes["h"], *fixed, hand := np.zeros((n, n), np.uint16))
    if who.startswith("by hand"):
        out = np.zeros((n, n), np.uint16)
        benchmark(by_hand, axes["lam"], axes["h"], *fixed, out)
    else:
        threads = 1 if who.endswith("1 thread") else None
        out = benchmark(lambda: kernel.grid(axes, backend="numba", threads=threads))
        for ours, theirs in label_bits(solution):
            assert np.array_equal(out >> ours & 1, hand >> theirs & 1), solution.labels[ours]
    benchmark.extra_info.update(points=n * n, points_per_s=n * n / benchmark.stats["min"], model=game.digest[:8])


@pytest.mark.parametrize("n", [10**6, 10**8])
@pytest.mark.parametrize("design", ["grid", "sample"])
def test_share(benchmark, design, n):
    game, _, kernel = umbrella()
    if design == "grid":
        side = round(n**0.5)
        share = benchmark(lambda: kernel.share_grid(axes_of(game, side), backend="numba"))
        assert share.total == side * side
    else:
        source = gt.Sample(game, n, rng=7).source(game.symbols)
        share = benchmark(lambda: kernel.count(source, backend="numba"))
        assert share.total == n
    benchmark.extra_info.update(points=n, points_per_s=n / benchmark.stats["min"], model=game.digest[:8])


@pytest.mark.parametrize("n", [10**4, 10**6, 10**7])
def test_arrays(benchmark, n):
    """Memory-bound: the roof is the bandwidth divided by 8 bytes a parameter and the mask."""
    game, _, kernel = umbrella()
    rng = np.random.default_rng(0)
    points = {name: rng.random(n) * 3 for name in game.symbols}
    mask = benchmark(lambda: kernel(points, backend="numba"))
    assert np.array_equal(mask[:1000], kernel({name: c[:1000] for name, c in points.items()}, backend="numpy"))
    benchmark.extra_info.update(points=n, points_per_s=n / benchmark.stats["min"], model=game.digest[:8])


def test_keys_are_apart():
    """Columns of draws start at different places of one sequence."""
    starts, step = keys(1, 14)
    assert len(set(starts.tolist())) == 14 and step % 2 == 0
