"""A game tree as SVG: no LaTeX, no matplotlib, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gametheory.expr import Expr
from gametheory.game.nouns import NATURE, Node
from gametheory.present import wording
from gametheory.present.protocols import EquilibriumLike, TreeGameLike
from gametheory.present.tree_layout import AIR, FAN, LANE, RADIUS, Layout, layout

SIZE = 11.0
SMALL = 9.0
HEAD = 58.0  # height of the legend and of the table's head
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

# Okabe and Ito (2008); every player also has a shape and a letter.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "octagon")


def tree_svg(game: TreeGameLike, *, path: EquilibriumLike | None = None) -> str:
    """The game tree as the text of an SVG picture, read from left to right.

    Decision nodes carry the colour, shape and letter of their player and the name of the move; edges the action, and
    at moves of Nature its probability; dashed lines join the nodes of an information set; the table on the right
    has the outcome and everyone's payoff at each terminal history.

    Parameters
    ----------
    game : Game
        The game; parameters may be fixed or not.
    path : Equilibrium, optional
        An equilibrium whose path of play is drawn thick.
    """
    return _Drawing(game, path).text()


class _Drawing:
    """The parts of one picture, added in the order of drawing."""

    def __init__(self, game: TreeGameLike, path: EquilibriumLike | None) -> None:
        self.game = game
        self.names = wording.unicode_names(game.parameters)
        self.letters = letters(game.players)
        self.thick = _reached(game, path) if path is not None else frozenset()
        self.layout: Layout = layout(game.tree, self._edge_width, lambda node: width(node.move or "", SMALL))
        self.parts: list[str] = []

    def text(self) -> str:
        """The whole picture."""
        tree = self.game.tree
        right, columns = self._columns()
        height = HEAD + self.layout.height + AIR
        self._head(columns)
        for node in tree.nodes:
            if not node.is_terminal:
                self._edges(node)
        self._information_sets()
        for node in tree.nodes:
            if node.is_terminal:
                self._terminal(node, columns)
            else:
                self._node(node)
        title = escape(self.game.title)
        about = f"{len(tree.nodes)} histories, {len(tree.terminals)} of them terminal, "
        about += f"{len(tree.information_sets)} information sets"
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(right)}" height="{_n(height)}" '
                f'viewBox="0 0 {_n(right)} {_n(height)}" role="img" font-family="{FONT}" font-size="{_n(SIZE)}">',
                f"<title>{title}</title>",
                f"<desc>Game tree: {about}.</desc>",
                f'<rect width="{_n(right)}" height="{_n(height)}" fill="white"/>',
                *self.parts,
                "</svg>\n",
            )
        )

    def _columns(self) -> tuple[float, list[tuple[str, float]]]:
        """The right end, and the columns of the table with their left ends."""
        terminals = self.game.tree.terminals
        x = self.layout.right + 2 * AIR
        columns: list[tuple[str, float]] = []
        if any(node.outcome for node in terminals):
            columns.append(("outcome", x))
            x += max(width(text, SIZE) for text in ("outcome", *(node.outcome or "" for node in terminals))) + 2 * AIR
        for place, player in enumerate(self.game.players):
            columns.append((player, x))
            x += (
                max(width(player, SIZE) + 6, *(self._maths_width(node.payoffs[place]) for node in terminals))
                + 1.6 * AIR
            )
        return max(x, self._legend_width()), columns

    def _legend_width(self) -> float:
        return AIR + sum(2 * RADIUS + 6 + width(name, SIZE) + 2 * AIR for name in (*self.game.players, NATURE))

    def _head(self, columns: Sequence[tuple[str, float]]) -> None:
        x, y = AIR + RADIUS, 16.0
        present = {node.player for node in self.game.tree.nodes if node.player}
        for name in (*self.game.players, *([NATURE] if NATURE in present else [])):
            self._shape(name, x, y)
            self._say(x + RADIUS + 6, y + 4, escape(name))
            x += 2 * RADIUS + 6 + width(name, SIZE) + 2 * AIR
        for name, left in columns:
            self._say(left, HEAD - 12, escape(name), weight="bold" if name != "outcome" else "normal")
        left, right = columns[0][1], self._columns()[0] - 0.6 * AIR
        self.parts.append(f'<path d="M{_n(left)} {_n(HEAD - 6)}H{_n(right)}" stroke="black" stroke-width="0.8"/>')

    def _edges(self, node: Node) -> None:
        x, y = self._at(node)
        for place, number in enumerate(node.children):
            child = self.game.tree.nodes[number]
            cx, cy = self._at(child)
            turn = x + RADIUS + FAN
            weight = 2.6 if number in self.thick else 1.0
            self.parts.append(
                f'<path d="M{_n(x)} {_n(y)}L{_n(turn)} {_n(cy)}H{_n(cx)}" fill="none" stroke="#222222" '
                f'stroke-width="{weight}"/>'
            )
            shown = escape(node.actions[place])
            if node.probabilities:
                shown += f" ({self._maths(node.probabilities[place])})"
            self._say(turn + 3, cy - 4.5, shown)

    def _information_sets(self) -> None:
        tree = self.game.tree
        for link in self.layout.links:
            group = tree.information_sets[link.information_set]
            (x, top), (_, bottom) = self._at(tree.nodes[link.above]), self._at(tree.nodes[link.below])
            if link.lane == 0:
                d = f"M{_n(x)} {_n(top)}V{_n(bottom)}"
            else:
                left = x - RADIUS - link.lane * LANE + 1
                d = f"M{_n(x)} {_n(top)}L{_n(left)} {_n(top + 12)}V{_n(bottom - 12)}L{_n(x)} {_n(bottom)}"
            colour = self._colour(group.player)
            self.parts.append(
                f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-dasharray="4 3"/>'
            )

    def _node(self, node: Node) -> None:
        x, y = self._at(node)
        assert node.player is not None and node.move is not None
        self._shape(node.player, x, y)
        lanes = self.layout.lanes[node.move]
        self._say(
            x - RADIUS - 2 - lanes * LANE,
            y + 11.5,
            escape(node.move),
            size=SMALL,
            anchor="end",
            fill="#555555",
            style="italic",
        )

    def _terminal(self, node: Node, columns: Sequence[tuple[str, float]]) -> None:
        x, y = self._at(node)
        start = columns[0][1] - 6
        if start > x + 6:
            self.parts.append(
                f'<path d="M{_n(x + 5)} {_n(y)}H{_n(start)}" stroke="#aaaaaa" stroke-width="0.7" '
                'stroke-dasharray="1 3"/>'
            )
        self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="2.6" fill="black"/>')
        cells = (
            [escape(node.outcome or "")] if columns[0][0] == "outcome" and len(columns) > len(self.game.players) else []
        )
        cells += [self._maths(payoff) for payoff in node.payoffs]
        for (_, left), cell in zip(columns, cells, strict=True):
            self._say(left, y + 4, cell)

    def _shape(self, player: str, x: float, y: float) -> None:
        if player == NATURE:
            self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5" fill="#333333" stroke="#333333"/>')
            return
        number = self.game.players.index(player)
        style = f'fill="{_tint(self._colour(player))}" stroke="{self._colour(player)}" stroke-width="1.8"'
        self.parts.append(_outline(SHAPES[number % len(SHAPES)], x, y, style))
        self._say(x, y + 3.2, escape(self.letters[number]), size=SMALL, anchor="middle", halo=False)

    def _colour(self, player: str) -> str:
        return COLOURS[self.game.players.index(player) % len(COLOURS)]

    def _at(self, node: Node) -> tuple[float, float]:
        return self.layout.x[node.index], HEAD + self.layout.y[node.index]

    def _edge_width(self, node: Node) -> float:
        assert node.parent is not None and node.action is not None
        parent = self.game.tree.nodes[node.parent]
        total = width(node.action, SIZE)
        if parent.probabilities:
            total += self._maths_width(parent.probabilities[parent.children.index(node.index)]) + width(" ()", SIZE)
        return total

    def _maths(self, expr: Expr) -> str:
        shown = []
        for style, piece, _ in wording.tokens(str(expr), self.names):
            if style == "symbol":
                shown.append(f'<tspan font-style="italic">{escape(piece)}</tspan>')
            elif style == "sub":
                shown.append(
                    f'<tspan dy="2.5" font-size="{_n(SIZE * 0.75)}">{escape(piece)}</tspan>'
                    '<tspan dy="-2.5">&#8203;</tspan>'
                )
            else:
                shown.append(escape(piece))
        return "".join(shown)

    def _maths_width(self, expr: Expr) -> float:
        return sum(width(piece, SIZE) for _, piece, _ in wording.tokens(str(expr), self.names))

    def _say(
        self, x: float, y: float, content: str, *, size: float = SIZE, anchor: str = "start", fill: str = "black",
        weight: str = "normal", style: str = "normal", halo: bool = True,
    ) -> None:  # fmt: skip
        look = "" if size == SIZE else f' font-size="{_n(size)}"'
        look += "" if anchor == "start" else f' text-anchor="{anchor}"'
        look += "" if fill == "black" else f' fill="{fill}"'
        look += "" if weight == "normal" else f' font-weight="{weight}"'
        look += "" if style == "normal" else f' font-style="{style}"'
        look += ' stroke="white" stroke-width="2" paint-order="stroke" stroke-linejoin="round"' if halo else ""
        self.parts.append(f'<text x="{_n(x)}" y="{_n(y)}" xml:space="preserve"{look}>{content}</text>')


def letters(players: Sequence[str]) -> tuple[str, ...]:
    """A short mark per player: first letters, else initials, else two letters, else numbers; all different."""
    ways = (
        [name[:1] for name in players],
        ["".join(word[0] for word in name.split())[:2] for name in players],
        [name[:2] for name in players],
    )
    return next(
        (tuple(way) for way in ways if len(set(way)) == len(way)), tuple(str(k) for k in range(1, len(players) + 1))
    )


def width(text: str, size: float) -> float:
    """About the width of a text in a sans-serif font, on the wide side."""
    total = 0.0
    for character in text:
        if character in "ijltfr.,;:|!'()[]/ ":
            total += 0.37
        elif character in "mwMW@%−+=≥≤":
            total += 0.86
        else:
            total += 0.7 if character.isupper() else 0.62
    return total * size


def _reached(game: TreeGameLike, path: EquilibriumLike) -> frozenset[int]:
    """The nodes on a path of play, without the root."""
    tree = game.tree
    choices = dict(path.path)
    reached, stack = set[int](), [tree.root]
    while stack:
        node = stack.pop()
        for action, number in zip(node.actions, node.children, strict=True):
            label = None if node.information_set is None else tree.information_sets[node.information_set].label
            if label is None or choices.get(label) == action:
                reached.add(number)
                stack.append(tree.nodes[number])
    return frozenset(reached)


def _outline(shape: str, x: float, y: float, style: str) -> str:
    r = RADIUS
    if shape == "circle":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {style}/>'
    if shape == "square":
        return (
            f'<rect x="{_n(x - r + 1)}" y="{_n(y - r + 1)}" width="{_n(2 * r - 2)}" height="{_n(2 * r - 2)}" {style}/>'
        )
    corners = {
        "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        "triangle": ((-1.15, 0.85), (0, -1.3), (1.15, 0.85)),
        "hexagon": ((-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)),
        "octagon": ((-1, -0.4), (-0.4, -1), (0.4, -1), (1, -0.4), (1, 0.4), (0.4, 1), (-0.4, 1), (-1, 0.4)),
    }[shape]
    points = " ".join(f"{_n(x + r * a)},{_n(y + r * b)}" for a, b in corners)
    return f'<polygon points="{points}" {style}/>'


def _tint(colour: str) -> str:
    parts = (round(255 - 0.25 * (255 - int(colour[k : k + 2], 16))) for k in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _n(number: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
