"""What was found, under which condition, and whether it is all there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from gametheory.algebra import ParameterSpace, Region
from gametheory.errors import NotFoundError
from gametheory.game import Game
from gametheory.game.names import unknown
from gametheory.solution.nouns import Coverage, Equilibrium, PointEquilibrium, Scope
from gametheory.solution.rows import outcome_name
from gametheory.solvers import Found

if TYPE_CHECKING:
    from gametheory.kernels.compile import Kernel
    from gametheory.solution.beliefs import Beliefs, Believer
    from gametheory.solution.certificate import Checked
    from gametheory.solution.constraints import Constraint, WhyNot
    from gametheory.solution.partition import Overlap, Partition
    from gametheory.solution.row_values import RowValues
    from gametheory.solution.stated import Stated
    from gametheory.solution.statics import Statics, Stretch


@dataclass(frozen=True, eq=False)
class Solution:
    """All equilibria of a game within a scope, one row per path of play.

    Attributes
    ----------
    game : Game
        The game solved.
    equilibria : tuple of Equilibrium
        Rows that exist on an open set of parameters.
    knife_edges : tuple of Equilibrium
        Rows that exist on lower-dimensional sets only; printed in full where ties are part of the scope.
    scope : Scope
        Relative to what the solution is complete.
    complete : bool
        True only if nothing within the scope was left undecided.
    undecided : tuple of str
        What was left undecided.
    method : str
        How it was found.
    space : ParameterSpace
        The admissible set.
    found : Found
        The solver's classes, from which full assessments are reconstructed.
    """

    game: Game
    equilibria: tuple[Equilibrium, ...]
    knife_edges: tuple[Equilibrium, ...]
    scope: Scope
    complete: bool
    undecided: tuple[str, ...]
    method: str
    space: ParameterSpace = field(repr=False)
    found: Found = field(repr=False)

    def __repr__(self) -> str:
        extent = "all" if self.complete else "some, not proved to be all"
        return f"<Solution: {len(self.equilibria)} equilibria ({extent}), {self.method}, game {self.game_digest[:8]}>"

    def __str__(self) -> str:
        from gametheory.present.table import table

        return table(self)

    def _repr_html_(self) -> str:
        from gametheory.present.html import solution_html

        return solution_html(self)

    @property
    def game_digest(self) -> str:
        """Digest of the game solved."""
        return self.game.digest

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the rows, in order."""
        return tuple(e.label for e in self.equilibria)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes that occur on some row's path, in order of first occurrence."""
        return tuple(dict.fromkeys(name for e in self.equilibria for name, _ in e.outcomes))

    def one(self, label: str) -> Equilibrium:
        """The row with this label, knife-edge or not: positions change when a solver improves, labels do not.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        for row in (*self.equilibria, *self.knife_edges):
            if row.label == label:
                return row
        raise NotFoundError(unknown("equilibrium", label, self.labels))

    def bit(self, label: str) -> int:
        """The bit of a row in the masks of compiled kernels and sweeps.

        Raises
        ------
        NotFoundError
            If there is no such row, or it lives on a knife-edge: no kernel looks for those.
        """
        if label not in self.labels:
            raise NotFoundError(unknown("equilibrium", label, self.labels))
        return 1 << self.labels.index(label)

    def beliefs(self, label: str) -> Beliefs:
        """What is believed in a row: by Bayes' rule on the path, as a condition off the path.

        Beliefs off the path are stated at the first information set after a deviation that several types may have
        made; sets that follow inherit them. The conditions are read where the row exists, for generic parameters, and
        computed when they are asked for. Sets at which beliefs matter and are not described are listed by name.

        Raises
        ------
        NotFoundError
            If there is no such row.
        """
        row = self.one(label)
        return self._believer.beliefs(row.play, row.path, row.region)

    def stated(self, label: str) -> Stated:
        """A row as printed: in named mixing probabilities where closed forms are long (NotFoundError if none)."""
        from gametheory.solution.stated import stated

        return stated(self.game, self.found, self.one(label))

    @cached_property
    def _believer(self) -> Believer:
        from gametheory.solution.beliefs import Believer

        return Believer(self.game, self.space, self.found)

    def region(self, outcome: str | Sequence[str]) -> Region:
        """Where some equilibrium ends with certainty in `outcome` (or in one of several), ties included.

        Raises
        ------
        NotFoundError
            If the game has no such outcome.
        """
        wanted = (outcome,) if isinstance(outcome, str) else tuple(outcome)
        known = self._all_outcomes()
        for name in wanted:
            if name not in known:
                raise NotFoundError(unknown("outcome", name, known))
        rows = [e.region for e in (*self.equilibria, *self.knife_edges) if e.has_outcome(wanted)]
        return reduce(lambda a, b: a | b, rows, Region(self.space, self.space.table.false))

    def _all_outcomes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(outcome_name(self.game, n) for n in self.game.tree.terminals))

    def at(self, point: Mapping[str, Any] | None = None, /, **values: Any) -> tuple[PointEquilibrium, ...]:
        """Every equilibrium at one exact point, knife-edge rows included; solved anew there if something is undecided.

        Parameters
        ----------
        point, values
            One exact number per parameter: ``int``, ``Fraction``, ``"1/3"``, ``"0.3"`` or a float's shortest decimal.

        Raises
        ------
        ExpressionError
            If a parameter has no value, or a name is not a parameter.
        AssumptionError
            If the point violates the standing assumptions.
        """
        from gametheory.solution.points import equilibria_at

        return equilibria_at(self, {**(point or {}), **values})

    def coverage(self) -> Coverage:
        """Whether an equilibrium of this solution exists at every admissible point: a proof, or a witness."""
        from gametheory.solution.coverage import coverage

        return coverage(self)

    def overlaps(self) -> tuple[Overlap, ...]:
        """Which kinds of equilibria (those that end in the same outcomes) coexist on open sets, and where.

        Raises
        ------
        SolverError
            If that was not decided within the budget.
        """
        from gametheory.solution.partition import overlaps

        return overlaps(self)

    def partition(self) -> Partition:
        """The admissible set, but for borders, cut into pieces by the kinds of equilibria that exist there.

        Raises
        ------
        SolverError
            If there are more than 500 pieces.
        """
        from gametheory.solution.partition import partition

        return partition(self)

    def refine(self, refinement: str) -> Solution:
        """The rows that survive a refinement, each with the exact condition under which it does.

        Parameters
        ----------
        refinement : str
            ``"intuitive criterion"``, ``"strict gain"``, ``"D1"``, and in pure strategies ``"undefeated"``: for
            signalling; a row fails where no belief that the test allows after some unsent message supports it.
            ``"payoff dominance"``, ``"risk dominance"``: for two players who move once each, with two actions.

        Raises
        ------
        SolverError
            If there is no such refinement, or it is not defined for the game or the solution.
        UndecidedError
            If beliefs could not be eliminated from its test.
        """
        from gametheory.solution.refinements import refine

        return refine(self, refinement)

    def statics(self, label: str, parameters: Sequence[str] | None = None) -> Statics:
        """Comparative statics of a row: the proved sign of the derivative of each bound, probability and payoff.

        Beside them, whether the row's region grows or shrinks. Cost: two decisions for each pair of a quantity and a
        parameter in it.

        Raises
        ------
        NotFoundError
            If there is no such row or parameter.
        """
        from gametheory.solution.statics import statics

        return statics(self, label, parameters)

    def along(self, name: str, at: Mapping[str, Any] | None = None) -> tuple[Stretch, ...]:
        """The equilibria along one parameter, stretch by stretch, the others fixed (default: at the baseline).

        Ends are exact where they are rational.

        Raises
        ------
        NotFoundError
            If there is no such parameter.
        """
        from gametheory.solution.statics import along

        return along(self, name, self.game.baseline if at is None else at)

    def constraints(self, label: str) -> tuple[Constraint, ...]:
        """The incentive constraints of a row, on the path first, as a reader would check them.

        Play off the path is one of the possibilities that support the row, the one shown by :meth:`at` at a point
        inside. Constraints that hold under the standing assumptions alone are left out.

        Raises
        ------
        NotFoundError
            If there is no such row, or no exact point inside was found (SolverError: the concept compares whole plans).
        """
        from gametheory.solution.constraints import constraints

        return constraints(self, label)

    def why_not(self, outcome: str | Sequence[str], *, at: Mapping[str, Any]) -> WhyNot:
        """Why no equilibrium ends in an outcome at a point: who would deviate where, and the gain.

        Each row that ends there elsewhere is looked at, with the play off the path that it has there.

        Raises
        ------
        NotFoundError
            If there is no such outcome.
        ExpressionError
            If a parameter has no value, or a name is not a parameter.
        AssumptionError
            If the point violates the standing assumptions.
        """
        from gametheory.solution.constraints import why_not

        return why_not(self, outcome, at)

    def evaluate(self, label: str, points: Mapping[str, Any], *, backend: str = "auto") -> RowValues:
        """Probabilities, payoffs, mixing probabilities and beliefs of a row at many points, by a compiled kernel.

        Parameters
        ----------
        label : str
            The row.
        points : mapping of names to arrays or numbers
            The parameters, and where a mixing probability is free, a value for it (see :attr:`Equilibrium.free`).
        backend : {"auto", "numpy", "numba"}
            ``"auto"`` compiles only for many points.

        Raises
        ------
        NotFoundError
            If there is no such row, or a name is not a parameter.
        ModelError
            If a parameter that matters is missing, or the shapes do not fit together.
        """
        from gametheory.solution.row_values import row_values

        return row_values(self, label, points, backend=backend)

    def assume(self, condition: str) -> Solution:
        """The same solution under an additional assumption; rows that it excludes are dropped.

        Raises
        ------
        ExpressionError
            If the text is not a condition in the game's parameters.
        AssumptionError
            If it contradicts the standing assumptions.
        """
        from gametheory.solution.narrow import assume

        return assume(self, condition)

    def compile(self) -> Kernel:
        """The compiled kernel: parameter arrays in, per point a bitmask of the rows that exist."""
        from gametheory.kernels.compile import compile_conditions

        rows = [e.region.formula for e in self.equilibria]
        return compile_conditions(self.space.names, self.space.assumptions, rows)

    def propositions(self) -> str:
        """The solution as a LaTeX proposition."""
        from gametheory.present.latex import proposition

        return proposition(self)

    def plot(self, *, x: str, y: str, at: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """The region diagram over two parameters; see :func:`gametheory.present.figure.region_figure`."""
        from gametheory.present.figure import region_figure

        return region_figure(self, x=x, y=y, at=at if at is not None else self.game.baseline, **options)

    def to_json(self) -> str:
        """The solution as JSON text (schema ``gametheory-solution/1``); :meth:`from_json` reads it back."""
        from gametheory.solution.store import dumps

        return dumps(self)

    @staticmethod
    def from_json(text: str) -> Solution:
        """A stored solution.

        Raises
        ------
        StoreError
            If the text is not a stored solution.
        """
        from gametheory.solution.store import loads

        return loads(text)

    def certificate(self, folder: str | FilePath) -> FilePath:
        """Write the statements behind the solution as SMT-LIB files with expected answers, and the points checked.

        The statements: each row exists somewhere; the rows cover the admissible set; each impossibility that the search
        relied on. Returns the path of ``index.json`` (StoreError if the folder cannot be written).
        """
        from gametheory.solution.certificate import certificate

        return certificate(self, folder)

    def recheck(self) -> tuple[Checked, ...]:
        """The same statements put anew to z3, and to cvc5 if it is installed, and the points to the checker.

        For a solution read from a file nothing is solved again; the impossibilities of the search are not stored.
        """
        from gametheory.solution.certificate import recheck

        return recheck(self)

    def save(self, path: str | FilePath) -> FilePath:
        """Write :meth:`to_json` to a file, whole or not at all (StoreError if it cannot be written)."""
        from gametheory.present.files import write

        return write(path, self.to_json())

    def replace(self, **changes: Any) -> Solution:
        """A copy with some fields changed."""
        return replace(self, **changes)
