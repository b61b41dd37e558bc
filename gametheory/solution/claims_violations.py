"""What would break a claim: conditions on the parameters, in a space that has the claim's premises as assumptions.

A claim is proved when no point breaks it. Where equilibria may be missing from a solution, a point may break the
claim without doing so for certain; both conditions are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gametheory.algebra import Formula, ParameterSpace
from gametheory.algebra.shift import Shift
from gametheory.errors import UndecidedError
from gametheory.expr import TRUE, Condition, Expr, Symbol, all_of, evaluate, substitute, symbols
from gametheory.game import Claim
from gametheory.solution.claims_properties import ANYTHING, Wanted
from gametheory.solution.claims_truth import Equilibria, Truth

Point = Mapping[str, Fraction]


@dataclass(frozen=True, eq=False)
class Violation:
    """A way to break a claim.

    Attributes
    ----------
    certain, possible : Formula
        Where the claim is broken for certain, and where it may be.
    says : str
        What is wrong there.
    shown : tuple of (Wanted, dict of parameter to Expr)
        Equilibria to exhibit at such a point, each after the parameters have moved as stated.
    """

    certain: Formula
    possible: Formula
    says: str
    shown: tuple[tuple[Wanted, Mapping[str, Expr]], ...] = ()
    value: Callable[[Point], str] | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """A claim as a question about a space: is there a point that breaks it?

    `reversed` marks the claim that a region is *not* monotone: it is proved if every violation occurs.
    """

    space: ParameterSpace
    violations: tuple[Violation, ...]
    reversed: bool = False


def premise(claim: Claim) -> Condition:
    """What a claim takes for granted."""
    return all_of(*(claim.option(key) for key in ("given", "where") if claim.option(key) is not None))


def quantified(claim: Claim, eq: Equilibria, complete: bool, spaces: Spaces) -> Question:
    """``some P iff C`` and its kin."""
    assert claim.quantifier is not None
    space = spaces.of(eq.game.symbols, all_of(eq.game.where, premise(claim)))
    truth = eq.truth(claim.quantifier, claim.property, complete=complete)
    lower, upper = (eq.space.transfer(f, space.table) for f in (truth.lower, truth.upper))
    condition = space.formula(TRUE if claim.condition is None else claim.condition)
    found = []
    if claim.relation != "only_if":
        found.append(_violation(space, condition, upper, lower, _missing(claim.quantifier, truth, condition)))
    if claim.relation in ("iff", "only_if"):
        opposite = space.table.negate(condition)
        found.append(
            _violation(
                space, opposite, space.table.negate(lower), space.table.negate(upper), _surplus(claim.quantifier, truth)
            )
        )
    return Question(space, tuple(found))


def _violation(
    space: ParameterSpace, where: Formula, surely: Formula, maybe: Formula, told: tuple[str, Wanted | None]
) -> Violation:
    """`where` holds, and not `surely` (for certain) or not `maybe` (possibly)."""
    table = space.table
    says, shown = told
    certain = table.all_of([where, table.negate(surely)])
    possible = table.all_of([where, table.negate(maybe)])
    return Violation(certain, possible, says, ((shown, {}),) if shown else ())


def _missing(quantifier: str, truth: Truth, condition: Formula) -> tuple[str, Wanted | None]:
    """What is wrong where the condition holds and the statement does not."""
    holds = "" if condition.is_true else "the condition holds, but "
    if quantifier == "some":
        return f"{holds}no equilibrium has the property", None
    if quantifier == "unique":
        return f"{holds}there is not exactly one equilibrium outcome, with the property", ANYTHING
    has = "lacks" if quantifier == "every" else "has"
    return f"{holds}an equilibrium {has} the property", truth.no if quantifier == "every" else truth.yes


def _surplus(quantifier: str, truth: Truth) -> tuple[str, Wanted | None]:
    """What is wrong where the statement holds and the condition does not."""
    says = {
        "some": "an equilibrium has the property",
        "every": "every equilibrium has the property",
        "no": "no equilibrium has the property",
        "unique": "exactly one equilibrium outcome exists, with the property",
    }[quantifier]
    return f"the condition fails, but {says}", truth.yes if quantifier in ("some", "unique") else None


def changed(claim: Claim, eq: Equilibria, complete: bool, spaces: Spaces) -> Question:
    """A property before and one after some parameters move: both hold if, only if, or exactly if the condition does."""
    moves: dict[str, Expr] = dict(claim.option("change"))
    names = [*eq.game.symbols, *_new(eq.game.symbols, moves.values())]
    space = spaces.of(names, all_of(eq.game.where, substitute(eq.game.where, moves), premise(claim)))
    table = space.table
    before, then = (eq.truth(*claim.option(key), complete=complete) for key in ("before", "then"))
    shift = Shift(eq.space, space, moves)
    stay = Shift(eq.space, space, {})
    lower = table.all_of([stay(before.lower), shift(then.lower)])
    upper = table.all_of([stay(before.upper), shift(then.upper)])
    condition = space.formula(TRUE if claim.condition is None else claim.condition)
    found = []
    if claim.relation != "only_if":
        holds = "" if condition.is_true else "the condition holds, but "
        says = f"{holds}the change does not lead from the one property to the other"
        found.append(_violation(space, condition, upper, lower, (says, None)))
    if claim.relation in ("iff", "only_if"):
        says = "the condition fails, but the change leads from the one property to the other"
        opposite, no_lower, no_upper = table.negate(condition), table.negate(lower), table.negate(upper)
        found.append(_violation(space, opposite, no_lower, no_upper, (says, None)))
        told: tuple[tuple[str, Truth, dict[str, Expr]], ...] = (("before", before, {}), ("then", then, moves))
        shown = tuple((t.yes, steps) for key, t, steps in told if claim.option(key)[0] == "some")
        found[-1] = replace(found[-1], shown=shown)
    return Question(space, tuple(found))


def monotone(claim: Claim, eq: Equilibria, complete: bool, spaces: Spaces) -> Question:
    """The region of a statement grows, shrinks or stays the same as one parameter grows."""
    told = dict(claim.option("monotone"))
    name, direction = told["in"], told["is"]
    new = f"{name}_new"
    while new in eq.game.symbols:
        new += "_"
    moves = {name: Symbol(new)}
    assumed = all_of(eq.game.where, premise(claim), _only_premise(claim))
    space = spaces.of([*eq.game.symbols, new], all_of(assumed, substitute(assumed, moves), Symbol(name) < Symbol(new)))
    assert claim.quantifier is not None
    truth = eq.truth(claim.quantifier, claim.property, complete=complete)
    table, stay, shift = space.table, Shift(eq.space, space, {}), Shift(eq.space, space, moves)
    shown = truth.yes if claim.quantifier == "some" else None
    found = []
    if direction != "shrinking":
        certain = table.all_of([stay(truth.lower), table.negate(shift(truth.upper))])
        possible = table.all_of([stay(truth.upper), table.negate(shift(truth.lower))])
        says = f"the point leaves the region as {name} grows to {new}"
        found.append(Violation(certain, possible, says, ((shown, {}),) if shown else ()))
    if direction != "growing":
        certain = table.all_of([shift(truth.lower), table.negate(stay(truth.upper))])
        possible = table.all_of([shift(truth.upper), table.negate(stay(truth.lower))])
        says = f"the point enters the region as {name} grows to {new}"
        found.append(Violation(certain, possible, says, ((shown, moves),) if shown else ()))
    return Question(space, tuple(found), reversed=direction == "not monotone")


def sign(claim: Claim, names: Sequence[str], where: Condition, spaces: Spaces) -> Question:
    """The sign of an expression, or of its derivative with respect to a parameter, wherever it is defined."""
    told = dict(claim.option("sign"))
    space = spaces.of(names, all_of(where, premise(claim), _only_premise(claim)))
    ring, table = space.ring, space.table
    value = ring.read(told["of"])
    if "in" in told:
        name = told["in"]
        top = ring.sub(
            ring.mul(ring.derivative(value.num, name), value.den), ring.mul(value.num, ring.derivative(value.den, name))
        )
        below, what = ring.mul(value.den, value.den), f"the derivative with respect to {name}"
    else:
        top, below, what = value.num, value.den, "the expression"
    known, rel = table.atom(value.den, "!="), {"+": ">", "-": "<", "0": "=", ">= 0": ">=", "<= 0": "<="}[told["is"]]
    bad = table.all_of([known, table.negate(table.atom(ring.mul(top, below) if "in" not in told else top, rel))])

    def shown(point: Point) -> str:
        values = [point[n] for n in space.names]
        return f"{what} is {top.at(values) / below.at(values)}"

    return Question(space, (Violation(bad, bad, f"{what} does not have the sign {told['is']}", (), shown),))


def _only_premise(claim: Claim) -> Condition:
    """The condition of a claim that can have none but as a premise."""
    if claim.relation in ("iff", "only_if"):
        raise UndecidedError(f"`{claim.relation}` in a claim about a direction")
    return TRUE if claim.condition is None else claim.condition


def _new(known: Sequence[str], expressions: Iterable[Expr]) -> list[str]:
    return sorted(frozenset().union(*map(symbols, expressions)) - set(known))


def moved(point: Point, names: Sequence[str], moves: Mapping[str, Expr]) -> dict[str, Fraction]:
    """The parameters at a point after they have moved."""
    return {name: evaluate(moves[name], point) if name in moves else point[name] for name in names}


class Spaces:
    """Parameter spaces by symbols and assumptions, each made once.

    Raises
    ------
    AssumptionError
        On asking for one whose assumptions contradict each other.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[tuple[str, ...], Condition], ParameterSpace] = {}

    def of(self, names: Sequence[str], where: Condition) -> ParameterSpace:
        """The space of these symbols under these assumptions."""
        key = (tuple(names), where)
        if key not in self._made:
            self._made[key] = ParameterSpace(*key)
        return self._made[key]

    def add(self, space: ParameterSpace) -> None:
        """Use this space for its symbols and assumptions."""
        self._made.setdefault((space.names, space.where), space)
