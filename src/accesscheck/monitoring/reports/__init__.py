"""The reports of a year: facts from a store, put into words once, and written as a site, PDF, Word, Excel and data."""
