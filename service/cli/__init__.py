"""The commands of ``viva``, a file for each."""
