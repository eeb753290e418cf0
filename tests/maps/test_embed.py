"""The embed page: well-formed, safe whatever the title holds, without scripts."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from geo.errors import UsageError
from geo.layers.schema import MapContext
from maps.embed import embed_snippet, picture_snippet, plain_title, render_embed, snippet_for

VOID = {"meta", "img", "br", "link", "input", "hr"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> ${x} `y` {{ 7*7 }} ```\n</pre> \u202e'


class Tree(HTMLParser):
    """Collects elements, and fails on what is closed in the wrong order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append((self.open[-1] if self.open else "", data))

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    def within(self, tag):
        return [text for name, text in self.text if name == tag]


def parsed(html):
    tree = Tree()
    tree.feed(html)
    tree.close()
    assert not tree.open
    return tree


@pytest.mark.parametrize("title", ["Libya 2019", "", HOSTILE, "طرابلس"])
def test_the_page_is_well_formed_and_runs_nothing(title):
    tree = parsed(render_embed(MapContext(title=title)))
    assert not tree.all("script")
    assert not [name for _, attrs in tree.elements for name in attrs if name.startswith("on")]
    assert tree.within("h1") == [plain_title(title)]
    assert [frame["title"] for frame in tree.all("iframe")] == [plain_title(title)]
    assert tree.all("iframe")[0]["src"] == "map.html#embed"


def test_the_box_to_copy_holds_the_frame_that_is_previewed():
    tree = parsed(render_embed(MapContext(title=HOSTILE)))
    boxes = tree.within("pre")
    assert boxes[0] == embed_snippet(HOSTILE)
    assert parsed(boxes[0]).all("iframe") == tree.all("iframe")
    assert parsed(boxes[1]).all("img") == [
        {"src": "map.png", "alt": plain_title(HOSTILE), "style": "width: 100%; height: auto"}
    ]


def test_the_frame_is_lazy_titled_sandboxed_and_sized_without_styles():
    (frame,) = parsed(embed_snippet("A & B", "https://example.org/map.html")).all("iframe")
    assert frame["src"] == "https://example.org/map.html#embed"
    assert frame["title"] == "A & B"
    assert frame["loading"] == "lazy"
    assert frame["width"] == "100%"
    assert int(frame["height"]) > 0
    assert "allow-same-origin" not in frame["sandbox"]
    assert "allow-scripts" in frame["sandbox"]


def test_a_permalink_keeps_its_view():
    (frame,) = parsed(embed_snippet("A", "https://example.org/m.html#at=2019-04-05")).all("iframe")
    assert frame["src"] == "https://example.org/m.html#at=2019-04-05&embed"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " ", "java\nscript:x", "http://[x/", "file:///x"]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(UsageError):
        render_embed(MapContext(title="A"), url)
    with pytest.raises(UsageError):
        picture_snippet("A", "map.html", url)


def test_an_address_cannot_leave_its_place():
    page = render_embed(MapContext(title="A"), 'a map.html"><b>', "p)>.png")
    tree = parsed(page)
    assert not tree.all("b")
    assert tree.all("iframe")[0]["src"] == "a%20map.html%22%3E%3Cb%3E#embed"
    assert "[![A](<p)%3E.png>)](<a%20map.html%22%3E%3Cb%3E>)" in tree.within("pre")[2]


def test_markdown_marks_in_a_title_are_escaped():
    tree = parsed(render_embed(MapContext(title="A [b](c) *d* <e>")))
    assert tree.within("pre")[2] == r"[![A \[b\](c) \*d\* \<e\>](<map.png>)](<map.html>)"


def test_the_same_context_gives_the_same_page():
    context = MapContext(title="A")
    assert render_embed(context) == render_embed(context)


def test_a_picture_stands_in_for_the_map_only_where_there_is_one():
    assert not parsed(embed_snippet("A", "map.html")).all("img")
    (image,) = parsed(embed_snippet(HOSTILE, "map.html", "map.png")).all("img")
    assert (image["src"], image["alt"]) == ("map.png", plain_title(HOSTILE))
    assert "noscript" not in render_embed(MapContext(title="A"))
    assert "<noscript>" in render_embed(MapContext(title="A"), pictured=True)


def test_each_kind_of_document_has_its_snippet():
    given = ("A [b]", "https://example.org/m.html", "m.png")
    assert snippet_for("html", *given) == embed_snippet(*given)
    assert snippet_for("picture", *given) == picture_snippet(*given)
    assert snippet_for("markdown", *given) == r"[![A \[b\]](<m.png>)](<https://example.org/m.html>)"
    assert snippet_for("quarto", *given).count(":::") == 4
    with pytest.raises(UsageError, match="--image"):
        snippet_for("markdown", "A", "map.html")
