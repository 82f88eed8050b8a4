"""Open data: whole, valid by the standards it names, and safe to open in a spreadsheet."""

import csv
import io
import json
import warnings
import zipfile
from pathlib import Path

import frictionless
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from triggerpoints import __version__
from triggerpoints.content import load_content
from triggerpoints.reports.export import exported
from triggerpoints.reports.licence import LICENCE, LICENCE_URL
from triggerpoints.reports.spreadsheet import MARK, csv_text

CONTENT = load_content()
POINTS = [(m, p) for m in CONTENT.muscles.values() for p in m.trigger_points]
SCHEMA = Namespace("https://schema.org/")
BASE = "http://localhost/data"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    packed = exported(CONTENT, "datapackage")
    assert isinstance(packed, bytes)
    zipfile.ZipFile(io.BytesIO(packed)).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def graph() -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the parser's own way to hold its graphs
        return Graph().parse(data=exported(CONTENT, "jsonld"), format="json-ld", publicID=BASE)


def test_a_table_begins_with_its_header_and_ends_its_lines_as_spreadsheets_expect() -> None:
    text = exported(CONTENT, "csv")
    assert isinstance(text, str)
    assert text.startswith(f"{MARK}muscle,name,latin,")
    assert text.count("\r\n") == text.count("\n") == len(POINTS) + 1
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))
    assert {(row["muscle"], row["point"]) for row in rows} == {(m.id, p.id) for m, p in POINTS}
    assert {(row["version"], row["licence"]) for row in rows} == {(__version__, LICENCE)}
    first = next(row for row in rows if row["muscle"] == "subscapularis")
    assert (first["ta2"], first["fma"]) == ("2460", "FMA13413")
    assert float(first["x_mm"]) < 0, "a number below zero stays a number"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_begins_like_a_formula_is_none(text: str) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_text(["a"], [[text]]).removeprefix(MARK), newline="")))[1:]
    assert row == [f"'{text}"]


def test_numbers_and_empty_cells_are_left_as_they_are() -> None:
    assert csv_text(["a", "b", "c"], [[-1.5, None, "a-b"]]) == f"{MARK}a,b,c\r\n-1.5,,a-b\r\n"


def test_the_data_package_is_valid_with_all_its_tables_and_keys(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])[:9]
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == __version__
    assert described["licenses"][0]["path"] == LICENCE_URL
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["muscles"] == len(CONTENT.muscles)
    assert rows["trigger-points"] == len(POINTS)
    assert rows["sources"] == len(CONTENT.sources)
    assert rows["condition-codes"] == sum(len(c.codes) for c in CONTENT.conditions.values())


def test_a_broken_key_in_the_package_is_noticed(package: Path, tmp_path: Path) -> None:
    for file in package.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "muscles.csv":
            assert "\nsoleus," in text
            text = text.replace("\nsoleus,", "\nsole,")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_the_graph_holds_every_muscle_point_and_condition_with_their_codes(graph: Graph) -> None:
    assert len(set(graph.subjects(RDF.type, SCHEMA.Muscle))) == len(CONTENT.muscles)
    assert len(set(graph.subjects(RDF.type, SCHEMA.MedicalCondition))) == len(CONTENT.conditions)
    assert len(set(graph.objects(None, SCHEMA.subStructure))) == len(POINTS)
    muscle = URIRef(f"{BASE}#muscle-subscapularis")
    codes = {str(graph.value(code, SCHEMA.codeValue)) for code in graph.objects(muscle, SCHEMA.code)}
    assert codes == {"2460", "FMA13413"}
    assert str(graph.value(URIRef(f"{BASE}#dataset"), SCHEMA.license)) == LICENCE_URL


def test_what_the_graph_cites_is_in_it_and_no_id_is_made_up(graph: Graph) -> None:
    for cited in set(graph.objects(None, SCHEMA.citation)):
        assert graph.value(cited, SCHEMA.name), cited
    known = {muscle.fma for muscle in CONTENT.muscles.values()} | {None}
    for muscle in graph.subjects(RDF.type, SCHEMA.Muscle):
        for same in graph.objects(muscle, SCHEMA.sameAs):
            assert str(same).rpartition("/")[2].replace("_", "") in known


def test_the_graph_asks_no_other_server_for_its_words() -> None:
    context = json.loads(exported(CONTENT, "jsonld"))["@context"]
    assert isinstance(context, dict)
