"""Lists every package of the lock files with its licence in docs/licences.md.

Usage: python -m tools.licences [SITE_PACKAGES ...]

Read from what installed packages say about themselves: those of build/test-venv, where this runs, and
those in further folders, such as the one of the environment that builds the body.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = {
    "requirements.txt": "to run",
    "requirements-dev.txt": "to test",
    "requirements-build.txt": "to build the body",
}
_LINE = re.compile(r"^([A-Za-z0-9_.\-]+)==([^ ;\\]+)(?: *; *([^\\]+))?", re.MULTILINE)
# What packages write about themselves, and the licence's name in the list of SPDX; first match counts.
_FAMILIES = (
    (r"LGPL-?v?3", "LGPL-3.0-only"),
    (r"LGPL", "LGPL"),
    (r"\bMPL|Mozilla", "MPL-2.0"),
    (r"OFL", "OFL-1.1"),
    (r"Apache", "Apache-2.0"),
    (r"MIT-CMU|HPND", "MIT-CMU"),
    (r"\bMIT\b|Expat", "MIT"),
    (r"BSD|Enthought|Vega-Altair|Redistribution and use", "BSD-3-Clause"),
    (r"PSF|Python Software Foundation", "PSF-2.0"),
    (r"ISC", "ISC"),
    (r"Unlicense", "Unlicense"),
    (r"Zlib", "Zlib"),
)


@dataclass(frozen=True)
class Package:
    """A locked package.

    Attributes
    ----------
    name, version : str
    marker : str
        Where it is needed; empty when everywhere.
    use : str
        What for.
    """

    name: str
    version: str
    marker: str
    use: str


def locked() -> list[Package]:
    """All packages of the lock files, each under its first use."""
    found: dict[str, Package] = {}
    for lock, use in LOCKS.items():
        for name, version, marker in _LINE.findall((ROOT / lock).read_text(encoding="utf-8")):
            found.setdefault(name, Package(name, version, marker.strip(), use))
    return sorted(found.values(), key=lambda package: (package.use != "to run", package.name))


def licence(installed: Distribution) -> str:
    """The licence that a package names, as SPDX writes it; its own first words when they are unknown."""
    said = installed.metadata
    if expressions := said.get_all("License-Expression"):
        return expressions[0]
    classifiers = [text for text in said.get_all("Classifier") or [] if text.startswith("License")]
    text = " ".join([*classifiers, "".join(said.get_all("License") or [])[:80]])
    return next(
        (name for pattern, name in _FAMILIES if re.search(pattern, text)), text[:60].strip() or "not said"
    )


def rows() -> Iterator[str]:
    """Lines of the table."""
    for package in locked():
        try:
            named = licence(distribution(package.name))
        except PackageNotFoundError:
            named = f"not installed here ({package.marker or 'missing'})"
        yield f"| {package.name} | {package.version} | {named} | {package.use} |"


def scripts() -> Iterator[str]:
    """Lines of the table of npm packages, which only tests and tools use."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    count: dict[str, int] = {}
    for path, package in lock["packages"].items():
        if path:
            count[str(package.get("license", "not said"))] = count.get(str(package.get("license")), 0) + 1
    for named, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"| {named} | {number} |"


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Licences of what the project uses",
            "",
            "Made by `python -m tools.licences` from what packages say of themselves; a test compares it",
            "with the lock files. The app: [LICENSE](../LICENSE); the body: [atlas.md](atlas.md).",
            "",
            "| package | version | licence | use |",
            "|---|---|---|---|",
            *rows(),
            "",
            "Packages of npm are used to check and test the scripts, never to run the app; by licence:",
            "",
            "| licence | packages |",
            "|---|---|",
            *scripts(),
            "",
            "One file of the turning body is copied from such packages (`tools/body-engine`): three.js with",
            "its glTF loader, and the decoder of meshoptimizer, all MIT; their licences lie beside it in",
            "`triggerpoints/ui/components/body3d/engine/`.",
            "",
            "## Known weaknesses",
            "",
            "No source of advisories can be installed and read offline, so `.ci/run` does not look for any.",
            "The workflow `audit` of the public forge asks the Python and npm advisory databases every week.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.path += sys.argv[1:]
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
