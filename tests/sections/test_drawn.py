"""The section that a page keeps says and shows what one that is drawn anew does."""

import dataclasses

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.sections import svg
from triggerpoints.sections.cut import CutPlane
from triggerpoints.sections.path import trace
from triggerpoints.sections.scene import SectionOptions
from triggerpoints.ui.needle import drawn


def test_a_kept_section_is_the_one_that_is_drawn_for_the_same_plane_and_line():
    atlas, content = load_atlas(), load_content()
    point = content.muscles["infraspinatus"].trigger_points[0].position_mm
    path = trace(atlas, point, "infraspinatus")
    planes = [CutPlane(path.plane, (*point[:2], point[2] + off)) for off in (0.0, 9.0)]
    close, whole = SectionOptions(close_mm=75.0), SectionOptions()
    drawn.drawn_section.cache_clear()
    for plane in planes:
        for options in (close, whole):
            for asked in (path, dataclasses.replace(path, target=None)):
                kept = drawn.drawn_section(atlas, content, asked, plane, options, "Section")
                scene = drawn.scene_of(atlas, content, asked, plane, options, "Section")
                assert (kept.svg, kept.caption) == (svg.svg(scene), scene.caption)
    assert drawn.drawn_section.cache_info().hits == 0  # eight different pictures
    again = drawn.drawn_section(atlas, content, path, planes[1], close, "Section")
    assert drawn.drawn_section.cache_info().hits == 1
    assert "infraspinatus" in again.muscles
    assert {"muscle", "bone"} <= again.kinds
    assert len(again.structures) == len(drawn.section_of(atlas, planes[1]).regions)
