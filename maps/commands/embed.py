"""The embed command: the snippet that puts a map into a page."""

from __future__ import annotations

import click


@click.command("embed")
@click.argument("url")
@click.option("--title", default="Situation map", show_default=True, help="What a screen reader says of the frame.")
@click.option("--image", default="", help="Address of the map's picture, for where no frame or script runs.")
@click.option("--for", "form", type=click.Choice(["html", "picture", "markdown", "quarto"]), default="html")
def embed_command(url: str, title: str, image: str, form: str) -> None:
    """Print the snippet that puts the map at URL into a page.

    \b
    python build.py embed https://example.org/map.html --title "Libya, December 2019"
    python build.py embed map.html --image map.png --for quarto
    """
    from maps.embed import snippet_for

    click.echo(snippet_for(form, title, url, image))
