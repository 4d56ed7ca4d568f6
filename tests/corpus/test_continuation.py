from dataclasses import replace
from datetime import date

from corpus import Article, Skipped
from corpus.continuation import joined

DAY = date(2024, 5, 6)
FRONT = Article("a", "大桥加固", "大桥昨日开始加\n（下转第4版）\n图为大桥。王芳 摄", "江城日报", DAY, "01")
OTHER = Article("b", "茶园开采", "茶园开采了。", "江城日报", DAY, "02")
REST = Article(
    "c",
    "大桥加固",
    "（上接第1版）固，工期十个月。\n资金\n资金已到位。",
    "江城日报",
    DAY,
    "04",
    headings=((16, 18),),
)


def test_two_halves_become_one_article() -> None:
    other, whole = joined([FRONT, OTHER, REST])
    assert other == OTHER
    assert isinstance(whole, Article)
    assert whole.id == "a"
    assert whole.text == "大桥昨日开始加固，工期十个月。\n资金\n资金已到位。\n图为大桥。王芳 摄"
    assert [whole.text[a:b] for a, b in whole.headings] == ["资金"]


def test_the_second_half_may_come_first() -> None:
    (whole,) = joined([REST, FRONT])
    assert isinstance(whole, Article)
    assert whole.text.startswith("大桥昨日开始加固")


def test_of_several_the_one_with_the_same_words() -> None:
    tea = replace(FRONT, id="d", title="茶园开采", text="茶园今年提前开采，茶农忙着采茶。（下转第四版）")
    found = [item for item in joined([tea, FRONT, REST]) if isinstance(item, Article)]
    assert [(a.id, "工期十个月" in a.text) for a in found] == [("a", True), ("d", False)]


def test_what_has_no_other_half_stays_as_printed() -> None:
    later = replace(REST, published=date(2024, 5, 7))
    skipped = Skipped("x", "", "no")
    assert list(joined([FRONT, skipped, later])) == [skipped, FRONT, later]
