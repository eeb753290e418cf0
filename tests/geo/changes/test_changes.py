"""The change report: what came, what changed, what went, why, and the same bytes when nothing did."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.changes import as_markdown, diff_text, write_changes
from geo.changes.builds import COMPARED, Told, read_build
from geo.changes.compare import compare
from geo.errors import UsageError

ARTICLE = {"article": "a.txt", "quote": "They clashed.", "rule": "clash"}


def event(key: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": key,
        "subtype": "Armed clash",
        "headline": f"Clash {key}",
        "status": "occurred",
        "place_id": f"p:{key}",
        "place_name": "Gharyan",
        "confidence": 0.5,
        "sources": [ARTICLE | {"quote": f"Clash {key}."}],
    } | fields


def span(key: str, holder: str, since: str = "", until: str = "", article: str = "a.txt") -> dict[str, Any]:
    where = {"place_id": "p:gharyan", "place_name": "Gharyan", "relation": ""}
    when = {"valid_from": since, "valid_to": until}
    source = {"article": article, "quote": f"{holder} holds it.", "rule": "hold"}
    return {"id": key, "holder": holder, "status": "held", "sources": [source]} | where | when


def told(
    *events: dict[str, Any], control: tuple[dict[str, Any], ...] = (), articles: str = "a.txt=1", **fields: Any
) -> Told:
    facts: dict[str, dict[str, Any]] = {layer: {} for layer in COMPARED}
    facts["events"] = {item["id"]: item for item in events}
    facts["control"] = {item["id"]: item for item in control}
    return Told(facts, dict(pair.split("=") for pair in articles.split()), **fields)


def lines(old: Told | None, new: Told) -> list[str]:
    return [line[2:] for line in as_markdown(old, new).splitlines() if line.startswith("- ")]


def test_a_new_holder_is_told_with_the_old_one_and_the_article() -> None:
    old = told(control=(span("1", "LNA", "2019-04-04"),), articles="b.txt=1")
    ended = span("1", "LNA", "2019-04-04", "2019-06-26")
    new = told(control=(ended, span("2", "GNA", "2019-06-26", article="a01.txt")), articles="b.txt=1 a01.txt=2")
    text = lines(old, new)
    assert text[0] == "Gharyan: now held by GNA since 26 June 2019 (was LNA) — from a01.txt (new)"
    ended_text = "Gharyan: held by LNA since 4 April 2019 until 26 June 2019 (was held by LNA since 4 April 2019)"
    assert text[1] == f"{ended_text} — follows from a01.txt (new)"


def test_facts_are_compared_by_id_and_confidence_is_no_change() -> None:
    old = told(event("1"), event("2"), event("3"))
    new = told(event("2", status="denied"), event("3", confidence=0.9), event("4"), articles="a.txt=2")
    kinds = {change.fact["id"]: (change.kind, change.fields) for change in compare(old, new)}
    assert kinds == {"1": ("dropped", ()), "2": ("changed", ("status",)), "4": ("added", ())}
    assert "Clash 2: status now denied (was occurred) — from a.txt (changed)" in lines(old, new)


def test_a_fact_of_the_same_sentence_under_a_new_id_has_changed() -> None:
    old = told(event("1", date_start="2019-04-04"))
    new = told(event("9", sources=event("1")["sources"], place_id="p:1", date_start="2019-04-05"), articles="a.txt=2")
    assert lines(old, new) == ["Clash 9, 5 April 2019: date now 5 April 2019 (was 4 April 2019) — from a.txt (changed)"]


def test_a_further_article_is_named() -> None:
    more = event("1", sources=[ARTICLE, ARTICLE | {"article": "b.txt"}])
    text = lines(told(event("1", sources=[ARTICLE])), told(more, articles="a.txt=1 b.txt=2"))
    assert text == ["Clash 1: now also told by b.txt — from b.txt (new)"]


def test_what_went_with_its_article_says_so() -> None:
    assert lines(told(event("1")), told(articles="b.txt=2")) == ["Clash 1 — a.txt was removed"]
    assert lines(told(event("1")), told(articles="c.txt=1")) == ["Clash 1 — a.txt was renamed"]


def test_rules_gazetteer_and_names_are_causes_where_no_article_is() -> None:
    made = {"rules": "1", "gazetteer": "1", "theatre": "1", "names": ""}
    old = told(event("1"), made_with=made)
    assert lines(old, told(made_with=made | {"rules": "2"})) == ["Clash 1 — because the rules of Sitmap changed"]
    both = told(made_with=made | {"gazetteer": "2", "names": "x"})
    assert lines(old, both) == ["Clash 1 — because the gazetteer changed and pinned or forbidden names changed"]
    assert lines(old, told(made_with=made)) == ["Clash 1 — no cause is known"]


def test_corrections_are_causes_and_so_is_taking_them_back() -> None:
    source = {"article": "corrections.toml", "quote": "holder: A → B", "rule": "correction", "dataset": "analyst"}
    corrected = event("1", actor="B", sources=[*event("1")["sources"], source])
    old, new = told(event("1", actor="A")), told(corrected)
    assert lines(old, new) == ["Clash 1: actor now B (was A) — corrected: holder: A → B"]
    assert lines(new, old) == ["Clash 1: actor now A (was B) — correction withdrawn: holder: A → B"]
    dropped = told(corrections=("drop 1: dropped (a rumour)",))
    assert lines(old, dropped) == ["Clash 1 — corrected: dropped (a rumour)"]
    assert lines(dropped, old) == ["Clash 1 — correction withdrawn: dropped (a rumour)"]
    merged = told(corrections=("merge 2: the same as 1",))
    assert lines(old, merged) == ["Clash 1 — corrected: 2: the same as 1"]


def test_a_data_file_is_a_cause() -> None:
    row = event("1", sources=[{"article": "ged.csv", "quote": "x", "dataset": "ucdp"}])
    old, new = (told(*facts, made_with={"data ged.csv": key}) for facts, key in (((), "1"), ((row,), "2")))
    assert lines(old, new) == ["Clash 1 — from ged.csv (changed)"]


def test_a_correction_that_fits_nothing_is_told_even_when_nothing_changed() -> None:
    text = as_markdown(told(event("1")), told(event("1"), unmatched=("corrections.toml: drop: event-1 is gone",)))
    assert text.splitlines()[2:] == [
        "Nothing changed.",
        "",
        "## Corrections to look at",
        "",
        "- corrections.toml: drop: event-1 is gone",
    ]


def test_article_text_is_no_markdown() -> None:
    new = told(event("1", headline="<b>*x*\n# y_z _u_"))
    assert lines(told(), new)[0].startswith("\\<b\\>\\*x\\* # y_z \\_u\\_ — ")
    assert as_markdown(told(), told()) == "# Changes\n\nNothing changed.\n"
    assert "First build: 0 axes, 0 bases, 0 control, 1 events." in as_markdown(None, new)


def build(folder: Path, *events: dict[str, Any], articles: str = "a", **fields: Any) -> dict[str, Any]:
    (folder / "layers").mkdir(parents=True)
    for layer in COMPARED:
        facts = events if layer == "events" else ()
        content = {"features": [{"properties": item} for item in facts]}
        (folder / "layers" / f"{layer}.geojson").write_text(json.dumps(content))
    summary = {"inputs": [{"article": f"{name}.txt", "sha256": name} for name in articles], "made_with": {}} | fields
    (folder / "build.json").write_text(json.dumps(summary))
    return summary


def test_a_rebuild_of_the_same_keeps_the_text(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    first = write_changes(one, tmp_path / "none", build(one, event("1")))
    assert write_changes(two, one, build(two, event("1"))) == first
    assert write_changes(three, two, build(three, event("1"), articles="ab")) == "# Changes\n\nNothing changed.\n"
    four = tmp_path / "four"
    summary = build(four, event("1"), articles="ab", made_with={"rules": "2"})
    assert write_changes(four, three, summary) == "# Changes\n\nNothing changed.\n"


def test_the_page_gets_plain_text_and_not_too_much(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_changes(one, tmp_path / "none", build(one))
    many = [event(f"{number:03}", headline="<x>") for number in range(400)]
    page = write_changes(two, one, build(two, *many)).splitlines()
    assert len([line for line in page if line.startswith("- <x>")]) == 300
    assert page[-1] == "- More: changes.md lists all."
    assert (two / "changes.md").read_text().count("- \\<x\\>") == 400


def test_diff_reads_two_builds_and_refuses_what_is_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    build(one, event("1"))
    build(two, event("1"), event("2", sources=[ARTICLE | {"article": "b.txt"}]), articles="ab")
    assert "- Clash 2 — from b.txt (new)" in diff_text(one, two)
    assert "- Clash 2 — b.txt was removed" in diff_text(two, one)
    (two / "layers" / "axes.geojson").write_text("{")
    assert read_build(two) is None
    with pytest.raises(UsageError, match="two: holds no finished build"):
        diff_text(one, two)


def test_a_day_is_told_as_precisely_as_it_is_known() -> None:
    facts = [
        event(key, date_start="2019-06-03", date_precision=precision)
        for key, precision in (("1", "day"), ("2", "week"), ("3", "month"), ("4", "year"))
    ]
    days = [line.split(" — ")[0] for line in lines(told(), told(*facts))]
    assert days == ["Clash 1, 3 June 2019", "Clash 2, the week of 3 June 2019", "Clash 3, June 2019", "Clash 4, 2019"]


def test_what_the_analyst_added_and_took_back_says_so() -> None:
    source = {"article": "corrections.toml", "quote": "our man there", "rule": "correction", "dataset": "analyst"}
    by_hand = told(event("1", sources=[source]))
    assert lines(told(), by_hand) == ["Clash 1 — added by the analyst: our man there"]
    assert lines(by_hand, told()) == ["Clash 1 — withdrawn by the analyst: our man there"]
