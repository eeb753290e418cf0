"""Read article files: text as read, title, date, page furniture."""
