"""Payoffs and probabilities at a history: dependent symbols resolved, parts added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from gametheory.expr import ZERO, Expr, Number, Product, Sum, add, multiply, substitute, symbols
from gametheory.game.nouns import Dependent


class Resolver:
    """Replaces dependent symbols by what a history chose, and notes those that it did not choose."""

    def __init__(self, dependents: Sequence[Dependent]) -> None:
        self._dependents = {d.name: d for d in dependents}
        self._values = {d.name: dict(d.values) for d in dependents}
        self._moves: dict[int, tuple[Expr, tuple[str, ...]]] = {}
        self._resolved: dict[tuple[int, tuple[str | None, ...]], Expr] = {}
        self._sums: dict[tuple[int, ...], tuple[tuple[Expr, ...], Expr]] = {}
        self._faults: dict[tuple[str, str, str], str] = {}

    @property
    def faults(self) -> list[str]:
        """One text for each place and dependent symbol that could not be resolved at some history."""
        return list(self._faults.values())

    def resolve(self, expression: Expr, history: Mapping[str, str], place: str) -> Expr:
        """`expression` with the values that `history` chose; unresolved symbols are left and noted."""
        if id(expression) not in self._moves:
            self._moves[id(expression)] = (expression, self._moves_behind(expression))
        key = (id(expression), tuple(history.get(move) for move in self._moves[id(expression)][1]))
        if key not in self._resolved:
            self._resolved[key] = self._replace(expression, history, place)
        return self._resolved[key]

    def total(self, parts: Sequence[Expr]) -> Expr:
        """The sum of resolved parts, like terms collected."""
        key = tuple(id(part) for part in parts)
        if key not in self._sums:
            self._sums[key] = (tuple(parts), collect(parts))
        return self._sums[key][1]

    def _moves_behind(self, expression: Expr) -> tuple[str, ...]:
        names = sorted(symbols(expression) & self._dependents.keys())
        seen = dict.fromkeys(names)
        for name in names:
            for value in self._values[name].values():
                for inner in sorted(symbols(value) & self._dependents.keys()):
                    if inner not in seen:
                        seen[inner] = None
                        names.append(inner)
        return tuple(dict.fromkeys(self._dependents[name].on for name in names))

    def _replace(self, expression: Expr, history: Mapping[str, str], place: str) -> Expr:
        values: dict[str, Expr] = {}
        for name in sorted(symbols(expression) & self._dependents.keys()):
            move = self._dependents[name].on
            action = history.get(move)
            if action in self._values[name]:
                values[name] = self._replace(self._values[name][action], history, place)
                continue
            if action is None:
                why = f"the move {move!r}, which is not played at {described(history)}"
                cure = "give it a value another way, or let 'when' leave such histories out"
            else:
                why = f"the move {move!r} and has no value for its action {action!r}, played at {described(history)}"
                cure = f"add {action} to its values"
            self._faults.setdefault((place, name, str(action)), f"{place}: {name!r} depends on {why}; {cure}")
        result: Expr = substitute(expression, values) if values else expression
        return result


def described(history: Mapping[str, str]) -> str:
    """A history in words, ``the history tie=1, posture=N``."""
    return "the history " + ", ".join(f"{m}={a}" for m, a in history.items()) if history else "the start of the game"


def collect(parts: Sequence[Expr]) -> Expr:
    """The sum with like terms collected, in the order of first appearance.

    Examples
    --------
    >>> from gametheory.expr import Symbol
    >>> k = Symbol("k")
    >>> collect([-k, 1 - k]) == 1 - 2 * k
    True
    """
    coefficients: dict[Expr, Fraction] = {}
    constant = Fraction(0)
    for term in _terms(parts):
        if isinstance(term, Number):
            constant += term.value
            continue
        number, rest = Fraction(1), term
        if isinstance(term, Product) and isinstance(term.factors[0], Number):
            number, rest = term.factors[0].value, multiply(*term.factors[1:])
        coefficients[rest] = coefficients.get(rest, Fraction(0)) + number
    terms = [multiply(Number(number), rest) for rest, number in coefficients.items() if number]
    return add(*terms, Number(constant)) if terms or constant else ZERO


def _terms(parts: Sequence[Expr]) -> list[Expr]:
    return [term for part in parts for term in (part.terms if isinstance(part, Sum) else (part,))]
