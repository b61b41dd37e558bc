"""A solution as text that a person can read."""

from __future__ import annotations

import textwrap

from gametheory.expr import TRUE, And, Condition, Or
from gametheory.present import wording
from gametheory.present.protocols import EquilibriumLike, SolutionLike

WIDTH = 100
INDENT = 4
KEY = 9


def table(solution: SolutionLike) -> str:
    """The solution as text of at most 100 columns: what was searched, then per row its condition, outcome and payoffs.

    Parameters
    ----------
    solution : SolutionLike
        What :func:`gametheory.solve` returns.
    """
    lines = _fill(solution.game.title, "")
    lines.append("=" * max(map(len, lines)))
    lines += _fill(wording.scope_sentence(solution), "")
    if solution.game.where != TRUE:
        lines += _fill(f"Under {', '.join(wording.conjuncts(str(solution.game.where)))}.", "  ")
    for number, row in enumerate(solution.equilibria, 1):
        lines += ["", *_fill(f"{number}. {row.label}", " " * INDENT), *_row(row)]
    if solution.knife_edges:
        lines += ["", "On knife-edges only:"]
        for row in solution.knife_edges:
            lines += _fill(f"  - {one_line(row) if row.region.exact else row.label}", "    ")
    if solution.undecided:
        lines += ["", "Undecided:"]
        for item in solution.undecided:
            lines += _fill(f"  - {item}", "    ")
    return "\n".join(line.rstrip() for line in lines)


def one_line(equilibrium: EquilibriumLike) -> str:
    """The row on one line: label, condition, outcome."""
    return f"{equilibrium.label}: {wording.outcome_text(equilibrium)} if {equilibrium.region.condition!s}"


def condition_lines(condition: Condition, width: int) -> list[str]:
    """A condition on lines of at most `width` where its parts allow it; alternatives start with ``or``.

    Every alternative has its own lines, and what belongs to one stands to the right of its ``or``, so that no
    parentheses are needed to see what joins what.
    """
    text = str(condition)
    if len(text) <= width:
        return [text]
    if isinstance(condition, Or):
        lines: list[str] = []
        for number, part in enumerate(condition.parts):
            lines += _hang("or " if number else "   ", condition_lines(part, width - 3))
        return lines
    if isinstance(condition, And):
        alternatives = {f"({part!s})": part for part in condition.parts if isinstance(part, Or)}
        lines = []
        for number, shown in enumerate(wording.conjuncts(text)):
            joined = f"{lines[-1]} and {shown}" if lines else ""
            if lines and shown not in alternatives and len(joined) <= width:
                lines[-1] = joined
            elif shown in alternatives and len(f"and {shown}") > width:
                inner = condition_lines(alternatives[shown], width - 6)
                lines += _hang("and (" if number else "(", [*inner[:-1], inner[-1] + ")"])
            else:
                lines += _fill(f"and {shown}" if number else shown, "    ", width)
        return lines
    return _fill(text, "  ", width)


def _row(row: EquilibriumLike) -> list[str]:
    condition = condition_lines(row.region.condition, WIDTH - INDENT - KEY)
    if not row.region.closed:
        condition = [*condition, f"  ({wording.NOT_CLOSED})"]
    entries = [("if", condition)]
    entries.append(("outcome", _fill(wording.outcome_text(row), "  ", WIDTH - INDENT - KEY)))
    payoffs = ",  ".join(f"{player} {payoff!s}" for player, payoff in row.payoffs)
    if payoffs:
        entries.append(("payoffs", _fill(payoffs, "  ", WIDTH - INDENT - KEY)))
    for label, belief in wording.beliefs_of(row):
        shown = ", ".join(f"{history} {share!s}" for history, share in belief)
        entries.append(("beliefs", _fill(f"at {label}: {shown}", "  ", WIDTH - INDENT - KEY)))
    lines: list[str] = []
    for key, content in entries:
        lines += _hang(" " * INDENT + key.ljust(KEY), content)
    return lines


def _fill(text: str, indent: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _hang(first: str, lines: list[str]) -> list[str]:
    return [first + lines[0], *(" " * len(first) + line for line in lines[1:])]
