"""PostGIS, a real one: started for these tests where Debian's packages postgresql and postgis are there."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from layers_of_a_build import finished

from build import cli

USER = "postgres"


def missing() -> str:
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not servers:
        return "PostgreSQL is not installed: apt-get install postgresql postgis"
    if not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return "PostGIS is not installed: apt-get install postgis postgresql-15-postgis-3"
    return ""


pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "there")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server of its own on a free port of the loopback, with an empty database that has PostGIS."""
    for package in ("psycopg", "sqlalchemy", "geoalchemy2"):
        pytest.importorskip(package, reason="PostGIS needs the packages of the extra `export`")
    folder = max(Path("/usr/lib/postgresql").glob("*/bin"))
    home = tmp_path_factory.mktemp("postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The server refuses to run as root.
    root = os.geteuid() == 0
    if root:
        below = Path(tempfile.gettempdir())
        for path in (home, *(parent for parent in home.parents if below in parent.parents)):
            path.chmod(0o755)
        shutil.chown(home, USER)

    def call(*command: str) -> None:
        prefix = ["runuser", "-u", USER, "--"] if root else []
        result = subprocess.run([*prefix, *command], capture_output=True, text=True, cwd="/", timeout=120, check=False)
        assert result.returncode == 0, result.stderr

    data, log = str(home / "data"), str(home / "log")
    call(str(folder / "initdb"), "-D", data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
    call(str(folder / "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")
    try:
        there = ("-h", "127.0.0.1", "-p", str(port), "-U", USER)
        call(str(folder / "createdb"), *there, "gis")
        call(str(folder / "psql"), *there, "-d", "gis", "-c", "CREATE EXTENSION postgis")
        yield f"postgresql://{USER}:secret@127.0.0.1:{port}/gis"
    finally:
        call(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")


def run(build: Path, address: str, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["export", str(build), "--format", "postgis", "--to", address, *more])
    return result.exit_code, result.output


def test_every_layer_is_a_table_and_a_second_export_replaces_it(database: str, tmp_path: Path) -> None:
    import sqlalchemy as sa

    build = finished(tmp_path / "build")
    for _ in range(2):
        code, output = run(build, database, "--schema", "war")
        assert code == 0, output
    assert "12 events" in output
    engine = sa.create_engine("postgresql+psycopg" + database.removeprefix("postgresql"))
    with engine.connect() as connection:
        query = "SELECT count(*), min(ST_SRID(geometry)), min(ST_X(geometry)) FROM war.events"
        assert connection.execute(sa.text(query)).one() == (12, 4326, -13.02)
        held = "SELECT holder, ST_Area(geometry::geography) > 1e6 FROM war.control"
        assert connection.execute(sa.text(held)).one() == ("LNA", True)
        assert connection.execute(sa.text("SELECT article FROM war.articles")).scalar_one() == "a.txt"
    engine.dispose()


def test_a_failure_leaves_the_earlier_tables_and_tells_no_password(database: str, tmp_path: Path) -> None:
    build = finished(tmp_path / "build")
    wrong = database.replace("/gis", "/nowhere")
    code, output = run(build, wrong)
    assert code == 1
    assert "nowhere" in output
    assert "secret" not in output
    assert len(output.strip().splitlines()) == 1


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    code, output = run(finished(tmp_path / "build"), "postgresql://me:secret@127.0.0.1:1/gis")
    assert code == 1
    assert "secret" not in output
    assert len(output.strip().splitlines()) == 1
