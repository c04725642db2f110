//! Writes the articles that were read, on all cores.
//!
//! Owns how the work is shared out. How entries are stored is the engine's business.

use std::collections::BTreeMap;
use std::time::Instant;

use rayon::prelude::*;

use crate::content::address::address;
use crate::engine::index_backend::Build;
use crate::index::IndexError;
use crate::model::article::Article;
use crate::model::language::LanguageTag;
use crate::reindex::options::Options;
use crate::reindex::progress::Progress;

/// Writes articles in batches, in parallel, the largest first. Returns the number of batches.
///
/// # Errors
/// The engine cannot write, or the run was interrupted.
pub(crate) fn write_articles(
    build: &dyn Build,
    options: &Options,
    articles: &[&Article],
    progress: &dyn Progress,
) -> Result<usize, IndexError> {
    let shares = shares(articles, rayon::current_num_threads());
    // One after the other to whoever is free: halving the list would give the two largest to one
    // thread.
    shares
        .iter()
        .enumerate()
        .par_bridge()
        .try_for_each(|(number, share)| {
            let started = Instant::now();
            let mut batch = build.batch(share.language, number)?;
            for article in &share.articles {
                options.check_stop()?;
                batch.add(article, &|entry| address(&options.roots, article, entry))?;
                progress.advance(article.entries.len() as u64);
            }
            batch.finish()?;
            tracing::debug!(
                language = share.language.as_str(),
                articles = share.articles.len(),
                bytes = share.size,
                ms = started.elapsed().as_millis(),
                "part written"
            );
            Ok::<(), IndexError>(())
        })?;
    Ok(shares.len())
}

/// Articles of one language that one thread writes.
struct Share<'a> {
    language: &'a LanguageTag,
    articles: Vec<&'a Article>,
    size: usize,
}

/// Divides articles so that all threads have work: a language as large as two threads' share of
/// the whole is written in two parts. Largest first.
fn shares<'a>(articles: &[&'a Article], threads: usize) -> Vec<Share<'a>> {
    let size = |article: &Article| -> usize {
        let entries = article.entries.iter();
        entries.map(|entry| entry.answer.len() + 100).sum()
    };
    let total: usize = articles.iter().map(|article| size(article)).sum();
    let fair = (total / threads.max(1)).max(1);
    let mut by_language: BTreeMap<&LanguageTag, Vec<&Article>> = BTreeMap::new();
    for article in articles {
        by_language
            .entry(&article.language)
            .or_default()
            .push(article);
    }
    let mut shares = Vec::new();
    for (language, articles) in by_language {
        let whole: usize = articles.iter().map(|article| size(article)).sum();
        // Rounded: a part for a little more than a fair share would cost a merge for nothing.
        let parts = ((whole + fair / 2) / fair).clamp(1, threads.max(1));
        let limit = whole.div_ceil(parts);
        let mut share = Share {
            language,
            articles: Vec::new(),
            size: 0,
        };
        for article in articles {
            share.size += size(article);
            share.articles.push(article);
            if share.size >= limit {
                shares.push(share);
                share = Share {
                    language,
                    articles: Vec::new(),
                    size: 0,
                };
            }
        }
        if !share.articles.is_empty() {
            shares.push(share);
        }
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.size));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;

    #[test]
    fn large_languages_are_shared_out_and_small_ones_are_not() {
        let mut articles = Vec::new();
        for number in 0..40 {
            articles.push(sample::article(&format!("en/{number}.md"), "en", &["a"]));
        }
        for number in 0..10 {
            articles.push(sample::article(&format!("fr/{number}.md"), "fr", &["a"]));
        }
        let articles: Vec<&Article> = articles.iter().collect();
        let count = |threads| -> Vec<(&str, usize)> {
            shares(&articles, threads)
                .iter()
                .map(|share| (share.language.as_str(), share.articles.len()))
                .collect()
        };
        assert_eq!(count(1), [("en", 40), ("fr", 10)]);
        assert_eq!(count(2), [("en", 20), ("en", 20), ("fr", 10)]);
        assert_eq!(count(4).len(), 4);
        assert!(shares(&[], 4).is_empty());
    }
}
