"""From implicants to the condition that a paper would print: common atoms pulled out, each atom in its best form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gametheory.algebra.formulas import Formula
from gametheory.algebra.implicants import Cover, weight
from gametheory.algebra.polynomials import Poly, RatFun
from gametheory.algebra.space import ParameterSpace
from gametheory.expr import (
    Comparison,
    Condition,
    Expr,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Truth,
    all_of,
    any_of,
    children,
)

_MIRROR = {">": "<", ">=": "<=", "=": "=", "!=": "!="}


def condition(space: ParameterSpace, cover: Cover, about: str | None = None) -> Condition:
    """The implicants as one nested condition; `about` is a symbol to have alone on the left where it occurs."""
    return _factored(space, [_with_equations(space, i) for i in cover.implicants], about)


def _with_equations(space: ParameterSpace, implicant: Sequence[Formula]) -> frozenset[Formula]:
    """The implicant with one equation in place of two opposite weak inequalities."""
    make, weak = space.table.raw_atom, {f.poly: f for f in implicant if f.poly is not None and f.rel == ">="}
    return frozenset(
        make(f.poly, "=") if f.poly is not None and f.poly in weak and -f.poly in weak else f for f in implicant
    )


def _factored(space: ParameterSpace, implicants: Sequence[frozenset[Formula]], about: str | None) -> Condition:
    if not implicants:
        return Truth(False)
    common = frozenset.intersection(*implicants)
    rest = [i - common for i in implicants]
    head = [atom(space, a, about) for a in sorted(common, key=weight)]
    if not all(rest):
        return all_of(*head)
    counts = Counter(a for i in rest for a in i)
    best = min(counts, key=lambda a: (-counts[a], weight(a)))
    if counts[best] == 1:
        return all_of(*head, any_of(*(all_of(*(atom(space, a, about) for a in sorted(i, key=weight))) for i in rest)))
    inside = [i for i in rest if best in i]
    outside = [i for i in rest if best not in i]
    if not outside:
        return all_of(*head, _factored(space, inside, about))
    return all_of(*head, any_of(_factored(space, outside, about), _factored(space, inside, about)))


def atom(space: ParameterSpace, f: Formula, about: str | None = None) -> Condition:
    """One atom as a comparison: a threshold for one symbol where that is shorter, else terms sorted by sign."""
    assert f.poly is not None
    if about is not None and space.ring.position(about) in f.poly.variables:
        return _about(space, f.poly, f.rel, about)
    options = [_balanced(space, f.poly, f.rel), *_thresholds(space, f.poly, f.rel)]
    return min(enumerate(options), key=lambda pair: (_length(pair[1]), pair[0]))[1]


def _balanced(space: ParameterSpace, poly: Poly, rel: str) -> Comparison:
    left = Poly(tuple(t for t in poly.terms if t[1] > 0))
    right = Poly(tuple((e, -c) for e, c in poly.terms if c < 0))
    a, b = space.ring.write(left), space.ring.write(right)
    if (
        isinstance(a, Number)
        or (_size(a), a == b) > (_size(b), False)
        and not isinstance(b, Number)
        and _size(a) > _size(b)
    ):
        return Comparison(b, _MIRROR[rel], a)
    return Comparison(a, rel, b)


def _thresholds(space: ParameterSpace, poly: Poly, rel: str) -> list[Comparison]:
    """``x rel -B/A`` for each symbol that occurs linearly with a coefficient `A` of strict sign."""
    found = []
    for i in poly.variables:
        parts = space.ring.collect(poly, space.names[i])
        if set(parts) - {0, 1} or 0 not in parts:
            continue
        sign = space.sign(parts[1])
        if sign not in ("+", "-"):
            continue
        value = space.ring.ratfun(-parts[0], parts[1])
        shown = space.expr(RatFun(-value.num, -value.den) if space.sign(value.den) == "-" else value)
        found.append(
            Comparison(
                space.ring.write(space.ring.symbol(space.names[i])), rel if sign == "+" else _MIRROR[rel], shown
            )
        )
    return found


def _about(space: ParameterSpace, poly: Poly, rel: str, name: str) -> Comparison:
    """The terms with one symbol on the left, divided by their coefficient if it has a strict sign."""
    for found in _thresholds(space, poly, rel):
        if found.left == space.ring.write(space.ring.symbol(name)):
            return found
    i = space.ring.position(name)
    left = Poly(tuple(t for t in poly.terms if t[0][i]))
    right = Poly(tuple((e, -c) for e, c in poly.terms if not e[i]))
    if left.terms[0][1] < 0:
        left, right, rel = -left, -right, _MIRROR[rel]
    return Comparison(space.ring.write(left), rel, space.ring.write(right))


def _length(c: Comparison) -> int:
    return _size(c.left) + _size(c.right)


def _size(e: Expr) -> int:
    """Symbols, operators and brackets that a reader has to take in."""
    if isinstance(e, Number):
        return 1 + (e.value.denominator != 1) * 2
    if isinstance(e, Sum | Product):
        parts = children(e)
        signs = sum(
            1
            for p in parts
            if isinstance(p, Product) and isinstance(p.factors[0], Number) and p.factors[0].value == -1
        )
        return sum(_size(p) for p in parts if isinstance(p, Expr)) + len(parts) - 1 - signs * 2
    if isinstance(e, Quotient):
        return _size(e.numerator) + _size(e.denominator) + 2
    return _size(e.base) + 2 if isinstance(e, Power) else 1
