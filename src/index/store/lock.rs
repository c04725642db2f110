//! One writer at a time: the lock of an index folder, and who holds it.
//!
//! The lock belongs to the open file, so it dies with the process that holds
//! it, however that ends. What is written into the file only serves the message.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::index::error::IndexError;
use crate::index::time::utc;

/// Name of the lock file in the index folder.
pub(crate) const LOCK: &str = ".lock";

/// How often a waiting process tries again.
const RETRY: Duration = Duration::from_millis(100);

/// The most that is read of what the holder wrote, in bytes.
const MAX_HOLDER: u64 = 200;

/// Takes the lock, waiting up to `wait` for the process that has it.
/// `interrupted` ends the wait early.
///
/// # Errors
/// Another process holds it, or the file cannot be opened or written.
pub(crate) fn acquire(
    index: &Path,
    wait: Duration,
    interrupted: &dyn Fn() -> bool,
) -> Result<File, IndexError> {
    let path = index.join(LOCK);
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(IndexError::io("open", &path))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if interrupted() => return Err(IndexError::Interrupted),
            Err(TryLockError::WouldBlock) if started.elapsed() < wait => thread::sleep(RETRY),
            Err(TryLockError::WouldBlock) => {
                return Err(IndexError::Locked {
                    path,
                    holder: holder(&mut file),
                });
            }
            Err(TryLockError::Error(error)) => return Err(IndexError::io("lock", &path)(error)),
        }
    }
    let write = |file: &mut File| {
        file.set_len(0)?;
        writeln!(
            file,
            "process {} since {}",
            std::process::id(),
            utc(SystemTime::now())
        )
    };
    write(&mut file).map_err(IndexError::io("write", &path))?;
    Ok(file)
}

/// Returns what the holder wrote, in brackets after a space; empty when it cannot be read.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file
        .rewind()
        .and_then(|()| file.take(MAX_HOLDER).read_to_string(&mut text));
    match (read, text.trim()) {
        (Err(_), _) | (_, "") => String::new(),
        (Ok(_), holder) => format!(" ({holder})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it_and_since_when() {
        let folder = tempfile::tempdir().unwrap();
        let _first = acquire(folder.path(), Duration::ZERO, &|| false).unwrap();
        let error = acquire(folder.path(), Duration::ZERO, &|| false).unwrap_err();
        let text = error.to_string();
        let expected = format!("process {} since 20", std::process::id());
        assert!(text.contains(&expected) && text.contains("Z)"), "{text}");
    }

    #[test]
    fn a_waiting_process_gets_it_when_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let first = acquire(folder.path(), Duration::ZERO, &|| false).unwrap();
        thread::scope(|scope| {
            let second =
                scope.spawn(|| acquire(folder.path(), Duration::from_secs(20), &|| false).is_ok());
            thread::sleep(Duration::from_millis(50));
            drop(first);
            assert!(second.join().unwrap());
        });
        let _again = acquire(folder.path(), Duration::ZERO, &|| false).unwrap();
        let error = acquire(folder.path(), Duration::from_secs(60), &|| true).unwrap_err();
        assert!(matches!(error, IndexError::Interrupted));
    }
}
