"""Continuation classes as JSON values: how play off the path fills in the rows of a stored solution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gametheory.algebra import Formula, ParameterSpace, Poly, RatFun
from gametheory.errors import StoreError
from gametheory.expr import RealRoot
from gametheory.expr.algebraic import BITS, RootOf
from gametheory.expr.parse import parse_expression
from gametheory.game import Game
from gametheory.solvers import Alternative, Continuation, Guarded
from gametheory.solvers.classes import Choice, Mixture

MAX_EXPONENT = 10_000  # no game has such a polynomial, and a damaged file may not take for ever


def reachable(roots: Sequence[Continuation]) -> list[Continuation]:
    """Every class below some classes, once."""
    seen: dict[int, Continuation] = {}
    stack = list(reversed(roots))
    while stack:
        c = stack.pop()
        if id(c) not in seen:
            seen[id(c)] = c
            for a in c.alternatives:
                stack.extend(a.active)
                stack.extend(below for group in a.deterred for g in group for below in g.below)
    return list(seen.values())


def conditions(a: Alternative) -> list[Formula]:
    """The formulas that a way of filling in a class refers to."""
    found = [a.condition, a.bound]
    for group in a.deterred:
        found.extend(f for g in group for f in (g.condition, g.bound))
    return [f for f in found if f is not None]


def stored_poly(p: Poly) -> Any:
    """A polynomial as its terms, exponents by position."""
    return [[[[i, e] for i, e in enumerate(exponents) if e], str(c)] for exponents, c in p.terms]


def read_poly(stored: Any, width: int) -> Poly:
    """A polynomial from its terms.

    Raises
    ------
    StoreError
        If it does not fit the space.
    """
    terms = []
    for powers, coefficient in stored:
        exponents = [0] * width
        for i, e in powers:
            if not (isinstance(i, int) and 0 <= i < width and 0 < int(e) <= MAX_EXPONENT) or exponents[i]:
                raise StoreError("a polynomial does not fit the parameters")
            exponents[i] = int(e)
        terms.append((tuple(exponents), int(coefficient)))
    if len({e for e, _ in terms}) < len(terms):
        raise StoreError("a polynomial has two terms of one kind")
    return Poly.of(terms)


def stored_roots(space: ParameterSpace) -> Any:
    """The roots of a space: how many it has room for, and those that it has.

    A square root is stored as what it is the root of, any other as its text.
    """
    roots = space.ring.roots
    found = [str(r) if isinstance(r, RootOf) else stored_poly(r) for r in roots.defined.values()]
    return {"places": len(roots.places), "of": found}


def restore_roots(space: ParameterSpace, parameters: int, stored: Sequence[Any]) -> None:
    """The roots of a space, as they were when it was stored.

    Raises
    ------
    StoreError
        If they are not in the form in which they are stored, or not of polynomials in the parameters.
    """
    roots = space.ring.roots
    found: list[Poly | RootOf] = []
    for text in stored:
        if isinstance(text, str):
            number = parse_expression(text, result=True)
            if not isinstance(number, RealRoot) or number.root.within(BITS)[0] <= 0:
                raise StoreError(f"{text!r} is not a positive root of a polynomial of degree 3 or more")
            found.append(number.root)
            roots.number(number.root)
        else:
            p = read_poly(text, len(space.names))
            if p.is_zero or any(v >= parameters for v in p.variables):
                raise StoreError("a square root is not one of a polynomial in the parameters")
            found.append(p)
            roots.of(p)
    if list(roots.defined.values()) != found:
        raise StoreError("the roots are not in their normal form")


def stored_mixtures(mixtures: Sequence[Mixture]) -> Any:
    """Mixtures by information set: actions with numerators and denominators of their probabilities."""
    return [[s, [[action, stored_poly(p.num), stored_poly(p.den)] for action, p in own]] for s, own in mixtures]


def stored_class(c: Continuation, number: Callable[[Formula], int], numbers: Mapping[int, int]) -> Any:
    """The ways of filling in a class; formulas and classes are referred to by number."""

    def optional(f: Formula | None) -> int | None:
        return None if f is None else number(f)

    def solved(pairs: tuple[tuple[int, RatFun], ...]) -> Any:
        return [[slot, stored_poly(f.num), stored_poly(f.den)] for slot, f in pairs]

    return [
        {
            "if": number(a.condition),
            "choices": [list(choice) for choice in a.choices],
            "mixed": stored_mixtures(a.mixed),
            "active": [numbers[id(below)] for below in a.active],
            "deterred": [
                [
                    {
                        "if": number(g.condition),
                        "below": [numbers[id(b)] for b in g.below],
                        "solved": solved(g.solved),
                        "loose": list(g.loose),
                        "bound": optional(g.bound),
                    }
                    for g in group
                ]
                for group in a.deterred
            ],
            "born": [[slot, list(choice)] for slot, choice in a.born],
            "free": [list(pair) for pair in a.free],
            "believed": [[s, list(nodes)] for s, nodes in a.believed],
            "solved": solved(a.solved),
            "loose": list(a.loose),
            "bound": optional(a.bound),
            "order": [[kind, [list(term) for term in row]] for kind, row in a.order],
        }
        for a in c.alternatives
    ]


class PlayReader:
    """Reads classes back.

    Parameters
    ----------
    game : Game
    space : ParameterSpace
        The solver's.
    guard : function of a number to Formula
        Raises StoreError where there is none.
    """

    def __init__(self, game: Game, space: ParameterSpace, guard: Callable[[Any], Formula]) -> None:
        self.game, self.space, self.guard = game, space, guard

    def classes(self, stored: Sequence[Any]) -> list[Continuation]:
        """All classes, in the order stored.

        Raises
        ------
        StoreError
            If they refer to what does not exist, or in a circle.
        """
        done: dict[int, Continuation] = {}
        stack = list(reversed(range(len(stored))))
        limit = 2 * len(stored) + sum(len(self._needed(c)) for c in stored)
        while stack:
            i = stack[-1]
            missing = [j for j in self._needed(stored[i]) if j not in done]
            if i in done or not missing:
                stack.pop()
                if i not in done:
                    done[i] = self._continuation(stored[i], done)
                continue
            stack.extend(missing)
            if len(stack) > limit:
                raise StoreError("the play refers to itself")
        return [done[i] for i in range(len(stored))]

    @staticmethod
    def _needed(stored: Any) -> list[int]:
        return [
            j
            for a in stored
            for j in (*a["active"], *(b for group in a["deterred"] for g in group for b in g["below"]))
        ]

    def _continuation(self, stored: Any, done: Mapping[int, Continuation]) -> Continuation:
        table = self.space.table
        ways = tuple(
            Alternative(
                condition=self.guard(a["if"]),
                choices=tuple(self._choice(choice) for choice in a["choices"]),
                active=tuple(done[j] for j in a["active"]),
                deterred=tuple(tuple(self._guarded(g, done) for g in group) for group in a["deterred"]),
                born=tuple((self._slot(slot), self._choice(choice)) for slot, choice in a["born"]),
                bound=self._optional(a["bound"]),
                free=tuple((self._slot(slot), int(node)) for slot, node in a["free"]),
                believed=tuple((int(s), tuple(int(n) for n in nodes)) for s, nodes in a["believed"]),
                order=tuple((str(kind), tuple((int(s), int(n)) for s, n in row)) for kind, row in a["order"]),
                mixed=self.mixtures(a["mixed"]),
                solved=self._solved(a["solved"]),
                loose=tuple(self._slot(slot) for slot in a["loose"]),
            )
            for a in stored
        )
        return Continuation((), (), table.any_of([w.condition for w in ways]) if ways else table.true, ways)

    def _guarded(self, stored: Any, done: Mapping[int, Continuation]) -> Guarded:
        return Guarded(
            self.guard(stored["if"]),
            tuple(done[j] for j in stored["below"]),
            solved=self._solved(stored["solved"]),
            loose=tuple(self._slot(slot) for slot in stored["loose"]),
            bound=self._optional(stored["bound"]),
        )

    def _optional(self, number: Any) -> Formula | None:
        return None if number is None else self.guard(number)

    def _choice(self, stored: Any) -> Choice:
        number, action = stored
        sets = self.game.tree.information_sets
        if not isinstance(number, int) or not 0 <= number < len(sets) or action not in sets[number].actions:
            raise StoreError(f"there is no action {action!r} at the information set {number}")
        return number, action

    def mixtures(self, stored: Any) -> tuple[Mixture, ...]:
        """Mixtures by information set.

        Raises
        ------
        StoreError
            If they refer to what does not exist.
        """
        return tuple(self._mixture(m) for m in stored)

    def _mixture(self, stored: Any) -> Mixture:
        number, shares = stored
        return number, tuple((self._choice((number, a))[1], self._ratfun(num, den)) for a, num, den in shares)

    def _slot(self, slot: Any) -> int:
        if not isinstance(slot, int) or not 0 <= slot < len(self.space.names) - len(self.game.symbols):
            raise StoreError(f"there is no slot {slot!r}")
        return slot

    def _solved(self, stored: Any) -> tuple[tuple[int, RatFun], ...]:
        return tuple((self._slot(slot), self._ratfun(num, den)) for slot, num, den in stored)

    def _ratfun(self, num: Any, den: Any) -> RatFun:
        width = len(self.space.names)
        below = read_poly(den, width)
        if below.is_zero:
            raise StoreError("a denominator is zero")
        return RatFun(read_poly(num, width), below)
