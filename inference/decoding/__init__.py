"""Decoding: from logits to tokens to text."""
