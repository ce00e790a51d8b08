import pytest
from grimp import ImportGraph
from importlinter import fields

from tests.house.rooms import Rooms, TableField, Trespass

TABLE = {
    "house.cards": ["words"],
    "house.store": ["words", "sqlalchemy"],
    "house.store.keys": ["cryptography"],
    "house.wiring": ["*"],
}
GROUPS = {"words": ["house.text", "house.errors"]}


def trespasses(*imports: tuple[str, str]) -> list[Trespass]:
    graph = ImportGraph()
    for line, (importer, imported) in enumerate(imports, start=1):
        graph.add_import(importer=importer, imported=imported, line_number=line, line_contents="")
    options: dict[str, object] = {"rooms": TABLE, "groups": GROUPS}
    found: list[Trespass] = Rooms("", {}, options).check(graph, verbose=False).metadata["trespasses"]
    return found


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        pytest.param("house.cards.wins", "house.cards.words", id="its own room"),
        pytest.param("house.cards.wins", "house.text.spans", id="a group of rooms"),
        pytest.param("house.cards.wins", "datetime", id="the standard library"),
        pytest.param("house.store.models", "sqlalchemy", id="a package of its row"),
        pytest.param("house.store.models", "house.store.keys", id="a narrower room inside it"),
        pytest.param("house.wiring", "anything", id="everything, for who knows everyone"),
    ],
)
def test_the_table_allows(importer: str, imported: str) -> None:
    assert trespasses((importer, imported)) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        pytest.param("house.cards.wins", "house.store.models", id="a room that is not in its row"),
        pytest.param("house.cards.wins", "sqlalchemy", id="a package of another row"),
        pytest.param("house.cards.wins", "house.textual", id="a room whose name only begins alike"),
        pytest.param("house.store.keys", "sqlalchemy", id="a package of the wider row"),
        pytest.param("house.cellar", "datetime", id="anything from a room without a row"),
    ],
)
def test_the_table_forbids(importer: str, imported: str) -> None:
    assert trespasses((importer, imported)) == [Trespass(importer, imported, 1)]


def test_only_what_a_module_imports_itself_counts() -> None:
    assert trespasses(("house.wiring", "house.cards"), ("house.cards", "house.text")) == []


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(fields.ValidationError):
        TableField().parse(["house.cards"])
