"""Sentences, tokens, dates and numbers: language without places or actors."""

from geo.language.dates import find_dates
from geo.language.fatalities import Toll, find_fatalities
from geo.language.numbers import Count, find_numbers
from geo.language.sentences import split_furniture, split_sentences
from geo.language.tokens import Token, tokenize

__all__ = [
    "Count",
    "Token",
    "Toll",
    "find_dates",
    "find_fatalities",
    "find_numbers",
    "split_furniture",
    "split_sentences",
    "tokenize",
]
