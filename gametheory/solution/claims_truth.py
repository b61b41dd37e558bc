"""Where a quantified statement about equilibria holds, from below and from above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from gametheory.algebra import Evaluator, Formula, ParameterSpace, Region
from gametheory.errors import DisagreementError, UndecidedError
from gametheory.solution.claims_properties import Case, Pairs, Row, Wanted, cases, statement_of
from gametheory.solution.claims_restrict import Restriction, Share
from gametheory.solution.confirm import assessment_at
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium, PointEquilibrium
from gametheory.solution.points import equilibria_at
from gametheory.solution.spaces import row_space
from gametheory.solvers import Continuation, Found
from gametheory.verify.checking import check
from gametheory.verify.numeric import numeric


@dataclass(frozen=True, eq=False)
class Truth:
    """Where a statement holds: surely in `lower`, possibly in `upper`; the same unless equilibria may be missing.

    `yes` is the property, `no` its negation.
    """

    lower: Formula
    upper: Formula
    yes: Wanted
    no: Wanted


class Equilibria:
    """The equilibria of a solution, as claims ask for them."""

    def __init__(self, solution: Solution) -> None:
        self.solution, self.game, self.space = solution, solution.game, solution.space
        self.table = solution.space.table
        rows = (*solution.equilibria, *solution.knife_edges)
        self.rows = tuple(Row(self.game, self._space(row), row) for row in rows)
        self.unsure = False  # whether a property was not decided on some knife-edge
        self._restrictions: dict[tuple[tuple[tuple[int, frozenset[str]], ...], tuple[Share, ...]], Restriction] = {}

    def _space(self, row: Equilibrium) -> ParameterSpace:
        return self.space if row.free else row_space(self.solution, row)  # nothing is read where something is free

    @property
    def ties_missing(self) -> bool:
        """Whether on ties there may be mixed equilibria that the solution leaves out."""
        return self.solution.found.generic or self.unsure

    def gap(self, *, pure: bool, exact: bool = False) -> str | None:
        """Why equilibria may be missing from the solution, or ``None`` if none are."""
        if exact and self.ties_missing:
            return "on ties, equilibria that mix there only were not searched"
        if not self.solution.complete:
            return f"the solution is not complete: {self.solution.undecided[0]}"
        if self.solution.scope.supports == "pure" and not pure and not self.game.tree.has_perfect_information:
            return "mixed equilibria were not searched; with pure = true the claim would speak of pure ones only"
        return None

    def truth(self, quantifier: str, given: Pairs, *, complete: bool) -> Truth:
        """Where some, every, no or a unique equilibrium has a property.

        Raises
        ------
        UndecidedError
            If this version cannot decide such a property.
        """
        statement = statement_of(self.game, given)
        yes, no = Wanted(statement), Wanted(statement, False)
        table = self.table
        if quantifier == "some":
            lower = self.exists(yes)
            upper = lower if complete else table.true
        elif quantifier == "unique":
            alone = self.alone(yes)
            lower = alone if complete else table.false
            upper = alone if complete else table.negate(self.several)
        else:
            upper = table.negate(self.exists(no if quantifier == "every" else yes))
            lower = upper if complete else table.false
        return Truth(lower, upper, yes, no)

    @cached_property
    def several(self) -> Formula:
        """Where two paths of play are equilibria's."""
        regions = [row.equilibrium.region.formula for row in self.rows]
        return self.table.any_of([self.table.all_of(pair) for pair in combinations(regions, 2)])

    def exists(self, wanted: Wanted) -> Formula:
        """Where an equilibrium as wanted exists."""
        return self.table.any_of([self.having(row, wanted) for row in self.rows])

    def having(self, row: Row, wanted: Wanted) -> Formula:
        """Where a row exists as wanted; cases that cannot be decided may be covered by the others."""
        found, undecided = self.table.false, None
        for case in cases(row, wanted.statement, wanted.holds):
            try:
                found = self.table.any_of([found, self.condition(row, case)])
            except UndecidedError as error:
                undecided = error
        if undecided is not None:
            rest = self.table.all_of([row.equilibrium.region.formula, self.table.negate(found)])
            if self.space.oracle.possible(rest) is not False:
                raise undecided
        return found

    def alone(self, wanted: Wanted) -> Formula:
        """Where exactly one path of play is an equilibrium's, and that as wanted."""
        regions = [row.equilibrium.region.formula for row in self.rows]
        found = []
        for i, row in enumerate(self.rows):
            others = [self.table.negate(f) for j, f in enumerate(regions) if j != i]
            found.append(self.table.all_of([self.having(row, wanted), *others]))
        return self.table.any_of(found)

    def condition(self, row: Row, case: Case) -> Formula:
        """Where a row exists with choices and tests as a case wants them."""
        restricted = self.restricted(row.equilibrium, case)
        f = row.equilibrium.region.formula
        if restricted is not self._class(row.equilibrium):
            space = self.solution.found.space
            f = restricted.condition
            f = f if space is self.space else space.transfer(f, self.table)
            f = self.table.all_of([f, row.equilibrium.region.formula])
        if f.is_false or (case.tests and self.space.oracle.possible(f) is False):
            return self.table.false
        undecided = [test for test, answer in case.tests if row.tested(test, answer) is None]
        f = self.table.all_of([f, *(g for g in (row.tested(*test) for test in case.tests) if g is not None)])
        if not undecided or self.space.oracle.possible(f) is False:
            return f
        if self.space.oracle.possible(self.space.oracle.open(f)) is not False:
            undecided[0].test(row)  # says why
        self.unsure = True
        return f

    def _class(self, row: Equilibrium) -> Continuation:
        return self.solution.found.classes[row.play]

    def restricted(self, row: Equilibrium, case: Case) -> Continuation:
        """The class of a row without the ways that a case excludes."""
        if not case.allowed:
            return self._class(row)
        key = (tuple(sorted(case.allowed.items())), case.shares)
        if key not in self._restrictions:
            space, width = self.solution.found.space, len(self.game.symbols)
            self._restrictions[key] = Restriction(space, width, case.allowed, case.shares)
        return self._restrictions[key].of(self._class(row))

    def shown(self, wanted: Wanted, point: Mapping[str, Fraction]) -> PointEquilibrium | None:
        """An equilibrium as wanted at a point, accepted by the independent checker; ``None``: there is none.

        Raises
        ------
        DisagreementError
            If the checker rejects it: the solver and the checker disagree, which is a bug to be reported.
        """
        values = tuple(point[name] for name in self.space.names)
        here = Evaluator(values)
        for row in self.rows:
            for case in cases(row, wanted.statement, wanted.holds):
                condition = self.condition(row, case)
                if not here.truth(condition):
                    continue
                restricted = self.restricted(row.equilibrium, case)
                alone = replace(row.equilibrium, play=0, region=Region(self.space, condition))
                found = Found((restricted,), (), self.solution.found.space)
                assessment = assessment_at(self.game, found, 0, values)
                report = check(numeric(self.game, point), assessment, row.equilibrium.concept)
                if not report.ok:
                    where = ", ".join(f"{k} = {v}" for k, v in point.items())
                    raise DisagreementError(
                        f"the independent checker rejects the counterexample {row.equilibrium.label!r} at {where}:\n  "
                        + "\n  ".join(report.faults[:5])
                        + "\n  this is a bug in the solver: please report it with the model file."
                    )
                single = self.solution.replace(equilibria=(alone,), knife_edges=(), found=found)
                return equilibria_at(single, point)[0]
        return None

    def labels_at(self, point: Mapping[str, Fraction]) -> tuple[str, ...]:
        """Labels of the rows that exist at a point."""
        here = Evaluator([point[name] for name in self.space.names])
        return tuple(r.equilibrium.label for r in self.rows if here.truth(r.equilibrium.region.formula))
