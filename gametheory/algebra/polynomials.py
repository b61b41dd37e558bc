"""Exact polynomials and rational functions in the parameters, computed by python-flint.

A :class:`Poly` is a sorted tuple of integer terms: hashable, picklable, ordered by content. The flint objects that
do the arithmetic stay inside a :class:`Ring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Any, TypeVar

from gametheory.algebra.factoring import factored
from gametheory.algebra.roots import Roots
from gametheory.errors import ExpressionError
from gametheory.expr import (
    ExactNumber,
    Expr,
    Extremum,
    Number,
    Power,
    Product,
    Quotient,
    RealRoot,
    Root,
    Sum,
    Symbol,
    add,
    multiply,
    power,
    root,
)

N = TypeVar("N", Fraction, ExactNumber)

Terms = tuple[tuple[tuple[int, ...], int], ...]


def _order(term: tuple[tuple[int, ...], int]) -> tuple[int, tuple[int, ...]]:
    exponents = term[0]
    return (-sum(exponents), tuple(-e for e in exponents))


def _content(*polys: Poly) -> int:
    """The greatest common divisor of all coefficients."""
    content = 0
    for p in polys:
        for _, c in p.terms:
            content = gcd(content, c)
            if content == 1:
                return 1
    return content


@dataclass(frozen=True)
class Poly:
    """An integer polynomial: (exponents, coefficient) terms, highest total degree first."""

    terms: Terms

    @classmethod
    def of(cls, terms: Iterable[tuple[tuple[int, ...], int]]) -> Poly:
        """The polynomial with these terms, one for each tuple of exponents, in any order; zeros are dropped."""
        return cls(tuple(sorted((term for term in terms if term[1]), key=_order)))

    @cached_property
    def _hash(self) -> int:
        return hash(self.terms)

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_zero(self) -> bool:
        """Whether this is the zero polynomial."""
        return not self.terms

    @cached_property
    def constant(self) -> int | None:
        """The value of a constant polynomial, else ``None``."""
        if not self.terms:
            return 0
        return self.terms[0][1] if len(self.terms) == 1 and not any(self.terms[0][0]) else None

    @cached_property
    def degree(self) -> int:
        """Total degree (0 for constants)."""
        return sum(self.terms[0][0]) if self.terms else 0

    @cached_property
    def variables(self) -> tuple[int, ...]:
        """Positions of the symbols that occur."""
        if not self.terms:
            return ()
        return tuple(i for i in range(len(self.terms[0][0])) if any(e[i] for e, _ in self.terms))

    def __neg__(self) -> Poly:
        return Poly(tuple((e, -c) for e, c in self.terms))

    def at(self, values: Sequence[N]) -> N:
        """Exact value at a point given in the ring's order."""
        total: N = Fraction(0)
        for exponents, coefficient in self.terms:
            term: N = Fraction(coefficient)
            for value, exponent in zip(values, exponents, strict=True):
                if exponent:
                    term *= value if exponent == 1 else value**exponent
            total += term
        return total

    def on(self, columns: Any) -> tuple[Any, Any]:
        """Float values and sums of absolute terms at many points (`columns`: array of shape (symbols, points))."""
        import numpy as np

        total = np.zeros(columns.shape[1])
        scale = np.zeros(columns.shape[1])
        for exponents, coefficient in self.terms:
            term = np.full(columns.shape[1], float(coefficient))
            for i, exponent in enumerate(exponents):
                for _ in range(exponent):
                    term = term * columns[i]
            total += term
            scale += np.abs(term)
        return total, scale


@dataclass(frozen=True, slots=True)
class RatFun:
    """A rational function in lowest terms; see :meth:`ParameterSpace.positive` for the denominator's sign."""

    num: Poly
    den: Poly

    @property
    def is_polynomial(self) -> bool:
        """Whether the denominator is a constant."""
        return self.den.constant is not None


class Ring:
    """Arithmetic of polynomials in a fixed, ordered list of symbols.

    Parameters
    ----------
    names : sequence of str
    roots : int
        The number of last symbols that are kept for square roots.
    """

    def __init__(self, names: Sequence[str], roots: int = 0) -> None:
        import flint

        self.names = tuple(names)
        self._position = {name: i for i, name in enumerate(self.names)}
        generators = self.names or ("_",)
        self._width = len(self.names)
        self._ctx: Any = flint.fmpz_mpoly_ctx.get(tuple(f"x{i}" for i in range(len(generators))), "deglex")
        self._flint: dict[Poly, Any] = {}
        self.volume = 0
        """Terms of all polynomials computed so far: how much work was done, the same on every machine."""
        self._factors: dict[Poly, tuple[int, tuple[tuple[Poly, int], ...]]] = {}
        self.roots = Roots(self, range(self._width - roots, self._width))
        self.zero = Poly(())
        self.one = self.constant(1)
        self.unit, self._minus = RatFun(self.one, self.one), RatFun(self.constant(-1), self.one)

    def constant(self, value: int) -> Poly:
        """The constant polynomial `value`."""
        return Poly((((0,) * self._width, value),)) if value else Poly(())

    def symbol(self, name: str) -> Poly:
        """The polynomial that is the symbol `name`."""
        i = self._position[name]
        return Poly((((0,) * i + (1,) + (0,) * (self._width - i - 1), 1),))

    def position(self, name: str) -> int:
        """Position of a symbol in exponents."""
        return self._position[name]

    def _into(self, p: Poly) -> Any:
        found = self._flint.get(p)
        if found is None:
            terms = {e if self._width else (0,): c for e, c in p.terms}
            found = self._flint[p] = self._ctx.from_dict(terms)
        return found

    def _out(self, f: Any) -> Poly:
        terms = [(tuple(map(int, e)), int(c)) for e, c in zip(f.monoms(), f.coeffs(), strict=True)]
        if not self._width:
            terms = [((), c) for _, c in terms]
        p = Poly(tuple(terms))  # flint's order is that of _order
        self._flint.setdefault(p, f)
        self.volume += len(terms)
        return p

    def add(self, a: Poly, b: Poly) -> Poly:
        """``a + b``."""
        return self._out(self._into(a) + self._into(b))

    def sub(self, a: Poly, b: Poly) -> Poly:
        """``a - b``."""
        return self._out(self._into(a) - self._into(b))

    def mul(self, a: Poly, b: Poly) -> Poly:
        """``a * b``."""
        return self.roots.reduced(self._out(self._into(a) * self._into(b)))

    def dot(self, *pairs: tuple[Poly, Poly]) -> Poly:
        """Sum of the products of pairs."""
        total = sum((self._into(a) * self._into(b) for a, b in pairs), self._into(self.zero))
        return self.roots.reduced(self._out(total))

    def scale(self, a: Poly, k: int) -> Poly:
        """``k * a`` for an integer."""
        return Poly(tuple((e, k * c) for e, c in a.terms)) if k else self.zero

    def power(self, a: Poly, n: int) -> Poly:
        """``a ** n``."""
        return self.roots.reduced(self._out(self._into(a) ** n))

    def derivative(self, a: Poly, name: str) -> Poly:
        """Partial derivative."""
        return self._out(self._into(a).derivative(self._position[name]))

    def factors(self, p: Poly) -> tuple[int, tuple[tuple[Poly, int], ...]]:
        """Integer content and irreducible factors with multiplicities, in a fixed order.

        Each factor is primitive with a positive leading coefficient; the content carries the sign.
        """
        found = self._factors.get(p)
        if found is None:
            content, pairs = factored(self._into(p))
            sign = int(content)
            out = []
            for f, e in pairs:
                q = self._out(f)
                if q.terms[0][1] < 0:
                    q = -q
                    sign *= (-1) ** e
                out.append((q, e))
            out.sort(key=lambda pair: (len(pair[0].terms), pair[0].terms))
            found = self._factors[p] = (sign, tuple(out))
        return found

    def primitive(self, p: Poly) -> Poly:
        """`p` divided by its positive integer content."""
        content = _content(p)
        return p if content in (0, 1) else Poly(tuple((e, c // content) for e, c in p.terms))

    def ratfun(self, num: Poly, den: Poly) -> RatFun:
        """``num / den`` in lowest terms with a positive leading coefficient below.

        Raises
        ------
        ExpressionError
            If `den` is identically zero.
        """
        if den.is_zero:
            raise ExpressionError("division by an expression that is identically zero")
        num, den = self.roots.rationalised(num, den)
        return self._lowest(self._into(num), self._into(den)) if den.constant is None else self._positive(num, den)

    def _lowest(self, num: Any, den: Any) -> RatFun:
        """A fraction of flint's polynomials without common factors."""
        if not den.is_constant():
            common = num.gcd(den)
            if not common.is_one():
                num, den = num / common, den / common
        return self._positive(self._out(num), self._out(den))

    def _positive(self, num: Poly, den: Poly) -> RatFun:
        """A fraction without common integers, the leading coefficient below positive."""
        if num.is_zero:
            return RatFun(num, self.one)
        content = _content(den, num) if den.terms[0][1] > 0 else -_content(den, num)
        if content == 1:
            return RatFun(num, den)
        return RatFun(*(Poly(tuple((e, c // content) for e, c in p.terms)) for p in (num, den)))

    def inner(self, *pairs: tuple[RatFun, RatFun]) -> RatFun:
        """Sum of the products of pairs of rational functions."""
        num, den = self._into(self.zero), self._into(self.one)
        for a, b in pairs:
            top, below = self._into(a.num) * self._into(b.num), self._into(a.den) * self._into(b.den)
            if below == den:
                num = num + top
            else:
                common = below.gcd(den)
                num, den = num * (below / common) + top * (den / common), den * (below / common)
        if self.roots.radicands or self.roots.numbers:
            return self.ratfun(self.roots.reduced(self._out(num)), self.roots.reduced(self._out(den)))
        return self._lowest(num, den)

    def plus(self, a: RatFun, b: RatFun) -> RatFun:
        """Sum of rational functions."""
        return self.inner((a, self.unit), (b, self.unit))

    def minus(self, a: RatFun, b: RatFun) -> RatFun:
        """Difference of rational functions."""
        return self.inner((a, self.unit), (b, self._minus))

    def times(self, a: RatFun, b: RatFun) -> RatFun:
        """Product of rational functions."""
        return self.inner((a, b))

    def from_number(self, value: Fraction) -> RatFun:
        """A constant rational function."""
        return RatFun(self.constant(value.numerator), self.constant(value.denominator))

    def read(self, node: Expr) -> RatFun:
        """The rational function that an expression denotes.

        Raises
        ------
        ExpressionError
            If a symbol is not one of the ring's, if ``min`` or ``max`` occurs, or a denominator is identically zero.
        """
        match node:
            case Number(value):
                return self.from_number(value)
            case Symbol(name):
                if name not in self._position:
                    raise ExpressionError(
                        f"the symbol {name!r} is not a parameter here; there are: {', '.join(self.names) or 'none'}"
                    )
                return RatFun(self.symbol(name), self.one)
            case Sum(terms):
                total = RatFun(self.zero, self.one)
                for term in terms:
                    total = self.plus(total, self.read(term))
                return total
            case Product(factors):
                total = RatFun(self.one, self.one)
                for factor in factors:
                    total = self.times(total, self.read(factor))
                return total
            case Quotient(a, b):
                top, below = self.read(a), self.read(b)
                if below.num.is_zero:
                    raise ExpressionError(f"the denominator {b!s} is identically zero")
                return self.times(top, self.ratfun(below.den, below.num))
            case Power(base, exponent):
                inner = self.read(base)
                return self.ratfun(self.power(inner.num, exponent), self.power(inner.den, exponent))
            case Root(radicand):
                inner = self.read(radicand)
                return self.ratfun(self.roots.of(self.mul(inner.num, inner.den)), inner.den)
            case RealRoot(found):
                return RatFun(self.roots.number(found), self.one)
            case Extremum(kind, _):
                raise ExpressionError(f"{kind}(...) may stand in conditions only: {node!s}")
        raise TypeError(f"not an expression: {node!r}")

    def write(self, p: Poly) -> Expr:
        """A polynomial as an expression tree."""
        return add(*(self._monomial(e, c) for e, c in p.terms))

    def write_short(self, p: Poly) -> Expr:
        """A polynomial as an expression, common monomials and other factors pulled out."""
        if p.is_zero or len(p.terms) == 1:
            return self.write(p)
        content, found = self.factors(p)
        if len(found) == 1 and found[0][1] == 1:
            return self.write(p)
        factors = list(found)
        flip = next((i for i, (q, e) in enumerate(factors) if e % 2 and any(c < 0 for _, c in q.terms)), None)
        if content < 0 and flip is not None:
            content, factors[flip] = -content, (-factors[flip][0], factors[flip][1])
        return multiply(Number(Fraction(content)), *(power(self.write(q), e) for q, e in factors))

    def _monomial(self, exponents: tuple[int, ...], coefficient: int) -> Expr:
        parts = (power(self._factor(i), e) for i, e in enumerate(exponents) if e)
        return multiply(Number(Fraction(coefficient)), *parts)

    def _factor(self, position: int) -> Expr:
        if position in self.roots.numbers:
            return RealRoot(self.roots.numbers[position])
        inside = self.roots.radicands.get(position)
        return Symbol(self.names[position]) if inside is None else root(self.write(inside))

    def write_fraction(self, value: RatFun) -> Expr:
        """A rational function as an expression tree, numeric content in front."""
        if value.num.is_zero:
            return Number(Fraction(0))
        if value.den.constant is not None:
            k = value.den.constant
            return add(*(multiply(Number(Fraction(c, k)), self._monomial(e, 1)) for e, c in value.num.terms))
        return self.write_short(value.num) / self.write_short(value.den)

    def collect(self, p: Poly, name: str) -> dict[int, Poly]:
        """Coefficients of the powers of one symbol."""
        i = self._position[name]
        table: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        for exponents, c in p.terms:
            rest = (*exponents[:i], 0, *exponents[i + 1 :])
            table.setdefault(exponents[i], []).append((rest, c))
        return {k: Poly.of(v) for k, v in sorted(table.items())}
