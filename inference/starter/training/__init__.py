"""How each starter model is trained."""
