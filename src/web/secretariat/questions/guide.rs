//! `/secretariat/questions/guide`: how questionnaires are written, for those who write them. The text is that of `docs/EDITOR.md`, in the
//! reader's language; what it shows in pictures the pages show themselves.

use std::{mem::take, sync::LazyLock};

use actix_web::HttpResponse;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
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

/// The guide as the page shows it: headings, paragraphs, lists, and words that stand out. Pictures and links, which lead to other files,
/// are left out with their words.
fn read(text: &str) -> GuideView {
    let mut guide = GuideView::default();
    let (mut spans, mut rows) = (Vec::new(), Vec::new());
    let (mut strong, mut left_out) = (false, false);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Strong) => strong = true,
            Event::End(TagEnd::Strong) => strong = false,
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) => left_out = true,
            Event::End(TagEnd::Image | TagEnd::Link) => left_out = false,
            Event::Text(words) | Event::Code(words) if !left_out => add(&mut spans, &words, strong),
            Event::SoftBreak if !left_out => add(&mut spans, " ", strong),
            Event::End(TagEnd::Heading(level)) => {
                let words = take(&mut spans).into_iter().map(|span: SpanView| span.text).collect();
                match level {
                    HeadingLevel::H1 => guide.title = words,
                    _ => guide.blocks.push(BlockView { heading: Some(words), ..BlockView::default() }),
                }
            }
            Event::End(TagEnd::Item) => rows.push(take(&mut spans)),
            Event::End(TagEnd::List(_)) => {
                guide.blocks.push(BlockView { list: Some(take(&mut rows)), ..BlockView::default() });
            }
            Event::End(TagEnd::Paragraph) if !spans.is_empty() => {
                guide.blocks.push(BlockView { paragraph: Some(take(&mut spans)), ..BlockView::default() });
            }
            _ => {}
        }
    }
    guide
}

fn add(spans: &mut Vec<SpanView>, words: &str, strong: bool) {
    match spans.last_mut().filter(|last| last.strong == strong) {
        Some(last) => last.text.push_str(words),
        None => spans.push(SpanView { text: words.to_owned(), strong }),
    }
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
    fn words_that_stand_out_are_told_and_what_leads_to_other_files_is_left_out() {
        let read = read("# Saving\n\n[På svenska](A.md)\n\nPress **Save**,\nsee *Frågor*.\n\n- One\n- Two\n");
        let of = |text: &str, strong| SpanView { text: text.to_owned(), strong };
        let paragraph = vec![of("Press ", false), of("Save", true), of(", see Frågor.", false)];
        let list = vec![vec![of("One", false)], vec![of("Two", false)]];
        let blocks = vec![
            BlockView { paragraph: Some(paragraph), ..BlockView::default() },
            BlockView { list: Some(list), ..BlockView::default() },
        ];
        assert_eq!(read, GuideView { title: "Saving".to_owned(), blocks });
    }
}
