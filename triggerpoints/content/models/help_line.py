"""Model of data/help_lines.yml: whom to call in an emergency or with thoughts of suicide, by country."""

from typing import Annotated

from pydantic import Field, StringConstraints

from triggerpoints.content.models.base import Id, PatientText, Record, Sourced, Text

PhoneNumber = Annotated[str, StringConstraints(pattern=r"^\d{2,15}$")]


class CrisisLine(Record):
    """Somebody to talk to in a crisis.

    Attributes
    ----------
    name : str
        As it calls itself.
    call : str
        Digits to dial.
    text : str or None
        Number that takes text messages.
    note : str or None
        What is good to know, such as its hours.
    """

    name: Text
    call: PhoneNumber
    text: PhoneNumber | None = None
    note: PatientText | None = None


class HelpLine(Sourced):
    """Numbers of a country.

    Attributes
    ----------
    id : str
        Country code (ISO 3166-1, small letters).
    country : str
    emergency : tuple of str
        Numbers for an ambulance, the usual one first.
    crisis : tuple of CrisisLine
    time_zones : tuple of str
        Names (IANA) that a browser in the country may give.
    """

    id: Id
    country: Text
    emergency: Annotated[tuple[PhoneNumber, ...], Field(min_length=1)]
    crisis: tuple[CrisisLine, ...]
    time_zones: Annotated[tuple[Text, ...], Field(min_length=1)]
