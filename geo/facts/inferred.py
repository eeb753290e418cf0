"""Which parties of an event no sentence tells: the story gave them, and the map says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.records import Event

PARTIES = ("actor", "target")


def still_inferred(event: Event, reports: Iterable[Event]) -> tuple[str, ...]:
    """Give which parties of an event none of its reports tells, be it as actor or as target."""
    told = {getattr(report, name) for report in reports for name in PARTIES if name not in report.inferred}
    return tuple(name for name in PARTIES if getattr(event, name) and getattr(event, name) not in told)
