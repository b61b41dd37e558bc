"""Region figures: the same bytes on every run, names inside, a record beside the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("matplotlib")

from gametheory.errors import MissingExtraError, NotFoundError, StoreError
from gametheory.present import style
from gametheory.present.figure import RegionFigure, region_figure
from tests.present.fakes import Row, overlapping, umbrella

DRAW = """
import sys
from dataclasses import replace
from pathlib import Path
from gametheory.present.figure import region_figure
from tests.present.fakes import overlapping
figure = region_figure(overlapping(), x="p", y="q", points=41)
for suffix in ("png", "pdf", "svg"):
    figure.save(Path(sys.argv[1]) / f"figure.{suffix}")
"""


def texts(figure: RegionFigure) -> list[str]:
    return sorted(text.get_text() for text in figure.matplotlib.axes[0].texts)


def test_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    for seed in ("0", "4711"):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", DRAW, str(folder)], check=True, env=environment)
    for suffix in ("png", "pdf", "svg", "json"):
        one, other = ((tmp_path / seed / f"figure.{suffix}").read_bytes() for seed in ("0", "4711"))
        assert one == other and one


def test_names_inside_and_small_pieces_in_the_legend() -> None:
    figure = region_figure(overlapping(), x="p", y="q", points=41)
    assert texts(figure) == ["1", "2", "3", "pooling", "separating"]
    (legend,) = figure.matplotlib.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        "1: pooling + separating",
        "2: pooling + separating + mixed",
        "3: none found",
        "inadmissible: the standing assumptions fail",
    ]


def test_names_in_place_of_labels() -> None:
    figure = region_figure(overlapping(), x="p", y="q", points=41, names={"pooling": "nobody signals"})
    assert "nobody signals" in texts(figure) and "pooling" not in texts(figure)
    assert {label for piece in figure.pieces for label in piece.labels} >= {"pooling", "separating"}
    with pytest.raises(NotFoundError, match="unknown label 'poling'; .* Did you mean 'pooling'?"):
        region_figure(overlapping(), x="p", y="q", points=41, names={"poling": "nobody signals"})


def test_axes_carry_meaning_and_symbol_and_there_is_no_title() -> None:
    figure = region_figure(umbrella(), x="lam", y="h", points=41)
    (axes,) = figure.matplotlib.axes
    assert axes.get_xlabel() == "share of the tie that survives when the ally arms, $\\lambda$"
    assert axes.get_ylabel() == "tie: extra loss from abandoning, $h$"
    assert axes.get_title() == "" and not figure.matplotlib.legends
    assert texts(figure) == ["GP", "GSA", "NQ"]
    assert repr(figure) == "<RegionFigure of 'The umbrella over a non-nuclear ally' over lam and h: 3 pieces>"


def test_labels_lie_within_their_pieces() -> None:
    """The box of every name that stands in a piece keeps off every border."""
    figure = region_figure(umbrella(), x="lam", y="h", points=41)
    axes = figure.matplotlib.axes[0]
    renderer = figure.matplotlib.canvas.get_renderer()
    for text in axes.texts:
        box = text.get_window_extent(renderer).transformed(axes.transData.inverted())
        for lam in (box.x0, box.x1):
            for h in (box.y0, box.y1):
                assert 0 < lam < 1 and 0 < h < 4
                assert ("GSA" if h < 1 else "NQ" if lam * h < 1 else "GP") == text.get_text()


def test_user_text_is_not_read_as_mathematics() -> None:
    solution = umbrella()
    row = solution.equilibria[0]
    rows = (Row("costs $5 {and} $x_", row.region, row.outcomes), *solution.equilibria[1:])
    figure = region_figure(umbrella(equilibria=rows, space=solution.space), x="lam", y="h", points=41)
    assert r"costs \$5 {and} \$x_" in texts(figure)
    assert figure.render("svg")


def test_rows_have_different_looks() -> None:
    """The others of a figure with mixed strategies have no dots."""
    for mixed, number in ((False, 56), (True, 28)):
        assert len({(style.colour(k), hatch) for k, hatch in enumerate(style.hatches([mixed] * number))}) == number
    both = style.hatches([False, True] * 14)
    assert len({(style.colour(k), hatch) for k, hatch in enumerate(both)}) == 28
    assert not any(set(hatch) & set(".o") for hatch in both[::2])
    assert all(set(hatch) <= set(".o") for hatch in both[1::2])


def test_mixed_strategies_are_marked_and_the_legend_says_so() -> None:
    lens = overlapping()
    half = ((("signal|R", (("0", lens.equilibria[1].outcomes[0][1]), ("1", lens.equilibria[1].outcomes[1][1]))),))
    rows = tuple(replace(row, mixing=half) if row.label == "separating" else row for row in lens.equilibria)
    figure = region_figure(replace(lens, equilibria=rows), x="p", y="q", points=41)
    shown = [*texts(figure), *(t.get_text() for t in figure.matplotlib.legends[0].get_texts())]
    assert any("separating*" in text for text in shown) and not any("pooling*" in text for text in shown)
    assert any(text.endswith("in mixed strategies") for text in shown)
    told = {tuple(piece["labels"]): piece["mixed"] for piece in figure.provenance["pieces"]}
    assert told["pooling", "separating"] == ["separating"] and told["pooling",] == []


def test_a_figure_of_pure_strategies_says_nothing_of_mixed_ones() -> None:
    figure = region_figure(overlapping(), x="p", y="q", points=41)
    assert not any("*" in text for text in texts(figure))


def test_the_record_says_what_was_drawn(tmp_path: Path) -> None:
    figure = region_figure(umbrella(), x="lam", y="h", at={"f": "5/2"}, points=41)
    path = figure.save(tmp_path / "deep" / "figure.pdf")
    record = json.loads((tmp_path / "deep" / "figure.json").read_text())
    assert path.read_bytes().startswith(b"%PDF")
    assert {key: record[key] for key in ("x", "y", "at", "bounds", "points", "by", "complete", "without_area")} == {
        "x": "lam",
        "y": "h",
        "at": {"l": "1", "f": "5/2"},
        "bounds": {"lam": ["0", "1"], "h": ["0", "4"]},
        "points": 41,
        "by": "label",
        "complete": True,
        "without_area": [],
    }
    assert sorted(piece["labels"][0] for piece in record["pieces"]) == ["GP", "GSA", "NQ"]
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["figure.json", "figure.pdf"]


def test_svg_is_well_formed() -> None:
    figure = region_figure(umbrella(), x="lam", y="h", points=41)
    assert ElementTree.fromstring(figure.render("svg")).tag.endswith("svg")


def test_unknown_suffix_and_unwritable_folder(tmp_path: Path) -> None:
    figure = region_figure(umbrella(), x="lam", y="h", points=41)
    with pytest.raises(NotFoundError) as caught:
        figure.save(tmp_path / "figure.pfd")
    assert str(caught.value) == "unknown figure type 'pfd'; there are: pdf, png, svg. Did you mean 'pdf'?"
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "figure.pdf"
    with pytest.raises(StoreError) as caught:
        figure.save(target)
    assert str(caught.value) == (
        f"cannot write {str(target.with_suffix('.json'))!r}: {str(tmp_path / 'file')!r} is a file, not a folder\n"
        "  choose a folder that exists or can be made, and that you may write to."
    )
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_without_matplotlib_the_error_names_the_install_command(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError) as caught:
        region_figure(umbrella(), x="lam", y="h")
    assert str(caught.value) == (
        "region figures need matplotlib, which is not installed\n  pip install 'gametheory-ir[plot]'"
    )
