"""What the page looks like, held against small pictures of it: ``UPDATE_PICTURES=1`` draws them anew."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import sample
from PIL import Image

from maps.interactive import render_page

if TYPE_CHECKING:
    from numpy.typing import NDArray

pytestmark = pytest.mark.browser
FOLDER = Path(__file__).parent / "pictures"
SIZE = (200, 125)  # letters vanish at it, areas, arrows, symbols and cards remain: fonts differ between machines
MEAN, FAR, SHARE = 5.0, 48, 0.02  # of 255: mean difference; a pixel that differs far; how many of them may
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1, "has_touch": True, "is_mobile": True}
VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "desk": ("", {}),
    "dark": ("", {"color_scheme": "dark"}),
    "phone": ("", PHONE),
    "near": ("#v=32.5,13.4,8.5&s=3", {}),
    "lists": ("#tab=places", {}),
    "popup": ("#open=events%2Fe10", {}),
    "embed": ("#embed", {"viewport": {"width": 640, "height": 400}}),
}


@pytest.fixture(scope="module")
def html(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sample.world() is None:
        pytest.skip("NO WORLD ATLAS: the page has no land to compare; run `npm ci` in maps/assets")
    path = tmp_path_factory.mktemp("pictures") / "map.html"
    path.write_text(render_page(sample.layers(), sample.context(), assets), "utf-8")
    return path


def small(picture: bytes) -> NDArray[np.int16]:
    """Give a screenshot at `SIZE` (turned for an upright one), RGB."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    size = SIZE if image.width >= image.height else SIZE[::-1]
    return np.asarray(image.resize(size, Image.Resampling.BOX), dtype=np.int16)


def differ(one: NDArray[np.int16], other: NDArray[np.int16]) -> bool:
    apart = np.abs(one - other).max(axis=2)
    return bool(apart.mean() > MEAN or (apart > FAR).mean() > SHARE)


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_looks_as_it_did(html: Path, opened: Any, name: str) -> None:
    fragment, options = VIEWS[name]
    page = opened(html, fragment, reduced_motion="reduce", **options)
    page.page.wait_for_timeout(400)
    page.settle()
    seen = small(page.page.screenshot())
    path = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_PICTURES"):
        Image.fromarray(seen.astype(np.uint8)).quantize(64).save(path, optimize=True)
    kept = small(path.read_bytes())
    assert seen.shape == kept.shape
    assert not differ(seen, kept), f"{path.name}: mean {np.abs(seen - kept).mean():.1f}; look, then UPDATE_PICTURES=1"


def test_the_comparison_sees_what_matters(html: Path, opened: Any) -> None:
    desk = small((FOLDER / "desk.png").read_bytes())
    page = opened(html, reduced_motion="reduce")
    page.run("Sitmap.set({ off: new Set(['layer:control', 'layer:axes']) })")
    page.settle()
    assert differ(small(page.page.screenshot()), desk)
