"""Accuracy and latency over labelled utterances: the corpus, its scoring, tables and comparisons."""
