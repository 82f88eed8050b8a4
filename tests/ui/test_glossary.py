"""The glossary's marks: right words, once each, reachable by keyboard, and safe HTML."""

import re

import pytest

from triggerpoints.content import load_content
from triggerpoints.ui.html.glossary import marked


def words(html: str) -> list[str]:
    return re.findall(r'class="tp-term"[^>]*>([^<]+)<', html)


def test_a_word_is_marked_once_and_explained():
    html = marked("A trigger point can refer pain. This trigger point is tender.")
    assert words(html) == ["trigger point", "refer pain"]
    meaning = load_content().glossary["trigger-point"].plain
    assert f'aria-description="{meaning}"' in html
    assert html.count("<button type=") == 2


def test_the_longest_term_wins_and_parts_of_words_are_left_alone():
    assert words(marked("An active trigger point.")) == ["active trigger point"]
    assert words(marked("Knotted rope and from here")) == []


def test_short_forms_need_their_capitals():
    assert words(marked("Your ROM is fine. The word from has rom in it: rom.")) == ["ROM"]


def test_seen_words_are_not_marked_again():
    seen: set[str] = set()
    assert words(marked("A tendon.", seen)) == ["tendon"]
    assert words(marked("Two tendons.", seen)) == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script> tendon", 'a "quoted" & <b>tendon</b>'])
def test_markup_in_a_text_stays_text(text):
    html = marked(text)
    assert "<script" not in html and "<b>" not in html
    assert words(html) == ["tendon"]
