"""From facts to GeoDataFrames with checked schemas, and to files."""
