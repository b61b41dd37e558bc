"""Games built to measure with: their size, some closed forms, and the one that tells two concepts apart."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

COMMITMENT, ASSURANCE = "benchmarks/commitment_signal", "benchmarks/assurance_signal"
ALLIES, LINKED = "benchmarks/two_allies", "benchmarks/linked_beliefs"
SOURCE = "derived by hand"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(
        model=COMMITMENT, players=("Patron", "Adversary", "Ally"), parameters=8, information_sets=10, terminals=20,
        outcomes=(
            "status quo", "war with an armed ally", "war with an unarmed ally", "armed ally abandoned",
            "unarmed ally abandoned",
        ),
    ),
    ModelFacts(
        model=ASSURANCE, players=("Patron", "Ally", "Adversary"), parameters=13, information_sets=16, terminals=24,
        outcomes=("status quo", "war", "abandonment"),
    ),
    ModelFacts(
        model=ALLIES, players=("Patron", "Ally1", "Ally2", "Adversary"), parameters=17, information_sets=32,
        terminals=48, outcomes=("status quo", "war", "abandonment"),
    ),
    ModelFacts(
        model=LINKED, players=("Sender", "Receiver1", "Receiver2"), parameters=1, information_sets=6, terminals=10,
        outcomes=("out", "x", "a", "L", "r"),
    ),
)

SILENT = (("signal|resolute", "silent"), ("signal|unresolved", "silent"))
ASSURED = (("signal|resolute", "assure"), ("signal|unresolved", "assure"))
UNRESOLVED_IN = (
    ("entry|R", "out"), ("entry|U", "m"), ("first", "y"), ("again|U", "b"), ("second", "r"),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(
        LINKED, "one third resolute", SOURCE, plays=(Play(UNRESOLVED_IN, ("10/3", "2/3", "2/3")),),
        outcomes=("out", "r"),
    ),
    PointCase(
        ASSURANCE, "baseline", SOURCE, outcomes=("status quo",),
        plays=(
            Play((*SILENT, ("arms|silent", "arm")), ("0", "-1/2", "0")),
            Play((*ASSURED, ("arms|assure", "arm")), ("-1/4", "-1/2", "0")),
        ),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        COMMITMENT, "war without arms", SOURCE, "2*d <= 1 and v >= c_W", "war with an unarmed ally",
    ),
    ConditionCase(COMMITMENT, "war with arms", SOURCE, "false", "war with an armed ally"),
    ConditionCase(
        ASSURANCE, "believed without a word", SOURCE, "p >= G/(G + C)",
        choices=(*SILENT, ("arms|silent", "rely"), ("challenge|silent,rely", "wait")),
    ),
    ConditionCase(
        ASSURANCE, "armed and silent", SOURCE,
        "(G - e)/(G + C) <= p <= G/(G + C) and p <= (L - a)/(L - d)",
        choices=(*SILENT, ("arms|silent", "arm"), ("challenge|silent,arm", "wait")),
    ),
    ConditionCase(
        ASSURANCE, "the resolute alone assure", SOURCE, "false",
        choices=(("signal|resolute", "assure"), ("signal|unresolved", "silent")), up_to="knife-edges",
    ),
    ConditionCase(LINKED, "unresolved in", SOURCE, "true", choices=UNRESOLVED_IN),
    ConditionCase(LINKED, "both out", SOURCE, "false", "out"),
)
