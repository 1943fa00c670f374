"""Photos drawn anew: upright, small enough to keep, and without anything but the picture. Runs in the cleaner alone."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from commonground.documents.kinds import MEGABYTE, CannotTake, Why

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_DOTS = 210_000_000
"""A telephone's largest photo today has 200 million."""
MOST_DOTS_UNPACKED = 60_000_000
"""Of formats that cannot be opened at a smaller size."""
SIDE = 3000
"""A letter of one page can be read well at this size."""
MOST = 2 * MEGABYTE
TRIES = ((SIDE, 85), (SIDE, 70), (2400, 70), (1800, 65), (1200, 60))

Image.MAX_IMAGE_PIXELS = MOST_DOTS


def clean(data: bytes) -> bytes:
    """The picture as a new JPEG. Raises CannotTake."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _smallest(_opened(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise CannotTake(Why.TOO_MUCH_INSIDE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError):
        raise CannotTake(Why.UNREADABLE) from None


def _opened(data: bytes) -> Image.Image:
    """The picture itself, upright, in plain colours, no larger than we keep it."""
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    # A JPEG can be opened at a half, a quarter or an eighth, which spares the memory for what is thrown away.
    image.draft("RGB", (SIDE, SIDE))
    if image.width * image.height > MOST_DOTS_UNPACKED:
        raise CannotTake(Why.TOO_MUCH_INSIDE)
    image.load()
    small: Image.Image = image
    if image.mode.startswith("I;16"):
        # Sixteen bits of grey, as some scanners write; Pillow would cut them off rather than scale them.
        small = image.point(lambda grey: grey * (1 / 256)).convert("L")
    small.thumbnail((SIDE, SIDE))
    upright = ImageOps.exif_transpose(small)
    plain = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        plain.paste(seen, mask=seen)
    else:
        plain.paste(upright.convert("RGB"))
    return plain


def _smallest(image: Image.Image) -> bytes:
    """The picture at the first size and fineness that is small enough to keep."""
    made = b""
    for side, quality in TRIES:
        image.thumbnail((side, side))
        made = _jpeg(image, quality)
        if len(made) <= MOST:
            break
    return made


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
