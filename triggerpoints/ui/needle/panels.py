"""Panels of the page 'Under the needle': headline, layers, hazards, comparisons, downloads."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.content.models.tissue_depth import BUILDS, Build
from triggerpoints.sections import names as sections_names
from triggerpoints.sections import png, strip, svg, words
from triggerpoints.sections.cut import PlaneKind
from triggerpoints.sections.path import HAZARD_KINDS, NeedlePath, trace
from triggerpoints.sections.report import assumed_cover
from triggerpoints.sections.scene import FILL, KEY_ORDER, TARGET, VEIN, Scene
from triggerpoints.ui.html import blocks
from triggerpoints.ui.needle.controls import BUILD_WORDS
from triggerpoints.ui.needle.drawn import DrawnSection
from triggerpoints.ui.needle.session import SectionState, Site

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

ANGLES = (-30, -15, 0, 15, 30)
CLOSE_MM = 75.0


@lru_cache(256)
def path_of(
    atlas: Atlas, content: Content, here: Site, plane: PlaneKind | None, angle: int, build: Build | None
) -> NeedlePath:
    """Path through a point, with the assumed skin and fat of a build."""
    return trace(
        atlas,
        here.point_mm,
        here.muscle,
        plane=plane,
        angle_deg=angle,
        cover=assumed_cover(content, here.muscle, build),
    )


def headline(path: NeedlePath, *, plain: bool) -> None:
    """The hazard first, then the words that keep it honest."""
    said = words.headline(path)
    first, honest = (said.patient, words.HONEST_PLAIN) if plain else (said.student, words.HONEST)
    st.html(
        Markup(
            '<section class="tp-hazard {}" role="status"><p class="first">{}</p>'
            '<p class="honest">{}</p></section>'
        ).format(said.level, first, honest)
    )


def layers(content: Content, path: NeedlePath) -> None:
    """Table of the layers in order."""
    rows = ""
    for layer in path.layers:
        kind = layer.structure.kind
        css = (
            "target"
            if path.target and layer.structure.muscle == path.target
            else "hazard"
            if kind in HAZARD_KINDS
            else ""
        )
        rows += Markup(
            '<tr class="{}"><td>{}</td>'
            "<td>{}</td>"
            '<td class="mm">{:.0f}</td>'
            '<td class="mm">{:.0f} to {:.0f}</td></tr>'
        ).format(
            css,
            strip.layer_name(content, path, layer),
            sections_names.KIND_WORDS.get(kind, kind),
            layer.thickness_mm,
            layer.start_mm,
            layer.end_mm,
        )
    st.html(
        Markup(
            '<table class="tp-layers"><caption class="tp-note">Layers from the skin inwards</caption>'
            '<thead><tr><th scope="col">Layer</th><th scope="col">Kind</th>'
            '<th scope="col" class="mm">Thick, mm</th>'
            '<th scope="col" class="mm">Depth, mm</th></tr></thead><tbody>{}</tbody></table>'
        ).format(rows)
    )


def target_words(content: Content, path: NeedlePath) -> str:
    """Where the muscle begins and ends, and what of that is assumed."""
    if path.target is None:
        return "No muscle of the list lies under this place."
    name = content.muscles[path.target].names.en
    if path.target_mm is None:
        return f"This line does not meet {name}; the point lies at {path.point_depth_mm:.0f} mm."
    own = path.model_cover_mm
    assumed = (
        f" Skin and fat are assumed; the reference body itself has {own:.0f} mm drawn there."
        if path.shift_mm
        else ""
    )
    begin, end = path.target_mm
    return f"{name} begins at {begin:.0f} mm and ends at {end:.0f} mm on this line.{assumed}"


def hazards(path: NeedlePath) -> None:
    """The nearest hazards with distance and direction."""
    near = words.nearest_groups(path)
    st.markdown("### Hazards within 40 mm")
    if not near:
        st.html(blocks.note("None is modeled there. Small nerves and vessels are not modeled."))
        return
    rows = Markup("").join(
        Markup('<tr><td>{}</td><td class="mm">{}</td><td>{}</td></tr>').format(
            group, words.distance(h.from_line_mm), words.direction(path, h)
        )
        for group, h in near
    )
    st.html(
        Markup(
            '<table class="tp-layers"><thead><tr><th scope="col">Structure</th>'
            '<th scope="col" class="mm">From the line</th>'
            '<th scope="col">Direction</th></tr></thead><tbody>{}</tbody></table>'
        ).format(rows)
    )


def changes(path_at: Callable[[int, Build], NeedlePath], state: SectionState) -> None:
    """What another angle and another build change."""
    st.markdown("### What changes")
    rows = ""
    for angle in ANGLES:
        try:
            path = path_at(angle, state.build)
        except ValueError:
            continue
        rows += _change_row(
            words.angle_words(angle, path.plane, around_bone=path.around_bone), path, angle == state.angle
        )
    for build in BUILDS:
        rows += _change_row(f"{BUILD_WORDS[build]} build", path_at(state.angle, build), build == state.build)
    st.html(
        Markup(
            '<table class="tp-layers"><thead><tr><th scope="col">If the line or the body is</th>'
            '<th scope="col" class="mm">Muscle, mm</th><th scope="col">First hazard or bone on the line</th>'
            '<th scope="col">Nearest hazard</th></tr></thead><tbody>{}</tbody></table>'
        ).format(rows)
    )


def _change_row(label: str, path: NeedlePath, now: bool) -> Markup:
    muscle = f"{path.target_mm[0]:.0f} to {path.target_mm[1]:.0f}" if path.target_mm else "not met"
    if path.met:
        first = f"{sections_names.hazard_group(path.met[0].structure)[0]} at {path.met[0].start_mm:.0f} mm"
    else:
        first = f"bone at {path.bone_mm:.0f} mm" if path.bone_mm is not None else "none"
    near = path.hazards[0] if path.hazards else None
    nearest = (
        f"{sections_names.hazard_group(near.structure)[0]}, {words.distance(near.from_line_mm)}"
        if near
        else "none"
    )
    return Markup('<tr{}><td>{}</td><td class="mm">{}</td><td>{}</td><td>{}</td></tr>').format(
        " class=target" if now else "", label, muscle, first, nearest
    )


def published(content: Content, muscle: str | None, path: NeedlePath) -> None:
    """Published measurements beside the model's own."""
    record = content.muscles.get(muscle or "")
    st.markdown("### Published measurements beside this body")
    if record is None or not record.needle_depth.measured:
        st.html(blocks.note("No published measurement for this muscle was read."))
    else:
        rows = Markup("").join(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                m.what, m.value, _cite(content, m.source)
            )
            for m in record.needle_depth.measured
        )
        st.html(
            Markup(
                '<table class="tp-layers"><thead><tr><th scope="col">What</th><th scope="col">Measured</th>'
                '<th scope="col">Source</th></tr></thead><tbody>{}</tbody></table>'
            ).format(rows)
        )
    st.html(blocks.note("This body, this line: " + "; ".join(model_facts(path)) + "."))
    tissue = content.tissue_depth.get(record.region) if record else None
    if tissue:
        cites = ", ".join(content.sources[s].cite for s in tissue.sources if s in content.sources) or "none"
        fat = tissue.fat_mm
        st.html(
            blocks.note(
                f"Assumed here: skin {tissue.skin_mm:g} mm; fat {fat.slim:g} (slim), "
                f"{fat.average:g} (average), {fat.heavy:g} mm (heavy). {tissue.basis} Sources: {cites}."
            )
        )


def _cite(content: Content, key: str) -> str:
    return content.sources[key].cite if key in content.sources else key


def model_facts(path: NeedlePath) -> list[str]:
    """What the model itself gives, in short pieces of text."""
    facts = [f"point at {path.point_depth_mm:.0f} mm"]
    if path.target_mm:
        facts.append(f"muscle from {path.target_mm[0]:.0f} to {path.target_mm[1]:.0f} mm")
    if path.bone_mm is not None:
        facts.append(f"skin to bone {path.bone_mm:.0f} mm")
    lung = next((x for x in path.met if x.structure.kind == "lung"), None)
    if lung:
        facts.append(f"skin to lung {lung.start_mm:.0f} mm")
    near = next((h for h in path.hazards if h.structure.kind == "lung"), None)
    if near and not lung:
        facts.append(f"lung {words.distance(near.from_line_mm)} from the line")
    return facts


def beneath(content: Content, muscle: str | None, path: NeedlePath) -> None:
    """For patients: what lies beneath and why training matters, without numbers."""
    names = [sections_names.plain_name(content, x.structure) for x in path.layers]
    order = [n for i, n in enumerate(names) if n not in names[:i]]
    st.markdown("## What lies beneath, from the skin inwards")
    st.html(
        Markup("<ol class='tp-list'>")
        + Markup("").join(Markup("<li>{}</li>").format(n) for n in order)
        + Markup("</ol>")
    )
    record = content.muscles.get(muscle or "")
    if record:
        st.html(Markup("<p>{}</p>").format(record.needle_depth.plain))
    st.markdown("## Why training matters")
    st.html(Markup("<p>{}</p>").format(words.WHY_TRAINING))


def key_to_colours(content: Content, section: DrawnSection, target: str | None, *, plain: bool) -> None:
    """Colours of the kinds that the section shows; first the muscle of the line, by its name."""
    kinds = section.kinds | {"skin", "fat"}
    items = Markup("")
    if target in section.muscles:
        names = content.muscles[target].names
        items += Markup('<li class="target"><span style="background: rgb{}"></span>{}</li>').format(
            TARGET, names.plain if plain else names.en
        )
    items += Markup("").join(
        Markup('<li><span style="background: rgb{}"></span>{}</li>').format(
            FILL[k], sections_names.KIND_WORDS[k]
        )
        for k in KEY_ORDER
        if k in kinds and k != "vessel"
    )
    if "vessel" in kinds:
        items += Markup('<li><span style="background: rgb{}"></span>Artery</li>').format(FILL["vessel"])
        items += Markup('<li><span style="background: rgb{}"></span>Vein</li>').format(VEIN)
    st.html(Markup('<ul class="tp-key" aria-label="Key to the colors">{}</ul>').format(items))


def names_in_section(section: DrawnSection) -> None:
    """All structures of the section as a list: the picture without the picture."""
    box = st.expander(
        f"Structures in this section ({len(section.structures)})", key="section names", on_change="rerun"
    )
    if box.open:
        box.html(blocks.bullets(sorted(set(section.structures))))


def downloads(scene_of: Callable[[], Scene], name: str, notes: tuple[str, ...], credit: str) -> None:
    """The section as PNG and SVG, with labels and credits, drawn when somebody saves it."""
    with st.popover("Save the picture", icon=":material/download:"):
        st.download_button(
            "SVG, sharp at any size",
            lambda: svg.svg(scene_of(), width_px=1400, notes=notes, credit=credit).encode(),
            file_name=f"{name}.svg",
            mime="image/svg+xml",
            on_click="ignore",
        )
        st.download_button(
            "PNG, for slides",
            lambda: _png(scene_of(), notes, credit),
            file_name=f"{name}.png",
            mime="image/png",
            on_click="ignore",
        )


def _png(scene: Scene, notes: tuple[str, ...], credit: str) -> bytes:
    out = io.BytesIO()
    png.png(scene, width_px=1800, notes=notes, credit=credit).save(out, "PNG")
    return out.getvalue()
