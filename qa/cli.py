"""The command line: `baowen COMMAND … [--archive DIR] [--json]`.

Exit 0 done, 1 problems found, 2 bad input; an error is one line on stderr, never a traceback.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from corpus import Article, InputError
from corpus.load import page_of
from corpus.page import Page
from index import Archive, ArchiveError
from index.backbone import WeightsError
from index.encoder import EncoderError
from qa import Answer, Chatbot
from qa.adding import Reading, lines_of, progress, watched
from qa.cite import source
from qa.evaluation.command import evaluate_command
from qa.generation.errors import ModelError

app = typer.Typer(
    name="baowen",
    help="报问: ask a newspaper archive; every word of the answer can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Option("--archive", help="The archive's folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Since = Annotated[str | None, typer.Option(help="First date, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(help="Last date, YYYY-MM-DD.")]
Newspaper = Annotated[str | None, typer.Option(help="Only this newspaper.")]
ARCHIVE = Path("archive")


class Engine(StrEnum):
    """The ways to answer."""

    extract = "extract"
    generate = "generate"


EngineName = Annotated[
    Engine | None,
    typer.Option("--engine", help="extract, or generate with --model: the default where one is given."),
]
Model = Annotated[str, typer.Option(help="A chat model: openai:…, deepseek:…, ollama:… or a .gguf file.")]
BaseUrl = Annotated[
    str, typer.Option("--base-url", help="The model's server, where it isn't the provider's.")
]


@app.command()
def add(
    paths: list[Path],
    archive: Folder = ARCHIVE,
    newspaper: Annotated[str | None, typer.Option(help="The newspaper, whatever the files say.")] = None,
    published: Annotated[str | None, typer.Option("--date", help="The date, YYYY-MM-DD.")] = None,
    page: Annotated[str | None, typer.Option(help="The page number.")] = None,
    password: Annotated[str | None, typer.Option(help="Of encrypted PDF and ZIP files.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only read; store nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add newspaper pages, articles, records, ZIP files or folders of them."""
    from corpus import load

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise InputError(f"no such file or folder: {missing[0]}; check the path")
    day, reading = _date(published, "--date"), Reading()
    with progress(paths, reading) as on_bytes:
        items = watched(
            load(
                paths,
                newspaper=newspaper,
                published=day,
                page=page,
                password=password,
                on_page=reading.look,
                on_bytes=on_bytes,
            ),
            reading,
        )
        if dry_run:
            found = [item for item in items if isinstance(item, Article)]
        else:
            with Archive.open(archive) as opened:
                report = opened.add(items)
    if dry_run:
        _print_dry_run(found, reading, as_json)
        return
    reading.skipped = list(report.skipped)  # with those that can be read but not stored
    if as_json:
        _print_json({**asdict(report), **reading.to_dict()})
        return
    print(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {len(report.skipped)} skipped"
    )
    print("".join(f"{line}\n" for line in lines_of(reading)), end="")


@app.command()
def ask(
    question: str,
    archive: Folder = ARCHIVE,
    since: Since = None,
    until: Until = None,
    newspaper: Newspaper = None,
    engine: EngineName = None,
    model: Model = "",
    base_url: BaseUrl = "",
    as_json: AsJson = False,
) -> None:
    """Answer one question with its citations."""
    with _existing(archive) as opened:
        answer = _chatbot(opened, engine, model, base_url).ask(
            question, since=_date(since, "--since"), until=_date(until, "--until"), newspaper=newspaper
        )
    if as_json:
        _print_json(answer.to_dict())
    else:
        _print_answer(answer)


@app.command()
def chat(
    archive: Folder = ARCHIVE, engine: EngineName = None, model: Model = "", base_url: BaseUrl = ""
) -> None:
    """Ask one question after the other; an empty line or Ctrl-D ends."""
    with _existing(archive) as opened:
        bot = _chatbot(opened, engine, model, base_url)
        history: list[Answer] = []
        while True:
            try:
                question = input("? ").strip()
            except EOFError:
                return
            if not question:
                return
            history.append(bot.ask(question, history))
            _print_answer(history[-1])


@app.command()
def articles(
    archive: Folder = ARCHIVE,
    since: Since = None,
    until: Until = None,
    newspaper: Newspaper = None,
    as_json: AsJson = False,
) -> None:
    """List the articles."""
    from index import Filter

    where = Filter(_date(since, "--since"), _date(until, "--until"), newspaper)
    with _existing(archive) as opened:
        found = list(opened.articles(where))
    if as_json:
        _print_json([_summary(article) for article in found])
        return
    for article in found:
        print(_line(article))


@app.command()
def show(
    article_id: str,
    archive: Folder = ARCHIVE,
    page: Annotated[bool, typer.Option("--page", help="How its page was split.")] = False,
    password: Annotated[str | None, typer.Option(help="Of an encrypted PDF, with --page.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print one article, or how the page was split that it was read from."""
    with _existing(archive) as opened:
        article = opened.article(article_id)
    if page:
        _print_page(page_of(article, password), as_json)
        return
    if as_json:
        _print_json(
            {**_summary(article), "text": article.text, "headings": [list(h) for h in article.headings]}
        )
        return
    print(article.title)
    print(
        " ".join(
            p for p in (article.newspaper, str(article.published or ""), article.page, article.section) if p
        )
    )
    print(f"\n{article.text}")


@app.command()
def remove(article_ids: list[str], archive: Folder = ARCHIVE, as_json: AsJson = False) -> None:
    """Remove articles by their ids."""
    with _existing(archive) as opened:
        opened.remove(*article_ids)
    if as_json:
        _print_json({"removed": article_ids})
    else:
        print(f"{len(article_ids)} removed")


@app.command()
def verify(
    archive: Folder = ARCHIVE,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what is derived.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the archive; exit 1 when there are problems."""
    with _existing(archive) as opened:
        problems = opened.verify(repair=repair)
    if as_json:
        _print_json(problems)
    else:
        print("\n".join(problems) or "sound")
    if problems:
        raise typer.Exit(1)


@app.command()
def stats(archive: Folder = ARCHIVE, as_json: AsJson = False) -> None:
    """What the archive holds."""
    with _existing(archive) as opened:
        values = opened.stats().to_dict()
    if as_json:
        _print_json(values)
    else:
        print("\n".join(f"{name}: {value}" for name, value in values.items()))


@app.command()
def serve(
    archive: Folder = ARCHIVE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 7860,
    engine: EngineName = None,
    model: Model = "",
    base_url: BaseUrl = "",
    auth_file: Annotated[Path | None, typer.Option(help="Who may enter: lines name:password.")] = None,
    open_to_all: Annotated[
        bool, typer.Option("--open-to-all", help="Let everyone in who can reach --host.")
    ] = False,
    root_path: Annotated[str, typer.Option(help="Path or URL under which a proxy shows the page.")] = "",
    max_upload_mb: Annotated[int, typer.Option(help="Largest file that can be sent, in MB.", min=1)] = 200,
) -> None:
    """Open the web page for chatting."""
    import app as web

    with _existing(archive) as opened:
        web.serve(
            _chatbot(opened, engine, model, base_url),
            host=host,
            port=port,
            auth_file=auth_file,
            open_to_all=open_to_all,
            root_path=root_path,
            upload_limit=max_upload_mb << 20,
        )


app.command("eval")(evaluate_command)


def main() -> None:
    """Run the command line; every foreseeable error becomes one line and exit 2."""
    try:
        code = app(standalone_mode=False)
    except (InputError, ArchiveError, EncoderError, WeightsError, ModelError) as error:
        _fail(str(error))
    except TyperException as error:  # unknown options, missing arguments
        _fail(error.format_message())
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except BrokenPipeError:  # `baowen articles | head`
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> NoReturn:
    print(f"baowen: {message}", file=sys.stderr)
    sys.exit(2)


def _existing(folder: Path) -> Archive:
    if not folder.is_dir():
        raise InputError(f"no archive at {folder}; make one with: baowen add PATH… --archive {folder}")
    return Archive.open(folder)


def _chatbot(archive: Archive, engine: Engine | None = None, model: str = "", base_url: str = "") -> Chatbot:
    engine = engine or (Engine.generate if model else Engine.extract)
    return Chatbot(archive, engine=engine.value, model=model, base_url=base_url)


def _date(value: str | None, option: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{option}: {value!r} is not a date; write YYYY-MM-DD") from None


def _summary(article: Article) -> dict[str, object]:
    return {
        **source(article),
        "section": article.section,
        "byline": article.byline,
        "source": article.source,
    }


def _print_dry_run(found: list[Article], reading: Reading, as_json: bool) -> None:
    if as_json:
        skipped = [asdict(one) for one in reading.skipped]
        _print_json({**reading.to_dict(), "articles": [_summary(a) for a in found], "skipped": skipped})
        return
    for article in found:
        print(_line(article))
    print(f"{len(found)} read, {len(reading.skipped)} skipped, nothing stored")
    print("".join(f"{line}\n" for line in lines_of(reading)), end="")


def _print_page(page: Page, as_json: bool) -> None:
    """The parts of a page, each with the number of the article that it went to."""
    if as_json:
        parts = [asdict(part) for part in page.parts]
        _print_json(
            {
                "page": page.number,
                "confidence": page.confidence,
                "articles": [_summary(article) for article in page.articles],
                "parts": parts,
            }
        )
        return
    print(f"page {page.number} of its file, {len(page.articles)} articles, confidence {page.confidence:.2f}")
    for number, article in enumerate(page.articles, 1):
        print(f"{number}  {article.id}  {article.title}")
    for part in page.parts:
        place = "  ({:.0f}, {:.0f}, {:.0f}, {:.0f})".format(*part.box) if part.box else ""
        print(f"\n{part.story or '-'}  {part.kind}{place}\n{part.text}")


def _line(article: Article) -> str:
    """An article in a list: id, date, newspaper, page, title."""
    day = str(article.published or "")
    return "\t".join((article.id, day, article.newspaper, article.page, article.title))


def _print_answer(answer: Answer) -> None:
    print(answer.text)
    if answer.note:
        print(answer.note)
    for citation in answer.citations or answer.nearest:
        article = citation.article
        place = " ".join(p for p in (article.newspaper, str(article.published or ""), article.page) if p)
        print(f"\n[{citation.number}] {citation.quote}")
        print(f"    {article.title} · {place} · {article.id}:{citation.start}-{citation.end}")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
