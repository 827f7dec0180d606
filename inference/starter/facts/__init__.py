"""Fact records and what is made of them: statements, questions, named entities, summaries."""
