"""Page furniture: footers, captions and buttons are found, sentences that look like them are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles.decode import UnreadableError, decode
from geo.articles.draft import Draft, Metadata
from geo.articles.finish import finish
from geo.articles.furniture import find_furniture
from geo.articles.lines import lines_of

ARTICLE = """Army takes the hill town

The army entered the hill town on Monday morning, officials said. The militia withdrew.

Residents saw columns on the coast road. The airfield was quiet.

The council met in the evening. It called for a ceasefire.
"""


def furniture(text: str) -> list[str]:
    return [line.text for line in find_furniture(lines_of(text))]


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: Fighters on a tank",
        "[Photo] Fighters look at a gate.",
        "(Caption) Families wait for a bus, Monday. Photo: stringer",
        "PHOTO 1/7: Fighters pray beside a launcher. (Pool)",
        "Lorries near the crossing on Sunday. Town Media Centre/Handout",
        "Jo DOE, AFP",
        "Read more: Who holds the coast? | Five maps",
        "RELATED: Who is the colonel?",
        "Share on X | Share on Telegram | Save",
        "Home | News | Sport | Contact",
        "Sign up for our daily newsletter",
        "Subscribe from 4.99 a month. Cancel any time.",
        "© 2017 Paper. All rights reserved.",
        "About this page: this blog is now closed.",
        "This is a developing story. Please refresh the page for updates.",
        "ADVERTISEMENT",
        "(Reporting by the Oldport desk; Editing by J. D.)",
        "The author is a writer and lawyer. She lives abroad.",
    ],
)
def test_furniture_is_found(line):
    assert furniture(f"{ARTICLE}\n{line}\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "More than 40 fighters were killed in the town, the ministry said.",
        "Reporting from the town, residents said that the army had left.",
        "Share of the blame lies with the militia, the council said.",
        "Photographs showed the flag over the gate.",
        "Mapping the front, monitors found the army in the town.",
        "Related clashes broke out on the coast road.",
        "Sources in the army said that the town had fallen.",
        "The army will follow us to the gate, a fighter said.",
        "Subscribers to the pact met in Oldport.",
        "Your support for the militia will be punished, the army told the town.",
        "Printing presses stood still in the town.",
        "Video footage from the town shows the army at the gate.",
        "Contact was lost with the garrison on Monday.",
        "| town | holder | since |",
        "Pool of fighters is thin in the town, he said.",
    ],
)
def test_sentences_are_kept(line):
    assert furniture(f"{line}\n\n{ARTICLE}\n\n{line}\n\n{ARTICLE}") == []


def test_a_footer_takes_the_teasers_after_it():
    tail = ["RELATED NEWS", "Oil steady as fighting goes on", "Our series from the coast"]
    assert furniture(ARTICLE + "\n" + "\n".join(tail)) == tail


def test_a_footer_line_before_prose_takes_nothing_with_it():
    assert furniture(ARTICLE + "\nRELATED NEWS\nArmy shells the harbour.\nThree died.\n") == ["RELATED NEWS"]


def test_a_caption_given_twice_and_its_credit():
    caption = "Fighters loyal to the army have ground to a halt before the hill town"
    lines = [caption[:50] + "...", caption, "Jo DOE, AFP"]
    assert furniture("Army at the gates\n\n" + "\n".join(lines) + "\n" + ARTICLE) == lines


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers of the army patrol the hill town, Monday, May 6, 2024. (AP Photo/Jo Doe)",
        "Jets bombed the harbour as the troops left the town [Getty]",
        "The fight drew in the army and the militia of the hills [Jo Doe/AFP]",
        "Rebels say that they advance on the hill town. Photo by EPA-EFE/Jo Doe",
        "In this May 6, 2024 file photo, gunmen hold a checkpoint at the harbour.",
        "In this image made from video, soldiers gather at the airport of the hill town.",
    ],
)
def test_captions_with_their_credit_tell_nothing(caption):
    assert furniture(f"Army at the gates\n\n{caption}\n{ARTICLE}") == [caption]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army took the hill town on Monday, the governor told Reuters.",
        "In this war the army has lost the hill town three times, and a photo of it went around the world.",
        "The rebels (AFP counts two thousand of them) left the harbour.",
    ],
)
def test_sentences_that_name_an_agency_are_kept(sentence):
    assert furniture(f"Army at the gates\n\n{sentence}\n{ARTICLE}") == []


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data)
    except UnreadableError:
        return
    assert text.strip()
    assert "\r" not in text


FRAGMENTS = st.sampled_from(
    [
        "Read more:",
        "Photo: x",
        "\n",
        "\n\n",
        "OLDPORT, June 27, 2019 - ",
        "By Jo Doe",
        "The army left.",
        "...",
        "Related",
        " | ",
        "5 May",
        "---\n",
        "AFP",
        "a: b\n",
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=30), max_size=30).map("".join))
def test_spans_lie_in_the_text_in_order_and_apart(text):
    article, _ = finish(Draft("a.txt", "a.txt", text, "", own=Metadata(language="en")), Metadata())
    end = 0
    for span in article.furniture:
        assert end <= span.start < span.end <= len(text)
        end = span.end
