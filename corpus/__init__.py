"""Files in, articles out."""

from corpus.article import Article, InputError, Skipped
from corpus.load import load, sample

__all__ = ["Article", "InputError", "Skipped", "load", "sample"]
