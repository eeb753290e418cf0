"""Watching: a change builds again, what builds write themselves does not."""

import threading
import time
from pathlib import Path

from geo.watch import rebuild_on_change


def wait_for(condition: threading.Event) -> bool:
    return condition.wait(timeout=20)


def test_a_changed_article_builds_again_and_our_own_files_do_not(tmp_path: Path) -> None:
    articles, out = tmp_path / "articles", tmp_path / "articles" / "out"
    out.mkdir(parents=True)
    built, stop, ready = threading.Event(), threading.Event(), threading.Event()
    times: list[float] = []

    def rebuild() -> None:
        times.append(time.monotonic())
        built.set()

    def run() -> None:
        ready.set()
        rebuild_on_change([articles], [out], rebuild, stop=stop)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert wait_for(ready)
        deadline = time.monotonic() + 20
        while not built.is_set() and time.monotonic() < deadline:  # the watcher takes a moment to begin
            (articles / "a.txt").write_text(f"Clashes in Paris. {time.monotonic()}", "utf-8")
            built.wait(0.5)
        assert built.is_set()
        time.sleep(2.0)  # what was written above is debounced
        number = len(times)
        (out / "map.html").write_text("ours", "utf-8")
        (articles / ".hidden.swp").write_text("an editor's", "utf-8")
        time.sleep(2.0)
        assert len(times) == number
        built.clear()
        (articles / "b.txt").write_text("Clashes in Rome.", "utf-8")
        assert wait_for(built)
    finally:
        stop.set()
        thread.join(timeout=20)
    assert not thread.is_alive()
