"""A deck keeps its ids, tells no answer on the front, and carries its credits."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.reports.deck import COLUMNS, FIELDS, PICTURE_HEIGHT_PX, deck_apkg, deck_csv
from triggerpoints.reports.spreadsheet import MARK
from triggerpoints.study.kinds import ON_CARDS
from triggerpoints.study.quiz import cards

ATLAS, CONTENT = load_atlas(), load_content()
NOW = datetime(2026, 3, 5, tzinfo=UTC)
LEG = cards(CONTENT, ("leg",), (), asked_on_map(ATLAS, CONTENT))
CARDS = [next(card for card in LEG if card.kind == kind) for kind in ON_CARDS]


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


def tags(fields: dict[str, str]) -> dict[str, str]:
    """Names and words of the pictures of a note."""
    both = fields["Picture"] + fields["Picture of the answer"]
    return dict(re.findall(r'<img src="([^"]+)" alt="([^"]+)">', both))


def test_every_picture_that_is_named_is_in_the_file(deck, tmp_path):
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        media = json.loads(packed.read("media"))
        for number in media:
            picture = Image.open(io.BytesIO(packed.read(number)))
            assert picture.height == PICTURE_HEIGHT_PX
            assert picture.width > PICTURE_HEIGHT_PX / 2, "the whole body and the part side by side"
    named = {name for fields in notes(deck, tmp_path).values() for name in tags(fields)}
    assert named == set(media.values())


def test_neither_the_name_nor_the_words_of_a_picture_tell_the_answer(deck, tmp_path):
    for fields in notes(deck, tmp_path).values():
        muscle = fields["Id"].partition("/")[0]
        for name, says in tags(fields).items():
            assert re.fullmatch(r"tpe-[0-9a-f]{16}\.webp", name)
            assert muscle not in name and says
        front = dict(re.findall(r'<img src="([^"]+)" alt="([^"]+)">', fields["Picture"]))
        assert all(CONTENT.muscles[muscle].names.en not in says for says in front.values())


def test_a_card_of_attachments_tells_both(deck, tmp_path):
    fields = next(f for f in notes(deck, tmp_path).values() if f["Id"].endswith("/attachments"))
    anatomy = CONTENT.muscles[fields["Id"].partition("/")[0]].anatomy
    assert anatomy.proximal_attachment in unescape(fields["Answer"])
    assert anatomy.distal_attachment in unescape(fields["Answer"])


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


def test_the_table_has_the_same_cards_and_its_credits():
    rows = list(csv.DictReader(io.StringIO(deck_csv(ATLAS, CONTENT, CARDS).removeprefix(MARK))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [card.id for card in CARDS]
    assert all(row["answer"] and row["source"] for row in rows)
    assert all("CC BY-SA 4.0" in row["licence"] and "BodyParts3D" in row["licence"] for row in rows)


def test_the_part_that_is_done_is_told_before_each_card():
    parts: list[float] = []
    cards = [card for card in CARDS if card.kind in ("nerve", "roots")]
    deck_apkg(ATLAS, CONTENT, cards, title="Lower leg", told=parts.append)
    assert parts == [0.0, 0.5]


def test_no_cards_make_no_deck():
    with pytest.raises(ValueError, match="no cards"):
        deck_apkg(ATLAS, CONTENT, [], title="Nothing")
