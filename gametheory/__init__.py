"""Every equilibrium of a game with symbolic payoffs, with the exact condition on the parameters under which it exists.

>>> import gametheory as gt
>>> gt.loads(
...     '''schema = "gametheory-model/1"
... title = "Entry"
... players = ["Entrant"]
... where = "C > 0"
... [parameters]
... C = { means = "cost of entering" }
... V = { means = "value of the market" }
... [[move]]
... by = "Entrant"
... name = "entry"
... actions = ["in", "out"]
... [[outcome]]
... name = "monopoly"
... when = { entry = "in" }
... pays = { Entrant = "V - C" }
... [[outcome]]
... name = "nothing"
... when = { entry = "out" }
... pays = { Entrant = 0 }'''
... )
<Game 'Entry': 1 players, 1 information sets, 2 parameters, ...>

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gametheory import errors, kernels, testing
    from gametheory.algebra import Region
    from gametheory.game import Claim, Game
    from gametheory.game.normal_form import normal_form
    from gametheory.notation import GameBuilder, catalog, dump, load, loads
    from gametheory.present.figure import region_figure as plot
    from gametheory.solution import CheckReport, Equilibrium, Solution, Verdict, check, compare, solve
    from gametheory.sweep import Grid, Points, Sample, sweep

__version__ = "0.1.0"

__all__ = [
    "CheckReport",
    "Claim",
    "Equilibrium",
    "Game",
    "GameBuilder",
    "Grid",
    "Points",
    "Region",
    "Sample",
    "Solution",
    "Verdict",
    "catalog",
    "check",
    "compare",
    "dump",
    "errors",
    "kernels",
    "load",
    "loads",
    "normal_form",
    "plot",
    "solve",
    "sweep",
    "testing",
]

_MODULES = frozenset({"errors", "kernels", "sweep", "testing"})  # the module sweep may be called
_HOMES = {
    "CheckReport": "gametheory.solution",
    "Claim": "gametheory.game",
    "Equilibrium": "gametheory.solution",
    "Game": "gametheory.game",
    "GameBuilder": "gametheory.notation",
    "Grid": "gametheory.sweep",
    "Points": "gametheory.sweep",
    "Region": "gametheory.algebra",
    "Sample": "gametheory.sweep",
    "Solution": "gametheory.solution",
    "Verdict": "gametheory.solution",
    "catalog": "gametheory.notation",
    "check": "gametheory.solution",
    "compare": "gametheory.solution",
    "dump": "gametheory.notation",
    "load": "gametheory.notation",
    "loads": "gametheory.notation",
    "normal_form": "gametheory.game.normal_form",
    "plot": "gametheory.present.figure:region_figure",
    "solve": "gametheory.solution",
}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use (PEP 562)."""
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"gametheory.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'gametheory' has no attribute {name!r}", name=name)
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]

