"""The legend: what is drawn, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from maps.figure import keys
from maps.figure.columns import HEAD, TEXT, Row, Section, fit
from maps.style import CONTESTED, load_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maps.figure.brush import Brush
    from maps.figure.chosen import Chosen
    from maps.figure.picture import Picture
    from maps.figure.view import Box
    from maps.figure.words import Words

_LOOKS = ("held", "inferred", "contested", "besieged", "claimed")
_FACES = {"occurred": "occurred", "ongoing": "occurred", "claimed": "claimed", "planned": "planned",
          "threatened": "planned", "denied": "denied"}  # fmt: skip
_GLYPH_KEY = 14.0
_PARTIES = 14  # rows of parties at most: those with the most facts, those on the ground before the rest
_ON_GROUND = 3  # facts that holding ground or advancing counts for
_PAST = 0.72  # size of what is told as history


def legend_sections(picture: Picture, names: Mapping[str, str], words: Words) -> list[Section]:
    """List what a picture shows; `names` are those of the parties, in the map's order."""
    drawn = picture.drawn
    sections = [
        _parties(drawn, names, picture.colours, words),
        _control(picture, words),
        _advances(drawn, words),
        _kinds(drawn, "bases", "base", words),
        _kinds(drawn, "events", "event", words),
        _signs(picture, words),
    ]
    return [section for section in sections if section.rows]


def draw_legend(brush: Brush, sections: Sequence[Section], boxes: Sequence[Box], words: Words) -> None:
    """Write the legend into its columns."""
    ink, grey = (load_style().ground["light"][key] for key in ("ink", "town_text"))
    cells, scale = fit(sections, boxes, lambda left_out: words.say("more_kinds", n=left_out))
    for cell in cells:
        if cell.heading:
            brush.text(cell.left, cell.middle - HEAD * scale * 0.36, cell.lines[0], HEAD * scale, ink, weight="bold")
            continue
        if cell.draw:
            cell.draw(brush, cell.left + (cell.key - 5 * scale) / 2, cell.middle, scale)
        for number, line in enumerate(cell.lines):
            drop = (number - (len(cell.lines) - 1) / 2) * TEXT * scale * 1.12
            base = cell.middle - TEXT * scale * 0.36 - drop
            brush.text(cell.left + cell.key, base, line, TEXT * scale, ink)
        if cell.count:
            base = cell.middle - TEXT * scale * 0.36
            brush.text(cell.right, base, cell.count.strip(), TEXT * scale, grey, align="right")


def _parties(drawn: Chosen, names: Mapping[str, str], colours: Mapping[str, str], words: Words) -> Section:
    used = Counter([
        *(zone.party for zone in drawn.zones),
        *(axis.actor for axis in drawn.axes),
        *(mark.actor for mark in drawn.marks),
    ])  # fmt: skip
    ground = {zone.party for zone in drawn.zones} | {axis.actor for axis in drawn.axes}
    present = [actor for actor in names if actor in used]
    first = sorted(present, key=lambda actor: (-used[actor] - _ON_GROUND * (actor in ground), actor))[:_PARTIES]
    rows = [Row(names[actor], keys.swatch(colours[actor]), used[actor]) for actor in present if actor in first]
    if len(present) > len(rows):
        rows.append(Row(words.say("more_parties", n=len(present) - len(rows)), None))
    if "" in used:
        rows.append(Row(words.say("unnamed"), keys.swatch(load_style().parties["unknown"]), used[""]))
    return Section(words.say("parties"), tuple(rows))


def _control(picture: Picture, words: Words) -> Section:
    drawn, colours = picture.drawn, picture.colours
    used = Counter(zone.look for zone in drawn.zones)
    rows = [
        Row(words.say(look), keys.area_key(look, colours[CONTESTED] if look == CONTESTED else keys.NEUTRAL), used[look])
        for look in _LOOKS
        if look in used
    ]
    if any(zone.stale for zone in drawn.zones):
        text = words.say("stale", days=load_style().age["days"])
        count = sum(zone.stale for zone in drawn.zones)
        rows.append(Row(text, keys.area_key("held", keys.NEUTRAL, stale=True), count))
    if not picture.contact.is_empty:
        rows.append(Row(words.say("contact"), keys.contact_key))
    if picture.earlier:
        rows.append(Row(words.page["earlier_line"], keys.earlier_key))
    if not picture.changed.is_empty:
        since = picture.look.since
        text = words.say("changed_since", day=words.day(since)) if since else words.page["changed"]
        rows.append(Row(text, keys.changed_key))
    return Section(words.say("control"), tuple(rows))


def _advances(drawn: Chosen, words: Words) -> Section:
    used = Counter(_FACES[axis.status] for axis in drawn.axes)
    faces = [face for face in dict.fromkeys(_FACES.values()) if face in used]
    rows = [Row(words.say(f"axis_{face}"), keys.arrow_key(face), used[face]) for face in faces]
    main = sum(axis.main for axis in drawn.axes)
    if main:
        rows.append(Row(words.page["main_effort"], keys.main_key, main))
    return Section(words.say("advances"), tuple(rows))


def _kinds(drawn: Chosen, layer: str, group: str, words: Words) -> Section:
    """List kinds under their glyphs, the most frequent first; kinds that share a glyph stand together."""
    marks = [mark for mark in drawn.marks if mark.layer == layer]
    counts = Counter(mark.glyph for mark in marks)
    kinds: dict[str, dict[str, None]] = {}
    for mark in sorted(marks, key=lambda mark: mark.kind):
        kinds.setdefault(mark.glyph, {})[words.kind(group, mark.kind)] = None
    order = sorted(counts, key=lambda glyph: (-counts[glyph], glyph))
    rows = [Row(_joined(list(kinds[glyph])), keys.mark_key(layer, glyph), counts[glyph]) for glyph in order]
    return Section(words.say(layer), tuple(rows), pairs=True, key=_GLYPH_KEY)


def _joined(kinds: Sequence[str]) -> str:
    """Write kinds in a row, the first word of the first only once: ``Territory captured, recaptured``."""
    first, _, _ = kinds[0].partition(" ")
    rest = (kind.removeprefix(f"{first} ") for kind in kinds[1:])
    return ", ".join([kinds[0], *(kind[:1].lower() + kind[1:] for kind in rest)])


def _signs(picture: Picture, words: Words) -> Section:
    """List what outlines and sizes of symbols mean."""
    symbols = picture.symbols
    leads = [symbol.lead for symbol in symbols]
    rows = []
    for face in ("claimed", "planned", "denied"):
        layers = [mark.layer for mark in leads if _FACES[mark.status] == face]
        if layers:
            rows.append(Row(words.say(f"status_{face}"), keys.mark_key(max(layers), "", face)))
    if any(all(mark.background for mark in symbol.marks) for symbol in symbols):
        rows.append(Row(words.say("background"), keys.mark_key("events", "", size=_PAST)))
    if any(len(symbol.marks) > 1 for symbol in symbols):
        rows.append(Row(words.say("several"), keys.count_key))
    shared = next((symbol for symbol in symbols if len(symbol.shares) > 1 and symbol.lead.layer == "events"), None)
    if shared is not None:
        parts = [(picture.colours[actor], count) for actor, count in shared.shares if actor in picture.colours]
        rows.append(Row(words.say("several_parties"), keys.shares_key(parts)))
    if picture.sectors:
        rows.append(Row(words.say("area"), keys.hatch_key))
    return Section(words.say("signs"), tuple(rows), key=22.0)
