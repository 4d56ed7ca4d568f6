"""Traditional text found by simplified questions and the other way; quotes stay in the original's script."""

import json
from pathlib import Path

import pytest

from corpus import load
from index import Archive
from tests.index.conftest import make_article

TRADITIONAL = "臺灣的報紙報導，新水庫工程已經開工，總統昨日視察。"
SIMPLIFIED = "市水务局说，三坝水库工程已经开工。"


@pytest.mark.parametrize("phrase", ["水库工程", "水庫工程", "已经开工", "已經開工"])
def test_both_scripts_are_found_by_either(archive: Archive, phrase: str) -> None:
    archive.add([make_article(1, TRADITIONAL), make_article(2, SIMPLIFIED), make_article(3, "无关的文字。")])
    found = {passage.article.id: passage.text for passage in archive.containing(phrase)}
    assert found == {"a1": TRADITIONAL, "a2": SIMPLIFIED}
    hits = archive.search(phrase, 5, method="lexical")
    assert {hit.passage.article.id for hit in hits} == {"a1", "a2"}
    assert {hit.passage.text for hit in hits} == {TRADITIONAL, SIMPLIFIED}


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16", "gb18030"])
def test_quotes_keep_the_script_of_the_file(archive: Archive, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"id": "r1", "text": TRADITIONAL}, ensure_ascii=False).encode(encoding))
    archive.add(load([path]))
    (passage,) = archive.containing("新水库")
    article = archive.article("r1")
    assert article.text == passage.text == TRADITIONAL
