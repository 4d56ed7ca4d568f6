"""How much of a question's word a text holds."""

import pytest

from corpus import Article
from qa.finding import Finding
from qa.question import understand
from qa.texts.names import Span
from qa.ways.evidence import held, weigh


@pytest.mark.parametrize(
    ("word", "text", "share"),
    [
        ("MIX2", "小米mix 2搭载新芯片", 1.0),
        ("MIX2", "小米mix2s搭载新芯片", 0.0),
        ("F35", "f-35战机", 1.0),
        ("GPT-3", "gpt3发布", 1.0),
        ("GPT-3", "gpt-35发布", 0.0),
        ("Facebook公司", "facebook的总裁", 0.5),
        ("2016欧洲杯", "2016年的欧洲杯", 1.0),
        ("5G", "重15g", 0.0),
        ("8月9日", "8月2日和9月9日", 0.0),
        ("20号", "1月20日", 1.0),
        ("1,200", "共1,200人", 1.0),
        ("水库", "水库", 1.0),
        ("水库", "河流", 0.0),
        ("", "", 1.0),
    ],
)
def test_held(word: str, text: str, share: float) -> None:
    assert held(word, text) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("李青执导了《北岸》。", 1.0),
        ("李青执导了《北岸2》。", 0.0),
        ("李青执导了《北岸：归来》。", 0.0),
        ("李青执导了《北岸2》，是《北岸》的续集。", 1.0),
        ("李青执导了北岸一片。", 1.0),
    ],
)
def test_a_sequel_is_another_work(text: str, share: float) -> None:
    found = Finding(Article("a", "", text), Span(0, 2))
    assert weigh(understand("《北岸》是谁执导的？"), found, 0.5, 0.5).names == share
