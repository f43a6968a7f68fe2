"""Sides taken of one thing that exclude each other, and pairs that only look so."""

from __future__ import annotations

import pytest

CLASHES = [
    (
        "The balance has to be strongly consistent, no exceptions.",
        "Balances are read from the replicas, so they're eventually consistent.",
    ),
    (
        "Uploads are fully asynchronous, the user never waits.",
        "It makes the small sizes while the user waits, it answers when all four sizes are there.",
    ),
    (
        "Bookings have to be strictly consistent.",
        "The bookings come from a cache which is refreshed every ten minutes.",
    ),
    (
        "The app must work offline, field workers have no signal.",
        "Every screen asks the server first, so it needs a connection all the time.",
    ),
    (
        "We keep messages for thirty days and then delete them.",
        "All messages are kept for five years for the auditors.",
    ),
    ("We said ten million daily users.", "With fifty million daily users we get more."),
    ("We don't need a cache, the database is fast enough.", "The cache then answers most of those reads."),
    ("It's one monolith, one deployable.", "Each of the eight microservices has its own database."),
    ("It only has to work in one country, a single region.", "We deploy to twenty regions worldwide."),
    ("The upload is asynchronous.", "The user waits for the upload to finish, it is synchronous."),
    (
        "Payments are processed synchronously while the customer waits.",
        "The payment goes on a queue and is processed in the background.",
    ),
    ("Everything runs in one region.", "The second region takes writes as well, active active."),
    ("Messages are never deleted.", "After ninety days we purge messages."),
    ("Each event is delivered exactly once.", "Events may arrive twice, the consumers deal with it."),
    ("The feed updates in real time.", "The feed is rebuilt once an hour."),
    (
        "Search results can be stale for a minute, eventual consistency is fine for search.",
        "Search must always show the latest, it is strongly consistent.",
    ),
    ("There is one single database, no sharding.", "The database is sharded by user."),
    ("The client is always online.", "Drivers keep working offline and sync later."),
    ("Invoices are retained for ten years.", "We drop invoices after ninety days."),
    ("Likes need strong consistency.", "Likes are updated every five minutes so they're a bit behind."),
    ("The whole thing lives in a single region.", "Our other two regions take over when Frankfurt is down."),
    (
        "Booking is synchronous, the caller gets the answer.",
        "The booking is handled in the background by a worker.",
    ),
    ("We've a million monthly users.", "Given six million monthly users I'd say forty servers."),
    ("I don't want microservices.", "The pricing microservice then asks the stock microservice."),
    ("The app needs an internet connection.", "The app works offline."),
    ("Average is three hundred requests a second.", "On average it's nine thousand requests a second."),
    ("Stock is always consistent.", "Stock may be stale for a minute."),
    ("We have no message queue in it.", "The message queue keeps the orders."),
]
COMPATIBLE = [
    ("Payments are strongly consistent.", "The feed is eventually consistent."),
    ("The upload is asynchronous.", "The login is synchronous."),
    ("We start with one region.", "Once Europe joins we add a second region."),
    ("Ten million daily users today.", "In two years fifty million daily users."),
    ("We don't need a cache yet.", "At ten times the load I'd add a cache."),
    ("It starts as a monolith.", "Later on we split it into services."),
    ("Two hundred thousand orders a day on average.", "On Black Friday two million orders a day."),
    ("Messages are kept for thirty days.", "Backups are kept for five years."),
    ("I considered a synchronous call to the bank.", "But we do it asynchronously."),
    (
        "Eight million people use it, two million on a day.",
        "Two million people times three photos is six million uploads.",
    ),
    (
        "The average is two hundred and thirty a second.",
        "The providers' limits break first, at around five thousand a second.",
    ),
    ("Reads are four hundred a second.", "Writes are forty a second."),
    ("The app works offline.", "When it's online again it syncs."),
    ("Should we be strongly consistent?", "I'd say eventual consistency is enough for likes."),
    ("Drafts are saved in the background.", "Publishing waits for the server to answer."),
    ("We delete photos after thirty days when the user asks for it.", "Photos are kept forever otherwise."),
    ("It's one database today.", "If it outgrows that we shard it."),
    ("A message is one kilobyte.", "A photo is two megabytes."),
    ("I first said ten million users.", "Actually let me correct that, it's five million users."),
    ("p50 is forty milliseconds.", "p99 is four hundred milliseconds."),
    ("Invoices are retained for ten years.", "We drop logs after ninety days."),
    ("Stock is strongly consistent.", "Reviews are eventually consistent."),
    ("We run in one region now.", "When Asia comes we'd open a second region."),
    ("Average is three hundred requests a second.", "At peak it's nine hundred requests a second."),
    ("No message queue for now.", "If mails pile up, then I'd add a message queue."),
    (
        "A million monthly users, a hundred thousand daily.",
        "So a hundred thousand users times ten is a million requests.",
    ),
    ("The import runs in the background.", "The user waits for the preview only."),
    ("We serve two hundred thousand users.", "Each server holds fifty thousand users."),
    ("Writes are a hundred a second.", "Reads are ten thousand a second."),
    ("We had one monolith back then.", "We moved from the monolith to six services."),
    ("Storage is forty gigabytes a day.", "That's fourteen terabytes a year."),
]


def disputed(ledger):
    return ledger.contradictions or [number for number in ledger.numbers if number.agrees is False]


@pytest.mark.parametrize(("earlier", "later"), CLASHES)
def test_a_contradiction_is_heard(follow, earlier, later):
    assert disputed(follow(earlier, later))


@pytest.mark.parametrize(("earlier", "later"), COMPATIBLE)
def test_statements_that_agree_are_no_contradiction(follow, earlier, later):
    assert not disputed(follow(earlier, later))


def test_exact_and_late_clash_without_their_names(follow):
    ledger = follow(
        "A balance can never be wrong, not by a cent.",
        "> Okay.",
        "The balance you see may lag a few minutes behind.",
    )
    assert ledger.contradictions


def test_other_things_may_be_late(follow):
    ledger = follow(
        "The balance must be exact.", "> Okay.", "The news tile on the home screen may be an hour old."
    )
    assert not ledger.contradictions
