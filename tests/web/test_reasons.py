"""Why files were skipped, in Chinese: every sentence of corpus/ for it; what isn't known stays as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus.normalise import HAN
from qa.web.words.reasons import _SAID, in_words_of

WITHIN = ("original.py", "load.py")  # what these raise is caught within, or told to developers


def sentences() -> Iterator[tuple[str, str]]:
    """(file, sentence) of every error and skip in corpus/, its values as 7."""
    for file in sorted(Path(corpus.__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        named = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                last = {"InputError": 0, "TookTooLong": 0, "Skipped": 2}.get(node.func.id)
                if last is not None and file.name not in WITHIN and (said := worded(node.args[last], named)):
                    yield file.name, said


def worded(node: ast.expr, named: dict[str, str]) -> str:
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            said = "".join(worded(part, named) or "7" for part in parts)
            return said if re.sub("[7:; ]", "", said) else ""  # only what another sentence said
        case ast.FormattedValue(value=ast.Name(id=name)):
            return named.get(name, "")
    return ""


FOUND = sorted(set(sentences()))


def test_the_sentences_are_found() -> None:
    assert len(FOUND) > 50


@pytest.mark.parametrize(("file", "said"), FOUND)
def test_every_reason_is_known_in_chinese(file: str, said: str) -> None:
    told = in_words_of(said, "zh")
    assert re.search(f"[{HAN}]", told), f"{file}: put it into qa/web/words/reasons.py"
    assert re.search(f"[{HAN}]", told.replace("成都日报", ""))
    assert in_words_of(said, "en") == said


def test_what_stands_inside_is_put_into_chinese_too() -> None:
    told = in_words_of("its 03.yaml: unknown field 'x'; give title, page", "zh")
    assert told == "它的 03.yaml：没有 'x' 这个字段；可以写 title, page"
    assert in_words_of(".exe is not supported; give .pdf, .txt", "zh") == "不支持 .exe 文件；请用 .pdf, .txt"
    said = "坏.csv, line 1: no question column among a, b; name one question or 问题"
    assert (
        in_words_of(said, "zh") == "坏.csv，第 1 行：a, b 中没有 question 列；请把一列命名为 question or 问题"
    )
    assert in_words_of("page 12", "zh") == "第 12 页"


def test_what_is_not_known_stays_exactly_as_it_is() -> None:
    for said in ("some parser's own words: {0} {}", "", "{}", "page {0}x\n\u202e"):
        assert in_words_of(said, "zh") in (said, f"第 {said[5:]} 页")


def test_values_have_their_places_in_both() -> None:
    for english, chinese in _SAID.items():
        places = re.findall(r"\{(\d?)\}", chinese)
        assert len(places) <= english.count("{}"), english
        assert all(not place or int(place) < english.count("{}") for place in places)
