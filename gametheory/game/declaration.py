"""What can be wrong with a declaration before play is expanded: names, conditions, cells, shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gametheory.expr import Condition, Expr, symbols
from gametheory.game.names import unknown
from gametheory.game.nouns import NATURE, Dependent, Move, Outcome, Parameter, Payment, Pays, When

PLAY, SIGHT, OUTCOMES, PAYOFFS = "play", "sight", "outcomes", "payoffs"
"""Parts of an expansion; a fault in one makes later checks of that part meaningless."""

RESERVED = re.compile(r"[|,=*]|^\s|\s$|^$")


@dataclass
class Findings:
    """The faults found, each starting with its place, and the parts of the expansion that they spoil."""

    faults: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def add(self, place: str, text: str, *broken: str) -> None:
        """Note one fault."""
        self.faults.append(f"{place}: {text}")
        self.broken.update(broken)


def check(
    *,
    players: Sequence[str],
    moves: Sequence[Move],
    outcomes: Sequence[Outcome],
    payments: Sequence[Payment],
    dependents: Sequence[Dependent],
    measures: Sequence[str],
    start: Sequence[tuple[str, str]],
) -> Findings:
    """All faults of a declaration that can be seen without expanding it."""
    found = Findings()
    _check_names(found, players, moves, measures)
    table: dict[str, Move] = {}
    for move in moves:
        table.setdefault(move.name, move)
    earlier: dict[str, Move] = {}
    for move in moves:
        place = f'move "{move.name}"'
        _check_move(found, place, move, players)
        if move.name in earlier:
            found.add(place, "two moves have this name; a condition would not know which is meant: rename one", PLAY)
        _check_when(found, f"{place}, when", move.when, earlier, table, PLAY)
        _check_simultaneous(found, place, move, earlier, table)
        _check_sight(found, place, move, players, table)
        earlier.setdefault(move.name, move)
    _check_payoffs(found, players, outcomes, payments, measures, table)
    _check_dependents(found, dependents, table)
    for name, action in start:
        if name not in table:
            found.add("start", unknown("move", name, table), PLAY)
        elif action not in table[name].actions:
            found.add("start", unknown_action(table[name], action), PLAY)
    return found


def unknown_action(move: Move, action: str) -> str:
    """The sentence for an action that a move does not have."""
    head = f"unknown action {action!r}"
    return f"{head} of the move {move.name!r}{unknown('action', action, move.actions)[len(head):]}"


def _repeated(items: Iterable[str]) -> list[str]:
    items = list(items)
    return [item for item in dict.fromkeys(items) if items.count(item) > 1]


def _check_names(found: Findings, players: Sequence[str], moves: Sequence[Move], measures: Sequence[str]) -> None:
    if not players:
        found.add("players", "there are none; name at least one player", PAYOFFS, SIGHT)
    for name in _repeated(players):
        found.add("players", f"{name!r} is listed twice; drop one", PAYOFFS)
    if NATURE in players:
        found.add("players", f"{NATURE!r} is not a player: it is the name of chance moves; choose another name", SIGHT)
    for name in _repeated(measures):
        found.add("measures", f"{name!r} is listed twice; drop one", PAYOFFS)
    for name in measures:
        if name in players:
            found.add("measures", f"{name!r} is a player too; a measure is nobody's payoff: rename it", PAYOFFS)
    if not moves:
        found.add("moves", "there are none; a game needs at least one move", PLAY)


def _check_move(found: Findings, place: str, move: Move, players: Sequence[str]) -> None:
    if not re.fullmatch(r"\w+", move.name):
        found.add(place, "the name may have letters, digits and underscores only, since labels are made of it", PLAY)
    if move.by != NATURE and move.by not in players:
        found.add(f"{place}, by", unknown("player", move.by, [*players, NATURE]), SIGHT)
    if not move.actions:
        found.add(f"{place}, actions", "there are none; list at least one action", PLAY)
    for action in _repeated(move.actions):
        found.add(f"{place}, actions", f"{action!r} is listed twice; drop one", PLAY)
    for action in move.actions:
        if RESERVED.search(action):
            found.add(f"{place}, actions", f"{action!r} cannot be read in a label; {_LEGAL}", PLAY)
    if move.by == NATURE:
        if move.probabilities is None:
            text = "a move of Nature needs the probability of each action, for example { yes = \"p\", no = \"1 - p\" }"
            found.add(f"{place}, actions", text, PLAY)
        elif len(move.probabilities) != len(move.actions):
            counts = f"{len(move.actions)} actions but {len(move.probabilities)} probabilities"
            found.add(f"{place}, actions", f"there are {counts}; give one for each", PLAY)
    elif move.probabilities is not None:
        text = f"{move.by!r} chooses, so the actions have no probabilities; list them, or let the move be by {NATURE}"
        found.add(f"{place}, actions", text)


_LEGAL = "avoid | , = * and spaces at the ends"


def _check_when(
    found: Findings, place: str, when: When, known: Mapping[str, Move], table: Mapping[str, Move], *broken: str
) -> None:
    """`known` are the moves that a condition here may refer to, `table` all there are."""
    for conjunction in when:
        for name, actions in conjunction:
            if name not in known:
                if name in table:
                    text = (
                        f"refers to the move {name!r}, which is not played before; "
                        "let it depend on earlier moves only, or reorder the moves"
                    )
                else:
                    text = unknown("move", name, known)
                found.add(place, text, *broken)
                continue
            for action in actions:
                if action not in known[name].actions:
                    found.add(place, unknown_action(known[name], action), *broken)
            if not actions:
                found.add(place, f"no action of the move {name!r} is given; name one, or drop the entry", *broken)


def _check_simultaneous(
    found: Findings, place: str, move: Move, earlier: Mapping[str, Move], table: Mapping[str, Move]
) -> None:
    other, place = move.simultaneous, f"{place}, simultaneous"
    if other is None:
        return
    if other in earlier:
        if earlier[other].by == move.by:
            text = f"{move.by!r} makes both moves and always sees its own; drop it, or let the agents be two players"
            found.add(place, text, SIGHT)
    elif other in table:
        found.add(place, f"the move {other!r} is not earlier; write it on the later one of the two moves", SIGHT)
    else:
        found.add(place, unknown("move", other, earlier), SIGHT)


def _check_sight(found: Findings, place: str, move: Move, players: Sequence[str], table: Mapping[str, Move]) -> None:
    for name in _repeated(o.player for o in move.seen_by or ()):
        found.add(f"{place}, seen_by", f"{name!r} is listed twice; drop one", SIGHT)
    for observation in move.seen_by or ():
        if observation.player not in players:
            found.add(f"{place}, seen_by", unknown("player", observation.player, players), SIGHT)
        if observation.cells:
            _check_cells(found, f"{place}, seen_by.{observation.player}", move, observation.cells)
    for reveal in move.revealed:
        here = f"{place}, revealed"
        if move.seen_by is None:
            text = "everyone sees this move at once; say with seen_by who does, so that it can become visible to others"
            found.add(here, text, SIGHT)
        if not reveal.to:
            found.add(here, "it names nobody; say to whom with 'to'", SIGHT)
        for name in reveal.to:
            if name not in players:
                found.add(f"{here}.to", unknown("player", name, players), SIGHT)
        if reveal.after is None and reveal.when is None:
            found.add(here, "it does not say when; give 'after' (a move) or 'when' (a condition)", SIGHT)
        if reveal.after == move.name:
            text = "a move is not revealed after itself; use seen_by for who sees it at once"
            found.add(f"{here}.after", text, SIGHT)
        elif reveal.after is not None and reveal.after not in table:
            found.add(f"{here}.after", unknown("move", reveal.after, table), SIGHT)
        if reveal.when is not None:
            _check_when(found, f"{here}.when", reveal.when, table, table, SIGHT)


def _check_cells(found: Findings, place: str, move: Move, cells: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    for name in _repeated(name for name, _ in cells):
        found.add(place, f"two cells are called {name!r}; rename one", SIGHT)
    for name, actions in cells:
        if RESERVED.search(name):
            found.add(place, f"the cell name {name!r} cannot be read in a label; {_LEGAL}", SIGHT)
        if name in move.actions and actions != (name,):
            text = f"the cell {name!r} has the name of an action but is not that action alone; rename it"
            found.add(place, text, SIGHT)
        for action in actions:
            if action not in move.actions:
                found.add(place, unknown_action(move, action), SIGHT)
    listed = [action for _, actions in cells for action in actions]
    for action in _repeated(listed):
        found.add(place, f"the action {action!r} is in two cells; keep it in one", SIGHT)
    for action in move.actions:
        if action not in listed:
            found.add(place, f"the action {action!r} is in no cell; add it to one", SIGHT)


def _check_payoffs(
    found: Findings,
    players: Sequence[str],
    outcomes: Sequence[Outcome],
    payments: Sequence[Payment],
    measures: Sequence[str],
    table: Mapping[str, Move],
) -> None:
    everyone = [*players, *measures]

    def check_pays(place: str, pays: Pays) -> None:
        for name, _ in pays:
            if name not in everyone:
                found.add(place, unknown("player or measure" if measures else "player", name, everyone), PAYOFFS)

    for name in _repeated(outcome.name for outcome in outcomes):
        text = "two outcomes have this name; rename one, or join them: when = [..., ...]"
        found.add(f'outcome "{name}"', text, OUTCOMES)
    for outcome in outcomes:
        place = f'outcome "{outcome.name}"'
        _check_when(found, f"{place}, when", outcome.when, table, table, OUTCOMES, PAYOFFS)
        if outcome.pays is not None:
            check_pays(f"{place}, pays", outcome.pays)
            absent = [p for p in players if p not in dict(outcome.pays)]
            if absent:
                text = f"nothing for {', '.join(absent)}; name every player (0 is written), or leave pays out"
                found.add(f"{place}, pays", text, PAYOFFS)
    for number, payment in enumerate(payments, 1):
        _check_when(found, f"pays block {number}, when", payment.when, table, table, PAYOFFS)
        check_pays(f"pays block {number}", payment.pays)


def _check_dependents(found: Findings, dependents: Sequence[Dependent], table: Mapping[str, Move]) -> None:
    by_name = {d.name: d for d in dependents}
    for name in _repeated(d.name for d in dependents):
        found.add(f'depends "{name}"', "two symbols have this name; rename one", PAYOFFS)
    for dependent in dependents:
        place = f'depends "{dependent.name}"'
        if dependent.on not in table:
            found.add(f"{place}, on", unknown("move", dependent.on, table), PAYOFFS)
            continue
        move = table[dependent.on]
        for action, _ in dependent.values:
            if action not in move.actions:
                found.add(f"{place}, values", unknown_action(move, action), PAYOFFS)
    uses = {n: sorted({s for _, v in d.values for s in symbols(v) if s in by_name}) for n, d in by_name.items()}
    for name in by_name:
        reached: set[str] = set()
        waiting = list(uses[name])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting.extend(uses[other])
        if name in reached:
            text = "its values lead back to itself; write one of them without the other symbol"
            found.add(f'depends "{name}", values', text, PAYOFFS, PLAY)


def symbol_faults(
    *,
    parameters: Sequence[Parameter],
    where: Condition,
    moves: Sequence[Move],
    outcomes: Sequence[Outcome],
    payments: Sequence[Payment],
    dependents: Sequence[Dependent],
) -> list[str]:
    """Faults of symbols that are neither parameters nor dependent symbols, or both."""
    found = Findings()
    names = [p.name for p in parameters]
    for name in _repeated(names):
        found.add(f'parameter "{name}"', "two parameters have this name; drop one")
    for dependent in dependents:
        if dependent.name in names:
            found.add(f'depends "{dependent.name}"', "a parameter has this name too; rename one of them")
    known = [*names, *(d.name for d in dependents)]
    uses: list[tuple[str, Expr]] = []
    for m in moves:
        uses += [(f'move "{m.name}", actions.{a}', e) for a, e in zip(m.actions, m.probabilities or (), strict=False)]
    uses += [(f'depends "{d.name}", values.{a}', e) for d in dependents for a, e in d.values]
    uses += [(f'outcome "{o.name}", pays.{p}', e) for o in outcomes for p, e in o.pays or ()]
    uses += [(f"pays block {i}, pays.{p}", e) for i, b in enumerate(payments, 1) for p, e in b.pays]
    for name in sorted(symbols(where) - set(names)):
        found.add("where", unknown("symbol", name, names))
    for place, expression in uses:
        for name in sorted(symbols(expression) - set(known)):
            found.add(place, unknown("symbol", name, known))
    return found.faults
