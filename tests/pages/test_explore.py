"""Explore without a browser: what is said to whom, and what the map is asked to draw."""

import re

import pytest

from tests.pages.open_page import html, map_data, map_event, messages
from triggerpoints.content import load_content
from triggerpoints.content.reviews import NOT_REVIEWED, content_hash
from triggerpoints.ui.explore.card import SECTIONS
from triggerpoints.ui.html import words

CONTENT = load_content()
MUSCLES = list(CONTENT.muscles)


def text(app) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join([*bodies, *(m.value for m in app.markdown)])


def search(app, typed: str):
    """What the search box offers for some words."""
    app.text_input(key="muscle search").set_value(typed).run()
    assert not app.exception, app.exception[0].message
    return app.pills(key="found muscles")


def open_muscle(app, muscle: str):
    """Find a muscle by its name and choose it."""
    search(app, CONTENT.muscles[muscle].names.en).set_value(muscle).run()


def open_section(app, name: str):
    app.session_state["card section"] = name
    return app.run()


def test_the_first_visit_invites_to_choose_and_shows_the_front(visit):
    app = visit()
    assert "Choose a muscle" in text(app)
    assert map_data(app)["view"]["id"] == "front"
    assert map_data(app)["selected"] is None


def test_a_deep_link_selects_muscle_view_layer_side_and_words(visit):
    app = visit(muscle="soleus", view="back", layer="deep", side="left", audience="student")
    drawn = map_data(app)
    assert (drawn["selected"], drawn["view"]["id"], drawn["layer"], drawn["side"]) == (
        "soleus", "back", "deep", "left",
    )  # fmt: skip
    assert drawn["wording"] == "student"
    assert "Musculus soleus" in text(app)


def test_a_wrong_address_is_explained_and_survived(visit):
    app = visit(muscle="no-such-muscle", view="from-mars")
    said = messages(app, "warning")
    assert len(said) == 2
    assert "no-such-muscle" in said[0]
    assert map_data(app)["view"]["id"] == "front"


@pytest.mark.parametrize(
    ("typed", "first", "number"),
    [
        ("glute med", "Gluteus medius", 1),
        ("rotator cuff", "Supraspinatus", 4),
        ("femoral nerve", "Sartorius", 7),
    ],
)
def test_the_search_box_offers_what_is_meant_first_and_says_how_many(visit, typed, first, number):
    found = search(visit(audience="student"), typed)
    assert found.options[0] == first
    assert found.label.startswith(f"{number} muscle")


def test_patients_see_the_plain_name_of_what_was_found_first(visit):
    assert search(visit(), "rotator cuff").options[0].endswith("(Supraspinatus)")


def test_a_search_without_a_find_says_what_to_try(visit):
    app = visit()
    app.text_input(key="muscle search").set_value("<b>zzzz</b>").run()
    assert "No muscle is found by these words" in text(app)
    assert "zzzz" not in text(app)


def test_choosing_in_the_search_box_opens_the_card_and_the_address(visit):
    app = visit()
    open_muscle(app, "soleus")
    assert map_data(app)["selected"] == "soleus"
    assert app.query_params["muscle"] == "soleus"
    assert app.text_input(key="muscle search").value == ""


def test_view_and_layer_keep_the_selected_muscle(visit):
    app = visit(muscle="soleus")
    map_event(app, "show", view="left")
    map_event(app, "show", layer="skin")
    drawn = map_data(app)
    assert (drawn["selected"], drawn["view"]["id"], drawn["layer"]) == ("soleus", "left", "skin")


def test_a_quick_second_choice_keeps_the_first(visit):
    app = visit()
    open_muscle(app, "soleus")
    app.query_params.clear()  # the browser has not been told the new address yet
    map_event(app, "show", layer="skin")
    drawn = map_data(app)
    assert (drawn["selected"], drawn["layer"]) == ("soleus", "skin")
    assert (app.query_params["muscle"], app.query_params["layer"]) == ("soleus", "skin")


def test_back_adopts_the_address_even_after_a_choice(visit):
    app = visit(muscle="soleus")
    map_event(app, "show", layer="skin")
    app.query_params.pop("layer")
    assert map_data(app.run())["layer"] != "skin"


def test_back_undoes_the_choice_of_words(visit):
    app = visit(muscle="soleus")
    app.segmented_control(key="audience switch").set_value("student").run()
    app.query_params.pop("audience")
    assert map_data(app.run())["wording"] == "patient"
    assert "audience" not in app.query_params


def test_a_close_up_follows_the_side_and_leads_back_to_the_whole_body(visit):
    app = visit(muscle="infraspinatus")
    map_event(app, "show", view="hand-palm")
    assert map_data(app)["view"]["id"] == "hand-palm"
    map_event(app, "show", side="left")
    assert map_data(app)["view"]["id"] == "hand-palm-left"
    assert map_data(app)["view"]["title"] == "Left hand, palm side"
    assert map_data(app)["offer"]["id"] == "back"


def test_a_small_muscle_is_offered_a_close_up(visit):
    assert map_data(visit(muscle="quadratus-plantae", view="front"))["offer"]["id"] == "foot-sole"


@pytest.mark.parametrize("overlay", ["points", "essential", "spillover", "outlines"])
def test_an_overlay_can_be_switched_off(visit, overlay):
    app = visit(muscle="soleus")
    map_event(app, "show", **{overlay: False})
    shown = map_data(app)["show"]
    assert shown == {kind: kind != overlay for kind in ("points", "essential", "spillover", "outlines")}


def test_the_map_is_told_which_of_its_events_were_heard(visit):
    app = visit()
    map_event(app, "pick", id="soleus", side="right", x=1, y=1)
    assert map_data(app)["selected"] == "soleus"
    assert map_data(app)["heard"] == 1
    assert app.query_params["muscle"] == "soleus"


def test_the_list_by_region_is_a_twin_of_the_map(visit):
    app = visit()
    app.session_state["muscle list"] = True
    app.run()
    app.pills(key="muscles of leg").set_value("soleus").run()
    assert map_data(app)["selected"] == "soleus"
    map_event(app, "pick", id="popliteus", side="right", x=1, y=1)
    assert app.pills(key="muscles of leg").value == "popliteus"


def test_the_words_follow_the_audience(visit):
    app = visit(muscle="soleus")
    assert "Proximal attachment" not in text(app)
    app.segmented_control(key="audience switch").set_value("student").run()
    assert "Proximal attachment" in text(app)
    assert app.query_params["audience"] == "student"


def test_red_flags_stand_before_the_card(visit):
    body = text(visit(muscle="soleus"))
    assert body.index("Red flags") < body.index("What people notice")


def test_every_record_says_that_nobody_has_reviewed_it(visit):
    assert NOT_REVIEWED in text(visit(muscle="soleus"))


def test_the_consensus_that_no_place_is_fixed_stands_beside_the_map(visit):
    said = text(open_section(visit(muscle="soleus"), "Pain pattern"))
    assert "no one should expect it in one fixed place" in said


def test_studies_of_a_pattern_are_counted_for_patients_and_told_to_students(visit):
    said = text(open_section(visit(muscle="temporalis"), "Pain pattern"))
    assert "2 studies with 35 people looked at where this muscle sends pain" in said
    said = text(open_section(visit(muscle="temporalis", audience="student"), "Pain pattern"))
    assert "most often to the jaws. (20 people, salt water put into the muscle)" in said


def test_a_pattern_without_a_study_says_so(visit):
    unstudied = next(id_ for id_, muscle in CONTENT.muscles.items() if not muscle.pattern_studies)
    for muscle, is_said in ((unstudied, True), ("trapezius-upper", False)):
        said = text(open_section(visit(muscle=muscle), "Pain pattern"))
        assert ("No study of where this muscle sends pain was found" in said) == is_said


def test_a_mistake_can_be_reported_with_the_record_and_its_hash(visit):
    app = open_section(visit(muscle="soleus"), "Sources")
    assert content_hash(CONTENT.muscles["soleus"]) in " ".join(code.value for code in app.code)


def test_the_card_says_when_a_shape_was_modelled_or_divided(visit):
    assert words.MODELLED in text(visit(muscle="zygomaticus-major"))
    assert words.DIVIDED in text(visit(muscle="sternocleidomastoid-sternal"))
    assert words.MODELLED not in text(visit(muscle="soleus"))


def test_the_page_says_that_it_is_no_diagnosis(visit):
    assert "not a diagnosis" in text(visit())


def test_choosing_a_point_in_the_card_shows_it_alone_on_the_map(visit):
    app = open_section(visit(muscle="soleus"), "Pain pattern")
    point = CONTENT.muscles["soleus"].trigger_points[1].id
    app.pills(key="point choice").set_value(point).run()
    assert map_data(app)["point"] == point
    assert app.query_params["point"] == point


def test_sources_are_links(visit):
    body = text(open_section(visit(muscle="infraspinatus"), "Sources"))
    cited = {key for point in CONTENT.muscles["infraspinatus"].trigger_points for key in point.sources}
    with_doi = [CONTENT.sources[key].doi for key in cited if CONTENT.sources[key].doi]
    assert with_doi
    for doi in with_doi:
        assert f'href="https://doi.org/{doi}"' in body


@pytest.mark.parametrize("section", [name for name, _ in SECTIONS])
@pytest.mark.parametrize("audience", ["patient", "student"])
def test_every_section_of_some_muscles_draws(visit, section, audience):
    app = visit(audience=audience)
    open_section(app, section)
    for muscle in MUSCLES[:: max(1, len(MUSCLES) // 4)]:
        open_muscle(app, muscle)
        assert not app.exception, f"{muscle}: {app.exception[0].message}"


def test_patients_never_see_a_depth_in_numbers(visit):
    app = visit()
    open_section(app, "Needle depth")
    measured = [m.id for m in CONTENT.muscles.values() if m.needle_depth.measured]
    for muscle in [*measured[:5], "infraspinatus", "soleus"]:
        open_muscle(app, muscle)
        shown = re.sub(r"<style>.*?</style>|<[^>]*>", "", text(app), flags=re.DOTALL)
        assert not re.search(r"\d+(\.\d+)?\s*(mm|cm|millimet|centimet|inch)", shown), muscle


def test_students_read_one_line_of_danger_signs_that_opens_to_all_of_them(visit):
    signs = [html(visit(muscle="trapezius-upper", **asked)) for asked in ({}, {"audience": "student"})]
    assert "tp-flags-line" not in signs[0]
    assert (
        signs[1].index("Danger signs here") < signs[1].index('class="tp-flags"') < signs[1].index("Proximal")
    )


def test_a_figure_is_in_the_address_and_pictured_on_the_skin_alone(visit):
    app = visit(layer="skin", figure="woman")
    assert map_data(app)["zones_of"] == "woman-front"
    assert "figures/woman.front.webp" in map_data(app)["picture"]
    assert "figure=woman" in map_data(app)["index"]
    assert app.query_params["figure"] == "woman"
    assert "The muscles below, and the close-ups, are one man’s." in html(app)
    app = map_event(app, "show", layer="deep")
    assert map_data(app)["zones_of"] == "front" and "/front.deep.webp" in map_data(app)["picture"]


def test_a_wrong_figure_is_explained(visit):
    app = visit(figure="robot")
    assert "figure “robot”, which does not exist here" in " ".join(messages(app))
    assert "figure" not in app.query_params
