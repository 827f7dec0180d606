"""Run and look inside Transformers from a notebook cell."""
