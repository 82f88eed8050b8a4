"""A deck of cards to take along: for Anki with pictures of the body maps, and as CSV."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import genanki
from markupsafe import Markup, escape
from PIL import Image

from triggerpoints.figures import MapState, body_png, style
from triggerpoints.figures.framing import opening_view
from triggerpoints.figures.question_frame import question_frame
from triggerpoints.study.quiz import KINDS, Card, question

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle

NAME = "Trigger Point Explorer"
LICENCE = "For learning, not a diagnosis. This deck may be copied and shared under CC BY-SA 4.0."
MODEL_ID = 1_740_552_913  # of the kind of note; never changes, so that a new export replaces an old one
PICTURE_HEIGHT_PX = 640
QUALITY = 80
FIELDS = ("Id", "Question", "Picture", "Answer", "Picture of the answer", "Source", "Credits")
COLUMNS = ("id", "region", "muscle", "kind", "question", "answer", "source")
_STYLE = f"""
.card {{ color: {style.hex_colour("text")}; background: #fff;
  font: 20px/1.4 sans-serif; text-align: center; }}
.card img {{ max-height: 60vh; }}
.small {{ font-size: 12px; color: #5b6567; margin-top: 1.2em; }}
"""
_FRONT = Markup("<p>{{Question}}</p>{{Picture}}")
_BACK = Markup(
    "<p>{{Question}}</p>{{#Picture of the answer}}{{Picture of the answer}}{{/Picture of the answer}}"
    '{{^Picture of the answer}}{{Picture}}{{/Picture of the answer}}<hr id="answer"><p><b>{{Answer}}</b></p>'
    '<p class="small">{{Source}}</p><p class="small">{{Credits}}</p>'
)


@dataclass(frozen=True)
class Row:
    """A card as it is asked without choices."""

    card: Card
    region: str
    asks: str
    answer: str
    source: str


def deck_rows(atlas: Atlas, content: Content, cards: Sequence[Card]) -> list[Row]:
    """Question, answer and source of each card.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    cards : sequence of Card
        From `triggerpoints.study.quiz.cards`.
    """
    return [row for card in cards if (row := _row(atlas, content, card))]


def deck_csv(atlas: Atlas, content: Content, cards: Sequence[Card]) -> str:
    """The cards as CSV; lines of credits and licence, which begin with #, stand above."""
    out = io.StringIO()
    out.write(f"# {NAME}. {LICENCE}\n# {atlas.credits}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in deck_rows(atlas, content, cards):
        muscle = content.muscles[row.card.muscle].names.en
        kind = KINDS[row.card.kind]
        writer.writerow((row.card.id, row.region, muscle, kind, row.asks, row.answer, row.source))
    return out.getvalue()


def deck_apkg(
    atlas: Atlas, content: Content, cards: Sequence[Card], *, title: str, now: datetime | None = None
) -> bytes:
    """The cards as a package for Anki, with pictures.

    Ids of decks and notes depend on title and card alone: a later export brings changed texts and keeps
    what the learner has done.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    cards : sequence of Card
    title : str
        Name of the deck, such as the names of the regions.
    now : datetime, optional
        When the texts were exported, which Anki compares with what it has; the present by default.

    Returns
    -------
    bytes
        An .apkg file.

    Raises
    ------
    ValueError
        There are no cards.
    """
    if not cards:
        raise ValueError("There are no cards to export; take more regions or kinds of questions.")
    model = genanki.Model(
        MODEL_ID,
        NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    name = f"{NAME}::{title}"
    deck = genanki.Deck(1_000_000_000 + zlib.crc32(name.encode()) % 1_000_000_000, name)
    pictures: dict[str, bytes] = {}
    credit = f"{LICENCE} {atlas.credits}"
    for row in deck_rows(atlas, content, cards):
        front, back = _pictures(atlas, content, row.card, pictures)
        fields: list[str] = [escape(text) for text in (row.card.id, row.asks)]
        fields += [front, escape(row.answer), back, escape(row.source), escape(credit)]
        tags = [row.card.kind, content.muscles[row.card.muscle].region]
        guid = genanki.guid_for("trigger-point-explorer", row.card.id)
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=guid))
    return _packed(deck, pictures, (now or datetime.now(UTC)).timestamp())


def _packed(deck: genanki.Deck, pictures: dict[str, bytes], made_at: float) -> bytes:
    """The file, made in memory: `genanki.Package.write_to_file` would leave its database on the disk."""
    database = sqlite3.connect(":memory:")
    with database:
        package = genanki.Package(deck)
        package.write_to_db(database.cursor(), made_at, itertools.count(int(made_at * 1000)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        _add(packed, "collection.anki2", database.serialize())
        _add(packed, "media", json.dumps(dict(enumerate(pictures))).encode())
        for number, data in enumerate(pictures.values()):
            _add(packed, str(number), data)
    database.close()
    return out.getvalue()


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name), data)


def _row(atlas: Atlas, content: Content, card: Card) -> Row | None:
    asked = question(atlas, content, card, Random(card.id))
    if asked is None:
        return None
    muscle = content.muscles[card.muscle]
    asks, answer = asked.asks, asked.answer.text
    if card.kind == "find":
        asks, answer = f"Where is {muscle.names.en}?", muscle.names.plain
    elif card.kind == "name":
        answer = f"{muscle.names.en} ({muscle.names.la})"
    cited = "; ".join(content.sources[key].cite for key in asked.sources if key in content.sources)
    return Row(card, muscle.region, asks, answer, cited)


def _pictures(atlas: Atlas, content: Content, card: Card, kept: dict[str, bytes]) -> tuple[str, str]:
    """Tags of the pictures of question and answer; the pictures themselves go into `kept`."""
    muscle = content.muscles[card.muscle]
    lit = f"tpe-{card.muscle}.webp"
    if card.kind == "pattern":
        asked, answered = f"tpe-{card.muscle}-pattern.webp", f"tpe-{card.muscle}-answer.webp"
        kept[asked] = _webp(_pattern_picture(atlas, content, muscle, outlined=False))
        kept[answered] = _webp(_pattern_picture(atlas, content, muscle, outlined=True))
        return _tag(asked), _tag(answered)
    if lit not in kept:
        kept[lit] = _webp(_lit_picture(atlas, content, muscle))
    return ("", _tag(lit)) if card.kind == "find" else (_tag(lit), "")


def _lit_picture(atlas: Atlas, content: Content, muscle: Muscle) -> Image.Image:
    frame = question_frame(atlas, content, muscle.id)
    view = frame.view if frame else opening_view(atlas, muscle)
    layer = frame.layer if frame else atlas.muscles[muscle.id].layer
    state = MapState(view=view, layer=layer, muscle=muscle.id, points=False, essential=False, spillover=False)
    picture = body_png(atlas, content, state)
    if frame:
        left, top, right, bottom = frame.box
        picture = picture.crop((int(left), int(top), int(right), int(bottom)))
    return picture


def _pattern_picture(atlas: Atlas, content: Content, muscle: Muscle, *, outlined: bool) -> Image.Image:
    state = MapState(view=opening_view(atlas, muscle), layer="skin", muscle=muscle.id)
    return body_png(atlas, content, state, outlined=outlined)


def _webp(picture: Image.Image) -> bytes:
    width = round(picture.width * PICTURE_HEIGHT_PX / picture.height)
    out = io.BytesIO()
    picture.resize((width, PICTURE_HEIGHT_PX), Image.Resampling.LANCZOS).save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def _tag(name: str) -> Markup:
    return Markup('<img src="{}">').format(name)
