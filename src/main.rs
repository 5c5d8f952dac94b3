//! Reads the command line, then opens the window or does what needs none.

use std::process::ExitCode;

use bellwether::cli::{self, Outcome};

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
    match cli::run() {
        Outcome::Done(code) => code,
        #[cfg(feature = "window")]
        Outcome::Window { file, sample, rehearse, data } => {
            bellwether::ui::run(&bellwether::ui::Start { file, sample, rehearse, data })
        }
        #[cfg(not(feature = "window"))]
        Outcome::Window { .. } => cli::no_window(),
    }
}
