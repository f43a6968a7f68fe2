"""The policy: what the interviewer does next, as a pure function of ledger, clock and what was asked."""
