"""Pictures of sections and paths, and the words beside them."""

from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.atlas import small_body
from triggerpoints.atlas.volume import Structure
from triggerpoints.sections import names, png, svg, words
from triggerpoints.sections import strip as sections_strip
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.path import Cover, trace
from triggerpoints.sections.report import path_data, path_text
from triggerpoints.sections.scene import Label, SectionOptions, section_scene, text_width

LIMB = small_body.atlas()
NAMES = SimpleNamespace(en="Leg lifter (long part)", plain="Muscle that lifts the leg")
CONTENT = SimpleNamespace(muscles={"leg-lifter": SimpleNamespace(names=NAMES)})
BEHIND = (-80.0, 28.0, 50.0)
FRONT = (-80.0, -22.0, 50.0)
SVG = "{http://www.w3.org/2000/svg}"


def scene(options: SectionOptions = SectionOptions(), point=BEHIND):  # noqa: B008
    section = cut(LIMB.volume, CutPlane("transverse", point))
    return section_scene(CONTENT, section, trace(LIMB, point, "leg-lifter"), options)


def test_a_section_is_valid_svg_with_names_line_ruler_and_letters():
    root = ElementTree.fromstring(svg.svg(scene(), width_px=800, credit="Credits", notes=("Note",)))
    titles = {p.get("data-t") for p in root.iter(f"{SVG}path")} - {None}
    assert titles == {"Skin", "Fat and other soft tissue", "Leg lifter (long part)", "Shaft", "Long artery"}
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert {"A", "P", "R", "L", "20 mm", "Note", "Credits"} <= set(texts)
    assert any("Leg lifter" in text for text in texts)
    assert root.get("aria-label", "").startswith("Transverse section")


def test_patients_see_no_numbers_and_everyday_words():
    drawn = scene(SectionOptions(plain=True, numbers=False))
    texts = [item.text for item in (*drawn.inside, *drawn.over) if isinstance(item, Label)]
    assert not any(c.isdigit() for text in texts for c in text)
    assert {"Front", "Back", "Right", "Left"} <= set(texts)


def test_a_quiz_picture_gives_no_name_away():
    drawn = svg.svg(scene(SectionOptions(labels=False, hide_names=True)))
    assert "data-t" not in drawn
    assert "Leg lifter" not in drawn


def test_a_close_up_shows_the_surroundings_of_the_point_only():
    assert scene(SectionOptions(close_mm=20)).clip_mm[2] < 50 < scene().clip_mm[2]


def test_a_png_has_the_width_that_was_asked_for():
    picture = png.png(scene(), width_px=500, credit="Credits")
    assert picture.width == 500
    colours = np.asarray(picture).reshape(-1, 3)
    assert (np.abs(colours - np.array([0, 124, 137])).sum(1) < 12).mean() > 0.1, "the muscle is not drawn"


def test_the_strip_names_every_layer_with_its_thickness():
    path = trace(LIMB, FRONT, "leg-lifter", cover=Cover(2, 8))
    strip = sections_strip.strip_scene(CONTENT, path)
    texts = [i.text for i in strip.over if isinstance(i, Label)]
    assert [t for t in texts if "mm" in t][:4] == [
        "Skin  2 mm",
        "Fat below the skin  8 mm",
        "Leg lifter  20 mm",
        "Shaft  8 mm",
    ]


def test_the_names_of_the_strip_stay_on_a_narrow_page_and_are_larger_without_the_hazards():
    strip = sections_strip.strip_scene(CONTENT, trace(LIMB, BEHIND, "leg-lifter", cover=Cover(2, 8)))
    left, _, width, _ = map(float, ElementTree.fromstring(svg.svg(strip)).get("data-clip", "").split())
    layers = [i for i in strip.over if isinstance(i, Label) and i.mark != "callout" and i.anchor == "start"]
    for label in layers:
        assert left < label.x_mm
        assert label.x_mm + text_width(label.text, label.size_mm) < left + width
        assert label.size_mm * 350 / width >= 11, "too small for a phone of 390 px"
    called = any(i.mark == "callout" for i in scene().over if isinstance(i, Label))
    assert ("data-clip" in svg.svg(scene())) == called


@pytest.mark.parametrize("options", [SectionOptions(), SectionOptions(close_mm=20)])
@pytest.mark.parametrize("point", [BEHIND, FRONT])
def test_on_a_narrow_page_the_target_is_named_inside_the_picture(options, point):
    drawn = scene(options, point)
    left, top, width, height = drawn.clip_mm
    texts = [i for i in drawn.when_narrow if isinstance(i, Label)]
    assert " ".join(t.text for t in texts) == "Leg lifter"
    for t in texts:
        assert left < t.x_mm - t.size_mm < t.x_mm + t.size_mm < left + width
        assert top < t.y_mm - t.size_mm < t.y_mm < top + height
        assert t.size_mm * 350 / width >= 12, "too small for a phone of 390 px"
    group = ElementTree.fromstring(svg.svg(drawn)).find(f"{SVG}g[@class='when-narrow']")
    assert group is not None
    assert group.get("display") == "none"
    assert "when-narrow" not in svg.svg(drawn, width_px=800)
    assert not scene(SectionOptions(labels=False, hide_names=True), point).when_narrow


@pytest.mark.parametrize(
    ("point", "level", "begins"),
    [
        (BEHIND, "on", "Long artery on this line: 1"),
        ((-70.0, 26.0, 50.0), "near", "Long artery near this line: "),
        (FRONT, "clear", "Nearest hazard in this body: Long artery, "),
    ],
)
def test_the_headline_says_the_hazard_first(point, level, begins):
    said = words.headline(trace(LIMB, point, "leg-lifter"))
    assert said.level == level
    assert said.student.startswith(begins)
    assert not any(c.isdigit() for c in said.patient)


def test_directions_are_said_from_the_line():
    path = trace(LIMB, (-70.0, 26.0, 50.0), "leg-lifter")
    assert words.direction(path, path.hazards[0]).startswith("towards the side")
    assert words.angle_words(-15, "sagittal") == "tilted 15° towards the feet"


def test_collective_names_of_the_source_are_not_passed_on():
    vessel = Structure(9, "x", "set of calcaneal branches of posterior tibial artery", "vessel", None)
    assert names.name(CONTENT, vessel) == "Small artery"
    liver = Structure(9, "x", "hepatovenous segment viii", "vessel", None)
    assert names.hazard_group(liver) == ("Liver", "the liver")
    bowel = Structure(9, "x", "distal part of jejunum", "organ", None)
    assert names.hazard_group(bowel) == ("Bowel", "the bowel")


def test_a_report_has_the_same_numbers_for_people_and_programs():
    path = trace(LIMB, FRONT, "leg-lifter", cover=Cover(2, 8))
    data = path_data(CONTENT, path)
    assert [layer["id"] for layer in data["layers"]] == ["skin", "soft-tissue", "leg-lifter", "shaft"]
    assert data["muscle_mm"][0] == pytest.approx(10, abs=0.5)
    assert "not for guiding a needle" in path_text(CONTENT, path)
