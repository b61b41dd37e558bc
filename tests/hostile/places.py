"""A model file with a text planted in one of its places."""

from __future__ import annotations

import re

from tests.hostile.strings import toml

MODEL = """\
schema = "gametheory-model/1"
title = "Extended deterrence"
cite = ["huth1988"]
note = "two types of patron"
players = ["Adversary", "Patron"]
measures = ["risk"]
where = "0 < p < 1, G > 0, C > 0, l > 0"

[parameters]
p = { means = "prior", at = "1/2", range = [0, 1] }
G = { means = "gain", latex = "G" }
C = "cost"
l = "loss"

[definitions]
total = { is = "G + C", means = "stakes" }

[depends.w]
on = "resolve"
values = { resolute = "l/2", irresolute = "2*l" }

[[move]]
by = "Nature"
name = "resolve"
actions = { resolute = "p", irresolute = "1 - p" }
seen_by = ["Patron"]

[[move]]
by = "Adversary"
name = "challenge"
actions = ["attack", "wait"]

[[move]]
by = "Patron"
name = "reply"
actions = ["defend", "yield"]
when = { challenge = "attack" }

[[outcome]]
name = "peace"
when = { challenge = "wait" }
pays = { Adversary = 0, Patron = 0, risk = 0 }

[[outcome]]
name = "war"
when = { reply = "defend" }
pays = { Adversary = "-C", Patron = "-w", risk = 1 }

[[outcome]]
name = "retreat"
when = { reply = "yield" }
pays = { Adversary = "G", Patron = "-l", risk = "p" }

[[profile]]
name = "deterrence"
strategy = { challenge = { attack = 0, wait = 1 }, "reply|resolute" = "defend", "reply|irresolute" = "yield" }

[[claim]]
id = "threshold"
says = "enough resolve deters"
iff = "p >= G/total"
some = { outcome = "peace" }
source = "derived"

[[variant]]
name = "told"
set = { "resolve.seen_by" = ["Adversary", "Patron"] }
where = "l > 1"
"""

FORMULAS = {
    "payoff": ('Patron = "-w"', "Patron = {}"),
    "probability": ('resolute = "p"', "resolute = {}"),
    "where": ('where = "0 < p < 1, G > 0, C > 0, l > 0"', "where = {}"),
    "one of several assumptions": ('where = "0 < p < 1, G', 'where = [{}, "0 < p < 1, G', 'l > 0"\n', 'l > 0"]\n'),
    "definition": ('is = "G + C"', "is = {}"),
    "dependent symbol": ('irresolute = "2*l"', "irresolute = {}"),
    "baseline": ('at = "1/2"', "at = {}"),
    "bound": ("range = [0, 1]", "range = [0, {}]"),
    "condition of a claim": ('iff = "p >= G/total"', "iff = {}"),
    "mixture": ("{ attack = 0, wait = 1 }", "{{ attack = {}, wait = 1 }}"),
    "assumption of a variant": ('where = "l > 1"', "where = {}"),
}
"""Places where an expression, a condition or a number stands: whatever is none is refused."""

REFERENCES = {
    "schema": ('"gametheory-model/1"', "{}"),
    "mover": ('by = "Patron"', "by = {}"),
    "observer": ('seen_by = ["Patron"]', "seen_by = [{}]"),
    "move in when": ('when = {{ reply = "yield" }}', 'when = {{ {} = "yield" }}'),
    "action in when": ('when = {{ reply = "yield" }}', "when = {{ reply = {} }}"),
    "move of a dependent symbol": ('on = "resolve"', "on = {}"),
    "action of a dependent symbol": ('resolute = "l/2"', '{} = "l/2"'),
    "key of a payoff": ('Patron = "-w"', '{} = "-w"'),
    "key of a strategy": ('"reply|resolute"', "{}"),
    "action of a strategy": ('"reply|resolute" = "defend"', '"reply|resolute" = {}'),
    "outcome of a claim": ('outcome = "peace"', "outcome = {}"),
    "property of a claim": ('outcome = "peace"', '{} = "peace"'),
    "path of a variant": ('"resolve.seen_by"', "{}"),
    "value of a variant": ('["Adversary", "Patron"] }}', "[{}] }}"),
    "key of a move": ('name = "reply"', 'name = "reply"\n{} = "planted"'),
    "key at the top": ('cite = ["huth1988"]', '{} = "planted"'),
    "table": ("[[variant]]", "[[{}]]"),
    "name of a parameter": ("[definitions]", '{} = "planted"\n[definitions]'),
    "name of a definition": ("[depends.w]", "{} = 1\n[depends.w]"),
    "name of a dependent symbol": ("[depends.w]", "[depends.{}]"),
    "number of information sets": ('cite = ["huth1988"]', "information_sets = {}"),
    "concept of a claim": ('source = "derived"', "concept = {}"),
}
"""Places where a name that exists, a symbol or a word of the notation stands."""

NAMES = {
    "title": ('"Extended deterrence"', "{}"),
    "note": ('"two types of patron"', "{}"),
    "work": ('"huth1988"', "{}"),
    "meaning": ('"cost"', "{}"),
    "LaTeX of a symbol": ('latex = "G"', "latex = {}"),
    "meaning of a definition": ('"stakes"', "{}"),
    "player": ('"Patron"', "{}", "Patron =", "{} ="),
    "measure": ('"risk"', "{}", "risk =", "{} ="),
    "move": ('name = "challenge"', "name = {}", "{{ challenge =", "{{ {} ="),
    "action": ('"attack"', "{}", "attack =", "{} ="),
    "outcome": ('"peace"', "{}"),
    "profile": ('"deterrence"', "{}"),
    "claim": ('"threshold"', "{}"),
    "what a claim says": ('"enough resolve deters"', "{}"),
    "source": ('"derived"', "{}"),
    "variant": ('"told"', "{}"),
}
"""Places where a name or a text of the author's own stands, in all places where the same name has to stand."""


def planted(place: str, text: str) -> str:
    """The model file with the text in the place."""
    changes = (FORMULAS | REFERENCES | NAMES)[place]
    model = MODEL
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        old = old.replace("{{", "{").replace("}}", "}")
        assert old in model, old
        filled = re.sub(r"\{\{|\}\}|\{\}", lambda m: toml(text) if m[0] == "{}" else m[0][0], new)
        model = model.replace(old, filled)
    return model
