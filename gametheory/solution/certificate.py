"""What is behind the words *proved*, *complete* and *coverage*, for somebody who does not trust this package.

A certificate is a folder: one SMT-LIB file per statement with its expected answer, and the exact points at which the
independent checker accepted a full assessment. :func:`recheck` asks z3, and cvc5 if it is installed, anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gametheory.algebra.smtlib import SecondSolver, ask_z3, statement
from gametheory.present.files import write
from gametheory.solution.confirm import assessment_at
from gametheory.solution.model import Solution
from gametheory.verify.checking import check
from gametheory.verify.numeric import numeric

POINTS = 16


@dataclass(frozen=True)
class Statement:
    """A statement with the answer that is expected from a solver."""

    name: str
    says: str
    expected: str
    text: str


@dataclass(frozen=True)
class Checked:
    """What became of one statement or row when it was checked again.

    Attributes
    ----------
    name, says : str
    expected : str
    answers : dict of solver to answer
        ``"unknown"`` where a solver gave up.
    """

    name: str
    says: str
    expected: str
    answers: dict[str, str]

    @property
    def ok(self) -> bool:
        """Whether no answer contradicts what is expected, and one confirms it."""
        given = set(self.answers.values()) - {"unknown"}
        return given == {self.expected}

    @property
    def contradicted(self) -> bool:
        """Whether some answer is the opposite of what is expected."""
        return bool(set(self.answers.values()) - {"unknown", self.expected})

    def __str__(self) -> str:
        word = "CONTRADICTED" if self.contradicted else "confirmed" if self.ok else "not decided"
        told = ", ".join(f"{solver} {answer}" for solver, answer in self.answers.items())
        return f"{word:<13}{self.name}: {self.says} ({told})"


def statements(solution: Solution) -> Iterator[Statement]:
    """The statements behind a solution.

    That each row exists somewhere, that the rows cover the admissible set (if they do), and, for a solution that was
    just computed, every impossibility that the search and the simplification of conditions by signs relied on.
    """
    space, table = solution.space, solution.space.table
    for i, row in enumerate(solution.equilibria, 1):
        says = f"{row.label} exists somewhere"
        yield Statement(f"row-{i:03d}", says, "sat", statement(space, row.region.formula, "sat", says))
    coverage = solution.coverage()
    if coverage:
        union = table.any_of([r.region.formula for r in (*solution.equilibria, *solution.knife_edges)])
        gap = table.negate(union)
        says = "no admissible point is without an equilibrium"
        if coverage.up_to != "exact":
            gap, says = space.oracle.open(gap), "no open set of admissible points is without an equilibrium"
        yield Statement("coverage", says, "unsat", statement(space, gap, "unsat", says))
    for what, where in {"search": solution.found.space, "signs": space}.items():
        if what == "search" or where is not solution.found.space:
            for i, f in enumerate(where.oracle.refuted(), 1):
                says = f"condition {i} of the {what} is impossible"
                yield Statement(f"{what}-{i:04d}", says, "unsat", statement(where, f, "unsat", says))


def points(solution: Solution) -> list[dict[str, Any]]:
    """Exact points of each row with a full assessment that the independent checker accepts."""
    told = []
    for row in (*solution.equilibria, *solution.knife_edges):
        for point in row.region.sample(POINTS):
            values = tuple(point[name] for name in solution.space.names)
            assessment = assessment_at(solution.game, solution.found, row.play, values)
            report = check(numeric(solution.game, point), assessment, row.concept)
            told.append(
                {
                    "row": row.label,
                    "point": {k: str(v) for k, v in point.items()},
                    "strategy": {s: {a: str(p) for a, p in own.items()} for s, own in assessment.strategy.items()},
                    "trembles": {
                        s: {a: [order, str(c)] for a, (order, c) in own.items()}
                        for s, own in assessment.trembles.items()
                    },
                    "accepted": report.ok,
                }
            )
    return told


def certificate(solution: Solution, folder: str | Path) -> Path:
    """See :meth:`Solution.certificate`."""
    target = Path(folder)
    index = []
    for s in statements(solution):
        write(target / f"{s.name}.smt2", s.text)
        index.append({"file": f"{s.name}.smt2", "says": s.says, "expected": s.expected})
    write(target / "points.json", json.dumps(points(solution), indent=1, ensure_ascii=False) + "\n")
    summary = {
        "title": solution.game.title,
        "digest": solution.game_digest,
        "scope": str(solution.scope),
        "complete": solution.complete,
        "undecided": list(solution.undecided),
        "statements": index,
    }
    return write(target / "index.json", json.dumps(summary, indent=1, ensure_ascii=False) + "\n")


def recheck(solution: Solution) -> tuple[Checked, ...]:
    """See :meth:`Solution.recheck`."""
    found = []
    with SecondSolver() as second:
        for s in statements(solution):
            answers = {"z3": ask_z3(s.text)}
            other = second.ask(s.text)
            if other is not None:
                answers["cvc5"] = other
            found.append(Checked(s.name, s.says, s.expected, answers))
    by_row: dict[str, list[bool]] = {}
    for p in points(solution):
        by_row.setdefault(p["row"], []).append(p["accepted"])
    for label, accepted in by_row.items():
        says = f"{label} is an equilibrium at {len(accepted)} exact points"
        found.append(Checked("points", says, "yes", {"verify": "yes" if all(accepted) else "no"}))
    return tuple(found)
