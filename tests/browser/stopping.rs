//! Stopping the program.

use crate::support::{Browser, Site};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_server_that_is_told_to_stop_does_so_in_order() {
    let mut site = Site::demo();
    let browser = Browser::start(&site.url).await;
    browser.open("/").await;
    browser.wait_for_text("Skriv din e-postadress i jobbet").await;
    let begin = Instant::now();
    let status = site.stop();
    assert!(status.success(), "{status}");
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}
