"""Arithmetic as said aloud: slips are found, right sums are let pass."""

import pytest

RIGHT = [
    ("2,000 users times 100 messages is 200K a day",),
    ("two thousand daily users times a hundred messages each is two hundred thousand a day",),
    ("200K a day divided by 86,400 is about 2 per second, and at peak three times that so 7 a second",),
    ("200K messages a day is 2.3 per second",),
    ("200 KB times 200K messages a day is 40 GB a day",),
    ("40 GB a day for three years is about 44 TB",),
    ("40 GB a day times 365 is 14.6 TB a year, times three is about 45 TB",),
    ("forty gigabytes a day over three years is forty four terabytes",),
    (
        "we have 50 million daily users and each posts two photos a day so that's a hundred million photos a day",
    ),
    (
        "A hundred million a day is roughly 1,200 per second. Peak is three times that, so about 3,500 per second.",
    ),
    ("We have 5 million users and each uploads two photos, so I'd start with three servers",),
    ("each photo is 2 MB and we store 3 sizes. So about 10 TB a day.",),
    ("10 writes a second so about 100 reads a second",),
    ("5 million users, 10 percent are active daily, so 500 thousand daily users",),
    ("8 gigabits per second is one gigabyte per second",),
    (
        "we have 2,000 daily users",
        "and later, with our 2,000 daily users",
    ),
    (
        "we have 2,000 daily users, no wait, 20,000 daily users",
        "so 20,000 daily users",
    ),
    (
        "we have 2,000 daily users",
        "in year two we grow to 20,000 daily users",
    ),
    (
        "average is 7 requests per second",
        "peak is 70 requests per second",
    ),
    (
        "five to ten requests per second",
        "we said about 7 requests per second",
    ),
    (
        "> There are 5,000 employees, 2,000 daily users.",
        "okay so 2,000 daily users out of 5,000 employees",
    ),
    ("p99 under 200 ms and p50 under 50 ms",),
    (
        "two thousand users a hundred messages each that is two hundred thousand messages a day at two hundred kilobytes that is forty gigabytes a day",
    ),
    ("one kilobyte times a million messages a day is one gigabyte a day",),
    ("100 million new links per month at 500 bytes each is 50 GB a month",),
    ("100 million links per month times 12 months times 5 years is 6 billion links",),
    ("6 billion links at 500 bytes is 3 TB",),
    ("a read write ratio of 100 to 1 so with 40 writes a second we have 4,000 reads a second",),
    ("$2K a month today, growing to $8K a month",),
    ("uploads take 5 seconds and users give up after 3 seconds",),
    ("40 GB a day is 1.2 TB a month",),
    ("500 million tweets a day, 86400 seconds, call it 100K seconds, so 5,000 per second",),
    ("10,000 drivers sending a location every 4 seconds is 2,500 updates per second",),
    ("100 bytes times 1,000 events per second is 100 kilobytes per second",),
    ("each server handles 1,000 connections so for 10,000 users we need ten servers",),
    ("300 million users times 200 bytes is 60 gigabytes",),
    ("20 percent of 200 million is 40 million",),
    ("99.9 percent uptime is about 9 hours a year of downtime",),
    ("it costs 20 dollars per terabyte so 45 terabytes is 900 dollars a month",),
    ("30 days times 24 hours is 720 hours",),
    (
        "So let's say we have 10 million daily active users. Each user reads the feed about 10 times a day, so that's 100 million feed reads a day, which is a bit over 1,000 reads per second. Posts are rarer, maybe 1 in 10 users posts, so a million posts a day, about 12 per second. Each post is about 1 KB of text, so that's 1 GB a day, under 400 GB a year. Photos are the big one. Say 20 percent of posts have a photo of 500 KB, so 200,000 photos a day, that's 100 GB a day, and around 36 TB a year.",
    ),
    (
        "okay so five thousand employees about two thousand of them active every day each sends around a hundred messages so two hundred thousand messages a day divided by eighty six thousand four hundred that is two point three a second and at peak three times that so about seven a second a message is about one kilobyte so zero point two gigabytes a day which is about seventy three gigabytes a year",
    ),
    (
        "We have 100 million monthly users, and 20 million a day. Each opens the app 5 times, so 100 million opens a day.",
    ),
    (
        "With 500 million new links a year and 500 bytes each that's 250 GB a year. Reads are 100 to 1, so 50 billion redirects a year, around 1,600 a second.",
    ),
    (
        "We have 3 regions and 2 replicas per region so six replicas. The p99 target is 200 ms. We keep data for 30 days.",
    ),
    (
        "It used to take 2.5 seconds and we got it to under 500 ms for 50,000 daily users, which recovered $2M a year.",
    ),
    (
        "The team was six engineers for 9 months. Traffic went from 10K to 500K concurrent users, that's 50x. Error rate under 0.1 percent.",
    ),
    (
        "Say 4 million rides a day. A location update every 4 seconds from 100,000 drivers makes 25,000 updates per second.",
    ),
    ("a million photos a day at two hundred kilobytes each so two hundred gigabytes a day",),
    ("We get 2 million transactions per day so roughly 25 transactions a second.",),
    ("100 million users at 1 KB each is 100 GB.",),
    ("7 messages per second times 1 KB is 7 KB per second",),
    ("that's 1 gigabyte a day or about 365 gigabytes a year",),
    ("10 MB/s is about 860 GB a day",),
    ("twelve requests a second so about a million a day",),
    ("We'd need 44 terabytes over three years, so with replication factor 3 about 130 terabytes.",),
    ("storage costs 2 cents per gigabyte a month so 40 terabytes is about 800 dollars a month",),
    ("Our budget is $2K a month. Then in year two it goes to $8K a month.",),
    ("40 GB a day; after three years we have 43.8 TB.",),
    ("the latency budget is 200 ms, 50 for the database, 20 for the cache and 100 for the network",),
    ("2,000 users a day, 5,000 users in total, and 100 messages each",),
    ("Half of the 5,000 employees are active so 2,500 daily users.",),
    (
        "If 10% of 50 million users post daily, that's 50 million posts a day, no wait, that's 5 million posts.",
    ),
    (
        "we have ten thousand users and at any time about ten percent are online so a thousand concurrent connections",
    ),
    ("a read to write ratio of ten to one and 100 writes per second gives 1,000 reads per second",),
    ("200 bytes per event times 5,000 events per second is 8 megabits per second",),
    ("we store 30 days at 40 GB a day so 1.2 TB",),
    ("bandwidth is 100 requests per second times 2 megabytes which is 200 megabytes per second",),
    (
        "We have about 300 million users, half of them active every day, so 150 million daily users. Each views 20 photos, that's 3 billion views a day, about 35 thousand a second.",
    ),
    ("3 billion views a day is about 35,000 a second",),
    (
        "each tweet is 280 characters, say 300 bytes, and at 500 million tweets a day we write 150 gigabytes a day",
    ),
    ("1,000 requests per second at 100 milliseconds each means a hundred in flight",),
    ("one server does 500 requests per second so for 5,000 we need ten servers plus two spare",),
    ("So 12 TB a month, 150 TB a year give or take",),
    ("the file is 4 megabytes, we split it in chunks of 1 megabyte, so four chunks",),
    ("Storage is $20 per terabyte per month, 100 terabytes, so $2,000 a month",),
    ("With three replicas 100 terabytes becomes 300 terabytes",),
    ("2 million orders a day over ten hours is about 55 orders a second",),
    ("five nines is five minutes a year",),
    ("We went from 2.5 seconds to 400 milliseconds, an 84 percent improvement",),
    ("1 million users times 2 KB is 2 GB which fits in memory",),
    ("10k messages per second times 1 KB is 10 MB per second, 80 megabits",),
    ("60 seconds times 60 times 24 is 86,400",),
    ("twenty percent of eighty terabytes is sixteen terabytes and that is our hot set",),
    ("five thousand users at ten requests a minute each is about eight hundred requests per second",),
    ("we pay 3 cents per message, so for 1 million messages it's 30 thousand dollars",),
    ("a hundred gigabytes at one gigabit per second takes about 800 seconds",),
    ("we need 50 MB a day times 30 days which is 1.5 GB",),
    ("peak is 5 times that, so 10 thousand a second",),
    ("we have 2,000 daily users today and 5,000 in total, and next year 8,000",),
    ("The p99 was 800 ms, now it is 200 ms",),
    ("we had 10,000 concurrent users, then at the holiday peak 500,000 concurrent users",),
    ("team of 6, two of them senior, 3 months, budget of 200K",),
    ("Messages are 1 KB. Files are 200 KB. We see 200K messages a day and 2K files a day.",),
    (
        "Let's assume 10 million daily users",
        "with 10M DAU",
    ),
]

WRONG = [
    ("2,000 users times 100 messages is 2 million a day",),
    ("two thousand daily users times a hundred messages each is twenty thousand messages a day",),
    ("200K a day divided by 86,400 is about 23 per second",),
    ("200K messages a day is about 200 per second",),
    ("200 KB times 200K messages a day is 4 GB a day",),
    ("200 KB times 200K messages a day is 40 MB a day",),
    ("200 KB times 200K messages a day is 40 GB a second",),
    ("40 GB a day for three years is about 4.4 TB",),
    ("forty gigabytes a day over three years is four hundred terabytes",),
    ("we have 50 million daily users and each posts two photos a day so that's ten million photos a day",),
    ("A hundred million a day is roughly 12,000 per second.",),
    ("5 million users and 10 percent of them is 50,000 daily active users",),
    ("8 gigabits per second is 8 gigabytes per second",),
    (
        "we have 2,000 daily users",
        "with our 20,000 daily users we need a cache",
    ),
    (
        "it is 7 requests per second",
        "the load of 700 requests per second needs shards",
    ),
    (
        "> There are 5,000 employees, 2,000 daily users.",
        "okay so 20,000 daily users",
    ),
    (
        "two thousand users a hundred messages each that is two hundred thousand messages a day at two hundred kilobytes that is four hundred gigabytes a day",
    ),
    ("one thousand bytes times a million messages a day is one terabyte a day",),
    ("100 million new links per month at 500 bytes each is 50 MB a month",),
    ("6 billion links at 500 bytes is 300 gigabytes",),
    ("40 GB a day is 12 TB a month",),
    ("500 million tweets a day, 86400 seconds, so 50,000 per second",),
    ("100 bytes times 1,000 events per second is 10 megabytes per second",),
    ("so 300 million users times 200 bytes is 60 megabytes",),
    ("20 percent of 200 million is 4 million",),
    (
        "Say 4 million rides a day. A location update every 4 seconds from 100,000 drivers makes 250,000 updates per second.",
    ),
    ("Each photo is 200 kilobytes and we get a million photos a day, so that is 200 megabytes a day.",),
    ("a million photos a day at two hundred kilobytes each so two terabytes a day",),
    ("One million users, each sends fifty messages a day, so five hundred million messages a day.",),
    ("We get 2 million transactions per day so roughly 230 transactions a second.",),
    ("100 million users at 1 KB each is 1 TB.",),
    ("a hundred million users at one kilobyte each is one terabyte of storage",),
    ("7 messages per second times 1 KB is 7 MB per second",),
    ("that's 1 gigabyte a day or about 3.6 terabytes a year",),
    ("that's 10 MB/s, so about 8.6 TB per hour",),
    ("twelve requests a second so about ten thousand a day",),
    ("We'd need 44 terabytes over three years, and times three for replication that's 1.3 petabytes.",),
    (
        "If 10% of 50 million users post daily, that's 50 million posts a day, no wait, that's 500 thousand posts.",
    ),
    (
        "we have ten thousand users and at any time about ten percent are online so ten thousand concurrent connections,",
    ),
    ("a read to write ratio of ten to one and 100 writes per second gives 10,000 reads per second",),
    ("200 bytes per event times 5,000 events per second is 1 megabit per second",),
    ("Each of the 5 million drivers sends 100 bytes every 5 seconds so that is 100 GB per second.",),
    ("we store 30 days at 40 GB a day so 12 TB",),
    ("bandwidth is 100 requests per second times 2 megabytes which is 200 megabits per second",),
    ("We have about 300 million users, half of them active every day, so 15 million daily users.",),
    ("3 billion views a day is about 3,500 a second",),
    ("each tweet is about 300 bytes and at 500 million tweets a day we write 15 gigabytes a day",),
    ("So 12 TB a month, 1.5 petabytes a year",),
    ("Storage is $20 per terabyte per month, 100 terabytes, so $20,000 a month",),
    ("1 million users times 2 KB is 2 TB which won't fit in memory",),
    ("10k messages per second times 1 KB is 10 MB per second, that's 800 megabits per second",),
    ("five thousand users at ten requests a minute each is eight thousand requests per second",),
    ("a hundred gigabytes at one gigabit per second takes about 100 seconds",),
    ("we need 50 MB times 30 days which is 150 GB",),
    (
        "first I said 50 GB a day",
        "as I said storage is 500 GB a day",
    ),
    (
        "the load is 100 requests per second",
        "so at our 10,000 requests per second one database is not enough",
    ),
]


@pytest.mark.parametrize("said", RIGHT, ids=" | ".join)
def test_right_arithmetic_is_never_disputed(follow, said):
    disputed = [(number.text, number.note) for number in follow(*said).numbers if number.agrees is False]
    assert disputed == []


@pytest.mark.parametrize("said", WRONG, ids=" | ".join)
def test_a_slip_is_found_and_told_in_a_sentence(follow, said):
    disputed = [number for number in follow(*said).numbers if number.agrees is False]
    assert disputed
    assert all(number.note.endswith(".") for number in disputed)


def test_a_sum_that_was_checked_agrees_and_is_derived(follow):
    numbers = {n.text: n for n in follow("2,000 users times 100 messages is 200K messages a day").numbers}
    result = numbers["200K messages a day"]
    assert result.agrees is True
    assert result.derived


def test_the_note_names_the_right_value(follow):
    (slip,) = [n for n in follow("40 GB a day for three years is 4.4 TB").numbers if n.agrees is False]
    assert "43.8" in slip.note


def test_a_figure_that_the_interviewer_gave_is_derived(follow):
    (number,) = follow("> There are 5,000 employees.", "okay so five thousand employees").numbers
    assert number.derived
    assert number.agrees is None


def test_saying_where_a_figure_comes_from_derives_it(follow):
    before = follow("storage would be about five terabytes")
    assert not before.numbers[0].derived
    after = follow(
        "storage would be about five terabytes",
        "> Where does that five terabytes come from?",
        "40 GB a day for about four months",
    )
    assert after.numbers[0].derived


def test_not_knowing_where_a_figure_comes_from_derives_nothing(follow):
    ledger = follow(
        "storage would be about five terabytes",
        "> Where does that five terabytes come from?",
        "I don't know.",
    )
    assert not ledger.numbers[0].derived


def test_a_repaired_slip_says_so(follow):
    ledger = follow(
        "200 KB times 200K messages a day is 4 GB a day",
        "> Walk me through that 4 GB a day again. What are the units?",
        "Sorry, that is 40 GB a day.",
    )
    slip = next(n for n in ledger.numbers if n.text == "4 GB a day")
    assert "Corrected to 40 GB a day" in slip.note


@pytest.mark.parametrize(
    "said",
    [
        "storage would be about five terabytes",
        "we need five thousand requests per second",
        "that costs ten thousand dollars a month",
        "We have ten million daily users. Storage would be about five terabytes.",
    ],
)
def test_a_figure_out_of_the_blue_is_not_derived(follow, said):
    assert not follow(said).numbers[-1].derived


@pytest.mark.parametrize(
    "said",
    [
        "like Slack we would see about a hundred messages per user",
        "you said two thousand users are active so I take two thousand",
        "our dashboards showed 500 requests per second",
    ],
)
def test_a_figure_with_a_named_source_is_derived(follow, said):
    assert any(number.derived for number in follow(said).numbers)
