//! Every fault that a questionnaire can have, as a value: its code and values for a message catalogue, and what it is called by those
//! who write files.

use crate::questionnaire::{definition::Kind, number::Number, text::Language};

/// What is wrong in one place of a questionnaire, or could be better there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is too large.
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// The greatest size.
        most: usize,
    },
    /// The file is no UTF-8.
    NotUtf8 {
        /// The line of the first wrong byte, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// There is nothing in the file.
    FileEmpty,
    /// The file is no JSON.
    Syntax {
        /// The line of the fault, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
        /// What is wrong, in English.
        what: String,
        /// What to do about it, in English.
        mend: String,
    },
    /// What stands here is not of the type that belongs here.
    Shape {
        /// What is wrong, in English.
        what: String,
    },
    /// The id of a questionnaire, edition or perspective has characters that it may not have.
    NotAShortName {
        /// The id.
        id: String,
    },
    /// The id of a standard, sub-standard, item, option or column has characters that it may not have.
    NotAnId {
        /// The id.
        id: String,
    },
    /// An id occurs twice.
    IdTwice {
        /// The id.
        id: String,
    },
    /// The edition has no language.
    NoLanguage,
    /// The edition names a language twice.
    LanguageTwice,
    /// The edition has too many languages.
    TooManyLanguages {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    },
    /// This is no language tag.
    NotALanguage {
        /// The tag.
        language: Language,
    },
    /// There is no text in one of the edition's languages.
    TextMissing {
        /// The language.
        language: Language,
    },
    /// The text is there, but nothing stands in it.
    TextEmpty {
        /// The language.
        language: Language,
    },
    /// The text is too long.
    TextTooLong {
        /// The language.
        language: Language,
        /// Its characters.
        length: usize,
        /// The most characters.
        most: usize,
    },
    /// The text is there in a language that is not the edition's.
    ForeignLanguage {
        /// The language.
        language: Language,
    },
    /// The scale does not rise.
    ScaleDoesNotRise {
        /// Its least value.
        min: i32,
        /// Its greatest value.
        max: i32,
    },
    /// The scale has too many values.
    ScaleTooLong {
        /// The most values.
        most: i64,
    },
    /// A perspective has the id that means all perspectives together.
    PerspectiveReserved,
    /// The edition has too many perspectives.
    TooManyPerspectives {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    },
    /// Two perspectives have the same id.
    PerspectiveTwice {
        /// The id.
        id: String,
    },
    /// The edition has no standard.
    NoStandard,
    /// The standard has no sub-standard.
    StandardEmpty,
    /// The edition has too many items.
    TooManyItems {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    },
    /// Something is rated, but under no perspective.
    PerspectiveMissing,
    /// There is no such perspective.
    PerspectiveUnknown {
        /// The id.
        perspective: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The secondary perspective is the primary one.
    SecondaryIsPrimary,
    /// Follow-up questions and others stand together.
    FollowupBesideOthers,
    /// The sub-standard has nothing that everybody answers.
    NoCoreItem,
    /// The kind of the item or column has no use for this.
    Superfluous {
        /// What is there.
        part: Part,
        /// The kind.
        kind: Kind,
    },
    /// The bounds of a number do not rise.
    BoundsDoNotRise {
        /// The least number.
        min: Number,
        /// The greatest number.
        max: Number,
    },
    /// A number has too many decimals.
    TooManyDecimals {
        /// How many it may have.
        decimals: u8,
        /// The most.
        most: u8,
    },
    /// A bound has more decimals than the answer.
    BoundTooFine {
        /// How many decimals the answer may have.
        decimals: u8,
    },
    /// There are not enough options to choose from.
    TooFewOptions {
        /// How many there are.
        count: usize,
        /// The most.
        most: usize,
    },
    /// There are too many options.
    TooManyOptions {
        /// How many there are.
        count: usize,
        /// The most.
        most: usize,
    },
    /// An option has the id that means *not applicable*.
    OptionReserved,
    /// An option excludes the others where only one can be chosen anyway.
    ExclusiveOfOne,
    /// Two options exclude all others.
    ExclusiveTwice,
    /// The table has no columns.
    NoColumns {
        /// The most.
        most: usize,
    },
    /// The table has too many columns.
    TooManyColumns {
        /// How many it has.
        count: usize,
        /// The most.
        most: usize,
    },
    /// The table has no rows or too many.
    RowsOff {
        /// The most.
        most: u16,
    },
    /// A column cannot be of this kind.
    ColumnKind {
        /// The kind.
        kind: Kind,
    },
    /// A comment is asked for, but with no answer.
    CommentWhenEmpty,
    /// A comment is asked for with a number, where the answer is none.
    CommentWhenNotANumber {
        /// The item's kind.
        kind: Kind,
    },
    /// A comment is asked for with a value that is not on the scale.
    CommentWhenOffScale {
        /// The scale's least value.
        min: i32,
        /// The scale's greatest value.
        max: i32,
    },
    /// A comment is asked for with an option that the item has not.
    CommentWhenNoOption {
        /// The option's id.
        option: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// A rating has no scale.
    ScaleMissing {
        /// The scales that there are.
        known: Vec<String>,
    },
    /// There is no such scale.
    ScaleUnknown {
        /// The scale's key.
        scale: String,
        /// The scales that there are.
        known: Vec<String>,
    },
    /// The item speaks of an earlier edition, but the edition names none.
    PreviousMissing,
    /// The edition that this one refers to is not at hand.
    PreviousUnknown {
        /// The earlier edition.
        edition: String,
    },
    /// The item replaces another one, but does not say which.
    ReplacedMissing,
    /// The item replaces itself.
    ReplacesItself,
    /// The item names an earlier one, but does not replace it.
    ReplacedSuperfluous,
    /// Conditions lie too deep in one another.
    ConditionTooDeep {
        /// How deep they may lie.
        most: usize,
    },
    /// A condition joins no conditions.
    ConditionEmpty,
    /// A condition speaks of an item that does not exist.
    ConditionItemUnknown {
        /// The item's id.
        item: String,
    },
    /// A condition speaks of the item that has it.
    ConditionOnItself,
    /// A condition speaks of an item that comes later.
    ConditionItemLater {
        /// The item's id.
        item: String,
    },
    /// A condition compares an item with what such an item never answers.
    ConditionUnfit {
        /// The comparison's name in files.
        comparison: &'static str,
        /// The item's id.
        item: String,
        /// The item's kind.
        kind: Kind,
    },
    /// A condition compares with an option that the item has not.
    ConditionNoOption {
        /// The item's id.
        item: String,
        /// The option's id.
        option: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// A condition compares with a number that the item's answer never reaches.
    ConditionOutOfReach {
        /// The item's id.
        item: String,
        /// The number.
        bound: Number,
    },
    /// The item is the same as before, it says, but there was none.
    NotInPrevious {
        /// The earlier edition.
        edition: String,
        /// The item's id.
        item: String,
    },
    /// The item is new, it says, but there was one before.
    NewInPrevious {
        /// The earlier edition.
        edition: String,
        /// The item's id.
        item: String,
    },
    /// The item is another one than that which had its id in an edition before.
    IdOfAnother {
        /// That edition.
        edition: String,
        /// The id.
        item: String,
    },
    /// The item replaces another one, but has the id of an earlier one.
    ReplacementInPrevious {
        /// The earlier edition.
        edition: String,
        /// The item's id.
        item: String,
    },
    /// The item replaces one that there was not.
    ReplacedNotInPrevious {
        /// The earlier edition.
        edition: String,
        /// The id that it names.
        item: String,
    },
    /// The item is unchanged, it says, but is not.
    UnchangedDiffers {
        /// The earlier edition.
        edition: String,
    },
    /// The item is reworded, it says, but its answers have another form.
    RewordedOtherForm,
    /// The item's Swedish texts are hard to read. A warning.
    HardToRead {
        /// Their LIX.
        lix: u32,
        /// The greatest that is easy to read.
        most: u32,
    },
    /// No browser can follow this link. A warning.
    BadLink {
        /// The link.
        link: String,
    },
}

/// What only some kinds of items and columns have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A rating's scale.
    Scale,
    /// A rating's signs.
    Signs,
    /// The options of a choice.
    Options,
    /// A number's unit.
    Unit,
    /// The least number.
    Min,
    /// The greatest number.
    Max,
    /// A number's decimals.
    Decimals,
    /// A table's columns.
    Columns,
    /// A table's rows.
    Rows,
}

impl Part {
    /// Its name in files.
    pub(super) fn name(self) -> &'static str {
        self.told().0
    }

    /// Its name in files, and the kinds that have it.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Part::Scale => ("scale", "rating"),
            Part::Signs => ("signs", "rating"),
            Part::Options => ("options", "single and multiple"),
            Part::Unit => ("unit", "number"),
            Part::Min => ("min", "number"),
            Part::Max => ("max", "number"),
            Part::Decimals => ("decimals", "number"),
            Part::Columns => ("columns", "table"),
            Part::Rows => ("rows", "table"),
        }
    }
}

/// A value that a message about a fault contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A whole number.
    Count(i64),
    /// A number to be written in the way of the reader's language.
    Number(Number),
    /// A language by its tag, to be called by its name.
    Language(Language),
    /// What the questionnaire says itself, or a word to choose by.
    Text(String),
}

/// The values of a message, by name.
pub type Details = Vec<(&'static str, Detail)>;

impl Fault {
    /// A name that stays the same: a message catalogue has a message for each.
    pub fn code(&self) -> &'static str {
        self.message().0
    }

    /// What the message with this [`code`](Fault::code) may contain.
    pub fn details(&self) -> Details {
        self.message().1
    }

    /// What is wrong, for those who write files.
    pub fn what(&self) -> String {
        self.sentences().0
    }

    /// What to do about it, for those who write files.
    pub fn mend(&self) -> String {
        self.sentences().1
    }

    fn message(&self) -> (&'static str, Details) {
        match self {
            Fault::FileTooLarge { most, .. } => {
                ("file-too-large", vec![("megabytes", count(&(most / 1024 / 1024)))])
            }
            Fault::NotUtf8 { line, column } => ("not-utf8", at(*line, *column)),
            Fault::FileEmpty => ("file-empty", vec![]),
            Fault::Syntax { line, column, .. } => ("syntax", at(*line, *column)),
            Fault::Shape { .. } => ("shape", vec![]),
            Fault::NotAShortName { id } => ("not-a-short-name", vec![("id", text(id))]),
            Fault::NotAnId { id } => ("not-an-id", vec![("id", text(id))]),
            Fault::IdTwice { id } => ("id-twice", vec![("id", text(id))]),
            Fault::NoLanguage => ("no-language", vec![]),
            Fault::LanguageTwice => ("language-twice", vec![]),
            Fault::TooManyLanguages { count: languages, most } => {
                ("too-many-languages", vec![("count", count(languages)), ("most", count(most))])
            }
            Fault::NotALanguage { language } => ("not-a-language", vec![("tag", text(language))]),
            Fault::TextMissing { language } => ("text-missing", vec![named(language)]),
            Fault::TextEmpty { language } => ("text-empty", vec![named(language)]),
            Fault::TextTooLong { language, length, most } => {
                ("text-too-long", vec![named(language), ("length", count(length)), ("most", count(most))])
            }
            Fault::ForeignLanguage { language } => ("foreign-language", vec![named(language)]),
            Fault::ScaleDoesNotRise { min, max } => ("scale-does-not-rise", range(*min, *max)),
            Fault::ScaleTooLong { most } => ("scale-too-long", vec![("most", Detail::Count(*most))]),
            Fault::PerspectiveReserved => ("perspective-reserved", vec![]),
            Fault::TooManyPerspectives { count: perspectives, most } => {
                ("too-many-perspectives", vec![("count", count(perspectives)), ("most", count(most))])
            }
            Fault::PerspectiveTwice { id } => ("perspective-twice", vec![("id", text(id))]),
            Fault::NoStandard => ("no-standard", vec![]),
            Fault::StandardEmpty => ("standard-empty", vec![]),
            Fault::TooManyItems { count: items, most } => {
                ("too-many-items", vec![("count", count(items)), ("most", count(most))])
            }
            Fault::PerspectiveMissing => ("perspective-missing", vec![]),
            Fault::PerspectiveUnknown { .. } => ("perspective-unknown", vec![]),
            Fault::SecondaryIsPrimary => ("secondary-is-primary", vec![]),
            Fault::FollowupBesideOthers => ("followup-beside-others", vec![]),
            Fault::NoCoreItem => ("no-core-item", vec![]),
            Fault::Superfluous { part, .. } => ("superfluous", vec![("part", text(part.name()))]),
            Fault::BoundsDoNotRise { min, max } => {
                ("bounds-do-not-rise", vec![("min", Detail::Number(*min)), ("max", Detail::Number(*max))])
            }
            Fault::TooManyDecimals { most, .. } => ("too-many-decimals", vec![("most", count(most))]),
            Fault::BoundTooFine { decimals } => ("bound-too-fine", vec![("decimals", count(decimals))]),
            Fault::TooFewOptions { count: options, .. } => {
                ("too-few-options", vec![("count", count(options))])
            }
            Fault::TooManyOptions { count: options, most } => {
                ("too-many-options", vec![("count", count(options)), ("most", count(most))])
            }
            Fault::OptionReserved => ("option-reserved", vec![]),
            Fault::ExclusiveOfOne => ("exclusive-of-one", vec![]),
            Fault::ExclusiveTwice => ("exclusive-twice", vec![]),
            Fault::NoColumns { .. } => ("no-columns", vec![]),
            Fault::TooManyColumns { count: columns, most } => {
                ("too-many-columns", vec![("count", count(columns)), ("most", count(most))])
            }
            Fault::RowsOff { most } => ("rows-off", vec![("most", count(most))]),
            Fault::ColumnKind { .. } => ("column-kind", vec![]),
            Fault::CommentWhenEmpty => ("comment-when-empty", vec![]),
            Fault::CommentWhenNotANumber { .. } => ("comment-when-not-a-number", vec![]),
            Fault::CommentWhenOffScale { min, max } => ("comment-when-off-scale", range(*min, *max)),
            Fault::CommentWhenNoOption { .. } => ("comment-when-no-option", vec![]),
            Fault::ScaleMissing { .. } => ("scale-missing", vec![]),
            Fault::ScaleUnknown { .. } => ("scale-unknown", vec![]),
            Fault::PreviousMissing => ("previous-missing", vec![]),
            Fault::PreviousUnknown { edition } => ("previous-unknown", vec![("edition", text(edition))]),
            Fault::ReplacedMissing => ("replaced-missing", vec![]),
            Fault::ReplacesItself => ("replaces-itself", vec![]),
            Fault::ReplacedSuperfluous => ("replaced-superfluous", vec![]),
            Fault::ConditionTooDeep { most } => ("condition-too-deep", vec![("most", count(most))]),
            Fault::ConditionEmpty => ("condition-empty", vec![]),
            Fault::ConditionItemUnknown { item } => ("condition-item-unknown", vec![("item", text(item))]),
            Fault::ConditionOnItself => ("condition-on-itself", vec![]),
            Fault::ConditionItemLater { item } => ("condition-item-later", vec![("item", text(item))]),
            Fault::ConditionUnfit { item, .. } => ("condition-unfit", vec![("item", text(item))]),
            Fault::ConditionNoOption { item, .. } => ("condition-no-option", vec![("item", text(item))]),
            Fault::ConditionOutOfReach { item, bound } => {
                ("condition-out-of-reach", vec![("item", text(item)), ("bound", Detail::Number(*bound))])
            }
            Fault::NotInPrevious { edition, item } => ("not-in-previous", before(edition, item)),
            Fault::NewInPrevious { edition, item } => ("new-in-previous", before(edition, item)),
            Fault::IdOfAnother { edition, item } => ("id-of-another", before(edition, item)),
            Fault::ReplacementInPrevious { edition, item } => {
                ("replacement-in-previous", before(edition, item))
            }
            Fault::ReplacedNotInPrevious { edition, item } => {
                ("replaced-not-in-previous", before(edition, item))
            }
            Fault::UnchangedDiffers { edition } => ("unchanged-differs", vec![("edition", text(edition))]),
            Fault::RewordedOtherForm => ("reworded-other-form", vec![]),
            Fault::HardToRead { lix, most } => {
                ("hard-to-read", vec![("lix", count(lix)), ("most", count(most))])
            }
            Fault::BadLink { link } => ("bad-link", vec![("link", text(link))]),
        }
    }

    /// What is wrong and how to mend it, as it is told beside a place in a file.
    fn sentences(&self) -> (String, String) {
        let fixed = |what: &str, mend: &str| (what.to_owned(), mend.to_owned());
        let told = |what: String, mend: &str| (what, mend.to_owned());
        match self {
            Fault::FileTooLarge { bytes, most } => {
                (format!("The file has {bytes} bytes."), format!("Keep it below {most} bytes."))
            }
            Fault::NotUtf8 { .. } => fixed("This is not UTF-8.", "Save the file as plain text in UTF-8."),
            Fault::FileEmpty => fixed("The file is empty.", "Begin with { and end with }."),
            Fault::Syntax { what, mend, .. } => (what.clone(), mend.clone()),
            Fault::Shape { what } => {
                told(what.clone(), "Compare with surveys/schema.json and correct the file at this place.")
            }
            Fault::NotAShortName { id } => {
                told(format!("{id:?} is not an id."), "Use 1 to 60 characters out of a-z, 0-9 and hyphen.")
            }
            Fault::NotAnId { id } => told(
                format!("{id:?} is not an id."),
                "Use 1 to 40 characters out of a-z, 0-9, full stop and hyphen, beginning and ending with a letter or digit.",
            ),
            Fault::IdTwice { id } => told(format!("The id {id:?} occurs twice."), "Give each its own id."),
            Fault::NoLanguage => fixed("No language is named.", "Name at least one, such as \"sv\"."),
            Fault::LanguageTwice => fixed("A language is named twice.", "Name each language once."),
            Fault::TooManyLanguages { count, most } => {
                (format!("There are {count} languages."), format!("Use at most {most}."))
            }
            Fault::NotALanguage { language } => told(
                format!("{language:?} is not a language tag."),
                "Use two or three lower-case letters, such as \"sv\" or \"en\".",
            ),
            Fault::TextMissing { language } => (
                format!("The text is missing in {language:?}."),
                format!("Add {language:?} here, or take the language out of /languages."),
            ),
            Fault::TextEmpty { .. } => fixed("The text is empty.", "Write it."),
            Fault::TextTooLong { length, most, .. } => {
                (format!("The text has {length} characters."), format!("Shorten it to at most {most}."))
            }
            Fault::ForeignLanguage { language } => told(
                format!("The language {language:?} is not one of /languages."),
                "Add it to /languages or remove this text.",
            ),
            Fault::ScaleDoesNotRise { min, max } => {
                told(format!("The scale runs from {min} to {max}."), "Let max be greater than min.")
            }
            Fault::ScaleTooLong { most } => {
                ("The scale has too many values.".to_owned(), format!("Use at most {most}."))
            }
            Fault::PerspectiveReserved => fixed("\"overall\" is reserved.", "Choose another id."),
            Fault::TooManyPerspectives { count, most } => {
                (format!("There are {count} perspectives."), format!("Use at most {most}."))
            }
            Fault::PerspectiveTwice { id } => {
                told(format!("The perspective {id:?} is defined twice."), "Give each its own id.")
            }
            Fault::NoStandard => fixed("No standard is defined.", "Define at least one."),
            Fault::StandardEmpty => fixed("The standard is empty.", "Add a sub-standard."),
            Fault::TooManyItems { count, most } => {
                (format!("There are {count} items."), format!("Use at most {most}."))
            }
            Fault::PerspectiveMissing => fixed(
                "Something is rated here, but it is not said under which perspective it counts.",
                "Add \"perspective\".",
            ),
            Fault::PerspectiveUnknown { perspective, known } => (
                format!("The perspective {perspective:?} is not defined."),
                format!("Use one of {}, or define it in /perspectives.", known.join(", ")),
            ),
            Fault::SecondaryIsPrimary => fixed(
                "The secondary perspective is the primary one again.",
                "Name another one or leave it out.",
            ),
            Fault::FollowupBesideOthers => fixed(
                "Follow-up questions stand beside other items.",
                "Give the follow-up questions a sub-standard of their own: a focus area.",
            ),
            Fault::NoCoreItem => {
                fixed("There is no core item.", "Add at least one: it is what everybody answers.")
            }
            Fault::Superfluous { part, kind } => {
                let (name, kinds) = part.told();
                told(
                    format!("\"{name}\" belongs to {kinds}, and this is {:?}.", kind.name()),
                    "Remove it, or change the kind.",
                )
            }
            Fault::BoundsDoNotRise { min, max } => {
                told(format!("The number runs from {min} to {max}."), "Let max be greater than min.")
            }
            Fault::TooManyDecimals { decimals, most } => {
                (format!("{decimals} decimals are too many."), format!("Use at most {most}."))
            }
            Fault::BoundTooFine { decimals } => told(
                format!("The bound has more decimals than the answer may have ({decimals})."),
                "Round it, or allow more \"decimals\".",
            ),
            Fault::TooFewOptions { count, most } | Fault::TooManyOptions { count, most } => (
                format!("There are {count} options."),
                format!("List 2 to {most}, each with \"id\" and \"text\"."),
            ),
            Fault::OptionReserved => fixed(
                "\"na\" is reserved.",
                "Choose another id; every question can be answered with not applicable.",
            ),
            Fault::ExclusiveOfOne => fixed(
                "Only one option can be chosen anyway.",
                "Remove \"exclusive\"; it is for multiple choices.",
            ),
            Fault::ExclusiveTwice => {
                fixed("Two options exclude all others.", "Let one be \"exclusive\": none of these.")
            }
            Fault::NoColumns { most } => {
                ("The table has 0 columns.".to_owned(), format!("List 1 to {most}."))
            }
            Fault::TooManyColumns { count, most } => {
                (format!("The table has {count} columns."), format!("List 1 to {most}."))
            }
            Fault::RowsOff { most } => ("The number of rows is off.".to_owned(), format!("Use 1 to {most}.")),
            Fault::ColumnKind { kind } => told(
                format!("A column cannot be {:?}.", kind.name()),
                "Use yes-partly-no, single, number, text, long-text, date or link.",
            ),
            Fault::CommentWhenEmpty => {
                fixed("It names no answer.", "Add \"at_most\", \"at_least\" or \"is\", or remove it.")
            }
            Fault::CommentWhenNotANumber { kind } => told(
                format!("Answers of the kind {:?} are not greater or less.", kind.name()),
                "Use \"is\" with the options.",
            ),
            Fault::CommentWhenOffScale { min, max } => {
                ("The value is not on the scale.".to_owned(), format!("Use a value from {min} to {max}."))
            }
            Fault::CommentWhenNoOption { option, known } => {
                (format!("The item has no option {option:?}."), one_of(known))
            }
            Fault::ScaleMissing { known } => {
                ("A rating needs a scale.".to_owned(), format!("Add \"scale\". {}", a_scale(known)))
            }
            Fault::ScaleUnknown { scale, known } => {
                (format!("The scale {scale:?} is not defined."), a_scale(known))
            }
            Fault::PreviousMissing => fixed(
                "The item refers to an earlier edition, but /previous names none.",
                "Name the earlier edition in /previous, or write \"new\" here.",
            ),
            Fault::PreviousUnknown { edition } => told(
                format!("Edition {edition} is not at hand, so nothing that is said of it can be checked."),
                "Put its file beside this one. If there is none any more, remove /previous and write \"new\" for every item.",
            ),
            Fault::ReplacedMissing => {
                fixed("It does not say which item is replaced.", "Add \"item\" with the earlier id.")
            }
            Fault::ReplacesItself => fixed(
                "The item replaces itself.",
                "Give the new item an id of its own, since it asks something else.",
            ),
            Fault::ReplacedSuperfluous => fixed(
                "Only a replaced item names an earlier id.",
                "Remove \"item\"; an item that asks the same thing keeps its id.",
            ),
            Fault::ConditionTooDeep { most } => (
                "The condition is nested too deep.".to_owned(),
                format!("Let conditions lie at most {most} deep in one another."),
            ),
            Fault::ConditionEmpty => fixed("The list is empty.", "Add a condition, or remove it."),
            Fault::ConditionItemUnknown { item } => told(
                format!("There is no item {item:?}."),
                "Use the id of an item that comes before this one.",
            ),
            Fault::ConditionOnItself => fixed(
                "The item depends on its own answer.",
                "Use the id of an item that comes before this one.",
            ),
            Fault::ConditionItemLater { item } => told(
                format!("The item {item:?} comes after this one."),
                "Move it before this one, or use an earlier item.",
            ),
            Fault::ConditionUnfit { comparison, item, kind } => told(
                format!("\"{comparison}\" does not fit the item {item:?}, which is {:?}.", kind.name()),
                match kind {
                    Kind::YesPartlyNo | Kind::Single => "Use \"is\" with an option.",
                    Kind::Multiple => "Use \"includes\" with an option.",
                    Kind::Rating | Kind::Number => "Use \"at_least\" or \"at_most\" with a number.",
                    _ => "Use \"answered\" for such an item.",
                },
            ),
            Fault::ConditionNoOption { item, option, known } => {
                (format!("The item {item:?} has no option {option:?}."), one_of(known))
            }
            Fault::ConditionOutOfReach { item, bound } => told(
                format!("The item {item:?} has no answer like {bound}."),
                "Use a value that can be given.",
            ),
            Fault::NotInPrevious { edition, item } => told(
                format!("Edition {edition} has no item {item:?}."),
                "Write \"new\", or \"replaced\" with the earlier id.",
            ),
            Fault::NewInPrevious { edition, item } => told(
                format!("Edition {edition} has an item {item:?} already."),
                "Write \"unchanged\" or \"reworded\", or give the item an id of its own.",
            ),
            Fault::IdOfAnother { edition, item } => told(
                format!("In edition {edition} the item {item:?} is another question."),
                "Give the item an id that no edition of the questionnaire has had.",
            ),
            Fault::ReplacementInPrevious { edition, item } => told(
                format!("Edition {edition} has an item {item:?} already."),
                "Give the item that takes the place a new id.",
            ),
            Fault::ReplacedNotInPrevious { edition, item } => told(
                format!("Edition {edition} has no item {item:?}."),
                "Name the id that the earlier edition used.",
            ),
            Fault::UnchangedDiffers { edition } => told(
                format!("The item is marked unchanged, but differs from edition {edition}."),
                "Write \"reworded\" if it asks the same thing, else give it a new id and write \"replaced\".",
            ),
            Fault::RewordedOtherForm => fixed(
                "The item is marked reworded, but its answers have another form.",
                "Answers of another form cannot be compared: give it a new id and write \"replaced\".",
            ),
            Fault::HardToRead { lix, most } => (
                format!("The Swedish texts are hard to read: LIX {lix}."),
                format!("Shorten sentences or use shorter words, to at most {most}."),
            ),
            Fault::BadLink { link } => told(
                format!("{link:?} is no address that a browser can follow."),
                "Write it in full, beginning with https://",
            ),
        }
    }
}

fn count<T: Copy + TryInto<i64>>(number: &T) -> Detail {
    Detail::Count((*number).try_into().unwrap_or(i64::MAX))
}

fn range(min: i32, max: i32) -> Details {
    vec![("min", Detail::Number(min.into())), ("max", Detail::Number(max.into()))]
}

fn text(text: &str) -> Detail {
    Detail::Text(text.to_owned())
}

fn named(language: &str) -> (&'static str, Detail) {
    ("language", Detail::Language(language.to_owned()))
}

fn at(line: usize, column: usize) -> Details {
    vec![("line", count(&line)), ("column", count(&column))]
}

fn before(edition: &str, item: &str) -> Details {
    vec![("edition", text(edition)), ("item", text(item))]
}

fn one_of(known: &[String]) -> String {
    match known {
        [] => "Compare with an item that has options.".to_owned(),
        known => format!("Use one of {}.", known.join(", ")),
    }
}

fn a_scale(known: &[String]) -> String {
    format!("Use one of {}, or define it in /scales.", known.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::questionnaire::read::specimen;

    #[test]
    fn every_fault_has_a_code_of_its_own_and_a_specimen() {
        let codes: BTreeSet<&str> = specimen::faults().iter().map(super::Fault::code).collect();
        let source = include_str!("fault.rs");
        let (_, source) = source.split_once("fn message(&self)").unwrap();
        let (source, _) = source.split_once("\n    }\n").unwrap();
        assert_eq!(source.matches("Fault::").count(), codes.len());
        for fault in specimen::faults() {
            let (what, mend) = (fault.what(), fault.mend());
            assert!(!what.is_empty() && !mend.is_empty(), "{fault:?}");
            let words = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(fault.code().chars().all(words), "{fault:?}");
        }
    }
}
