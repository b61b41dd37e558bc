"""Games at a point and after a public history."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import AssumptionError, ExpressionError, ModelError, NotFoundError
from gametheory.expr import (
    ONE,
    TRUE,
    Comparison,
    Extremum,
    Number,
    Symbol,
    all_of,
    any_of,
    as_expr,
    evaluate,
)
from gametheory.expr import (
    symbols as names_of,
)
from gametheory.game import NATURE, Claim, Definition, Profile, Variant
from tests.game import examples
from tests.game.declare import chain, depends, game, labels, move, outcome, payment, payoffs, symbols

POINT = {"p": "1/2", "w_R": "0.5", "w_U": 2, "l": 1, "G": Fraction(3, 2), "C": 0.1}


def number(value: object) -> Number:
    """An exact number."""
    found = as_expr(value)
    assert isinstance(found, Number)
    return found


def test_all_parameters_fixed_exactly():
    found = examples.deterrence().at(**POINT)
    assert (found.parameters, found.where) == ((), TRUE)
    assert labels(found) == labels(examples.deterrence())
    assert [n.probabilities for n in found.tree.nodes if n.player == NATURE] == [(number("1/2"), number("1/2"))]
    assert payoffs(found)["resolve=irresolute, challenge=challenge, response=defend"] == (number("-0.1"), number(-2))


def test_some_parameters_fixed():
    p, w_R, w_U, l = symbols("p w_R w_U l")
    found = examples.deterrence().at(l=1, C="1/3")
    assert found.symbols == ("p", "w_R", "w_U", "G")
    assert found.where == all_of(chain(0, p, 1), chain(0, w_R, 1), chain(1, w_U), Symbol("G") > 0)
    assert payoffs(found)["resolve=resolute, challenge=challenge, response=abandon"] == (Symbol("G"), number(-1))


def test_steps_commute_and_nothing_fixed_is_the_same_game():
    whole = examples.deterrence()
    assert whole.at() is whole
    assert whole.at(l=1).at(C="1/3") == whole.at(C="1/3", l="1.0") == whole.at(C="1/3").at(l=1)
    assert whole.at(l=1) != whole
    assert whole.at(**POINT) != whole.at(**POINT | {"G": 1})


@pytest.mark.parametrize("make, fixed", [(examples.umbrella, {"lam": 0}), (examples.commitment, {"p": "1/3", "v": 1})])
def test_payoffs_agree_with_evaluation(make, fixed):
    whole = make()
    found = whole.at(**fixed)
    point = {name: Fraction(n, 7) for n, name in enumerate(whole.symbols, 2)}
    point |= {name: Fraction(value) for name, value in fixed.items()}
    for before, now in zip(whole.tree.terminals, found.tree.terminals, strict=True):
        assert [evaluate(e, point) for e in before.payoffs] == [evaluate(e, point) for e in now.payoffs]


@pytest.mark.parametrize("p, kept, response", [(0, "irresolute", "-w_U"), (1, "resolute", "-w_R")])
def test_a_branch_of_probability_zero_is_pruned(p, kept, response):
    found = examples.deterrence().at(p=p)
    assert (found.tree.root.actions, found.tree.root.probabilities) == ((kept,), (ONE,))
    assert labels(found) == ["challenge", "response"]
    assert len(found.tree.nodes) == 6
    assert [t.outcome for t in found.tree.terminals] == ["war", "abandonment", "status quo"]
    assert found.tree.terminals[0].payoffs[1] == -Symbol(response[1:])
    assert [s.label for s in found.information_sets_of(f"response|{kept}")] == ["response"]
    assert "p" not in names_of(found.where)


def test_pruning_follows_dependent_probabilities():
    chance, q = symbols("chance q")
    found = game(
        "A",
        [
            move("A", "effort", ["high", "low"]),
            move("Nature", "luck", {"good": chance, "bad": 1 - chance}),
            move("A", "m", ["x"]),
        ],
        parameters="q",
        where=chain(0, q, 1),
        dependents=[depends("chance", "effort", {"high": q, "low": "1/2"})],
    ).at(q=1)
    assert [n.actions for n in found.tree.nodes if n.player == NATURE] == [("good",), ("good", "bad")]
    assert found.where == TRUE


CURE = "of 'A test'; choose values that satisfy it, or change 'where'"

BAD_VALUES = [
    ({"p": 2}, f"p = 2 contradicts the standing assumption p < 1 {CURE}"),
    (
        {"l": 3, "w_U": 2},
        f"w_U = 2, l = 3 contradicts the standing assumption l < w_U {CURE}",
    ),
    (
        {"l": 0, "w_R": 0},
        f"w_R = 0 contradicts the standing assumption 0 < w_R {CURE}\n"
        f"w_R = 0, l = 0 contradicts the standing assumption w_R < l {CURE}",
    ),
    ({"G": 0}, f"G = 0 contradicts the standing assumption G > 0 {CURE}"),
]


@pytest.mark.parametrize("values, message", BAD_VALUES, ids=str)
def test_values_outside_the_standing_assumptions(values, message):
    with pytest.raises(AssumptionError) as error:
        examples.deterrence().at(**values)
    assert str(error.value) == message


def test_only_strict_bounds_of_probabilities_may_be_met():
    p, q = symbols("p q")
    moves = [move("Nature", "t", {"a": p, "b": 1 - p}), move("A", "m", ["x"])]
    assert game("A", moves, parameters="p q", where=chain(0, p, q, 1)).at(p=0).where == chain(0, q, 1)
    with pytest.raises(AssumptionError, match=r"p = 0 contradicts the standing assumption p != 0"):
        game("A", moves, parameters="p q", where=Comparison(p, "!=", as_expr(0))).at(p=0)
    with pytest.raises(AssumptionError, match=r"q = 0 contradicts the standing assumption q > 0"):
        game("A", moves, parameters="p q", where=q > 0).at(q=0)


def test_assumptions_with_alternatives_and_extrema():
    a, b, c = symbols("a b c")
    pay = [payment(None, {"A": a + b + c})]
    found = game(
        "A", [move("A", "m", ["x"])], parameters="a b c", payments=pay,
        where=all_of(
            any_of(a > 1, b > 1), Extremum("max", (a, b)) < 3, Extremum("min", (a, c)) < 3,
            any_of(Extremum("max", (a, b)) < 0, all_of(c > 0, Extremum("min", (a, b)) < 7), c > 5),
        ),
    )
    assert found.at(a=2, b=1).where == all_of(Extremum("min", (number(2), c)) < 3, any_of(c > 0, c > 5))
    assert found.at(a=0).where.parts[0] == (b > 1)
    with pytest.raises(AssumptionError, match=r"a = 1, b = 0 contradicts"):
        found.at(a=1, b=0)
    with pytest.raises(AssumptionError, match=r"a = 2, b = 4 contradicts"):
        found.at(a=2, b=4)


def test_a_denominator_that_vanishes():
    p, G, C = symbols("p G C")
    found = game(
        "A",
        [move("Nature", "t", {"a": p, "b": 1 - p}), move("A", "m", ["x"])],
        parameters="p G C",
        where=chain(0, p, 1),
        payments=[payment(None, {"A": G / p + 1 / (1 - p)})],
        definitions=[Definition("ratio", G / C), Definition("twice", 2 * G)],
    )
    with pytest.raises(AssumptionError) as error:
        found.at(p=0)
    assert str(error.value) == (
        f"pays block 1.A: a denominator of {G / p + 1 / (1 - p)} is zero at p = 0; choose other values"
    )
    assert found.at(C=0, G=3).definitions == (Definition("twice", number(6)),)
    with pytest.raises(AssumptionError) as error:
        game("A", [move("A", "m", ["x"])], parameters="G C", where=G / C > 1).at(C=0)
    assert str(error.value) == f"the standing assumption {G / C > 1} divides by zero at C = 0; choose other values"


def test_unknown_parameters_and_values_that_are_no_numbers():
    found = examples.deterrence()
    with pytest.raises(NotFoundError) as missing:
        found.at(w_r=1)
    assert str(missing.value) == (
        "unknown parameter 'w_r'; there are: p, w_R, w_U, l, G, C. Did you mean 'w_R'?"
    )
    with pytest.raises(NotFoundError, match="unknown parameter 'p'"):
        found.at(p=0).at(p=1)
    for value in (float("nan"), float("inf"), "abc", None):
        with pytest.raises(ExpressionError, match=r"^p = .* is not a finite number; give an integer"):
            found.at(p=value)


def test_profiles_claims_definitions_and_variants_follow():
    p, G, C = symbols("p G C")
    weak = ("response|irresolute", "abandon")
    given = (("given", p >= 0),)
    mixture = (("challenge", G / (G + C)), ("wait", C / (G + C)))
    whole = game(
        "Adversary Patron",
        [
            move("Nature", "resolve", {"resolute": p, "irresolute": 1 - p}, seen_by=["Patron"]),
            move("Adversary", "challenge", ["challenge", "wait"]),
            move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"}),
        ],
        parameters="p G C",
        where=all_of(chain(0, p, 1), G > 0, C > 0),
        definitions=[Definition("p_min", G / (G + C), "threshold")],
        profiles=[
            Profile("mixed", (("challenge", mixture), ("response|resolute", "defend"), weak)),
            Profile("odd", (("challenge", (("wait", 1 / p),)),)),
        ],
        claims=[
            Claim("limit", "says", "p. 1", "iff", p >= G / (G + C), "some", (("outcome", "war"),), given),
            Claim("grows", None, None, None, None, None, (), (("monotone", (("in", "p"), ("is", "growing"))),)),
            Claim("gains", None, None, None, None, None, (), (("monotone", (("in", "G"), ("is", "growing"))),)),
        ],
        variants=[Variant("large", where=G > p), Variant("shifted", (("p", 1),))],
    )
    found = whole.at(p=0)
    assert found.profiles == (Profile("mixed", (("challenge", mixture), weak)),)
    assert [(c.id, c.option("given")) for c in found.claims] == [("limit", TRUE), ("gains", None)]
    assert found.claims[0].condition == (as_expr(0) >= G / (G + C))
    assert found.variants == (Variant("large", where=G > 0),)
    assert whole.at(G=1).definitions == (Definition("p_min", 1 / (1 + C), "threshold"),)
    assert whole.at(G=1, C=3, p="1/4").claims[0].condition == TRUE


def test_after_is_the_subgame():
    whole = examples.umbrella()
    found = whole.after(tie="1")
    assert (len(found.tree.information_sets), len(found.tree.nodes), found.start) == (5, 11, (("tie", "1"),))
    assert labels(found) == ["posture", "challenge", "defence", "strike", "shield"]
    expected = {k.removeprefix("tie=1, "): v for k, v in payoffs(whole).items() if k.startswith("tie=1")}
    assert payoffs(found) == expected
    assert [s.label for s in found.information_sets_of("shield|1")] == ["shield"]
    assert whole.after() is whole


def test_after_takes_moves_in_any_order_and_numbers_as_text():
    whole = examples.umbrella()
    found = whole.after(posture="G", tie=0)
    assert found.start == (("tie", "0"), ("posture", "G"))
    assert found == whole.after(tie="0").after(posture="G")
    assert found.at(h=1, lam=0) == whole.at(h=1, lam=0).after(tie="0", posture="G")


def test_after_can_start_behind_a_public_lottery():
    found = game(
        "A B",
        [move("Nature", "luck", {"good": "1/2", "bad": "1/2"}), move("A", "m", ["x", "y"]), move("B", "n", ["l", "r"])],
    ).after(luck="good", m="x")
    assert labels(found) == ["n"]


def test_after_keeps_pruned_branches_out():
    found = game(
        "A B",
        [
            move("A", "m", ["x", "y"]), move("Nature", "t", {"a": Symbol("p"), "b": 1 - Symbol("p")}, seen_by=["A"]),
            move("B", "n", ["l", "r"]),
        ],
        parameters="p", where=chain(0, Symbol("p"), 1),
    ).at(p=0)
    assert [n.actions for n in found.after(m="x").tree.nodes[:1]] == [("b",)]
    with pytest.raises(ModelError) as error:
        found.after(m="x", t="a")
    assert str(error.value) == "after m=x, t=a: the move 't' takes a with probability 0; start after another action"


BAD_STARTS = [
    (
        examples.deterrence, {"challenge": "challenge"},
        "after challenge=challenge: the move 'resolve' of Nature, which not everyone may have seen, "
        "comes before 'challenge' and has no action here; "
        "play can start only after a complete beginning of play that leads to one history: "
        "give its action too",
    ),
    (
        examples.deterrence, {"resolve": "resolute"},
        "after resolve=resolute: this is not a subgame: at 'challenge' Adversary cannot tell resolve=resolute from "
        "resolve=irresolute; start at a history that everyone who moves later knows",
    ),
    (
        examples.umbrella, {"posture": "N"},
        "after posture=N: the move 'tie' of Patron comes before 'posture' and has no action here; "
        "play can start only after a complete beginning of play that leads to one history: give its action too",
    ),
    (
        examples.umbrella, {"tie": "1", "posture": "G", "strike": "wait"},
        "after tie=1, posture=G, strike=wait: play is over there, so there is no subgame; name an earlier history",
    ),
    (
        examples.umbrella, {"tie": "1", "posture": "G", "strike": "wait", "shield": "defend"},
        "after tie=1, posture=G, strike=wait, shield=defend: play is over before the move 'shield'; drop it",
    ),
    (
        lambda: examples.umbrella().after(tie="1"), {"tie": "1"},
        "after tie=1: the move 'tie' is before the start of this game; drop it",
    ),
    (
        examples.cooperation, {"a1": "C"},
        "after a1=C: this is not a subgame: at 'b1' B cannot tell a1=C from a1=D; "
        "start at a history that everyone who moves later knows",
    ),
]


@pytest.mark.parametrize("make, actions, message", BAD_STARTS, ids=lambda c: str(c) if isinstance(c, dict) else "")
def test_what_is_not_a_subgame(make, actions, message):
    with pytest.raises(ModelError) as error:
        make().after(**actions)
    assert str(error.value) == message


def test_unknown_moves_and_actions_after_which_to_start():
    with pytest.raises(NotFoundError) as error:
        examples.umbrella().after(ti="1")
    assert str(error.value).endswith("Did you mean 'tie'?")
    with pytest.raises(NotFoundError) as error:
        examples.umbrella().after(posture="H", tie="1")
    assert str(error.value) == "unknown action 'H' of the move 'posture'; there are: N, G."


def test_outcomes_survive_at_and_after():
    found = examples.two_audiences().at(mu=1, pi=0)
    assert sorted({t.outcome for t in found.tree.terminals}) == ["armed", "quiet", "taken", "war"]
    assert len(found.tree.information_sets) == 1 + 2 + 2 + 2
    assert outcome("x", None).when == ((),)
