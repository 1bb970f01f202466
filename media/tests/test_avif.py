import io
from typing import Any

import pytest
from PIL import Image
from willow.image import Image as WillowImage

from media.tests.files import SRGB, decoded, picture


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Pillow is told, each time it writes."""
    calls: list[dict[str, Any]] = []
    save = Image.Image.save

    def noting(self: Any, fp: Any, format: Any = None, **options: Any) -> None:
        calls.append({"format": format, **options})
        save(self, fp, format, **options)

    monkeypatch.setattr(Image.Image, "save", noting)
    return calls


@pytest.mark.parametrize("is_opened", [True, False])
def test_avif_is_written_at_speed_eight(saved: list[dict[str, Any]], is_opened: bool) -> None:
    """Whether Willow has decoded the picture already or finds the way to Pillow by itself."""
    image = WillowImage.open(io.BytesIO(picture()))
    if is_opened:
        image = image.auto_orient()
    saved.clear()
    out = io.BytesIO()

    made = image.save_as_avif(out, quality=61)

    assert saved == [{"format": "AVIF", "quality": 61, "speed": 8}]
    assert (made.format_name, decoded(out.getvalue()).size) == ("avif", (24, 16))


def test_lossless_and_profile_are_honoured(saved: list[dict[str, Any]]) -> None:
    image = WillowImage.open(io.BytesIO(picture("PNG", icc_profile=SRGB))).auto_orient()
    saved.clear()

    image.save_as_avif(io.BytesIO(), lossless=True)

    assert saved == [
        {
            "format": "AVIF",
            "quality": 100,
            "speed": 8,
            "subsampling": "4:4:4",
            "icc_profile": SRGB,
        }
    ]


def test_inks_are_written_as_light() -> None:
    out = io.BytesIO()
    WillowImage.open(
        io.BytesIO(picture(mode="CMYK", color=(0, 255, 255, 0)))
    ).auto_orient().save_as_avif(out)

    red, green, blue = decoded(out.getvalue()).convert("RGB").getpixel((5, 5))
    assert (red > 240, green < 20, blue < 20) == (True, True, True)
