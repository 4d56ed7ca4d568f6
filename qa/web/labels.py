"""Labels of Gradio's own components, which the browser puts into its language."""

import gradio as gr

from qa.web.words import WORDS

# The page tells Gradio's scripts one of these two languages, whatever the browser's own: see frame.py.
I18N = gr.I18n(
    **{
        "zh-CN": {key: chinese for key, (chinese, _) in WORDS.items()},
        "en": {key: english for key, (_, english) in WORDS.items()},
    }
)


def label(key: str) -> str:
    """The label of `key`, for any argument of a component that takes a label, value or placeholder."""
    assert key in WORDS, key
    return I18N(key)  # type: ignore[return-value]  # I18nData, which components take where they take a str
