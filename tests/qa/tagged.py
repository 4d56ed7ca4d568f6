"""Sentences written with their words, as the tagger would give them: "久隆/PER 水库/n 开工/v"."""

from index import Words
from index.tagger import Token
from index.words import pack


def tagged(written: str) -> Words:
    """The sentence without its tags, and its words."""
    text, tokens = "", []
    for word in written.split(" "):
        form, _, tag = word.rpartition("/")
        tokens.append(Token(len(text), len(text) + len(form), tag))
        text += form
    return Words(text, pack(tokens))
