"""Square roots in polynomials: symbols whose squares are polynomials in the other symbols.

A root ``r`` of ``d`` is positive, and arithmetic replaces ``r**2`` by ``d``, so that every polynomial is ``a + b*r``.
Its sign follows from those of ``a``, ``b`` and the norm ``a**2 - b**2 * d``: conditions never mention a root.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd
from typing import TYPE_CHECKING

from gametheory.errors import RootsExhaustedError
from gametheory.expr import square_part

if TYPE_CHECKING:
    from gametheory.algebra.polynomials import Poly, RatFun, Ring


class Roots:
    """The square roots of a ring.

    Parameters
    ----------
    ring : Ring
    places : iterable of int
        Positions of the symbols that may stand for roots.

    Attributes
    ----------
    radicands : dict of int to Poly
        By position of a symbol that is a root, what it is the root of.
    """

    def __init__(self, ring: Ring, places: Iterable[int]) -> None:
        self.ring = ring
        self.radicands: dict[int, Poly] = {}
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
            place = next((i for i in self.places if i not in self.radicands), None)
            if place is None:
                raise RootsExhaustedError(f"no symbol is left for the square root of {ring.write(inside)}")
            self.radicands[place] = inside
        return ring.scale(self.symbol(place), outer)

    def symbol(self, place: int) -> Poly:
        """The root at a position."""
        return self.ring.symbol(self.ring.names[place])

    def within(self, p: Poly) -> int | None:
        """The position of a root that occurs in a polynomial; ``None`` if none does."""
        return next((i for i in self.radicands if i in p.variables), None)

    def split(self, p: Poly, place: int) -> tuple[Poly, Poly]:
        """``(a, b)`` of a polynomial ``a + b*r``, `r` the root at a position."""
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
        return p

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
        """A fraction without roots below the stroke, wherever the denominator's norm is not identically 0."""
        while (place := self.within(den)) is not None:
            a, b = self.split(den, place)
            conjugate = self.ring.sub(a, self.ring.mul(b, self.symbol(place)))
            norm = self.ring.mul(den, conjugate)
            if norm.is_zero:
                break
            num, den = self.ring.mul(num, conjugate), norm
        return num, den
