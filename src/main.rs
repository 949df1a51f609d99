//! The program. Everything is in the library; see `perspektiv --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    perspektiv::cli::main()
}
