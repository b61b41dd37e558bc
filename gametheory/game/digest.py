"""The digest of a game: SHA-256 of what it means, whatever it is called."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

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
from gametheory.game.nouns import Tree

FORMAT = "gametheory-game/1"
"""Changes whenever the same game would get another digest."""


def canonical(node: Expr | Condition) -> str:
    """A text for an expression or condition that does not depend on the order of terms, factors and parts.

    Equal texts mean equal expressions; the converse is not promised (nothing is multiplied out).

    Examples
    --------
    >>> from gametheory.expr import Symbol
    >>> canonical(1 + Symbol("p")) == canonical(Symbol("p") + 1)
    True
    >>> canonical(Symbol("h") > 0)
    '(< 0 "h")'
    """
    match node:
        case Number(value):
            return str(value)
        case Symbol(name):
            return json.dumps(name)
        case Sum(parts):
            return _list("+", sorted(map(canonical, parts)))
        case Product(parts):
            return _list("*", sorted(map(canonical, parts)))
        case Quotient(above, below):
            return _list("/", [canonical(above), canonical(below)])
        case Power(base, exponent):
            return _list("^", [canonical(base), str(exponent)])
        case Extremum(kind, arguments):
            return _list(kind, sorted(map(canonical, arguments)))
        case Truth(value):
            return "true" if value else "false"
        case Comparison(left, op, right):
            sides = [canonical(left), canonical(right)]
            if op in (">", ">="):
                return _list("<" + op[1:], sides[::-1])
            return _list(op, sorted(sides) if op in ("=", "!=") else sides)
        case And(conditions):
            return _list("and", sorted(map(canonical, conditions)))
        case Or(conditions):
            return _list("or", sorted(map(canonical, conditions)))
        case Not(part):
            return _list("not", [canonical(part)])
    raise TypeError(f"not an expression or condition: {node!r}")


def _list(head: str, parts: Sequence[str]) -> str:
    return f"({head} {' '.join(parts)})"


def digest(
    players: Sequence[str], parameters: Sequence[str], measures: Sequence[str], where: Condition, tree: Tree
) -> str:
    """SHA-256 (hexadecimal) of the expanded game: tree, information sets, probabilities, payoffs, outcomes, `where`.

    The names and the order of players, parameters and measures count, since results are arrays in these orders;
    titles, meanings, baselines, definitions, profiles, claims and the spelling of payoffs by blocks do not.
    """
    texts: dict[int, str] = {}

    def written(expressions: Sequence[Expr]) -> list[str]:
        for expression in expressions:
            if id(expression) not in texts:
                texts[id(expression)] = canonical(expression)
        return [texts[id(expression)] for expression in expressions]

    total = sha256()

    def note(*line: object) -> None:
        total.update(json.dumps(line, separators=(",", ":")).encode())
        total.update(b"\n")

    note(FORMAT, list(players), list(parameters), list(measures), canonical(where))
    for node in tree.nodes:
        note(
            node.parent, node.action, node.move, node.player, list(node.actions), written(node.probabilities),
            node.information_set, written(node.payoffs), written(node.measures), node.outcome,
        )
    return total.hexdigest()
