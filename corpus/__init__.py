"""Files in, articles out."""

from corpus.article import Article, Skipped

__all__ = ["Article", "Skipped"]
