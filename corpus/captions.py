"""Captions and bylines: which strips are some, and how far they stand from a story."""

from collections.abc import Sequence

from corpus.headlines import across, overlap
from corpus.masthead import is_byline, is_caption
from corpus.normalise import normalise
from corpus.sheet import Box
from corpus.strips import Strip


def is_byline_strip(strip: Strip) -> bool:
    """Its lines together only name who wrote the story."""
    return is_byline(" ".join(normalise(p.text) for p in strip.prints)) or is_byline(
        normalise("".join(p.text for p in strip.prints))
    )


def is_caption_strip(strip: Strip, pictures: Sequence[Box], size: float, lead: float) -> bool:
    """It tells of a picture: by its form, or by standing right below one; `size` is that of body type."""
    text = normalise("".join(p.text for p in strip.prints))
    if len(strip.prints) > 6:
        return False
    beside = any(
        -0.5 * lead < strip.top - box[3] < 1.6 * lead
        and overlap(strip.box, box) > 0.5 * (strip.right - strip.left)
        for box in pictures
    )
    return (beside and (strip.size < 0.97 * size or len(strip.prints) < 4)) or is_caption(text)


def distance(box: Box, others: Sequence[Box], lead: float, under: bool) -> float:
    """Points from a caption's or, `under` its text, a byline's place to the nearest of a story's."""
    spans = []
    for other in others:
        x = max(0.0, -overlap(box, other))
        y = max(0.0, -across(box, other))
        # What follows belongs to a caption rather than what ended above it.
        extra = 0.5 * lead if other[3] <= box[1] and not under else 0.0
        spans.append(x * 2 + y + extra)
    return min(spans, default=1e9)
