"""Texts made at random from a seed: by the grammar with their values, from tokens, from bytes, by mutation."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.hostile.strings import HOSTILE

POINT = {"p": Fraction(3, 7), "G": Fraction(5, 2), "C": Fraction(-1, 3), "w_R": Fraction(2), "lam": Fraction(0)}
RELATIONS = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt, "!=": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A text by the grammar, with its value at :data:`POINT`; ``None`` where something is divided by zero."""

    text: str
    value: Fraction | bool | None


class Grammar:
    """Expressions and conditions, written with the freedom that the grammar leaves and evaluated as they are made."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def expression(self, depth: int = 3) -> Written:
        """A sum of products."""
        rng = self.rng
        parts = [self._product(depth) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        minus = rng.random() < 0.2
        text, value = ("-" if minus else "") + parts[0].text, parts[0].value
        if minus and value is not None:
            value = -value
        for part in parts[1:]:
            sign = rng.choice("+-")
            text += self._gap() + sign + self._gap() + part.text
            known = value is not None and part.value is not None
            value = value + (part.value if sign == "+" else -part.value) if known else None
        return Written(text, value)

    def _product(self, depth: int) -> Written:
        rng = self.rng
        found = self._factor(depth)
        text, value = found.text, found.value
        for _ in range(rng.choice((0, 0, 1, 2))):
            sign, part = rng.choice("**/"), self._factor(depth)
            text += self._gap() + sign + self._gap() + part.text
            if value is None or part.value is None or (sign == "/" and part.value == 0):
                value = None
            else:
                value = value * part.value if sign == "*" else Fraction(value) / part.value
        return Written(text, value)

    def _factor(self, depth: int) -> Written:
        rng = self.rng
        if depth > 0 and rng.random() < 0.35:
            inside = self.expression(depth - 1)
            base = Written(f"({self._gap()}{inside.text}{self._gap()})", inside.value)
        elif rng.random() < 0.5:
            name = rng.choice(list(POINT))
            base = Written(name, POINT[name])
        else:
            number = rng.choice(("0", "1", "2", "10", "0.3", ".5", "007", "1.50"))
            base = Written(number, Fraction(number))
        if rng.random() < 0.15:
            exponent = rng.randint(-2, 3)
            text = f"{base.text}{rng.choice(('^', '**'))}{exponent if rng.random() < 0.5 else f'({exponent})'}"
            value = base.value
            value = None if value is None or (value == 0 and exponent < 0) else Fraction(value) ** exponent
            return Written(text, value)
        return base

    def condition(self, depth: int = 2) -> Written:
        """Comparisons in chains under `and`, `or`, `not` and commas."""
        rng = self.rng
        kind = rng.choice(("chain", "chain", "and", "or", ",", "not")) if depth > 0 else "chain"
        if kind == "chain":
            sides = [self.expression(1) for _ in range(rng.choice((2, 2, 3)))]
            text, value = sides[0].text, True
            known = all(side.value is not None for side in sides)
            for left, right in zip(sides, sides[1:], strict=False):
                relation = rng.choice(list(RELATIONS))
                text += f"{self._gap()}{relation}{self._gap()}{right.text}"
                value = value and known and RELATIONS[relation](left.value, right.value)
            return Written(text, value if known else None)
        if kind == "not":
            inside = self.condition(depth - 1)
            return Written(f"not ({inside.text})", None if inside.value is None else not inside.value)
        parts = [self.condition(depth - 1) for _ in range(2)]
        word = kind if kind == "," else f" {kind} "
        values = [part.value for part in parts]
        value = None if None in values else any(values) if kind == "or" else all(values)
        return Written("(" + word.join(f"({part.text})" for part in parts) + ")", value)

    def _gap(self) -> str:
        return self.rng.choice(("", "", " ", " ", "  ", "\n", "\t"))


class Files:
    """Whole model files: most of them games, some with faults."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.grammar = Grammar(rng)

    def file(self) -> str:
        """A file of one to four moves, additive payoffs, sometimes with Nature, types and a fault."""
        rng = self.rng
        players = ["A", "B", "C"][: rng.randint(1, 3)]
        lines = ['schema = "gametheory-model/1"', 'title = "made at random"', f"players = {players}"]
        lines += ['where = "0 < p < 1, G > 0, C > 0, w_R > 0, lam > 0"', "[parameters]"]
        lines += [f'{name} = "symbol"' for name in POINT]
        moves: list[tuple[str, list[str]]] = []
        for number in range(rng.randint(1, 4)):
            actions = ["x", "y", "z"][: rng.randint(2, 3)]
            lines += ["[[move]]", f'name = "m{number}"']
            if rng.random() < 0.3:
                chances = rng.choice((["p", "1 - p"], ["1/3", "2/3"], ["p/2", "1 - p/2"], ["G/(G + C)", "C/(G + C)"]))
                actions = actions[:2]
                pairs = ", ".join(f'{a} = "{c}"' for a, c in zip(actions, chances, strict=True))
                lines += ['by = "Nature"', f"actions = {{ {pairs} }}", f"seen_by = {rng.sample(players, 1)}"]
            else:
                lines += [f'by = "{rng.choice(players)}"', f"actions = {actions}"]
            if moves and rng.random() < 0.4:
                lines.append(f"when = {self._when(moves)}")
            moves.append((f"m{number}", actions))
        lines += ["[[pays]]", "pays = { " + ", ".join(f"{player} = 0" for player in players) + " }"]
        for _ in range(rng.randint(1, 4)):
            paid = rng.sample(players, rng.randint(1, len(players)))
            pays = ", ".join(f'{player} = "{self._payoff()}"' for player in paid)
            lines += ["[[pays]]", f"when = {self._when(moves)}", f"pays = {{ {pays} }}"]
        used = "+".join(POINT)
        lines += ["[[pays]]", f'when = {{ m0 = "{moves[0][1][0]}" }}', f'pays = {{ A = "{used}" }}']
        if rng.random() < 0.3:
            at = rng.randrange(len(lines))
            lines[at] = rng.choice((lines[at].replace("=", "", 1), lines[at] + " = 1", "", lines[at][:-1]))
        return "\n".join(lines) + "\n"

    def _when(self, moves: Sequence[tuple[str, list[str]]]) -> str:
        name, actions = self.rng.choice(moves)
        return f'{{ {name} = "{self.rng.choice(actions)}" }}'

    def _payoff(self) -> str:
        return self.grammar.expression(1).text.replace("\n", " ").replace("\t", " ")


VOCABULARY = [
    "p", "G", "w_R", "lam", "q", "0", "1", "2", "0.3", ".5", "1/3", "10", "99", "(", ")", "+", "-", "*", "/", "^", "**",
    "<", "<=", "=", ">=", ">", "!=", ",", "and", "or", "not", "min", "max", "true", "false", " ", "\n", "\t",
]  # fmt: skip
STRANGE = [  # what Python, LaTeX or a slip of the pen would add
    "==", "=>", "&&", "||", "!", "&", "|", "%", "//", "@", "~", ":=", ":", ";", ".", "..", "[", "]", "{", "}", "'", '"',
    "`", "\\", "$", "#", "_", "__", "lambda", "import", "if", "else", "for", "in", "is", "None", "True", "eval", "e9",
    "1e9", "0x1", "1j", "\0", "\x1b", "\ud800", "\u202e", "\N{GREEK SMALL LETTER LAMDA}", "\uff11", "\u00b2", "min(",
    "max(",
]  # fmt: skip


def tokens(rng: Random, most: int = 12) -> str:
    """Random tokens, with and without blanks between them."""
    between = rng.choice(("", " "))
    words = rng.choices(VOCABULARY, k=rng.randint(1, most))
    if rng.random() < 0.3:
        words.insert(rng.randrange(len(words) + 1), rng.choice(STRANGE))
    return between.join(words)


def octets(rng: Random, most: int = 40) -> bytes:
    """Random bytes: of the whole range, or of the printable one."""
    number = rng.randint(0, most)
    return rng.randbytes(number) if rng.random() < 0.5 else bytes(rng.choices(range(32, 127), k=number))


def mutated(rng: Random, text: str) -> str:
    """A model file with one to three random changes."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((1, 1, 3, 10, 60)))
        kind = rng.randrange(8)
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:start] + text[start:end] * 2 + text[end:]
        elif kind == 2:
            text = text[:start] + rng.choice(VOCABULARY + STRANGE) + text[start:]
        elif kind == 3:
            text = text[:start] + rng.choice(VOCABULARY + STRANGE) + text[end:]
        elif kind == 4:
            lines = text.split("\n")
            a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            text = "\n".join(lines)
        elif kind == 5:
            lines = text.split("\n")
            del lines[rng.randrange(len(lines))]
            text = "\n".join(lines)
        elif kind == 6:
            words = text.split(" ")
            a, b = rng.randrange(len(words)), rng.randrange(len(words))
            words[a] = words[b]
            text = " ".join(words)
        else:
            text = text[:start] + rng.choice(list(HOSTILE.values()))[:200] + text[end:]
    return text
