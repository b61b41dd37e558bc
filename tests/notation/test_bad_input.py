"""Bad input: the full message of every fault, and all faults of one file together."""

from __future__ import annotations

import re

import pytest

from gametheory.errors import AssumptionError, ExpressionError, ModelError
from gametheory.notation import loads
from tests.notation.examples import DETERRENCE, NAME, UMBRELLA, changed

BOUNDED = "probabilities lie strictly inside (0, 1); add a standing assumption, such as 0 < p < 1"
ABOVE = "TOML reads a line as part of the table above it: move"
NUMBER = 'write an integer, a decimal such as 0.3, or a fraction such as "1/3"'
SYMBOLS = "declared: C, G, l, p, p_min, total, w, w_R, w_U."


def fails(text: str) -> ModelError:
    """The error that loading `text` raises."""
    with pytest.raises(ModelError) as error:
        loads(text, name=NAME)
    assert str(error.value) == "\n".join(error.value.faults)
    return error.value


def war(payoff: str) -> tuple[str, str]:
    """The change that gives the patron this payoff from war."""
    return 'Patron = "-w"', f"Patron = {payoff}"


CASES: list[tuple[str, type[ModelError], tuple[str, ...], str]] = [
    (
        "unknown symbol", ExpressionError, war('"-w_r"'),
        'unknown symbol \'w_r\' in models/mine.toml, outcome "war", pays.Patron\n    -w_r\n     ^\n'
        f"  {SYMBOLS} Did you mean 'w_R'?",
    ),
    (
        "unknown player", ModelError, ('by = "Patron"', 'by = "Patrn"'),
        "unknown player 'Patrn' in models/mine.toml, move \"response\", by\n"
        "  there are: Adversary, Patron, Nature. Did you mean 'Patron'?",
    ),
    (
        "unknown player in pays", ModelError, ('{ Adversary = "-C", Patron', '{ Adversary = "-C", Patrol = 0, Patron'),
        "unknown player 'Patrol' in models/mine.toml, outcome \"war\", pays\n"
        "  there are: Adversary, Patron. Did you mean 'Patron'?",
    ),
    (
        "unknown move", ModelError, ('when = { challenge = "challenge" }', 'when = { chalenge = "challenge" }'),
        "unknown move 'chalenge' in models/mine.toml, move \"response\", when\n"
        "  there are: resolve, challenge. Did you mean 'challenge'?",
    ),
    (
        "unknown action", ModelError, ('when = { challenge = "wait" }', 'when = { challenge = "wiat" }'),
        "unknown action 'wiat' of the move 'challenge' in models/mine.toml, outcome \"status quo\", when\n"
        "  there are: challenge, wait. Did you mean 'wait'?",
    ),
    (
        "Python", ExpressionError, war('"__import__(\'os\').system(\'ls\')"'),
        'unexpected character \'_\' in models/mine.toml, outcome "war", pays.Patron\n'
        "    __import__('os').system('ls')\n    ^\n  a symbol starts with a letter, as in w_R.",
    ),
    (
        "attribute access", ExpressionError, war('"w.real"'),
        'unexpected character \'.\' in models/mine.toml, outcome "war", pays.Patron\n    w.real\n     ^\n'
        "  a point stands between the digits of a decimal, as in 0.3; nothing here has attributes.",
    ),
    (
        "a call", ExpressionError, war('"sin(w)"'),
        '\'sin\' is called like a function in models/mine.toml, outcome "war", pays.Patron\n    sin(w)\n       ^\n'
        "  for a product write sin*(...).",
    ),
    (
        "a tower of powers", ExpressionError, war('"10**10**10"'),
        'a power in the exponent in models/mine.toml, outcome "war", pays.Patron\n    10**10**10\n        ^\n'
        "  write (a^b)^c, with integers b and c.",
    ),
    (
        "many parentheses", ExpressionError, war('"' + "(" * 100_000 + 'w"'),
        'a text of 100001 characters; at most 10000 are read in models/mine.toml, outcome "war", pays.Patron\n'
        f"    ...{'(' * 72}...\n    {' ' * 39}^\n  split it with [definitions].",
    ),
    (
        "many digits", ExpressionError, war('"' + "1" * 100_000 + '"'),
        'a text of 100000 characters; at most 10000 are read in models/mine.toml, outcome "war", pays.Patron\n'
        f"    ...{'1' * 72}...\n    {' ' * 39}^\n  split it with [definitions].",
    ),
    (
        "a long integer", ModelError, war("1" * 400),
        'an integer of more than 300 digits in models/mine.toml, outcome "war", pays.Patron\n'
        "  at most 300 digits are read",
    ),
    (
        "more digits than TOML reads", ModelError, war("1" * 100_000),
        "models/mine.toml is not TOML: a number of too many digits, or too many brackets inside each other\n"
        "  see https://toml.io: texts stand in quotes, lists in [ ], tables of one line in { }.",
    ),
    (
        "min in a payoff", ExpressionError, war('"min(w, 1)"'),
        '\'min\' may stand in conditions only in models/mine.toml, outcome "war", pays.Patron\n    min(w, 1)\n    ^\n'
        "  write the cases out, each with its condition.",
    ),
    (
        "contradictory assumptions", AssumptionError, ("0 < p < 1,", "0 < p < 1, G > 2, C < G - C, C > G/2,"),
        "the standing assumptions contradict each other: no point satisfies G/2 < C < G - C"
        " in models/mine.toml, where\n  drop one of them, or split the model into two files",
    ),
    (
        "probabilities do not sum to 1", AssumptionError, ('"1 - p"', '"1 - p/2"'),
        "the probabilities sum to p - p/2 + 1, not to 1, in models/mine.toml, move \"resolve\", actions\n"
        "  change one of them",
    ),
    (
        "numbers do not sum to 1", AssumptionError,
        ('"1 - p"', '"1/3"', 'resolute = "p"', 'resolute = "1/2"', 'p_min"', 'p"'),
        "the probabilities sum to 5/6, not to 1, in models/mine.toml, move \"resolve\", actions\n  change one of them",
    ),
    (
        "a probability that may be 0", AssumptionError, ("0 < p < 1,", "0 <= p < 1,", '"1 - p"', '"1 - p"'),
        "the probability p may be 0 or less under `where`, in models/mine.toml, move \"resolve\", actions.resolute\n"
        f"  {BOUNDED}\n"
        "the probability 1 - p may be 1 or more under `where`, in models/mine.toml, move \"resolve\", "
        f"actions.irresolute\n  {BOUNDED}",
    ),
    (
        "a denominator that may vanish", AssumptionError, war('"-w/(w_U - 1)"'),
        'the denominator w_U - 1 may be 0 under `where`, in models/mine.toml, outcome "war", pays.Patron\n'
        "  add a standing assumption such as w_U - 1 > 0",
    ),
    (
        "division by zero", ExpressionError, war('"w/0"'),
        'division by zero in models/mine.toml, outcome "war", pays.Patron\n    w/0\n      ^\n'
        "  write a denominator that is not 0.",
    ),
    (
        "no outcome", ModelError, ('{ response = "defend" }', '{ response = "defend", resolve = "resolute" }'),
        "there is a terminal history with no outcome (resolve=irresolute, challenge=challenge, response=defend)"
        " in models/mine.toml, outcomes\n  add an outcome for it, or widen the 'when' of one there is",
    ),
    (
        "two outcomes", ModelError,
        ('{ response = "abandon" }', '[{ response = "abandon" }, { resolve = "resolute" }]'),
        "there is a terminal history with 2 outcomes (resolve=resolute, challenge=challenge, response=defend)"
        " in models/mine.toml, outcomes\n"
        "  narrow the 'when' of one of them, or join them: 'war', 'abandonment'\n"
        "there is a terminal history with 2 outcomes (resolve=resolute, challenge=wait) in models/mine.toml, outcomes\n"
        "  narrow the 'when' of one of them, or join them: 'status quo', 'abandonment'",
    ),
    (
        "no payoff", ModelError, ('pays = { Adversary = "G", Patron = "-l" }', ""),
        "there are 2 terminal histories with no payoff for 'Adversary' (resolve=resolute, challenge=challenge, "
        "response=abandon; resolve=irresolute, challenge=challenge, response=abandon) in models/mine.toml, payoffs\n"
        "  add Adversary to the pays of the outcome or to a pays block that holds there (0 is written)\n"
        "there are 2 terminal histories with no payoff for 'Patron' (resolve=resolute, challenge=challenge, "
        "response=abandon; resolve=irresolute, challenge=challenge, response=abandon) in models/mine.toml, payoffs\n"
        "  add Patron to the pays of the outcome or to a pays block that holds there (0 is written)",
    ),
    (
        "a parameter without meaning", ModelError, ('"cost of war to the adversary"', '""'),
        "the parameter 'C' has no meaning in models/mine.toml, parameters.C\n  write C = \"what it stands for\"",
    ),
    (
        "a parameter that is a number", ModelError, ('"cost of war to the adversary"', "3"),
        "3 is not a meaning in quotes or a table in models/mine.toml, parameters.C\n"
        '  write p = "meaning", or p = { means = "meaning", at = "1/2", range = [0, 1] }',
    ),
    (
        "a parameter that is never used", ModelError, ("[definitions]", 'z = "nothing"\n[definitions]\nzz = "2*z"'),
        "the parameter 'z' is never used in models/mine.toml, parameters.z\n"
        "  let a payoff or a probability depend on it, or drop it",
    ),
    (
        "a dependent symbol that is never used", ModelError, war('"-w_R - w_U"'),
        "the dependent symbol 'w' is never used in models/mine.toml, depends.w\n"
        "  let a payoff or a probability depend on it, or drop it",
    ),
    (
        "a baseline outside the assumptions", ModelError, ('at = "1/2"', 'at = "3/2"'),
        "the baseline p = 3/2 violates the standing assumption p < 1 in models/mine.toml, parameters\n"
        "  change `at` of one of them, or `where`",
    ),
    (
        "a partial baseline outside the assumptions", ModelError, (", at = 2", "", ", at = 1 }", ', at = "1/4" }'),
        "the baseline w_R = 1/2, l = 1/4 violates the standing assumption w_R < l in models/mine.toml, parameters\n"
        "  change `at` of one of them, or `where`",
    ),
    (
        "bounds reversed", ModelError, ("range = [1, 3]", "range = [3, 1]"),
        "the range [3, 1] of 'w_U' is reversed in models/mine.toml, parameters.w_U, range\n"
        "  write the lower bound first, then a larger upper bound",
    ),
    (
        "bounds equal", ModelError, ("range = [1, 3]", "range = [1, 1.0]"),
        "the range [1, 1] of 'w_U' is empty in models/mine.toml, parameters.w_U, range\n"
        "  write the lower bound first, then a larger upper bound",
    ),
    (
        "one bound", ModelError, ("range = [1, 3]", "range = [1]"),
        "[1] is not a range in models/mine.toml, parameters.w_U, range\n  write the lower and the upper bound, [0, 1]",
    ),
    (
        "not a number", ExpressionError, ("at = 2", "at = nan"),
        f"'NaN' is not a finite number in models/mine.toml, parameters.w_U, at\n  {NUMBER}",
    ),
    (
        "infinite", ExpressionError, ("range = [1, 3]", "range = [1, inf]"),
        f"'Infinity' is not a finite number in models/mine.toml, parameters.w_U, range\n  {NUMBER}",
    ),
    (
        "an infinite payoff", ExpressionError, war("inf"),
        'models/mine.toml, outcome "war", pays.Patron: \'Infinity\' is not a finite number; give an integer, '
        "a fraction such as '1/3', a decimal such as '0.3', or a float",
    ),
    (
        "no schema", ModelError, ('schema  = "gametheory-model/1"', ""),
        "models/mine.toml does not say which notation it is written in\n"
        '  if it is a model file, write schema = "gametheory-model/1" in its first line.',
    ),
    (
        "another schema", ModelError, ("gametheory-model/1", "gametheory-model/2"),
        "models/mine.toml is written in the notation 'gametheory-model/2'\n"
        "  this version of the package reads 'gametheory-model/1'; a newer version may read the file.",
    ),
    (
        "not TOML", ModelError, ("players = [", "players = "),
        "models/mine.toml is not TOML: Expected newline or end of document after a statement (at line 6, column 22)\n"
        "  see https://toml.io: texts stand in quotes, lists in [ ], tables of one line in { }.",
    ),
    (
        "deep tables", ModelError, ('note    = "two types of patron"', "note = " + "[" * 60 + "]" * 60),
        "models/mine.toml is not TOML: tables stand more than 40 deep inside each other\n"
        "  see https://toml.io: texts stand in quotes, lists in [ ], tables of one line in { }.",
    ),
    (
        "where below the parameters", ModelError,
        ('where   = "0 < p < 1,', 'unused = "0 < p < 1,', "[parameters]", "[parameters]\nwhere = '0 < p < 1'"),
        "`where` stands below [parameters] in models/mine.toml, parameters\n"
        f"  {ABOVE} `where` to the top, above the first [table]\n"
        "unknown key 'unused' in models/mine.toml\n"
        "  keys here: schema, title, cite, note, players, where, information_sets, measures, start, derived, "
        "parameters, definitions, depends, move, outcome, pays, profile, claim, variant.",
    ),
    (
        "measures below a move", ModelError, ('name = "challenge"', 'name = "challenge"\nmeasures = ["war risk"]'),
        f"`measures` stands below [[move]] in models/mine.toml, move \"challenge\"\n"
        f"  {ABOVE} `measures` to the top, above the first [table]",
    ),
    (
        "unknown key", ModelError, ('name = "war"', 'name = "war"\nwehn = {}'),
        "unknown key 'wehn' in models/mine.toml, outcome \"war\"\n  keys here: name, when, pays. Did you mean 'when'?",
    ),
    (
        "unknown key of revealed", ModelError,
        ('seen_by = ["Patron"]', 'seen_by = ["Patron"]\nrevealed = { afer = "x", to = [] }'),
        "unknown key 'afer' in models/mine.toml, move \"resolve\", revealed.1\n"
        "  keys here: to, after, when. Did you mean 'after'?",
    ),
    (
        "a missing key", ModelError, ('by = "Patron"\n', ""),
        "the key `by` is missing in models/mine.toml, move \"response\"\n"
        '  write by = "Patron", or by = "Nature"',
    ),
    (
        "players not a list", ModelError, ('players = ["Adversary", "Patron"]', 'players = "Adversary"'),
        "'Adversary' is not a list in models/mine.toml, players\n  write players = [\"Adversary\", \"Patron\"]",
    ),
    (
        "actions not a list", ModelError, ('["defend", "abandon"]', '"defend"'),
        "'defend' is not a list of actions in models/mine.toml, move \"response\", actions\n"
        '  write actions = ["challenge", "wait"]',
    ),
    (
        "a truth value as action", ModelError, ('["defend", "abandon"]', "[true, false]"),
        "true is not an action in models/mine.toml, move \"response\", actions\n"
        '  an action is a text such as "wait", or an integer',
    ),
    (
        "an action listed twice", ModelError, ('["defend", "abandon"]', '["defend", "abandon", "defend"]'),
        "the action 'defend' is listed twice in models/mine.toml, move \"response\", actions\n"
        "  give every action of a move its own name",
    ),
    (
        "one table for many", ModelError, ("[[profile]]", "[profile]"),
        "{'name': 'deterrence', 'strategy': {'challenge': 'wait', ... is not a list of [[profile]] tables"
        " in models/mine.toml, profile",
    ),
    (
        "a word of Python as symbol", ModelError, ("[definitions]", 'lambda = "share"\n[definitions]'),
        "'lambda' is a word of Python and cannot be a symbol in models/mine.toml, parameters.lambda\n"
        '  rename it, for example `lam` with latex = "\\\\lambda"',
    ),
    (
        "a word of the notation as symbol", ModelError, ("[definitions]", "[definitions]\nmin = 2"),
        "'min' is a word of the notation and cannot be a symbol in models/mine.toml, definitions.min\n"
        "  rename it, for example `min_`",
    ),
    (
        "not a symbol", ModelError, ("[definitions]", "[definitions]\n2x = 2"),
        "'2x' is not a symbol in models/mine.toml, definitions.2x\n"
        "  a symbol has up to 64 letters, digits and underscores, a letter first",
    ),
    (
        "declared in two tables", ModelError, ("[definitions]", "[definitions]\nw = 2"),
        "'w' is declared in [definitions] too, in models/mine.toml, depends.w\n  rename one of the two",
    ),
    (
        "circular definitions", ExpressionError, ('total = "G + C"', 'total = "G + other"\nother = "total - 1"'),
        "definitions lead back to themselves, total -> other -> total, in models/mine.toml, definitions\n"
        "  write one of them without the others.",
    ),
    (
        "another number of information sets", ModelError, ("information_sets = 3", "information_sets = 4"),
        "information_sets is 4, but the moves imply 3 in models/mine.toml\n"
        "  derived: challenge, response|resolute, response|irresolute\n"
        "  look for a missing seen_by, simultaneous or revealed, or correct the number",
    ),
    (
        "Nature without seen_by", ModelError, ('seen_by = ["Patron"]\n', ""),
        "who sees this move of Nature is not said in models/mine.toml, move \"resolve\"\n"
        '  write seen_by = ["Patron"] with the players who see it, or seen_by = [] if nobody does',
    ),
    (
        "a dependent symbol in a condition", ExpressionError, ("p >= p_min", "p >= w"),
        "'w' has no value of its own, because a move decides it, in models/mine.toml, claim \"threshold\", iff\n"
        "  write one of the values that [depends.w] gives it instead.",
    ),
    (
        "an unknown label in a profile", ModelError, ("response|irresolute", "response|irresolut"),
        "unknown information set 'response|irresolut' in models/mine.toml, profile \"deterrence\", strategy\n"
        "  there are: response|resolute, response|irresolute. Did you mean 'response|irresolute'?",
    ),
    (
        "an unknown action in a profile", ModelError, ('challenge = "wait", "resp', 'challenge = "wiat", "resp'),
        "unknown action of move 'challenge' 'wiat' in models/mine.toml, profile \"deterrence\", strategy, challenge\n"
        "  declared: challenge, wait. Did you mean 'wait'?",
    ),
    (
        "a move of a player with probabilities", ModelError,
        ('["challenge", "wait"]', '{ challenge = "p", wait = "1 - p" }'),
        "'Adversary' chooses, so the actions have no probabilities in models/mine.toml, move \"challenge\", actions\n"
        "  list them, or let the move be by Nature",
    ),
]


@pytest.mark.parametrize(("kind", "changes", "message"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_message(kind: type[ModelError], changes: tuple[str, ...], message: str) -> None:
    error = fails(changed(DETERRENCE, *changes))
    assert str(error) == message
    assert type(error) is kind
    assert all(NAME in fault for fault in error.faults)


FORGETFUL = """
schema = "gametheory-model/1"
title = "A player who would have to remember when it was told"
players = ["A", "B"]
[[move]]
by = "Nature"
name = "card"
actions = { red = "1/2", black = "1/2" }
seen_by = []
revealed = [{ when = { hint = "yes" }, to = ["A"] }, { after = "pause", to = ["A"] }]
[[move]]
by = "B"
name = "hint"
actions = ["yes", "no"]
seen_by = []
[[move]]
by = "A"
name = "guess"
actions = ["x"]
[[move]]
by = "B"
name = "pause"
actions = ["go"]
[[move]]
by = "A"
name = "bet"
actions = ["x"]
[[pays]]
pays = { A = 0, B = 0 }
"""


def test_all_faults_of_a_file_come_together() -> None:
    text = changed(
        DETERRENCE, *war('"-w_r"'), 'when = { challenge = "wait" }', 'when = { challenge = "wiat" }', 'name = "war"',
        'name = "war"\nwen = 1', '"cost of war to the adversary"', '""', "range = [1, 3]", "range = [3, 1]",
        '{ outcome = "status quo" }', '{ outcome = "status qo" }',
    )
    error = fails(text)
    assert type(error) is ModelError
    assert [fault.partition(" in models/mine.toml")[0] for fault in error.faults] == [
        "unknown key 'wen'", "unknown symbol 'w_r'", "unknown outcome 'status qo'",
        "the range [3, 1] of 'w_U' is reversed", "the parameter 'C' has no meaning",
    ]


def test_faults_of_formulas_and_of_play_come_together() -> None:
    error = fails(changed(DETERRENCE, *war('"-w_r"'), 'when = { challenge = "wait" }', 'when = { challenge = "wiat" }'))
    assert [fault.partition(" in models/mine.toml")[0] for fault in error.faults] == [
        "unknown symbol 'w_r'", "unknown action 'wiat' of the move 'challenge'",
    ]


def test_faults_of_assumptions_and_of_play_come_together() -> None:
    wait = 'when = { challenge = "wait" }', 'when = { challenge = "wiat" }'
    error = fails(changed(DETERRENCE, '"1 - p"', '"1 - p/2"', *war('"-w/(G - C)"'), *wait))
    assert [fault.partition(" in models/mine.toml")[0] for fault in error.faults] == [
        "unknown action 'wiat' of the move 'challenge'", "the denominator G - C may be 0 under `where`,",
        "the probabilities sum to p - p/2 + 1, not to 1,",
    ]


def test_faults_of_one_kind_make_an_error_of_that_kind() -> None:
    error = fails(changed(DETERRENCE, *war('"-w_r"'), '"G", Patron', '"g", Patron'))
    assert type(error) is ExpressionError
    assert len(error.faults) == 2


def test_imperfect_recall_is_refused() -> None:
    def forgotten(card: str) -> str:
        return (
            f"'A' does not have perfect recall: having seen card={card}, guess=x, pause=go, it cannot tell the "
            f"history card={card}, hint=yes, guess=x, pause=go from the history card={card}, hint=no, guess=x, "
            f"pause=go, but it went through [guess=x on having seen card={card}] in the first and through "
            "[guess=x on having seen nothing] in the second in models/mine.toml, move \"bet\"\n"
            "  change seen_by or revealed so that it keeps apart what it "
            "once told apart, or let two players decide"
        )

    assert fails(FORGETFUL).faults == (forgotten("red"), forgotten("black"))


def test_a_name_that_is_declared_twice() -> None:
    block = '\n[[profile]]\nname = "deterrence"\nstrategy = { challenge = "wait" }\n'
    message = "two profiles are called 'deterrence' in models/mine.toml\n  rename one of them"
    assert str(fails(DETERRENCE + block)) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"tie.seen_by" = ["Ally"]', '"tye.seen_by" = ["Ally"]',
         "unknown move 'tye' in models/mine.toml, variant \"two audiences\", set.\"tye.seen_by\"\n"
         "  declared: tie, arms, challenge, strike, reply. Did you mean 'tie'?"),
        ('"tie.seen_by" = ["Ally"]', '"tie.seen" = ["Ally"]',
         "unknown key 'seen' in models/mine.toml, variant \"two audiences\", set.\"tie.seen\"\n"
         "  keys here: by, name, actions, when, seen_by, simultaneous, revealed. Did you mean 'seen_by'?"),
        ('"tie.seen_by" = ["Ally"]', '"tie.seen_by" = 3',
         "3 is not what `seen_by` takes in models/mine.toml, variant \"two audiences\", set.\"tie.seen_by\"\n"
         '  write a list of players, or per player "all" or a partition, { front = ["F"], nothing = ["O", "N"] }'),
        ('forbid = { arms = "G" }', 'forbid = { arms = "M" }',
         "unknown action of move 'arms' 'M' in models/mine.toml, variant \"two audiences\", forbid\n"
         "  declared: N, G."),
        ('where = "lam = 0"', 'where = "lamb = 0"',
         "unknown symbol 'lamb' in models/mine.toml, variant \"two audiences\", where\n    lamb = 0\n    ^\n"
         "  declared: H, L, Y, b, d, e, f, g, h, k, l, lam, m, w, y. Did you mean 'lam'?"),
    ],
)  # fmt: skip
def test_variants_are_checked(old: str, new: str, message: str) -> None:
    assert str(fails(changed(UMBRELLA, old, new))) == message


def test_nothing_of_a_text_is_executed(tmp_path: object) -> None:
    marker = f"{tmp_path}/marker"
    payload = f"__import__('pathlib').Path('{marker}').touch()"
    fails(changed(DETERRENCE, *war(f'"{payload}"'), '"G / total"', f'"{payload}"', "0 < p < 1,", f"{payload},"))
    import os

    assert not os.path.exists(marker)


def test_a_text_that_is_too_long() -> None:
    error = fails(DETERRENCE + "#" * 2_000_000)
    assert re.fullmatch(
        r"models/mine.toml has \d+ characters\n  a model file has at most 2000000; split the model.", str(error)
    )
