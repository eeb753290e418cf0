"""Sentences: exact offsets, abbreviations, quotes, headings, lists, time stamps, furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import split_furniture, split_sentences
from geo.records import Article, Span


def split(text: str, *furniture: Span) -> list[str]:
    return [sentence.text for sentence in split_sentences(Article("a.txt", text, "", furniture=furniture))]


def headings(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(Article("a.txt", text, "")) if sentence.heading]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Navy left. It came back.", 2),
        ("Gen. Haftar met Lt. Col. F. Smith of the U.N. on Monday. He left.", 2),
        ("It was over at about 3 p.m. There was little fighting after that.", 2),
        ("Tank No. 12 burned. No. It did not.", 3),
        ("It rose 2.5 per cent. The end.", 2),
        ("“We took it. We will hold it,” he said. They left.", 3),
        ('"Are you sure?" he asked. "Yes."', 2),
        ("The town is under siege. al-Khuwei remains under control.", 2),
        ("انسحبت القوات من المدينة. هل عادت؟ نعم.", 3),
        ("They wait... and wait. Nothing.", 2),
        ("The column left.It came back.", 2),
        ("Read it on example.com today. Done.", 2),
    ],
)
def test_a_stop_ends_a_sentence_or_does_not(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_closing_quote_stays_with_its_sentence() -> None:
    assert split('He said: "It is over." Nobody believed him.') == ['He said: "It is over."', "Nobody believed him."]


def test_headings_lists_and_paragraphs_are_never_crossed() -> None:
    text = "Army takes town\n\nThe army took it\n\nAt a glance\n- Five tanks burn\n- Two towns fell.\n\nIt ended"
    assert split(text)[0] == "Army takes town"
    assert "Five tanks burn" in split(text)
    assert "Two towns fell." in split(text)
    assert headings(text)[:1] == ["Army takes town"]


def test_wrapped_lines_are_joined() -> None:
    text = "Title\n\nThe column left the town before dawn and moved\nalong the coast road. It stopped\nat the gate."
    assert split(text)[1:] == [
        "The column left the town before dawn and moved\nalong the coast road.",
        "It stopped\nat the gate.",
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Derna: The army entered the town. It left.", "Derna:"),
        ("Sirte front. The army moved west. It stopped.", "Sirte front."),
        ("NORTH DARFUR. The town fell. It burned.", "NORTH DARFUR."),
        ("Saturday 3 May. A drone hits the airport. It burns.", "Saturday 3 May."),
        ("17:45  Both terminals are secure, he says.", "17:45"),
        ("10.15pm - That is all for tonight.", "10.15pm"),
        ("11am - The army announced it.", "11am"),
    ],
)
def test_the_lead_of_a_digest_or_live_blog_is_a_heading_of_its_own(text: str, lead: str) -> None:
    assert headings(f"A headline\n\n{text}")[1:] == [lead]


@pytest.mark.parametrize("text", ["He said: we will fight.", "12 men died. They fought.", "Yes. We left. It rained."])
def test_what_only_looks_like_a_lead_is_none(text: str) -> None:
    assert headings(f"A headline\n\n{text}") == ["A headline"]


def test_a_time_stamp_alone_is_a_heading() -> None:
    assert headings("Live\n\n21:40\nThe airport has fallen.") == ["Live", "21:40"]


def test_entries_of_a_log_are_no_headings_though_they_want_a_stop() -> None:
    entries = "[12 Feb] Sorman falls to the Reds\n[14 Feb] Reds quit Sorman again"
    log = f"The week in headlines, day by day\n\n{entries}\n\n12 February\n\nIt rained."
    assert headings(log) == ["The week in headlines, day by day", "12 February"]


def test_numbers_before_words_that_begin_like_months_open_no_entries() -> None:
    lines = ["12 marched on Sorman in protest", "5 marines killed in a blast", "3 junior officers freed"]
    assert headings("\n\n".join((*lines, "It rained."))) == lines


def test_furniture_is_skipped_and_parts_what_it_stands_between() -> None:
    text = "Title\n\nThe town fell. Advertisement It burned."
    start = text.index("Advertisement")
    assert split(text, Span(start, start + len("Advertisement"))) == ["Title", "The town fell.", "It burned."]


@given(
    st.text(st.sampled_from("Ab c.!?\"”“'’\n-:1230٠؟ا—\t\u2028"), max_size=120), st.integers(0, 60), st.integers(0, 30)
)
def test_sentences_lie_in_order_in_the_text_and_outside_of_furniture(text: str, start: int, length: int) -> None:
    furniture = Span(min(start, len(text)), min(start + length, len(text)))
    sentences = split_sentences(Article("a.txt", text, "", furniture=(furniture,)))
    last = 0
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip() == sentence.text != ""
        assert sentence.start >= last
        assert not furniture.overlaps(sentence.span)
        last = sentence.end


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join("".join(sentence.text.split()) for sentence in split_sentences(Article("a.txt", text, "")))
    letters = [letter for letter in text if letter.isalpha()]
    assert [letter for letter in kept if letter.isalpha()] == letters


def test_text_without_stops_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(3000))
    sentences = split(text)
    assert len(sentences) > 1
    assert max(map(len, sentences)) <= 2000
    assert " ".join(sentences) == text


def test_text_without_spaces_is_cut_anywhere() -> None:
    assert "".join(split("x" * 5000)) == "x" * 5000


@pytest.mark.parametrize("stops", ["." * 100_000, ". " * 1000, "?!" * 50_000, "x.\n" * 20_000, "x\n" * 50_000])
def test_endless_stops_and_lines_are_read(stops: str) -> None:
    assert "It fell." in split(f"{stops}\n\nIt fell.")


def test_furniture_is_split_apart_and_front_matter_left_out() -> None:
    text = "---\ntitle: Rain\n---\nTYRE, May 2 - The pass is shut. Nobody crossed.\nPhoto: snow above Tyre\n"
    spans = [
        Span(text.index(part), text.index(part) + len(part)) for part in ("TYRE, May 2 - ", "Photo: snow above Tyre")
    ]
    article = Article("a.txt", text, "", furniture=(Span(0, text.index("TYRE")), *spans))
    aside = split_furniture(article)
    assert [line.text for line in aside] == ["TYRE, May 2 -", "Photo: snow above Tyre"]
    assert all(line.furniture and article.text[line.start : line.end] == line.text for line in aside)
    assert not any(line.furniture or "Photo" in line.text for line in split_sentences(article))


def test_an_article_without_furniture_has_no_such_lines() -> None:
    assert split_furniture(Article("a.txt", "It rained.", "")) == ()
