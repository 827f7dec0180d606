"""Tokenizers: texts to tokens as a model reads them, and everything that can be seen on the way.

`encode` and `tokenize` serve the tasks; `inspect` answers the verb `tokenize`.
"""

from .encoding import encode, tokenize
from .inspection import check_request, inspect

__all__ = ["check_request", "encode", "inspect", "tokenize"]
