"""Sweeps: which equilibria exist at very many parameter points, as a labelled and self-describing result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal, Protocol

import numpy as np

from gametheory.errors import MissingExtraError, ModelError, NotFoundError
from gametheory.game import Game
from gametheory.game.names import unknown
from gametheory.kernels import Kernel, Share
from gametheory.kernels.compile import Backend, Borders
from gametheory.kernels.results import to_words
from gametheory.sweep.designs import Design, Grid
from gametheory.sweep.progress import Report, reporter


class Labelled(Protocol):
    """A row of a solution."""

    @property
    def label(self) -> str:
        """Its name, unique in the solution."""
        ...


class Compilable(Protocol):
    """What a sweep needs of a solution."""

    @property
    def game(self) -> Game:
        """The game solved."""
        ...

    @property
    def equilibria(self) -> Sequence[Labelled]:
        """The rows, in the order of the bits."""
        ...

    @property
    def complete(self) -> bool:
        """Whether nothing was left undecided."""
        ...

    @property
    def method(self) -> str:
        """How it was found."""
        ...

    def compile(self) -> Kernel:
        """The kernel of the rows' conditions."""
        ...


def sweep(
    solution: Compilable,
    design: Design,
    *,
    reduce: Literal["share"] | None = None,
    borders: Borders = "float",
    progress: bool | Report | None = None,
    threads: int | None = None,
    backend: Backend = "auto",
) -> Any:
    """Which equilibria exist at every point of a design, as an ``xarray.Dataset``.

    Parameters
    ----------
    solution : Solution
        Of the design's game.
    design : Grid, Sample or Points
        The parameter points.
    reduce : {None, "share"}
        ``None``: the variable ``equilibria`` holds a bitmask per point, with one dimension a parameter (grids) or the
        dimension ``point``; bits are explained by its attributes ``flag_masks``, ``flag_meanings`` and ``labels``.
        ``"share"``: how many admissible points have which set of equilibria, and each equilibrium's own share; memory
        does not grow with the number of points.
    borders : {"float", "flag", "exact"}
        Points at which rounding may have changed the answer: left alone, flagged (variable or attribute ``border``), or
        flagged and decided again in exact arithmetic at the exact values of the design.
    progress : bool or callable, optional
        Default: a line on standard error if that is a terminal. A function is called with points done and all points.
    threads : int, optional
        Default: as many as there are processors. The result does not depend on it.
    backend : {"auto", "numpy", "numba"}
        ``"auto"`` compiles only for many points. The result does not depend on it.

    Returns
    -------
    xarray.Dataset
        With the game's digest, the design, its seed and the versions of the software as attributes.

    Raises
    ------
    MissingExtraError
        If xarray is not installed.
    ModelError
        If the design is not one of the solution's game.
    NotFoundError
        If `reduce` or `borders` is none of the words above.

    Examples
    --------
    >>> import gametheory as gt
    >>> game = gt.load("asia_pacific/umbrella").after(tie="1")
    >>> result = gt.sweep(gt.solve(game), gt.Grid(game, lam=[0, "1/2"], h=(0, 4, 5), at=game.baseline))
    >>> result.equilibria.dims
    ('lam', 'h')
    """
    _chosen("reduction", reduce, (None, "share"))
    _chosen("treatment of borders", borders, ("float", "flag", "exact"))
    if solution.game.digest != design.game.digest:
        raise ModelError(
            f"the design is for the game {design.game.title!r} ({design.game.digest[:8]}), the solution is of "
            f"{solution.game.title!r} ({solution.game.digest[:8]})\n  make the design from solution.game."
        )
    try:
        import xarray
    except ImportError:
        raise MissingExtraError(
            "sweeps need xarray, which is not installed\n  pip install 'gametheory-ir[sweep]'"
        ) from None
    kernel = solution.compile()
    labels = [row.label for row in solution.equilibria]
    attributes = _provenance(solution, design)
    options: dict[str, Any] = {"borders": borders, "backend": backend, "threads": threads}
    options["progress"] = reporter(progress)
    if reduce == "share":
        share = kernel.count(design.source(kernel.names), **options)
        return xarray.Dataset(*_shares(share, kernel, labels), {**attributes, **_counts(share)})
    dims: tuple[str, ...] = ("point",)
    if isinstance(design, Grid):
        dims = tuple(design.axes)
        found = kernel.evaluate_grid(design.values(), **options)
        coords = {name: (name, values) for name, values in design.axes.items()}
    else:
        found = kernel.run(design.source(kernel.names), **options)
        coords = {name: ("point", values) for name, values in design.arrays().items() if name not in design.fixed}
    words = ("word",) if kernel.words > 1 else ()
    variables: dict[str, Any] = {"equilibria": ((*dims, *words), found.mask, _flags(kernel, labels))}
    if found.border is not None:
        variables["border"] = (dims, found.border, {"long_name": "rounding may have changed the answer here"})
        attributes["redecided"] = found.redecided
    return xarray.Dataset(variables, _coordinates(design, coords), attributes)


def summary(result: Any) -> dict[str, Any]:
    """Shares of a reduced sweep as plain data, for JSON: points, shares by set of equilibria, and provenance.

    Raises
    ------
    ModelError
        If the result was not reduced to shares.
    """
    if "equilibria_set" not in result.dims:
        raise ModelError("this sweep holds one mask per point, not shares\n  sweep with reduce=\"share\".")
    shares = zip(result.equilibria_set.values.tolist(), result.share.values.tolist(), strict=True)
    counts = ("points", "admissible", "inadmissible", "undefined")
    return {
        **{name: int(result.attrs[name]) for name in counts},
        "shares": dict(shares),
        **{name: value for name, value in result.attrs.items() if name not in counts},
    }


def _chosen(kind: str, value: object, words: Sequence[object]) -> None:
    if value not in words:
        raise NotFoundError(unknown(kind, str(value), [str(w) for w in words]))


def _coordinates(design: Design, coords: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    """Values of every parameter with its meaning; fixed ones are scalars."""
    out: dict[str, Any] = {}
    for p in design.game.parameters:
        about = {"long_name": p.means, "meaning": p.means, "units": "1"}
        if p.latex is not None:
            about["latex"] = p.latex
        if p.name in design.fixed:
            out[p.name] = ((), float(design.fixed[p.name]), {**about, "exact": str(design.fixed[p.name])})
        elif p.name in coords:
            out[p.name] = (*coords[p.name], about)
    return out


def _flags(kernel: Kernel, labels: Sequence[str]) -> dict[str, Any]:
    """What each bit of a mask means; with several words, bit `i` is bit ``i % 64`` of word ``i // 64``."""
    names = [*labels, "inadmissible", "undefined"]
    about: dict[str, Any] = {"long_name": "equilibria that exist", "labels": names}
    if kernel.words == 1:
        about["flag_masks"] = np.array([1 << i for i in range(len(names))], kernel.dtype)
        about["flag_meanings"] = " ".join("_".join(name.split()) for name in names)
    return about


def _shares(share: Share, kernel: Kernel, labels: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Variables and coordinates of the reduced result, the largest share first."""
    order = sorted(zip(share.masks, share.counts, strict=True), key=lambda pair: (-pair[1], pair[0]))
    sets = [" + ".join(label for i, label in enumerate(labels) if mask >> i & 1) or "none" for mask, _ in order]
    words = ("word",) if kernel.words > 1 else ()
    masks = to_words([m for m, _ in order], kernel.dtype, kernel.words)
    about = {"long_name": "share of the admissible points"}
    variables = {
        "count": ("equilibria_set", np.array([n for _, n in order], np.int64), {"long_name": "number of points"}),
        "share": ("equilibria_set", np.array([share.share(mask) for mask, _ in order]), about),
        "share_with": (
            "equilibrium",
            np.array([share.share_with(i) for i in range(len(labels))]),
            {"long_name": "share of the admissible points at which the equilibrium exists"},
        ),
    }
    coordinates = {
        "equilibria_set": ("equilibria_set", _texts(sets), {"long_name": "equilibria that exist"}),
        "mask": (("equilibria_set", *words), masks, _flags(kernel, labels)),
        "equilibrium": ("equilibrium", _texts(labels), {"long_name": "equilibrium"}),
    }
    return variables, coordinates


def _texts(values: Sequence[str]) -> Any:
    return np.array(values, dtype=np.str_) if values else np.empty(0, "<U1")


def _counts(share: Share) -> dict[str, Any]:
    """How many points there were of each kind."""
    found = {
        "points": share.total,
        "admissible": share.admissible,
        "inadmissible": share.inadmissible,
        "undefined": share.undefined,
    }
    return found if share.border is None else {**found, "border": share.border, "redecided": share.redecided}


def _provenance(solution: Compilable, design: Design) -> dict[str, Any]:
    """Where the numbers come from: enough to make them again."""
    from importlib.metadata import PackageNotFoundError, version
    from platform import python_version

    from gametheory import __version__

    def installed(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "not installed"

    record = design.record()
    versions = {"gametheory": __version__, "python": python_version()}
    versions |= {name: installed(name) for name in ("numpy", "numba", "xarray")}
    return {
        "record": "gametheory-sweep/1",
        "game": solution.game.title,
        "game_digest": solution.game.digest,
        "method": solution.method,
        "complete": int(solution.complete),
        "design": json.dumps(record),
        "seed": record.get("key", "none"),
        "versions": json.dumps(versions),
    }
