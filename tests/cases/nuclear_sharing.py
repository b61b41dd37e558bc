"""Nuclear sharing, own arsenal or bare umbrella: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/nuclear_sharing"
SOURCE = "derived by hand; backward induction at 4000 random exact points agrees"

RESTRAINED, ASSERTIVE, OWN, CRISIS = "restrained deterrence", "assertive peace", "own arsenal", "crisis"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=14, information_sets=7, terminals=16,
    outcomes=(RESTRAINED, ASSERTIVE, OWN, CRISIS),
)

BARE = {"offer": "B"}
SHARING = {"offer": "S"}

BARE_OWN = Play((("offer", "B"), ("conduct", "own")), ("-3/2", "-1", "0"))
BARE_RESTRAINED = Play((("offer", "B"), ("conduct", "restrain"), ("crisis", "quiet")), ("0", "0", "0"))
SHARED_RESTRAINED = Play((("offer", "S"), ("conduct", "restrain"), ("crisis", "quiet")), ("-1/4", "0", "0"))
SHARED_ASSERTIVE = Play((("offer", "S"), ("conduct", "assert"), ("crisis", "quiet")), ("-1", "1/2", "-1/2"))


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], bare: tuple[str, ...], shared: tuple[str, ...]
) -> tuple[PointCase, ...]:
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, bare umbrella", SOURCE, changes, BARE, outcomes=bare),
        PointCase(MODEL, f"{name}, sharing", SOURCE, changes, SHARING, outcomes=shared),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (SHARED_RESTRAINED,), (OWN,), (RESTRAINED,)),
    *_points("dual key", {"dg": "0"}, (BARE_OWN,), (OWN,), (OWN,)),
    *_points("tie: lower edge of the window", {"dg": "1/3"}, (BARE_OWN, SHARED_RESTRAINED), (OWN,), (OWN, RESTRAINED)),
    *_points("above the window", {"dg": "4/5"}, (SHARED_ASSERTIVE,), (OWN,), (ASSERTIVE,)),
    *_points("credible umbrella", {"mu": "3/5"}, (BARE_RESTRAINED,), (RESTRAINED,), (ASSERTIVE,)),
    *_points(
        "tie: upper edge of the window", {"dg": "2/3"}, (SHARED_RESTRAINED, SHARED_ASSERTIVE),
        (OWN,), (ASSERTIVE, RESTRAINED),
    ),
    *_points(
        "tie: just credible umbrella", {"mu": "1/2", "dg": "1/4"}, (BARE_RESTRAINED, SHARED_RESTRAINED),
        (OWN, RESTRAINED), (RESTRAINED,),
    ),
)

OPPOSED = {"B": "mu", "S": "(mu + (1 - mu)*dg)"}


def _loss(p: str) -> str:
    """The ally's expected loss from a crisis."""
    return f"({p}*d + (1 - {p})*L)"


def _after(offer: str) -> tuple[ConditionCase, ...]:
    """Every outcome when a challenge is opposed with the probability that the offer brings, ties included."""
    p = OPPOSED[offer]
    conditions = {
        RESTRAINED: f"v <= {p}*(v + w) <= v + c",
        ASSERTIVE: f"{p}*(v + w) >= v + c",
        OWN: f"{p}*(v + w) <= v and {_loss(p)} >= kap",
        CRISIS: f"{p}*(v + w) <= v and {_loss(p)} <= kap",
    }
    return tuple(
        ConditionCase(MODEL, f"{outcome} under {offer}", SOURCE, condition, outcome, after={"offer": offer})
        for outcome, condition in conditions.items()
    )


def _strictly(outcome: str, p: str) -> str:
    return {
        RESTRAINED: f"v < {p}*(v + w) < v + c",
        ASSERTIVE: f"{p}*(v + w) > v + c",
        OWN: f"{p}*(v + w) < v and {_loss(p)} > kap",
        CRISIS: f"{p}*(v + w) < v and {_loss(p)} < kap",
    }[outcome]


def _cost(outcome: str, p: str) -> str:
    """The patron's expected loss, the cost of sharing apart."""
    return {RESTRAINED: "0", ASSERTIVE: "a", OWN: "g", CRISIS: f"({p}*f + (1 - {p})*l)"}[outcome]


PAIRS = (
    (OWN, OWN), (OWN, CRISIS), (OWN, RESTRAINED), (OWN, ASSERTIVE), (CRISIS, CRISIS), (CRISIS, RESTRAINED),
    (CRISIS, ASSERTIVE), (RESTRAINED, RESTRAINED), (RESTRAINED, ASSERTIVE), (ASSERTIVE, ASSERTIVE),
)

OFFERING = tuple(
    ConditionCase(
        MODEL, f"sharing turns {bare} into {shared}", SOURCE,
        f"k <= {_cost(bare, OPPOSED['B'])} - {_cost(shared, OPPOSED['S'])}", choices=(("offer", "S"),),
        premise=f"({_strictly(bare, OPPOSED['B'])}) and ({_strictly(shared, OPPOSED['S'])})",
    )
    for bare, shared in PAIRS
)

T, T_A = "v/(v + w)", "(v + c)/(v + w)"

CONDITIONS: tuple[ConditionCase, ...] = (
    *_after("B"),
    *_after("S"),
    *OFFERING,
    ConditionCase(
        MODEL, "believed, but not beyond doubt", SOURCE, f"{T} <= mu < {T_A}", RESTRAINED, after=BARE,
        up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "delegation window", SOURCE, f"({T} - mu)/(1 - mu) <= dg < ({T_A} - mu)/(1 - mu)", RESTRAINED,
        after=SHARING, up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "a second key is a second veto", SOURCE, "false", choices=(("offer", "S"),), fixed={"dg": "0"},
        premise=f"mu*(v + w) != v and mu*(v + w) != v + c and {_loss('mu')} != kap",
    ),
    *(
        ConditionCase(
            MODEL, f"{case.name[:-2]} under dual keys", SOURCE, case.condition, case.outcome, after=SHARING,
            fixed={"dg": "0"},
        )
        for case in _after("B")
    ),
    ConditionCase(
        MODEL, "emboldenment reversal", SOURCE, "false", choices=(("offer", "S"),),
        premise=f"{T} < mu < {T_A} and {T_A} <= {OPPOSED['S']}",
    ),
    ConditionCase(
        MODEL, "sharing against an own arsenal", SOURCE,
        f"(k <= g and {OPPOSED['S']} < {T_A}) or (k + a <= g and {OPPOSED['S']} > {T_A})", choices=(("offer", "S"),),
        premise=f"mu < {T} and {_loss('mu')} > kap and {OPPOSED['S']} > {T}", up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "sharing beats both rivals", SOURCE,
        f"(k <= g and {_loss('mu')} > kap) or (k <= mu*f + (1 - mu)*l and {_loss('mu')} < kap)",
        choices=(("offer", "S"), ("crisis", "quiet")), up_to="knife-edges",
        premise=f"mu < {T} and ({T} - mu)/(1 - mu) <= dg < ({T_A} - mu)/(1 - mu)",
    ),
)
