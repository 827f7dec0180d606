"""French beside English: a parallel grammar, for starter/t5."""
