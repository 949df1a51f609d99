//! Time: moments in UTC for the store, local dates for deadlines, and a clock that tests can set.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Serialize, Serializer};

/// A point in time, in UTC, with a precision of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub NaiveDateTime);

impl Moment {
    /// The moment `duration` later (or earlier, if negative).
    #[must_use]
    pub fn plus(self, duration: Duration) -> Moment {
        Moment(self.0 + duration)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> i64 {
        self.0.and_utc().timestamp_millis()
    }

    /// The moment of a number of milliseconds since 1970-01-01T00:00:00Z.
    pub fn from_millis(millis: i64) -> Moment {
        Moment(DateTime::<Utc>::from_timestamp_millis(millis).unwrap_or_default().naive_utc())
    }
}

impl std::fmt::Display for Moment {
    /// RFC 3339 in UTC, such as `2027-03-01T09:30:00Z`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%.fZ"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where the time comes from, and which zone local dates are in.
#[derive(Debug, Clone)]
pub struct Clock {
    source: Source,
    zone: TimeZone,
}

#[derive(Debug, Clone)]
enum Source {
    System,
    Set(Arc<Mutex<Moment>>),
}

impl Clock {
    /// The system's clock, with local dates in `zone`.
    pub fn system(zone: TimeZone) -> Clock {
        Clock { source: Source::System, zone }
    }

    /// A clock that stands still at `moment` until it is set again.
    pub fn set_to(moment: Moment, zone: TimeZone) -> Clock {
        Clock { source: Source::Set(Arc::new(Mutex::new(moment))), zone }
    }

    /// A clock in the same zone that stands still at `moment`.
    pub fn stopped_at(&self, moment: Moment) -> Clock {
        Clock::set_to(moment, self.zone.clone())
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        match &self.source {
            Source::System => Moment(Utc::now().naive_utc().trunc_subsecs(3)),
            Source::Set(moment) => *moment.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
        }
    }

    /// Sets a clock made by [`Clock::set_to`] to `moment`; the system's clock is left alone.
    pub fn set(&self, moment: Moment) {
        if let Source::Set(current) = &self.source {
            *current.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = moment;
        }
    }

    /// Today's date in the network's zone.
    pub fn today(&self) -> NaiveDate {
        self.local(self.now()).date()
    }

    /// `moment` as local date and time in the network's zone.
    pub fn local(&self, moment: Moment) -> NaiveDateTime {
        let timestamp = Timestamp::from_millisecond(moment.millis()).unwrap_or_default();
        let local = timestamp.to_zoned(self.zone.clone()).datetime();
        NaiveDate::from_ymd_opt(
            i32::from(local.year()),
            u32::from(local.month().unsigned_abs()),
            u32::from(local.day().unsigned_abs()),
        )
        .unwrap_or_default()
        .and_hms_opt(
            u32::from(local.hour().unsigned_abs()),
            u32::from(local.minute().unsigned_abs()),
            u32::from(local.second().unsigned_abs()),
        )
        .unwrap_or_default()
    }

    /// The next moment at which it is `hour` o'clock tomorrow in the network's zone.
    pub fn next(&self, hour: i8) -> Moment {
        let timestamp = Timestamp::from_millisecond(self.now().millis()).unwrap_or_default();
        let tomorrow = timestamp.to_zoned(self.zone.clone()).date().saturating_add(jiff::Span::new().days(1));
        let then = tomorrow.at(hour, 0, 0, 0).to_zoned(self.zone.clone());
        then.map_or(self.now(), |then| Moment::from_millis(then.timestamp().as_millisecond()))
    }

    /// Whole days left until the end of the local date `due` (23:59:59 that day): 0 on the day
    /// itself, negative afterwards.
    pub fn days_left(&self, due: NaiveDate) -> i64 {
        (due - self.today()).num_days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn a_deadline_is_a_local_date() {
        let stockholm = TimeZone::get("Europe/Stockholm").unwrap();
        let due = NaiveDate::from_ymd_opt(2027, 3, 5).unwrap();
        let clock = Clock::set_to(at("2027-03-05 22:59"), stockholm);
        assert_eq!(clock.days_left(due), 0, "23:59 in Stockholm is still the day");
        clock.set(at("2027-03-05 23:00"));
        assert_eq!(clock.days_left(due), -1);
    }

    #[test]
    fn both_nights_of_the_clock_change_have_dates() {
        let clock = Clock::set_to(at("2027-03-28 01:30"), TimeZone::get("Europe/Stockholm").unwrap());
        assert_eq!(clock.local(clock.now()).to_string(), "2027-03-28 03:30:00");
        clock.set(at("2027-10-31 00:30"));
        assert_eq!(clock.local(clock.now()).to_string(), "2027-10-31 02:30:00");
        clock.set(at("2027-10-31 01:30"));
        assert_eq!(clock.local(clock.now()).to_string(), "2027-10-31 02:30:00");
    }
}
