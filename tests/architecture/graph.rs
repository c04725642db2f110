//! Which file depends on which, and the circles among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Sources;

/// Files and the files that each depends on.
pub struct Graph<'a> {
    below: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Graph<'a> {
    /// Makes the graph of all files.
    pub fn new(sources: &'a Sources) -> Self {
        let below = sources
            .files()
            .map(|file| (file, sources.dependencies(file)))
            .collect();
        Self { below }
    }

    /// Returns every arrow: a file, and one that it depends on.
    pub fn arrows(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let arrows = self.below.iter();
        arrows.flat_map(|(from, below)| below.iter().map(|to| (*from, *to)))
    }

    /// Returns the files of each circle: those that reach each other.
    pub fn circles(&self) -> Vec<Vec<&'a str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .below
            .keys()
            .map(|file| (*file, self.reach(file)))
            .collect();
        let mut circles: BTreeSet<Vec<&'a str>> = BTreeSet::new();
        for (file, others) in &reached {
            let mutual = others.iter().filter(|other| reached[*other].contains(file));
            let circle: Vec<&str> = mutual.copied().collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    /// Returns all files that a file depends on, directly or through others.
    fn reach(&self, file: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&'a str> = self.below[file].iter().copied().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(&self.below[next]);
            }
        }
        reached
    }
}
