"""Completions of the shells: what is completed (`words.py`), and a script of each shell made of it."""
