"""Tying hands and sinking costs: exact points and closed forms of the separating profile, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase

TYING, SINKING = "signalling/tying_hands", "signalling/sinking_costs"
SOURCE = "finite form of Fearon 1997; enumeration of all pure equilibria at 250 random exact points agrees"

FACTS = tuple(
    ModelFacts(
        model=model, players=("Patron", "Challenger"), parameters=10, information_sets=10, terminals=24,
        outcomes=("no challenge", "war", "patron yields"),
    )
    for model in (TYING, SINKING)
)

POINTS: tuple[PointCase, ...] = ()

APART = (
    ("signal|high", "m"), ("signal|low", "0"), ("challenge|cautious,m", "quiet"), ("challenge|cautious,0", "challenge"),
    ("response|high,m", "resist"), ("response|low,0", "yield"),
)

BASELINE = {"g": "1/2", "p": "1/2", "c": "1/2", "V": "1", "u_E": "1/4", "u_C": "-1/4"}


def _at(model: str, name: str, holds: str, v_L: str, v_H: str, M: str) -> ConditionCase:  # noqa: N803
    """The separating profile at a point, for any prior."""
    fixed = BASELINE | {"v_L": v_L, "v_H": v_H, "M": M}
    return ConditionCase(model, name, SOURCE, holds, choices=APART, fixed=fixed)


CONDITIONS: tuple[ConditionCase, ...] = (
    _at(TYING, "baseline", "true", "1/4", "3/4", "1/2"),
    _at(TYING, "tie: an indifferent low patron", "true", "1/3", "3/4", "1/2"),
    _at(TYING, "a low patron worth a fight", "false", "2/5", "3/4", "1/2"),
    _at(SINKING, "baseline", "true", "1/4", "2", "1/2"),
    _at(SINKING, "tie: an indifferent low patron", "true", "1/4", "2", "1/8"),
    _at(SINKING, "a signal too cheap", "false", "1/4", "2", "1/9"),
    _at(SINKING, "a signal too dear", "false", "1/4", "2", "4/5"),
    ConditionCase(
        TYING, "separating", SOURCE,
        "p*v_L <= c and p*v_H - c >= -M and g*v_L + (1 - g)*(p*v_L - c) <= 0 and g*v_L <= (1 - g)*M "
        "and g*v_H + (1 - g)*(p*v_H - c) >= 0",
        choices=APART,
    ),
    ConditionCase(
        SINKING, "separating", SOURCE,
        "p*v_L <= c and p*v_H >= c and g*v_L <= M and g*v_H + (1 - g)*(p*v_H - c) - M >= p*v_H - c", choices=APART,
    ),
    ConditionCase(
        SINKING, "nobody who yields signals in vain", SOURCE, "false",
        choices=(("signal|high", "m"), ("response|high,m", "yield")),
    ),
)
