"""Two games as model files: one with types and beliefs, one of perfect information with additive payoffs."""

from __future__ import annotations

NAME = "models/mine.toml"

DETERRENCE = """
schema  = "gametheory-model/1"
title   = "Extended deterrence"
cite    = ["huth1988"]
note    = "two types of patron"
players = ["Adversary", "Patron"]
where   = "0 < p < 1, 0 < w_R < l < w_U, G > 0, C > 0"
information_sets = 3

[parameters]
p   = { means = "prior that the patron is resolute", at = "1/2", range = [0, 1] }
w_R = { means = "cost of war to a resolute patron", at = 0.5, range = [0, 1] }
w_U = { means = "cost of war to an irresolute patron", at = 2, range = [1, 3], latex = "w_U" }
l   = { means = "loss of the patron when the ally falls", at = 1 }
G   = "gain of the adversary"
C   = "cost of war to the adversary"

[definitions]
p_min = { is = "G / total", means = "threshold of the prior" }
total = "G + C"

[depends.w]
on = "resolve"
values = { resolute = "w_R", irresolute = "w_U" }

[[move]]
by = "Nature"
name = "resolve"
actions = { resolute = "p", irresolute = "1 - p" }
seen_by = ["Patron"]

[[move]]
by = "Adversary"
name = "challenge"
actions = ["challenge", "wait"]

[[move]]
by = "Patron"
name = "response"
actions = ["defend", "abandon"]
when = { challenge = "challenge" }

[[outcome]]
name = "status quo"
when = { challenge = "wait" }
pays = { Adversary = 0, Patron = 0 }

[[outcome]]
name = "war"
when = { response = "defend" }
pays = { Adversary = "-C", Patron = "-w" }

[[outcome]]
name = "abandonment"
when = { response = "abandon" }
pays = { Adversary = "G", Patron = "-l" }

[[profile]]
name = "deterrence"
strategy = { challenge = "wait", "response|resolute" = "defend", "response|irresolute" = "abandon" }

[[claim]]
id     = "threshold"
says   = "the adversary can be deterred exactly when the patron is likely enough to be resolute"
iff    = "p >= p_min"
some   = { outcome = "status quo" }
source = "derived"
"""

UMBRELLA = """
schema   = "gametheory-model/1"
title    = "A guarantee and an arsenal"
players  = ["Patron", "Ally", "Adversary"]
measures = ["war"]
where    = ["l >= 0, f >= 0, h >= 0", "k > 0", "0 <= lam <= 1", "g >= 0, 0 <= y < Y, e > 0, 0 <= d < L, m > 0"]

[parameters]
l   = "loss of the patron if the ally is abandoned"
f   = "cost of fighting for the ally"
h   = "what abandoning costs beyond that, once the guarantee is given"
k   = "cost of the guarantee"
lam = { means = "share of it that also covers an arming ally", latex = "\\\\lambda" }
g   = "loss of the patron from a nuclear ally"
w   = "loss of the adversary from a challenge that is met"
y   = "loss of the adversary from a strike that is not met"
Y   = "loss of the adversary from a strike that is met"
e   = "loss of the adversary from a nuclear ally"
L   = "loss of an ally that is taken"
d   = "loss of an ally that is defended"
m   = "loss of an ally whose programme is struck"
b   = "value of an arsenal in peace"

[depends.H]
on = "tie"
values = { 0 = 0, 1 = "h" }

[[move]]
by = "Patron"
name = "tie"
actions = [0, 1]

[[move]]
by = "Ally"
name = "arms"
actions = ["N", "G"]

[[move]]
by = "Adversary"
name = "challenge"
actions = ["quiet", "challenge"]
when = { arms = "N" }

[[move]]
by = "Adversary"
name = "strike"
actions = ["wait", "strike"]
when = { arms = "G" }

[[move]]
by = "Patron"
name = "reply"
actions = ["defend", "abandon"]
when = [{ challenge = "challenge" }, { strike = "strike" }]

[[outcome]]
name = "safe"
when = { challenge = "quiet" }
pays = { Patron = 0, Ally = 0, Adversary = 0 }

[[outcome]]
name = "war"
when = { challenge = "challenge", reply = "defend" }
pays = { Patron = "-f", Ally = "-d", Adversary = "-w", war = 1 }

[[outcome]]
name = "taken"
when = { challenge = "challenge", reply = "abandon" }
pays = { Patron = "-l - H", Ally = "-L", Adversary = 1 }

[[outcome]]
name = "proliferation"
when = { strike = "wait" }
pays = { Patron = "-g", Ally = "b", Adversary = "-e" }

[[outcome]]
name = "met strike"
when = { strike = "strike", reply = "defend" }
pays = { Patron = "-f", Ally = "-m", Adversary = "-Y", war = 1 }

[[outcome]]
name = "free strike"
when = { strike = "strike", reply = "abandon" }
pays = { Patron = "-l - lam * H", Ally = "-m", Adversary = "-y" }

[[pays]]
when = { tie = 1 }
pays = { Patron = "-k" }

[[claim]]
id = "shield reversal"
given = "h_new > h"
iff = "b > 0, lam*h < f - l <= lam*h_new, y < e <= Y, f - l <= h, w >= 0"
change = { h = "h_new" }
before = { outcome = "safe" }
then = { every = { outcome = ["proliferation"] } }
after = { tie = "1" }

[[claim]]
id = "fear deters"
monotone = { in = "e", is = "growing" }
some = { outcome = { challenge = "quiet" }, probability = { of = ["war", "met strike"], equals = "< 1/2" } }
up_to = "exact"

[[claim]]
id = "premium"
no = { if = { strategy = { tie = 1 } }, then = { payoff = { Patron = "< -k", war = 0 } } }
pure = true
in = "two audiences"

[[claim]]
id = "sign of the tie"
sign = { of = "h - (f - l)", in = "l", is = "+" }

[[variant]]
name = "two audiences"
set = { "tie.seen_by" = ["Ally"], "challenge.actions" = ["quiet", "challenge"] }
forbid = { arms = "G" }
where = "lam = 0"
"""


def changed(text: str, *pairs: str) -> str:
    """`text` with each first of a pair replaced by the second; the first must occur."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    return text
