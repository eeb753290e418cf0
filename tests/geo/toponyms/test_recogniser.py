"""The trained recogniser, its training data, and the weights that are committed."""

from __future__ import annotations

import random

import numpy as np
import pytest

from geo.records import Article, Sentence
from geo.toponyms.annotated import Annotated, Marked, read_corpus, read_short, rename
from geo.toponyms.evidence import Evidence
from geo.toponyms.fit import _loss, _Table
from geo.toponyms.lexicon import data_folder
from geo.toponyms.lines import lines_of
from geo.toponyms.model import MODEL_NAME, Recogniser, load_weights
from geo.toponyms.rules import resolution
from geo.toponyms.second_look import is_proved
from geo.toponyms.train import SHORT, labels_of, save_weights, train


def lines(text):
    return lines_of(Article("a", text, ""), (Sentence(0, len(text), text, 0),))


def test_weights_are_small():
    assert (data_folder() / MODEL_NAME).stat().st_size < 1_000_000


def test_posteriors_are_probabilities(gazetteer):
    read = lines("Troops left Misrata for al-Aziziya, near Tripoli, on Monday; Mr Paris of the Rome Times did not.")
    recogniser = Recogniser(load_weights(), Evidence(gazetteer))
    chances = recogniser.posteriors(read, recogniser.prepare(read))[0]
    assert chances
    assert all(sum(chance) == pytest.approx(1) and min(chance) >= 0 for chance in chances.values())


def test_batching_changes_nothing(gazetteer):
    """Stretches of different length are decoded together: each must come out as if it were alone."""
    texts = ["Shots in Sirte.", "The governor of West Kordofan and the mayor of El Fasher met in Port Sudan on Friday."]
    recogniser = Recogniser(load_weights(), Evidence(gazetteer))
    both = [*lines(texts[0]), *lines(texts[1])]
    together = recogniser.posteriors(both, recogniser.prepare(both))
    for text, chances in zip(texts, together, strict=True):
        one = lines(text)
        alone = recogniser.posteriors(one, recogniser.prepare(one))[0]
        assert all(np.allclose(chances[i], alone[i], atol=1e-5) for i in alone)


def test_annotated_text_is_sound():
    folder = data_folder()
    texts = [*read_corpus(folder / "corpus.jsonl"), *(text for name in SHORT for text in read_short(folder / name))]
    for text in texts:
        for mark in text.marked:
            phrase = text.text[mark.start : mark.end]
            assert phrase
            assert phrase == phrase.strip()
            assert mark.role in "LAN"
            assert not set(phrase) & set("[]\n")
        assert "[A:" not in text.text


def test_kept_aside_articles_are_not_in_the_training_text():
    import tomllib

    split = tomllib.loads((data_folder().parents[2] / "benchmarks" / "split.toml").read_text("utf-8"))
    assert not {text.id for text in read_corpus(data_folder() / "corpus.jsonl")} & set(split["kept_aside"])


def test_labels_follow_the_marks():
    text = Annotated("a", "in New York today", (Marked(3, 11, "L"),))
    assert labels_of(lines(text.text)[0], text) == ["O", "B-L", "I-L", "O"]


def test_renaming_keeps_marks_true():
    text = Annotated("a", "Sirte fell. SIRTE, in Libya.", (Marked(0, 5, "L"), Marked(12, 17, "L"), Marked(22, 27, "L")))
    new = rename(text, lambda name: () if name == "libya" else ["Quito"], random.Random(1))
    assert new.text == "Quito fell. QUITO, in Libya."
    assert [new.text[mark.start : mark.end] for mark in new.marked] == ["Quito", "QUITO", "Libya"]


def test_training_repeats_and_weights_survive_the_file(gazetteer, tmp_path):
    texts = list(read_short(data_folder() / "general.txt"))[:25]
    params = {"c1": 0.0, "c2": 1.0, "max_iterations": 10}
    one, other = train(texts, gazetteer, params), train(texts, gazetteer, params)
    save_weights(one, tmp_path / "one.npz")
    save_weights(other, tmp_path / "other.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    again = load_weights(tmp_path / "one.npz")
    assert again.rows == one.rows
    assert np.allclose(again.state, one.state, atol=0.01)


def test_slope_of_the_fit_is_that_of_its_loss():
    chance = np.random.default_rng(1)
    features = chance.normal(size=(5, 3))
    table = _Table(features, np.array([0, 0, 1, 1, 1]), np.array([1, -1]), 2)
    weights = chance.normal(size=4)
    _, slope = _loss(table, weights)
    for k in range(4):
        step = np.zeros(4)
        step[k] = 1e-6
        rise = (_loss(table, weights + step)[0] - _loss(table, weights - step)[0]) / 2e-6
        assert slope[k] == pytest.approx(rise, abs=1e-5)


def test_resolve_table_has_every_weight():
    from geo.toponyms.resolve import FEATURES

    assert set(resolution().weights) == {*FEATURES, "none"}


@pytest.mark.parametrize(
    ("text", "first", "proved"),
    [
        ("the village of Kwx was", 3, True),
        ("Kwx , 30 km west of Y", 0, True),
        ("the neighbourhood of Kwx was", 3, True),
        ("Kwx , a mountain village in the north", 0, True),
        ("Kwx , a village elder , spoke", 0, False),
        ("Kwx , a farmer in the village of Y", 0, False),
        ("the leader of Kwx was", 3, False),
        ("the town of Kwx Zed was", 3, False),
    ],
)
def test_what_proves_a_place(text, first, proved):
    assert is_proved(text.split(), first, first + 1) == proved
