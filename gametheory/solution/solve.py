"""``solve``: from a game to its solution, confirmed row by row."""

from __future__ import annotations

from gametheory.algebra import ParameterSpace, Region
from gametheory.game import Game
from gametheory.solution.beliefs import on_path
from gametheory.solution.confirm import Confirmer
from gametheory.solution.model import Equilibrium, Scope, Solution, Variant
from gametheory.solution.rows import labels, outcomes_and_payoffs, path_of
from gametheory.solvers import choose


def solve(game: Game, *, concept: str | None = None, method: str | None = None) -> Solution:
    """Every equilibrium of a game with the exact condition on its parameters.

    Parameters
    ----------
    game : Game
        Symbolic, numeric (all parameters fixed) or anything between.
    concept : {"sequential", "subgame perfect"}, optional
        Default sequential; with perfect information the two are the same.
    method : str, optional
        A method of the registry; chosen by the game if left out.

    Returns
    -------
    Solution
        One row per path of play, each confirmed by the independent checker at 16 exact points inside its region
        (fewer only where so many distinct interior points were not found; the row says how many).

    Raises
    ------
    SolverError
        If no method fits the game, or the independent checker rejects a row.
    AssumptionError
        If the standing assumptions contradict each other.

    Notes
    -----
    Cost grows with the number of paths that are equilibria somewhere, not with the number of strategy profiles.
    """
    chosen = choose(game, concept, method)
    found = chosen.run(game)
    wide = len(found.space.names) > len(game.symbols)
    space = ParameterSpace(game.symbols, game.where) if wide else found.space
    confirmer = Confirmer(game, found, chosen.concept)
    undecided = list(found.undecided)
    paths = [path_of(game, c) for c in found.classes]
    described = [outcomes_and_payoffs(game, space, p) for p in paths]
    names = labels([" / ".join(name for name, _ in outcomes) for outcomes, _ in described], paths)
    generic: list[Equilibrium] = []
    edges: list[Equilibrium] = []
    for play, (path, (outcomes, payoffs), name) in enumerate(zip(paths, described, names, strict=True)):
        condition = found.classes[play].condition
        region = Region(space, found.space.transfer(condition, space.table) if wide else condition)
        believed = tuple(b for b in on_path(game, space, path) if len(b[1]) > 1)
        is_open = space.oracle.possible(space.oracle.open(region.formula))
        confirmed = confirmer.confirm(name, region, play)
        variant = Variant(region, believed)
        row = Equilibrium(name, chosen.concept, path, outcomes, payoffs, region, (variant,), confirmed, play)
        (generic if is_open is not False else edges).append(row)
        if is_open is None:
            undecided.append(f"whether {name!r} exists on an open set of parameters")
    return Solution(
        game=game,
        equilibria=tuple(generic),
        knife_edges=tuple(edges),
        scope=Scope(chosen.concept, chosen.supports, "generic" if space.names else "exact"),
        complete=not undecided,
        undecided=tuple(undecided),
        method=chosen.name,
        space=space,
        found=found,
    )
