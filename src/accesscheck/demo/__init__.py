"""Examples that run on this machine."""
