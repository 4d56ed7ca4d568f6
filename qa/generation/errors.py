"""What goes wrong with a chat model, in a line that says what to do."""


class ModelError(ValueError):
    """A chat model that can't be had or doesn't answer: one line with what, where and the mend."""
