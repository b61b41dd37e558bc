"""Expressions and conditions of one declaration: parsed in place, definitions expanded, uses noted."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from gametheory.errors import ExpressionError, ModelError
from gametheory.expr import (
    ZERO,
    Condition,
    Expr,
    Extremum,
    Number,
    Truth,
    all_of,
    as_expr,
    as_number,
    substitute,
    subtree,
    symbols,
)
from gametheory.notation.faults import Faults, shown, suggestion
from gametheory.notation.sizes import MAX_DIGITS, Size, measure

RESERVED = ("and", "or", "not", "min", "max", "true", "false")
STAND_IN = Number(Fraction(1, 2))
"""In place of an expression that has a fault: as a payoff or a probability it has no fault of its own."""


class Formulas:
    """Reads the formulas of one declaration.

    Attributes
    ----------
    parameters, dependents : tuple of str
        Symbols that stay in expressions; dependents may not stand in conditions.
    definitions : dict
        Name to its fully expanded expression, in the order of declaration.
    local : tuple of str
        Symbols of the claim that is being read: what a parameter changes to.
    used : set of str
        Symbols that occurred in what was read with ``counts=True`` (membership only; never iterated).
    """

    def __init__(
        self, faults: Faults, parameters: Iterable[str], dependents: Iterable[str], definitions: Mapping[str, Any]
    ) -> None:
        self.faults = faults
        self.parameters = tuple(parameters)
        self.dependents = tuple(dependents)
        self.used: set[str] = set()
        self.local: tuple[str, ...] = ()
        self._names = tuple(definitions)
        self.definitions: dict[str, Expr] = {}
        self._sizes: dict[str, Size] = {}
        self._broken: set[str] = set()
        self._define(definitions)

    @property
    def known(self) -> tuple[str, ...]:
        """All declared symbols, in the order of declaration, and those of the claim being read."""
        return tuple(dict.fromkeys((*self.parameters, *self._names, *self.dependents, *self.local)))

    def expression(self, value: Any, *place: str, dependents: bool = True, counts: bool = True) -> Expr:
        """The exact expression of a text, number or object, definitions expanded; 1/2 if at fault (noted)."""
        found: Expr = self._expand(self._parse(value, place), place, STAND_IN, dependents, counts)
        return found

    def condition(self, value: Any, *place: str, counts: bool = True) -> Condition:
        """The condition of a text, truth value, list or object, definitions expanded; true if at fault (noted)."""
        if isinstance(value, (list, tuple)):
            return all_of(*(self.condition(part, *place, counts=counts) for part in value))
        if isinstance(value, bool):
            return Truth(value)
        found: Condition = self._expand(self._parse_condition(value, place), place, Truth(True), False, counts)
        return found

    def number(self, value: Any, *place: str) -> Fraction | None:
        """The exact value of a number; ``None`` if it has a fault (noted)."""
        try:
            found = as_number(value if isinstance(value, (Fraction, float)) else str(value))
            if max(abs(found.numerator), found.denominator) < 10**MAX_DIGITS:
                return found
            what = f"{shown(str(value))} has more than {MAX_DIGITS} digits"
            self.faults.add(what, self.faults.place(*place), f"at most {MAX_DIGITS} digits are read", ExpressionError)
        except (ExpressionError, ValueError):
            self.faults.add(
                f"{shown(str(value))} is not a finite number", self.faults.place(*place),
                'write an integer, a decimal such as 0.3, or a fraction such as "1/3"', ExpressionError,
            )
        return None

    def _parse(self, value: Any, place: tuple[str, ...]) -> Expr | None:
        try:
            if isinstance(value, str):
                from gametheory.expr.parse import parse_expression

                return parse_expression(value, known=self.known, place=self.faults.place(*place))
            if isinstance(value, Condition):
                raise ExpressionError(f"the condition '{value}' stands where an expression is needed")
            found = as_expr(value) if isinstance(value, (Expr, float, Fraction)) else as_expr(_plain(value))
        except ExpressionError as error:
            self._refuse(error, "" if isinstance(value, str) else self._prefix(place))
            return None
        return found if self._check_object(found, place) else None

    def _parse_condition(self, value: Any, place: tuple[str, ...]) -> Condition | None:
        try:
            if isinstance(value, str):
                from gametheory.expr.parse import parse_condition

                return parse_condition(value, known=self.known, place=self.faults.place(*place))
            if not isinstance(value, Condition):
                from gametheory.expr.sympy_bridge import from_sympy

                value = from_sympy(value)
            if not isinstance(value, Condition):
                raise ExpressionError(f"the expression '{value}' stands where a condition is needed")
        except ExpressionError as error:
            self._refuse(error, "" if isinstance(value, str) else self._prefix(place))
            return None
        return value if self._check_object(value, place) else None

    def _refuse(self, error: ModelError, prefix: str) -> None:
        self.faults.formulas = False
        self.faults.take(error, prefix)

    def _prefix(self, place: tuple[str, ...]) -> str:
        return self.faults.place(*place)[3:] + ": "

    def _check_object(self, node: Expr | Condition, place: tuple[str, ...]) -> bool:
        """Check an expression that was not parsed from text here: are its symbols declared, its functions allowed?"""
        strangers = sorted(symbols(node) - set(self.known))
        for name in strangers:
            what = f"unknown symbol {name!r} {self.faults.place(*place)}"
            self._refuse(ExpressionError(f"{what}\n    {node}\n  {suggestion(name, sorted(self.known))}"), "")
        if isinstance(node, Expr) and _has_extremum(node):
            text = f"min and max stand in conditions only, not in '{node}'"
            self._refuse(ExpressionError(f"{text} {self.faults.place(*place)}"), "")
            return False
        return not strangers

    def _expand(self, node: Any, place: tuple[str, ...], instead: Any, dependents: bool, counts: bool) -> Any:
        if node is None:
            return instead
        inside = symbols(node)
        if not inside.isdisjoint(self._broken):
            return instead
        fault = measure(node, {name: size for name, size in self._sizes.items() if name in inside}).fault
        if fault:
            self._refuse(ExpressionError(
                f"a formula is too large once its definitions are expanded {self.faults.place(*place)}\n"
                f"  {fault}; shorten the definitions."
            ), "")
            return instead
        try:
            result = substitute(node, self.definitions)
        except ExpressionError as error:
            self._refuse(error, self._prefix(place))
            return instead
        found = symbols(result)
        stray = [name for name in self.dependents if name in found]
        if stray and not dependents:
            self._refuse(ExpressionError(
                f"{stray[0]!r} has no value of its own, because a move decides it, {self.faults.place(*place)}\n"
                f"  write one of the values that [depends.{stray[0]}] gives it instead."
            ), "")
            return instead
        if counts:
            self.used |= found
        return result

    def _define(self, definitions: Mapping[str, Any]) -> None:
        """Parse all definitions and expand each after those that it uses."""
        parsed = {name: self._parse(value, (f"definitions.{name}",)) for name, value in definitions.items()}
        waiting = dict(parsed)
        while waiting:
            ready = [n for n, v in waiting.items() if v is None or not any(s in waiting for s in symbols(v))]
            if not ready:
                self._refuse_cycle(waiting)
                break
            for name in ready:
                found = self._expand(waiting.pop(name), (f"definitions.{name}",), None, True, False)
                if found is None:
                    self._broken.add(name)
                else:
                    self.definitions[name] = found
                    self._sizes[name] = measure(found, {})
        self.definitions = {name: self.definitions.get(name, ZERO) for name in parsed}

    def _refuse_cycle(self, waiting: Mapping[str, Expr | None]) -> None:
        name = next(iter(waiting))
        chain: list[str] = []
        while name not in chain:
            chain.append(name)
            inside = symbols(waiting[name] or ZERO)
            name = next(n for n in waiting if n in inside)
        chain = [*chain[chain.index(name):], name]
        self._refuse(ExpressionError(
            f"definitions lead back to themselves, {' -> '.join(chain)}, {self.faults.place('definitions')}\n"
            "  write one of them without the others."
        ), "")
        self._broken.update(waiting)


def check_names(faults: Faults, tables: Mapping[str, Iterable[str]]) -> None:
    """Note symbols that cannot be symbols and symbols declared in two tables (table name to the symbols in it)."""
    first: dict[str, str] = {}
    for table, names in tables.items():
        for name in names:
            place = faults.place(f"{table}.{name}")
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name):
                faults.formulas = False
                advice = "a symbol has up to 64 letters, digits and underscores, a letter first"
                faults.add(f"{shown(name)} is not a symbol", place, advice)
            elif name in RESERVED or keyword.iskeyword(name):
                faults.formulas = False
                word = "a word of the notation" if name in RESERVED else "a word of Python"
                advice = f"rename it, for example {_renamed(name)}"
                faults.add(f"{name!r} is {word} and cannot be a symbol", place, advice)
            if first.setdefault(name, table) != table:
                faults.formulas = False
                faults.add(f"{name!r} is declared in [{first[name]}] too,", place, "rename one of the two")


def _renamed(name: str) -> str:
    short = {"lambda": "lam"}.get(name.lower(), name + "_")
    return f'`{short}` with latex = "\\\\{name}"' if name == "lambda" else f"`{short}`"


def _plain(value: Any) -> Any:
    """Numbers of a file as something exact arithmetic accepts; sympy objects as they are."""
    return value if isinstance(value, int) or type(value).__module__.startswith("sympy") else str(value)


def _has_extremum(node: Expr) -> bool:
    return any(isinstance(part, Extremum) for part in subtree(node))
