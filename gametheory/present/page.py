"""The page of a model, as MyST Markdown for the documentation: what it is about, how it is played, what was proved.

Everything that comes from a file is escaped and stands in blocks of HTML, so that no text of a model is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Protocol

from gametheory.expr import TRUE, Expr
from gametheory.game import ALWAYS, Claim, Game, Move, Parameter
from gametheory.notation.describe import actions, sight, statement, when
from gametheory.notation.write import number
from gametheory.present import wording
from gametheory.present.html import solution_html, writer
from gametheory.present.protocols import SolutionLike
from gametheory.present.tree_svg import tree_svg

LARGEST_TREE = 40
"""Terminal histories up to which a page has a picture of the tree."""

LEGEND = (
    "<em>Proved</em>: at every admissible point, or except on the knife-edges that are named. <em>Refuted</em>: at the "
    "exact point that is given. <em>Unknown</em>: not decided, with the reason."
)


class VerdictLike(Protocol):
    """What a page needs to know of the verdict on a claim."""

    @property
    def claim(self) -> str:
        """Its id."""

    @property
    def status(self) -> str:
        """``proved``, ``refuted`` or ``unknown``."""

    @property
    def detail(self) -> str:
        """What the verdict covers, or what is wrong."""


def model_page(
    game: Game,
    *,
    key: str,
    works: Sequence[str],
    solution: SolutionLike,
    verdicts: Iterable[VerdictLike],
    figure: str | None = None,
    caption: str = "",
) -> str:
    """The page of a model of the catalogue.

    Parameters
    ----------
    game : Game
    key : str
        Its key in the catalogue.
    works : sequence of str
        The works that it cites, in words.
    solution : Solution
        Its equilibria.
    verdicts : iterable of Verdict
        On its claims.
    figure, caption : str
        Address of a region diagram, if there is one, and what it shows.
    """
    told = {verdict.claim: verdict for verdict in verdicts}
    parts = [
        f"# {literal(game.title)}",
        _block("p", escape(game.note or "")),
        _block("p", f"<b>Sources.</b> {'<br>'.join(map(_linked, works))}") if works else "",
        f'```python\nimport gametheory as gt\n\ngame = gt.load("{key}")\nprint(gt.solve(game))\n```',
        "## Sequence of play",
        _play(game),
        _size(game),
        "## Parameters",
        *_parameters(game),
        "## Outcomes and payoffs" if game.outcomes or game.payments else "",
        *_payoffs(game),
        "## Equilibria",
        _wide(solution_html(solution, page=True), "equilibria"),
        _figure(figure, caption) if figure else "",
        *_profiles(game),
        *_false(game, told),
        "## Claims",
        _block("p", LEGEND),
        *(_claim(claim, told.get(claim.id)) for claim in game.claims if claim.option("expect") != "refuted"),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def anchor(claim: str) -> str:
    """The address of a claim within its page."""
    return "claim-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in claim.lower())


def _play(game: Game) -> str:
    partners = {m.simultaneous: m.name for m in game.moves}

    def known(move: Move) -> str:
        if told := sight(move):
            return escape(told)
        if move.name in partners:
            return f"at the same time as {escape(partners[move.name])}"
        return "seen by all" if move != game.moves[-1] else ""

    rows = [
        (str(k), escape(m.by), f"<b>{escape(m.name)}</b>", escape(actions(m)).replace(" | ", "<br>"),
         "" if m.when == ALWAYS else escape(when(m.when)), known(m))
        for k, m in enumerate(game.moves, 1)
    ]  # fmt: skip
    return _table(("", "player", "move", "actions", "played if", "information"), rows)


def _size(game: Game) -> str:
    tree = game.tree
    kinds = f"{len(tree.information_sets)} information sets, {len(tree.terminals)} terminal histories"
    text = _block("p", f"Players: {escape(', '.join(game.players))}. The game tree has {kinds}.")
    if len(tree.terminals) > LARGEST_TREE:
        return text
    picture = tree_svg(game)
    return f"{text}\n\n{_wide(''.join(line for line in picture.splitlines() if line), 'tree')}"


def _parameters(game: Game) -> Iterator[str]:
    maths = writer(game.parameters)
    rows: list[Sequence[str]] = []
    for p in game.parameters:
        limits = "" if p.range is None else f"[{number(p.range[0])}, {number(p.range[1])}]"
        at = "" if p.at is None else str(number(p.at))
        rows.append((maths(p.name), f"<code>{escape(p.name)}</code>", escape(p.means), at, limits))
    yield _table(("symbol", "name", "meaning", "baseline", "range drawn"), rows)
    if game.where != TRUE:
        parts = ", ".join(map(maths, wording.conjuncts(str(game.where))))
        yield _block("p", f"Every condition is read under the standing assumptions {parts}.")
    if game.definitions:
        shown = writer([Parameter(d.name, "", latex=d.latex) for d in game.definitions])
        rows = [(shown(d.name), f"= {maths(d.value)}", escape(d.means or "")) for d in game.definitions]
        yield _table(("definition", "", "meaning"), rows)


def _payoffs(game: Game) -> Iterator[str]:
    everyone = (*game.players, *game.measures)
    maths = writer(game.parameters)

    def pays(table: Sequence[tuple[str, Expr]] | None) -> tuple[str, ...]:
        given = dict(table or ())
        return tuple(maths(given[name]) if name in given else "" for name in everyone)

    if game.dependents:
        decided = [
            (maths(d.name), escape(d.on), "<br>".join(f"{escape(a)}: {maths(value)}" for a, value in d.values))
            for d in game.dependents
        ]
        yield _table(("symbol", "decided by", "stands for"), decided)
    if game.outcomes:
        rows = [(f"<b>{escape(o.name)}</b>", escape(when(o.when)), *pays(o.pays)) for o in game.outcomes]
        yield _table(("outcome", "if", *map(escape, everyone)), rows)
    if game.payments:
        added = [(escape(when(b.when)), *pays(b.pays)) for b in game.payments]
        head = "added to the payoffs if" if game.outcomes else "payoffs add up if"
        yield _table((head, *map(escape, everyone)), added)


def _profiles(game: Game) -> Iterator[str]:
    if game.profiles:
        yield "## Profiles"
        yield _block("p", "Strategies that claims speak of by name; what is left out is left open.")
        maths = writer(game.parameters)

        def chosen(choice: str | Sequence[tuple[str, Expr]]) -> str:
            return escape(choice) if isinstance(choice, str) else ", ".join(
                f"{escape(action)} with probability {maths(share)}" for action, share in choice
            )  # fmt: skip

        yield _table(("profile", "strategy"), [
            (f"<b>{escape(p.name)}</b>", "<br>".join(f"{escape(label)}: {chosen(c)}" for label, c in p.strategy))
            for p in game.profiles
        ])  # fmt: skip


def _false(game: Game, told: Mapping[str, VerdictLike]) -> Iterator[str]:
    """Statements that are known to be false, each with a counterexample and with what is true instead."""
    claims = {claim.id: claim for claim in game.claims}
    false = [claim for claim in game.claims if claim.option("expect") == "refuted"]
    if false:
        yield "## What does not hold"
    for claim in false:
        right = claims[claim.option("corrected")]
        verdict = told.get(claim.id)
        lines = [
            f"<b>{escape(claim.id)}</b>{_badge(verdict)}<br>{escape(claim.says or '')}",
            f"<b>As stated:</b> <code>{escape(statement(claim))}</code>",
            f"<b>Where from:</b> {escape(claim.source or '')}",
            f"<b>Counterexample:</b> {escape(verdict.detail)}" if verdict is not None else "",
            f'<b>What holds:</b> <a href="#{anchor(right.id)}">{escape(right.id)}</a>: {escape(right.says or "")} '
            f"<br><code>{escape(statement(right))}</code>",
        ]
        yield _block("div", "<br>".join(line for line in lines if line), f'class="claim false" id="{anchor(claim.id)}"')


def _claim(claim: Claim, verdict: VerdictLike | None) -> str:
    lines = [
        f"<b>{escape(claim.id)}</b>{_badge(verdict)}<br>{escape(claim.says or '')}",
        f"<code>{escape(statement(claim))}</code>",
        f"{escape(verdict.status)} {escape(verdict.detail)}; source: {escape(claim.source or 'none given')}"
        if verdict is not None
        else f"source: {escape(claim.source or 'none given')}",
    ]
    return _block("div", "<br>".join(lines), f'class="claim" id="{anchor(claim.id)}"')


def _badge(verdict: VerdictLike | None) -> str:
    return f' <span class="verdict {verdict.status}">{verdict.status}</span>' if verdict is not None else ""


def _figure(address: str, caption: str) -> str:
    return f"```{{figure}} {address}\n:alt: Region diagram\n\n{literal(caption)}\n```"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    names = "".join(f"<th>{name}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return _wide(f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>")


def _wide(html: str, kind: str = "wide") -> str:
    return _block("div", html, f'class="{kind}"')


def _block(tag: str, html: str, attributes: str = "") -> str:
    """A block of HTML on one line, as a blank line would end it."""
    flat = " ".join(html.split("\n"))
    return f"<{tag}{' ' * bool(attributes)}{attributes}>{flat}</{tag}>" if flat else ""


def literal(text: str) -> str:
    """A text in Markdown, nothing of it read as markup."""
    return "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c != " " else c for c in text)


def _linked(work: str) -> str:
    text, found, address = work.partition("https://doi.org/")
    link = f'<a href="https://doi.org/{escape(address)}">doi:{escape(address)}</a>' if found else ""
    return escape(text) + link
