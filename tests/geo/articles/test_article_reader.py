"""Files and folders to articles: names, precedence, and one clear line for each bad input."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from geo.articles import read_articles
from geo.articles import walk as walk_module
from geo.articles.limits import MAX_ARTICLE_BYTES
from geo.errors import UsageError
from geo.records import UNKNOWN, Interval, ReadResult

BODY = "Army takes the hill town\n\nThe army entered the hill town on Monday and the militia left it.\n"


def put(folder: Path, name: str, content: str | bytes = BODY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(result: ReadResult) -> list[str]:
    return [article.name for article in result.articles]


def day(text: str) -> Interval:
    return Interval(dt.date.fromisoformat(text), dt.date.fromisoformat(text), "day")


def test_a_folder_is_walked_in_order_and_what_is_no_article_is_left_out(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "README.md", "theatre.toml", "x.geojson"):
        put(tmp_path, name)
    put(tmp_path, "articles.csv", "article,source\n")
    result = read_articles([tmp_path])
    assert names(result) == ["a.md", "b.txt", "sub/c.txt"]
    assert result.failures == ()


def test_the_text_is_the_file_with_universal_newlines(tmp_path):
    content = "---\r\ntitle: One\r\n---\r\nThe town fell.\r\rIt was quiet — “so far”.\r\n"
    path = put(tmp_path, "a.txt", content)
    (article,) = read_articles([path]).articles
    with path.open(encoding="utf-8") as stream:
        assert article.text == stream.read()


def test_each_file_is_read_once(tmp_path):
    path = put(tmp_path, "a.txt")
    assert names(read_articles([tmp_path, path, path])) == ["a.txt"]


def test_files_of_the_same_name_get_distinct_names(tmp_path):
    one, two = put(tmp_path, "one/a.txt"), put(tmp_path, "two/a.txt")
    assert names(read_articles([one.parent, two.parent])) == ["a.txt", "two/a.txt"]


def test_a_missing_input_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        read_articles([tmp_path / "none"])


def test_no_article_is_an_empty_result(tmp_path):
    assert read_articles([tmp_path]) == ReadResult()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t", "is empty"),
        ("bytes.txt", bytes(range(256)) * 20, "is a binary file, not text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "is a binary file, not text"),
        ("cut.txt", b"\xff\xfeA\x00B", "is broken UTF-16: truncated data"),
        ("report.docx", b"PK", ".docx is not read; save it as one of txt, md, html, pdf and jsonl"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_go_on(tmp_path, name, content, problem):
    put(tmp_path, name, content)
    put(tmp_path, "good.txt")
    result = read_articles([tmp_path])
    assert names(result) == ["good.txt"]
    assert [(Path(failure.file).name, failure.problem, failure.kept) for failure in result.failures] == [
        (name, problem, False)
    ]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(10 * MAX_ARTICLE_BYTES)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    (failure,) = read_articles([tmp_path]).failures
    assert failure.problem == "is too large for an article: 50.0 MB, at most 5 MB are read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (failure,) = read_articles([tmp_path]).failures
    assert failure.problem == "is no regular file"


def test_link_loops_end(tmp_path):
    put(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    result = read_articles([tmp_path])
    assert names(result) == ["sub/a.txt"]
    assert len(result.failures) == 1


def test_an_unreadable_folder_is_named(tmp_path, monkeypatch):
    put(tmp_path, "a.txt")
    put(tmp_path, "closed/b.txt")
    scandir = os.scandir

    def refuse(folder):
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(walk_module.os, "scandir", refuse)
    result = read_articles([tmp_path])
    assert names(result) == ["a.txt"]
    assert result.failures[0].problem == "folder cannot be read: Permission denied"


def test_odd_file_names_are_escaped_in_messages(tmp_path):
    put(tmp_path, "a\nb\u202egnp.txt", b"")
    (failure,) = read_articles([tmp_path]).failures
    assert failure.file.endswith("a\\nb\\u202egnp.txt")


def test_precedence_of_the_date(tmp_path):
    text = "Army takes the hill town\nPosted Dec 21, 2019 by Jo Doe\n\n" + BODY
    put(tmp_path, "1-own.txt", "---\npublished: 2019-12-01\n---\n" + text)
    put(tmp_path, "2-sidecar.txt", text)
    put(tmp_path, "3-byline.txt", text)
    put(tmp_path, "4-url.txt", "---\nurl: https://paper.example/world/2019/12/04/town\n---\n" + BODY)
    put(tmp_path, "5-url-month.txt", "---\nurl: https://paper.example/2019/12/town.html\n---\n" + BODY)
    put(tmp_path, "2019-12-06-name.txt", BODY)
    put(tmp_path, "9-none.txt", BODY)
    put(tmp_path, "articles.csv", "article,published\n1-own.txt,2019-12-09\n2-sidecar.txt,2019-12-02\n")
    found = {article.name: article.published for article in read_articles([tmp_path]).articles}
    assert found["1-own.txt"] == day("2019-12-01")
    assert found["2-sidecar.txt"] == day("2019-12-02")
    assert found["3-byline.txt"] == day("2019-12-21")
    assert found["4-url.txt"] == day("2019-12-04")
    assert found["5-url-month.txt"] == Interval(dt.date(2019, 12, 1), dt.date(2019, 12, 31), "month")
    assert found["2019-12-06-name.txt"] == day("2019-12-06")
    assert found["9-none.txt"] == UNKNOWN


def test_metadata_of_front_matter(tmp_path):
    head = "---\nTitle: 'A: B'\ndate: 2018-12\nauthors: [Jo Doe, Al Roe]\n"
    head += "url: https://www.paper.example/x\nlang: en-GB\n---\n"
    (article,) = read_articles([put(tmp_path, "a.md", head + BODY)]).articles
    assert (article.title, article.author, article.source, article.language) == (
        "A: B",
        "Jo Doe, Al Roe",
        "paper.example",
        "en",
    )
    assert article.published == Interval(dt.date(2018, 12, 1), dt.date(2018, 12, 31), "month")
    assert article.furniture[0].start == 0
    assert article.text[article.furniture[0].end :].strip().startswith("Army takes")


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("published: 2019-02-31", "front matter: published '2019-02-31' is no date"),
        ("published: last Tuesday", "front matter: published 'last Tuesday' is no date"),
        ("published: 2093-01-01", "front matter: published '2093-01-01' lies in the future"),
        ("title: [a, b\npublished: 2019-12-01", "front matter is not valid YAML"),
        ("title: !!python/object/apply:os.system ['true']\nx: *y", "front matter is not valid YAML"),
        ("url: javascript:alert(1)", "front matter: url 'javascript:alert(1)' is no http address"),
    ],
)
def test_metadata_that_cannot_be_used_leave_the_article_readable(tmp_path, head, problem):
    put(tmp_path, "a.md", f"---\n{head}\n---\n{BODY}")
    result = read_articles([tmp_path], today=dt.date(2026, 1, 1))
    assert names(result) == ["a.md"]
    assert result.articles[0].published == UNKNOWN
    assert [failure.kept for failure in result.failures] == [True]
    assert result.failures[0].problem.startswith(problem)


def test_front_matter_without_end_is_text(tmp_path):
    put(tmp_path, "a.md", f"---\ntitle: One\n\n{BODY}")
    result = read_articles([tmp_path])
    assert result.articles[0].furniture == ()
    assert result.failures[0].problem == "front matter has no closing ---; read as text"


def test_front_matter_of_endless_aliases_is_quick(tmp_path):
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    (article,) = read_articles(
        [put(tmp_path, "a.md", f"---\na0: &a0 [x, x]\n{levels}\ntitle: Fine\n---\n{BODY}")]
    ).articles
    assert article.title == "Fine"


def test_a_sidecar_names_its_bad_rows(tmp_path):
    put(tmp_path, "a.txt")
    put(
        tmp_path,
        "articles.csv",
        "file;published;source\na.txt;2019-12-02;Paper\nb.txt;2019;x;y\n;2019;z\na.txt;2018;again\n",
    )
    result = read_articles([tmp_path])
    assert (result.articles[0].source, result.articles[0].published) == ("Paper", day("2019-12-02"))
    assert [(failure.file.rsplit(":", 1)[1], failure.problem.split(";")[0]) for failure in result.failures] == [
        ("3", "row has more cells than the header"),
        ("4", "row names no article"),
        ("5", "'a.txt' has a row already"),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("title,published\nx,2019\n", "no column names the article"),
        (b"\x00\x01\x02\x03", "is a binary file"),
        ('file,title\na.txt,"open\n', "is no valid CSV"),
    ],
)
def test_a_bad_sidecar_loses_no_article(tmp_path, content, problem):
    put(tmp_path, "a.txt")
    put(tmp_path, "articles.csv", content)
    result = read_articles([tmp_path])
    assert names(result) == ["a.txt"]
    assert problem in result.failures[0].problem


def test_json_lines(tmp_path):
    lines = [
        json.dumps({"id": "x/7", "text": BODY, "title": "One", "date": "2019-12-21", "url": "https://p.example/1"}),
        "",
        json.dumps({"text": BODY + "\ud800"}),
        "{broken",
        json.dumps(["text"]),
        json.dumps({"title": "no text"}),
        json.dumps({"id": "x/7", "text": BODY}),
    ]
    put(tmp_path, "many.jsonl", "\n".join(lines))
    put(tmp_path, "articles.csv", "file,source\nmany.jsonl#3,Paper\n")
    result = read_articles([tmp_path])
    assert names(result) == ["many.jsonl#x_7", "many.jsonl#3", "many.jsonl#x_7~7"]
    assert len({Path(name).name for name in names(result)}) == 3
    first, second, _ = result.articles
    assert (first.text, first.title, first.published) == (BODY, "One", day("2019-12-21"))
    assert second.source == "Paper"
    assert second.text.endswith("\N{REPLACEMENT CHARACTER}")
    assert [failure.file.rsplit(":", 1)[1] for failure in result.failures] == ["4", "5", "6"]
    assert result.failures[0].problem.startswith("line is not valid JSON")


def test_a_yearless_dateline_is_told(tmp_path):
    put(tmp_path, "a.txt", "Army takes the hill town\n\nOLDPORT, Dec 19 - The army entered the hill town on Tuesday.\n")
    result = read_articles([tmp_path])
    assert result.articles[0].published == UNKNOWN
    assert result.failures[0].problem.startswith("dateline 'Dec 19' has no year")


def test_the_language_is_told_when_nobody_says(tmp_path):
    put(tmp_path, "fr.txt", "L'armée est entrée dans la ville lundi matin et la milice a quitté les collines du sud.\n")
    put(tmp_path, "short.txt", "Quiet.\n")
    found = {article.name: article.language for article in read_articles([tmp_path]).articles}
    assert found == {"fr.txt": "fr", "short.txt": ""}


def test_the_same_inputs_give_the_same_result(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        put(tmp_path, name, BODY + name)
    assert read_articles([tmp_path]) == read_articles([tmp_path])
