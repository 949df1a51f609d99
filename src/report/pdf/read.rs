//! What lies in a document that was made here: the files that are attached to it.

use hayro_syntax::{
    Pdf,
    object::{Name, Object, dict::keys::TYPE},
};

/// The files in a PDF, whatever they hold; none if it cannot be read.
pub fn attached(pdf: &[u8]) -> Vec<Vec<u8>> {
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else { return Vec::new() };
    let mut files = Vec::new();
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let is_file = stream.dict().get::<Name<'_>>(TYPE).is_some_and(|name| &*name == b"EmbeddedFile");
        if let (true, Ok(bytes)) = (is_file, stream.decoded()) {
            files.push(bytes.into_owned());
        }
    }
    files
}
