"""Spans and measures of a text. Every function takes text and gives offsets into it."""
