//! Names source files: by content root and path.

/// Names a source file. The same path may exist in several content roots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId<P = String> {
    /// Number of the content root.
    pub root: usize,
    /// Path relative to the root, with `/`.
    pub path: P,
}

/// Names a source file whose path is kept elsewhere.
pub(crate) type FileRef<'a> = FileId<&'a str>;

impl<P> FileId<P> {
    /// Names the file at a path of a content root.
    pub(crate) fn new(root: usize, path: P) -> Self {
        Self { root, path }
    }
}

impl FileRef<'_> {
    /// Returns the same name with a path of its own.
    pub(crate) fn into_owned(self) -> FileId {
        FileId::new(self.root, self.path.to_string())
    }
}
