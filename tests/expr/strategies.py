"""Hypothesis strategies for expressions, conditions and points; for every layer's tests."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from gametheory.expr import (
    And,
    Comparison,
    Condition,
    Expr,
    Number,
    Or,
    Symbol,
    Truth,
    add,
    all_of,
    any_of,
    divide,
    multiply,
    negate,
    power,
)
from gametheory.expr.nodes import Not, extremum

NAMES = ("a", "b", "p", "w_R", "lam", "x1")
RELATIONS = ("<", "<=", "=", ">=", ">", "!=")


def rationals(limit: int = 9) -> st.SearchStrategy[Fraction]:
    """Fractions with small numerators and denominators."""
    return st.builds(Fraction, st.integers(-limit, limit), st.integers(1, limit))


def points(names: tuple[str, ...] = NAMES, limit: int = 9) -> st.SearchStrategy[dict[str, Fraction]]:
    """An exact value for every name."""
    return st.fixed_dictionaries({name: rationals(limit) for name in names})


def expressions(
    names: tuple[str, ...] = NAMES, *, max_leaves: int = 12, quotients: bool = True, extrema: bool = False
) -> st.SearchStrategy[Expr]:
    """Expressions as the smart constructors build them; `extrema` adds ``min`` and ``max`` (conditions only)."""
    leaves = st.sampled_from(names).map(Symbol) | rationals().map(Number)

    def grow(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        several = st.lists(parts, min_size=2, max_size=3)
        grown = (
            several.map(lambda found: add(*found))
            | several.map(lambda found: multiply(*found))
            | parts.map(negate)
            | st.builds(power, parts, st.integers(0, 3))
        )
        if quotients:
            below = parts.filter(lambda part: not (isinstance(part, Number) and part.value == 0))
            grown = grown | st.builds(divide, parts, below)
        if extrema:
            kinds = st.sampled_from(("min", "max"))
            grown = grown | st.builds(lambda kind, found: extremum(kind, *found), kinds, several)
        return grown

    return st.recursive(leaves, grow, max_leaves=max_leaves)


def comparisons(
    names: tuple[str, ...] = NAMES, *, max_leaves: int = 4, quotients: bool = True, extrema: bool = False
) -> st.SearchStrategy[Comparison]:
    """Comparisons of two expressions."""
    sides = expressions(names, max_leaves=max_leaves, quotients=quotients, extrema=extrema)
    return st.builds(Comparison, sides, st.sampled_from(RELATIONS), sides)


def conditions(
    names: tuple[str, ...] = NAMES, *, max_leaves: int = 8, quotients: bool = True, extrema: bool = False
) -> st.SearchStrategy[Condition]:
    """Conditions: comparisons (many of them with common sides) and truth values under and, or, not."""
    simple = st.sampled_from(names).map(Symbol) | st.sampled_from((0, 1)).map(lambda n: Number(Fraction(n)))
    leaves = (
        st.builds(Comparison, simple, st.sampled_from(RELATIONS), simple)
        | comparisons(names, quotients=quotients, extrema=extrema)
        | st.booleans().map(Truth)
    )

    def grow(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, min_size=2, max_size=5)
        return several.map(lambda found: all_of(*found)) | several.map(lambda found: any_of(*found)) | parts.map(Not)

    return st.recursive(leaves, grow, max_leaves=max_leaves)


def raw_conditions(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[Condition]:
    """Conditions put together without the smart constructors: nested, repeated, with truth values inside."""

    def grow(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, min_size=1, max_size=4).map(tuple)
        return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)

    return st.recursive(comparisons(names) | st.booleans().map(Truth), grow, max_leaves=6)
