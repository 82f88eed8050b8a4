"""Model of data/techniques.yml: techniques, depth classes, and how usual each is by group of muscles."""

from triggerpoints.content.models.base import Id, PatientText, Record, Sourced, TechniqueId, Text
from triggerpoints.content.models.evidence import Graded, Statement


class Uses(Sourced):
    """When the technique is used."""

    plain: tuple[PatientText, ...]
    student: tuple[Text, ...]


class Technique(Record):
    """One technique.

    Attributes
    ----------
    short : str
        Head of its column in tables.
    needle : bool
        Whether a needle goes through the skin.
    name_note : Statement or None
        What the name can be confused with.
    variant : Statement or None
        Another way in which it is done.
    """

    id: Id
    name: Text
    short: Text
    needle: bool
    synonyms: tuple[Text, ...]
    what: Statement
    used_for: Uses
    done_by: Statement
    cautions: tuple[Statement, ...]
    evidence: tuple[Graded, ...]
    name_note: Statement | None = None
    variant: Statement | None = None
    review: Text


class DepthNote(Statement):
    """What a depth class of a muscle means."""

    label: Text


class MatrixRow(Sourced):
    """How usual the techniques are in one group of muscles; techniques left out are not listed there.

    Attributes
    ----------
    usual, adapted : tuple of str
        Techniques in common use, and those for specialists or in an adapted form.
    """

    label: Text
    usual: tuple[TechniqueId, ...]
    adapted: tuple[TechniqueId, ...] = ()
