"""Evaluation runs that readers start: `baowen eval` in a process of its own, over a set they sent."""

import shutil
from pathlib import Path
from threading import Lock
from typing import Any

from corpus import InputError
from qa.evaluation.question_sets import read_questions
from qa.web import runs, uploads
from qa.web.jobs import Job, Jobs
from qa.web.runs import Run
from qa.web.uploads import Upload

KIND = "evaluation"
SET = "questions"  # the question set's file in the run's folder, with its own ending
_starting = Lock()  # two readers may press the same button at once


def begin(jobs: Jobs, folder: Path, owner: str, sent: Upload) -> str:
    """Check a question set and start its run; the run's key.

    Raises:
        InputError: the set can't be used; one line: what and where, by the name that it was sent under.
    """
    # The reader of question sets goes by the content; its messages name the file.
    file = sent.path.with_name(f"{sent.token}{uploads.ending(sent.name)}")
    shutil.copyfile(sent.path, file)
    try:
        found = read_questions(file)
        if found.needs_articles:
            raise InputError(f"{sent.name}: an RGB set brings its own texts; use baowen eval for it")
        key, home = runs.begin(folder, sent.name, len(found.questions))
        file.replace(home / f"{SET}{file.suffix}")
    except InputError as error:
        raise InputError(str(error).replace(str(file), sent.name)) from None
    finally:
        file.unlink(missing_ok=True)
        uploads.drop(sent)
    go_on(jobs, folder, owner, key)
    return key


def go_on(jobs: Jobs, folder: Path, owner: str, key: str) -> None:
    """Start a run, or take it up where it stopped; nothing where a process works on it already.

    Raises:
        InputError: there is no run of that key.
    """
    run = runs.run_of(folder, key)
    home = (folder / runs.FOLDER / key).absolute()
    file = next(iter(sorted(home.glob(f"{SET}.*"))), None)
    if file is None:
        raise InputError(f"the question set of this run is gone; send it again ({run.name})")
    command = ["-m", "qa.cli", "eval", str(file), "--archive", str(folder.absolute()), "--report", str(home)]

    def ended(job: Job) -> None:
        job.message = job.message.replace(str(file), run.name)

    with _starting:
        if not at_work(jobs, key) and not run.busy:
            jobs.start(KIND, owner, command, about={"run": key, "name": run.name}, on_end=ended)


def at_work(jobs: Jobs, key: str) -> Job | None:
    """The job that works on a run or waits to."""
    return next((job for job in jobs.going_on(KIND) if job.about["run"] == key), None)


def complaint(jobs: Jobs, key: str) -> str:
    """Why the last job on a run failed, "" if it didn't."""
    last = [job for job in jobs.ended(KIND) if job.about["run"] == key]
    return last[-1].message if last else ""


def remove(jobs: Jobs, folder: Path, key: str) -> None:
    """Stop a run if it goes on, and delete it. InputError: there is none of that key."""
    if job := at_work(jobs, key):
        jobs.stop(job)
    runs.remove(folder, key)


def progress(run: Run, job: Job | None) -> tuple[str, dict[str, Any]]:
    """What to say of a run that hasn't ended: the key of the words, and their values."""
    counts = {"answered": f"{run.answered:,}", "questions": f"{run.questions:,}"}
    if job is None and not run.busy:
        return "cut", counts
    if job and job.state == "waiting":
        return "waiting", {}
    return ("running", counts) if run.answered < run.questions else ("scoring", {})
