"""What holds an equilibrium together, and what breaks it: incentive constraints one by one, in closed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.algebra import RatFun, Region
from gametheory.errors import NotFoundError, SolverError
from gametheory.expr import TRUE, Condition, ExactNumber, Expr, as_expr, evaluate, exact_value
from gametheory.game import NATURE, Game
from gametheory.game.names import unknown
from gametheory.solution.confirm import exhibit_at
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.points import admissible
from gametheory.solution.spaces import row_space
from gametheory.solvers.stages import one_shot, staged

TRIES = 5
"""Ways of play off the path that are tried for an explanation."""

Strategy = Mapping[str, Mapping[str, RatFun]]


@dataclass(frozen=True)
class Constraint:
    """A player prefers what it does to something else, or does not care.

    Attributes
    ----------
    player, where : str
        Who, at which information set.
    action, other : str
        What is played, and the deviation.
    relation : {">=", "="}
        Whether `action` is weakly better, or both are played and equally good.
    gain : Expr
        How much better `action` is, in expectation under the belief at the set.
    condition : Condition
        The constraint in terms of the parameters, read under the standing assumptions.
    on_path : bool
        Whether play gets to the set.
    """

    player: str
    where: str
    action: str
    other: str
    relation: str
    gain: Expr
    condition: Condition
    on_path: bool

    def __str__(self) -> str:
        verb = "prefers" if self.relation == ">=" else "is indifferent between"
        joint = "to" if self.relation == ">=" else "and"
        off = "" if self.on_path else " (off the path)"
        what = f"at {self.where}{off} {self.player} {verb} {self.action} {joint} {self.other}"
        return what if self.relation == "=" and self.condition == TRUE else f"{what}: {self.condition}"


@dataclass(frozen=True)
class Obstacle:
    """Why an equilibrium does not exist at a point: somebody would gain by deviating, or no such mixture exists."""

    label: str
    player: str
    where: str
    action: str
    other: str
    gain: ExactNumber
    kind: str = "deviation"

    def __str__(self) -> str:
        if self.kind == "root":
            return f"{self.label}: the mixture would need the square root of {-self.gain}"
        if self.kind == "mixture":
            return f"{self.label}: at {self.where} {self.action} would be played with probability {self.gain}"
        return f"{self.label}: at {self.where} {self.player} gains {self.gain} by {self.other} instead of {self.action}"


@dataclass(frozen=True)
class WhyNot:
    """What keeps an outcome from being an equilibrium's at a point.

    Attributes
    ----------
    outcome : tuple of str
    exists : tuple of str
        Labels of equilibria at the point that do end there.
    obstacles : tuple of Obstacle
        For each equilibrium that ends there elsewhere, what fails; the largest gain first.
    """

    outcome: tuple[str, ...]
    exists: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]

    def __str__(self) -> str:
        name = " or ".join(self.outcome)
        if self.exists:
            return f"{name} is an equilibrium outcome here: {'; '.join(self.exists)}"
        if not self.obstacles:
            return f"no equilibrium of this solution ends in {name} with certainty, at any parameters"
        return "\n".join([f"{name} is no equilibrium outcome here:", *(f"  {o}" for o in self.obstacles)])


def constraints(solution: Solution, label: str) -> tuple[Constraint, ...]:
    """See :meth:`Solution.constraints`."""
    _demand_local(solution)
    row = solution.one(label)
    point = next(iter(row.region.sample(1)), None)
    if point is None:
        raise NotFoundError(f"no exact point was found at which {label!r} exists")
    return Profile(solution, row, point).constraints()


def _demand_local(solution: Solution) -> None:
    """Refuse concepts that do not ask for the best choice at each information set.

    Raises
    ------
    SolverError
    """
    game, concept = solution.game, solution.scope.concept
    local = one_shot(game) if concept == "nash" else concept != "subgame perfect" or staged(game)
    if not local:
        raise SolverError(
            f"{concept!r} equilibria compare whole plans here, and ask nothing of play that is not reached"
            "\n  constraints are listed for sequential equilibria, information set by information set."
        )


def why_not(solution: Solution, outcome: str | Sequence[str], at: Mapping[str, Any]) -> WhyNot:
    """See :meth:`Solution.why_not`."""
    _demand_local(solution)
    wanted = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    known = dict.fromkeys(name for row in (*solution.equilibria, *solution.knife_edges) for name, _ in row.outcomes)
    declared = [o.name for o in solution.game.outcomes]
    for name in wanted:
        if name not in known and name not in declared:
            raise NotFoundError(unknown("outcome", name, [*known, *declared]))
    point = admissible(solution, at)
    rows = [r for r in (*solution.equilibria, *solution.knife_edges) if r.has_outcome(wanted)]
    here = tuple(r.label for r in rows if r.region.contains(point))
    if here:
        return WhyNot(wanted, here, ())
    found: list[Obstacle] = []
    for row in rows:
        tried = [_obstacles(Profile(solution, row, there), point) for there in row.region.sample(TRIES)]
        if tried:
            found.extend(sorted(tried, key=_severity)[0])
    return WhyNot(wanted, (), tuple(sorted(found, key=lambda o: (-o.gain, o.label, o.where))))


def _severity(obstacles: list[Obstacle]) -> tuple[int, ExactNumber]:
    return len(obstacles), max((_size(o.gain) for o in obstacles), default=Fraction(0))


def _size(number: ExactNumber) -> ExactNumber:
    return number if number > 0 else -number


def _obstacles(profile: Profile, point: Mapping[str, Fraction]) -> list[Obstacle]:
    label = profile.row.label
    inside = (evaluate(profile.space.ring.write(p), point) for p in profile.space.ring.roots.radicands.values())
    if (least := min(inside, default=Fraction(0))) < 0:
        return [Obstacle(label, "", "", "", "", -least, "root")]
    found = []
    for where, shares in profile.row.mixing:
        for action, p in shares:
            if not profile.row.free and not 0 <= (value := exact_value(p, point)) <= 1:
                found.append(Obstacle(label, "", where, action, "", value, "mixture"))
    broken = []
    for c in profile.constraints(printed=False):
        gain = exact_value(c.gain, point)
        if gain < 0 or (gain != 0 and c.relation == "="):
            broken.append((c, Obstacle(label, c.player, c.where, c.action, c.other, _size(gain))))
    first = [o for c, o in broken if c.on_path]  # what happens off the path matters only if the path itself is fine
    return [*found, *(first or [o for _, o in broken])]


class Profile:
    """A full strategy profile of a row with beliefs, as it is at one point; on the path in closed form."""

    def __init__(self, solution: Solution, row: Equilibrium, point: Mapping[str, Fraction]) -> None:
        self.game: Game = solution.game
        self.row = row
        sets = self.game.tree.information_sets
        values = tuple(point[name] for name in solution.space.names)
        shown = exhibit_at(self.game, solution.found, row.play, values)
        beliefs = _beliefs(solution, row, values)
        numbers = [p for held in shown.strategy.values() for p in held.values()]
        numbers += [p for belief in beliefs.values() for p in belief.values()]
        self.space = row_space(solution, row, closed=True, also=map(as_expr, numbers))
        ring = self.space.ring
        mixing = dict(row.mixing)
        self.strategy: dict[str, dict[str, RatFun]] = {}
        for s in sets:
            if s.label in mixing:
                self.strategy[s.label] = {a: ring.read(p) for a, p in mixing[s.label]}
            else:
                self.strategy[s.label] = {a: ring.read(as_expr(p)) for a, p in shown.strategy[s.index].items()}
        self.beliefs = {label: {n: ring.read(as_expr(p)) for n, p in held.items()} for label, held in beliefs.items()}
        self.reach = self._reach()
        self.worth = self._worth()

    def _reach(self) -> list[RatFun]:
        tree, ring = self.game.tree, self.space.ring
        found = [RatFun(ring.zero, ring.one)] * len(tree.nodes)
        found[0] = RatFun(ring.one, ring.one)
        for node in tree.nodes:
            for i, child in enumerate(node.children):
                found[child] = ring.times(found[node.index], self._share(node.index, i))
        return found

    def _share(self, index: int, step: int) -> RatFun:
        node, ring = self.game.tree.nodes[index], self.space.ring
        if node.player == NATURE:
            return ring.read(node.probabilities[step])
        label = self.game.tree.information_sets[node.information_set or 0].label
        return self.strategy[label].get(node.actions[step], RatFun(ring.zero, ring.one))

    def _worth(self) -> list[list[RatFun]]:
        tree, ring = self.game.tree, self.space.ring
        found: list[list[RatFun]] = [[] for _ in tree.nodes]
        for node in reversed(tree.nodes):
            if node.is_terminal:
                found[node.index] = [ring.read(e) for e in node.payoffs]
                continue
            totals = [RatFun(ring.zero, ring.one) for _ in self.game.players]
            for i, child in enumerate(node.children):
                share = self._share(node.index, i)
                if not share.num.is_zero:
                    totals = [ring.plus(t, ring.times(share, v)) for t, v in zip(totals, found[child], strict=True)]
            found[node.index] = totals
        return found

    def constraints(self, *, printed: bool = True) -> tuple[Constraint, ...]:
        """On the path from the first move on, then off it; what follows from the standing assumptions is left out."""
        tree, ring, table = self.game.tree, self.space.ring, self.space.table
        found = []
        for s in tree.information_sets:
            player = self.game.players.index(s.player)
            weights = {n: self.reach[n] for n in s.nodes if not self.reach[n].num.is_zero}
            on_path = bool(weights)
            if not on_path:
                weights = {n: p for n, p in self.beliefs[s.label].items() if not p.num.is_zero}
            total = RatFun(ring.zero, ring.one)
            for w in weights.values():
                total = ring.plus(total, w)
            played = self.strategy[s.label]
            first = next(iter(played))
            for other in s.actions:
                if other == first:
                    continue
                gain = RatFun(ring.zero, ring.one)
                for n, w in weights.items():
                    node = tree.nodes[n]
                    a, b = (node.children[node.actions.index(x)] for x in (first, other))
                    share = ring.times(w, ring.ratfun(total.den, total.num))
                    gain = ring.plus(gain, ring.times(share, ring.minus(self.worth[a][player], self.worth[b][player])))
                relation = "=" if other in played else ">="
                formula = table.ratio(gain, relation)
                if printed and formula.is_true and relation == ">=":
                    continue
                condition = Region(self.space, formula).condition if printed else self.space.where
                found.append(
                    Constraint(s.player, s.label, first, other, relation, self.space.expr(gain), condition, on_path)
                )
        return tuple(sorted(found, key=lambda c: not c.on_path))


def _beliefs(solution: Solution, row: Equilibrium, values: Sequence[Fraction]) -> dict[str, dict[int, ExactNumber]]:
    from gametheory.solution.confirm import assessment_at
    from gametheory.verify.consistency import full_beliefs
    from gametheory.verify.numeric import numeric

    point = dict(zip(solution.space.names, values, strict=True))
    assessment = assessment_at(solution.game, solution.found, row.play, values)
    return full_beliefs(numeric(solution.game, point), assessment)
