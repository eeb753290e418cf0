"""Making a map: articles in, the finished output folder out."""

from __future__ import annotations

import gc
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.commands.common import corrections_of, progress_bar, tell_problems, theatre_of, today

if TYPE_CHECKING:
    from geo.gazetteer.online import OnlineGeocoder
    from geo.inputs import Inputs
    from geo.pipeline import Build
    from geo.theatre import Theatre

_MAPS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Order:
    """What a map is to be made of, where, and how."""

    sources: tuple[Path, ...]
    out: Path
    theatre_file: Path | None
    cache: Path
    layers_only: bool = False
    figure: bool = False
    workers: int = 1
    scheduler: str = ""
    corrections_file: Path | None = None


def make_map(order: Order, online: OnlineGeocoder | None = None) -> None:
    """Build the map into its folder, unless it stands there already, and say what came of it."""
    from geo.inputs import gather
    from geo.output import output_folder, standing
    from geo.summary import summary_lines

    begin = time.perf_counter()
    theatre, used = theatre_of(order.sources, order.theatre_file)
    corrections = corrections_of(order.sources, order.corrections_file, used)
    inputs = gather(
        order.sources, theatre, cache_dir=order.cache, today=today(), online=online, corrections=corrections
    )
    key = _build_key(inputs, theatre, order)
    summary = standing(order.out, key) if online is None else None
    if summary is None:
        with output_folder(order.out, order.cache) as folder:
            summary = _fill(folder, order, inputs, theatre, used, key, online, begin)
        news = summary_lines(summary, order.out)
    else:
        news = iter([f"Nothing new: {order.out} stands as it was built", f"{time.perf_counter() - begin:.1f} s"])
    tell_problems(summary["warnings"], summary["failures"])
    for line in news:
        click.echo(line)


def _build_key(inputs: Inputs, theatre: Theatre, order: Order) -> str:
    """Hash everything that the output depends on."""
    from geo.store import configuration_key, package_version

    how = (order.layers_only, order.figure, theatre.model_dump_json(), package_version(_MAPS))
    return configuration_key(inputs.key, *map(str, how))


def _fill(
    folder: Path,
    order: Order,
    inputs: Inputs,
    theatre: Theatre,
    used: Path | None,
    key: str,
    online: OnlineGeocoder | None,
    begin: float,
) -> dict[str, Any]:
    """Write a whole build into an empty folder and give the content of its build.json."""
    from geo.pipeline import build
    from geo.summary import summarise
    from maps.assets import world_atlas_folder

    gc.disable()  # records hold no cycles, and the collector would walk through all of them again and again
    with progress_bar() as progress:
        built = build(
            inputs,
            theatre,
            cache_dir=order.cache,
            world_atlas=world_atlas_folder(),
            today=today(),
            workers=order.workers,
            scheduler=order.scheduler,
            report=progress,
            online=online,
        )
    summary = summarise(built, used)
    summary["made_with"] = dict(inputs.made_with)
    _write(built, order, folder, summary)
    summary["key"] = key if built.settled else ""
    summary["files"] = {
        path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()
    }
    summary["seconds"] = round(time.perf_counter() - begin, 3)
    (folder / "build.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return summary


def _write(built: Build, order: Order, folder: Path, summary: dict[str, Any]) -> None:
    """Write the layers and what changed, and the pictures beside them."""
    from geo.beside import beside
    from geo.changes import write_changes
    from geo.layers import write_layers
    from maps.commands.ground import with_ground
    from maps.draw import draw

    def write() -> str:
        write_layers(built.layers, folder)
        return write_changes(folder, order.out, summary)

    with beside(write, workers=order.workers) as changes:
        if not order.layers_only:
            figured = with_ground(built, order.cache) if order.figure else None
            draw(built.layers, built.context, folder, figured, changes=changes)
        changes()
