"""Where everything of a game tree stands: moves in columns, terminal histories in rows, parents amid their children."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gametheory.game.nouns import Node, Tree

ROW = 20.0  # height of a terminal history
GAP = 7.0  # extra height between terminal histories of different parents
FAN = 26.0  # width in which the edges of a node spread
RADIUS = 9.0
LANE = 7.0  # width of a lane for the line of an information set that has to pass other nodes
AIR = 10.0


@dataclass(frozen=True, slots=True)
class Link:
    """The line between two neighbouring nodes of an information set; lane 0 is straight, others pass on the left."""

    information_set: int
    above: int
    below: int
    lane: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions: of every node, of the lines of information sets; and the right end of the tree and its height."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    links: tuple[Link, ...]
    lanes: Mapping[str, int]
    right: float
    height: float


def layout(tree: Tree, edge_width: Callable[[Node], float], name_width: Callable[[Node], float]) -> Layout:
    """The layout of a tree that is read from left to right.

    Nodes of one move stand in one column, so that information sets are vertical.

    Parameters
    ----------
    tree : Tree
    edge_width : callable
        Width of the text on the edge that leads to a node.
    name_width : callable
        Width of the text at a decision node.
    """
    y = _rows(tree)
    level = _levels(tree)
    place = {node.index: level[node.move] if node.move else -1 for node in tree.nodes}
    links = _links(tree, place, y)
    lanes: dict[int, int] = {}
    for link in links:
        column = place[link.above]
        lanes[column] = max(lanes.get(column, 0), link.lane)
    last = 1 + max((number for number in level.values()), default=-1)
    start = max((name_width(node) for node in tree.nodes if node.move and place[node.index] == 0), default=0.0)
    columns = [AIR + start + RADIUS + lanes.get(0, 0) * LANE]
    for column in range(last):
        children = [
            tree.nodes[c] for node in tree.nodes if node.move and place[node.index] == column for c in node.children
        ]
        following = [node for node in tree.nodes if node.move and place[node.index] == column + 1]
        edges = max((edge_width(child) for child in children), default=0.0)
        names = max((name_width(node) for node in following), default=0.0)
        room = max(edges, names) + lanes.get(column + 1, 0) * LANE
        columns.append(columns[-1] + RADIUS + FAN + AIR + room + (RADIUS if following else 0.0))
    x = []
    for node in tree.nodes:
        if node.move:
            x.append(columns[place[node.index]])
        else:
            parent = -1 if node.parent is None else place[node.parent]
            x.append(columns[parent + 1])
    by_move = {move: lanes.get(number, 0) for move, number in level.items()}
    return Layout(tuple(x), y, links, by_move, columns[-1], max(y) + ROW / 2)


def _rows(tree: Tree) -> tuple[float, ...]:
    y = [0.0] * len(tree.nodes)
    height, parent = 0.0, None
    for node in tree.nodes:
        if node.is_terminal:
            height += ROW + (GAP if parent is not None and node.parent != parent else 0.0)
            parent = node.parent
            y[node.index] = height - ROW / 2
    for node in reversed(tree.nodes):
        if node.children:
            y[node.index] = (y[node.children[0]] + y[node.children[-1]]) / 2
    return tuple(y)


def _levels(tree: Tree) -> dict[str, int]:
    """The column of every move: right of all moves that may come directly before it."""
    level = {node.move: 0 for node in tree.nodes if node.move}
    before = dict.fromkeys(
        (parent.move, node.move)
        for node in tree.nodes
        if node.move and node.parent is not None and (parent := tree.nodes[node.parent]).move
    )
    for _ in level:
        changed = False
        for one, other in before:
            assert one is not None and other is not None
            if level[other] <= level[one]:
                level[other], changed = level[one] + 1, True
        if not changed:
            break
    return level


def _links(tree: Tree, place: Mapping[int, int], y: Sequence[float]) -> tuple[Link, ...]:
    taken: list[tuple[int, int, float, float]] = []
    found = []
    for group in tree.information_sets:
        nodes = sorted(group.nodes, key=lambda n: y[n])
        for above, below in zip(nodes, nodes[1:], strict=False):
            column = place[above]
            blocked = any(place[n.index] == column and y[above] < y[n.index] < y[below] for n in tree.nodes if n.move)
            lane = 0
            if blocked:
                lane = 1
                while any(
                    c == column and k == lane and low < y[below] and y[above] < high for c, k, low, high in taken
                ):
                    lane += 1
                taken.append((column, lane, y[above], y[below]))
            found.append(Link(group.index, above, below, lane))
    return tuple(found)
