"""Bias scores: groups x templates x candidates, measured by a language model's own probabilities."""
