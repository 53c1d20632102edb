//! The one place that asks for the day and the hour.

/// Today, in UTC: a run must not depend on where it is made.
pub fn today() -> jiff::civil::Date {
    let days = i64::try_from(seconds() / 86_400).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX)
}

/// Day and time, in UTC: "2026-12-01T16:05:09Z".
pub fn now() -> String {
    let of_day = seconds() % 86_400;
    format!("{}T{:02}:{:02}:{:02}Z", today(), of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// Seconds since 1970.
fn seconds() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs())
}
