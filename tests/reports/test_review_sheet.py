"""A clinician's review: the sheet, the filled table, and what pages say of it later."""

import csv
import io
from dataclasses import replace

import pytest

from triggerpoints import load_content
from triggerpoints.cli import main
from triggerpoints.content import Content
from triggerpoints.content.checks.check import check
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import read_content
from triggerpoints.content.reviews import (
    COLUMNS,
    UnreadableSheetError,
    by_risk,
    content_hash,
    number_reviewed,
    read_sheet,
    review_state,
)
from triggerpoints.reports.review_sheet import sheet_csv, sheet_pdf, sheets

CONTENT = load_content()


def filled(muscle="infraspinatus", **changes):
    """The table of a muscle's sheet, agreed to by an invented reviewer of a test."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in csv.DictReader(io.StringIO(sheet_csv(sheets(CONTENT, [muscle])))):
        said = {"verdict": "agree", "reviewer": "Test", "profession": "Tester", "date": "2026-01-31"}
        writer.writerow({**row, **said, **changes})
    return out.getvalue()


def folder_with_copy(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA_FOLDER.glob("*.yml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_sheet_of_a_muscle_holds_every_statement_with_its_sources():
    muscle, hazard = sheets(CONTENT, ["infraspinatus"])
    record = CONTENT.muscles["infraspinatus"]
    said = "\n".join(line for item in muscle.items for line in item.lines)
    assert record.anatomy.nerve in said
    for point in record.trigger_points:
        assert point.where.student in said
    for link in record.techniques:
        assert link.reason in said
    assert record.needle_depth.plain in said and record.self_care.stop in said
    assert "[travell-v1]" in "".join(item.basis for item in muscle.items)
    assert CONTENT.hazards["infraspinatus"].plain in "".join(hazard.items[0].lines)
    assert sheet_pdf([muscle, hazard]).startswith(b"%PDF")


def test_a_sheet_of_every_muscle_can_be_printed():
    assert len(sheet_pdf(sheets(CONTENT, list(CONTENT.muscles)[:20]))) > 10_000


def test_the_riskiest_muscles_come_first():
    order = by_risk(CONTENT)
    assert sorted(order) == sorted(CONTENT.muscles)
    rank = {muscle: number for number, muscle in enumerate(order)}
    for risky, safe in (("rhomboids", "tibialis-anterior"), ("scalenus-medius", "gastrocnemius")):
        assert rank[risky] < rank[safe]
    lung = [CONTENT.hazards[name].muscle_ids for name in ("pectorals", "rhomboids", "thoracic-erectors")]
    assert all(rank[muscle] < 40 for muscles in lung for muscle in muscles)


def test_nobody_is_said_to_have_reviewed_anything_before_the_file_says_so():
    assert number_reviewed(CONTENT) <= len(CONTENT.reviews)
    assert review_state(CONTENT, "muscles", "soleus").said == "Not reviewed by a clinician yet"


def test_a_filled_sheet_gives_a_badge_and_a_change_takes_it_away(tmp_path):
    folder = folder_with_copy(tmp_path)
    (tmp_path / "filled.csv").write_text(filled(), encoding="utf-8")
    assert main(["review", "import", str(tmp_path / "filled.csv"), "--data", str(folder)]) == 0
    assert not check(folder).errors
    content = Content(**read_content(folder).parts)
    state = review_state(content, "muscles", "infraspinatus")
    assert state.holds and state.said == "Reviewed by Test (Tester), 2026-01-31"
    assert review_state(content, "hazards", "infraspinatus").holds
    assert number_reviewed(content) == 2

    muscle = content.muscles["infraspinatus"]
    care = muscle.self_care.model_copy(update={"stop": "Another sentence."})
    muscles = {**content.muscles, muscle.id: muscle.model_copy(update={"self_care": care})}
    changed = review_state(replace(content, muscles=muscles), "muscles", "infraspinatus")
    assert not changed.holds
    assert changed.said == "Changed since the review by Test (Tester), 2026-01-31"


def test_a_second_import_keeps_the_first_and_the_remarks_of_the_file(tmp_path):
    folder = folder_with_copy(tmp_path)
    for number, muscle in enumerate(("infraspinatus", "soleus"), start=1):
        table = tmp_path / f"{number}.csv"
        table.write_text(filled(muscle), encoding="utf-8")
        assert main(["review", "import", str(table), "--data", str(folder)]) == 0
    assert (folder / "reviews.yml").read_text().startswith("# What clinicians said")
    reviews = read_content(folder).parts["reviews"]
    assert {review.record for review in reviews.values()} >= {"infraspinatus", "soleus"}


def test_a_wish_for_a_change_is_no_agreement():
    review = read_sheet(filled(verdict="change", remark="Say it otherwise."), CONTENT)[0]
    assert review.verdict == "change"
    assert review.remarks[0] == "change, statement 1: Say it otherwise."
    assert not review_state(replace(CONTENT, reviews={review.id: review}), "muscles", "infraspinatus").holds


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "fine"}, "the verdict is “fine”"),
        ({"verdict": "remove"}, "say in the remark what to remove"),
        ({"verdict": ""}, "No verdict is filled in"),
        ({"record": "no-such-muscle"}, "there is no record “no-such-muscle”"),
        ({"reviewer": ""}, "the column reviewer is missing or wrong"),
        ({"date": "31 January"}, "the column date is missing or wrong"),
        ({"content_hash": "x"}, "the column content_hash is missing or wrong"),
    ],
)
def test_a_sheet_that_is_filled_wrongly_says_where(changes, said):
    with pytest.raises(UnreadableSheetError, match=said):
        read_sheet(filled(**changes), CONTENT)


def test_half_a_record_is_no_review():
    rows = filled().splitlines()
    rows[1] = rows[1].replace(",agree,", ",,")
    with pytest.raises(UnreadableSheetError, match="Line 2: the verdict is missing"):
        read_sheet("\n".join(rows), CONTENT)


def test_the_hash_follows_every_word():
    record = CONTENT.hazards["rhomboids"]
    assert content_hash(record) == content_hash(record.model_copy())
    assert content_hash(record) != content_hash(record.model_copy(update={"plain": f"{record.plain} "}))


def test_the_command_makes_sheet_and_table_of_the_riskiest_muscle(tmp_path, capsys):
    assert main(["review", str(tmp_path / "sheet.pdf")]) == 0
    assert by_risk(CONTENT)[0] in capsys.readouterr().out
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "sheet.csv").read_text().startswith("part,record,content_hash")


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    assert main(["review", str(tmp_path / "sheet.txt")]) == 2
    assert main(["review", str(tmp_path / "s.pdf"), "--muscle", "infraspinatis"]) == 1
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert main(["review", "import", str(tmp_path / "x.csv")]) == 2
    assert "lacks the columns" in capsys.readouterr().err
