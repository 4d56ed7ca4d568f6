"""Passages, the two search indexes and the folder that holds them."""

from index.archive import Archive, Report
from index.check import Stats
from index.errors import ArchiveError
from index.filter import Filter
from index.mentions import Mention
from index.passage import Hit, Passage, sentences, split
from index.words import Words

__all__ = [
    "Archive",
    "ArchiveError",
    "Filter",
    "Hit",
    "Mention",
    "Passage",
    "Report",
    "Stats",
    "Words",
    "sentences",
    "split",
]
