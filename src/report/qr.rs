//! An address as a QR code, for phones to read off a screen. Drawn as an SVG path, like the charts: the template places it.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// The light margin that readers need, in modules.
const QUIET: usize = 4;

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// How many modules wide and high it is, with its margin.
    pub side: usize,
    /// The dark modules, one unit each, row by row.
    pub path: String,
}

/// The picture of a text; none of one that is too long for a QR code.
pub fn picture(text: &str) -> Option<Picture> {
    // A quarter of it may be covered or blurred: it is read from afar, off a projector.
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                path += &format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    Some(Picture { side: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of dark modules that a path draws, as the numbers stand in it.
    fn drawn(picture: &Picture) -> Vec<Vec<bool>> {
        let mut rows = vec![vec![false; picture.side]; picture.side];
        for run in picture.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            assert_eq!(rest, format!("{length}v1h-{length}z"));
            rows[y][x..x + length].fill(true);
        }
        rows
    }

    #[test]
    fn every_module_is_drawn_inside_a_light_margin() {
        let text = "https://perspektiv.example/room/abcdefg";
        let picture = picture(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::Q).unwrap();
        assert_eq!(picture.side, code.width() + 8);
        for (y, row) in drawn(&picture).into_iter().enumerate() {
            for (x, dark) in row.into_iter().enumerate() {
                let inside = |at: usize| (QUIET..QUIET + code.width()).contains(&at);
                let is_dark = inside(x) && inside(y) && code[(x - QUIET, y - QUIET)] == Color::Dark;
                assert_eq!(dark, is_dark, "{x}, {y}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_has_no_picture() {
        assert_eq!(picture(&"x".repeat(3000)), None);
    }
}
