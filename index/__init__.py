"""Passages, the two search indexes and the folder that holds them."""
