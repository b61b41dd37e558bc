"""Colours, hatches and settings of figures: colour-blind-safe, readable in grey, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# Okabe and Ito (2008), Color Universal Design, in the order used here; black and grey are kept for lines.
COLOURS: tuple[str, ...] = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
HATCHES: tuple[str, ...] = ("///", "\\\\\\", "...", "---", "|||", "xxx", "++", "oo")

DOTTED: tuple[str, ...] = ("...", "oo", "....", "..")
"""Hatches of equilibria in mixed strategies; where there are some, the others have lines."""

LINED: tuple[str, ...] = tuple(hatch for hatch in HATCHES if not set(hatch) & set(".o"))

SETTINGS: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "mathtext.fontset": "dejavusans",
    "hatch.linewidth": 0.6,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "gametheory",
    "path.simplify": False,
    "axes.linewidth": 0.8,
}

METADATA: Mapping[str, Mapping[str, Any]] = {
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": "gametheory", "Producer": "matplotlib"},
    "svg": {"Date": None, "Creator": "gametheory"},
    "png": {"Software": "gametheory"},
}
"""What is written into a file of each type; no dates."""


def colour(index: int) -> str:
    """Colour of the row `index`."""
    return COLOURS[index % len(COLOURS)]


def hatches(mixed: Sequence[bool]) -> tuple[str, ...]:
    """Hatches of rows, dotted where they are in mixed strategies.

    The numbers of hatches and colours have no common factor, so that at least 28 rows have different pairs.
    """
    kinds = [DOTTED if is_mixed else LINED if any(mixed) else HATCHES for is_mixed in mixed]
    return tuple(kind[index % len(kind)] for index, kind in enumerate(kinds))


def tint(colours: tuple[str, ...], strength: float = 0.3) -> tuple[float, float, float]:
    """A light mixture of some colours."""
    mixed = [sum(int(c[k : k + 2], 16) for c in colours) / len(colours) / 255 for k in (1, 3, 5)]
    red, green, blue = (1 - strength * (1 - part) for part in mixed)
    return red, green, blue


def dark(code: str, strength: float = 0.75) -> tuple[float, float, float]:
    """The colour a little darker, for lines and hatches."""
    red, green, blue = (strength * int(code[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return red, green, blue
