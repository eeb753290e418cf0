import re

from hypothesis import given
from hypothesis import strategies as st

from geo.tables import any_of

_WORDS = st.lists(st.text("abA-]^. ", min_size=1, max_size=4), max_size=6)


@given(_WORDS, st.text("abA-]^. ", max_size=30))
def test_any_of_finds_what_a_plain_choice_of_the_words_finds(words, text):
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    expected = [found.span() for found in re.finditer(f"(?:{plain})", text)]
    assert [found.span() for found in re.finditer(any_of(words), text)] == expected


def test_any_of_may_be_left_out_and_repeated():
    assert re.fullmatch(rf"a{any_of(['b', 'cd'])}?e", "ae")
    assert re.fullmatch(rf"a{any_of(['b', 'cd'])}{{2}}e", "acdbe")
