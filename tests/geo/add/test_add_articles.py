"""Adding: what is written, under which name, and what is noticed as the same story."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from geo.add.known import KnownStories
from geo.add.note import Given, file_name, write_article
from geo.add.take import Taken, take_file, take_url
from geo.articles import Sandbox, read_articles
from geo.articles.decode import UnreadableError
from geo.articles.signature import sign_text
from geo.commands.add import add_command
from geo.records import Article, Interval

DAY = dt.date(2019, 4, 5)
SENTENCES = [
    f"Fighters of brigade {n} held position {n * 7} while shelling went on near hill {n * 3}." for n in range(30)
]
STORY = " ".join(SENTENCES)
PAGE = f"""<html lang="en"><head><title>Hills held | Daily</title><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2019-04-05T08:00:00Z"><link rel="canonical" href="https://evil.example/">
</head><body><article><h1>Hills held</h1><p>{"</p><p>".join(SENTENCES)}</p></article></body></html>"""


class OnePage:
    def __init__(self, data: bytes, kind: str = "text/html", charset: str = "") -> None:
        from geo.add.fetch import Page

        self.page = Page("https://daily.example/2019/hills", kind, charset, data)

    def fetch(self, _: str):
        return self.page


def add(tmp_path: Path, *arguments: str | Path) -> Result:
    told = [*map(str, arguments), "--to", str(tmp_path / "to"), "--cache", str(tmp_path / "cache")]
    return CliRunner().invoke(add_command, told)


def taken(title: str = "Hills held", text: str = STORY) -> Taken:
    return Taken(Article("a.txt", text, "ab" * 32, title, Interval(DAY, DAY, "day")), text)


def test_a_page_becomes_markdown_that_the_build_reads_back(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        found = take_url("https://daily.example/2019/hills", OnePage(PAGE.encode()), sandbox)  # type: ignore[arg-type]
    path = write_article(found, Given(), tmp_path)
    assert path.name == "2019-04-05-hills-held.md"
    (article,) = read_articles([tmp_path]).articles
    assert (article.title, article.published.iso, article.source) == ("Hills held", "2019-04-05", "The Daily")
    assert article.url == "https://daily.example/2019/hills"  # not the other site's that the page claims
    assert SENTENCES[-1] in article.text


def test_the_servers_charset_counts() -> None:
    page = PAGE.replace("Hills held", "Côtes tenues").encode("cp1252")
    with Sandbox() as sandbox:
        found = take_url("https://a.example", OnePage(page, charset="iso-8859-1"), sandbox)  # type: ignore[arg-type]
    assert found.article.title == "Côtes tenues"


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"<html><body><p>Accept cookies?</p></body></html>", "text/html", "holds no article"),
        (b"\x89PNG\r\n", "image/png", "is no article but image/png"),
        (b"%PDF-1.4 broken", "text/html", "no readable PDF"),
        (b"Too short.", "text/plain", "2 words"),
        (b"{}", "", "of no known kind"),
    ],
)
def test_what_is_no_article_says_why(data: bytes, kind: str, why: str) -> None:
    with Sandbox() as sandbox, pytest.raises(UnreadableError, match=why):
        take_url("https://a.example", OnePage(data, kind), sandbox)  # type: ignore[arg-type]


def test_the_users_metadata_win_and_front_matter_is_not_doubled(tmp_path: Path) -> None:
    file = tmp_path / "clip.md"
    file.write_text(f"---\ntitle: 'Old: title'\nauthor: A. Writer\n---\n{STORY}\n")
    result = add(tmp_path, file, "--published", "5 April 2019", "--source", "Wire: one", "--title", "--- new\nline")
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "to").iterdir()
    text = path.read_text()
    block = yaml.safe_load(text.split("---\n")[1])
    assert block == {
        "title": "--- new line", "published": "2019-04-05", "source": "Wire: one",
        "author": "A. Writer", "language": "en",
    }  # fmt: skip
    assert text.endswith(f"---\n\n{STORY}\n")
    (article,) = read_articles([path]).articles
    assert (article.title, article.source) == ("--- new line", "Wire: one")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    names = [write_article(taken(), Given(), tmp_path).name for _ in range(3)]
    assert names == ["2019-04-05-hills-held.md", "2019-04-05-hills-held-2.md", "2019-04-05-hills-held-3.md"]
    (tmp_path / "2019-04-05-link.md").symlink_to(tmp_path / "elsewhere.md")
    write_article(taken("Link"), Given(), tmp_path)
    assert not (tmp_path / "elsewhere.md").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_name_is_one_safe_component_whatever_the_title(title: str, published: str) -> None:
    name = file_name({"title": title, "published": published}, "ab" * 32) + ".md"
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|\n\0\u202e')
    assert not name.startswith((".", "-"))
    assert len(name.encode()) < 200


def test_a_title_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    path = write_article(taken("../../etc/passwd"), Given(published="../../x"), tmp_path / "to")
    assert path.parent == tmp_path / "to"
    assert path.name == "undated-etc-passwd.md"


def test_arabic_titles_keep_their_letters() -> None:
    assert file_name({"title": "قتال في الجبل", "published": "2019-04"}, "x") == "2019-04-قتال-في-الجبل"


def test_the_same_story_is_noticed_also_edited_also_within_one_call(tmp_path: Path) -> None:
    first, copy, other = (tmp_path / name for name in ("first.txt", "copy.txt", "other.txt"))
    first.write_text(STORY)
    copy.write_text("By our staff. " + " ".join(SENTENCES[:27]))
    other.write_text("The council met in the capital and spoke about the budget of the coming year at length. " * 3)
    result = add(tmp_path, first, copy, other, "--published", "2019-04-05")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("added:") == 2
    assert "copy.txt: same story as " in result.stderr
    result = add(tmp_path, copy, "--published", "2019-04-05")
    assert result.exit_code == 1
    assert " %)" not in result.stderr
    assert "same story as 2019-04-05-" in result.stderr
    assert add(tmp_path, copy, "--published", "2019-04-05", "--again").exit_code == 0


def test_one_that_fails_does_not_lose_the_others(tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(STORY)
    empty.write_text(" ")
    result = add(tmp_path, tmp_path / "none.txt", "ftp://example.org/a", empty, "http://127.0.0.1:9/", good)
    assert result.exit_code == 0, result.output
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped:")]
    assert [line.rpartition(": ")[2].split()[0:2] for line in skipped] == [
        ["does", "not"], ["is", "no"], ["is", "empty"], ["lies", "on"],
    ]  # fmt: skip
    assert "no date of publication" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--published", "2019-02-31"),
        ("--published", "2190-01-01"),
        ("--url", "javascript:alert(1)"),
        ("b.txt", "--title", "X"),
    ],
)
def test_wrong_options_are_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY)
    result = add(tmp_path, file, *arguments)
    assert result.exit_code != 0
    assert not (tmp_path / "to").exists()


def test_files_of_many_articles_give_them_all(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"text": "One took the first hill.", "date": "2019-04-05"}\n{"text": "Two left a bridge."}\n{"no": 1}\n'
    )
    with Sandbox() as sandbox:
        found = list(take_file(file, sandbox))
    assert [item.text for item in found if isinstance(item, Taken)] == [
        "One took the first hill.",
        "Two left a bridge.",
    ]
    assert len(found) == 3


def test_signatures_are_kept_and_used_again(tmp_path: Path) -> None:
    folder, told = tmp_path / "to", []
    write_article(taken(), Given(), folder)
    for _ in range(2):
        known = KnownStories.of_folder(folder, tmp_path / "cache", report=lambda *args: told.append(args))
        same = known.same(sign_text(STORY), DAY)
        assert same is not None
        assert same.name == "2019-04-05-hills-held.md"
        assert same.likeness > 0.9
    assert len(told) == 1
    assert known.same(sign_text(" ".join(SENTENCES[:26])), dt.date(2019, 6, 1)) is None
