"""Hostile and odd articles: no reader raises, hangs or leaves its limits, whatever the bytes."""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.articles import Sandbox, read_articles
from geo.articles.decode import UnreadableError
from geo.articles.draft import Draft, Metadata
from geo.articles.extract import extract
from geo.articles.finish import finish
from geo.articles.formats.text import read_front_matter
from geo.articles.signature import sign
from geo.facts import axes_from, bases_from, control_from, events_from, find_actors, find_frames, load_roster, merge
from geo.facts.told import Told
from geo.language import find_dates, split_furniture, split_sentences
from geo.records import Article, Reading

if TYPE_CHECKING:
    from pathlib import Path

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MARKS = [
    "---\n", "title: ", "published: 2019-02-31\n", "date: &a [*a]\n", "../../x", "\u202e", "\x00", "“",
    "\ufeff", "\ud800",
    "TRIPOLI (Wire) — ", "By A. Writer, 5 April 2019\n", "- ", "\n\n", "12 killed ", "on Friday ", "near Xford ",
]  # fmt: skip
ODD_TEXT = st.lists(st.sampled_from(MARKS) | st.text(max_size=20), max_size=40).map("".join)


@FEW
@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.csv"]))
def test_any_bytes_are_an_article_or_a_failure(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = read_articles([path])
    assert found.articles or found.failures
    for article in found.articles:
        assert all(0 <= span.start <= span.end <= len(article.text) for span in article.furniture)
    assert all("\n" not in failure.problem + failure.file for failure in found.failures)


@settings(max_examples=200, deadline=None)
@given(ODD_TEXT)
def test_odd_text_keeps_its_offsets_through_reading(text: str) -> None:
    assert 0 <= read_front_matter(text)[1] <= len(text)
    article, _ = finish(Draft("2019-04-05-a.txt", "a", text, "0" * 64), Metadata())
    sign(article)
    sentences = split_sentences(article)
    for sentence in (*sentences, *split_furniture(article)):
        assert article.text[sentence.start : sentence.end] == sentence.text
    for date in find_dates(article, sentences):
        assert 0 <= date.start < date.end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=1500), st.sampled_from([b"<html><body><p>", b"<?xml version='1.0'?><!DOCTYPE x [", b""]))
def test_any_page_gives_text_or_a_problem_in_one_line(data: bytes, begin: bytes) -> None:
    answer = extract("html", begin + data)
    assert answer.get("problem") or answer["text"]
    assert "\n" not in answer.get("problem", "")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=1500))
def test_any_pdf_gives_text_or_a_problem_in_one_line(data: bytes) -> None:
    answer = extract("pdf", b"%PDF-1.7\n" + data + b"\nstartxref\n0\n%%EOF")
    assert answer.get("problem")
    assert "\n" not in answer["problem"]


def test_entities_and_streams_that_swell_stay_within_bounds() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "swell">{entities}]><html><body><article><p>&e11;</p></article></body></html>'
    stream = zlib.compress(b"BT /F1 9 Tf (swell ) Tj ET\n" * 4_000_000)
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    pdf += b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
    pdf += b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    pdf += b"trailer<</Root 1 0 R>>\n%%EOF"
    with Sandbox(seconds=5) as sandbox:
        begin = time.monotonic()
        for kind, data in (("html", bomb.encode()), ("pdf", pdf)):
            with suppress(UnreadableError):
                assert len(sandbox.extract(kind, data)["text"]) < 5_000_001
        assert time.monotonic() - begin < 30
        page = b"<html><body><article><p>" + b"All was calm at the front. " * 20 + b"</p></article></body></html>"
        assert "calm" in sandbox.extract("html", page)["text"]  # the next page is read all the same


def test_folders_in_a_circle_and_odd_names_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("line\nbreak.txt", "\u202etxt.exe.txt", "in/a.txt"):
        (tmp_path / name).write_text("Forces took the hill on Friday.")
    found = read_articles([tmp_path, tmp_path / "in"])
    assert len(found.articles) == 3
    assert len(found.failures) == 2
    assert all("\n" not in failure.file and "\u202e" not in failure.file for failure in found.failures)


LONG = {
    "one sentence without end": "the rebels and their allies and " * 20_000,
    "quotation marks": '"' * 50_000,
    "quotations that never end": "The army said “we took the hill. " * 6_000,
    "one event again and again": "Army forces captured the hill from the rebels on Thursday.\n\n" * 5_000,
    "one siege again and again": "The hill is besieged. " * 8_000,
    "brackets": "(" * 200_000,
    "blank lines": "a\n" * 100_000,
    "one mark on another": "a" + "\u0301" * 300_000,
    "figures": "12 killed and 13 wounded and " * 8_000,
    "dates": "on 5 April 2019 and " * 8_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_hostile_articles_are_read_in_seconds(kind: str) -> None:
    begin = time.process_time()
    article, _ = finish(Draft("2019-04-05-a.txt", "a", LONG[kind], "0" * 64), Metadata())
    read_without_places(article)
    assert time.process_time() - begin < 20


def read_without_places(article: Article) -> Reading:
    """Read all that needs no gazetteer."""
    sign(article)
    sentences = split_sentences(article)
    roster = load_roster([], [])
    actor_mentions, actors = find_actors(article, sentences, (), roster)
    dates = find_dates(article, sentences)
    frames, _ = find_frames(article, sentences, (), actor_mentions, dates, roster)
    told = Told(article, frames, roster, sentences, (), actor_mentions, dates)
    control, axes = control_from(told), axes_from(told)
    bases = bases_from(told, control=control, axes=axes)
    reading = Reading(article, (), actors, events_from(frames, article), control, axes, bases)
    merge([reading])
    return reading
