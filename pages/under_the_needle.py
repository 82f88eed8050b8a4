"""Under the needle: the section through a point, and the layers along the line from the skin."""

from dataclasses import replace

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.section import ACROSS, CutPlane
from triggerpoints.content import load_content
from triggerpoints.figures import section_locator, section_strip, section_svg, section_words
from triggerpoints.figures.section_scene import SectionOptions, section_scene
from triggerpoints.ui import (
    audience,
    blocks,
    section_controls,
    section_panels,
    section_quiz,
    section_session,
    section_view,
    serving,
)


@st.fragment  # a new plane draws this part alone; the browser leaves the navigation as it is
def under_the_needle() -> None:
    """Choice, hazard, map, section and layers."""
    atlas, content = load_atlas(), load_content()
    problems = section_session.follow_address(content)
    state = section_session.current()

    title, words_for = st.columns([3, 1])
    title.title("Under the needle")
    with words_for:
        plain = audience.switch() == "patient"
    for problem in problems:
        st.warning(problem)
    section_controls.choose_point(content, state)

    if plain:  # one picture without numbers: the straight line of an average build
        state = replace(state, angle=0, move_mm=0, build="average")
    here = section_session.site(atlas, content, state)
    try:
        path = section_panels.path_of(atlas, content, here, state.plane, state.angle, state.build)
    except ValueError as error:
        st.warning(str(error))
        return
    plane_kind = state.plane or path.plane
    moved = list(here.point_mm)
    moved[ACROSS[plane_kind]] += state.move_mm
    plane = CutPlane(plane_kind, (moved[0], moved[1], moved[2]))
    section_panels.headline(path, plain=plain)

    view = section_session.view(atlas, content, state, here)
    map_side, section_side = st.columns([1, 2.1], gap="large")
    with map_side:
        near = section_controls.map_controls(atlas, view)
        section_view.picture(
            section_locator.locator_svg(
                atlas, view, serving.url("bodymaps", atlas.views[view].pictures["superficial"]),
                plane, path, near=near,
            ),
            key="section map",
            card=False,
            on_pick=lambda x, y: section_session.pick_place(atlas, view, x, y),
        )  # fmt: skip
        st.html(blocks.note("Choose any other place on the body to look under it."))
    with section_side:
        section_controls.plane_controls(state, plane_kind, plain=plain)
        try:
            section = section_panels.section_of(atlas, plane)
        except ValueError as error:
            st.warning(str(error))
            return
        options = SectionOptions(
            close_mm=section_panels.CLOSE_MM if state.close else None,
            numbers=not plain,
            plain=plain,
            off_mm=state.move_mm,
        )
        scene = section_scene(
            content, section, path, options, f"{plane_kind.capitalize()} section. {here.label}"
        )
        section_view.picture(section_svg.svg(scene), key="section picture", stamp=f"{plane} {state.angle}")
        if path.plane != plane_kind:
            st.html(
                blocks.note(f"The skin lies flat in this plane. The line runs in the {path.plane} plane.")
            )
        section_panels.key_to_colours(section)
        notes = (scene.caption.split(". Shown")[0] + ".", section_words.HONEST)
        section_panels.downloads(scene, f"{here.muscle or 'place'}-{plane_kind}", notes, atlas.credits)
        if not plain:
            section_panels.names_in_section(content, section)

    st.divider()
    if plain:
        section_panels.beneath(content, here.muscle, path)
    else:
        st.header("Along the line")
        st.write(section_panels.target_words(content, path))
        strip_side, words_side = st.columns([1, 1.1], gap="large")
        with strip_side:
            section_controls.path_controls(state, path)
            section_view.picture(
                section_svg.svg(section_strip.strip_scene(content, path)), key="section strip"
            )
        with words_side:
            section_panels.layers(content, path)
            section_panels.hazards(path)
        section_panels.changes(
            lambda angle, build: section_panels.path_of(atlas, content, here, state.plane, angle, build),
            state,
        )
        section_panels.published(content, here.muscle, path)
        section_quiz.draw(atlas, content)
    section_session.show_in_address()


under_the_needle()
