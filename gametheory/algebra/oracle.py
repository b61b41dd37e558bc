"""Is this condition possible? Exact sample points answer *yes* at once, z3 answers the rest; *unknown* is never *no*.

Budgets are counted in z3's resource units (``rlimit``), not in seconds, so that a loaded machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from gametheory.algebra.bank import Bank
from gametheory.algebra.formulas import Evaluator, Formula, FormulaTable, Sign, postorder, sufficient_atoms
from gametheory.algebra.lazy import Answer, Lazy
from gametheory.algebra.translation import Translation

LINEAR_BUDGET = 1_000_000_000
RELAXED_BUDGET = 20_000_000
NONLINEAR_BUDGETS = (("qfnra-nlsat", 1_000_000), ("smt", 1_000_000))
QUICK_BUDGETS = (("qfnra-nlsat", 200_000), ("smt", 200_000))
SMALL_BUDGETS = (("qfnra-nlsat", 20_000), ("smt", 20_000))  # a conjunction that takes more is rare, and rarely decided
LARGER_BUDGETS = (("qfnra-nlsat", 200_000), ("smt", 600_000))
ROUNDS, QUICK_ROUNDS = 400, 60  # conjunctions put to the nonlinear solver for one question
USES = 100  # of one context by small questions: making one costs more than many a question
QUICK_DEGREE = 6  # beyond it a single step of nlsat, which no budget interrupts, may take minutes


Plans = tuple[tuple[str, int], ...]
"""Solvers with their budgets, in order."""


class Oracle:
    """Decides conditions over the admissible set `assumptions` (a formula of `table`)."""

    def __init__(self, table: FormulaTable, assumptions: Formula) -> None:
        self.table = table
        self._width = len(table.ring.names)
        self._answers: dict[int, Answer] = {}
        self._evaluators: dict[tuple[Fraction, ...], Evaluator] = {}
        self._asking: set[int] = set()
        self.conjuncts = assumptions.parts if assumptions.kind == "and" else (assumptions,)
        self._scopes = [_variables(c) for c in self.conjuncts]
        self.queries = 0
        self._bank: Bank | None = None
        self._lazy: Lazy | None = None
        self._translation: Translation | None = None
        self._uses = 0
        self._given_up: set[tuple[int, bool]] = set()
        self._somewhere: tuple[Fraction, ...] = (Fraction(0),) * self._width
        inside = table.relative_interior(assumptions)
        first = self._solve(inside, full=True)
        self.inside = inside if first.possible else assumptions
        self._bank = Bank(table.interior(assumptions), first.point, self._width)
        if not first.possible:
            first = self._solve(assumptions, full=True)
        self.consistent = first.possible
        self._somewhere = self._bank.exact(0) if len(self._bank) else first.point or self._somewhere

    @property
    def bank(self) -> Bank:
        """The bank of admissible points."""
        assert self._bank is not None
        return self._bank

    def ask(self, f: Formula, *, relax: bool = True, quick: bool = False) -> Answer:
        """Whether `f` holds at some admissible point (its atoms as they stand, weak or strict).

        `relax` tries the linear relaxation of a nonlinear question first; `quick` gives up early on nonlinear ones.
        """
        if f.is_false:
            return Answer(False)
        found = self._answers.get(f.number)
        if found is None:
            found = self._from_bank(f) or self._search(f, relax, quick)
            if found.possible is not None or not quick:
                self._answers[f.number] = found
        return found

    @property
    def lazy(self) -> Lazy:
        """The solver that learns."""
        if self._lazy is None:
            self._lazy = Lazy(self, self._width)
        return self._lazy

    def _search(self, f: Formula, relax: bool, quick: bool) -> Answer:
        for rounds, small in ((QUICK_ROUNDS, True), (ROUNDS, False)) if relax else ():
            verdict = self.lazy.ask((f,), rounds, small=small)
            if verdict.possible is not None or quick:
                return Answer(verdict.possible, verdict.point)
        return self._solve(f, relax=False, quick=quick)

    def conjunction(self, literals: Sequence[Formula], *, small: bool) -> Answer:
        """Whether a few atoms hold together at some admissible point; `small` gives up early."""
        f = self.table.all_of(literals)
        if f.is_false:
            return Answer(False)
        found = self._answers.get(f.number) or self._from_bank(f)
        if found is None:
            plans = SMALL_BUDGETS if small else LARGER_BUDGETS
            if (f.number, small) not in self._given_up:
                found = self._solve(f, relax=False, quick=True, plans=plans)
            if found is None or found.possible is None:
                self._given_up.add((f.number, small))
                return Answer(None)
            self._answers[f.number] = found
        return found

    def _shared(self) -> Translation:
        """A context that a number of small questions share."""
        if self._translation is None or self._uses >= USES:
            self._translation, self._uses = Translation(self._width), 0
        self._uses += 1
        return self._translation

    def possible(self, f: Formula, *, quick: bool = False) -> bool | None:
        """Whether `f` holds at some admissible point; ``None`` if that was not decided within the budget."""
        return self.ask(f, quick=quick).possible

    def _from_bank(self, f: Formula) -> Answer | None:
        if not len(self.bank):
            return None
        yes = self.bank.masks(f)[0]
        index = int(yes.argmax())
        if not yes[index]:
            return None
        point = self.bank.exact(index)
        if point not in self._evaluators:
            self._evaluators[point] = Evaluator(point)
        return Answer(True, point) if self._evaluators[point].truth(f) else None

    def refuted(self) -> tuple[Formula, ...]:
        """The conditions found impossible so far, by a solver."""
        numbers = sorted(number for number, answer in self._answers.items() if answer.possible is False)
        return tuple(self.table.node(number) for number in numbers)

    def open(self, f: Formula) -> Formula:
        """What is satisfiable exactly if `f` contains an open piece of the admissible set."""
        return self.table.all_of([self.table.interior(f), self.inside])

    def known(self, f: Formula) -> Answer | None:
        """What is known of `f` without asking a solver."""
        return self._answers.get(f.number) or self._from_bank(f)

    def symbol_sign(self, i: int) -> Sign:
        """Sign of one symbol; unknown while it is being found, since finding it may ask for a relaxation itself."""
        if i in self._asking:
            return None
        self._asking.add(i)
        try:
            return self.table.sign(self.table.ring.symbol(self.table.ring.names[i]))
        finally:
            self._asking.discard(i)

    def refuter(self, goal: Formula) -> Refuter:
        """Asks many small sets of atoms against one formula: which of them it excludes."""
        return Refuter(self, goal)

    def _solve(
        self, f: Formula, *, full: bool = False, relax: bool = True, quick: bool = False, plans: Plans = ()
    ) -> Answer:
        """Ask z3: `f` and those assumptions that share symbols with it, directly or through others.

        With `plans`, the solvers to try, the question is a small one.
        """
        self.queries += 1
        chosen = list(range(len(self.conjuncts))) if full else self._related(_variables(f))
        parts = (f, *(self.conjuncts[i] for i in chosen))
        degree = max((n.poly.degree for n in postorder(*parts) if n.poly is not None), default=0)
        linear = degree <= 1
        if relax and not linear and self._bank is not None and self._relaxation_fails(parts):
            return Answer(False)
        if quick and degree > QUICK_DEGREE:
            return Answer(None)
        question = self._shared() if plans else Translation(self._width)
        goal = [question.term(part) for part in parts]
        usual = QUICK_BUDGETS if quick else NONLINEAR_BUDGETS
        for name, budget in (("QF_LRA", LINEAR_BUDGET),) if linear else plans or usual:
            solver = question.solver(name, budget)
            for term in goal:
                solver.add(term)
            result = solver.check()
            if result == question.z3.unsat:
                return Answer(False)
            if result == question.z3.sat:
                return Answer(True, self.witness(f, question, solver.model(), chosen))
        return Answer(None)

    def _relaxation_fails(self, parts: Sequence[Formula]) -> bool:
        """Whether the formulas contradict each other already when products of symbols are free quantities."""
        question = Translation(self._width, relaxed=True)
        solver = question.solver("QF_LRA", RELAXED_BUDGET)
        for part in parts:
            solver.add(question.term(part))
        for sign in question.new_signs(self.symbol_sign):
            solver.add(sign)
        return bool(solver.check() == question.z3.unsat)

    def _related(self, wanted: frozenset[int]) -> list[int]:
        chosen: set[int] = set()
        grew = True
        while grew:
            grew = False
            for i, scope in enumerate(self._scopes):
                if i not in chosen and scope & wanted:
                    chosen.add(i)
                    wanted = wanted | scope
                    grew = True
        return sorted(chosen)

    def settle(self, f: Formula, answer: Answer) -> None:
        """Remember an answer that was found elsewhere."""
        self._answers[f.number] = answer

    def witness(
        self, f: Formula, question: Translation, model: Any, chosen: Sequence[int]
    ) -> tuple[Fraction, ...] | None:
        """An exact admissible point from a model; symbols that the query did not mention come from a known point."""
        base = self._somewhere
        touched = set(_variables(f)).union(*(self._scopes[i] for i in chosen)) if chosen else set(_variables(f))
        exact: list[Fraction] = []
        z3 = question.z3
        for i, variable in enumerate(question.variables):
            value = model.eval(variable, model_completion=i in touched)
            if i not in touched:
                exact.append(base[i])
            elif z3.is_rational_value(value):
                exact.append(Fraction(value.numerator_as_long(), value.denominator_as_long()))
            elif z3.is_algebraic_value(value):
                near = value.approx(30)
                exact.append(Fraction(near.numerator_as_long(), near.denominator_as_long()))
            else:
                exact.append(Fraction(0))
        point = tuple(exact)
        here = Evaluator(point)
        if not all(here.truth(c) for c in (f, *self.conjuncts)):
            return None
        if self._bank is not None:
            inside = self.table.interior(f)
            if here.truth(inside):
                self._bank.extend(point, self.table.all_of(sufficient_atoms(inside, here)), 8, 1)
        return point


class Refuter:
    """Asks sets of atoms against one `goal`; made by :meth:`Oracle.refuter`."""

    def __init__(self, oracle: Oracle, goal: Formula) -> None:
        self._oracle = oracle
        self._goal = goal

    def excluded(self, literals: Sequence[Formula]) -> list[Formula] | None:
        """A subset of `literals` that already contradicts the goal, or ``None`` if no contradiction was proved."""
        oracle = self._oracle
        both = oracle.table.all_of([*literals, self._goal])
        if both.is_false:
            return list(literals)
        known = oracle.known(both)
        if known is not None:
            return list(literals) if known.possible is False else None
        verdict = oracle.lazy.ask((self._goal, *literals), QUICK_ROUNDS, small=True)
        if verdict.possible is not None:
            oracle.settle(both, Answer(verdict.possible, verdict.point))
        return [f for f in literals if f in verdict.core] if verdict.possible is False else None


def _variables(f: Formula) -> frozenset[int]:
    return frozenset(i for node in postorder(f) if node.poly is not None for i in node.poly.variables)
