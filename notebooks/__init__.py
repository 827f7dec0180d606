"""The tutorials, shipped as data."""
