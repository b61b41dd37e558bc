"""Confirmation by the independent checker: every row is an equilibrium at exact points inside its region."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from gametheory.algebra import Region
from gametheory.errors import DisagreementError, UndecidedError
from gametheory.expr import ExactNumber
from gametheory.game import Game
from gametheory.solvers import Exhibit, Found, exhibit
from gametheory.verify.assessment import Assessment
from gametheory.verify.checking import check
from gametheory.verify.numeric import NumericGame, numeric

POINTS = 16


class Confirmer:
    """Checks rows of one game; numeric games at points are made once and shared by the rows."""

    def __init__(self, game: Game, found: Found, concept: str) -> None:
        self.game = game
        self.found = found
        self.concept = concept
        self._points: dict[tuple[Fraction, ...], NumericGame] = {}

    def confirm(self, label: str, region: Region, play: int, points: int = POINTS) -> int:
        """Number of exact points inside the region at which the checker accepts the row's full assessment.

        Points at which no exact assessment can be stated are left out.

        Raises
        ------
        DisagreementError
            If it rejects one: the solver and the checker disagree, which is a bug to be reported.
        """
        sample = region.sample(points)
        return sum(self._check(label, play, point) for point in sample)

    def _check(self, label: str, play: int, point: dict[str, Fraction]) -> bool:
        values = tuple(point[name] for name in self.game.symbols)
        if values not in self._points:
            self._points[values] = numeric(self.game, point)
        try:
            assessment = assessment_at(self.game, self.found, play, values)
        except UndecidedError:
            return False
        report = check(self._points[values], assessment, self.concept)
        if not report.ok:
            where = ", ".join(f"{k} = {v}" for k, v in point.items())
            raise DisagreementError(
                f"the independent checker rejects the equilibrium {label!r} at {where}:\n  "
                + "\n  ".join(report.faults[:5])
                + "\n  this is a bug in the solver: please report it with the model file."
            )
        return True


def exhibit_at(game: Game, found: Found, play: int, values: Sequence[Fraction]) -> Exhibit:
    """What a class plays at a point of its region, with trembles."""
    slots = range(len(game.symbols), len(found.space.names))
    return exhibit(found.space.table, slots, found.classes[play], values)


def assessment_at(game: Game, found: Found, play: int, values: Sequence[Fraction]) -> Assessment:
    """The full assessment of a class at a point of its region, its beliefs exhibited by trembles."""
    return assessment_of(game, exhibit_at(game, found, play, values))


def assessment_of(game: Game, shown: Exhibit) -> Assessment:
    """What was exhibited, as the checker reads it."""
    sets = game.tree.information_sets
    scale = lcm(*(order.denominator for order, _ in shown.trembles.values()))
    trembles: dict[str, dict[str, tuple[int, ExactNumber]]] = {}
    for (s, action), (order, coefficient) in sorted(shown.trembles.items()):
        trembles.setdefault(sets[s].label, {})[action] = (int(order * scale), coefficient)
    beliefs = {sets[s].label: belief for s, belief in sorted(shown.beliefs.items())}
    strategy = {sets[s].label: dict(shares) for s, shares in sorted(shown.strategy.items())}
    return Assessment(strategy, beliefs, trembles)
