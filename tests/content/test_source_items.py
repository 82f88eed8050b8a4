"""Every statement of the documents the content began with is kept, softened or corrected; none is lost."""

import re

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.models.source_item import Home, SourceItem, lost
from triggerpoints.content.reading.files import FILES

CONTENT = load_content()
PARTS = {file.field: getattr(CONTENT, file.field) for file in FILES}
CLAIM_IDS = [f"C{number}" for number in range(1, 34)]
EXPECTED = {
    "000": """
        D1 D2 D3 D4 D5 D6 M1 M2 M3a M3b M4 T1 T2 T3 T4 T5 T6 T11 COND-muscle-pain COND-muscle-tension
        COND-tension-headache COND-neck-pain COND-low-back-pain COND-shoulder-pain COND-sports-injury
        COND-plantar-fasciitis COND-tennis-elbow COND-frozen-shoulder COND-jaw-disorder COND-fibromyalgia
        COND-widespread-stiffness COND-spasm-cramp COND-chronic-pain COND-posture BEN-pain-relief
        BEN-mobility BEN-recovery BEN-cramps BEN-posture BEN-healing N1 SES-assessment SES-clean-needle
        SES-twitch SES-after S1 S2 S3 S4 S5 W4 ACU-model META-consultation META-page-furniture
    """,
    "001": """
        D1 D2 D3 D4 D5 M1 BEN-short-term BEN-long-term W2 W5 ACU-time REF-cleveland-clinic REF-gattie
        REF-boyles
    """,
    "002": """
        D1 D2 D3 D4 D5 M1 M2 T7 COND-quadriceps-tear BEN-sooner N2 N4 N7 N8 N10 SES-hygiene SES-insertion
        SES-pressure S6 S7 S8 W1 ACU-points CASE-rule CASE-surgery CASE-ultrasound META-shop
    """,
    "003": """
        D1 D2 D3 D4 M1 M2 M3 M4 M5 M6 M7 M8 T8 T9 T10 T11 COND-golfers-elbow COND-achilles COND-knee-pain
        COND-facet-joint COND-sciatica COND-radiculopathy COND-acute-pain BEN-activation N3 N11 X4 W6
        ACU-skin-deep META-author
    """,
    "004": """
        D1 D2 D3 D4 M1 M2 COND-ankle-sprain COND-carpal-tunnel COND-hip-leg-pain COND-muscle-strain
        COND-calf-tightness COND-impingement COND-tendonitis COND-osteoarthritis COND-age-tightness
        BEN-weeks N5 N6 N9 SES-once-per-muscle SES-length S9 X1 X2 X3 L1 W3
    """,
}


def expected_ids():
    return [f"{document}-{name}" for document, names in EXPECTED.items() for name in names.split()]


def test_the_list_holds_every_statement_once():
    assert sorted(CONTENT.source_items) == sorted(expected_ids())


@pytest.mark.parametrize("item", CONTENT.source_items.values(), ids=lambda item: item.id)
def test_no_statement_is_lost(item):
    assert not list(lost(item, PARTS))


def test_corrected_statements_live_in_a_correction():
    corrections = {"claims", "mechanisms", "harms", "conditions", "techniques", "needle_facts"}
    for item in CONTENT.source_items.values():
        if item.use == "correct":
            assert {home.part for home in item.homes} & corrections, item.id


def test_every_correction_is_there():
    assert sorted(CONTENT.claims, key=lambda id_: int(id_[1:])) == CLAIM_IDS


def test_wrong_claims_are_not_said_as_facts():
    wrong = re.compile(
        r"flush(es|ing)? out lactic|caused by lactic|build-up of lactic|only skin[- ]deep", re.I
    )
    said = [technique.what.plain for technique in CONTENT.techniques.values()]
    said += [condition.definition.plain for condition in CONTENT.conditions.values()]
    said += [step.plain for stage in CONTENT.visit_stages.values() for step in stage.steps]
    assert not [text for text in said if wrong.search(text)]


def test_a_lost_home_is_reported():
    item = SourceItem(
        id="000-D1", says="x", use="keep",
        homes=(Home(part="glossary", record="trigger-point", field="plain", words=("no such words",)),
               Home(part="glossary", record="no-such-term", words=("x",))),
    )  # fmt: skip
    said = list(lost(item, PARTS))
    assert "does not say 'no such words'" in said[0]
    assert "does not exist" in said[1]
