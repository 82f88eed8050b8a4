"""Draw the sections of docs/sections/: neck, chest, abdomen, thigh and leg, and a strip of layers.

Usage: python -m tools.docs.sections

Run it again after the label volume or the drawing of sections has changed, and look at the pictures.
"""

from __future__ import annotations

from pathlib import Path

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.sections import png
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.path import trace
from triggerpoints.sections.scene import SectionOptions, section_scene
from triggerpoints.sections.strip import strip_scene

FOLDER = Path(__file__).parents[2] / "docs" / "sections"
SITES = {
    "neck": ("splenius-capitis", 0),
    "chest": ("rhomboids", 2),
    "abdomen": ("rectus-abdominis", 1),
    "thigh": ("vastus-intermedius", 1),
    "leg": ("soleus", 1),
}
"""Muscle and index of the trigger point whose section is drawn."""
STRIP = "chest"
WARNING = (
    "One reference body, in no particular position. Depth differs between people, with build, posture, "
    "breathing and the position of the arm. Anatomy to learn from; not for guiding a needle."
)


def main() -> None:
    """Write the pictures."""
    atlas, content = load_atlas(), load_content()
    for site, (id_, index) in SITES.items():
        muscle = content.muscles[id_]
        point = muscle.trigger_points[index]
        path = trace(atlas, point.position_mm, id_, plane="transverse")
        section = cut(atlas.volume, CutPlane("transverse", point.position_mm))
        note = f"{muscle.names.en}: {point.label}. {WARNING}"
        picture = png.png(
            section_scene(content, section, path, SectionOptions()),
            width_px=1300,
            notes=(note,),
            credit=atlas.credits,
        )
        picture.save(FOLDER / f"{site}.png", optimize=True)
        if site == STRIP:
            strip = png.png(strip_scene(content, path), width_px=900)
            strip.save(FOLDER / "strip.png", optimize=True)
    print(f"Wrote {len(SITES) + 1} pictures to {FOLDER.name}/.")


if __name__ == "__main__":
    main()
