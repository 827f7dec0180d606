"""Live panels: for each a Python module here, a folder of JavaScript in `widgets/js`, a bundle in `static/panels`."""
