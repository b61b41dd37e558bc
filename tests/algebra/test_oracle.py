"""The oracle: every *yes* with a point that is checked exactly, every *no* against independent methods."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, evaluate
from gametheory.algebra.formulas import Formula
from gametheory.expr import all_of, holds
from gametheory.expr.parse import parse_condition
from tests.algebra.fourier_motzkin import possible
from tests.algebra.spaces import (
    NAMES,
    WHERE,
    grid,
    linear_condition,
    random_comparison,
    random_condition,
    space,
    vector,
)

LINEAR = ["no assumption", "signs", "order", "probability", "equation", "either", "strict signs"]


def assert_right(there: ParameterSpace, f: Formula, where: str) -> bool | None:
    """A witness is exact; a *no* has no counterexample among the grid's points."""
    answer = there.oracle.ask(f)
    if answer.point is not None:
        assert answer.possible is True
        assert evaluate(f, answer.point)
        assert holds(parse_condition(WHERE[where]), dict(zip(NAMES, answer.point, strict=True)))
    if answer.possible is False:
        assert not any(evaluate(f, vector(point)) for point in grid(where))
    return answer.possible


@pytest.mark.parametrize("where", LINEAR)
@pytest.mark.parametrize("seed", range(25))
def test_linear_conditions_against_elimination(where: str, seed: int) -> None:
    condition = linear_condition(random.Random(seed))
    there = space(where)
    answer = assert_right(there, there.formula(condition), where)
    assert answer is possible(all_of(condition, parse_condition(WHERE[where])), NAMES)


@pytest.mark.parametrize("where", LINEAR)
@pytest.mark.parametrize("seed", range(15))
def test_conjunctions_of_linear_comparisons_on_borders(where: str, seed: int) -> None:
    """Weak inequalities and equations, where points in the interior do not help."""
    rng = random.Random(seed)
    parts = [linear_condition(rng, 0) for _ in range(rng.randint(2, 5))]
    there = space(where)
    f = there.table.all_of([there.formula(p) for p in parts])
    assert assert_right(there, f, where) is possible(all_of(*parts, parse_condition(WHERE[where])), NAMES)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("seed", range(12))
def test_nonlinear_conditions_are_never_denied_where_a_point_has_them(where: str, seed: int) -> None:
    condition = random_condition(random.Random(seed), 1)
    assert_right(space(where), space(where).formula(condition), where)


@pytest.mark.parametrize("where", ["no assumption", "signs", "order", "probability", "equation"])
@pytest.mark.parametrize("seed", range(15))
def test_the_relaxation_never_answers_no_wrongly(where: str, seed: int) -> None:
    """Conditions built to hold at a known point, on a border of each comparison, so that only z3 can answer."""
    rng = random.Random(seed)
    there = space(where)
    point = vector(rng.choice(grid(where)))
    parts = []
    while len(parts) < 3:
        atom = there.formula(random_comparison(rng))
        if atom.kind != "atom" or atom.poly is None or atom.poly.degree > 4:
            continue
        scale = atom.poly.at(point)
        shifted = there.ring.sub(
            there.ring.scale(atom.poly, scale.denominator), there.ring.constant(scale.numerator)
        )
        parts.append(there.table.atom(shifted, rng.choice(["=", ">=", "<="])))
    f = there.table.all_of(parts)
    assert evaluate(f, point)
    assert there.oracle._relaxation_fails((f, *there.oracle.conjuncts)) is False
    assert there.oracle.possible(f, quick=True) is not False


QUESTIONS = (
    ("true", "x^2 = 2", True), ("true", "x^2 + 1 = 0", False), ("x > 0", "x^3 = 2, x < 1", False),
    ("true", "x^2 = 2, x < 0, y^2 = 3", True), ("x > 0, y > 0", "x*y < 0", False), ("0 < x < 1", "x^2 > x", False),
    ("0 <= x <= 1", "x^2 >= x", True), ("x > y, y > z", "x <= z", False), ("x*y > 0, x > 0", "y <= 0", False),
    ("x*y > 0", "x < 0, y < 0", True), ("true", "(x - y)^2 < 0", False), ("true", "(x - y)^2 <= 0, x > 5", True),
    ("0 < x < 1, 0 < y < 1", "x + y - x*y > 1", False), ("0 < x < 1, 0 < y < 1", "x + y - x*y >= 1", False),
    ("0 <= x <= 1, 0 <= y <= 1", "x + y - x*y >= 1", True), ("x >= 0, y >= 0", "x^2 + y^2 < x*y", False),
    ("x > 0, y > 0, z > 0", "x + y >= z, x*z > 3, y*z > 4, z < 1/1000", True),
    ("x > 1000000, y < 1/1000000, y > 0", "x*y = 1", True), ("x = y, y = z", "x*z - y^2 != 0", False),
    ("x = 2*y, y > 0", "x*y < 2*y^2", False), ("x = 2*y, y > 0", "x > y + 100", True),
    ("x != 0", "x = 0", False), ("x != 0", "x^2 > 0", True), ("x >= 1 or x <= -1", "x^2 < 1", False),
    ("x >= 1 or x <= -1", "0 < x < 1", False), ("x >= 1 or x <= -1", "x^3 = -1", True),
)  # fmt: skip


@pytest.mark.parametrize(("where", "question", "answer"), QUESTIONS)
@pytest.mark.parametrize("relax", [True, False])
def test_questions_with_known_answers(where: str, question: str, answer: bool, relax: bool) -> None:
    there = ParameterSpace(("x", "y", "z"), parse_condition(where))
    found = there.oracle.ask(there.formula(parse_condition(question)), relax=relax)
    assert found.possible is answer
    if found.point is not None:
        assert holds(parse_condition(question), dict(zip(there.names, found.point, strict=True)))


class TestEquations:
    """Assumptions on a lower-dimensional set: there is no bank, and everything works all the same."""

    @pytest.fixture
    def there(self) -> ParameterSpace:
        return ParameterSpace(("s1", "s2", "t"), parse_condition("s1 = s2, s1 > 0"))

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("s1 > s2", False), ("s1 >= s2", True), ("s1 != s2", False), ("t > s1", True), ("t = s1, t < s2", False),
            ("t*s1 > s2^2, t < s1", False), ("t*s1 > s2^2, t > s1", True), ("s2 <= 0", False), ("t^2 = s1", True),
        ],
    )
    def test_possible(self, there: ParameterSpace, question: str, answer: bool) -> None:
        found = there.oracle.ask(there.formula(parse_condition(question)))
        assert found.possible is answer
        if answer:
            assert found.point is not None
            assert found.point[0] == found.point[1] > 0

    def test_open_relative_to_the_assumptions(self, there: ParameterSpace) -> None:
        oracle = there.oracle
        for text, expected in (("t > s1", True), ("t = s1", False), ("t >= s1, t <= s2", False), ("t*s1 >= 1", True)):
            assert oracle.possible(oracle.open(there.formula(parse_condition(text)))) is expected


def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    texts = ["a*b > c", "a + b < c", "a*b*c = 1", "b > 2*a and c > 2*b", "a^2 > b*c and c > a"]
    forward, backward = (ParameterSpace(NAMES, parse_condition(WHERE["order"])) for _ in range(2))
    one = [forward.oracle.possible(forward.formula(parse_condition(t))) for t in texts]
    two = [backward.oracle.possible(backward.formula(parse_condition(t))) for t in reversed(texts)][::-1]
    assert one == two


def test_the_same_questions_give_the_same_points() -> None:
    def points() -> list[tuple[Fraction, ...] | None]:
        there = ParameterSpace(NAMES, parse_condition(WHERE["order"]))
        texts = ["a*b > 100*c", "b = 2*a, c = b", "c > 50, a < 1/50", "a*c = b"]
        return [there.oracle.ask(there.formula(parse_condition(t))).point for t in texts]

    assert points() == points()


def test_what_a_refuter_excludes_contradicts_its_goal() -> None:
    excluded = 0
    for seed in range(12):
        rng = random.Random(seed)
        there = space("order")
        goal = there.formula(linear_condition(rng, 1))
        refuter = there.oracle.refuter(goal)
        for _ in range(12):
            literals = [f for f in (there.formula(linear_condition(rng, 0)) for _ in range(4)) if f.kind == "atom"]
            both = there.table.all_of([*literals, goal])
            core = refuter.excluded(literals)
            if core is None:
                assert there.oracle.possible(both) is True
            else:
                excluded += 1
                assert set(core) <= set(literals)
                assert there.oracle.possible(there.table.all_of([*core, goal])) is False
                assert not any(evaluate(both, vector(point)) for point in grid("order"))
    assert excluded > 20
