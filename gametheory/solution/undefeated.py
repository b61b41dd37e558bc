"""Undefeated equilibria of signalling games in pure strategies.

An equilibrium is defeated by another one if a message that nobody sends in the first is sent in the second, by types
of which none loses and some gains by the move from the first to the second, and if the first does not believe what
this says about the sender: that the types which gain send the message for sure, those which neither gain nor lose
with any probability, and the others never. A row is kept where some belief supports it that lets no other row
defeat it.

G. Mailath, M. Okuno-Fujiwara and A. Postlewaite (1993), Belief-based refinements in signalling games, Journal of
Economic Theory 60(2):241-276.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gametheory.algebra import Formula, RatFun
from gametheory.errors import SolverError
from gametheory.expr import Symbol
from gametheory.solution.messages import MessageTest, messages, subsets
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solvers import Continuation


@dataclass(frozen=True)
class Rival:
    """A row in which some types send a message: where it exists, and what each of them gains by the move to it."""

    exists: Formula
    gains: Mapping[int, RatFun]


def defeated(solution: Solution) -> Callable[[Equilibrium], Formula]:
    """Where a row is defeated, in the solution's space.

    Raises
    ------
    SolverError
        If the game is not one in which one sender moves once, before all others, or the solution is not in pure
        strategies.
    """
    game, table = solution.game, solution.space.table
    found = messages(game)
    senders = {s.index for message in found for s in message.senders}
    players = {message.senders[0].player for message in found}
    if len(players) > 1 or any(s.player in players and s.index not in senders for s in game.tree.information_sets):
        raise SolverError(
            "'undefeated' is defined for two stages: one sender moves once, all others after it"
            "\n  here a sender moves more than once, or there are several senders."
        )
    if solution.scope.supports != "pure":
        raise SolverError(
            "'undefeated' is defined for equilibria in pure strategies"
            '\n  refine solve(game, supports="pure"); in a claim, write pure = true.'
        )
    tests = [MessageTest(solution, message, mixed=False) for message in found]
    rows = (*solution.equilibria, *solution.knife_edges)
    return lambda row: table.any_of([_fails(row, rows, test) for test in tests if not test.sent(row)])


def _fails(row: Equilibrium, rows: Sequence[Equilibrium], test: MessageTest) -> Formula:
    """Where no belief after one unsent message supports a row undefeated."""
    space, table = test.space, test.space.table
    rivals = list(_rivals(row, rows, test))
    if not rivals or not test.slots:
        return row.region.space.table.false
    paid = {t: test.paid(row, t) for t in range(len(test.types))}
    supported = []
    for c, possible in test.responses:
        stay = (test.gets(t, "<=", paid[t])(c) for t in paid)
        heeded = (_heeded(rival, c, possible, test) for rival in rivals)
        supported.append(test.exists(c, table.all_of([c.condition, *stay, *heeded])))
    return space.transfer(table.negate(table.any_of(supported)), row.region.space.table)


def _rivals(row: Equilibrium, rows: Sequence[Equilibrium], test: MessageTest) -> Iterator[Rival]:
    ring, table = test.space.ring, row.region.space.table
    for other in rows:
        chosen = dict(other.path)
        sending = [t for t, s in enumerate(test.types) if chosen.get(s.label) == test.message.action]
        both = table.all_of([row.region.formula, other.region.formula])
        if sending and row.region.space.oracle.possible(both) is not False:
            gains = {t: ring.minus(test.paid(other, t), test.paid(row, t)) for t in sending}
            yield Rival(row.region.space.transfer(other.region.formula, test.space.table), gains)


def _heeded(rival: Rival, c: Continuation, possible: frozenset[int], test: MessageTest) -> Formula:
    """Where a rival does not exist or tempt, or the beliefs behind a response are what it says about the sender."""
    table, ring = test.space.table, test.space.ring
    everyone = frozenset(rival.gains)

    def gain(t: int, rel: str) -> Formula:
        return table.ratio(rival.gains[t], rel)

    tempts = table.all_of(
        [rival.exists, *(gain(t, ">=") for t in everyone), table.any_of([gain(t, ">") for t in everyone])]
    )
    ways = [table.negate(tempts)]
    odds = {t: ring.read(Symbol(test.space.names[test.search.slots[slot]])).num for slot, t in test.slots.items()}
    for eager in subsets(everyone):
        if eager <= possible <= everyone:
            first = min(eager)
            pattern = [gain(t, ">" if t in eager else "=") for t in everyone]
            certain = (table.atom(ring.sub(odds[t], odds[first]), "=") for t in eager - {first})
            seldom = (table.atom(ring.sub(odds[t], odds[first]), "<=") for t in possible - eager)
            ways.append(table.all_of([*pattern, *certain, *seldom]))
    return table.any_of(ways)
