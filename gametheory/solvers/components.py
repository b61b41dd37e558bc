"""All sequential equilibria by recursion over public components, conditions and consistency exact.

After a public history only the beliefs about what is hidden matter. A *part* is a set of histories closed under the
information sets below it; at its front every information set that lies wholly among its histories chooses. The
histories that follow fall into parts again. Parts that are played are combined; parts that only a deviation leads to
enter as alternatives, one of which has to deter it (an *or*), so that their numbers add instead of multiply.

Beliefs. On the way to a history the deviations are remembered, less what all histories of a part have in common. Each
remembered deviation is a slot: its odds are one more positive unknown in the conditions, its order of magnitude one
unknown in a system of linear constraints. An information set believes in its histories of lowest order, with weights
chance times odds. A slot is eliminated, exactly, where the part that remembers it begins. With perfect information no
slots arise and this is symbolic backward induction.

Mixtures. An information set may choose a support of several actions. Their probabilities are unknowns like the odds,
but of order zero: they enter beliefs downstream and values upstream. Actions in a support are worth the same, which
gives the equations that determine the probabilities (see :mod:`gametheory.solvers.settling`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count, product

from gametheory.algebra import Formula, Poly, atoms
from gametheory.algebra.elimination import exists_positive
from gametheory.errors import CrossingSetsError, NotLinearError, SearchLimitError, SolverError
from gametheory.expr import Symbol, substitute
from gametheory.game import Game
from gametheory.solvers.arena import Arena, arena
from gametheory.solvers.classes import Alternative, Birth, Continuation, Found, Mixture, Step, path_of
from gametheory.solvers.fronts import Front
from gametheory.solvers.orders import Labels, Order, joined, patterns, projected
from gametheory.solvers.parts import Entry, Piece, State, partition
from gametheory.solvers.settling import Settled, Settler
from gametheory.solvers.supports import Support, Supports
from gametheory.solvers.workspace import probabilities, workspace

WORK, VOLUME = 5_000, 500_000
"""Choices of supports at the fronts of parts in a search for mixed equilibria, and terms of polynomials computed there:
what is reached in ten to forty seconds."""

LIMIT = 20_000  # classes of one part: beyond it the answer would be unreadable and the run unbounded


def search(
    game: Game,
    odds: int,
    *,
    mixed: bool = False,
    ties: bool = False,
    free: bool = False,
    roots: int = 0,
    patience: int = 1,
) -> Found:
    """All paths of play of sequential equilibria with their exact conditions.

    Parameters
    ----------
    game : Game
        Perfect recall; any number of players, types and moves of Nature.
    odds : int
        Number of deviations that can be told apart at once.
    mixed : bool
        Whether supports of several actions are searched too.
    ties : bool
        Whether mixtures that exist on knife-edges only are searched; else they are left out, and the answer says so.
        Without parameters there are no knife-edges, and nothing is left out.
    free : bool
        Whether each information set off the path may hold any belief of its own (weak perfect Bayesian equilibrium in
        pure strategies) instead of a consistent one.
    roots : int
        Number of different square roots that the probabilities may have.
    patience : int
        How many times the usual work a search for mixed equilibria may take.

    Raises
    ------
    SlotsExhaustedError
        If more deviations are linked at once than there are slots.
    RootsExhaustedError
        If more square roots arise.
    CrossingSetsError
        If information sets cross.
    SearchLimitError
        If a search for mixed equilibria passes 5,000 choices of supports or half a million terms of polynomials.
    SolverError
        If more than 20,000 classes arise in one part.
    """
    space = workspace(game, odds, mixed=mixed, roots=roots)
    return Search(arena(game, space), odds, mixed=mixed, ties=ties, free=free, patience=patience).run()


@dataclass(frozen=True, eq=False)
class _Part:
    """A part that follows a front, with its classes."""

    piece: Piece
    classes: list[Continuation]


class Search:
    """One run over one game.

    Parameters
    ----------
    table : Arena
        Over a workspace: parameters, then `odds` slots for deviations, then mixing probabilities if `mixed`.
    """

    def __init__(
        self,
        table: Arena,
        odds: int,
        *,
        mixed: bool = False,
        ties: bool = False,
        free: bool = False,
        patience: int = 1,
    ) -> None:
        game = table.game
        self.arena = table
        self.space = table.space
        self.table = table.space.table
        self.parameters = len(game.symbols)
        self.slots = tuple(range(self.parameters, len(self.space.names)))
        self.odds = odds
        self.free = free
        self.supports = Supports(game, self.space, probabilities(game, odds) if mixed else {})
        positions = frozenset(self.slots[:odds])
        generic = bool(game.symbols) and not ties
        self.settler = Settler(self.space, self.parameters, positions, generic)
        self.last_settler = Settler(self.space, self.parameters, positions, generic, last=True)
        self.sets = game.tree.information_sets
        self.nodes = game.tree.nodes
        self.memo: dict[State, list[Continuation]] = {}
        self.opened: dict[tuple[State, tuple[Birth, ...]], list[Continuation]] = {}
        self.kids: dict[State, dict[State, None]] = {}
        self.undecided: dict[str, None] = {}
        self.work, self.limits = 0, (patience * WORK, patience * VOLUME)

    def run(self) -> Found:
        """The classes of the whole game."""
        classes, roots = self.whole()
        return self.found(classes, self.steps(roots))

    def found(self, classes: Sequence[Continuation], steps: tuple[Step, ...] = ()) -> Found:
        """What was found, with what was left undecided on the way."""
        dropped = self.settler.dropped or self.last_settler.dropped
        return Found(tuple(classes), tuple(self.undecided), self.space, steps, generic=dropped)

    def whole(self) -> tuple[list[Continuation], list[State]]:
        """The classes of the whole game, and where its parts begin."""
        leaves = [leaf for leaf, _ in self.arena.spread[0]]
        parts = self.parts([Entry(leaf, (), True, True) for leaf in leaves], {}, ())
        roots = [p.piece.state for p in parts]
        return self.merged(c for way in self.together(parts) for c in self.concluded(*way, roots)), roots

    def with_supports(self, only: Mapping[int, Support]) -> list[Continuation]:
        """The classes with these supports at some information sets (SearchLimitError if that is too much, too)."""
        self.supports.only = only
        self.memo, self.opened, self.kids = {}, {}, {}
        self.work, self.limits = 0, (WORK, self.space.ring.volume + VOLUME)
        return self.whole()[0]

    def concluded(
        self, chosen: tuple[Continuation, ...], condition: Formula, roots: Sequence[State]
    ) -> Iterator[Continuation]:
        """The classes of the whole game for one choice, probabilities that are still open determined."""
        mixtures = tuple(sorted((m for c in chosen for m in c.mixtures), key=lambda m: m[0]))
        equations = [e for c in chosen for e in c.equations]
        if not equations:
            way = Alternative(condition, (), chosen, ())
            yield Continuation((), path_of(chosen), condition, (way,), mixtures=mixtures)
            return
        local = sorted({i for c in chosen for i in c.open})
        domain = list(dict.fromkeys(d for c in chosen for d in c.rests))
        for case in self.settle(equations, condition, local, domain, last=True):
            known = {slot for slot, _ in case.solved}
            loose = tuple(i for i in local if i not in known)
            if case.equations:
                if self.possible(case.whole(self.table)):
                    self.undecided[self.open_equations(mixtures, case.equations)] = None
                continue
            found, bound = self.eliminated(case.condition, loose, case.domain, roots[0])
            if found is None or not self.possible(found):
                continue
            way = Alternative(found, (), chosen, (), bound=bound if loose else None, solved=case.solved, loose=loose)
            shares = tuple((s, tuple((a, case.into(self.space, p)) for a, p in own)) for s, own in mixtures)
            yield Continuation((), path_of(chosen), found, (way,), mixtures=shares)

    def open_equations(self, mixtures: Sequence[Mixture], equations: Sequence[Poly]) -> str:
        """What is said of equilibria whose equations have no closed form: where they mix, and the equations."""
        ring, named = self.space.ring, dict[int, tuple[str, str]]()
        for (s, action), slot in self.supports.probabilities.items():
            named[self.slots[slot]] = (action, self.sets[s].label)
        used = sorted({v for e in equations for v in e.variables if v in named})
        fresh = (q for q in (f"q{i or ''}" for i in count()) if q not in self.space.names)
        names = {v: next(fresh) for v in used}
        symbols = {ring.names[v]: Symbol(q) for v, q in names.items()}
        where = ", ".join(self.sets[s].label for s, _ in mixtures)
        said = " and ".join(f"{q} of {action!r} at {label}" for v, q in names.items() for action, label in [named[v]])
        shown = " and ".join(f"{substitute(ring.write(e), symbols)} = 0" for e in equations)
        many = "probabilities" if len(used) > 1 else "probability"
        return f"equilibria that mix at {where}: no closed form was found for the {many} {said}, where {shown}"

    def steps(self, roots: Sequence[State]) -> tuple[Step, ...]:
        """In each part some class exists, given that one does in each part that follows (where no odds are open)."""
        if self.slots:
            return ()
        found: list[Step] = []
        number: dict[State, int] = {}
        for state, classes in self.memo.items():
            claim = self.table.any_of([c.condition for c in classes])
            if not claim.is_true:
                premises = tuple(sorted({number[k] for k in self.kids.get(state, ()) if k in number}))
                number[state] = len(found)
                found.append(Step(claim, premises))
        every = [self.table.any_of([c.condition for c in self.memo[r]]) for r in roots]
        return (*found, Step(self.table.all_of(every), tuple(number[r] for r in roots if r in number)))

    def solve(self, state: State) -> list[Continuation]:
        """The classes of a part, in terms of the slots that are open where it begins."""
        if state not in self.memo:
            found = self.merged(self.fronts(state))
            if len(found) > LIMIT:
                raise SolverError(
                    f"more than {LIMIT} classes of continuations after {self.arena.history(state.nodes[0])}"
                    "\n  split the model, or fix parameters with game.at(...)."
                )
            self.memo[state] = found
        return self.memo[state]

    def front(self, state: State) -> list[int]:
        """The information sets that lie wholly among the histories of a part."""
        inside = set(state.nodes)
        here = sorted({s for n in state.nodes if (s := self.nodes[n].information_set) is not None})
        front = [s for s in here if inside.issuperset(self.sets[s].nodes)]
        if not front:
            raise CrossingSetsError(
                f"information sets cross after {self.arena.history(state.nodes[0])}"
                "\n  such an order of play is not supported."
            )
        return front

    def fronts(self, state: State) -> Iterator[Continuation]:
        """Every choice at the front of a part that is rational under some pattern of beliefs and some continuation."""
        front = self.front(state)
        labels = dict(zip(state.nodes, state.labels, strict=True))
        for supports in product(*(self.supports.of(s) for s in front)):
            self.count()
            for believed, order in self.beliefs(front, labels, state.order, state.on):
                yield from Front(
                    self, state, labels, dict(zip(front, supports, strict=True)), believed, order
                ).classes()

    def count(self) -> None:
        """One more choice of supports."""
        self.work += 1
        work, volume = self.limits
        if self.supports.probabilities and (self.work > work or self.space.ring.volume > volume):
            raise SearchLimitError(
                f"the search for mixed equilibria passed {self.work - 1} choices of supports without an end in sight"
                '\n  use method="paths played at points", or supports="pure", or fix parameters with game.at(...).'
            )

    def beliefs(
        self, front: Sequence[int], labels: dict[int, Labels], order: Order, on: bool
    ) -> Iterator[tuple[dict[int, tuple[int, ...]], Order]]:
        """The histories that each set at the front may believe possible, with what that says of the order."""
        ways: list[tuple[dict[int, tuple[int, ...]], Order]] = [({}, order)]
        for s in front:
            nodes = self.sets[s].nodes
            if self.free and all(labels[n] or not on for n in nodes):
                chosen_sets = [c for k in range(1, len(nodes) + 1) for c in combinations(nodes, k)]
                ways = [({**chosen, s: c}, known) for chosen, known in ways for c in chosen_sets]
                continue
            ways = [
                ({**chosen, s: tuple(nodes[i] for i in lowest)}, more)
                for chosen, known in ways
                for lowest, more in patterns(tuple(labels[n] for n in nodes), known)
            ]
        yield from ways

    def parts(self, entries: Sequence[Entry], wanted: dict[int, set[int]], order: Order) -> list[_Part]:
        """The parts that histories fall into, solved; stops at the first that has no class at all."""
        found = []
        for piece in partition(self.arena, entries, wanted, order, self.odds):
            found.append(_Part(piece, self.open(piece)))
            if not found[-1].classes:
                break
        return found

    def open(self, piece: Piece) -> list[Continuation]:
        """The classes of a part after the slots that only it remembers were eliminated."""
        if not piece.private:
            return self.solve(piece.state)
        key = (piece.state, piece.private)
        if key not in self.opened:
            private = [slot for slot, _ in piece.private]
            keep = tuple(s for s in piece.state.slots if s not in private)
            self.opened[key] = self.merged(
                opened for c in self.solve(piece.state) for opened in self._opened(c, piece, private, keep)
            )
        return self.opened[key]

    def _opened(
        self, c: Continuation, piece: Piece, private: Sequence[int], keep: tuple[int, ...]
    ) -> Iterator[Continuation]:
        positions = {self.slots[i] for i in private}
        touched = [e for e in c.equations if positions.intersection(e.variables)]
        others = tuple(e for e in c.equations if e not in touched)
        for case in self.settle(touched, c.condition, private, ()):
            known = {slot for slot, _ in case.solved}
            bound = case.whole(self.table)
            condition = self.without(bound, [i for i in private if i not in known], piece.state)
            if condition is not None and self.possible(condition):
                way = Alternative(condition, (), (c,), (), piece.private, bound, c.order, solved=case.solved)
                order = projected(joined(c.order) or (), keep)
                yield replace(c, condition=condition, alternatives=(way,), order=order, equations=others)

    def settle(
        self,
        equations: Iterable[Poly],
        condition: Formula,
        local: Sequence[int],
        domain: Sequence[Poly],
        *,
        last: bool = False,
    ) -> Iterator[Settled]:
        """The cases of a system of equations in some slots; `last` if no others will determine these."""
        settler = self.last_settler if last else self.settler
        return settler.settle(list(equations), condition, [self.slots[i] for i in local], list(domain))

    def eliminated(
        self, f: Formula, loose: Sequence[int], domain: Sequence[Poly], state: State
    ) -> tuple[Formula | None, Formula]:
        """`f` for some values of slots (``None`` if they could not be eliminated), and what the values must satisfy."""
        if not loose:
            return f, f
        positions = {self.slots[i] for i in loose}
        mentioned = [p for p in domain if positions.intersection(p.variables)]
        bounds = [self.table.raw_atom(p, ">") for p in self.supports.partial_sums(loose)]
        bound = self.table.all_of([f, *bounds, *(self.table.atom(p, ">") for p in mentioned)])
        every = [a.poly.variables for a in atoms(bound) if a.poly is not None]
        easiest = sorted(loose, key=lambda i: sum(self.slots[i] in own for own in every))
        return self.without(bound, easiest, state), bound

    def without(self, f: Formula, slots: Iterable[int], state: State) -> Formula | None:
        """`f` for some positive odds of the slots; ``None`` (reported) if they could not be eliminated."""
        left = list(slots)
        while left:
            for degree, slot in product((1, 2), left):
                try:
                    f = exists_positive(self.table, f, self.slots[slot], degree=degree)
                except NotLinearError:
                    continue
                left.remove(slot)
                break
            else:
                where = self.arena.history(state.nodes[0])
                self.undecided[f"beliefs after {where}: some enter a condition in the power 3 or higher"] = None
                return None
        return f

    def possible(self, condition: Formula, *, quick: bool = False) -> bool:
        """Whether a condition holds at some point, or that is not decided: then it is kept, and nothing is lost."""
        return self.space.oracle.possible(condition, quick=quick) is not False

    def together(self, parts: Sequence[_Part]) -> list[tuple[tuple[Continuation, ...], Formula]]:
        """Every choice of one class per part that is possible, with the joint condition."""
        ways: list[tuple[tuple[Continuation, ...], Formula]] = [((), self.table.true)]
        for part in parts:
            grown = []
            for (chosen, condition), c in product(ways, part.classes):
                both = self.table.all_of([condition, c.condition])
                if self.possible(both):
                    grown.append(((*chosen, c), both))
            ways = grown
        return ways

    def merged(self, found: Iterable[Continuation]) -> list[Continuation]:
        """Classes with the same values, path and order become one; its condition is the *or* of theirs."""
        groups: dict[tuple[object, ...], list[Continuation]] = {}
        for c in found:
            groups.setdefault(c.identity, []).append(c)
        return [
            same[0]
            if len(same) == 1
            else replace(
                same[0],
                condition=self.table.any_of([c.condition for c in same]),
                alternatives=tuple(a for c in same for a in c.alternatives),
            )
            for same in groups.values()
        ]
