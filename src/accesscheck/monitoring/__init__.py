"""A year of monitoring: who is monitored, and which of their products. No clock, no SQL: those come in as arguments."""
