"""A path as plain data and as text, for the command line and for exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triggerpoints.sections import strip, words
from triggerpoints.sections.path import Cover

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.content.models.tissue_depth import Build
    from triggerpoints.sections.path import NeedlePath


def assumed_cover(content: Content, muscle: str | None, build: Build | None) -> Cover | None:
    """Assumed skin and fat over a muscle; None where nothing is assumed."""
    record = content.muscles.get(muscle or "")
    tissue = content.tissue_depth.get(record.region) if record else None
    if tissue is None or build is None:
        return None
    return Cover(tissue.skin_mm, getattr(tissue.fat_mm, build))


def path_data(content: Content, path: NeedlePath) -> dict[str, Any]:
    """A path as JSON-ready data; lengths in mm, rounded to half a millimetre."""
    said = words.headline(path)
    return {
        "headline": {"level": said.level, "text": said.student},
        "plane": path.plane,
        "angle_deg": path.angle_deg,
        "point_mm": [round(v, 1) for v in path.point_mm],
        "entry_mm": [round(v, 1) for v in path.entry_mm],
        "direction": [round(v, 3) for v in path.direction],
        "point_depth_mm": _half(path.point_depth_mm),
        "muscle": path.target,
        "muscle_mm": [_half(v) for v in path.target_mm] if path.target_mm else None,
        "bone_mm": None if path.bone_mm is None else _half(path.bone_mm),
        "model_skin_and_fat_mm": _half(path.model_cover_mm),
        "assumed_shift_mm": _half(path.shift_mm),
        "layers": [
            {
                "name": strip.layer_name(content, path, layer),
                "id": layer.structure.id,
                "kind": layer.structure.kind,
                "muscle": layer.structure.muscle,
                "start_mm": _half(layer.start_mm),
                "end_mm": _half(layer.end_mm),
                "thickness_mm": _half(layer.thickness_mm),
            }
            for layer in path.layers
        ],
        "hazards": [
            {
                "name": group,
                "id": hazard.structure.id,
                "kind": hazard.structure.kind,
                "from_line_mm": _half(hazard.from_line_mm),
                "from_point_mm": _half(hazard.from_point_mm),
                "direction": words.direction(path, hazard),
            }
            for group, hazard in words.nearest_groups(path)
        ],
        "note": words.HONEST,
    }


def path_text(content: Content, path: NeedlePath) -> str:
    """A path for people to read."""
    lines = [words.headline(path).student]
    angle = words.angle_words(path.angle_deg, path.plane, around_bone=path.around_bone)
    lines.append(f"Line in the {path.plane} plane, {angle}.")
    for layer in path.layers:
        name = strip.layer_name(content, path, layer)
        sign = " <" if path.target and layer.structure.muscle == path.target else ""
        lines.append(
            f"  {layer.start_mm:5.0f} to {layer.end_mm:3.0f} mm  {name} ({layer.structure.kind}){sign}"
        )
    for group, hazard in words.nearest_groups(path):
        where = words.direction(path, hazard)
        lines.append(f"  near: {group}, {words.distance(hazard.from_line_mm)} {where}")
    lines.append(words.HONEST)
    return "\n".join(lines)


def _half(mm: float) -> float:
    return round(mm * 2) / 2
