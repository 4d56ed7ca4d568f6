"""The web page's parts: HTML from pure functions, and the tabs that show it. Only `app.py` imports them."""
