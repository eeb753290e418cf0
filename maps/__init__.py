"""Map layers to pictures: the interactive page, the figure, the embed snippet."""
