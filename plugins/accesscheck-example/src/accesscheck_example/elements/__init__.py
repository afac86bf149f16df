"""Rules in code of kind example, one module a rule: example-untyped-download -> untyped_download.py."""
