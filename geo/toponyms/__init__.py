"""From text to located mentions: recognise, judge the role, resolve, move relative places."""
