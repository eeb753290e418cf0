"""One line that says what an event is, built from its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.records import Event


def headline(event: Event) -> str:
    """Write the popup line of an event."""
    where = f"{event.location.relation} {event.location.place.name}".strip()
    parties = " - ".join(part for part in (event.actor, event.target) if part)
    return f"{event.subtype}: {where}" + (f" ({parties})" if parties else "")
