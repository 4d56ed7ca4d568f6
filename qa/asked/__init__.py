"""What a question asks: its kind, names, dates and the words that evidence must hold."""
