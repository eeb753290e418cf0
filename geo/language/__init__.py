"""Sentences, tokens, dates and numbers: language without places or actors."""

from geo.language.sentences import split_sentences
from geo.language.tokens import Token, tokenize

__all__ = ["Token", "split_sentences", "tokenize"]
