"""How many there are, as the reader reads it: 30项 in a sentence that says 研制 where 制定 is asked for."""

import re
from collections.abc import Sequence

from qa.finding import Finding
from qa.question import Question
from qa.read import Reading
from qa.texts.value import numbers
from qa.ways.expected import measured, measures
from qa.ways.told import names_all

SURE = (
    0.6  # probability from which a reading stands by itself: of 139 counts, 83 were read so, 3 of them wrong
)
AROUND = 4  # characters before a reading that may belong to its number
BEHIND = 6  # … and behind it that only say what it counts: 7次参加世界杯
_PLAIN = re.compile(r"[\d一二两三四五六七八九十百千近约超逾]")


def number(question: Question, readings: Sequence[Reading], least: float = SURE) -> Finding | None:
    """The likeliest reading, if it is sure and begins with its only number, in the unit asked for.

    `least` is its least probability.
    """
    best = readings[0] if readings else None
    if best is None or best.probability < least or not _PLAIN.match(best.text):
        return None
    article = best.passage.article
    around = numbers(
        article.text, max(0, best.start - AROUND), best.end + 1
    )  # 超过10万, of which 10万 is read
    found = [span for span in around if span.start < best.end and best.start < span.end]
    units = measures(question.text)
    if len(found) != 1 or best.end - found[0].end > BEHIND or not names_all(article, question.names):
        return None
    said = article.text[slice(*found[0])]
    if units and not measured(said, units):
        return None
    return Finding(article, found[0], best.probability)


def holding(readings: Sequence[Reading], number: Finding) -> list[Reading]:
    """The readings that hold a number, in their order."""
    return [
        one
        for one in readings
        if one.passage.article.id == number.article.id
        and one.start <= number.span.start < number.span.end <= one.end + 1
    ]


def chance(readings: Sequence[Reading], number: Finding) -> float:
    """The probability of the likeliest reading that holds a number."""
    return max((one.probability for one in holding(readings, number)), default=0.0)
