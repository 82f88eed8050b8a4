"""A muscle is asked for where it can be seen and clicked, in a frame that does not give it away."""

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map, question_frame, shown_path
from triggerpoints.figures.svg_path import rings

ATLAS, CONTENT = load_atlas(), load_content()


def test_nearly_all_muscles_can_be_asked_for():
    assert len(asked_on_map(ATLAS, CONTENT)) >= 150


def test_the_muscle_is_seen_inside_the_frame():
    for muscle in asked_on_map(ATLAS, CONTENT):
        frame = question_frame(ATLAS, CONTENT, muscle)
        assert frame is not None
        left, top, right, bottom = frame.box
        view = ATLAS.views[frame.view]
        assert 0 <= left < right <= view.width_px
        assert 0 <= top < bottom <= view.height_px
        for ring in rings(shown_path(ATLAS, frame.view, frame.layer, muscle)):
            assert left <= ring[:, 0].min() and ring[:, 0].max() <= right
            assert top <= ring[:, 1].min() and ring[:, 1].max() <= bottom


def test_muscles_of_a_region_share_their_frame():
    frames = [question_frame(ATLAS, CONTENT, muscle) for muscle in ("gastrocnemius", "soleus")]
    assert frames[0] and frames[1]
    same = {(frame.view, frame.layer) for frame in frames if frame}
    assert len(same) == len({frame.box for frame in frames if frame})
