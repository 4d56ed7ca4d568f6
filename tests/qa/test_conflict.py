"""Articles that differ: every version with its source, updates told apart from contradictions."""

from collections.abc import Callable
from typing import Any

import pytest

from index import Archive
from qa import Answer, Chatbot, cite

Make = Callable[..., Archive]
Finds = Callable[..., Any]
QUESTION = "青石镇的地震造成多少人受伤？"


def ask(archive: Archive, reader: Any, question: str) -> Answer:
    answer = Chatbot(archive, reader=reader).ask(question)
    assert cite.check(answer) == []
    return answer


def test_articles_that_contradict_are_both_given_latest_first(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"), ("2023-05-02", "青石镇的地震造成20人受伤。")
    )
    answer = ask(archive, finds(r"\d+人"), QUESTION)
    assert answer.text.startswith("20人[1]（2023-05-02 江城日报）；12人[2]（2023-05-01 江城日报）")
    assert "不一致" in answer.text
    assert len(answer.citations) == 2
    assert [(v.name, v.citations, str(v.latest)) for v in answer.versions] == [
        ("20人", (1,), "2023-05-02"),
        ("12人", (2,), "2023-05-01"),
    ]


def test_an_update_is_said_to_be_one(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"),
        ("2023-05-03", "截至3日，青石镇的地震已造成31人受伤。"),
    )
    answer = ask(archive, finds(r"\d+人"), QUESTION)
    assert answer.text.startswith("31人[1]")
    assert "更新" in answer.text


def test_a_count_that_has_grown_is_an_update(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"), ("2023-05-02", "青石镇的地震已造成20人受伤。")
    )
    answer = ask(archive, finds(r"\d+人"), QUESTION)
    assert answer.text.endswith("12人[2]（2023-05-01 江城日报）。较新的报道更新了较早的说法。")


def test_a_figure_many_times_as_large_is_of_something_else_unless_it_is_an_update(
    archive_of: Make, finds: Finds
) -> None:
    first = ("2023-05-01", "青石镇发生地震，造成2人受伤。")
    archive = archive_of(first, ("2023-05-02", "青石镇的地震截至今晨已造成31人受伤。"))
    assert ask(archive, finds(r"\d+人"), QUESTION).text.startswith("31人[1]")
    archive = archive_of(first, ("2023-05-02", "青石镇的地震造成31人受伤。"))
    assert "；" not in ask(archive, finds(r"\d+人"), QUESTION).text


def test_three_figures_of_one_day_are_of_three_matters(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        *(("2023-05-02", f"青石队在第{n}场比赛获得{n}枚金牌。") for n in (3, 5, 9)),
    )
    assert "；" not in ask(archive, finds(r"\d+枚"), "青石队获得多少枚金牌？").text


def test_values_of_other_units_are_no_versions(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(("2023-05-01", "青石显卡售价3999美元。"), ("2023-05-02", "青石显卡售价38999元。"))
    assert "；" not in ask(archive, finds(r"\d+(?:美元|元)"), "青石显卡的售价是多少？").text


def test_a_later_article_may_recall_the_figure_that_it_replaces(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"),
        ("2023-05-02", "青石镇的地震造成20人受伤。此前的数字是12人。"),
    )
    answer = ask(archive, finds(r"\d+人受伤"), QUESTION)
    assert answer.text.startswith("20人")
    assert "12人" in answer.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("青石镇发生地震，造成1.2万人受伤。", "青石镇的地震造成12000人受伤。"),  # the same in other digits
        ("青石镇发生地震，造成约500人受伤。", "青石镇的地震造成503人受伤。"),  # the same, rounded
        ("青石镇发生地震，造成12人受伤。", "白鹭镇发生火灾，20人捐款。"),  # another matter
        ("青石镇发生地震，造成12人受伤。", "白鹭镇的地震造成20人受伤。"),  # another place
        ("青石镇发生地震，造成12人受伤。", "青石镇地震后，20人获救，此前报告12人受伤。"),  # both in one
    ],
)
def test_one_answer_where_articles_do_not_differ(
    archive_of: Make, finds: Finds, first: str, second: str
) -> None:
    archive = archive_of(("2023-05-01", first), ("2023-05-02", second))
    answer = ask(archive, finds(r"约?[\d.]+万?人"), QUESTION)
    assert not answer.refused
    assert "；" not in answer.text
    assert len(answer.citations) == 1


def test_places_of_another_grain_do_not_contradict(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(("2023-07-28", "台风海燕在福建登陆。"), ("2023-07-29", "台风海燕在福建晋江登陆。"))
    answer = ask(archive, finds(r"福建(?:晋江)?"), "台风海燕在哪里登陆？")
    assert len(answer.citations) == 1


def test_an_office_that_changed_hands(archive_of: Make) -> None:
    archive = archive_of(
        ("2022-05-01", "江城市水务局局长周明宇出席会议。"),
        ("2023-05-01", "江城市水务局局长何丽表示，水库年内开工。"),
    )
    answer = ask(archive, None, "江城市水务局局长是谁？")
    assert answer.text.startswith("何丽[1]（2023-05-01 江城日报）；周明宇[2]")


def test_an_interim_holder_is_another(archive_of: Make) -> None:
    archive = archive_of(
        ("2023-05-01", "江城大学校长周明宇出席会议。"),
        ("2023-05-02", "江城大学临时校长何丽表示，图书馆年内开工。"),
    )
    assert ask(archive, None, "江城大学临时校长是谁？").text == "何丽[1]"
    assert ask(archive, None, "江城大学名誉校长是谁？").refused


def test_the_latest_is_what_a_question_for_the_latest_gets(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"), ("2023-05-02", "青石镇的地震造成20人受伤。")
    )
    answer = ask(archive, finds(r"\d+人"), "青石镇的地震目前最新造成多少人受伤？")
    assert answer.text.startswith("20人[1]")
    assert [version.name for version in answer.versions] == ["20人", "12人"]


def test_a_short_form_of_a_name_is_nobody_else(archive_of: Make) -> None:
    archive = archive_of(
        ("2023-05-01", "白鹭州州长约翰·霍普金斯出席会议。"),
        ("2023-05-02", "白鹭州州长霍普金斯表示，大桥年内开工。"),
    )
    assert ask(archive, None, "白鹭州州长是谁？").text == "约翰·霍普金斯[1]"


def test_the_day_of_another_deed_is_no_version(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-02", "“飞燕-5”号探测器5月1日发射升空。"),
        ("2023-05-03", "“飞燕-5”号探测器于5月1日发射，将飞往月球。"),
        ("2023-05-09", "“飞燕-5”号探测器发射后一切正常。“飞燕-5”号探测器5月8日观测了月球。"),
    )
    answer = ask(archive, finds(r"\d月\d日(?=发射|观测)"), "“飞燕-5”号是哪一天发射的？")
    assert [version.name for version in answer.versions] == []
    assert answer.text.startswith("5月1日")


def test_of_one_day_the_report_as_of_an_hour_is_the_later(archive_of: Make, finds: Finds) -> None:
    archive = archive_of(
        ("2023-05-01", "青石镇发生地震，造成12人受伤。"),
        ("2023-05-01", "截至1日7时，青石镇的地震造成20人受伤。"),
    )
    answer = ask(archive, finds(r"\d+人"), "青石镇的地震造成多少人受伤？")
    assert [version.name for version in answer.versions] == ["20人", "12人"]
