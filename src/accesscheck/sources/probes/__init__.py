"""What is measured while a page is open. One file a probe."""
