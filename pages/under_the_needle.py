"""Under the needle: the section through a point, and the layers along the line from the skin."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.sections import locator, strip, svg, words
from triggerpoints.sections.cut import ACROSS, CutPlane
from triggerpoints.sections.scene import SectionOptions
from triggerpoints.ui import messages
from triggerpoints.ui.components import section as drawn_section
from triggerpoints.ui.html import blocks
from triggerpoints.ui.needle import controls, drawn, in_body, panels, quiz, session
from triggerpoints.ui.server import map_files
from triggerpoints.ui.state import audience


@st.fragment  # a new plane draws this part alone; the browser leaves the navigation as it is
@messages.explained
def under_the_needle() -> None:
    """Choice, hazard, map, section and layers."""
    atlas, content = load_atlas(), load_content()
    problems = session.STATE.follow_address()
    state = session.current()

    title, words_for = st.columns([3, 1])
    title.title("Under the needle")
    with words_for:
        plain = audience.switch() == "patient"
    messages.say_all(problems)
    controls.choose_point(content, state)

    if plain:  # one picture without numbers: the straight line of an average build
        state = replace(state, angle=0, move_mm=0, build="average")
    here = session.site(atlas, content, state)
    try:
        path = panels.path_of(atlas, content, here, state.plane, state.angle, state.build)
    except ValueError as error:
        messages.say(str(error), "warning")
        return
    plane_kind = state.plane or path.plane
    moved = list(here.point_mm)
    moved[ACROSS[plane_kind]] += state.move_mm
    plane = CutPlane(plane_kind, (moved[0], moved[1], moved[2]))
    panels.headline(path, plain=plain)

    view = session.view(atlas, content, state, here)
    map_side, section_side = st.columns([1, 2.1], gap="large")
    with map_side:
        near = controls.map_controls(atlas, view)
        drawn_section.picture(
            locator.locator_svg(
                atlas, view, map_files.asset_url(atlas.views[view].pictures["superficial"]),
                plane, path, near=near,
            ),
            key="section map",
            card=False,
            on_pick=lambda x, y: session.pick_place(atlas, view, x, y),
        )  # fmt: skip
        st.html(blocks.note("Choose any other place on the body to look under it."))
        in_body.draw(atlas, content, plane, path, here.muscle, state.move_mm, plain=plain)
    with section_side:
        controls.plane_controls(state, plane_kind, plain=plain)
        options = SectionOptions(
            close_mm=panels.CLOSE_MM if state.close else None,
            numbers=not plain,
            plain=plain,
            off_mm=state.move_mm,
        )
        shown = (atlas, content, path, plane, options, f"{plane_kind.capitalize()} section. {here.label}")
        try:
            section = drawn.drawn_section(*shown)
        except ValueError as error:
            messages.say(str(error), "warning")
            return
        drawn_section.picture(section.svg, key="section picture", stamp=f"{plane} {state.angle}")
        if path.plane != plane_kind:
            cut = controls.PLAIN_PLANES[path.plane].lower() if plain else f"in the {path.plane} plane"
            st.html(blocks.note(f"The skin lies flat in this picture. The line is drawn {cut}."))
        panels.key_to_colours(content, section, path.target, plain=plain)
        notes = (section.caption.split(". Shown")[0] + ".", words.HONEST)
        name = f"{here.muscle or 'place'}-{plane_kind}"
        panels.downloads(lambda: drawn.scene_of(*shown), name, notes, atlas.credits)
        if not plain:
            panels.names_in_section(section)

    st.divider()
    if plain:
        panels.beneath(content, here.muscle, path)
    else:
        st.header("Along the line")
        st.html(Markup("<p>{}</p>").format(panels.target_words(content, path)))
        strip_side, words_side = st.columns([1, 1.1], gap="large")
        with strip_side:
            controls.path_controls(state, path)
            drawn_section.picture(svg.svg(strip.strip_scene(content, path)), key="section strip")
        with words_side:
            panels.layers(content, path)
            panels.hazards(path)
        panels.changes(
            lambda angle, build: panels.path_of(atlas, content, here, state.plane, angle, build),
            state,
        )
        panels.published(content, here.muscle, path)
        quiz.layers_quiz(atlas, content, here.muscle)
    session.STATE.show_in_address()


under_the_needle()
