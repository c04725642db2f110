//! The live generation, as far as a run can build upon it.

use super::options::Options;
use super::rebuild::{Reason, Rebuild};
use crate::index::store::catalog::{self, Catalog};
use crate::index::store::pack;
use crate::index::{self, Configuration, IndexError, InputFile, Live, Manifest};

/// The live generation as far as it was read.
#[derive(Clone)]
pub(crate) struct Previous {
    /// Which one it is.
    pub(crate) live: Live,
    /// What it says about itself.
    pub(crate) manifest: Manifest,
    /// What it was made from.
    pub(crate) inputs: Vec<InputFile>,
}

impl Previous {
    fn read(options: &Options) -> Result<Self, IndexError> {
        let live = index::live(&options.index)?;
        let manifest = index::read_manifest(&live.folder)?;
        for language in &manifest.languages {
            pack::check_size(&live.folder, language)?;
        }
        Ok(Self {
            manifest,
            inputs: index::read_inputs(&live.folder)?,
            live,
        })
    }

    /// Reads the catalog.
    ///
    /// # Errors
    /// It is missing or damaged.
    pub(crate) fn catalog(&self) -> Result<Catalog, IndexError> {
        catalog::read_catalog(&self.live.folder)
    }
}

/// Reads the live generation, and decides whether it can be built upon.
///
/// # Errors
/// The index folder cannot be read. A generation that is damaged, or of another version, is none
/// to build upon, and no error.
pub(crate) fn read(
    options: &Options,
    configuration: &Configuration,
) -> Result<(Option<Previous>, Rebuild), IndexError> {
    match Previous::read(options) {
        Ok(previous) => {
            let rebuild = Rebuild::decide(options.full, &previous.manifest, configuration);
            Ok((Some(previous), rebuild))
        }
        Err(IndexError::Missing(_)) => Ok((None, Rebuild::Full(Reason::NoIndex))),
        Err(error @ (IndexError::Damaged { .. } | IndexError::Version { .. })) => {
            let reason = Reason::Unusable(error.to_string());
            Ok((None, Rebuild::Full(reason)))
        }
        Err(error) => Err(error),
    }
}
