"""From a name to the places that bear it: compiled index, sources, geopy geocoder."""
