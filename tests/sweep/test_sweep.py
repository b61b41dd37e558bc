"""Sweeps: labelled results that agree with the exact solution and say where they come from."""

from __future__ import annotations

import builtins
import io
import json
import sys
from fractions import Fraction

import numpy as np
import pytest

import gametheory as gt
from gametheory.errors import MissingExtraError, ModelError, NotFoundError
from gametheory.sweep import summary
from gametheory.sweep.progress import Bar, reporter


@pytest.fixture(scope="module")
def solution() -> gt.Solution:
    return gt.solve(gt.load("asia_pacific/umbrella").after(tie="1"))


@pytest.fixture(scope="module")
def grid(solution) -> gt.Grid:
    game = solution.game
    return gt.Grid(game, lam=(0, 1, 5), h=[0, "1/2", 1, "3/2", 2, 3, 4], at=game.baseline)


def labels_at(solution, point) -> set[str]:
    return {found.label for found in solution.at(point)} & set(solution.labels)


def labels_of(solution, mask: int) -> set[str]:
    return {label for label in solution.labels if int(mask) & solution.bit(label)}


class TestGrid:
    def test_agrees_with_the_exact_solution_ties_included(self, solution, grid) -> None:
        result = gt.sweep(solution, grid, borders="exact")
        assert result.equilibria.dims == ("lam", "h")
        assert result.border.any()
        for i in range(5):
            for j, h in enumerate([0, "1/2", 1, "3/2", 2, 3, 4]):
                point = solution.game.baseline | {"lam": Fraction(i, 4), "h": h}
                assert labels_of(solution, result.equilibria[i, j]) == labels_at(solution, point)

    def test_is_labelled(self, solution, grid) -> None:
        result = gt.sweep(solution, grid)
        game = solution.game
        assert result.h.attrs["meaning"] == game.parameter("h").means
        assert result.h.attrs["units"] == "1"
        assert float(result.f) == 2 and result.f.attrs["exact"] == "2"
        about = result.equilibria.attrs
        assert about["labels"] == [*solution.labels, "inadmissible", "undefined"]
        assert about["flag_masks"].tolist() == [1 << i for i in range(len(solution.labels) + 2)]
        assert about["flag_masks"].dtype == result.equilibria.dtype
        assert len(about["flag_meanings"].split()) == len(solution.labels) + 2
        calm = solution.labels.index("non-nuclear deterrence")
        assert about["flag_masks"][calm] == solution.bit("non-nuclear deterrence")

    def test_carries_its_provenance(self, solution, grid) -> None:
        attrs = gt.sweep(solution, grid).attrs
        assert attrs["game_digest"] == solution.game.digest
        assert json.loads(attrs["design"]) == {
            "design": "grid",
            "axes": {"lam": ["0", "1", 5], "h": ["0", "1/2", "1", "3/2", "2", "3", "4"]},
            "at": {n: str(v) for n, v in solution.game.baseline.items() if n not in ("lam", "h")},
        }
        assert json.loads(attrs["versions"])["gametheory"] == gt.__version__
        assert attrs["seed"] == "none"
        assert all(isinstance(v, str | int) for v in attrs.values()), "every format can hold them"

    def test_points_outside_the_assumptions_are_coded(self, solution) -> None:
        game = solution.game
        result = gt.sweep(solution, gt.Grid(game, lam=[-1, 0, 1, 2], at=game.baseline))
        outside = 1 << result.equilibria.attrs["labels"].index("inadmissible")
        assert (result.equilibria == outside).values.tolist() == [True, False, False, True]

    def test_each_border_treatment(self, solution, grid) -> None:
        plain, flagged, exact = (gt.sweep(solution, grid, borders=b) for b in ("float", "flag", "exact"))
        assert "border" not in plain
        assert flagged.border.values.tolist() == exact.border.values.tolist()
        assert (flagged.attrs["redecided"], exact.attrs["redecided"]) == (0, int(exact.border.sum()))
        same = ~flagged.border.values
        assert np.array_equal(plain.equilibria.values[same], exact.equilibria.values[same])


class TestSample:
    def test_agrees_with_the_exact_solution(self, solution) -> None:
        sample = gt.Sample(solution.game, 300, rng=3)
        result = gt.sweep(solution, sample, borders="exact")
        arrays = sample.arrays()
        admissible = 0
        for k, mask in enumerate(result.equilibria.values):
            point = {name: Fraction(float(column[k])) for name, column in arrays.items()}
            try:
                assert labels_of(solution, mask) == labels_at(solution, point)
                admissible += 1
            except gt.errors.AssumptionError:
                assert mask == 1 << len(solution.labels)
        assert 30 < admissible < 300
        assert result.h.values.tolist() == arrays["h"].tolist()
        assert result.attrs["seed"] == json.loads(result.attrs["design"])["key"]

    def test_shares(self, solution) -> None:
        game = solution.game
        sample = gt.Sample(game, 50_000, rng=7)
        result = gt.sweep(solution, sample, reduce="share")
        masks = gt.sweep(solution, sample).equilibria.values
        inside = masks[masks < 1 << len(solution.labels)]
        assert result.attrs["points"] == 50_000
        assert result.attrs["admissible"] == len(inside) == int(result["count"].sum())
        assert result.attrs["admissible"] + result.attrs["inadmissible"] == 50_000
        for mask, share, name in zip(
            result.mask.values, result.share.values, result.equilibria_set.values, strict=True
        ):
            assert share == np.mean(inside == mask)
            assert set(name.split(" + ")) == labels_of(solution, mask)
        assert result.share.values.tolist() == sorted(result.share.values.tolist(), reverse=True)
        for label, share in zip(result.equilibrium.values, result.share_with.values, strict=True):
            assert share == np.mean(inside & solution.bit(label) != 0)

    def test_the_same_bytes_whatever_the_workers(self, solution) -> None:
        sample = gt.Sample(solution.game, 3000, rng=7)
        results = [
            gt.sweep(solution, sample, threads=threads, backend=backend, reduce=reduce)
            for reduce in (None, "share")
            for threads, backend in [(1, "numpy"), (2, "numpy"), (2, "numba")]
        ]
        for some in (results[:3], results[3:]):
            assert all(one.identical(some[0]) for one in some)

    def test_summary(self, solution) -> None:
        sample = gt.Sample(solution.game, 2000, rng=7)
        found = summary(gt.sweep(solution, sample, reduce="share", borders="flag"))
        assert json.loads(json.dumps(found)) == found
        assert (found["points"], found["border"]) == (2000, 0)
        assert sum(found["shares"].values()) == pytest.approx(1)
        with pytest.raises(ModelError) as caught:
            summary(gt.sweep(solution, sample))
        assert str(caught.value) == (
            'this sweep holds one mask per point, not shares\n  sweep with reduce="share".'
        )


class TestPoints:
    def test_codes(self, solution) -> None:
        game = solution.game
        points = gt.Points(game, game.baseline | {"h": [1.5, np.nan, 3.0, -1.0]})
        result = gt.sweep(solution, points)
        names = result.equilibria.attrs["labels"]
        masks = result.equilibria.values
        assert labels_of(solution, masks[0]) == {"non-nuclear deterrence"}
        assert labels_of(solution, masks[2]) == {"peaceful proliferation"}
        assert masks[1] == 1 << names.index("undefined")
        assert masks[3] == 1 << names.index("inadmissible")
        share = gt.sweep(solution, points, reduce="share")
        assert [share.attrs[k] for k in ("points", "admissible", "inadmissible", "undefined")] == [4, 2, 1, 1]


class TestRefusals:
    def test_a_design_of_another_game(self, solution) -> None:
        game = gt.load("asia_pacific/umbrella")
        with pytest.raises(ModelError) as caught:
            gt.sweep(solution, gt.Grid(game, lam=(0, 1, 3), at=game.baseline))
        assert str(caught.value) == (
            f"the design is for the game {game.title!r} ({game.digest[:8]}), the solution is of "
            f"{solution.game.title!r} ({solution.game.digest[:8]})\n  make the design from solution.game."
        )

    def test_an_unknown_reduction(self, solution, grid) -> None:
        with pytest.raises(NotFoundError) as caught:
            gt.sweep(solution, grid, reduce="shares")
        assert str(caught.value) == "unknown reduction 'shares'; there are: None, share. Did you mean 'share'?"

    def test_an_unknown_treatment_of_borders(self, solution, grid) -> None:
        with pytest.raises(NotFoundError) as caught:
            gt.sweep(solution, grid, borders="flags")
        assert str(caught.value) == (
            "unknown treatment of borders 'flags'; there are: float, flag, exact. Did you mean 'flag'?"
        )

    def test_without_xarray(self, solution, grid, monkeypatch) -> None:
        real = builtins.__import__

        def missing(name, *args, **kwargs):
            if name == "xarray":
                raise ImportError(name)
            return real(name, *args, **kwargs)

        monkeypatch.delitem(sys.modules, "xarray", raising=False)
        monkeypatch.setattr(builtins, "__import__", missing)
        with pytest.raises(MissingExtraError) as caught:
            gt.sweep(solution, grid)
        assert str(caught.value) == (
            "sweeps need xarray, which is not installed\n  pip install 'gametheory-ir[sweep]'"
        )


class TestProgress:
    def test_silent_unless_on_a_terminal(self, solution, grid, capsys, monkeypatch) -> None:
        gt.sweep(solution, grid)
        assert capsys.readouterr() == ("", "")
        assert reporter(None) is None
        assert reporter(False) is None
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        assert isinstance(reporter(None), Bar)
        assert reporter(False) is None

    def test_on_request(self, solution, grid, capsys) -> None:
        gt.sweep(solution, grid, progress=True)
        out, err = capsys.readouterr()
        assert out == ""
        assert "35 of 35 points, 100 %" in err and err.endswith("\n")

    def test_a_function(self, solution, grid) -> None:
        told = []
        gt.sweep(solution, grid, progress=lambda done, total: told.append((done, total)))
        assert told == [(35, 35)]

    def test_the_line_is_written_at_most_ten_times_a_second(self, monkeypatch) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        bar = Bar()
        for done in range(1, 100):
            bar(done, 100)
        bar(100, 100)
        assert stream.getvalue().count("\r") < 50
        assert "100 of 100 points, 100 %" in stream.getvalue()
