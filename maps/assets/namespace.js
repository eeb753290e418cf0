"use strict";

// The one global. `parts` are what the page calls by name, each with the map; every other file adds functions.
const Sitmap = { parts: {} };
