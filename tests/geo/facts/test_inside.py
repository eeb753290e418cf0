"""What lies in one sentence, found by bisection."""

from hypothesis import given
from hypothesis import strategies as st

from geo.facts.inside import inside
from geo.facts.rejudge import judge_by_actors
from geo.records import ActorMention, Mention, Sentence


def mention(start: int) -> Mention:
    return Mention(article="a.txt", start=start, end=start + 1, phrase="X", role="literal", location=None)


@given(st.lists(st.integers(0, 60)), st.integers(0, 50), st.integers(0, 10))
def test_inside_gives_what_begins_in_the_sentence(starts: list[int], begin: int, length: int) -> None:
    mentions = [mention(start) for start in sorted(starts)]
    sentence = Sentence(begin, begin + length, "x" * length, 0)
    assert list(inside(sentence, mentions)) == [one for one in mentions if begin <= one.start < begin + length]


def test_a_name_is_judged_by_the_party_it_lies_in() -> None:
    parties = [ActorMention(at, at + 4, "X Xx", "A", "pattern") for at in range(0, 40_000, 10)]
    judged = judge_by_actors([mention(at) for at in range(0, 40_000, 5)], parties)
    assert {one.role for one in judged[::2]} == {"in_name"}
    assert {one.role for one in judged[1::2]} == {"literal"}
