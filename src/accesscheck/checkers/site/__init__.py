"""Rules that compare the pages of one site. One file a rule, named after its id."""
