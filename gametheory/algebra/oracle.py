"""Is this condition possible? Exact sample points answer *yes* at once, z3 answers the rest; *unknown* is never *no*.

Budgets are counted in z3's resource units (``rlimit``), not in seconds, so that a loaded machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.algebra.bank import Bank
from gametheory.algebra.formulas import Evaluator, Formula, FormulaTable, Sign, postorder
from gametheory.algebra.polynomials import Poly

LINEAR_BUDGET = 1_000_000_000
RELAXED_BUDGET = 20_000_000
NONLINEAR_BUDGETS = (("qfnra-nlsat", 2_000_000), ("smt", 6_000_000), ("qfnra-nlsat", 60_000_000))
QUICK_BUDGETS = (("qfnra-nlsat", 200_000), ("smt", 200_000))
QUICK_DEGREE = 6  # beyond it a single step of nlsat, which no budget interrupts, may take minutes


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
        self.table = table
        self._width = len(table.ring.names)
        self._variables = [z3.Real(f"x{i}", self._context) for i in range(self._width)]
        self._terms: dict[tuple[int, bool], Any] = {}
        self._products: dict[tuple[int, ...], Any] = {}
        self._answers: dict[int, Answer] = {}
        self._evaluators: dict[tuple[Fraction, ...], Evaluator] = {}
        self._asking: set[int] = set()
        self.conjuncts = assumptions.parts if assumptions.kind == "and" else (assumptions,)
        self._scopes = [_variables(c) for c in self.conjuncts]
        self.queries = 0
        self._bank: Bank | None = None
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
            found = self._from_bank(f) or self._solve(f, relax=relax, quick=quick)
            if found.possible is not None or not quick:
                self._answers[f.number] = found
        return found

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

    def open(self, f: Formula) -> Formula:
        """What is satisfiable exactly if `f` contains an open piece of the admissible set."""
        return self.table.all_of([self.table.interior(f), self.inside])

    def known(self, f: Formula) -> Answer | None:
        """What is known of `f` without asking a solver."""
        return self._answers.get(f.number) or self._from_bank(f)

    def relaxed_solver(self) -> Any:
        """A linear solver for formulas in which products of symbols are free quantities of the right sign."""
        solver = self._z3.SolverFor("QF_LRA", ctx=self._context)
        solver.set("rlimit", LINEAR_BUDGET)
        return solver

    def switch(self, number: int) -> Any:
        """A Boolean that turns one atom on."""
        return self._z3.Bool(f"s{number}", self._context)

    def implied(self, switch: Any, term: Any) -> Any:
        """``switch => term``."""
        return self._z3.Implies(switch, term)

    def relaxed_core(self, solver: Any, switches: Sequence[Any], f: Formula) -> frozenset[str] | None:
        """Names of switches that contradict a relaxed solver, which settles `f`; ``None`` if they do not."""
        self.queries += 1
        self._add_signs(solver)
        result = solver.check(*switches)
        if result == self._z3.sat:
            point = self._witness(f, solver.model(), range(len(self.conjuncts)))
            if point is not None:
                self._answers[f.number] = Answer(True, point)
        if result != self._z3.unsat:
            return None
        self._answers[f.number] = Answer(False)
        return frozenset(str(c) for c in solver.unsat_core())

    def _add_signs(self, solver: Any) -> None:
        """Signs of the products that occur, from the signs of their symbols under the assumptions."""
        zero = self._z3.RealVal(0, self._context)
        for exponents, product in self._products.items():
            sign = self._product_sign(exponents)
            if sign in ("+", "0+"):
                solver.add(product > zero if sign == "+" else product >= zero)
            elif sign in ("-", "0-"):
                solver.add(product < zero if sign == "-" else product <= zero)

    def _product_sign(self, exponents: tuple[int, ...]) -> Sign:
        negative, weak = False, False
        for i, exponent in enumerate(exponents):
            if not exponent:
                continue
            sign = self._symbol_sign(i)
            if sign == "0":
                return "0"
            if sign is None and exponent % 2:
                return None
            weak = weak or sign in ("0+", "0-", None)
            negative ^= sign in ("-", "0-") and exponent % 2 == 1
        return ("0-" if weak else "-") if negative else ("0+" if weak else "+")

    def _symbol_sign(self, i: int) -> Sign:
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

    def _solve(self, f: Formula, *, full: bool = False, relax: bool = True, quick: bool = False) -> Answer:
        """Ask z3: `f` and those assumptions that share symbols with it, directly or through others."""
        self.queries += 1
        chosen = list(range(len(self.conjuncts))) if full else self._related(_variables(f))
        goal = [self.term(f), *(self.term(self.conjuncts[i]) for i in chosen)]
        parts = (f, *(self.conjuncts[i] for i in chosen))
        degree = max((n.poly.degree for n in postorder(*parts) if n.poly is not None), default=0)
        linear = degree <= 1
        if relax and not linear and self._bank is not None and self._relaxation_fails(parts):
            return Answer(False)
        if quick and degree > QUICK_DEGREE:
            return Answer(None)
        plans = (("QF_LRA", LINEAR_BUDGET),) if linear else QUICK_BUDGETS if quick else NONLINEAR_BUDGETS
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

    def _relaxation_fails(self, parts: Sequence[Formula]) -> bool:
        """Whether the formulas contradict each other already when products of symbols are free quantities."""
        solver = self.relaxed_solver()
        solver.set("rlimit", RELAXED_BUDGET)
        for f in parts:
            solver.add(self.term(f, relaxed=True))
        self._add_signs(solver)
        return bool(solver.check() == self._z3.unsat)

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
        """An exact admissible point from a model; symbols that the query did not mention come from a known point."""
        base = self._somewhere
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
        if not all(here.truth(c) for c in (f, *self.conjuncts)):
            return None
        if self._bank is not None:
            self._bank.extend(point, self.table.interior(f))
        return point

    def term(self, f: Formula, relaxed: bool = False) -> Any:
        """The z3 expression of a formula; `relaxed` replaces each product of symbols by a free quantity."""
        z3 = self._z3
        for node in postorder(f):
            key = (node.number, relaxed)
            if key in self._terms:
                continue
            if node.kind == "atom":
                assert node.poly is not None
                left, zero = self._polynomial(node.poly, relaxed), z3.RealVal(0, self._context)
                term = {">": left > zero, ">=": left >= zero, "=": left == zero, "!=": left != zero}[node.rel]
            elif node.kind in ("and", "or"):
                term = (z3.And if node.kind == "and" else z3.Or)([self._terms[p.number, relaxed] for p in node.parts])
            else:
                term = z3.BoolVal(node.is_true, self._context)
            self._terms[key] = term
        return self._terms[f.number, relaxed]

    def _polynomial(self, poly: Poly, relaxed: bool) -> Any:
        z3 = self._z3
        terms = []
        for exponents, coefficient in poly.terms:
            if relaxed and sum(exponents) > 1:
                if exponents not in self._products:
                    name = "p" + "_".join(map(str, exponents))
                    self._products[exponents] = z3.Real(name, self._context)
                factors = [self._products[exponents]]
            else:
                factors = [self._variables[i] for i, e in enumerate(exponents) for _ in range(e)]
            if coefficient != 1 or not factors:
                factors.insert(0, z3.RealVal(coefficient, self._context))
            terms.append(factors[0] if len(factors) == 1 else z3.Product(factors))
        return terms[0] if len(terms) == 1 else z3.Sum(terms)


class Refuter:
    """One incremental linear solver that holds the assumptions and a `goal`; atoms come and go.

    Made by :meth:`Oracle.refuter`. Products of symbols are relaxed to free quantities, so that only *excluded* is
    final; where the relaxation is possible the oracle is asked.
    """

    def __init__(self, oracle: Oracle, goal: Formula) -> None:
        self._oracle = oracle
        self._goal = goal
        self._solver = oracle.relaxed_solver()
        for f in (goal, *oracle.conjuncts):
            self._solver.add(oracle.term(f, relaxed=True))
        self._switches: dict[int, Any] = {}

    def excluded(self, literals: Sequence[Formula]) -> list[Formula] | None:
        """A subset of `literals` that already contradicts the goal, or ``None`` if no contradiction was proved."""
        oracle = self._oracle
        both = oracle.table.all_of([*literals, self._goal])
        if both.is_false:
            return list(literals)
        known = oracle.known(both)
        if known is not None:
            return list(literals) if known.possible is False else None
        for f in literals:
            if f.number not in self._switches:
                switch = self._switches[f.number] = oracle.switch(f.number)
                self._solver.add(oracle.implied(switch, oracle.term(f, relaxed=True)))
        core = oracle.relaxed_core(self._solver, [self._switches[f.number] for f in literals], both)
        if core is not None:
            return [f for f in literals if str(self._switches[f.number]) in core]
        return list(literals) if oracle.ask(both, relax=False, quick=True).possible is False else None


def _variables(f: Formula) -> frozenset[int]:
    return frozenset(i for node in postorder(f) if node.poly is not None for i in node.poly.variables)
