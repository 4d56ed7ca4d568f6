"""`baowen eval`: run a question set, compare two runs, draft a set."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from corpus import InputError

_Option = typer.Option


def evaluate_command(
    questions: Annotated[
        Path | None, typer.Argument(help="JSONL, SQuAD/CMRC JSON, RGB JSONL, CSV, or a BEIR folder.")
    ] = None,
    archive: Annotated[Path | None, _Option(help="The archive's folder; ./archive if left out.")] = None,
    engine: Annotated[str, _Option(help="The engine that answers.")] = "extract",
    k: Annotated[int, _Option(help="Passages that retrieval is judged by.", min=1)] = 10,
    report: Annotated[Path | None, _Option(help="Folder for report.html and the rest; resumes.")] = None,
    baseline: Annotated[Path | None, _Option(help="metrics.json to compare with, by paired tests.")] = None,
    fail_under: Annotated[
        list[str] | None, _Option(metavar="NAME=VALUE", help="Exit 1 when a score is below; repeatable.")
    ] = None,
    own_articles: Annotated[
        bool,
        _Option("--own-articles", help="Index the texts that the set brings, in --archive or for this run."),
    ] = False,
    noise: Annotated[float, _Option(help="RGB: share of passages beside the point.", min=0, max=1)] = 0.4,
    judged_pairs: Annotated[
        Path | None, _Option(help="Labelled pairs (JSONL); how often the citation judge agrees.")
    ] = None,
    ragas: Annotated[Path | None, _Option(help="Also write the answers in RAGAS's columns.")] = None,
    compare: Annotated[
        tuple[Path, Path] | None, _Option(help="What changed between the runs in two report folders.")
    ] = None,
    make: Annotated[
        int | None, _Option(min=1, help="Draft so many questions into QUESTIONS or stdout.")
    ] = None,
    ratings: Annotated[
        Path | None, _Option(help="Draft questions from the ratings that readers gave in the web page.")
    ] = None,
    seed: Annotated[int, _Option(help="Of the intervals, tests and drafts.")] = 0,
    workers: Annotated[
        int, _Option(min=1, help="Questions asked at a time; above 1, latencies include waiting.")
    ] = 1,
    fresh: Annotated[bool, _Option("--fresh", help="Forget what --report holds of an earlier run.")] = False,
    as_json: Annotated[bool, _Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Measure answers, citations and retrieval on a question set."""
    if compare:
        _compare(*compare, seed=seed, as_json=as_json)
    elif make:
        _make(questions, archive, make, seed, as_json)
    elif ratings:
        _rated(ratings, questions, as_json)
    elif questions is None:
        raise InputError("no questions given; name a question set, or use --compare, --make or --ratings")
    else:
        options = {"k": k, "engine": engine, "report": report, "baseline": baseline, "seed": seed}
        options |= {"judged_pairs": judged_pairs, "workers": workers, "fresh": fresh}
        _run(questions, archive, own_articles, noise, fail_under or [], ragas, as_json, options)


def _run(
    path: Path,
    archive: Path | None,
    own_articles: bool,
    noise: float,
    fail_under: list[str],
    ragas: Path | None,
    as_json: bool,
    options: dict[str, Any],
) -> None:
    from index import Archive
    from qa import Chatbot
    from qa.evaluate import evaluate
    from qa.evaluation.question_sets import read_questions
    from qa.evaluation.ragas import write_ragas
    from qa.evaluation.tally import below, thresholds

    if options["engine"] != "extract":
        raise InputError(f"--engine {options['engine']}: no such engine; use extract")
    limits = thresholds(fail_under, options["k"])
    found = read_questions(path, noise=noise)
    own = own_articles or found.needs_articles
    if own and not found.own_articles:
        raise InputError(f"{path}: a {found.format} set brings no texts; leave out --own-articles")
    with ExitStack() as open_until_done:
        folder = archive or Path("archive")
        if own and not archive:
            folder = Path(open_until_done.enter_context(TemporaryDirectory())) / "archive"
        elif not own and not folder.is_dir():
            raise InputError(f"no archive at {folder}; make one with: baowen add PATH… --archive {folder}")
        held = open_until_done.enter_context(Archive.open(folder))
        if own:
            held.add(found.articles(), progress=sys.stderr.isatty())
        folder = options["report"] or Path(open_until_done.enter_context(TemporaryDirectory()))
        done = evaluate(Chatbot(held), found, progress=True, **{**options, "report": folder})
        if ragas:
            write_ragas(folder, held, ragas)
    _tell(done.metrics, done.seconds, done.asked, done.reused, options["report"], as_json)
    if low := below(limits, done.metrics["summary"]):
        print("\n".join(low), file=sys.stderr)
        raise typer.Exit(1)


def _tell(
    metrics: dict[str, Any],
    seconds: dict[str, Any],
    asked: int,
    reused: int,
    report: Path | None,
    as_json: bool,
) -> None:
    if as_json:
        kept = {name: value for name, value in metrics.items() if name != "scores"}
        print(json.dumps({**kept, "seconds": seconds}, ensure_ascii=False))
        return
    again = f", {reused} of them from the run before" if reused else ""
    print(f"{asked + reused} questions{again}")
    changes = metrics.get("baseline", {})
    for name, row in metrics["summary"].items():
        line = f"{name:20} {row['mean']:8.3f}  95% {row['low']:.3f} to {row['high']:.3f}  n = {row['n']}"
        if change := changes.get(name):
            line += f"  change {change['change']:+.3f}, p = {change['p']:.3f}"
        print(line)
    if total := seconds.get("total"):
        print(f"seconds an answer: median {total['median']:.3f}, 95th percentile {total['p95']:.3f}")
    if judge := metrics.get("judge"):
        agreed = f"{judge['agreed']} of {judge['pairs']}"
        print(f"citation judge {judge['name']}: agrees with {agreed} labelled pairs")
    if report:
        print(f"report: {Path(report) / 'report.html'}")


def _compare(before: Path, after: Path, *, seed: int, as_json: bool) -> None:
    from qa.evaluation.compare import compare, told

    found = compare(before, after, seed=seed)
    print(json.dumps(found, ensure_ascii=False) if as_json else told(found))


def _make(out: Path | None, archive: Path | None, n: int, seed: int, as_json: bool) -> None:
    from index import Archive
    from qa.evaluation.draft import draft

    folder = archive or Path("archive")
    if not folder.is_dir():
        raise InputError(f"no archive at {folder}; make one with: baowen add PATH… --archive {folder}")
    _new(out)
    with Archive.open(folder) as held:
        made = draft(held, n, seed=seed)
    _write(made, out, as_json)
    if len(made) < n:
        print(f"only {len(made)} questions could be drafted from this archive", file=sys.stderr)


def _rated(ratings: Path, out: Path | None, as_json: bool) -> None:
    from qa.evaluation.rated import rated_questions

    if not ratings.is_file():
        raise InputError(
            f"{ratings}: no such file; ratings are kept in the archive's folder, as ratings.jsonl"
        )
    _new(out)
    made, left = rated_questions(ratings)
    _write(made, out, as_json)
    print("".join(f"left out {line}\n" for line in left), end="", file=sys.stderr)


def _new(out: Path | None) -> None:
    if out and out.exists():
        raise InputError(f"{out}: exists; give a new file, so that no corrected question is lost")


def _write(made: list[dict[str, Any]], out: Path | None, as_json: bool) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
    if out:
        out.write_text(text, encoding="utf-8")
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
    elif not out:
        sys.stdout.write(text)
