"""Which method solves which concept: adding a method is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.game.names import unknown
from gametheory.solvers import paths, plain, profiles, recursion
from gametheory.solvers.classes import Found
from gametheory.solvers.stages import missed_set, one_shot, staged

SUPPORTS = ("pure", "all")
CONCEPTS = ("sequential", "weak perfect bayesian", "subgame perfect", "nash")


@dataclass(frozen=True, slots=True)
class Method:
    """A solver, the concept that its answers satisfy and the supports it searches.

    `run` takes the game, whether equilibria that mix on knife-edges only are wanted, and how many times the usual work
    a search for mixed ones may take.
    """

    name: str
    concept: str
    supports: str
    fits: Callable[[Game], bool]
    run: Callable[[Game, bool, int], Found]


def _perfect(game: Game) -> bool:
    return game.tree.has_perfect_information


def _pure(solver: Callable[[Game], Found]) -> Callable[[Game, bool, int], Found]:
    """Pure equilibria are found on knife-edges in any case."""
    return lambda game, ties, patience: solver(game)


def _hidden_with_parameters(game: Game) -> bool:
    return bool(game.symbols) and not _perfect(game)


def _hidden_stages(game: Game) -> bool:
    return not _perfect(game) and staged(game)


METHODS: tuple[Method, ...] = (
    Method("backward induction", "subgame perfect", "pure", _perfect, _pure(recursion.solve)),
    Method("component recursion with mixed strategies", "sequential", "all", lambda game: True, recursion.solve_mixed),
    Method("component recursion", "sequential", "pure", lambda game: not _perfect(game), _pure(recursion.solve)),
    Method("component recursion over stages", "subgame perfect", "all", _hidden_stages, recursion.solve_mixed),
    Method("component recursion over stages, pure", "subgame perfect", "pure", _hidden_stages, _pure(recursion.solve)),
    Method("supports of a bimatrix game", "nash", "all", one_shot, recursion.solve_mixed),
    Method(
        "component recursion with free beliefs",
        "weak perfect bayesian",
        "pure",
        lambda game: not _perfect(game),
        _pure(recursion.solve_with_free_beliefs),
    ),
    Method("paths played at points", "sequential", "all", _hidden_with_parameters, lambda game, *_: paths.solve(game)),
    Method("plain enumeration", "sequential", "pure", lambda game: True, _pure(plain.solve)),
    Method("enumeration of profiles", "subgame perfect", "pure", lambda game: True, _pure(profiles.subgame_perfect)),
    Method("enumeration of profiles in one game", "nash", "pure", lambda game: True, _pure(profiles.nash)),
)


def choose(game: Game, concept: str | None, method: str | None, supports: str | None = None) -> Method:
    """The method for a game; with perfect information sequential and subgame-perfect equilibria are the same.

    Concepts may be written with capitals (``"Nash"``).

    Raises
    ------
    SolverError
        If there is no such concept or method, or none of the methods fits.
    """
    if concept is not None and concept.lower() not in CONCEPTS:
        raise SolverError(unknown("solution concept", concept, CONCEPTS))
    concept = None if concept is None else concept.lower()
    if method is not None and method not in {m.name for m in METHODS}:
        raise SolverError(unknown("method", method, [m.name for m in METHODS]))
    if supports is not None and supports not in SUPPORTS:
        raise SolverError(unknown("kind of strategies", supports, SUPPORTS))
    for candidate in METHODS:
        if candidate.fits(game) and method in (None, candidate.name) and supports in (None, candidate.supports):
            if concept in (None, candidate.concept) or (_perfect(game) and concept != "nash"):
                return candidate
    why = _obstacle(game, concept)
    asked = " by ".join(
        part
        for part in (
            concept and f"{concept!r} equilibria",
            supports and f"{supports!r} strategies",
            method and f"the method {method!r}",
        )
        if part
    )
    raise SolverError(
        f"{asked} cannot be computed here: {why}\n  leave concept and method out, and the right ones are chosen."
    )


def _obstacle(game: Game, concept: str | None) -> str:
    """Why no method fits."""
    if concept == "nash":
        return (
            'two players who move once each are needed, unless supports="pure"; gt.normal_form(game) makes such a game '
            "of this one"
        )
    if concept == "subgame perfect" and (left := missed_set(game)) is not None:
        return (
            f"play may miss {left.label!r} within every subgame around it, and subgame perfection then demands nothing "
            f'of {left.player} there; ask for sequential equilibria, or with supports="pure"'
        )
    hidden = next((s for s in game.tree.information_sets if len(s.nodes) > 1), None)
    if hidden is None:
        return "the game has perfect information"
    return f"{hidden.player} cannot tell histories apart at {hidden.label!r}"
