"""Comparative statics: signs known by hand, and finite differences at exact points as an independent check."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from functools import cache

import pytest

import gametheory as gt
from gametheory.algebra import evaluate as holds_at
from gametheory.errors import NotFoundError
from gametheory.expr import evaluate, symbols
from gametheory.expr.parse import parse_expression
from gametheory.solution.statics import Static, Statics, derivative_sign, quantities
from tests.solution.solved import solved

BEER, UNILATERAL = "classics/beer_quiche", "deterrence/unilateral"
BLUFF = "semi-separating (soft and Defender mix)"
SEMI = "semi-separating (weak and Receiver mix)"
STEP = Fraction(1, 10**6)

# y = (t - p_Def)/(1 - p_Def) with t = (c_DC - c_SQ)/(c_DC - c_CD); x = p_Ch*(1 - r)/((1 - p_Ch)*r) with
# r = (d_CD - d_DC)/(d_CD - d_DS); conflict p_Ch*t, concession p_Ch*(1 - t)/r. Signs by hand from these (F. C. Zagare
# and D. M. Kilgour 1993, Asymmetric deterrence, has the equilibrium; the closed forms are derived).
BLUFF_SIGNS = {
    "D at answer|soft": {"p_Def": "-", "c_SQ": "-", "c_DC": "+", "c_CD": "+"},
    "D at demand|soft": {"p_Ch": "+", "d_DC": "+", "d_CD": "-", "d_DS": "-"},
    "probability of conflict": {"p_Ch": "+", "c_SQ": "-", "c_DC": "+", "c_CD": "+"},
    "probability of Defender concedes": {
        "p_Ch": "+", "p_Def": "0", "c_SQ": "+", "c_DC": "-", "c_CD": "-", "d_DC": "+", "d_CD": "-", "d_DS": "-",
    },
}  # fmt: skip

# b, the weak type's share of beer, is p*l/((1 - p)*v); beer is fought with probability 1 - g/d.
SEMI_SIGNS = {
    "bound on p: v/(v + l)": {"v": "+", "l": "-"},
    "beer at breakfast|weak": {"p": "+", "l": "+", "v": "-", "g": "0"},
    "fight at reply|beer": {"d": "+", "g": "-", "p": "0"},
    "payoff of Sender": {"p": "+", "g": "+", "d": "0"},  # g + p*g: fights take all that peace is worth
    "payoff of Receiver": {"p": "-", "v": "+", "l": "0"},  # v - p*v
    "region": {"v": "+", "l": "-", "p": "-", "g": "-", "d": "+"},  # g < d and p < v/(v + l)
}

CASES = [
    pytest.param(UNILATERAL, BLUFF, BLUFF_SIGNS, id="bluff"),
    pytest.param(BEER, SEMI, SEMI_SIGNS, id="semi-separating"),
]


@cache
def table_of(key: str, label: str) -> Statics:
    """The whole table of one row, made once."""
    return solved(key).statics(label)


@pytest.fixture
def bluff() -> Statics:
    return table_of(UNILATERAL, BLUFF)


def test_the_bluff_has_twenty_derivatives_with_the_signs_found_by_hand(bluff: Statics) -> None:
    stated = [(q, name, sign) for q, signs in BLUFF_SIGNS.items() for name, sign in signs.items()]
    assert len(stated) == 20
    assert {(q, name): bluff.sign(q, name) for q, name, _ in stated} == {(q, name): s for q, name, s in stated}
    assert "" not in {entry.sign for entry in bluff}


def test_a_share_of_concessions_that_no_credibility_moves() -> None:
    """Concessions given a challenge: 1 - t, whatever p_Ch and p_Def are; falls in c_DC, rises in c_SQ."""
    solution = solved(UNILATERAL)
    row = solution.one(BLUFF)
    ends = dict(row.outcomes)
    share = ends["Defender concedes"] / (1 - ends["status quo"])
    found = {name: derivative_sign(solution.space, row.region.formula, share, name)[0] for name in solution.space.names}
    moved = {name: sign for name, sign in found.items() if sign != "0"}
    assert moved == {"c_DC": "-", "c_SQ": "+", "c_CD": "-"}


@pytest.mark.parametrize(("key", "label", "signs"), CASES)
def test_signs_by_hand(key: str, label: str, signs: dict[str, dict[str, str]]) -> None:
    found = table_of(key, label)
    assert {q: {name: found.sign(q, name) for name in own} for q, own in signs.items()} == signs


ROWS = [
    (key, row.label)
    for key in (BEER, "deterrence/rudimentary", "classics/chicken", UNILATERAL)
    for row in solved(key).equilibria
]


@pytest.mark.parametrize(("key", "label"), ROWS)
def test_signs_against_finite_differences(key: str, label: str) -> None:
    """A quantity that is said to rise does so over a short step between exact points of the region."""
    solution = solved(key)
    row = solution.one(label)
    exprs = dict(quantities(row))
    found = table_of(key, label)
    seen: Counter[tuple[str, str, int]] = Counter()
    for point in row.region.sample(12):
        for entry in found:
            moved = {**point, entry.parameter: point[entry.parameter] + STEP}
            if not holds_at(solution.space.assumptions, solution.space.point(moved)):
                continue
            inside = row.region.contains(moved)
            if entry.quantity == "region":
                assert inside or entry.sign in ("-", "?"), (entry, point)
                continue
            if not inside:
                continue
            change = evaluate(exprs[entry.quantity], moved) - evaluate(exprs[entry.quantity], point)
            direction = (change > 0) - (change < 0)
            seen[entry.quantity, entry.parameter, direction] += 1
            assert entry.sign == "?" or direction == {"+": 1, "-": -1, "0": 0}[entry.sign], (entry, point)
    for entry in found:
        if entry.quantity != "region":
            assert any(seen[entry.quantity, entry.parameter, d] for d in (-1, 0, 1)), entry
    listed = {(e.quantity, e.parameter) for e in found if e.quantity != "region"}
    assert listed == {(q, name) for q, e in exprs.items() for name in symbols(e)}


@pytest.mark.parametrize(("key", "label"), ROWS)
def test_an_ambiguous_sign_has_a_point_of_each_sign(key: str, label: str) -> None:
    solution = solved(key)
    row = solution.one(label)
    exprs = dict(quantities(row))
    for entry in table_of(key, label):
        if entry.sign != "?":
            assert entry.points == ()
        elif entry.quantity != "region":
            above, below = entry.points
            assert row.region.contains(above) and row.region.contains(below)
            slope = [_difference(exprs[entry.quantity], point, entry.parameter) for point in (above, below)]
            assert slope[0] > 0 > slope[1], entry


def _difference(expr: object, point: dict[str, Fraction], name: str) -> Fraction:
    """By a central difference over a step so short that no other sign fits: the quantities are of low degree."""
    h = Fraction(1, 10**12)
    ahead, behind = ({**point, name: point[name] + s} for s in (h, -h))
    return evaluate(expr, ahead) - evaluate(expr, behind)  # type: ignore[arg-type]


def test_a_receivers_payoff_that_may_rise_or_fall_in_the_prior() -> None:
    """p*l + (1 - p)*v in the separating row of beer and quiche: rises in p if and only if l > v."""
    (entry,) = (
        e
        for e in solved(BEER).statics("separating", ["p"])
        if e.quantity == "payoff of Receiver"
    )
    assert str(entry) == "payoff of Receiver rises or falls in p"
    above, below = entry.points
    assert above["l"] > above["v"] and below["l"] < below["v"]


def test_only_the_parameters_asked_for() -> None:
    found = solved(BEER).statics(SEMI, ["d"])
    assert {e.parameter for e in found} == {"d"}
    assert len(found) == len(found.entries)


def test_as_text() -> None:
    assert str(solved(BEER).statics("pooling on beer")) == (
        "pooling on beer\n"
        "                       v  l  p  g  d\n"
        "bound on p: v/(v + l)  +  -\n"
        "payoff of Sender             +  +  +\n"
        "payoff of Receiver        +  +\n"
        "region                 -  +  +  -  +"
    )


def test_as_a_table_for_a_paper() -> None:
    assert solved(BEER).statics("pooling on beer", ["v", "p"]).latex({"v": "v_R"}) == (
        "\\begin{tabular}{lcc}\n"
        " & $v_R$ & $p$ \\\\ \\hline\n"
        "bound on p: v/(v + l) & $+$ &  \\\\\n"
        "payoff of Sender &  & $+$ \\\\\n"
        "payoff of Receiver &  & $+$ \\\\\n"
        "region & $-$ & $+$ \\\\\n"
        "\\end{tabular}\n"
    )
    odd = Statics("x", (Static("x", "fight at reply|a_b", "p", "?"), Static("x", "100% sure & #1", "p", "")))
    assert odd.latex().splitlines()[2:4] == [r"fight at reply$|$a\_b & $\pm$ \\", r"100\% sure \& \#1 & undecided \\"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: solved(BEER).statics("war"),
            "unknown equilibrium 'war'; there are: pooling on beer, separating, semi-separating (weak and "
            "Receiver mix), pooling on quiche.",
        ),
        (lambda: solved(BEER).statics(SEMI, ["q"]), "unknown parameter 'q'; there are: p, g, d, v, l."),
        (
            lambda: solved(BEER).statics("pooling on beer", ["g"]).sign("payoff of Ally", "g"),
            "unknown quantity 'payoff of Ally'; there are: payoff of Sender, region. Did you mean 'payoff of Sender'?",
        ),
        (lambda: solved(BEER).along("prior"), "unknown parameter 'prior'; there are: p, g, d, v, l."),
    ],
)
def test_questions_about_what_is_not_there(ask: object, message: str) -> None:
    with pytest.raises(NotFoundError, match=f"^{re.escape(message)}$"):
        ask()  # type: ignore[operator]


class TestAlong:
    def test_beer_and_quiche_along_the_prior(self) -> None:
        """At the article's payoffs the receiver is indifferent at one half (I.-K. Cho and D. Kreps 1987)."""
        assert [str(s) for s in solved(BEER).along("p")] == [
            f"(0, 1/2): {SEMI}",
            "(1/2, 1): pooling on beer; pooling on quiche",
        ]

    def test_ends_that_are_open_and_a_stretch_without_equilibria(self) -> None:
        solution = solved(BEER)
        without = solution.replace(equilibria=tuple(r for r in solution.equilibria if r.label != SEMI))
        first, second = without.along("g", {"p": "1/4", "d": 2, "v": 1, "l": 1})
        assert (str(first), str(second)) == ("(0, 2): none", "(2, oo): separating")
        assert second.high is None and second.low == 2

    def test_an_irrational_end_is_rounded(self) -> None:
        draft = gt.GameBuilder("Root", players=["One"])
        x = draft.parameter("x", "anything", at=1)
        draft.move("One", "choice", ["in", "out"])
        draft.outcome("in", when={"choice": "in"}, pays={"One": x * x - 2})
        draft.outcome("out", when={"choice": "out"}, pays={"One": 0})
        ends = gt.solve(draft.build()).along("x")
        assert [s.labels for s in ends] == [("in",), ("out",), ("in",)]
        assert ends[0].low is None and ends[1].high == ends[2].low
        assert ends[1].high is not None and abs(ends[1].high ** 2 - 2) < Fraction(1, 10**12)

    @pytest.mark.parametrize("name", ["p_Def", "p_Ch", "c_SQ", "d_DS"])
    def test_against_the_solution_at_points_between(self, name: str) -> None:
        solution = solved(UNILATERAL)
        at = {**solution.game.baseline, "p_Def": Fraction(1, 5)}
        stretches = solution.along(name, at)
        assert len(stretches) >= 2
        for stretch in stretches:
            assert stretch.low is not None or stretch.high is not None
            low = stretch.low if stretch.low is not None else stretch.high - 2  # type: ignore[operator]
            high = stretch.high if stretch.high is not None else stretch.low + 2  # type: ignore[operator]
            for k in (1, 3, 8):
                point = {**at, name: low + (high - low) * Fraction(k, 9)}
                assert tuple(e.label for e in solution.at(point)) == stretch.labels, (name, point)


def test_a_derivative_that_vanishes_identically_and_one_that_changes_sign() -> None:
    space = solved(BEER).space
    everywhere = space.table.true
    assert derivative_sign(space, everywhere, parse_expression("p*(1 - p) + (p - 1/2)^2"), "p") == ("0", ())
    sign, (rises, falls) = derivative_sign(space, everywhere, parse_expression("p*(1 - p)"), "p")
    assert sign == "?" and rises["p"] < Fraction(1, 2) < falls["p"]
    assert derivative_sign(space, space.region("p < 1/2").formula, parse_expression("p*(1 - p)"), "p") == ("+", ())
