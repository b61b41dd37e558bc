"""Formulas as text that reads back to the same formula, and TOML values written on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from gametheory.errors import ModelError
from gametheory.expr import (
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
    Sum,
    Symbol,
    Truth,
)

LONGEST = 10_000
"""Longest text of a formula that is read back."""

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def formula(node: Expr) -> str | int:
    """An expression as a file has it: an integer, or a text that reads back to the same tree.

    The text is the one a paper would print wherever that one reads back to the same tree (the order of a sum apart).
    """
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    from gametheory.expr.parse import parse_expression

    text = _short_enough(node)
    back = parse_expression(text)
    if back == node or (isinstance(back, Sum) and isinstance(node, Sum) and Counter(back.terms) == Counter(node.terms)):
        return text
    return literal(node)


def condition(node: Condition) -> str | bool:
    """A condition as a file has it: a truth value, or a text that reads back to the same tree."""
    if isinstance(node, Truth):
        return node.value
    from gametheory.expr.parse import parse_condition

    for text in (_short_enough(node), _plain(node)):
        if parse_condition(text) == node:
            return text
    return literal(node)


def _plain(node: Condition) -> str:
    """Comparisons as they print, one by one, joined as they are in the tree."""
    match node:
        case And(parts):
            return " and ".join(f"({_plain(p)})" if isinstance(p, Or) else _plain(p) for p in parts)
        case Or(parts):
            return " or ".join(f"({_plain(p)})" if isinstance(p, And) else _plain(p) for p in parts)
        case Not(part):
            return f"not ({_plain(part)})"
        case Comparison(left, op, right):
            return f"{left} {op} {right}"
    return literal(node)


def _short_enough(node: Expr | Condition) -> str:
    text = str(node)
    if len(text) > LONGEST:
        raise ModelError(
            f"a formula of {len(text)} characters is too long for a file: {text[:60]}...\n"
            "  split the payoff into several [[pays]] blocks, or the condition into a list of conditions."
        )
    return text


def literal(node: Expr | Condition) -> str:
    """The tree spelt out, every part in parentheses that is not a symbol or a number.

    Examples
    --------
    >>> p = Symbol("p")
    >>> literal(p * (p / (1 + p)))
    'p * (p / (p + 1))'
    """
    match node:
        case Number(value):
            return str(value) if value >= 0 and value.denominator == 1 else f"({value})"
        case Symbol(name):
            return name
        case Truth(value):
            return "true" if value else "false"
        case Sum(parts):
            return " + ".join(map(_part, parts))
        case Product(parts):
            return " * ".join(map(_part, parts))
        case Quotient(above, below):
            return f"{_part(above)} / {_part(below)}"
        case Power(base, exponent):
            return f"{_part(base)}^{exponent}"
        case Extremum(kind, arguments):
            return f"{kind}({', '.join(map(literal, arguments))})"
        case Comparison(left, op, right):
            return f"{literal(left)} {op} {literal(right)}"
        case And(conditions):
            return " and ".join(map(_part, conditions))
        case Or(conditions):
            return " or ".join(map(_part, conditions))
        case Not(part):
            return f"not {_part(part)}"
    raise TypeError(f"not an expression or condition: {node!r}")


def _part(node: Expr | Condition) -> str:
    text = literal(node)
    return text if isinstance(node, (Number, Symbol, Truth, Extremum, Comparison)) else f"({text})"


def key(name: str) -> str:
    """A TOML key, in quotes where it needs them."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else string(name)


def string(text: str) -> str:
    """A TOML string on one line."""
    return '"' + "".join(ESCAPES.get(c) or (c if c.isprintable() else _escaped(c)) for c in text) + '"'


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def value(entry: Any) -> str:
    """A TOML value on one line: texts, integers, truth values, formulas, lists and tables of them."""
    if isinstance(entry, Expr):
        entry = formula(entry)
    elif isinstance(entry, Condition):
        entry = condition(entry)
    if isinstance(entry, bool):
        return "true" if entry else "false"
    if isinstance(entry, int):
        return str(entry)
    if isinstance(entry, Mapping):
        inside = ", ".join(f"{key(name)} = {value(part)}" for name, part in entry.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(entry, (list, tuple)):
        return f"[{', '.join(map(value, entry))}]"
    return string(str(entry))
