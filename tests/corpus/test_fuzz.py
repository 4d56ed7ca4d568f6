"""Damaged files of every format: read or skipped, never a crash. `tests/benchmarks/fuzz.py` runs more."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from corpus import ocr
from tests.corpus.fuzzing import PICTURES, SEEDS, check, mutant_pictures, mutants


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_undamaged_files_are_read(name: str, tmp_path: Path) -> None:
    assert check(name, [], tmp_path) >= 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutants)
def test_damaged_files_are_read_or_skipped(
    tmp_path: Path, mutant: tuple[str, list[tuple[str, int, int | bytes]]]
) -> None:
    check(*mutant, tmp_path)


@pytest.mark.models
@pytest.mark.skipif(not ocr.is_installed(), reason="the extra baowen[ocr] isn't installed")
@pytest.mark.parametrize("name", PICTURES[::2])
def test_the_undamaged_pictures_are_read(name: str, tmp_path: Path) -> None:
    assert check(name, [], tmp_path) >= 1


@pytest.mark.models
@pytest.mark.skipif(not ocr.is_installed(), reason="the extra baowen[ocr] isn't installed")
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutant_pictures)
@example(("scan.tif", [("cut", 140, 1)]))  # Pillow: TypeError
def test_damaged_pictures_are_read_or_skipped(
    tmp_path: Path, mutant: tuple[str, list[tuple[str, int, int | bytes]]]
) -> None:
    check(*mutant, tmp_path)
