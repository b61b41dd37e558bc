"""Loading models by key and by path, and what cannot be loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import gametheory as gt
from gametheory.errors import MissingExtraError, ModelError, NotFoundError
from gametheory.game import NATURE, Game
from gametheory.notation import Entry, bibliography, catalog, catalogue, load, loads
from tests.models.reference import model
from tests.notation.examples import DETERRENCE, changed

MODELS = Path(__file__).parents[2] / "models"
GUESS = " Did you mean 'deterrence/extended'?"
DAMAGED = "models/deterrence/extended.toml "


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one model, as it would stand in an installed package."""
    folder = tmp_path / "gametheory" / "models" / "deterrence"
    folder.mkdir(parents=True)
    (folder / "extended.toml").write_text(DETERRENCE, encoding="utf-8")
    (folder / "Not A Key.toml").write_text("", encoding="utf-8")
    (folder / "notes.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path / "gametheory")
    return folder.parent


def test_the_catalogue_lists_every_file_of_the_repository() -> None:
    keys = [entry.key for entry in catalog()]
    assert keys == sorted(p.relative_to(MODELS).with_suffix("").as_posix() for p in MODELS.glob("*/*.toml"))


def test_models_beside_the_package_are_found_only_in_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path)
    assert catalogue._root() == MODELS
    stray = tmp_path / "site-packages" / "gametheory" / "notation" / "catalogue.py"
    (tmp_path / "site-packages" / "models").mkdir(parents=True)
    monkeypatch.setattr(catalogue, "__file__", str(stray))
    assert catalogue._root() is None
    assert len(catalog()) == 0


def test_models_inside_the_package_come_first(shelf: Path) -> None:
    entry, = catalog()
    assert (entry.key, entry.title) == ("deterrence/extended", "Extended deterrence")
    assert entry.players == ("Adversary", "Patron")
    assert (entry.parameters, entry.moves, entry.claims, entry.cite) == (6, 3, 1, ("huth1988",))
    assert str(entry) == "deterrence/extended: Extended deterrence (Adversary, Patron; 6 parameters)"
    assert load("deterrence/extended") == loads(DETERRENCE)


@pytest.mark.parametrize(
    ("key", "guess"),
    [
        ("deterrence/extendet", GUESS), ("extended", GUESS), ("../models/deterrence/extended", GUESS), ("", ""),
        ("/etc/passwd/x", ""), ("deterrence/\0", GUESS), ("zzz/qqq", ""),
    ],
)  # fmt: skip
def test_unknown_models(shelf: Path, key: str, guess: str) -> None:
    with pytest.raises(NotFoundError) as error:
        load(key)
    assert str(error.value) == (
        f"unknown model {key!r}; there is: deterrence/extended.{guess}\n"
        "  give a key of the catalogue, or the path of a .toml file."
    )


def test_faults_of_a_model_of_the_catalogue_name_its_file(shelf: Path) -> None:
    (shelf / "deterrence" / "extended.toml").write_text(changed(DETERRENCE, '"-w"', '"-v"'), encoding="utf-8")
    with pytest.raises(ModelError, match=r"unknown symbol 'v' in models/deterrence/extended\.toml, outcome \"war\""):
        load("deterrence/extended")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", DAMAGED + "cannot be listed: Invalid value (at end of document)\n  reinstall the package."),
        ('schema = "other"', DAMAGED + "is not of the notation 'gametheory-model/1'\n  reinstall the package."),
    ],
)  # fmt: skip
def test_a_catalogue_that_is_damaged(shelf: Path, text: str, message: str) -> None:
    (shelf / "deterrence" / "extended.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as error:
        catalog()
    assert str(error.value) == message


def test_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DETERRENCE.encode())
    assert load(path) == load(str(path)) == loads(DETERRENCE)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(DETERRENCE, encoding="utf-8")
    with pytest.raises(NotFoundError) as error:
        load(tmp_path / "mien.toml")
    assert str(error.value) == f"there is no file '{tmp_path}/mien.toml'\n  did you mean '{tmp_path}/mine.toml'?"
    with pytest.raises(NotFoundError) as error:
        load("nowhere/at/all.toml")
    assert str(error.value) == (
        "there is no file 'nowhere/at/all.toml'\n  give the path of a .toml file, or a key of the catalogue."
    )


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        load(tmp_path)
    assert str(error.value) == f"{tmp_path} is a folder, not a model file\n  give the path of a .toml file in it."


def test_a_device_is_not_read() -> None:
    with pytest.raises(ModelError) as error:
        load("/dev/null")
    assert str(error.value) == "/dev/null is not a file\n  give the path of a .toml file."


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(DETERRENCE.replace("two types", "zwei Spieltypen \u00fc").encode("latin-1"))
    with pytest.raises(ModelError) as error:
        load(path)
    assert str(error.value) == f"{path} is not UTF-8: byte 0xfc in line 5\n  save the file with the encoding UTF-8."


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"#" * 2_000_001)
    with pytest.raises(ModelError) as error:
        load(path)
    assert str(error.value) == f"{path} has 2000001 bytes\n  a model file has at most 2000000; split the model."


def test_a_file_of_gambit() -> None:
    with pytest.raises(ModelError) as error:
        load(Path("game.efg"))
    assert str(error.value) == (
        "game.efg is a file of Gambit\n  such files are written, not read; declare the game in a .toml file."
    )


def test_faults_name_the_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(changed(DETERRENCE, '"-w"', '"-w_r"'), encoding="utf-8")
    with pytest.raises(ModelError) as error:
        load(path)
    assert str(error.value).startswith(f"unknown symbol 'w_r' in {path}, outcome \"war\", pays.Patron\n")


def test_the_bibliography_comes_along(shelf: Path) -> None:
    with pytest.raises(NotFoundError) as error:
        bibliography()
    assert str(error.value) == "there is no references.bib beside the models\n  reinstall the package."
    (shelf / "references.bib").write_text("@book{a,\n}\n", encoding="utf-8")
    assert bibliography() == "@book{a,\n}\n"


class TestTable:
    def test_it_is_a_sequence_of_entries(self) -> None:
        found = catalog()
        assert found[0].key == next(iter(found)).key and found[-1] in found
        assert isinstance(found[:2], type(found)) and len(found[:2]) == 2
        assert repr(found) == f"<Catalogue: {len(found)} models in {len(found.families)} families>"

    @pytest.mark.parametrize(
        ("asked", "there", "not_there"),
        [
            ({"family": "bargaining"}, "bargaining/risk_return", "deterrence/rudimentary"),
            ({"search": "FEARON audience"}, "deterrence/audience_costs", "bargaining/risk_return"),
            ({"search": "threshold of trust"}, "assurance/trust_one_sided", "classics/beer_quiche"),
            ({"concept": "D1"}, "deterrence/unilateral", "classics/beer_quiche"),
            ({"players": 3}, "asia_pacific/umbrella", "classics/beer_quiche"),
            ({"information": "incomplete"}, "classics/beer_quiche", "asia_pacific/umbrella"),
            ({"information": "perfect"}, "asia_pacific/umbrella", "classics/stag_hunt"),
        ],
    )  # fmt: skip
    def test_it_is_narrowed_down(self, asked: dict[str, object], there: str, not_there: str) -> None:
        keys = {entry.key for entry in catalog(**asked)}  # type: ignore[arg-type]
        assert there in keys and not_there not in keys
        assert keys == {entry.key for entry in catalog().filter(**asked)}  # type: ignore[arg-type]

    def test_what_is_asked_together_holds_together(self) -> None:
        both = catalog(family="classics", players=2)
        assert set(both) == set(catalog(family="classics")) & set(catalog(players=2))

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"family": "deterence"}, r"unknown family 'deterence'; .*Did you mean 'deterrence'\?"),
            ({"concept": "D2"}, "unknown concept 'D2'; there are: D1, "),
            ({"information": "none"}, "unknown information 'none'; there are: perfect, imperfect, incomplete"),
        ],
    )  # fmt: skip
    def test_what_there_is_not(self, asked: dict[str, str], message: str) -> None:
        with pytest.raises(NotFoundError, match=message):
            catalog(**asked)  # type: ignore[arg-type]

    def test_printed(self, shelf: Path) -> None:
        assert str(catalog()) == (
            "key                  title                players  information  claims\n"
            "deterrence/extended  Extended deterrence  2        incomplete   1\n"
            "1 model"
        )
        assert str(catalog(search="nothing of the kind")) == "0 models"

    def test_in_a_notebook_texts_are_escaped(self, shelf: Path) -> None:
        text = changed(DETERRENCE, '"Extended deterrence"', '"<b>"')
        (shelf / "deterrence" / "extended.toml").write_text(text, encoding="utf-8")
        assert "<td>&lt;b&gt;</td>" in catalog()._repr_html_()

    def test_as_plain_data(self) -> None:
        record = next(r for r in catalog().records() if r["key"] == "classics/beer_quiche")
        assert record["family"] == "classics" and record["players"] == ["Sender", "Receiver"]
        assert record["concepts"] == ["intuitive criterion", "sequential", "undefeated"] and "text" not in record

    def test_as_a_data_frame(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(MissingExtraError, match="pip install pandas"):
            catalog().to_pandas()
        frame = type("DataFrame", (), {"from_records": staticmethod(lambda records, index: (records, index))})
        monkeypatch.setitem(sys.modules, "pandas", type("pandas", (), {"DataFrame": frame}))
        assert catalog().to_pandas() == (catalog().records(), "key")

    @pytest.mark.parametrize("entry", gt.catalog(), ids=lambda entry: entry.key)
    def test_what_is_said_of_information_is_so_in_the_tree(self, entry: Entry) -> None:
        assert entry.information == information(model(entry.key))


def information(game: Game) -> str:
    """Who knows what, from the information sets."""
    hidden = [s for s in game.tree.information_sets if len(s.nodes) > 1]
    for move in (m.name for m in game.moves if m.by == NATURE):
        for s in hidden:
            actions = {dict(game.tree.history(node)).get(move) for node in s.nodes}
            others = (t for t in game.tree.information_sets if t.player != s.player)
            if len(actions) > 1 and any(move in dict(t.seen) for t in others):
                return "incomplete"
    return "imperfect" if hidden else "perfect"
