"""Properties of equilibria, as claims state them, brought to cases: choices that may be made, and conditions of a row.

A property is a combination of two kinds of statement: *at this information set that action is chosen*, wherever play
may be, and *on this path of play so much holds*, a condition on the parameters. The cases of a property are the parts
of its disjunctive normal form; those of its negation are found the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.errors import NotFoundError, UndecidedError
from gametheory.expr import ONE, ZERO, Comparison, Expr
from gametheory.game import NATURE, Game, InformationSet, Node
from gametheory.game.sight import holds
from gametheory.solution.claims_restrict import MIXED, Share
from gametheory.solution.kinds import SEMI_SEPARATING, kind, types_at
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.rows import outcome_name, reached

MANY = 256
"""Cases of one property; beyond it the claim is not decided."""

Pairs = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, eq=False)
class Row:
    """One path of play, as properties look at it."""

    game: Game
    space: ParameterSpace
    equilibrium: Equilibrium

    @cached_property
    def shares(self) -> dict[str, dict[str, RatFun]]:
        """The probabilities of the choices on the path that are mixed."""
        if self.equilibrium.free:
            raise UndecidedError(f"the row {self.equilibrium.label!r} is a continuum of mixtures")
        return {label: {a: self.space.ring.read(p) for a, p in own} for label, own in self.equilibrium.mixing}

    @cached_property
    def ends(self) -> tuple[tuple[Node, RatFun], ...]:
        """Terminal histories on the path with their probabilities."""
        return reached(self.game, self.space, self.equilibrium.path, self.shares)

    @cached_property
    def played(self) -> dict[int, str]:
        """By information set on the path what is chosen there, ``MIXED`` for a mixture."""
        mixed = dict(self.equilibrium.mixing)
        number = {s.label: s.index for s in self.game.tree.information_sets}
        return {number[label]: MIXED if label in mixed else action for label, action in self.equilibrium.path}

    @cached_property
    def _tested(self) -> dict[Holds, Formula | None]:
        return {}

    def tested(self, test: Holds, wanted: bool) -> Formula | None:
        """Where a test has the answer that is wanted, in the space of the row's region; ``None``: not decided."""
        home = self.equilibrium.region.space
        if test not in self._tested:
            try:
                found = test.test(self)
                self._tested[test] = found if home is self.space else self.space.transfer(found, home.table)
            except UndecidedError:
                self._tested[test] = None
        known = self._tested[test]
        return known if known is None or wanted else home.table.negate(known)

    def possible(self, found: Iterable[Case]) -> Iterator[Case]:
        """The cases whose tests some point of the row's region passes, as far as that is decided."""
        space = self.equilibrium.region.space
        for case in found:
            known = [f for f in (self.tested(*test) for test in case.tests) if f is not None]
            here = space.table.all_of([self.equilibrium.region.formula, *known])
            if len(known) < 2 or space.oracle.possible(here) is not False:
                yield case

    def history(self, node: int) -> dict[str, str]:
        """The moves before a history, those before the start of the game included."""
        return dict((*self.game.start, *self.game.tree.history(node)))

    def expected(self, value: Callable[[Node], Expr | None]) -> Expr:
        """Expected value of an expression over the terminal histories on the path (``None`` counts as 0)."""
        ring = self.space.ring
        worths = ((weight, value(node)) for node, weight in self.ends)
        return self.space.expr(ring.inner(*((weight, ring.read(e)) for weight, e in worths if e is not None)))

    def weights(self, s: InformationSet) -> dict[int, RatFun]:
        """Probabilities with which the path reaches the histories of an information set."""
        nodes, sets, chosen = self.game.tree.nodes, self.game.tree.information_sets, dict(self.equilibrium.path)
        found: dict[int, RatFun] = {}
        for index in s.nodes:
            weight = RatFun(self.space.ring.one, self.space.ring.one)
            node = nodes[index]
            while node.parent is not None:
                parent, action = nodes[node.parent], node.action
                assert action is not None
                if parent.player == NATURE:
                    chance = parent.probabilities[parent.actions.index(action)]
                    weight = self.space.ring.times(weight, self.space.ratfun(chance))
                else:
                    label = sets[parent.information_set or 0].label
                    if action in self.shares.get(label, ()):
                        weight = self.space.ring.times(weight, self.shares[label][action])
                    elif chosen.get(label) != action:
                        break
                node = parent
            else:
                found[index] = weight
        return found


@dataclass(frozen=True, eq=False)
class Chooses:
    """At an information set an action is chosen with certainty, or with ``MIXED`` several are."""

    where: int
    action: str


@dataclass(frozen=True, eq=False)
class Mixes:
    """At an information set several actions are chosen, one of them with a probability within a bound."""

    where: int
    action: str
    bound: tuple[str, Expr]


@dataclass(frozen=True, eq=False)
class Holds:
    """A condition on the parameters that depends on the path of play."""

    test: Callable[[Row], Formula]


@dataclass(frozen=True, eq=False)
class All:
    """Every part holds."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, eq=False)
class Any_:
    """Some part holds."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, eq=False)
class Not:
    """The part does not hold."""

    part: Statement


Statement = Chooses | Mixes | Holds | All | Any_ | Not


@dataclass(frozen=True, eq=False)
class Wanted:
    """That a statement holds or, with `holds` false, that it does not."""

    statement: Statement
    holds: bool = True


ANYTHING = Wanted(All(()))
"""What every equilibrium fulfils."""


@dataclass(frozen=True, eq=False)
class Case:
    """What may be chosen at some information sets off the path, and tests of the path, each with the answer wanted.

    Among what may be chosen, ``MIXED`` stands for every mixture; `shares` says more of some mixtures.
    """

    allowed: Mapping[int, frozenset[str]]
    tests: tuple[tuple[Holds, bool], ...] = ()
    shares: tuple[Share, ...] = ()


ALWAYS = (Case({}),)


def cases(row: Row, statement: Statement, wanted: bool = True) -> tuple[Case, ...]:
    """The cases in which a statement holds for a row, or does not; what the path decides is not among them.

    Raises
    ------
    UndecidedError
        If there are too many.
    """
    match statement:
        case Not(part):
            return cases(row, part, not wanted)
        case Holds():
            known = row.tested(statement, wanted)
            if known is not None and (known.is_true or known.is_false):
                return ALWAYS if known.is_true else ()
            return (Case({}, ((statement, wanted),)),)
        case Chooses(where, action):
            if where in row.played:
                return ALWAYS if (row.played[where] == action) is wanted else ()
            others = frozenset((*row.game.tree.information_sets[where].actions, MIXED)) - {action}
            return (Case({where: frozenset((action,)) if wanted else others}),)
        case Mixes(where, action, bound):
            if where in row.played:
                return cases(row, _bounded(_share(row.game.tree.information_sets[where], action), bound), wanted)
            return (Case({where: frozenset((MIXED,))}, (), (Share(where, action, *bound, wanted),)),)
        case All(parts) | Any_(parts):
            together = isinstance(statement, All) is wanted
            inside = []
            for part in parts:
                found = cases(row, part, wanted)
                if found == (() if together else ALWAYS):
                    return found
                inside.append(found)
            if not together:
                return _few(case for found in inside for case in found)
            ways: tuple[Case, ...] = ALWAYS
            for found in sorted(inside, key=len):
                ways = _few(row.possible(both for a in ways for b in found if (both := _joined(a, b)) is not None))
            return ways


def _few(found: Iterable[Case]) -> tuple[Case, ...]:
    kept = []
    for case in found:
        kept.append(case)
        if len(kept) > MANY:
            raise UndecidedError(f"the property has more than {MANY} cases off the path of play")
    return tuple(kept)


def _joined(a: Case, b: Case) -> Case | None:
    allowed = dict(a.allowed)
    for where, actions in b.allowed.items():
        allowed[where] = allowed.get(where, actions) & actions
        if not allowed[where]:
            return None
    return Case(allowed, (*a.tests, *b.tests), (*a.shares, *b.shares))


def statement_of(game: Game, given: Pairs) -> Statement:
    """The statement that a property of a claim makes.

    Raises
    ------
    UndecidedError
        If this version cannot decide such a property.
    NotFoundError
        If it names an information set that the game does not have.
    """
    table = dict(given)
    parts = [_entry(game, key, value) for key, value in given if key not in ("if", "then")]
    if "if" in table:
        parts.append(Any_((Not(statement_of(game, table["if"])), statement_of(game, table["then"]))))
    return All(tuple(parts))


def _entry(game: Game, key: str, value: Any) -> Statement:
    match key:
        case "outcome" | "when":
            inside = _inside(key, value)
            return Holds(lambda row: row.space.table.truth(all(inside(row, node) for node, _ in row.ends)))
        case "profile":
            table = {profile.name: profile.strategy for profile in game.profiles}
            return Any_(tuple(_strategy(game, table[name], partial=bool(game.start)) for name in value))
        case "strategy":
            return _strategy(game, value)
        case "payoff":
            return All(tuple(_payoff(game, name, bound) for name, bound in value))
        case "probability":
            return _probability(value)
        case "belief":
            return All(tuple(_belief(game, label, item, bound) for label, parts in value for item, bound in parts))
        case "kind":
            return _kind(game, dict(value))
    raise UndecidedError(f"the property {key!r} is not decided yet")


def _inside(key: str, value: Any) -> Callable[[Row, Node], bool]:
    if key == "outcome":
        return lambda row, node: outcome_name(row.game, node) in value
    return lambda row, node: holds(value, row.history(node.index))


def _bounded(value: Callable[[Row], Expr], bound: tuple[str, Expr]) -> Holds:
    return Holds(lambda row: row.space.formula(Comparison(value(row), bound[0], bound[1])))


def _payoff(game: Game, name: str, bound: tuple[str, Expr]) -> Holds:
    if name in game.players:
        position = game.players.index(name)
        return _bounded(lambda row: row.expected(lambda node: node.payoffs[position]), bound)
    place = game.measures.index(name)
    return _bounded(lambda row: row.expected(lambda node: node.measures[place]), bound)


def _probability(value: Pairs) -> Holds:
    table = dict(value)
    ((key, wanted),) = table["of"]
    inside = _inside(key, wanted)
    return _bounded(lambda row: row.expected(lambda node: ONE if inside(row, node) else None), table["equals"])


def _strategy(game: Game, entries: Pairs, *, partial: bool = False) -> Statement:
    parts: list[Statement] = []
    for label, choice in entries:
        try:
            sets = game.information_sets_of(label)
        except NotFoundError:
            if partial:
                continue
            raise
        parts.extend(_choice(s, choice) for s in sets)
    return All(tuple(parts))


def _choice(s: InformationSet, choice: Any) -> Statement:
    """An action, or the probabilities of some."""
    if isinstance(choice, str):
        return Chooses(s.index, choice)
    bounds = [(action, bound if isinstance(bound, tuple) else ("=", bound)) for action, bound in choice]
    ways = []
    for chosen in s.actions:
        tests = [_bounded(_constant(ONE if action == chosen else ZERO), bound) for action, bound in bounds]
        ways.append(All((Chooses(s.index, chosen), *tests)))
    open_ended = [(">", ZERO), ("<", ONE)] if len(s.actions) == 2 else []  # true of every mixture of two actions
    shares = [Mixes(s.index, action, bound) for action, bound in bounds if bound not in open_ended]
    return Any_((*ways, All((Chooses(s.index, MIXED), *shares))))


def _share(s: InformationSet, action: str) -> Callable[[Row], Expr]:
    def value(row: Row) -> Expr:
        mixing = dict(row.equilibrium.mixing)
        if s.label not in mixing:
            return ONE if row.played[s.index] == action else ZERO
        if row.equilibrium.free:
            raise UndecidedError(f"the row {row.equilibrium.label!r} is a continuum of mixtures")
        return dict(mixing[s.label]).get(action, ZERO)

    return value


def _constant(value: Expr) -> Callable[[Row], Expr]:
    return lambda row: value


def _belief(game: Game, label: str, item: tuple[str, str], bound: tuple[str, Expr]) -> Statement:
    move, action = item

    def believed(s: InformationSet) -> Callable[[Row], Expr]:
        def value(row: Row) -> Expr:
            ring, weights = row.space.ring, row.weights(s)
            if not weights:
                raise UndecidedError(f"the claim speaks of beliefs off the path of play, at {s.label!r}")
            total = part = RatFun(ring.zero, ring.one)
            for node, weight in weights.items():
                total = ring.plus(total, weight)
                if row.history(node).get(move) == action:
                    part = ring.plus(part, weight)
            return row.space.expr(part) / row.space.expr(total)

        return value

    return All(tuple(_bounded(believed(s), bound) for s in game.information_sets_of(label)))


def _kind(game: Game, value: Mapping[str, str]) -> Statement:
    """The types choose so that the equilibrium is of this kind (see :func:`gametheory.solution.kinds.kind`)."""
    sets = game.information_sets_of(f"{value['of']}|*")
    if not types_at(sets):
        raise UndecidedError(f"the kind of {value['of']!r}, which is played in more situations than one type each")
    if value["is"] == SEMI_SEPARATING:
        return Any_(tuple(Chooses(s.index, MIXED) for s in sets))
    return Any_(
        tuple(
            All(tuple(Chooses(s.index, a) for s, a in zip(sets, actions, strict=True)))
            for actions in product(*(s.actions for s in sets))
            if kind(actions) == value["is"]
        )
    )
