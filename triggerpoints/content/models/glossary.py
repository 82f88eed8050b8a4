"""Model of data/glossary.yml: the words of the field, explained."""

from triggerpoints.content.models.base import Id, PatientText, Sourced, Text


class GlossaryTerm(Sourced):
    """One word or phrase.

    Attributes
    ----------
    term : str
        As it stands in the glossary.
    forms : tuple of str
        Other forms in which texts use it; term and forms are marked wherever patients read them.
    plain, student : str
        What it means, for patients and for students.
    see : tuple of str
        Ids of related terms.
    """

    id: Id
    term: Text
    forms: tuple[Text, ...] = ()
    plain: PatientText
    student: Text
    see: tuple[Id, ...] = ()
