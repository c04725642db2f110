//! Signals as a flag: the job looks at it, ends cleanly, and says so.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Returns a flag that SIGINT and SIGTERM set. A second SIGINT or SIGTERM ends the process at once;
/// that is as safe as the first, and leaves its traces to the next run.
///
/// From here on a write beyond the limit of file sizes (`ulimit -f`) fails like one to a full
/// disk, instead of ending the process.
///
/// # Errors
/// The system does not take a handler.
pub(super) fn stop_flag() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // In this order: when the first arrives the flag is not set yet.
        signal_hook::flag::register_conditional_shutdown(signal, 2, Arc::clone(&stop))?;
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
    Ok(stop)
}
