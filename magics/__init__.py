"""The magics: parse a cell, call the backend, hand over the result."""
