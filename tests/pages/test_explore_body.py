"""The turning body on Explore without a browser: one state with the map, and the way there and back."""

import pytest

from tests.pages.open_page import map_data, map_event, messages

LINK = "150,10,1800,-100,-80,1300"


def test_turning_begins_where_the_map_looks_and_is_in_the_address(visit):
    app = visit(muscle="soleus", view="back", layer="skin", side="left")
    next(button for button in app.button if button.label == "Turn the body").click().run()
    body = map_data(app)
    assert (body["opening"]["azimuth_deg"], body["opening"]["tilt_deg"]) == (180, 0)
    assert (body["selected"], body["layer"], body["side"]) == ("soleus", "skin", "left")
    assert app.query_params["turn"] == ",".join(map(str, body["camera"]))


def test_a_link_opens_the_very_same_look(visit):
    body = map_data(visit(muscle="infraspinatus", point="upper", side="left", turn=LINK, audience="student"))
    assert ",".join(map(str, body["camera"])) == LINK
    assert body["opening"] is None
    assert (body["selected"], body["side"], body["wording"]) == ("infraspinatus", "left", "student")
    assert body["pattern"] == {"muscle": "infraspinatus", "side": "left"}


@pytest.mark.parametrize("turn", ["front", "0,0,3000", "0,120,3000,0,0,900", "0,0,3000,0,0,99999"])
def test_a_wrong_turn_is_explained_and_the_map_map_data(visit, turn):
    app = visit(muscle="soleus", turn=turn)
    (said,) = messages(app, "warning")
    assert turn in said
    assert "The map is shown." in said
    assert map_data(app)["view"]


def test_a_tap_on_the_body_is_the_maps_click(visit):
    of_body, of_map = visit(turn=LINK), visit()
    for app in (of_body, of_map):
        map_event(app, "pick", id="soleus", side="left", x=0, y=0)
    assert of_body.query_params["muscle"] == of_map.query_params["muscle"] == "soleus"
    assert of_body.query_params["side"] == of_map.query_params["side"] == "left"
    assert of_body.query_params["turn"] == LINK


def test_points_layers_and_overlays_are_told_as_by_the_map(visit):
    app = visit(muscle="soleus", turn=LINK)
    map_event(app, "point", id="distal")
    map_event(app, "show", layer="skin", spillover=False)
    body = map_data(app)
    assert (body["point"], body["layer"], body["show"]["spillover"]) == ("distal", "skin", False)


def test_another_look_is_kept_in_the_address(visit):
    app = visit(muscle="soleus", turn=LINK)
    map_event(app, "turn", camera=[20, -10, 900, 0, -100, 400])
    assert app.query_params["turn"] == "20,-10,900,0,-100,400"


@pytest.mark.parametrize(
    "camera", [None, "1,2,3,4,5,6", [1, 2], [0, 200, 900, 0, 0, 0], [0.5] * 6, [True] * 6, [10**400] * 6]
)
def test_an_impossible_look_changes_nothing(visit, camera):
    app = visit(muscle="soleus", turn=LINK)
    map_event(app, "turn", camera=camera)
    assert app.query_params["turn"] == LINK


def test_the_map_comes_back_in_the_view_that_looks_the_same_way(visit):
    app = visit(muscle="soleus", view="front", turn=LINK)
    map_event(app, "leave", camera=[100, 20, 900, 0, -100, 400])
    assert map_data(app)["view"]["id"] == "left"
    assert "turn" not in app.query_params


def test_a_browser_that_cannot_draw_gets_the_map_and_one_sentence(visit):
    app = visit(muscle="soleus", view="back", turn=LINK)
    map_event(app, "leave", unable=True)
    assert map_data(app)["view"]["id"] == "back"
    assert [caption.value for caption in app.caption] == [
        "This browser cannot draw the body in 3D. The map shows the same from fixed sides."
    ]


def test_what_is_taken_off_is_in_the_address_and_a_link_brings_it_again(visit):
    app = visit(turn=LINK)
    off = {"hidden": ["soleus", "tibia.left"], "ghosted": [], "alone": "fibula", "vessels": True}
    map_event(app, "peel", **off)
    assert app.query_params["hidden"] == "soleus_tibia.left"
    assert map_data(app)["peel"] == off
    link = {name: app.query_params[name] for name in app.query_params}
    assert map_data(visit(**link))["peel"] == off


def test_kin_that_are_lit_together_are_in_the_address_and_a_link_brings_them_again(visit):
    app = visit(muscle="soleus", turn=LINK, audience="student")
    assert map_data(app)["together"] is None
    map_event(app, "show", together="tibial-nerve")
    assert app.query_params["kin"] == "tibial-nerve"
    link = {name: app.query_params[name] for name in app.query_params}
    body = map_data(visit(**link))
    assert body["together"] == "tibial-nerve"
    (lit,) = (kin for kin in body["kin"] if kin["id"] == "tibial-nerve")
    assert "tibialis-posterior" in lit["muscles"]
    map_event(app, "show", together=None)
    assert "kin" not in app.query_params


def test_another_muscle_has_other_kin(visit):
    app = visit(muscle="soleus", turn=LINK, audience="student", kin="tibial-nerve")
    map_event(app, "pick", id="soleus", side="left", x=0, y=0)
    assert map_data(app)["together"] == "tibial-nerve"
    map_event(app, "pick", id="tibialis-posterior", side="left", x=0, y=0)
    assert map_data(app)["together"] is None
    assert "kin" not in app.query_params


def test_patients_see_no_kin_and_the_link_keeps_them(visit):
    app = visit(muscle="soleus", turn=LINK, kin="tibial-nerve")
    assert (map_data(app)["kin"], map_data(app)["together"]) == ([], None)
    assert not messages(app, "warning")
    assert app.query_params["kin"] == "tibial-nerve"


@pytest.mark.parametrize("asked", [{"muscle": "soleus", "kin": "radial-nerve"}, {"kin": "tibial-nerve"}])
def test_kin_that_the_muscle_does_not_have_are_explained_and_none_are_lit(visit, asked):
    app = visit(turn=LINK, audience="student", **asked)
    (said,) = messages(app, "warning")
    assert asked["kin"] in said
    assert "No other muscle is lit up." in said
    assert map_data(app)["together"] is None


@pytest.mark.parametrize("together", ["radial-nerve", 3, ["tibial-nerve"]])
def test_impossible_kin_change_nothing(visit, together):
    app = visit(muscle="soleus", turn=LINK, audience="student", kin="tibial-nerve")
    map_event(app, "show", together=together)
    assert app.query_params["kin"] == "tibial-nerve"


def test_an_impossible_peel_changes_nothing(visit):
    app = visit(turn=LINK)
    map_event(app, "peel", hidden=["no-such-part"], ghosted=[], alone=None, vessels=False)
    assert "hidden" not in app.query_params


def test_a_link_with_an_unknown_part_is_explained_and_the_rest_is_shown(visit):
    app = visit(turn=LINK, hidden="soleus_no-such-part")
    (said,) = messages(app, "warning")
    assert "“no-such-part”" in said
    assert map_data(app)["peel"]["hidden"] == ["soleus"]


def test_the_map_has_nothing_taken_off_in_its_address(visit):
    app = visit(turn=LINK, hidden="soleus")
    map_event(app, "leave", camera=[100, 20, 900, 0, -100, 400])
    assert "hidden" not in app.query_params


def test_overlays_that_are_switched_off_are_in_the_address(visit):
    app = visit(muscle="soleus", turn=LINK)
    map_event(app, "show", points=False, spillover=False)
    assert app.query_params["without"] == "points_spillover"
    show = map_data(visit(muscle="soleus", turn=LINK, without="points_spillover"))["show"]
    assert (show["points"], show["essential"], show["spillover"]) == (False, True, False)
    assert messages(visit(without="hair"), "warning")
