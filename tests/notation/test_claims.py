"""Claims: what each form is read as, and the message of each fault of form."""

from __future__ import annotations

from typing import Any

import pytest

from gametheory.errors import ModelError
from gametheory.expr import Symbol, as_expr
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.game import Claim
from gametheory.game.vary import assume
from gametheory.notation import describe, dump, loads
from tests.notation.examples import DETERRENCE, NAME, UMBRELLA, changed

ABOVE = "TOML reads a line as part of the table above it: move"
QUANTIFIER = (
    "the claim does not say of which equilibria it speaks in models/mine.toml, claim \"threshold\"\n"
    '  write one of some, every, no, unique, for example some = { outcome = "war" }'
)


def with_claim(body: str) -> str:
    """The deterrence game with this claim instead of its own."""
    return DETERRENCE[: DETERRENCE.index("[[claim]]")] + '[[claim]]\nid = "threshold"\n' + body


def read(body: str) -> Claim:
    return loads(with_claim(body), name=NAME).claims[0]


P = Symbol("p")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('{ outcome = "war" }', (("outcome", ("war",)),)),
        ('{ outcome = ["war", "abandonment"] }', (("outcome", ("war", "abandonment")),)),
        ('{ outcome = { response = "defend" } }', (("when", ((("response", ("defend",)),),)),)),
        ('{ profile = "deterrence" }', (("profile", ("deterrence",)),)),
        ('{ strategy = { "response|*" = "defend" } }', (("strategy", (("response|*", "defend"),)),)),
        (
            '{ strategy = { challenge = { wait = "p", challenge = "> 0" } } }',
            (("strategy", (("challenge", (("wait", ("=", P)), ("challenge", (">", as_expr(0))))),)),),
        ),
        (
            '{ probability = { of = "war", equals = "p_min" } }',
            (("probability", (("of", (("outcome", ("war",)),)), ("equals", ("=", parse_expression("G/(G + C)"))))),),
        ),
        ('{ payoff = { Patron = "<= -l" } }', (("payoff", (("Patron", ("<=", -Symbol("l"))),)),)),
        (
            '{ belief = { "challenge|*" = { resolute = "p", "resolve=irresolute" = 0.5 } } }',
            (("belief", (("challenge|*", (
                (("resolve", "resolute"), ("=", P)), (("resolve", "irresolute"), ("=", as_expr("1/2"))),
            )),)),),
        ),
        ('{ kind = { of = "response", is = "separating" } }', (("kind", (("of", "response"), ("is", "separating"))),)),
        (
            '{ if = { outcome = "war" }, then = { payoff = { Adversary = "-C" } } }',
            (("if", (("outcome", ("war",)),)), ("then", (("payoff", (("Adversary", ("=", -Symbol("C"))),)),))),
        ),
        (
            '{ outcome = "war", profile = ["deterrence"] }',
            (("outcome", ("war",)), ("profile", ("deterrence",))),
        ),
    ],
)  # fmt: skip
def test_properties(table: str, expected: Any) -> None:
    claim = read(f"every = {table}")
    assert (claim.quantifier, claim.property) == ("every", expected)
    assert (claim.relation, claim.condition) == (None, None)


@pytest.mark.parametrize("relation", ["iff", "if", "only_if"])
@pytest.mark.parametrize(("text", "condition"), [('"p > 1/2"', "p > 1/2"), ("true", "true"), ('"max(p, 0) < 1"', None)])
def test_conditions(relation: str, text: str, condition: str | None) -> None:
    claim = read(f'{relation} = {text}\nunique = {{ outcome = "war" }}')
    assert claim.relation == relation
    assert claim.condition == parse_condition(condition or text.strip('"'))


def test_options() -> None:
    claim = read(
        'given = "C > 1, G > 1"\nwhere = "C = G"\nafter = { challenge = "challenge" }\npure = true\n'
        'concept = "sequential"\nrefinement = "D1"\nup_to = "exact"\nno = { outcome = "war" }'
    )
    assert dict(claim.options) == {
        "given": parse_condition("C > 1, G > 1"),
        "where": parse_condition("C = G"),
        "after": (("challenge", "challenge"),),
        "pure": True,
        "concept": "sequential",
        "refinement": "D1",
        "up_to": "exact",
    }
    assert claim.option("given") == parse_condition("C > 1, G > 1")
    assert claim.option("in", "none") == "none"


def test_change_monotone_and_sign() -> None:
    reversal, fear, premium, sign = loads(UMBRELLA).claims
    assert reversal.option("change") == (("h", Symbol("h_new")),)
    assert reversal.option("before") == ("some", (("outcome", ("safe",)),))
    assert reversal.option("then") == ("every", (("outcome", ("proliferation",)),))
    assert fear.option("monotone") == (("in", "e"), ("is", "growing"))
    assert premium.option("in") == "two audiences"
    assert sign.option("sign") == (("of", parse_expression("h - (f - l)")), ("in", "l"), ("is", "+"))
    assert [c.quantifier for c in (reversal, fear, premium, sign)] == [None, "some", "no", None]


FAULTS = [
    ('iff = "p > 0"', QUANTIFIER),
    ('iff = "p > 0"\nmonotone = { in = "p", is = "growing" }', QUANTIFIER),
    (
        'some = { outcome = "war" }\nno = { outcome = "war" }',
        "some and no stand together in models/mine.toml, claim \"threshold\"\n  keep one of some, every, no, unique",
    ),
    (
        'iff = true\nif = true\nsome = { outcome = "war" }',
        "iff and if stand together in models/mine.toml, claim \"threshold\"\n  keep one of iff, if, only_if",
    ),
    (
        "[claim.some]\noutcome = 'war'\niff = 'p > 0'",
        "`iff` stands below [claim.some] in models/mine.toml, claim \"threshold\"\n"
        f"  {ABOVE} `iff` up, before [claim.some]",
    ),
    (
        "[claim.some]\noutcome = 'war'\nif = 'p > 0'",
        "`if` stands below [claim.some] in models/mine.toml, claim \"threshold\"\n"
        f"  {ABOVE} `if` up, before [claim.some]",
    ),
    (
        "[claim.some.strategy]\nchallenge = 'wait'\nsource = 'derived'",
        "`source` stands below [claim.some.strategy] in models/mine.toml, claim \"threshold\"\n"
        f"  {ABOVE} `source` up, before [claim.some.strategy]",
    ),
    (
        'some = { outcom = "war" }',
        "unknown key 'outcom' in models/mine.toml, claim \"threshold\", some\n"
        "  keys here: outcome, profile, strategy, probability, payoff, belief, kind, if, then. Did you mean 'outcome'?",
    ),
    (
        "some = {}",
        "an empty property in models/mine.toml, claim \"threshold\", some\n  write for example { outcome = \"war\" }",
    ),
    (
        'some = { outcome = "wra" }',
        "unknown outcome 'wra' in models/mine.toml, claim \"threshold\", some, outcome\n"
        "  declared: status quo, war, abandonment. Did you mean 'war'?",
    ),
    (
        'some = { outcome = { respons = "defend" } }',
        "unknown move 'respons' in models/mine.toml, claim \"threshold\", some, outcome\n"
        "  declared: resolve, challenge, response. Did you mean 'response'?",
    ),
    (
        "some = { outcome = true }",
        "true is not an action in models/mine.toml, claim \"threshold\", some, outcome\n"
        '  an action is a text such as "wait", or an integer',
    ),
    (
        'some = { profile = "detterence" }',
        "unknown profile 'detterence' in models/mine.toml, claim \"threshold\", some, profile\n"
        "  declared: deterrence. Did you mean 'deterrence'?",
    ),
    (
        'some = { strategy = { "reply|x" = "defend" } }',
        "unknown move 'reply' in models/mine.toml, claim \"threshold\", some, strategy, reply|x\n"
        "  declared: resolve, challenge, response.",
    ),
    (
        'some = { strategy = { "response|resolut" = "defend" } }',
        "unknown information set 'response|resolut' in models/mine.toml, claim \"threshold\", some, strategy\n"
        "  there are: response|resolute, response|irresolute. Did you mean 'response|resolute'?",
    ),
    (
        'some = { strategy = { response = "defend" } }',
        "the label 'response' fits 2 information sets: response|resolute, response|irresolute in models/mine.toml, "
        "claim \"threshold\", some, strategy\n  name one of these, or 'response|*' for all sets of the move",
    ),
    (
        'some = { strategy = { "response|*" = { defnd = "> 0" } } }',
        "unknown action of move 'response' 'defnd' in models/mine.toml, claim \"threshold\", some, strategy, "
        "response|*\n  declared: defend, abandon. Did you mean 'defend'?",
    ),
    (
        'some = { payoff = { Ptron = 0 } }',
        "unknown player 'Ptron' in models/mine.toml, claim \"threshold\", some, payoff\n"
        "  declared: Adversary, Patron. Did you mean 'Patron'?",
    ),
    (
        'some = { payoff = { Patron = ">> 0" } }',
        "a number or symbol is missing before '>' in models/mine.toml, claim \"threshold\", some, payoff, Patron\n"
        "    > 0\n    ^\n  write what is missing, or take the sign away.",
    ),
    (
        'some = { belief = { "challenge|*" = { resolut = "p" } } }',
        "unknown action 'resolut' in models/mine.toml, claim \"threshold\", some, belief, challenge|*\n"
        "  declared: resolute, irresolute, challenge, wait, defend, abandon. Did you mean 'resolute'?",
    ),
    (
        'some = { probability = { of = "war" } }',
        "the key `equals` is missing in models/mine.toml, claim \"threshold\", some, probability\n"
        "  keys here: of, equals.",
    ),
    (
        'some = { kind = { of = "response", is = "seperating" } }',
        "unknown kind 'seperating' in models/mine.toml, claim \"threshold\", some, kind, is\n"
        "  declared: separating, pooling, semi-separating. Did you mean 'separating'?",
    ),
    (
        'some = { if = { outcome = "war" } }',
        "if and then do not stand together in models/mine.toml, claim \"threshold\", some\n"
        "  write { if = {...}, then = {...} }",
    ),
    (
        'some = { outcome = "war" }\nconcept = "sequentail"',
        "unknown concept 'sequentail' in models/mine.toml, claim \"threshold\", concept\n"
        "  declared: sequential, weak perfect bayesian, subgame perfect, nash. Did you mean 'sequential'?",
    ),
    (
        'some = { outcome = "war" }\nup_to = "knife edges"',
        "unknown up to 'knife edges' in models/mine.toml, claim \"threshold\", up_to\n"
        "  declared: knife-edges, exact. Did you mean 'knife-edges'?",
    ),
    (
        'some = { outcome = "war" }\nin = "another game"',
        "unknown variant 'another game' in models/mine.toml, claim \"threshold\", in\n  declared: none.",
    ),
    (
        'some = { outcome = "war" }\nafter = { challenge = "wiat" }',
        "unknown action of move 'challenge' 'wiat' in models/mine.toml, claim \"threshold\", after\n"
        "  declared: challenge, wait. Did you mean 'wait'?",
    ),
    (
        'change = { G = "G_new" }\nbefore = { outcome = "war" }',
        "change, before and then do not stand together in models/mine.toml, claim \"threshold\"\n"
        '  write change = { h = "h_new" } with a property before and a property then',
    ),
    (
        'change = { g = "G_new" }\nbefore = { outcome = "war" }\nthen = { some = { outcome = "war" }, no = {} }',
        "unknown parameter 'g' in models/mine.toml, claim \"threshold\", change\n"
        "  declared: p, w_R, w_U, l, G, C. Did you mean 'G'?\n"
        "one quantifier with one property is needed in models/mine.toml, claim \"threshold\", then",
    ),
    (
        'some = { outcome = "war" }\nmonotone = { in = "q", is = "rising" }',
        "unknown parameter 'q' in models/mine.toml, claim \"threshold\", monotone.in\n"
        "  declared: p, w_R, w_U, l, G, C.\n"
        "unknown direction 'rising' in models/mine.toml, claim \"threshold\", monotone.is\n"
        "  declared: growing, shrinking, constant, not monotone. Did you mean 'shrinking'?",
    ),
    (
        'sign = { of = "w_R -", is = 1 }',
        "the text ends where a number or symbol is missing in models/mine.toml, claim \"threshold\", sign.of\n"
        "    w_R -\n         ^\n  write what is missing, or take the last sign away.\n"
        "1 is not the name of a sign in models/mine.toml, claim \"threshold\", sign.is\n  write it in quotes",
    ),
]


@pytest.mark.parametrize(("body", "message"), FAULTS)
def test_faults_of_form(body: str, message: str) -> None:
    with pytest.raises(ModelError) as error:
        loads(with_claim(body), name=NAME)
    assert str(error.value) == message


def test_an_action_of_several_moves_needs_its_move() -> None:
    claim = with_claim('some = { belief = { challenge = { wait = "p" } } }')
    text = changed(claim, '["defend", "abandon"]', '["defend", "wait"]')
    text = changed(text, 'response = "abandon"', 'response = "wait"', 'irresolute" = "abandon"', 'irresolute" = "wait"')
    with pytest.raises(ModelError) as error:
        loads(text, name=NAME)
    assert str(error.value) == (
        "'wait' is an action of several moves, challenge, response, in models/mine.toml, claim \"threshold\", some, "
        "belief, challenge\n  write challenge=wait"
    )


FALSE = """if = true
some = { outcome = "war" }
expect = "refuted"
corrected = "right"

[[claim]]
id = "right"
if = true
no = { outcome = "war" }
"""


def test_a_claim_that_is_expected_to_be_refuted_names_the_one_that_corrects_it() -> None:
    claim = read(FALSE)
    assert (claim.option("expect"), claim.option("corrected")) == ("refuted", "right")
    game = loads(with_claim(FALSE))
    assert loads(dump(game)).claims == game.claims
    assert "false, and corrected by 'right'" in describe(game)


def test_such_a_claim_is_not_made_of_a_part_of_the_parameters() -> None:
    game = loads(with_claim(FALSE))
    for part in (game.at(p="1/2"), assume(game, parse_condition("p > 1/2"))):
        assert [claim.id for claim in part.claims] == ["right"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('corrected = "right"', "", "is expected to be refuted .* do not stand together"),
        ('expect = "refuted"', "", "is expected to be refuted .* do not stand together"),
        ('corrected = "right"', 'corrected = "rihgt"', "unknown claim 'rihgt'"),
        ('corrected = "right"', 'corrected = "threshold"', "unknown claim 'threshold'"),
        ('expect = "refuted"', 'expect = "false"', "unknown expect 'false'"),
    ],
)  # fmt: skip
def test_faults_of_such_a_claim(old: str, new: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        loads(with_claim(changed(FALSE, old, new)), name=NAME)
