"""Hostile texts with names, and where in a file and on a command line they are planted."""

from __future__ import annotations

CANARY = "CANARY"
"""The file that would lie in the working folder, if any of the texts were executed."""

TOUCH = f"open('{CANARY}', 'w')"

CODE = {
    "import and call": f"__import__('os').system('touch {CANARY}')",
    "import and path": f"__import__('pathlib').Path('{CANARY}').touch()",
    "open": TOUCH,
    "eval": f'eval("{TOUCH}")',
    "exec": f'exec("{TOUCH}")',
    "compile": f'compile("{TOUCH}", "x", "exec")',
    "lambda called": f"(lambda: {TOUCH})()",
    "lambda": f"lambda: {TOUCH}",
    "comprehension": f"[{TOUCH} for x in (1, 2)]",
    "generator": f"next({TOUCH} for x in (1, 2))",
    "conditional": f"{TOUCH} if 1 else 0",
    "walrus": f"(x := {TOUCH})",
    "f-string": f"f\"{{{TOUCH}}}\"",
    "format string": "{0.__class__.__init__.__globals__}",
    "percent format": "%(p)s%n%s%s%s",
    "template": f"{{{{ {TOUCH} }}}}",
    "dunder class": "().__class__.__bases__[0].__subclasses__()",
    "dunder name": "__builtins__",
    "attribute": "p.__class__",
    "set an attribute": f"setattr(p, '{CANARY}', 1)",
    "set an attribute of all modules": f"setattr(__builtins__, '{CANARY}', 1)",
    "assign to an attribute": f"__import__('builtins').{CANARY} = 1",
    "getattr": "getattr(p, 'real')",
    "subscript": "p['real']",
    "statement": f"p; {TOUCH}",
    "statement on a new line": f"p\nimport os\nos.system('touch {CANARY}')",
    "decorator": f"@{TOUCH}\ndef f(): pass",
    "backticks": f"`touch {CANARY}`",
    "shell": f"$(touch {CANARY})",
    "shell after a semicolon": f"; touch {CANARY} #",
    "shell pipe": f"| touch {CANARY}",
    "shell redirection": f"> {CANARY} < /dev/null",
    "pickle": f"cos\nsystem\n(S'touch {CANARY}'\ntR.",
    "YAML": f"!!python/object/apply:os.system ['touch {CANARY}']",
    "sympy": f"S('{TOUCH}')",
    "evalf": "Symbol('p').evalf(10**6)",
    "numba": "@njit(cache=True)",
    "SMT-LIB": "(assert false)(exit)",
    "SQL": "p'; DROP TABLE games; --",
    "JavaScript": "<script>alert(1)</script>",
    "XML entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "LaTeX write": rf"\immediate\write18{{touch {CANARY}}}",
    "LaTeX input": r"\input{/etc/passwd}",
    "LaTeX file": rf"\newwrite\f\openout\f={CANARY}",
    "matplotlib mathtext": r"$\frac{p}{",
    "CSV formula": f"=cmd|'/c touch {CANARY}'!A0",
}
"""Code in one language or another: nothing of it may run, in a message, a table, a figure or a file."""

BULK = {
    "tower of tens": "10**10**10",
    "tower with carets": "9^9^9^9",
    "tower in parentheses": "10^(10^10)",
    "nested powers": "((((((p^64)^64)^64)^64)^64)^64)",
    "nested powers of numbers": "((((9^64)^64)^64)^64)^64",
    "huge exponent": "p^" + "9" * 21,
    "huge negative exponent": "2^-99999999",
    "exponent of 300 digits": "p^" + "9" * 300,
    "number of 10^5 digits": "1" * 100_000,
    "number of 301 digits": "1" * 301,
    "decimal of 301 digits": "0." + "1" * 301,
    "scientific notation": "1e999999999",
    "denominator of 10^5 digits": "1/" + "9" * 100_000,
    "10^5 opening parentheses": "(" * 100_000,
    "10^5 closing parentheses": ")" * 100_000,
    "10^5 balanced parentheses": "(" * 50_000 + "p" + ")" * 50_000,
    "parentheses below the length": "(" * 4_000 + "p" + ")" * 4_000,
    "10^5 signs": "-" * 100_000 + "p",
    "10^5 terms": "p + " * 100_000 + "p",
    "10^5 lines": "\n" * 100_000 + "p $",
    "10^5 spaces": " " * 100_000,
    "a name of 10^5 letters": "p" * 100_000,
    "many nots": "not " * 2_000 + "p > 0",
    "long product": "*".join("p" * 1_400),
    "long quotient": "/".join("p" * 1_400),
    "folding powers": "*".join(["10^64"] * 500),
    "a product that explodes": "*".join(f"(p + {i})" for i in range(1, 900)),
    "a power that explodes": "(p + G + C + l + w_R + w_U)^65",
}
"""Small or large texts that would cost much time or memory if they were worked out."""

LETTERS = {
    "empty": "",
    "a space": " ",
    "null byte": "p\0q",
    "only null bytes": "\0" * 100,
    "escape sequence": "p\x1b[31;5m",
    "clear the screen": "\x1b[2J\x1b[H",
    "window title": "\x1b]0;owned\x07",
    "bell": "\a",
    "backspace": "p\b\b\bq",
    "carriage return": "p\rgametheory: all is well",
    "forged lines": "p\ngametheory: all is well\nTraceback (most recent call last):",
    "form feed": "p\f",
    "delete": "p\x7f",
    "next line": "p\x85q",
    "line separator": "p\u2028q",
    "right-to-left override": "p\u202eq",
    "zero-width space": "p\u200bq",
    "byte order mark": "\ufeffp",
    "no character": "p\uffff",
    "private use": "\ue000",
    "emoji": "\N{PILE OF POO}",
    "Greek": "\N{GREEK SMALL LETTER LAMDA}*h",
    "Cyrillic look-alike": "\u0440 + 1",
    "full-width digits": "\uff11",
    "Arabic digits": "\u0661/\u0663",
    "superscript": "p\N{SUPERSCRIPT TWO}",
    "combining accents": "p" + "\u0301" * 500,
    "hexadecimal": "0x1F",
    "imaginary": "1j",
    "digits with underscores": "1_000_000",
    "not a number": "nan",
    "infinity": "-inf",
    "infinity sign": "\N{INFINITY}",
    "null object": "None",
    "a word of Python": "lambda",
    "quotes": "'\"'\"'",
    "triple quotes": '"""p"""',
    "comment": "p # q",
    "TOML": 'p"\n[parameters]\nq = "planted',
    "JSON": '{"p": [1, {"q": null}]}',
    "backslashes": "\\" * 99,
    "separators of labels": "p|q=r,s;t.u",
    "star": "*",
    "dots": "...",
    "folder above": "../../../../etc/passwd",
    "absolute path": "/etc/passwd",
    "path with a null byte": "/etc/passwd\0.toml",
    "path of Windows": "..\\..\\boot.ini",
    "address": "file:///etc/passwd",
    "option": "--help",
    "zero division": "1/0",
    "hidden zero division": "p/(1/2 - 0.5)",
}
"""Characters, names and numbers that are easily read as something else."""

HOSTILE: dict[str, str] = CODE | BULK | LETTERS

SURROGATE = "p\ud800"
"""No text of Unicode: it comes from a program or from the bytes of a command line, never out of a file."""


def toml(text: str) -> str:
    """The text as a basic string of TOML."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
    plain = (short.get(c, c if c.isprintable() and c.isascii() else f"\\U{ord(c):08x}") for c in text)
    return f'"{"".join(plain)}"'
