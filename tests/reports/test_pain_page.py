"""The printed page: one page, survives black and white, advice on top, no name."""

import io
import re
from datetime import date

import numpy as np
import pytest
from fpdf import FPDF
from pypdf import PdfReader

from triggerpoints import resources
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.content.checks.readability import reading_grade
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import MAX_AREAS, PainRecord
from triggerpoints.referral.warnings import ADVICE, flags_for, regions_of
from triggerpoints.reports import picture
from triggerpoints.reports.lettering import FONT, add_font
from triggerpoints.reports.pain_page import pain_page
from triggerpoints.reports.paper import PAPERS
from triggerpoints.reports.picture import area_picture, part_of_body, views_for

ATLAS, CONTENT = load_atlas(), load_content()
AREAS = (
    Area("temple", "left", strength=7, duration="six-weeks"),
    Area("side-of-neck", "left", strength=4),
    Area("scapula", "right"),
)
DAY = date(2026, 3, 5)


def text_of(pdf: bytes) -> str:
    """All words of a document in the order they were written."""
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_one_page_of_the_paper_and_says_everything(paper: str) -> None:
    pdf = pain_page(ATLAS, CONTENT, PainRecord(AREAS), paper=paper, day=DAY)
    assert pdf.count(b"/Type /Page\n") == 1
    width, height = PAPERS[paper]
    assert f"/MediaBox [0 0 {width * 72 / 25.4:.2f} {height * 72 / 25.4:.2f}]".encode() in pdf
    said = text_of(pdf)
    assert "5 March 2026" in said
    assert "1. Temple, your left, strength 7 of 10, for up to six weeks" in said
    assert f"3. {CONTENT.places['scapula'].name}, your right" in said
    assert "Warning signs" not in said, "nothing was answered"
    assert "Notes" in said
    assert "Muscles known to send pain there" in said
    assert "What else it could be" in said
    assert "Questions to ask" in said
    assert "not a diagnosis" in said
    assert "%" not in said


@pytest.mark.parametrize(
    ("place", "flag_words"),
    [
        ("chest-pectoral", "chest pain"),
        ("lumbosacral", "numb between"),
        ("side-of-head", "very bad headache"),
        ("calf", "one calf"),
    ],
)
def test_a_sign_that_is_true_stands_on_top_with_its_advice(place: str, flag_words: str) -> None:
    flag = next(
        flag
        for flag in CONTENT.red_flags.values()
        if flag_words in flag.short.lower()
        and flag.level in ("emergency", "today")
        and "any" not in flag.regions
    )
    said = text_of(pain_page(ATLAS, CONTENT, PainRecord((Area(place, "left"),), yes=(flag.id,)), day=DAY))
    head = ADVICE[flag.level]
    head = head.upper() if flag.level == "emergency" else head
    assert said.index(head) < said.index("Where it hurts 1.")
    assert flag.advice[:40] in said
    assert said.index(head) < said.index("uscles known to send pain there")


def warnings_of(record: PainRecord) -> str:
    """The part of the page that lists the answers to the warning signs."""
    said = text_of(pain_page(ATLAS, CONTENT, record, day=DAY))
    return said[said.index("Warning signs") : said.index("Questions to ask")]


def test_every_answer_is_printed_once_as_it_was_given() -> None:
    area = Area("calf", "left")
    first, second, third = (f.id for f in flags_for(CONTENT, regions_of(ATLAS, CONTENT, [area]))[:3])
    record = PainRecord((area,), yes=(first,), no=(second,))
    said = text_of(pain_page(ATLAS, CONTENT, record, day=DAY))
    short = {flag: CONTENT.red_flags[flag].short[:30] for flag in (first, second, third)}
    assert said.index(f"YES: {short[first]}") < said.index("Where it hurts 1.")
    assert short[second] in warnings_of(record) and said.count(short[second]) == 1
    assert short[first] not in warnings_of(record)
    assert short[third] not in said


def test_a_sign_of_another_region_that_was_ticked_is_printed_too() -> None:
    area = Area("calf", "left")
    asked = flags_for(CONTENT, regions_of(ATLAS, CONTENT, [area]))
    other = next(flag for flag in CONTENT.red_flags.values() if flag not in asked)
    said = text_of(pain_page(ATLAS, CONTENT, PainRecord((area,), yes=(other.id,)), day=DAY))
    assert f"YES: {other.short[:30]}" in said
    assert "No:" not in said


def test_without_answers_nothing_is_printed_about_signs() -> None:
    said = text_of(pain_page(ATLAS, CONTENT, PainRecord((Area("calf", "left"),)), day=DAY))
    assert "Warning signs" not in said
    for flag in flags_for(CONTENT, regions_of(ATLAS, CONTENT, [Area("calf", "left")])):
        assert flag.short[:20] not in said


def test_many_areas_and_answers_still_fit_on_one_page() -> None:
    places = list(CONTENT.places)[:: len(CONTENT.places) // MAX_AREAS][:MAX_AREAS]
    areas = tuple(Area(place, "left", strength=10, duration="longer") for place in places)
    record = PainRecord(areas, yes=tuple(list(CONTENT.red_flags)[:4]))
    pdf = pain_page(ATLAS, CONTENT, record, paper="Letter", day=DAY)
    assert pdf.count(b"/Type /Page\n") == 1
    assert f"{MAX_AREAS}. " in text_of(pdf)


def test_marks_can_be_seen_without_colour() -> None:
    view = views_for(ATLAS, AREAS[:1], most=1)[0]
    box = part_of_body(ATLAS, [view], AREAS[:1])[view]
    marked, plain = (
        np.asarray(area_picture(ATLAS, CONTENT, areas, view=view, box=box).convert("L"), int)
        for areas in (AREAS[:1], ())
    )
    changed = np.abs(marked - plain)
    assert (changed > 60).sum() > 200


def test_the_views_show_every_area() -> None:
    assert views_for(ATLAS, [Area("scapula", "right"), Area("chest-pectoral", "left")]) == ["front", "back"]
    assert views_for(ATLAS, [Area("heel-plantar", "right")])


def test_nothing_marked_and_odd_paper_are_refused() -> None:
    with pytest.raises(ValueError, match="Mark where it hurts"):
        pain_page(ATLAS, CONTENT, PainRecord())
    with pytest.raises(ValueError, match="A4 or Letter"):
        pain_page(ATLAS, CONTENT, PainRecord(AREAS), paper="A5")


@pytest.mark.parametrize(
    "words", ["Müller’s “ß”, ž, Łódź, İzmir, ő, ș", "≥ 5 mm × 2 → α, β, Ω, 10°", "Жук, Αθήνα"]
)
def test_every_letter_prints_as_it_is_written(words: str) -> None:
    pdf = FPDF()
    add_font(pdf)
    pdf.add_page()
    for style in ("", "B"):
        pdf.set_font(FONT, style, 12)
        pdf.write(text=words)
        pdf.ln()
    assert text_of(bytes(pdf.output())).count(words) == 2


def test_the_names_of_the_data_have_their_letters_in_the_font() -> None:
    pdf = FPDF()
    add_font(pdf)
    letters = {c for file in resources.DATA.glob("*.yml") for c in file.read_text(encoding="utf-8")}
    for font in pdf.fonts.values():
        assert not {c for c in letters - set("\n\t") if ord(c) not in font.cmap}


EMERGENCIES = [flag for flag in CONTENT.red_flags.values() if flag.level == "emergency"]


def test_every_emergency_sign_stands_on_top_of_the_one_page() -> None:
    for flag in EMERGENCIES:
        pdf = pain_page(ATLAS, CONTENT, PainRecord((Area("heel", "left"),), yes=(flag.id,)), day=DAY)
        said = text_of(pdf)
        head = ADVICE["emergency"].upper()
        assert said.index(head) < said.index(flag.short) < said.index("Where it hurts 1."), flag.id
        assert flag.advice in said and pdf.count(b"/Type /Page\n") == 1, flag.id
        assert "For later, after you got help: muscles" in said, flag.id


PLACES = ("temple", "neck-bump", "scapula", "lumbar", "buttock", "groin", "knee", "calf", "heel", "thumb")


@pytest.mark.parametrize("place", PLACES)
def test_the_whole_page_speaks_plainly(place: str) -> None:
    area = Area(place, "left", strength=6, duration="longer")
    asked = tuple(flag.id for flag in flags_for(CONTENT, regions_of(ATLAS, CONTENT, [area]))[:6])
    said = text_of(pain_page(ATLAS, CONTENT, PainRecord((area,), no=asked), day=DAY))
    for term in ("published pattern", "essential", "spillover", "independent source", "TrP", "erve root"):
        assert term not in said, term
    assert not re.search(r"\b[CTLS]\d", said), "codes of nerve roots"
    names = {muscle.names.en for muscle in CONTENT.muscles.values()}
    plain = re.sub("|".join(re.escape(f"({name})") for name in names), "", said)  # beside the plain ones
    sentences = re.sub(r"; |\b\d\. ", ". ", plain)  # parts of a list are read one by one
    assert reading_grade([sentences]) <= 8


def test_as_many_boxes_are_dark_as_the_pain_is_strong() -> None:
    made = pain_page(ATLAS, CONTENT, PainRecord((Area("temple", "left", strength=3),)), day=DAY)
    drawn = PdfReader(io.BytesIO(made)).pages[0].get_contents().get_data().decode("latin-1")
    grey, dark = 0.0, []
    for value, box in re.findall(r"([\d.]+) g\n|(re B)\n", drawn):
        if box:
            dark.append(grey < 0.5)
        else:
            grey = float(value)
    assert dark == [True] * 3 + [False] * 7


@pytest.mark.parametrize("side", ["right", "left"])
def test_muscles_stand_on_the_side_that_hurts_and_urgent_others_are_called_so(side: str) -> None:
    said = text_of(pain_page(ATLAS, CONTENT, PainRecord((Area("calf", side),)), day=DAY))
    muscles = said.partition("known to send pain there")[2].partition("What else it could be")[0]
    other = "left" if side == "right" else "right"
    assert f", {side} (" in muscles
    assert f", {other} (" not in muscles
    assert "(needs care soon)" in said.partition("What else it could be")[2]


def test_marks_are_numbered_as_their_areas_are(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: list[int] = []
    monkeypatch.setattr(picture, "_number", lambda _, __, number, *___: numbers.append(number))
    areas = (Area("temple", "right"), Area("scapula", "right"), Area("forehead", "right"))
    area_picture(ATLAS, CONTENT, areas, view="front")
    assert numbers == [1, 3], "the shoulder blade is not to be seen from the front"
