"""Names that the tagger cuts, put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fullnames import mended
from index.token import Token


def tokens_of(written: str) -> tuple[str, list[Token]]:
    text, tokens = "", []
    for word in written.split(" "):
        form, _, tag = word.rpartition("/")
        tokens.append(Token(len(text), len(text) + len(form), tag))
        text += form
    return text, tokens


def people(written: str) -> list[str]:
    text, tokens = tokens_of(written)
    return [text[t.start : t.end] for t in mended(text, 0, tokens) if t.tag == "PER"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("杜进/PER 有/v 说/v", ["杜进有"]),
        ("发言人/n 奥列格/PER ·/w 尼科连科/PER 说/v", ["奥列格·尼科连科"]),
        ("作家/n 让/v ·/w 雅克/PER ·/w 卢梭/nz", ["让·雅克·卢梭"]),
        ("建设/v 青飞/PER ·/w 武羊/ORG 创新/vn 中心/n", []),  # firms may be joined by a dot too
        ("发展/v 文旅/n 、/w 康养/PER 、/w 研学/n 等/u 业态/n", []),
        ("推进/v 康养/PER 度假/v 、/w 高端/n 消费/vn 、/w 夜间/TIME 经济/n", []),
        ("局长/n 、/w 王刚/PER 、/w 主任/n", ["王刚"]),
        ("局长/n 王刚/PER 出席/v 、/w 主任/n 主持/v", ["王刚"]),
        ("歌手/n 、/w 王刚/PER 、/w 李明/PER", ["王刚", "李明"]),
        ("王谷/PER 开来/v 、/w 覃海洋/PER 、/w 张雨霏/PER 夺冠/v", ["王谷开来", "覃海洋", "张雨霏"]),
        ("马军/PER 、/w 苏锦华/PER 、/w 金城/LOC 。/w", ["马军", "苏锦华", "金城"]),
        ("北京/LOC 、/w 上海/LOC 、/w 李庄/PER", ["李庄"]),
        ("李四/PER 、/w 北京大学/ORG 、/w 王五/PER", ["李四", "王五"]),
        ("发言人/n 扎/v 哈罗娃/PER 说/v", ["扎哈罗娃"]),
        ("主席/n 称/v 拜登/PER 来访/v", ["拜登"]),
    ],
)
def test_names_are_whole(sentence: str, names: list[str]) -> None:
    assert people(sentence) == names


@given(
    st.lists(
        st.tuples(
            st.text("李王、·和说扎娜a", min_size=1, max_size=4),
            st.sampled_from(["PER", "LOC", "v", "n", "w", "c"]),
        ),
        max_size=12,
    ),
    st.integers(0, 50),
)
def test_the_words_still_cover_the_text(words: list[tuple[str, str]], offset: int) -> None:
    text, tokens = "", []
    for form, tag in words:
        tokens.append(Token(offset + len(text), offset + len(text) + len(form), tag))
        text += form
    found = mended(text, offset, tokens)
    assert [t.start for t in found[1:]] == [t.end for t in found[:-1]]
    assert not tokens or (found[0].start, found[-1].end) == (tokens[0].start, tokens[-1].end)
