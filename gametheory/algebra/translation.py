"""Formulas as z3 expressions, each question in a context of its own.

z3's search depends on the order in which expressions were made. A fresh context makes the answer depend on the question
alone, not on what was asked before, and keeps the expressions of one question next to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gametheory.algebra.formulas import Formula, Sign, postorder
from gametheory.algebra.polynomials import Poly

STALLED = 5_000
"""Milliseconds after which a question is given up whose budget is not spent: the nonlinear solver can stop counting."""


class Translation:
    """z3 expressions over `width` real variables; made for one question, or for one incremental solver.

    Parameters
    ----------
    width : int
        Number of symbols.
    relaxed : bool
        Whether each product of symbols is replaced by a free quantity, which makes every formula linear and weaker.
    """

    def __init__(self, width: int, *, relaxed: bool = False) -> None:
        import z3
        from z3 import z3core, z3types

        self.z3: Any = z3
        self.context = z3.Context()
        self.variables = [z3.Real(f"x{i}", self.context) for i in range(width)]
        self._relaxed = relaxed
        self._core: Any = z3core
        self._array = z3types.Ast
        self._ref = self.context.ref()
        self._sort = z3.RealSort(self.context).ast
        self._numbers: dict[int, Any] = {}
        self._symbols = [v.as_ast() for v in self.variables]
        self._terms: dict[int, Any] = {}
        self._products: dict[tuple[int, ...], Any] = {}
        self._signed = 0

    def solver(self, name: str, budget: int) -> Any:
        """An empty solver: ``"smt"``, a tactic such as ``"qfnra-nlsat"``, or a logic such as ``"QF_LRA"``."""
        z3, context = self.z3, self.context
        if name == "smt":
            solver = z3.Solver(ctx=context)
        elif name.startswith("QF_"):
            solver = z3.SolverFor(name, ctx=context)
        else:
            solver = z3.Tactic(name, ctx=context).solver()
        solver.set("rlimit", budget)
        solver.set("timeout", STALLED)
        return solver

    def switch(self, number: int) -> Any:
        """A Boolean that turns one atom on."""
        return self.z3.Bool(f"s{number}", self.context)

    def reader(self, model: Any) -> Callable[[Any], bool]:
        """Tells which Boolean constants a model makes true."""
        core, ref, inside = self._core, self._ref, model.model
        true = self._kept(core.Z3_mk_true(ref))

        def holds(constant: Any) -> bool:
            found = core.Z3_model_get_const_interp(ref, inside, core.Z3_get_app_decl(ref, constant.as_ast()))
            return bool(found) and bool(core.Z3_is_eq_ast(ref, found, true))

        return holds

    def term(self, f: Formula) -> Any:
        """The expression of a formula."""
        core, ref = self._core, self._ref
        for node in postorder(f):
            if node.number in self._terms:
                continue
            if node.poly is not None:
                left, zero = self._polynomial(node.poly), self._number(0)
                if node.rel in (">", ">="):
                    term = (core.Z3_mk_gt if node.rel == ">" else core.Z3_mk_ge)(ref, left, zero)
                else:
                    term = core.Z3_mk_eq(ref, left, zero)
                    if node.rel == "!=":
                        term = core.Z3_mk_not(ref, self._kept(term))
            elif node.kind in ("and", "or"):
                term = self._joined(node.kind, [self._terms[p.number] for p in node.parts])
            else:
                term = core.Z3_mk_true(ref) if node.is_true else core.Z3_mk_false(ref)
            self._terms[node.number] = self._kept(term)
        return self.z3.BoolRef(self._terms[f.number], self.context)

    def implication(self, switch: Any, kind: str, parts: Sequence[Any]) -> Any:
        """``switch`` implies the *and* or the *or* of some expressions."""
        joined = self._kept(self._joined(kind, [p.as_ast() for p in parts])) if len(parts) > 1 else parts[0].as_ast()
        return self.z3.BoolRef(self._kept(self._core.Z3_mk_implies(self._ref, switch.as_ast(), joined)), self.context)

    def _kept(self, term: Any) -> Any:
        """The expression, which lives as long as the context."""
        self._core.Z3_inc_ref(self._ref, term)
        return term

    def _joined(self, kind: str, parts: Sequence[Any]) -> Any:
        make = {"and": self._core.Z3_mk_and, "or": self._core.Z3_mk_or, "+": self._core.Z3_mk_add}.get(kind)
        return (make or self._core.Z3_mk_mul)(self._ref, len(parts), (self._array * len(parts))(*parts))

    def _number(self, value: int) -> Any:
        if value not in self._numbers:
            self._numbers[value] = self._kept(self._core.Z3_mk_numeral(self._ref, str(value), self._sort))
        return self._numbers[value]

    def _polynomial(self, poly: Poly) -> Any:
        terms = []
        for exponents, coefficient in poly.terms:
            degree = sum(exponents)
            if self._relaxed and degree > 1:
                if exponents not in self._products:
                    name = "p" + "_".join(map(str, exponents))
                    self._products[exponents] = self.z3.Real(name, self.context)
                factors = [self._products[exponents].as_ast()]
            else:
                factors = [self._symbols[i] for i, e in enumerate(exponents) for _ in range(e)]
            if coefficient != 1 or not factors:
                factors.insert(0, self._number(coefficient))
            terms.append(factors[0] if len(factors) == 1 else self._kept(self._joined("*", factors)))
        return terms[0] if len(terms) == 1 else self._kept(self._joined("+", terms))

    def new_signs(self, sign: Callable[[int], Sign]) -> list[Any]:
        """Signs of the products that occur and were not asked for before, from the signs of their symbols."""
        found = []
        new = list(self._products.items())[self._signed :]
        self._signed += len(new)
        for exponents, product in new:
            known = _product_sign(exponents, sign)
            if known in ("+", "0+"):
                found.append(product > 0 if known == "+" else product >= 0)
            elif known in ("-", "0-"):
                found.append(product < 0 if known == "-" else product <= 0)
        return found


def _product_sign(exponents: tuple[int, ...], sign: Callable[[int], Sign]) -> Sign:
    negative, weak = False, False
    for i, exponent in enumerate(exponents):
        if not exponent:
            continue
        known = sign(i)
        if known == "0":
            return "0"
        if known is None and exponent % 2:
            return None
        weak = weak or known in ("0+", "0-", None)
        negative ^= known in ("-", "0-") and exponent % 2 == 1
    return ("0-" if weak else "-") if negative else ("0+" if weak else "+")
