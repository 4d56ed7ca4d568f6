"""How well articles read back from a page agree with what was put on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article
from tests.pages.layout import Document

# An article is right when it holds this share of a story's pairs of characters, and few others.
SHARE = 0.9


@dataclass(frozen=True)
class Score:
    """Counts that add up over documents."""

    right: int = 0  # articles that are one story, whole and alone
    found: int = 0
    there: int = 0
    edits: int = (
        0  # characters to move, add or take to make the matched articles' texts those of their stories
    )
    characters: int = 0  # of the matched stories' texts
    heads: int = 0  # articles with newspaper, date, page and section right, of those found
    pages_right: int = 0  # documents with all of them right
    documents: int = 1

    def __add__(self, other: "Score") -> "Score":
        return Score(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.there)

    @property
    def order_error(self) -> float:
        return self.edits / max(1, self.characters)

    @property
    def masthead(self) -> float:
        return self.pages_right / max(1, self.documents)

    def __str__(self) -> str:
        said = f"boundary F1 {self.f1:.3f}  reading-order error {self.order_error:.4f}"
        return f"{said}  masthead right {self.masthead:.3f}"


def scored(document: Document, articles: Sequence[Article]) -> Score:
    """Articles matched one to one to the stories with which they share most, best first."""
    truth = [_pairs(story.title + story.byline + story.text) for story in document.stories]
    found = [_pairs(a.title + a.byline + a.text) for a in articles]
    likeness = sorted(
        ((_both(f, t), i, j) for i, f in enumerate(found) for j, t in enumerate(truth)), reverse=True
    )
    taken: dict[int, int] = {}
    right = edits = characters = 0
    for share, i, j in likeness:
        if i in taken or j in taken.values() or share < 0.5:
            continue
        taken[i] = j
        right += share >= SHARE
        wanted = _bare(document.stories[j].text)
        edits += min(distance(_bare(articles[i].text), wanted), len(wanted))
        characters += len(wanted)
    heads = sum(_head_right(document, a) for a in articles)
    return Score(right, len(found), len(truth), edits, characters, heads, heads == len(articles) > 0)


def _head_right(document: Document, a: Article) -> bool:
    return any(
        (a.newspaper, a.published, a.page, a.section) == (h.newspaper, h.published, h.page, h.section)
        for h in document.heads
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> Counter[str]:
    bare = _bare(text)
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1))


def _both(found: Counter[str], truth: Counter[str]) -> float:
    """The smaller of the two shares that are common."""
    common = (found & truth).total()
    return min(common / max(1, found.total()), common / max(1, truth.total()))


def distance(first: str, second: str) -> int:
    """Levenshtein's distance, by Myers' bit vectors (Hyyrö's form)."""
    if not first:
        return len(second)
    masks: dict[str, int] = {}
    for i, c in enumerate(first):
        masks[c] = masks.get(c, 0) | 1 << i
    full, high = (1 << len(first)) - 1, 1 << (len(first) - 1)
    plus, minus, score = full, 0, len(first)
    for c in second:
        match = masks.get(c, 0) | minus
        zero = (((match & plus) + plus) ^ plus) | match
        up, down = minus | (full & ~(zero | plus)), zero & plus
        score += bool(up & high) - bool(down & high)
        up = (up << 1 | 1) & full
        down = down << 1 & full
        plus, minus = down | (full & ~((masks.get(c, 0) | minus) | up)), up & (masks.get(c, 0) | minus)
    return score
