"""The live map: served on loopback only, to this machine only, and told apart from build to build."""

import os
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from geo.errors import OutputError
from geo.serve import LOOPBACK, serving


def ask(port: int, path: str, host: str = LOOPBACK) -> tuple[int, bytes]:
    request = urllib.request.Request(f"http://{LOOPBACK}:{port}{path}", headers={"Host": f"{host}:{port}"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, problem.read()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "layers").mkdir(parents=True)
    (folder / "map.html").write_text("<p>the map", "utf-8")
    (folder / "build.json").write_text("{}", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return folder


def test_the_frame_and_the_map_are_given_and_nothing_above_them(out: Path) -> None:
    with serving(out, 0) as port:
        assert b'<iframe src="map.html"' in ask(port, "/")[1]
        assert ask(port, "/map.html") == (200, b"<p>the map")
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/layers/", "/nothing.html"):
            assert ask(port, path)[0] == 404


def test_the_version_changes_with_the_build(out: Path) -> None:
    with serving(out, 0) as port:
        first = ask(port, "/-/version")
        assert ask(port, "/-/version") == first
        os.utime(out / "build.json", ns=(1, 1))
        assert ask(port, "/-/version") == (200, b"1")


def test_another_site_whose_name_points_here_gets_nothing(out: Path) -> None:
    with serving(out, 0) as port:
        assert ask(port, "/map.html", host="evil.example")[0] == 403
        assert ask(port, "/map.html", host="localhost")[0] == 200


def test_a_taken_port_is_told(out: Path) -> None:
    with serving(out, 0) as port, pytest.raises(OutputError, match=f"port {port}"), serving(out, port):
        pass
