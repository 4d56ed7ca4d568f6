"""The one error of this package that a caller can act on."""


class ArchiveError(ValueError):
    """An archive can't do what was asked; the message is one line: what, where and the mend."""
