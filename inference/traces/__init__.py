"""Traces: what happens inside a model while it reads a text.

A trace never touches the model that others use. It reads a copy that shares the weights (`shared_copy`) and whose
attention can be watched (`attention_interface`).
"""
