"""Source text of kernels, and the only place where generated source is compiled.

The text is made of numbers and of names of our own making: no word of a user's ever gets into it. Native kernels are
kept on disk under the digest of their text (``$GAMETHEORY_CACHE``, else the user's cache folder); where nothing can be
written they are compiled in memory.
"""

from __future__ import annotations

import importlib.abc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Literal

from gametheory.kernels.program import Operand, Program, Step

Loop = Literal["points", "rows", "draws"]

WORD = 64
"""Bits of a word of a mask."""

BLOCK = 512
"""Points that an inner loop takes at a time: their bytes stay in the first cache."""

_FLOATS, _BYTES = BLOCK + 8, BLOCK + 64
"""Room of a row of numbers and of bytes: not powers of two, lest all rows compete for one place in the cache."""

_DTYPES = {8: "uint8", 16: "uint16", 32: "uint32", 64: "uint64"}


def layout(conditions: int) -> tuple[str, int]:
    """Name of the smallest unsigned type, and number of words, for this many conditions and the two status bits."""
    bits = conditions + 2
    return next((name for size, name in _DTYPES.items() if bits <= size), "uint64"), -(-bits // WORD)


# ---- text


def array_source(program: Program) -> str:
    """Text of ``values(...)``: operands of the program computed on numpy arrays, one array a parameter used."""
    arguments = ", ".join(f"x{i}" for i in program.used)
    lines = [f"    {_step(step, array=True)}" for step in program.steps]
    answers = (_text(program.admissible), _tuple(program.conditions), _text(program.border), _tuple(program.outputs))
    back = f"    return ({', '.join(answers)})"
    head = ["import numpy as np", ""] if any(step.op == "sqrt" for step in program.steps) else []
    return "\n".join([*head, f"def values({arguments}):", *lines, back, ""])


def loop_source(program: Program, loop: Loop, moving: Sequence[int], *, finite: bool, border: bool) -> str:
    """Text of a loop that fills `mask`, and `flag` and `res` on request.

    Parameters
    ----------
    program : Program
        What to compute.
    loop : {"points", "rows", "draws"}
        Where the parameters come from: one column each, a Cartesian grid whose innermost axis is the one parameter
        in `moving`, or random draws of the parameters in `moving`. Steps that do not depend on `moving` leave the
        inner loop.
    finite : bool
        Whether the parameters are known to be finite numbers.
    border : bool
        Whether to fill `flag`.
    """
    varying = program.varying(moving)
    body = _Body(program, varying, finite=finite, border=border)
    head = [f"# {loop}: {len(program.conditions)} conditions, {len(program.used)} parameters", "import numpy as np", ""]
    make = {"points": _points, "rows": _rows, "draws": _draws}[loop]
    return "\n".join([*head, *make(program, moving, body), ""])


class _Body:
    """Lines outside an inner loop over ``k``, and the two inner loops over a block of at most ``BLOCK`` points.

    The first computes numbers and leaves the outcome of each comparison in a byte of the table ``bits``, the second
    joins bytes: narrow numbers fill the processor's registers eight times as densely as float64.
    """

    def __init__(self, program: Program, varying: frozenset[str], *, finite: bool, border: bool) -> None:
        self.varying = varying
        self.fixed: list[str] = []
        self.numbers: list[str] = []
        self.truths: list[str] = []
        self.rows = 0
        for step in program.steps:
            if step.target not in varying:
                self.fixed.append(_step(step))
            elif step.target.startswith("b") and step.op not in ("&", "|", "^", "not"):
                self._keep(step.target, _right(step))
            elif step.target.startswith("b"):
                thinned = self._thinned(step)
                self.truths.append(f"{step.target} = {_right(thinned, bytes_=True)}")
            else:
                self.numbers.append(_step(step))
        checked = not finite and bool(program.used)
        if checked:
            self._keep("finite", f"({' + '.join(f'(x{i} - x{i})' for i in program.used)}) == 0.0")
        for line in self._masks(program, checked):
            self.truths.append(line)
        if border:
            flag = _text(program.border)
            self.truths.append(f"flag_at[k] = {f'({flag}) & finite' if checked else flag}")
        for j, operand in enumerate(program.outputs):
            self.numbers.append(f"res_at[k, {j}] = {_text(operand)}")
            inside = f"({_text(program.admissible)} & finite)" if checked else _text(program.admissible)
            self.truths += [f"if not {inside}:", f"    res_at[k, {j}] = np.nan"]

    def _keep(self, target: str, value: str) -> None:
        place = f"bits[{self.rows * _BYTES} + k]"
        self.numbers.append(f"{place} = {value}")
        self.truths.append(f"{target} = {place}")
        self.rows += 1

    def _thinned(self, step: Step) -> Step:
        """A step of the inner loop, with the parts of an *and* or *or* that stay the same joined outside."""
        steady = tuple(a for a in step.args if a not in self.varying)
        if step.op not in ("&", "|") or len(steady) < 2:
            return step
        name = f"s{step.target}"
        self.fixed.append(_step(Step(name, step.op, steady)))
        return Step(step.target, step.op, (name, *(a for a in step.args if a in self.varying)))

    def _masks(self, program: Program, checked: bool) -> Iterator[str]:
        k = len(program.conditions)
        dtype, words = layout(k)
        wide = dtype == "uint64"
        for w in range(words):
            place = "dst[k]" if words == 1 else f"dst[k, {w}]"
            bits = [(i - w * WORD, c) for i, c in enumerate(program.conditions) if i // WORD == w]
            steady = [(i, c) for i, c in bits if c not in self.varying]
            moves = [(i, c) for i, c in bits if c in self.varying]
            if any(c is not False for _, c in steady) or not moves:
                self.fixed.append(f"m{w} = {_packed(steady, wide)}")
                value = " | ".join([f"m{w}", *([_packed(moves, wide)] if moves else [])])
            else:
                value = _packed(moves, wide)
            outside, undefined = (_literal(1 << s % WORD if s // WORD == w else 0, wide) for s in (k, k + 1))
            if isinstance(program.admissible, str):
                value = f"(({value}) if {program.admissible} else {outside})"
            elif not program.admissible:
                value = outside
            yield f"{place} = {f'({value}) if finite else {undefined}' if checked else value}"

    def loops(self, setting: Sequence[str] = ()) -> list[str]:
        """Both loops over ``size`` points; `setting` gives the varying parameters."""
        return [
            "for k in range(size):",
            *_indent(1, [*setting, *self.numbers]),
            "for k in range(size):",
            *_indent(1, self.truths),
        ]

    @property
    def table(self) -> str:
        """The line that makes the table of bytes."""
        return f"bits = np.empty({max(1, self.rows) * _BYTES}, np.uint8)"


def _points(program: Program, moving: Sequence[int], body: _Body) -> list[str]:
    columns = "".join(f"c{i}, " for i in program.used)
    places = {i: _FLOATS * j for j, i in enumerate(program.used)}
    return [
        f"def loop({columns}mask, flag, res):",
        *_indent(1, [body.table, f"near = np.empty({max(1, len(program.used)) * _FLOATS})", *body.fixed]),
        *_indent(1, [f"for q in range(0, mask.shape[0], {BLOCK}):"]),
        *_indent(2, [f"size = min({BLOCK}, mask.shape[0] - q)"]),
        *_indent(2, ["for k in range(size):", *(f"    near[{at} + k] = c{i}[q + k]" for i, at in places.items())]),
        *_indent(2, [*_windows(), *body.loops([f"x{i} = near[{at} + k]" for i, at in places.items()])]),
    ]


def _rows(program: Program, moving: Sequence[int], body: _Body) -> list[str]:
    (inner,) = moving
    lookups = [
        f"x{i} = values[offset[{i}] + (row // divisor[{i}] % length[{i}] if length[{i}] > 1 else 0)]"
        for i in program.used
        if i != inner
    ]
    return [
        "def loop(start, stop, axis, values, offset, divisor, length, mask, flag, res):",
        *_indent(1, [body.table, "p = start", "while p < stop:"]),
        *_indent(2, ["row = p // axis.shape[0]", "begin = p - row * axis.shape[0]"]),
        *_indent(2, ["end = min(axis.shape[0], begin + stop - p)", *lookups, *body.fixed]),
        *_indent(2, [f"for r in range(begin, end, {BLOCK}):"]),
        *_indent(3, [f"size = min({BLOCK}, end - r)", "line = axis[r : r + size]", "q = p - start + r - begin"]),
        *_indent(3, [*_windows(), *body.loops([f"x{inner} = line[k]"])]),
        *_indent(2, ["p += end - begin"]),
    ]


def _draws(program: Program, moving: Sequence[int], body: _Body) -> list[str]:
    drawn = [i for i in program.used if i in moving]
    setting = [f"x{i} = low[{i}]" for i in program.used if i not in moving]
    setting += [f"low{i}, span{i}, key{i} = low[{i}], span[{i}], key[{i}]" for i in drawn]
    return [
        "A, B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)",
        "R30, R27, R31, R11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)",
        "",
        "def loop(start, step, low, span, key, mask, flag, res):",
        *_indent(1, [body.table, *setting, *body.fixed, f"for q in range(0, mask.shape[0], {BLOCK}):"]),
        *_indent(2, [f"size = min({BLOCK}, mask.shape[0] - q)", "first = start + np.uint64(q)", *_windows()]),
        *_indent(2, body.loops(["place = (first + np.uint64(k)) * step", *(line for i in drawn for line in _draw(i))])),
    ]


def _draw(i: int) -> list[str]:
    """The number of :func:`gametheory.kernels.draws.uniform`, inside a loop."""
    return [
        f"z = key{i} + place",
        "z = (z ^ (z >> R30)) * A",
        "z = (z ^ (z >> R27)) * B",
        "z = z ^ (z >> R31)",
        f"x{i} = low{i} + span{i} * (np.float64(z >> R11) * {2.0**-53!r})",
    ]


def _windows() -> list[str]:
    return ["dst = mask[q : q + size]", "flag_at = flag[q : q + size]", "res_at = res[q : q + size]"]


def _indent(depth: int, lines: Sequence[str]) -> list[str]:
    return ["    " * depth + line for line in lines]


def _step(step: Step, *, array: bool = False) -> str:
    return f"{step.target} = {_right(step, array=array)}"


def _right(step: Step, *, array: bool = False, bytes_: bool = False) -> str:
    args = [_text(a) for a in step.args]
    match step.op:
        case "abs":
            return f"abs({args[0]})"
        case "sqrt":
            return f"np.sqrt({args[0]})"
        case "not":
            return f"{args[0]} ^ 1" if bytes_ else f"~{args[0]}" if array else f"not {args[0]}"
        case "^":
            return f"{args[0]} ^ {args[1]}" if bytes_ else f"{args[0]} != {args[1]}"
    return f" {step.op} ".join(args)


def _text(operand: Operand) -> str:
    return operand if isinstance(operand, str) else repr(operand)


def _tuple(operands: Sequence[Operand]) -> str:
    return f"({''.join(f'{_text(o)}, ' for o in operands)})"


def _literal(value: int, wide: bool) -> str:
    return f"np.uint64({value})" if wide else str(value)


def _packed(bits: Sequence[tuple[int, Operand]], wide: bool) -> str:
    """Truth values gathered in one word."""
    constant = sum(1 << i for i, c in bits if c is True)
    parts = [_literal(constant, wide)] if constant or all(isinstance(c, bool) for _, c in bits) else []
    for i, c in bits:
        if isinstance(c, str):
            parts.append(f"(np.uint64({c}) << np.uint64({i}))" if wide else f"({c} << {i})" if i else f"({c} & 1)")
    return " | ".join(parts)


# ---- compilation


def digest(source: str) -> str:
    """Name of a source text."""
    return sha256(source.encode()).hexdigest()[:32]


def load(source: str, path: Path | None = None) -> ModuleType:
    """The module that a generated text defines; `path` is where the text also lies, for numba's cache."""
    name = f"gametheory_kernel_{digest(source)}"
    loader = _TextLoader(source, str(path) if path is not None else f"<{name}>")
    spec = spec_from_loader(name, loader, origin=loader.path)
    assert spec is not None
    module = module_from_spec(spec)
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


class _TextLoader(importlib.abc.InspectLoader):
    """Runs a text that is already in memory, so that what lies on disk is never trusted."""

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path

    def get_source(self, fullname: str) -> str:
        return self.source

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = self.source_to_code(self.source, self.path)
        return code


def native(source: str, signature: Any) -> Any:
    """The function ``loop`` of a text, compiled to machine code for one signature of numba types.

    Compiled code is read from and written to the cache folder; without one it lives as long as the process.
    """
    path = stored(source)
    module = load(source, path)
    if path is not None:
        sys.modules[module.__name__] = module  # numba looks modules of cached code up by name
    return machine(module.loop, signature, cache=path is not None)


def machine(function: Any, signature: Any, *, cache: bool = True) -> Any:
    """A Python function compiled to machine code for one signature, from numba's cache if it can be."""
    import numba

    options: dict[str, Any] = {"nogil": True, "boundscheck": False, "error_model": "numpy", "fastmath": False}
    if cache:
        with suppress(OSError, RuntimeError):  # the folder went away, is full, or is not numba's to write
            compiled = numba.njit(cache=True, **options)(function)
            compiled.compile(signature)
            return compiled
    compiled = numba.njit(**options)(function)
    compiled.compile(signature)
    return compiled


def cache_folder() -> Path:
    """Where compiled kernels are kept: ``$GAMETHEORY_CACHE``, else ``gametheory-ir`` in the user's cache folder."""
    chosen = os.environ.get("GAMETHEORY_CACHE")
    if chosen:
        return Path(chosen) / "kernels"
    home = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "gametheory-ir" / "kernels"


def stored(source: str) -> Path | None:
    """The file that holds a generated text, written if need be; ``None`` where that is impossible or not safe."""
    try:
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
        if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o002):
            return None
        path = folder / f"{digest(source)}.py"
        if not (path.exists() and path.read_text(encoding="utf-8") == source):
            part = folder / f".{path.stem}.{os.getpid()}.part"
            part.write_text(source, encoding="utf-8")
            part.replace(path)
    except (OSError, RuntimeError, ValueError):  # RuntimeError: no home folder
        return None
    return path
