"""Is this condition possible? Exact sample points answer *yes* at once, z3 answers the rest; *unknown* is never *no*.

Budgets are counted in z3's resource units (``rlimit``), not in seconds, so that a loaded machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.algebra.bank import Bank
from gametheory.algebra.formulas import Evaluator, Formula, FormulaTable, postorder
from gametheory.algebra.polynomials import Poly

LINEAR_BUDGET = 1_000_000_000
NONLINEAR_BUDGETS = (("qfnra-nlsat", 2_000_000), ("smt", 6_000_000), ("qfnra-nlsat", 60_000_000))


@dataclass(frozen=True, slots=True)
class Answer:
    """`possible` is True, False or None (undecided); `point` is an exact witness if one was found."""

    possible: bool | None
    point: tuple[Fraction, ...] | None = None


class Oracle:
    """Decides conditions over the admissible set `assumptions` (a formula of `table`)."""

    def __init__(self, table: FormulaTable, assumptions: Formula) -> None:
        import z3

        self._z3: Any = z3
        self._context = z3.Context()
        self._table = table
        self._width = len(table.ring.names)
        self._variables = [z3.Real(f"x{i}", self._context) for i in range(self._width)]
        self._terms: dict[int, Any] = {}
        self._answers: dict[int, Answer] = {}
        self._evaluators: dict[tuple[Fraction, ...], Evaluator] = {}
        self._conjuncts = assumptions.parts if assumptions.kind == "and" else (assumptions,)
        self._scopes = [_variables(c) for c in self._conjuncts]
        self.queries = 0
        self._bank: Bank | None = None
        inside = table.interior(assumptions)
        first = self._solve(inside, full=True)
        self._bank = Bank(inside, first.point, self._width)
        self.consistent = True if first.possible else self._solve(assumptions, full=True).possible

    @property
    def bank(self) -> Bank:
        """The bank of admissible points."""
        assert self._bank is not None
        return self._bank

    def ask(self, f: Formula) -> Answer:
        """Whether `f` holds at some admissible point (its atoms as they stand, weak or strict)."""
        if f.is_false:
            return Answer(False)
        found = self._answers.get(f.number)
        if found is None:
            found = self._answers[f.number] = self._from_bank(f) or self._solve(f)
        return found

    def possible(self, f: Formula) -> bool | None:
        """Whether `f` holds at some admissible point; ``None`` if that was not decided within the budget."""
        return self.ask(f).possible

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

    def _solve(self, f: Formula, full: bool = False) -> Answer:
        """Ask z3: `f` and those assumptions that share symbols with it, directly or through others."""
        self.queries += 1
        chosen = list(range(len(self._conjuncts))) if full else self._related(_variables(f))
        goal = [self._term(f), *(self._term(self._conjuncts[i]) for i in chosen)]
        parts = (f, *(self._conjuncts[i] for i in chosen))
        linear = all(n.poly.degree <= 1 for n in postorder(*parts) if n.poly is not None)
        plans = (("QF_LRA", LINEAR_BUDGET),) if linear else NONLINEAR_BUDGETS
        z3 = self._z3
        for name, budget in plans:
            if name == "QF_LRA":
                solver = z3.SolverFor("QF_LRA", ctx=self._context)
            elif name == "smt":
                solver = z3.Solver(ctx=self._context)
            else:
                solver = z3.Tactic(name, ctx=self._context).solver()
            solver.set("rlimit", budget)
            for term in goal:
                solver.add(term)
            result = solver.check()
            if result == z3.unsat:
                return Answer(False)
            if result == z3.sat:
                return Answer(True, self._witness(f, solver.model(), chosen))
        return Answer(None)

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

    def _witness(self, f: Formula, model: Any, chosen: Sequence[int]) -> tuple[Fraction, ...] | None:
        """An exact admissible point from a model; the symbols that the query did not mention come from the bank."""
        base = self.bank.exact(0) if self._bank is not None and len(self._bank) else (Fraction(0),) * self._width
        touched = set(_variables(f)).union(*(self._scopes[i] for i in chosen)) if chosen else set(_variables(f))
        exact: list[Fraction] = []
        for i, variable in enumerate(self._variables):
            value = model.eval(variable, model_completion=i in touched)
            if i not in touched:
                exact.append(base[i])
            elif self._z3.is_rational_value(value):
                exact.append(Fraction(value.numerator_as_long(), value.denominator_as_long()))
            elif self._z3.is_algebraic_value(value):
                near = value.approx(30)
                exact.append(Fraction(near.numerator_as_long(), near.denominator_as_long()))
            else:
                exact.append(Fraction(0))
        point = tuple(exact)
        here = Evaluator(point)
        if not all(here.truth(c) for c in (f, *self._conjuncts)):
            return None
        if self._bank is not None:
            self._bank.extend([point])
        return point

    def _term(self, f: Formula) -> Any:
        z3 = self._z3
        for node in postorder(f):
            if node.number in self._terms:
                continue
            if node.kind == "atom":
                assert node.poly is not None
                left, zero = self._polynomial(node.poly), z3.RealVal(0, self._context)
                term = {">": left > zero, ">=": left >= zero, "=": left == zero, "!=": left != zero}[node.rel]
            elif node.kind in ("and", "or"):
                term = (z3.And if node.kind == "and" else z3.Or)([self._terms[p.number] for p in node.parts])
            else:
                term = z3.BoolVal(node.is_true, self._context)
            self._terms[node.number] = term
        return self._terms[f.number]

    def _polynomial(self, poly: Poly) -> Any:
        z3 = self._z3
        terms = []
        for exponents, coefficient in poly.terms:
            factors = [self._variables[i] for i, e in enumerate(exponents) for _ in range(e)]
            if coefficient != 1 or not factors:
                factors.insert(0, z3.RealVal(coefficient, self._context))
            terms.append(factors[0] if len(factors) == 1 else z3.Product(factors))
        return terms[0] if len(terms) == 1 else z3.Sum(terms)


def _variables(f: Formula) -> frozenset[int]:
    return frozenset(i for node in postorder(f) if node.poly is not None for i in node.poly.variables)
