"""How a row is stated: where closed forms are too long to read, in terms of named mixing probabilities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from gametheory.algebra import RatFun, Ring
from gametheory.expr import ONE, Expr, Symbol, add, negate, substitute, symbols
from gametheory.game import Game
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.rows import factored, outcomes_and_payoffs
from gametheory.solvers import Found
from gametheory.solvers.workspace import MIX, probabilities

LINE = 80
"""Characters of an expression up to which it is stated in closed form."""

LETTERS = ("s", "r", "t", "sigma")
"""With which names of mixing probabilities begin."""

Quantities = tuple[tuple[str, Expr], ...]

Shares = tuple[tuple[str, Expr, Expr | None], ...]
"""(action, its probability as stated, what that stands for if it is a name) of one mixed choice."""


@dataclass(frozen=True)
class Stated:
    """A row as tables, propositions and pages state it.

    Attributes
    ----------
    names : tuple of str
        The names given to mixing probabilities; empty where everything is stated in closed form.
    mixing : tuple of (information set label, ((action, probability, value), ...))
        The mixed choices; `value` is the closed form of a probability that has a name, else ``None``.
    outcomes, payoffs : tuples of (name, expression)
        In the parameters and the names.
    """

    names: tuple[str, ...]
    mixing: tuple[tuple[str, Shares], ...]
    outcomes: Quantities
    payoffs: Quantities


def stated(game: Game, found: Found, row: Equilibrium) -> Stated:
    """See :meth:`gametheory.Solution.stated`."""
    if not row.mixing or all(len(str(e)) <= LINE for _, e in (*row.outcomes, *row.payoffs)):
        closed = tuple((label, tuple((action, p, None) for action, p in own)) for label, own in row.mixing)
        return Stated((), closed, row.outcomes, row.payoffs)
    space, ring = found.space, found.space.ring
    points = row.region.sample(1)
    known = tuple(points[0].values()) if points else (Fraction(1, 3),) * len(game.symbols)
    inside = (*known, *(Fraction(1, 3) for _ in space.names[len(known) :]))
    slots = _slots(game, row)
    shares: dict[str, dict[str, RatFun]] = {}
    for label, own in row.mixing:
        named = {a: RatFun(ring.symbol(slots[label, a]), ring.one) for a, _ in own if (label, a) in slots}
        rest = RatFun(ring.one, ring.one)
        for share in named.values():
            rest = ring.minus(rest, share)
        shares[label] = {a: named.get(a, rest) for a, _ in own}
    chances, totals = outcomes_and_payoffs(game, space, row.path, shares)
    outcomes = tuple((name, _shorter(ring, e, chances[name], inside)) for name, e in row.outcomes)
    payoffs = tuple((name, _shorter(ring, e, totals[name], inside)) for name, e in row.payoffs)
    used = {symbol for _, e in (*outcomes, *payoffs) for symbol in symbols(e)}
    fresh, free = _fresh(game), {Symbol(name) for name, _ in row.free}
    names: dict[str, Expr] = {}
    for label, own in row.mixing:
        if any(slots.get((label, action)) in used for action, _ in own):
            for action, value in own:
                if (label, action) in slots:
                    names[slots[label, action]] = value if value in free else next(fresh)
    return Stated(
        tuple(str(name) for name in names.values() if name not in free),
        tuple((label, _told(label, own, slots, names)) for label, own in row.mixing),
        tuple((name, substitute(e, names)) for name, e in outcomes),
        tuple((name, substitute(e, names)) for name, e in payoffs),
    )


def _fresh(game: Game) -> Iterator[Symbol]:
    """Names for probabilities: a letter with which no symbol of the game begins, if there is one, and a number."""
    letter = next((x for x in LETTERS if not any(name.startswith(x) for name in game.symbols)), LETTERS[0])
    return (Symbol(name) for i in count(1) if (name := f"{letter}{i}") not in game.symbols)


def _told(
    label: str, own: Sequence[tuple[str, Expr]], slots: Mapping[tuple[str, str], str], names: Mapping[str, Expr]
) -> Shares:
    """A mixed choice with names for all probabilities but one, if they have names."""
    given = {action: names[slots[label, action]] for action, _ in own if slots.get((label, action)) in names}
    rest = add(ONE, *(negate(name) for name in given.values()))
    return tuple(
        (action, given.get(action, rest), p if given.get(action, p) != p else None) if given else (action, p, None)
        for action, p in own
    )


def _slots(game: Game, row: Equilibrium) -> Mapping[tuple[str, str], str]:
    """The solver's symbol of each mixing probability that gets a name: of each choice all but the longest."""
    sets = {s.label: s for s in game.tree.information_sets}
    numbers = probabilities(game, 0)
    found = {}
    for label, own in row.mixing:
        last = max(own, key=lambda pair: len(str(pair[1])))[0]
        index = sets[label].index
        spare = numbers.get((index, last))
        for action, _ in own:
            if action != last:
                found[label, action] = f"{MIX}{numbers.get((index, action), spare)}"
    return found


def _shorter(ring: Ring, closed: Expr, value: RatFun, inside: Sequence[Fraction]) -> Expr:
    """The shortest of the closed form and two ways to write a value in terms of mixing probabilities."""
    ways = (closed, ring.write_fraction(value), closed if value.num.is_zero else factored(ring, value, inside))
    return min(ways, key=lambda e: len(re.sub(rf"{MIX}\d+", "s1", str(e))))
