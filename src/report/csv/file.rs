//! The files of the export: names and media types, fixed by the contract.

/// A table of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Every answer of every approved version, unanswered items too.
    Answers,
    /// Every member's score per sub-standard.
    Substandards,
    /// Every member's score per perspective and overall.
    Members,
    /// The network's statistics per perspective and overall.
    Perspectives,
    /// The items that were asked.
    Codebook,
}

impl Table {
    /// The table's name: its file's without extension.
    pub fn name(self) -> &'static str {
        match self {
            Table::Answers => "answers",
            Table::Substandards => "substandards",
            Table::Members => "members",
            Table::Perspectives => "perspectives",
            Table::Codebook => "codebook",
        }
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// For machines: comma, decimal point.
    Open,
    /// For a double click in a Swedish Excel: byte order mark, semicolon, decimal comma.
    Excel,
}

/// A file of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// A table.
    Table(Table, Dialect),
    /// `datapackage.json`: what the tables hold, for machines.
    DataPackage,
    /// `manifest.json`: rows and checksums of all other files.
    Manifest,
}

impl File {
    /// Every file, the manifest last.
    pub const ALL: [File; 12] = [
        File::Table(Table::Answers, Dialect::Open),
        File::Table(Table::Answers, Dialect::Excel),
        File::Table(Table::Substandards, Dialect::Open),
        File::Table(Table::Substandards, Dialect::Excel),
        File::Table(Table::Members, Dialect::Open),
        File::Table(Table::Members, Dialect::Excel),
        File::Table(Table::Perspectives, Dialect::Open),
        File::Table(Table::Perspectives, Dialect::Excel),
        File::Table(Table::Codebook, Dialect::Open),
        File::Table(Table::Codebook, Dialect::Excel),
        File::DataPackage,
        File::Manifest,
    ];

    /// The file's name, such as `answers-excel.csv`.
    pub fn name(self) -> String {
        match self {
            File::Table(table, Dialect::Open) => format!("{}.csv", table.name()),
            File::Table(table, Dialect::Excel) => format!("{}-excel.csv", table.name()),
            File::DataPackage => "datapackage.json".to_owned(),
            File::Manifest => "manifest.json".to_owned(),
        }
    }

    /// The file with this name.
    pub fn named(name: &str) -> Option<File> {
        File::ALL.into_iter().find(|file| file.name() == name)
    }

    /// What an HTTP response says it is (RFC 4180 and RFC 8259).
    pub fn media_type(self) -> &'static str {
        match self {
            File::Table(..) => "text/csv; charset=utf-8; header=present",
            File::DataPackage | File::Manifest => "application/json",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_contract() {
        assert_eq!(
            File::ALL.map(File::name),
            [
                "answers.csv",
                "answers-excel.csv",
                "substandards.csv",
                "substandards-excel.csv",
                "members.csv",
                "members-excel.csv",
                "perspectives.csv",
                "perspectives-excel.csv",
                "codebook.csv",
                "codebook-excel.csv",
                "datapackage.json",
                "manifest.json",
            ]
        );
    }

    #[test]
    fn a_file_is_found_by_its_name_and_nothing_else_is() {
        for file in File::ALL {
            assert_eq!(File::named(&file.name()), Some(file));
        }
        assert_eq!(File::named("../manifest.json"), None);
        assert_eq!(File::named("ANSWERS.CSV"), None);
    }
}
