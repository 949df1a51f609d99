//! `/secretariat/questions/guide`: how questionnaires are written, for those who write them. The text is that of `docs/EDITOR.md`, in the
//! reader's language; what it shows in pictures the pages show themselves.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{error::AppError, locale::Lang, web::Visit};

static SWEDISH: LazyLock<GuideView> = LazyLock::new(|| read(include_str!("../../../../docs/EDITOR.sv.md")));
static ENGLISH: LazyLock<GuideView> = LazyLock::new(|| read(include_str!("../../../../docs/EDITOR.md")));

#[derive(Serialize, Debug, Default, PartialEq)]
struct GuideView {
    title: String,
    blocks: Vec<BlockView>,
}

/// One of a heading, a paragraph or a list.
#[derive(Serialize, Debug, Default, PartialEq)]
struct BlockView {
    heading: Option<String>,
    paragraph: Option<Vec<SpanView>>,
    list: Option<Vec<Vec<SpanView>>>,
}

/// Words, and whether they are what a button or a heading says.
#[derive(Serialize, Debug, PartialEq)]
struct SpanView {
    text: String,
    strong: bool,
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let guide: &GuideView = if visit.lang == Lang::Sv { &SWEDISH } else { &ENGLISH };
    visit.page("secretariat/questions/guide", guide.title.clone(), guide)
}

/// Reads the few forms that the guide is written in: headings, paragraphs, lists, and words that stand out.
fn read(text: &str) -> GuideView {
    let mut guide = GuideView::default();
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        if let Some(title) = block.strip_prefix("# ") {
            title.clone_into(&mut guide.title);
        } else if let Some(heading) = block.strip_prefix("## ") {
            let heading = Some(heading.to_owned());
            guide.blocks.push(BlockView { heading, ..BlockView::default() });
        } else if block.starts_with("- ") {
            let rows = format!("\n{block}");
            let list = Some(rows.split("\n- ").skip(1).map(spans).collect());
            guide.blocks.push(BlockView { list, ..BlockView::default() });
        } else if !block.starts_with("![") {
            let paragraph = Some(spans(block));
            guide.blocks.push(BlockView { paragraph, ..BlockView::default() });
        }
    }
    guide
}

/// The words of a paragraph. Of a link its words stay; what only points to the guide in another language goes.
fn spans(text: &str) -> Vec<SpanView> {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::new();
    let mut rest = joined.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let link = after.split_once("](").and_then(|(words, after)| Some((words, after.split_once(')')?.1)));
        match link {
            Some((words, after)) => {
                plain.push_str(words);
                rest = after;
            }
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    let mut spans = Vec::new();
    for (index, part) in plain.split("**").enumerate() {
        let told = part.split('*').filter(|words| !words.ends_with(".md."));
        let text = told.collect::<String>().replace('`', "").replace("  ", " ");
        if !text.is_empty() {
            spans.push(SpanView { text, strong: index % 2 == 1 });
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(spans: &[SpanView]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn the_guide_is_read_whole_in_each_language() {
        for (guide, file) in [(&*SWEDISH, "EDITOR.sv.md"), (&*ENGLISH, "EDITOR.md")] {
            assert!(!guide.title.is_empty() && guide.blocks.len() > 12, "{file}");
            let mut said = String::new();
            for block in &guide.blocks {
                said.push_str(block.heading.as_deref().unwrap_or_default());
                said.push_str(&block.paragraph.as_deref().map(words).unwrap_or_default());
                block.list.iter().flatten().for_each(|row| said.push_str(&words(row)));
            }
            assert!(!said.contains(['*', '[', ']', '`', '#']) && !said.contains(".png"), "{said}");
            assert!(!said.contains("EDITOR"), "{said}");
        }
    }

    #[test]
    fn words_that_stand_out_and_links_keep_their_words() {
        let read =
            spans("Press **Save**, as [the page](https://x) says. *På svenska: [A.md](A.md).* *Frågor* too");
        let of = |text: &str, strong| SpanView { text: text.to_owned(), strong };
        assert_eq!(
            read,
            [of("Press ", false), of("Save", true), of(", as the page says. Frågor too", false)]
        );
    }
}
