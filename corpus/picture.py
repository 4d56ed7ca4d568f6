"""Picture files of pages → pages of articles, by OCR; a TIFF may hold several."""

import warnings
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from corpus.article import MOST_LATE, InputError, Skipped, TookTooLong
from corpus.ocr import DPI, LONGEST, MEND, Image, is_installed
from corpus.page import Page

KINDS = ("PNG", "JPEG", "TIFF", "WEBP")
MOST_PIXELS = 150_000_000  # that a picture says it has: a broadsheet at 400 dpi has 55 million; 0.5 GB
MOST_PAGES = 200  # of one file
LEAST = 200  # pixels of the shorter side: less is a thumbnail or a sign, no page


def read_pictures(file: IO[bytes], path: Path, facts: Mapping[str, Any]) -> Iterator[Page | Skipped]:
    """The pages in a picture file.

    Raises:
        InputError: OCR is not installed, or the file is no such picture.
    """
    if not is_installed():
        raise InputError(MEND)
    from corpus.scan import split_scan

    given = {name: facts[name] for name in ("newspaper", "published", "page") if name in facts}
    shown, late = pictures(file), 0
    for number, image in enumerate(shown, 1):
        if isinstance(image, InputError):
            yield Skipped(str(path), f"page {number}", str(image))
            continue
        try:
            yield split_scan(image, DPI / 72, path, number=number, **given)
        except InputError as error:
            yield Skipped(str(path), f"page {number}", str(error))
            late += isinstance(error, TookTooLong)
        if late == MOST_LATE and (left := sum(1 for _ in shown)):
            rest = f"pages {number + 1} to {number + left}"
            yield Skipped(str(path), rest, f"{late} pages before them took too long; they weren't tried")


def pictures(file: IO[bytes], longest: int = LONGEST) -> Iterator[Image | InputError]:
    """Each picture of a file, upright and in RGB; its longer side at most `longest` pixels."""
    from PIL import Image as images
    from PIL import ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():  # of pictures that are large: MOST_PIXELS is our own limit
            warnings.simplefilter("ignore")
            opened = images.open(file, formats=KINDS)
            frames = ImageSequence.Iterator(opened)
            for number, frame in enumerate(frames):
                if number >= MOST_PAGES:
                    yield InputError(f"more than {MOST_PAGES} pictures in it; divide the file")
                    return
                if problem := _problem(frame.size):
                    yield InputError(problem)
                    continue
                frame.draft("RGB", (longest, longest))  # of a JPEG, unpacks no more than is needed
                shown = ImageOps.exif_transpose(frame)
                shown.thumbnail((longest, longest), images.Resampling.LANCZOS)
                yield np.asarray(_on_white(shown))
    except UnidentifiedImageError:
        raise InputError("no picture that can be read; it is damaged or misnamed") from None
    except images.DecompressionBombError:
        raise InputError(f"more than {MOST_PIXELS:,} pixels; scan it at 300 dpi or less") from None
    except Exception:  # Pillow's readers fail in many ways on damaged files: TypeError, struct.error …
        raise InputError("the picture is damaged or cut short; get the file again") from None


def count_pictures(path: Path) -> int:
    """How many pages a picture file has."""
    with path.open("rb") as file:
        return sum(1 for _ in pictures(file, 32))


def picture(path: Path, index: int, longest: int = LONGEST) -> Image:
    """Page `index` of a picture file, counted from 0; see `pictures`."""
    with path.open("rb") as file:
        found = next(islice(pictures(file, longest), index, None))
    if isinstance(found, InputError):
        raise found
    return found


def _problem(size: tuple[int, int]) -> str:
    if size[0] * size[1] > MOST_PIXELS:
        return f"{size[0]} by {size[1]} pixels, more than {MOST_PIXELS:,}; scan it at 300 dpi or less"
    if min(size) < LEAST:
        return f"{size[0]} by {size[1]} pixels: too small to be a page"
    return ""


def _on_white(image: Any) -> Any:
    """In RGB, what is transparent as paper."""
    if image.mode in ("I;16", "I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    from PIL import Image as images

    layered = image.convert("RGBA")
    paper = images.new("RGBA", layered.size, "white")
    paper.alpha_composite(layered)
    return paper.convert("RGB")
