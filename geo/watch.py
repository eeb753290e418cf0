"""Building again whenever the articles change."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from watchfiles import Change


class _NotOurs(DefaultFilter):
    """Leaves out what builds write themselves, hidden files and editors' leavings."""

    def __init__(self, ours: Iterable[Path]) -> None:
        super().__init__()
        self._ours = tuple(path.resolve() for path in ours)

    def __call__(self, change: Change, path: str) -> bool:
        place = Path(path)
        hidden = any(part.startswith(".") for part in place.parts[-2:])
        own = any(place.is_relative_to(folder) for folder in self._ours)
        return not hidden and not own and super().__call__(change, path)


def rebuild_on_change(
    sources: Iterable[Path], ours: Iterable[Path], rebuild: Callable[[], None], *, stop: threading.Event | None = None
) -> None:
    """Build again after every change, until interrupted.

    Parameters
    ----------
    sources
        Files and folders that are watched; of a file its folder, for editors replace files. What in them may not be
        read is left out.
    ours
        Folders whose changes are our own.
    rebuild
        Builds; it tells its own problems and raises none.
    stop
        Ends the watching.
    """
    folders = {source if source.is_dir() else source.parent for source in sources}
    changes = watch(*sorted(folders), watch_filter=_NotOurs(ours), stop_event=stop, ignore_permission_denied=True)
    with suppress(KeyboardInterrupt):
        for _ in changes:
            rebuild()
