"""Solutions in mixed strategies against the enumeration of supports: games, and what is compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import gametheory as gt
from gametheory.expr import TRUE, Expr, Symbol, as_expr, evaluate, symbols
from gametheory.expr.parse import parse_condition
from gametheory.game import Game
from gametheory.solution import Equilibrium, PointEquilibrium, Solution
from gametheory.verify import check, numeric
from tests.game.declare import game, move, payment
from tests.solvers.support_enumeration import Component, Member, Path, Signalling, signalling

PARAMETERS = ("x", "y", "p")


def signals(
    rng: random.Random, types: int, messages: int, replies: int, *, spread: int = 2, symbolic: bool = False
) -> Game:
    """A random signalling game; one message in eight ends it, others have two to `replies` replies.

    Payoffs are small integers, so that ties occur; `symbolic` ones have a parameter added to two in five of them, and
    the prior may be a parameter.
    """
    kinds, words = [f"t{k}" for k in range(1, types + 1)], [f"m{k}" for k in range(1, messages + 1)]
    weights = [rng.randint(1, 3) for _ in kinds]
    prior: dict[str, Expr] = {kind: as_expr(Fraction(w, sum(weights))) for kind, w in zip(kinds, weights, strict=True)}
    if symbolic and rng.random() < 0.5:
        others = (1 - Symbol("p")) / (types - 1)
        prior = {kind: Symbol("p") if i == 0 else others for i, kind in enumerate(kinds)}
    moves = [move("Nature", "type", prior, seen_by=["Sender"]), move("Sender", "message", words)]
    payments = []
    drawn_payoffs: list[Expr] = []

    def payoff() -> Expr:
        value = as_expr(rng.randint(-spread, spread))
        if symbolic and rng.random() < 0.4:
            value = value + Symbol(rng.choice("xy")) * rng.choice((-1, 1))
        drawn_payoffs.append(value)
        return value

    for word in words:
        own = [] if rng.random() < 1 / 8 else list("abc"[: rng.randint(2, replies)])
        if own:
            moves.append(move("Receiver", f"after_{word}", own, if_={"message": word}))
        for kind in kinds:
            for ends in [{f"after_{word}": reply} for reply in own] or [{}]:
                when = {"type": kind, "message": word, **ends}
                payments.append(payment(when, {"Sender": payoff(), "Receiver": payoff()}))
    used = [name for name in PARAMETERS if any(name in symbols(e) for e in (*prior.values(), *drawn_payoffs))]
    where = parse_condition("0 < p < 1") if "p" in used else TRUE
    return game("Sender Receiver", moves, parameters=" ".join(used), payments=payments, where=where)


Size = tuple[int, int, int]
"""Numbers of types, messages and replies."""

SMALL: tuple[Size, ...] = ((2, 2, 2), (2, 2, 3), (2, 3, 2), (3, 2, 2))
LARGE: tuple[Size, ...] = ((2, 3, 3), (3, 2, 3), (3, 3, 2), (3, 3, 3))
SIZES = (*SMALL, *LARGE)


def drawn(seed: int, count: int, *, sizes: Iterable[Size] = SIZES, symbolic: bool = False) -> Iterator[Game]:
    """Random games of several sizes in turn."""
    rng, of = random.Random(seed), tuple(sizes)
    for k in range(count):
        yield signals(rng, *of[k % len(of)], spread=rng.choice((1, 2)), symbolic=symbolic)


def generic_point(game_: Game, rng: random.Random) -> dict[str, Fraction]:
    """A point whose coordinates have no simple relation: no tie but those that hold everywhere."""
    drawn_ = {name: Fraction(rng.randint(-3_000_017, 3_000_017), 1_000_003) for name in game_.symbols}
    return {**drawn_, **({"p": Fraction(rng.randint(1, 1_000_002), 1_000_003)} if "p" in drawn_ else {})}


def tied_point(game_: Game, rng: random.Random) -> dict[str, Fraction]:
    """A point with small numbers, where ties are common."""
    small = {name: Fraction(rng.randint(-4, 4), rng.choice((1, 2))) for name in game_.symbols}
    return {**small, **({"p": Fraction(rng.randint(1, 5), 6)} if "p" in small else {})}


def path_of(row: Equilibrium | PointEquilibrium) -> Path:
    """The path support of a row."""
    return frozenset(row.path)


@dataclass
class Tally:
    """What a comparison found; a report is the game's file with the place of the difference above it."""

    games: int = 0
    points: int = 0
    equilibria: int = 0
    continua: int = 0
    members: int = 0
    undecided: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def numeric(self, played: Game, rng: random.Random, samples: int = 2) -> None:
        """All equilibria of a game without parameters, components included."""
        self.games += 1
        solution = gt.solve(played, supports="all")
        self._compare(played, solution, {}, rng, samples)

    def symbolic(
        self, played: Game, points: Iterable[Mapping[str, Fraction]], rng: random.Random, *, ties: bool = False
    ) -> None:
        """A game with parameters, solved once; with `ties` also where it mixes on knife-edges only."""
        self.games += 1
        solution = gt.solve(played, supports="all", knife_edge=ties)
        for point in points:
            self._compare(played, solution, point, rng, 1)

    def _compare(
        self, played: Game, solution: Solution, point: Mapping[str, Fraction], rng: random.Random, samples: int
    ) -> None:
        self.points += 1
        there = numeric(played, point)
        table = signalling(there)
        here = solution.at(point)
        rows: dict[Path, list[Equilibrium]] = {}
        for found in here:
            if faults := table.faults(stated(table, found)):
                self.wrong.append(report(played, point, (found.path, faults)))
            rows.setdefault(path_of(found), []).append(solution.one(found.label))
        expected = table.components
        self.equilibria += len(expected)
        self.wrong += [report(played, point, sorted(path)) for path in rows if path not in expected]
        missing = [path for path in expected if path not in rows]
        if missing and not solution.complete:
            self.undecided += 1
        else:
            self.missing += [report(played, point, sorted(path)) for path in missing]
        for path, components in expected.items():
            self.continua += any(row.free for row in rows.get(path, ()))
            for component in components:
                for member in component.members(rng, samples):
                    self.members += 1
                    assert not table.faults(member)
                    verdict = check(there, table.assessment(member), "sequential")
                    assert verdict.ok, report(played, point, (member, verdict))
                    if path in rows and not any(matches(row, point, member) for row in rows[path]):
                        self.missing.append(report(played, point, (sorted(path), member.strategy)))
            if path in rows:
                self._dimensions(played, point, path, components, rows[path])

    def _dimensions(
        self, played: Game, point: Mapping[str, Fraction], path: Path, components: Iterable[Component],
        rows: Iterable[Equilibrium],
    ) -> None:
        """A row has no free probability only if nothing is free."""
        largest, free = max(c.dimension for c in components), max(len(row.free) for row in rows)
        if largest > free:
            what = f"{free} free probabilities, {largest} dimensions"
            self.missing.append(report(played, point, (sorted(path), what)))


def stated(table: Signalling, found: PointEquilibrium) -> Member:
    """What a row states at a point."""
    strategy = {
        label: {played: Fraction(1)} if isinstance(played, str) else dict(played)
        for label, played in found.strategy.items()
    }
    beliefs: dict[int, dict[int, Fraction]] = {}
    for m, label in enumerate(table.replied_at):
        if label is not None and label in found.beliefs:
            shares = [p for _, p in found.beliefs[label]]
            beliefs[m] = dict(enumerate(shares))
    return Member(strategy, beliefs)


def matches(row: Equilibrium, point: Mapping[str, Fraction], member: Member) -> bool:
    """Whether an equilibrium is one of a row: its probabilities at some values of the free ones."""
    names = {name for name, _ in row.free}
    values = dict(point)
    for label, shares in row.mixing:
        for action, share in shares:
            if isinstance(share, Symbol) and share.name in names:
                values[share.name] = member.strategy[label].get(action, Fraction(0))
    if not names <= set(values):
        return False
    return all(
        evaluate(share, values) == member.strategy[label].get(action, Fraction(0))
        for label, shares in row.mixing
        for action, share in shares
    )


def report(played: Game, point: Mapping[str, Fraction], what: object) -> str:
    """A difference, with the file of the game."""
    at = ", ".join(f"{name} = {value}" for name, value in point.items())
    return f"{what} at {at or 'the numbers given'} in\n{gt.dump(played)}"
