"""The command ``gametheory``: the functions of the library, with an exit status that a script can use."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gametheory.cli_parser import build_parser
from gametheory.cli_values import (
    MOST_LETTERS,
    apart,
    axes,
    pairs,
    partition_record,
    rest,
    rows,
    share_table,
    statics_record,
    why_record,
)
from gametheory.errors import GameTheoryError, StoreError
from gametheory.expr.quote import legible

if TYPE_CHECKING:
    from gametheory.game import Game
    from gametheory.solution import Solution

OK, NEGATIVE, BAD_INPUT, INTERNAL, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141

MOST_ROWS = 10**7


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of one run of the command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments, without the name of the command; those of the process if not given.
    """
    try:
        options = build_parser().parse_args(argv)
        if getattr(options, "out", None):
            _writable(options.out)
        status = _verbs()[options.verb](options)
        sys.stdout.flush()
        return status
    except (GameTheoryError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            return _broken_pipe()
        return _refuse(str(error))
    except KeyboardInterrupt:
        print("gametheory: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        print("gametheory: this is an error of the program, not of your input; please report it", file=sys.stderr)
        return INTERNAL


# -- the verbs ---------------------------------------------------------------------------------------------------------


def _verbs() -> dict[str, Callable[[argparse.Namespace], int]]:
    """What runs for each verb of the parser."""
    return {
        "list": _list, "show": _show, "solve": _solve, "partition": _partition, "statics": _statics, "why": _why,
        "check": _check, "verify": _verify, "sweep": _sweep, "plot": _plot, "export": _export, "cite": _cite,
    }  # fmt: skip


def _list(options: argparse.Namespace) -> int:
    import gametheory as gt

    asked = ("family", "search", "concept", "players", "information")
    entries = gt.catalog(**{name: getattr(options, name) for name in asked})
    if options.json:
        return _emit(_dumps(entries.records()))
    if not entries:
        _emit("no model of the catalogue is all of this")
        return NEGATIVE
    width = max(len(entry.key) for entry in entries)
    return _emit("\n".join(f"{entry.key:<{width}}  {entry.title}" for entry in entries))


def _show(options: argparse.Namespace) -> int:
    import gametheory as gt
    from gametheory.notation import describe
    from gametheory.present.record import game_record

    game = _game(options)
    if options.toml:
        return _emit(gt.dump(game), options.out)
    return _emit(_dumps(game_record(game)) if options.json else describe(game), options.out)


def _solve(options: argparse.Namespace) -> int:
    solution = _solved(_game(options), options)
    text = solution.to_json() if options.json else solution.propositions() if options.latex else str(solution)
    _emit(text, options.out)
    return OK if solution.complete and (solution.equilibria or solution.knife_edges) else NEGATIVE


def _partition(options: argparse.Namespace) -> int:
    found = _solved(_game(options), options).partition()
    _emit(_dumps(partition_record(found)) if options.json else str(found), options.out)
    return OK if found.complete else NEGATIVE


def _statics(options: argparse.Namespace) -> int:
    game = _game(options)
    solution = _solved(game, options)
    tables = [solution.statics(label) for label in options.row or solution.labels]
    if options.json:
        text = _dumps(statics_record(tables))
    elif options.latex:
        text = "\n".join(f"% {table.label}\n{table.latex(game.latex_names)}" for table in tables)
    else:
        text = "\n\n".join(map(str, tables))
    _emit(text, options.out)
    return OK if all(entry.sign for table in tables for entry in table) else NEGATIVE


def _why(options: argparse.Namespace) -> int:
    game = _game(options, fix=False)
    at = rest(game, pairs(options.at, "--at", "NAME=VALUE"), ())
    answer = _solved(game, options).why_not(options.outcomes, at=at)
    _emit(_dumps(why_record(answer)) if options.json else str(answer), options.out)
    return NEGATIVE if answer.exists else OK


def _check(options: argparse.Namespace) -> int:
    import gametheory as gt

    report = gt.check(gt.load(options.model), only=options.only)
    _emit(report.to_json() if options.json else str(report), options.out)
    return OK if report.ok else NEGATIVE


def _verify(options: argparse.Namespace) -> int:
    from gametheory.solution.store import read

    checked = read(options.file).recheck()
    _emit("\n".join(map(str, checked)), options.out)
    return OK if all(c.ok for c in checked) else NEGATIVE


def _sweep(options: argparse.Namespace) -> int:
    import gametheory as gt
    from gametheory.sweep import summary

    if bool(options.grid) == (options.sample is not None):
        raise GameTheoryError("give either --grid or --sample\n  --grid NAME=LOW:HIGH:POINTS an axis, or --sample N.")
    game = _game(options, fix=False)
    fixed = pairs(options.at, "--at", "NAME=VALUE")
    design: Any
    if options.grid:
        grid = axes(options.grid)
        apart(grid, fixed, "--grid")
        design = gt.Grid(game, **grid, at=rest(game, fixed, grid))
    else:
        design = gt.Sample(game, options.sample, rng=options.seed, at=fixed)
    if options.reduce == "share":
        shares = summary(gt.sweep(_solution(game), design, reduce="share"))
        return _emit(_dumps(shares) if options.json else share_table(shares), options.out)
    if options.json or design.size > MOST_ROWS:
        raise GameTheoryError(
            f"a row a point is written as CSV, for at most {MOST_ROWS:,} points\n  drop --reduce none, or --json."
        )
    return _emit(rows(gt.sweep(_solution(game), design), design), options.out)


def _plot(options: argparse.Namespace) -> int:
    game = _game(options, fix=False)
    fixed = pairs(options.at, "--at", "NAME=VALUE")
    apart((options.x, options.y), fixed, "an axis")
    at = rest(game, fixed, (options.x, options.y))
    _assumed(_solution(game), options.assume).plot(x=options.x, y=options.y, at=at).save(options.out)
    return OK


def _export(options: argparse.Namespace) -> int:
    from gametheory.notation import export

    game = _game(options, fix=False)
    fixed = pairs(options.at, "--at", "NAME=VALUE")
    return _emit(export(game.at(**rest(game, fixed, ()))), options.out)


def _cite(options: argparse.Namespace) -> int:
    from gametheory.notation.works import works

    found = works(_game(options, fix=False).cite)
    _emit("\n\n".join(work.bibtex for work in found), options.out)
    return OK if found else NEGATIVE


# -- what the verbs share ----------------------------------------------------------------------------------------------


def _game(options: argparse.Namespace, *, fix: bool = True) -> Game:
    """The game that the command line names, after `--after`, and with `--at` substituted if `fix`."""
    import gametheory as gt

    game = gt.load(options.model)
    after = pairs(options.after, "--after", "MOVE=ACTION")
    if after:
        game = game.after(**after)
    at = pairs(options.at, "--at", "NAME=VALUE") if fix else {}
    return game.at(**at) if at else game


def _solution(game: Game, knife_edge: bool = False, supports: str | None = None) -> Solution:
    import gametheory as gt

    return gt.solve(game, knife_edge=knife_edge, supports=supports)


def _solved(game: Game, options: argparse.Namespace) -> Solution:
    """The solution that the options ask for: supports, then assumptions, then a refinement."""
    asked = {name: value for name in ("knife_edge", "supports") if (value := getattr(options, name, None))}
    solution = _assumed(_solution(game, **asked), options.assume)
    return solution.refine(options.refine) if options.refine else solution


def _assumed(solution: Solution, conditions: Sequence[str]) -> Solution:
    for condition in conditions:
        solution = solution.assume(condition)
    return solution


def _dumps(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _emit(text: str, out: str | None = None) -> int:
    """Print a text, or write it to a file: all of it or nothing."""
    text = text if text.endswith("\n") else text + "\n"
    if out is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.stdout.write(text)
        return OK
    from gametheory.present import files

    files.write(out, text)
    return OK


def _writable(out: str) -> None:
    """Refuse a file that could not be written, before any work is done for it."""
    path = Path(out).absolute()
    if path.is_dir() or out.endswith("/"):
        raise StoreError(f"cannot write {out!r}: it is a folder\n  name a file in it.")
    folder = next(parent for parent in path.parents if parent.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise StoreError(f"cannot write {out!r}: {str(folder)!r} does not take files\n  choose another place.")


def _refuse(message: str) -> int:
    lines = (legible(line, MOST_LETTERS) for line in message.split("\n"))
    print("gametheory: " + "\n".join(lines), file=sys.stderr)
    return BAD_INPUT


def _broken_pipe() -> int:
    """The reader of our output went away (``| head``): end quietly, and keep the interpreter quiet at exit too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE
