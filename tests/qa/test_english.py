"""English questions: known words, and names spelled in pinyin."""

import pytest

from qa import Chatbot
from qa.asked.english import chinese_names, known_names, number, pinyin_names, translate
from qa.question import understand


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which reservoirs were mentioned?", ["水库"]),
        ("Who is the director of the science and technology bureau?", ["局长", "科技", "局"]),
        ("What do the universities say?", ["大学"]),
        ("Which cities and counties?", ["城市", "县"]),
        ("Their nephew was rather shy", []),
    ],
)
def test_known_words_are_translated(text: str, words: list[str]) -> None:
    assert translate(text) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who is the mayor of Deyang?", ["Deyang"]),
        ("Who is the mayor of Hangzhou?", []),
        ("the Deyang-Mianyang railway", ["Deyang", "Mianyang"]),
        ("What does Professor Tang Jie teach?", ["Tang Jie"]),
        ("Is it in Ya'an?", ["Yaan"]),
        ("What is the capital of France?", []),
        ("Water levels in Paris", []),
    ],
)
def test_names_spelled_in_pinyin(text: str, names: list[str]) -> None:
    assert pinyin_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who is the mayor of Hangzhou?", ["杭州"]),
        ("the Beijing-Shanghai railway", ["北京", "上海"]),
        ("Did Hong Kong and the US sign?", ["香港", "美国"]),
        ("Give us some turkey", []),
        ("What did Biden say about the Yellow River?", ["拜登", "黄河"]),
    ],
)
def test_names_that_are_known(text: str, names: list[str]) -> None:
    assert known_names(text) == names
    assert set(names) <= set(understand(text).terms)


def test_names_are_read_character_by_character() -> None:
    assert chinese_names("Xindu", ["新都区委书记王忠诚表示"]) == "新都"  # 都 is read du and dou
    assert chinese_names("Chongqing", ["重庆市出台新规"]) == "重庆"
    assert chinese_names("Yao Gaoyuan", ["市长姚高员出席"]) == "姚高员"
    assert chinese_names("Harbin", ["杭州市市长"]) == ""


def test_numbers() -> None:
    assert number("Which three hubs will be built?") == 3
    assert number("Which hubs will be built?") == 0


def test_an_office_asked_for_in_english(bot: Chatbot) -> None:
    assert bot.ask("Who is the director of the transport bureau?").text == "周明宇[1]"
    assert bot.ask("Who is the mayor of Nanjing?").refused
