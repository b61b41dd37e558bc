"""Regions: set operations, exact questions, witnesses and samples."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from gametheory.algebra import ParameterSpace, Region, evaluate
from gametheory.errors import NotFoundError, SolverError
from gametheory.expr import all_of, holds
from gametheory.expr.parse import parse_condition
from tests.algebra.fourier_motzkin import possible
from tests.algebra.spaces import NAMES, WHERE, grid, linear_condition, space

LINEAR = ["no assumption", "signs", "order", "probability", "equation", "either"]


def pair(where: str, seed: int) -> tuple[Region, Region]:
    """Two random regions with linear borders."""
    rng = random.Random(seed)
    return space(where).region(linear_condition(rng, 1)), space(where).region(linear_condition(rng, 1))


@pytest.mark.parametrize("where", LINEAR)
@pytest.mark.parametrize("seed", range(12))
class TestLaws:
    def test_operations_by_membership(self, where: str, seed: int) -> None:
        one, two = pair(where, seed)
        for point in grid(where):
            x, y = one.contains(point), two.contains(point)
            assert (one & two).contains(**point) == (x and y)
            assert (one | two).contains(point) == (x or y)
            assert (~one).contains(point) == (not x)
            assert (point in one) == x

    def test_questions_against_elimination(self, where: str, seed: int) -> None:
        rng = random.Random(seed)
        one, two = linear_condition(rng, 1), linear_condition(rng, 1)
        there, assumed = space(where), parse_condition(WHERE[where])
        left, right = there.region(one), there.region(two)
        assert left.is_empty() is not possible(all_of(assumed, one), NAMES)
        only_left = possible(all_of(assumed, one, ~two), NAMES)
        only_right = possible(all_of(assumed, two, ~one), NAMES)
        assert left.implies(right) is not only_left
        assert left.equivalent(right, up_to="exact") is not (only_left or only_right)
        point = left.difference(right)
        assert (point is not None) == (only_left or only_right)
        if point is not None:
            assert holds(assumed, point)
            assert holds(one, point) != holds(two, point)

    def test_questions_up_to_knife_edges(self, where: str, seed: int) -> None:
        one, two = pair(where, seed)
        if one.equivalent(two, up_to="exact"):
            assert one.equivalent(two)
        if one.is_empty():
            assert one.is_empty(up_to="knife-edges")
        point = one.difference(two, up_to="knife-edges")
        assert (point is None) == one.equivalent(two, up_to="knife-edges")
        if point is not None:
            assert one.contains(point) != two.contains(point)

    def test_witness_and_sample(self, where: str, seed: int) -> None:
        for region in pair(where, seed):
            point = region.witness()
            assert (point is None) == region.is_empty()
            if point is not None:
                assert holds(parse_condition(WHERE[where]), point)
                assert region.contains(point)
            points = region.sample(20)
            assert len({tuple(p.values()) for p in points}) == len(points) <= 20
            assert (not points) == region.is_empty()
            for p in points:
                assert list(p) == list(NAMES)
                assert holds(parse_condition(WHERE[where]), p)
                assert region.contains(p)
            if not region.is_empty(up_to="knife-edges"):
                assert len(points) == 20
            assert region.sample(20) == points or len(space(where).bank)


@pytest.mark.parametrize("seed", range(8))
def test_de_morgan_and_difference_are_proved(seed: int) -> None:
    one, two = pair("order", seed)
    assert (~(one & two)).equivalent(~one | ~two, up_to="exact")
    assert (one & ~one).is_empty()
    assert (one | ~one).equivalent(one.space.region("true"), up_to="exact")
    assert (one & two).implies(one)
    assert one.implies(one | two)


class TestKnifeEdges:
    @pytest.fixture
    def there(self) -> ParameterSpace:
        return ParameterSpace(("h", "f", "l"), parse_condition("h >= 0, f > 0, l > 0"))

    def test_a_border_is_empty_up_to_knife_edges_only(self, there: ParameterSpace) -> None:
        edge = there.region("h = f - l")
        assert not edge.is_empty()
        assert edge.is_empty(up_to="knife-edges")
        assert there.region("h >= f - l").equivalent(there.region("h > f - l"))
        assert not there.region("h >= f - l").equivalent(there.region("h > f - l"), up_to="exact")
        point = there.region("h >= f - l").difference(there.region("h > f - l"))
        assert point is not None and point["h"] == point["f"] - point["l"]

    def test_a_border_has_points_and_a_condition(self, there: ParameterSpace) -> None:
        edge = there.region("h = f - l")
        points = edge.sample(16)
        assert len(points) == 16
        assert all(p["h"] == p["f"] - p["l"] and p["f"] > 0 and p["l"] > 0 and p["h"] >= 0 for p in points)
        assert edge.exact
        assert str(edge) == "f = h + l"
        assert str(edge.about("h")) == "h = f - l"

    def test_two_borders_at_once(self, there: ParameterSpace) -> None:
        edge = there.region("h = f - l and (f = 2 or f = 3)")
        assert edge.exact
        assert there.region(edge.condition).equivalent(edge, up_to="exact")
        assert {p["f"] for p in edge.sample(8)} <= {2, 3}

    def test_a_single_point_is_all_there_is(self, there: ParameterSpace) -> None:
        assert there.region("h = 1, f = 2, l = 3").sample(16) == ({"h": 1, "f": 2, "l": 3},)
        assert len(there.region("h = 1, (f = 1 or f = 2), l*l = l").sample(16)) == 2

    def test_borders_of_the_assumptions_belong_to_the_set(self, there: ParameterSpace) -> None:
        """h may be 0: a condition on that border is a knife-edge, f = 0 is impossible."""
        assert not there.region("h <= 0").is_empty()
        assert there.region("h <= 0").is_empty(up_to="knife-edges")
        assert there.region("f <= 0").is_empty()

    def test_irrational_points_only(self, there: ParameterSpace) -> None:
        region = there.region("h^2 = 2")
        assert not region.is_empty()
        with pytest.raises(SolverError) as error:
            region.witness()
        assert str(error.value) == (
            "no exact point of the region was found within the budget\n  it may have irrational points only."
        )
        assert region.sample(16) == ()
        assert not region.contains(h="1.4142135", f=1, l=1)


def test_equations_among_the_assumptions() -> None:
    there = ParameterSpace(("s1", "s2", "t"), parse_condition("s1 = s2, s1 > 0"))
    region = there.region("t > s1")
    points = region.sample(16)
    assert len(points) == 16
    assert all(p["s1"] == p["s2"] < p["t"] for p in points)
    assert str(region) == "t > s1"
    assert there.region("t = s1").is_empty(up_to="knife-edges")
    assert there.region("t >= s2").equivalent(there.region("t > s1"))
    assert there.region("s1 >= s2").equivalent(there.region("true"), up_to="exact")
    assert there.region("s1 = s2").witness() is not None


def test_the_standing_assumptions_are_no_part_of_membership() -> None:
    there = ParameterSpace(("x",), parse_condition("x > 0"))
    assert there.region("x < 5").contains(x=-1)
    assert there.region("x < 5").contains({"x": "9/2"})
    assert {"x": 7} not in there.region("x < 5")


def test_regions_of_equal_spaces_combine() -> None:
    one, two = (ParameterSpace(("x", "y"), parse_condition("0 < x < y")) for _ in range(2))
    assert (one.region("x > 1") & two.region("y < 3")).equivalent(one.region("x > 1, y < 3"), up_to="exact")
    assert one.region("2*x > y").equivalent(two.region("y < 2*x"), up_to="exact")


def test_regions_of_different_spaces_do_not() -> None:
    one = ParameterSpace(("x", "y"), parse_condition("0 < x < y"))
    two = ParameterSpace(("x", "y"), parse_condition("0 < x"))
    with pytest.raises(SolverError) as error:
        one.region("x > 1") & two.region("y < 3")
    assert str(error.value) == (
        "the two regions have different parameters or standing assumptions\n  x, y where 0 < x < y\n  x, y where 0 < x"
    )


def test_a_question_that_is_not_decided_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    there = ParameterSpace(("x", "y"), parse_condition("x > 0"))
    region = there.region("x*y > 1")
    monkeypatch.setattr(type(there.oracle), "possible", lambda *_: None)
    with pytest.raises(SolverError) as error:
        region.is_empty()
    assert str(error.value) == (
        "undecided within the budget: is the region empty?\n  test it at points, or add assumptions."
    )


def test_forms_of_a_region() -> None:
    there = ParameterSpace(("h", "f", "l", "w_R"), parse_condition("h >= 0, w_R > 0"))
    region = there.region("h >= f - l, w_R <= 1")
    assert str(region) == region.text() == "h >= f - l and w_R <= 1" or "w_R <= 1 and f <= l + h"
    assert region.latex({"h": "H"}) == region.condition.latex({"h": "H"})
    assert region._repr_latex_() == f"${region.latex()}$"
    assert repr(region) == f"<Region in 4 parameters, formula {region.formula.number}>"
    assert str(there.region("false")) == "false"
    assert str(there.region("w_R + h > 0")) == "true"


class TestAbout:
    @pytest.fixture
    def there(self) -> ParameterSpace:
        return ParameterSpace(("p", "G", "w", "h"), parse_condition("0 < p < 1, G > 0, w > 0"))

    @pytest.mark.parametrize(
        ("text", "name", "shown"),
        [
            ("p*w >= (1 - p)*G", "p", "p >= G/(G + w)"), ("p*w >= (1 - p)*G", "G", "G <= p*w/(1 - p)"),
            ("h*G + w <= p", "h", "h <= (p - w)/G"), ("h^2 > w", "h", "h^2 > w"), ("h^2 > w", "w", "w < h^2"),
            ("h*p > h + w", "h", "h < -w/(1 - p)"), ("h*w = p", "w", "w*h = p"), ("h > G", "p", "h > G"),
        ],
    )
    def test_one_symbol_alone_on_the_left(self, there: ParameterSpace, text: str, name: str, shown: str) -> None:
        region = there.region(text)
        about = region.about(name)
        assert there.region(about).equivalent(region)
        assert str(about).replace(">=", ">").replace("<=", "<") == shown.replace(">=", ">").replace("<=", "<")

    def test_an_unknown_symbol(self, there: ParameterSpace) -> None:
        with pytest.raises(NotFoundError) as error:
            there.region("h > G").about("g")
        assert str(error.value) == "unknown parameter 'g'; there are: p, G, w, h"


class TestBorders:
    """Along one symbol, the others fixed."""

    @pytest.fixture
    def there(self) -> ParameterSpace:
        return ParameterSpace(("x", "y"), parse_condition("x >= 0, y > 0"))

    @pytest.mark.parametrize(
        ("text", "at", "borders"),
        [
            ("x > y", {"y": 2}, (2,)), ("1 < x < y", {"y": 3}, (1, 3)), ("x > y or x < 1", {"y": 3}, (0, 1, 3)),
            ("x < 0", {"y": 1}, ()), ("true", {"y": 1}, (0,)), ("3*x >= y", {"y": 2}, (Fraction(2, 3),)),
            ("x = 2", {"y": 1}, (2,)), ("x*y > 1", {"y": "1/4"}, (4,)), ("(x - 1)*(x - 2) > 0", {"y": 5}, (0, 1, 2)),
            ("x^2 > 4", {"y": 1}, (2,)), ("(x - 1)^2 > 0", {"y": 1}, (0, 1)), ("x != y", {"y": 7}, (0, 7)),
            ("x = 2 or x >= 3", {"y": 1}, (2, 3)), ("x*(x^2 + 1) > y", {"y": 2}, (1,)),
        ],
    )
    def test_where_membership_changes(
        self, there: ParameterSpace, text: str, at: dict[str, object], borders: tuple[Fraction, ...]
    ) -> None:
        region = there.region(text)
        assert region.borders("x", at=at) == borders
        if len(borders) == 1:
            assert region.threshold("x", at=at) == borders[0]
        else:
            with pytest.raises(NotFoundError) as error:
                region.threshold("x", at=at)
            shown = ", ".join(map(str, borders)) or "none"
            assert str(error.value) == f"membership changes at {len(borders)} values of 'x' here: {shown}"

    def test_the_value_given_for_the_symbol_itself_does_not_matter(self, there: ParameterSpace) -> None:
        assert there.region("x > y").borders("x", at={"x": 9, "y": 2}) == (2,)

    @pytest.mark.parametrize(
        ("text", "irrational", "rational"),
        [
            ("x^2 > 2", "1.41421", "none"), ("x^2 < 2", "1.41421", "0"), ("x^2 > 2 and x < 3", "1.41421", "3"),
            ("x^3 > y and (x - 1)*(x - 5) < 0", "1.26992", "5"), ("1 <= x^2 - 1 <= 2", "1.41421, 1.73205", "none"),
        ],
    )
    def test_irrational_borders_are_named_and_none_is_left_out(
        self, there: ParameterSpace, text: str, irrational: str, rational: str
    ) -> None:
        region = there.region(text)
        with pytest.raises(NotFoundError) as error:
            region.borders("x", at={"y": "2.048"})
        assert str(error.value) == (
            f"membership changes at irrational values of 'x' here, about {irrational}; at rational ones: {rational}"
            "\n  plot the region, or fix the other parameters elsewhere."
        )

    def test_rational_borders_very_near_an_irrational_root(self, there: ParameterSpace) -> None:
        near = Fraction(14142135623730950488016887242096980786, 10**37)
        region = there.region(f"x > {near} or x^2 = 2")
        assert region.borders("x", at={"y": 1}) == (near,)

    @pytest.mark.parametrize(
        ("name", "at", "message"),
        [
            ("z", {"y": 1}, "unknown parameter 'z'; there are: x, y"),
            ("x", {}, "no value for y\n  give exactly one value for each of: x, y"),
            ("x", {"y": 1, "z": 2}, "z is not a parameter here\n  give exactly one value for each of: x, y"),
        ],
    )
    def test_wrong_names(self, there: ParameterSpace, name: str, at: dict[str, object], message: str) -> None:
        with pytest.raises(Exception, match="^") as error:
            there.region("x > y").borders(name, at=at)
        assert str(error.value) == message

    @pytest.mark.parametrize("seed", range(25))
    def test_against_membership_on_a_fine_line(self, seed: int) -> None:
        """Between two borders nothing changes, and at each of them something does."""
        there = space("order")
        region = there.region(linear_condition(random.Random(seed), 2))
        at = {"b": Fraction(5, 3), "c": Fraction(7, 4)}

        def inside(x: Fraction) -> bool:
            point = there.point({**at, "a": x})
            return evaluate(region.formula, point) and evaluate(there.assumptions, point)

        borders = region.borders("a", at=at)
        tiny = Fraction(1, 10**6)
        for border in borders:
            assert len({inside(border - tiny), inside(border), inside(border + tiny)}) == 2
        ends = [Fraction(-4), *borders, Fraction(4)]
        for low, high in pairwise(ends):
            assert len({inside(low + (high - low) * Fraction(k, 50)) for k in range(1, 50)}) == 1
