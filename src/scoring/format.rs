//! Figures as text (domain.md, scores, rule 8): one decimal for people, full precision for files. Works on
//! the exact fraction, so that nothing depends on how a binary fraction happened to fall.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::score::integer;

/// The sign between whole part and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `6,4`: Swedish.
    Comma,
    /// `6.4`: English, and every file meant for machines.
    Point,
}

impl Separator {
    /// The sign itself.
    pub fn sign(self) -> char {
        match self {
            Separator::Comma => ',',
            Separator::Point => '.',
        }
    }
}

/// The sign before a negative figure that a person reads (U+2212). Files have the hyphen.
const MINUS: char = '\u{2212}';

/// The figure in whole tenths, half away from zero: what is left of it when it is shown. Two figures that
/// are equal here look equal to the reader.
pub fn shown_tenths(figure: &BigRational) -> BigInt {
    (figure * integer(10)).round().to_integer()
}

/// One decimal, half away from zero: `6,4`. A figure that rounds to zero has no sign.
pub fn one_decimal(figure: &BigRational, separator: Separator) -> String {
    let tenths = shown_tenths(figure);
    let sign = if tenths.is_negative() { MINUS.to_string() } else { String::new() };
    let tenths = tenths.abs();
    format!("{sign}{}{}{}", &tenths / 10, separator.sign(), &tenths % 10)
}

/// A change with one decimal, half away from zero, and always a sign: `+0,3`, `−1,2`; no change at that
/// precision is `±0,0`.
pub fn signed_one_decimal(figure: &BigRational, separator: Separator) -> String {
    let shown = one_decimal(figure, separator);
    match shown_tenths(figure).sign() {
        Sign::Plus => format!("+{shown}"),
        Sign::NoSign => format!("±{shown}"),
        Sign::Minus => shown,
    }
}

/// A share in [0,1] as per cent with one decimal, half away from zero, without the per cent sign: `66,7`.
pub fn per_cent(share: &BigRational, separator: Separator) -> String {
    one_decimal(&(share * integer(100)), separator)
}

/// The figure as the nearest double, ties to even (IEEE 754), for file formats that store doubles.
pub fn nearest_double(figure: &BigRational) -> f64 {
    // Never absent: an exact fraction of numbers this size is finite.
    figure.to_f64().unwrap_or(f64::NAN)
}

/// Full precision for files: the shortest decimal text that reads back as the double nearest to the exact
/// fraction, without exponent, with a hyphen as minus: `6.333333333333333`, `7`, `-0.5`.
///
/// Anyone who computes the exact fraction and rounds once to a double gets the same text.
pub fn full(figure: &BigRational, separator: Separator) -> String {
    if figure.is_zero() {
        return "0".to_owned();
    }
    let text = nearest_double(figure).to_string();
    match separator {
        Separator::Point => text,
        Separator::Comma => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::specimen::{self, fraction};

    #[test]
    fn one_decimal_rounds_half_away_from_zero() {
        for (numerator, denominator, shown) in [
            (625, 100, "6,3"),
            (615, 100, "6,2"),
            (605, 100, "6,1"),
            (6249, 1000, "6,2"),
            (-625, 100, "−6,3"),
            (-5, 100, "−0,1"),
            (5, 100, "0,1"),
            (-4, 100, "0,0"),
            (0, 1, "0,0"),
            (995, 100, "10,0"),
            (19, 3, "6,3"),
            (20, 3, "6,7"),
            (10, 1, "10,0"),
            (100, 1, "100,0"),
        ] {
            assert_eq!(one_decimal(&fraction(numerator, denominator), Separator::Comma), shown);
        }
        assert_eq!(one_decimal(&fraction(19, 3), Separator::Point), "6.3");
    }

    #[test]
    fn a_tie_that_doubles_get_wrong_is_right() {
        // 1.15 as a double is 1.149999…, and most printf functions say 1.1.
        assert_eq!(one_decimal(&fraction(115, 100), Separator::Point), "1.2");
        assert_eq!(format!("{:.1}", 1.15_f64), "1.1");
    }

    #[test]
    fn a_change_carries_its_sign() {
        assert_eq!(signed_one_decimal(&fraction(3, 10), Separator::Comma), "+0,3");
        assert_eq!(signed_one_decimal(&fraction(-12, 10), Separator::Comma), "−1,2");
        assert_eq!(signed_one_decimal(&fraction(1, 100), Separator::Comma), "±0,0");
        assert_eq!(signed_one_decimal(&fraction(-1, 100), Separator::Comma), "±0,0");
        assert_eq!(signed_one_decimal(&fraction(-1, 20), Separator::Comma), "−0,1");
    }

    #[test]
    fn a_share_is_shown_as_per_cent() {
        assert_eq!(per_cent(&fraction(2, 3), Separator::Comma), "66,7");
        assert_eq!(per_cent(&fraction(1, 1), Separator::Point), "100.0");
    }

    #[test]
    fn full_precision_is_the_shortest_text_that_reads_back() {
        assert_eq!(full(&fraction(19, 3), Separator::Point), "6.333333333333333");
        assert_eq!(full(&fraction(19, 3), Separator::Comma), "6,333333333333333");
        assert_eq!(full(&fraction(7, 1), Separator::Point), "7");
        assert_eq!(full(&fraction(-1, 2), Separator::Point), "-0.5");
        assert_eq!(full(&fraction(0, 1), Separator::Comma), "0");
        assert_eq!(full(&fraction(1, 10), Separator::Point), "0.1");
        assert_eq!(full(&fraction(1, 10_000_000), Separator::Point), "0.0000001");
    }

    /// The fraction written out by long division, cut off where no double can tell the difference.
    fn long_division(figure: &BigRational) -> f64 {
        let scaled = figure * BigRational::from_integer(BigInt::from(10).pow(130));
        format!("{}e-130", scaled.trunc().to_integer()).parse().unwrap()
    }

    proptest! {
        #![proptest_config(specimen::cases())]

        #[test]
        fn one_decimal_is_never_more_than_half_a_tenth_off(n in -100_000_i64..100_000, d in 1_i64..5_000) {
            let figure = fraction(n, d);
            let shown: f64 = one_decimal(&figure, Separator::Point).replace(MINUS, "-").parse().unwrap();
            let tenths = BigRational::new(BigInt::from((shown * 10.0).round() as i64), BigInt::from(10));
            let off = (tenths.abs() - figure.abs()) * integer(20);
            prop_assert!(off.abs() <= integer(1));
            // A tie goes away from zero, never towards it.
            prop_assert!(off != integer(-1));
        }

        #[test]
        fn full_precision_rounds_the_exact_fraction_once(n in any::<i64>(), d in 1_i64..i64::MAX) {
            let figure = fraction(n, d);
            let text = full(&figure, Separator::Point);
            prop_assert_eq!(text.parse::<f64>().unwrap(), long_division(&figure));
            prop_assert!(!text.contains('e'));
            prop_assert_eq!(full(&figure, Separator::Comma), text.replace('.', ","));
        }

        #[test]
        fn full_precision_holds_for_fractions_longer_than_a_machine_word(
            n in prop::collection::vec(any::<u8>(), 17..40),
            d in prop::collection::vec(any::<u8>(), 17..40),
        ) {
            let denominator = BigInt::from_bytes_le(num_bigint::Sign::Plus, &d) + 1;
            let numerator = BigInt::from_bytes_le(num_bigint::Sign::Plus, &n) % (&denominator * 10);
            let figure = BigRational::new(numerator, denominator);
            let text = full(&figure, Separator::Point);
            prop_assert_eq!(text.parse::<f64>().unwrap(), long_division(&figure));
        }
    }
}
