//! Generations in the index folder: which one is live, how the next is published.
//!
//! ```text
//! index/CURRENT            the name of the live generation
//! index/gen-000007/        an immutable generation: manifest.json, inputs.json, catalog.bin and
//!                          the packs: en.pack, fr.pack …
//! index/.building-4711/    a generation in the making; removed by the next run if left over
//! index/.vectors           vectors that a run has made; removed when a generation is published
//! index/.lock              held by the process that builds
//! ```
//!
//! `CURRENT` has a second line after a rollback: the newest generation that was ever live. A
//! generation newer than both is one whose publication was cut short, and is removed.
//!
//! Readers need read permission and nothing else: no lock, no write.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::lock::{self, LOCK};
use crate::index::error::IndexError;

/// Names the live generation.
const CURRENT: &str = "CURRENT";
/// Prefix of published generations.
const GENERATION_PREFIX: &str = "gen-";
/// Prefix of generations in the making.
const BUILDING_PREFIX: &str = ".building-";

/// The vectors that a run has made so far; see [`crate::index::vector_journal`].
pub(crate) const VECTOR_JOURNAL: &str = ".vectors";

/// The live generation of an index folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Live {
    /// Name, such as `gen-000007`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// Finds the live generation.
///
/// # Errors
/// [`IndexError::Missing`] when nothing is published, [`IndexError::Damaged`]
/// when `CURRENT` does not name a generation.
pub(crate) fn live(index: &Path) -> Result<Live, IndexError> {
    current(index).map(|(live, _)| live)
}

/// Returns the live generation, and the number of the newest that was ever live.
fn current(index: &Path) -> Result<(Live, u64), IndexError> {
    let path = index.join(CURRENT);
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(IndexError::Missing(index.to_path_buf()));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(no_folder(index));
        }
        Err(error) => return Err(IndexError::io("read", &path)(error)),
    };
    let mut lines = text.lines().map(str::trim);
    let name = lines.next().unwrap_or_default().to_string();
    let Some(own) = number(&name) else {
        return Err(IndexError::Damaged {
            path,
            reason: "CURRENT does not name a generation".to_string(),
        });
    };
    let newest = lines.next().and_then(number).unwrap_or(own);
    let live = Live {
        folder: index.join(&name),
        name,
    };
    Ok((live, newest.max(own)))
}

/// Returns the name of the generation with a number.
pub(crate) fn name_of(number: u64) -> String {
    format!("{GENERATION_PREFIX}{number:06}")
}

/// Returns the number of a generation's name; `None` for any other name.
pub(crate) fn number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(GENERATION_PREFIX)?;
    (digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Returns the generations with their numbers, oldest first.
fn numbered(index: &Path) -> Result<Vec<(u64, String)>, IndexError> {
    let mut found = Vec::new();
    for item in fs::read_dir(index).map_err(IndexError::io("list", index))? {
        let item = item.map_err(IndexError::io("list", index))?;
        let name = item.file_name().to_string_lossy().into_owned();
        if let Some(number) = number(&name) {
            found.push((number, name));
        }
    }
    found.sort();
    Ok(found)
}

/// Returns all published generations, oldest first.
///
/// # Errors
/// Nothing is published, or the folder cannot be listed.
pub(crate) fn published(index: &Path) -> Result<Vec<Live>, IndexError> {
    let (_, newest) = current(index)?;
    Ok(numbered(index)?
        .into_iter()
        .filter(|(number, _)| *number <= newest)
        .map(|(_, name)| Live {
            folder: index.join(&name),
            name,
        })
        .collect())
}

/// Chooses the generation of that name, or the one before the live one, among those that are
/// published, oldest first.
///
/// # Errors
/// There is no such generation.
pub(crate) fn earlier<'p>(
    published: &'p [String],
    live: &str,
    name: Option<&str>,
) -> Result<&'p str, IndexError> {
    let found = match name {
        Some(name) => published.iter().find(|generation| *generation == name),
        None => {
            let before = published.iter().take_while(|name| *name != live);
            before.last()
        }
    };
    found.map(String::as_str).ok_or_else(|| {
        let wanted = match name {
            Some(name) => format!("generation {name}"),
            None => format!("generation before {live}"),
        };
        IndexError::NoGeneration {
            wanted,
            found: published.join(", "),
        }
    })
}

/// The right to change an index folder; given up when dropped or when the process ends.
#[derive(Debug)]
pub(crate) struct WriterLock {
    index: PathBuf,
    _lock: File,
}

impl WriterLock {
    /// Takes the lock, waiting up to `wait` for it, and clears what earlier runs left over.
    ///
    /// # Errors
    /// The folder is not an index, cannot be written, or another process has the lock.
    pub(crate) fn acquire(
        index: &Path,
        wait: Duration,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<Self, IndexError> {
        create_index(index)?;
        refuse_foreign(index)?;
        let lock = Self {
            _lock: lock::acquire(index, wait, interrupted)?,
            index: index.to_path_buf(),
        };
        lock.clear()?;
        Ok(lock)
    }

    /// Removes what a killed run left over.
    fn clear(&self) -> Result<(), IndexError> {
        let newest = current(&self.index).map_or(0, |(_, newest)| newest);
        for item in fs::read_dir(&self.index).map_err(IndexError::io("list", &self.index))? {
            let item = item.map_err(IndexError::io("list", &self.index))?;
            let name = item.file_name().to_string_lossy().into_owned();
            let path = item.path();
            // Without a CURRENT nobody knows which generations were live: they stay.
            let cut_short = newest > 0 && number(&name).is_some_and(|number| number > newest);
            if name.starts_with(BUILDING_PREFIX) || cut_short {
                fs::remove_dir_all(&path).map_err(IndexError::io("remove", &path))?;
            } else if name == temporary_name(CURRENT) {
                fs::remove_file(&path).map_err(IndexError::io("remove", &path))?;
            }
        }
        Ok(())
    }

    /// Starts the next generation.
    ///
    /// # Errors
    /// Its folder cannot be created.
    pub(crate) fn start(&self) -> Result<Builder<'_>, IndexError> {
        let building = self
            .index
            .join(format!("{BUILDING_PREFIX}{}", std::process::id()));
        fs::create_dir(&building).map_err(IndexError::io("create", &building))?;
        Ok(Builder {
            lock: self,
            building,
        })
    }

    /// Removes generations beyond the last `keep`, which a run that was killed after publishing
    /// did not come to.
    pub(crate) fn retire(&self, keep: usize) {
        if let Ok(live) = live(&self.index) {
            retire(&self.index, &live.name, keep);
        }
    }

    /// Returns the published generation of that name, or the one before the live one.
    ///
    /// # Errors
    /// There is no such generation.
    pub(crate) fn earlier(&self, name: Option<&str>) -> Result<Live, IndexError> {
        let live = live(&self.index)?;
        let published = published(&self.index)?.into_iter();
        let published: Vec<String> = published.map(|generation| generation.name).collect();
        let name = earlier(&published, &live.name, name)?;
        Ok(Live {
            folder: self.index.join(name),
            name: name.to_string(),
        })
    }

    /// Makes a published generation the live one.
    ///
    /// # Errors
    /// `CURRENT` cannot be written; what was live stays live.
    pub(crate) fn switch_to(&self, generation: &Live) -> Result<(), IndexError> {
        let (_, newest) = current(&self.index)?;
        switch(&self.index, &generation.name, newest)
    }
}

/// A generation in the making; removed when dropped before it is published.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    lock: &'a WriterLock,
    building: PathBuf,
}

impl Builder<'_> {
    /// Returns where the next generation is written.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.building
    }

    /// Makes what was written safe on disk and readable by everyone. Publishing needs nothing
    /// but renames then.
    ///
    /// # Errors
    /// A file operation failed.
    pub(crate) fn sync(&self) -> Result<(), IndexError> {
        make_durable(&self.building)
    }

    /// Makes what was synced the live generation, in one rename, and removes
    /// generations beyond the last `keep`.
    ///
    /// # Errors
    /// A file operation failed; the generation that was live stays live.
    pub(crate) fn publish(self, keep: usize) -> Result<Live, IndexError> {
        let index = &self.lock.index;
        let next = numbered(index)?.last().map_or(1, |(number, _)| number + 1);
        let name = name_of(next);
        let folder = index.join(&name);
        fs::rename(&self.building, &folder).map_err(IndexError::io("rename", &self.building))?;
        let live = sync_folder(index)
            .and_then(|()| switch(index, &name, next))
            .map(|()| Live {
                name,
                folder: folder.clone(),
            });
        if live.is_err() {
            // Never live, hence nobody's; if this fails too, the next run removes it.
            let _ = fs::remove_dir_all(&folder);
        }
        let live = live?;
        retire(index, &live.name, keep);
        Ok(live)
    }
}

impl Drop for Builder<'_> {
    /// Clears the unfinished generation after an error. After `publish` there is none.
    fn drop(&mut self) {
        if self.building.exists() {
            let _ = fs::remove_dir_all(&self.building);
        }
    }
}

/// Creates the index folder, open to all readers, unless it is there already.
fn create_index(index: &Path) -> Result<(), IndexError> {
    if index.is_dir() {
        return Ok(());
    }
    if index.exists() {
        return Err(no_folder(index));
    }
    fs::create_dir_all(index).map_err(IndexError::io("create", index))?;
    set_mode(index, 0o755)
}

/// Returns the error for an index path that names a file.
fn no_folder(index: &Path) -> IndexError {
    IndexError::Foreign {
        path: index.to_path_buf(),
        found: "no files, it is one".to_string(),
    }
}

/// Removes old generations. A failure here is no failure of the run: the
/// new generation is live, and the next run tries again.
fn retire(index: &Path, live: &str, keep: usize) {
    let Ok(all) = numbered(index) else {
        return;
    };
    let surplus = all.len().saturating_sub(keep);
    for (_, name) in all.into_iter().take(surplus) {
        if name != live {
            let _ = fs::remove_dir_all(index.join(name));
        }
    }
}

/// Points `CURRENT` at a generation; `newest` is the number of the newest that was ever live.
fn switch(index: &Path, name: &str, newest: u64) -> Result<(), IndexError> {
    let mut text = format!("{name}\n");
    if number(name) != Some(newest) {
        text = format!("{text}{}\n", name_of(newest));
    }
    replace_file(index, CURRENT, text.as_bytes())
}

fn temporary_name(name: &str) -> String {
    format!(".{name}.new")
}

/// Writes a file beside the one of that name and renames it over it: a reader sees the old or the
/// new.
///
/// # Errors
/// A file operation failed; the old file stays.
pub(crate) fn replace_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
    let temporary = folder.join(temporary_name(name));
    let write = || -> Result<(), IndexError> {
        let mut file = File::create(&temporary).map_err(IndexError::io("create", &temporary))?;
        file.write_all(bytes)
            .map_err(IndexError::io("write", &temporary))?;
        set_mode(&temporary, 0o644)?;
        file.sync_all()
            .map_err(IndexError::io("sync", &temporary))?;
        let path = folder.join(name);
        fs::rename(&temporary, &path).map_err(IndexError::io("rename", &temporary))?;
        sync_folder(folder)
    };
    write().inspect_err(|_| {
        // Whether or not it is there: what failed is reported.
        let _ = fs::remove_file(&temporary);
    })
}

/// Refuses a folder that holds anything an index folder does not.
fn refuse_foreign(index: &Path) -> Result<(), IndexError> {
    for item in fs::read_dir(index).map_err(IndexError::io("list", index))? {
        let item = item.map_err(IndexError::io("list", index))?;
        let name = item.file_name().to_string_lossy().into_owned();
        let ours = name == CURRENT
            || name == LOCK
            || name == VECTOR_JOURNAL
            || name == ".gitignore"
            || name == temporary_name(CURRENT)
            || name.starts_with(BUILDING_PREFIX)
            || number(&name).is_some();
        if !ours {
            return Err(IndexError::Foreign {
                path: index.to_path_buf(),
                found: name,
            });
        }
    }
    Ok(())
}

/// Makes every file and folder readable by everyone and safe on disk.
fn make_durable(folder: &Path) -> Result<(), IndexError> {
    for item in fs::read_dir(folder).map_err(IndexError::io("list", folder))? {
        let path = item.map_err(IndexError::io("list", folder))?.path();
        if path.is_dir() {
            make_durable(&path)?;
        } else if !is_shared(&path)? {
            set_mode(&path, 0o644)?;
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(IndexError::io("sync", &path))?;
        }
    }
    set_mode(folder, 0o755)?;
    sync_folder(folder)
}

/// Returns whether a file is also part of another generation, and was made durable with that one.
#[cfg(unix)]
fn is_shared(path: &Path) -> Result<bool, IndexError> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).map_err(IndexError::io("inspect", path))?;
    Ok(metadata.nlink() > 1)
}

#[cfg(not(unix))]
fn is_shared(_path: &Path) -> Result<bool, IndexError> {
    Ok(false)
}

/// Sets Unix permissions whatever the umask says: any user who may read the
/// content may search it.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), IndexError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(IndexError::io("set permissions of", path))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> Result<(), IndexError> {
    Ok(())
}

/// Makes renames and new names in a folder durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), IndexError> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(IndexError::io("sync", folder))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), IndexError> {
    Ok(())
}

#[cfg(test)]
mod tests;
