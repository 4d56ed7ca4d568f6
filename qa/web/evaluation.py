"""The evaluation tab."""

import gradio as gr

from qa import Chatbot


def evaluation_tab(bot: Chatbot, tab: gr.Tab) -> None:
    """Build the tab, inside `tab`."""
