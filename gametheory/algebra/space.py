"""The admissible set of a game's parameters: symbols, standing assumptions, and what can be decided under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from gametheory.algebra.bank import Bank
from gametheory.algebra.formulas import Formula, FormulaTable, Sign, postorder
from gametheory.algebra.oracle import Oracle
from gametheory.algebra.polynomials import Poly, RatFun, Ring
from gametheory.errors import AssumptionError, ExpressionError
from gametheory.expr import (
    And,
    Comparison,
    Condition,
    Expr,
    Extremum,
    Not,
    Or,
    Quotient,
    Truth,
    all_of,
    any_of,
    children,
)

if TYPE_CHECKING:
    from gametheory.algebra.region import Region


class ParameterSpace:
    """The points of `names` at which `where` holds, with the formulas, signs and answers known about them.

    Caches answers; two spaces built from the same input behave identically, so a space is a value to its users.

    Parameters
    ----------
    names : sequence of str
        The symbols, in order.
    where : Condition
        The standing assumptions.
    roots : int
        The number of last names that are kept for square roots, which `where` does not mention.

    Raises
    ------
    AssumptionError
        If the assumptions contradict each other.
    """

    def __init__(self, names: Sequence[str], where: Condition, roots: int = 0) -> None:
        self.names = tuple(names)
        self.where = where
        self.ring = Ring(self.names, roots)
        self._oracle: Oracle | None = None
        self._signs: dict[Poly, Sign] = {}
        self.table = FormulaTable(self.ring, self.sign)
        self.assumptions = self.formula(where)
        self._oracle = Oracle(self.table, self.assumptions)
        if self._oracle.consistent is False:
            raise AssumptionError(
                f"the standing assumptions contradict each other: no point satisfies {where}\n"
                "  drop one of them, or split the model into two."
            )

    @property
    def oracle(self) -> Oracle:
        """What decides conditions here."""
        assert self._oracle is not None
        return self._oracle

    @property
    def bank(self) -> Bank:
        """The bank of exact admissible points."""
        return self.oracle.bank

    def __repr__(self) -> str:
        return f"<ParameterSpace of {', '.join(self.names) or 'no symbols'} where {self.where}>"

    def sign(self, poly: Poly, *, thorough: bool = False) -> Sign:
        """Sign of a polynomial on the admissible set: ``+ - 0+ 0- 0`` when proved, else ``None``.

        A sign makes formulas shorter and nothing else, so that nonlinear questions are given up early, unless
        `thorough` is asked for.
        """
        if poly.constant is not None:
            return "+" if poly.constant > 0 else "-" if poly.constant < 0 else "0"
        if (value := self.ring.roots.value(poly)) is not None:
            return "+" if value > 0 else "-" if value < 0 else "0"
        if self._oracle is None:
            return None
        if poly.terms[0][1] < 0:
            return _FLIP[self.sign(-poly, thorough=thorough)]
        if poly not in self._signs or (thorough and self._signs[poly] is None):
            self._signs[poly] = self._prove_sign(poly, quick=not thorough)
        return self._signs[poly]

    def _prove_sign(self, poly: Poly, *, quick: bool) -> Sign:
        plain = self.ring.roots.within(poly) is None
        above, below = self.bank.signs(poly) if plain else (False, False)
        if above and below:
            return None
        make, ask = self.table.raw_atom if plain else self.table.atom, partial(self.oracle.possible, quick=quick)
        if not below and ask(make(-poly, ">")) is False:
            if not above and ask(make(poly, ">")) is False:
                return "0"
            return "+" if ask(make(poly, "=")) is False else "0+"
        if not above and ask(make(poly, ">")) is False:
            return "-" if ask(make(poly, "=")) is False else "0-"
        return None

    def ratfun(self, expr: Expr) -> RatFun:
        """The rational function that an expression denotes, denominator positive where its sign is known.

        Raises
        ------
        ExpressionError
            On unknown symbols and on denominators that may vanish under the assumptions.
        """
        value = self.ring.read(expr)
        return self.positive(value, expr)

    def positive(self, value: RatFun, source: object = None) -> RatFun:
        """`value` with its denominator's sign made positive.

        Raises
        ------
        ExpressionError
            If the denominator may vanish or change sign on the admissible set.
        """
        sign = self.sign(value.den, thorough=True)
        if sign == "+":
            return value
        if sign == "-":
            return RatFun(-value.num, -value.den)
        shown = self.ring.write(value.den)
        raise ExpressionError(
            f"the denominator {shown} has no definite sign under the standing assumptions"
            + (f", in {source}" if source is not None else "")
            + "\n  add an assumption such as "
            f"'{shown} > 0', or split the model."
        )

    def expr(self, value: RatFun) -> Expr:
        """A rational function as an expression."""
        return self.ring.write_fraction(value)

    def compare(self, a: RatFun, rel: str, b: RatFun) -> Formula:
        """The formula ``a rel b`` for rational functions with positive denominators."""
        left = self.ring.mul(a.num, b.den) if b.den != a.den else a.num
        right = self.ring.mul(b.num, a.den) if b.den != a.den else b.num
        return self.table.atom(self.ring.sub(left, right), rel)

    def formula(self, condition: Condition) -> Formula:
        """The formula of a condition; comparisons of fractions need denominators that do not vanish.

        Raises
        ------
        ExpressionError
            On unknown symbols.
        """
        match condition:
            case Truth(value):
                return self.table.truth(value)
            case And(parts):
                return self.table.all_of([self.formula(p) for p in parts])
            case Or(parts):
                return self.table.any_of([self.formula(p) for p in parts])
            case Not(part):
                return self.table.negate(self.formula(part))
            case Comparison(left, op, right):
                plain = _without_extrema(condition)
                return self.formula(plain) if plain is not condition else self._comparison(left, op, right)
        raise TypeError(f"not a condition: {condition!r}")

    def _comparison(self, left: Expr, op: str, right: Expr) -> Formula:
        difference = self.ring.minus(self.ring.read(left), self.ring.read(right))
        if difference.is_polynomial:
            return self.table.atom(difference.num, op)
        return self.table.all_of([self.table.ratio(difference, op), self.table.atom(difference.den, "!=")])

    def region(self, condition: Formula | Condition | str) -> Region:
        """The region of a condition, given as formula, condition or text.

        Raises
        ------
        ExpressionError
            If a text is not a condition in this space's symbols.
        """
        from gametheory.algebra.region import Region

        if isinstance(condition, str):
            from gametheory.expr.parse import parse_condition

            condition = parse_condition(condition, known=self.names)
        if isinstance(condition, Condition):
            condition = self.formula(condition)
        return Region(self, condition)

    def point(self, values: Mapping[str, object]) -> tuple[Fraction, ...]:
        """Exact coordinates in the space's order from a mapping of names to number-like values.

        Raises
        ------
        ExpressionError
            If a symbol has no value, or a name is not a symbol here.
        """
        from gametheory.expr import as_number

        missing = [n for n in self.names if n not in values]
        extra = [n for n in values if n not in self.names]
        if missing or extra:
            raise ExpressionError(
                "; ".join(
                    [f"no value for {', '.join(missing)}"] * bool(missing)
                    + [f"{', '.join(extra)} is not a parameter here"] * bool(extra)
                )
                + f"\n  give exactly one value for each of: {', '.join(self.names) or 'no parameters'}"
            )
        return tuple(as_number(values[n]) for n in self.names)

    def transfer(self, f: Formula, table: FormulaTable) -> Formula:
        """The same condition in another table, whose symbols begin with these or are the beginning of these."""
        width, more = len(table.ring.names), (0,) * (len(table.ring.names) - len(self.names))
        moved: dict[int, Formula] = {}
        for node in postorder(f):
            if node.kind == "atom":
                assert node.poly is not None
                poly = Poly(tuple(((*e, *more)[:width], c) for e, c in node.poly.terms))
                moved[node.number] = table.atom(poly, node.rel)
            elif node.kind in ("and", "or"):
                join = table.all_of if node.kind == "and" else table.any_of
                moved[node.number] = join([moved[p.number] for p in node.parts])
            else:
                moved[node.number] = table.truth(node.is_true)
        return moved[f.number]


_FLIP: Mapping[Sign, Sign] = {"+": "-", "-": "+", "0+": "0-", "0-": "0+", "0": "0", None: None}


def _without_extrema(node: Comparison) -> Condition:
    """The comparison with its first ``min`` or ``max`` replaced by cases, or the same object if there is none."""
    found = _first_extremum(node.left) or _first_extremum(node.right)
    if found is None:
        return node
    cases: list[Condition] = []
    for candidate in found.arguments:
        others = [o for o in found.arguments if o is not candidate]
        op = "<=" if found.kind == "min" else ">="
        chosen = Comparison(_replace(node.left, found, candidate), node.op, _replace(node.right, found, candidate))
        cases.append(all_of(chosen, *(Comparison(candidate, op, o) for o in others)))
    return any_of(*cases)


def _first_extremum(node: Expr) -> Extremum | None:
    inner = next((f for part in children(node) if isinstance(part, Expr) and (f := _first_extremum(part))), None)
    return inner or (node if isinstance(node, Extremum) else None)


def _replace(node: Expr, old: Extremum, new: Expr) -> Expr:
    if node == old:
        return new
    if isinstance(node, Extremum):
        return Extremum(node.kind, tuple(_replace(a, old, new) for a in node.arguments))
    if isinstance(node, Quotient):
        return _replace(node.numerator, old, new) / _replace(node.denominator, old, new)
    parts = children(node)
    if not parts:
        return node
    return _rebuild(node, tuple(_replace(p, old, new) for p in parts if isinstance(p, Expr)))


def _rebuild(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    from gametheory.expr import Power, Product, Sum, add, multiply, power

    if isinstance(node, Sum):
        return add(*parts)
    if isinstance(node, Product):
        return multiply(*parts)
    assert isinstance(node, Power)
    return power(parts[0], node.exponent)
