"""Results as live panels in JupyterLab, and panels that grow while a cell generates."""
