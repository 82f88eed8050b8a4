"""Everything that a patient sees on a page reads easily, and without the field's terms, codes and planes."""

import re
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.open_page import html, open_page
from triggerpoints.content.checks.readability import count_words, reading_grade
from triggerpoints.ui.explore.card import SECTIONS
from triggerpoints.ui.find import way
from triggerpoints.ui.safety import parts as safety
from triggerpoints.ui.visit import parts as visit

HIGHEST_GRADE = 8.0
FEW_WORDS = 4  # a label of fewer words is no sentence
BLOCKS = {
    "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "td", "th", "div", "section", "article", "small",
    "summary", "figcaption", "caption", "tr", "ul",
}  # fmt: skip
FOLDED = ("tp-tip", "tp-basis", "tp-source")  # explanations and the sources' own words, behind a mark
JARGON = re.compile(
    r"\b(sagittal|coronal|transverse|planes?|TrP\d*|[CTLS]\d{1,2}|TA2|FMA|innervat\w+|proximal|distal|"
    r"musculus|contraindicat\w+|palpat\w+|published patterns? cover|independent sources?|humeral)\b"
)
PAGES = [
    ("home", {}),
    *(("find", {"step": step, "place": "lumbar", "side": "left"}) for step in (*way.STEPS[1:], way.ALL)),
    ("find", {"step": "fits", "place": "temple", "side": "right"}),
    ("find", {"step": "else", "place": "heel", "side": "right"}),
    ("explore", {}),
    ("techniques", {}),
    ("techniques", {"technique": "pressure-release"}),
    ("techniques", {"technique": "deep-dn"}),
    ("conditions", {}),
    ("conditions", {"condition": "tennis-elbow"}),
    ("conditions", {"condition": "sciatica"}),
    *(("safety", {"part": part}) for part in safety.PARTS if part != "hazards"),
    ("safety", {"region": "chest"}),
    *(("visit", {"part": part}) for part in visit.PARTS),
    ("under_the_needle", {"muscle": "soleus"}),
    ("about", {}),
]


class _Texts(HTMLParser):
    """The pieces of text that stand apart, without what is folded away."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = [""]
        self._inside: list[bool] = []  # of each open element, whether it is folded away

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in BLOCKS:
            self.said.append("")
        if names.get("alt"):
            self.said += [names["alt"] or "", ""]
        if tag not in ("img", "br", "path", "circle", "input"):
            classes = (names.get("class") or "").split()
            self._inside.append(any(self._inside[-1:]) or any(name in FOLDED for name in classes))

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside.pop()
        if tag in BLOCKS:
            self.said.append("")

    def handle_data(self, data: str) -> None:
        if not any(self._inside[-1:]):
            self.said[-1] += data


def texts(app: AppTest) -> list[str]:
    """All that can be read on a page, each piece once."""
    reader = _Texts()
    reader.feed(html(app))
    said = reader.said
    for kind in ("title", "header", "subheader", "markdown", "caption"):
        said += [line.strip("# *") for element in app.get(kind) for line in element.value.splitlines()]
    for kind in ("button", "checkbox", "selectbox", "text_input", "expander", "tab", "page_link"):
        for element in app.get(kind):
            label = getattr(element, "label", "") or getattr(getattr(element, "proto", None), "label", "")
            said.append(re.sub(r":material/\w+:|\*", "", label))
    said += [option for group in app.button_group for option in group.options]
    return list(dict.fromkeys(piece for text in said if (piece := " ".join(text.split()))))


def check(said: list[str], where: str) -> None:
    prose = [text for text in said if count_words(text) >= FEW_WORDS]
    hardest = sorted(prose, key=lambda text: reading_grade([text]))[-3:]
    assert reading_grade(prose) <= HIGHEST_GRADE, (where, hardest)
    assert not [text for text in said if JARGON.search(text)], where


@pytest.mark.parametrize(("page", "params"), PAGES, ids=lambda value: str(value))
def test_a_page_reads_easily_and_without_the_fields_terms(page: str, params: dict[str, str]) -> None:
    check(texts(open_page(page, **params)), f"{page} {params}")


def test_all_that_is_said_of_a_muscle_reads_easily() -> None:
    app = open_page("explore", muscle="trapezius-upper")
    for section, _ in SECTIONS:
        if section != "Sources":
            app.session_state["card section"] = section
            check(texts(app.run()), section)
