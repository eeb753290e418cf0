"""The export command: the layers of a finished build in the formats of others."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("build", type=click.Path(path_type=Path), default=Path("out"))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["geoparquet", "acled", "kml", "postgis"]),
    required=True,
    help="What to write.",
)
@click.option("--to", default="", help="File or folder to write; for postgis the address of the database.")
@click.option("--schema", default="sitmap", show_default=True, help="With postgis: the schema that gets the tables.")
@click.option(
    "--parts", type=click.Choice(["year", "month"]), help="With geoparquet: a dataset in parts by year or month."
)
def export_command(build: Path, kind: str, to: str, schema: str, parts: str | None) -> None:
    """Write the layers of the finished BUILD (default: out/) in another format.

    \b
    python build.py export out/ --format acled --to events.csv
    python build.py export out/ --format geoparquet --to parquet/ --parts month
    python build.py export out/ --format kml
    python build.py export out/ --format postgis --to postgresql://me@localhost/gis
    """
    from geo.errors import OutputError, UsageError
    from geo.exports import read_build, write_acled, write_geoparquet, write_kml, write_postgis

    if parts and kind != "geoparquet":
        raise UsageError("--parts goes with --format geoparquet")
    layers = read_build(build)
    if kind == "postgis":
        if not to:
            raise UsageError("--to: give the database as postgresql://USER:PASSWORD@HOST/DATABASE")
        counts = write_postgis(layers, to, schema)
        click.echo(f"PostGIS, schema {schema}: {_told(counts)}")
        return
    default = {"geoparquet": "parquet", "acled": "events-acled.csv", "kml": "layers.kml"}[kind]
    path = Path(to or default)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "geoparquet":
            counts = write_geoparquet(layers, path, parts=parts or "")
        else:
            counts = {"acled": write_acled, "kml": write_kml}[kind](layers, path)
    except OSError as problem:
        raise OutputError(f"{path}: cannot be written: {problem.strerror or problem}") from problem
    click.echo(f"{path}: {_told(counts)}")


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
