"""What differs between two builds, and why, in words an editor can paste into a report."""

from geo.changes.report import as_markdown, diff_text, write_changes

__all__ = ["as_markdown", "diff_text", "write_changes"]
