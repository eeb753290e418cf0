"""The reading of every unit: as it was kept, or read now and kept for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.intake import UnitReading, unpack
from geo.shared import Shared
from geo.workers import Setup, read_units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.articles import Unit
    from geo.gazetteer.online import OnlineGeocoder
    from geo.store import Store

    Report = Callable[[str, int, int], None]

_KEPT_AT_ONCE = 256  # readings that a killed build loses at most


def read_all(
    units: Sequence[Unit],
    store: Store,
    setup: Setup,
    *,
    workers: int = 1,
    scheduler: str = "",
    online: OnlineGeocoder | None = None,
    report: Report = lambda *_: None,
    whole: bool = True,
) -> list[UnitReading]:
    """Read every unit, or take its kept reading; in the order of the units; slim ones will do unless `whole`."""
    shared = Shared()
    found: dict[str, UnitReading] = {}
    for key, content in store.get([unit.key for unit in units]):
        try:
            found[key] = unpack(content, shared, whole=whole)
        except ValueError:
            continue  # a damaged row is read again
    left = [unit for unit in units if unit.key not in found]
    fresh: dict[str, bytes] = {}
    reading = read_units(left, setup, workers=workers, scheduler=scheduler, online=online)
    for number, (unit, content) in enumerate(reading, 1):
        found[unit.key] = unpack(content, shared, whole=whole)
        if found[unit.key].settled:
            fresh[unit.key] = content
        if len(fresh) >= _KEPT_AT_ONCE:
            store.put(fresh)
            fresh = {}
        report("reading articles", number, len(left))
    if fresh:
        store.put(fresh)
    return [found[unit.key] for unit in units]
