"""From the form and the words of a date to an interval, anchored in the story told so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import dateabsolute, daterelative

if TYPE_CHECKING:
    from geo.language.datestory import Story
    from geo.records import Interval

_FORMS = {**dateabsolute.FORMS, **daterelative.FORMS}


def resolve(form: str, words: str, story: Story) -> Interval | None:
    """Resolve a date.

    Parameters
    ----------
    form
        Name of the form, from `geo.language.dategrammar`.
    words
        The stretch of text.
    story
        What was told so far; a full date sets its year.

    Returns
    -------
    Interval or None
        Unknown where the text gives no basis; ``None`` where the stretch is no date.
    """
    return _FORMS[form](" ".join(words.lower().replace("–", "-").replace("—", "-").split()), story)
