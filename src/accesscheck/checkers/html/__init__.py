"""One file a rule. The driver is `checkers.elements`; no module here imports another."""
