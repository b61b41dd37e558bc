"""The alliance security dilemma, sequential form: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "alliance/alliance_dilemma"
SOURCE = "derived in the spirit of Snyder 1984; backward induction at 20000 random exact points agrees"

LEAVES, MODERATE, CALM, ENTRAPPED, ABANDONED = (
    "realignment", "moderation", "firm line without crisis", "entrapment", "abandonment",
)

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally"), parameters=11, information_sets=5, terminals=10,
    outcomes=(LEAVES, MODERATE, CALM, ENTRAPPED, ABANDONED),
)

STRONG = {"commitment": "strong"}
WEAK = {"commitment": "weak"}


def _entrapped(*payoffs: str) -> Play:
    return Play((("commitment", "strong"), ("conduct", "firm"), ("response", "fight")), payoffs)


def _deserted(*payoffs: str) -> Play:
    return Play((("commitment", "weak"), ("conduct", "leave")), payoffs)


def _restrained(*payoffs: str) -> Play:
    return Play((("commitment", "strong"), ("conduct", "moderate")), payoffs)


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], strong: tuple[str, ...]
) -> tuple[PointCase, ...]:
    """The whole game, the ally's reply to a strong commitment, and to a weak one (it leaves at all these points)."""
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, strong commitment", SOURCE, changes, STRONG, outcomes=strong),
        PointCase(MODEL, f"{name}, weak commitment", SOURCE, changes, WEAK, outcomes=(LEAVES,)),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (_entrapped("1/8", "3/2"),), (ENTRAPPED, CALM)),
    *_points("dear commitment", {"k": "1/2"}, (_deserted("0", "3/4"),), (ENTRAPPED, CALM)),
    *_points(
        "tie: commitment just worth its cost", {"k": "1/4"}, (_entrapped("0", "3/2"), _deserted("0", "3/4")),
        (ENTRAPPED, CALM),
    ),
    *_points("little gain from firmness", {"z": "1/8"}, (_restrained("7/8", "1"),), (MODERATE,)),
    *_points("commitment that does not bind", {"r": "1/4"}, (_restrained("7/8", "1"),), (MODERATE,)),
    *_points(
        "tie: firm or moderate", {"z": "1/2"}, (_restrained("7/8", "1"), _entrapped("1/8", "1")),
        (ENTRAPPED, CALM, MODERATE),
    ),
)

BACKED = "m + z - x*d"
ALONE = "(1 - x)*(m + z) - x*D"
FIRM, LEAVE, MODERATION = (("conduct", "firm"),), (("conduct", "leave"),), (("conduct", "moderate"),)


def _after(commitment: str, worth: str, mild: str) -> tuple[ConditionCase, ...]:
    """The ally's conduct after either commitment, ties included: the patron fights if `worth` >= c."""
    replies = {"fights": (f"{worth} >= c", BACKED), "abandons": (f"{worth} <= c", ALONE)}
    firm = " or ".join(f"({when} and {value} >= {mild} and {value} >= o)" for when, value in replies.values())
    leave = " or ".join(f"({when} and o >= {mild} and o >= {value})" for when, value in replies.values())
    moderate = " or ".join(f"({when} and {mild} >= o and {mild} >= {value})" for when, value in replies.values())
    return (
        *(
            ConditionCase(MODEL, f"{name} after {commitment} support", SOURCE, text, choices=choice,
                          after={"commitment": commitment})
            for name, text, choice in (
                ("firm", firm, FIRM), ("leave", leave, LEAVE), ("moderate", moderate, MODERATION),
            )
        ),
        ConditionCase(
            MODEL, f"war after {commitment} support", SOURCE, f"{worth} >= c", choices=(("response", "fight"),),
            after={"commitment": commitment, "conduct": "firm", "crisis": "crisis"},
        ),
        ConditionCase(
            MODEL, f"entrapment after {commitment} support", SOURCE,
            f"{worth} >= c and {BACKED} >= {mild} and {BACKED} >= o",
            choices=(*FIRM, ("response", "fight")), after={"commitment": commitment},
        ),
        ConditionCase(
            MODEL, f"abandonment after {commitment} support", SOURCE,
            f"{worth} <= c and {ALONE} >= {mild} and {ALONE} >= o",
            choices=(*FIRM, ("response", "abandon")), after={"commitment": commitment},
        ),
    )


DILEMMA = "v < c < v + r"
ENTRAPPING = f"z > x*d and {BACKED} > o"
DESERTING = f"o > m - f and o > {ALONE}"
COMMITS = (("commitment", "strong"),)

CONDITIONS: tuple[ConditionCase, ...] = (
    *_after("strong", "v + r", "m"),
    *_after("weak", "v", "(m - f)"),
    ConditionCase(
        MODEL, "strong support entraps", SOURCE, ENTRAPPING, choices=FIRM, after=STRONG, premise=DILEMMA,
        up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "weak support loses the ally", SOURCE, DESERTING, choices=LEAVE, after=WEAK, premise=DILEMMA,
        up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "entrapment accepted", SOURCE, "v - x*c >= k", choices=COMMITS,
        premise=f"{DILEMMA} and {ENTRAPPING} and {DESERTING}",
    ),
    ConditionCase(
        MODEL, "support without entrapment", SOURCE, "v >= k", choices=COMMITS,
        premise=f"{DILEMMA} and z < x*d and m > o and {DESERTING}",
    ),
    ConditionCase(
        MODEL, "an ally that is firm anyway", SOURCE, "false", choices=COMMITS,
        premise=f"{DILEMMA} and {ENTRAPPING} and {ALONE} > m - f and {ALONE} > o",
    ),
)
