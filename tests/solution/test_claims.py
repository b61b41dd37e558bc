"""Verdicts: every claim of the catalogue, a false variant of each, and each form of a claim on a small game."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

import gametheory as gt
from gametheory.algebra import Evaluator, Region
from gametheory.errors import NotFoundError
from gametheory.expr import TRUE, evaluate, holds
from gametheory.game import Claim, Game
from gametheory.game.labels import information_sets_of
from gametheory.solution.claims_properties import All, Chooses, Wanted
from gametheory.solution.claims_truth import Equilibria
from gametheory.verify import Assessment, check, numeric, outcomes_of, pure_sequential, pure_subgame_perfect
from tests.models.false_claims import opposite

PERFECT = (
    "asia_pacific/umbrella",
    "asia_pacific/nuclear_sharing",
    "deterrence/rudimentary",
    "classics/chain_store_two_markets",
    "alliance/alliance_dilemma",
)
FEW = ("alliance/morrow", "assurance/trust_one_sided", "benchmarks/linked_beliefs", "classics/beer_quiche")
"""Models with hidden moves that are looked at in every run; verdicts on the others are `make proofs`, their opposites
`make fuzz`."""
OTHERS = tuple(entry.key for entry in gt.catalog() if entry.key not in PERFECT)
CLAIMS = [
    (key, claim.id) for key in PERFECT for claim in gt.load(key).claims if claim.option("expect") != "refuted"
]
MARKED_FALSE = (
    "alliance/alliance_dilemma",
    "assurance/trust_one_sided",
    "bargaining/intervention",
    "bargaining/preventive_war",
    "bargaining/risk_return",
    "benchmarks/linked_beliefs",
    "classics/beer_quiche",
    "proliferation/known_unknowns",
    "signalling/deployments",
)
"""Models with a claim that is false and of which brute force can tell; others use a refinement."""

DECIDED = ("outcome", "profile", "strategy")
Point = Mapping[str, Fraction]


@cache
def model(key: str) -> Game:
    return gt.load(key)


@cache
def verdicts(key: str) -> gt.CheckReport:
    return gt.check(model(key))


# -- what brute force says ---------------------------------------------------------------------------------------------


def plays(game: Game, point: Point) -> list[tuple[dict[str, str], set[str]]]:
    """(choices, outcomes reached) of every pure equilibrium: choices on the path only, if all is known to all."""
    there = numeric(game, point)
    if there.has_perfect_information:
        found = [(play.path, play.path) for play in pure_subgame_perfect(there)]
    else:
        found = [(play.choices, play.path) for play in pure_sequential(there)]
    return [(dict(choices), {name for name, _ in outcomes_of(there, path)}) for choices, path in found]


def fulfilled(
    game: Game, point: Point, quantifier: str | None, given: Any, concept: str = "subgame perfect"
) -> bool:
    """Whether some, every or no pure equilibrium has a property, by brute force."""
    ((key, value),) = given
    if key == "profile" and game.tree.has_perfect_information:
        assert quantifier in ("some", "no")
        there = numeric(game, point)
        named = {
            p.name: {s.label: a for label, a in p.strategy for s in information_sets_of(game.tree, label)}
            for p in game.profiles
        }
        some = any(check(there, Assessment.pure(named[name]), concept).ok for name in value)
        return some == (quantifier == "some")
    found = [has(game, choices, outcomes, key, value) for choices, outcomes in plays(game, point)]
    return {"some": any(found), "every": all(found), "no": not any(found)}[str(quantifier)]


def has(game: Game, choices: Mapping[str, str], outcomes: set[str], key: str, value: Any) -> bool:
    if key == "outcome":
        return outcomes <= set(value)
    strategies = [value] if key == "strategy" else [p.strategy for p in game.profiles if p.name in value]
    return any(
        all(
            choices.get(s.label) == action
            for label, action in strategy
            for s in information_sets_of(game.tree, label)
        )
        for strategy in strategies
    )


def broken(game: Game, claim: Claim, witness: Point) -> bool:
    """Whether a claim fails at a point, by brute force."""
    assert holds(claim.option("given", TRUE), witness)
    point = {name: witness[name] for name in game.symbols}
    assert holds(game.where, point)
    condition = TRUE if claim.condition is None else claim.condition
    if claim.option("sign") is not None:
        told = dict(claim.option("sign"))
        there = point | {told["in"]: point[told["in"]] + Fraction(1, 10**30)}
        step = evaluate(told["of"], there) - evaluate(told["of"], point)
        return not (step > 0 if told["is"] == "+" else step < 0)
    if claim.option("monotone") is not None:
        told = dict(claim.option("monotone"))
        ((other, value),) = ((name, v) for name, v in witness.items() if name not in game.symbols)
        assert other == f"{told['in']}_new" and value > point[told["in"]]
        before = fulfilled(game, point, claim.quantifier, claim.property)
        then = fulfilled(game, point | {told["in"]: value}, claim.quantifier, claim.property)
        return (before and not then) if told["is"] == "growing" else (then and not before)
    if claim.option("change") is not None:
        changed = point | {name: evaluate(value, witness) for name, value in claim.option("change")}
        assert holds(game.where, changed)
        both = fulfilled(game, point, *claim.option("before")) and fulfilled(game, changed, *claim.option("then"))
        return both != holds(condition, witness)
    concept = claim.option("concept", "subgame perfect")
    true = fulfilled(game, point, claim.quantifier, claim.property, concept)
    wanted = holds(condition, witness)
    return (wanted and not true and claim.relation != "only_if") or (true and not wanted and claim.relation != "if")


def start_of(key: str, claim: Claim) -> Game:
    return model(key).after(**dict(claim.option("after", ()))) if claim.option("after") else model(key)


@cache
def opposites(key: str) -> tuple[tuple[Claim, ...], gt.CheckReport]:
    """False claims about a model, those about hidden moves made of pure equilibria only, and their verdicts."""
    game = model(key)
    if key in PERFECT:
        claims = tuple(opposite(claim).claim for claim in game.claims if claim.option("expect") != "refuted")
    else:
        found = verdicts(key)
        proved = [claim for claim in game.claims if found.of(claim.id).status == "proved" and is_plain(game, claim)]
        claims = tuple(
            replace(false, options=(*false.options, ("pure", True)))
            for false in (opposite(claim).claim for claim in proved[:3])
        )
    return claims, gt.check(replace(game, claims=claims))


def refuted(key: str, claim: Claim) -> gt.Verdict:
    """The verdict on a false claim: refuted at a point where brute force says so too."""
    verdict = opposites(key)[1].of(claim.id)
    assert verdict.status == "refuted", verdict
    assert verdict.witness is not None
    game = start_of(key, claim)
    assert broken(game, claim, verdict.witness)
    if verdict.equilibrium is not None and not {"monotone", "concept"} & set(dict(claim.options)):
        point = {name: verdict.witness[name] for name in game.symbols}
        paths = [set(choices.items()) for choices, _ in plays(game, point)]
        assert any(set(verdict.equilibrium.path) <= path for path in paths)
    return verdict


def is_plain(game: Game, claim: Claim) -> bool:
    """Whether brute force can tell: one property, of pure strategies in sequential equilibria, at one point."""
    plain = (
        len(claim.property) == 1 and claim.property[0][0] in DECIDED and claim.quantifier in ("some", "every", "no")
    )
    named = {p.name: p.strategy for p in game.profiles}
    stated = [v for key, v in claim.property if key == "strategy"]
    stated.extend(named[name] for key, v in claim.property if key == "profile" for name in v)
    mixed = any(not isinstance(choice, str) for strategy in stated for _, choice in strategy)
    off_path = game.tree.has_perfect_information and any(
        key == "strategy" for key, _ in claim.property
    )
    other = any(claim.option(key) for key in ("monotone", "in", "concept", "refinement"))
    return plain and not mixed and not off_path and not other


class TestModels:
    @pytest.mark.parametrize("key", PERFECT)
    def test_every_claim_is_proved(self, key: str) -> None:
        report = verdicts(key)
        assert [(v.claim, v.status) for v in report if not v.ok] == []
        assert [v.claim for v in report] == [claim.id for claim in model(key).claims]
        proved = [v for v in report if v.status == "proved"]
        assert all(v.held == v.points >= 1000 for v in proved)
        assert report.ok and report.summary.startswith(f"{len(proved)} proved")

    @pytest.mark.parametrize(("key", "name"), CLAIMS)
    def test_the_opposite_is_refuted(self, key: str, name: str) -> None:
        claim = next(claim for claim in opposites(key)[0] if claim.id == name)
        verdict = refuted(key, claim)
        if claim.quantifier == "no":
            assert verdict.equilibrium is not None and verdict.equilibrium.label in verdict.detail

    @pytest.mark.parametrize("key", FEW)
    def test_with_hidden_moves_every_verdict_is_the_expected_one(self, key: str) -> None:
        assert [str(v) for v in verdicts(key) if not v.ok] == []

    @pytest.mark.parametrize(
        "key", [pytest.param(key, marks=() if key in FEW else pytest.mark.fuzz) for key in OTHERS]
    )
    def test_with_hidden_moves_the_opposite_is_refuted(self, key: str) -> None:
        claims, report = opposites(key)
        assert claims and len(report.verdicts) == len(claims)
        for claim in claims:
            refuted(key, claim)

    @pytest.mark.parametrize("key", MARKED_FALSE)
    def test_what_a_model_marks_as_false_is_so_by_brute_force(self, key: str) -> None:
        game = model(key)
        (claim,) = (c for c in game.claims if c.option("expect") == "refuted")
        report = gt.check(game, only=claim.id)
        verdict = report.of(claim.id)
        assert verdict.ok and report.ok and report.summary == "1 refuted as expected"
        assert str(verdict).startswith(f"refuted  {claim.id}, as expected: at ")
        assert verdict.witness is not None and broken(game, claim, verdict.witness)
        assert max(value.denominator for value in verdict.witness.values()) <= 100

    def test_a_claim_marked_as_false_that_holds_is_not_as_expected(self) -> None:
        game = model("deterrence/rudimentary")
        claims = tuple(replace(c, options=(*c.options, ("expect", "refuted"))) for c in game.claims[:1])
        report = gt.check(replace(game, claims=claims))
        assert not report.ok and report.summary == "1 proved"


class TestRestriction:
    """Existence of an equilibrium with some choices, off the path too, against enumeration of all strategies."""

    @pytest.mark.parametrize("key", ["classics/beer_quiche", "benchmarks/linked_beliefs"])
    def test_pairs_of_choices(self, key: str) -> None:
        game = model(key)
        eq = Equilibria(gt.solve(game, supports="pure"))
        sets = game.tree.information_sets
        choices = [(s.index, a) for s in sets for a in s.actions]
        pairs = [dict((one, two)) for one, two in product(choices, choices) if one[0] <= two[0]]
        pairs = pairs[:: max(1, len(choices) // 8)]
        wanted = [Wanted(All(tuple(Chooses(s, a) for s, a in pair.items()))) for pair in pairs]
        asked = [(pair, both, eq.exists(both)) for pair, both in zip(pairs, wanted, strict=True)]
        anywhere = Region(eq.space, eq.table.true)
        ties = [{n: v.limit_denominator(4) for n, v in p.items()} for p in anywhere.sample(40)]
        points = [*anywhere.sample(4), *(p for p in ties if holds(game.where, p))][:10]
        for point in points:
            here = Evaluator([point[name] for name in game.symbols])
            found = [dict(play.choices) for play in pure_sequential(numeric(game, point))]
            for pair, both, condition in asked:
                expected = any(all(p[sets[s].label] == a for s, a in pair.items()) for p in found)
                assert here.truth(condition) == expected, (point, pair)
                if expected:
                    shown = eq.shown(both, point)
                    assert shown is not None
                    assert all(shown.strategy[sets[s].label] == a for s, a in pair.items())


# -- the forms, on small games -----------------------------------------------------------------------------------------


def entry(**claim: Any) -> gt.GameBuilder:
    """Entry with a threat: fight if and only if c <= 0; enter if and only if m >= 0 or the threat is empty."""
    draft = gt.GameBuilder("Entry", players=["Entrant", "Incumbent"], measures=["damage"])
    c = draft.parameter("c", "what the incumbent loses by fighting")
    m = draft.parameter("m", "entrant's gain when it is fought")
    draft.where("-2 < c < 2, -3 < m < 1")
    draft.move("Entrant", "entry", ["in", "out"])
    draft.move("Incumbent", "reply", ["fight", "share"], when={"entry": "in"})
    draft.outcome("monopoly", when={"entry": "out"}, pays={"Entrant": 0, "Incumbent": 5})
    draft.outcome("war", when={"reply": "fight"}, pays={"Entrant": m, "Incumbent": 1 - c, "damage": c * c})
    draft.outcome("duopoly", when={"reply": "share"}, pays={"Entrant": 1, "Incumbent": 1})
    draft.profile("deterrence", {"entry": "out", "reply": "fight"})
    draft.variant("no fight", forbid={"reply": "fight"})
    draft.variant("blind", set={"entry.seen_by": ["Entrant"], "reply.when": {"entry": ["in", "out"]}})
    draft.variant("credible", where="c < 0")
    if claim:
        draft.claim("claim", **claim)
    return draft


def verdict(**claim: Any) -> gt.Verdict:
    return gt.check(entry(**claim).build()).of("claim")


EXACT = "at every admissible point, ties included"
PROVED: list[tuple[dict[str, Any], str]] = [
    ({"some": {"outcome": "monopoly"}, "iff": "c < 0 and m < 0"}, "except on {c = 0 or m = 0}"),
    ({"some": {"outcome": "monopoly"}, "iff": "c <= 0 and m <= 0", "up_to": "exact"}, EXACT),
    ({"some": {"outcome": "monopoly"}, "only_if": "c <= 0"}, EXACT),
    ({"some": {"outcome": ["monopoly", "war"]}, "if": "c <= 0"}, EXACT),
    ({"some": {"outcome": {"entry": "in"}}, "iff": "c >= 0 or m >= 0", "up_to": "exact"}, EXACT),
    ({"every": {"outcome": {"entry": "in"}}, "iff": "c > 0 or m > 0", "up_to": "exact"}, EXACT),
    ({"no": {"outcome": "war"}, "iff": "c > 0 or m < 0", "up_to": "exact"}, EXACT),
    ({"unique": {"outcome": "duopoly"}, "iff": "c > 0", "up_to": "exact"}, EXACT),
    ({"unique": {"outcome": "war"}, "if": "m > 0, c < 0", "up_to": "exact"}, EXACT),
    ({"some": {"profile": "deterrence"}, "iff": "c <= 0 and m <= 0", "up_to": "exact"}, EXACT),
    ({"every": {"profile": "deterrence"}, "iff": "c < 0 and m < 0", "up_to": "exact"}, EXACT),
    ({"some": {"strategy": {"reply": "fight"}}, "iff": "c <= 0", "up_to": "exact"}, EXACT),
    ({"every": {"strategy": {"reply": {"fight": "> 0"}}}, "iff": "c < 0", "up_to": "exact"}, EXACT),
    ({"some": {"payoff": {"Entrant": "> 0"}}, "iff": "c >= 0 or m > 0", "up_to": "exact"}, EXACT),
    ({"every": {"payoff": {"damage": "<= 4"}}}, EXACT),
    ({"some": {"payoff": {"damage": "c^2", "Entrant": "m"}}, "if": "c <= 0 <= m", "up_to": "exact"}, EXACT),
    ({"some": {"probability": {"of": "war", "equals": ">= 1/2"}}, "iff": "c <= 0 <= m", "up_to": "exact"}, EXACT),
    ({"every": {"if": {"outcome": "monopoly"}, "then": {"strategy": {"reply": "fight"}}}, "up_to": "exact"}, EXACT),
    ({"some": {"strategy": {"reply": "fight"}}, "after": {"entry": "in"}, "iff": "c <= 0", "up_to": "exact"}, EXACT),
    ({"some": {"outcome": "monopoly"}, "given": "c < -1", "iff": "m <= 0", "up_to": "exact"}, EXACT),
    ({"some": {"outcome": "duopoly"}, "where": "c = 0"}, EXACT),
    ({"some": {"outcome": "monopoly"}, "where": "c = 0", "iff": "m < 0"}, "except on {m = 0}"),
    ({"every": {"outcome": "duopoly"}, "in_": "no fight"}, EXACT),
    ({"some": {"outcome": "monopoly"}, "in_": "credible", "iff": "m <= 0", "up_to": "exact"}, EXACT),
    ({"monotone": {"in": "m", "is": "shrinking"}, "some": {"outcome": "monopoly"}}, EXACT),
    ({"monotone": {"in": "m", "is": "constant"}, "some": {"strategy": {"reply": "fight"}}}, EXACT),
    ({"monotone": {"in": "c", "is": "growing"}, "every": {"outcome": "duopoly"}}, EXACT),
    ({"change": {"m": "m - 1"}, "before": {"outcome": "war"}, "then": {"outcome": "monopoly"},
      "iff": "c <= 0 <= m", "up_to": "exact"}, EXACT),
    ({"change": {"c": "c_new"}, "before": {"outcome": "monopoly"}, "then": {"every": {"outcome": "duopoly"}},
      "given": "m < 0", "iff": "c < 0 < c_new"}, "except on {c = 0}"),
    ({"sign": {"of": "c*m + c/(3 - m)", "in": "c", "is": "+"}, "given": "m > 0"}, EXACT),
    ({"sign": {"of": "(c - 2)^2", "is": "+"}}, EXACT),
    ({"sign": {"of": "c^2", "in": "m", "is": "0"}}, EXACT),
]  # fmt: skip


REFUTED: list[tuple[dict[str, Any], str, tuple[str, str] | None]] = [
    ({"some": {"outcome": "monopoly"}, "if": "c < 0"}, "no equilibrium has the property; equilibria there: war", None),
    ({"some": {"outcome": "monopoly"}, "only_if": "c < -1"}, "an equilibrium has the property", ("entry", "out")),
    ({"every": {"outcome": "duopoly"}, "if": "c < 1"}, "an equilibrium lacks the property", ("reply", "fight")),
    ({"no": {"strategy": {"reply": "fight"}}, "if": "m < 0"}, "an equilibrium has the property", ("reply", "fight")),
    ({"unique": {"outcome": "duopoly"}, "up_to": "exact", "if": "c >= 0"}, "not exactly one", None),
    ({"every": {"strategy": {"reply": "share"}}, "if": "m < 0", "up_to": "exact"}, "lacks", ("reply", "fight")),
    ({"monotone": {"in": "m", "is": "growing"}, "some": {"outcome": "monopoly"}}, "leaves", ("entry", "out")),
    ({"monotone": {"in": "c", "is": "constant"}, "some": {"outcome": "war"}}, "leaves the region", ("reply", "fight")),
    ({"sign": {"of": "c^2", "in": "c", "is": "+"}}, "the derivative with respect to c is ", None),
    ({"change": {"m": "m - 1"}, "before": {"outcome": "war"}, "then": {"outcome": "monopoly"}, "iff": "false"},
     "the change leads from the one property to the other", ("reply", "fight")),
]  # fmt: skip


class TestForms:
    @pytest.mark.parametrize(("claim", "detail"), PROVED, ids=lambda value: str(value)[:70])
    def test_proved(self, claim: dict[str, Any], detail: str) -> None:
        found = verdict(**claim)
        assert (found.status, found.detail) == ("proved", detail)

    @pytest.mark.parametrize(("claim", "detail", "choice"), REFUTED, ids=lambda value: str(value)[:70])
    def test_refuted(self, claim: dict[str, Any], detail: str, choice: tuple[str, str] | None) -> None:
        found = verdict(**claim)
        assert found.status == "refuted" and detail in found.detail
        assert found.witness is not None and holds(entry().build().where, found.witness)
        if choice is not None:
            assert found.equilibrium is not None and found.equilibrium.strategy[choice[0]] == choice[1]
            if "no" in claim or "every" in claim:
                game = entry().build()
                shown = Assessment.pure(dict(found.equilibrium.strategy))
                assert check(numeric(game, found.witness), shown, "subgame perfect").ok

    def test_a_variant_that_hides_a_move(self) -> None:
        draft = gt.GameBuilder("Hide and seek", players=["A", "B"])
        s = draft.parameter("s", "what is at stake")
        draft.where("s > 0")
        draft.move("A", "hide", ["left", "right"])
        draft.move("B", "seek", ["left", "right"])
        same = [{"hide": a, "seek": a} for a in ("left", "right")]
        draft.outcome("found", when=same, pays={"A": -s, "B": s})
        other = [{"hide": "left", "seek": "right"}, {"hide": "right", "seek": "left"}]
        draft.outcome("lost", when=other, pays={"A": 0, "B": 0})
        draft.variant("dark", set={"hide.seen_by": []})
        draft.claim("seen", every={"outcome": "found"})
        draft.claim("hidden", in_="dark", no={"outcome": ["found", "lost"]}, pure=True)
        draft.claim("hidden, mixed too", in_="dark", no={"outcome": ["found", "lost"]})
        report = gt.check(draft.build())
        assert [v.status for v in report] == ["proved", "proved", "refuted"]
        mixed = report.verdicts[2].equilibrium
        assert mixed is not None and mixed.label == "found / lost (A and B mix)"
        assert set(mixed.strategy) == {"hide", "seek"}
        assert all(choice == dict.fromkeys(("left", "right"), Fraction(1, 2)) for choice in mixed.strategy.values())

    def test_a_variant_that_is_no_game(self) -> None:
        found = verdict(some={"outcome": "war"}, in_="blind")
        assert found.status == "unknown"
        assert found.detail.startswith("not decided yet: ") and "the variant 'blind'" in found.detail

    def test_a_region_that_is_not_monotone(self) -> None:
        draft = gt.GameBuilder("Middle", players=["A"])
        x = draft.parameter("x", "where the one player stands")
        draft.move("A", "go", ["yes", "no"])
        draft.outcome("gone", when={"go": "yes"}, pays={"A": 1 - x * x})
        draft.outcome("stayed", when={"go": "no"}, pays={"A": 0})
        draft.claim("middle", some={"outcome": "gone"}, monotone={"in": "x", "is": "not monotone"})
        draft.claim("right", some={"outcome": "gone"}, monotone={"in": "x", "is": "not monotone"}, given="x > 0")
        report = gt.check(draft.build())
        assert report.of("middle").status == "proved" and report.of("middle").witness is not None
        assert report.of("right").status == "refuted"
        assert report.of("right").detail == "it never happens that the point enters the region as x grows to x_new"


class TestHiddenInformation:
    """A sender with two types; the receiver does not see the type."""

    def verdict(self, **claim: str) -> gt.Verdict:
        text = gt.dump(replace(model("classics/beer_quiche"), claims=()))
        lines = [f"{key} = {value}" for key, value in claim.items()]
        return gt.check(gt.loads("\n".join([text, "[[claim]]", 'id = "claim"', *lines]))).of("claim")

    POOLING = '{ strategy = { "breakfast|*" = "beer" } }'

    PEACE = '{ outcome = ["peace after beer", "peace after quiche"] }'

    def test_mixed_equilibria_count_unless_the_claim_is_about_pure_ones(self) -> None:
        """Below the receiver's threshold nobody pools, and the weak type imitates now and then."""
        above, below = '"p > v/(v + l), d > g"', '"p < v/(v + l), d > g"'
        for given in (above, below):
            assert self.verdict(every=self.PEACE, given=given, pure="true").status == "proved"
        assert self.verdict(every=self.PEACE, given=above).status == "proved"
        found = self.verdict(every=self.PEACE, given=below)
        assert found.status == "refuted" and found.witness is not None and found.equilibrium is not None
        assert found.scope.startswith("sequential equilibria in all strategies")
        p, v, l = (found.witness[name] for name in "pvl")
        imitates = p * l / (v * (1 - p))
        assert found.equilibrium.strategy["breakfast|weak"] == {"beer": imitates, "quiche": 1 - imitates}
        strategy = {s: {c: Fraction(1)} if isinstance(c, str) else c for s, c in found.equilibrium.strategy.items()}
        shown = Assessment(strategy, trembles=found.equilibrium.trembles)
        assert check(numeric(model("classics/beer_quiche"), found.witness), shown).ok

    def test_what_else_exists_is_not_known_where_mixed_equilibria_were_not_searched(self) -> None:
        given, weak = '"p > v/(v + l), d > g"', '"weak perfect bayesian"'
        unknown = self.verdict(every=self.PEACE, given=given, concept=weak)
        assert unknown.status == "unknown"
        assert unknown.detail.startswith("not decided: mixed equilibria were not searched")
        assert f"at {unknown.held} of {unknown.points} exact points" in unknown.detail and unknown.points >= 1000
        assert self.verdict(every=self.PEACE, given=given, concept=weak, pure="true").status == "proved"

    def test_what_exists_needs_no_more_than_pure_equilibria(self) -> None:
        assert self.verdict(some=self.POOLING, **{"if": '"p > v/(v + l), d > g"'}).status == "proved"
        found = self.verdict(no=self.POOLING)
        assert found.status == "refuted" and found.equilibrium is not None and found.equilibrium.beliefs
        assert found.equilibrium.strategy["breakfast|tough"] == "beer"

    def test_kinds_and_beliefs_on_the_path(self) -> None:
        kind = '{ kind = { of = "breakfast", is = "separating" } }'
        assert self.verdict(some=kind, iff='"g >= d"', pure="true", up_to='"exact"').status == "proved"
        beer = '{ strategy = { "breakfast|*" = "beer" } }'
        told = f'{{ if = {beer}, then = {{ belief = {{ "reply|beer" = {{ "type=tough" = "p" }} }} }} }}'
        assert self.verdict(every=told, pure="true").status == "proved"
        off = self.verdict(every='{ belief = { "reply|quiche" = { "type=tough" = "<= 1/2" } } }', pure="true")
        assert (off.status, off.points) == ("unknown", 0)
        assert off.detail == "not decided yet: the claim speaks of beliefs off the path of play, at 'reply|quiche'"


def pennies(types: int) -> gt.GameBuilder:
    """Matching pennies of as many kinds, the stakes of each known to both: everybody mixes everywhere."""
    draft = gt.GameBuilder("Pennies", players=["A", "B"])
    s = draft.parameter("s", "stakes")
    draft.where("s > 0")
    chances = {f"t{i}": f"1/{types}" for i in range(types)}
    draft.nature("kind", chances, seen_by=["A", "B"])
    draft.move("A", "first", ["heads", "tails"])
    draft.move("B", "second", ["heads", "tails"], simultaneous="first")
    same = [{"first": a, "second": a} for a in ("heads", "tails")]
    draft.outcome("same", when=same, pays={"A": s, "B": -s})
    other = [{"first": "heads", "second": "tails"}, {"first": "tails", "second": "heads"}]
    draft.outcome("different", when=other, pays={"A": -s, "B": s})
    return draft


class TestMixtures:
    @pytest.mark.parametrize(("share", "status"), [("1/2", "proved"), ("1/3", "refuted")])
    def test_a_profile_that_mixes_at_many_information_sets(self, share: str, status: str) -> None:
        draft = pennies(5)
        strategy = {f"{move}|*": {"heads": share, "tails": f"1 - {share}"} for move in ("first", "second")}
        draft.profile("even", strategy)
        draft.claim("even", every={"profile": "even"})
        assert gt.check(draft.build()).of("even").status == status

    @pytest.mark.parametrize(
        ("share", "status"), [("1/y", "proved"), ("1/(2*y)", "proved"), ("2/y", "refuted"), (">= 1/(2*y)", "proved")]
    )
    def test_a_mixture_off_the_path(self, share: str, status: str) -> None:
        """The third player of Selten's horse goes left with any probability that does not tempt the others."""
        text = gt.dump(replace(model("classics/selten_horse"), claims=()))
        path = 'first = "C", second = "c"'
        claim = f'some = {{ strategy = {{ {path}, third = {{ L = "{share}" }} }} }}'
        given = 'given = "y >= x, y > 2"'
        game = gt.loads("\n".join([text, "[[claim]]", 'id = "claim"', 'if = "true"', given, claim]))
        assert gt.check(game).of("claim").status == status

    @pytest.mark.parametrize("concept", ["nash", "Nash"])
    def test_nash_equilibria(self, concept: str) -> None:
        text = gt.dump(replace(model("classics/chicken"), claims=()))
        claim = '[[claim]]\nid = "claim"\nsome = { outcome = "A armed alone" }'
        found = gt.check(gt.loads(f'{text}\n{claim}\nconcept = "{concept}"\n')).of("claim")
        assert found.status == "proved" and found.scope.startswith("Nash equilibria in all strategies")


class TestReasons:
    @pytest.mark.parametrize(
        ("claim", "detail"),
        [
            (
                {"some": {"outcome": "war"}, "refinement": "D1"},
                "not decided yet: the refinement is defined for signalling: a sender who knows its type moves first",
            ),
            (
                {"monotone": {"in": "c", "is": "growing"}, "some": {"outcome": "war"}, "iff": "m > 0"},
                "not decided yet: `iff` in a claim about a direction",
            ),
        ],
    )
    def test_unknown(self, claim: dict[str, Any], detail: str) -> None:
        found = verdict(**claim)
        assert (found.status, found.detail) == ("unknown", detail)

    def test_premises_that_never_hold(self) -> None:
        found = verdict(some={"outcome": "war"}, given="c > 5")
        assert found.status == "unknown"
        assert found.detail.startswith(
            "the premises contradict the standing assumptions, so the claim says nothing: "
        )

    def test_history_that_is_not_a_subgame(self) -> None:
        game = gt.load("classics/beer_quiche")
        peace, history = (("outcome", ("peace after beer",)),), (("after", (("breakfast", "beer"),)),)
        claim = Claim("after", None, None, None, None, "some", peace, history)
        found = gt.check(replace(game, claims=(claim,))).of("after")
        assert found.status == "unknown"
        told = "not decided yet: play after a public history that is not the start of a subgame: "
        assert found.detail.startswith(told)

    def test_a_claim_that_is_not_there(self) -> None:
        with pytest.raises(NotFoundError, match=r"unknown claim 'claims'; .*Did you mean 'claim'\?"):
            gt.check(entry(some={"outcome": "war"}).build(), only="claims")


class TestReport:
    def test_only_some(self) -> None:
        report = gt.check(model("deterrence/rudimentary"), only=["incapable threat", "incredible threat"])
        assert [v.claim for v in report] == ["incapable threat", "incredible threat"]
        assert str(report) == f"proved   incapable threat: {EXACT}\nproved   incredible threat: {EXACT}\n2 proved"
        assert repr(report) == "<CheckReport: 2 proved>"

    def test_json_has_exact_numbers_and_the_solver(self) -> None:
        claim = {"some": {"outcome": "monopoly"}, "only_if": "c < -1"}
        report = gt.check(entry(**claim).build())
        content = json.loads(report.to_json())
        (found,) = content["verdicts"]
        assert content["schema"] == "gametheory-verdicts/1" and content["digest"] == entry().build().digest
        assert {k: Fraction(v) for k, v in found["witness"].items()} == report.of("claim").witness
        assert found["equilibrium"]["strategy"] == {"entry": "out", "reply": "fight"}
        assert found["solver"].startswith("gametheory-ir ") and "z3-solver" in found["solver"]
        assert found["scope"] == "subgame perfect equilibria in pure strategies, for generic parameters"

    def test_a_game_without_claims_or_parameters(self) -> None:
        game = gt.load("deterrence/rudimentary")
        assert repr(gt.check(game.at(**game.baseline))) == "<CheckReport: 4 proved>"
        assert repr(gt.check(replace(game, claims=()))) == "<CheckReport: no claims>"
