"""How the histories that follow a front fall into parts, and which deviations each part remembers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from gametheory.errors import SlotsExhaustedError
from gametheory.solvers.arena import Arena
from gametheory.solvers.classes import Birth, Choice
from gametheory.solvers.orders import Labels, Order, projected

Mark = int | Choice
"""A deviation on the way to a history: a slot, or a choice that has no slot yet."""

Mix = tuple[int, str, tuple[str, ...]]
"""A choice on the way to a history that is made with positive probability: information set, action, support."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A history after a front: its deviations, whether the last step was chosen, whether play gets there, and the
    mixed choices on the way."""

    node: int
    marks: tuple[Mark, ...]
    played: bool
    reached: bool
    mixes: tuple[Mix, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What the classes of a part depend on.

    Attributes
    ----------
    nodes, labels
        Its histories, each with the slots of the deviations that not all of them share.
    order
        What is known of the orders of magnitude of those slots.
    needs
        (node, player) pairs whose values are wanted.
    on
        Whether play gets to one of the histories.
    mixes
        The mixed choices on the way to each history that not all of them share; empty where all are pure.
    """

    nodes: tuple[int, ...]
    labels: tuple[Labels, ...]
    order: Order
    needs: tuple[tuple[int, int], ...]
    on: bool
    mixes: tuple[tuple[Mix, ...], ...] = ()

    @property
    def slots(self) -> Labels:
        """The slots that the part remembers."""
        return tuple(sorted({slot for label in self.labels for slot in label}))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part with the slots that begin there, `private` to it or `shared` with other parts."""

    state: State
    active: bool
    private: tuple[Birth, ...]
    shared: tuple[Birth, ...]


def partition(
    arena: Arena, entries: Sequence[Entry], wanted: Mapping[int, Set[int]], order: Order, slots: int
) -> Iterator[Piece]:
    """The parts of some histories, in order of first history; terminal histories belong to none.

    Parts that are played come first, so that a caller may stop at one that is impossible.

    Raises
    ------
    SlotsExhaustedError
        If more than `slots` deviations have to be told apart at once.
    """
    entry = {e.node: e for e in entries}
    nodes = arena.game.tree.nodes
    groups = arena.parts([e.node for e in entries if not nodes[e.node].is_terminal])
    labels = [_less_common([entry[n].marks for n in group]) for group in groups]
    homes: dict[Choice, set[int]] = {}
    for i, group_labels in enumerate(labels):
        for label in group_labels:
            for mark in label:
                if not isinstance(mark, int):
                    homes.setdefault(mark, set()).add(i)
    above = {m for e in entries for m in e.marks if isinstance(m, int)}.union(
        slot for _, row in order for slot, _ in row
    )
    shared: dict[Choice, int] = {}
    for mark in sorted(m for m, places in homes.items() if len(places) > 1):
        shared[mark] = _fresh(above | set(shared.values()), slots)
    pieces = []
    for group, group_labels in zip(groups, labels, strict=True):
        names = dict(shared)
        old = {m for label in group_labels for m in label if isinstance(m, int)}
        for label in group_labels:
            for mark in label:
                if not isinstance(mark, int) and mark not in names:
                    names[mark] = _fresh(old | set(names.values()), slots)  # numbers not remembered here are free
        known = tuple(tuple(sorted(m if isinstance(m, int) else names[m] for m in label)) for label in group_labels)
        here = {slot for label in known for slot in label}
        state = State(
            nodes=group,
            labels=known,
            order=projected(order, tuple(sorted(old))),
            needs=tuple(sorted((n, p) for n in group for p in wanted.get(n, ()))),
            on=any(entry[n].reached for n in group),
            mixes=_mixes([entry[n].mixes for n in group]),
        )
        births = sorted((slot, mark) for mark, slot in names.items() if slot in here)
        pieces.append(
            Piece(
                state=state,
                active=any(entry[n].played for n in group),
                private=tuple(b for b in births if b[1] not in shared),
                shared=tuple(b for b in births if b[1] in shared),
            )
        )
    yield from sorted(pieces, key=lambda p: (not p.active, p.state.nodes))


def _less_common(marks: Sequence[tuple[Mark, ...]]) -> list[tuple[Mark, ...]]:
    common = Counter(marks[0])
    for m in marks[1:]:
        common &= Counter(m)
    return [tuple((Counter(m) - common).elements()) for m in marks]


def _mixes(mixes: Sequence[tuple[Mix, ...]]) -> tuple[tuple[Mix, ...], ...]:
    left = tuple(tuple(m for m in own if not all(m in other for other in mixes)) for own in mixes)
    return left if any(left) else ()


def _fresh(taken: Set[int], slots: int) -> int:
    number = next(i for i in range(len(taken) + 1) if i not in taken)
    if number >= slots:
        raise SlotsExhaustedError
    return number
