"""What goes wrong with a chat model, in a line that says what to do."""


class ModelError(ValueError):
    """A chat model that can't be had or doesn't answer: one line with what, where and the mend.

    `str()` of it is English, as the command line is; `chinese` says it under a Chinese answer.
    """

    def __init__(self, english: str, chinese: str = "") -> None:
        super().__init__(english)
        self.chinese = chinese or english

    def told(self, english: bool) -> str:
        """What happened, in the language of the question."""
        return str(self) if english else self.chinese
