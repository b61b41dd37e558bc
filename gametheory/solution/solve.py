"""``solve``: from a game to its solution, confirmed row by row."""

from __future__ import annotations

from gametheory.algebra import ParameterSpace, Region
from gametheory.errors import CrossingSetsError, SearchLimitError
from gametheory.game import Game
from gametheory.solution.beliefs import on_path
from gametheory.solution.confirm import Confirmer
from gametheory.solution.freedom import freedom
from gametheory.solution.kinds import kind_of, signal
from gametheory.solution.labels import labels
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium, Scope, Variant
from gametheory.solution.rows import described
from gametheory.solvers import choose

PATIENCE = 20  # times the usual work, where mixed equilibria are asked for by name


def solve(
    game: Game,
    *,
    concept: str | None = None,
    supports: str | None = None,
    method: str | None = None,
    knife_edge: bool = False,
) -> Solution:
    """Every equilibrium of a game with the exact condition on its parameters.

    Parameters
    ----------
    game : Game
        Symbolic, numeric (all parameters fixed) or anything between.
    concept : {"sequential", "weak perfect bayesian", "subgame perfect", "nash"}, optional
        Default sequential; with perfect information that is the same as subgame perfect. Capitals do not matter.
    supports : {"pure", "all"}, optional
        Whether strategies are pure or may be mixed. Default: all, where somebody moves without knowing the history
        (but pure where information sets cross, so that only plain enumeration is left, where only an enumeration of
        profiles finds Nash or subgame-perfect equilibria, and where the search for mixed equilibria would take much
        longer than half a minute; asked for by name, it may take twenty times as long); else pure, since mixtures then
        exist on knife-edges only. The scope says which.
    method : str, optional
        A method of the registry; chosen by the game if left out. With ``"paths played at points"`` mixed equilibria of
        larger games are found on the paths that are played at some points; that there are no others is not proved.
    knife_edge : bool
        Whether rows that exist on lower-dimensional sets of parameters only are part of the scope, and so printed in
        full. In pure strategies they are found in either case (:attr:`Solution.knife_edges`), in mixed ones only on
        request; they never have a bit in a kernel.

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
    chosen = choose(game, concept, method, supports)
    try:
        found = chosen.run(game, knife_edge, PATIENCE if supports == "all" else 1)
    except (CrossingSetsError, SearchLimitError) as error:
        if supports == "all" or method is not None:
            raise
        crossing = isinstance(error, CrossingSetsError)
        chosen = choose(game, concept, "plain enumeration" if crossing else None, "pure")
        found = chosen.run(game, knife_edge, 1)
    wide = len(found.space.names) > len(game.symbols)
    space = ParameterSpace(game.symbols, game.where) if wide else found.space
    confirmer = Confirmer(game, found, chosen.concept)
    undecided = list(found.undecided)
    transfer = found.space.transfer
    regions = [Region(space, transfer(c.condition, space.table) if wide else c.condition) for c in found.classes]
    inside = [next((tuple(point.values()) for point in region.sample(1)), None) for region in regions]
    rows = [described(game, found, c, at) for c, at in zip(found.classes, inside, strict=True)]
    sent = signal(game)
    names = labels(game, sent, rows)
    generic: list[Equilibrium] = []
    edges: list[Equilibrium] = []
    for play, (row, name, region) in enumerate(zip(rows, names, regions, strict=True)):
        believed = () if row.mixing else tuple(b for b in on_path(game, space, row.path) if len(b[1]) > 1)
        is_open = space.oracle.possible(space.oracle.open(region.formula))
        confirmed = confirmer.confirm(name, region, play)
        equilibrium = Equilibrium(
            name,
            chosen.concept,
            row.path,
            row.outcomes,
            row.payoffs,
            region,
            (Variant(region, believed),),
            confirmed,
            play,
            row.mixing,
            row.free,
            freedom(game, found, found.classes[play], row.free, region) if row.free else None,
            kind_of(sent, row.path, row.mixing),
        )
        (generic if is_open is not False else edges).append(equilibrium)
        if is_open is None:
            undecided.append(f"whether {name!r} exists on an open set of parameters")
    return Solution(
        game=game,
        equilibria=tuple(generic),
        knife_edges=tuple(edges),
        scope=Scope(chosen.concept, chosen.supports, "generic" if space.names and not knife_edge else "exact"),
        complete=not undecided,
        undecided=tuple(undecided),
        method=chosen.name,
        space=space,
        found=found,
    )
