"""Reading expressions and conditions: what they mean, and what is refused with which message."""

from __future__ import annotations

import ast
import operator
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.errors import ExpressionError, ModelError
from gametheory.expr import (
    FALSE,
    ONE,
    TRUE,
    And,
    Comparison,
    Condition,
    Expr,
    Number,
    Or,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    evaluate,
    holds,
    substitute,
    symbols,
)
from gametheory.expr.nodes import Extremum, Not
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.expr.printing import latex, text
from gametheory.expr.scan import MAX_DEPTH, MAX_DIGITS, MAX_LENGTH, MAX_NAME, MAX_TOKENS, RESULT

V, k, p, x, y, z = (Symbol(name) for name in ("V", "k", "p", "x", "y", "z"))

# What is written, and the same written with Python's operators on the nodes: the two spellings of a game agree.
EXPRESSIONS: list[tuple[str, Expr]] = [
    ("x", x),
    ("2", Number(Fraction(2))),
    ("0.3", Number(Fraction(3, 10))),
    (".5", Number(Fraction(1, 2))),
    ("1/3", Number(Fraction(1, 3))),
    ("007", Number(Fraction(7))),
    ("x + y", x + y),
    ("x - y - z", x - y - z),
    ("x - (y - z)", x - (y - z)),
    ("x*y*z", x * y * z),
    ("x/y/z", x / y / z),
    ("x/y*z", x / y * z),
    ("x/(y*z)", x / (y * z)),
    ("-x", -x),
    ("-x*y", -x * y),
    ("-x/y", -x / y),
    ("-(x + y)*z", -(x + y) * z),
    ("x*-y", x * -y),
    ("x - -y", x - -y),
    ("-x^2", -(x**2)),
    ("-x**2", -(x**2)),
    ("x^2*y", x**2 * y),
    ("x^-2", x**-2),
    ("x^(-2)", x**-2),
    ("x^0", ONE),
    ("x^1", x),
    ("x^64", x**64),
    ("2^10", Number(Fraction(1024))),
    ("10^-2", Number(Fraction(1, 100))),
    ("(x^2)^3", (x**2) ** 3),
    ("((((x))))", x),
    ("(V - k)/2", (V - k) / 2),
    ("  1 -\n\tp ", 1 - p),
    ("p*(V - k)/2 - (1 - p)*x", p * (V - k) / 2 - (1 - p) * x),
    ("true_cost + orange + notx + min_x", Symbol("true_cost") + Symbol("orange") + Symbol("notx") + Symbol("min_x")),
]


@pytest.mark.parametrize(("written", "node"), EXPRESSIONS, ids=[e[0] for e in EXPRESSIONS])
def test_an_expression_is_what_the_same_operators_build(written: str, node: Expr) -> None:
    assert parse_expression(written) == node


def test_nodes_have_the_documented_form() -> None:
    assert parse_expression("1 + x/2*y - 1/3") == Sum(
        (Product((Number(Fraction(1, 2)), x, y)), Number(Fraction(2, 3)))
    )
    assert parse_expression("(x + y)^2/y") == Quotient(Power(Sum((x, y)), 2), y)


CONDITIONS: list[tuple[str, Condition]] = [
    ("true", TRUE),
    ("false", FALSE),
    ("x < y", x < y),
    ("x <= y", x <= y),
    ("x = y", x.equal_to(y)),
    ("x >= y", x >= y),
    ("x > y", x > y),
    ("x != y", Comparison(x, "!=", y)),
    ("x < y <= z", (x < y) & (y <= z)),
    ("x < y > z", (x < y) & (y > z)),
    ("x = y = z", x.equal_to(y) & y.equal_to(z)),
    ("x > 0, y > 0", (x > 0) & (y > 0)),
    ("x > 0, y > 0 or z > 0", (x > 0) & ((y > 0) | (z > 0))),
    ("x > 0 and y > 0 or z > 0", ((x > 0) & (y > 0)) | (z > 0)),
    ("x > 0 or y > 0 and z > 0", (x > 0) | ((y > 0) & (z > 0))),
    ("not x > 0 and y > 0", ~(x > 0) & (y > 0)),
    ("not (x > 0 and y > 0)", ~((x > 0) & (y > 0))),
    ("not (not x > 0)", Not(Not(x > 0))),
    ("(x > 0)", x > 0),
    ("((x) > (0))", x > 0),
    ("((x + y)) > 0 and ((z > 0))", (x + y > 0) & (z > 0)),
    ("(x > 0, y > 0) or z > 0", ((x > 0) & (y > 0)) | (z > 0)),
    ("min(x, y) > 0", Extremum("min", (x, y)) > 0),
    ("x > 2*max(y, z - 1, 1/2) + 1", x > 2 * Extremum("max", (y, z - 1, Number(Fraction(1, 2)))) + 1),
    ("max(1, 2) > x", Comparison(Number(Fraction(2)), ">", x)),
    ("max(x, min(y, z))^2 > 0", Extremum("max", (x, Extremum("min", (y, z)))) ** 2 > 0),
    ("true and x > 0", x > 0),
    ("x > 0, x > 0", x > 0),
]


@pytest.mark.parametrize(("written", "node"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_a_condition_means_what_it_says(written: str, node: Condition) -> None:
    assert parse_condition(written) == node


def test_a_chain_compares_neighbours() -> None:
    assert parse_condition("0 < p < 1") == And(
        (Comparison(Number(Fraction(0)), "<", p), Comparison(p, "<", Number(Fraction(1))))
    )
    assert isinstance(parse_condition("x > 0 or y > 0"), Or)


FULL_MESSAGES = [
    # expression or condition, text, message without the place
    ("e", "2x", "an operator is missing before 'x'", "2x", " ^", "write '*' for a product."),
    ("e", "2 e", "an operator is missing before 'e'", "2 e", "  ^", "write '*' for a product."),
    ("e", "(a + b)(c)", "an operator is missing before '('", "(a + b)(c)", "       ^", "write '*' for a product."),
    ("e", "f(x)", "'f' is called like a function", "f(x)", " ^", "for a product write f*(...)."),
    ("e", "a +", "the text ends where a number or symbol is missing", "a +", "   ^",
     "write what is missing, or take the last sign away."),
    ("e", "a + * b", "a number or symbol is missing before '*'", "a + * b", "    ^",
     "write what is missing, or take the sign away."),
    ("e", "+a", "a number or symbol is missing before '+'", "+a", "^", "write what is missing, or take the sign away."),
    ("e", "--a", "a number or symbol is missing before '-'", "--a", " ^",
     "write what is missing, or take the sign away."),
    ("e", "(a + b", "a '(' that is never closed", "(a + b", "^", "add the missing ')'."),
    ("e", "a + b)", "a ')' without its '('", "a + b)", "     ^", "take it away, or open it earlier."),
    ("e", "10**10**10", "a power in the exponent", "10**10**10", "    ^", "write (a^b)^c, with integers b and c."),
    ("e", "x**y", "the exponent is not an integer from -64 to 64", "x**y", "   ^", "write an integer, as in x^2."),
    ("e", "x^65", "the exponent is not an integer from -64 to 64", "x^65", "  ^", "write an integer, as in x^2."),
    ("e", "x^0.5", "the exponent is not an integer from -64 to 64", "x^0.5", "  ^", "write an integer, as in x^2."),
    ("e", "1 + (x^8)^9", "an expression of degree 72; at most 64 is read", "1 + (x^8)^9", "    ^",
     "write it with lower powers."),
    ("e", "y*(9^64)^64", "a number of more than 300 digits comes out here", "y*(9^64)^64", "  ^",
     "write a smaller number."),
    ("e", "1/0", "division by zero", "1/0", "  ^", "write a denominator that is not 0."),
    ("e", "x/(2 - 2)", "division by zero", "x/(2 - 2)", "  ^", "write a denominator that is not 0."),
    ("e", "0^-1", "division by zero", "0^-1", "^", "write a base that is not 0."),
    ("e", "a > b", "a condition stands where an expression is needed", "a > b", "  ^",
     "write numbers, symbols and + - * / ^ only."),
    ("e", "1 + (a > b)", "a condition stands where an expression is needed", "1 + (a > b)", "       ^",
     "write numbers, symbols and + - * / ^ only."),
    ("e", "max(a, b)", "'max' may stand in conditions only", "max(a, b)", "^",
     "write the cases out, each with its condition."),
    ("e", "true", "a condition stands where an expression is needed", "true", "^",
     "write numbers, symbols and + - * / ^ only."),
    ("e", "lambda", "'lambda' is a keyword of Python and no symbol", "lambda", "^", "write 'lam'."),
    ("e", "1 + in", "'in' is a keyword of Python and no symbol", "1 + in", "    ^",
     "choose another name for a symbol."),
    ("e", "a.b", "unexpected character '.'", "a.b", " ^",
     "a point stands between the digits of a decimal, as in 0.3; nothing here has attributes."),
    ("e", "'a'", 'unexpected character "\'"', "'a'", "^", "write symbols without quotes."),
    ("e", "a − b", "unexpected character '−'", "a − b", "  ^", "write '-'."),
    ("e", "2*λ", "unexpected character 'λ'", "2*λ", "  ^",
     "write a name such as 'lam'; its LaTeX is declared with the parameter."),
    ("e", "Δ", "unexpected character 'Δ'", "Δ", "^",
     "write a name such as 'Delta'; its LaTeX is declared with the parameter."),
    ("e", "_x", "unexpected character '_'", "_x", "^", "a symbol starts with a letter, as in w_R."),
    ("e", "a\0", "unexpected character U+0000", "a\N{REPLACEMENT CHARACTER}", " ^",
     "expressions have numbers, symbols (letters, digits, _), + - * / ^ and parentheses."),
    ("e", "a\N{NO-BREAK SPACE}+ b", "unexpected character U+00A0", "a\N{REPLACEMENT CHARACTER}+ b", " ^",
     "write a plain space."),
    ("e", "", "an empty text stands where an expression is needed", "", "^", "write an expression such as V - k."),
    ("e", " \n ", "an empty text stands where an expression is needed", "", "^", "write an expression such as V - k."),
    ("e", 3, "an expression is written as a text, not as int", "3", "^",
     "write an expression such as V - k, in quotes."),
    ("c", "", "an empty text stands where a condition is needed", "", "^",
     "write a condition such as p > 0, or true."),
    ("c", None, "a condition is written as a text, not as NoneType", "None", "^",
     "write a condition such as p > 0, or true, in quotes."),
    ("c", ["a > b"], "a condition is written as a text, not as list", "<list>", "^",
     "write a condition such as p > 0, or true, in quotes."),
    ("c", "a == b", "'==' is not of the notation", "a == b", "  ^", "write '='."),
    ("c", "a => b", "'=>' is not of the notation", "a => b", "  ^", "write '>='."),
    ("c", "a > b && c > d", "'&&' is not of the notation", "a > b && c > d", "      ^", "write 'and'."),
    ("c", "a ≥ b", "unexpected character '≥'", "a ≥ b", "  ^", "write '>='."),
    ("c", "!a > b", "unexpected character '!'", "!a > b", "^",
     "write 'not' for a negation and '!=' for an inequality."),
    ("c", "a > b; c > d", "unexpected character ';'", "a > b; c > d", "     ^", "write ','."),
    ("c", "a", "an expression stands where a condition is needed", "a", "^",
     "compare it with something, as in p > 0."),
    ("c", "a > 0 and b", "an expression stands where a condition is needed", "a > 0 and b", "          ^",
     "compare it with something, as in p > 0."),
    ("c", "not a", "an expression stands where a condition is needed", "not a", "    ^",
     "compare it with something, as in p > 0."),
    ("c", "(a > b) > c", "a condition stands where an expression is needed", "(a > b) > c", "   ^",
     "write numbers, symbols and + - * / ^ only."),
    ("c", "max(a, b > c) > d", "a condition stands where an expression is needed", "max(a, b > c) > d", "         ^",
     "write numbers, symbols and + - * / ^ only."),
    ("c", "a > 0 AND b > 0", "an operator is missing before 'AND'", "a > 0 AND b > 0", "      ^",
     "write 'and' in small letters, as in not a > b."),
    ("c", "a > 0,", "the text ends where a number or symbol is missing", "a > 0,", "      ^",
     "write what is missing, or take the last sign away."),
    ("c", "not not a > 0", "'not' cannot stand here", "not not a > 0", "    ^",
     "'not' stands before a comparison or a parenthesis, as in not (a > b)."),
    ("c", "min(a) > 0", "'min' of one expression", "min(a) > 0", "^", "write min(a, b), or leave min out."),
    ("c", "min > 0", "'min' without its arguments", "min > 0", "    ^", "write min(a, b)."),
    ("c", "a > True", "'True' is a keyword of Python and no symbol", "a > True", "    ^", "write 'true'."),
    ("c", "a > 0\n b > 0", "an operator is missing before 'b'", " b > 0", " ^",
     "write '*' for a product, or a comma between conditions."),
]  # fmt: skip
PLACES = ["", 'in models/mine.toml, outcome "war", pays.Patron']


@pytest.mark.parametrize(("kind", "written", "what", "line", "caret", "advice"), FULL_MESSAGES, ids=repr)
def test_a_fault_is_quoted_with_a_caret_and_an_advice(kind, written, what, line, caret, advice) -> None:
    for place in PLACES:
        with pytest.raises(ExpressionError) as caught:
            (parse_expression if kind == "e" else parse_condition)(written, place=place)
        quote = f"    {line}" if line else ""
        message = f"{what} {place}".rstrip() + f"\n{quote}\n    {caret}\n  {advice}"
        assert str(caught.value) == message
        assert caught.value.faults == (message,)
        assert caught.value.__cause__ is None


HOSTILE = {
    "import and call": "__import__('os').system('touch HACKED')",
    "import by name": "import os",
    "os.system": "os.system('touch HACKED')",
    "eval": "eval('1')",
    "exec of letters": "exec(x)",
    "open": "open('HACKED', 'w')",
    "print": "print(1)",
    "getattr": "getattr(x, y)",
    "attribute": "x.real",
    "dunder class": "().__class__.__bases__[0]",
    "dunder name": "__builtins__",
    "trailing dunder": "x.__class__",
    "lambda": "lambda: 0",
    "lambda called": "(lambda x: x)(1)",
    "comprehension": "[x for x in (1, 2)]",
    "generator": "(x for x in y)",
    "dictionary": "{1: 2}",
    "subscript": "x[0]",
    "walrus": "(x := 1)",
    "conditional": "x if y else z",
    "await": "await x",
    "yield": "yield x",
    "assignment": "x = 1 = 2 x",
    "statement": "x; y",
    "line continuation": "x \\\n + y",
    "comment": "x # y",
    "single quotes": "'x'",
    "double quotes": '"x"',
    "triple quotes": '"""x"""',
    "f-string": 'f"{x}"',
    "bytes": "b'x'",
    "backticks": "`x`",
    "format": "{x}",
    "percent format": "%s",
    "shell": "$(touch HACKED)",
    "tower of tens": "10**10**10",
    "tower with carets": "9^9^9^9",
    "tower in parentheses": "10^(10^10)",
    "nested powers": "((((((x^64)^64)^64)^64)^64)^64)",
    "nested powers of numbers": "((((9^64)^64)^64)^64)^64",
    "power of symbols": "x**y",
    "huge exponent": "x^999999999999999999999",
    "huge negative exponent": "2^-99999999",
    "exponent of 300 digits": "x^" + "9" * 300,
    "fractional exponent": "x^(1/2)",
    "many opening parentheses": "(" * 100_000,
    "many closing parentheses": ")" * 100_000,
    "parentheses below the length": "(" * 5_000,
    "balanced but deep": "(" * 4_000 + "x" + ")" * 4_000,
    "deep by one": "(" * (MAX_DEPTH + 1) + "x" + ")" * (MAX_DEPTH + 1),
    "number of 10^5 digits": "1" * 100_000,
    "number of 301 digits": "1" * (MAX_DIGITS + 1),
    "decimal of 301 digits": "0." + "1" * MAX_DIGITS,
    "scientific notation": "1e999999999",
    "short scientific notation": "1e5",
    "hexadecimal": "0x1F",
    "imaginary": "1j",
    "digits with underscores": "1_000",
    "infinity sign": "∞",
    "null byte": "x\0y",
    "only null bytes": "\0" * 100,
    "escape sequence": "x\x1b[31m",
    "bell": "\a",
    "lone surrogate": "x\ud800",
    "right-to-left override": "x\u202ey",
    "zero-width space": "x\u200by",
    "byte order mark": "\ufeffx",
    "emoji": "\N{PILE OF POO}",
    "Greek": "λ*h",
    "Cyrillic look-alike": "\u0440 + 1",
    "full-width digits": "\uff11",
    "Arabic digits": "\u0661/\u0663",
    "superscript": "x²",
    "combining accent": "e\u0301",
    "unary chain": "-" * 9_000 + "x",
    "many nots": "not " * 2_000 + "x > 0",
    "very long line": "x + " * 100_000 + "x",
    "very long name": "x" * 9_000,
    "many signs": "+".join("x" * 4_000),
    "long and wrong at the end": "+".join("x" * 1_400) + "+",
    "long product": "*".join("x" * 1_400),
    "long quotient": "/".join("x" * 1_400),
    "folding powers": "*".join(["10^64"] * 500),
    "many lines": "\n" * 9_000 + "$",
    "missing operator": "2x",
    "two operators": "x */ y",
    "empty parentheses": "()",
    "comma": "x, y",
    "brackets": "[x]",
    "integer division": "x // y",
    "modulo": "x % y",
    "matrix product": "x @ y",
    "bitwise": "x & y",
    "shift": "x << 2",
    "factorial": "x!",
    "zero division": "1/0",
    "hidden zero division": "x/(1/2 - 0.5)",
    "nan by division": "0/0",
    "LaTeX": r"\frac{a}{b}",
    "template": "{{ x }}",
    "SQL": "x'; DROP TABLE games; --",
    "TOML": "x = 1\n[parameters]",
    "null object": "None",
    "ellipsis": "...",
}


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("read", [parse_expression, parse_condition])
def test_hostile_text_is_refused_with_a_caret(read, written, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExpressionError) as caught:
        read(written, place="in mine.toml, where")
    (message,) = caught.value.faults
    what, quoted, caret, advice = message.split("\n")
    assert what.endswith(" in mine.toml, where")
    assert caret.strip() == "^" and 4 <= caret.index("^") <= max(len(quoted), 4)
    assert len(what) < 160 and len(quoted) <= 4 + 72 + 6 and advice.startswith("  ") and advice.endswith(".")
    assert quoted == "" or quoted.isprintable()
    assert not list(tmp_path.iterdir())
    message.encode("utf-8")


def test_the_caret_stays_under_the_fault_when_a_long_line_is_cut() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression("+".join(f"x{i}" for i in range(100)) + "+ $ +" + "+".join(f"y{i}" for i in range(100)))
    _, line, caret, _ = str(caught.value).split("\n")
    assert line.startswith("    ...") and line.endswith("...")
    assert line[caret.index("^")] == "$"


@pytest.mark.parametrize(
    "written",
    [
        "(" * MAX_DEPTH + "x" + ")" * MAX_DEPTH,
        "1" * MAX_DIGITS,
        "x" * MAX_NAME,
        "+".join(["x"] * (MAX_TOKENS // 2)),
        "x" + " " * (MAX_LENGTH - 2) + "\n",
    ],
    ids=["depth", "digits", "name", "tokens", "length"],
)
def test_what_is_exactly_at_a_bound_is_read(written: str) -> None:
    assert isinstance(parse_expression(written), Expr)


DEEP = [
    "1+2*(" * 64 + "x" + ")" * 64 + " > 0",
    "1+2*max(y, " * 63 + "x" + ")" * 63 + " > 0",
    "1/(1+2*(" * 32 + "x" + "))" * 32 + " > 0",
    "y-(" * 64 + "x-y" + ")" * 64 + " > 0",
    "not (x > y and " * 64 + "x > y" + ")" * 64,
    "(x > y and (x > z or " * 32 + "x > y" + "))" * 32,
    "((" * 6 + "x+y" + ")+1)^2" * 6 + " > 0",
]


@pytest.mark.parametrize("written", DEEP)
def test_the_deepest_text_that_is_read_does_not_exhaust_the_stack(written: str) -> None:
    node = parse_condition(written)
    point = {name: Fraction(1, 3) for name in symbols(node)}
    assert holds(parse_condition(text(node)), point) == holds(node, point)
    assert holds(substitute(node, {"x": Symbol("q")}), point | {"q": Fraction(1, 3)}) == holds(node, point)
    assert latex(node) and hash(node) == hash(parse_condition(written)) and node == parse_condition(written)


def test_a_result_may_be_longer_than_what_people_write() -> None:
    long = "+".join(["x"] * MAX_TOKENS)
    with pytest.raises(ExpressionError, match=f"more than {MAX_TOKENS} numbers"):
        parse_expression(long)
    assert evaluate(parse_expression(long, result=True), {"x": Fraction(1)}) == MAX_TOKENS
    with pytest.raises(ExpressionError, match=f"more than {RESULT * MAX_TOKENS} numbers"):
        parse_expression("+".join([long] * RESULT), result=True)


def test_unknown_symbol_is_named_and_located() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(
            "-w_r", known=["p", "w_R", "w_U", "l", "G", "C"], place='in models/mine.toml, outcome "war", pays.Patron'
        )
    assert isinstance(caught.value, ModelError)
    assert str(caught.value) == (
        "unknown symbol 'w_r' in models/mine.toml, outcome \"war\", pays.Patron\n"
        "    -w_r\n"
        "     ^\n"
        "  declared: C, G, l, p, w_R, w_U. Did you mean 'w_R'?"
    )


def test_several_unknown_symbols_are_reported_together_in_the_order_of_the_text() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_condition("cots > 0 and q > cots + cost", known=frozenset({"cost"}))
    assert caught.value.faults == (
        "unknown symbol 'cots'\n    cots > 0 and q > cots + cost\n    ^\n  declared: cost. Did you mean 'cost'?",
        "unknown symbol 'q'\n    cots > 0 and q > cots + cost\n                 ^\n  declared: cost.",
    )


def test_unknown_symbol_where_nothing_or_much_is_declared() -> None:
    with pytest.raises(ExpressionError, match=r"\n  declared: none\.$"):
        parse_expression("x", known=[])
    with pytest.raises(ExpressionError) as caught:
        parse_expression("zz", known=[f"s{i:02}" for i in range(60)])
    assert str(caught.value).endswith("s38, s39, ....")


def test_known_symbols_and_unchecked_ones_are_read() -> None:
    assert symbols(parse_expression("w_R - l", known={"w_R", "l"})) == {"w_R", "l"}
    assert symbols(parse_expression("anything + goes")) == {"anything", "goes"}


@given(st.text(alphabet="ab12.()+-*/^<>=!, \nandornotminmaxtrue'_λ\0", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_with_a_caret(written: str) -> None:
    for read in (parse_expression, parse_condition):
        try:
            node = read(written)
        except ExpressionError as error:
            assert all(len(fault.split("\n")) == 4 for fault in error.faults)
        else:
            assert text(read(text(node))) == text(node)


@given(st.lists(st.sampled_from(["x", "y", "2", "0.5", "(", ")", "+", "-", "*", "/", "^", "2"]), max_size=12))
@settings(max_examples=200, deadline=None)
def test_values_are_those_of_python(words: list[str]) -> None:
    written = " ".join(words)
    try:
        node = parse_expression(written)
        ours = evaluate(node, {"x": Fraction(3, 7), "y": Fraction(-5, 2)})
    except ExpressionError:
        return
    assert ours == _by_python(ast.parse(written.replace("^", "**"), mode="eval").body)


def _by_python(node: ast.expr) -> Fraction:
    """The value that Python's own grammar gives to the text."""
    match node:
        case ast.Name(name):
            return {"x": Fraction(3, 7), "y": Fraction(-5, 2)}[name]
        case ast.Constant(value):
            return Fraction(value)
        case ast.UnaryOp(ast.USub(), part):
            return -_by_python(part)
        case ast.BinOp(left, ast.Pow(), right):
            return Fraction(_by_python(left) ** int(_by_python(right)))
        case ast.BinOp(left, sign, right):
            signs = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
            return signs[type(sign)](_by_python(left), _by_python(right))
    raise AssertionError(ast.dump(node))


def test_lark_is_imported_only_when_something_is_read() -> None:
    code = "import sys, gametheory.expr.parse as m; assert 'lark' not in sys.modules; m.parse_expression('x'); "
    code += "assert 'lark' in sys.modules and 'sympy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
