"""The mark at a statement opens what it rests on, and a text to report a mistake with."""

import re
from html import unescape

from triggerpoints.content import load_content
from triggerpoints.content.reviews import content_hash, mistake_in
from triggerpoints.ui.html import known, words

CONTENT = load_content()
FLAG = CONTENT.red_flags["foot-drop"]


def test_the_mark_is_a_control_that_a_keyboard_opens_and_whose_name_is_the_status():
    shown = known.basis(CONTENT, FLAG, "patient")
    assert re.match(r'<details class="tp-note tp-basis"><summary>[^<]+</summary>', shown)
    assert f"<summary>{words.mark(FLAG)}</summary>" in shown


def test_it_tells_how_each_source_was_read_and_what_it_says():
    shown = unescape(known.basis(CONTENT, FLAG, "student"))
    for key in FLAG.sources:
        source = CONTENT.sources[key]
        assert source.cite in shown
        assert words.SOURCE_STATUS[source.read] in shown
        assert source.says in shown and source.where in shown


def test_it_names_the_parts_for_which_no_source_was_found():
    in_part = FLAG.model_copy(update={"unsourced": ("how many days", "how soon")})
    shown = unescape(known.basis(CONTENT, in_part, "patient"))
    assert words.UNSOURCED in shown
    assert all(part in shown for part in in_part.unsourced)


def test_sources_of_teaching_are_called_related_only():
    taught = next(m.self_care for m in CONTENT.muscles.values() if m.self_care.sources)
    assert taught.status == "teaching"
    assert words.RELATED in known.basis(CONTENT, taught, "patient")


def test_the_report_names_record_statement_and_hash():
    symptoms = CONTENT.muscles["infraspinatus"].symptoms
    report = mistake_in(symptoms, "muscles, infraspinatus")
    assert report.startswith("Mistake in muscles, infraspinatus, symptoms")
    assert content_hash(symptoms) in report and symptoms.plain[0] in report
    shown = unescape(known.basis(CONTENT, symptoms, "patient", "muscles, infraspinatus"))
    assert report in shown and 'aria-label="Text to copy"' in shown


def test_hostile_words_are_escaped_everywhere():
    hostile = FLAG.model_copy(update={"short": "<img src=x>", "unsourced": ("<b>part</b>",)})
    shown = known.basis(CONTENT, hostile, "student", of="<script>")
    assert "<img" not in shown and "<b>part" not in shown and "<script>" not in shown


def test_a_list_of_signs_has_one_mark():
    signs = CONTENT.conditions["neck-pain"].red_flags
    shown = known.listed(CONTENT, [(sign.plain, sign) for sign in signs], "patient")
    assert shown.count('class="tp-note tp-basis"') == 1
    assert not known.listed(CONTENT, [], "patient")


def test_patients_get_no_rates_and_no_depths_in_the_mark():
    depth = CONTENT.muscles["trapezius-upper"].needle_depth
    assert "mm" in known.basis(CONTENT, depth, "student")
    assert not re.search(r"\d\s*mm", known.basis(CONTENT, depth, "patient"))
