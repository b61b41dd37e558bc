"""Roots in polynomials: symbols whose squares are polynomials in the other symbols, and symbols that are numbers.

A square root ``r`` of ``d`` is positive, and arithmetic replaces ``r**2`` by ``d``, so that every polynomial is
``a + b*r``. Its sign follows from those of ``a``, ``b`` and the norm ``a**2 - b**2 * d``: conditions never mention it.

A positive real root of a polynomial of degree 3 or more with integer coefficients is a number, and so is every
polynomial in it; arithmetic keeps its powers below the degree. It has a sign once no other symbol stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from gametheory.errors import RootsExhaustedError
from gametheory.expr import Algebraic, RootOf, square_part

if TYPE_CHECKING:
    from gametheory.algebra.polynomials import Poly, RatFun, Ring


class Roots:
    """The roots of a ring.

    Parameters
    ----------
    ring : Ring
    places : iterable of int
        Positions of the symbols that may stand for roots.

    Attributes
    ----------
    radicands : dict of int to Poly
        By position of a symbol that is a square root, what it is the root of.
    numbers : dict of int to RootOf
        By position of a symbol that is another root, the number that it is.
    """

    def __init__(self, ring: Ring, places: Iterable[int]) -> None:
        self.ring = ring
        self.radicands: dict[int, Poly] = {}
        self.numbers: dict[int, RootOf] = {}
        self.places = tuple(places)

    def of(self, p: Poly) -> Poly:
        """The positive square root of a polynomial without roots: an integer times a symbol, or one of the two.

        Raises
        ------
        RootsExhaustedError
            If no symbol is left for it.
        """
        ring = self.ring
        outer, inner = square_part(gcd(*(c for _, c in p.terms)))
        inside = ring.scale(ring.primitive(p), inner)
        if inside.constant == 1:
            return ring.constant(outer)
        place = next((i for i, other in self.radicands.items() if other == inside), None)
        if place is None:
            place = self._free(f"the square root of {ring.write(inside)}")
            self.radicands[place] = inside
        return ring.scale(self.symbol(place), outer)

    def number(self, root: RootOf) -> Poly:
        """A positive root of a polynomial of degree 3 or more, as a symbol.

        Raises
        ------
        RootsExhaustedError
            If no symbol is left for it.
        """
        place = next((i for i, other in self.numbers.items() if other == root), None)
        if place is None:
            place = self._free(str(root))
            self.numbers[place] = root
        return self.symbol(place)

    def _free(self, what: str) -> int:
        place = next((i for i in self.places if i not in self.radicands and i not in self.numbers), None)
        if place is None:
            raise RootsExhaustedError(f"no symbol is left for {what}")
        return place

    def value(self, p: Poly) -> Fraction | Algebraic | None:
        """The value of a polynomial in nothing but one root that is a number; ``None`` of any other."""
        if not self.numbers or len(p.variables) != 1 or p.variables[0] not in self.numbers:
            return None
        place = p.variables[0]
        coefficients = {e[place]: c for e, c in p.terms}
        return self.numbers[place].number(*(coefficients.get(k, 0) for k in range(max(coefficients) + 1)))

    @property
    def defined(self) -> dict[int, Poly | RootOf]:
        """By position of a symbol that is a root, rising: what it is the square root of, or the number that it is."""
        return dict(sorted([*self.radicands.items(), *self.numbers.items()]))

    def symbol(self, place: int) -> Poly:
        """The root at a position."""
        return self.ring.symbol(self.ring.names[place])

    def within(self, p: Poly) -> int | None:
        """The position of a square root that occurs in a polynomial; ``None`` if none does."""
        return next((i for i in self.radicands if i in p.variables), None)

    def split(self, p: Poly, place: int) -> tuple[Poly, Poly]:
        """``(a, b)`` of a polynomial ``a + b*r``, `r` the square root at a position."""
        parts = self.ring.collect(p, self.ring.names[place])
        return parts.get(0, self.ring.zero), parts.get(1, self.ring.zero)

    def reduced(self, p: Poly) -> Poly:
        """The same with no higher power of a root."""
        ring = self.ring
        for place, radicand in self.radicands.items():
            if any(e[place] > 1 for e, _ in p.terms):
                total = ring.zero
                for k, part in ring.collect(p, ring.names[place]).items():
                    even = ring.mul(part, ring.power(radicand, k // 2))
                    total = ring.add(total, ring.mul(even, self.symbol(place)) if k % 2 else even)
                p = total
        for place, root in self.numbers.items():
            if any(e[place] >= root.degree for e, _ in p.terms):
                p = self._below(p, place, root)
        return p

    def _below(self, p: Poly, place: int, root: RootOf) -> Poly:
        """With powers of a number below the degree of its polynomial, the last coefficient of which is 1."""
        ring = self.ring
        parts = ring.collect(p, ring.names[place])
        for k in range(max(parts), root.degree - 1, -1):
            top = parts.pop(k, ring.zero)
            for i, c in enumerate(root.coefficients[:-1], k - root.degree):
                if c:
                    parts[i] = ring.add(parts.get(i, ring.zero), ring.scale(top, -c))
        symbol = self.symbol(place)
        powers = [ring.one]
        while len(powers) < root.degree:
            powers.append(ring.mul(powers[-1], symbol))
        return ring.dot(*((part, powers[k]) for k, part in parts.items()))

    def derivative(self, value: RatFun, name: str) -> RatFun:
        """Of a rational function with roots, by the chain rule, where what stands under the roots is positive."""
        ring = self.ring

        def inner(p: Poly) -> RatFun:
            total = ring.ratfun(ring.derivative(p, name), ring.one)
            for place, d in self.radicands.items():
                outer = ring.mul(ring.derivative(p, ring.names[place]), ring.derivative(d, name))
                total = ring.plus(total, ring.ratfun(ring.mul(outer, self.symbol(place)), ring.scale(d, 2)))
            return total

        num, den = (ring.ratfun(p, ring.one) for p in (value.num, value.den))
        top = ring.minus(ring.times(inner(value.num), den), ring.times(num, inner(value.den)))
        return ring.times(top, ring.ratfun(ring.one, ring.mul(value.den, value.den)))

    def rationalised(self, num: Poly, den: Poly) -> tuple[Poly, Poly]:
        """A fraction without roots below the stroke, wherever the denominator's norm is not identically 0.

        Other roots that are numbers go from there where no other symbol is below.
        """
        while (place := self.within(den)) is not None:
            a, b = self.split(den, place)
            conjugate = self.ring.sub(a, self.ring.mul(b, self.symbol(place)))
            norm = self.ring.mul(den, conjugate)
            if norm.is_zero:
                break
            num, den = self.ring.mul(num, conjugate), norm
        if (value := self.value(den)) is not None:
            place = den.variables[0]
            coefficients = _coefficients(1 / value)
            common = lcm(*(c.denominator for c in coefficients))
            powers = (self.ring.power(self.symbol(place), k) for k in range(len(coefficients)))
            scaled = (self.ring.scale(p, int(c * common)) for p, c in zip(powers, coefficients, strict=True))
            num, den = self.ring.dot(*((num, p) for p in scaled)), self.ring.constant(common)
        return num, den


def _coefficients(number: Fraction | Algebraic) -> tuple[Fraction, ...]:
    """Those of the powers of a root in a number of its field."""
    return number.coefficients if isinstance(number, Algebraic) else (number,)
