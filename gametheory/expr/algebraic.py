"""Exact real algebraic numbers: polynomials in one real root of an irreducible polynomial.

The numbers ``sum(c[i] * root**i)`` with rational `c` and ``i`` below the degree are a field, and each is written in one
way only, so that zero is recognised from the coefficients (H. Cohen 1993, A Course in Computational Algebraic Number
Theory, section 4.2). The sign of any other is found by isolating the root closely enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from itertools import zip_longest
from typing import Any

from gametheory.errors import ExpressionError
from gametheory.expr.surds import Surd

BITS, MOST_BITS = 64, 8192  # of the first enclosure of a root, and of the last where numbers may be equal


@dataclass(frozen=True, slots=True)
class RootOf:
    """A real root of a polynomial.

    Attributes
    ----------
    coefficients : tuple of int
        Of the polynomial, constant first: irreducible over the rationals, of degree 3 or more, the last one 1.
    index : int
        The number of the root among the real ones, from 0 for the smallest.
    """

    coefficients: tuple[int, ...]
    index: int

    @property
    def degree(self) -> int:
        """That of the polynomial."""
        return len(self.coefficients) - 1

    def within(self, bits: int) -> Interval:
        """Two numbers at most ``2**-bits`` apart that the root lies between."""
        return _enclosed(self, bits)

    def number(self, *coefficients: Fraction | int) -> Fraction | Algebraic:
        """The number with these coefficients, constant first; a ``Fraction`` if it is one."""
        found = [Fraction(c) for c in coefficients]
        while found and not found[-1]:
            found.pop()
        if len(found) <= 1:
            return found[0] if found else Fraction(0)
        return Algebraic(self, tuple(found))

    def __str__(self) -> str:
        return f"root({', '.join(map(str, (self.index, *self.coefficients)))})"


def root_of(index: int, coefficients: Sequence[int]) -> RootOf:
    """The root with an index of a polynomial, constant first.

    Raises
    ------
    ExpressionError
        If the polynomial is not irreducible of degree 3 or more, its last coefficient 1, or has no such root.
    """
    from sympy import Poly, Symbol

    whole = tuple(coefficients)
    if len(whole) <= 3 or whole[-1] != 1 or not Poly(whole[::-1], Symbol("x")).is_irreducible:
        raise ExpressionError(
            f"root(...) of {list(whole)}: needs an irreducible polynomial of degree 3 or more, its last coefficient 1"
        )
    if not 0 <= index < len(isolated(whole)):
        raise ExpressionError(f"the polynomial with the coefficients {list(whole)} has no real root number {index}")
    return RootOf(whole, index)


Interval = tuple[Fraction, Fraction]
"""Bounds of one real root."""


@lru_cache(maxsize=256)
def isolated(coefficients: tuple[int, ...]) -> tuple[Interval, ...]:
    """Disjoint intervals around the real roots of a polynomial, rising.

    Parameters
    ----------
    coefficients : tuple of int
        Constant first; the polynomial has neither rational nor multiple roots.
    """
    from sympy import Poly, Symbol

    found = Poly(coefficients[::-1], Symbol("x")).intervals(fast=True)
    return tuple((Fraction(int(a.p), int(a.q)), Fraction(int(b.p), int(b.q))) for (a, b), _ in found)


@lru_cache(maxsize=256)
def _enclosed(root: RootOf, bits: int) -> Interval:
    """The interval around a root, halved until it is no wider than ``2**-bits``."""
    low, high = isolated(root.coefficients)[root.index] if bits <= BITS else _enclosed(root, bits // 2)
    rises = _at(root.coefficients, high) > 0
    while high - low > Fraction(1, 1 << bits):
        middle = (low + high) / 2
        low, high = (low, middle) if (_at(root.coefficients, middle) > 0) is rises else (middle, high)
    return low, high


def _at(coefficients: tuple[int, ...], x: Fraction) -> int:
    """An integer with the sign of a polynomial at a point."""
    total, scale = 0, 1
    for c in reversed(coefficients):
        total, scale = total * x.numerator + c * scale, scale * x.denominator
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Algebraic:
    """An irrational number of the field of a root; arithmetic that ends in a rational number gives a ``Fraction``.

    Attributes
    ----------
    root : RootOf
    coefficients : tuple of Fraction
        Of the powers of the root, constant first: at least two, fewer than the degree plus one, the last one not 0.

    Notes
    -----
    Numbers of different fields, and surds, are compared, but not added or multiplied
    (:exc:`~gametheory.errors.ExpressionError`).
    """

    root: RootOf
    coefficients: tuple[Fraction, ...]

    def _with(self, other: Any, operation: Callable[[Coefficients, Coefficients], list[Fraction]]) -> Any:
        if isinstance(other, Fraction | int):
            return self._of(operation(self.coefficients, [other]))
        if not isinstance(other, Algebraic | Surd):
            return NotImplemented
        if isinstance(other, Surd) or other.root != self.root:
            raise ExpressionError(f"{self} and {other} are numbers of different fields, which are not computed with")
        return self._of(operation(self.coefficients, other.coefficients))

    def _of(self, coefficients: Coefficients) -> Fraction | Algebraic:
        return self.root.number(*_divided(coefficients, self.root.coefficients)[1])

    def __add__(self, other: Any) -> Any:
        return self._with(other, _sum)

    __radd__ = __add__

    def __neg__(self) -> Algebraic:
        return Algebraic(self.root, tuple(-c for c in self.coefficients))

    def __pos__(self) -> Algebraic:
        return self

    def __abs__(self) -> Algebraic:
        return -self if self.sign < 0 else self

    def __sub__(self, other: Any) -> Any:
        return self._with(other, partial(_sum, times=-1))

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        return self._with(other, _product)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Fraction | int):
            other = 1 / Fraction(other)
        return self._with(other.inverse if isinstance(other, Algebraic) else other, _product)

    def __rtruediv__(self, other: Any) -> Any:
        return self.inverse * other

    @property
    def inverse(self) -> Fraction | Algebraic:
        """``1/self``, by Euclid's algorithm."""
        high, low = list(map(Fraction, self.root.coefficients)), list(self.coefficients)
        before, factor = [Fraction(0)], [Fraction(1)]  # low = factor*self + a multiple of the root's polynomial
        while len(low) > 1:
            quotient, rest = _divided(high, low)
            high, low = low, rest
            before, factor = factor, _sum(before, _product(quotient, factor), -1)
        return self._of([c / low[0] for c in factor])

    def __pow__(self, exponent: int) -> Any:
        if not isinstance(exponent, int):
            return NotImplemented
        base: Any = self if exponent >= 0 else self.inverse
        result: Any = Fraction(1)
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Algebraic) and other.root != self.root:
            return _minimal(self) == _minimal(other)
        return isinstance(other, Algebraic) and self.coefficients == other.coefficients

    def __hash__(self) -> int:
        return hash(Algebraic)  # the same number may be written in different fields

    def _compare(self, other: Any) -> int:
        """The sign of ``self - other``."""
        if isinstance(other, Fraction | int) or (isinstance(other, Algebraic) and other.root == self.root):
            difference = self - other
            return difference.sign if isinstance(difference, Algebraic) else (difference > 0) - (difference < 0)
        if self == other:
            return 0
        bits = BITS
        while bits <= MOST_BITS:
            (a, b), (c, d) = self.within(bits), (other, other) if isinstance(other, Surd) else other.within(bits)
            if b < c or d < a:
                return -1 if b < c else 1
            bits *= 2
        raise ExpressionError(f"{self} and {other} are too close to be told apart")  # a surd may be the same number

    def __lt__(self, other: Any) -> bool:
        return self._compare(other) < 0 if _comparable(other) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return self._compare(other) <= 0 if _comparable(other) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return self._compare(other) > 0 if _comparable(other) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return self._compare(other) >= 0 if _comparable(other) else NotImplemented

    def within(self, bits: int) -> Interval:
        """Two numbers that this one lies between, the closer the more bits of the root are computed."""
        low, high = self.root.within(bits)
        least = most = Fraction(0)
        for c in reversed(self.coefficients):
            ends = [least * low, least * high, most * low, most * high]
            least, most = min(ends) + c, max(ends) + c
        return least, most

    @property
    def sign(self) -> int:
        """1 or -1."""
        bits = BITS
        while True:
            low, high = self.within(bits)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            bits *= 2

    def __float__(self) -> float:
        bits = BITS
        while True:
            low, high = self.within(bits)
            if float(low) == float(high):
                return float(low)
            bits *= 2  # it ends: no float and no middle of two is irrational

    def __str__(self) -> str:
        from gametheory.expr.nodes import as_expr

        return str(as_expr(self))

    def __repr__(self) -> str:
        return f"<Algebraic {self}>"


ExactNumber = Fraction | Surd | Algebraic
"""A rational number, one with square roots, or one in the field of another root."""


def _comparable(value: object) -> bool:
    return isinstance(value, Algebraic | Surd | Fraction | int)


def _minimal(number: Algebraic) -> tuple[tuple[int, ...], int]:
    """What tells a number from all others: its irreducible polynomial, and which of the real roots there it is."""
    from sympy import Poly, Rational, Symbol, resultant

    x, t = Symbol("x"), Symbol("t")
    value = sum(Rational(c.numerator, c.denominator) * t**i for i, c in enumerate(number.coefficients))
    norm = resultant(Poly(number.root.coefficients[::-1], t), Poly(x - value, t), t)
    whole = Poly(norm, x).sqf_part().primitive()[1]  # the norm is a power of the minimal polynomial
    coefficients = tuple(int(c) for c in whole.clear_denoms(convert=True)[1].all_coeffs()[::-1])
    roots = [RootOf(coefficients, i) for i in range(len(isolated(coefficients)))]
    bits = BITS
    while True:
        low, high = number.within(bits)
        near = [root.index for root in roots if root.within(bits)[0] <= high and low <= root.within(bits)[1]]
        if len(near) == 1:
            return coefficients, near[0]
        bits *= 2


Coefficients = Sequence[Fraction | int]
"""Of a polynomial, constant first."""


def _sum(a: Coefficients, b: Coefficients, times: int = 1) -> list[Fraction]:
    """``a + times*b``."""
    return [Fraction(x) + times * y for x, y in zip_longest(a, b, fillvalue=0)]


def _product(a: Coefficients, b: Coefficients) -> list[Fraction]:
    found = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return found


def _divided(a: Coefficients, b: Coefficients) -> tuple[list[Fraction], list[Fraction]]:
    """Quotient and remainder, the remainder without zeros at its end; `b` has none there."""
    left, quotient = [Fraction(x) for x in a], [Fraction(0)] * max(len(a) - len(b) + 1, 1)
    for k in range(len(a) - len(b), -1, -1):
        quotient[k] = left[k + len(b) - 1] / b[-1]
        for i, y in enumerate(b, k):
            left[i] -= quotient[k] * y
    while left and not left[-1]:
        left.pop()
    return quotient, left
