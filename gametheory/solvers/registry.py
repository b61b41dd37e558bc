"""Which method solves which concept: adding a method is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gametheory.algebra import ParameterSpace
from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.game.names import unknown
from gametheory.solvers import backward_induction
from gametheory.solvers.classes import Found


@dataclass(frozen=True, slots=True)
class Method:
    """A solver with the concept it computes and the supports it searches."""

    name: str
    concept: str
    supports: str
    run: Callable[[Game, ParameterSpace], Found]


METHODS: tuple[Method, ...] = (Method("backward induction", "subgame perfect", "pure", backward_induction.solve),)

CONCEPTS: Mapping[str, tuple[str, ...]] = {
    "sequential": ("subgame perfect",),       # with perfect information the two are the same
    "subgame perfect": ("subgame perfect",),
}


def choose(game: Game, concept: str | None, method: str | None) -> Method:
    """The method for a game.

    Raises
    ------
    SolverError
        If there is no such concept or method, or none of the methods fits.
    """
    if concept is not None and concept not in CONCEPTS:
        raise SolverError(unknown("solution concept", concept, CONCEPTS))
    if method is not None and method not in {m.name for m in METHODS}:
        raise SolverError(unknown("method", method, [m.name for m in METHODS]))
    wanted = CONCEPTS[concept or "sequential"]
    for candidate in METHODS:
        if candidate.concept in wanted and method in (None, candidate.name):
            return candidate
    raise SolverError(f"the method {method!r} does not compute {concept!r} equilibria")
