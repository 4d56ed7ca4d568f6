"""Questions in, cited answers out."""

from qa.answer import Answer, Item, Scanned
from qa.chatbot import Chatbot
from qa.cite import Citation
from qa.evaluate import evaluate

__all__ = ["Answer", "Chatbot", "Citation", "Item", "Scanned", "evaluate"]
