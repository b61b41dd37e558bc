"""From a declaration to the tree that it means: order of play, information sets, payoffs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gametheory.errors import ModelError
from gametheory.expr import ONE, TRUE, ZERO, Condition, Expr, Number
from gametheory.game.declaration import OUTCOMES, PAYOFFS, PLAY, SIGHT, Findings, check, symbol_faults
from gametheory.game.digest import digest
from gametheory.game.labels import information_sets_of, labels
from gametheory.game.nouns import (
    NATURE,
    Claim,
    Definition,
    Dependent,
    Game,
    InformationSet,
    Move,
    Node,
    Outcome,
    Parameter,
    Payment,
    Profile,
    Tree,
    Variant,
)
from gametheory.game.payoffs import Resolver, described
from gametheory.game.sight import Seen, Sight, holds

__all__ = ["MAX_HISTORIES", "expand", "information_sets_of", "make_game"]

MAX_HISTORIES = 200_000
"""Trees with more histories than this are refused."""

SHOWN = 3
"""Histories quoted in one fault."""

History = dict[str, str]
Experience = tuple[tuple[int, str], ...]
"""A player's own information sets (by number) and actions so far."""


def expand(
    *,
    players: Sequence[str],
    moves: Sequence[Move],
    outcomes: Sequence[Outcome] = (),
    payments: Sequence[Payment] = (),
    dependents: Sequence[Dependent] = (),
    measures: Sequence[str] = (),
    start: Sequence[tuple[str, str]] = (),
    prune: bool = False,
) -> Tree:
    """The tree of histories that a declaration means.

    Moves are played in the order given, each if and only if its `when` holds; a history is terminal when no later
    move applies. Nodes of one move belong to one information set if the mover has seen the same there. A measure
    that nothing mentions at a terminal history is 0 there; a player must be mentioned.

    Parameters
    ----------
    players, moves, outcomes, payments, dependents, measures
        The declaration.
    start : sequence of (move, action)
        Play starts after these moves; they must be the first ones that are played.
    prune : bool
        Whether actions of Nature of probability 0 are left out (else they are a fault). A move of Nature that is
        left with one action stays, with one branch of probability 1.

    Raises
    ------
    ModelError
        With all structural faults of the declaration, each text starting with its place.
    """
    found = check(
        players=players, moves=moves, outcomes=outcomes, payments=payments, dependents=dependents, measures=measures,
        start=start,
    )
    if PLAY in found.broken:
        raise ModelError(*found.faults)
    growth = _Growth(players, moves, outcomes, payments, dependents, measures, prune, found)
    growth.grow(tuple(start))
    if found.faults:
        raise ModelError(*found.faults)
    return growth.tree()


def make_game(
    *,
    title: str,
    players: Sequence[str],
    moves: Sequence[Move],
    parameters: Sequence[Parameter] = (),
    where: Condition = TRUE,
    outcomes: Sequence[Outcome] = (),
    payments: Sequence[Payment] = (),
    definitions: Sequence[Definition] = (),
    dependents: Sequence[Dependent] = (),
    measures: Sequence[str] = (),
    profiles: Sequence[Profile] = (),
    claims: Sequence[Claim] = (),
    variants: Sequence[Variant] = (),
    cite: Sequence[str] = (),
    note: str | None = None,
    start: Sequence[tuple[str, str]] = (),
    prune: bool = False,
) -> Game:
    """The game of a declaration, with its tree (see :func:`expand`) and digest.

    Raises
    ------
    ModelError
        With all structural faults, unknown symbols included.
    """
    faults = symbol_faults(
        parameters=parameters, where=where, moves=moves, outcomes=outcomes, payments=payments, dependents=dependents
    )
    try:
        tree = expand(
            players=players, moves=moves, outcomes=outcomes, payments=payments, dependents=dependents,
            measures=measures, start=start, prune=prune,
        )
    except ModelError as error:
        raise ModelError(*error.faults, *faults) from None
    if faults:
        raise ModelError(*faults)
    return Game(
        title=title, players=tuple(players), parameters=tuple(parameters), where=where, moves=tuple(moves),
        outcomes=tuple(outcomes), payments=tuple(payments), definitions=tuple(definitions),
        dependents=tuple(dependents), measures=tuple(measures), profiles=tuple(profiles), claims=tuple(claims),
        variants=tuple(variants), cite=tuple(cite), note=note, start=tuple(start), tree=tree,
        digest=digest(players, [p.name for p in parameters], measures, where, tree),
    )


@dataclass(slots=True)
class _Draft:
    """A node under construction."""

    parent: int | None
    action: str | None
    children: list[int] = field(default_factory=list)
    move: Move | None = None
    actions: tuple[str, ...] = ()
    probabilities: tuple[Expr, ...] = ()
    information_set: int | None = None
    payoffs: tuple[Expr, ...] = ()
    measures: tuple[Expr, ...] = ()
    outcome: str | None = None


@dataclass(slots=True)
class _Group:
    """An information set under construction; `experience` is that of its first node."""

    move: Move
    seen: Seen
    experience: Experience
    first: History
    nodes: list[int]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A history to be expanded."""

    parent: int | None
    action: str | None
    after: int
    history: History
    experience: dict[str, Experience]


class _Growth:
    """Expansion of one declaration, depth-first."""

    def __init__(
        self,
        players: Sequence[str],
        moves: Sequence[Move],
        outcomes: Sequence[Outcome],
        payments: Sequence[Payment],
        dependents: Sequence[Dependent],
        measures: Sequence[str],
        prune: bool,
        found: Findings,
    ) -> None:
        self._players, self._moves, self._outcomes, self._payments = players, moves, outcomes, payments
        self._measures, self._prune, self._found = measures, prune, found
        self._sight = None if SIGHT in found.broken else Sight(moves)
        self._resolver = Resolver(dependents)
        self._drafts: list[_Draft] = []
        self._groups: list[_Group] = []
        self._group_of: dict[tuple[str, Seen], int] = {}
        self._unclassified: dict[tuple[str, ...], list[History]] = {}
        self._unpaid: dict[str, list[History]] = {}
        self._forgetful: set[int] = set()
        self._improbable: dict[str, None] = {}

    def grow(self, start: tuple[tuple[str, str], ...]) -> None:
        """Expand everything after `start` and note all faults."""
        history: History = {}
        after = 0
        for move, action in start:
            position = self._next(after, history)
            if position is None or self._moves[position].name != move:
                comes = "play is over" if position is None else f"the move {self._moves[position].name!r} comes next"
                text = f"{move!r} is not played after {described(history)}: {comes}; name the moves as played"
                self._found.add("start", text)
                return
            history[move], after = action, position + 1
        stack = [_Waiting(None, None, after, history, {})]
        while stack:
            if len(self._drafts) == MAX_HISTORIES:
                text = f"there are more than {MAX_HISTORIES} histories, the most that are expanded; drop some moves"
                self._found.add("moves", text)
                break
            stack.extend(reversed(self._visit(stack.pop())))
        self._report()

    def tree(self) -> Tree:
        """The finished tree."""
        names = [""] * len(self._groups)
        by_move: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            by_move.setdefault(group.move.name, []).append(number)
        for move, numbers in by_move.items():
            for number, label in zip(numbers, labels(move, [self._groups[n].seen for n in numbers]), strict=True):
                names[number] = label
        nodes = tuple(
            Node(
                index=index, parent=d.parent, action=d.action, move=d.move.name if d.move else None,
                player=d.move.by if d.move else None, actions=d.actions, children=tuple(d.children),
                probabilities=d.probabilities, information_set=d.information_set, payoffs=d.payoffs,
                measures=d.measures, outcome=d.outcome,
            )
            for index, d in enumerate(self._drafts)
        )
        sets = tuple(
            InformationSet(number, g.move.name, g.move.by, tuple(g.nodes), g.move.actions, g.seen, names[number])
            for number, g in enumerate(self._groups)
        )
        return Tree(nodes, sets)

    def _next(self, after: int, history: History) -> int | None:
        """Position of the move that is played next, none at terminal histories."""
        for position in range(after, len(self._moves)):
            if holds(self._moves[position].when, history):
                return position
        return None

    def _visit(self, here: _Waiting) -> list[_Waiting]:
        index = len(self._drafts)
        draft = _Draft(here.parent, here.action)
        self._drafts.append(draft)
        if here.parent is not None:
            self._drafts[here.parent].children.append(index)
        position = self._next(here.after, here.history)
        if position is None:
            self._finish(draft, here.history)
            return []
        move = draft.move = self._moves[position]
        experience = here.experience
        if move.by == NATURE:
            draft.actions, draft.probabilities = self._chances(move, here.history)
        else:
            draft.actions = move.actions
            if self._sight is not None:
                draft.information_set = self._classify(index, move, position, self._sight, here)
        followers = []
        for action in draft.actions:
            if draft.information_set is not None:
                own = (*here.experience.get(move.by, ()), (draft.information_set, action))
                experience = {**here.experience, move.by: own}
            followers.append(_Waiting(index, action, position + 1, {**here.history, move.name: action}, experience))
        return followers

    def _classify(self, index: int, move: Move, position: int, sight: Sight, here: _Waiting) -> int:
        seen = sight.seen(move.by, position, here.history)
        own = here.experience.get(move.by, ())
        number = self._group_of.setdefault((move.name, seen), len(self._groups))
        if number == len(self._groups):
            self._groups.append(_Group(move, seen, own, here.history, [index]))
            return number
        group = self._groups[number]
        group.nodes.append(index)
        if own != group.experience and number not in self._forgetful:
            self._forgetful.add(number)
            self._found.add(f'move "{move.name}"', self._forgotten(move, seen, group, own, here.history))
        return number

    def _forgotten(self, move: Move, seen: Seen, group: _Group, own: Experience, history: History) -> str:
        def told(experience: Experience) -> str:
            steps = (
                f"{self._groups[number].move.name}={action} on having seen {_items(self._groups[number].seen)}"
                for number, action in experience
            )
            return "; ".join(steps) or "no move of its own"

        return (
            f"{move.by!r} does not have perfect recall: having seen {_items(seen)}, it cannot tell "
            f"{described(group.first)} from {described(history)}, "
            f"but it went through [{told(group.experience)}] in the first and through [{told(own)}] in the second; "
            "change seen_by or revealed so that it keeps apart what it once told apart, or let two players decide"
        )

    def _chances(self, move: Move, history: History) -> tuple[tuple[str, ...], tuple[Expr, ...]]:
        kept: list[tuple[str, Expr]] = []
        for action, declared in zip(move.actions, move.probabilities or (), strict=True):
            place = f'move "{move.name}", actions.{action}'
            chance = self._resolver.resolve(declared, history, place)
            if isinstance(chance, Number) and not self._is_probable(chance, len(move.actions)):
                if self._prune and chance == ZERO:
                    continue
                if not self._prune or chance != ONE:
                    text = f"{place}: the probability is {chance.value}; it must lie strictly between 0 and 1"
                    self._improbable[f"{text}: change it, or drop the actions that are never taken"] = None
            kept.append((action, chance))
        return tuple(a for a, _ in kept), tuple(p for _, p in kept)

    @staticmethod
    def _is_probable(chance: Number, actions: int) -> bool:
        return 0 < chance.value < 1 or (actions == 1 and chance.value == 1)

    def _finish(self, draft: _Draft, history: History) -> None:
        """Outcome, payoffs and measures of a terminal history."""
        matching = [o for o in self._outcomes if holds(o.when, history)] if OUTCOMES not in self._found.broken else []
        if self._outcomes and len(matching) != 1:
            self._unclassified.setdefault(tuple(o.name for o in matching), []).append(history)
        else:
            draft.outcome = matching[0].name if matching else None
        if PAYOFFS in self._found.broken:
            return
        parts: dict[str, list[Expr]] = {}
        for outcome in matching[:1]:
            for name, pay in outcome.pays or ():
                place = f'outcome "{outcome.name}", pays.{name}'
                parts.setdefault(name, []).append(self._resolver.resolve(pay, history, place))
        for number, payment in enumerate(self._payments, 1):
            if holds(payment.when, history):
                for name, pay in payment.pays:
                    place = f"pays block {number}, pays.{name}"
                    parts.setdefault(name, []).append(self._resolver.resolve(pay, history, place))
        if len(matching) == 1 or not self._outcomes:
            for player in self._players:
                if player not in parts:
                    self._unpaid.setdefault(player, []).append(history)
        draft.payoffs = tuple(self._resolver.total(parts.get(player, [])) for player in self._players)
        draft.measures = tuple(self._resolver.total(parts.get(measure, [])) for measure in self._measures)

    def _report(self) -> None:
        found = self._found
        found.faults.extend(self._improbable)
        if OUTCOMES not in found.broken:
            for names, histories in self._unclassified.items():
                if names:
                    cure = f"narrow the 'when' of one of them, or join them: {', '.join(map(repr, names))}"
                    text = f"{_count(histories)} with {len(names)} outcomes ({_quoted(histories)}); {cure}"
                    found.add("outcomes", text)
                else:
                    cure = "add an outcome for it, or widen the 'when' of one there is"
                    found.add("outcomes", f"{_count(histories)} with no outcome ({_quoted(histories)}); {cure}")
        for player, histories in self._unpaid.items():
            cure = f"add {player} to the pays of the outcome or to a pays block that holds there (0 is written)"
            found.add("payoffs", f"{_count(histories)} with no payoff for {player!r} ({_quoted(histories)}); {cure}")
        found.faults.extend(self._resolver.faults)


def _items(seen: Seen) -> str:
    return ", ".join(f"{move}={cell}" for move, cell in seen) or "nothing"


def _count(histories: Sequence[History]) -> str:
    return "there is a terminal history" if len(histories) == 1 else f"there are {len(histories)} terminal histories"


def _quoted(histories: Sequence[History]) -> str:
    shown = "; ".join(", ".join(f"{m}={a}" for m, a in h.items()) for h in histories[:SHOWN])
    return shown + ("; ..." if len(histories) > SHOWN else "")
