"""Sentences written by hand before any training, to measure the models with; the generators never use them.

A change to the generators must not be made for the sake of a sentence in this package: it would measure nothing any
more. To cover a shape that the generators never wrote, such as plural subjects, is another matter.
"""
