"""Opinions with their labels, for starter/bert-sentiment."""
