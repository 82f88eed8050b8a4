"""The strip of layers along a path: what comes after what, how thick, and where hazards come near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triggerpoints.sections import names, words
from triggerpoints.sections.scene import (
    EDGE,
    LINE,
    TARGET,
    Label,
    Line,
    Scene,
    Shape,
    fill,
    spread,
    text_width,
)

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.sections.path import Layer, NeedlePath

LINES = 24  # lines of text that the height has room for


def layer_name(content: Content, path: NeedlePath, layer: Layer) -> str:
    """Name of a layer; fat directly below the skin is told from fat between muscles."""
    if layer.structure.kind == "fat":
        under_skin = all(
            x.structure.kind in ("skin", "fat") for x in path.layers if x.start_mm <= layer.start_mm
        )
        return "Fat below the skin" if under_skin else "Fat and connective tissue"
    return names.short_name(content, layer.structure)


def strip_scene(content: Content, path: NeedlePath) -> Scene:
    """Draw the layers of a path as a column, depth downwards."""
    total = path.layers[-1].end_mm
    size = total / LINES
    wide = 4.2 * size
    inside: list[Shape | Line | Label] = []
    over: list[Shape | Line | Label] = []
    for layer in path.layers:
        s = layer.structure
        aimed = path.target is not None and s.muscle == path.target
        box = np.array(
            [
                (0, layer.start_mm),
                (wide, layer.start_mm),
                (wide, layer.end_mm),
                (0, layer.end_mm),
                (0, layer.start_mm),
            ],
            float,
        )
        title = f"{layer_name(content, path, layer)}, {layer.thickness_mm:.0f} mm"
        inside.append(
            Shape(
                (box,), TARGET if aimed else fill(s.kind, s.label, s.name), EDGE, 0.06 * size, title, s.kind
            )
        )
    widest = 0.0
    ys = spread([(x.start_mm + x.end_mm) / 2 for x in path.layers], 1.15 * size, 0.4 * size, total)
    for layer, y in zip(path.layers, ys, strict=True):
        aimed = path.target is not None and layer.structure.muscle == path.target
        middle = (layer.start_mm + layer.end_mm) / 2
        over.append(
            Line(
                ((wide, middle), (wide + 0.8 * size, y), (wide + 1.1 * size, y)), (120, 110, 108), 0.06 * size
            )
        )
        text = f"{layer_name(content, path, layer)}  {layer.thickness_mm:.0f} mm"
        over.append(
            Label(
                wide + 1.4 * size,
                y + 0.33 * size,
                text,
                0.92 * size,
                "start",
                TARGET if aimed else LINE,
                aimed,
                False,
            )
        )
        widest = max(widest, text_width(text, size) * (1.15 if aimed else 1.0))
    left = 2.4 * size
    for mm in range(0, int(total) + 1, 10):
        over.append(Line(((-0.4 * size, mm), (0.0, mm)), LINE, 0.08 * size))
        over.append(
            Label(-0.6 * size, mm + 0.3 * size, str(mm), 0.8 * size, "end", (90, 90, 94), False, False)
        )
    near = [(g, h) for g, h in words.nearest_groups(path, 5) if h.from_line_mm <= 25]
    if near:
        near.sort(key=lambda x: x[1].along_mm)
        texts = [f"{g} {words.distance(h.from_line_mm)} ▸" for g, h in near]
        texts = [t if len(t) < 40 else t[:36].rstrip() + "… ▸" for t in texts]
        for (_, h), y, text in zip(
            near, spread([h.along_mm for _, h in near], 1.15 * size, 0, total), texts, strict=True
        ):
            over.append(
                Line(
                    ((-2.5 * size, y), (0.0, min(h.along_mm, total))),
                    (150, 40, 40),
                    0.06 * size,
                    True,
                    "leader",
                )
            )
            over.append(
                Label(
                    -2.6 * size,
                    y + 0.3 * size,
                    text.replace(" ▸", ""),
                    0.85 * size,
                    "end",
                    (140, 20, 35),
                    False,
                    False,
                    "callout",
                )
            )
        left = 3.0 * size + max(text_width(t, 0.85 * size) for t in texts)
    right = wide + 1.6 * size + widest
    narrow = (-2.4 * size, 2.4 * size + right)  # hazards have their table; layers keep legible names
    frame = (-left, -0.9 * size, left + right, total + 2.2 * size)
    caption = "Layers from the skin inwards: " + ", ".join(
        f"{layer_name(content, path, x)} {x.thickness_mm:.0f} mm" for x in path.layers
    )
    return Scene(frame, (0.0, 0.0, wide, total), tuple(inside), tuple(over), caption, narrow_mm=narrow)
