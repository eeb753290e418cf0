"""Text to map layers: articles -> mentions -> places -> facts -> layers."""
