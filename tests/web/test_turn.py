"""A turn's HTML: every kind of answer, its citations, what was understood, its foot."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from qa.answer import Answer, Event, Item
from qa.cite import Citation
from qa.web.conversations import Turn
from qa.web.kinds import SHOWN, csv_text
from qa.web.turn import turn_html
from qa.web.words import Language
from tests.web.reader import FACT, FIRST, HOSTILE, LIST, SECOND, Reader, article, cite


def shown(answer: Answer, language: Language = "zh", *, busy: bool = False, **chosen: str) -> str:
    return turn_html(Turn(7, answer.question, chosen, "answered", answer), language, busy=busy)


def quotes(html: str) -> list[str]:
    return re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)


def with_attribute(html: str, name: str) -> list[str | None]:
    return [attributes[name] for _, attributes in Reader(html).tags if name in attributes]


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(bad: str) -> None:
    """The same turn with harmless words in every field gives the same tags with the same attributes."""

    def page(words: str) -> Reader:
        source = article(f"前{words}后", words, newspaper=words, page=words, section=words, byline=words)
        citation = Citation(1, source, 0, len(source.text), ((1, 1 + len(words)),))
        item = Item(words, 1, (1,), date(2023, 1, 1), date(2023, 1, 2))
        read = ((words, words), ("类别", words))
        answers = [
            Answer(words, "list", f"{words}[1]", (citation,), (item,), engine=words, understood=read),
            Answer(words, "fact", f"{words}[1]", (citation,), note=words),
            Answer(words, "fact", f"{words}[1]。不一致。", (citation,), versions=(item,)),
            Answer(words, "summary", f"{words}[1]", (citation,), events=(Event(date.min, words, 1),)),
            Answer(words, "refusal", words, refused=True, nearest=(citation,)),
        ]
        return Reader("".join(shown(answer, newspaper=words, section=words) for answer in answers))

    hostile, harmless = page(bad), page("好")
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [set(held) for _, held in hostile.tags] == [set(held) for _, held in harmless.tags]
    assert hostile.text.count(bad) == harmless.text.count("好")
    assert not [name for _, held in hostile.tags for name in held if name.startswith("on")]


def test_a_fact_stands_out_with_its_excerpt_and_where_it_is_from() -> None:
    html = shown(FACT)
    assert '<p class="answer short">' in html
    assert quotes(html) == ["<bdi>" + FIRST.replace("廖暾", "<mark>廖暾</mark>") + "</bdi>"]
    words = Reader(html).text
    for said in ("局长是谁？", "廖暾", "水务报道", "成都日报", "2023年3月20日", "第03版"):
        assert said in words
    assert "20 March 2023" in Reader(shown(FACT, "en")).text


def test_every_chip_leads_to_an_excerpt_of_its_own_turn() -> None:
    html = shown(LIST)
    ids = with_attribute(html, "id")
    assert ids == ["a7", "a7-1", "a7-2"]
    assert set(with_attribute(html, "data-cite")) == {"a7-1", "a7-2"}
    assert with_attribute(html, "data-span") == [
        f"0-{len(FIRST)}",
        f"{len(FIRST) + 1}-{len(FIRST + SECOND) + 1}",
    ]


def test_only_a_number_that_is_cited_becomes_a_chip() -> None:
    reader = Reader(shown(replace(FACT, text="见[1]、[9]、[一]")))
    assert [held["data-cite"] for _, held in reader.tags if held.get("class") == "cite"] == ["a7-1"]
    assert "见1、[9]、[一]" in reader.text


def test_what_was_understood_can_be_put_aside_by_dates_and_category_only() -> None:
    read = (("类型", "列表"), ("类别", "水库"), ("时间", "2023-03-20"), ("条件", "成都"))
    html = shown(replace(LIST, understood=read))
    assert with_attribute(html, "data-without") == ["category", "dates"]
    assert Reader(html).text.index("列表") < Reader(html).text.index("久隆水库")
    english = Reader(shown(replace(LIST, understood=read), "en")).text
    assert "typelist" in english
    assert "category水库" in english
    assert "understood" not in shown(LIST)


def test_filters_are_shown_with_the_answer_and_kept_for_asking_again() -> None:
    html = shown(FACT, since="2023-01-01", newspaper="成都日报")
    assert "起始日期2023-01-01" in Reader(html).text
    assert '{"since": "2023-01-01", "newspaper": "成都日报"}' in with_attribute(html, "data-chosen")


def test_a_list_is_a_table_with_dates_and_marks_its_names_in_the_excerpts() -> None:
    html = shown(LIST)
    assert "共 2 项" in html
    assert re.findall(r'data-value="(\d+)">\d+ 次', html) == ["2", "1"]
    assert "2023-04-01" in html
    first, second = quotes(html)
    assert first.count("<mark>") == 1
    assert re.findall("<mark>(.*?)</mark>", second) == ["三坝水库", "久隆水库"]
    assert "<details" in html
    assert html.index("<table") < html.index("<blockquote>")


def test_what_is_told_of_whom_stands_in_lines() -> None:
    said = "廖暾：久隆水库已经开工[1]\n廖暾：三坝水库在建[2]\n<b>李川</b>：没有"
    html = shown(replace(LIST, text=said))
    assert "<table" not in html
    assert html.count("<bdi>廖暾</bdi>") == 1  # once for both lines
    assert "久隆水库已经开工" in Reader(html).text
    assert "<b>李川" not in html
    assert html.count("<blockquote>") == 2
    assert "<details" not in html  # the excerpts are open, as under a fact
    assert shown(replace(LIST, text="廖"), busy=True).count("<table") == 0


def test_a_growing_list_has_as_many_rows_as_are_said() -> None:
    growing = replace(LIST, text="久隆水库[1]、三坝")
    assert shown(growing, busy=True).count("<tr>") == 2
    assert 'aria-busy="true"' in shown(growing, busy=True)
    assert "<blockquote>" not in shown(growing, busy=True)


def test_a_list_as_csv_holds_no_formula() -> None:
    names = ["=1+1", "+x", "-x", "@x", "\t=x", " =x", '甲"乙,丙', "久隆水库"]
    items = tuple(Item(name, 1, (1,)) for name in names)
    rows = list(csv.reader(io.StringIO(csv_text(replace(LIST, items=items), "en"))))
    assert rows[0] == ["Item", "Mentions", "First", "Latest", "Sources"]
    assert [row[0].lstrip("'") for row in rows[1:]] == names
    assert not [cell for row in rows for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
    assert rows[-1][4] == FIRST


def test_a_count_is_told_first_and_its_list_is_folded() -> None:
    count = replace(LIST, kind="count", text="2 个：久隆水库[1]、三坝水库[2]")
    html = shown(count)
    assert re.search(r'<p class="answer short"><bdi>2 个</bdi>', html)
    assert html.index("列出这 2 项") < html.index("<table")
    assert '<details class="counted">' in html


def test_a_count_in_an_articles_words_stands_without_its_mark() -> None:
    html = shown(replace(LIST, kind="count", text="两座[1]：久隆水库[1]、三坝水库[2]"))
    assert re.search(r'<p class="answer short"><bdi>两座</bdi>', html)


def test_a_timeline_has_a_line_for_each_event() -> None:
    events = (Event(date(2023, 3, 1), "动工", 1), Event(date(2023, 4, 1), "建成", 2))
    html = shown(
        replace(
            LIST, kind="summary", items=(), events=events, text="2023-03-01　动工[1]\n2023-04-01　建成[2]"
        )
    )
    assert re.findall(r'<time datetime="([^"]*)">[^<]*</time><p>', html) == ["2023-03-01", "2023-04-01"]


def test_versions_that_differ_stand_side_by_side_each_with_its_excerpt() -> None:
    versions = (
        Item("20人", 1, (1,), None, date(2023, 3, 21)),
        Item("12人", 1, (2,), None, date(2023, 3, 20)),
    )
    said = "20人[1]（2023-03-21 甲报）；12人[2]（2023-03-20 乙报）。各篇报道的说法不一致。"
    html = shown(replace(LIST, kind="fact", items=(), versions=versions, text=said))
    assert [Reader(part).text for part in re.findall(r'<p class="why">.*?</p>', html)] == [
        "各篇报道的说法不一致。"
    ]
    one, other = html.split('<ul class="versions"')[1].split("<li><p")[1:]
    assert ("20人" in one, FIRST in Reader(f"<p{one.split('</li></ol>')[0]}</li></ol>").text) == (True, True)
    assert "12人" in other
    assert len(quotes(html)) == 2  # and not again beneath


def test_many_excerpts_are_folded() -> None:
    many = replace(FACT, citations=tuple(replace(FACT.citations[0], number=n) for n in range(1, SHOWN + 4)))
    before, _, folded = shown(many).partition("<details")
    assert len(quotes(before)) == SHOWN
    assert len(quotes(folded)) == 3
    assert "其余 3 段摘录" in folded


def test_a_refusal_folds_the_nearest_excerpts_and_marks_nothing_in_them() -> None:
    answer = Answer("？", "refusal", "文章里没有说到。", refused=True, nearest=(cite(1, FIRST, FIRST),))
    html = shown(answer)
    assert re.search(
        rf'<details class="nearest"><summary>最接近的 1 段原文</summary>.*{FIRST}', html, re.DOTALL
    )
    assert "<mark>" not in html
    assert 'class="cite"' not in html


def test_the_foot_says_what_was_searched_by_whom_and_how_long() -> None:
    assert "已检索 2 篇、31 段，逐段查遍摘录0.09 秒" in Reader(shown(LIST)).text
    assert "2 articles, 31 passages searched, all of them readExtract0.09 s" in Reader(shown(LIST, "en")).text
    generated = shown(replace(LIST, engine="generate", note="略去一句。"), model="qwen.gguf")
    assert "生成 · qwen.gguf" in Reader(generated).text
    assert "略去一句。" in generated


def test_a_citation_whose_article_is_gone_says_so() -> None:
    turn = Turn(7, "？", {}, "answered", LIST, gone=frozenset({("citations", 2), ("nearest", 1)}))
    html = turn_html(turn, "zh")
    assert html.count('class="gone"') == 1
    assert html.index('id="a7-2"') < html.index('class="gone"')


@pytest.mark.parametrize("state", ["stopped", "failed"])
def test_a_question_without_an_answer_can_be_asked_again(state: str) -> None:
    html = turn_html(Turn(7, "问<b>", {}, state, message="坏<i>了"), "zh")  # type: ignore[arg-type]
    assert with_attribute(html, "data-act") == ["again"]
    assert with_attribute(html, "data-question") == ["问<b>"]
    assert ("坏<i>了" in Reader(html).text) == (state == "failed")


def test_reprints_of_an_excerpt_are_named() -> None:
    again = replace(article(), id="a2", newspaper="四川日报", published=date(2023, 3, 21))
    html = shown(replace(FACT, citations=(replace(FACT.citations[0], also=(again,)),)))
    assert "另载于四川日报2023年3月21日第03版" in Reader(html).text
    assert "另载于" not in shown(FACT)


def test_a_question_being_answered_says_so() -> None:
    assert "正在查找" in turn_html(Turn(7, "？", {}, "asking"), "zh", busy=True)


def test_an_article_without_title_or_date_still_has_a_card() -> None:
    bare = replace(article(), title="", newspaper="", published=None, page="")
    words = Reader(shown(replace(FACT, citations=(replace(FACT.citations[0], article=bare),)))).text
    assert "（无题）" in words
    assert "第版" not in words
