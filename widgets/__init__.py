"""All that is shown: results and, later, panels."""
