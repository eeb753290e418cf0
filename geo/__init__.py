"""Text to map layers: articles -> mentions -> places -> facts -> layers."""

__version__ = "0.1.0"
