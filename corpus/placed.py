"""A page whose lines have places → its articles.

Frames are told apart first: what stands in a frame is one story's, or an advertisement. Elsewhere a
headline's story is the columns below it and those to which their text goes on (`territory`). The lines
of a story become blocks (`setting`), and from there on a page with places is read like one without.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.grid import LEAD
from corpus.headings import assign, set_parts
from corpus.lines import finished
from corpus.masthead import is_furniture, read_masthead
from corpus.normalise import normalise
from corpus.page import Page, Part, finish
from corpus.sheet import Box, Print, Sheet
from corpus.strips import body_size, lead_of
from corpus.territory import Territory, territories
from corpus.threads import threads
from corpus.topics import divided
from corpus.typeset import block_of, story_of

HEAD = 0.16  # of the page's height: where its masthead may stand
FOOT = 0.06  # of the page's height: where its editors are named
FRAME = 0.85  # of the page's area; a larger frame is the page's own


def split_sheet(
    sheet: Sheet,
    path: Path = Path(),
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    number: int = 1,
    same: float = 0.04,
    divide: bool = False,
) -> Page:
    """Tell a page's articles, masthead and furniture apart; arguments as for `corpus.page.split_page`.

    `same` is the share by which the sizes of equal type may differ: small in a PDF, larger in a scan.
    With `divide`, for a page whose type sizes are lost, stories are also told apart by their words.
    """
    prints = [p for p in sheet.prints if normalise(p.text)]
    size = body_size(prints)
    masthead, furniture, rest = _without_edges(prints, sheet)
    stories, stranded, doubts = [], [], []
    for area, frame in _areas(rest, sheet):
        lead = lead_of(area.prints, size) if not divide else LEAD
        found = threads(area, lead, same) if divide else territories(area, size, lead, same)
        if frame and not any(_has_sentence(t.prints) for t in found):
            furniture += sorted(area.prints, key=lambda p: (p.base, p.left))
            continue
        for territory in found:
            if territory.strips and _has_sentence(territory.prints):
                stories.append((territory, story_of(territory, size)))
                doubts.append((territory.doubt, sum(len(p.text) for p in territory.prints)))
            else:
                stranded += territory.prints
    headings = [block for _, story in stories for block in story.leads]
    headings += [item for _, story in stories for item in story.items if item.kind == "heading"]
    spare = [block_of("heading", [p]) for p in stranded if not finished(normalise(p.text))]
    furniture += [p for p in stranded if finished(normalise(p.text))]
    for place, block in enumerate(spare):
        block.places = [1000 + 2 * place]
    body = "\n".join(story.text for _, story in stories)
    set_parts([*headings, *spare], body)
    told = [story for _, story in stories]
    kept, leftover = assign(divided(told, []) if divide else told, spare)
    boxes = {id(block): box for territory, story in stories for block, box in territory.placed}
    return finish(
        kept,
        [block_of("masthead", [p]) for p in masthead],
        [*[block_of("furniture", [p]) for p in [*furniture, *sheet.turned]], *leftover],
        path,
        newspaper=newspaper,
        published=published,
        page=page,
        number=number,
        boxes=boxes,
        doubt=_mean(doubts),
    )


def _has_sentence(prints: Sequence[Print]) -> bool:
    return any(c in "".join(p.text for p in prints) for c in "。；") or any(
        len(p.text) > 30 and ". " in p.text + " " for p in prints
    )


def _mean(doubts: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in doubts)
    return sum(doubt * weight for doubt, weight in doubts) / total if total else 1.0


def _without_edges(prints: Sequence[Print], sheet: Sheet) -> tuple[list[Print], list[Print], list[Print]]:
    """Masthead, furniture, and everything else."""
    masthead: list[Print] = []
    furniture: list[Print] = []
    rest: list[Print] = []
    for p in prints:
        text = normalise(p.text)
        high, low = p.bottom < HEAD * sheet.height, p.top > (1 - FOOT) * sheet.height
        if (high or low) and not p.upright and read_masthead(text):
            masthead.append(p)
        elif (high or low) and is_furniture(text):
            furniture.append(p)
        else:
            rest.append(p)
    return masthead, furniture, rest


def _areas(prints: Sequence[Print], sheet: Sheet) -> Iterator[tuple[Sheet, Box | None]]:
    """The page without its frames, and what stands in each frame."""
    whole = sheet.width * sheet.height
    boxes = {tuple(round(edge) for edge in box): box for box in sheet.boxes}
    frames = sorted((box for box in boxes.values() if _area(box) < FRAME * whole), key=_area)
    inside: dict[Box | None, list[Print]] = {}
    for p in prints:
        home = next((frame for frame in frames if _holds(frame, p.box)), None)
        inside.setdefault(home, []).append(p)
    pictures = [*sheet.pictures, *(frame for frame in frames if frame not in inside)]
    for frame, held in inside.items():
        yield (
            Sheet(
                sheet.width,
                sheet.height,
                held,
                [
                    other
                    for other in inside
                    if other and other != frame and (not frame or _holds(frame, other))
                ],
                [rule for rule in sheet.rules if not frame or _holds(frame, rule)],
                [picture for picture in pictures if not frame or _holds(frame, picture)],
            ),
            frame,
        )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(frame: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


__all__ = ["Part", "Territory", "split_sheet"]
