"""The command `find`: words or a file of painful areas to ranked muscles."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from triggerpoints.atlas import load_atlas
from triggerpoints.cli.printing import (
    BAD_INPUT,
    DONE,
    NOTHING_FOUND,
    no_region_map,
    print_json,
    print_problems,
)
from triggerpoints.content import Content, load_content
from triggerpoints.referral.areas import Area, AreaName, AreaSide, area_name
from triggerpoints.referral.reader import ReadArea, Reading, read
from triggerpoints.referral.record import UnreadableRecordError, from_json
from triggerpoints.referral.region_maps import numbered, region_area
from triggerpoints.referral.rows import Row, rows
from triggerpoints.referral.search import Hit, find
from triggerpoints.referral.sentences import area_details, area_words, put_aside, reason, spared_words

if TYPE_CHECKING:
    import argparse

    from triggerpoints.content.models.region_map import RegionMap

_MARKS = "'{}'"


def run(options: argparse.Namespace) -> int:
    """Find muscles; returns the exit code."""
    if not options.places and options.areas is None:
        print("Name at least one place that hurts, or give a file with --areas.", file=sys.stderr)
        raise SystemExit(BAD_INPUT)
    content, atlas = load_content(options.data), load_atlas()
    areas: list[Area] = []
    if options.areas is not None:
        try:
            areas.extend(from_json(options.areas.read_bytes(), atlas, content).areas)
        except (OSError, UnreadableRecordError) as error:
            message = f"{options.areas} cannot be read: {getattr(error, 'strerror', None) or error}"
            print_problems([message], options.json)
            return BAD_INPUT
    if options.region_map is None:
        readings = [read(text, content) for text in options.places]
    elif options.region_map not in content.region_maps:
        return no_region_map(options.region_map, content, options.json)
    else:
        of_map = content.region_maps[options.region_map]
        try:
            readings = [_read_region(of_map, number) for number in options.places]
        except KeyError as error:
            numbers = [number for number, _, _ in numbered(of_map)]
            said = f"The {of_map.name} has no region '{error.args[0]}'; it has {', '.join(numbers)}."
            print_problems([said], options.json, head="The region is not known.")
            return BAD_INPUT
    for reading in readings:
        areas.extend(_with_side(found, options.side).area for found in reading.areas)
    areas = list(dict.fromkeys(areas))
    names_of = [area_name(atlas, content, area) for area in areas]
    found_rows = rows(find(areas, atlas, content), content, options.limit) if areas else []
    if options.json:
        print_json(_find_data(readings, areas, names_of, found_rows, options.side, content))
    else:
        _print_find(readings, areas, names_of, found_rows, content)
    return DONE if areas or any(reading.dangers for reading in readings) else NOTHING_FOUND


def _read_region(of_map: RegionMap, number: str) -> Reading:
    """A region of a body map as if its place had been said."""
    area = region_area(of_map, number)
    return Reading(number, (ReadArea(area.places, area.side, "said", spans=((0, len(number)),)),))


def _with_side(found: ReadArea, side: AreaSide) -> ReadArea:
    """The area on the side of the option, where the words say none."""
    return replace(found, side=side) if found.side_from == "unsaid" else found


def _print_find(
    readings: Sequence[Reading],
    areas: Sequence[Area],
    names: Sequence[AreaName],
    found: Sequence[Row],
    content: Content,
) -> None:
    for flag in dict.fromkeys(flag for reading in readings for flag in (*reading.dangers, *reading.asks)):
        record = content.red_flags[flag]
        print(f"First: {record.question} If so: {record.advice}")
    if areas:
        said = [
            _area_text(name, content) + (f" ({details})" if (details := _details(area, content)) else "")
            for area, name in zip(areas, names, strict=True)
        ]
        print("Places: " + "; ".join(said))
    for reading in readings:
        for unread in reading.unread:
            close = [content.places[place].name for place in unread.nearest]
            hint = f" Did you mean: {', '.join(close)}?" if close else ""
            print(f"Not read: '{unread.text}'.{hint}", file=sys.stderr)
        for choice in reading.choices:
            options = [content.places[place].name for place in choice.options]
            print(f"'{choice.text}' may mean: {', '.join(options)}. Taken: {options[0]}.", file=sys.stderr)
        for of_side in reading.side_choices:
            name = content.places[reading.areas[of_side.area].places[0]].name
            first, *rest = of_side.sides
            what = (
                f"'{of_side.text}' may not be said for: {name}" if len(rest) == 1 else f"Which side: {name}"
            )
            print(f"{what}. Taken: {first}, else {' or '.join(rest)}.", file=sys.stderr)
        for doubt in reading.doubts:
            print(f"Taken, but not sure of: '{doubt.text}'.", file=sys.stderr)
        for one in reading.not_marked:
            if one.is_unsure:
                print(f"Not sure of: '{one.text}'.", file=sys.stderr)
        if left_out := [one for one in reading.not_marked if not one.is_unsure]:
            print(f"Not marked: {put_aside(left_out, marks=_MARKS)}.", file=sys.stderr)
        if not (reading.areas or reading.unread or reading.dangers):
            print(f"No place was found in '{reading.text}'.", file=sys.stderr)
    for rank, row in enumerate(found, start=1):
        hit = row.first
        muscle = content.muscles[hit.muscle]
        side = "" if hit.side == "both" else f", {hit.side}"
        print(f"{rank:3}. {muscle.names.en}{side}, point {hit.point} [{hit.kind}, score {hit.score:.0f}]")
        print(f"     {reason(hit, names, content)}")
        if row.others:
            others = "; ".join(content.muscles[other.muscle].names.en for other in row.others)
            print(f"     Counted with it: {others}.")
    if areas and not found:
        print("No muscle of the data is known to send pain there.", file=sys.stderr)


def _find_data(
    readings: Sequence[Reading],
    areas: Sequence[Area],
    names: Sequence[AreaName],
    found_rows: Sequence[Row],
    side: AreaSide,
    content: Content,
) -> dict[str, Any]:
    def place_data(ids: Sequence[str]) -> list[dict[str, str]]:
        return [{"id": place, "name": content.places[place].name} for place in ids]

    return {
        "read": [
            {
                "place": found.places[0],
                "places": list(found.places),
                "name": content.places[found.places[0]].name,
                "along": list(found.along),
                "without": list(found.without),
                "side": found.side,
                "side_from": found.side_from,
                "quality": list(found.qualities),
                "circumstance": list(found.circumstances),
                "text": [reading.text[start:end] for start, end in found.spans],
            }
            for reading in readings
            for found in (_with_side(area, side) for area in reading.areas)
        ],
        "unread": [
            {"text": unread.text, "span": list(unread.span), "nearest": place_data(unread.nearest)}
            for reading in readings
            for unread in reading.unread
        ],
        "choices": [
            {"text": choice.text, "span": list(choice.span), "options": place_data(choice.options)}
            for reading in readings
            for choice in reading.choices
        ]
        + [
            {
                "text": choice.text,
                "span": list(choice.span),
                "place": reading.areas[choice.area].places[0],
                "sides": list(choice.sides),
            }
            for reading in readings
            for choice in reading.side_choices
        ],
        "not_marked": [
            {
                "text": one.text,
                "span": list(one.span),
                "places": place_data(one.area.places),
                "side": one.area.side,
                "unsure": one.is_unsure,
                "why": one.why,
            }
            for reading in readings
            for one in reading.not_marked
        ],
        "stretches": [
            {"text": one.text, "span": list(one.span), "read_as": one.read_as, "why": one.why}
            for reading in readings
            for one in reading.stretches
        ],
        "doubts": [
            {
                "text": doubt.text,
                "span": list(doubt.span),
                "place": reading.areas[doubt.area].places[0],
            }
            for reading in readings
            for doubt in reading.doubts
        ],
        "dangers": [
            {"id": flag, "level": content.red_flags[flag].level, "question": content.red_flags[flag].question}
            for flag in dict.fromkeys(
                flag for reading in readings for flag in (*reading.dangers, *reading.asks)
            )
        ],
        "hits": [
            {**_hit_data(hit, areas, names, content), "rank": rank}
            for hit, rank in sorted(
                ((hit, rank) for rank, row in enumerate(found_rows, start=1) for hit in row.hits),
                key=lambda ranked: -ranked[0].score,
            )
        ],
    }


def _details(area: Area, content: Content) -> str:
    return ", ".join(said for said in (spared_words(area, content), area_details(area)) if said)


def _area_text(name: AreaName, content: Content) -> str:
    return area_words(name, content).replace(", your ", ", ").removesuffix(", both sides")


def _hit_data(hit: Hit, areas: Sequence[Area], names: Sequence[AreaName], content: Content) -> dict[str, Any]:
    data = asdict(hit)
    for match in data["matches"]:
        match["place"] = areas[match["area"]].place
        match["places"] = list(areas[match["area"]].places)
    return {
        "name": content.muscles[hit.muscle].names.en,
        **data,
        "reason": reason(hit, names, content),
    }
