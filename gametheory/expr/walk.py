"""Walking expression and condition trees: parts and symbols, substitution, and exact values at a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from gametheory.errors import ExpressionError
from gametheory.expr.algebraic import Algebraic, ExactNumber
from gametheory.expr.nodes import (
    And,
    Comparison,
    Condition,
    Expr,
    Extremum,
    Not,
    Number,
    Or,
    Power,
    Product,
    Quotient,
    RealRoot,
    Root,
    Sum,
    Symbol,
    Truth,
    add,
    all_of,
    any_of,
    divide,
    extremum,
    multiply,
    power,
    root,
)
from gametheory.expr.surds import Surd, square_root


def children(node: Expr | Condition) -> tuple[Expr | Condition, ...]:
    """Direct parts of a node."""
    match node:
        case Sum(parts) | Product(parts) | Extremum(_, parts) | And(parts) | Or(parts):
            return parts
        case Quotient(a, b) | Comparison(a, _, b):
            return (a, b)
        case Power(base, _) | Root(base):
            return (base,)
        case Not(part):
            return (part,)
    return ()


def subtree(node: Expr | Condition) -> Iterator[Expr | Condition]:
    """A node and all below it, each before its parts."""
    yield node
    for part in children(node):
        yield from subtree(part)


def symbols(node: Expr | Condition) -> frozenset[str]:
    """Names of all symbols that occur."""
    if isinstance(node, Symbol):
        return frozenset((node.name,))
    return frozenset().union(*(symbols(part) for part in children(node)))


def substitute(node: Any, values: Mapping[str, Expr]) -> Any:
    """`node` with symbols replaced by expressions (all at once); constants are folded."""
    match node:
        case Symbol(name):
            return values.get(name, node)
        case Number() | Truth() | RealRoot():
            return node
        case Sum(terms):
            return add(*(substitute(t, values) for t in terms))
        case Product(factors):
            return multiply(*(substitute(f, values) for f in factors))
        case Quotient(a, b):
            return divide(substitute(a, values), substitute(b, values))
        case Power(base, exponent):
            return power(substitute(base, values), exponent)
        case Root(radicand):
            return root(substitute(radicand, values))
        case Extremum(kind, arguments):
            return extremum(kind, *(substitute(a, values) for a in arguments))
        case Comparison(a, op, b):
            left, right = substitute(a, values), substitute(b, values)
            if isinstance(left, Number) and isinstance(right, Number):
                return Truth(COMPARE[op](left.value, right.value))
            return Comparison(left, op, right)
        case And(parts):
            return all_of(*(substitute(p, values) for p in parts))
        case Or(parts):
            return any_of(*(substitute(p, values) for p in parts))
        case Not(part):
            inner = substitute(part, values)
            return Truth(not inner.value) if isinstance(inner, Truth) else Not(inner)
    raise TypeError(f"not an expression or condition: {node!r}")


COMPARE: Mapping[str, Callable[[ExactNumber, ExactNumber], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "!=": lambda a, b: a != b,
}


def evaluate(node: Expr, values: Mapping[str, Fraction]) -> Fraction:
    """Exact value of an expression at a point.

    Raises
    ------
    ExpressionError
        If a symbol has no value, a denominator is zero there, or the value is irrational (see :func:`exact_value`).
    """
    found = exact_value(node, values)
    if isinstance(found, Surd | Algebraic):
        raise ExpressionError(f"{node!s} is irrational at this point: {found}")
    return found


def exact_value(node: Expr, values: Mapping[str, ExactNumber]) -> ExactNumber:
    """Exact value of an expression at a point, roots included.

    Raises
    ------
    ExpressionError
        If a symbol has no value, a denominator is zero there, or what stands under a root is negative or irrational.
    """
    match node:
        case Number(value):
            return value
        case Symbol(name):
            try:
                return values[name]
            except KeyError:
                raise ExpressionError(
                    f"no value for the symbol {name!r}; give one for each of the game's parameters"
                ) from None
        case Sum(terms):
            return reduce(lambda a, b: a + b, (exact_value(t, values) for t in terms))
        case Product(factors):
            return reduce(lambda a, b: a * b, (exact_value(f, values) for f in factors))
        case Quotient(a, b):
            below = exact_value(b, values)
            if below == 0:
                raise ExpressionError(f"the denominator {b!s} is zero at this point")
            return Fraction(1) * exact_value(a, values) / below
        case Power(base, exponent):
            return exact_value(base, values) ** exponent
        case Root(radicand):
            inside = exact_value(radicand, values)
            if isinstance(inside, Surd | Algebraic):
                raise ExpressionError(f"{node!s} is the root of an irrational number at this point: {inside}")
            return square_root(inside)
        case RealRoot(found):
            return found.number(0, 1)
        case Extremum(kind, arguments):
            return (min if kind == "min" else max)(exact_value(a, values) for a in arguments)
    raise TypeError(f"not an expression: {node!r}")


def holds(node: Condition, values: Mapping[str, Fraction]) -> bool:
    """Exact truth of a condition at a point (raises like :func:`evaluate`)."""
    match node:
        case Truth(value):
            return value
        case Comparison(a, op, b):
            return COMPARE[op](evaluate(a, values), evaluate(b, values))
        case And(parts):
            return all(holds(p, values) for p in parts)
        case Or(parts):
            return any(holds(p, values) for p in parts)
        case Not(part):
            return not holds(part, values)
    raise TypeError(f"not a condition: {node!r}")
