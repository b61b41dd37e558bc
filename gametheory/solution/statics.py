"""Comparative statics: the proved sign of what a parameter does to thresholds, probabilities and payoffs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gametheory.algebra import Formula, ParameterSpace, Region, evaluate
from gametheory.algebra.shift import Shift
from gametheory.algebra.thresholds import crossings
from gametheory.errors import NotFoundError
from gametheory.expr import And, Comparison, Condition, Expr, Number, Or, Symbol, all_of, substitute, symbols
from gametheory.game.names import unknown
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.spaces import carried, row_space

Point = Mapping[str, Fraction]

WORDS = {"+": "rises", "-": "falls", "0": "does not move", "?": "rises or falls", "": "undecided"}


@dataclass(frozen=True)
class Static:
    """What a growing parameter does to a quantity, wherever the row exists on an open set.

    Attributes
    ----------
    label : str
        The row.
    quantity : str
        For example ``"probability of war"``, ``"payoff of Ally"``, ``"fight at reply|beer"``,
        ``"bound on p: v/(v + l)"``, or ``"region"``: whether more points belong to it.
    parameter : str
    sign : {"+", "-", "0", "?", ""}
        Rises, falls, does not move, either (ambiguous), not decided within the budget. All but the last are proved.
    points : tuple of dict
        If ambiguous, an exact point where the quantity rises and one where it falls.
    """

    label: str
    quantity: str
    parameter: str
    sign: str
    points: tuple[Point, ...] = ()

    def __str__(self) -> str:
        return f"{self.quantity} {WORDS[self.sign]} in {self.parameter}"


@dataclass(frozen=True)
class Statics:
    """A table of comparative statics of one row: quantities by parameters."""

    label: str
    entries: tuple[Static, ...]

    def __iter__(self) -> Iterator[Static]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def sign(self, quantity: str, parameter: str) -> str:
        """One entry's sign; ``"0"`` for a parameter that does not occur in the quantity.

        Raises
        ------
        NotFoundError
            If the table has no such quantity.
        """
        own = [e for e in self.entries if e.quantity == quantity]
        if not own:
            raise NotFoundError(unknown("quantity", quantity, [e.quantity for e in self.entries]))
        return next((e.sign for e in own if e.parameter == parameter), "0")

    def _table(self) -> tuple[list[str], list[tuple[str, list[str]]]]:
        names = list(dict.fromkeys(e.parameter for e in self.entries))
        signs = {(e.quantity, e.parameter): e.sign or "undecided" for e in self.entries}
        quantities = dict.fromkeys(e.quantity for e in self.entries)
        return names, [(q, [signs.get((q, n), "") for n in names]) for q in quantities]

    def __str__(self) -> str:
        names, rows = self._table()
        width = max([len(q) for q, _ in rows], default=0)
        columns = [max(len(n), *(len(signs[i]) for _, signs in rows)) for i, n in enumerate(names)]
        head = " " * width + "".join(f"  {n:^{w}}" for n, w in zip(names, columns, strict=True))
        body = [
            f"{q:<{width}}" + "".join(f"  {s:^{w}}" for s, w in zip(signs, columns, strict=True)) for q, signs in rows
        ]
        return "\n".join(line.rstrip() for line in [self.label, head, *body])

    def latex(self, names: Mapping[str, str] | None = None) -> str:
        """A ``tabular`` for a paper; `names` maps parameters to their LaTeX."""
        columns, rows = self._table()
        shown = {"+": "$+$", "-": "$-$", "0": "$0$", "?": "$\\pm$", "": ""}
        head = " & ".join(["", *(f"${Symbol(n).latex(names)}$" for n in columns)])
        body = [" & ".join([_escaped(q), *(shown.get(s, s) for s in signs)]) for q, signs in rows]
        lines = [f"\\begin{{tabular}}{{l{'c' * len(columns)}}}", head + r" \\ \hline", *(b + r" \\" for b in body)]
        return "\n".join([*lines, "\\end{tabular}", ""])


def _escaped(text: str) -> str:
    return "".join({"_": r"\_", "|": r"$|$", "&": r"\&", "%": r"\%", "#": r"\#"}.get(c, c) for c in text)


def statics(solution: Solution, label: str, parameters: Sequence[str] | None = None) -> Statics:
    """See :meth:`Solution.statics`."""
    row = solution.one(label)
    names = solution.space.names if parameters is None else tuple(parameters)
    for name in names:
        _known(solution, name)
    entries = []
    space = row_space(solution, row)
    region = carried(solution, row.region.formula, space)
    for quantity, expr in quantities(row):
        for name in names:
            if name in symbols(expr):
                sign, points = derivative_sign(space, region, expr, name)
                entries.append(Static(label, quantity, name, sign, points))
    for name in names:
        if any(f.poly is not None and solution.space.ring.position(name) in f.poly.variables for f in _atoms(row)):
            entries.append(Static(label, "region", name, *_growth(solution, row.region.formula, name)))
    return Statics(label, tuple(entries))


def _known(solution: Solution, name: str) -> None:
    if name not in solution.space.names:
        raise NotFoundError(unknown("parameter", name, solution.space.names))


def quantities(row: Equilibrium) -> list[tuple[str, Expr]]:
    """What depends on parameters in a row: bounds in its condition, probabilities, payoffs."""
    found: dict[str, Expr] = {}
    for name, bound in _bounds(row.region.condition):
        found[f"bound on {name}: {bound}"] = bound
    for label, shares in row.mixing:
        found.update((f"{action} at {label}", p) for action, p in shares)
    found.update((f"probability of {name}", p) for name, p in row.outcomes)
    found.update((f"payoff of {name}", value) for name, value in row.payoffs)
    free = {name for name, _ in row.free}
    return [(q, e) for q, e in found.items() if symbols(e) and not free.intersection(symbols(e))]


def _atoms(row: Equilibrium) -> Sequence[Formula]:
    from gametheory.algebra import atoms

    return atoms(row.region.formula)


def _bounds(condition: Condition) -> Iterator[tuple[str, Expr]]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _bounds(part)
        case Comparison(left, _, right):
            for side, bound in ((left, right), (right, left)):
                if isinstance(side, Symbol) and not isinstance(bound, Number | Symbol):
                    yield side.name, bound


def derivative_sign(
    space: ParameterSpace, where: Formula, expr: Expr, name: str
) -> tuple[str, tuple[dict[str, Fraction], ...]]:
    """The proved sign of a derivative on the open part of a region, with two points if it has both."""
    ring, table = space.ring, space.table
    slope = ring.roots.derivative(ring.read(expr), name)
    if slope.num.is_zero:
        return "0", ()
    signs = (table.all_of([where, table.ratio(slope, rel)]) for rel in (">", "<"))
    return _sides(space, *signs)


def _sides(space: ParameterSpace, above: Formula, below: Formula) -> tuple[str, tuple[dict[str, Fraction], ...]]:
    oracle = space.oracle
    rises, falls = (oracle.possible(oracle.open(f)) for f in (above, below))
    if rises is None or falls is None:
        return "", ()
    if rises and falls:
        points = (Region(space, f).witness(up_to="knife-edges") or {} for f in (above, below))
        kept = space.names[: len(space.names) - len(space.ring.roots.places)]
        return "?", tuple({name: point[name] for name in kept if name in point} for point in points)
    return "+" if rises else "-" if falls else "0", ()


def _growth(solution: Solution, f: Formula, name: str) -> tuple[str, tuple[dict[str, Fraction], ...]]:
    """Whether points stay in a region as a parameter grows (+), or as it falls (-)."""
    source = solution.space
    new = f"{name}_new"
    while new in source.names:
        new += "_"
    moves: dict[str, Expr] = {name: Symbol(new)}
    where = all_of(source.where, substitute(source.where, moves), Symbol(name) < Symbol(new))
    space = ParameterSpace((*source.names, new), where)
    now, then = Shift(source, space, {})(f), Shift(source, space, moves)(f)
    enters = space.table.all_of([then, space.table.negate(now)])
    leaves = space.table.all_of([now, space.table.negate(then)])
    return _sides(space, enters, leaves)


@dataclass(frozen=True)
class Stretch:
    """An interval of one parameter along which the same equilibria exist.

    Attributes
    ----------
    low, high : Fraction or None
        Its ends, left out themselves; ``None``: none.
    labels : tuple of str
        The rows that exist there.
    """

    low: Fraction | None
    high: Fraction | None
    labels: tuple[str, ...]

    def __str__(self) -> str:
        left = "-oo" if self.low is None else str(self.low)
        right = "oo" if self.high is None else str(self.high)
        return f"({left}, {right}): {'; '.join(self.labels) or 'none'}"


def along(solution: Solution, name: str, at: Mapping[str, Any]) -> tuple[Stretch, ...]:
    """See :meth:`Solution.along`."""
    space = solution.space
    _known(solution, name)
    regions = [row.region for row in solution.equilibria]
    marks, fixed = crossings(space, [r.formula for r in regions], name, at)
    ends: list[Fraction | None] = [None, *marks, None]
    found: list[Stretch] = []
    for low, high in pairwise(ends):
        inside = high - 1 if low is None and high is not None else low + 1 if high is None and low is not None else None
        if low is not None and high is not None:
            inside = (low + high) / 2
        point = space.point({**fixed, name: Fraction(0) if inside is None else inside})
        if not evaluate(space.assumptions, point):
            continue
        labels = tuple(r.label for r in solution.equilibria if evaluate(r.region.formula, point))
        if found and found[-1].labels == labels and found[-1].high == low:
            found[-1] = Stretch(found[-1].low, high, labels)
        else:
            found.append(Stretch(low, high, labels))
    return tuple(found)
