"""The service: audio, conversation, storage, web and command line."""

__version__ = "0.1.0"
