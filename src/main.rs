//! The binary: hands the arguments to `cli` and its answer to the shell.
//! Nothing else lives here, so that every behaviour can be tested from the library.

fn main() -> std::process::ExitCode {
    tansiq::cli::run()
}
