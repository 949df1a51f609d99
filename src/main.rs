//! The program. Everything is in the library; see `perspektiv --help`.

use std::process::ExitCode;

/// A page is thousands of small strings: with the system's allocator they are almost half of its cost (docs/PERFORMANCE.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    perspektiv::cli::main()
}
