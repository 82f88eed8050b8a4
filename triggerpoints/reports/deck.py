"""A deck of cards to take along: for Anki with pictures of the body maps, and as CSV."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import genanki
from markupsafe import Markup, escape

from triggerpoints.figures import style
from triggerpoints.reports.context import beside, muscle_pictures, pattern_pictures
from triggerpoints.reports.spreadsheet import csv_text
from triggerpoints.study.kinds import KINDS, ON_CARDS
from triggerpoints.study.quiz import Card, question

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

NAME = "Trigger Point Explorer"
LICENCE = "For learning, not a diagnosis. This deck may be copied and shared under CC BY-SA 4.0."
STAYS = (
    "A card that is in another of these decks already stays there: Anki keeps it, with what you have done, "
    "and adds only the others."
)
MODEL_ID = 1_740_552_913  # of the kind of note; never changes, so that a new export replaces an old one
PICTURE_HEIGHT_PX = 640
QUALITY = 80
FIELDS = ("Id", "Question", "Picture", "Answer", "Picture of the answer", "Source", "Credits")
COLUMNS = ("id", "region", "muscle", "kind", "question", "answer", "source", "licence")
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
        From `triggerpoints.study.quiz.cards`; kinds that fit no card are left out.
    """
    return [row for card in cards if card.kind in ON_CARDS and (row := _row(atlas, content, card))]


def deck_csv(atlas: Atlas, content: Content, cards: Sequence[Card]) -> str:
    """The cards as CSV; every row says licence and credits."""
    rows = []
    for row in deck_rows(atlas, content, cards):
        muscle = content.muscles[row.card.muscle].names.en
        told = (row.card.id, row.region, muscle, KINDS[row.card.kind], row.asks, row.answer, row.source)
        rows.append((*told, f"{LICENCE} {atlas.credits}"))
    return csv_text(COLUMNS, rows)


def deck_apkg(
    atlas: Atlas,
    content: Content,
    cards: Sequence[Card],
    *,
    title: str,
    now: datetime | None = None,
    told: Callable[[float], object] = lambda _: None,
) -> bytes:
    """The cards as a package for Anki, with pictures.

    Ids of decks and notes depend on title and card alone: a later export brings changed texts and keeps
    what the learner has done. A card of two decks is one note, which Anki leaves in the first of them.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    cards : sequence of Card
    title : str
        Name of the deck, such as the names of the regions.
    now : datetime, optional
        When the texts were exported, which Anki compares with what it has; the present by default.
    told : callable, optional
        Called with the part (0..1) that is done, before each card; what it raises ends the work.

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
    deck_id = 1_000_000_000 + zlib.crc32(name.encode()) % 1_000_000_000
    deck = genanki.Deck(deck_id, name, description=f"{LICENCE} {STAYS}")
    kept = _Kept(atlas, content)
    credit = f"{LICENCE} {atlas.credits}"
    rows = deck_rows(atlas, content, cards)
    for number, row in enumerate(rows):
        told(number / len(rows))
        front, back = _pictures(atlas, content, row.card, kept)
        fields: list[str] = [escape(text) for text in (row.card.id, row.asks)]
        fields += [front, escape(row.answer), back, escape(row.source), escape(credit)]
        tags = [row.card.kind, content.muscles[row.card.muscle].region]
        guid = genanki.guid_for("trigger-point-explorer", row.card.id)
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=guid))
    return _packed(deck, kept.pictures, (now or datetime.now(UTC)).timestamp())


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
    elif card.kind == "attachments":
        ends = (muscle.anatomy.proximal_attachment, muscle.anatomy.distal_attachment)
        asks, answer = f"Where does {muscle.names.en} attach?", f"Proximal: {ends[0]}. Distal: {ends[1]}."
    elif card.kind == "name":
        answer = f"{muscle.names.en} ({muscle.names.la})"
    cited = "; ".join(content.sources[key].cite for key in asked.sources if key in content.sources)
    return Row(card, muscle.region, asks, answer, cited)


def _pictures(atlas: Atlas, content: Content, card: Card, kept: _Kept) -> tuple[str, str]:
    """Tags of the pictures of question and answer, whole and close; their words do not tell the answer."""
    name = content.muscles[card.muscle].names.en
    if card.kind == "pattern":
        asked = kept.tag(card.muscle, "pattern", "A pain pattern on the body, and close by")
        return asked, kept.tag(card.muscle, "answer", f"The pain pattern of {name} with the muscle")
    if card.kind == "find":
        return "", kept.tag(card.muscle, "lit", f"{name} lit on the body, and close by")
    return kept.tag(card.muscle, "lit", "One muscle lit on the body, and close by"), ""


class _Kept:
    """Pictures of a deck by their names, which are made of what they show and tell nothing."""

    def __init__(self, atlas: Atlas, content: Content) -> None:
        self._atlas, self._content = atlas, content
        self._names: dict[tuple[str, str], str] = {}
        self.pictures: dict[str, bytes] = {}

    def tag(self, muscle: str, what: str, says: str) -> Markup:
        """The picture as HTML with its words."""
        if (muscle, what) not in self._names:
            data = self._draw(muscle, what)
            name = f"tpe-{hashlib.sha256(data).hexdigest()[:16]}.webp"
            self._names[muscle, what] = name
            self.pictures[name] = data
        return Markup('<img src="{}" alt="{}">').format(self._names[muscle, what], says)

    def _draw(self, muscle: str, what: str) -> bytes:
        if what == "lit":
            pair = muscle_pictures(self._atlas, self._content, muscle)
        else:
            pair = pattern_pictures(self._atlas, self._content, muscle, outlined=what == "answer")
        out = io.BytesIO()
        beside(pair, PICTURE_HEIGHT_PX).save(out, "WEBP", quality=QUALITY)
        return out.getvalue()
