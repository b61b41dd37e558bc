"""Front-stage and off-stage signals of support: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "signalling/offstage"
SOURCE = "after McManus and Nieman 2019; enumeration at 247 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=11, information_sets=7, terminals=24,
    outcomes=(
        "reassured and deterred", "reassured and challenged", "hedged and deterred", "hedged and challenged",
    ),
)


def _pair(pair: str) -> tuple[tuple[str, str], ...]:
    return ("signal|R", pair[0]), ("signal|U", pair[1])


def _plays(*rows: tuple[str, str, str]) -> tuple[Play, ...]:
    """Pairs of signals with the ally's and the adversary's payoff."""
    return tuple(Play(_pair(pair), (None, ally, adversary)) for pair, ally, adversary in rows)


POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "baseline", SOURCE,
        plays=_plays(("NN", "-1/4", "1/2"), ("FN", "-3/16", "3/4"), ("ON", "-3/16", "1/2")),
        outcomes=("hedged and challenged", "reassured and challenged", "reassured and deterred"),
    ),
    PointCase(
        MODEL, "high trust", SOURCE, {"mu": "3/4"},
        plays=_plays(("NN", "-1/8", "0"), ("FN", "-1/16", "1/4"), ("ON", "-1/16", "0")),
    ),
    PointCase(
        MODEL, "two ties", SOURCE, {"mu": "3/4", "k_F": "3/4", "k_O": "1/4"},
        plays=_plays(
            ("NN", "-1/8", "0"), ("FN", "-1/16", "1/4"), ("ON", "-1/16", "0"), ("OO", "-1/8", "0"),
            ("FF", "-1/8", "0"),
        ),
    ),
    PointCase(
        MODEL, "an uncommitted patron that minds hedges more", SOURCE,
        {"g_R": "1/4", "g_U": "1/2", "d_R": "3/2", "d_U": "1/4"},
        plays=_plays(("NN", "-1/4", "1/2"), ("FN", "-3/16", "3/4")),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "silence", SOURCE, "true", choices=_pair("NN")),
    ConditionCase(MODEL, "public separation", SOURCE, "g_U + d_U <= k_F <= g_R + d_R", choices=_pair("FN")),
    ConditionCase(MODEL, "private separation", SOURCE, "g_U <= k_O <= g_R", choices=_pair("ON")),
    ConditionCase(
        MODEL, "private pooling", SOURCE, "mu >= 1 - h/L_A and k_O <= g_R and k_O <= g_U", choices=_pair("OO"),
    ),
    ConditionCase(
        MODEL, "public pooling", SOURCE,
        "(mu >= 1 - h/L_A and mu >= v/(v + w) and k_F <= g_R + d_R and k_F <= g_U + d_U) or "
        "(mu >= 1 - h/L_A and k_F <= g_R and k_F <= g_U) or (mu >= v/(v + w) and k_F <= d_R and k_F <= d_U)",
        choices=_pair("FF"),
    ),
    *(ConditionCase(MODEL, f"never {pair}", SOURCE, "false", choices=_pair(pair)) for pair in ("FO", "OF", "NF", "NO")),
)
