"""A government that does not exist, with sites whose barriers are known."""
