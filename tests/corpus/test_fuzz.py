"""Damaged files of every format: read or skipped, never a crash. `tests/benchmarks/fuzz.py` runs more."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.corpus.fuzzing import SEEDS, check, mutants


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_undamaged_files_are_read(name: str, tmp_path: Path) -> None:
    assert check(name, [], tmp_path) >= 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutants)
def test_damaged_files_are_read_or_skipped(
    tmp_path: Path, mutant: tuple[str, list[tuple[str, int, int | bytes]]]
) -> None:
    check(*mutant, tmp_path)
