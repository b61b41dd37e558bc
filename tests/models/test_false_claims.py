"""A false variant of every claim is refuted, and what refutes it stands up to the independent checker."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.expr import TRUE, evaluate, holds
from gametheory.game import Claim, Game
from gametheory.verify import Assessment, check, numeric
from tests.models.false_claims import FalseClaim, near_misses, opposite
from tests.models.reference import KEYS, Point, is_perfect, model, variant

FEW = (
    "alliance/burden_sharing", "classics/beer_quiche", "classics/chain_store_two_markets", "classics/selten_horse",
    "classics/stag_hunt", "deterrence/unilateral_one_sided",
)  # fmt: skip
"""Models of every run; all of them under `make fuzz`."""


def false_claims(game: Game) -> list[FalseClaim]:
    """False variants of the claims of a game that are proved."""
    report = gt.check(game)
    found = []
    for claim in game.claims:
        if report.of(claim.id).status == "proved":
            found.extend([opposite(claim), *near_misses(game, claim)])
    return found


def faults(key: str) -> list[str]:
    """What is wrong with the verdicts on the false claims about a model."""
    game = model(key)
    variants = false_claims(game)
    named = [replace(v.claim, id=f"{i}: {v.claim.id}") for i, v in enumerate(variants)]
    report = gt.check(replace(game, claims=tuple(named)))
    told = []
    for false, claim in zip(variants, named, strict=True):
        verdict = report.of(claim.id)
        wrong = wrong_with(variant(key, claim.option("after", ()), within=claim.option("in")), claim, verdict)
        if wrong is not None:
            told.append(f"{key}: {false.claim.id} ({false.how}): {wrong}: {verdict}")
    return told


def wrong_with(game: Game, claim: Claim, verdict: gt.Verdict) -> str | None:
    """Why a verdict on a false claim is not the refutation that it should be."""
    if verdict.status != "refuted":
        return verdict.status
    if verdict.witness is None:
        told = dict(claim.option("monotone", ()))
        return None if told.get("is") == "not monotone" else "no witness"
    witness = verdict.witness
    premise = [claim.option(k, TRUE) for k in ("given", "where")]
    if not all(holds(c, witness) for c in (game.where, *premise)):
        return "the witness is not admissible"
    condition = TRUE if claim.condition is None else claim.condition
    if claim.option("monotone") is None and holds(condition, witness) == ("the condition fails" in verdict.detail):
        return "the condition is not what the verdict says"
    found = verdict.equilibrium
    concept = claim.option("concept", "subgame perfect" if is_perfect(game) else "sequential")
    if found is None or concept == "weak perfect bayesian":
        return None
    strategy = {s: {c: Fraction(1)} if isinstance(c, str) else dict(c) for s, c in found.strategy.items()}
    shown = Assessment(strategy, trembles=found.trembles)
    if not any(check(numeric(game, point), shown, concept).ok for point in places(game, claim, witness)):
        return "the checker rejects the equilibrium"
    return None


def places(game: Game, claim: Claim, witness: Point) -> list[Point]:
    """The point of a claim, and the one to which it moves."""
    here = {name: witness[name] for name in game.symbols}
    moves = {name: evaluate(value, witness) for name, value in claim.option("change", ())}
    if claim.option("monotone") is not None:
        (value,) = (value for new, value in witness.items() if new not in game.symbols)
        moves = {dict(claim.option("monotone"))["in"]: value}
    return [here, here | moves]


@pytest.mark.parametrize("key", FEW)
def test_false_variants_are_refuted(key: str) -> None:
    assert faults(key) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("key", KEYS)
def test_false_variants_of_all_claims_are_refuted(key: str) -> None:
    assert faults(key) == []
