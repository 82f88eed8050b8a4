"""Lists of causes show the parts of one muscle in one row."""

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.rows import rows, whole_of
from triggerpoints.referral.search import find

CONTENT = load_content()
HITS = find([Area("front-of-shoulder", "right")], load_atlas(), CONTENT)


def test_parts_of_one_muscle_are_one_row_where_the_best_of_them_stands() -> None:
    listed = rows(HITS, CONTENT)
    chest = next(row for row in listed if row.first.muscle == "pectoralis-major-clavicular")
    assert {hit.muscle for hit in chest.others} == {"pectoralis-major-sternal", "pectoralis-major-costal"}
    assert sorted(hit.muscle for row in listed for hit in row.hits) == sorted(hit.muscle for hit in HITS)
    assert [row.first for row in listed] == [hit for hit in HITS if hit in {row.first for row in listed}]
    assert all(row.first.score >= other.score for row in listed for other in row.others)


def test_a_limit_counts_rows() -> None:
    assert rows(HITS, CONTENT, 3) == rows(HITS, CONTENT)[:3]


def test_muscles_that_sources_draw_as_one_count_as_one_and_neighbours_do_not() -> None:
    whole = whole_of(CONTENT)
    assert len({whole[f"scalenus-{part}"] for part in ("anterior", "medius", "posterior", "minimus")}) == 1
    assert len({whole["trapezius-upper"], whole["trapezius-lower"]}) == 1
    apart = ("gluteus-maximus", "gluteus-medius", "gluteus-minimus-anterior", "pectoralis-minor", "soleus")
    assert len({whole[muscle] for muscle in apart}) == len(apart)
    assert whole["pectoralis-minor"] != whole["pectoralis-major-sternal"]
