"""Textbook games: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

ENTRY, CAPACITY = "classics/market_entry", "classics/capacity_commitment"
ULTIMATUM = "classics/ultimatum_outside_option"
CENTIPEDE, TRUST, INSPECTION = "classics/centipede", "classics/trust_game", "classics/inspection"
JOBS, DILEMMA, HOLD_UP = "classics/job_market_signalling", "classics/security_dilemma_two_types", "classics/hold_up"
SEXES, PENNIES, TALK = "classics/battle_of_the_sexes", "classics/matching_pennies", "classics/cheap_talk"
TWICE = "classics/twice_repeated_dilemma"
SOURCE = "textbook; derived by hand"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(ENTRY, ("Entrant", "Incumbent"), 6, 2, 3, ("monopoly", "duopoly", "price war")),
    ModelFacts(CAPACITY, ("Incumbent", "Entrant"), 7, 5, 6, ("monopoly", "duopoly", "price war")),
    ModelFacts(ULTIMATUM, ("Proposer", "Responder"), 4, 3, 4, ("agreement", "no agreement")),
    ModelFacts(
        CENTIPEDE, ("First", "Second"), 2, 4, 5,
        (
            "taken at once", "taken at the second turn", "taken at the third turn", "taken at the fourth turn",
            "passed to the end",
        ),
    ),
    ModelFacts(TRUST, ("Investor", "Trustee"), 5, 2, 3, ("no trust", "trust honoured", "trust betrayed")),
    ModelFacts(
        INSPECTION, ("Inspectee", "Inspector"), 4, 2, 4,
        ("trusted compliance", "inspection in vain", "detected violation", "undetected violation"),
    ),
    ModelFacts(JOBS, ("Worker", "Employer"), 6, 4, 8, ("skilled job", "unskilled job")),
    ModelFacts(
        DILEMMA, ("State1", "State2"), 5, 4, 16,
        ("both unarmed", "first armed alone", "second armed alone", "both armed"),
    ),
    ModelFacts(HOLD_UP, ("Seller", "Buyer"), 5, 4, 5, ("no investment", "trade", "sold elsewhere")),
    ModelFacts(SEXES, ("First", "Second"), 6, 3, 5, ("outside", "meeting at A", "meeting at B", "no meeting")),
    ModelFacts(
        PENNIES, ("Matcher", "Mismatcher"), 4, 2, 4,
        ("heads matched", "tails matched", "matcher alone heads", "matcher alone tails"),
    ),
    ModelFacts(TALK, ("Sender", "Receiver"), 5, 4, 8, ("soft", "hard")),
    ModelFacts(TWICE, ("A", "B"), 4, 10, 16, ("defection throughout", "some cooperation")),
)


def _types(move: str, first: str, second: str, one: str, other: str) -> tuple[tuple[str, str], ...]:
    return (f"{move}|{first}", one), (f"{move}|{second}", other)


SORTED = _types("education", "able", "other", "degree", "none")
ALL = _types("education", "able", "other", "degree", "degree")
NOBODY = _types("education", "able", "other", "none", "none")

POINTS: tuple[PointCase, ...] = (
    PointCase(ENTRY, "baseline", SOURCE, plays=(Play((("entry", "in"), ("reply", "accommodate")), ("1", "2")),)),
    PointCase(ENTRY, "credible threat", SOURCE, {"f_I": "3"}, plays=(Play((("entry", "out"),), ("0", "4")),)),
    PointCase(ENTRY, "tie: an indifferent incumbent", SOURCE, {"f_I": "2"}, outcomes=("duopoly", "monopoly")),
    PointCase(CAPACITY, "baseline", SOURCE, outcomes=("monopoly",)),
    PointCase(CAPACITY, "tie: capacity costs what it averts", SOURCE, {"k": "2"}, outcomes=("duopoly", "monopoly")),
    PointCase(CAPACITY, "capacity of little use", SOURCE, {"h": "1/2"}, outcomes=("duopoly",)),
    PointCase(
        ULTIMATUM, "baseline", SOURCE,
        plays=(Play((("offer", "fair"), ("reply", "accept")), ("1/2", "1/2")),),
    ),
    PointCase(
        ULTIMATUM, "no outside option", SOURCE, {"o": "0"},
        plays=(Play((("offer", "stingy"), ("reply", "accept")), ("3/4", "1/4")),),
    ),
    PointCase(
        ULTIMATUM, "tie: an indifferent responder", SOURCE, {"o": "1/4"},
        plays=(
            Play((("offer", "stingy"), ("reply", "accept")), ("3/4", "1/4")),
            Play((("offer", "fair"), ("reply", "accept")), ("1/2", "1/2")),
        ),
    ),
    PointCase(CENTIPEDE, "baseline", SOURCE, plays=(Play((("turn1", "take"),), ("0", "0")),)),
    PointCase(TRUST, "baseline", SOURCE, outcomes=("no trust",)),
    PointCase(TRUST, "tie: betrayal just worth its cost", SOURCE, {"k": "1"}, outcomes=("no trust", "trust honoured")),
    PointCase(INSPECTION, "baseline", SOURCE, none=True),
    PointCase(INSPECTION, "dear inspections", SOURCE, {"c": "3"}, outcomes=("undetected violation",)),
    PointCase(JOBS, "baseline", SOURCE, plays=(Play(SORTED, ("1/6", "1/3")), Play(NOBODY, ("0", "0")))),
    PointCase(
        JOBS, "high premium, many able", SOURCE, {"w": "3", "p": "2/3"},
        plays=(Play(ALL, ("2", "1/3")), Play(NOBODY, ("3", "1/3"))),
    ),
    PointCase(
        JOBS, "tie: a degree just pays for all", SOURCE, {"w": "2"},
        plays=(Play(SORTED, ("1/2", "1/3")), Play(NOBODY, ("0", "0"))),
    ),
    PointCase(
        DILEMMA, "baseline", SOURCE,
        outcomes=("both armed", "both unarmed", "first armed alone", "second armed alone"),
    ),
    PointCase(DILEMMA, "many greedy", SOURCE, {"q": "1/2"}, outcomes=("both armed",)),
    PointCase(HOLD_UP, "baseline", SOURCE, outcomes=("no investment",)),
    PointCase(HOLD_UP, "another use", SOURCE, {"o": "3/4"}, outcomes=("trade",)),
    PointCase(HOLD_UP, "cheap investment", SOURCE, {"i": "1/4"}, outcomes=("trade",)),
    PointCase(SEXES, "baseline", SOURCE, outcomes=("meeting at A", "outside")),
    PointCase(SEXES, "poor outside option", SOURCE, {"o": "1/2"}, outcomes=("meeting at A", "meeting at B")),
    PointCase(SEXES, "good outside option", SOURCE, {"o": "4"}, outcomes=("outside",)),
    PointCase(PENNIES, "baseline", SOURCE, none=True),
    PointCase(TALK, "baseline", SOURCE, outcomes=("hard", "soft")),
    PointCase(TALK, "a common wish", SOURCE, {"y": "1"}, outcomes=("hard",)),
    PointCase(TWICE, "baseline", SOURCE, outcomes=("defection throughout",)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        INSPECTION, "baseline", SOURCE, "mixed", {}, (("conduct", "violate", "1/2"), ("inspection", "inspect", "1/3")),
    ),
    ProfileCase(PENNIES, "baseline", SOURCE, "mixed", {}, (("coin1", "heads", "1/2"), ("coin2", "heads", "1/3"))),
    ProfileCase(
        SEXES, "poor outside option", SOURCE, "mixed meeting", {"o": "1/2"},
        (("place1", "A", "3/4"), ("place2", "A", "1/4")), {"no meeting": "5/8"},
    ),
    ProfileCase(SEXES, "baseline", SOURCE, "mixed meeting", holds=False),
    ProfileCase(DILEMMA, "baseline", SOURCE, "wary seekers", {}, (("arms1|seeker", "arm", "1/9"),)),
    ProfileCase(
        JOBS, "high premium", SOURCE, "degrees imitated now and then", {"w": "4"},
        (("education|other", "degree", "1/2"), ("job|degree", "skilled", "1/2")),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(ENTRY, "duopoly", SOURCE, "d_I >= f_I and d_E >= o", "duopoly"),
    ConditionCase(ENTRY, "price war", SOURCE, "f_I >= d_I and f_E >= o", "price war"),
    ConditionCase(CAPACITY, "monopoly", SOURCE, "f_I + h >= d_I and k <= m - d_I", "monopoly"),
    ConditionCase(ULTIMATUM, "stingy agreement", SOURCE, "o <= s", choices=(("offer", "stingy"), ("reply", "accept"))),
    ConditionCase(CENTIPEDE, "taken at once", SOURCE, "true", "taken at once"),
    ConditionCase(TRUST, "trust", SOURCE, "b - k <= h", "trust honoured"),
    ConditionCase(INSPECTION, "undetected violation", SOURCE, "c >= a", "undetected violation"),
    ConditionCase(JOBS, "sorting", SOURCE, "c_H <= w <= c_L", choices=SORTED),
    ConditionCase(JOBS, "everybody studies", SOURCE, "w >= c_L and p*(g + l) >= l", choices=ALL),
    ConditionCase(
        DILEMMA, "restraint", SOURCE, "q*(l - g_s) <= k - g_s",
        choices=(("arms1|seeker", "no"), ("arms2|seeker", "no")),
    ),
    ConditionCase(HOLD_UP, "trade in spite of pressure", SOURCE, "low >= i", "trade", premise="o < low"),
    ConditionCase(SEXES, "outside", SOURCE, "o >= l_1", "outside"),
    ConditionCase(SEXES, "meeting at A", SOURCE, "o <= h_1", "meeting at A"),
    ConditionCase(PENNIES, "nothing is certain", SOURCE, "false", "heads matched"),
    ConditionCase(
        TALK, "informative talk", SOURCE, "x >= 0 and y <= 0", choices=_types("message", "good", "bad", "1", "2"),
    ),
    ConditionCase(TWICE, "defection", SOURCE, "true", "defection throughout"),
)
