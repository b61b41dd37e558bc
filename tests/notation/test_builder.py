"""The builder has the nouns of the file: same game, same digest, same faults."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import AssumptionError, ExpressionError, ModelError
from gametheory.expr import Symbol
from gametheory.notation import GameBuilder, dump, loads
from tests.notation.examples import DETERRENCE, UMBRELLA


def deterrence() -> GameBuilder:
    """The deterrence game of the examples, built in Python."""
    players, note = ["Adversary", "Patron"], "two types of patron"
    draft = GameBuilder("Extended deterrence", players=players, cite=["huth1988"], note=note)
    p = draft.parameter("p", "prior that the patron is resolute", at="1/2", range=(0, 1))
    w_R = draft.parameter("w_R", "cost of war to a resolute patron", at=0.5, range=(0, 1))
    w_U = draft.parameter("w_U", "cost of war to an irresolute patron", at=2, range=[Fraction(1), 3], latex="w_U")
    loss = draft.parameter("l", "loss of the patron when the ally falls", at=1)
    gain, cost = draft.parameter("G", "gain of the adversary"), draft.parameter("C", "cost of war to the adversary")
    draft.where("0 < p < 1")
    draft.where("0 < w_R < l < w_U")
    draft.where((gain > 0) & (cost > 0))
    draft.definition("p_min", "G / total", means="threshold of the prior")
    draft.definition("total", gain + cost)
    draft.nature("resolve", {"resolute": p, "irresolute": 1 - p}, seen_by=["Patron"])
    draft.move("Adversary", "challenge", ["challenge", "wait"])
    draft.move("Patron", "response", ("defend", "abandon"), when={"challenge": "challenge"})
    w = draft.depends("w", on="resolve", values={"resolute": w_R, "irresolute": w_U})
    draft.outcome("status quo", when={"challenge": "wait"}, pays={"Adversary": 0, "Patron": 0})
    draft.outcome("war", when={"response": "defend"}, pays={"Adversary": -cost, "Patron": -w})
    draft.outcome("abandonment", when={"response": "abandon"}, pays={"Adversary": gain, "Patron": -loss})
    draft.profile(
        "deterrence", {"challenge": "wait", "response|resolute": "defend", "response|irresolute": "abandon"}
    )
    draft.claim(
        "threshold", says="the adversary can be deterred exactly when the patron is likely enough to be resolute",
        iff="p >= p_min", some={"outcome": "status quo"}, source="derived",
    )
    return draft


def test_builder_and_file_give_the_same_game() -> None:
    built, read = deterrence().build(), loads(DETERRENCE)
    assert built.digest == read.digest
    assert dump(built) == dump(read)
    assert (built.claims, built.profiles, built.parameters) == (read.claims, read.profiles, read.parameters)


def test_a_loop_makes_n_allies() -> None:
    def chain(n: int) -> GameBuilder:
        draft = GameBuilder("Chain", players=["Adversary", *(f"Ally{i}" for i in range(n))])
        for i in range(n):
            c = draft.parameter(f"c{i}", f"cost of resisting to ally {i}")
            draft.move("Adversary", f"attack{i}", [0, 1])
            draft.move(f"Ally{i}", f"resist{i}", [0, 1], when={f"attack{i}": 1})
            draft.pays({f"Ally{i}": -c, "Adversary": -1}, when={f"resist{i}": 1})
        draft.pays(dict.fromkeys(["Adversary", *(f"Ally{i}" for i in range(n))], 0))
        return draft

    game = chain(3).build()
    assert len(game.tree.terminals) == 27
    assert [p.name for p in game.parameters] == ["c0", "c1", "c2"]
    assert loads(dump(game)) == game


def test_every_noun_of_the_umbrella() -> None:
    read = loads(UMBRELLA)
    draft = GameBuilder(read.title, read.players, measures=read.measures, information_sets=11)
    symbols = {p.name: draft.parameter(p.name, p.means, latex=p.latex) for p in read.parameters}
    draft.where(read.where)
    tie = draft.depends("H", on="tie", values={0: 0, 1: symbols["h"]})
    draft.move("Patron", "tie", [0, 1])
    draft.move("Ally", "arms", ["N", "G"])
    draft.move("Adversary", "challenge", ["quiet", "challenge"], when={"arms": "N"})
    draft.move("Adversary", "strike", ["wait", "strike"], when={"arms": "G"})
    draft.move("Patron", "reply", ["defend", "abandon"], when=[{"challenge": "challenge"}, {"strike": "strike"}])
    lam, l_ = symbols["lam"], symbols["l"]
    for outcome in read.outcomes:
        pays = {name: pay for name, pay in outcome.pays or ()}
        if outcome.name == "free strike":
            pays["Patron"] = -l_ - lam * tie
        when = [{move: list(actions) for move, actions in part} for part in outcome.when]
        draft.outcome(outcome.name, when=when, pays=pays)
    draft.pays({"Patron": "-k"}, when={"tie": 1})
    costly = {"if": {"strategy": {"tie": 1}}, "then": {"payoff": {"Patron": "< -k", "war": 0}}}
    draft.claim("premium", no=costly, pure=True, in_="two audiences")
    draft.claim("fear", if_="e > y", every={"outcome": ["safe", "war"]})
    draft.variant("two audiences", set={"tie.seen_by": ["Ally"]}, forbid={"arms": "G"}, where="lam = 0")
    game = draft.build()
    assert game == read
    assert game.claims[0].property == read.claims[2].property
    assert game.claims[1].relation == "if"
    assert game.variants[0].forbid == (("arms", "G"),)


def test_sympy_expressions_are_accepted() -> None:
    sympy = pytest.importorskip("sympy")
    p, cost = sympy.symbols("p c")

    def entry(value: object, where: object, chance: object) -> GameBuilder:
        draft = GameBuilder("Entry", ["Entrant"])
        draft.parameter("p", "chance of a war")
        draft.parameter("c", "cost of a war")
        draft.where(where)
        draft.move("Entrant", "entry", ["in", "out"])
        draft.nature("war", {"yes": chance, "no": 1 - chance}, when={"entry": "in"}, seen_by=["Entrant"])  # type: ignore[operator]
        draft.pays({"Entrant": value}, when={"war": "yes"})
        draft.pays({"Entrant": sympy.Rational(1, 2)}, when=[{"war": "no"}, {"entry": "out"}])
        return draft

    theirs = entry(1 - cost**2 / 3, sympy.And(p > 0, p < 1, cost > 0), p).build()
    ours = entry("1 - c^2/3", "p > 0, p < 1, c > 0", Symbol("p")).build()
    assert theirs == ours


def test_faults_name_the_builder() -> None:
    draft = deterrence()
    draft.parameter("p", "again")
    draft.outcome("extra", when={"challenge": "never"}, pays={"Adversary": Symbol("w_r"), "Patron": 0})
    with pytest.raises(ModelError) as error:
        draft.build()
    assert error.value.faults == (
        "'p' is declared twice in GameBuilder \"Extended deterrence\", parameters.p\n  rename one of the two",
        "unknown symbol 'w_r' in GameBuilder \"Extended deterrence\", outcome \"extra\", pays.Adversary\n"
        "    w_r\n  declared: C, G, l, p, p_min, total, w, w_R, w_U. Did you mean 'w_R'?",
        "unknown action 'never' of the move 'challenge' in GameBuilder \"Extended deterrence\", outcome \"extra\", "
        "when\n  there are: challenge, wait.",
    )


def test_an_assumption_of_objects_is_checked() -> None:
    draft = deterrence()
    draft.where(Symbol("G") < 0)
    with pytest.raises(AssumptionError, match="contradict each other: no point satisfies"):
        draft.build()


@pytest.mark.parametrize(
    ("payoff", "message"),
    [
        (Symbol("c") > 1, "GameBuilder \"G\", outcome \"o\", pays.A: the condition 'c > 1' stands where an expression "
                          "is needed"),
        (float("nan"), None),
        ([1], "[1] is not an expression in GameBuilder \"G\", outcome \"o\", pays.A\n"
              '  write a number, or a text such as "G - p * C"'),
        (10**5000, "an integer of more than 300 digits in GameBuilder \"G\", outcome \"o\", pays.A\n"
                   "  at most 300 digits are read"),
    ],
    ids=["condition", "nan", "list", "huge"],
)  # fmt: skip
def test_payoffs_that_are_none(payoff: object, message: str | None) -> None:
    draft = GameBuilder("G", ["A"])
    draft.parameter("c", "cost")
    draft.move("A", "m", ["x"])
    draft.outcome("o", pays={"A": payoff})
    draft.pays({"A": "c"})
    with pytest.raises(ModelError) as error:
        draft.build()
    expected = message or (
        "GameBuilder \"G\", outcome \"o\", pays.A: 'nan' is not a finite number; give an integer, a fraction such as "
        "'1/3', a decimal such as '0.3', or a float"
    )
    assert str(error.value) == expected


def test_an_empty_builder_says_what_is_missing() -> None:
    with pytest.raises(ModelError, match="moves"):
        GameBuilder("Nothing", ["A"]).build()


def test_repr_is_one_line() -> None:
    assert repr(deterrence()) == "<GameBuilder 'Extended deterrence': 3 moves so far>"


def test_expressions_cannot_be_conditions() -> None:
    draft = deterrence()
    draft.where("p")
    with pytest.raises(ExpressionError, match="an expression stands where a condition is needed"):
        draft.build()
