"""Games in which subgames leave no belief open: then subgame-perfect and sequential equilibria are the same."""

from __future__ import annotations

from gametheory.game import Game, InformationSet


def staged(game: Game) -> bool:
    """Whether each information set is passed by all play of some subgame, so that Bayes' rule gives every belief.

    So it is in games of observed stages with simultaneous moves (D. Fudenberg and J. Tirole 1991, Game Theory,
    sections 3.2 and 5.1).
    """
    return missed_set(game) is None


def missed_set(game: Game) -> InformationSet | None:
    """An information set that play of the smallest subgame around it may miss, if there is one."""
    ends = _ends(game)
    roots = _roots(game, ends)
    missed = [s for s in game.tree.information_sets if not _surely_passed(game, s, ends, roots)]
    return max(missed, key=lambda s: len(s.nodes) > 1, default=None)


def one_shot(game: Game) -> bool:
    """Whether two players move once each without knowing of each other's move."""
    sets = game.tree.information_sets
    ends = _ends(game)
    return (
        len(sets) == 2
        and sets[0].player != sets[1].player
        and all(sum(len(ends[n]) for n in s.nodes) == len(ends[0]) for s in sets)
        and sorted(len(s.nodes) for s in sets)[1] > 1
    )


def _ends(game: Game) -> list[frozenset[int]]:
    """By node the terminal histories at or below it."""
    found: list[frozenset[int]] = [frozenset()] * len(game.tree.nodes)
    for node in reversed(game.tree.nodes):
        own = frozenset((node.index,)) if node.is_terminal else frozenset()
        found[node.index] = own.union(*(found[c] for c in node.children))
    return found


def subgames(game: Game) -> tuple[int, ...]:
    """The nodes at which a subgame begins."""
    return tuple(n for n in _roots(game, _ends(game)) if not game.tree.nodes[n].is_terminal)


def _roots(game: Game, ends: list[frozenset[int]]) -> list[int]:
    sets = game.tree.information_sets
    spans = [frozenset().union(*(ends[n] for n in s.nodes)) for s in sets]
    found = []
    for node in game.tree.nodes:
        alone = node.information_set is None or len(sets[node.information_set].nodes) == 1
        below = [spans[s] for s in _sets_below(game, node.index)]
        if alone and all(span <= ends[node.index] for span in below):
            found.append(node.index)
    return found


def _sets_below(game: Game, node: int) -> set[int]:
    found, stack = set(), [node]
    while stack:
        here = game.tree.nodes[stack.pop()]
        if here.information_set is not None:
            found.add(here.information_set)
        stack.extend(here.children)
    return found


def _surely_passed(game: Game, s: InformationSet, ends: list[frozenset[int]], roots: list[int]) -> bool:
    span = frozenset().union(*(ends[n] for n in s.nodes))
    return any(ends[root] == span for root in roots)
