"""The content as tables with typed, described columns and keys between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from triggerpoints.content.reviews import review_state

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle

Type = Literal["string", "integer", "number", "boolean"]
Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A column; `of` is the table whose first column its values are keys of."""

    name: str
    says: str
    type: Type = "string"
    of: str | None = None


@dataclass(frozen=True)
class Table:
    """One table; its `key` columns together tell its rows apart.

    Several ids in one cell are separated by spaces.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    key: tuple[str, ...] = field(default=("id",))


_STATUS = Column("status", "read, read-web, book or teaching: how the words were confirmed")
_SOURCES = Column("sources", "keys of the table sources")


def tables(content: Content) -> tuple[Table, ...]:
    """All tables; those that others refer to come first.

    Parameters
    ----------
    content : Content
    """
    return (
        _sources(content),
        _places(content),
        _muscles(content),
        _lists(content),
        _list_muscles(content),
        _trigger_points(content),
        _zones(content),
        _techniques(content),
        _conditions(content),
        _codes(content),
        _links(content, "techniques"),
        _links(content, "conditions"),
    )


def flat(content: Content) -> Table:
    """One row for each trigger point with all that its muscle is known by, for one sheet of a spreadsheet."""
    columns = (
        *(Column(c.name, c.says, c.type) for c in _MUSCLE),
        *(Column(c.name, c.says, c.type) for c in _POINT if c.name not in ("id", "muscle")),
        Column("essential", "places where nearly every patient feels the pain"),
        Column("spillover", "places where some patients feel it"),
        Column("references", "the sources of the point in words"),
    )
    own = {"id": "muscle", "status": "muscle_status", "sources": "muscle_sources"}
    renamed = tuple(
        Column(own.get(c.name, c.name), c.says, c.type) if place < len(_MUSCLE) else c
        for place, c in enumerate(columns)
    )
    rows = []
    for muscle in content.muscles.values():
        for row, point in zip(_point_rows(muscle), muscle.trigger_points, strict=True):
            cited = "; ".join(content.sources[key].cite for key in point.sources if key in content.sources)
            zones = (" ".join(point.zones.essential), " ".join(point.zones.spillover), cited)
            rows.append((*_muscle_row(content, muscle), *row[2:], *zones))
    return Table("trigger_points", "Trigger points with their muscles", renamed, rows, ("muscle", "point"))


_MUSCLE = (
    Column("id", "id of the muscle, never changed"),
    Column("name", "the field's English name"),
    Column("latin", "TA2 Latin"),
    Column("plain", "in everyday words"),
    Column("ta2", "number in Terminologia Anatomica 2; empty where it has no term of its own", "integer"),
    Column("fma", "id in the Foundational Model of Anatomy; empty where none is known"),
    Column("region", "region of the body"),
    Column("proximal_attachment", "where it begins"),
    Column("distal_attachment", "where it ends"),
    Column("action", "what it does"),
    Column("nerve", "what supplies it"),
    Column("roots", "segments of that nerve"),
    Column("depth_class", "superficial, deep, deep_guided or avoid; anatomy, never a depth to needle"),
    _STATUS,
    _SOURCES,
    Column("review", "who reviewed the record"),
)


def _muscle_row(content: Content, muscle: Muscle) -> tuple[Cell, ...]:
    names, anatomy = muscle.names, muscle.anatomy
    return (
        muscle.id, names.en, names.la, names.plain, muscle.ta2, muscle.fma, muscle.region,
        anatomy.proximal_attachment, anatomy.distal_attachment, anatomy.action, anatomy.nerve,
        " ".join(anatomy.roots), muscle.needle_depth.depth_class, anatomy.status, " ".join(anatomy.sources),
        review_state(content, "muscles", muscle.id).said,
    )  # fmt: skip


def _muscles(content: Content) -> Table:
    rows = [_muscle_row(content, muscle) for muscle in content.muscles.values()]
    return Table("muscles", "Muscles, or parts and groups of muscles that are taught as one", _MUSCLE, rows)


_POINT = (
    Column("id", "muscle and point, with a slash between"),
    Column("muscle", "id of its muscle", of="muscles"),
    Column("point", "id of the point within its muscle"),
    Column("label", "short name"),
    Column("x_mm", "to the left of the body, from the midline", "number"),
    Column("y_mm", "towards the back", "number"),
    Column("z_mm", "towards the head, from the ground", "number"),
    Column("sides", "both, right or left"),
    Column("certainty", "typical, variable or disputed"),
    Column("phenomenon", "what happens instead of pain"),
    _STATUS,
    _SOURCES,
)


def _point_rows(muscle: Muscle) -> Iterator[tuple[Cell, ...]]:
    for point in muscle.trigger_points:
        yield (
            f"{muscle.id}/{point.id}", muscle.id, point.id, point.label, *point.position_mm, point.sides,
            point.zones.certainty, point.phenomenon, point.status, " ".join(point.sources),
        )  # fmt: skip


def _trigger_points(content: Content) -> Table:
    rows = [row for muscle in content.muscles.values() for row in _point_rows(muscle)]
    says = "Trigger points; positions on the right side of one reference body (LPS, millimetres)"
    return Table("trigger_points", says, _POINT, rows)


def _zones(content: Content) -> Table:
    columns = (
        Column("trigger_point", "id of the point", of="trigger_points"),
        Column("place", "id of the place", of="places"),
        Column("kind", "essential: nearly every patient feels it there; spillover: some do"),
    )
    rows = [
        (f"{muscle.id}/{point.id}", place, kind)
        for muscle in content.muscles.values()
        for point in muscle.trigger_points
        for kind, places in (("essential", point.zones.essential), ("spillover", point.zones.spillover))
        for place in places
    ]
    return Table(
        "zones", "Where the pain of a trigger point is felt", columns, rows, tuple(c.name for c in columns)
    )


def _places(content: Content) -> Table:
    columns = (
        Column("id", "id of the place"),
        Column("name", "in everyday words"),
        Column("anatomical", "the field's name"),
        Column("region", "region of the body"),
        Column("side", "paired or midline"),
    )
    rows = [(p.id, p.name, p.anatomical, p.region, p.side) for p in content.places.values()]
    return Table("places", "Named places on the skin", columns, rows)


def _lists(content: Content) -> Table:
    columns = (
        Column("id", "id of the list"),
        Column("name", "the field's name"),
        Column("latin", "Latin name"),
        Column("plain", "in everyday words"),
        Column("note", "what has no record of its own, what is disputed"),
        _STATUS,
        _SOURCES,
    )
    rows = [
        (x.id, x.name, x.la, x.plain, x.note, x.status, " ".join(x.sources)) for x in content.lists.values()
    ]
    return Table("lists", "Muscles that are taught together", columns, rows)


def _list_muscles(content: Content) -> Table:
    columns = (
        Column("list", "id of the list", of="lists"),
        Column("number", "order in which they are taught", "integer"),
        Column("muscle", "id of the muscle", of="muscles"),
    )
    rows = [
        (listed.id, number, muscle)
        for listed in content.lists.values()
        for number, muscle in enumerate(listed.muscles, start=1)
    ]
    return Table("list_muscles", "Which muscles a list holds", columns, rows, ("list", "number"))


def _techniques(content: Content) -> Table:
    columns = (Column("id", "id of the technique"), Column("name", "the field's name"))
    return Table("techniques", "Treatments", columns, [(t.id, t.name) for t in content.techniques.values()])


def _conditions(content: Content) -> Table:
    columns = (
        Column("id", "id of the condition"),
        Column("name", "the field's name"),
        Column("plain_name", "in everyday words"),
        Column("definition", "for students"),
        _STATUS,
        _SOURCES,
    )
    rows = [
        (
            c.id,
            c.name,
            c.plain_name,
            c.definition.student,
            c.definition.status,
            " ".join(c.definition.sources),
        )
        for c in content.conditions.values()
    ]
    return Table("conditions", "Conditions in which muscles take part", columns, rows)


def _codes(content: Content) -> Table:
    columns = (
        Column("condition", "id of the condition", of="conditions"),
        Column("system", "ICD-10, ICD-10-CM or ICD-11"),
        Column("code", "the code"),
        Column("edition", "where the code was read"),
        Column("seen", "whether it was seen in a published list", "boolean"),
        Column("note", "what it leaves out"),
    )
    rows = [
        (c.id, code.system, code.code, content.code_editions[code.system].edition, code.seen, code.note)
        for c in content.conditions.values()
        for code in c.codes
    ]
    return Table("condition_codes", "Codes of the conditions", columns, rows, ("condition", "system", "code"))


def _links(content: Content, what: Literal["techniques", "conditions"]) -> Table:
    one = what[:-1]
    columns = (
        Column("muscle", "id of the muscle", of="muscles"),
        Column(one, f"id of the {one}", of=what),
        Column("reason", "why"),
        Column("evidence", "how well it was tested"),
        Column("borrowed_from", "what was tested in truth, where not this muscle"),
        _SOURCES,
    )
    rows = [
        (muscle.id, link.id, link.reason, link.evidence, link.borrowed_from, " ".join(link.sources))
        for muscle in content.muscles.values()
        for link in (muscle.techniques if what == "techniques" else muscle.conditions)
    ]
    return Table(f"muscle_{what}", f"Which {what} go with a muscle, and why", columns, rows, ("muscle", one))


def _sources(content: Content) -> Table:
    columns = (
        Column("key", "key by which the others cite it"),
        Column("cite", "who, when, what"),
        Column("doi", "bare DOI"),
        Column("pmid", "number in PubMed", "integer"),
        Column("url", "web address"),
        Column("kind", "guideline, health-service, journal, textbook, terminology or web"),
        Column("read", "abstract (or more), excerpt or title: how much of it was read"),
    )
    rows = [(key, s.cite, s.doi, s.pmid, s.url, s.kind, s.read) for key, s in content.sources.items()]
    return Table("sources", "What the texts cite", columns, rows, ("key",))
