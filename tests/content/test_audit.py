"""The lot that says which statements are looked up by somebody else."""

from dataclasses import replace

from tools.audit import NUMBER, drawn, sheet
from triggerpoints.content import load_content

CONTENT = load_content()


def test_the_lot_draws_sixty_statements_that_say_that_they_were_read() -> None:
    found = drawn(CONTENT)
    assert len(found) == NUMBER == 60
    assert len({(one.file.name, one.path) for one in found}) == 60
    assert all(one.statement.status in ("read", "read-web") and one.statement.sources for one in found)


def test_the_lot_does_not_hang_on_the_order_of_the_records() -> None:
    turned = replace(CONTENT, hazards=dict(reversed(CONTENT.hazards.items())))
    assert [one.record for one in drawn(turned)] == [one.record for one in drawn(CONTENT)]


def test_the_sheet_shows_words_hash_and_sources_of_each() -> None:
    lines = sheet(CONTENT).splitlines()
    assert len(lines) == 62
    assert all(line.count("|") >= 9 for line in lines)
