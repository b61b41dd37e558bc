"""A solution as an HTML table for notebooks; safe for any title or name, in light and dark themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from gametheory.expr import TRUE, And, Condition, Expr, Or
from gametheory.game.nouns import Parameter
from gametheory.present import believed, wording
from gametheory.present.protocols import BeliefsLike, BlockLike, EquilibriumLike, SolutionLike, StatedLike

_BOX = "border:0;border-top:1px solid rgba(128,128,128,.45);padding:.35em .8em;text-align:left;vertical-align:top"
_PLAIN = "background:transparent;color:inherit"
_FAINT = "opacity:.75"
_SHORT = 50  # characters up to which alternatives stay on one line


NO_BELIEFS: Mapping[str, str] = {}


def solution_html(solution: SolutionLike, *, page: bool = False) -> str:
    """The solution as an HTML table: one row per path of play, symbols with their meaning on hover.

    All of the user's text is escaped, and colours are the notebook's own. On a `page` of its own the title is left
    out, and what is said of a path of play stands below each other, as columns would be narrow.
    """
    game = solution.game
    names = wording.unicode_names(game.parameters)
    means = {parameter.name: parameter.means for parameter in game.parameters}

    def maths(node: Expr | Condition | str) -> str:
        return _maths(str(node), names, means)

    stated = [(row, solution.stated(row.label)) for row in wording.listed(solution)]
    names |= wording.unicode_names([Parameter(name, "") for _, told in stated for name in told.names])

    def condition(node: Condition, beliefs: Mapping[str, str] = NO_BELIEFS) -> str:
        return _condition(node, lambda text: _maths(text, names, means, beliefs))

    edges = {row.label for row in solution.knife_edges}
    rows = []
    for row, told in stated:
        named = f"<b>{escape(row.label)}</b>" + (f'<br><span style="{_FAINT}">knife-edge</span>' * (row.label in edges))
        beliefs = "<br>".join(_beliefs(solution.beliefs(row.label), condition, maths))
        rows.append([named, *_cells(row, told, condition, maths), beliefs])
    titles = ["equilibrium", "exists if", "outcome", "payoffs", "beliefs"]
    if not any(cells[-1] for cells in rows):
        titles, rows = titles[:-1], [cells[:-1] for cells in rows]
    table = (_stacked if page else _across)(titles, rows)
    title = f"<div><b>{escape(game.title)}</b></div>" if not page else ""
    under = ""
    if game.where != TRUE:
        parts = ", ".join(_nowrap(maths(part)) for part in wording.conjuncts(str(game.where)))
        under = f'<div style="{_FAINT}">Under {parts}.</div>'
    more = wording.edges_sentence(solution)
    if more:
        more = f'<div style="{_FAINT}">{escape(more)}</div>'
    undecided = "".join(f"<li>{escape(item)}</li>" for item in solution.undecided)
    if undecided:
        undecided = f"<div><b>Undecided</b><ul>{undecided}</ul></div>"
    return (
        f'<div style="{_PLAIN}">{title}'
        f"<div>{escape(wording.scope_sentence(solution))}</div>{under}"
        f"{table}{more}{undecided}</div>"
    )


def _across(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with a line for each path of play."""
    head = "".join(f'<th style="{_BOX}">{escape(text)}</th>' for text in titles)
    table = ["".join(f'<td style="{_BOX}">{cell}</td>' for cell in cells) for cells in rows]
    body = "".join(f'<tr style="{_PLAIN}">{cells}</tr>' for cells in table)
    return (
        f'<table style="border-collapse:collapse;margin:.6em 0;{_PLAIN}">'
        f'<thead><tr style="{_PLAIN}">{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _stacked(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for each path of play: its label, and a line for each thing that is said of it."""
    tables = []
    for label, *cells in rows:
        told = [
            f'<tr style="{_PLAIN}"><td style="{_BOX};{_FAINT}">{escape(name)}</td><td style="{_BOX}">{cell}</td></tr>'
            for name, cell in zip(titles[1:], cells, strict=True)
            if cell
        ]
        body = "".join(told)
        tables.append(f'<div style="margin:1em 0"><div>{label}</div><table style="{_PLAIN}">{body}</table></div>')
    return "".join(tables)


def writer(parameters: Sequence[Parameter]) -> Callable[[Expr | Condition | str], str]:
    """What writes expressions and conditions of a game, symbols with their meaning on hover."""
    names = wording.unicode_names(parameters)
    means = {parameter.name: parameter.means for parameter in parameters}
    return lambda node: _maths(str(node), names, means)


def _condition(node: Condition, maths: Callable[[str], str], *, inside: bool = False) -> str:
    if isinstance(node, Or):
        parts = [_condition(part, maths, inside=True) for part in node.parts]
        return (" or " if inside or len(str(node)) <= _SHORT else "<br>or ").join(parts)
    if isinstance(node, And):
        alternatives = {f"({part!s})": part for part in node.parts if isinstance(part, Or)}
        return " and ".join(
            f"({_condition(alternatives[part], maths, inside=True)})" if part in alternatives else _nowrap(maths(part))
            for part in wording.conjuncts(str(node))
        )
    return _nowrap(maths(str(node)))


def _cells(
    row: EquilibriumLike, stated: StatedLike, condition: Callable[[Condition], str], maths: Callable[[Expr], str]
) -> list[str]:
    sure = len(stated.outcomes) == 1
    outcomes = "<br>".join(
        escape(name) if sure else f'{escape(name)} <span style="{_FAINT}">with probability</span> {maths(probability)}'
        for name, probability in stated.outcomes
    )
    mixed = [
        f'<span style="{_FAINT}">at {escape(label)}:</span> '
        + ", ".join(
            f'{escape(a)} <span style="{_FAINT}">with probability</span> {wording.share_text(p, value, maths)}'
            for a, p, value in shares
        )
        for label, shares in stated.mixing
    ]
    if freedom := wording.freedom_text(row, condition):
        mixed.append(freedom)
    payoffs = "<br>".join(
        (_nowrap if len(str(payoff)) <= _SHORT else str)(f"{escape(player)} {maths(payoff)}")
        for player, payoff in stated.payoffs
    )
    exists = condition(row.region.condition)
    if not row.region.closed:
        exists += f'<br><span style="{_FAINT}">({escape(wording.NOT_CLOSED)})</span>'
    return ["<br>".join([exists, *mixed]), outcomes, payoffs]


def _beliefs(
    beliefs: BeliefsLike, condition: Callable[[Condition, Mapping[str, str]], str], maths: Callable[[Expr], str]
) -> Iterator[str]:
    for head, blocks in believed.on_path(beliefs):
        yield f'<span style="{_FAINT}">{escape(head)}:</span> {"; ".join(_block(b, maths) for b in blocks)}'
    for requirement in beliefs.off_path:
        stated = requirement.stated(believed.CASES)
        text = escape(believed.instead(stated)) or condition(believed.given(stated), dict(requirement.histories))
        yield f'<span style="{_FAINT}">off the path at {escape(believed.series(requirement.labels))}:</span> {text}'
    for head in believed.undescribed(beliefs):
        yield f'<span style="{_FAINT}">{escape(head)}: {escape(believed.OPEN)}</span>'


def _block(block: BlockLike, maths: Callable[[Expr], str]) -> str:
    return _nowrap(believed.block_text(block, maths, escape))


def _nowrap(html: str) -> str:
    return f'<span style="white-space:nowrap">{html}</span>'


def _maths(
    text: str, names: Mapping[str, str], means: Mapping[str, str], beliefs: Mapping[str, str] = NO_BELIEFS
) -> str:
    shown: list[str] = []
    for style, piece, parameter in wording.tokens(text, {**names, **{symbol: "Pr" for symbol in beliefs}}):
        if parameter is not None and parameter in beliefs:
            shown.append(f"Pr({escape(beliefs[parameter])})")
        elif style == "sub":
            shown.append(f"<sub>{escape(piece)}</sub>")
        elif style == "symbol":
            meaning = means.get(parameter or "")
            hint = f' title="{escape(meaning)}"' if meaning else ""
            shown.append(f"<i{hint}>{escape(piece)}</i>")
        else:
            shown.append(escape(piece))
    return "".join(shown)
