"""Units that cannot be the unit of what they are said of."""

import pytest

WRONG = [
    "The latency of the lookup is about forty kilobytes.",
    "Each message is around two hundred milliseconds in size.",
    "We need five hundred requests per second of disk space.",
    "Our availability is ninety nine point nine milliseconds.",
    "Storage comes to around fifty thousand requests.",
    "Bandwidth is about four hundred milliseconds at peak.",
    "The cache needs sixteen seconds of memory.",
    "The timeout is two megabytes and then we retry.",
    "Our p ninety nine is three hundred megabytes.",
    "The queue holds about thirty gigabytes per second of latency.",
    "Throughput of the queue is about ninety gigabytes of users.",
    "A million messages at one kilobyte each is one thousand seconds.",
]
RIGHT = [
    "The latency budget is two hundred milliseconds, and the storage is forty gigabytes.",
    "Storage is twenty dollars per terabyte.",
    "Memory for thirty days of data is about two terabytes.",
    "99.9 percent uptime is about 9 hours a year of downtime",
    "Disks at five thousand writes a second cost money.",
    "The bill is forty thousand dollars a month and the price is two cents a gigabyte.",
    "A message takes two hundred milliseconds and is two kilobytes large.",
]


@pytest.mark.parametrize("said", WRONG)
def test_a_unit_that_cannot_be_is_found_and_told_in_a_sentence(follow, said):
    notes = [number.note for number in follow(said).numbers if number.agrees is False]
    assert notes
    assert all(note.endswith(".") for note in notes)


@pytest.mark.parametrize("said", RIGHT)
def test_a_unit_that_fits_is_left_alone(follow, said):
    assert [number.note for number in follow(said).numbers if number.agrees is False] == []
