"""The command ``gametheory``: the functions of the library, with an exit status that a script can use."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from gametheory.errors import ExpressionError, GameTheoryError, ModelError, StoreError
from gametheory.expr.quote import legible

if TYPE_CHECKING:
    from gametheory.game import Game
    from gametheory.solution import Solution

OK, NEGATIVE, BAD_INPUT, INTERNAL, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141

EXIT_STATUS = """\
exit status:
  0    done
  1    the answer is negative: no equilibrium was found, the solution is not proved complete, or a claim is not proved
  2    bad input: the message on the error stream says what is wrong, where, and what to do
  3    an error of the program itself, with its traceback
"""

MOST_ROWS = 10**7
MOST_LETTERS = 2000  # of a line of a message

MODEL = "a key of the catalogue (see `gametheory list`), or the path of a .toml file"


class Parser(argparse.ArgumentParser):
    """Reports a wrong command line like every other error."""

    def error(self, message: str) -> NoReturn:
        """Raise what :func:`main` reports."""
        raise GameTheoryError(f"{legible(message, MOST_LETTERS)}\n  see `{self.prog} --help`.")


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
        status: int = options.run(options)
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


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line, one sub-command per verb."""
    import gametheory

    says = "Equilibria of games with symbolic payoffs, with the exact conditions under which they exist."
    raw = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog="gametheory", description=says, epilog=EXIT_STATUS, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"gametheory {gametheory.__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="command", parser_class=Parser)

    def verb(name: str, run: Callable[[argparse.Namespace], int], says: str, model: bool = True) -> Parser:
        command: Parser = verbs.add_parser(
            name, help=says, description=says[0].upper() + says[1:] + ".", epilog=EXIT_STATUS, formatter_class=raw
        )
        command.set_defaults(run=run)
        if model:
            command.add_argument("model", help=MODEL)
            command.add_argument("--after", action="append", default=[], metavar="MOVE=ACTION,...",
                                 help="the subgame after these public moves")  # fmt: skip
        return command

    command = verb("list", _list, "list the models of the catalogue", model=False)
    _json_option(command)

    command = verb("show", _show, "show a game: parameters, moves, information sets, outcomes, claims")
    _at_option(command, "fix parameters")
    _json_option(command)
    command.add_argument("--toml", action="store_true", help="print the model file instead")
    _out_option(command)

    command = verb("solve", _solve, "find every equilibrium and the condition under which it exists")
    _at_option(command, "fix parameters before solving")
    command.add_argument("--assume", action="append", default=[], metavar="CONDITION",
                         help="read every condition under this assumption too, such as 'b > 0'")  # fmt: skip
    command.add_argument("--knife-edge", action="store_true",
                         help="list equilibria that exist on lower-dimensional sets of parameters, too")  # fmt: skip
    _json_option(command)
    command.add_argument("--latex", action="store_true", help="print propositions in LaTeX instead of the table")
    _out_option(command)

    command = verb("check", _check, "give a verdict on every claim of a model", model=False)
    command.add_argument("model", help=MODEL)
    command.add_argument("--only", action="append", metavar="ID", help="check this claim; repeat for more")
    _json_option(command)
    _out_option(command)

    command = verb("sweep", _sweep, "classify many parameter points by the equilibria that exist there")
    _at_option(command, "fix parameters; others off the grid keep their baseline, in a sample they are drawn")
    command.add_argument("--grid", action="append", default=[], metavar="NAME=LOW:HIGH:POINTS",
                         help="one axis of a grid; repeat for more axes")  # fmt: skip
    command.add_argument("--sample", type=_count, metavar="N", help="draw N points from the parameters' ranges")
    command.add_argument("--seed", type=int, default=0, help="seed of the sample (default 0)")
    command.add_argument("--reduce", choices=["share", "none"], default="share",
                         help="share (default): of points by set of equilibria; none: a CSV row a point")  # fmt: skip
    _json_option(command)
    _out_option(command)

    command = verb("plot", _plot, "draw the region diagram over two parameters")
    _at_option(command, "fix parameters; the others keep their baseline")
    command.add_argument("--x", required=True, metavar="NAME", help="parameter on the horizontal axis")
    command.add_argument("--y", required=True, metavar="NAME", help="parameter on the vertical axis")
    command.add_argument("--assume", action="append", default=[], metavar="CONDITION", help="as for solve")
    command.add_argument("-o", "--out", required=True, metavar="FILE", help="figure to write: .pdf, .png or .svg")

    command = verb("export", _export, "write a game without parameters as .efg, with exact rationals")
    _at_option(command, "fix parameters; the others take their baseline")
    _out_option(command)

    command = verb("cite", _cite, "print the works that a model draws on, as BibTeX")
    _out_option(command)
    return parser


def _json_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _at_option(command: argparse.ArgumentParser, says: str) -> None:
    command.add_argument("--at", action="append", default=[], metavar="NAME=VALUE,...",
                         help=f"{says}; values are exact: 2, 1/3, 0.3")  # fmt: skip


def _out_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--out", metavar="FILE", help="write to this file instead of the terminal")


# -- the verbs ---------------------------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> int:
    import gametheory as gt

    entries = [{"key": entry.key, "title": entry.title} for entry in gt.catalog()]
    if options.json:
        return _emit(_dumps(entries))
    width = max((len(entry["key"]) for entry in entries), default=0)
    return _emit("\n".join(f"{entry['key']:<{width}}  {entry['title']}" for entry in entries))


def _show(options: argparse.Namespace) -> int:
    import gametheory as gt
    from gametheory.notation import describe
    from gametheory.present.record import game_record

    game = _game(options)
    if options.toml:
        return _emit(gt.dump(game), options.out)
    return _emit(_dumps(game_record(game)) if options.json else describe(game), options.out)


def _solve(options: argparse.Namespace) -> int:
    solution = _assumed(_solution(_game(options), options.knife_edge), options.assume)
    text = solution.to_json() if options.json else solution.propositions() if options.latex else str(solution)
    _emit(text, options.out)
    return OK if solution.complete and (solution.equilibria or solution.knife_edges) else NEGATIVE


def _check(options: argparse.Namespace) -> int:
    import gametheory as gt

    report = gt.check(gt.load(options.model), only=options.only)
    _emit(report.to_json() if options.json else str(report), options.out)
    return OK if report.ok else NEGATIVE


def _sweep(options: argparse.Namespace) -> int:
    import gametheory as gt
    from gametheory.sweep import summary

    if bool(options.grid) == (options.sample is not None):
        raise GameTheoryError("give either --grid or --sample\n  --grid NAME=LOW:HIGH:POINTS an axis, or --sample N.")
    game = _game(options, fix=False)
    fixed = _pairs(options.at, "--at", "NAME=VALUE")
    design: Any
    if options.grid:
        axes = _axes(options.grid)
        _apart(axes, fixed, "--grid")
        design = gt.Grid(game, **axes, at=_rest(game, fixed, axes))
    else:
        design = gt.Sample(game, options.sample, rng=options.seed, at=fixed)
    if options.reduce == "share":
        shares = summary(gt.sweep(_solution(game), design, reduce="share"))
        return _emit(_dumps(shares) if options.json else _share_table(shares), options.out)
    if options.json or design.size > MOST_ROWS:
        raise GameTheoryError(
            f"a row a point is written as CSV, for at most {MOST_ROWS:,} points\n  drop --reduce none, or --json."
        )
    return _emit(_rows(gt.sweep(_solution(game), design), design), options.out)


def _plot(options: argparse.Namespace) -> int:
    game = _game(options, fix=False)
    fixed = _pairs(options.at, "--at", "NAME=VALUE")
    _apart((options.x, options.y), fixed, "an axis")
    at = _rest(game, fixed, (options.x, options.y))
    _assumed(_solution(game), options.assume).plot(x=options.x, y=options.y, at=at).save(options.out)
    return OK


def _export(options: argparse.Namespace) -> int:
    from gametheory.notation import export

    game = _game(options, fix=False)
    fixed = _pairs(options.at, "--at", "NAME=VALUE")
    return _emit(export(game.at(**_rest(game, fixed, ()))), options.out)


def _cite(options: argparse.Namespace) -> int:
    from gametheory.notation import bibliography

    game = _game(options, fix=False)
    entries = re.split(r"^(?=@)", bibliography(), flags=re.MULTILINE)
    works = {entry.partition(",")[0].partition("{")[2].strip(): entry for entry in entries}
    found = [works[key].rstrip() for key in game.cite if key in works]
    _emit("\n\n".join(found), options.out)
    return OK if found else NEGATIVE


# -- what the verbs share ----------------------------------------------------------------------------------------------


def _game(options: argparse.Namespace, *, fix: bool = True) -> Game:
    """The game that the command line names, after `--after`, and with `--at` substituted if `fix`."""
    import gametheory as gt

    game = gt.load(options.model)
    after = _pairs(options.after, "--after", "MOVE=ACTION")
    if after:
        game = game.after(**after)
    at = _pairs(options.at, "--at", "NAME=VALUE") if fix else {}
    return game.at(**at) if at else game


def _solution(game: Game, knife_edge: bool = False) -> Solution:
    import gametheory as gt

    return gt.solve(game, knife_edge=knife_edge)


def _assumed(solution: Solution, conditions: Sequence[str]) -> Solution:
    for condition in conditions:
        solution = solution.assume(condition)
    return solution


def _rest(game: Game, fixed: dict[str, str], free: Sequence[str] | dict[str, Any]) -> dict[str, Any]:
    """A value for every parameter that is not free: the one given, else the baseline."""
    for name in (*fixed, *free):
        game.parameter(name)
    values: dict[str, Any] = {name: value for name, value in game.baseline.items() if name not in free}
    values |= fixed
    missing = [name for name in game.symbols if name not in values and name not in free]
    if missing:
        raise ModelError(
            f"no value for {', '.join(missing)}: the model declares no baseline\n  give one: --at {missing[0]}=..."
        )
    return values


def _pairs(texts: Sequence[str], option: str, form: str) -> dict[str, str]:
    """The name=value pairs of an option that may be repeated."""
    pairs: dict[str, str] = {}
    for item in (item for text in texts for item in text.split(",")):
        name, equals, value = (part.strip() for part in item.partition("="))
        if not (name and equals and value):
            raise GameTheoryError(f"{option} {item!r} is not {form}\n  write pairs with a comma between them.")
        if name in pairs:
            raise GameTheoryError(f"{option} names {name!r} twice\n  give one value.")
        pairs[name] = value
    return pairs


def _axes(texts: Sequence[str]) -> dict[str, tuple[str, str, int]]:
    """The axes of a grid: name -> (low, high, points)."""
    axes: dict[str, tuple[str, str, int]] = {}
    for name, value in _pairs(texts, "--grid", "NAME=LOW:HIGH:POINTS").items():
        parts = [part.strip() for part in value.split(":")]
        if len(parts) != 3 or not parts[2].isdecimal() or len(parts[2]) > 18:
            what, axis = legible(repr(f"{name}={value}")), legible(name)
            raise GameTheoryError(f"--grid {what} is not NAME=LOW:HIGH:POINTS\n  for example --grid {axis}=0:1:2001.")
        axes[name] = (parts[0], parts[1], int(parts[2]))
    return axes


def _apart(free: Sequence[str] | dict[str, Any], fixed: dict[str, str], role: str) -> None:
    both = [name for name in free if name in fixed]
    if both:
        raise GameTheoryError(f"{both[0]!r} is both {role} and fixed by --at\n  drop one of the two.")


def _count(text: str) -> int:
    """A number of points, ``1e9`` allowed."""
    from gametheory.expr import as_number

    try:
        number = as_number(text)
    except ExpressionError:
        number = as_number(-1)
    if number.denominator != 1 or not 0 < number <= 10**15:
        raise argparse.ArgumentTypeError(f"{legible(repr(text))} is not a number of points between 1 and 1e15")
    return int(number)


def _share_table(shares: dict[str, Any]) -> str:
    """Shares as lines, the largest first."""
    lines = [f"{shares['points']:,} points, {shares['admissible']:,} admissible"]
    return "\n".join(lines + [f"{share:12.6%}  {names}" for names, share in shares["shares"].items()])


def _rows(result: Any, design: Any) -> str:
    """A sweep as CSV: the parameters that vary, then 0 or 1 for each equilibrium and each code of a point."""
    import csv
    import io

    import numpy as np

    parameters = {name: np.ravel(v) for name, v in design.arrays().items() if name not in design.fixed}
    labels = result.equilibria.attrs["labels"]
    masks = result.equilibria.values.reshape(design.size, -1)
    width = 8 * masks.dtype.itemsize
    bits = [masks[:, i // width] >> masks.dtype.type(i % width) & masks.dtype.type(1) for i in range(len(labels))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*parameters, *labels])
    writer.writerows(zip(*(column.tolist() for column in (*parameters.values(), *bits)), strict=True))
    return text.getvalue()


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
