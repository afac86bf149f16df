"""One file a rule. The driver is `checkers.texts`; no module here imports another."""
