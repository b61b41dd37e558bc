"""The parser of the command line: the verbs of the command and their options."""

from __future__ import annotations

import argparse

from gametheory.cli_values import Parser, count

EXIT_STATUS = """\
exit status:
  0    done
  1    the answer is negative: no model or equilibrium was found, the solution is not proved complete, or a claim
       has not the verdict expected of it
  2    bad input: the message on the error stream says what is wrong, where, and what to do
  3    an error of the program itself, with its traceback
"""

MODEL = "a key of the catalogue (see `gametheory list`), or the path of a .toml file"


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line, one sub-command per verb."""
    import gametheory

    says = "Equilibria of games with symbolic payoffs, with the exact conditions under which they exist."
    raw = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog="gametheory", description=says, epilog=EXIT_STATUS, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"gametheory {gametheory.__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="command", parser_class=Parser)

    def verb(name: str, says: str, model: bool = True) -> Parser:
        command: Parser = verbs.add_parser(
            name, help=says, description=says[0].upper() + says[1:] + ".", epilog=EXIT_STATUS, formatter_class=raw
        )
        if model:
            command.add_argument("model", help=MODEL)
            command.add_argument("--after", action="append", default=[], metavar="MOVE=ACTION,...",
                                 help="the subgame after these public moves")  # fmt: skip
        return command

    command = verb("list", "list the models of the catalogue", model=False)
    command.add_argument("--family", metavar="NAME", help="the part of the key before the slash, such as deterrence")
    command.add_argument("--search", metavar="TEXT", help="words that all occur in the texts of a model")
    command.add_argument("--concept", metavar="NAME", help="an equilibrium concept or refinement that a claim names")
    command.add_argument("--players", type=int, metavar="N", help="number of players, Nature not counted")
    command.add_argument("--information", metavar="KIND", help="perfect, imperfect or incomplete")
    _json_option(command)

    command = verb("show", "show a game: parameters, moves, information sets, outcomes, claims")
    _at_option(command, "fix parameters")
    _json_option(command)
    command.add_argument("--toml", action="store_true", help="print the model file instead")
    _out_option(command)

    command = verb("solve", "find every equilibrium and the condition under which it exists")
    _at_option(command, "fix parameters before solving")
    _solving_options(command)
    command.add_argument("--knife-edge", action="store_true",
                         help="list equilibria that exist on lower-dimensional sets of parameters, too")  # fmt: skip
    _json_option(command)
    command.add_argument("--latex", action="store_true", help="print propositions in LaTeX instead of the table")
    _out_option(command)

    command = verb("partition", "cut the parameters up by the kinds of equilibria that exist")
    _at_option(command, "fix parameters before solving")
    _solving_options(command)
    _json_option(command)
    _out_option(command)

    command = verb("statics", "say what rises and falls in which parameter, with proved signs")
    _at_option(command, "fix parameters before solving")
    _solving_options(command)
    command.add_argument("--row", action="append", metavar="LABEL",
                         help="the equilibrium's label; repeat for more (default: all)")  # fmt: skip
    _json_option(command)
    command.add_argument("--latex", action="store_true", help="print tables in LaTeX")
    _out_option(command)

    command = verb("why", "say why no equilibrium ends in an outcome at a point: who would gain how much")
    command.add_argument("--not", dest="outcomes", action="append", required=True, metavar="OUTCOME",
                         help="the outcome; repeat to take several together")  # fmt: skip
    _at_option(command, "the point; parameters left out take their baseline")
    _solving_options(command)
    _json_option(command)
    _out_option(command)

    command = verb("check", "give a verdict on every claim of a model", model=False)
    command.add_argument("model", help=MODEL)
    command.add_argument("--only", action="append", metavar="ID", help="check this claim; repeat for more")
    _json_option(command)
    _out_option(command)

    command = verb("verify", "check a stored solution again without solving: by z3, cvc5 and exact points", model=False)
    command.add_argument("file", help="a solution written by `gametheory solve --json`")
    _out_option(command)

    command = verb("sweep", "classify many parameter points by the equilibria that exist there")
    _at_option(command, "fix parameters; others off the grid keep their baseline, in a sample they are drawn")
    command.add_argument("--grid", action="append", default=[], metavar="NAME=LOW:HIGH:POINTS",
                         help="one axis of a grid; repeat for more axes")  # fmt: skip
    command.add_argument("--sample", type=count, metavar="N", help="draw N points from the parameters' ranges")
    command.add_argument("--seed", type=int, default=0, help="seed of the sample (default 0)")
    command.add_argument("--reduce", choices=["share", "none"], default="share",
                         help="share (default): of points by set of equilibria; none: a CSV row a point")  # fmt: skip
    _json_option(command)
    _out_option(command)

    command = verb("plot", "draw the region diagram over two parameters")
    _at_option(command, "fix parameters; the others keep their baseline")
    command.add_argument("--x", required=True, metavar="NAME", help="parameter on the horizontal axis")
    command.add_argument("--y", required=True, metavar="NAME", help="parameter on the vertical axis")
    command.add_argument("--assume", action="append", default=[], metavar="CONDITION", help="as for solve")
    command.add_argument("-o", "--out", required=True, metavar="FILE", help="figure to write: .pdf, .png or .svg")

    command = verb("export", "write a game without parameters as .efg, with exact rationals")
    _at_option(command, "fix parameters; the others take their baseline")
    _out_option(command)

    command = verb("cite", "print the works that a model draws on, as BibTeX")
    _out_option(command)
    return parser


def _solving_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--assume", action="append", default=[], metavar="CONDITION",
                         help="read every condition under this assumption too, such as 'b > 0'")  # fmt: skip
    command.add_argument("--supports", choices=["pure", "all"],
                         help="strategies that are searched (default: all where players move without knowing the "
                              "history, else pure)")  # fmt: skip
    command.add_argument("--refine", metavar="NAME",
                         help="keep what passes a refinement: 'intuitive criterion', 'strict gain', D1, undefeated, "
                              "'payoff dominance' or 'risk dominance'")  # fmt: skip


def _json_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _at_option(command: argparse.ArgumentParser, says: str) -> None:
    command.add_argument("--at", action="append", default=[], metavar="NAME=VALUE,...",
                         help=f"{says}; values are exact: 2, 1/3, 0.3")  # fmt: skip


def _out_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--out", metavar="FILE", help="write to this file instead of the terminal")
