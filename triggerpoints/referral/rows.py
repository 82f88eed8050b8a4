"""Found muscles as people count them: the parts of one muscle together.

Records are as fine as the literature's figures: pectoralis major has three, the scalenes four. In a list
of causes they are one muscle each, or its parts push other muscles out of sight.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triggerpoints.content import Content
    from triggerpoints.referral.search import Hit

_PART = ", "
"""Between the name of a muscle and of its part: *Pectoralis major, clavicular part*."""


@dataclass(frozen=True)
class Row:
    """One muscle of a list of hits.

    Attributes
    ----------
    first : Hit
        The part that fits best; it stands for the muscle.
    others : tuple of Hit
        The other parts that were found, best first.
    """

    first: Hit
    others: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All its parts, best first."""
        return self.first, *self.others


def rows(hits: Sequence[Hit], content: Content, limit: int | None = None) -> list[Row]:
    """Hits in their order, each other part of a muscle with the part that stands first.

    Parameters
    ----------
    hits : sequence of Hit
        Best first.
    content : Content
    limit : int, optional
        How many rows to return; all by default.
    """
    whole = whole_of(content)
    parts: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        parts[whole[hit.muscle]].append(hit)
    return [Row(first, tuple(others)) for first, *others in parts.values()][:limit]


@lru_cache(4)
def whole_of(content: Content) -> Mapping[str, str]:
    """What each record counts as: its muscle, a list of lists.yml that counts as one, or itself."""
    of_list = {
        muscle: listed.name
        for listed in content.lists.values()
        if listed.counts_as_one
        for muscle in listed.muscles
    }
    named = {muscle.id: muscle.names.en.split(_PART)[0] for muscle in content.muscles.values()}
    shared = Counter(named.values())
    return {
        muscle: of_list.get(muscle) or (name if shared[name] > 1 else muscle)
        for muscle, name in named.items()
    }
