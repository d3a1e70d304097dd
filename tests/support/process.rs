//! What the system tells of a process: its memory, its work, how often its threads woke.

fn proc(process: u32, file: &str) -> String {
    std::fs::read_to_string(format!("/proc/{process}/{file}")).expect("the process runs")
}

/// Bytes of memory that it really has, its own program among them.
pub fn resident_bytes(process: u32) -> u64 {
    bytes_of(process, "VmRSS:")
}

/// Bytes of memory that are its own alone: what it made, and what of its program it changed.
pub fn private_bytes(process: u32) -> u64 {
    bytes_of(process, "RssAnon:")
}

fn bytes_of(process: u32, name: &str) -> u64 {
    let status = proc(process, "status");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("its memory");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1_024
}

/// Hundredths of a second that the process worked.
pub fn ticks(process: u32) -> u64 {
    let stat = proc(process, "stat");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [11, 12].iter().map(|place| fields[*place].parse::<u64>().expect("a number")).sum()
}

/// Its state: `T` where it is stopped.
pub fn state(process: u32) -> char {
    let stat = proc(process, "stat");
    stat.rsplit(')').next().and_then(|rest| rest.trim().chars().next()).unwrap_or('?')
}

/// Whether one of its threads works, or would if it were its turn.
pub fn is_running(process: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("its threads").flatten();
    let stat = |thread: std::fs::DirEntry| std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
    threads.map(stat).any(|stat| stat.rsplit(')').next().is_some_and(|rest| rest.trim().starts_with('R')))
}

/// Each thread with the times it has waited for something and gone on.
pub fn times_woken(process: u32) -> Vec<(String, u64)> {
    let read = |path: &std::path::Path| std::fs::read_to_string(path).unwrap_or_default();
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("its threads").flatten();
    let woken = |thread: std::fs::DirEntry| {
        let name = read(&thread.path().join("comm"));
        let status = read(&thread.path().join("status"));
        let times = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        let id = thread.file_name().to_string_lossy().into_owned();
        (format!("{} {id}", name.trim()), times.and_then(|times| times.trim().parse().ok()).unwrap_or(0))
    };
    threads.map(woken).collect()
}
