"""What every exported file says about itself: name, licence, whom to name, what it is not."""

NAME = "Trigger Point Explorer"
LICENCE, LICENCE_TITLE = "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"
ATTRIBUTION = (
    "Trigger Point Explorer. Geometry: BodyParts3D, (c) The Database Center for Life Science. "
    "Terms: Z-Anatomy."
)
NOTE = (
    "For information and learning only, not a diagnosis. No record was reviewed by a clinician unless it "
    "says so. Positions are those of one reference body (LPS, mm, right side)."
)
