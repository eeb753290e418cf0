"""Reading on a Dask cluster: the same readings, whichever worker dies on the way; clear errors where there is none."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import cluster
from geo.articles import Unit, find_units
from geo.errors import OutputError, UsageError
from geo.intake import unpack
from geo.shared import Shared
from geo.theatre import Theatre
from geo.workers import Setup, read_units

distributed = pytest.importorskip("distributed", reason="Dask is not installed: reading on a cluster is not tested")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, of ports and of garbage


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(tmp_path / "cache", Theatre().model_dump_json())


@pytest.fixture
def units(tmp_path: Path) -> list[Unit]:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(f"LNA forces took Gharyan on {number % 28 + 1} May 2019.", "utf-8")
    return [unit for unit in find_units([folder]) if isinstance(unit, Unit)]


@pytest.fixture
def local() -> Iterator[object]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as made:
        yield made


def test_a_cluster_reads_what_one_process_reads_though_a_worker_is_killed(
    units: list[Unit], setup: Setup, local: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CHUNK", 2)
    alone = {unit.key: content for unit, content in read_units(units, setup)}
    found = {}
    for number, (unit, content) in enumerate(read_units(units, setup, scheduler=local.scheduler_address)):  # type: ignore[attr-defined]
        found[unit.key] = content
        if number == 3:
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert found == alone


def test_a_worker_of_another_version_is_told(units: list[Unit], setup: Setup) -> None:
    with pytest.raises(OutputError, match="another version"):
        cluster.read_there(units[:1], setup, "another version of the rules")


def test_units_carry_their_bytes_along(units: list[Unit], setup: Setup) -> None:
    packed = cluster._with_bytes(units[0])
    units[0].source.path.unlink()  # type: ignore[union-attr]
    version = f"{cluster.rules_version()} {cluster.gazetteer_version(setup.cache_dir)}"
    (content,) = cluster.read_there([packed], setup, version)
    assert unpack(content, Shared()).reading is not None


def test_no_scheduler_is_one_clear_line(units: list[Unit], setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = taken.getsockname()[1]
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with pytest.raises(OutputError, match="no Dask scheduler answers"):
        list(read_units(units, setup, scheduler=f"tcp://127.0.0.1:{free}"))


def test_without_dask_the_command_says_what_to_install(
    units: list[Unit], setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match="pip install"):
        list(read_units(units, setup, scheduler="tcp://127.0.0.1:1"))
