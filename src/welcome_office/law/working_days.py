"""Working days in North Rhine-Westphalia, for time limits that end on a day off."""

from datetime import date, timedelta

SATURDAY = 5
# Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi: days from Easter Sunday.
_AROUND_EASTER = (-2, 1, 39, 50, 60)
# New Year, Labour Day, Unity Day, All Saints, Christmas Day, Boxing Day.
_FIXED = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))


def end_of_time_limit(day: date) -> date:
    """The day itself, or the next working day after a Saturday, Sunday or holiday.

    § 31 Abs. 3 VwVfG NRW, § 193 BGB; holidays by § 2 Feiertagsgesetz NW.
    """
    while day.weekday() >= SATURDAY or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876)."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _holidays(year: int) -> set[date]:
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days) for days in _AROUND_EASTER}
    return moving | {date(year, month, day) for month, day in _FIXED}
