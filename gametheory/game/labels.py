"""Labels of information sets: the move and the shortest list of seen items that tells it from its siblings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from gametheory.errors import NotFoundError
from gametheory.game.names import unknown
from gametheory.game.nouns import InformationSet, Tree
from gametheory.game.sight import Seen

TRIALS = 5000
"""Lists tried for one label before a short list is put together greedily."""


def labels(move: str, seen: Sequence[Seen]) -> tuple[str, ...]:
    """Labels of all information sets of one move, from what was seen at each (all different).

    A list of items names the only set at which all of them were seen; where there is no such list (everything seen
    here was seen at another set too) the complete list names the set. Among lists of the same length the one with
    the earliest items is taken. An item is written as the bare action, or as ``move=action`` if an action of that
    name was also seen of another move at some set of this move.

    Examples
    --------
    >>> labels("target", [(("arm1", "N"), ("arm2", "N")), (("arm1", "N"), ("arm2", "G"))])
    ('target|arm2=N', 'target|G')
    """
    seen_of: dict[str, set[str]] = {}
    for other, action in (item for items in seen for item in items):
        seen_of.setdefault(action, set()).add(other)
    result = []
    for chosen in distinguishing(seen):
        shown = [a if len(seen_of[a]) == 1 else f"{m}={a}" for m, a in chosen]
        result.append(f"{move}|{','.join(shown)}" if shown else move)
    return tuple(result)


def distinguishing(lists: Sequence[Seen]) -> tuple[Seen, ...]:
    """Of each list of items the shortest part that no other list contains; all of it if there is none."""
    at: dict[tuple[str, str], int] = {}
    for position, items in enumerate(lists):
        for item in items:
            at[item] = at.get(item, 0) | 1 << position
    everything = (1 << len(lists)) - 1
    return tuple(_shortest(items, at, 1 << position, everything) for position, items in enumerate(lists))


def _shortest(items: Seen, at: dict[tuple[str, str], int], alone: int, everything: int) -> Seen:
    """The shortest part of `items` that fits no other list, or all of `items` if none does."""
    after = [everything]
    for item in reversed(items):
        after.append(after[-1] & at[item])
    after.reverse()
    if after[0] != alone:
        return items
    needed: list[int] = []
    optional: list[int] = []
    before = everything
    for number, item in enumerate(items):
        (optional if before & after[number + 1] == alone else needed).append(number)
        before &= at[item]
    fits = everything
    for number in needed:
        fits &= at[items[number]]
    trials = 0
    for size in range(len(optional) + 1):
        for extra in combinations(optional, size):
            left = fits
            for number in extra:
                left &= at[items[number]]
            if left == alone:
                return tuple(items[number] for number in sorted([*needed, *extra]))
            trials += 1
            if trials == TRIALS:
                return _greedy(items, at, alone, needed, optional, fits)
    return items


def _greedy(
    items: Seen, at: dict[tuple[str, str], int], alone: int, needed: list[int], optional: list[int], fits: int
) -> Seen:
    chosen = list(needed)
    while fits != alone:
        best = min(optional, key=lambda number: (fits & at[items[number]]).bit_count())
        chosen.append(best)
        fits &= at[items[best]]
    return tuple(items[number] for number in sorted(chosen))


def information_sets_of(tree: Tree, label: str) -> tuple[InformationSet, ...]:
    """The information sets that a label names: one, or all sets of a move for ``move|*``.

    Any unambiguous list of items is accepted, in any order, as ``move=action`` or as the bare action; the complete
    list of what was seen always names its set.

    Raises
    ------
    NotFoundError
        If the label names no set or several; the message lists the labels there are and suggests the nearest.
    """
    move, bar, rest = (part.strip() for part in label.partition("|"))
    siblings = [s for s in tree.information_sets if s.move == move]
    if not siblings:
        raise NotFoundError(unknown("information set", label, [s.label for s in tree.information_sets]))
    if rest == "*":
        return tuple(siblings)
    items = [item.strip() for item in rest.split(",")] if bar else []
    fitting = [s for s in siblings if all(any(_matches(item, pair) for pair in s.seen) for item in items)]
    if len(fitting) > 1:
        complete = [s for s in fitting if all(any(_matches(item, pair) for item in items) for pair in s.seen)]
        if len(complete) != 1:
            listed = ", ".join(s.label for s in fitting[:40]) + (", ..." if len(fitting) > 40 else "")
            raise NotFoundError(
                f"the label {label!r} fits {len(fitting)} information sets: {listed}; "
                f"name one of these, or {move + '|*'!r} for all sets of the move"
            )
        fitting = complete
    if not fitting:
        raise NotFoundError(unknown("information set", label, [s.label for s in siblings]))
    return tuple(fitting)


def _matches(item: str, pair: tuple[str, str]) -> bool:
    move, equals, action = (part.strip() for part in item.partition("="))
    return pair == (move, action) if equals else pair[1] == move
