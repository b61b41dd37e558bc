"""Formulas as z3 expressions, each question in a context of its own.

z3's search depends on the order in which expressions were made. A fresh context makes the answer depend on the question
alone, not on what was asked before, and keeps the expressions of one question next to each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gametheory.algebra.formulas import Formula, Sign, postorder
from gametheory.algebra.polynomials import Poly


class Translation:
    """z3 expressions over `width` real variables; made for one question, or for one incremental solver.

    Parameters
    ----------
    width : int
        Number of symbols.
    relaxed : bool
        Whether each product of symbols is replaced by a free quantity, which makes every formula linear and weaker.

    Attributes
    ----------
    degree : int
        The highest degree of a product that was replaced (1 if there is none).
    """

    def __init__(self, width: int, *, relaxed: bool = False) -> None:
        import z3

        self.z3: Any = z3
        self.context = z3.Context()
        self.variables = [z3.Real(f"x{i}", self.context) for i in range(width)]
        self._relaxed = relaxed
        self._zero = z3.RealVal(0, self.context)
        self._terms: dict[int, Any] = {}
        self._products: dict[tuple[int, ...], Any] = {}
        self._signed = 0
        self.degree = 1

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
        return solver

    def switch(self, number: int) -> Any:
        """A Boolean that turns one atom on."""
        return self.z3.Bool(f"s{number}", self.context)

    def reader(self, model: Any) -> Callable[[Any], bool]:
        """Tells which Boolean constants a model makes true; as direct as z3's interface allows."""
        from z3 import z3core

        context, inside = self.context.ref(), model.model
        true = self.z3.BoolVal(True, self.context).as_ast()

        def holds(constant: Any) -> bool:
            found = z3core.Z3_model_get_const_interp(context, inside, z3core.Z3_get_app_decl(context, constant.as_ast()))
            return bool(found) and bool(z3core.Z3_is_eq_ast(context, found, true))

        return holds

    def values(self, model: Any) -> Callable[[tuple[int, ...]], float]:
        """The approximate value of a monomial (known to this question) in a model."""
        from z3 import z3core

        context, inside = self.context.ref(), model.model
        found: dict[tuple[int, ...], float] = {}

        def value(exponents: tuple[int, ...]) -> float:
            if exponents not in found:
                degree = sum(exponents)
                if degree == 0:
                    found[exponents] = 1.0
                else:
                    term = self._products[exponents] if degree > 1 else self.variables[exponents.index(1)]
                    decl = z3core.Z3_get_app_decl(context, term.as_ast())
                    number = z3core.Z3_model_get_const_interp(context, inside, decl)
                    found[exponents] = z3core.Z3_get_numeral_double(context, number) if number else 0.0
            return found[exponents]

        return value

    def knows(self, poly: Poly) -> bool:
        """Whether every product of symbols in a polynomial has occurred in this question."""
        return all(sum(e) < 2 or e in self._products for e, _ in poly.terms)

    def term(self, f: Formula) -> Any:
        """The expression of a formula."""
        z3 = self.z3
        for node in postorder(f):
            if node.number in self._terms:
                continue
            if node.poly is not None:
                left = self._polynomial(node.poly)
                zero = self._zero
                term = {">": left > zero, ">=": left >= zero, "=": left == zero, "!=": left != zero}[node.rel]
            elif node.kind in ("and", "or"):
                term = (z3.And if node.kind == "and" else z3.Or)([self._terms[p.number] for p in node.parts])
            else:
                term = z3.BoolVal(node.is_true, self.context)
            self._terms[node.number] = term
        return self._terms[f.number]

    def _polynomial(self, poly: Poly) -> Any:
        z3 = self.z3
        terms = []
        for exponents, coefficient in poly.terms:
            if self._relaxed and sum(exponents) > 1:
                if exponents not in self._products:
                    name = "p" + "_".join(map(str, exponents))
                    self._products[exponents] = z3.Real(name, self.context)
                    self.degree = max(self.degree, sum(exponents))
                factors = [self._products[exponents]]
            else:
                factors = [self.variables[i] for i, e in enumerate(exponents) for _ in range(e)]
            if coefficient != 1 or not factors:
                factors.insert(0, z3.RealVal(coefficient, self.context))
            terms.append(factors[0] if len(factors) == 1 else z3.Product(factors))
        return terms[0] if len(terms) == 1 else z3.Sum(terms)

    def new_signs(self, sign: Callable[[int], Sign]) -> list[Any]:
        """Signs of the products that occur and were not asked for before, from the signs of their symbols."""
        found = []
        new = list(self._products.items())[self._signed :]
        self._signed += len(new)
        for exponents, product in new:
            known = _product_sign(exponents, sign)
            if known in ("+", "0+"):
                found.append(product > self._zero if known == "+" else product >= self._zero)
            elif known in ("-", "0-"):
                found.append(product < self._zero if known == "-" else product <= self._zero)
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
