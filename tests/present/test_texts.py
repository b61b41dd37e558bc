"""A solution as text, HTML and LaTeX."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gametheory.expr import FALSE, ONE, TRUE, Symbol
from gametheory.expr.parse import parse_condition
from gametheory.present.html import solution_html
from gametheory.present.latex import document, escape, proposition
from gametheory.present.table import condition_lines, one_line, table
from gametheory.present.wording import conjuncts
from tests.present.fakes import (
    Beliefs,
    Block,
    Marginals,
    Region,
    Requirement,
    Row,
    Scope,
    Solution,
    overlapping,
    parameter,
    umbrella,
)

NASTY = "<script>alert('1')</script> & \"q\" \\end{proposition} $x_1$ #50%~^{"

LONG = parse_condition(
    "h >= f - l and lam*h <= f - l and (f >= 0 or l >= 2)"
    " or h < f and l > 3 and lam*h <= 2*f - 2*l*lam and f > 2"
    " or f < l and h < f and 3*l^3 - 4*h^3 >= lam^4 and lam > f - l - 3*h"
    " and (h > 4*f + 7*l - lam or l*f*h*lam > 3 and l^2 > h)"
)


def changed(condition: str | None = None, *, exact: bool = True, **fields: object) -> Solution:
    """The umbrella with its first row changed."""
    solution = umbrella()
    row = solution.equilibria[0]
    shown = row.region.condition if condition is None else parse_condition(condition)
    region = replace(row.region, condition=shown, exact=exact)
    return replace(solution, equilibria=(replace(row, region=region, **fields), *solution.equilibria[1:]))


def nasty() -> Solution:
    """User text that must not become markup, everywhere it may stand."""
    solution = umbrella()
    game = replace(
        solution.game,
        title=NASTY,
        parameters=(parameter("l", NASTY), *solution.game.parameters[1:]),
    )
    block = Block((NASTY,), (((NASTY,), ONE),))
    both = Block((NASTY, NASTY), (((NASTY, NASTY), ONE), ((NASTY, "a"), ONE)))
    asked = parse_condition("belief <= l or f > 1 and belief >= h")
    off = tuple(Requirement((NASTY,), c, histories=(("belief", NASTY),)) for c in (asked, TRUE, None))
    beliefs = Beliefs((Marginals((f"reply|{NASTY}",), (block, both)),), off, (NASTY,))
    row = replace(
        solution.equilibria[0],
        label=NASTY,
        outcomes=((NASTY, ONE),),
        payoffs=((NASTY, ONE),),
        mixing=((NASTY, ((NASTY, ONE),)),),
        told=beliefs,
    )
    return replace(solution, game=game, equilibria=(row,), knife_edges=(row,), undecided=(NASTY,), complete=False)


def test_table() -> None:
    assert table(umbrella()) == (
        "The umbrella over a non-nuclear ally\n"
        "====================================\n"
        "Subgame-perfect equilibria in pure strategies, ties included: 3 paths of play; complete.\n"
        "Under l >= 0, f >= 0, h >= 0, 0 <= lam <= 1.\n"
        "\n"
        "1. NQ\n"
        "    if       lam*h <= f - l <= h\n"
        "    outcome  N, quiet\n"
        "    payoffs  Patron 0,  Ally 0,  Adversary 0\n"
        "\n"
        "2. GP\n"
        "    if       h >= f - l and lam*h >= f - l\n"
        "    outcome  G, wait\n"
        "    payoffs  Patron -h,  Ally 1/4,  Adversary -f\n"
        "\n"
        "3. GSA\n"
        "    if       h <= f - l\n"
        "    outcome  G, strike, abandon\n"
        "    payoffs  Patron -l - lam*h,  Ally -1,  Adversary -1/2"
    )


def test_table_says_when_it_is_not_all() -> None:
    edge = Row("edge", Region(umbrella().space, umbrella().space.false(), FALSE, exact=False), (("N, quiet", ONE),))
    solution = replace(
        umbrella(),
        complete=False,
        undecided=("whether 'GP' exists at h = 1",),
        knife_edges=(edge,),
        scope=Scope(ties="generic"),
    )
    lines = table(solution).splitlines()
    assert lines[2:4] == [
        "Subgame-perfect equilibria in pure strategies, for generic parameters: 3 paths of play; some, not",
        "proved to be all.",
    ]
    assert lines[-4:] == [
        "1 further path exists only on knife-edges (solution.knife_edges, or solve with knife_edge=True).",
        "",
        "Undecided:",
        "  - whether 'GP' exists at h = 1",
    ]
    everything = table(replace(solution, scope=Scope(ties="exact"))).splitlines()
    assert "4. edge (knife-edge)" in everything and not any("further" in line for line in everything)


def believing() -> Solution:
    """The umbrella with beliefs of all kinds, and a mixture, in its first row."""
    lam = Symbol("lam")
    one = Block(("type",), ((("strong",), lam), (("weak",), 1 - lam)))
    sure = Block(("motive",), ((("high",), ONE),))
    joint = Block(("type", "arm"), ((("strong", "yes"), lam), (("weak", "no"), 1 - lam)))
    wanted = parse_condition("belief <= l/(l + h) or lam*h <= 2*f - 2*l and f > 2 and h <= f + l and belief >= 1/2")
    half = parse_condition("belief <= 1/2")
    off = (Requirement(("a",), half), Requirement(("b",), wanted), Requirement(("c",), TRUE))
    more = Requirement(("d",), FALSE, cases=9)
    told = Beliefs(
        (Marginals(("reply|tie=1", "reply|tie=0", "x"), (one, sure)), Marginals(("y",), (joint,))),
        (*off, more),
        ("e", "g"),
    )
    mixing = (("tie", (("0", lam), ("1", 1 - lam))),)
    return changed(outcomes=(("war", lam), ("peace", 1 - lam)), told=told, mixing=mixing)


def test_table_has_probabilities_and_beliefs() -> None:
    lines = table(believing()).splitlines()
    assert lines[7:21] == [
        "    mixed    at tie: 0 with probability lam, 1 with probability 1 - lam",
        "    outcome  war with probability lam; peace with probability 1 - lam",
        "    payoffs  Patron 0,  Ally 0,  Adversary 0",
        "    beliefs  at reply|tie=1, reply|tie=0 and x: type: strong lam, weak 1 - lam; motive = high",
        "             at y: (type, arm): (strong, yes) lam, (weak, no) 1 - lam",
        "             off the path at a: Pr(type=R) <= 1/2",
        "             off the path at b:",
        "                  Pr(type=R) <= l/(l + h)",
        "               or lam*h <= 2*f - 2*l and f > 2 and h <= f + l and Pr(type=R) >= 1/2",
        "             off the path at c: any belief",
        "             off the path at d: a condition in more than 8 cases: see solution.beliefs(label)",
        "             off the path at e and g: beliefs not described in closed form",
        "",
        "2. GP",
    ]


def test_html_has_beliefs_in_a_column_of_their_own() -> None:
    page = solution_html(believing())
    assert ">beliefs</th>" in page and ">beliefs</th>" not in solution_html(umbrella())
    assert "Pr(type=R) ≤ <i" in page and "any belief" in page and "motive = high" in page


def test_latex_has_beliefs() -> None:
    text = proposition(believing())
    for sentence in [
        "At tie the choice is 0 with probability $\\lambda$ and 1 with probability $1 - \\lambda$.",
        "Beliefs at reply\\textbar{}tie=1, reply\\textbar{}tie=0 and x: type is strong with probability $\\lambda$ "
        "and weak with probability $1 - \\lambda$; motive is high.",
        "Beliefs at y: (type, arm) is (strong, yes) with probability $\\lambda$ and (weak, no) with probability "
        "$1 - \\lambda$.",
        "Off the path, at a, it is supported by the beliefs for which $\\Pr(\\text{type=R}) \\le \\frac{1}{2}$.",
        "Off the path, at b, it is supported by the beliefs for which one of the following holds:",
        "\\item $\\Pr(\\text{type=R}) \\le \\frac{l}{l + h}$;",
        "Off the path, at c, any belief supports it.",
        "Off the path, at d, it is supported by beliefs under a condition in more than 8 cases.",
        "Off the path, at e and g, beliefs are not described in closed form.",
    ]:
        assert sentence in text, sentence


def test_long_conditions_wrap_at_their_joints() -> None:
    lines = condition_lines(LONG, 87)
    assert lines == [
        "   lam*h <= f - l <= h and (f >= 0 or l >= 2)",
        "or h < f and l > 3 and lam*h <= 2*f - 2*l*lam and f > 2",
        "or h < f < l and 3*l^3 - 4*h^3 >= lam^4 and lam > f - l - 3*h",
        "   and (h > 4*f + 7*l - lam or (l*f*h*lam > 3 and l^2 > h))",
    ]
    assert all(len(line) <= 40 for line in condition_lines(LONG, 40))
    joined = " ".join(" ".join(condition_lines(LONG, 40)).split()).replace("( ", "(")
    assert str(parse_condition(joined)) == str(LONG)


@pytest.mark.parametrize("solution", [umbrella(), overlapping(), nasty(), changed(str(LONG)), believing()])
def test_no_line_is_wider_than_a_hundred_columns(solution: Solution) -> None:
    assert max(map(len, table(solution).splitlines())) <= 100


def test_one_line() -> None:
    assert one_line(umbrella().equilibria[0]) == "NQ: N, quiet if lam*h <= f - l <= h"


def test_conjuncts_leave_parentheses_and_chains_whole() -> None:
    assert conjuncts("0 < p < 1 and (a > 0 and b > 0 or c > 0) and q > 0") == [
        "0 < p < 1",
        "(a > 0 and b > 0 or c > 0)",
        "q > 0",
    ]


class Tags(HTMLParser):
    """The tags of a text, and whether they are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert {name for name, _ in attrs} <= {"style", "title"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("solution", [umbrella(), overlapping(), nasty(), changed(str(LONG)), believing()])
def test_html_is_balanced_and_has_no_markup_but_ours(solution: Solution) -> None:
    tags = Tags()
    tags.feed(solution_html(solution))
    tags.close()
    assert not tags.open
    assert tags.found <= {"div", "b", "table", "thead", "tbody", "tr", "th", "td", "i", "sub", "br", "span", "ul", "li"}


def test_html_writes_symbols_with_their_meaning() -> None:
    page = solution_html(umbrella())
    assert '<i title="share of the tie that survives when the ally arms">λ</i>·<i title=' in page
    assert "≤" in page and "&lt;=" not in page and "complete" in page


def test_latex_of_the_umbrella() -> None:
    assert proposition(umbrella()) == (
        "\\begin{proposition}[{The umbrella over a non-nuclear ally}]\n"
        "  Let $l \\ge 0$, $f \\ge 0$, $h \\ge 0$ and $0 \\le \\lambda \\le 1$. "
        "The subgame-perfect equilibria in pure strategies of the game, one for each path of play, are the following.\n"
        "  \\begin{enumerate}\n"
        "    \\item \\emph{NQ}: this equilibrium exists if and only if $\\lambda h \\le f - l \\le h$.\n"
        "      Its outcome is N, quiet; the payoffs are $0$ (Patron), $0$ (Ally) and $0$ (Adversary).\n"
        "    \\item \\emph{GP}: this equilibrium exists if and only if $h \\ge f - l$ and $\\lambda h \\ge f - l$.\n"
        "      Its outcome is G, wait; the payoffs are $-h$ (Patron), $\\frac{1}{4}$ (Ally) and $-f$ (Adversary).\n"
        "    \\item \\emph{GSA}: this equilibrium exists if and only if $h \\le f - l$.\n"
        "      Its outcome is G, strike, abandon; the payoffs are $-l - \\lambda h$ (Patron), $-1$ (Ally) and "
        "$-\\frac{1}{2}$ (Adversary).\n"
        "  \\end{enumerate}\n"
        "\\end{proposition}\n"
    )


def test_latex_says_generic_only_where_the_printed_condition_is() -> None:
    assert "generic" not in proposition(umbrella())
    some = proposition(changed(exact=False))
    assert "\\emph{NQ}: for generic parameters, this equilibrium exists if and only if" in some
    assert some.count("generic") == 1
    rows = tuple(replace(row, region=replace(row.region, exact=False)) for row in umbrella().equilibria)
    every = proposition(replace(umbrella(), equilibria=rows))
    assert "For generic parameters, the subgame-perfect equilibria" in every and every.lower().count("generic") == 1


def test_latex_of_an_incomplete_solution_claims_no_necessity() -> None:
    text = proposition(replace(umbrella(), complete=False, undecided=("the rest",)))
    assert "if and only if" not in text
    assert "the list is not proved to be complete" in text and "Undecided: the rest." in text


def test_latex_without_rows_and_with_a_condition_that_always_holds() -> None:
    none = proposition(replace(umbrella(), equilibria=()))
    assert "The game has no subgame-perfect equilibria in pure strategies." in none
    rows = (replace(umbrella().equilibria[0], region=replace(umbrella().equilibria[0].region, condition=TRUE)),)
    assert "\\emph{NQ}: this equilibrium exists at all admissible parameters." in proposition(
        replace(umbrella(), equilibria=rows)
    )


def test_latex_lists_long_alternatives() -> None:
    text = proposition(changed(str(LONG)))
    assert text.count(r"\begin{itemize}") == text.count(r"\end{itemize}") == 1
    assert (
        "        \\item $h < f < l$, $3 l^{3} - 4 h^{3} \\ge \\lambda^{4}$, $\\lambda > f - l - 3 h$ and "
        "(either $h > 4 f + 7 l - \\lambda$, or $l f h \\lambda > 3$ and $l^{2} > h$).\n"
    ) in text


def test_latex_lists_alternatives_within_alternatives() -> None:
    inner = "(l*f*h*lam > 3 and l^2 > h^2 + f^2 or l*f*h*lam < 2 and l^2 < h^2 or f^3 > l^3 + h^3 - 3*l*h)"
    text = proposition(changed(f"h > f and {inner} or h < l and {inner}"))
    assert text.count(r"\begin{itemize}") == text.count(r"\end{itemize}") == 3
    assert "        \\item $h > f$, and one of the following holds:\n" in text


def test_latex_escapes() -> None:
    assert escape("a_b & 50% {x} \\y #1 ~^ <z> | $") == (
        r"a\_b \& 50\% \{x\} \textbackslash{}y \#1 \textasciitilde{}\textasciicircum{} "
        r"\textless{}z\textgreater{} \textbar{} \$"
    )


@pytest.mark.parametrize("solution", [umbrella(), overlapping(), nasty(), changed(str(LONG), exact=False), believing()])
def test_latex_is_balanced(solution: Solution, tmp_path: Path) -> None:
    text = document(solution)
    bare = re.sub(r"\\[\\{}$]", "", text)
    assert bare.count("{") == bare.count("}") and bare.count("$") % 2 == 0
    stack = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", text.replace(r"\textbackslash{}end", "")):
        if kind == "begin":
            stack.append(name)
        else:
            assert stack.pop() == name
    assert not stack
    if shutil.which("pdflatex"):
        (tmp_path / "a.tex").write_text(text, encoding="utf-8")
        run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "a.tex"]
        assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode == 0
