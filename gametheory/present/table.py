"""A solution as text that a person can read."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from gametheory.expr import TRUE, And, Condition, Expr, Or
from gametheory.present import believed, wording
from gametheory.present.protocols import BeliefsLike, EquilibriumLike, SolutionLike

WIDTH = 100
INDENT = 4
KEY = 9
EDGE = " (knife-edge)"


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
    edges = {row.label for row in solution.knife_edges}
    for number, row in enumerate(wording.listed(solution), 1):
        title = f"{number}. {row.label}{EDGE if row.label in edges else ''}"
        lines += ["", *_fill(title, " " * INDENT), *_row(row, solution)]
    if more := wording.edges_sentence(solution):
        lines += ["", *_fill(more, "")]
    if solution.undecided:
        lines += ["", "Undecided:"]
        for item in solution.undecided:
            lines += _fill(f"  - {item}", "    ")
    return "\n".join(line.rstrip() for line in lines)


def one_line(equilibrium: EquilibriumLike) -> str:
    """The row on one line: label, outcome, condition; of many outcomes or long probabilities the names only."""
    outcome = wording.outcome_text(equilibrium.outcomes)
    if len(outcome) > WIDTH:
        outcome = believed.series([name for name, _ in equilibrium.outcomes], "or")
    return f"{equilibrium.label}: {outcome} if {equilibrium.region.condition!s}"


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


def belief_lines(beliefs: BeliefsLike) -> list[str]:
    """The beliefs of a row on lines of the table."""
    width = WIDTH - INDENT - KEY
    lines: list[str] = []
    for head, blocks in believed.on_path(beliefs):
        lines += _fill(f"{head}: {'; '.join(believed.block_text(b, str) for b in blocks)}", "  ", width)
    for requirement in beliefs.off_path:
        head, condition = f"off the path at {believed.series(requirement.labels)}:", requirement.stated(believed.CASES)
        text = believed.instead(condition)
        if text:
            lines += _fill(f"{head} {text}", "  ", width)
        else:
            shown = condition_lines(believed.named(condition, requirement), width - 2)
            if len(shown) == 1 and len(f"{head} {shown[0]}") <= width:
                lines.append(f"{head} {shown[0]}")
            else:
                lines += [head, *(f"  {line}" for line in shown)]
    for head in believed.undescribed(beliefs):
        lines += _fill(f"{head}: {believed.OPEN}", "  ", width)
    return lines


def _row(row: EquilibriumLike, solution: SolutionLike) -> list[str]:
    stated, beliefs = solution.stated(row.label), belief_lines(solution.beliefs(row.label))
    condition = condition_lines(row.region.condition, WIDTH - INDENT - KEY)
    if not row.region.closed:
        condition = [*condition, f"  ({wording.NOT_CLOSED})"]
    entries = [("if", condition)]
    mixed = [line for label, own in stated.mixing for line in _mixed(label, own)]
    if freedom := wording.freedom_text(row):
        mixed += _fill(freedom, "  ", WIDTH - INDENT - KEY)
    if mixed:
        entries.append(("mixed", mixed))
    entries.append(("outcome", _list(wording.outcome_texts(stated.outcomes), "; ")))
    if stated.payoffs:
        entries.append(("payoffs", _list([f"{player} {payoff!s}" for player, payoff in stated.payoffs], ",  ")))
    if beliefs:
        entries.append(("beliefs", beliefs))
    lines: list[str] = []
    for key, content in entries:
        lines += _hang(" " * INDENT + key.ljust(KEY), content)
    return lines


def _mixed(label: str, shares: Sequence[tuple[str, Expr, Expr | None]]) -> list[str]:
    told = [f"{action} with probability {wording.share_text(p, value)}" for action, p, value in shares]
    return _list([f"at {label}: {told[0]}", *told[1:]], ", ", "  ")


def _list(items: Sequence[str], separator: str, indent: str = "") -> list[str]:
    """Items on lines, broken within an item only if it is longer than a line; the lines after the first indented."""
    width = WIDTH - INDENT - KEY
    lines: list[str] = []
    whole = True
    for item in (*(item + separator.rstrip() for item in items[:-1]), items[-1]):
        gap = separator[len(separator.rstrip()) :]
        if lines and whole and len(lines[-1] + gap + item) <= width:
            lines[-1] += gap + item
            continue
        parts = _fill((indent if lines else "") + item, f"{indent}  ", width)
        whole = len(parts) == 1
        lines += parts
    return lines


def _fill(text: str, indent: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _hang(first: str, lines: list[str]) -> list[str]:
    return [first + lines[0], *(" " * len(first) + line for line in lines[1:])]
