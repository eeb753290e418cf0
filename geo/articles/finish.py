"""A draft to an article: metadata by precedence, date, title, language and furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.articles.dates import find_written, on_day, parse_date, span_of
from geo.articles.draft import printable
from geo.articles.furniture import find_furniture, merge_spans
from geo.articles.headers import read_header
from geo.articles.langid import code_of, identify
from geo.articles.lines import lines_of
from geo.articles.years import year_of
from geo.records import UNKNOWN, Article

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.articles.draft import Draft, Metadata
    from geo.records import Interval

_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/_.-]|$)")
_IN_FILE_NAME = re.compile(r"(?:.*/)?((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")


def finish(draft: Draft, sidecar: Metadata, *, today: dt.date | None = None) -> tuple[Article, tuple[str, ...]]:
    """Make an article of a draft.

    Parameters
    ----------
    draft
        As its format gave it.
    sidecar
        Its row of ``articles.csv``, empty when it has none.
    today
        Publication dates after the day that follows are refused (papers print tomorrow's date); ``None`` refuses none.

    Returns
    -------
    article
        `published` comes from the first of: the article's own metadata, ``articles.csv``, the page's tags, a byline or
        dateline, the URL, the file name.
    problems
        What was written but could not be used, a line each.
    """
    problems = list(draft.problems)
    origins = (draft.own, sidecar, draft.page)
    begin = draft.furniture[0].end if draft.furniture and draft.furniture[0].start == 0 else 0
    lines = lines_of(draft.text, begin)
    junk = find_furniture(lines)
    header = read_header(lines, skip=junk)
    spans = [*draft.furniture, *header.furniture, *(line.span for line in junk)]
    url = _url(origins, problems)
    printed = on_day(header.published) if header.published else None
    guesses = (printed, _date_in_url(url), _date_in_file_name(draft.name))
    published = _published(origins, guesses, today, problems)
    if published == UNKNOWN and header.yearless:
        published = _with_year(header.yearless, draft.text[begin:], today, problems)
    article = Article(
        name=draft.name,
        text=draft.text,
        sha256=draft.sha256,
        title=_first(origins, "title") or header.title,
        published=published,
        source=_first(origins, "source") or (urlsplit(url).hostname or "").removeprefix("www."),
        author=_first(origins, "author") or header.author,
        url=url,
        language=code_of(_first(origins, "language")) or identify(draft.text[begin:]),
        furniture=merge_spans(spans),
    )
    return article, tuple(problems)


def _first(origins: Sequence[Metadata], field: str) -> str:
    return next((value for origin in origins if (value := getattr(origin, field))), "")


def _url(origins: Sequence[Metadata], problems: list[str]) -> str:
    for origin in origins:
        if not origin.url:
            continue
        try:
            parts = urlsplit(origin.url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme in {"http", "https"} and parts.hostname:
            return origin.url
        problems.append(f"{origin.origin}: url {printable(origin.url[:80])!r} is no http address; it is not used")
    return ""


def _published(
    origins: Sequence[Metadata], guesses: Sequence[Interval | None], today: dt.date | None, problems: list[str]
) -> Interval:
    for origin in origins:
        if not origin.published:
            continue
        written = printable(origin.published[:60])
        found = parse_date(origin.published)
        if found is None:
            problems.append(
                f"{origin.origin}: published {written!r} is no date (write 2018-12-28 or 2018-12); it is not used"
            )
        elif _is_future(found, today):
            problems.append(f"{origin.origin}: published {written!r} lies in the future; it is not used")
        else:
            return found
    return next((guess for guess in guesses if guess and not _is_future(guess, today)), UNKNOWN)


def _with_year(yearless: str, text: str, today: dt.date | None, problems: list[str]) -> Interval:
    """Date an article by a dateline without a year, if its text tells the year; say so in either case."""
    written = find_written(yearless)
    year = year_of(written[0], text) if written else None
    day = written[0].day_of(year) if year else None
    if day is None or _is_future(on_day(day), today):
        problems.append(f"dateline {yearless!r} has no year: give `published` in front matter or articles.csv")
        return UNKNOWN
    problems.append(f"dateline {yearless!r} has no year: read as {day} from the weekdays and years told")
    return on_day(day)


def _is_future(when: Interval, today: dt.date | None) -> bool:
    return today is not None and when.start is not None and (when.start - today).days > 1


def _date_in_url(url: str) -> Interval | None:
    """Read ``/2019/12/21/`` or ``/2019/12/`` in the path of an address."""
    match = _IN_PATH.search(urlsplit(url).path) if url else None
    return span_of(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) if match else None


def _date_in_file_name(name: str) -> Interval | None:
    """Read a date that leads the file name, ``2019-12-21-ultimatum.md``."""
    match = _IN_FILE_NAME.match(name)
    return span_of(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) if match else None
