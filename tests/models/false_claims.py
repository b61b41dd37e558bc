"""False variants of true claims, and why each is false.

A claim that is true in all admissible points but those of a null set turns false if its condition is negated, its
quantifier swapped for a contrary one or its sign reversed, given that it speaks of something. If a condition is changed
in part, by a conjunct left out or a comparison reversed, an exact point at which the old and the new one differ, and
which is no tie, shows that the claim turns false.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gametheory.errors import ExpressionError
from gametheory.expr import TRUE, And, Comparison, Condition, Not, Or, Truth, all_of, any_of, holds
from gametheory.game import Claim, Game
from tests.models.reference import Point, admissible_points, is_tied

TRIALS = 300
CONTRARY = {"some": "no", "every": "no", "no": "some", "unique": "no"}
REVERSED = {"+": "-", "-": "+", "0": "+", ">= 0": "-", "<= 0": "+"}
TURNED = {"growing": "shrinking", "shrinking": "growing", "constant": "not monotone", "not monotone": "constant"}
OTHER_WAY = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A claim that is false if another is true; `shown_by` is a point where they differ, where one was needed."""

    claim: Claim
    how: str
    shown_by: Point | None = None


def opposite(claim: Claim) -> FalseClaim:
    """The variant of a claim that is certain to be false, if the claim is true of something."""
    options = dict(claim.options)
    if "sign" in options:
        told = dict(options["sign"])
        options["sign"] = tuple({**told, "is": REVERSED[told["is"]]}.items())
        return FalseClaim(replace(claim, options=tuple(options.items())), "sign reversed")
    if "monotone" in options:
        told = dict(options["monotone"])
        options["monotone"] = tuple({**told, "is": TURNED[told["is"]]}.items())
        return FalseClaim(replace(claim, options=tuple(options.items())), "direction reversed")
    if claim.relation in ("iff", "only_if"):
        assert claim.condition is not None
        return FalseClaim(replace(claim, condition=negated(claim.condition)), "condition negated")
    if claim.quantifier is None:
        quantifier, property_ = options["then"]
        options["then"] = (CONTRARY[quantifier], property_)
        return FalseClaim(replace(claim, options=tuple(options.items())), "quantifier swapped")
    return FalseClaim(replace(claim, quantifier=CONTRARY[claim.quantifier]), "quantifier swapped")


def near_misses(game: Game, claim: Claim) -> Iterator[FalseClaim]:
    """Variants of an `iff` with a slightly different condition, each with a point that shows it to be another one."""
    if claim.relation != "iff" or claim.condition is None or any(claim.option(k) for k in ("change", "monotone", "in")):
        return
    premise = all_of(*(claim.option(key, TRUE) for key in ("given", "where")))
    points = [p for p in islice(admissible_points(game, random.Random(claim.id)), TRIALS) if holds(premise, p)]
    for how, other in mutants(claim.condition):
        for point in points:
            if _differ(claim.condition, other, premise, point):
                yield FalseClaim(replace(claim, condition=other), how, point)
                break


def _differ(one: Condition, other: Condition, premise: Condition, point: Point) -> bool:
    try:
        tied = any(is_tied(c, point) for c in (one, other, premise))
        return not tied and holds(one, point) != holds(other, point)
    except ExpressionError:  # a denominator is zero
        return False


def mutants(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Conditions with a part left out, or one comparison reversed."""
    if isinstance(condition, (And, Or)):
        join = all_of if isinstance(condition, And) else any_of
        for i, part in enumerate(condition.parts):
            rest = (*condition.parts[:i], *condition.parts[i + 1 :])
            yield f"without {part}", join(*rest)
            for how, other in mutants(part):
                if how.startswith("reversed"):
                    yield how, join(*condition.parts[:i], other, *condition.parts[i + 1 :])
    elif isinstance(condition, Comparison):
        yield f"reversed {condition}", replace(condition, op=OTHER_WAY[condition.op])


def negated(condition: Condition) -> Condition:
    """The condition that holds where this one does not."""
    return Truth(not condition.value) if isinstance(condition, Truth) else Not(condition)
