"""The reading of every unit: as it was kept, or read now and kept for the next build."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from geo.beside import beside
from geo.intake import UnitReading, unpack
from geo.shared import Shared
from geo.workers import FEW, Setup, read_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    """Read every unit, or take its kept reading; in the order of the units; slim ones will do unless `whole`.

    Where only a few are new, they are read in another process while this one unpacks what was kept.
    """
    shared = Shared()
    found: dict[str, UnitReading] = {}
    fresh: dict[str, bytes] = {}

    def read(some: Sequence[Unit]) -> Iterator[tuple[Unit, bytes]]:
        return read_units(some, setup, workers=workers, scheduler=scheduler, online=online)

    keys = [unit.key for unit in units]
    known = store.known(keys)
    new = [unit for unit in units if unit.key not in known]
    few = new if len(new) <= FEW and not scheduler and online is None else []
    with beside(lambda: list(read(few)), workers=workers if few else 1) as early:
        for key, content in store.get(keys):
            with suppress(ValueError):  # a damaged row is read again
                found[key] = unpack(content, shared, whole=whole)
        begun = {unit.key for unit in few}
        rest = [unit for unit in units if unit.key not in found and unit.key not in begun]
        for number, (unit, content) in enumerate(chain(early(), read(rest)), 1):
            found[unit.key] = unpack(content, shared, whole=whole)
            if found[unit.key].settled:
                fresh[unit.key] = content
            if len(fresh) >= _KEPT_AT_ONCE:
                store.put(fresh)
                fresh = {}
            report("reading articles", number, len(few) + len(rest))
    if fresh:
        store.put(fresh)
    return [found[unit.key] for unit in units]
