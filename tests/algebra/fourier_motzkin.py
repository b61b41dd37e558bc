"""Fourier-Motzkin elimination of linear conditions, exact: a second opinion on what is possible."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from gametheory.expr import And, Comparison, Condition, Not, Number, Or, Truth, evaluate, symbols

Row = tuple[tuple[Fraction, ...], Fraction, bool]
"""``coefficients . x + constant > 0`` (strict) or ``>= 0``."""


def possible(condition: Condition, names: Sequence[str]) -> bool:
    """Whether a condition with linear comparisons holds at some real point."""
    return any(_consistent(rows, len(names)) for rows in _alternatives(condition, names, True))


def _alternatives(node: Condition, names: Sequence[str], truth: bool) -> list[list[Row]]:
    match node:
        case Truth(value):
            return [[]] if value is truth else []
        case Not(part):
            return _alternatives(part, names, not truth)
        case And(parts) | Or(parts):
            options = [_alternatives(part, names, truth) for part in parts]
            if isinstance(node, And) is truth:
                return [[row for rows in choice for row in rows] for choice in product(*options)]
            return [rows for option in options for rows in option]
        case Comparison(left, op, right):
            if not truth:
                op = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}[op]
            row = _linear(left - right, names)
            minus = (tuple(-c for c in row[0]), -row[1])
            return {
                ">": [[(*row, True)]], ">=": [[(*row, False)]], "<": [[(*minus, True)]], "<=": [[(*minus, False)]],
                "=": [[(*row, False), (*minus, False)]], "!=": [[(*row, True)], [(*minus, True)]],
            }[op]
    raise TypeError(node)


def _linear(difference: object, names: Sequence[str]) -> tuple[tuple[Fraction, ...], Fraction]:
    expression = difference if not isinstance(difference, int) else Number(Fraction(difference))
    origin = dict.fromkeys(names, Fraction(0))
    assert symbols(expression) <= set(names)  # type: ignore[arg-type]
    constant = evaluate(expression, origin)  # type: ignore[arg-type]
    return tuple(evaluate(expression, origin | {n: Fraction(1)}) - constant for n in names), constant  # type: ignore[arg-type]


def _consistent(rows: list[Row], width: int) -> bool:
    for i in range(width):
        above = [r for r in rows if r[0][i] > 0]
        below = [r for r in rows if r[0][i] < 0]
        rows = [r for r in rows if not r[0][i]] + [_join(low, high, i) for low in above for high in below]
        rows = list(dict.fromkeys(rows))
    return all(constant > 0 or (constant == 0 and not strict) for _, constant, strict in rows)


def _join(low: Row, high: Row, i: int) -> Row:
    x, y = -high[0][i], low[0][i]
    coefficients = tuple(x * a + y * b for a, b in zip(low[0], high[0], strict=True))
    return coefficients, x * low[1] + y * high[1], low[2] or high[2]
