"""Words: the tables of all domains, the lexicon made of them, inflection and names."""
