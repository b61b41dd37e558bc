"""Assurance against provocation: exact points and closed forms at every posture, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/assurance_provocation"
SOURCE = "derived by hand; enumeration at 4000 random exact points agrees"

QUIET, PREEMPTED, CHALLENGED, WORST = "both quiet", "pre-emption", "challenge", "challenge and pre-emption"

FACTS = ModelFacts(
    model=MODEL, players=("Planner", "Target", "Bystander", "Leader1", "Leader2"), parameters=12, information_sets=15,
    terminals=44, outcomes=(QUIET, PREEMPTED, CHALLENGED, WORST),
)

PAIRS = {
    QUIET: ("comply", "calm"), PREEMPTED: ("comply", "preempt"), CHALLENGED: ("challenge", "calm"),
    WORST: ("challenge", "preempt"),
}

Stage = tuple[tuple[str, str], ...]
"""(outcome, planner's payoff) of every equilibrium at one posture."""


def _play(posture: str, outcome: str, planner: str, *, whole: bool) -> Play:
    target, bystander = PAIRS[outcome]
    chosen = (("posture", posture),) if whole else ()
    path = (*chosen, (f"target|{posture}", target), (f"bystander|{posture}", bystander))
    return Play(path, (planner, None, None, None, None))


def _points(
    name: str, changes: dict[str, str], chosen: tuple[tuple[str, str, str], ...], threat: Stage, assured: Stage
) -> tuple[PointCase, ...]:
    """The whole game as (posture, outcome, planner's payoff), and play after each posture."""
    stages = {"0": ((CHALLENGED, "-3"),), "T": threat, "TA": assured}
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=tuple(_play(*entry, whole=True) for entry in chosen)),
        *(
            PointCase(
                MODEL, f"{name}, posture {posture}", SOURCE, changes, {"posture": posture},
                plays=tuple(_play(posture, *entry, whole=False) for entry in stage),
                outcomes=tuple(sorted({outcome for outcome, _ in stage})),
            )
            for posture, stage in stages.items()
        ),
    )


ASSURED = (("TA", QUIET, "-3/4"),)
RESTRAINED = (("0", CHALLENGED, "-3"),)
PROVOKED = ((WORST, "-9/2"),)

POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, ASSURED, PROVOKED, ((QUIET, "-3/4"),)),
    *_points("low tension", {"om": "1/4"}, ASSURED, ((QUIET, "-3/2"),), ((QUIET, "-3/4"),)),
    *_points("provocation gap", {"x": "13/5"}, RESTRAINED, PROVOKED, ((WORST, "-19/4"),)),
    *_points("beyond the gap", {"x": "3"}, RESTRAINED, ((PREEMPTED, "-7/2"),), ((PREEMPTED, "-15/4"),)),
    *_points("assurance that does not bind", {"r": "1"}, RESTRAINED, PROVOKED, ((WORST, "-19/4"),)),
    *_points(
        "tie: the assurance just binds", {"x": "5/2"},
        (*ASSURED, ("TA", PREEMPTED, "-11/4"), ("TA", CHALLENGED, "-11/4"), *RESTRAINED), PROVOKED,
        ((QUIET, "-3/4"), (PREEMPTED, "-11/4"), (CHALLENGED, "-11/4"), (WORST, "-19/4")),
    ),
    *_points(
        "tie: the force just equals the prize", {"x": "1"}, (*ASSURED, ("TA", CHALLENGED, "-11/4")),
        ((CHALLENGED, "-7/2"),), ((QUIET, "-3/4"), (CHALLENGED, "-11/4")),
    ),
    *_points(
        "tie: at the ceiling of tension", {"om": "4/11", "x": "11/6"}, ASSURED,
        ((QUIET, "-43/22"), (PREEMPTED, "-71/22"), (CHALLENGED, "-71/22"), (WORST, "-9/2")), ((QUIET, "-3/4"),),
    ),
)

SAFE = "(1 - om*zeta)"
THREAT, ASSURANCE = {"posture": "T"}, {"posture": "TA"}
DETERRED = f"v <= x and (t*x <= r or v <= x*{SAFE})"
CALMED = "(t*x <= r or om*eta*x <= s)"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "threat alone", SOURCE, f"v <= x*{SAFE}", choices=(("target|T", "comply"),), after=THREAT,
    ),
    ConditionCase(
        MODEL, "bystander under a threat", SOURCE, "om*eta*x <= s", choices=(("bystander|T", "calm"),), after=THREAT,
    ),
    ConditionCase(
        MODEL, "threat with assurance", SOURCE, DETERRED, choices=(("target|TA", "comply"),), after=ASSURANCE,
    ),
    ConditionCase(
        MODEL, "challenge of an assured threat", SOURCE, f"v >= x or (t*x >= r and v >= x*{SAFE})",
        choices=(("target|TA", "challenge"),), after=ASSURANCE,
    ),
    ConditionCase(
        MODEL, "bystander under an assured threat", SOURCE, CALMED, choices=(("bystander|TA", "calm"),),
        after=ASSURANCE,
    ),
    ConditionCase(MODEL, "quiet under a threat", SOURCE, f"v <= x*{SAFE} and om*eta*x <= s", QUIET, after=THREAT),
    ConditionCase(MODEL, "quiet under an assured threat", SOURCE, f"{DETERRED} and {CALMED}", QUIET, after=ASSURANCE),
    ConditionCase(
        MODEL, "above the ceiling a threat provokes", SOURCE, "false", QUIET, after=THREAT,
        premise="om > s/(s*zeta + v*eta)",
    ),
    ConditionCase(
        MODEL, "above the ceiling an assurance must bind", SOURCE, "v <= x and t*x <= r", QUIET, after=ASSURANCE,
        premise="om > s/(s*zeta + v*eta)",
    ),
    ConditionCase(
        MODEL, "assurance worth its cost", SOURCE, "k + a <= c", choices=(("posture", "TA"),),
        premise="t*x <= r and v <= x and a <= 2*p*om",
    ),
    ConditionCase(MODEL, "restraint invites a challenge", SOURCE, "true", CHALLENGED, after={"posture": "0"}),
)
