"""Conversations survive two tabs, a server that stops, and articles that are removed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, InputError
from index import Archive
from qa.answer import Answer, Item, Scanned
from qa.cite import Citation
from qa.web.conversations import MOST, Conversations
from qa.web.kept import from_json, to_json
from tests.index.conftest import FakeEncoder, fake_tagger

TEXT = "久隆水库已纳入规划。三坝水库正在加快建设。"
ARTICLE = Article("a1", "水务", TEXT, "成都日报", date(2023, 3, 20), "03", byline="记者 李颖")
ANSWER = Answer(
    "有哪些水库？",
    "list",
    "久隆水库[1]、三坝水库[2]",
    (Citation(1, ARTICLE, 0, 10, ((0, 4),)), Citation(2, ARTICLE, 10, 21, ((10, 14),))),
    (Item("久隆水库", 1, (1,)), Item("三坝水库", 1, (2,))),
    scanned=Scanned(1, 1, True),
    confidence=0.5,
    seconds={"total": 0.25},
    understood=(("类型", "列表"),),
)
REFUSAL = Answer("？", "refusal", "没有说。", refused=True, nearest=(Citation(1, ARTICLE, 0, 10),))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path / "archive", FakeEncoder(), tagger=fake_tagger)
    opened.add([ARTICLE])
    return opened


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "conversations.sqlite")


@pytest.mark.parametrize("answer", [ANSWER, REFUSAL])
def test_an_answer_comes_back_whole(answer: Answer, archive: Archive) -> None:
    back, gone = from_json(to_json(answer), archive)
    assert [c.quote for c in back.citations] == [c.quote for c in answer.citations]
    assert back.to_dict() == answer.to_dict()
    assert back.items == answer.items
    assert gone == frozenset()


def test_a_citation_outlives_its_article(archive: Archive) -> None:
    archive.remove("a1")
    back, gone = from_json(to_json(ANSWER), archive)
    assert gone == {("citations", 1), ("citations", 2)}
    assert [c.quote for c in back.citations] == ["久隆水库已纳入规划。", "三坝水库正在加快建设。"]
    for citation in back.citations:
        assert citation.quote == citation.article.text
        (mark,) = citation.highlights
        assert citation.article.text[slice(*mark)] in ("久隆水库", "三坝水库")
        assert citation.article.newspaper == "成都日报"
    again, still = from_json(to_json(back), archive)  # kept once more, as of an old conversation that goes on
    assert [c.quote for c in again.citations] == [c.quote for c in ANSWER.citations]
    assert still == gone


def test_an_article_that_was_changed_doesnt_lend_its_new_words(archive: Archive) -> None:
    archive.add([replace(ARTICLE, text="今日要闻。" + TEXT)])
    back, gone = from_json(to_json(ANSWER), archive)
    assert [c.quote for c in back.citations] == [c.quote for c in ANSWER.citations]
    assert len(gone) == 2


def test_fields_of_a_later_release_are_passed_over_and_nonsense_is_refused(archive: Archive) -> None:
    value = to_json(ANSWER) | {"mood": "calm"}
    assert from_json(value, archive)[0].text == ANSWER.text
    for bad in ({}, {"question": "x", "kind": "fact", "text": "x", "citations": 3}):
        with pytest.raises(ValueError, match="can't be read"):
            from_json(bad, archive)


def test_a_conversation_from_question_to_answer(kept: Conversations, archive: Archive) -> None:
    key = kept.new("browser")
    number = kept.begin("browser", key, "有哪些水库？", {"newspaper": "成都日报"})
    (asking,) = kept.turns("browser", key, archive)
    assert (asking.state, asking.answer, asking.chosen) == ("asking", None, {"newspaper": "成都日报"})
    kept.finish("browser", key, number, ANSWER)
    assert kept.begin("browser", key, "哪一座？") == 2
    kept.fail("browser", key, 2, "出错了")
    first, second = kept.turns("browser", key, archive)
    assert first.answer is not None
    assert first.answer.to_dict() == ANSWER.to_dict()
    assert (second.state, second.message) == ("failed", "出错了")
    assert [c.title for c in kept.all("browser")] == ["有哪些水库？"]


def test_titles_are_one_line_renamed_and_kept(kept: Conversations) -> None:
    key = kept.new("b")
    kept.rename("b", key, "  水库\n调研  ")
    kept.begin("b", key, "第一问")
    assert kept.all("b")[0].title == "水库 调研"
    kept.rename("b", key, "长" * 500)
    assert len(kept.all("b")[0].title) == 60


def test_another_browser_sees_and_changes_nothing(kept: Conversations, archive: Archive) -> None:
    key = kept.new("mine", "秘密")
    assert kept.all("other") == []
    for act in (
        lambda: kept.turns("other", key, archive),
        lambda: kept.rename("other", key, "x"),
        lambda: kept.delete("other", key),
        lambda: kept.begin("other", key, "x"),
        lambda: kept.finish("other", key, 1, ANSWER),
    ):
        with pytest.raises(InputError, match="no conversation"):
            act()
    assert [c.title for c in kept.all("mine")] == ["秘密"]


def test_a_deleted_conversation_is_gone_with_its_turns(kept: Conversations, archive: Archive) -> None:
    key = kept.new("b")
    kept.begin("b", key, "问")
    kept.delete("b", key)
    assert kept.all("b") == []
    with pytest.raises(InputError, match="it was deleted"):
        kept.turns("b", key, archive)
    with pytest.raises(InputError, match="it was deleted"):
        kept.finish("b", key, 1, ANSWER)  # its answer comes late, in another tab


def test_a_server_that_stopped_leaves_the_question(tmp_path: Path, archive: Archive) -> None:
    file = tmp_path / "conversations.sqlite"
    before = Conversations(file)
    key = before.new("b")
    before.begin("b", key, "有哪些水库？")
    before.finish("b", key, 1, ANSWER)
    before.begin("b", key, "哪一座？")
    first, second = Conversations(file).turns("b", key, archive)  # a new server
    assert first.state == "answered"
    assert (second.state, second.question) == ("stopped", "哪一座？")
    assert before.turns("b", key, archive)[1].state == "asking"


def test_two_tabs_at_once_lose_no_question(kept: Conversations, archive: Archive) -> None:
    key = kept.new("b")

    def tab(name: int) -> None:
        for n in range(20):
            number = kept.begin("b", key, f"{name}-{n}")
            kept.finish("b", key, number, replace(ANSWER, text=f"{name}-{n}[1][2]"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tab, range(4)))
    turns = kept.turns("b", key, archive)
    assert [turn.number for turn in turns] == list(range(1, 81))
    assert sorted(turn.question for turn in turns) == sorted(f"{t}-{n}" for t in range(4) for n in range(20))
    assert all(t.answer and t.answer.text == f"{t.question}[1][2]" for t in turns)


def test_the_oldest_conversations_make_room(kept: Conversations) -> None:
    with kept._writing() as db:
        from qa.web.conversations import _digest

        rows = [(f"k{n}", _digest("b"), str(n), f"2020-01-01T00:00:00.{n:06}") for n in range(MOST)]
        db.executemany("INSERT INTO conversation VALUES (?, ?, ?, ?)", rows)
    kept.new("b", "新")
    titles = [c.title for c in kept.all("b")]
    assert len(titles) == MOST
    assert titles[0] == "新"
    assert "0" not in titles


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(InputError, match="not a database") as caught:
        Conversations(file)
    assert "\n" not in str(caught.value)


@given(question=st.text(), title=st.text(), owner=st.text(min_size=1))
def test_any_text_is_kept_as_it_was(
    question: str, title: str, owner: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = Conversations(tmp_path_factory.mktemp("any") / "c.sqlite")
    key = kept.new(owner, title)
    kept.begin(owner, key, question, {"newspaper": title})
    (turn,) = kept.turns(owner, key, None)  # type: ignore[arg-type]
    assert turn.question == question.encode(errors="replace").decode()


def test_reprints_come_back_as_far_as_they_are_there(archive: Archive) -> None:
    twin, lost = replace(ARTICLE, id="a2", newspaper="晚报"), replace(ARTICLE, id="a3")
    archive.add([twin])
    answer = replace(ANSWER, citations=(replace(ANSWER.citations[0], also=(twin, lost)),), text="久隆水库[1]")
    kept = to_json(answer)
    assert TEXT not in str(kept)
    back, _ = from_json(kept, archive)
    assert back.citations[0].also == (twin,)
