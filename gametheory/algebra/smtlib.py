"""Statements about conditions as SMT-LIB text, and independent answers to them by z3 and cvc5.

C. Barrett, P. Fontaine and C. Tinelli, The SMT-LIB Standard, version 2.6. A file declares the parameters, defines each
shared part of a condition once, and asserts it; its expected answer stands in ``(set-info :status ...)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from gametheory.algebra.formulas import Formula, postorder
from gametheory.algebra.polynomials import Poly
from gametheory.algebra.space import ParameterSpace

BUDGET = 10_000_000
"""Resource limit of z3 for one statement; cvc5 has its own unit."""

MILLISECONDS = 20_000
"""Time limit of either solver for one statement."""


def statement(space: ParameterSpace, f: Formula, expected: str, title: str) -> str:
    """The question whether a condition holds at some admissible point, with the answer that is expected.

    Parameters
    ----------
    expected : {"sat", "unsat"}
    title : str
        Written as a comment.
    """
    symbols = [f"|{name}|" for name in space.names]
    lines = [f"; {' '.join(title.split())}", "(set-logic QF_NRA)", f"(set-info :status {expected})"]
    lines += [f"(declare-const {s} Real)" for s in symbols]
    names: dict[int, str] = {}
    for node in postorder(space.assumptions, f):
        names[node.number] = _named(node, symbols, names, lines)
    lines += [f"(assert {names[space.assumptions.number]})", f"(assert {names[f.number]})", "(check-sat)"]
    return "\n".join([*lines, ""])


def _named(node: Formula, symbols: Sequence[str], names: dict[int, str], lines: list[str]) -> str:
    if node.kind in ("true", "false"):
        return node.kind
    if node.poly is not None:
        text = _polynomial(node.poly, symbols)
        if node.rel == "!=":
            return f"(not (= {text} 0.0))"
        return f"({node.rel} {text} 0.0)"
    name = f"n{node.number}"
    lines.append(f"(define-fun {name} () Bool ({node.kind} {' '.join(names[p.number] for p in node.parts)}))")
    return name


def _polynomial(p: Poly, symbols: Sequence[str]) -> str:
    terms = []
    for exponents, coefficient in p.terms:
        factors = [symbols[i] for i, e in enumerate(exponents) for _ in range(e)]
        number = f"{abs(coefficient)}.0"
        number = f"(- {number})" if coefficient < 0 else number
        parts = factors if coefficient == 1 and factors else [number, *factors]
        terms.append(parts[0] if len(parts) == 1 else f"(* {' '.join(parts)})")
    return terms[0] if len(terms) == 1 else f"(+ {' '.join(terms)})" if terms else "0.0"


def ask_z3(text: str) -> str:
    """What z3 answers: ``"sat"``, ``"unsat"`` or ``"unknown"``."""
    import z3

    solver = z3.Solver(ctx=z3.Context())
    solver.set("rlimit", BUDGET)
    solver.set("timeout", MILLISECONDS)
    solver.from_string(text)
    return str(solver.check())


def ask_cvc5(text: str) -> str | None:
    """What cvc5 answers; ``None`` if it is not installed."""
    try:
        import cvc5
    except ImportError:
        return None
    terms = cvc5.TermManager()
    solver = cvc5.Solver(terms)
    solver.setOption("tlimit-per", str(MILLISECONDS))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "statement")
    symbols = parser.getSymbolManager()
    answer = "unknown"
    while True:
        command = parser.nextCommand()
        if command.isNull():
            return answer
        said = str(command.invoke(solver, symbols)).strip()
        if said in ("sat", "unsat", "unknown"):
            answer = said
