"""Kernels: conditions and rational functions of the parameters, evaluated at very many points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from math import prod
from threading import Lock
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gametheory.algebra.formulas import Formula
from gametheory.algebra.polynomials import Poly, RatFun
from gametheory.errors import ModelError, NotFoundError
from gametheory.expr import RootOf
from gametheory.game.names import unknown
from gametheory.kernels.codegen import array_source, layout, load, loop_source, native
from gametheory.kernels.exact import Decider, as_fractions
from gametheory.kernels.fill import Filler, spread
from gametheory.kernels.grids import counted, lattice, standing
from gametheory.kernels.program import Program, build
from gametheory.kernels.results import Evaluation, Share, to_words
from gametheory.kernels.sources import Columns, Source, native_types
from gametheory.kernels.tally import Tally

Backend = Literal["auto", "numpy", "numba"]
Borders = Literal["float", "flag", "exact"]
Progress = Callable[[int, int], None]

SMALL = 2_000_000
"""Up to this many points numpy answers before a compiler would have."""

_TASK = 1 << 20
_BUFFER = 1 << 16


def compile_conditions(
    names: Sequence[str],
    assumptions: Formula,
    conditions: Sequence[Formula],
    outputs: Sequence[RatFun] = (),
    roots: Mapping[int, Poly | RootOf] | None = None,
) -> Kernel:
    """A kernel for conditions and rational functions under standing assumptions.

    Parameters
    ----------
    names : sequence of str
        The parameters, in the order of the polynomials' exponents.
    assumptions : Formula
        Where a point is admissible.
    conditions : sequence of Formula
        Condition `i` becomes bit `i` of the mask.
    outputs : sequence of RatFun
        Rational functions that can be evaluated along with the masks.
    roots : mapping of int to Poly or RootOf, optional
        By position the last symbols that are no parameters but roots, which `outputs` may contain: what a symbol is
        the square root of, or the number that it is.

    Raises
    ------
    SolverError
        If a coefficient is not exactly a float64 number.
    """
    inside = dict(sorted((roots or {}).items()))
    parameters = tuple(names[: next(iter(inside), len(names))])
    return Kernel(parameters, assumptions, tuple(conditions), tuple(outputs), inside)


class Kernel:
    """Parameter values in, per point a bitmask of the conditions that hold.

    Bit `i` stands for condition `i`; at an inadmissible point only bit :attr:`inadmissible` is set, and at a point
    with a parameter that is NaN or infinite only bit :attr:`undefined`. No point raises an error. Masks have the
    smallest unsigned type that holds all bits; beyond 64 bits they are rows of ``uint64`` words, lowest bits first.
    The mask of a point depends on nothing but its parameters: numpy and machine code, arrays and grids compute the
    same floating-point numbers.

    The machine code is compiled at the first call with more than two million points, and kept on disk; until then numpy
    answers. It runs in threads, and its calls may come from several threads.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        assumptions: Formula,
        conditions: tuple[Formula, ...],
        outputs: tuple[RatFun, ...],
        roots: Mapping[int, Poly | RootOf],
    ) -> None:
        self.names = names
        self.size = len(conditions)
        self.inadmissible = self.size
        self.undefined = self.size + 1
        self.dtype, self.words = layout(self.size)
        self._assumptions = assumptions
        self._conditions = conditions
        self._outputs = outputs
        self._roots = roots
        self._decide = Decider(assumptions, conditions)
        self._lock = Lock()
        self._programs: dict[tuple[bool, bool], Program] = {}
        self._functions: dict[object, Any] = {}
        self._plain = self._program(False, False)
        self.used = tuple(names[i] for i in self._plain.used)
        text = array_source(self._program(False, bool(outputs)))
        self.digest = sha256("\n".join([*names, text]).encode()).hexdigest()

    def __repr__(self) -> str:
        extent = f"{len(self.used)} of {len(self.names)} parameters matter"
        return f"<Kernel: {self.size} conditions, {extent}, {self.digest[:8]}>"

    # ---- points in, masks out

    def __call__(
        self, points: Mapping[str, Any] | Any, *, backend: Backend = "auto", threads: int | None = None
    ) -> NDArray[Any]:
        """Masks at points.

        Parameters
        ----------
        points : mapping of names to arrays or numbers, or array of shape (n, parameters)
            Parameters that do not matter may be left out.
        backend : {"auto", "numpy", "numba"}
            ``"auto"`` compiles only for many points.
        threads : int, optional
            Default: as many as there are processors.

        Returns
        -------
        array of unsigned integers
            In the shape to which the arrays broadcast.

        Raises
        ------
        NotFoundError
            If a name is not a parameter.
        ModelError
            If a parameter that matters is missing, or the shapes do not fit together.
        """
        return self.evaluate(points, backend=backend, threads=threads).mask

    def evaluate(
        self,
        points: Mapping[str, Any] | Any,
        *,
        borders: Borders = "float",
        outputs: bool = False,
        backend: Backend = "auto",
        threads: int | None = None,
    ) -> Evaluation:
        """Masks at points as in a plain call; on request flags of points on a border, and the rational functions.

        Parameters
        ----------
        borders : {"float", "flag", "exact"}
            ``"flag"`` marks the points at which rounding may have changed the mask: where nothing is marked, the mask
            is right for the given floats and for all numbers that round to them. ``"exact"`` also decides the marked
            points again in exact arithmetic.
        outputs : bool
            Whether to evaluate the rational functions.
        """
        source, shape = self._columns(points)
        found = self.run(source, borders=borders, outputs=outputs, backend=backend, threads=threads)
        return _shaped(found, shape)

    def grid(self, axes: Mapping[str, Any], *, backend: Backend = "auto", threads: int | None = None) -> NDArray[Any]:
        """Masks on a Cartesian grid that is never stored: one dimension for each array among `axes`, in their order.

        Parameters
        ----------
        axes : mapping of names to one-dimensional arrays or numbers
            Numbers fix a parameter and have no dimension.
        """
        return self.evaluate_grid(axes, backend=backend, threads=threads).mask

    def evaluate_grid(
        self,
        axes: Mapping[str, Any],
        *,
        borders: Borders = "float",
        outputs: bool = False,
        backend: Backend = "auto",
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Evaluation:
        """Masks on a grid; options as in :meth:`evaluate`."""
        asked = lattice(self.names, self.used, axes)
        source = standing(asked)
        found = self.run(source, borders=borders, outputs=outputs, backend=backend, threads=threads, progress=progress)
        if source.order == asked.order:
            return _shaped(found, asked.shape)
        turned = _shaped(found, source.shape)
        turn = [source.order.index(i) for i in asked.order]

        def back(a: Any) -> Any:
            return None if a is None else np.ascontiguousarray(a.transpose(*turn, *range(len(turn), a.ndim)))

        return Evaluation(back(turned.mask), back(turned.border), back(turned.outputs), turned.redecided)

    def share(self, points: Mapping[str, Any] | Any, **options: Any) -> Share:
        """How many of the points have which mask; see :meth:`count` for the options."""
        return self.count(self._columns(points)[0], **options)

    def share_grid(self, axes: Mapping[str, Any], **options: Any) -> Share:
        """How many points of a grid have which mask; see :meth:`count` for the options."""
        return self.count(lattice(self.names, self.used, axes), **options)

    def exact(self, at: Mapping[str, Any]) -> NDArray[Any]:
        """Masks at points given as fractions or floats (dyadic rationals), decided exactly, one by one."""
        columns = {name: np.atleast_1d(np.asarray(value, dtype=object)) for name, value in at.items()}
        self._check(columns)
        shape = np.broadcast_shapes(*(c.shape for c in columns.values()))
        whole = {name: np.broadcast_to(c, shape).ravel() for name, c in columns.items()}
        points = ([whole[n][k] if n in whole else 0 for n in self.names] for k in range(prod(shape)))
        masks = [self._decide(as_fractions(values)) for values in points]
        table = to_words(masks, self.dtype, self.words)
        return table.reshape((*shape, *table.shape[1:]))

    # ---- sources

    def run(
        self,
        source: Source,
        *,
        borders: Borders = "float",
        outputs: bool = False,
        backend: Backend = "auto",
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Evaluation:
        """Masks at all points of a source, in their order."""
        flagged, n = borders != "float", source.size
        mask = np.empty(n if self.words == 1 else (n, self.words), self.dtype)
        flag = np.empty(n if flagged else 0, np.bool_)
        res = np.empty((n, len(self._outputs) if outputs else 0))
        fill = self._filler(source, flagged, outputs, backend)

        def task(span: tuple[int, int]) -> tuple[int, int]:
            a, b = span
            part = flag[a:b] if flagged else flag
            fill(a, b, mask[a:b], part, res[a:b])
            return b - a, self._repair(source, a, mask[a:b], part) if borders == "exact" else 0

        done = redecided = 0
        for points, repaired in spread(task, n, _TASK, threads):
            done += points
            redecided += repaired
            if progress is not None:
                progress(done, n)
        return Evaluation(mask, flag if flagged else None, res if outputs else None, redecided)

    def count(
        self,
        source: Source,
        *,
        borders: Borders = "float",
        backend: Backend = "auto",
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Share:
        """How many points of a source have which mask, in memory that does not grow with their number.

        Parameters
        ----------
        source : Source
            Points, draws or a grid (axes may be taken in another order, those that do not matter are multiplied out).
        borders, backend, threads
            As in :meth:`evaluate`; flagged points are counted.
        progress : callable, optional
            Called with the number of points done and the number of all.
        """
        source, times = counted(source, self._plain)
        flagged, n = borders != "float", source.size
        fill = self._filler(source, flagged, False, backend)
        compiled = fill.compiled

        def task(span: tuple[int, int]) -> tuple[int, Tally, int, int]:
            tally = Tally(self.dtype, self.size + 2, compiled=compiled)
            mask = np.empty(_BUFFER if self.words == 1 else (_BUFFER, self.words), self.dtype)
            flag = np.empty(_BUFFER if flagged else 0, np.bool_)
            res = np.empty((_BUFFER, 0))
            on_border = repaired = 0
            for a in range(span[0], span[1], _BUFFER):
                m = min(_BUFFER, span[1] - a)
                fill(a, a + m, mask[:m], flag[:m], res[:m])
                on_border += int(np.count_nonzero(flag[:m]))
                if borders == "exact":
                    repaired += self._repair(source, a, mask[:m], flag[:m])
                tally.add(mask[:m])
            return span[1] - span[0], tally, on_border, repaired

        total: dict[int, int] = {}
        done = on_border = redecided = 0
        for points, tally, flags, repaired in spread(task, n, 16 * _TASK, threads):
            for value, found in tally.items().items():
                total[value] = total.get(value, 0) + found * times
            done += points
            on_border += flags * times
            redecided += repaired
            if progress is not None:
                progress(done * times, n * times)
        outside = total.pop(1 << self.inadmissible, 0)
        undefined = total.pop(1 << self.undefined, 0)
        masks = tuple(sorted(total))
        counts = tuple(total[m] for m in masks)
        return Share(masks, counts, outside, undefined, on_border if flagged else None, redecided)

    # ---- inside

    def _program(self, border: bool, outputs: bool) -> Program:
        key = (border, outputs)
        if key not in self._programs:
            used = self._outputs if outputs else ()
            width = len(self.names)
            self._programs[key] = build(
                width, self._assumptions, self._conditions, used, self._roots if used else {}, border=border
            )
        return self._programs[key]

    def _filler(self, source: Source, border: bool, outputs: bool, backend: Backend) -> Filler:
        if backend not in ("auto", "numpy", "numba"):
            raise NotFoundError(unknown("backend", str(backend), ("auto", "numpy", "numba")))
        program = self._program(border, outputs)
        moving = source.moving(program.used) if program.used else ()
        key = (source.loop, moving, source.finite, border, outputs)
        with self._lock:
            fast = backend == "numba" or (backend == "auto" and (source.size > SMALL or key in self._functions))
            if fast and program.used:
                if key not in self._functions:
                    text = loop_source(program, source.loop, moving, finite=source.finite, border=border)
                    types = native_types(source.loop, len(program.used), self.dtype, self.words)
                    self._functions[key] = native(text, types)
                return Filler(source, program, self._functions[key], compiled=True)
            if (border, outputs) not in self._functions:
                self._functions[border, outputs] = load(array_source(program)).values
            return Filler(source, program, self._functions[border, outputs], compiled=False)

    def _repair(self, source: Source, start: int, mask: NDArray[Any], flag: NDArray[np.bool_]) -> int:
        """Decide the flagged points of a block again, exactly."""
        where = np.flatnonzero(flag)
        if len(where):
            mask[where] = to_words([self._decide(source.exact(start + int(k))) for k in where], self.dtype, self.words)
        return len(where)

    def _check(self, given: Mapping[str, Any]) -> None:
        for name in given:
            if name not in self.names:
                raise NotFoundError(unknown("parameter", name, self.names))
        missing = [name for name in self.used if name not in given]
        if missing:
            raise ModelError(
                f"no values for: {', '.join(missing)}\n  give an array or a number for each of these parameters."
            )

    def _columns(self, points: Mapping[str, Any] | Any) -> tuple[Columns, tuple[int, ...]]:
        if not isinstance(points, Mapping):
            table = np.asarray(points, dtype=np.float64)
            if table.ndim != 2 or table.shape[1] != len(self.names):
                raise ModelError(
                    f"an array of points has shape {table.shape}; it needs one column for each of the "
                    f"{len(self.names)} parameters\n  the columns are, in this order: {', '.join(self.names)}."
                )
            points = {name: table[:, i] for i, name in enumerate(self.names)}
        self._check(points)
        arrays = {name: np.asarray(value, dtype=np.float64) for name, value in points.items()}
        try:
            shape = np.broadcast_shapes(*(a.shape for a in arrays.values()))
        except ValueError:
            shapes = ", ".join(f"{name} {a.shape}" for name, a in arrays.items())
            raise ModelError(
                f"the arrays of points do not fit together: {shapes}\n  give arrays of one shape, or numbers."
            ) from None
        columns = {
            self.names.index(name): a if a.ndim == 0 else np.broadcast_to(a, shape).reshape(-1)
            for name, a in arrays.items()
        }
        return Columns(columns, len(self.names), prod(shape)), shape


def _shaped(found: Evaluation, shape: tuple[int, ...]) -> Evaluation:
    def turn(a: Any) -> Any:
        return None if a is None else a.reshape((*shape, *a.shape[1:]))

    return Evaluation(turn(found.mask), turn(found.border), turn(found.outputs), found.redecided)
