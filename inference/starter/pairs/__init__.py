"""Pairs of a premise and a hypothesis, for starter/bert-nli."""
