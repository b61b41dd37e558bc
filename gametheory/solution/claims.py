"""``check``: a verdict on every claim of a game."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from gametheory.errors import (
    AssumptionError,
    DisagreementError,
    ExpressionError,
    ModelError,
    NotFoundError,
    SolverError,
)
from gametheory.game import Claim, Game
from gametheory.game.names import unknown
from gametheory.solution.claims_decide import Answer, decide, points_held
from gametheory.solution.claims_truth import Equilibria
from gametheory.solution.claims_variants import varied
from gametheory.solution.claims_violations import Question, Spaces, changed, monotone, moved, quantified, sign
from gametheory.solution.nouns import PointEquilibrium
from gametheory.solution.solve import solve

SCHEMA = "gametheory-verdicts/1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    Attributes
    ----------
    claim : str
        Its id.
    status : {"proved", "refuted", "unknown"}
    detail : str
        Of a proof, what it covers on ties; else what is wrong, or why the claim was not decided.
    scope : str
        The equilibria that were searched; empty for claims that speak of none.
    witness : dict or None
        Of a refuted claim, an exact point that breaks it; of a claim proved up to knife-edges, an exception.
    equilibrium : PointEquilibrium or None
        The equilibrium that breaks the claim at the witness, if the failure is one that exists; the independent
        checker has accepted it.
    held, points : int
        Exact points at which the claim held, among those at which it was evaluated.
    solver : str
        What decided, with its version.
    expected : {"proved", "refuted"}
        What the model expects of the claim; ``"refuted"`` of a statement that is known to be false.
    """

    claim: str
    status: str
    detail: str
    scope: str = ""
    witness: Mapping[str, Fraction] | None = None
    equilibrium: PointEquilibrium | None = None
    held: int = 0
    points: int = 0
    solver: str = ""
    expected: str = "proved"

    def __str__(self) -> str:
        expected = ", as expected" if self.ok and self.status != "proved" else ""
        return f"{self.status:8} {self.claim}{expected}: {self.detail}"

    @property
    def ok(self) -> bool:
        """Whether the claim has the verdict that is expected of it."""
        return self.status == self.expected

    def record(self) -> dict[str, Any]:
        """The verdict in plain tables, numbers as text."""
        found = self.equilibrium
        return {
            "claim": self.claim,
            "status": self.status,
            "detail": self.detail,
            "scope": self.scope,
            "witness": None if self.witness is None else {k: str(v) for k, v in self.witness.items()},
            "equilibrium": None
            if found is None
            else {
                "label": found.label,
                "path": [list(step) for step in found.path],
                "strategy": {
                    where: played if isinstance(played, str) else {action: str(p) for action, p in played.items()}
                    for where, played in found.strategy.items()
                },
                "payoffs": {player: str(value) for player, value in found.payoffs},
            },
            "held": self.held,
            "points": self.points,
            "solver": self.solver,
            "expected": self.expected,
        }


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The verdicts on a game's claims, in the order of the claims.

    Attributes
    ----------
    title, digest : str
        The game's.
    verdicts : tuple of Verdict
    """

    title: str
    digest: str
    verdicts: tuple[Verdict, ...]

    def __repr__(self) -> str:
        return f"<CheckReport: {self.summary}>"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.verdicts), self.summary])

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    @property
    def ok(self) -> bool:
        """Whether every claim has the verdict that is expected of it: proved, unless the model says otherwise."""
        return all(v.ok for v in self.verdicts)

    @property
    def summary(self) -> str:
        """How many verdicts there are of each kind."""
        kinds = ("proved", "refuted as expected", "refuted", "unknown")
        told = [v.status + " as expected" * (v.ok and v.status != "proved") for v in self.verdicts]
        return ", ".join(f"{told.count(kind)} {kind}" for kind in kinds if kind in told) or "no claims"

    def of(self, claim: str) -> Verdict:
        """The verdict on one claim.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        for verdict in self.verdicts:
            if verdict.claim == claim:
                return verdict
        raise NotFoundError(unknown("claim", claim, [v.claim for v in self.verdicts]))

    def to_json(self) -> str:
        """The report as JSON text; the same report gives the same bytes."""
        content = {
            "schema": SCHEMA,
            "title": self.title,
            "digest": self.digest,
            "verdicts": [v.record() for v in self.verdicts],
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def check(game: Game, *, only: str | Sequence[str] | None = None) -> CheckReport:
    """A verdict on every claim of a game: proved, refuted with an exact counterexample, or unknown with the reason.

    Parameters
    ----------
    game : Game
    only : str or sequence of str, optional
        Ids of the claims to be checked; all of them if left out.

    Returns
    -------
    CheckReport

    Raises
    ------
    NotFoundError
        If `only` names a claim that the game does not make.
    DisagreementError
        If the independent checker rejects a row of a solution, or an equilibrium that refutes a claim.

    Notes
    -----
    A claim speaks of equilibria within the scope of the solution, which the verdict states. With perfect information
    these are the pure equilibria. With imperfect information a claim that nothing else is an equilibrium is proved
    only if it says ``pure = true``, or mixed equilibria were searched too. ``some P if C`` asks for one equilibrium
    with the property wherever the condition holds; ``only_if`` says that there is none elsewhere; ``every`` that there
    is none without the property; ``unique`` that there is one equilibrium outcome, and it has the property. A claim
    about a change says that the first property holds before it and the second after it. Games are solved once for
    all claims that start at the same history of the same variant.

    Examples
    --------
    >>> from gametheory.notation import load
    >>> check(load("deterrence/rudimentary"), only="incredible threat").verdicts[0].status
    'proved'
    """
    wanted = [claim.id for claim in game.claims] if only is None else [only] if isinstance(only, str) else list(only)
    known = {claim.id: claim for claim in game.claims}
    for name in wanted:
        if name not in known:
            raise NotFoundError(unknown("claim", name, known))
    checker = _Checker(game)
    return CheckReport(game.title, game.digest, tuple(checker.verdict(known[name]) for name in wanted))


class _Checker:
    """Verdicts on the claims of one game; solutions and spaces are shared between claims."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self._games: dict[str | None, Game] = {None: game}
        self._solved: dict[tuple[object, ...], Equilibria] = {}
        self._spaces = Spaces()

    def verdict(self, claim: Claim) -> Verdict:
        """What becomes of one claim."""
        try:
            eq, gap, question = self._question(claim)
        except DisagreementError:
            raise
        except (ModelError, SolverError, NotFoundError) as error:
            return Verdict(claim.id, "unknown", _reason(claim, error), expected=claim.option("expect", "proved"))
        answer = decide(question, claim.option("up_to", "knife-edges"))
        if answer.exact and eq is not None and eq.ties_missing:
            exact = claim.option("up_to") == "exact"
            answer = replace(answer, exact=None, status="unknown" if exact and eq.unsure else answer.status)
        detail = _detail(answer, gap)
        if answer.status == "unknown" and gap is not None and eq is not None:
            question = self._form(claim, eq, True)
        held, points = points_held(question)
        if answer.status == "unknown":
            found = "" if gap is None else " by the equilibria that were found"
            detail += f"; it held{found} at {held} of {points} exact points"
        verdict = Verdict(
            claim.id,
            answer.status,
            detail,
            scope="" if eq is None else str(eq.solution.scope),
            witness=answer.witness,
            held=held,
            points=points,
            solver=_solver(),
            expected=claim.option("expect", "proved"),
        )
        return verdict if eq is None or answer.status != "refuted" else _with_equilibria(verdict, answer, eq)

    def _question(self, claim: Claim) -> tuple[Equilibria | None, str | None, Question]:
        if claim.option("sign") is not None:
            base = self._base(claim)
            return None, None, sign(claim, base.symbols, base.where, self._spaces)
        eq = self._equilibria(claim)
        gap = eq.gap(pure=bool(claim.option("pure")), exact=claim.option("up_to") == "exact")
        return eq, gap, self._form(claim, eq, gap is None)

    def _form(self, claim: Claim, eq: Equilibria, complete: bool) -> Question:
        form = changed if claim.option("change") else monotone if claim.option("monotone") else quantified
        return form(claim, eq, complete, self._spaces)

    def _base(self, claim: Claim) -> Game:
        """The game that a claim speaks of, from its start."""
        name = claim.option("in")
        if name not in self._games:
            self._games[name] = varied(self.game, name)
        return self._games[name]

    def _equilibria(self, claim: Claim) -> Equilibria:
        after, concept = claim.option("after", ()), claim.option("concept")
        pure = bool(claim.option("pure"))
        refinement = claim.option("refinement", "none")
        key = (claim.option("in"), after, concept, pure, refinement)
        if key not in self._solved:
            base = self._base(claim)
            game = base.after(**dict(after)) if after else base
            solution = solve(game, concept=concept, supports="pure" if pure else None)
            if refinement != "none":
                solution = solution.refine(refinement)
            eq = self._solved[key] = Equilibria(solution)
            self._spaces.add(eq.space)
        return self._solved[key]


def _reason(claim: Claim, error: Exception) -> str:
    """Why a claim was not decided, in one line."""
    text = str(error).partition("\n")[0]
    if isinstance(error, AssumptionError):
        return f"the premises contradict the standing assumptions, so the claim says nothing: {text}"
    if isinstance(error, ExpressionError):
        return f"not decided yet: {text}"
    if isinstance(error, ModelError) and claim.option("after") is not None:
        return f"not decided yet: play after a public history that is not the start of a subgame: {text}"
    return f"not decided yet: {text}"


def _detail(answer: Answer, gap: str | None) -> str:
    if answer.status == "proved":
        if answer.exact:
            return "at every admissible point, ties included"
        if answer.exact is None:
            return "except perhaps on knife-edges"
        return f"except on {{{' or '.join(map(str, answer.edges))}}}" if answer.edges else "except on knife-edges"
    if answer.status == "unknown":
        return "undecided within the budget" if answer.budget or gap is None else f"not decided: {gap}"
    assert answer.violation is not None
    if answer.never:
        return f"it never happens that {answer.violation.says}"
    if answer.witness is None:
        return f"at points of which none was found exactly: {answer.violation.says}"
    says = answer.violation.value(answer.witness) if answer.violation.value else answer.violation.says
    return f"at {_shown(answer.witness)}: {says}"


def _with_equilibria(verdict: Verdict, answer: Answer, eq: Equilibria) -> Verdict:
    """The verdict with the equilibrium that breaks the claim, and with what there is at the witness."""
    if answer.witness is None or answer.violation is None:
        return verdict
    shown = [
        eq.shown(wanted, moved(answer.witness, eq.space.names, moves)) for wanted, moves in answer.violation.shown
    ]
    there = eq.labels_at({name: answer.witness[name] for name in eq.space.names})
    detail = f"{verdict.detail}; equilibria there: {'; '.join(there) or 'none'}"
    return replace(verdict, detail=detail, equilibrium=next(iter(shown), None))


def _shown(point: Mapping[str, Fraction] | None) -> str:
    return ", ".join(f"{k} = {v}" for k, v in (point or {}).items()) or "the one point there is"


def _solver() -> str:
    from importlib.metadata import version

    return f"gametheory-ir {version('gametheory-ir')}, z3-solver {version('z3-solver')}"
