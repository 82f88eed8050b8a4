"""What a person has marked and answered during a visit; kept in the session only, changed by callbacks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.quoting import quoted
from triggerpoints.referral.areas import Area, Stroke, area_weights, is_empty, stroke_on_skin
from triggerpoints.referral.reader import Choice, Doubt, NotMarked, Reading, SideChoice, Unread, read
from triggerpoints.referral.record import (
    MAX_AREAS,
    MAX_POINTS,
    PainRecord,
    UnreadableRecordError,
    from_json,
    from_link,
    to_json,
)
from triggerpoints.ui.alarm import alarm
from triggerpoints.ui.components.bodymap import clear_painted, painted
from triggerpoints.ui.components.keeper import Found, forget, keep
from triggerpoints.ui.state import skin_figure

MAP = "pain map"
LINK = "areas"
_RECORD, _HISTORY = "pain record", "pain history"
_FOLLOWED, _READING, _OFFERED = "pain link", "pain reading", "pain offered"
NAME = "pain"  # under which the browser keeps the record
TOOL, BRUSH, FRAME = "pain tool", "pain brush", "pain frame"  # how the map is drawn on and seen
_NOTICE, _FILE_NOTICE = "pain notice", "pain file notice"
_TOUCH = 0.25  # a stroke belongs to an area where both weigh more than this
_KEPT_STEPS = 50


def current() -> PainRecord:
    """What has been marked and answered so far."""
    record: PainRecord = st.session_state.get(_RECORD, PainRecord())
    return record


def change(record: PainRecord) -> None:
    """Take over a new record; the old one can be brought back."""
    _forget_notices()
    if record == current():
        return
    history: list[PainRecord] = st.session_state.setdefault(_HISTORY, [])
    history.append(current())
    del history[:-_KEPT_STEPS]
    st.session_state[_RECORD] = record


def can_undo() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(_HISTORY))


def undo() -> None:
    """Take the last step back."""
    _forget_notices()
    if can_undo():
        st.session_state[_RECORD] = st.session_state[_HISTORY].pop()


def clear() -> None:
    """Take all areas and answers away; this too can be taken back."""
    change(PainRecord())


def notice() -> str | None:
    """A sentence for the reader about the last step; gone with the next one."""
    said: str | None = st.session_state.get(_NOTICE)
    return said


def file_notice() -> str | None:
    """A sentence about the file that was opened last, when it could not be read."""
    said: str | None = st.session_state.get(_FILE_NOTICE)
    return said


def _forget_notices() -> None:
    for key in (_NOTICE, _FILE_NOTICE, _READING):
        st.session_state.pop(key, None)


def set_areas(areas: Sequence[Area]) -> None:
    """Replace the areas; answers to questions stay."""
    if len(areas) > MAX_AREAS:
        st.session_state[_NOTICE] = f"At most {MAX_AREAS} areas can be marked. Remove one first."
        return
    change(replace(current(), areas=tuple(areas)))


def change_area(index: int, **fields: Any) -> None:
    """Change fields of one area."""
    areas = list(current().areas)
    areas[index] = replace(areas[index], **fields)
    set_areas(areas)


def remove_area(index: int) -> None:
    """Take one area away."""
    set_areas([area for i, area in enumerate(current().areas) if i != index])


def tap(event: dict[str, Any]) -> None:
    """Mark the place that was tapped on the map; a second tap takes it away again."""
    place, side = event["id"], event["side"]
    if place not in load_content().places:
        return
    area = Area(place, side if side in ("right", "left") else "both")
    toggle(area)


def toggle(area: Area) -> None:
    """Mark an area, or take it away when it is marked."""
    areas = current().areas
    rest = [known for known in areas if known.shape != area.shape]
    set_areas(rest if len(rest) < len(areas) else [*areas, area])


def add_words(text: str) -> None:
    """Mark the places that a text names, take over the danger it speaks of, and keep what was unclear."""
    if not text.strip():
        return
    content = load_content()
    said = read(text, content)
    record = current()
    known = {area.shape for area in record.areas}
    areas = [
        *record.areas,
        *(
            replace(area, strength=said.strength)
            for found in said.areas
            if (area := found.area).shape not in known
        ),
    ]
    if len(areas) > MAX_AREAS:
        st.session_state[_NOTICE] = f"At most {MAX_AREAS} areas can be marked. Remove one first."
        areas = list(record.areas)
    yes = tuple(dict.fromkeys([*record.yes, *said.dangers]))
    no = tuple(flag for flag in record.no if flag not in said.dangers)
    heard = tuple(dict.fromkeys([*record.heard, *said.asks]))
    change(replace(record, areas=tuple(areas), yes=yes, no=no, heard=heard))
    st.session_state[_READING] = said
    if said.unread and not any(unread.nearest for unread in said.unread):
        words = " and ".join(quoted(unread.text) for unread in said.unread)
        st.session_state[_NOTICE] = (
            f"Not understood: {words}. Check what was marked."
            if said.areas
            else f"No place is called {words}. Try other words, or tap the body."
        )
    elif not (said.areas or said.unread or said.dangers):
        st.session_state[_NOTICE] = "No place was found in these words. Try other words, or tap the body."


def last_reading() -> Reading | None:
    """What was read in the last words; None after something else was done."""
    reading: Reading | None = st.session_state.get(_READING)
    return reading


def settle(unclear: Unread | Choice | SideChoice | NotMarked, old: Area | None, new: Area) -> None:
    """Mark what was meant by words that were unclear, in the place of an area; what else is unclear stays."""
    reading = last_reading()
    replace_area(old, new)
    _keep_but(reading, unclear)


def let_go(doubt: Doubt, area: Area) -> None:
    """Take away an area that was not meant; what else is unclear stays."""
    reading = last_reading()
    set_areas([known for known in current().areas if known.shape != area.shape])
    _keep_but(reading, doubt)


def _keep_but(reading: Reading | None, settled: Unread | Choice | SideChoice | NotMarked | Doubt) -> None:
    if reading:
        st.session_state[_READING] = replace(
            reading,
            unread=tuple(one for one in reading.unread if one != settled),
            choices=tuple(one for one in reading.choices if one != settled),
            side_choices=tuple(one for one in reading.side_choices if one != settled),
            not_marked=tuple(one for one in reading.not_marked if one != settled),
            doubts=tuple(one for one in reading.doubts if one != settled),
        )


def heard_danger() -> bool:
    """Whether the last words spoke of a danger."""
    reading = last_reading()
    return bool(reading and reading.dangers)


def replace_area(old: Area | None, new: Area) -> None:
    """Mark an area in the place of another one, or as well when there is no other."""
    areas = current().areas
    kept = [area for area in areas if area.shape not in (new.shape, old.shape if old else None)]
    at = next((i for i, area in enumerate(areas) if old and area.shape == old.shape), len(kept))
    set_areas([*kept[:at], new, *kept[at:]])


def take_strokes() -> None:
    """Turn what was just drawn on the map into areas."""
    atlas = load_atlas()
    areas = list(current().areas)
    for drawn_on, strokes in painted(MAP).items():
        view = atlas.of_figure(drawn_on, skin_figure.current())
        mm_per_px = atlas.view(view).mm_per_px
        for drawn in strokes:
            way = dict.fromkeys((round(x * mm_per_px), round(y * mm_per_px)) for x, y in drawn.points)
            step = -(-len(way) // MAX_POINTS)
            stroke = Stroke(drawn.tool, view, round(drawn.radius_px * mm_per_px), tuple(way)[::step])
            areas = with_stroke(areas, stroke)
    clear_painted(MAP)
    set_areas(areas)


def with_stroke(areas: Sequence[Area], stroke: Stroke) -> list[Area]:
    """The areas after a stroke: it adds to the areas it touches, takes away from them, or is a new one."""
    atlas = load_atlas()
    on_skin = stroke_on_skin(atlas, stroke) > _TOUCH
    touched = [bool((on_skin & (area_weights(atlas, area) > _TOUCH)).any()) for area in areas]
    if stroke.tool == "erase":
        changed = [
            replace(area, strokes=(*area.strokes, stroke)) if hit else area
            for area, hit in zip(areas, touched, strict=True)
        ]
        return [area for area in changed if not is_empty(atlas, area)]
    new = Area(strokes=(stroke,))
    if not any(touched):
        return list(areas) if is_empty(atlas, new) else [*areas, new]
    first = touched.index(True)
    return [
        replace(area, strokes=(*area.strokes, stroke)) if i == first else area for i, area in enumerate(areas)
    ]


def answer(flag: str, is_yes: bool) -> None:
    """Keep the answer to one question."""
    record = current()
    yes = [known for known in record.yes if known != flag] + ([flag] if is_yes else [])
    change(replace(record, yes=tuple(yes), no=tuple(known for known in record.no if known != flag)))


def take_back(flags: Sequence[str]) -> None:
    """These signs are not true after all."""
    record = current()
    change(replace(record, yes=tuple(known for known in record.yes if known not in flags)))


def answer_none(asked: Sequence[str]) -> None:
    """None of these questions is true."""
    record = current()
    change(replace(record, no=tuple(dict.fromkeys([*record.no, *asked]))))


def ask_again(asked: Sequence[str]) -> None:
    """Forget that these questions were answered with no."""
    record = current()
    change(replace(record, no=tuple(known for known in record.no if known not in asked)))


def open_file(data: bytes) -> None:
    """Open a saved file; what was marked stays when the file cannot be read."""
    _forget_notices()
    try:
        change(from_json(data, load_atlas(), load_content()))
        _forget_view()
    except UnreadableRecordError as error:
        st.session_state[_FILE_NOTICE] = f"{error} Nothing you marked was lost."


def follow_link() -> None:
    """Open what the page's address holds, once for each address; the address stays as it is."""
    params = st.query_params.to_dict()
    asked = {name: params[name] for name in (LINK, "place", "side") if name in params}
    if not asked or asked == st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = asked
    _forget_view()
    if LINK in asked:
        try:
            change(from_link(asked[LINK], load_atlas(), load_content()))
        except UnreadableRecordError as error:
            st.session_state[_NOTICE] = f"{error} Nothing you marked was lost."
    elif asked.get("place") in load_content().places:
        side = asked.get("side")
        area = Area(asked["place"], side if side in ("right", "left") else "both")  # type: ignore[arg-type]
        if area.shape not in {known.shape for known in current().areas}:
            set_areas([*current().areas, area])
    st.rerun()  # what stands above the page, such as the alarm, has been drawn without it


def above_every_page() -> None:
    """Let the browser keep the record, and draw the alarm that the answers call for."""
    mirror()
    alarm.draw(load_content(), current().yes, take_back)


def has_begun() -> bool:
    """Whether something was marked or answered in this visit, even if it was taken away again."""
    return _RECORD in st.session_state


def mirror() -> None:
    """Let the browser keep the record and the link it began with, and take over what it has kept."""
    kept = {"link": _link(), "record": to_json(current()), "map": _map_choices()}
    keep(NAME, json.dumps(kept) if has_begun() else None, _take_kept)


def _map_choices() -> dict[str, str]:
    chosen = {key: st.session_state.get(key) for key in (TOOL, BRUSH, FRAME)}
    return {key: value for key, value in chosen.items() if isinstance(value, str)}


def forget_everything() -> None:
    """Forget all that was marked and answered: here, in the browser and in the page's address."""
    for key in (_RECORD, _HISTORY, _READING, _OFFERED, _NOTICE, _FILE_NOTICE, _FOLLOWED):
        st.session_state.pop(key, None)
    for name in (LINK, "place", "side", "step"):
        st.query_params.pop(name, None)
    forget(NAME)


def offered() -> PainRecord | None:
    """What another visit in this browser has left, to be taken up or not."""
    record: PainRecord | None = st.session_state.get(_OFFERED)
    return record


def take_offer(*, is_wanted: bool) -> None:
    """Go on with what is offered, or leave it."""
    record = st.session_state.pop(_OFFERED, None)
    if is_wanted and record:
        change(record)
        _forget_view()


def _forget_view() -> None:
    """Let the map turn to what is marked, which came from elsewhere."""
    st.session_state.pop(FRAME, None)


def _take_kept(found: Found) -> None:
    """Go on with what this tab left, or offer what another one did; what cannot be read is let go."""
    try:
        kept = json.loads(found.text)
        link, text, choices = kept["link"], kept["record"], kept.get("map")
        record = from_json(text, load_atlas(), load_content())
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return  # an unreadable record is a ValueError too
    if found.same_tab and isinstance(choices, dict):  # the map leaves out what it does not know
        for key in (TOOL, BRUSH, FRAME):
            if isinstance(choices.get(key), str):
                st.session_state[key] = choices[key]
    if record == PainRecord():
        return
    if not found.same_tab:
        st.session_state[_OFFERED] = record
    elif _link() is None:
        change(_together(record, current()))
    elif link == _link():  # the same link, loaded again: what was done since it was opened counts
        change(record)


def _together(before: PainRecord, now: PainRecord) -> PainRecord:
    """What was kept, and what was done before the browser could hand it over."""
    known = {area.shape for area in before.areas}
    areas = [*before.areas, *(area for area in now.areas if area.shape not in known)][:MAX_AREAS]
    yes = tuple(dict.fromkeys([*before.yes, *now.yes]))
    no = tuple(flag for flag in dict.fromkeys([*before.no, *now.no]) if flag not in yes)
    return PainRecord(tuple(areas), yes, no)


def _link() -> str | None:
    """The link that was opened in this visit, if any."""
    followed: dict[str, str] = st.session_state.get(_FOLLOWED, {})
    return json.dumps(followed, sort_keys=True) if followed else None
