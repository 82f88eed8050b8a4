"""What needs care soon by itself is called urgent, so that the pages put it first."""

import re

from triggerpoints.content import load_content

BY_ITSELF = re.compile(
    r"\bsoon\b|\bdoctor early\b|(^|\. )(See a doctor|Be seen|Go|Call)\b[^.]*\b(now|today|at once)\b"
)


def test_what_is_to_be_seen_soon_is_called_urgent() -> None:
    content = load_content()
    others = [(other.name, other.plain, other.urgent) for other in content.look_alikes.values()]
    for muscle in content.muscles.values():
        others += [(other.name, other.plain, other.urgent) for other in muscle.look_alikes]
    assert not [name for name, plain, urgent in others if BY_ITSELF.search(plain) and not urgent]
