//! Runs to terms: which terms a word, a compound or an unspaced run gets, and
//! at which position.

use std::mem;
use std::ops::Range;

use super::EXACT_PREFIX;
use super::chars::{Class, classify};
use super::normalize::nfkc::normalize;
use super::profile::{Orthography, Profile};
use super::scripts::cjk::{self, Unit};
use super::scripts::japanese_verbs;
use super::scripts::kana;
use super::scripts::korean;
use super::scripts::korean_verbs;
use super::scripts::thai;
use super::scripts::unspaced::word_ends;
use super::segment::{Run, RunKind};
use super::token::{Form, Token, Tokens};
use super::words::compound::{self, Glue, Part};
use super::words::elision::{has_enclitics, is_elided, is_enclitic, is_proclitic};
use super::words::names;
use super::words::numbers;

/// The longest word that is kept in one piece, in bytes. Longer ones are cut:
/// long terms cost much and nobody types them.
const MAX_WORD: usize = 250;

/// Writes the terms of one text.
pub(crate) struct Emitter<'a> {
    text: &'a str,
    profile: &'a Profile,
    out: &'a mut Tokens,
    position: u32,
    word: u32,
}

impl<'a> Emitter<'a> {
    pub(crate) fn new(text: &'a str, profile: &'a Profile, out: &'a mut Tokens) -> Self {
        Self {
            text,
            profile,
            out,
            position: 0,
            word: 0,
        }
    }

    /// Adds the terms of one run.
    pub(crate) fn run(&mut self, run: Run) {
        let range = run.from..run.to;
        match run.kind {
            RunKind::Word => {
                self.part(range.clone(), range);
                self.word += 1;
            }
            RunKind::Compound => self.compound(range),
            RunKind::Cjk => self.cjk(range),
            RunKind::SoutheastAsian => self.southeast_asian(&range),
            RunKind::Hangul => self.hangul(&range),
            RunKind::Symbol => {
                self.push(self.slice(&range), Form::Compound, range);
                self.advance();
            }
        }
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn advance(&mut self) {
        self.position += 1;
        self.word += 1;
    }

    fn token(&self, form: Form, cover: &Range<usize>) -> Token {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Token {
            start: 0,
            end: 0,
            from: offset(cover.start),
            to: offset(cover.end),
            position: self.position,
            word: self.word,
            form,
        }
    }

    fn push(&mut self, term: &str, form: Form, cover: Range<usize>) {
        let token = self.token(form, &cover);
        self.out.push(term, token);
    }

    /// Adds a word that takes one position, or several if it is too long for one term.
    fn part(&mut self, core: Range<usize>, cover: Range<usize>) {
        if core.len() <= MAX_WORD {
            self.terms(core, &cover, false);
            self.position += 1;
            return;
        }
        let mut from = core.start;
        while from < core.end {
            let to = piece_end(self.text, from, core.end);
            let start = if from == core.start {
                cover.start
            } else {
                from
            };
            let end = if to == core.end { cover.end } else { to };
            self.terms(from..to, &(start..end), false);
            self.position += 1;
            from = to;
        }
    }

    /// Adds the terms of a compound as one word, at the position of its first part.
    ///
    /// A name with dots or ampersands is also one word without them: `nodejs`, `att`.
    fn compound_term(&mut self, range: Range<usize>) {
        if range.len() > MAX_WORD {
            return;
        }
        self.terms(range.clone(), &range, true);
        if let Some(joined) = names::joined(self.slice(&range)) {
            let token = self.token(Form::Compound, &range);
            self.out.push_word(&joined, true, token, self.profile);
        }
    }

    fn terms(&mut self, core: Range<usize>, cover: &Range<usize>, is_compound: bool) {
        let token = self.token(Form::Stem, cover);
        self.out
            .push_word(self.slice(&core), is_compound, token, self.profile);
    }

    fn compound(&mut self, range: Range<usize>) {
        let mut parts = mem::take(&mut self.out.scratch.parts);
        compound::split(self.text, range, self.profile, &mut parts);
        let mut rest = parts.as_slice();
        while let [particle, after @ ..] = rest
            && let Some(next) = after.first()
            && self.is_particle(particle, next)
        {
            let normal = self.normal(&particle.core);
            self.push(&normal, Form::Stem, particle.outer.clone());
            self.advance();
            rest = after;
        }
        let (rest, enclitics) = self.without_enclitics(rest);
        self.joined(rest, Glue::Hyphen);
        self.word += 1;
        for word in enclitics {
            self.part(word.core.clone(), word.outer.clone());
            self.word += 1;
        }
        self.out.scratch.parts = parts;
    }

    fn is_particle(&self, particle: &Part, next: &Part) -> bool {
        let written = self.slice(&particle.core);
        match next.glue {
            Glue::Sign => self.follows_apostrophe(next) && is_elided(written, self.profile),
            Glue::Hyphen => is_proclitic(written, self.profile),
            Glue::Change => false,
        }
    }

    /// Divides the parts of a compound into the word and the enclitics at its end.
    fn without_enclitics<'p>(&self, parts: &'p [Part]) -> (&'p [Part], &'p [Part]) {
        let is_one = |part: &&Part| {
            part.glue == Glue::Hyphen && is_enclitic(self.slice(&part.core), self.profile)
        };
        let Some(rest) = parts.get(1..) else {
            return (parts, &[]);
        };
        let hosts = parts.len() - rest.iter().rev().take_while(is_one).count();
        let (hosts, enclitics) = parts.split_at(hosts);
        match hosts.last() {
            Some(host) if has_enclitics(self.slice(&host.core), self.profile) => (hosts, enclitics),
            _ => (parts, &[]),
        }
    }

    fn follows_apostrophe(&self, part: &Part) -> bool {
        let before = self.text.get(..part.outer.start);
        before
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| classify(c) == Class::Apostrophe)
    }

    /// Adds a compound and, level by level, its parts: loosest joints first.
    fn joined(&mut self, parts: &[Part], glue: Glue) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return;
        };
        let divides = parts.iter().skip(1).any(|part| part.glue == glue);
        let named = glue == Glue::Sign && (first.named || last.named);
        if divides || named {
            self.compound_term(first.outer.start..last.outer.end);
        }
        let whole = self.slice(&(first.outer.start..last.outer.end));
        let is_grouped = divides && glue == Glue::Sign && numbers::is_divided_by_thousands(whole);
        for group in parts.chunk_by(|_, next| next.glue < glue) {
            match glue {
                Glue::Hyphen => self.joined(group, Glue::Sign),
                // `000` of `10.000` is no number.
                Glue::Sign if is_grouped && self.is_zeros(group) => self.position += 1,
                Glue::Sign => self.joined(group, Glue::Change),
                Glue::Change => {
                    for part in group {
                        if let Some(number) = numbers::number_in(self.text, part.core.start) {
                            self.compound_term(number);
                        }
                        self.part(part.core.clone(), part.outer.clone());
                    }
                }
            }
        }
    }

    /// Returns whether a group of digits has nothing but zeros.
    fn is_zeros(&self, group: &[Part]) -> bool {
        let mut digits = group.iter().flat_map(|part| self.slice(&part.core).bytes());
        digits.all(|digit| digit == b'0')
    }

    fn normal(&self, range: &Range<usize>) -> String {
        let mut normal = String::new();
        normalize(self.slice(range), self.profile, &mut normal);
        normal
    }

    fn cjk(&mut self, range: Range<usize>) {
        let mut scratch = mem::take(&mut self.out.scratch);
        let run = self.slice(&range);
        cjk::units(
            run,
            range.start,
            self.profile,
            &mut scratch.text,
            &mut scratch.units,
        );
        word_ends(&scratch.text, &mut scratch.ends);
        let normal = scratch.text.as_str();
        let mut ends = scratch.ends.iter().copied().peekable();
        let mut word_end = 0;
        for (index, unit) in scratch.units.iter().enumerate() {
            let rest = scratch.units.get(index..).unwrap_or_default();
            let begins_word = unit.text.start >= word_end;
            if begins_word {
                if index > 0 {
                    self.word += 1;
                }
                while ends.next_if(|&end| end <= unit.text.start).is_some() {}
                let limit = ends
                    .peek()
                    .copied()
                    .unwrap_or(normal.len())
                    .min(unit.text.start + MAX_WORD);
                let units = rest.partition_point(|unit| unit.text.end <= limit).max(1);
                if let Some(last) = rest.get(units - 1) {
                    word_end = last.text.end;
                    let word = normal.get(unit.text.start..word_end).unwrap_or_default();
                    self.cjk_word(word, unit.source.start..last.source.end);
                }
            }
            if self.profile.orthography == Orthography::Japanese {
                let word_end = if begins_word { word_end } else { 0 };
                self.japanese_verb(normal, rest, word_end);
            }
            if let Some(next) = rest.get(1) {
                let pair = normal
                    .get(unit.text.start..next.text.end)
                    .unwrap_or_default();
                self.push(pair, Form::Bigram, unit.source.start..next.source.end);
            }
            let single = normal.get(unit.text.clone()).unwrap_or_default();
            if single != "ー" {
                self.push(single, Form::Unigram, unit.source.clone());
            }
            self.position += 1;
        }
        self.word += 1;
        self.out.scratch = scratch;
    }

    /// Adds the dictionary forms of a verb or adjective that begins with the first of some units,
    /// whatever the segmenter made of it. They stand for the word that ends at `word_end`, too.
    fn japanese_verb(&mut self, normal: &str, units: &[Unit], word_end: usize) {
        let Some(first) = units.first() else { return };
        let (before, text) = normal.split_at(first.text.start);
        let found = japanese_verbs::lemmas(before.chars().next_back(), text);
        let end = word_end.max(first.text.start + found.length);
        let count = units.partition_point(|unit| unit.text.end <= end).max(1);
        let Some(last) = units.get(count - 1) else {
            return;
        };
        for word in &found.words {
            self.push(word, Form::Stem, first.source.start..last.source.end);
        }
    }

    /// Adds the terms of a word of Han and kana.
    fn cjk_word(&mut self, word: &str, cover: Range<usize>) {
        self.push(&kana::without_long_marks(word), Form::Stem, cover.clone());
        match self.profile.orthography {
            Orthography::Japanese => {
                if let Some(variant) = kana::variant(word) {
                    self.push(&variant, Form::Stem, cover);
                }
            }
            Orthography::Chinese => {
                let written = self.normal(&cover);
                if written != word {
                    self.push(&format!("{EXACT_PREFIX}{written}"), Form::Exact, cover);
                }
            }
            _ => {}
        }
    }

    fn southeast_asian(&mut self, range: &Range<usize>) {
        let mut scratch = mem::take(&mut self.out.scratch);
        let written = self.slice(range);
        let is_mended = thai::may_be_mended(written);
        scratch.mended.clear();
        if is_mended {
            thai::mend(written, &mut scratch.text, &mut scratch.mended);
        }
        let run = if is_mended { &scratch.text } else { written };
        word_ends(run, &mut scratch.ends);
        let mut from = 0;
        for &end in &scratch.ends {
            while from < end {
                let to = piece_end(run, from, end);
                let mut normal = String::new();
                let word = run.get(from..to).unwrap_or_default();
                normalize(word, self.profile, &mut normal);
                let source = thai::source_of(&(from..to), &scratch.mended);
                let cover = range.start + source.start..range.start + source.end;
                self.push(&normal, Form::Stem, cover);
                self.advance();
                from = to;
            }
        }
        self.out.scratch = scratch;
    }

    fn hangul(&mut self, range: &Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let to = piece_end(self.text, from, range.end);
            let normal = self.normal(&(from..to));
            self.push(&normal, Form::Stem, from..to);
            for noun in korean::nouns(&normal) {
                self.push(noun, Form::Stem, from..to);
            }
            for verb in korean_verbs::lemmas(&normal) {
                self.push(&verb, Form::Stem, from..to);
            }
            self.push(&format!("{EXACT_PREFIX}{normal}"), Form::Exact, from..to);
            let starts: Vec<usize> = normal.char_indices().map(|(at, _)| at).collect();
            if starts.len() >= 3 {
                let ends = starts.iter().skip(2).copied().chain([normal.len()]);
                for (start, end) in starts.iter().copied().zip(ends) {
                    let pair = normal.get(start..end).unwrap_or_default();
                    self.push(pair, Form::Bigram, from..to);
                }
            }
            self.advance();
            from = to;
        }
    }
}

/// Returns where a piece of at most [`MAX_WORD`] bytes from `from` ends, on a character boundary.
fn piece_end(text: &str, from: usize, end: usize) -> usize {
    if end - from <= MAX_WORD {
        return end;
    }
    // A character has four bytes at most, so the piece is never empty.
    (from + MAX_WORD - 3..=from + MAX_WORD)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(end)
}
