"""How much of a question's word a text holds."""

import pytest

from qa.ways.evidence import held


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
