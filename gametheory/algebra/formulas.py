"""Conditions as shared formulas: an interned graph of atoms ``poly rel 0`` joined by *and* and *or*.

Two formulas of one table are equal exactly when they are the same object. Atoms are normalised exactly: factors
whose sign is known under the standing assumptions are dropped, and no step changes the truth at any point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import islice
from math import lcm
from typing import Literal

from gametheory.algebra.polynomials import Poly, RatFun, Ring
from gametheory.expr import COMPARE, ExactNumber

Sign = Literal["+", "-", "0+", "0-", "0"] | None
"""Sign of a polynomial on the admissible set: strict, weak, identically zero, or not determined."""


class Formula:
    """A node: ``true``, ``false``, an ``atom`` (`poly` `rel` 0), ``and`` or ``or`` of `parts`; made by a table."""

    __slots__ = ("kind", "number", "parts", "poly", "rel")

    def __init__(self, kind: str, parts: tuple[Formula, ...], poly: Poly | None, rel: str, number: int) -> None:
        self.kind = kind
        self.parts = parts
        self.poly = poly
        self.rel = rel
        self.number = number

    def __repr__(self) -> str:
        return f"<Formula {self.number}: {self.kind}>"

    @property
    def is_true(self) -> bool:
        """Whether this is the formula *true*."""
        return self.kind == "true"

    @property
    def is_false(self) -> bool:
        """Whether this is the formula *false*."""
        return self.kind == "false"


def postorder(*roots: Formula) -> tuple[Formula, ...]:
    """Every node below the roots once, parts before the formulas that use them."""
    seen: dict[int, Formula] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.number not in seen:
            seen[node.number] = node
            stack.extend(node.parts)
    return tuple(seen[number] for number in sorted(seen))


def atoms(*roots: Formula) -> tuple[Formula, ...]:
    """The atoms below the roots, in order of creation."""
    return tuple(node for node in postorder(*roots) if node.kind == "atom")


class FormulaTable:
    """Makes and interns formulas over one ring; `sign` tells what is known of a polynomial's sign."""

    def __init__(self, ring: Ring, sign: Callable[[Poly], Sign]) -> None:
        self.ring = ring
        self.sign = sign
        self._nodes: dict[object, Formula] = {}
        self._negations: dict[int, Formula] = {}
        self._interiors: dict[int, Formula] = {}
        self.false = self._node("false", (), None, "")
        self.true = self._node("true", (), None, "")

    def _node(self, kind: str, parts: tuple[Formula, ...], poly: Poly | None, rel: str) -> Formula:
        key = (kind, rel, poly, tuple(p.number for p in parts))
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = Formula(kind, parts, poly, rel, len(self._nodes))
        return found

    def node(self, number: int) -> Formula:
        """The formula of a number."""
        return next(f for f in islice(self._nodes.values(), number, None))

    def truth(self, value: bool) -> Formula:
        """*true* or *false*."""
        return self.true if value else self.false

    def raw_atom(self, poly: Poly, rel: str) -> Formula:
        """``poly rel 0`` with nothing normalised but integer content (rel one of ``> >= = !=``)."""
        if poly.constant is not None:
            return self.truth(COMPARE[rel](Fraction(poly.constant), Fraction(0)))
        poly = self.ring.primitive(poly)
        if rel in ("=", "!=") and poly.terms[0][1] < 0:
            poly = -poly
        return self._node("atom", (), poly, rel)

    def atom(self, poly: Poly, rel: str) -> Formula:
        """``poly rel 0``, normalised; rel one of ``< <= = >= > !=``. Square roots are squared away, exactly.

        Other roots are numbers; beside symbols they stay, as positive unknowns, until these are eliminated.
        """
        if rel in ("<", "<="):
            poly, rel = -poly, rel.replace("<", ">")
        if poly.constant is not None:
            return self.truth(COMPARE[rel](Fraction(poly.constant), Fraction(0)))
        roots = self.ring.roots
        if (value := roots.value(poly)) is not None:
            return self.truth(COMPARE[rel](value, Fraction(0)))
        place = roots.within(poly)
        if place is not None:
            a, b = roots.split(poly, place)
            return self.signed(a, b, roots.radicands[place], rel)
        content, factors = self.ring.factors(poly)
        sign = 1 if content > 0 else -1
        zero: list[Formula] = []  # what makes the product vanish although its sign is that of the rest
        nonzero: list[Formula] = []
        open_factors: list[Poly] = []  # factors of unknown sign
        for factor, exponent in factors:
            known = self.sign(factor)
            if known == "0":
                return self.truth(rel in (">=", "="))
            if known in ("-", "0-") and exponent % 2:
                sign = -sign
            if known in ("+", "-"):
                continue
            if known is not None or exponent % 2 == 0:
                zero.append(self.raw_atom(factor, "="))
                nonzero.append(self.raw_atom(-factor if known == "0-" else factor, "!=" if known is None else ">"))
            else:
                open_factors.append(factor)
        rest = self._signed(open_factors, sign, rel) if rel in (">", ">=") else None
        if rel == ">":
            assert rest is not None
            return self.all_of([rest, *nonzero])
        if rel == ">=":
            assert rest is not None
            return self.any_of([rest, *zero])
        if rel == "=":
            return self.any_of([*zero, *(self.raw_atom(f, "=") for f in open_factors)])
        return self.all_of([*nonzero, *(self.raw_atom(f, "!=") for f in open_factors)])

    def ratio(self, value: RatFun, rel: str) -> Formula:
        """``value rel 0`` where the denominator does not vanish; rel as in :meth:`atom`."""
        return self.atom(self.ring.mul(value.num, value.den), rel)

    def signed(self, a: Poly, b: Poly, d: Poly, rel: str) -> Formula:
        """``a + b*sqrt(d) rel 0``, squared away, where `d` is not negative; rel as in :meth:`atom`."""
        if rel in ("<", "<="):
            return self.signed(-a, -b, d, rel.replace("<", ">"))
        ring = self.ring
        norm = ring.sub(ring.mul(a, a), ring.mul(ring.mul(b, b), d))  # decides where a and b differ in sign
        if rel == ">":
            both = self.all_of([self.atom(a, ">"), self.atom(b, ">")])
            first = self.all_of([self.atom(a, ">"), self.atom(norm, ">")])
            return self.any_of([both, first, self.all_of([self.atom(b, ">"), self.atom(norm, "<")])])
        if rel == ">=":
            first = self.all_of([self.atom(a, ">="), self.atom(norm, ">=")])
            return self.any_of([first, self.all_of([self.atom(b, ">="), self.atom(norm, "<=")])])
        if rel == "=":
            return self.all_of([self.atom(norm, "="), self.atom(self.ring.mul(a, b), "<=")])
        return self.any_of([self.atom(norm, "!="), self.atom(self.ring.mul(a, b), ">")])

    def _signed(self, factors: Sequence[Poly], sign: int, rel: str) -> Formula:
        if not factors:
            return self.truth(sign > 0)
        product = factors[0]
        for factor in factors[1:]:
            product = self.ring.mul(product, factor)
        if len(factors) > 1:
            known = self.sign(product)
            if known is not None:
                positive = known in ("+", "0+") if sign > 0 else known in ("-", "0-")
                if known in ("+", "-"):
                    return self.truth(positive)
                if rel == ">=" and (positive or known == "0"):
                    return self.true
                if rel == ">" and not positive:
                    return self.false
        return self.raw_atom(product if sign > 0 else -product, rel)

    def all_of(self, parts: Iterable[Formula]) -> Formula:
        """Conjunction: flattened, contradictions found, of two atoms the stronger kept, absorbed parts dropped."""
        return self._join("and", self.true, self.false, parts)

    def any_of(self, parts: Iterable[Formula]) -> Formula:
        """Disjunction, the dual of :meth:`all_of`."""
        return self._join("or", self.false, self.true, parts)

    def _join(self, kind: str, neutral: Formula, dominant: Formula, parts: Iterable[Formula]) -> Formula:
        flat: dict[int, Formula] = {}
        for part in parts:
            for piece in part.parts if part.kind == kind else (part,):
                if piece is dominant:
                    return dominant
                if piece is not neutral:
                    flat[piece.number] = piece
        for piece in list(flat.values()):
            if piece.kind == "atom":
                if self.negate(piece).number in flat:
                    return dominant
                weaker = self._node("atom", (), piece.poly, ">=") if piece.rel == ">" else None
                if weaker is not None and weaker.number in flat:
                    del flat[weaker.number if kind == "and" else piece.number]
        other = "or" if kind == "and" else "and"
        kept = [p for p in flat.values() if p.kind != other or not any(q.number in flat for q in p.parts)]
        if not kept:
            return neutral
        if len(kept) == 1:
            return kept[0]
        return self._node(kind, tuple(sorted(kept, key=lambda p: p.number)), None, "")

    def negate(self, f: Formula) -> Formula:
        """The negation, pushed down to the atoms."""
        found = self._negations.get(f.number)
        if found is None:
            if f.kind in ("true", "false"):
                found = self.truth(f.is_false)
            elif f.kind == "atom":
                assert f.poly is not None
                found = (
                    self.raw_atom(-f.poly, ">=" if f.rel == ">" else ">")
                    if f.rel in (">", ">=")
                    else self.raw_atom(f.poly, "!=" if f.rel == "=" else "=")
                )
            else:
                join = self.any_of if f.kind == "and" else self.all_of
                found = join([self.negate(p) for p in f.parts])
            self._negations[f.number] = found
            self._negations.setdefault(found.number, f)
        return found

    def relative_interior(self, f: Formula) -> Formula:
        """A conjunction with its inequalities strict and its equations kept."""
        parts = f.parts if f.kind == "and" else (f,)
        return self.all_of([p if p.rel == "=" else self.interior(p) for p in parts])

    def interior(self, f: Formula) -> Formula:
        """`f` with every atom strict: an open set that differs from `f` by a null set only."""
        found = self._interiors.get(f.number)
        if found is None:
            if f.kind == "atom":
                assert f.poly is not None
                found = self.false if f.rel == "=" else self.raw_atom(f.poly, ">") if f.rel == ">=" else f
            elif f.kind in ("and", "or"):
                join = self.all_of if f.kind == "and" else self.any_of
                found = join([self.interior(p) for p in f.parts])
            else:
                found = f
            self._interiors[f.number] = found
        return found


class Evaluator:
    """Exact truth of formulas at one point, given in the ring's order; remembers what it has looked at.

    Signs are computed in integers: rational coordinates are brought to a common denominator.
    """

    def __init__(self, values: Sequence[ExactNumber]) -> None:
        self.values = tuple(values)
        self._common = lcm(*(v.denominator for v in values if isinstance(v, Fraction | int)))
        self._numerators = [
            v.numerator * (self._common // v.denominator) if isinstance(v, Fraction | int) else None for v in values
        ]
        self._known: dict[int, bool] = {}

    def value(self, poly: Poly) -> int:
        """An integer with the sign of `poly` here."""
        degree, total = poly.degree, 0
        for exponents, coefficient in poly.terms:
            term, missing = coefficient, degree
            for number, exponent in zip(self._numerators, exponents, strict=True):
                if exponent:
                    if number is None:
                        return self._sign(poly)
                    term *= number if exponent == 1 else number**exponent
                    missing -= exponent
            total += term * self._common**missing if missing else term
        return total

    def _sign(self, poly: Poly) -> int:
        value = poly.at(self.values)
        return (value > 0) - (value < 0)

    def truth(self, f: Formula) -> bool:
        """Whether `f` holds here."""
        known = self._known
        stack = [f]
        while stack:
            node = stack[-1]
            if node.number in known:
                stack.pop()
            elif node.kind in ("and", "or"):
                stop = node.kind == "or"
                for part in node.parts:
                    if part.number not in known:
                        stack.append(part)
                        break
                    if known[part.number] is stop:
                        known[node.number] = stop
                        break
                else:
                    known[node.number] = not stop
            elif node.poly is not None:
                value = self.value(node.poly)
                known[node.number] = (
                    value > 0
                    if node.rel == ">"
                    else value >= 0
                    if node.rel == ">="
                    else (value == 0) is (node.rel == "=")
                )
            else:
                known[node.number] = node.is_true
        return known[f.number]


def evaluate(f: Formula, values: Sequence[Fraction]) -> bool:
    """Exact truth of one formula at a point; see :class:`Evaluator` for many formulas at one point."""
    return Evaluator(values).truth(f)


def sufficient_atoms(f: Formula, here: Evaluator) -> list[Formula]:
    """Atoms, true at a point where `f` holds, that imply `f`: all parts of an *and*, the cheapest part of an *or*."""
    needs: dict[int, dict[int, Formula]] = {}
    for node in postorder(f):
        if not here.truth(node):
            continue
        if node.kind == "atom":
            needs[node.number] = {node.number: node}
        elif node.kind == "and":
            needs[node.number] = {number: a for part in node.parts for number, a in needs[part.number].items()}
        elif node.kind == "or":
            options = [needs[part.number] for part in node.parts if part.number in needs]
            needs[node.number] = min(options, key=_length)
        else:
            needs[node.number] = {}
    return list(needs[f.number].values())


def _length(found: dict[int, Formula]) -> tuple[int, int]:
    return len(found), sum(len(a.poly.terms) for a in found.values() if a.poly is not None)
