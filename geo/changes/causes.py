"""Why a fact differs between two builds: an article, a correction, a data file, or what Sitmap reads with."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.changes.builds import articles_of, at_place, corrections_of, place_of
from geo.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.changes.builds import Told
    from geo.changes.compare import Change

_MOST_NAMED = 3
_OLDER = "it was built by an older Sitmap"


class Causes:
    """Finds the cause of each change from one build to another."""

    def __init__(self, old: Told, new: Told) -> None:
        self._old, self._new = old, new

    @cached_property
    def articles(self) -> dict[str, str]:
        """How each article differs that does: new, changed, removed or renamed."""
        words = read_toml("changes/words.toml")["articles"]
        old, new = self._old.articles, self._new.articles
        had, have = set(old.values()), set(new.values())
        told = {name: words["renamed" if digest in had else "new"] for name, digest in new.items() if name not in old}
        told |= {name: words["changed"] for name, digest in new.items() if old.get(name, digest) != digest}
        gone = {name: digest for name, digest in old.items() if name not in new}
        return told | {name: words["renamed" if digest in have else "removed"] for name, digest in gone.items()}

    @cached_property
    def files(self) -> dict[str, str]:
        """How each data file differs that does."""
        words = read_toml("changes/words.toml")["articles"]
        old, new = ({key[5:]: value for key, value in told.made_with.items() if key.startswith("data ")}
                    for told in (self._old, self._new))  # fmt: skip
        told = dict.fromkeys(new.keys() - old.keys(), words["new"])
        told |= dict.fromkeys(old.keys() - new.keys(), words["removed"])
        return told | {name: words["changed"] for name in old.keys() & new.keys() if old[name] != new[name]}

    @cached_property
    def made(self) -> str:
        """What of the tools and settings differs, in words; empty for nothing."""
        if not self._old.made_with and self._new.made_with:
            return f"because {_OLDER}"
        words = read_toml("changes/words.toml")["made"]
        differing = [
            text for name, text in words.items() if self._old.made_with.get(name) != self._new.made_with.get(name)
        ]
        return f"because {' and '.join(differing)}" if differing else ""

    def of(self, change: Change) -> str:
        """Say why a fact differs."""
        parts = [*self._corrected(change), *self._told(change)]
        return "; ".join(parts) or self.made or self._follows(change)

    def _corrected(self, change: Change) -> list[str]:
        before, after = corrections_of(change.before), corrections_of(change.after)
        by_hand = change.kind == "added" and not articles_of(change.after)
        how = "added by the analyst" if by_hand else "corrected"
        parts = [f"{how}: {'; '.join(sorted(after - before))}"] if after - before else []
        if change.kind == "changed" and before - after:
            parts.append(f"correction withdrawn: {'; '.join(sorted(before - after))}")
        if change.kind == "dropped" and before and not articles_of(change.before):
            parts.append(f"withdrawn by the analyst: {'; '.join(sorted(before))}")
        key = str(change.fact.get("id"))
        if change.kind == "dropped":
            parts += [f"corrected: {_said(line)}" for line in self._new.corrections if _about(line, key)]
        if change.kind == "added" and not after:
            parts += [f"correction withdrawn: {_said(line)}" for line in self._old.corrections if _about(line, key)]
        return parts

    def _told(self, change: Change) -> list[str]:
        """Name the fact's own articles and data files that differ."""
        before, after = articles_of(change.before), articles_of(change.after)
        mine = before | after
        if change.kind == "changed" and change.fields == ("sources",):
            mine = before ^ after
        kept = [f"{name} ({how})" for name, how in self._differing(mine) if name in after]
        gone = [f"{name} was {how}" for name, how in self._differing(mine) if name not in after]
        return [*([f"from {', '.join(kept)}"] if kept else []), *gone]

    def _differing(self, names: Iterable[str]) -> list[tuple[str, str]]:
        differing = self.files | self.articles
        return [(name, differing[name]) for name in sorted(names) if name in differing]

    def _near(self, place: str) -> set[str]:
        """Tell which articles and data files tell of a place."""
        facts = (
            fact for told in (self._old, self._new) for layer in told.facts.values() for fact in at_place(layer, place)
        )
        return {article for fact in facts for article in articles_of(fact)}

    def _follows(self, change: Change) -> str:
        """Name the articles that differ and tell of the same place, else all that differ: merging is a common step."""
        found = self._differing(self._near(place_of(change.fact))) or self._differing(self.articles | self.files)
        if not found:
            corrections = self._old.made_with.get("corrections") != self._new.made_with.get("corrections")
            return "follows from the corrections" if corrections else "no cause is known"
        named = ", ".join(f"{name} ({how})" for name, how in found[:_MOST_NAMED])
        more = len(found) - _MOST_NAMED
        return f"follows from {named}" + (f" and {more} more" if more > 0 else "")


def _about(line: str, key: str) -> bool:
    """Whether a line of corrections ("drop event-1: dropped", "merge event-2: the same as event-1") ends a fact."""
    head, _, what = line.partition(": ")
    table, _, feature = head.partition(" ")
    named = what.partition(" (")[0].removeprefix("the same as ").split(", ")
    return (table == "drop" and feature == key) or (table == "merge" and key in named)


def _said(line: str) -> str:
    return line.partition(": ")[2] if line.startswith("drop ") else line.partition(" ")[2]
