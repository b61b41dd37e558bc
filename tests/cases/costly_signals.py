"""Ties and visits before two audiences: exact points and closed forms of the pure equilibria, ties included."""

from __future__ import annotations

from fractions import Fraction

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/costly_signals"
SOURCE = "derived by hand; enumeration at 1500 random exact points agrees"

BOMB, CALM, WAR, TAKEN = "proliferation", "non-nuclear deterrence", "war for the ally", "ally taken"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=15, information_sets=14, terminals=36,
    outcomes=(BOMB, CALM, WAR, TAKEN),
)


def _play(signals: str, arms: str, resolved: str, unresolved: str, mu: str = "1/2") -> Play:
    """Signals of the resolved and the unresolved patron, the ally's replies to them, the patron's payoffs by type."""
    told = dict(zip(signals, arms, strict=True))
    path = (("signal|R", signals[0]), ("signal|U", signals[1]), *((f"arms|{s}", reply) for s, reply in told.items()))
    expected = Fraction(mu) * Fraction(resolved) + (1 - Fraction(mu)) * Fraction(unresolved)
    return Play(path, (str(expected), None, None))


def _weak_tie(unresolved: str, visit: str = "-6/5") -> tuple[Play, ...]:
    """What is an equilibrium under a tie that neither converts nor screens, while a visit may separate."""
    return (
        _play("00", "GG", "-2", unresolved), _play("S0", "NG", visit, unresolved),
        _play("ST", "NG", visit, unresolved), _play("TT", "GG", "-2", unresolved),
    )


POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_play("TT", "NN", "-1/5", "-4/5"),), outcomes=(CALM, WAR)),
    PointCase(
        MODEL, "tie: an unresolved patron just bound", SOURCE, {"h": "3"},
        plays=(*_weak_tie("-1"), _play("TT", "NN", "-1/5", "-4/5")),
    ),
    PointCase(MODEL, "weak tie", SOURCE, {"h": "5/2"}, plays=_weak_tie("-1")),
    PointCase(
        MODEL, "tie that screens", SOURCE, {"gU": "1/2", "h": "5/2"},
        plays=(*_weak_tie("-1/2"), _play("T0", "NG", "-1/5", "-1/2")),
    ),
    PointCase(
        MODEL, "tie: the tie just screens", SOURCE, {"gU": "1/2", "h": "3/2"},
        plays=(*_weak_tie("-1/2"), _play("T0", "NG", "-1/5", "-1/2")),
    ),
    PointCase(MODEL, "tie that does not screen", SOURCE, {"gU": "1/2", "h": "1"}, plays=_weak_tie("-1/2")),
    PointCase(
        MODEL, "tie: one cost at which a visit sorts", SOURCE, {"gU": "2", "h": "1", "k": "9/5"},
        plays=_weak_tie("-2", "-2"),
    ),
    PointCase(
        MODEL, "trusted without a signal", SOURCE, {"mu": "9/10", "h": "1"},
        plays=(
            _play("00", "NN", "-1/5", "-1/5", "9/10"), _play("S0", "NG", "-6/5", "-1", "9/10"),
            _play("ST", "NG", "-6/5", "-1", "9/10"), _play("TT", "NN", "-1/5", "-2/5", "9/10"),
        ),
    ),
)

T, MU_A = "v/(v + w)", "(pi*L - kap)/(pi*(L - d))"
CONVERTS, SCREENS = "h >= fU - lU", "h >= gU/pi - lU"


def _signals(resolved: str, unresolved: str, *arms: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("signal|R", resolved), ("signal|U", unresolved), *((f"arms|{signal}", reply) for signal, reply in arms))


CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "when a tie reassures", SOURCE, f"{CONVERTS} or {SCREENS}", premise=f"mu < {MU_A}",
        choices=(("signal|R", "T"), ("arms|T", "N"), ("challenge|T", "q")),
    ),
    ConditionCase(
        MODEL, "separating tie", SOURCE, "(h >= fU - lU and gU <= pi*fU) or (h <= fU - lU and gU <= pi*(lU + h))",
        choices=_signals("T", "0", ("T", "N")),
    ),
    ConditionCase(
        MODEL, "reassurance without revelation", SOURCE, f"{CONVERTS} and pi*fU <= gU", premise=f"mu < {MU_A}",
        choices=_signals("T", "T", ("T", "N")),
    ),
    ConditionCase(
        MODEL, "visit that separates", SOURCE, "h <= fU - lU and gU - pi*lU <= k <= gR - pi*fR",
        choices=_signals("S", "0", ("S", "N")),
    ),
    ConditionCase(
        MODEL, "crowding out", SOURCE, "false", choices=(("signal|R", "S"), ("arms|S", "N")), premise="h > fU - lU",
    ),
    ConditionCase(
        MODEL, "armed silence", SOURCE, f"mu <= {MU_A} and h <= fU - lU", choices=_signals("0", "0", ("0", "G")),
    ),
    ConditionCase(MODEL, "trusted silence", SOURCE, f"mu >= {MU_A}", choices=_signals("0", "0", ("0", "N"))),
    ConditionCase(
        MODEL, "nothing but ties that bind", SOURCE, "false", choices=(("signal|R", "0"),),
        premise=f"mu < {MU_A} and h > fU - lU and pi*fU < gU",
    ),
    ConditionCase(MODEL, "certain proliferation", SOURCE, f"mu <= {MU_A} and h <= fU - lU", BOMB),
)
