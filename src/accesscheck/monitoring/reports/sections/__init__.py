"""Parts that reports of a body and of a group have alike."""
