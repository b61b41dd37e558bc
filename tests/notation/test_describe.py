"""What `gametheory show` prints."""

from __future__ import annotations

from gametheory.notation import describe, loads
from tests.notation.examples import DETERRENCE, UMBRELLA, changed

EXPECTED = """\
Extended deterrence
===================
two types of patron
players      Adversary, Patron
where        0 < p < 1 and 0 < w_R < l < w_U and G > 0 and C > 0
cites        huth1988
digest       {digest}

Parameters (6)
  p    = 1/2  in [0, 1]  prior that the patron is resolute
  w_R  = 1/2  in [0, 1]  cost of war to a resolute patron
  w_U  = 2    in [1, 3]  cost of war to an irresolute patron
  l    = 1               loss of the patron when the ally falls
  G                      gain of the adversary
  C                      cost of war to the adversary
Definitions
  p_min  = G/(G + C)  threshold of the prior
  total  = G + C
Symbols that a move decides
  w  by resolve  resolute: w_R, irresolute: w_U

Order of play
  1. Nature     resolve    resolute (p) | irresolute (1 - p)          seen by Patron
  2. Adversary  challenge  challenge | wait
  3. Patron     response   defend | abandon   if challenge=challenge

Information sets (3; 6 terminal histories)
  Adversary  challenge            challenge | wait  2 histories
  Patron     response|resolute    defend | abandon
  Patron     response|irresolute  defend | abandon

Outcomes
               when              Adversary  Patron
  status quo   challenge=wait    0          0
  war          response=defend   -C         -w
  abandonment  response=abandon  G          -l

Profiles
  deterrence: challenge: wait, response|resolute: defend, response|irresolute: abandon
Claims (1)
  threshold: the adversary can be deterred exactly when the patron is likely enough to be resolute
    some equilibrium with {{ outcome = "status quo" }}; iff p >= G/(G + C) [derived]"""


def test_the_whole_description() -> None:
    game = loads(DETERRENCE)
    assert describe(game) == EXPECTED.format(digest=game.digest)


def test_measures_payments_and_the_start_of_a_subgame() -> None:
    text = describe(loads(UMBRELLA).after(tie="1"))
    for line in (
        "measures     war", "starts after tie=1", "  tie=1  -k",
        "  H  by tie  0: 0, 1: h", "defend | abandon   if challenge=challenge or strike=strike", "change h h_new",
        "some equilibrium with { outcome =",
    ):  # fmt: skip
        assert any(found.startswith(line.rstrip()) or line in found for found in text.splitlines()), line


def test_who_sees_what() -> None:
    text = changed(
        DETERRENCE, "information_sets = 3\n", "", '"response|resolute" = "defend", "response|irresolute" = "abandon"',
        '"response|*" = "defend"', 'seen_by = ["Patron"]',
        'seen_by = { Patron = { type = ["resolute", "irresolute"] } }\n'
        'revealed = [{ after = "response", to = ["Adversary"] }, '
        '{ when = { challenge = "wait" }, to = ["Adversary"] }]',
        'name = "challenge"', 'name = "challenge"\nseen_by = []',
        'name = "response"', 'name = "response"\nsimultaneous = "challenge"',
    )
    text = text.replace('when = { challenge = "challenge" }', "")
    text = changed(text, 'when = { response = "defend" }', 'when = { challenge = "challenge", response = "defend" }')
    text = changed(text, 'when = { response = "abandon" }', 'when = { challenge = "challenge", response = "abandon" }')
    lines = describe(loads(text)).splitlines()
    seen = "seen by Patron (type: resolute/irresolute)"
    assert any(f"{seen}; shown to Adversary after response; shown to Adversary if challenge=wait" in x for x in lines)
    assert any(line.endswith("seen by nobody else") for line in lines)
    assert any(line.endswith("at the same time as challenge") for line in lines)
