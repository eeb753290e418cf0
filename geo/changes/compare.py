"""Facts of two builds set against each other: added, changed, dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.changes.builds import COMPARED, articles_of, corrections_of, place_of, sources_of
from geo.changes.features import Features
from geo.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.changes.builds import Properties, Told

Kind = Literal["added", "changed", "dropped"]


@dataclass(frozen=True)
class Change:
    """A fact that differs: `before` and `after` are its properties, `fields` those that are not the same."""

    kind: Kind
    layer: str
    before: Properties
    after: Properties
    fields: tuple[str, ...] = ()

    @property
    def fact(self) -> Properties:
        """The fact as it is now, or was last."""
        return self.after or self.before


def compare(old: Told, new: Told) -> tuple[Change, ...]:
    """Compare two builds fact by fact.

    A fact whose id has changed, because an article was re-worded or is read otherwise, is found again by its sentence
    or its place and kind: it has changed, and is not another one.
    """
    return tuple(change for layer in COMPARED for change in _layer(layer, old.facts[layer], new.facts[layer]))


def _layer(layer: str, old: Mapping[str, Properties], new: Mapping[str, Properties]) -> Iterator[Change]:
    gone = [old[key] for key in sorted(old.keys() - new.keys())]
    come = [new[key] for key in sorted(new.keys() - old.keys())]
    pairs = _paired(layer, gone, come)
    again = {id(before) for before, _ in pairs} | {id(after) for _, after in pairs}
    yield from (Change("added", layer, {}, fact) for fact in come if id(fact) not in again)
    same = old.same_as(new) if isinstance(old, Features) and isinstance(new, Features) else set()
    kept = sorted((old.keys() & new.keys()) - same)
    for before, after in [*((old[key], new[key]) for key in kept), *pairs]:
        fields = _differing(before, after)
        if fields:
            yield Change("changed", layer, before, after, fields)
    yield from (Change("dropped", layer, fact, {}) for fact in gone if id(fact) not in again)


def _paired(layer: str, gone: list[Properties], come: list[Properties]) -> list[tuple[Properties, Properties]]:
    """Pair facts that are one under two ids: the most alike first."""
    by_article: dict[str, list[int]] = {}
    for at, fact in enumerate(come):
        for article in articles_of(fact):
            by_article.setdefault(article, []).append(at)
    likely = []
    for number, fact in enumerate(gone):
        near = {at for article in articles_of(fact) for at in by_article.get(article, ())}
        likely += [(-_likeness(layer, fact, come[at]), number, at) for at in near]
    pairs, taken, used = [], set[int](), set[int]()
    for likeness, number, at in sorted(likely):
        if likeness < 0 and number not in taken and at not in used:
            taken.add(number)
            used.add(at)
            pairs.append((gone[number], come[at]))
    return pairs


def _likeness(layer: str, one: Properties, other: Properties) -> int:
    """Say how likely two facts told by one article are the same: 0 for not at all."""
    sentence = bool(_quotes(one) & _quotes(other))
    place = place_of(one) == place_of(other)
    names = {
        "events": ("subtype", "date_start", "actor"), "control": ("holder", "valid_from", "status"),
        "axes": ("actor", "origin_place_id", "date_start"), "bases": ("kind", "actor", "name"),
    }[layer]  # fmt: skip
    alike = sum(one.get(name) == other.get(name) for name in names)
    what = one.get(names[0]) == other.get(names[0])
    return 4 * sentence + 2 * place + alike if what and (sentence or place) and sentence + place + alike > 1 else 0


def _quotes(fact: Properties) -> set[tuple[str, str]]:
    return {(str(source.get("article")), str(source.get("quote"))) for source in sources_of(fact)}


def _differing(before: Properties, after: Properties) -> tuple[str, ...]:
    fields = [name for name in read_toml("changes/words.toml")["fields"] if before.get(name) != after.get(name)]
    if articles_of(before) != articles_of(after):
        fields.append("sources")
    if corrections_of(before) != corrections_of(after):
        fields.append("corrections")
    return tuple(fields)
