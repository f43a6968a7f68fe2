"""Spoken sums: slips of zeros, bits and periods are found; what is right, or no sum at all, is left alone."""

from __future__ import annotations

import pytest

RIGHT = [
    "Each driver pings every five seconds, with a hundred thousand drivers that's twenty thousand pings a second.",
    "Say thirty million daily users, each opens the app eight times, so two hundred and forty million opens a day, call it three thousand a second.",
    "A tweet is three hundred bytes, five hundred million a day, so a hundred and fifty gigabytes a day.",
    "Over five years that's roughly two hundred and seventy terabytes.",
    "One video is fifty megabytes and we get ten thousand a day, half a terabyte of new video a day.",
    "150 GB a day, times 365, is about 55 terabytes a year.",
    "We have eight hundred staff and everyone makes five searches an hour, four thousand searches an hour, a little over one a second.",
    "Two gigabits per second out, which is a quarter of a gigabyte per second.",
    "At two cents a gigabyte, a hundred terabytes costs two thousand dollars.",
    "If a server does five hundred requests a second and peak is six thousand we need twelve of them.",
    "12,000 QPS at 2 KB a response is 24 MB per second.",
    "Cache hit rate of ninety percent on ten thousand reads leaves one thousand for the database.",
    "Four nines means fifty two minutes a year.",
    "Ninety nine point nine five percent, so about twenty two minutes a month.",
    "Two engineers for three months is six engineer months.",
    "A million sockets at ten kilobytes each is ten gigabytes of memory.",
    "Twenty shards, each one holds two hundred gigabytes, so four terabytes all in.",
    "We went from nine hundred milliseconds to three hundred, three times faster.",
    "Fifty thousand stores with four tills each, two hundred thousand tills.",
    "Two hundred thousand tills doing a sale every two minutes, sixteen hundred sales per second or so.",
    "The p99 was four seconds and the target is one, so we have to shave off three seconds.",
    "Five million orders a year is fourteen thousand a day, ten a minute.",
    "Three percent of forty thousand carts is twelve hundred carts.",
    "Storage at 23 dollars per terabyte for 200 terabytes is about 4600 dollars a month.",
    "A photo at two hundred kilobytes, and ten thousand views per second, two gigabytes per second of egress.",
    "Every message is stored three times so one terabyte becomes three.",
    "We send two emails per order and there are three hundred thousand orders so six hundred thousand emails a day.",
    "Sixty frames a second for two hours is four hundred thousand frames.",
    "With 20 million users and 1 percent creating a post daily that's 200 thousand posts per day, or 2.3 per second.",
    "retention is thirty days at two terabytes a day so sixty terabytes",
    "A read takes five milliseconds so one connection does two hundred reads a second.",
    "The queue drains at a thousand a second, so a backlog of three hundred thousand takes five minutes.",
    "It's a hundred and twenty clinics, forty visits each per day, so under five thousand visits a day.",
    "Ten thousand a month today, and the cloud bill would double, so twenty thousand.",
    "We have sixty restaurants, two hundred orders a day each, so twelve thousand orders a day.",
    "Twelve thousand orders over ten busy hours is about twenty a minute.",
    "A location update is a hundred bytes, four thousand a second, so four hundred kilobytes a second.",
    "Four hundred kilobytes a second is about thirty five gigabytes a day.",
    "Thirty five gigabytes a day, I keep it for ninety days, about three terabytes.",
    "Two percent of six million users upload something, so a hundred and twenty thousand uploads.",
    "One upload is five megabytes, that makes six hundred gigabytes a day.",
    "Reads to writes is fifty to one, writes are thirty a second, reads are fifteen hundred a second.",
    "Five hundred thousand devices send a heartbeat every thirty seconds, that's roughly seventeen thousand a second.",
    "A node takes a million connections, and we expect eight million, so eight nodes plus a spare.",
    "We store it three times, so nine terabytes instead of three.",
    "Peak is four times the average of fifty, so two hundred a second.",
    "The database does five thousand writes a second and we need nine thousand, so two shards.",
    "It costs twelve cents a gigabyte and we send fifty terabytes a month, six thousand dollars a month.",
    "Forty people at a hundred thousand dollars each is four million a year.",
    "A one hour outage a month is about ninety nine point nine percent.",
    "Ten million rows at two kilobytes, twenty gigabytes, it fits in memory.",
    "Latency was eight hundred milliseconds and is now two hundred, a quarter of it.",
    "Each session is four kilobytes and we have fifty thousand of them, two hundred megabytes.",
    "There are three hundred schools with eight hundred pupils, two hundred and forty thousand pupils.",
    "We had three outages in two years.",
    "We have two data centres, eight services, and a team of six.",
    "It grew from four hundred to nine hundred tenants in a year and the bill went from ten to fourteen thousand a month.",
    "The budget is two hundred milliseconds, fifty for the network, a hundred for the query, the rest is slack.",
    "A thousand shops, some of them with fifty thousand products, and about two million searches a day.",
    "We have ten thousand customers and a hundred employees.",
    "Three hundred milliseconds at p95, two hundred requests a second, on four machines.",
    "We write two thousand events a second, and the index holds five billion documents.",
    "It's eighty percent reads, and at peak there are five hundred requests a second.",
    "The team is twelve people, we need six months, and the budget is one million dollars.",
]
WRONG = [
    "Each driver pings every five seconds, with a hundred thousand drivers that's two thousand pings a second.",
    "Say thirty million daily users, each opens the app eight times, so twenty four million opens a day.",
    "Two hundred and forty million opens a day, call it thirty thousand a second.",
    "A tweet is three hundred bytes, five hundred million a day, so fifteen gigabytes a day.",
    "One video is fifty megabytes and we get ten thousand a day, five terabytes of new video a day.",
    "150 GB a day, times 365, is about 5.5 terabytes a year.",
    "Two gigabits per second out, which is two gigabytes per second.",
    "At two cents a gigabyte, a hundred terabytes costs twenty dollars.",
    "If a server does five hundred requests a second and peak is six thousand we need a hundred and twenty of them.",
    "12,000 QPS at 2 KB a response is 240 MB per second.",
    "Cache hit rate of ninety percent on ten thousand reads leaves one hundred for the database.",
    "Four nines means five hours a year.",
    "Ninety nine point nine five percent, so about two minutes a month.",
    "A million sockets at ten kilobytes each is a hundred gigabytes of memory.",
    "Twenty shards, each one holds two hundred gigabytes, so forty terabytes all in.",
    "Fifty thousand stores with four tills each, two million tills.",
    "Two hundred thousand tills doing a sale every two minutes, a hundred thousand sales per second.",
    "Five million orders a year is fourteen hundred a day.",
    "Three percent of forty thousand carts is four hundred carts.",
    "Storage at 23 dollars per terabyte for 200 terabytes is about 460 dollars a month.",
    "A photo at two hundred kilobytes, and ten thousand views per second, two hundred megabytes per second of egress.",
    "We send two emails per order and there are three hundred thousand orders so sixty thousand emails a day.",
    "With 20 million users and 1 percent creating a post daily that's 2 million posts per day.",
    "retention is thirty days at two terabytes a day so six hundred terabytes",
    "The queue drains at a thousand a second, so a backlog of three hundred thousand takes five hours.",
    "A hundred and twenty clinics, forty visits each per day, so forty eight thousand visits a day.",
    "ten million messages a day is about ten thousand a second",
    "a hundred megabits a second is a hundred megabytes a second",
    "Forty thousand readings a minute, which is forty thousand a second.",
    "Three hundred gigabytes per day is a hundred terabytes a month.",
    "Ten thousand sensors one reading a minute is ten thousand readings per second",
    "five hundred dollars a day is about fifteen hundred dollars a month",
    "We have sixty restaurants, two hundred orders a day each, so a hundred and twenty thousand orders a day.",
    "A location update is a hundred bytes, four thousand a second, so four megabytes a second.",
    "Four hundred kilobytes a second is about three and a half gigabytes a day.",
    "Thirty five gigabytes a day, I keep it for ninety days, about thirty terabytes.",
    "Two percent of six million users upload something, so twelve thousand uploads.",
    "One upload is five megabytes and there are a hundred and twenty thousand a day, that makes sixty gigabytes a day.",
    "Reads to writes is fifty to one, writes are thirty a second, reads are fifteen thousand a second.",
    "Five hundred thousand devices send a heartbeat every thirty seconds, that's roughly fifteen million a second.",
    "A node takes a million connections, and we expect eighty million, so eight nodes.",
    "Peak is four times the average of fifty, so two thousand a second.",
    "It costs twelve cents a gigabyte and we send fifty terabytes a month, sixty dollars a month.",
    "Forty people at a hundred thousand dollars each is forty million a year.",
    "Ten million rows at two kilobytes, two gigabytes, it fits in memory.",
    "Each session is four kilobytes and we have fifty thousand of them, two gigabytes.",
    "There are three hundred schools with eight hundred pupils each, so twenty four thousand pupils.",
    "Three nines is eight minutes a year.",
    "eight megabits a second is eight megabytes a second",
    "ninety million views a month so that's three hundred a second",
    "seven thousand writes per minute that is about seven thousand per second",
    "sixty thousand sessions with two hundred kilobytes each is a hundred and twenty gigabytes",
]


@pytest.mark.parametrize("said", RIGHT)
def test_a_right_sum_is_never_disputed(follow, said):
    assert [number.note for number in follow(said).numbers if number.agrees is False] == []


@pytest.mark.parametrize("said", WRONG)
def test_a_wrong_sum_is_found_and_what_it_should_be_is_told(follow, said):
    notes = [number.note for number in follow(said).numbers if number.agrees is False]
    assert notes
    assert all(note.endswith(".") for note in notes)


@pytest.mark.parametrize(
    "said",
    [
        "Twenty thousand claims a month, so under a thousand a day.",
        "A hundred and twenty clinics, forty visits each per day, so at most five thousand visits a day.",
        "Ten messages a second from each of thirty rooms is more than two hundred a second.",
    ],
)
def test_a_limit_that_holds_is_no_slip(follow, said):
    assert all(number.agrees is not False for number in follow(said).numbers)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Latency is about 200 megabytes per request.", "megabyte"),
        ("We store around five hundred milliseconds of data a day.", "millisecond"),
    ],
)
def test_a_unit_that_cannot_be_is_disputed(follow, said, unit):
    (note,) = (number.note for number in follow(said).numbers if number.agrees is False)
    assert unit in note


def test_keeping_a_month_of_data_is_no_wrong_unit(follow):
    assert all(number.agrees is not False for number in follow("We keep three months of data.").numbers)
