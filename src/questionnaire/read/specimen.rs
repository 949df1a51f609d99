//! One fault of each sort, for tests.

use super::{Fault, Part};
use crate::questionnaire::{Kind, Number};

/// Every fault; one that is told in several ways, in all of them.
pub(crate) fn faults() -> Vec<Fault> {
    let id = || "1.1a".to_owned();
    let (language, edition) = (|| "en".to_owned(), || "2026".to_owned());
    let known = || vec!["a".to_owned(), "b".to_owned()];
    let number = |text: &str| text.parse::<Number>().unwrap();
    let parts = [
        Part::Scale,
        Part::Signs,
        Part::Options,
        Part::Unit,
        Part::Min,
        Part::Max,
        Part::Decimals,
        Part::Columns,
        Part::Rows,
    ];
    let mut faults = vec![
        Fault::FileTooLarge { bytes: 5_000_000, most: super::FILE_MAX },
        Fault::NotUtf8 { line: 2, column: 7 },
        Fault::FileEmpty,
        Fault::Syntax { line: 2, column: 7, what: "What.".to_owned(), mend: "Mend.".to_owned() },
        Fault::Shape { what: "What.".to_owned() },
        Fault::NotAShortName { id: "Å".to_owned() },
        Fault::NotAnId { id: "1 a".to_owned() },
        Fault::IdTwice { id: id() },
        Fault::NoLanguage,
        Fault::LanguageTwice,
        Fault::NotALanguage { language: "Svenska".to_owned() },
        Fault::TextMissing { language: language() },
        Fault::TextEmpty { language: language() },
        Fault::TextTooLong { language: language(), length: 5_001, most: 4_000 },
        Fault::ForeignLanguage { language: language() },
        Fault::ScaleDoesNotRise { min: 10, max: -1 },
        Fault::ScaleTooLong { most: 21 },
        Fault::PerspectiveReserved,
        Fault::PerspectiveTwice { id: "patient".to_owned() },
        Fault::NoStandard,
        Fault::StandardEmpty,
        Fault::TooManyItems { count: 2_001, most: 2_000 },
        Fault::PerspectiveMissing,
        Fault::PerspectiveUnknown { perspective: "staff".to_owned(), known: known() },
        Fault::SecondaryIsPrimary,
        Fault::FollowupBesideOthers,
        Fault::NoCoreItem,
        Fault::BoundsDoNotRise { min: number("2.5"), max: number("1") },
        Fault::TooManyDecimals { decimals: 9, most: 6 },
        Fault::BoundTooFine { decimals: 0 },
        Fault::BoundTooFine { decimals: 1 },
        Fault::BoundTooFine { decimals: 2 },
        Fault::TooFewOptions { count: 1, most: 100 },
        Fault::TooManyOptions { count: 101, most: 100 },
        Fault::OptionReserved,
        Fault::ExclusiveOfOne,
        Fault::ExclusiveTwice,
        Fault::NoColumns { most: 12 },
        Fault::TooManyColumns { count: 13, most: 12 },
        Fault::RowsOff { most: 200 },
        Fault::ColumnKind { kind: Kind::Table },
        Fault::CommentWhenEmpty,
        Fault::CommentWhenNotANumber { kind: Kind::Single },
        Fault::CommentWhenOffScale { min: 1, max: 10 },
        Fault::CommentWhenNoOption { option: "c".to_owned(), known: known() },
        Fault::ScaleMissing { known: known() },
        Fault::ScaleUnknown { scale: "c".to_owned(), known: known() },
        Fault::PreviousMissing,
        Fault::ReplacedMissing,
        Fault::ReplacesItself,
        Fault::ReplacedSuperfluous,
        Fault::ConditionTooDeep { most: 8 },
        Fault::ConditionEmpty,
        Fault::ConditionItemUnknown { item: id() },
        Fault::ConditionOnItself,
        Fault::ConditionItemLater { item: id() },
        Fault::ConditionUnfit { comparison: "is", item: id(), kind: Kind::Rating },
        Fault::ConditionNoOption { item: id(), option: "c".to_owned(), known: known() },
        Fault::ConditionOutOfReach { item: id(), bound: number("-2.5") },
        Fault::NotInPrevious { edition: edition(), item: id() },
        Fault::NewInPrevious { edition: edition(), item: id() },
        Fault::ReplacementInPrevious { edition: edition(), item: id() },
        Fault::ReplacedNotInPrevious { edition: edition(), item: id() },
        Fault::UnchangedDiffers { edition: edition() },
        Fault::RewordedOtherForm,
        Fault::HardToRead { lix: 57, most: 45 },
        Fault::BadLink { link: "http://localhost".to_owned() },
    ];
    faults.extend(parts.map(|part| Fault::Superfluous { part, kind: Kind::Date }));
    faults
}
