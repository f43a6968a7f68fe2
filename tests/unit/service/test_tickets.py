"""Tickets: once, for one interview, for a short time."""

from __future__ import annotations

import pytest

from service.errors import Forbidden
from service.tickets import MAX_TICKETS, Tickets


def test_a_ticket_admits_once():
    tickets = Tickets(60)
    ticket = tickets.issue("a", now=0)
    tickets.redeem(ticket, "a", now=59)
    with pytest.raises(Forbidden, match="one connection"):
        tickets.redeem(ticket, "a", now=59)


def test_a_ticket_expires():
    tickets = Tickets(60)
    ticket = tickets.issue("a", now=0)
    with pytest.raises(Forbidden):
        tickets.redeem(ticket, "a", now=60)


def test_a_ticket_is_for_one_interview_and_trying_another_uses_it_up():
    tickets = Tickets(60)
    ticket = tickets.issue("a", now=0)
    for interview in ("b", "a"):
        with pytest.raises(Forbidden):
            tickets.redeem(ticket, interview, now=1)


def test_a_made_up_ticket_is_refused():
    with pytest.raises(Forbidden):
        Tickets(60).redeem("x", "a", now=0)


def test_a_deleted_interview_has_no_tickets():
    tickets = Tickets(60)
    mine, other = tickets.issue("a", now=0), tickets.issue("b", now=0)
    tickets.revoke("a")
    tickets.redeem(other, "b", now=1)
    with pytest.raises(Forbidden):
        tickets.redeem(mine, "a", now=1)


def test_asking_for_many_tickets_costs_no_memory():
    tickets = Tickets(1)
    first = tickets.issue("a", now=0)
    for _ in range(MAX_TICKETS):
        last = tickets.issue("a", now=0)
    assert len(tickets._issued) == MAX_TICKETS
    with pytest.raises(Forbidden):
        tickets.redeem(first, "a", now=0)
    tickets.redeem(last, "a", now=0)
    tickets.issue("a", now=5)
    assert len(tickets._issued) == 1
