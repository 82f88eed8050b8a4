"""Sections and paths as a list of shapes, lines and texts in millimetres, for SVG and PNG alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from triggerpoints.figures import style
from triggerpoints.sections import names as sections_names
from triggerpoints.sections.cut import LETTERS, CutPlane, Region, Section

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.sections.path import NeedlePath

Colour = tuple[int, int, int]

FILL: dict[str, Colour] = {
    "skin": (226, 190, 160),
    "fat": (250, 236, 200),
    "muscle": (206, 120, 108),
    "bone": (238, 232, 216),
    "cartilage": (186, 212, 220),
    "connective": (222, 218, 204),
    "lung": (150, 190, 222),
    "canal": (240, 196, 64),
    "organ": (186, 150, 110),
    "cavity": (232, 206, 170),
    "airway": (120, 168, 190),
    "vessel": (190, 30, 45),
    "nerve": (250, 214, 30),
}
VEIN: Colour = (58, 92, 168)
TARGET: Colour = style.SELECTED
EDGE: Colour = (92, 62, 54)
EDGE_MM = 0.25
LINE: Colour = (20, 16, 18)
LETTER_WORDS = {"A": "Front", "P": "Back", "R": "Right", "L": "Left", "S": "Head", "I": "Feet"}
NARROW_LETTERS = 1 / 26  # of the width of a picture: 13 px on a phone of 390
KEY_ORDER = (
    "muscle",
    "bone",
    "vessel",
    "nerve",
    "lung",
    "canal",
    "organ",
    "cavity",
    "connective",
    "cartilage",
    "fat",
    "skin",
)


@dataclass(frozen=True)
class Shape:
    """A filled area; rings inside rings are holes. `title` names it on hover."""

    rings: tuple[np.ndarray, ...]
    fill: Colour
    edge: Colour | None = EDGE
    edge_mm: float = EDGE_MM
    title: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: Colour = LINE
    width_mm: float = 0.6
    dashed: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Label:
    """A text; `anchor` says which end stands at the place."""

    x_mm: float
    y_mm: float
    text: str
    size_mm: float
    anchor: Literal["start", "middle", "end"] = "middle"
    colour: Colour = LINE
    bold: bool = False
    halo: bool = True
    mark: str = ""


@dataclass(frozen=True)
class Scene:
    """A picture in millimetres.

    Attributes
    ----------
    frame_mm : tuple of 4 float
        Left, top, width, height.
    clip_mm : tuple of 4 float
        Part of the frame in which `inside` is shown.
    inside, over : tuple
        Drawn in order; `over` is not clipped.
    when_narrow : tuple
        Shown over the rest where the page has no room for the names beside the picture.
    narrow_mm : tuple of 2 float, optional
        Left and width of what is shown there; those of `clip_mm` without it.
    caption : str
        Says what the picture shows, for screen readers.
    """

    frame_mm: tuple[float, float, float, float]
    clip_mm: tuple[float, float, float, float]
    inside: tuple[Shape | Line | Label, ...]
    over: tuple[Shape | Line | Label, ...]
    caption: str
    when_narrow: tuple[Shape | Line | Label, ...] = ()
    narrow_mm: tuple[float, float] | None = None


@dataclass(frozen=True)
class SectionOptions:
    """How a section is drawn.

    Attributes
    ----------
    close_mm : float or None
        Half the width of a close-up about the point; the whole cut without it.
    labels, numbers : bool
        Names in and beside the picture; ruler and marks along the line.
    plain : bool
        Words for patients.
    off_mm : float
        How far the plane has been moved from the point; the line is dashed when it is not in the plane.
    hide_names : bool
        For quizzes: no names on hover either.
    """

    close_mm: float | None = None
    labels: bool = True
    numbers: bool = True
    plain: bool = False
    off_mm: float = 0.0
    hide_names: bool = False


def section_scene(
    content: Content, section: Section, path: NeedlePath | None, options: SectionOptions, title: str = ""
) -> Scene:
    """Draw a section, with the line of a path when it lies in a plane of the same kind."""
    section = _named_as_on_line(section, path)
    left, top, right, bottom = section.bounds_mm
    plane = section.plane
    if options.close_mm is not None:
        u, v = plane.project(np.array(plane.point_mm))
        r = options.close_mm
        left, right = _window(float(u), r, left, right)
        top, bottom = _window(float(v), r * 0.8, top, bottom)
    pad = max(4.0, 0.02 * (right - left))
    clip = (left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad)
    size = max(1.6, max(clip[2], clip[3] * 1.2) / 52)
    target = path.target if path else None
    inside: list[Shape | Line | Label] = [
        Shape(section.body, FILL["skin"], EDGE, 0.3, "" if options.hide_names else "Skin", "skin"),
        Shape(
            section.under_skin,
            FILL["fat"],
            None,
            0.0,
            "" if options.hide_names else "Fat and other soft tissue",
            "fat",
        ),
    ]
    inside += [
        _region_shape(content, region, target, options)
        for region in section.regions
        if _reaches(region.rings, clip)
    ]
    over: list[Shape | Line | Label] = []
    shown = [
        r
        for r in section.regions
        if _inside(r.anchor_mm, clip) and not sections_names.is_unclear(r.structure)
    ]
    margin = 0.0
    inside_names: list[Label] = []
    when_narrow: list[Shape | Line | Label] = []
    if options.labels:
        fitted, rest = _fitted(content, shown, size, target, options)
        called, margin = _callouts(content, rest, path, clip, size, target, options)
        inside += [item for item in called if isinstance(item, Line)]
        over += [item for item in called if isinstance(item, Label)]
        inside_names = fitted
        when_narrow = _target_named(content, section.regions, path, plane, clip, options)
    if path is not None and path.plane == plane.kind:
        inside += _line(path, plane, size, options)
    inside += inside_names
    over += _letters(plane, clip, size, options)
    over += _ruler(clip, size) if options.numbers else []
    frame = (
        clip[0] - margin,
        clip[1] - 1.6 * size,
        clip[2] + 2 * margin,
        clip[3] + (5.2 if options.numbers else 3.2) * size,
    )
    caption = title or f"{plane.kind.capitalize()} section"
    names = [sections_names.name(content, r.structure) for r in shown[:12]]
    if not options.hide_names:
        caption += ". Shown: " + ", ".join(dict.fromkeys(names))
    return Scene(frame, clip, tuple(inside), tuple(over), caption, tuple(when_narrow))


def _named_as_on_line(section: Section, path: NeedlePath | None) -> Section:
    """The section whose region at the point is muscle or tendon as the line has it, not as its middle is."""
    met = (
        next((x.structure for x in path.layers if x.structure.muscle == path.target), None) if path else None
    )
    mine = [r for r in section.regions if met and r.structure.muscle == met.muscle and r.rings]
    if path is None or met is None or not mine:
        return section
    here = section.plane.project(np.array(path.point_mm))
    at_point = min(mine, key=lambda r: min(float(np.hypot(*(ring - here).T).min()) for ring in r.rings))
    named = replace(at_point, structure=met)
    return replace(section, regions=tuple(named if r is at_point else r for r in section.regions))


def fill(structure_kind: str, label: int, structure_name: str) -> Colour:
    """Colour of a structure: by kind, veins apart from arteries, neighbouring muscles a little different."""
    base = FILL.get(structure_kind, FILL["organ"])
    if structure_name.startswith("hepatovenous segment"):
        return FILL["organ"]
    if structure_kind == "vessel" and (
        "vein" in structure_name or "vena" in structure_name or "sinus" in structure_name
    ):
        return VEIN
    if structure_kind in ("muscle", "organ"):
        shift = ((label * 37) % 7 - 3) * 7
        return (_byte(base[0] + shift), _byte(base[1] + shift), _byte(base[2] + shift))
    return base


def _byte(value: int) -> int:
    return max(0, min(255, value))


def _window(middle: float, half: float, low: float, high: float) -> tuple[float, float]:
    """A window about a middle that does not leave the body's bounds when it need not."""
    if high - low <= 2 * half:
        return low, high
    start = min(max(middle - half, low), high - 2 * half)
    return start, start + 2 * half


def _inside(at: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] < at[0] < box[0] + box[2] and box[1] < at[1] < box[1] + box[3]


def _reaches(rings: Sequence[np.ndarray], box: tuple[float, float, float, float]) -> bool:
    """Whether anything of a region or its edge may be seen in a box: all of it is drawn then."""
    low = np.min([ring.min(0) for ring in rings], 0) - EDGE_MM
    high = np.max([ring.max(0) for ring in rings], 0) + EDGE_MM
    return bool(
        low[0] <= box[0] + box[2] and high[0] >= box[0] and low[1] <= box[1] + box[3] and high[1] >= box[1]
    )


def _region_shape(content: Content, region: Region, target: str | None, options: SectionOptions) -> Shape:
    structure = region.structure
    aimed = target is not None and structure.muscle == target
    colour = TARGET if aimed else fill(structure.kind, structure.label, structure.name)
    title = ""
    if not options.hide_names:
        title = (
            sections_names.plain_name(content, structure)
            if options.plain
            else sections_names.with_side(content, structure, region.side)
        )
    return Shape(region.rings, colour, EDGE, EDGE_MM, title, "target" if aimed else structure.kind)


def _lettering(content: Content, region: Region, options: SectionOptions) -> str:
    if options.plain:
        return sections_names.plain_name(content, region.structure)
    return sections_names.short_name(content, region.structure)


def text_width(text: str, size_mm: float) -> float:
    """Estimated width of a text."""
    return 0.53 * size_mm * len(text)


def spread(at: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as a least gap between them allows; in the same order."""
    ys: list[float] = []
    for y in at:
        ys.append(max(y, ys[-1] + gap if ys else low))
    for n in range(len(ys) - 1, -1, -1):
        limit = ys[n + 1] - gap if n + 1 < len(ys) else max(high, low)
        ys[n] = min(ys[n], limit)
    return ys


def _wrapped(text: str) -> list[str]:
    """A text in two lines of about the same length."""
    words = text.split()
    if len(words) < 2:
        return [text]
    cuts = [(max(len(" ".join(words[:i])), len(" ".join(words[i:]))), i) for i in range(1, len(words))]
    i = min(cuts)[1]
    return [" ".join(words[:i]), " ".join(words[i:])]


def _fitted(
    content: Content, regions: Sequence[Region], size: float, target: str | None, options: SectionOptions
) -> tuple[list[Label], list[Region]]:
    """Labels that fit inside their regions, and the regions that found no room."""
    labels: list[Label] = []
    rest: list[Region] = []
    for region in regions:
        if target is not None and region.structure.muscle == target:
            rest.append(region)  # the line and the point would lie over its name
            continue
        text = _lettering(content, region, options)
        for scale, lines in ((1.0, [text]), (1.0, _wrapped(text)), (0.8, [text]), (0.8, _wrapped(text))):
            s = size * scale
            wide = max(text_width(line, s) for line in lines)
            if wide <= region.room_mm[0] and len(lines) * 1.15 * s <= region.room_mm[1]:
                x, y = region.anchor_mm
                first = y - (len(lines) - 1) * 0.58 * s + 0.35 * s
                labels += [Label(x, first + n * 1.15 * s, line, s) for n, line in enumerate(lines)]
                break
        else:
            rest.append(region)
    return labels, rest


def _callouts(
    content: Content,
    regions: Sequence[Region],
    path: NeedlePath | None,
    clip: tuple[float, float, float, float],
    size: float,
    target: str | None,
    options: SectionOptions,
) -> tuple[list[Line | Label], float]:
    """Names beside the picture, with lines to their regions; and the width they need."""
    on_path = {x.structure.label for x in path.layers} if path else set()
    grave = {"lung": 2, "canal": 2, "nerve": 3, "vessel": 4, "organ": 3, "cavity": 3}

    def weight(region: Region) -> tuple[int, float]:
        s = region.structure
        if target is not None and s.muscle == target:
            return 0, 0.0
        if s.label in on_path:
            return 1, -region.area_mm2
        return grave.get(s.kind, 4), -region.area_mm2

    room = max(4, int(clip[3] / (1.5 * size)))
    wanted: list[Region] = []
    seen: set[tuple[str, int]] = set()
    least = 12.0 if clip[2] < 200 else 30.0
    for region in sorted(regions, key=weight):
        key = (_lettering(content, region, options), region.side)
        if key not in seen and (region.area_mm2 >= least or weight(region)[0] < 2):
            seen.add(key)
            wanted.append(region)
    middle = clip[0] + clip[2] / 2
    out: list[Line | Label] = []
    widest = 0.0
    for side in (-1, 1):
        mine = [r for r in wanted if (r.anchor_mm[0] < middle) == (side < 0)][: min(9, room)]
        mine.sort(key=lambda r: r.anchor_mm[1])
        ys = spread([r.anchor_mm[1] for r in mine], 1.45 * size, clip[1] + size, clip[1] + clip[3] - size)
        edge = clip[0] if side < 0 else clip[0] + clip[2]
        for r, y in zip(mine, ys, strict=True):
            text = _lettering(content, r, options)
            text = text if len(text) <= 34 else text[:32].rstrip() + "…"
            aimed = target is not None and r.structure.muscle == target
            out.append(Line(((edge, y), r.anchor_mm), LINE, 0.07 * size, mark="leader"))
            out.append(
                Label(
                    edge + side * 0.5 * size,
                    y + 0.33 * size,
                    text,
                    size,
                    "end" if side < 0 else "start",
                    TARGET if aimed else LINE,
                    aimed,
                    mark="callout",
                )
            )
            widest = max(widest, text_width(text, size) * (1.12 if aimed else 1.0) + size)
    return out, widest


def _target_named(
    content: Content,
    regions: Sequence[Region],
    path: NeedlePath | None,
    plane: CutPlane,
    clip: tuple[float, float, float, float],
    options: SectionOptions,
) -> list[Shape | Line | Label]:
    """The target's name in a free corner with a line to it, for pages too narrow for names beside."""
    if path is None or path.target is None:
        return []
    here = plane.project(np.array(path.point_mm))

    def away(at: Sequence[float]) -> float:
        return float(np.hypot(*(np.array(at) - here)))

    mine = [r for r in regions if r.structure.muscle == path.target and not r.structure.tendon]
    seen = [r.anchor_mm for r in mine if _inside(r.anchor_mm, clip)]  # a close-up can leave it out
    edge = [(float(u), float(v)) for r in mine for ring in r.rings for u, v in ring if _inside((u, v), clip)]
    if not edge:
        return []
    end = min(seen or edge, key=away)
    size = clip[2] * NARROW_LETTERS
    names = content.muscles[path.target].names
    text = sections_names.without_brackets(names.plain if options.plain else names.en)
    lines = _wrapped(text) if text_width(text, size) > 0.4 * clip[2] else [text]
    wide = max(text_width(line, size) * 1.1 for line in lines) + size
    high = (1.2 * len(lines) + 0.4) * size
    left, top = clip[0] + 0.3 * size, clip[1] + 0.3 * size
    right, bottom = clip[0] + clip[2] - wide - 0.3 * size, clip[1] + clip[3] - high - 0.3 * size
    line_mm = np.array(path.direction) * np.linspace(-16, path.layers[-1].end_mm, 40)[:, None]
    kept_free = np.vstack([plane.project(line_mm + path.entry_mm), here, end])

    def crowded(corner: tuple[float, float]) -> tuple[int, float]:
        box = (corner[0] - size, corner[1] - size, wide + 2 * size, high + 2 * size)
        hidden = sum(_inside((float(u), float(v)), box) for u, v in kept_free)
        return hidden, float(np.hypot(corner[0] + wide / 2 - end[0], corner[1] + high / 2 - end[1]))

    x, y = min(((x, y) for x in (left, right) for y in (top, bottom)), key=crowded)
    ring = np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)])
    start = (
        min(max(end[0], x), x + wide),
        min(max(end[1], y), y + high),
    )
    return [
        Line((start, end), (255, 255, 255), 0.22 * size),
        Line((start, end), TARGET, 0.1 * size),
        Shape((ring,), (255, 255, 255), TARGET, 0.08 * size),
        *(
            Label(x + wide / 2, y + (1.1 + 1.2 * n) * size, line, size, "middle", TARGET, True, False)
            for n, line in enumerate(lines)
        ),
    ]


def _line(
    path: NeedlePath, plane: CutPlane, size: float, options: SectionOptions
) -> list[Shape | Line | Label]:
    """The line of the path, from outside the skin to its end, and the point."""
    entry = np.array(path.entry_mm)
    d = np.array(path.direction)
    # The picture shows the model's own skin, so depths are those of the model.
    end = path.layers[-1].end_mm - path.shift_mm if path.layers else 40.0
    at = plane.project(np.stack([entry - 16 * d, entry, entry + end * d, np.array(path.point_mm)]))
    dashed = abs(options.off_mm) > 1.0
    away, _, far, point = [(float(p[0]), float(p[1])) for p in at]
    wide = max(0.5, 0.2 * size)
    out: list[Shape | Line | Label] = [
        Line((away, far), (255, 255, 255), wide * 2.4, mark="casing"),
        Line((away, far), LINE, wide, dashed, "line"),
    ]
    if options.numbers and not dashed:
        side = np.array([-(at[2] - at[1])[1], (at[2] - at[1])[0]])
        side = side / (np.linalg.norm(side) or 1)
        for mm in range(10, int(end), 10):
            p = at[1] + mm * (at[2] - at[1]) / max(float(np.linalg.norm(at[2] - at[1])), 1e-6)
            a, b = p - side * 0.5 * size, p + side * 0.5 * size
            out.append(Line(((float(a[0]), float(a[1])), (float(b[0]), float(b[1]))), LINE, wide * 0.7))
    arm = 0.62 * size
    for colour, w in (((255, 255, 255), wide * 2.6), (LINE, wide * 1.2)):
        for slope in (1, -1):
            start = (point[0] - arm, point[1] - slope * arm)
            stop = (point[0] + arm, point[1] + slope * arm)
            out.append(Line((start, stop), colour, w, mark="point"))
    return out


def _letters(
    plane: CutPlane, clip: tuple[float, float, float, float], size: float, options: SectionOptions
) -> list[Label]:
    """Orientation letters at the middle of the four edges."""
    left, top, width, height = clip
    big = 1.3 * size
    middle = left + width / 2, top + height / 2 + 0.35 * big
    texts = [LETTER_WORDS[x] if options.plain else x for x in LETTERS[plane.kind]]
    at: tuple[tuple[float, float, Literal["start", "middle", "end"]], ...] = (
        (left + 0.4 * big, middle[1], "start"),
        (left + width - 0.4 * big, middle[1], "end"),
        (middle[0], top + 0.2 * big, "middle"),
        (middle[0], top + height + 0.7 * big, "middle"),
    )
    return [
        Label(x, y, text, big, anchor, (70, 70, 74), True)
        for (x, y, anchor), text in zip(at, texts, strict=True)
    ]


def _ruler(clip: tuple[float, float, float, float], size: float) -> list[Line | Label]:
    """A bar of a round length below the picture."""
    left, top, width, height = clip
    length = next((mm for mm in (100, 50, 20, 10) if mm <= width / 3), 5)
    y = top + height + 1.1 * size
    x = left + 0.5 * size
    tick = 0.4 * size
    return [
        Line(((x, y), (x + length, y)), LINE, 0.18 * size),
        Line(((x, y - tick), (x, y + tick)), LINE, 0.18 * size),
        Line(((x + length / 2, y - tick / 2), (x + length / 2, y + tick / 2)), LINE, 0.12 * size),
        Line(((x + length, y - tick), (x + length, y + tick)), LINE, 0.18 * size),
        Label(x + length / 2, y + 1.4 * size, f"{length} mm", size),
    ]
