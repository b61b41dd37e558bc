"""A solution under an additional assumption."""

from __future__ import annotations

from dataclasses import replace

from gametheory.algebra import ParameterSpace, Region
from gametheory.expr.parse import parse_condition
from gametheory.game.vary import assume as narrowed
from gametheory.solution.confirm import Confirmer
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium, Variant


def assume(solution: Solution, text: str) -> Solution:
    """See :meth:`Solution.assume`.

    Exact conditions stay what they are; they are normalised anew under the stronger assumptions, on which it depends
    what is a knife-edge. The rows' strategies carry over, since a point that is admissible now was admissible before;
    they are confirmed anew at such points.
    """
    game = narrowed(solution.game, parse_condition(text, known=solution.space.names, place="in assume(...)"))
    space = ParameterSpace(game.symbols, game.where)
    undecided = list(solution.undecided)
    confirmer = Confirmer(game, solution.found, solution.scope.concept)
    generic: list[Equilibrium] = []
    edges: list[Equilibrium] = []
    for row in (*solution.equilibria, *solution.knife_edges):
        formula = solution.space.transfer(row.region.formula, space.table)
        is_open = space.oracle.possible(space.oracle.open(formula))
        exists = is_open or space.oracle.possible(formula)
        if is_open is None or exists is None:
            undecided.append(f"whether {row.label!r} exists where {text}")
        if exists is not False:
            region = Region(space, formula)
            variants = tuple(
                Variant(Region(space, solution.space.transfer(v.region.formula, space.table)), v.beliefs)
                for v in row.variants
            )
            confirmed = confirmer.confirm(row.label, region, row.play)
            narrow = replace(row, region=region, variants=variants, confirmed=confirmed)
            (generic if is_open is not False else edges).append(narrow)
    return solution.replace(
        game=game,
        equilibria=tuple(generic),
        knife_edges=tuple(edges),
        complete=solution.complete and len(undecided) == len(solution.undecided),
        undecided=tuple(undecided),
        space=space,
    )
