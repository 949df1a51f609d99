//! Exact decimal numbers, as questionnaires bound them and answers state them.

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// A decimal number with at most 15 significant digits: what both JSON and a spreadsheet keep exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "serde_json::Number", into = "serde_json::Number")]
pub struct Number(Decimal);

/// The most significant digits.
const DIGITS_MAX: u32 = 15;

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most {DIGITS_MAX} digits")]
pub struct NotANumber;

impl Number {
    /// How many decimals it has, without trailing zeros.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Reads what a person typed: a decimal comma or point, spaces between the digits, any kind of minus sign.
    ///
    /// # Errors
    /// [`NotANumber`].
    pub fn typed(text: &str) -> Result<Number, NotANumber> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                ',' => '.',
                '−' | '–' => '-',
                other => other,
            })
            .collect();
        plain.parse()
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads digits with an optional sign and decimal point; nothing else.
    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_plain || !digits.bytes().any(|byte| byte.is_ascii_digit()) || digits.len() > 40 {
            return Err(NotANumber);
        }
        Decimal::from_str_exact(text).map_err(|_| NotANumber)?.try_into()
    }
}

impl TryFrom<Decimal> for Number {
    type Error = NotANumber;

    fn try_from(value: Decimal) -> Result<Number, NotANumber> {
        let value = value.normalize();
        let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        if digits > DIGITS_MAX || value.scale() > DIGITS_MAX { Err(NotANumber) } else { Ok(Number(value)) }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number(Decimal::from(value).normalize())
    }
}

impl TryFrom<serde_json::Number> for Number {
    type Error = NotANumber;

    fn try_from(number: serde_json::Number) -> Result<Number, NotANumber> {
        let text = number.to_string();
        let decimal = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text));
        decimal.map_err(|_| NotANumber)?.try_into()
    }
}

impl From<Number> for serde_json::Number {
    fn from(number: Number) -> serde_json::Number {
        let whole = if number.0.is_integer() { i64::try_from(number.0).ok() } else { None };
        let decimal = || f64::try_from(number.0).ok().and_then(serde_json::Number::from_f64);
        whole.map(serde_json::Number::from).or_else(decimal).unwrap_or_else(|| 0.into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({"description": "A number with at most 15 significant digits.", "type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_is_understood_and_nothing_else() {
        for (typed, meant) in [
            ("12", "12"),
            (" 1 234,50 ", "1234.5"),
            ("−3,0", "-3"),
            ("1\u{a0}000", "1000"),
            ("+7", "7"),
            ("0,05", "0.05"),
            (".5", "0.5"),
        ] {
            assert_eq!(Number::typed(typed).unwrap().to_string(), meant, "{typed}");
        }
        for wrong in ["", "-", ".", "1,2,3", "1e5", "tolv", "0x10", "NaN", "1234567890123456", "12 %"] {
            assert!(Number::typed(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_number_survives_json(units in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=6) {
            let number = Number::try_from(Decimal::new(units, scale)).unwrap();
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number);
            prop_assert_eq!(number.to_string().parse::<Number>().unwrap(), number);
        }
    }
}
