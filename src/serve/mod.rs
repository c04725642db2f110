//! Serves an index over HTTP: pages, the API, and what operators ask a server.
//!
//! Owns sockets, limits, addresses and the shape of answers. What is found is the service's
//! business; an index is built by whoever starts the server.

mod api;
mod caching;
mod error;
mod guard;
mod mcp;
mod metrics;
mod options;
mod page;
mod parameters;
mod problem;
mod reader_languages;
mod recording;
mod router;
mod service_manager;
mod socket;
mod state;
mod work;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::{MissedTickBehavior, interval};

pub(crate) use self::error::ServeError;
pub(crate) use self::options::{ListenAddress, ServeOptions};

pub(crate) use self::page::render::json_ld::{Described, faq_page};
pub(crate) use self::page::render::links::is_safe_link;
pub(crate) use self::page::render::places::Places;

#[cfg(feature = "fuzzing")]
pub(crate) use self::page::fuzzing;

use self::socket::connections;
use self::socket::listen::Listener;
use self::state::{App, State};
use crate::service::Service;

/// How often it is looked whether another index is published.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// Serves an index until SIGTERM or SIGINT. `ready` is called with the address once readers can
/// connect.
///
/// # Errors
/// The address cannot be listened on, an option cannot be followed, or the system refuses threads.
pub(crate) fn run(
    service: Service,
    options: ServeOptions,
    ready: impl FnOnce(&str),
) -> Result<(), ServeError> {
    options.check()?;
    let app = Arc::new(State::new(service, options)?);
    // Each thread keeps memory of its own, and a runtime without a bound starts another whenever
    // the one that is about to be free is not free yet: one for each search that may run, and one
    // that looks for another index.
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(app.work.places() + 1)
        .build()?;
    let served = runtime.block_on(serve(Arc::clone(&app), ready));
    if let Some(log) = &app.log {
        log.finish();
    }
    // Work for readers who have gone need not be finished.
    runtime.shutdown_background();
    served
}

async fn serve(app: App, ready: impl FnOnce(&str)) -> Result<(), ServeError> {
    let address = &app.options.listen;
    let listener = Listener::open(address).map_err(|source| ServeError::Listen {
        address: address.to_string(),
        source,
    })?;
    let end = end_signal()?;
    let follower = tokio::spawn(follow(Arc::clone(&app), signal(SignalKind::hangup())?));
    let shown = listener.shown();
    tracing::info!(address = %shown, "listening");
    ready(&shown);
    service_manager::tell("READY=1");
    let ending = Arc::clone(&app);
    let end = async move {
        end.await;
        ending.begin_end();
        service_manager::tell("STOPPING=1");
    };
    connections::serve(listener, router::routes(app), end).await;
    follower.abort();
    tracing::info!("ended");
    Ok(())
}

/// Returns what is ready when the process is asked to end.
fn end_signal() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Goes over to each index that is published: looks every second, and at once on SIGHUP.
async fn follow(app: App, mut hangup: Signal) {
    let mut clock = interval(FOLLOW_EVERY);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = clock.tick() => {}
            _ = hangup.recv() => tracing::info!("asked to look for another index"),
        }
        let service = Arc::clone(&app.service);
        // Opening an index reads files, so it happens beside the threads that serve.
        let followed = tokio::task::spawn_blocking(move || service.follow()).await;
        if let Err(error) = followed {
            tracing::error!(%error, "looking for another index failed");
        }
        app.renew_articles().await;
    }
}
