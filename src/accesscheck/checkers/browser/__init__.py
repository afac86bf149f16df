"""Rules that judge what a probe measured on the open page. One file a rule, named after its id."""
