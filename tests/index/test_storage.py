"""What damage, crashes, other processes and other encoders can and can't do to an archive."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from corpus import Article, Skipped
from index import Archive, ArchiveError, Filter
from tests.index.conftest import FakeEncoder, fake_tagger, make_article


def opened(path: Path, encoder: object = None) -> Archive:
    return Archive.open(path, encoder or FakeEncoder(), tagger=fake_tagger)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A closed archive of ten articles."""
    with opened(tmp_path / "archive") as archive:
        archive.add([make_article(number) for number in range(10)])
    return tmp_path / "archive"


# --- folders that are refused ---


def refused(path: Path, message: str, encoder: object = None) -> None:
    with pytest.raises(ArchiveError, match=message) as caught:
        opened(path, encoder)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refused(tmp_path / "file", "is a file, an archive is a folder")
    refused(tmp_path / "file" / "below", "is a file, an archive is a folder")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    refused(tmp_path, "holds other files")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    refused(tmp_path, "can't be written")


def test_folders_are_made_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("")
    opened(tmp_path).close()
    opened(tmp_path / "a" / "b").close()
    assert (tmp_path / "a" / "b" / "archive.sqlite").exists()


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_refused_and_left_alone(filled: Path, content: bytes) -> None:
    (filled / "archive.sqlite").write_bytes(content)
    refused(filled, "archive.sqlite is damaged")
    assert (filled / "archive.sqlite").read_bytes() == content


def test_damage_found_later_is_said_in_one_line(filled: Path) -> None:
    file = filled / "archive.sqlite"
    data = bytearray(file.read_bytes())
    data[8192:] = b"\x55" * (len(data) - 8192)
    file.write_bytes(data)
    with pytest.raises(ArchiveError, match="is damaged"):
        opened(filled).verify()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as db:
        db.execute("CREATE TABLE theirs (x)")
    refused(tmp_path, "belongs to another program")


def test_a_newer_format_is_refused(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "archive.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    refused(filled, "has format 99, this release reads 3")


def downgraded(folder: Path) -> None:
    """`folder` as release 0.1 left it: format 1, without words."""
    with closing(sqlite3.connect(folder / "archive.sqlite")) as db:
        without_names(db)
        db.execute("ALTER TABLE article DROP COLUMN words")
        db.execute("DROP INDEX mention_place")
        db.execute("DROP INDEX mention_article")
        db.execute("CREATE INDEX mention_article ON mention (article, kind)")
        db.execute("PRAGMA user_version = 1")


def without_names(db: sqlite3.Connection) -> None:
    """The archive in `db` as format 2 left it."""
    db.execute("DROP INDEX mention_name")
    db.execute("ALTER TABLE mention DROP COLUMN name")
    db.execute("PRAGMA user_version = 2")


def test_names_are_read_off_the_texts_of_an_older_format(filled: Path) -> None:
    with opened(filled) as archive:
        archive.add([make_article(7, "𠮷野的水库，另一座水库")])  # beyond the basic plane: code points count
        before = named(archive)
        assert archive.named("place")["水库"] == sum(1 for _ in archive.mentions("place"))
    with closing(sqlite3.connect(filled / "archive.sqlite")) as db:
        without_names(db)
    with opened(filled) as archive:
        assert named(archive) == before


def test_an_older_format_is_taken_up_and_tagged_by_repair(filled: Path) -> None:
    with opened(filled) as archive:
        before = [*archive.articles()], [*archive.mentions("place")], [*archive.passages()]
        words = [[*found.between(0, 99)] for _, found in archive.tagged("水库")]
    downgraded(filled)
    encoder = FakeEncoder()
    with opened(filled, encoder) as archive:
        assert ([*archive.articles()], [*archive.mentions("place")], [*archive.passages()]) == before
        assert [problem for problem in archive.verify() if "without their words" in problem]
        assert archive.verify(repair=True) == []
        assert encoder.encoded <= 1  # the probe that tells encoders apart
        assert [[*found.between(0, 99)] for _, found in archive.tagged("水库")] == words
        assert [*archive.mentions("place")] == before[1]
    with opened(filled) as archive:
        assert archive.verify() == []


def named(archive: Archive) -> tuple[object, ...]:
    tallies = archive.tallies("place", ["水库"])
    return archive.named("place"), tallies, archive.firsts("place", tallies)


def test_an_empty_database_file_becomes_an_archive(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").touch()  # as a crash at the very beginning leaves it
    with opened(tmp_path) as archive:
        assert archive.add([make_article(1)]).added == 1


# --- encoders ---


def test_another_encoder_is_refused_by_both_names(filled: Path) -> None:
    refused(
        filled, "another encoder than 'object FakeEncoder', with 'object FakeEncoder'", FakeEncoder(salt="x")
    )
    refused(filled, "use a new folder", FakeEncoder(dimension=48))
    with opened(filled) as archive:
        assert archive.search("水库")


def test_without_passages_any_encoder_will_do(tmp_path: Path) -> None:
    opened(tmp_path / "a", FakeEncoder(salt="x")).close()
    with opened(tmp_path / "a") as archive:
        archive.add([make_article(1)])


def test_everything_but_meaning_works_without_the_encoder(filled: Path) -> None:
    with Archive.open(filled) as archive:
        assert archive.search("水库", method="lexical")
        assert list(archive.containing("水库"))
        with pytest.raises(ArchiveError, match="was built with another encoder"):
            archive.search("水库")
        with pytest.raises(ArchiveError, match="was built with another encoder"):
            archive.add([make_article(77)])
        assert archive.counts() == (10, 10)


def test_an_encoder_with_only_encode(tmp_path: Path) -> None:
    class Plain:
        encode = FakeEncoder().encode_query

    with opened(tmp_path / "a", Plain()) as archive:
        archive.add([make_article(1)])
        assert archive.search("水库")[0].score > 0


def test_an_encoder_that_gives_nonsense_is_refused(tmp_path: Path) -> None:
    class Odd(FakeEncoder):
        def encode_document(self, texts: list[str]) -> object:
            return super().encode_document(texts)[:, :, None]

    with opened(tmp_path / "a", Odd()) as archive:
        with pytest.raises(ArchiveError, match="one finite vector for each is needed"):
            archive.add([make_article(1)])
        assert archive.counts() == (0, 0)
    with pytest.raises(ArchiveError, match="a list is no encoder"):
        opened(tmp_path / "b", [1])


# --- derived files ---


def cut(path: Path) -> None:
    """Half a file in the place of the whole one.

    Not cut where it lies: Tantivy's threads in this process may still have it mapped into memory.
    """
    half = path.with_name(f"{path.name}.half")
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    half.replace(path)


DAMAGE: list[Callable[[Path], object]] = [
    lambda folder: (folder / "vectors.faiss").unlink(),
    lambda folder: cut(folder / "vectors.faiss"),
    lambda folder: (folder / "vectors.faiss").write_bytes(b"garbage"),
    lambda folder: cut(folder / "vectors.json"),
    lambda folder: shutil.rmtree(folder / "lexical"),
    lambda folder: cut(folder / "lexical" / "stamp.json"),
    lambda folder: cut(folder / "lexical" / "meta.json"),
    lambda folder: [cut(path) for path in (folder / "lexical").glob("*.term")],
    lambda folder: [path.unlink() for path in (folder / "lexical").glob("*.fast")],
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_derived_files_are_rebuilt(filled: Path, damage: Callable[[Path], object]) -> None:
    def found() -> list[object]:
        with opened(filled) as archive:
            return [archive.search("第3座水库", 5, method=method) for method in ("dense", "lexical")]

    before = found()
    damage(filled)
    assert found() == before
    with opened(filled) as archive:
        assert archive.verify() == []


def test_derived_files_of_another_archive_are_not_used(filled: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        other.add([make_article(n, f"第{n}座大桥。") for n in range(100, 110)])
    for name in ("vectors.faiss", "vectors.json"):
        shutil.copy(tmp_path / "other" / name, filled / name)
    shutil.rmtree(filled / "lexical")
    shutil.copytree(tmp_path / "other" / "lexical", filled / "lexical")
    with opened(filled) as archive:
        assert archive.search("大桥", method="lexical") == []
        assert archive.search("水库", method="lexical")
        assert archive.verify() == []


# --- verify ---


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE article SET text = text || '篡改' WHERE id = 'a3'", "article 'a3': its content differs"),
        ('UPDATE passage SET "end" = 9999 WHERE key = 4', "article 'a3': passage 0–9999 doesn't follow"),
        ("UPDATE passage SET start = 2 WHERE key = 4", "article 'a3': passage 2–"),
        ("DELETE FROM passage WHERE key = 4", "article 'a3': no passage holds its text from character 0"),
        (
            "UPDATE passage SET embedding = x'00' WHERE key = 4",
            "article 'a3': an embedding isn't 64 bytes long",
        ),
        ('UPDATE mention SET "end" = 9999 WHERE article = 4', "article 'a3': mention"),
        ("DELETE FROM article WHERE key = 4", "a row of passage has no article"),
    ],
)
def test_verify_names_the_damage(filled: Path, statement: str, problem: str) -> None:
    with closing(sqlite3.connect(filled / "archive.sqlite")) as db, db:
        db.execute(statement)
    with opened(filled) as archive:
        problems = archive.verify()
        assert any(line.startswith(problem) or problem in line for line in problems), problems
        assert all("\n" not in line for line in problems)


def test_repair_mends_what_can_be_mended(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "archive.sqlite")) as db, db:
        db.execute("UPDATE passage SET embedding = x'00' WHERE key = 4")
        db.execute("DELETE FROM passage WHERE key = 5")
        db.execute('UPDATE mention SET "end" = 9999 WHERE article = 6')
    with opened(filled) as archive:
        assert len(archive.verify()) >= 3
        assert archive.verify(repair=True) == []
        assert archive.counts() == (10, 10)
        assert len(archive.search("水库", 20)) == 10


# --- crashes and changed files ---


def failing(count: int) -> Iterator[Article]:
    yield from (make_article(number) for number in range(count))
    raise RuntimeError("the reader broke")


def test_a_reader_that_breaks_loses_at_most_a_batch(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as archive:
        with pytest.raises(RuntimeError, match="the reader broke"):
            archive.add(failing(600))
        assert archive.counts() == (512, 512)
        assert archive.verify() == []
        report = archive.add(make_article(number) for number in range(600))
        assert (report.added, report.unchanged) == (88, 512)


def test_an_encoder_that_breaks_leaves_nothing_half_done(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    with opened(tmp_path / "a", encoder) as archive:
        archive.add([make_article(1), make_article(2)])
        before = list(archive.articles()), archive.search("水库")

        def broken(texts: list[str]) -> None:
            raise MemoryError

        encoder.encode_document = broken  # type: ignore[assignment, method-assign]
        with pytest.raises(MemoryError):
            archive.add([make_article(1, "改了。"), make_article(3)])
        assert (list(archive.articles()), archive.search("水库")) == before
        assert archive.verify() == []


class File:
    """A made-up format: one article a line, `id text`; its articles know the file as `corpus.load`'s do."""

    def __init__(self, path: Path, by_line: bool) -> None:
        self.path = path
        self.by_line = by_line

    def load(self, *lines: str, keep: int | None = None) -> list[Article]:
        data = "\n".join(lines).encode()
        self.path.write_bytes(data)
        return [
            Article(
                line.split()[0],
                "",
                line.split()[1],
                source=str(self.path),
                sha256=sha256(line.encode() if self.by_line else data).hexdigest(),
            )
            for line in lines[:keep]
        ]


@pytest.fixture(params=[False, True], ids=["page", "records"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> File:
    return File(tmp_path / "paper.txt", request.param)


def ids(archive: Archive) -> list[str]:
    return sorted(article.id for article in archive.articles())


def test_a_changed_file_replaces_its_articles(archive: Archive, file: File) -> None:
    archive.add([*file.load("a 一。", "b 二。", "c 三。"), make_article(9)])
    report = archive.add(file.load("a 一。", "b 改。", "d 四。"))
    assert (report.added, report.updated, report.unchanged, report.removed) == (1, 1, 1, 1)
    assert ids(archive) == ["a", "a9", "b", "d"]
    assert archive.verify() == []


def test_an_unchanged_file_read_in_part_removes_nothing(archive: Archive, file: File) -> None:
    archive.add(file.load("a 一。", "b 二。", "c 三。"))
    assert archive.add(file.load("a 一。", "b 二。", "c 三。", keep=1)).removed == 0
    assert ids(archive) == ["a", "b", "c"]


def test_a_changed_file_with_a_skipped_part_removes_nothing(archive: Archive, file: File) -> None:
    archive.add(file.load("a 一。", "b 二。"))
    report = archive.add(
        [*file.load("a 一。", "x 坏。", keep=1), Skipped(str(file.path), "line 2", "not JSON")]
    )
    assert report.removed == 0
    assert ids(archive) == ["a", "b"]


def test_a_changed_file_whose_reading_breaks_removes_nothing(archive: Archive, file: File) -> None:
    archive.add(file.load("a 一。", "b 二。"))

    def broken() -> Iterator[Article]:
        yield from file.load("a 一。")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        archive.add(broken())
    assert ids(archive) == ["a", "b"]


def test_an_article_that_lies_about_its_source_removes_nothing(archive: Archive, file: File) -> None:
    archive.add(file.load("a 一。", "b 二。"))
    file.path.write_text("a 改过的文件。")
    archive.add([replace(make_article(1), source=str(file.path), sha256="0" * 64)])
    assert ids(archive) == ["a", "a1", "b"]


def test_two_files_of_one_name_are_two_files(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, line in (("one", "a 一。"), ("two", "b 二。")):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        archive.add(File(Path("paper.txt"), False).load(line))
    assert ids(archive) == ["a", "b"]


# --- threads and processes ---


def test_searches_never_break_while_articles_are_added(tmp_path: Path) -> None:
    errors: list[BaseException] = []
    done = threading.Event()
    with opened(tmp_path / "a") as archive:
        archive.add([make_article(number) for number in range(5)])

        def search() -> None:
            try:
                while not done.is_set():
                    for method in ("dense", "lexical"):
                        hits = archive.search("水库开工", 4, method=method)
                        assert len(hits) == 4
                        assert all("水库" in hit.passage.text for hit in hits)
                    seen = archive.counts()
                    assert seen[0] == seen[1]
                    assert len(list(archive.containing("水库"))) >= 5
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for start in range(5, 60, 5):
            archive.add([make_article(number) for number in range(start, start + 5)])
            archive.remove(f"a{start}")
            archive.add([make_article(start - 1, f"改写的水库{start}。")])
        done.set()
        for thread in threads:
            thread.join()
        assert errors == []
        assert archive.verify() == []


def test_two_threads_may_add_at_once(archive: Archive) -> None:
    threads = [
        threading.Thread(target=archive.add, args=([make_article(number) for number in numbers],))
        for numbers in (range(0, 40), range(20, 60))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.counts() == (60, 60)
    assert archive.verify() == []


def test_an_iteration_sees_one_state(archive: Archive) -> None:
    archive.add([make_article(number) for number in range(10)])
    iterator = archive.passages()
    first = next(iterator)
    archive.remove(*(f"a{number}" for number in range(10)))
    assert len([first, *iterator]) == 10
    assert archive.counts() == (0, 0)


def test_another_process_may_add_meanwhile(filled: Path) -> None:
    """A second Archive stands in for it: the two share nothing but the folder."""

    def add(numbers: range) -> None:
        with opened(filled) as other:
            for number in numbers:
                other.add([make_article(number)])

    with opened(filled) as archive:
        assert len(archive.search("水库", 100)) == 10
        writers = [
            threading.Thread(target=add, args=(numbers,)) for numbers in (range(10, 16), range(16, 22))
        ]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            assert len(archive.search("水库", 100)) >= 10
            assert len(archive.search("水库", 100, method="lexical")) >= 10
            assert len(list(archive.containing("水库"))) >= 10
        assert archive.counts() == (22, 22)
        for method in ("dense", "lexical"):
            assert len(archive.search("水库", 100, method=method)) == 22
        assert archive.verify() == []


def test_a_writer_that_waits_too_long_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.schema.WAIT", 0.05)
    with opened(filled) as archive, closing(sqlite3.connect(filled / "archive.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match=r"another process keeps .* locked: try again when it is done"):
            archive.add([make_article(50)])
        assert archive.search("水库")
        other.execute("ROLLBACK")
        assert archive.add([make_article(50)]).added == 1


# --- any order of additions, removals and reopenings ---


class Model(RuleBasedStateMachine):
    """An archive beside a dict: the two always hold the same."""

    folder: Path

    @initialize()
    def start(self) -> None:
        self.path = Model.folder / str(time.monotonic_ns())
        self.archive = opened(self.path)
        self.model: dict[str, Article] = {}

    @rule(numbers=st.lists(st.integers(0, 8), max_size=4), version=st.integers(0, 2))
    def add(self, numbers: list[int], version: int) -> None:
        articles = {
            f"a{n}": make_article(n, f"第{n}座水库，第{version}版。大桥。" * (version + 1)) for n in numbers
        }
        report = self.archive.add(articles.values())
        expected = {"added": 0, "updated": 0, "unchanged": 0}
        for id_, article in articles.items():
            old = self.model.get(id_)
            expected["added" if old is None else "unchanged" if old == article else "updated"] += 1
        assert {name: getattr(report, name) for name in expected} == expected
        self.model |= articles

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.model)))
        self.archive.remove(id_)
        del self.model[id_]

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = opened(self.path)

    @rule()
    def lose_derived_files(self) -> None:
        self.archive.close()
        shutil.rmtree(self.path / "lexical", ignore_errors=True)
        (self.path / "vectors.faiss").unlink(missing_ok=True)
        self.archive = opened(self.path)

    @invariant()
    def holds_the_same(self) -> None:
        if not hasattr(self, "archive"):
            return
        assert {article.id: article for article in self.archive.articles()} == self.model
        for method in ("dense", "lexical"):
            found = self.archive.search("水库", 50, method=method)
            assert {hit.passage.article.id for hit in found} == set(self.model)
        assert {p.article.id for p in self.archive.containing("水库", Filter(newspaper="成都日报"))} == {
            id_ for id_, article in self.model.items() if article.newspaper == "成都日报"
        }

    def teardown(self) -> None:
        if hasattr(self, "archive"):
            assert self.archive.verify() == []
            self.archive.close()


def test_any_order_of_calls(tmp_path: Path) -> None:
    Model.folder = tmp_path
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Model, settings=settings(max_examples=6, stateful_step_count=8, deadline=None))
