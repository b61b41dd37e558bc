"""Frozen expression and condition trees: what a game's payoffs, probabilities and assumptions are made of.

Expressions are rational functions of named symbols with exact rational numbers; conditions are Boolean
combinations of comparisons. Both are immutable, hashable and compare by structure (``==`` is structural
equality, so use :meth:`Expr.equal_to` to build an equation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import ExpressionError
from gametheory.expr.algebraic import Algebraic, RootOf
from gametheory.expr.numbers import as_number
from gametheory.expr.surds import Surd, square_part


class Expr:
    """Base of all expressions; arithmetic and comparisons build new ones."""

    __slots__ = ()
    __array_ufunc__ = None  # a numpy number on the left leaves the operation to us

    def __add__(self, other: Any) -> Expr:
        return add(self, as_expr(other))

    def __radd__(self, other: Any) -> Expr:
        return add(as_expr(other), self)

    def __sub__(self, other: Any) -> Expr:
        return add(self, negate(as_expr(other)))

    def __rsub__(self, other: Any) -> Expr:
        return add(as_expr(other), negate(self))

    def __mul__(self, other: Any) -> Expr:
        return multiply(self, as_expr(other))

    def __rmul__(self, other: Any) -> Expr:
        return multiply(as_expr(other), self)

    def __truediv__(self, other: Any) -> Expr:
        return divide(self, as_expr(other))

    def __rtruediv__(self, other: Any) -> Expr:
        return divide(as_expr(other), self)

    def __pow__(self, exponent: int) -> Expr:
        return power(self, exponent)

    def __neg__(self) -> Expr:
        return negate(self)

    def __pos__(self) -> Expr:
        return self

    def __lt__(self, other: Any) -> Comparison:
        return Comparison(self, "<", as_expr(other))

    def __le__(self, other: Any) -> Comparison:
        return Comparison(self, "<=", as_expr(other))

    def __gt__(self, other: Any) -> Comparison:
        return Comparison(self, ">", as_expr(other))

    def __ge__(self, other: Any) -> Comparison:
        return Comparison(self, ">=", as_expr(other))

    def equal_to(self, other: Any) -> Comparison:
        """The equation ``self = other`` (``==`` compares structure)."""
        return Comparison(self, "=", as_expr(other))

    def sympy(self) -> Any:
        """The same expression as a sympy object (imports sympy)."""
        from gametheory.expr.sympy_bridge import to_sympy

        return to_sympy(self)

    def latex(self, names: Mapping[str, str] | None = None) -> str:
        """LaTeX of the expression; `names` maps a symbol to its LaTeX."""
        from gametheory.expr.printing import latex

        return latex(self, names)

    def __str__(self) -> str:
        from gametheory.expr.printing import text

        return text(self)


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol(Expr):
    """A named parameter (or a dependent symbol, before expansion)."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum(Expr):
    """A sum of two or more terms."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Product(Expr):
    """A product of two or more factors."""

    factors: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Quotient(Expr):
    """A quotient."""

    numerator: Expr
    denominator: Expr


@dataclass(frozen=True, slots=True)
class Power(Expr):
    """An integer power, exponent at least 2."""

    base: Expr
    exponent: int


@dataclass(frozen=True, slots=True)
class Root(Expr):
    """A positive square root; it occurs in results, no model is written with it."""

    radicand: Expr


@dataclass(frozen=True, slots=True)
class RealRoot(Expr):
    """A real root of a polynomial of degree 3 or more: a number that occurs in results only."""

    root: RootOf


@dataclass(frozen=True, slots=True)
class Extremum(Expr):
    """``min`` or ``max`` of two or more expressions; allowed in conditions only."""

    kind: str
    arguments: tuple[Expr, ...]


ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
_MINUS_ONE = Number(Fraction(-1))


class Condition:
    """Base of all conditions; ``&``, ``|`` and ``~`` build new ones."""

    __slots__ = ()

    def __and__(self, other: Condition) -> Condition:
        return all_of(self, other)

    def __or__(self, other: Condition) -> Condition:
        return any_of(self, other)

    def __invert__(self) -> Condition:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError(
            f"the condition {self!s} has no truth value of its own; join conditions with &, | and ~, "
            "and write a chain as text, for example '0 < p < 1'"
        )

    def latex(self, names: Mapping[str, str] | None = None) -> str:
        """LaTeX of the condition; `names` maps a symbol to its LaTeX."""
        from gametheory.expr.printing import latex

        return latex(self, names)

    def __str__(self) -> str:
        from gametheory.expr.printing import text

        return text(self)


@dataclass(frozen=True, slots=True)
class Truth(Condition):
    """The condition that always, or never, holds."""

    value: bool


@dataclass(frozen=True, slots=True)
class Comparison(Condition):
    """``left op right`` with op one of ``< <= = >= > !=``."""

    left: Expr
    op: str
    right: Expr


@dataclass(frozen=True, slots=True)
class And(Condition):
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold."""

    part: Condition


TRUE = Truth(True)
FALSE = Truth(False)


def as_expr(value: Any) -> Expr:
    """`value` as an expression: an :class:`Expr`, a number (see :func:`as_number`), also with roots, or a sympy one."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, Surd | Algebraic):
        return _irrational(value)
    if type(value).__module__.partition(".")[0] == "sympy":
        from gametheory.expr.sympy_bridge import from_sympy

        found = from_sympy(value)
        if not isinstance(found, Expr):
            raise ExpressionError(f"the condition {found!s} stands where an expression is needed")
        return found
    return Number(as_number(value))


def _irrational(value: Surd | Algebraic) -> Expr:
    if isinstance(value, Surd):
        return add(*(multiply(Number(c), root(Number(Fraction(n)))) for n, c in value.terms))
    powers = enumerate(value.coefficients)
    return add(*(multiply(Number(c), power(RealRoot(value.root), i)) for i, c in powers if c))


def add(*terms: Expr) -> Expr:
    """Sum with nested sums flattened, zeros dropped and numbers folded into one last term."""
    flat: list[Expr] = []
    constant = Fraction(0)
    for term in terms:
        for part in term.terms if isinstance(term, Sum) else (term,):
            if isinstance(part, Number):
                constant += part.value
            else:
                flat.append(part)
    if constant or not flat:
        flat.append(Number(constant))
    return flat[0] if len(flat) == 1 else Sum(tuple(flat))


def multiply(*factors: Expr) -> Expr:
    """Product with nested products flattened, ones dropped and numbers folded into one first factor."""
    flat: list[Expr] = []
    constant = Fraction(1)
    for factor in factors:
        for part in factor.factors if isinstance(factor, Product) else (factor,):
            if isinstance(part, Number):
                constant *= part.value
            else:
                flat.append(part)
    if constant == 0:
        return ZERO
    if constant != 1 or not flat:
        flat.insert(0, Number(constant))
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


def negate(value: Expr) -> Expr:
    """``-value``, distributed over a sum."""
    if isinstance(value, Sum):
        return add(*[negate(term) for term in value.terms])
    if isinstance(value, Number):
        return Number(-value.value)
    factors = value.factors if isinstance(value, Product) else (value,)
    if not isinstance(factors[0], Number):
        return Product((_MINUS_ONE, *factors))
    if factors[0] != _MINUS_ONE:
        return Product((Number(-factors[0].value), *factors[1:]))
    return factors[1] if len(factors) == 2 else Product(factors[1:])


def divide(numerator: Expr, denominator: Expr) -> Expr:
    """Quotient; a numeric denominator becomes a factor.

    Raises
    ------
    ExpressionError
        If the denominator is the number 0.
    """
    if isinstance(denominator, Number):
        if denominator.value == 0:
            raise ExpressionError(f"division by zero in ({numerator!s}) / 0")
        return multiply(Number(1 / denominator.value), numerator)
    if numerator == ZERO:
        return ZERO
    return Quotient(numerator, denominator)


def power(base: Expr, exponent: int) -> Expr:
    """Integer power; negative exponents become quotients."""
    if not isinstance(exponent, int):
        raise ExpressionError(f"the exponent {exponent!r} is not an integer")
    if abs(exponent) > 64:
        raise ExpressionError(f"the exponent {exponent} is beyond 64")
    if exponent < 0:
        return divide(ONE, power(base, -exponent))
    if exponent == 0:
        return ONE
    if exponent == 1:
        return base
    return Number(base.value**exponent) if isinstance(base, Number) else Power(base, exponent)


def root(radicand: Expr) -> Expr:
    """Square root; rational where it is one of a number, squares of a number taken out otherwise."""
    if not isinstance(radicand, Number) or radicand.value < 0:
        return Root(radicand)
    outer, inner = square_part(radicand.value.numerator * radicand.value.denominator)
    outside = Number(Fraction(outer, radicand.value.denominator))
    return outside if inner == 1 else multiply(outside, Root(Number(Fraction(inner))))


def extremum(kind: str, *arguments: Expr) -> Expr:
    """``min`` or ``max`` of the arguments; folded when all of them are numbers."""
    numbers = [argument.value for argument in arguments if isinstance(argument, Number)]
    if len(numbers) == len(arguments):
        return Number(min(numbers) if kind == "min" else max(numbers))
    return Extremum(kind, arguments)


def all_of(*parts: Condition) -> Condition:
    """Conjunction, flattened and without repetitions."""
    return _join(And, True, parts)


def any_of(*parts: Condition) -> Condition:
    """Disjunction, flattened and without repetitions."""
    return _join(Or, False, parts)


def _join(kind: type[And] | type[Or], neutral: bool, parts: tuple[Condition, ...]) -> Condition:
    flat: dict[Condition, None] = {}
    for part in parts:
        for piece in part.parts if isinstance(part, kind) else (part,):
            if isinstance(piece, Truth):
                if piece.value is not neutral:
                    return piece
            else:
                flat[piece] = None
    if not flat:
        return Truth(neutral)
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))
