"""A solution as a LaTeX proposition; needs amsmath and amsthm, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gametheory.expr import ONE, TRUE, And, Condition, Or, Truth, all_of
from gametheory.expr.letters import symbol_latex
from gametheory.present import believed, wording
from gametheory.present.protocols import BeliefsLike, BlockLike, EquilibriumLike, SolutionLike, StatedLike

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
}  # fmt: skip


_LISTS = 2  # lists in lists, below the list of the rows
_NEAR = r" \approx {:.4g}"  # a number in decimals
_SHORT = 90  # characters of LaTeX up to which alternatives stay in the line


def escape(text: str) -> str:
    """The text as LaTeX prints it: special characters escaped, line ends as spaces."""
    return "".join(_SPECIAL.get(character, character) for character in re.sub(r"\s+", " ", text))


def proposition(solution: SolutionLike) -> str:
    """The solution as a ``proposition``: one item per row, each with its "if and only if".

    "For generic parameters" is said where the printed condition is exact up to knife-edges only. A solution that is
    not proved complete says "if", not "if and only if".

    Parameters
    ----------
    solution : SolutionLike
        What :func:`gametheory.solve` returns.
    """
    names = latex_names(solution)
    where = ""
    if solution.game.where != TRUE:
        where = f"Let {prose(solution.game.where, names)}. "
    title = escape(solution.game.title)
    kind = escape(wording.kind(solution))
    lines = [rf"\begin{{proposition}}[{{{title}}}]"]
    rows, edges = wording.listed(solution), {row.label for row in solution.knife_edges}
    if not rows:
        found = "has no" if solution.complete else "has been searched without finding any"
        lines.append(f"  {where}The game {found} {kind}.")
    else:
        generic = not any(row.region.exact for row in rows)
        all_rows = f"the {kind} of the game, one for each path of play, are the following."
        some_rows = f"the following are {kind} of the game; the list is not proved to be complete."
        sentence = all_rows if solution.complete else some_rows
        sentence = f"For generic parameters, {sentence}" if generic else sentence[0].upper() + sentence[1:]
        lines += [f"  {where}{sentence}", r"  \begin{enumerate}"]
        lines += [_item(row, solution, names, not generic, row.label in edges) for row in rows]
        lines.append(r"  \end{enumerate}")
    if more := _edges(solution):
        lines.append(f"  {more}")
    for item in solution.undecided:
        lines.append(f"  Undecided: {escape(item)}.")
    lines.append(r"\end{proposition}")
    return "\n".join(lines) + "\n"


def document(solution: SolutionLike) -> str:
    """A complete LaTeX document around :func:`proposition`."""
    return (
        "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n"
        "\\usepackage{amsmath}\n\\usepackage{amsthm}\n"
        "\\newtheorem{proposition}{Proposition}\n\\begin{document}\n\\sloppy\n"
        f"{proposition(solution)}"
        "\\end{document}\n"
    )


def latex_names(solution: SolutionLike) -> dict[str, str]:
    """LaTeX of every parameter: its own if it declares one, else the one its name suggests."""
    declared = solution.game.latex_names
    return {p.name: declared.get(p.name) or symbol_latex(p.name) for p in solution.game.parameters}


def prose(condition: Condition, names: Mapping[str, str], *, inside: bool = False) -> str:
    """A condition as text with formulas in it, so that a long one breaks over lines as a sentence does."""
    if isinstance(condition, Truth):
        return "the parameters are admissible" if condition.value else "never"
    if isinstance(condition, And):
        printed = wording.conjuncts(condition.latex(names), r" \text{ and } ", r"\left(", r"\right)")
        alternatives = {rf"\left({p.latex(names)}\right)": p for p in condition.parts if isinstance(p, Or)}
        shown = [prose(alternatives[p], names, inside=True) if p in alternatives else f"${p}$" for p in printed]
        return _series(shown, "and")
    if isinstance(condition, Or):
        parts = [prose(part, names) for part in condition.parts]
        long = any(isinstance(part, And) for part in condition.parts)
        series = ", or ".join(parts) if long else _series(parts, "or")
        return f"(either {series})" if inside else series
    return f"${condition.latex(names)}$"


def _edges(solution: SolutionLike) -> str:
    """The sentence on rows left out because they live on knife-edges."""
    if not wording.edges_sentence(solution):
        return ""
    number = len(solution.knife_edges)
    return "One further path exists only on knife-edges." if number == 1 else (
        f"{number} further paths exist only on knife-edges."
    )


def _series(parts: Sequence[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _item(row: EquilibriumLike, solution: SolutionLike, names: Mapping[str, str], say_generic: bool, edge: bool) -> str:
    condition = row.region.condition
    relation = "exists if and only if" if solution.complete and row.region.closed else "exists if"
    where = "for generic parameters, " if say_generic and not row.region.exact else ""
    start = rf"\item \emph{{{escape(row.label)}}}{' (knife-edge)' if edge else ''}: {where}this equilibrium"
    if condition == TRUE:
        lines = [f"{start} exists at all admissible parameters."]
    else:
        first, *more = _statement(condition, names, _LISTS, ".")
        lines = [f"{start} {relation} {first}", *more]
    stated = solution.stated(row.label)
    for label, mixture in stated.mixing:
        shares = [
            f"{escape(action)} with probability ${wording.share_text(p, value, lambda e: e.latex(names), _NEAR)}$"
            for action, p, value in mixture
        ]
        lines.append(f"  At {escape(label)} the choice is {_series(shares, 'and')}.")
    if freedom := wording.freedom_text(row, lambda c: f"${c.latex(names)}$"):
        lines.append(f"  This holds {freedom}.")
    lines.append(f"  {_outcome(stated, names)}")
    lines += [f"  {line}" for line in _beliefs(solution.beliefs(row.label), names)]
    return "\n".join("    " + line for line in lines)


def _beliefs(beliefs: BeliefsLike, names: Mapping[str, str]) -> Iterator[str]:
    """Sentences on the beliefs of a row."""
    for head, blocks in believed.on_path(beliefs):
        yield f"Beliefs {escape(head)}: {'; '.join(_block(block, names) for block in blocks)}."
    for requirement in beliefs.off_path:
        head = f"Off the path, at {escape(_series(requirement.labels, 'and'))}"
        condition = requirement.stated(believed.CASES)
        if condition == TRUE:
            yield f"{head}, any belief supports it."
        elif condition is None:
            yield f"{head}, it is supported by beliefs under a condition in more than {believed.CASES} cases."
        else:
            written = {symbol: rf"\Pr(\text{{{escape(history)}}})" for symbol, history in requirement.histories}
            first, *more = _statement(condition, {**names, **written}, _LISTS, ".")
            yield f"{head}, it is supported by the beliefs for which {first}"
            yield from more
    if beliefs.open:
        yield f"Off the path, at {escape(_series(beliefs.open, 'and'))}, beliefs are not described in closed form."


def _block(block: BlockLike, names: Mapping[str, str]) -> str:
    """``resolve is R with probability mu and U with probability 1 - mu``."""
    joint = len(block.moves) > 1
    told = [", ".join(actions) for actions, _ in block.shares]
    told = [f"({escape(text)})" if joint else escape(text) for text in told]
    what = escape(", ".join(block.moves))
    what = f"({what}) is " if joint else f"{what} is " if what else ""
    if len(told) == 1:
        return f"{what}{told[0]}"
    shares = [f"{text} with probability ${p.latex(names)}$" for text, (_, p) in zip(told, block.shares, strict=True)]
    return what + _series(shares, "and")


def _statement(condition: Condition, names: Mapping[str, str], depth: int, stop: str) -> list[str]:
    """A condition as the end of a sentence: a short one in the line, long alternatives as a list, lists in it."""
    alternatives = condition.parts if isinstance(condition, Or) else ()
    before = ""
    if isinstance(condition, And):
        long = [part for part in condition.parts if isinstance(part, Or) and _is_long(part, names)]
        if long:
            alternatives = long[-1].parts
            rest = all_of(*(part for part in condition.parts if part is not long[-1]))
            before = f"{prose(rest, names)}, and " if rest != TRUE else ""
    elif isinstance(condition, Or) and not _is_long(condition, names):
        alternatives = ()
    if not alternatives or depth == 0:
        return [prose(condition, names) + stop]
    lines = [f"{before}one of the following holds:", r"  \begin{itemize}"]
    for number, part in enumerate(alternatives, 1):
        first, *more = _statement(part, names, depth - 1, stop if number == len(alternatives) else ";")
        lines += [rf"    \item {first}", *("    " + line for line in more)]
    return [*lines, r"  \end{itemize}"]


def _is_long(condition: Or, names: Mapping[str, str]) -> bool:
    return any(isinstance(part, And) for part in condition.parts) and len(condition.latex(names)) > _SHORT


def _outcome(row: StatedLike, names: Mapping[str, str]) -> str:
    if len(row.outcomes) == 1 and row.outcomes[0][1] == ONE:
        outcome = f"Its outcome is {escape(row.outcomes[0][0])}"
    else:
        shares = [f"{escape(name)} with probability ${probability.latex(names)}$" for name, probability in row.outcomes]
        outcome = f"Its outcomes are {_series(shares, 'and')}"
    if not row.payoffs:
        return f"{outcome}."
    payoffs = [f"${payoff.latex(names)}$ ({escape(player)})" for player, payoff in row.payoffs]
    return f"{outcome}; the payoffs are {_series(payoffs, 'and')}."
