"""The page 'Under the needle': hazard first, numbers for students only, and the address keeps it all."""

from functools import partial

import pytest

from tests.pages.open_page import html, messages, open_page
from triggerpoints.content import load_content
from triggerpoints.ui.needle import session
from triggerpoints.ui.needle.session import SectionState

visit = partial(open_page, "under_the_needle")


def test_the_hazard_stands_first():
    app = visit(muscle="rectus-abdominis", point="periumbilical", audience="student")
    assert 'class="tp-hazard on"' in html(app)
    assert "on this line" in html(app)
    assert "not for guiding a needle" in html(app)


def test_patients_see_what_lies_beneath_without_numbers():
    app = visit(muscle="rectus-abdominis", point="periumbilical")
    text = html(app) + " ".join(m.value for m in app.markdown)
    words = text.split("</style>")[-1]
    assert " mm" not in words
    assert "Never needle yourself" in words
    assert "Why training matters" in words
    assert not app.slider


def test_angle_and_build_change_the_numbers_and_stay_in_the_address():
    app = visit(muscle="infraspinatus", audience="student")
    before = html(app)
    app.slider(key="section angle slider").set_value(15).run()
    assert not app.exception
    assert html(app) != before
    assert app.query_params["angle"] == "15"
    app.segmented_control(key="section build").set_value("heavy").run()
    assert app.query_params["build"] == "heavy"


def test_choosing_another_muscle_puts_the_line_straight():
    app = visit(muscle="infraspinatus", angle="15", plane="sagittal", move="10", audience="student")
    app.selectbox(key="section muscle").set_value("soleus").run()
    assert not app.exception
    assert app.query_params["muscle"] == "soleus"
    assert not {"angle", "plane", "move"} & set(app.query_params)


@pytest.mark.parametrize("plane", ["transverse", "sagittal", "coronal"])
def test_every_plane_can_be_shown_and_moved(plane):
    app = visit(muscle="soleus", plane=plane, move="-12", frame="whole", audience="student")
    assert "Structures in this section" in app.expander[0].label


def test_a_place_of_the_map_can_be_shown():
    app = visit(place="-100,-120,640", audience="student")
    assert "Along the line" in [h.value for h in app.header]


def test_wrong_addresses_are_explained():
    app = visit(muscle="nonsense", angle="900", plane="oblique", place="here")
    texts = messages(app, "warning")
    assert len(texts) == 4
    assert all(text.endswith((".",)) for text in texts)


def stay(app):
    """What the frame of the pages says on every run after the first."""
    app.session_state["page is new"] = False
    return app


def test_a_quick_second_choice_keeps_the_first():
    app = stay(visit(muscle="soleus", audience="student"))
    before = dict(app.query_params)
    app.segmented_control(key="section plane").set_value("sagittal").run()
    app.query_params.clear()
    app.query_params.update(before)  # the browser has not been told the new address yet
    app.segmented_control(key="section build").set_value("slim").run()
    assert (app.query_params["plane"], app.query_params["build"]) == ("sagittal", "slim")


def test_back_undoes_the_choice_of_words():
    app = stay(visit(muscle="soleus"))
    app.segmented_control(key="audience switch").set_value("student").run()
    app.query_params.pop("audience")
    app.run()
    assert not app.slider and "audience" not in app.query_params


def test_a_place_outside_the_body_is_explained():
    app = visit(place="399,399,1899")
    assert "outside the body" in messages(app, "warning")[0]
    assert not app.exception


def test_an_endless_number_in_the_address_is_explained():
    app = visit(muscle="soleus", move="inf", angle="nan")
    assert len(messages(app, "warning")) == 2


def test_the_quiz_asks_for_layers_and_planes():
    app = visit(muscle="soleus", audience="student")
    app.session_state["section quiz"] = True
    app.run()
    for key in ("ask layers", "ask plane"):
        app.button(key=key).click().run()
        assert not app.exception
        assert app.session_state["section question"].card.muscle == "soleus", "the muscle on the page"


def test_the_address_is_read_as_it_was_written():
    content = load_content()
    state = SectionState(
        muscle="soleus", point="proximal", side="left", plane="coronal", move_mm=-7, angle=20, build="slim",
        close=False, view="back",
    )  # fmt: skip
    assert session.read(session.write(state), content) == (state, [])
    placed = SectionState(place=(-100.0, 20.5, 640.0))
    assert session.read(session.write(placed), content)[0].place == placed.place
