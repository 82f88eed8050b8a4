"""Model of data/tissue_depth.yml: assumed thickness of skin and of the fat below it, by region and build."""

from typing import Literal

from pydantic import Field, model_validator

from triggerpoints.content.models.base import Id, Record, Sourced, Text

Build = Literal["slim", "average", "heavy"]
BUILDS: tuple[Build, ...] = ("slim", "average", "heavy")


class FatByBuild(Record):
    """Thickness of the fat below the skin for each build, in mm."""

    slim: float = Field(gt=0, le=80)
    average: float = Field(gt=0, le=80)
    heavy: float = Field(gt=0, le=80)

    @model_validator(mode="after")
    def _grows(self) -> "FatByBuild":
        if not self.slim <= self.average <= self.heavy:
            raise ValueError(
                "the fat must not get thinner from slim to average to heavy; put the numbers in order"
            )
        return self


class TissueDepth(Sourced):
    """Assumed thickness of skin and fat in one region of muscles.

    Attributes
    ----------
    id : str
        Region of a muscle, as in ``data/trigger_points.yml``.
    skin_mm : float
    fat_mm : FatByBuild
    basis : str
        How the numbers follow from the sources.
    status : str
        `read`: measured in this region; `teaching`: taken over from another one.
    """

    id: Id
    skin_mm: float = Field(gt=0, le=10)
    fat_mm: FatByBuild
    basis: Text
