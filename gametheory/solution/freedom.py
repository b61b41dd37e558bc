"""Continua of equilibria: which values the probabilities may take that no equation determines."""

from __future__ import annotations

from collections.abc import Mapping

from gametheory.algebra import Formula, ParameterSpace, Poly, Region, postorder
from gametheory.algebra.elimination import exists_positive
from gametheory.algebra.substitution import replaced
from gametheory.errors import AssumptionError, NotLinearError
from gametheory.expr import Symbol, all_of
from gametheory.game import Game
from gametheory.solvers import Continuation, Found


def freedom(game: Game, found: Found, c: Continuation, free: tuple[tuple[str, int], ...], row: Region) -> Region | None:
    """The region of parameters and free probabilities of a row, under the row's own condition.

    ``None`` if other unknowns could not be eliminated from it.
    """
    names = [name for name, _ in free]
    bounds = [b for name in names for b in (Symbol(name) > 0, Symbol(name) < 1)]
    try:
        inside = _Inside(game, found, frozenset(slot for _, slot in free)).of(c)
        space = ParameterSpace((*game.symbols, *names), all_of(game.where, row.condition, *bounds))
    except (NotLinearError, AssumptionError):
        return None
    width = len(game.symbols)
    positions = {width + slot: width + i for i, (_, slot) in enumerate(free)}
    try:
        return Region(space, _moved(space, inside, width, positions))
    except NotLinearError:
        return None


class _Inside:
    """Conditions of classes in terms of parameters and free probabilities."""

    def __init__(self, game: Game, found: Found, free: frozenset[int]) -> None:
        self.table, self.width, self.free = found.space.table, len(game.symbols), free
        self._done: dict[int, Formula] = {}

    def of(self, c: Continuation) -> Formula:
        if not c.alternatives:
            return c.condition
        if id(c) not in self._done:
            ways = []
            for way in c.alternatives:
                below = self.table.all_of([self.of(b) for b in way.active])
                for slot, value in way.solved:
                    below = replaced(self.table, below, self.width + slot, value.num, value.den)
                f = self.table.all_of([way.condition if way.bound is None else way.bound, below])
                for slot in way.chosen_here:
                    if slot not in self.free:
                        f = exists_positive(self.table, f, self.width + slot)
                ways.append(f)
            self._done[id(c)] = self.table.any_of(ways)
        return self._done[id(c)]


def _moved(space: ParameterSpace, f: Formula, width: int, positions: Mapping[int, int]) -> Formula:
    """The same condition in a space of the parameters and some other symbols, by position."""
    table, done = space.table, dict[int, Formula]()
    for node in postorder(f):
        if node.poly is not None:
            terms = []
            for exponents, coefficient in node.poly.terms:
                new = [*exponents[:width], *([0] * len(positions))]
                for old, position in positions.items():
                    new[position] = exponents[old]
                if any(e for i, e in enumerate(exponents) if i >= width and i not in positions):
                    raise NotLinearError("an unknown is left")
                terms.append((tuple(new), coefficient))
            ring = space.ring
            poly = Poly(())
            for term in terms:
                poly = ring.add(poly, Poly((term,)))
            done[node.number] = table.atom(poly, node.rel)
        elif node.kind in ("and", "or"):
            join = table.all_of if node.kind == "and" else table.any_of
            done[node.number] = join([done[p.number] for p in node.parts])
        else:
            done[node.number] = table.truth(node.is_true)
    return done[f.number]
