"""What accesscheck talks about: targets, documents, rules, findings, reports.

Frozen dataclasses that pickle; the standard library alone.
"""
