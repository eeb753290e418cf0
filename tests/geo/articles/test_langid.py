"""The language of a text: English by its function words, everything else by the model."""

import sys

import pytest

from geo.articles.langid import code_of, identify

ENGLISH = "The army said that its men had taken the town and were moving on the road from the north with little delay."
OTHERS = {
    "fr": "L'armée a annoncé que ses hommes avaient pris la ville et qu'ils avançaient sur la route du nord.",
    "es": "El ejército dijo que sus hombres habían tomado la ciudad y que avanzaban por la carretera del norte.",
    "de": "Die Armee teilte mit, dass ihre Männer die Stadt eingenommen haben und vorrücken, was neu war.",
    "nl": "Het leger zei dat zijn mannen de stad hadden ingenomen en dat de weg was afgesloten of was vernield.",
    "ar": "أعلن الجيش أن رجاله سيطروا على المدينة وأنهم يتقدمون على الطريق من الشمال دون تأخير كبير",
}


def test_english_is_told_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)  # importing it raises ImportError
    assert identify(ENGLISH) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_other_languages_are_left_to_the_model(code: str, text: str) -> None:
    assert identify(text) == code


def test_english_words_in_an_article_of_another_script_do_not_make_it_english() -> None:
    assert identify(f"{OTHERS['ar']} {OTHERS['ar']} The army of the north and the men of the town") == "ar"


@pytest.mark.parametrize(("text", "code"), [("", ""), ("The army of the", ""), ("12.5 % 2019", "")])
def test_too_little_text_is_in_no_language(text: str, code: str) -> None:
    assert identify(text) == code


@pytest.mark.parametrize(("value", "code"), [("en-GB", "en"), ("FR", "fr"), ("english", ""), ("", "")])
def test_codes_of_metadata(value: str, code: str) -> None:
    assert code_of(value) == code
