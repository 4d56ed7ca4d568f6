"""The library tab."""

import gradio as gr

from qa import Chatbot


def library_tab(bot: Chatbot, tab: gr.Tab) -> None:
    """Build the tab, inside `tab`."""
