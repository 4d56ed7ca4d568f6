"""From articles to what the archive stores of them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from corpus import Article, Skipped
from index.embedding import Embedder
from index.mentions import find
from index.passage import Passage, split
from index.store import Indexed
from index.tagger import Token
from index.words import pack

BATCH_ARTICLES = 256  # stored by one transaction: what a crash can lose
BATCH_CHARACTERS = 250_000  # or fewer articles if these are long: about 1,000 passages, 10 s of work


class Read(NamedTuple):
    """What is remembered of an article that a file gave."""

    id: str
    sha256: str
    content: str  # digest of its title and text: what tells it when newspaper, date or page are given anew


Tagger = Callable[[Sequence[str]], list[list[Token]]]  # words covering each text; none: tagged when asked


def batches(items: Iterable[Article | Skipped], skipped: list[Skipped]) -> Iterator[list[Article]]:
    """The articles among `items` in batches without a repeated id; what can't be stored goes to `skipped`."""
    batch: dict[str, Article] = {}
    characters = 0
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        if reason := _problem(item):
            skipped.append(Skipped(item.source, f"article {item.id!r}", reason))
            continue
        if item.id in batch or len(batch) == BATCH_ARTICLES or characters > BATCH_CHARACTERS:
            yield list(batch.values())
            batch, characters = {}, 0
        batch[item.id] = item
        characters += len(item.text)
    if batch:
        yield list(batch.values())


def _problem(article: Article) -> str:
    """Why an article can't be stored, "" if it can. `corpus.load` makes none of these; callers may."""
    fields = (article.id, article.title, article.text, article.newspaper, article.page, article.section)
    if not article.id.strip():
        return "its id is empty: give it one"
    try:
        "".join((*fields, article.byline, article.source, article.sha256)).encode()
    except UnicodeEncodeError:
        return "it holds half of a surrogate pair, which is no character: decode the text anew"
    edges = [edge for span in article.headings for edge in span]
    if edges != sorted(edges) or (edges and not 0 <= edges[0] <= edges[-1] <= len(article.text)):
        return "its headings overlap or lie outside its text: give their spans in order"
    return ""


def prepare(articles: Sequence[Article], embedder: Embedder, tagger: Tagger) -> list[Indexed]:
    """Passages, embeddings, words and mentions of `articles`."""
    parted = [split(article) for article in articles]
    vectors = embedder.documents([embedded(passage) for passages in parted for passage in passages])
    tagged = tagger([article.text for article in articles])
    return [
        Indexed(
            article,
            file_of(article),
            [(passage.start, passage.end) for passage in passages],
            list(islice(vectors, len(passages))),
            find(article.text, words),
            pack(words),
        )
        for article, passages, words in zip(articles, parted, tagged, strict=True)
    ]


def embedded(passage: Passage) -> str:
    """What the encoder reads of a passage: its text below the article's title."""
    title = passage.article.title.strip()
    return f"{title}\n{passage.text}" if title else passage.text


def file_of(article: Article) -> str:
    """The absolute path of the file that an article was read from; "" where that isn't known."""
    file = article.file or article.source
    return str(Path(file).absolute()) if file and article.sha256 else ""


def read_of(article: Article) -> Read:
    """`article` without its text."""
    content = hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()
    return Read(article.id, article.sha256, content)


def digests(file: str) -> set[str]:
    """What an `Article.sha256` read from `file` as it is now can be: that of the whole, or of one line.

    Empty if `file` can't be read. It tells which articles really came from the file that they name.
    """
    whole = hashlib.sha256()
    found = set()
    try:
        with Path(file).open("rb") as stream:
            for line in stream:
                whole.update(line)
                found.add(hashlib.sha256(line.rstrip(b"\r\n")).hexdigest())
    except (OSError, ValueError):
        return set()
    return found | {whole.hexdigest()}
