"""Exact numbers with square roots: sums of rational multiples of square roots of positive integers.

These numbers form a field, and square roots of integers whose pairwise products are no squares are linearly
independent over the rationals (A. Besicovitch 1940, On the linear independence of fractional powers of integers,
Journal of the London Mathematical Society 15:3-6). So a sum is zero only if all its coefficients are, and the sign of
any other is found by computing enough digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, isqrt, lcm
from typing import Any

from gametheory.errors import ExpressionError

SMALL = 1000  # primes up to here are taken out of a root by trial


@dataclass(frozen=True, slots=True, eq=False)
class Surd:
    """An irrational number: ``sum(c * sqrt(n))``; arithmetic that ends in a rational number gives a ``Fraction``.

    Attributes
    ----------
    terms : tuple of (n, c)
        Rising in `n`; the rational part has ``n = 1``. No product of two of the `n` is a square, and no `c` is 0.
    """

    terms: tuple[tuple[int, Fraction], ...]

    def __add__(self, other: Any) -> Radical:
        return _sum((*self.terms, *_terms(other))) if _exact(other) else NotImplemented

    __radd__ = __add__

    def __neg__(self) -> Surd:
        return Surd(tuple((n, -c) for n, c in self.terms))

    def __pos__(self) -> Surd:
        return self

    def __abs__(self) -> Surd:
        return -self if self.sign < 0 else self

    def __sub__(self, other: Any) -> Radical:
        return self + -other if _exact(other) else NotImplemented

    def __rsub__(self, other: Any) -> Radical:
        return -self + other if _exact(other) else NotImplemented

    def __mul__(self, other: Any) -> Radical:
        if not _exact(other):
            return NotImplemented
        products = []
        for n, a in self.terms:
            for m, b in _terms(other):
                common = gcd(n, m)
                products.append((n // common * (m // common), a * b * common))
        return _sum(products)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Radical:
        return self * _inverse(other) if _exact(other) else NotImplemented

    def __rtruediv__(self, other: Any) -> Radical:
        return _inverse(self) * other if _exact(other) else NotImplemented

    def __pow__(self, exponent: int) -> Radical:
        if not isinstance(exponent, int):
            return NotImplemented
        result: Radical = Fraction(1)
        for _ in range(abs(exponent)):
            result = result * self
        return result if exponent >= 0 else _inverse(result)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surd) and self - other == 0

    def __hash__(self) -> int:
        return hash(dict(self.terms).get(1, 0))

    def __lt__(self, other: Any) -> bool:
        return _sign(self - other) < 0 if _exact(other) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return _sign(self - other) <= 0 if _exact(other) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return _sign(self - other) > 0 if _exact(other) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return _sign(self - other) >= 0 if _exact(other) else NotImplemented

    @property
    def sign(self) -> int:
        """1 or -1."""
        return 1 if self._digits(0)[0] > 0 else -1

    def _digits(self, more: int) -> tuple[int, int]:
        """(k, b) such that the number is k / 2**b up to a rounding that leaves at least `more` bits of k right."""
        bits = 64
        while True:
            total = 0
            for n, c in self.terms:
                size = isqrt((n * c.numerator**2 << 2 * bits) // c.denominator**2)
                total += size if c > 0 else -size
            if abs(total) >> more > len(self.terms):
                return total, bits
            bits *= 2

    def __float__(self) -> float:
        number, bits = self._digits(64)
        return float(Fraction(number, 1 << bits))

    def __str__(self) -> str:
        common = lcm(*(c.denominator for _, c in self.terms))
        parts = sorted(((c * common).numerator, n) for n, c in self.terms)
        ordered = sorted(parts, key=lambda part: (part[0] < 0, part[1]))
        words: list[str] = []
        for number, n in ordered:
            root = f"sqrt({n})" if n != 1 else ""
            size = str(abs(number)) if abs(number) != 1 or not root else ""
            sign = ("-" if number < 0 else "") if not words else (" - " if number < 0 else " + ")
            words.append(sign + "*".join(filter(None, (size, root))))
        text = "".join(words)
        return text if common == 1 else f"{f'({text})' if len(words) > 1 else text}/{common}"

    def __repr__(self) -> str:
        return f"<Surd {self}>"


Radical = Fraction | Surd
"""A rational number, or an irrational one with square roots."""


def square_root(value: Fraction) -> Radical:
    """The square root of a rational number that is not negative.

    Raises
    ------
    ExpressionError
        If it is negative.

    Examples
    --------
    >>> str(square_root(Fraction(5, 4))), square_root(Fraction(9, 4))
    ('sqrt(5)/2', Fraction(3, 2))
    """
    if value < 0:
        raise ExpressionError(f"{value} has no real square root")
    outer, inner = square_part(value.numerator * value.denominator)
    return _sum([(inner, Fraction(outer, value.denominator))])


def square_part(number: int) -> tuple[int, int]:
    """(k, m) with ``number = k**2 * m``: `k` has the squares of small primes, and `m` is 1 if that makes a square."""
    outer, inner = 1, number
    root = isqrt(inner) if inner >= 0 else 0
    if root * root == inner:
        return (root, 1) if inner else (0, 1)
    for p in (2, *range(3, SMALL, 2)):
        while inner % (p * p) == 0:
            outer, inner = outer * p, inner // (p * p)
        if p * p > abs(inner):
            break
    return outer, inner


def _exact(value: object) -> bool:
    return isinstance(value, (Surd, Fraction, int))


def _terms(value: Radical | int) -> tuple[tuple[int, Fraction], ...]:
    return value.terms if isinstance(value, Surd) else ((1, Fraction(value)),)


def _sign(value: Radical) -> int:
    return value.sign if isinstance(value, Surd) else (value > 0) - (value < 0)


def _sum(terms: Iterable[tuple[int, Fraction]]) -> Radical:
    """The sum of ``c * sqrt(n)``, roots that are rational multiples of each other joined."""
    found: dict[int, Fraction] = {}
    for n, c in sorted(terms):
        for m in found:
            root = isqrt(n * m)
            if root * root == n * m:
                found[m] += c * root / m
                break
        else:
            root = isqrt(n)
            n, c = (1, c * root) if root * root == n else (n, c)
            found[n] = c
    left = tuple((n, c) for n, c in sorted(found.items()) if c)
    if not left or left[-1][0] == 1:
        return left[0][1] if left else Fraction(0)
    return Surd(left)


def _inverse(value: Radical | int) -> Radical:
    """``1/value``: conjugates bring one independent root after the other out of the denominator."""
    above: Radical = Fraction(1)
    below: Radical = value if isinstance(value, Surd) else Fraction(value)
    while isinstance(below, Surd):
        other = _conjugate(below)
        above, below = above * other, below * other
    return above * (1 / below)


def _conjugate(value: Surd) -> Surd:
    """The number with the sign of its first root changed, and of those that are products of it with others."""
    first = next(n for n, _ in value.terms if n != 1)
    changed: Mapping[int, bool] = {1: False, first: True}
    terms = []
    for n, c in value.terms:
        flip = next((f for m, f in changed.items() if isqrt(n * m) ** 2 == n * m), None)
        if flip is None:  # a root that is independent of those before
            changed = {**changed, **{n * m: f for m, f in changed.items()}}
            flip = False
        terms.append((n, -c if flip else c))
    return Surd(tuple(terms))
