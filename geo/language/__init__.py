"""Sentences, tokens, dates and numbers: language without places or actors."""
