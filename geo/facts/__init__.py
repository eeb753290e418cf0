"""From mentions to facts: actors, frames, events, control, axes, bases."""
