"""The README keeps its word: its commands run and print what it shows."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
PYTHON = re.compile(r"^```pycon\n(.*?)^```", re.S | re.M)


def sessions() -> list[tuple[str, str]]:
    """(command, shown output) of every `$ baowen …` in the README, in order."""
    shown = []
    for block in CONSOLE.findall(README):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("baowen "):
                shown.append((command, output.strip()))
    return shown


@pytest.mark.models
def test_shown_commands_print_the_shown_output(tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert sessions()
    for command, expected in sessions():
        arguments = [sys.executable, "-m", "qa.cli", *shlex.split(command)[1:]]
        done = subprocess.run(
            arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        printed = (done.stdout + done.stderr).strip()
        # `…` in the README stands for anything; so do the figures of a line on seconds.
        pattern = re.sub(r"([\[?*])", r"[\1]", expected).replace("…", "*")
        pattern = re.sub(
            r"^seconds.*$", lambda line: re.sub(r"[\d.]+(?=,|$)", "*", line[0]), pattern, flags=re.M
        )
        assert fnmatchcase(printed, pattern), f"$ {command}\n{printed}"


@pytest.mark.models
def test_shown_python_prints_the_shown_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    examples = "\n".join(PYTHON.findall(README))
    assert ">>>" in examples
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test)
    assert runner.summarize().failed == 0


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", README):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_linked_files_exist() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_named_tests_exist() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)", README)
    assert named
    for file, test in named:
        (path,) = (ROOT / "tests").rglob(file)
        assert f"def {test}(" in path.read_text(encoding="utf-8"), f"{file}::{test}"
