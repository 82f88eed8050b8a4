"""All models, in the order in which they are built: a later one gives way to an earlier one."""

from __future__ import annotations

from collections.abc import Callable

from tools.bodymaps.models import abdomen, back, head, limbs, spine
from tools.bodymaps.models.fields import Mesh
from tools.bodymaps.models.scene import Scene

BUILDERS: dict[str, Callable[[Scene], Mesh]] = {
    **back.BUILDERS,
    **abdomen.BUILDERS,
    **head.BUILDERS,
    **spine.BUILDERS,
    **limbs.BUILDERS,
}
