"""What the tests of the layers share."""

from __future__ import annotations

import libya
import pytest


@pytest.fixture(scope="session")
def towns():
    return libya.Towns()


@pytest.fixture(scope="session")
def facts():
    return libya.facts()


@pytest.fixture(scope="session")
def world():
    return libya.world()


@pytest.fixture(scope="session")
def layers(facts, towns, world):
    from geo.layers import build_layers

    return build_layers(facts, towns, world)
