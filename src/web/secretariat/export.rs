//! `/secretariat/rounds/{round}/export`: the round as open data, one file at a time, streamed.

use std::{
    io::{self, Write},
    sync::Arc,
};

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Bytes, Path},
};
use futures_util::{Stream, stream};
use serde::Serialize;
use tokio::sync::mpsc;

use super::round::{load, title};
use crate::{
    error::AppError,
    questionnaire::Edition,
    report::csv::{self, Dialect, ExportInput, File, Table},
    store::{StoreError, results},
    web::{
        Visit,
        results::Computed,
        routes::{Access, RouteSpec, get},
    },
    workflow::{Action, RoundState},
};

/// The routes of the export.
pub(super) fn routes() -> Vec<RouteSpec> {
    const RUN: Access = Access::Needs(Action::RunRound);
    vec![
        get("/secretariat/rounds/{round}/export", RUN, || web::to(show)),
        get("/secretariat/rounds/{round}/export/{file}", RUN, || web::to(download)),
    ]
}

/// The size of the pieces that a file is sent in.
const PIECE: usize = 64 * 1024;
/// How many pieces wait for a slow reader.
const PIECES: usize = 4;

#[derive(Serialize)]
struct ExportView {
    id: String,
    title: String,
    synthetic: bool,
    draft: bool,
    published: bool,
    lead: String,
    files: Vec<FileView>,
}

/// A table with its twin for Excel, or a file that has none.
#[derive(Serialize)]
struct FileView {
    name: String,
    about: String,
    excel: Option<String>,
}

async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (id, editions, app) = (path.into_inner(), visit.app.editions.clone(), visit.app.clone());
    let (round, edition, counts) = visit
        .app
        .db
        .read(move |conn| {
            let (round, edition) = load(conn, &editions, &id)?;
            let head = results::rounds(conn, true)?.into_iter().find(|head| head.id == id);
            let computed = head.map(|head| app.results.get(conn, &editions, &head)).transpose()?;
            let counts = computed
                .as_ref()
                .and_then(|computed| computed.round())
                .map(|answers| (answers.approved().count(), answers.members.len()));
            Ok((round, edition, counts))
        })
        .await?;
    let (approved, members) = counts.unwrap_or_default();
    let view = ExportView {
        title: title(&visit, &round, &edition),
        synthetic: round.synthetic,
        draft: round.state == RoundState::Draft,
        published: round.state == RoundState::Published,
        lead: visit.text_with(
            "export-lead",
            &[
                ("approved", approved.into()),
                ("members", members.into()),
                ("audience", round.audience.as_str().into()),
            ],
        ),
        files: File::ALL.into_iter().filter_map(|file| file_view(&visit, file)).collect(),
        id: round.id,
    };
    let title = format!("{}: {}", visit.text("export-title"), view.title);
    visit.page("secretariat/export", title, &view)
}

/// A file as the page lists it; twins for Excel stand beside their tables.
fn file_view(visit: &Visit, file: File) -> Option<FileView> {
    let (key, excel) = match file {
        File::Table(_, Dialect::Excel) => return None,
        File::Table(table, Dialect::Open) => (
            match table {
                Table::Answers => "export-answers",
                Table::Substandards => "export-substandards",
                Table::Members => "export-members",
                Table::Perspectives => "export-perspectives",
                Table::Codebook => "export-codebook",
            },
            Some(File::Table(table, Dialect::Excel).name()),
        ),
        File::DataPackage => ("export-datapackage", None),
        File::Manifest => ("export-manifest", None),
    };
    Some(FileView { name: file.name(), about: visit.text(key), excel })
}

async fn download(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, name) = path.into_inner();
    let file = File::named(&name).ok_or(AppError::NotFound)?;
    let (editions, app) = (visit.app.editions.clone(), visit.app.clone());
    let computed = visit
        .app
        .db
        .read(move |conn| {
            let rounds = results::rounds(conn, true)?;
            let head = rounds.into_iter().find(|head| head.id == id).ok_or(StoreError::NotFound)?;
            app.results.get(conn, &editions, &head)
        })
        .await?;
    let round = computed.round().ok_or(AppError::NotFound)?;
    let saved_as = format!("{}-{}", csv::stem(&round.edition, round.year), file.name());
    Ok(HttpResponse::Ok()
        .content_type(file.media_type())
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{saved_as}\"")))
        .streaming(streamed(move |out| write(&computed, file, out))))
}

fn write(computed: &Computed, file: File, out: &mut dyn Write) -> io::Result<()> {
    let Some((round, earlier)) = computed.rounds.split_last() else { return Ok(()) };
    let editions: Vec<Arc<Edition>> =
        computed.rounds.iter().map(|round| Arc::clone(&round.edition)).collect();
    csv::write(file, &ExportInput { round, earlier, editions: &editions }, out)?;
    Ok(())
}

/// What a thread that writes a file says to the response that sends it.
enum Piece {
    Bytes(Bytes),
    Failed(io::Error),
    /// The file is whole. Without this word the response is broken off: a file that is cut short must not look whole.
    End,
}

/// Runs `write` on a thread of its own and yields what it writes, piece by piece. A slow reader slows the writer; one that
/// goes away ends it. If the writing fails, or the thread is lost, the stream ends with an error, and so the
/// connection without the last chunk.
fn streamed<F>(write: F) -> impl Stream<Item = io::Result<Bytes>>
where
    F: FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
{
    let (pieces, received) = mpsc::channel(PIECES);
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(PIECE, Pipe(pieces.clone()));
        let written = write(&mut out).and_then(|()| out.flush());
        // What is left in the buffer after a failure is not sent.
        drop(out.into_parts());
        let last = match written {
            Ok(()) => Piece::End,
            Err(error) => Piece::Failed(error),
        };
        // Nobody listens any more: then nobody minds.
        drop(pieces.blocking_send(last));
    });
    stream::unfold(Some(received), |receiver| async {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Piece::Bytes(bytes)) => Some((Ok(bytes), Some(receiver))),
            Some(Piece::End) => None,
            Some(Piece::Failed(error)) => {
                tracing::error!(%error, "an export broke off");
                Some((Err(error), None))
            }
            None => {
                tracing::error!("an export broke off: its thread was lost");
                Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), None))
            }
        }
    })
}

/// Writes into a channel.
struct Pipe(mpsc::Sender<Piece>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Piece::Bytes(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;

    /// The bytes that came, and how the stream ended.
    async fn drained(stream: impl Stream<Item = io::Result<Bytes>>) -> (usize, io::Result<()>) {
        let mut stream = std::pin::pin!(stream);
        let mut size = 0;
        while let Some(piece) = stream.next().await {
            match piece {
                Ok(bytes) => size += bytes.len(),
                Err(error) => return (size, Err(error)),
            }
        }
        (size, Ok(()))
    }

    #[tokio::test]
    async fn a_file_larger_than_the_channel_arrives_whole() {
        let lines = PIECE * (PIECES + 3) / 10;
        let (size, end) =
            drained(streamed(move |out| (0..lines).try_for_each(|_| out.write_all(b"0123456789")))).await;
        assert_eq!(size, lines * 10);
        assert!(end.is_ok());
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_finished_does_not_end_as_if_it_were_whole() {
        let failing = |out: &mut dyn Write| {
            out.write_all(&[b'x'; PIECE * 2])?;
            Err(io::Error::other("no more"))
        };
        let (size, end) = drained(streamed(failing)).await;
        assert_eq!(size, PIECE * 2);
        assert_eq!(end.unwrap_err().to_string(), "no more");
        let (_, end) = drained(streamed(|_| panic!("lost"))).await;
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[tokio::test]
    async fn the_writer_stops_when_nobody_reads() {
        let (told, heard) = tokio::sync::oneshot::channel();
        let stream = streamed(move |out| {
            let end = std::iter::repeat(()).try_for_each(|()| out.write_all(&[b'x'; PIECE]));
            told.send(end.as_ref().map_err(io::Error::kind).err()).unwrap();
            end
        });
        drop(stream);
        assert_eq!(heard.await.unwrap(), Some(io::ErrorKind::BrokenPipe));
    }
}
