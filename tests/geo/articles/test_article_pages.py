"""HTML and PDF: text and metadata come out, hostile pages are one line and never hang the build."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from geo.articles import read_articles
from geo.articles import sandbox as sandbox_module
from geo.articles.decode import UnreadableError, decode, decode_html
from geo.articles.extract import extract
from geo.articles.sandbox import Sandbox

PARAGRAPHS = (
    "The army entered the hill town on Monday morning and the militia withdrew from it towards the coast.",
    "Residents saw columns on the coast road. The council met in the evening and called for a ceasefire.",
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Army takes the hill town | The Paper</title>
<meta property="og:title" content="Army takes the hill town"><meta property="og:site_name" content="The Paper">
<meta name="author" content="Jo Doe">{head}<link rel="canonical" href="https://paper.example/a">
<script>document.title = "changed"</script></head><body><nav><a href="/">Home</a></nav><article>
<h1>Army takes the hill town</h1><p>{0}</p><p>{1}</p></article><footer>(c) The Paper</footer></body></html>"""


def page(head: str = "") -> bytes:
    return PAGE.format(*PARAGRAPHS, head=head).encode()


def pdf(pages: list[list[str]], password: str | None = None) -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, encrypt=password, invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(60, 800 - 16 * number, line)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2019-12-21T23:30:00+02:00">', "2019-12-21"),
        ('<meta name="DC.date.issued" content="2018-12">', "2018-12"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2019-12-21"}]}</script>', "2019-12-21"),
        ('<meta property="article:modified_time" content="2020-01-01">', "2020-01-01"),
        (
            '<meta property="article:modified_time" content="2020-01-01"><meta name="date" content="2019-12-21">',
            "2019-12-21",
        ),
        ("", ""),
    ],
)
def test_a_page(head, published):
    found = extract("html", page(head))
    assert found["title"] == "Army takes the hill town"
    assert (found["source"], found["author"], found["language"]) == ("The Paper", "Jo Doe", "en")
    assert found["text"].split("\n")[0] == "Army takes the hill town"
    assert all(paragraph in found["text"] for paragraph in PARAGRAPHS)
    assert found["published"][: len(published) or 1] == published


def test_pages_reach_articles_through_the_sandbox(tmp_path):
    (tmp_path / "a.html").write_bytes(page('<meta property="article:published_time" content="2019-12-21">'))
    (tmp_path / "b.pdf").write_bytes(pdf([["Army takes the hill town", "OLDPORT, June 27, 2019 -", *PARAGRAPHS]]))
    first, second = read_articles([tmp_path]).articles
    assert (first.published.start or "").isoformat() == "2019-12-21"
    assert (second.title, str(second.published.start)) == ("Army takes the hill town", "2019-06-27")


def test_a_pdf_is_joined_to_paragraphs_without_running_heads():
    set_lines = [
        "The army entered the hill town on Monday morning and the militia with-",
        "drew from it towards the coast, where it had held the harbour for long.",
        "The council met.",
    ]
    pages = [["The Paper", *set_lines, f"Page {number} of 4"] for number in range(1, 5)]
    for number, lines in enumerate(pages):
        lines[1] = f"{'ABCD'[number]}. {lines[1]}"
        lines.insert(
            4, f"Entry {'abcd'[number]} of the log is given here in full, and nothing more is said of it today."
        )
        lines.insert(5, f"So it was {'abcd'[number]}.")
    text = extract("pdf", pdf(pages))["text"]
    assert "militia withdrew from it" in text
    assert "The Paper" not in text
    assert "Page" not in text
    assert text.count("The council met.") == 4


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.pdf", pdf([["secret"]], password="x"), "is encrypted: it needs a password"),
        ("a.pdf", pdf([[]]), "holds no text (a scan?)"),
        ("a.pdf", pdf([list(PARAGRAPHS)])[:600], "is no readable PDF"),
        ("a.pdf", b"no pdf at all", "is no readable PDF"),
        ("a.html", b"<html><body></body></html>", "holds no article text"),
        ("a.html", b"<div>" * 200_000, "is no HTML page"),
    ],
)
def test_a_page_that_cannot_be_used(tmp_path, name, data, problem):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("The army entered the town.\n")
    result = read_articles([tmp_path])
    assert [article.name for article in result.articles] == ["good.txt"]
    assert result.failures[0].problem.startswith(problem)


def test_entity_bombs_do_not_unfold():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE html [<!ENTITY a0 "boom">{levels}]><html><body><p>&a19; {PARAGRAPHS[0]}</p></body></html>'
    assert len(extract("html", bomb.encode()).get("text", "")) < len(bomb)


def test_a_parser_that_hangs_is_stopped_and_replaced(monkeypatch):
    start = sandbox_module._start
    monkeypatch.setattr(sandbox_module, "_start", sleeper)
    with Sandbox(seconds=0.2) as sandbox:
        with pytest.raises(UnreadableError, match=r"took longer than 0\.2 s"):
            sandbox.extract("html", page())
        monkeypatch.setattr(sandbox_module, "_start", start)
        sandbox._seconds = 30
        assert sandbox.extract("html", page())["title"] == "Army takes the hill town"


def sleeper():
    import subprocess
    import sys

    code = "import time; time.sleep(60)"
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_a_parser_that_dies_is_one_bad_article(monkeypatch):
    import subprocess
    import sys

    monkeypatch.setattr(
        sandbox_module,
        "_start",
        lambda: subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE),
    )
    with Sandbox() as sandbox, pytest.raises(UnreadableError, match="its parser broke off"):
        sandbox.extract("html", page())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffThe café".encode(), "The café"),
        ("The café".encode("utf-16"), "The café"),
        ("The town is quiet".encode("utf-16-le"), "The town is quiet"),
        ("Die Städte “Köln” und “Zürich” sind schön — sagt man überall.".encode("cp1252"), "Köln"),
        ("Армия вошла в город в понедельник, и ополчение покинуло его.".encode("cp1251"), "Армия вошла"),
        ("دخل الجيش المدينة صباح الاثنين وانسحبت الميليشيا منها نحو الساحل".encode("cp1256"), "دخل الجيش"),
        ("Überall é à ö ü — ruhig".encode() + b"\xff", "Überall é à ö ü — ruhig\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_encodings(data, text):
    assert text in decode(data)


def test_a_page_is_decoded_as_it_declares():
    assert "Köln" in decode_html(b'<meta charset="iso-8859-1"><p>K\xf6ln</p>')
    assert "Köln" in decode_html("<meta charset='no-such'><p>Köln</p>".encode())
    assert "4b" in decode_html(b'<meta charset="hex">4b')


@pytest.mark.shared
def test_the_seed_articles_keep_their_last_paragraph_and_lose_their_footers():
    folder = Path(__file__).resolve().parents[4] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds is not there")
    articles = read_articles([folder]).articles
    assert articles
    for article in articles:
        kept = "".join(
            article.text[a.end : b.start] for a, b in zip(article.furniture, article.furniture[1:], strict=False)
        )
        assert "AFP" not in kept
        assert article.furniture
        assert sum(span.end - span.start for span in article.furniture) < 0.15 * len(article.text)
