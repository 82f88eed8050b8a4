"""The page that compares muscles: from its address, to each audience, without a muscle, with wrong ones."""

import re

from tests.pages.open_page import html, messages, open_page, text


def test_two_muscles_of_an_address_stand_in_a_table_with_heads_and_on_the_map():
    app = open_page("compare", muscles="supraspinatus,infraspinatus", audience="student")
    table = re.search(r'<table class="tp-compare">.*?</table>', html(app), re.DOTALL)[0]
    assert re.findall(r'<th scope="col">([A-Z][a-z]+)</th>', table)[:2] == ["Supraspinatus", "Infraspinatus"]
    assert '<th scope="row">Roots</th><td><strong>C5</strong><br><strong>C6</strong></td>' in table
    assert "Differs" in table and "Same" in table
    drawn = next(c.proto.json for c in app.get("bidi_component") if '"view"' in c.proto.json)
    assert '"supraspinatus": "moderate"' in drawn.replace('":"', '": "')


def test_patients_get_their_words_and_the_danger_signs_first():
    app = open_page("compare", muscles="supraspinatus,infraspinatus")
    assert "What it does" in text(app) and "Roots" not in text(app)
    assert text(app).index("Call your emergency number") < text(app).index("What it does")


def test_a_choice_goes_into_the_address():
    app = open_page("compare", muscles="soleus")
    assert "Choose two or three muscles" in messages(app, "info")[0]
    app.multiselect(key="compared muscles").set_value(["soleus", "gastrocnemius"]).run()
    assert app.query_params["muscles"] == ["soleus,gastrocnemius"] or "soleus" in str(
        app.query_params["muscles"]
    )
    assert "Gastrocnemius" in text(app)


def test_wrong_muscles_are_said_and_survived():
    app = open_page("compare", muscles="<b>x</b>,soleus,plantaris,popliteus,gracilis")
    said = messages(app, "warning")
    assert "does not exist here" in said[0] and "the first 3" in said[1]
    assert "<b>x</b>" not in html(app)


def test_the_compared_muscles_stand_in_the_turning_body_too():
    app = open_page("compare", muscles="supraspinatus,subscapularis", audience="student")
    next(button for button in app.button if button.label == "Turn the body").click().run()
    drawn = [c.proto.json for c in app.get("bidi_component") if '"camera"' in c.proto.json]
    assert len(drawn) == 1
    assert '"selected":"supraspinatus"' in drawn[0].replace(" ", "")
    assert "This comparison" in drawn[0]
    assert "Compared" in text(app)
