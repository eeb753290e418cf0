"""One module per file format: each makes drafts of articles out of a file."""
