"""A solution under an additional assumption."""

from __future__ import annotations

from dataclasses import replace

from gametheory.algebra import ParameterSpace, Region
from gametheory.expr.parse import parse_condition
from gametheory.game.vary import assume as narrowed
from gametheory.solution.model import Equilibrium, Solution, Variant


def assume(solution: Solution, text: str) -> Solution:
    """See :meth:`Solution.assume`.

    Exact conditions stay what they are; they are normalised anew under the stronger assumptions. The rows' strategies
    and confirmations carry over: a point that is admissible now was admissible before.
    """
    game = narrowed(solution.game, parse_condition(text, known=solution.space.names, place="in assume(...)"))
    space = ParameterSpace(game.symbols, game.where)
    undecided = list(solution.undecided)

    def kept(rows: tuple[Equilibrium, ...], *, on_open_sets: bool) -> tuple[Equilibrium, ...]:
        found = []
        for row in rows:
            formula = solution.space.transfer(row.region.formula, space.table)
            answer = space.oracle.possible(space.oracle.open(formula) if on_open_sets else formula)
            if answer is None:
                undecided.append(f"whether {row.label!r} exists where {text}")
            if answer is not False:
                region = Region(space, formula)
                variants = tuple(
                    Variant(Region(space, solution.space.transfer(v.region.formula, space.table))) for v in row.variants
                )
                found.append(replace(row, region=region, variants=variants))
        return tuple(found)

    generic = kept(solution.equilibria, on_open_sets=True)
    dropped = tuple(r for r in solution.equilibria if r.label not in {g.label for g in generic})
    return solution.replace(
        game=game,
        equilibria=generic,
        knife_edges=kept((*dropped, *solution.knife_edges), on_open_sets=False),
        complete=solution.complete and len(undecided) == len(solution.undecided),
        undecided=tuple(undecided),
        space=space,
    )
