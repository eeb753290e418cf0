"""Names in Arabic script: prefixes taken off, common words left alone, roles, mixed text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.toponyms.arabic import arabic_words

FRONT = "سيطرت القوات على مدينة ترهونة جنوب شرق طرابلس، وانسحبت نحو بني وليد."


def phrases(mentions, role="literal"):
    return [mention.phrase for mention in mentions if mention.role == role]


def test_an_arabic_report_has_its_places(read):
    found = read(FRONT)
    assert phrases(found) == ["ترهونة", "طرابلس", "بني وليد"]
    assert {mention.location.place.country for mention in found if mention.location} == {"LY"}


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("بمصراتة", "مصراتة"),
        ("لبنغازي", "بنغازي"),
        ("للخرطوم", "خرطوم"),
        ("وطرابلس", "طرابلس"),
        ("بالقاهرة", "القاهرة"),
    ],
)
def test_letters_before_a_name_are_not_of_it(read, written, phrase):
    text = f"وصل الجرحى {written} يوم السبت."
    found = read(text)
    assert phrases(found) == [phrase]
    assert text[found[0].start : found[0].end] == phrase


def test_a_state_that_speaks_is_no_location(read):
    assert phrases(read("ودعت مصر إلى وقف إطلاق النار في بنغازي."), "associative") == ["مصر"]


@pytest.mark.parametrize(
    "text", ["قال محمد صالح إن الحرب مستمرة منذ عام.", "في ولاية بعيدة", "وصلت القوات إلى المدينة القديمة."]
)
def test_common_words_are_no_places(read, text):
    assert not phrases(read(text))


def test_mixed_text(read):
    found = phrases(read("Fighters of قوات الوفاق entered طرابلس on Monday and held Gharyan."))
    assert found == ["طرابلس", "Gharyan"]


def test_vowel_signs_change_nothing(read):
    assert phrases(read("قرب طَرابُلس")) == ["طَرابُلس"]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(sorted(arabic_words().kinds | arabic_words().leads | arabic_words().speaks)), max_size=8)
)
def test_words_that_lead_to_names_are_none(gazetteer, words):
    from geo.records import Article, Sentence
    from geo.toponyms import find_mentions

    text = " ".join(words)
    sentences = (Sentence(0, len(text), text, 0),)
    assert not any(
        m.role == "literal" for m in find_mentions(Article("a", text, ""), sentences, gazetteer) if " " not in m.phrase
    )
