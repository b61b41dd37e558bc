"""The region diagram: where which equilibria exist over two parameters, drawn with matplotlib."""

from __future__ import annotations

import io
import json
import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from gametheory.errors import MissingExtraError, NotFoundError, StoreError
from gametheory.expr.letters import symbol_latex
from gametheory.game.names import unknown
from gametheory.game.nouns import Parameter
from gametheory.present import files, style
from gametheory.present.label import box_pole, box_room
from gametheory.present.pieces import Piece, View, pieces, view
from gametheory.present.protocols import SolutionLike

SIZE = (5.2, 4.2)  # inches
DPI = 200
_FONTS = (9.0, 8.0, 7.0)
_OUTSIDE = "#d9d9d9"
MIXED = "*"
"""Behind the names of equilibria in mixed strategies."""

_AIR = 1.12  # a label's box must fit with this factor


@dataclass(frozen=True, eq=False)
class RegionFigure:
    """A region diagram.

    Attributes
    ----------
    pieces : tuple of Piece
        What is drawn, largest first.
    provenance : dict
        What it was drawn from; written beside the file by :meth:`save`.
    matplotlib : matplotlib.figure.Figure
        The drawing, for changes of one's own.
    """

    pieces: tuple[Piece, ...]
    provenance: Mapping[str, Any]
    matplotlib: Any

    def __repr__(self) -> str:
        game, x, y = (self.provenance[key] for key in ("game", "x", "y"))
        return f"<RegionFigure of {game!r} over {x} and {y}: {len(self.pieces)} pieces>"

    def render(self, kind: str) -> bytes:
        """The drawing as ``"pdf"``, ``"png"`` or ``"svg"``: the same bytes on every run."""
        if kind not in style.METADATA:
            raise NotFoundError(unknown("figure type", kind, sorted(style.METADATA)))
        import matplotlib

        stream = io.BytesIO()
        with matplotlib.rc_context(style.SETTINGS):
            self.matplotlib.savefig(stream, format=kind, dpi=DPI, metadata=dict(style.METADATA[kind]))
        return stream.getvalue()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """The file written, of the type that its suffix says; its provenance goes into a ``.json`` beside it.

        Raises
        ------
        NotFoundError
            If the suffix is none of ``.pdf``, ``.png``, ``.svg``.
        StoreError
            If the folder cannot be written.
        """
        target = Path(path)
        content = self.render(target.suffix.lower().lstrip("."))
        record = target.with_suffix(".json")
        if record == target:
            raise StoreError(f"{str(target)!r} is the name of the figure's record\n  end it in .pdf, .png or .svg")
        files.write(record, json.dumps(self.provenance, indent=2, ensure_ascii=False) + "\n")
        return files.write(target, content)

    def _repr_png_(self) -> bytes:
        return self.render("png")


def region_figure(
    solution: SolutionLike,
    *,
    x: str,
    y: str,
    at: Mapping[str, Any] | None = None,
    bounds: Mapping[str, tuple[Any, Any]] | None = None,
    points: int = 241,
    by: Literal["label", "outcome"] = "label",
    names: Mapping[str, str] | None = None,
) -> RegionFigure:
    """The region diagram over two parameters, all others fixed.

    Every connected piece is filled with the colour and hatch of each equilibrium that exists there, and named inside
    at the point with most room; pieces too small for a name are numbered and named below. Equilibria in mixed
    strategies have dots and an asterisk, as the legend then says. `names` has what is written for a label instead of
    the label. Other parameters as for :func:`gametheory.present.pieces.pieces`, which also gives the pieces alone.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    NotFoundError, GameTheoryError, AssumptionError
        As :func:`gametheory.present.pieces.pieces`; also if `names` has a label that no row has.
    """
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError(
            "region figures need matplotlib, which is not installed\n  pip install 'gametheory-ir[plot]'"
        ) from None
    seen = view(solution, x=x, y=y, at=at, bounds=bounds, by=by)
    found = pieces(solution, x=x, y=y, at=at, bounds=bounds, points=points, by=by)
    with matplotlib.rc_context(style.SETTINGS):
        figure = Figure(figsize=SIZE, layout="constrained")
        FigureCanvasAgg(figure)
        _draw(figure, *_renamed(seen, found, names or {}))
    return RegionFigure(found, _provenance(solution, seen, found, points, by), figure)


def _renamed(seen: View, found: Sequence[Piece], names: Mapping[str, str]) -> tuple[View, list[Piece]]:
    """The view and the pieces with names in place of labels, those of equilibria in mixed strategies marked."""
    for label in names:
        if label not in seen.labels:
            raise NotFoundError(unknown("label", label, seen.labels))

    mixed = dict(zip(seen.labels, seen.mixed, strict=True))

    def written(labels: Sequence[str]) -> tuple[str, ...]:
        return tuple(names.get(label, label) + MIXED * mixed[label] for label in labels)

    return replace(seen, labels=written(seen.labels)), [replace(p, labels=written(p.labels)) for p in found]


def _draw(figure: Any, seen: View, found: Sequence[Piece]) -> None:
    axes = figure.add_subplot()
    (x0, x1), (y0, y1) = seen.bounds
    axes.set_xlim(float(x0), float(x1))
    axes.set_ylim(float(y0), float(y1))
    axes.set_xlabel(_axis(seen.x))
    axes.set_ylabel(_axis(seen.y))
    axes.tick_params(direction="out", length=3)
    drawn = {label for piece in found for label in piece.labels}
    mixed = {label: own for label, own in zip(seen.labels, seen.mixed, strict=True) if label in drawn}
    labels = list(mixed)
    hatches = style.hatches(list(mixed.values()))
    for piece in found:
        _fill(axes, piece, labels, hatches)
    figure.canvas.draw()
    small = _name(figure, axes, found)
    handles = _legend(small, found, labels, hatches, any(mixed.values()))
    if handles:
        lines = sum(handle.get_label().count("\n") + 1 for handle in handles)
        figure.set_size_inches(SIZE[0], SIZE[1] + 0.18 * lines + 0.1)
        look = {"fontsize": 8, "frameon": False, "handlelength": 2.0, "handleheight": 1.1}
        figure.legend(handles=handles, loc="outside lower left", **look)
        figure.canvas.draw()
        for text in list(axes.texts):
            text.remove()
        for place, number in enumerate(small, 1):
            _place(figure, axes, found[number], [str(place)], force=True)
        for number, piece in enumerate(found):
            if piece.admissible and number not in small:
                ways = _wordings(piece)
                assert _place(figure, axes, piece, ways) or _place(figure, axes, piece, ways[-1:], force=True)


def _fill(axes: Any, piece: Piece, labels: Sequence[str], hatches: Sequence[str]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    vertices = np.concatenate([np.vstack([line, line[:1]]) for line in piece.polygons])
    codes = np.concatenate(
        [[Outline.MOVETO, *[Outline.LINETO] * (len(line) - 1), Outline.CLOSEPOLY] for line in piece.polygons]
    )
    outline = Outline(vertices, codes)
    rows = [labels.index(label) for label in piece.labels]
    for layer in _layers(piece, rows, hatches):
        axes.add_patch(PathPatch(outline, linewidth=0.0, **layer))
    axes.add_patch(PathPatch(outline, facecolor="none", edgecolor="black", linewidth=0.9, zorder=3, joinstyle="miter"))


def _layers(piece: Piece, rows: Sequence[int], hatches: Sequence[str]) -> list[dict[str, Any]]:
    """Fill and hatches: the mixed tint of all rows, then the hatch of each."""
    if not piece.admissible:
        return [{"facecolor": _OUTSIDE, "edgecolor": "none"}]
    if not rows:
        return [{"facecolor": "white", "edgecolor": "none"}]
    layers = [{"facecolor": style.tint(tuple(style.colour(row) for row in rows)), "edgecolor": "none"}]
    layers += [
        {"facecolor": "none", "edgecolor": style.dark(style.colour(row)), "hatch": hatches[row]} for row in rows
    ]
    return layers


def _title(piece: Piece) -> str:
    return " + ".join(piece.labels) if piece.labels else "none found" if piece.admissible else "inadmissible"


def _name(figure: Any, axes: Any, found: Sequence[Piece]) -> list[int]:
    """Puts a name inside every piece that has room; gives back the numbers of the others."""
    return [
        number
        for number, piece in enumerate(found)
        if piece.admissible and not _place(figure, axes, piece, _wordings(piece))
    ]


def _wordings(piece: Piece) -> list[str]:
    """Ways to write a piece's name, from one line to many."""
    if not piece.labels:
        return ["none found", "none\nfound"]
    ways = [" + ".join(piece.labels), "\n+ ".join(piece.labels)]
    for width in (24, 16, 12):
        ways.append(
            "\n+ ".join(
                "\n".join(textwrap.wrap(label, width, break_long_words=False, break_on_hyphens=False))
                for label in piece.labels
            )
        )
    return list(dict.fromkeys(ways))


def _place(figure: Any, axes: Any, piece: Piece, ways: Sequence[str], force: bool = False) -> bool:
    """Writes one of `ways` into the piece: at its pole if it fits there, else where it has most room.

    With `force` the first way is written at the pole whether it fits or not.
    """
    if force:
        _write(axes, ways[0], _FONTS[-1]).set_position(piece.label_at)
        return True
    lines = [axes.transData.transform(line) for line in piece.polygons]
    middle = axes.transData.transform(np.array([piece.label_at]))
    for size in _FONTS:
        halves = []
        for way in ways:
            text = _write(axes, way, size)
            extent = text.get_window_extent(figure.canvas.get_renderer())
            text.remove()
            halves.append(np.array([extent.width / 2 + 3, extent.height / 2 + 3]))
        spots = [(box_room(lines, middle, half), way, middle[0]) for way, half in zip(ways, halves, strict=True)]
        chosen = next((spot for spot in spots if spot[0] >= _AIR), None)
        if chosen is None:
            found = [(box_pole(lines, middle, half), way) for way, half in zip(ways, halves, strict=True)]
            chosen = max(((room, way, point) for (point, room), way in found), key=lambda spot: spot[0])
        if chosen[0] >= _AIR:
            _write(axes, chosen[1], size).set_position(axes.transData.inverted().transform(chosen[2]))
            return True
    return False


def _write(axes: Any, words: str, size: float) -> Any:
    box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.88, "boxstyle": "square,pad=0.15"}
    look = {"ha": "center", "va": "center", "linespacing": 1.15, "bbox": box, "zorder": 4}
    return axes.text(0, 0, _plain(words), fontsize=size, **look)


def _legend(
    small: Sequence[int], found: Sequence[Piece], labels: Sequence[str], hatches: Sequence[str], mixed: bool
) -> list[Any]:
    """Entries for the pieces without room for their name, for mixed strategies and for the inadmissible part."""
    from matplotlib.patches import Patch

    def patch(colour: Any, label: str, hatch: str = "") -> Any:
        return Patch(facecolor=colour, edgecolor="#404040", linewidth=0.5, hatch=hatch, label=label)

    handles = []
    for place, number in enumerate(small, 1):
        piece = found[number]
        rows = [labels.index(label) for label in piece.labels]
        tint = style.tint(tuple(style.colour(row) for row in rows)) if rows else "white"
        name = "\n".join(textwrap.wrap(_plain(f"{place}: {_title(piece)}"), 75))
        handles.append(patch(tint, name, "".join(hatches[row] for row in rows)))
    if mixed:
        handles.append(patch("white", f"dots or circles, and {MIXED} in names: in mixed strategies", style.DOTTED[0]))
    if any(not piece.admissible for piece in found):
        handles.append(patch(_OUTSIDE, "inadmissible: the standing assumptions fail"))
    return handles


def _plain(text: str) -> str:
    """The text with nothing in it that matplotlib reads as mathematics."""
    return text.replace("$", r"\$")


def _axis(parameter: Parameter) -> str:
    """Meaning and symbol; the LaTeX of the symbol if matplotlib can set it."""
    from matplotlib.mathtext import MathTextParser

    lines = -(-len(parameter.means) // 56)
    meaning = "\n".join(textwrap.wrap(_plain(parameter.means), max(20, len(parameter.means) // max(1, lines) + 8)))
    for shown in (parameter.latex, symbol_latex(parameter.name)):
        if shown:
            try:
                MathTextParser("path").parse(f"${shown}$")
            except ValueError:
                continue
            return f"{meaning}, ${shown}$" if meaning else f"${shown}$"
    return f"{meaning}, {_plain(parameter.name)}"


def _provenance(solution: SolutionLike, seen: View, found: Sequence[Piece], points: int, by: str) -> dict[str, Any]:
    from importlib.metadata import PackageNotFoundError, version

    def installed(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "not installed"

    drawn = {label for piece in found for label in piece.labels}
    mixed = {label for label, own in zip(seen.labels, seen.mixed, strict=True) if own}
    return {
        "record": "gametheory-figure/1",
        "game": solution.game.title,
        "digest": solution.game_digest,
        "method": solution.method,
        "scope": {"concept": solution.scope.concept, "supports": solution.scope.supports, "ties": solution.scope.ties},
        "complete": solution.complete,
        "x": seen.x.name,
        "y": seen.y.name,
        "bounds": {p.name: [str(end) for end in ends] for p, ends in zip((seen.x, seen.y), seen.bounds, strict=True)},
        "at": {name: str(number) for name, number in seen.fixed},
        "points": points,
        "by": by,
        "pieces": [
            {
                "labels": list(p.labels),
                "mixed": [label for label in p.labels if label in mixed],
                "admissible": p.admissible,
                "area": float(f"{p.area:.9g}"),
                "label_at": [float(f"{c:.9g}") for c in p.label_at],
            }
            for p in found
        ],
        "without_area": [label for label in seen.labels if label not in drawn],
        "versions": {name: installed(name) for name in ("gametheory-ir", "matplotlib", "numpy", "sympy")},
    }
