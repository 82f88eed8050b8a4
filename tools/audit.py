"""Draw statements to be looked up by somebody who did not write them (docs/audit.md).

python -m tools.audit [--seed 77] > audit.md
"""

import argparse
from random import Random

from triggerpoints.content import Content, load_content
from triggerpoints.content.checks.statements import Stated, statements
from triggerpoints.content.reviews import content_hash
from triggerpoints.reports.review_sheet import spoken

SEED, NUMBER = 77, 60


def drawn(content: Content, seed: int = SEED, number: int = NUMBER) -> list[Stated]:
    """Statements that say that their source was read, drawn by lot; the same for the same data and seed.

    They are ordered by file, record and path before the lot is drawn, so that the order of records in a
    file does not matter. Statements that cite nothing but lists of names and codes are left out.
    """
    pool = [
        one
        for one in statements(vars(content))
        if one.statement.status in ("read", "read-web")
        and any(content.sources[key].kind != "terminology" for key in one.statement.sources)
    ]
    pool.sort(key=lambda one: (one.file.name, one.record, [str(step) for step in one.path]))
    return Random(seed).sample(pool, number)


def sheet(content: Content, seed: int = SEED) -> str:
    """The table to fill in, as Markdown."""
    heads = "no | where | hash | status | what is said | no source (not judged) | sources | verdict | remark"
    lines = [f"| {heads} |", "|---" * 9 + "|"]
    for number, one in enumerate(drawn(content, seed), start=1):
        where = f"`{one.file.name}` {one.record} {'.'.join(str(step) for step in one.path[1:])}"
        said = " / ".join(spoken(content, one.statement)).replace("|", "\\|").replace("\n", " ")
        keys = ", ".join(one.statement.sources)
        status, digest = one.statement.status, content_hash(one.statement)
        left = "; ".join(one.statement.unsourced)
        lines.append(f"| {number} | {where} | {digest} | {status} | {said} | {left} | {keys} | | |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=SEED)
    print(sheet(load_content(), parser.parse_args().seed))
