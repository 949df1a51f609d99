//! The command `perspektiv`.

fn main() -> anyhow::Result<()> {
    perspektiv::cli::demo(8080)
}
