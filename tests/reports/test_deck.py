"""A deck keeps its ids, tells no answer on the front, and carries its credits."""

import csv
import io
import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.reports.deck import COLUMNS, FIELDS, deck_apkg, deck_csv
from triggerpoints.study.quiz import KINDS, cards

ATLAS, CONTENT = load_atlas(), load_content()
NOW = datetime(2026, 3, 5, tzinfo=UTC)
LEG = cards(CONTENT, ("leg",), (), asked_on_map(ATLAS, CONTENT))
CARDS = [next(card for card in LEG if card.kind == kind) for kind in KINDS]


@pytest.fixture(scope="module")
def deck() -> bytes:
    return deck_apkg(ATLAS, CONTENT, CARDS, title="Lower leg", now=NOW)


def notes(deck: bytes, folder: Path) -> dict[str, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        packed.extract("collection.anki2", folder)
    rows = sqlite3.connect(folder / "collection.anki2").execute("select guid, flds from notes")
    found = {guid: dict(zip(FIELDS, fields.split("\x1f"), strict=True)) for guid, fields in rows}
    return {fields["Id"]: fields | {"guid": guid} for guid, fields in found.items()}


def test_the_same_cards_give_the_same_file(deck):
    assert deck == deck_apkg(ATLAS, CONTENT, CARDS, title="Lower leg", now=NOW)


def test_a_later_export_is_newer_so_that_anki_takes_changed_texts_over(deck, tmp_path):
    for export in (deck, deck_apkg(ATLAS, CONTENT, CARDS, title="Lower leg")):
        notes(export, tmp_path)
        (changed,) = sqlite3.connect(tmp_path / "collection.anki2").execute("select max(mod) from notes")
        assert (changed[0] > NOW.timestamp()) == (export is not deck)


def test_ids_do_not_depend_on_the_other_cards(deck, tmp_path):
    alone = notes(deck_apkg(ATLAS, CONTENT, CARDS[-1:], title="Other"), tmp_path)
    (card,) = alone
    assert alone[card]["guid"] == notes(deck, tmp_path)[card]["guid"]


def test_every_picture_that_is_named_is_in_the_file(deck, tmp_path):
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        media = json.loads(packed.read("media"))
        for number in media:
            Image.open(io.BytesIO(packed.read(number))).verify()
    named = {
        tag.split('"')[1]
        for fields in notes(deck, tmp_path).values()
        for name in ("Picture", "Picture of the answer")
        if (tag := fields[name])
    }
    assert named == set(media.values())


def test_the_front_does_not_tell(deck, tmp_path):
    for card in CARDS:
        fields = notes(deck, tmp_path)[card.id]
        if card.kind == "find":
            assert not fields["Picture"]
        if card.kind in ("name", "pattern"):
            assert CONTENT.muscles[card.muscle].names.en not in fields["Question"]
        assert fields["Answer"]
        assert "not a diagnosis" in fields["Credits"]
        assert "BodyParts3D" in fields["Credits"]


def test_the_table_has_the_same_cards_below_its_credits():
    lines = deck_csv(ATLAS, CONTENT, CARDS).splitlines()
    assert lines[0].startswith("# ") and "CC BY-SA 4.0" in lines[0]
    assert "BodyParts3D" in lines[1]
    rows = list(csv.DictReader(lines[2:]))
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [card.id for card in CARDS]
    assert all(row["answer"] and row["source"] for row in rows)


def test_no_cards_make_no_deck():
    with pytest.raises(ValueError, match="no cards"):
        deck_apkg(ATLAS, CONTENT, [], title="Nothing")
