"""Statements about conditions as SMT-LIB text, and independent answers to them by z3 and cvc5.

C. Barrett, P. Fontaine and C. Tinelli, The SMT-LIB Standard, version 2.6. A file declares the parameters, defines each
shared part of a condition once, and asserts it; its expected answer stands in ``(set-info :status ...)``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from subprocess import PIPE, Popen
from threading import Timer

from gametheory.algebra.formulas import Formula, postorder
from gametheory.algebra.polynomials import Poly
from gametheory.algebra.space import ParameterSpace

BUDGET = 10_000_000
"""Resource limit of z3 for one statement; cvc5 has its own unit."""

MILLISECONDS = 20_000
"""Time limit of either solver for one statement."""

GRACE = 5.0
"""Seconds beyond it after which cvc5 is ended, its start included."""


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


class SecondSolver:
    """cvc5 in a process of its own, which is ended where an answer takes too long; a context manager.

    cvc5 looks at its own time limit too rarely: some statements keep it busy until the memory is used up.

    Parameters
    ----------
    milliseconds : int
        Time limit for one statement.
    """

    def __init__(self, milliseconds: int = MILLISECONDS) -> None:
        self.milliseconds = milliseconds
        self._process: Popen[str] | None = None

    def __enter__(self) -> SecondSolver:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next statement begins another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def ask(self, text: str) -> str | None:
        """``"sat"``, ``"unsat"`` or ``"unknown"``; ``None`` if cvc5 is not installed."""
        if find_spec("cvc5") is None:
            return None
        if self._process is None:
            program = f"from {__name__} import serve; serve({self.milliseconds})"
            self._process = Popen([sys.executable, "-c", program], stdin=PIPE, stdout=PIPE, text=True, encoding="utf-8")
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        last = Timer(self.milliseconds / 1000 + GRACE, process.kill)
        last.start()
        answer = ""
        with suppress(BrokenPipeError):
            process.stdin.write(f"{json.dumps(text)}\n")
            process.stdin.flush()
            answer = process.stdout.readline().strip()
        last.cancel()
        if not answer:
            self.close()
        return answer or "unknown"


def serve(milliseconds: int) -> None:
    """Answers statements, one a line, until there are no more: the other end of :class:`SecondSolver`."""
    for line in sys.stdin:
        sys.stdout.write(f"{_cvc5(json.loads(line), milliseconds)}\n")
        sys.stdout.flush()


def _cvc5(text: str, milliseconds: int) -> str:
    import cvc5

    terms = cvc5.TermManager()
    solver = cvc5.Solver(terms)
    solver.setOption("tlimit-per", str(milliseconds))
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
