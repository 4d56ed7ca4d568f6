"""What is asked for: kind, category, constraints."""

import pytest

from qa.question import understand


@pytest.mark.parametrize(
    ("text", "kind", "category"),
    [
        ("文章里提到了哪些水库？", "list", "水库"),
        ("文中提到的大桥有哪些", "list", "大桥"),
        ("列出报道里所有的博物馆", "list", "博物馆"),
        ("金牛区要做好哪三大枢纽？", "list", "枢纽"),
        ("本文一共提到几座机场？", "count", "机场"),
        ("文章里提到的大学有多少所？", "count", "大学"),
        ("这篇文章主要讲了什么？", "summary", ""),
        ("杭州市市长是谁？", "fact", ""),
        ("哪一座已经开工？", "fact", ""),
        ("大桥全长多少公里？", "fact", ""),
        ("Which bridges are mentioned?", "list", "大桥"),
        ("How many universities does the page mention?", "count", "大学"),
        ("Who is the mayor of Hangzhou?", "fact", ""),
    ],
)
def test_kind_and_category(text: str, kind: str, category: str) -> None:
    question = understand(text)
    assert (question.kind, question.category) == (kind, category)


def test_constraints_are_the_words_outside_the_category() -> None:
    question = understand("市科协提出筹建哪些新型科技社团？")
    assert question.modifiers == ("新型", "科技")
    assert "市科协" in question.terms
    assert not question.whole_archive
    assert understand("文章里提到了哪些水库？").whole_archive


def test_the_number_asked_for() -> None:
    assert understand("三大创新服务体系包括哪些？").number == 3
    assert understand("文章里提到了哪些水库？").number == 0


@pytest.mark.parametrize(
    "text", ["", "？？？", "a" * 5000, "水" * 5000, "😀", "<script>", "'; DROP TABLE articles; --"]
)
def test_any_text_is_understood(text: str) -> None:
    assert understand(text).text == text.strip()[:500]
