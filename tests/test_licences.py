"""The list of licences is that of the lock files."""

import re

from tools import licences

PAGE = licences.PAGE.read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| ")
]
RUNNING = [row for row in ROWS if row[-1] == "to run"]
MAY_BE_USED = re.compile(
    r"^((MIT|MIT-CMU|BSD-[23]-Clause|0BSD|Apache-2\.0|PSF-2\.0|MPL-2\.0|OFL-1\.1|LGPL-3\.0-only|ISC|Zlib|CC0-1\.0)"
    r"( (AND|OR) )?)+$"
)


def test_every_locked_package_is_listed_in_its_version() -> None:
    locked = {(package.name, package.version, package.use) for package in licences.locked()}
    assert len(locked) > 100
    listed = {(row[0], row[1], row[3]) for row in ROWS if len(row) == 4 and row[3].startswith("to ")}
    assert listed == locked, "run python -m tools.licences"


def test_what_the_app_needs_may_be_used_and_passed_on() -> None:
    assert len(RUNNING) > 50
    assert [row for row in RUNNING if not MAY_BE_USED.match(row[2]) and "not installed" not in row[2]] == []
