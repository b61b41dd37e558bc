"""Mixing probabilities and conditions of the literature's games: equal as rational functions and as regions.

The formulas were derived by hand from the indifference conditions and checked at random exact points by enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

import gametheory as gt
from gametheory.expr import Expr
from gametheory.expr.parse import parse_expression
from gametheory.solution import Equilibrium, Solution

Shares = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Stated:
    """A mixed equilibrium: the probability of one action of each mixed set, some certain choices, the condition."""

    name: str
    model: str
    mixed: Shares
    iff: str
    plays: tuple[tuple[str, str], ...] = ()
    """Certain choices on the path."""

    def __str__(self) -> str:
        return f"{self.model}: {self.name}"


BEER = "classics/beer_quiche"
UNILATERAL = "deterrence/unilateral"
AUDIENCES = "asia_pacific/two_audiences"
MORROW = "alliance/morrow"

T_S, R_STAR = "((c_DC - c_SQ)/(c_DC - c_CD))", "((d_CD - d_DC)/(d_CD - d_DS))"

T_H, MU_A = "(vH/(vH + w))", "((pi*L - kap)/(pi*(L - d)))"
M_R, M_U = "(pi*fR)", "(pi*lU)"
ODDS_1, ODDS_0 = f"((1 - mu)*{T_H}/(mu*(1 - {T_H})))", f"((1 - mu)*{MU_A}/(mu*(1 - {MU_A})))"
ARMING = f"(k/(gU - {M_U}))"
# the two patrons are indifferent: (g - M)*a + M*phi = g - k with the losses g and M of each
DETERMINANT = f"((gR - {M_R})*{M_U} - (gU - {M_U})*{M_R})"
CALM = f"(((gR - k)*{M_U} - (gU - k)*{M_R})/{DETERMINANT})"
TESTED = f"(((gR - {M_R})*(gU - k) - (gU - {M_U})*(gR - k))/{DETERMINANT})"

T_C, T_T = "(h/(h + w))", "(e/(L + e - d))"
RHO = f"(g/(g + {T_T}*w - (1 - {T_T})*h))"
K_STAR = f"((1 - {RHO})*vH + {RHO}*c)"


def _imitation(t: str) -> str:
    """At this rate the others imitate a trusted type so that the belief after the signal is `t`."""
    return f"mu*(1 - {t})/((1 - mu)*{t})"


def _silence(t: str) -> str:
    """At this rate a trusted type stays silent so that the belief after silence is `t`."""
    return f"(1 - mu)*{t}/(mu*(1 - {t}))"


STATED = (
    Stated(
        "semi-pooling on beer", BEER,
        {"breakfast|weak": {"beer": "p*l/((1 - p)*v)"}, "reply|beer": {"fight": "1 - g/d"}},
        "g <= d and p < v/(v + l)", (("breakfast|tough", "beer"), ("reply|quiche", "fight")),
    ),
    Stated(
        "bluff", UNILATERAL,
        {
            "demand|soft": {"D": f"p_Ch*(1 - {R_STAR})/((1 - p_Ch)*{R_STAR})"},
            "answer|soft": {"D": f"({T_S} - p_Def)/(1 - p_Def)"},
        },
        f"p_Def < {T_S} and p_Ch < {R_STAR}",
        (("demand|hard", "D"), ("answer|hard", "D"), ("press|hard", "D"), ("press|soft", "C")),
    ),
    Stated(
        "imitation, the adversary in doubt", AUDIENCES,
        {"signal|U": {"1": _imitation(T_H)}, "challenge|H,1": {"challenge": f"(gU - k)/{M_U}"}},
        f"mu < {T_H} and 0 < gU - k < {M_U} and k + (gU - k)/{M_U}*{M_R} <= gR",
        (("signal|R", "1"), ("arms|1", "N"), ("arms|0", "G"), ("challenge|Lo,1", "quiet")),
    ),
    Stated(
        "imitation, the ally in doubt", AUDIENCES,
        {"signal|U": {"1": _imitation(MU_A)}, "arms|1": {"N": ARMING}},
        f"mu < {MU_A} and {M_U} < gU - k < gU and gR - {M_R} >= gU - {M_U}",
        (("signal|R", "1"), ("arms|0", "G"), ("challenge|H,1", "challenge"), ("challenge|Lo,1", "quiet")),
    ),
    Stated(
        "silence, the adversary in doubt", AUDIENCES,
        {"signal|R": {"0": _silence(T_H)}, "challenge|H,0": {"challenge": f"k/{M_R}"}},
        f"mu > {T_H} and k < {M_R} and lU <= fR",
        (("signal|U", "0"), ("arms|0", "N"), ("arms|1", "N"), ("challenge|H,1", "quiet")),
    ),
    Stated(
        "silence, the ally in doubt", AUDIENCES,
        {"signal|R": {"0": _silence(MU_A)}, "arms|0": {"N": f"(gR - k)/(gR - {M_R})"}},
        f"mu > {MU_A} and {M_R} < k < gR and (1 - (gR - k)/(gR - {M_R}))*gU + (gR - k)/(gR - {M_R})*{M_U} <= k",
        (("signal|U", "0"), ("arms|1", "N"), ("challenge|H,0", "challenge"), ("challenge|H,1", "quiet")),
    ),
    Stated(
        "both mix", AUDIENCES,
        {
            "signal|R": {"1": f"{ODDS_1}*(1 - {ODDS_0})/({ODDS_1} - {ODDS_0})"},
            "signal|U": {"1": f"(1 - {ODDS_0})/({ODDS_1} - {ODDS_0})"},
            "arms|0": {"N": CALM}, "challenge|H,1": {"challenge": TESTED},
        },
        f"{MU_A} < mu < {T_H} and gR*{M_U} != gU*{M_R} and 0 < {CALM} < 1 and 0 < {TESTED} < 1",
        (("arms|1", "N"), ("challenge|H,0", "challenge"), ("challenge|Lo,0", "quiet"), ("challenge|Lo,1", "quiet")),
    ),
    Stated(
        "imitation, the challenger in doubt", MORROW,
        {"alliance|L": {"A": _imitation(T_C)}, "challenge|A": {"challenge": "1 - k/vL"}},
        f"b < c - vL and {T_C} > {T_T} and k < vL and mu < {T_C}",
        (("alliance|H", "A"), ("reply|A", "resist"), ("challenge|N", "challenge"), ("reply|N", "concede")),
    ),
    Stated(
        "imitation, challenger and target in doubt", MORROW,
        {
            "alliance|L": {"A": _imitation(T_T)}, "challenge|A": {"challenge": "1 - k/vL"}, "reply|A": {"resist": RHO},
        },
        f"b < c - vL and {T_C} < {T_T} and k < vL and mu < {T_T}",
        (("alliance|H", "A"), ("challenge|N", "challenge"), ("reply|N", "concede")),
    ),
    Stated(
        "no alliance, the challenger in doubt", MORROW,
        {"alliance|H": {"N": _silence(T_C)}, "challenge|N": {"challenge": "k/c"}},
        f"{T_C} > {T_T} and mu > {T_C} and k <= c",
        (("alliance|L", "N"), ("challenge|A", "quiet"), ("reply|N", "resist")),
    ),
    Stated(
        "no alliance, the target in doubt", MORROW,
        {"alliance|H": {"N": _silence(T_T)}, "reply|N": {"resist": "(vH - k)/(vH - c)"}},
        f"mu > {T_T} and c < k < vH and ({T_C} > {T_T} or ({T_C} < {T_T} and k >= {K_STAR}))",
        (("alliance|L", "N"), ("challenge|A", "quiet"), ("challenge|N", "challenge")),
    ),
    Stated(
        "no alliance, challenger and target in doubt", MORROW,
        {"alliance|H": {"N": _silence(T_T)}, "reply|N": {"resist": RHO}, "challenge|N": {"challenge": f"k/{K_STAR}"}},
        f"{T_C} < {T_T} and mu > {T_T} and k < {K_STAR} and k <= vH",
        (("alliance|L", "N"), ("challenge|A", "quiet")),
    ),
)

PURE = {BEER: 3, UNILATERAL: 3, AUDIENCES: 6, MORROW: 5}
"""Rows that are not mixed: they differ in the replies on their paths."""


@cache
def solved(model: str) -> Solution:
    return gt.solve(gt.load(model), supports="all")


def row_of(case: Stated) -> Equilibrium:
    """The one row that mixes where the case says, between the actions on its path."""
    rows = [r for r in solved(case.model).equilibria if {label for label, _ in r.mixing} == set(case.mixed)]
    rows = [r for r in rows if set(case.plays) <= set(r.path)]
    assert len(rows) == 1, [r.path for r in rows]
    return rows[0]


@pytest.mark.parametrize("case", STATED, ids=str)
def test_probabilities_are_the_stated_ones(case: Stated) -> None:
    row, known = row_of(case), solved(case.model).space.names
    assert row.free == () and row.confirmed == 16
    for label, shares in row.mixing:
        found = dict(shares)
        assert len(found) == 2
        ((action, formula),) = case.mixed[label].items()
        stated = parse_expression(formula, known=known)
        assert is_zero(found.pop(action) - stated), (label, action)
        (rest,) = found.values()
        assert is_zero(rest - 1 + stated), label


def is_zero(difference: Expr) -> bool:
    """As a rational function."""
    import sympy

    return bool(sympy.cancel(difference.sympy()) == 0)


@pytest.mark.parametrize("case", STATED, ids=str)
def test_conditions_are_the_stated_ones(case: Stated) -> None:
    stated = solved(case.model).space.region(case.iff)
    assert not stated.is_empty()
    assert row_of(case).region.equivalent(stated, up_to="knife-edges")


@pytest.mark.parametrize("model", sorted(PURE))
def test_there_are_no_others(model: str) -> None:
    solution = solved(model)
    assert solution.complete and solution.coverage().proved
    mixed = [row for row in solution.equilibria if row.mixing]
    assert len(mixed) == sum(case.model == model for case in STATED)
    assert len(solution.equilibria) - len(mixed) == PURE[model] and solution.knife_edges == ()
