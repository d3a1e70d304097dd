//! The type setter in a process of its own, bounded in memory and time: a template that never ends or asks for
//! everything stops that process and nothing else.

use crate::limits;
use crate::paper::{Order, PressError, Setting, press};
use rustix::fs::OFlags;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The argument by which this program is a type setter and nothing else.
pub const COMMAND: &str = "render";

/// Exit statuses of the type setter, beside 0.
const TEMPLATE: u8 = 4;
const MISSING: u8 = 5;

/// A type setter to be started.
pub struct Press {
    /// The program.
    pub program: PathBuf,
    /// Milliseconds that it may take.
    pub wait_ms: u64,
}

impl Press {
    /// This very program, with the bounds of [`limits`].
    ///
    /// # Errors
    /// The system does not tell where it is.
    pub fn own() -> Result<Press, PressError> {
        let program = std::env::current_exe().map_err(|error| PressError::Failed(error.to_string()))?;
        Ok(Press { program, wait_ms: limits::PRESS_MS })
    }

    /// Sets a document in type.
    ///
    /// # Errors
    /// The template is at fault, or the process took or asked for too much.
    pub fn print(&self, order: &Order) -> Result<Vec<u8>, PressError> {
        if order.setting == Setting::Type && !cfg!(feature = "pdf") {
            return Err(PressError::Missing);
        }
        let failed = |error: io::Error| PressError::Failed(error.to_string());
        let order = serde_json::to_vec(order).map_err(|error| PressError::Failed(error.to_string()))?;
        let mut child = Command::new(&self.program)
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let answer = self.answer(&mut child, &order).map_err(failed)?;
        match (answer.code, answer.in_time) {
            (_, false) => Err(PressError::Slow),
            (Some(0), _) if answer.page.len() <= limits::PRESS_PAGE_BYTES => Ok(answer.page),
            (Some(0), _) => Err(PressError::Large),
            (Some(code), _) if code == i32::from(TEMPLATE) => Err(PressError::Template(answer.said)),
            (Some(code), _) if code == i32::from(MISSING) => Err(PressError::Missing),
            // What the allocator says before it ends the process.
            _ if answer.said.contains("memory allocation") => Err(PressError::Large),
            _ => Err(PressError::Failed(answer.said.lines().next().unwrap_or_default().to_owned())),
        }
    }

    fn answer(&self, child: &mut Child, order: &[u8]) -> io::Result<Answer> {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (send, done) = mpsc::sync_channel(1);
        std::thread::scope(|scope| {
            // A process that ends before it has read everything says why by its status.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(order)));
            let said = scope.spawn(move || read(stderr, limits::PRESS_SAID_BYTES));
            scope.spawn(move || send.send(read(stdout, limits::PRESS_PAGE_BYTES + 1)));
            let page = done.recv_timeout(Duration::from_millis(self.wait_ms)).ok();
            if page.is_none() {
                child.kill()?;
            }
            let code = child.wait()?.code();
            let said = said.join().unwrap_or_default();
            let said = String::from_utf8_lossy(&said).trim().to_owned();
            Ok(Answer { code, in_time: page.is_some(), said, page: page.unwrap_or_default() })
        })
    }
}

struct Answer {
    code: Option<i32>,
    in_time: bool,
    said: String,
    page: Vec<u8>,
}

/// What comes, up to so many bytes; what was read before an error is kept.
fn read(from: Option<impl Read>, bytes: usize) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(from) = from {
        let _ = from.take(u64::try_from(bytes).unwrap_or(u64::MAX)).read_to_end(&mut out);
    }
    out
}

/// Is a type setter: an [`Order`] comes on standard input, the PDF goes out.
pub fn serve() -> ExitCode {
    let bounds =
        [(Resource::As, limits::PRESS_MEMORY_BYTES), (Resource::Cpu, limits::PRESS_CPU_S), (Resource::Core, 0)];
    for (resource, most) in bounds {
        if setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_err() {
            return say("bounds", 1);
        }
    }
    let order: Order = match serde_json::from_slice(&read(Some(io::stdin()), limits::PRESS_ORDER_BYTES)) {
        Ok(order) => order,
        Err(error) => return say(&error.to_string(), 1),
    };
    match press(&order) {
        Ok(page) => match io::stdout().write_all(&page).and_then(|()| io::stdout().flush()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => say(&error.to_string(), 1),
        },
        Err(PressError::Missing) => say("", MISSING),
        Err(error) => say(error.detail(), TEMPLATE),
    }
}

fn say(words: &str, status: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "{words}");
    ExitCode::from(status)
}

/// A template that an office wrote, where there is one: a whole file of this user or of the administrator, that nobody
/// else could have changed.
///
/// # Errors
/// It cannot be read, or others could have written it.
pub fn template(file: &Path) -> io::Result<Option<String>> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
    let opened = std::fs::OpenOptions::new()
        .read(true)
        // A pipe in the place of a template is not waited for.
        .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
        .open(file);
    let opened = match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let found = opened.metadata()?;
    let is_trusted = found.uid() == rustix::process::geteuid().as_raw() || found.uid() == 0;
    if !found.is_file() || !is_trusted || found.mode() & 0o022 != 0 {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut text = String::new();
    opened.take(limits::TEMPLATE_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > limits::TEMPLATE_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Some(text))
}
