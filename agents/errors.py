"""What can go wrong in an interview.

::

    AgentError
    ├── CandidateInvalid      a scripted candidate that cannot be read; says where and what was expected
    ├── SetupInvalid          a choice the loop does not offer; says what it does
    └── ModelFailed           a language model gave no usable words
        ├── ModelUnavailable      it cannot be reached, or its provider is not installed
        ├── ModelTimeout          it did not answer in time
        └── ModelAnswerInvalid    it answered, but not with what was asked for
"""

from __future__ import annotations


class AgentError(Exception):
    """Root of what this package raises on purpose."""


class CandidateInvalid(AgentError):
    """A scripted candidate that cannot be played."""


class SetupInvalid(AgentError):
    """An interview that cannot be set up so."""


class ModelFailed(AgentError):
    """A language model gave no usable words. The built-in interviewer goes on without it."""


class ModelUnavailable(ModelFailed):
    """The model cannot be reached, refused the request, or its provider is not installed."""


class ModelTimeout(ModelFailed):
    """The model did not answer, or did not go on, in time."""


class ModelAnswerInvalid(ModelFailed):
    """The model answered with something else than was asked for."""
