"""What must be believed off the path of play: conditions on the beliefs after a deviation that support a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from gametheory.algebra import Formula, ParameterSpace, RatFun, Region, atoms
from gametheory.algebra.implicants import LIMIT
from gametheory.algebra.printed import condition as printed
from gametheory.errors import ExpressionError
from gametheory.expr import And, Condition, Or, Symbol, all_of, any_of, as_expr, symbols
from gametheory.game import Game
from gametheory.game.nouns import NATURE, InformationSet
from gametheory.solution.care import cover_where
from gametheory.solution.odds import Swap, lowest
from gametheory.solution.rows import MIXED
from gametheory.solvers import Alternative, Continuation, Found
from gametheory.solvers.classes import Birth

BELIEF = "belief"
"""The symbol of a belief off the path, with underscores as long as parameters begin so; several are numbered."""

MOST = 4
"""Histories told apart in one requirement; a condition on more beliefs would not be read."""


@dataclass(frozen=True, eq=False)
class Requirement:
    """The beliefs off the path that support a row, after one deviation that several types may have made.

    Attributes
    ----------
    labels : tuple of str
        The information sets at which the beliefs are first held; they are inherited by those that follow.
    histories : tuple of (symbol, history)
        The symbol of the probability of each possible history but the last, and what tells that history from the
        others, for example ``("belief", "type=R")``.
    region : Region
        Of the parameters and the beliefs; it has a meaning where the row exists.
    care : Formula
        Where the row exists.
    """

    labels: tuple[str, ...]
    histories: tuple[tuple[str, str], ...]
    region: Region
    care: Formula = field(repr=False)

    def stated(self, most: int | None = None) -> Condition | None:
        """The condition, for generic parameters and where the row exists; ``None`` if it has more than `most` cases.

        The symbols of the beliefs are alone on the left where possible.
        """
        if most not in self._stated:
            found = cover_where(self.region.space, self.region.formula, self.care, most=most or LIMIT)
            symbol = self.histories[0][0]
            self._stated[most] = None
            if found is not None and found.closed:
                condition = printed(self.region.space, found, symbol)
                self._stated[most] = _beliefs_first(condition, set(dict(self.histories)))
        return self._stated[most]

    @cached_property
    def _stated(self) -> dict[int | None, Condition | None]:
        return {}

    @property
    def condition(self) -> Condition | None:
        """The condition, however long; ``None`` if it was not found within the budget."""
        return self.stated()

    def __str__(self) -> str:
        from gametheory.present.believed import requirement_text

        return requirement_text(self, None)


def _beliefs_first(condition: Condition, beliefs: set[str]) -> Condition:
    """The parts that speak of beliefs before those that do not."""
    if not isinstance(condition, (And, Or)):
        return condition
    parts = [_beliefs_first(part, beliefs) for part in condition.parts]
    join = any_of if isinstance(condition, Or) else all_of
    return join(*sorted(parts, key=lambda part: not symbols(part) & beliefs))


class OffPath:
    """The requirements of the rows of one solution; the space of parameters and beliefs is shared by all of them."""

    def __init__(self, game: Game, space: ParameterSpace, found: Found) -> None:
        self.game, self.space, self.found = game, space, found
        self._spaces: dict[int, ParameterSpace] = {}

    def requirements(
        self, play: int, path: Iterable[tuple[str, str]], row: Region
    ) -> tuple[tuple[Requirement, ...], tuple[str, ...]]:
        """The requirements of a row, and the information sets at which beliefs are open but not described."""
        chosen = dict(path)
        root, sets = self.found.classes[play], self.game.tree.information_sets
        ways: dict[tuple[Birth, ...], list[Opening]] = {}
        for opening in openings(self.found, root):
            for born in dict.fromkeys((opening.way.born, (*opening.above, *opening.way.born))):
                ways.setdefault(born, []).append(opening)
        told: dict[int, Requirement] = {}
        for born, found in ways.items():
            requirement = self._requirement(born, found, chosen, row)
            if requirement is not None:
                told.setdefault(self._index(requirement.labels[0]), requirement)
        reached = _reached(self.game, chosen)
        silent = {s for c in reachable(root) for s in self._open_sets(c, reached)}
        silent -= {self._index(label) for requirement in told.values() for label in requirement.labels}
        return tuple(told[i] for i in sorted(told)), tuple(sets[i].label for i in sorted(silent))

    def _equation(self, slot: int, value: RatFun) -> Formula:
        """That a slot has a value."""
        ring, table = self.found.space.ring, self.found.space.table
        symbol = ring.symbol(ring.names[len(self.space.names) + slot])
        return table.raw_atom(ring.sub(ring.mul(symbol, value.den), value.num), "=")

    def _index(self, label: str) -> int:
        return next(s.index for s in self.game.tree.information_sets if s.label == label)

    def _open_sets(self, c: Continuation, reached: Set[int]) -> Iterator[int]:
        """Information sets at which some way of a class leaves a belief open that matters."""
        sets = self.game.tree.information_sets
        for born in dict.fromkeys(way.born for way in c.alternatives if way.born):
            if self._matters(c, born):
                groups = [_children(self.game, choice) for _, choice in born]
                where = _first_set(self.game, groups) or _some_set(self.game, groups, reached)
                yield from () if where is None else (where.index,)
        for s in dict.fromkeys(s for way in c.alternatives for s, _ in way.believed):
            if len(sets[s].nodes) > 1 and self._asks(c, s):
                yield s

    def _asks(self, c: Continuation, s: int) -> bool:
        """Whether a class asks anything of a belief that is free."""
        nodes = set(self.game.tree.information_sets[s].nodes)
        conditions: dict[tuple[int, ...], list[Formula]] = {}
        for way in c.alternatives:
            if s in dict(way.believed):
                if _symbols(way) & {len(self.space.names) + slot for slot, n in way.free if n in nodes}:
                    return True
                conditions.setdefault(dict(way.believed)[s], []).append(way.condition)
        return self._differ(conditions, len(nodes))

    def _differ(self, conditions: Mapping[tuple[int, ...], list[Formula]], number: int) -> bool:
        """Whether some sets of possible histories would do where others do not."""
        united = {self.found.space.table.any_of(found).number for found in conditions.values()}
        return len(conditions) < 2**number - 1 or len(united) > 1

    def _matters(self, c: Continuation, born: tuple[Birth, ...]) -> bool:
        """Whether a class asks anything of the odds born with it, or of their orders."""
        slots = tuple(slot for slot, _ in born)
        odds = {len(self.space.names) + slot for slot in slots}
        conditions: dict[tuple[int, ...], list[Formula]] = {}
        for way in c.alternatives:
            if way.born == born:
                low = lowest(slots, way.order)
                if low is None or _symbols(way) & odds or any(slot in slots for slot, _ in way.solved):
                    return True
                conditions.setdefault(low, []).append(way.condition)
        return self._differ(conditions, len(slots))

    def _beliefs_space(self, number: int) -> ParameterSpace:
        """Of the parameters and the beliefs in all histories but the last."""
        if number not in self._spaces:
            prefix = BELIEF
            while any(name.startswith(prefix) for name in self.space.names):
                prefix += "_"
            names = (prefix,) if number == 2 else tuple(f"{prefix}{i}" for i in range(1, number))
            total = sum((Symbol(name) for name in names), as_expr(0))
            where = all_of(self.space.where, *(Symbol(name) >= 0 for name in names), total <= 1)
            self._spaces[number] = ParameterSpace((*self.space.names, *names), where)
        return self._spaces[number]

    def _requirement(
        self,
        born: Sequence[Birth],
        ways: Sequence[Opening],
        chosen: Mapping[str, str],
        row: Region,
    ) -> Requirement | None:
        groups = [_children(self.game, choice) for _, choice in born]
        where = _first_set(self.game, groups)
        slots = tuple(slot for slot, _ in born)
        if where is None or not 2 <= len(set(slots)) == len(slots) <= MOST:
            return None
        space = self._beliefs_space(len(born))
        weights = _weights(self.game, space, where, groups, chosen)
        if weights is None:
            return None
        others = (s for s in self.game.tree.information_sets[where.index + 1 :])
        alike = [s.label for s in others if _same(space, _weights(self.game, space, s, groups, chosen), weights)]
        names = space.names[len(self.space.names) :]
        swap = Swap(space, names, slots, weights)
        parts, left_out = [], False
        for opening in ways:
            equations = [self._equation(slot, value) for slot, value in opening.way.solved if slot in slots]
            bound = opening.way.bound or opening.way.condition
            supports = self.found.space.table.all_of([opening.guard, bound, *equations])
            try:
                parts.append(swap.together(opening.way.order, supports))
            except ExpressionError:
                if not equations:
                    return None
                left_out = True  # beliefs at which others are indifferent: nothing for generic beliefs
        if left_out and space.table.interior(space.table.any_of(parts)).is_false:
            return None
        care = space.formula(row.condition) if row.closed else self.space.transfer(row.formula, space.table)
        histories = tuple(zip(names, _telling(self.game, groups), strict=False))
        return Requirement((where.label, *alike), histories, space.region(space.table.any_of(parts)), care)


def _symbols(way: Alternative) -> set[int]:
    """Positions of the symbols in the condition of an alternative, before anything was eliminated."""
    return {i for f in atoms(way.bound or way.condition) for i in (f.poly.variables if f.poly else ())}


@dataclass(frozen=True, eq=False)
class Opening:
    """A place off the path where odds are chosen.

    Attributes
    ----------
    above : tuple of Birth
        Slots that are open where it lies.
    guard : Formula
        When its way is open.
    way : Alternative
        How the odds are chosen.
    """

    above: tuple[Birth, ...]
    guard: Formula
    way: Alternative


def openings(found: Found, root: Continuation) -> Iterator[Opening]:
    """The places off the path where odds are chosen after a first deviation; those after others are left out."""
    table = found.space.table
    stack: list[tuple[Formula, tuple[Birth, ...], Continuation]] = [(table.true, (), root)]
    while stack:
        guard, above, current = stack.pop()
        for way in current.alternatives:
            here, inside = table.all_of([guard, way.condition]), above
            if way.born and not way.choices:
                yield Opening(above, guard, way)
                inside = (*above, *way.born)
            stack.extend((here, inside, c) for c in way.active)
            for guarded in (guarded for group in way.deterred for guarded in group):
                for opening in (a for below in guarded.below for a in below.alternatives):
                    if opening.born and not opening.choices:
                        yield Opening(inside, table.all_of([here, guarded.condition]), opening)


def reachable(root: Continuation) -> tuple[Continuation, ...]:
    """A class and all those that it is made of."""
    seen: dict[int, Continuation] = {}
    stack = [root]
    while stack:
        c = stack.pop()
        if id(c) not in seen:
            seen[id(c)] = c
            for way in c.alternatives:
                stack.extend(way.active)
                stack.extend(below for group in way.deterred for guard in group for below in guard.below)
    return tuple(seen.values())


def _children(game: Game, choice: tuple[int, str]) -> frozenset[int]:
    """The histories after a choice at an information set."""
    nodes = [game.tree.nodes[n] for n in game.tree.information_sets[choice[0]].nodes]
    return frozenset(node.children[node.actions.index(choice[1])] for node in nodes)


def _first_set(game: Game, groups: Sequence[frozenset[int]]) -> InformationSet | None:
    """The first information set of histories at or below the groups, of all of them and no others."""
    for s in game.tree.information_sets:
        above = [frozenset(_upwards(game, n)) for n in s.nodes]
        if all(any(a & group for group in groups) for a in above):
            if len(above) > 1 and all(any(a & group for a in above) for group in groups):
                return s
    return None


def _some_set(game: Game, groups: Sequence[frozenset[int]], reached: Set[int]) -> InformationSet | None:
    """The first information set off the path with several histories, one of them at or below a group."""
    for s in game.tree.information_sets:
        if s.index not in reached and len(s.nodes) > 1:
            if any(group & set(_upwards(game, n)) for n in s.nodes for group in groups):
                return s
    return None


def _reached(game: Game, chosen: Mapping[str, str]) -> frozenset[int]:
    """The information sets on a path of play, those before and after mixed choices included."""
    found, stack = set(), [game.tree.root]
    while stack:
        node = stack.pop()
        label = None
        if node.information_set is not None:
            found.add(node.information_set)
            label = game.tree.information_sets[node.information_set].label
        for action, child in zip(node.actions, node.children, strict=True):
            if label is None or action in chosen.get(label, "").split(MIXED):
                stack.append(game.tree.nodes[child])
    return frozenset(found)


def _upwards(game: Game, node: int) -> Iterator[int]:
    current: int | None = node
    while current is not None:
        yield current
        current = game.tree.nodes[current].parent


def _weights(
    game: Game,
    space: ParameterSpace,
    where: InformationSet,
    groups: Sequence[frozenset[int]],
    chosen: Mapping[str, str],
) -> list[RatFun] | None:
    """Nature's probabilities of the histories of a set, by group.

    ``None`` if the path and a deviation to one of the groups alone do not lead to each of them.
    """
    ring, nodes, sets = space.ring, game.tree.nodes, game.tree.information_sets
    totals = [RatFun(ring.zero, ring.one) for _ in groups]
    for n in where.nodes:
        weight, homes = RatFun(ring.one, ring.one), []
        for current in _upwards(game, n):
            deviated = [i for i, group in enumerate(groups) if current in group]
            homes += deviated
            above = nodes[nodes[current].parent or 0]
            if nodes[current].parent is None or deviated:
                continue
            if above.player == NATURE:
                chance = above.probabilities[above.children.index(current)]
                weight = ring.times(weight, space.ratfun(chance))
            elif not homes or chosen.get(sets[above.information_set or 0].label) != nodes[current].action:
                return None
        if len(homes) != 1:
            return None
        totals[homes[0]] = ring.plus(totals[homes[0]], weight)
    return totals


def _same(space: ParameterSpace, some: list[RatFun] | None, others: Sequence[RatFun]) -> bool:
    """Whether weights are the same up to a common factor."""
    times = space.ring.times
    return some is not None and all(times(a, others[0]) == times(some[0], b) for a, b in zip(some, others, strict=True))


def _telling(game: Game, groups: Sequence[frozenset[int]]) -> tuple[str, ...]:
    """What tells the histories of each group from those of the others."""
    shared = [set.intersection(*(set(game.tree.history(n)) for n in group)) for group in groups]
    common = set.intersection(*shared)
    one = [next(iter(sorted(group))) for group in groups]
    return tuple(
        ", ".join(f"{m}={a}" for m, a in game.tree.history(n) if (m, a) in own - common)
        for n, own in zip(one, shared, strict=True)
    )
