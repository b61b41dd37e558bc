"""What the command reads from its options and writes of results: texts to values and back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from gametheory.errors import ExpressionError, GameTheoryError, ModelError
from gametheory.expr.quote import legible

if TYPE_CHECKING:
    from gametheory.game import Game
    from gametheory.solution.constraints import WhyNot
    from gametheory.solution.partition import Partition
    from gametheory.solution.statics import Statics


MOST_LETTERS = 2000  # of a line of a message


class Parser(argparse.ArgumentParser):
    """Reports a wrong command line like every other error."""

    def error(self, message: str) -> NoReturn:
        """Raise what :func:`main` reports."""
        raise GameTheoryError(f"{legible(message, MOST_LETTERS)}\n  see `{self.prog} --help`.")


def rest(game: Game, fixed: dict[str, str], free: Sequence[str] | dict[str, Any]) -> dict[str, Any]:
    """A value for every parameter that is not free: the one given, else the baseline."""
    for name in (*fixed, *free):
        game.parameter(name)
    values: dict[str, Any] = {name: value for name, value in game.baseline.items() if name not in free}
    values |= fixed
    missing = [name for name in game.symbols if name not in values and name not in free]
    if missing:
        raise ModelError(
            f"no value for {', '.join(missing)}: the model declares no baseline\n  give one: --at {missing[0]}=..."
        )
    return values


def pairs(texts: Sequence[str], option: str, form: str) -> dict[str, str]:
    """The name=value pairs of an option that may be repeated."""
    pairs: dict[str, str] = {}
    for item in (item for text in texts for item in text.split(",")):
        name, equals, value = (part.strip() for part in item.partition("="))
        if not (name and equals and value):
            raise GameTheoryError(f"{option} {item!r} is not {form}\n  write pairs with a comma between them.")
        if name in pairs:
            raise GameTheoryError(f"{option} names {name!r} twice\n  give one value.")
        pairs[name] = value
    return pairs


def axes(texts: Sequence[str]) -> dict[str, tuple[str, str, int]]:
    """The axes of a grid: name -> (low, high, points)."""
    axes: dict[str, tuple[str, str, int]] = {}
    for name, value in pairs(texts, "--grid", "NAME=LOW:HIGH:POINTS").items():
        parts = [part.strip() for part in value.split(":")]
        if len(parts) != 3 or not parts[2].isdecimal() or len(parts[2]) > 18:
            what, axis = legible(repr(f"{name}={value}")), legible(name)
            raise GameTheoryError(f"--grid {what} is not NAME=LOW:HIGH:POINTS\n  for example --grid {axis}=0:1:2001.")
        axes[name] = (parts[0], parts[1], int(parts[2]))
    return axes


def apart(free: Sequence[str] | dict[str, Any], fixed: dict[str, str], role: str) -> None:
    """Refuse names that an option both frees and fixes."""
    both = [name for name in free if name in fixed]
    if both:
        raise GameTheoryError(f"{both[0]!r} is both {role} and fixed by --at\n  drop one of the two.")


def count(text: str) -> int:
    """A number of points, ``1e9`` allowed."""
    from gametheory.expr import as_number

    try:
        number = as_number(text)
    except ExpressionError:
        number = as_number(-1)
    if number.denominator != 1 or not 0 < number <= 10**15:
        raise argparse.ArgumentTypeError(f"{legible(repr(text))} is not a number of points between 1 and 1e15")
    return int(number)


def share_table(shares: dict[str, Any]) -> str:
    """Shares as lines, the largest first."""
    lines = [f"{shares['points']:,} points, {shares['admissible']:,} admissible"]
    return "\n".join(lines + [f"{share:12.6%}  {names}" for names, share in shares["shares"].items()])


def rows(result: Any, design: Any) -> str:
    """A sweep as CSV: the parameters that vary, then 0 or 1 for each equilibrium and each code of a point."""
    import csv
    import io

    import numpy as np

    parameters = {name: np.ravel(v) for name, v in design.arrays().items() if name not in design.fixed}
    labels = result.equilibria.attrs["labels"]
    masks = result.equilibria.values.reshape(design.size, -1)
    width = 8 * masks.dtype.itemsize
    bits = [masks[:, i // width] >> masks.dtype.type(i % width) & masks.dtype.type(1) for i in range(len(labels))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*parameters, *labels])
    writer.writerows(zip(*(column.tolist() for column in (*parameters.values(), *bits)), strict=True))
    return text.getvalue()


def statics_record(tables: Sequence[Statics]) -> list[dict[str, Any]]:
    """Comparative statics as plain data, exact numbers as texts."""
    return [
        {
            "row": entry.label,
            "quantity": entry.quantity,
            "parameter": entry.parameter,
            "sign": entry.sign or "undecided",
            "points": [{name: str(value) for name, value in point.items()} for point in entry.points],
        }
        for table in tables
        for entry in table
    ]


def partition_record(found: Partition) -> dict[str, Any]:
    """A partition as plain data."""
    pieces = [{"kinds": [list(k) for k in p.kinds], "if": str(p.region)} for p in found.pieces]
    return {"complete": found.complete, "pieces": pieces}


def why_record(answer: WhyNot) -> dict[str, Any]:
    """What keeps an outcome from being an equilibrium's, as plain data."""
    obstacles = [
        {
            "row": o.label,
            "kind": o.kind,
            "player": o.player,
            "at": o.where,
            "action": o.action,
            "deviation": o.other,
            "gain" if o.kind == "deviation" else "probability": str(o.gain),
        }
        for o in answer.obstacles
    ]
    return {"outcome": list(answer.outcome), "exists": list(answer.exists), "obstacles": obstacles}
