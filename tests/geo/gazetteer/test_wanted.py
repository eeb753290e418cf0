from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from local_server import Handler, serving

from geo.gazetteer.download import Patience
from geo.gazetteer.index import Index
from geo.gazetteer.installed import installed
from geo.gazetteer.wanted import fetch_wanted

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

QUICK = Patience(connect=0.5, read=0.5, retries=0, backoff=0.0)
LINE = "7\tNew Camp\tNew Camp\t\t32.1\t13.1\tP\tPPL\tLY\t\t77\t\t\t\t0\t\t1\tX\t2020-01-01\n"


def test_a_missing_dump_is_tried_once_a_day_and_had_when_the_network_is_back(
    tmp_path: Path, index_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.gazetteer.imports.open_builtin", lambda _: Index(index_file))
    states = {"up": False}

    def answer(handler: Handler) -> None:
        up = states["up"] and "alternatenames" not in handler.path
        handler.send(LINE.encode() if up else b"", 200 if up else 404 if states["up"] else 503)

    with serving(answer) as (host, asked):

        def build(day: int) -> tuple[str, ...]:
            return fetch_wanted(["LY"], tmp_path, today=dt.date(2026, 1, day), url=f"http://{host}", patience=QUICK)

        (first,) = build(1)
        assert "gazetteer LY is missing" in first
        assert "the server is in trouble" in first
        assert "\n" not in first
        tried = len(asked)
        states["up"] = True
        assert build(1) == (first,)
        assert len(asked) == tried
        assert build(2) == ()
        assert [item.name for item in installed(tmp_path)] == ["LY"]
        tried = len(asked)
        assert build(3) == ()
        assert len(asked) == tried
