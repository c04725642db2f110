//! Reads JSON from a stream, one element of a list at a time: an export may be larger than memory.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::content::json_error;

/// The most that one element may take, in bytes.
const MAX_ELEMENT_BYTES: usize = 16 * 1024 * 1024;

/// How many bytes are asked for at a time.
const BUFFER_BYTES: usize = 8 * 1024;

/// Why the rest of a file is not read.
#[derive(Debug)]
pub(crate) struct Stopped {
    pub(crate) line: u32,
    pub(crate) message: String,
}

/// Calls `each` with the elements of a list and their 1-based lines. The list is the whole
/// document, or stands in an object under one of `names`; an object without any is an element
/// itself. Documents may follow each other.
pub(crate) fn elements(
    content: &mut dyn BufRead,
    names: &[&str],
    each: &mut dyn FnMut(Value, u32) -> ControlFlow<()>,
) -> Result<(), Stopped> {
    let place = Rc::new(Place::default());
    let reader = Counting {
        inner: content,
        place: Rc::clone(&place),
        buffer: Vec::new(),
        at: 0,
    };
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    let mut is_done = false;
    loop {
        let document = Document {
            names,
            place: &place,
            each: &mut |value, line| {
                let flow = each(value, line);
                is_done |= flow.is_break();
                flow
            },
        };
        let read = document.deserialize(&mut deserializer);
        if is_done {
            return Ok(());
        }
        if let Err(error) = read {
            return Err(Stopped {
                line: place.line.get().saturating_add(1),
                message: json_error::message(&error),
            });
        }
        if deserializer.end().is_ok() {
            return Ok(());
        }
    }
}

/// How far the stream was read.
#[derive(Default)]
struct Place {
    /// Line ends so far.
    line: Cell<u32>,
    /// Bytes since the last element ended.
    bytes: Cell<usize>,
}

/// A reader that counts, and refuses an element that is too long.
struct Counting<'a> {
    inner: &'a mut dyn BufRead,
    place: Rc<Place>,
    buffer: Vec<u8>,
    at: usize,
}

impl Read for Counting<'_> {
    // The parser asks for one byte at a time, so that the count is that of the place it is at.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.buffer.len() {
            self.buffer.resize(BUFFER_BYTES, 0);
            let count = self.inner.read(&mut self.buffer)?;
            self.buffer.truncate(count);
            self.at = 0;
        }
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let count = rest.len().min(out.len());
        for (to, from) in out.iter_mut().zip(rest) {
            *to = *from;
            if *from == b'\n' {
                self.place.line.set(self.place.line.get().saturating_add(1));
            }
        }
        self.at += count;
        let bytes = self.place.bytes.get() + count;
        self.place.bytes.set(bytes);
        if bytes > MAX_ELEMENT_BYTES {
            let message = "an element is longer than 16 MiB; the rest is left out";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

/// A document: a list, or an object with one.
struct Document<'a, 'e> {
    names: &'a [&'a str],
    place: &'a Place,
    each: &'e mut dyn FnMut(Value, u32) -> ControlFlow<()>,
}

impl<'de> DeserializeSeed<'de> for Document<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list, or an object with a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        List {
            place: self.place,
            each: self.each,
        }
        .visit_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut list = List {
            place: self.place,
            each: self.each,
        };
        let line = list.line();
        // What stands before a list is kept until the list comes: it may be an element itself, and
        // is no longer than one. What follows a list is not kept.
        let mut alone = Some(Map::new());
        while let Some(key) = map.next_key::<String>()? {
            if self.names.contains(&key.as_str()) {
                alone = None;
                map.next_value_seed(List {
                    place: self.place,
                    each: list.each,
                })?;
            } else if let Some(object) = &mut alone {
                object.insert(key, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        match alone {
            Some(object) => list.element(Value::Object(object), line),
            None => Ok(()),
        }
    }
}

/// A list, or the only element of one.
struct List<'a, 'e> {
    place: &'a Place,
    each: &'e mut dyn FnMut(Value, u32) -> ControlFlow<()>,
}

impl List<'_, '_> {
    fn element<E: serde::de::Error>(&mut self, value: Value, line: u32) -> Result<(), E> {
        self.place.bytes.set(0);
        match (self.each)(value, line) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(E::custom("ended early")),
        }
    }

    fn line(&self) -> u32 {
        self.place.line.get().saturating_add(1)
    }
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(Element(value, line)) = seq.next_element_seed(ElementSeed(self.place))? {
            self.element(value, line)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        let line = self.line();
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.element(value, line)
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// An element and the line in which it begins.
struct Element(Value, u32);

struct ElementSeed<'a>(&'a Place);

impl<'de> DeserializeSeed<'de> for ElementSeed<'_> {
    type Value = Element;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Element, D::Error> {
        // Its first sign has been seen.
        let line = self.0.line.get().saturating_add(1);
        Ok(Element(Value::deserialize(deserializer)?, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements with their lines, and where and why reading stopped.
    type Read = (Vec<(String, u32)>, Option<(u32, String)>);

    fn read(json: &str, names: &[&str]) -> Read {
        let mut found = Vec::new();
        let mut content = json.as_bytes();
        let stopped = elements(&mut content, names, &mut |value, line| {
            found.push((value.to_string(), line));
            ControlFlow::Continue(())
        });
        (
            found,
            stopped.err().map(|stopped| (stopped.line, stopped.message)),
        )
    }

    #[test]
    fn elements_come_with_their_lines() {
        let expected = vec![("1".to_owned(), 2), ("{\"a\":2}".to_owned(), 3)];
        for json in [
            "[\n1,\n{\"a\":\n2}]",
            "{\"x\": [[]], \"all\": [\n1,\n{\"a\": 2}], \"y\": {}}",
            "{\"all\":\n[1]}\n{\"all\": {\"a\": 2}}",
        ] {
            assert_eq!(read(json, &["all"]), (expected.clone(), None), "{json}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_and_the_elements_before_are_kept() {
        let (found, stopped) = read("[1,\n\n2,\noops]", &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(stopped.unwrap().0, 4);
        let (found, stopped) = read(&format!("[1, {}", "[".repeat(100_000)), &[]);
        assert_eq!(
            (found.len(), stopped.unwrap().1.as_str()),
            (1, "recursion limit exceeded")
        );
        let long = format!("[1, \"{}\"]", "x".repeat(MAX_ELEMENT_BYTES));
        let (found, stopped) = read(&long, &[]);
        assert!(found.len() == 1 && stopped.unwrap().1.contains("16 MiB"));
    }
}
