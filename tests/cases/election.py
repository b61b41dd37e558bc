"""Uncertain future commitment (two periods with an election): exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/election"
SOURCE = "derived by hand; backward induction at 5000 random exact points agrees"

CALM, CHALLENGE, BOMB, STRIKE = "calm today", "challenge today", "peaceful proliferation", "preventive strike"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=17, information_sets=9, terminals=16,
    outcomes=(CALM, CHALLENGE, BOMB, STRIKE),
)

FREE = {"bind": "no"}
BOUND = {"bind": "yes"}


def _calm(bind: str, *payoffs: str) -> Play:
    return Play((("bind", bind), ("arms", "N"), ("challenge", "quiet"), ("later", "challenge")), payoffs)


BOUND_CALM = _calm("yes", "-41/100", "-2/5", "4/25")
FREE_BOMB = Play((("bind", "no"), ("arms", "G"), ("strike", "wait")), ("-8/5", "-1", "-4/5"))


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], free: tuple[str, ...], bound: tuple[str, ...]
) -> tuple[PointCase, ...]:
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, successor free", SOURCE, changes, FREE, outcomes=free),
        PointCase(MODEL, f"{name}, successor bound", SOURCE, changes, BOUND, outcomes=bound),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (_calm("no", "-1/5", "-1/2", "1/5"),), (CALM,), (CALM,)),
    *_points("doubtful future, binding pays", {"q": "1/4"}, (BOUND_CALM,), (BOMB,), (CALM,)),
    *_points("now or never", {"q": "9/10", "Q": "1"}, (FREE_BOMB,), (BOMB,), (BOMB,)),
    *_points(
        "calm without any future commitment", {"p": "1/4", "q": "0"},
        (_calm("no", "-4/5", "-2", "4/5"),), (CALM,), (CHALLENGE,),
    ),
    *_points(
        "tie: lower end of the window", {"q": "1/2"},
        (_calm("no", "-2/5", "-1", "2/5"), BOUND_CALM), (CALM, BOMB), (CALM,),
    ),
    *_points(
        "tie: upper end of the window", {"q": "27/32"},
        (_calm("no", "-1/8", "-5/16", "1/8"), BOUND_CALM), (CALM, BOMB), (CALM,),
    ),
    *_points("doubtful future, binding too dear", {"q": "1/4", "k": "2"}, (FREE_BOMB,), (BOMB,), (CALM,)),
)


def _after(bind: str, r: str) -> tuple[ConditionCase, ...]:
    """Every outcome when the next administration is committed with probability `r`, ties included."""
    quiet = f"p*(v + w) >= v*(1 - dl*(1 - {r}))"
    challenged = f"p*(v + w) <= v*(1 - dl*(1 - {r}))"
    struck = "p*(Y - y) <= dl*e - y"
    shielded = "p*(Y - y) >= dl*e - y"
    future, crisis = f"dl*(1 - {r})*L", "p*d + (1 - p)*L"
    conditions = {
        CALM: f"{quiet} and (({struck} and {future} <= m) or ({shielded} and {future} <= kap))",
        CHALLENGE: f"{challenged} and (({struck} and {crisis} <= m) or ({shielded} and {crisis} <= kap))",
        BOMB: f"{shielded} and (({quiet} and {future} >= kap) or ({challenged} and {crisis} >= kap))",
        STRIKE: f"{struck} and (({quiet} and {future} >= m) or ({challenged} and {crisis} >= m))",
    }
    return tuple(
        ConditionCase(MODEL, f"{outcome} with binding {bind}", SOURCE, condition, outcome, after={"bind": bind})
        for outcome, condition in conditions.items()
    )


def _strictly(outcome: str, r: str) -> str:
    """Where the outcome is the only one, and no decision on the way to it is a tie."""
    quiet = f"p*(v + w) > v*(1 - dl*(1 - {r}))"
    challenged = f"p*(v + w) < v*(1 - dl*(1 - {r}))"
    struck, shielded = "p*(Y - y) < dl*e - y", "p*(Y - y) > dl*e - y"
    future, crisis = f"dl*(1 - {r})*L", "p*d + (1 - p)*L"
    return {
        CALM: f"{quiet} and (({struck} and {future} < m) or ({shielded} and {future} < kap))",
        CHALLENGE: f"{challenged} and (({struck} and {crisis} < m) or ({shielded} and {crisis} < kap))",
        BOMB: f"{shielded} and (({quiet} and {future} > kap) or ({challenged} and {crisis} > kap))",
        STRIKE: f"{struck} and (({quiet} and {future} > m) or ({challenged} and {crisis} > m))",
    }[outcome]


def _loss(outcome: str, r: str) -> str:
    """The patron's expected loss, the cost of binding apart."""
    return {CALM: f"dl*(1 - {r})*l", BOMB: "dl*g"}.get(outcome, "(p*f + (1 - p)*l)")


PAIRS = tuple(
    (free, bound)
    for free in (CALM, CHALLENGE, BOMB, STRIKE)
    for bound in (CALM, CHALLENGE, BOMB, STRIKE)
    if {free, bound} != {BOMB, STRIKE}  # whether an arming ally is shielded does not depend on the successor
)

_WINDOW = {"p": "1/2", "dl": "1", "v": "3", "w": "1/2", "L": "4", "d": "0"}
RARE = {
    (BOMB, CHALLENGE): {**_WINDOW, "q": "1/4", "Q": "3/4", "kap": "5/2"},
    (CHALLENGE, BOMB): {**_WINDOW, "q": "3/4", "Q": "1/4", "kap": "5/2"},
    (STRIKE, CHALLENGE): {**_WINDOW, "q": "1/4", "Q": "3/4", "m": "5/2"},
    (CHALLENGE, STRIKE): {**_WINDOW, "q": "3/4", "Q": "1/4", "m": "5/2"},
}

BINDING = tuple(
    ConditionCase(
        MODEL, f"binding turns {free} into {bound}", SOURCE, f"k <= {_loss(free, 'q')} - {_loss(bound, 'Q')}",
        choices=(("bind", "yes"),), premise=f"({_strictly(free, 'q')}) and ({_strictly(bound, 'Q')})",
        draws=RARE.get((free, bound), {}),
    )
    for free, bound in PAIRS
)

T = "v*(1 - dl*(1 - q))/(v + w)"
P_BAR = "(dl*e - y)/(Y - y)"
Q_MIN = "1 - kap/(dl*L)"
Q_MAX = "1 - (v - p*(v + w))/(dl*v)"

CONDITIONS: tuple[ConditionCase, ...] = (
    *_after("no", "q"),
    *_after("yes", "Q"),
    *BINDING,
    ConditionCase(
        MODEL, "challenge today", SOURCE, f"p <= {T}", choices=(("challenge", "challenge"),),
        after={"bind": "no", "arms": "N"},
    ),
    ConditionCase(
        MODEL, "strike today", SOURCE, f"p <= {P_BAR}", choices=(("strike", "strike"),),
        after={"bind": "no", "arms": "G"},
    ),
    ConditionCase(
        MODEL, "calm non-nuclear deterrence", SOURCE, f"p >= {T} and (p < {P_BAR} or q >= {Q_MIN})", CALM, after=FREE,
        premise="m >= dl*L", up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "calm non-nuclear deterrence, ties included", SOURCE, f"p >= {T} and (p <= {P_BAR} or q >= {Q_MIN})",
        CALM, after=FREE, premise="m >= dl*L",
    ),
    ConditionCase(
        MODEL, "electoral window", SOURCE, f"{Q_MIN} <= q <= {Q_MAX}", CALM, after=FREE,
        premise=f"m >= dl*L and p >= {P_BAR}", up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "price of binding a successor", SOURCE, "k <= dl*(g - (1 - Q)*l)", choices=(("bind", "yes"),),
        premise=f"m >= dl*L and p >= {P_BAR} and p >= {T} and q < {Q_MIN} and {Q_MIN} <= Q and Q <= {Q_MAX}",
        up_to="knife-edges",
    ),
)
