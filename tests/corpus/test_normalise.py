import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import flat, normalise


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("ＧＤＰ增长５．２％", "GDP增长5.2%"),
        ("，。？！：；（）“”‘’《》、—…", "，。？！：；（）“”‘’《》、—…"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("成\u200b都\ufeff\u202e日\u00ad报\x07", "成都日报"),
        ("\u3000\u3000成都 \u00a0\t作为\u3000", "成都 作为"),
        ("昨天， 学员 。“ 讨论 ”", "昨天，学员。“讨论”"),
        ("成 都 日 报 编辑", "成都日报 编辑"),
        ("成 都 日 报", "成都日报"),
        ("记者 李霞 李世芳", "记者 李霞 李世芳"),
        ("首要任务 统筹推进“六大关系” 热议", "首要任务 统筹推进“六大关系” 热议"),
        ("the  iPhone 14 发布", "the iPhone 14 发布"),
        ("e\u0301", "é"),
        ("半个\ud83d字", "半个\ufffd字"),
        ("臺灣報導", "臺灣報導"),
    ],
)
def test_examples(raw: str, text: str) -> None:
    assert normalise(raw) == text


@given(st.text(st.characters(codec=None, categories=None), max_size=80))
def test_idempotent_and_storable(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    once.encode("utf-8")
    assert "\r" not in once
    assert "  " not in once
    assert "\n" not in flat(raw)


@given(st.text("成都日报 ，。“”（）、：？ab1\u3000\n", max_size=60))
def test_only_blanks_are_lost_from_plain_text(raw: str) -> None:
    assert "".join(normalise(raw).split()) == "".join(raw.split())
