"""The bibliography: every entry is read, and written as a reference without LaTeX."""

from __future__ import annotations

import re

import pytest

from gametheory.notation import bibliography
from gametheory.notation.works import plain, works


def test_every_entry_is_read_whole() -> None:
    assert [work.key for work in works()] == re.findall(r"^@\w+\{(\w+),$", bibliography(), re.MULTILINE)
    assert "\n\n".join(work.bibtex for work in works()) == bibliography().strip()


def test_references_have_no_latex_left() -> None:
    assert [str(work) for work in works() if set("{}\\") & set(str(work)) or ".." in str(work)] == []


@pytest.mark.parametrize(
    ("key", "reference"),
    [
        (
            "fearon1995",
            "Fearon, James D. (1995). Rationalist Explanations for War. International Organization 49(3): 379–414. "
            "https://doi.org/10.1017/S0020818300033324",
        ),
        (
            "avenhaus_stengel_zamir2002",
            "Avenhaus, Rudolf, Bernhard von Stengel and Shmuel Zamir (2002). Inspection Games. In Handbook of Game "
            "Theory with Economic Applications, Volume 3, edited by Robert J. Aumann and Sergiu Hart, pp. 1947–1987. "
            "North-Holland.",
        ),
        ("schelling1966", "Schelling, Thomas C. (1966). Arms and Influence. Yale University Press."),
    ],
)  # fmt: skip
def test_references(key: str, reference: str) -> None:
    assert [str(work) for work in works([key, "unknown2000"])] == [reference]


def test_accents() -> None:
    assert plain(r"Prot{\'e}g{\'e}s, Jean-Fran{\c{c}}ois, G{\"u}th") == "Protégés, Jean-François, Güth"
