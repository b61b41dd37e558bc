"""Labels of the rows of a solution: what a scholar would call them, as short as telling them apart allows.

In a game with a signal a row is pooling on a message (with the outcome, if that is certain), separating or
semi-separating; elsewhere it is called by its outcomes. Who mixes is said in either case. Where two rows would be
called the same, what the types do, outcomes and choices follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from gametheory.game import Game
from gametheory.game.labels import distinguishing
from gametheory.present.believed import series
from gametheory.solution.kinds import POOLING, Signal, chosen, kind
from gametheory.solution.rows import Described

FEW = 2
"""Outcomes up to which a label that may do without them names them."""


@dataclass(frozen=True)
class _Label:
    """A label in the making: a row, what it is called, and notes in parentheses."""

    row: Described
    head: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.head} ({'; '.join(self.notes)})" if self.notes else self.head


def labels(game: Game, signal: Signal | None, rows: Sequence[Described]) -> tuple[str, ...]:
    """A unique label per row: its kind or its outcomes, and only where that is not enough what tells it apart."""
    found = [_kind(game, signal, row) if signal else _outcomes(game, row) for row in rows]
    if signal:
        found = _where_shared(found, lambda alike: [_types(game, signal, label) for label in alike])
        found = _where_shared(found, lambda alike: _apart(game, alike))
    found = _where_shared(found, lambda alike: _choices(game, alike))
    found = _where_shared(found, lambda alike: _whole(game, alike))
    found = _where_shared(found, _probabilities)
    if signal:
        found = [_with_certain_outcome(signal, label) for label in found]
    return tuple(map(str, found))


def _where_shared(found: Sequence[_Label], longer: Callable[[list[_Label]], list[_Label]]) -> list[_Label]:
    """The labels, those that rows share replaced by longer ones."""
    together: dict[str, list[int]] = {}
    for i, label in enumerate(found):
        together.setdefault(str(label), []).append(i)
    result = list(found)
    for alike in together.values():
        if len(alike) > 1:
            for i, label in zip(alike, longer([found[i] for i in alike]), strict=True):
                result[i] = label
    return result


def _kind(game: Game, signal: Signal, row: Described) -> _Label:
    """``pooling on quiche``, ``separating``, ``semi-separating (U and Ally mix)``."""
    choices = chosen(signal, row.path, row.mixing)
    name = kind(choices)
    own = [t for t, choice in zip(signal.types, choices, strict=True) if choice is None]
    notes = _mix([*own, *_others(game, signal, row)])
    return _Label(row, f"{name} on {choices[0]}" if name == POOLING else name, notes)


def _types(game: Game, signal: Signal, label: _Label) -> _Label:
    """What each type does, unless the head says it."""
    if label.head.startswith(POOLING):
        return label
    choices = dict(label.row.path)
    told = ", ".join(f"{t}: {choices[s.label]}" for t, s in zip(signal.types, signal.sets, strict=True))
    return replace(label, notes=(told, *_mix(_others(game, signal, label.row))))


def _outcomes(game: Game, row: Described) -> _Label:
    """``war / peace``, ``peace (Ally mixes)``; a long list of outcomes is left out where somebody mixes."""
    mixers = _mix(_players(game, (label for label, _ in row.mixing)))
    if mixers and len(row.outcomes) > FEW:
        return _Label(row, mixers[0])
    return _Label(row, _ends(row), mixers)


def _apart(game: Game, alike: Sequence[_Label]) -> list[_Label]:
    """Rows of one kind told apart by their outcomes, those with many outcomes by choices."""
    if len({_ends(label.row) for label in alike}) == 1:
        return list(alike)
    by_choices = _choices(game, alike)
    return [
        replace(label, head=f"{label.head}: {_ends(label.row)}") if len(label.row.outcomes) <= FEW else longer
        for label, longer in zip(alike, by_choices, strict=True)
    ]


def _with_certain_outcome(signal: Signal, label: _Label) -> _Label:
    """``pooling on silence: war``, unless it says so already or the outcome names the message."""
    message, row = dict(label.row.path)[signal.sets[0].label], label.row
    if label.head != f"{POOLING} on {message}" or len(row.outcomes) > 1 or message in _ends(row).split():
        return label
    return replace(label, head=f"{label.head}: {_ends(row)}")


def _choices(game: Game, alike: Sequence[_Label]) -> list[_Label]:
    """Rows told apart by as few choices on their paths as that takes, if possible by choices made with nothing seen."""
    paths = [label.row.path for label in alike]
    plain = distinguishing([tuple(step for step in path if "|" not in step[0]) for path in paths])
    every = distinguishing(paths)
    found = []
    for label, ways in zip(alike, zip(plain, every, strict=True), strict=True):
        enough = (steps for steps in ways if sum(set(steps) <= set(path) for path in paths) == 1)
        more = _written(game, next(enough, ()), label.row)
        found.append(replace(label, notes=(*label.notes, more)) if more else label)
    return found


def _whole(game: Game, alike: Sequence[_Label]) -> list[_Label]:
    """Rows with several paths, one of which is a part of another, told apart by all of their choices."""
    if len({label.row.path for label in alike}) == 1:
        return list(alike)
    return [replace(label, notes=(*label.notes, _written(game, label.row.path, label.row))) for label in alike]


def _written(game: Game, steps: Iterable[tuple[str, str]], row: Described) -> str:
    """``resolve=high, reply mixed``: choices of a row."""
    actions = {s.label: s.actions for s in game.tree.information_sets}
    mixing, told = dict(row.mixing), []
    for label, action in steps:
        shares = [a for a, _ in mixing.get(label, ())]
        if not shares:
            told.append(f"{label}={action}")
        else:
            whole = len(shares) == len(actions[label])
            told.append(f"{label} mixed" if whole else f"{label} mixes {series(shares)}")
    return ", ".join(told)


def _probabilities(alike: Sequence[_Label]) -> list[_Label]:
    """Rows with the same choices told apart by the probabilities of mixtures that differ."""
    mixtures = [{(s, a): p for s, shares in label.row.mixing for a, p in shares} for label in alike]
    differing = [key for key in mixtures[0] if len({m[key] for m in mixtures}) > 1]
    found = []
    for label, mixture in zip(alike, mixtures, strict=True):
        more = ", ".join(f"{s}: {a} with probability {mixture[s, a]!s}" for s, a in differing)
        found.append(replace(label, notes=(*label.notes, more)))
    return found


def _others(game: Game, signal: Signal, row: Described) -> list[str]:
    """The players who mix elsewhere than at the signal."""
    own = {s.label for s in signal.sets}
    return _players(game, (label for label, _ in row.mixing if label not in own))


def _players(game: Game, mixed: Iterable[str]) -> list[str]:
    movers = {s.label: s.player for s in game.tree.information_sets}
    among = {movers[label] for label in mixed}
    return [player for player in game.players if player in among]


def _mix(names: Sequence[str]) -> tuple[str, ...]:
    return (f"{series(names)} {'mixes' if len(names) == 1 else 'mix'}",) if names else ()


def _ends(row: Described) -> str:
    return " / ".join(name for name, _ in row.outcomes)
