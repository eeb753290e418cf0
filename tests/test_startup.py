"""A build with nothing new must be told so quickly: it loads none of the stages."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "scipy", "geopandas", "shapely", "geo.facts", "geo.toponyms", "geo.layers.build")


@pytest.mark.parametrize("module", ["geo.inputs", "geo.output", "geo.summary", "geo.commands.common"])
def test_what_finds_nothing_new_loads_no_stage(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_parts_that_are_loaded_when_asked_for_are_there() -> None:
    import geo.corrections
    import geo.imports

    for package in (geo.corrections, geo.imports):
        assert all(getattr(package, name) is not None for name in package.__all__)
        with pytest.raises(AttributeError, match="no_such_name"):
            _ = package.no_such_name
