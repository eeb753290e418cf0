"""Layers as tables of a PostGIS database."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def write_postgis(layers: Mapping[str, pd.DataFrame], address: str, schema: str = "sitmap") -> dict[str, int]:
    """Write every layer and table into a schema of a database; all of them or none.

    Parameters
    ----------
    layers
        From `geo.exports.read.read_build`.
    address
        ``postgresql://USER:PASSWORD@HOST/DATABASE``; the database has the extension PostGIS.
    schema
        Is created; tables of these names in it are replaced.

    Returns
    -------
    dict
        Rows by table.

    Raises
    ------
    UsageError
        The drivers are not installed, or `address` or `schema` cannot be meant.
    OutputError
        The database cannot be reached or written; the password is never told.
    """
    if not address.startswith(_SCHEMES):
        raise UsageError("--to: give the database as postgresql://USER:PASSWORD@HOST/DATABASE")
    if not _SCHEMA.fullmatch(schema):
        raise UsageError(f"--schema: {schema!r} is no name of a schema: lower-case letters, digits, _")
    if any(find_spec(name) is None for name in ("geoalchemy2", "psycopg", "sqlalchemy")):
        raise UsageError("PostGIS needs some packages more: pip install sqlalchemy geoalchemy2 'psycopg[binary]'")
    import sqlalchemy as sa  # noqa: PLC0415 - an optional dependency

    try:
        engine = sa.create_engine("postgresql+psycopg://" + address.partition("://")[2])
    except (sa.exc.ArgumentError, ValueError) as problem:
        raise UsageError("--to: the address of the database cannot be read") from problem
    try:
        with engine.begin() as connection:
            connection.execute(sa.text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            for name, frame in layers.items():
                _write(frame, name, connection, schema)
            return {name: len(frame) for name, frame in layers.items()}
    except sa.exc.SQLAlchemyError as problem:
        told = " ".join(str(getattr(problem, "orig", None) or problem).split())[:200]
        raise OutputError(f"the database: {told.replace(str(engine.url.password or chr(0)), '***')}") from problem
    finally:
        engine.dispose()


def _write(frame: pd.DataFrame, name: str, connection: Any, schema: str) -> None:
    if isinstance(frame, gpd.GeoDataFrame):
        frame.to_postgis(name, connection, schema=schema, if_exists="replace", index=False)
    else:
        frame.to_sql(name, connection, schema=schema, if_exists="replace", index=False)
