"""What was drawn before is taken as it was only where nothing that it depends on differs."""

import random
from dataclasses import replace

import libya

from geo.layers import build_layers
from geo.layers.schema import SPATIAL, World
from geo.memo import Memo
from geo.records import Facts

AXES = [
    replace(libya.axis(actor, "Gharyan", town), id=f"axis-{actor}-{town}-{side}", origin=None, origin_relation=side)
    for actor in ("LNA", "GNA")
    for town in ("Tripoli", "Sirte", "Tarhuna")
    for side in ("", "south")
] + [libya.axis("LNA", "Gharyan", "Tripoli", via=("al-Aziziya",)), libya.axis("GNA", "Misrata", "Sirte")]


def facts_of(chance: random.Random) -> Facts:
    """Give some axes, with and without origin, and places that their actors hold: the same axes come again."""
    towns = sorted(libya.PLACES)
    axes = chance.sample(AXES, chance.randrange(1, 4))
    held = chance.sample(towns, chance.randrange(1, 5))
    spans = tuple(libya.control(chance.choice(("LNA", "GNA")), town) for town in held)
    beside = libya.SOUTH_OF_MISRATA
    event = libya.event("e", "Misrata", location=replace(beside, radius_km=chance.choice((10.0, 20.0))))
    return Facts((), axes=tuple(axes), control=spans, events=(event,))


def test_a_memo_of_any_earlier_build_changes_nothing(towns, world) -> None:
    chance = random.Random(5)
    kept: dict[bytes, bytes] = {}
    taken = 0
    for _ in range(40):
        facts = facts_of(chance)
        ground = chance.choice((world, world, None, World(world.bbox, world.land.buffer(-0.05), world.countries)))
        memo = Memo(kept)
        built, clean = (build_layers(facts, towns, ground, memo=memo), build_layers(facts, towns, ground))
        for name in SPATIAL:
            assert getattr(built, name).equals(getattr(clean, name)), name
        taken += len(memo.asked.keys() & kept.keys())
        kept |= memo.asked
    assert taken > 20
