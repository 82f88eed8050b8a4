"""Where statements stand: a status says what was read, and safety rests on guidelines and studies."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.checks.coverage import Share, coverage_table
from triggerpoints.content.checks.sourcing import SAFE, check_sourcing
from triggerpoints.content.checks.statements import SAFETY_PARTS, statements
from triggerpoints.content.links import limits_of
from triggerpoints.content.models.source import Source
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import ReadResult, read_content

CONTENT = load_content()
READ = read_content(DATA_FOLDER)
STATEMENTS = tuple(statements(READ.parts))


def with_parts(**parts) -> ReadResult:
    return replace(READ, parts=MappingProxyType({**READ.parts, **parts}))


def with_sources(**changed) -> ReadResult:
    """The data with other sources under the same keys."""
    sources = {**READ.parts["sources"]}
    for key, values in changed.items():
        sources[key] = Source.model_validate(sources[key].model_dump() | values)
    return with_parts(sources=MappingProxyType(sources))


def with_flag(**values) -> ReadResult:
    flags = {**READ.parts["red_flags"]}
    flags["thunderclap-headache"] = flags["thunderclap-headache"].model_copy(update=values)
    return with_parts(red_flags=MappingProxyType(flags))


def problems(read: ReadResult) -> list[str]:
    return [str(problem) for problem in check_sourcing(read)]


def test_the_data_has_no_fault():
    assert not problems(READ)


def test_every_file_with_statements_is_counted():
    assert {stated.file.name for stated in STATEMENTS} >= {
        "trigger_points.yml", "safety.yml", "conditions.yml", "techniques.yml", "evidence.yml",
        "first_visit.yml", "glossary.yml", "area_look_alikes.yml", "tissue_depth.yml",
    }  # fmt: skip
    assert {stated.file.field for stated in STATEMENTS if stated.is_safety} >= SAFETY_PARTS
    points = [stated for stated in STATEMENTS if "trigger_points" in stated.path]
    assert len(points) == sum(len(muscle.trigger_points) for muscle in CONTENT.muscles.values())


def test_safety_stands_in_a_guideline_or_study_or_says_that_it_is_teaching():
    for stated in STATEMENTS:
        if stated.is_safety and stated.statement.has_source:
            assert stated.statement.status == "read", stated
            for key in stated.statement.sources:
                assert CONTENT.sources[key].kind in SAFE and CONTENT.sources[key].was_read, (key, stated)


def test_no_danger_sign_of_a_region_is_mere_teaching():
    assert {flag.status for flag in CONTENT.red_flags.values()} == {"read"}


def test_called_read_but_only_the_title_was_seen_is_an_error():
    found = problems(with_sources(brady2014={"read": "title"}))
    assert any("drowsiness" in problem and "was read" in problem for problem in found)


def test_called_read_but_resting_on_a_web_page_is_an_error():
    found = problems(with_sources(snnoop10={"kind": "web"}))
    assert any("thunderclap-headache" in problem for problem in found)


@pytest.mark.parametrize("status", ["read-web", "book"])
def test_safety_that_is_neither_read_nor_teaching_is_an_error(status):
    assert any("neither read nor teaching" in problem for problem in problems(with_flag(status=status)))


def test_safety_beside_a_web_page_is_an_error():
    found = problems(with_flag(sources=("snnoop10", "web-nielasher-tmj")))
    assert any("rests on a web page" in problem for problem in found)


def test_safety_that_says_it_is_teaching_is_sound():
    assert not problems(with_flag(status="teaching", sources=(), unsourced=()))


def test_teaching_of_which_only_a_part_is_called_unsourced_is_an_error():
    found = problems(with_flag(status="teaching", sources=(), unsourced=("the half of it",)))
    assert any("only parts of it" in problem for problem in found)


def test_memory_that_is_admitted_in_a_part_of_a_statement_is_no_reading():
    first = next(m for m in READ.parts["muscles"].values() if m.trigger_points[0].status == "read")
    point = first.trigger_points[0]
    zones = point.zones.model_copy(update={"note": "Drawn from memory of the atlas."})
    points = (point.model_copy(update={"zones": zones}), *first.trigger_points[1:])
    muscles = {
        **READ.parts["muscles"],
        first.id: first.model_copy(update={"trigger_points": points}),
    }
    found = problems(with_parts(muscles=MappingProxyType(muscles)))
    assert any(first.id in problem and "from memory" in problem for problem in found)


def test_a_citation_from_memory_is_an_error():
    found = problems(with_sources(snnoop10={"cite": "Do 2019 (year from memory)"}))
    assert any("snnoop10" in problem and "from memory" in problem for problem in found)


def test_a_book_without_a_name_is_an_error():
    first = next(iter(READ.parts["muscles"].values()))
    causes = first.causes.model_copy(update={"status": "book", "sources": ()})
    muscles = {**READ.parts["muscles"], first.id: first.model_copy(update={"causes": causes})}
    assert any("names none" in problem for problem in problems(with_parts(muscles=MappingProxyType(muscles))))


@pytest.mark.parametrize(
    ("muscle", "limit"),
    [
        ("levator-scapulae", "neck-end-range"),
        ("sternocleidomastoid-sternal", "front-and-side-of-neck"),
        ("fibularis-longus", "calf-clot"),
        ("serratus-anterior", "ribs"),
        ("serratus-posterior-inferior", "ribs"),
        ("flexor-hallucis-brevis", "sole-of-the-foot"),
        ("medial-pterygoid", "inside-the-mouth"),
        ("rectus-abdominis", "belly"),
        ("iliopsoas", "belly"),
        ("piriformis", "hip-replacement"),
        ("gluteus-medius", "ball-or-roller"),
    ],
)
def test_self_care_tells_who_must_take_care(muscle, limit):
    assert limit in {record.id for record in limits_of(CONTENT, CONTENT.muscles[muscle])}


def test_every_ball_and_every_stretch_of_neck_or_hip_has_its_limit():
    for muscle in CONTENT.muscles.values():
        kept = {record.id for record in limits_of(CONTENT, muscle)}
        method = muscle.self_care.pressure.method
        assert method == "none" or {"ball": "ball-or-roller", "hand": "hand-pressure"}[method] in kept
        if muscle.region == "neck":
            assert kept & {"neck-end-range"}, muscle.id
        if muscle.region in ("hip", "thigh"):
            assert "hip-replacement" in kept, muscle.id
        if muscle.region == "foot":
            assert "sole-of-the-foot" in kept, muscle.id


@pytest.mark.parametrize(
    "words", ["Ten days (threshold from memory).", "Gone in an hour (general knowledge)."]
)
def test_a_statement_that_was_read_does_not_admit_that_nobody_read_it(words: str) -> None:
    found = problems(with_flag(advice=words))
    assert any("it is called read, but says" in problem for problem in found)


def test_depth_danger_signs_and_cautions_are_safety_wherever_they_stand():
    safe = {
        (s.file.field, *(step for step in s.path if isinstance(step, str))) for s in STATEMENTS if s.is_safety
    }
    assert {("muscles", "muscles", "needle_depth"), ("conditions", "conditions", "red_flags")} <= safe
    assert ("techniques", "techniques", "cautions") in safe
    assert ("muscles", "muscles", "symptoms") not in safe


def test_the_report_counts_shares_and_names_safety_that_is_teaching():
    share = Share((("read", 3), ("read-web", 0), ("book", 0), ("teaching", 1)))
    assert (share.total, share.percent("read"), share.percent("teaching")) == (4, 75, 25)
    table = coverage_table(CONTENT)
    listed = table.partition("## Safety that nobody could confirm")[2].splitlines()
    teaching = [s for s in STATEMENTS if s.is_safety and s.statement.status == "teaching"]
    assert teaching
    assert sum(line.startswith("- `") for line in listed) == len(teaching)
    for muscle in CONTENT.muscles.values():
        points = muscle.trigger_points
        read = [point for point in points if point.status in ("read", "read-web")]
        (row,) = [line for line in table.splitlines() if line.startswith(f"| {muscle.names.en} |")]
        assert f"| {len(read)}/{len(points)} |" in row
    points = [point for muscle in CONTENT.muscles.values() for point in muscle.trigger_points]
    assert any(point.status == "book" for point in points), "or else the rows say nothing"


@pytest.mark.parametrize("changed", [{"read": "title"}, {"kind": "web"}])
def test_a_study_of_a_pattern_is_a_journal_that_was_read(changed):
    read = with_sources(gibson2006=changed)
    said = [p for p in check_sourcing(read) if "names 'gibson2006'" in p.problem]
    assert [(p.record, bool(p.line)) for p in said] == [("tibialis-anterior", True)]


def test_a_zone_counts_as_borne_out_only_when_a_study_names_its_main_area():
    def counted(essential):
        muscle = CONTENT.muscles["quadratus-lumborum-deep"]
        points = tuple(
            p.model_copy(update={"zones": p.zones.model_copy(update={"essential": essential})})
            for p in muscle.trigger_points
        )
        muscles = {muscle.id: muscle.model_copy(update={"trigger_points": points})}
        return coverage_table(replace(CONTENT, muscles=MappingProxyType(muscles)))

    assert ": 2 of 2 points; for 2 by a study" in counted(("lumbar", "sacroiliac"))
    assert ": 0 of 2 points; for 0 by a study" in counted(("sacroiliac", "lumbar"))
