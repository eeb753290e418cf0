"""Online geocoders behind one door: asked little and slowly, answers kept for good, failures neither kept nor fatal."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from geopy.adapters import URLLibAdapter
from geopy.exc import ConfigurationError, GeocoderRateLimited, GeopyError
from geopy.geocoders import GeoNames, Nominatim, Photon
from pydantic import TypeAdapter, ValidationError

from geo.errors import UsageError
from geo.gazetteer.answers import read_answer
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ServiceName = Literal["nominatim", "photon", "geonames"]
_LIMIT = 10
_ADAPTER = TypeAdapter(tuple[Place, ...])
_SCHEMA = """
create table if not exists answer (
  service text, query text, countries text, places blob, primary key (service, query, countries)
) without rowid;
"""


@dataclass(frozen=True)
class Manners:
    """How a service is asked.

    `interval` seconds between two questions (the policy of Nominatim is one a second; the others are treated alike),
    `timeout` seconds for an answer, `questions` in one build, `failures` in a row after which no more are asked,
    `longest_wait` seconds that a service may tell us to wait for another try.
    """

    interval: float = 1.0
    timeout: float = 10.0
    questions: int = 100
    failures: int = 3
    longest_wait: float = 30.0


class OnlineGeocoder:
    """One online geocoder with its cache of answers.

    Parameters
    ----------
    service
        ``nominatim``, ``photon`` or ``geonames``.
    cache
        SQLite file of the answers.
    user_agent
        Who asks: the services' policies want a name and a way to be reached.
    geonames_user
        Account at GeoNames, for ``geonames``.
    domain, scheme
        Another server than the service's own.
    manners
        How it is asked.
    clock, sleep
        Time in seconds, and what waits.

    Attributes
    ----------
    unanswered : int
        Questions that were not put or not answered; what is made of them must not be kept.
    problems : list of str
        A line for each kind of failure, for the user.

    Raises
    ------
    UsageError
        If user agent or account is missing.
    """

    def __init__(
        self,
        service: ServiceName,
        cache: Path,
        *,
        user_agent: str,
        geonames_user: str = "",
        domain: str = "",
        scheme: str = "",
        manners: Manners | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.service, self._manners, self._clock, self._sleep = service, manners or Manners(), clock, sleep
        self._geocoder = _geocoder(
            service,
            user_agent=user_agent,
            account=geonames_user,
            timeout=self._manners.timeout,
            domain=domain,
            scheme=scheme,
        )
        self._cache = _open_cache(cache)
        self._asked = self._failed = self.unanswered = 0
        self._last: float | None = None
        self.problems: list[str] = []

    def ask(self, name: str, countries: Sequence[str]) -> tuple[Place, ...]:
        """Give the places of a name in the countries; none if there are none or the service does not answer.

        Parameters
        ----------
        name
            As the article writes it.
        countries
            ISO 3166-1 alpha-2 codes.
        """
        key = (self.service, " ".join(name.split()), ",".join(sorted(countries)))
        kept = self._kept(key)
        if kept is not None:
            return kept
        places = self._put(key[1], sorted(countries))
        if places is None:
            self.unanswered += 1
            return ()
        self._keep(key, places)
        return places

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def _put(self, name: str, countries: list[str]) -> tuple[Place, ...] | None:
        """Put one question, and once more if the service says when; None if it fails or none may be put."""
        if self._failed >= self._manners.failures:
            return None
        for _ in range(2):
            if self._asked >= self._manners.questions:
                self._tell(
                    f"{self.service}: more than {self._manners.questions} unknown names; the rest is not asked for"
                )
                return None
            self._asked += 1
            self._wait(self._manners.interval)
            try:
                found = self._geocode(name, countries)
                places = read_answer(self.service, found or [], countries)
            except GeocoderRateLimited as busy:
                pause = float(busy.retry_after or 0)
                # One that does not say when to come back, or says much later, is left in peace.
                short = 0 < pause <= self._manners.longest_wait
                self._fail("it says that it is asked too often", stop=not short)
                if self._failed >= self._manners.failures:
                    return None
                self._sleep(pause)
            except Exception as problem:  # noqa: BLE001 - geopy raises whatever a garbled answer makes its parsers raise
                self._fail(_said(problem))
                return None
            else:
                self._failed = 0
                return places
        return None

    def _geocode(self, name: str, countries: list[str]) -> list[Any] | None:
        if self.service == "nominatim":
            codes = [code.lower() for code in countries]
            found = self._geocoder.geocode(
                name,
                exactly_one=False,
                limit=_LIMIT,
                country_codes=codes,
                namedetails=True,
                addressdetails=True,
                language="en",
            )
        elif self.service == "photon":
            found = self._geocoder.geocode(name, exactly_one=False, limit=3 * _LIMIT, language="en")
        else:
            found = self._geocoder.geocode(name, exactly_one=False, country=countries)
        return list(found) if found else None

    def _wait(self, interval: float) -> None:
        now = self._clock()
        if self._last is not None and now - self._last < interval:
            self._sleep(interval - (now - self._last))
            now = self._clock()
        self._last = now

    def _fail(self, why: str, *, stop: bool = False) -> None:
        self._failed = self._manners.failures if stop else self._failed + 1
        rest = "; it is not asked any more" if self._failed >= self._manners.failures else ""
        self._tell(f"{self.service} does not answer: {why}{rest}")

    def _tell(self, line: str) -> None:
        if line not in self.problems:
            self.problems.append(line)

    def _kept(self, key: tuple[str, str, str]) -> tuple[Place, ...] | None:
        with suppress(sqlite3.Error, ValidationError):
            row = self._cache.execute(
                "select places from answer where service = ? and query = ? and countries = ?", key
            ).fetchone()
            return _ADAPTER.validate_json(row[0]) if row else None
        return None

    def _keep(self, key: tuple[str, str, str], places: tuple[Place, ...]) -> None:
        # A cache that cannot be written only costs the question again.
        with suppress(sqlite3.Error):
            self._cache.execute("insert or replace into answer values (?, ?, ?, ?)", (*key, _ADAPTER.dump_json(places)))


def _geocoder(service: ServiceName, *, user_agent: str, account: str, timeout: float, domain: str, scheme: str) -> Any:
    if not user_agent.strip():
        raise UsageError(f"--geocoder {service} needs --user-agent: a name and an address by which you can be reached")
    # geopy's adapter of requests sleeps through a Retry-After of any length by itself.
    options: dict[str, Any] = {"user_agent": user_agent, "timeout": timeout, "adapter_factory": URLLibAdapter}
    options |= {key: value for key, value in (("domain", domain), ("scheme", scheme)) if value}
    try:
        if service == "geonames":
            if not account:
                raise UsageError("--geocoder geonames needs --geonames-user, an account of geonames.org")
            return GeoNames(account, **options)
        return Nominatim(**options) if service == "nominatim" else Photon(**options)
    except (ConfigurationError, GeopyError) as problem:
        raise UsageError(f"--geocoder {service}: {' '.join(str(problem).split())}") from problem


def _open_cache(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(path)
    except sqlite3.DatabaseError:
        path.unlink()
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        db.executescript(_SCHEMA)
    except BaseException:
        db.close()
        raise
    return db


def _said(problem: Exception) -> str:
    """Say in a few words what went wrong."""
    text = " ".join(str(problem).split())
    kind = type(problem).__name__.removeprefix("Geocoder")
    return f"{kind}: {text[:120]}" if text else kind
