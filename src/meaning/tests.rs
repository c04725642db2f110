//! Models from the folder to the vector, against an implementation that shares no line with this
//! one: `tests/meaning/make-tiny`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::compute::floats::dot;
use super::file::MODEL_FILE;
use super::{Bytes, Encoder, ModelError, Prefixes, import, open};
use crate::model::embedding::{Role, TextEncoder};

/// A sentence, and what a model makes of it.
#[derive(Deserialize)]
struct Expected {
    text: String,
    tokens: Vec<u32>,
    vector: Vec<f32>,
}

fn map(path: &Path) -> std::io::Result<Bytes> {
    Ok(Arc::new(fs::read(path)?))
}

/// Copies a tiny model into a folder of its own.
fn copy(name: &str) -> tempfile::TempDir {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/meaning/tiny")
        .join(name);
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(source).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

fn opened(folder: &Path) -> Result<Encoder, ModelError> {
    import(folder, &Prefixes::default(), &map)?;
    open(folder, &map)
}

/// Changes a file of JSON.
fn change(folder: &Path, file: &str, change: impl Fn(&mut serde_json::Value)) {
    let path = folder.join(file);
    let mut value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
}

#[test]
fn tokens_and_vectors_are_those_of_another_implementation() {
    for name in ["xlm-roberta", "bert", "static"] {
        let folder = copy(name);
        let model = opened(folder.path()).unwrap();
        let expected = fs::read(folder.path().join("expected.json")).unwrap();
        let expected: Vec<Expected> = serde_json::from_slice(&expected).unwrap();
        let texts: Vec<&str> = expected.iter().map(|one| one.text.as_str()).collect();
        let together = model.encode(&texts, Role::Query);
        for (one, vector) in expected.iter().zip(&together) {
            let text = &one.text;
            assert_eq!(
                model.tokens(text, Role::Query),
                one.tokens,
                "{name}: {text:?}"
            );
            let likeness = dot(vector, &one.vector);
            let is_zero = one.vector.iter().all(|value| *value == 0.0);
            assert!(likeness > 0.999 || is_zero, "{name}: {text:?} {likeness}");
            let alone = model.encode(&[text], Role::Query);
            assert_eq!(&alone[0], vector, "{name}: {text:?} among others");
        }
    }
}

#[test]
fn a_real_model_is_that_of_another_implementation() {
    let Some(folder) = std::env::var_os("FAQ_MODEL") else {
        eprintln!("skipped: FAQ_MODEL names no folder that tests/meaning/reference has prepared");
        return;
    };
    let folder = Path::new(&folder);
    if !folder.join(MODEL_FILE).is_file() {
        import(folder, &Prefixes::default(), &map).unwrap();
    }
    let model = open(folder, &map).unwrap();
    let expected = fs::read(folder.join("expected.json")).unwrap();
    let expected: Vec<Expected> = serde_json::from_slice(&expected).unwrap();
    for one in &expected {
        let text = &one.text;
        assert_eq!(model.tokens(text, Role::Query), one.tokens, "{text:?}");
        let likeness = dot(&model.encode(&[text], Role::Query)[0], &one.vector);
        assert!(likeness > 0.999, "{text:?} {likeness}");
    }
}

#[test]
fn pieces_are_matched_one_by_one() {
    for name in ["xlm-roberta", "bert", "static"] {
        let folder = copy(name);
        let model = opened(folder.path()).unwrap();
        let texts = [
            "the key is",
            "reset my password",
            "password where i change",
            "",
        ];
        let scores = model.match_pieces("change password", &texts);
        // Both pieces have themselves, whatever stands between them.
        assert!((scores[2] - 2.0).abs() < 1e-3, "{name}: {scores:?}");
        assert!(
            scores[1] > 0.99 && scores[1] < scores[2],
            "{name}: {scores:?}"
        );
        assert!(scores[0] < scores[1], "{name}: {scores:?}");
        assert_eq!(scores[3], 0.0, "{name}");
    }
}

#[test]
fn pieces_that_are_unknown_match_nothing() {
    for name in ["xlm-roberta", "bert", "static"] {
        let folder = copy(name);
        let model = opened(folder.path()).unwrap();
        let scores = model.match_pieces("key☃", &["key☂", "key"]);
        assert_eq!(scores[0], scores[1], "{name}");
        let scores = model.match_pieces("☃", &["☂", ""]);
        assert_eq!(scores, [0.0, 0.0], "{name}");
    }
}

#[test]
fn a_prefix_is_what_the_card_says_unless_an_option_does() {
    let folder = copy("xlm-roberta");
    let model = opened(folder.path()).unwrap();
    let description = model.description();
    let prefixes = (&*description.query_prefix, &*description.passage_prefix);
    assert_eq!(prefixes, ("query: ", "passage: "));
    let other = Prefixes {
        query: Some(String::new()),
        passage: None,
    };
    import(folder.path(), &other, &map).unwrap();
    let model = open(folder.path(), &map).unwrap();
    let description = model.description();
    let prefixes = (&*description.query_prefix, &*description.passage_prefix);
    assert_eq!(prefixes, ("", "passage: "));
}

#[test]
fn a_model_of_few_positions_keeps_to_them() {
    let folder = copy("bert");
    change(folder.path(), "config.json", |config| {
        config["max_position_embeddings"] = 6.into();
    });
    let settings = folder.path().join("sentence_bert_config.json");
    fs::write(settings, r#"{"max_seq_length": 4}"#).unwrap();
    let model = opened(folder.path()).unwrap();
    assert_eq!(model.description().max_tokens, 6);
    assert_eq!(model.tokens(&"a ".repeat(50), Role::Query).len(), 6);
}

#[test]
fn a_damaged_file_is_noticed() {
    let folder = copy("bert");
    assert!(opened(folder.path()).unwrap().verify().is_ok());
    let path = folder.path().join(MODEL_FILE);
    let whole = fs::read(&path).unwrap();
    for length in [0, 7, 15, 300, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = open(folder.path(), &map).err().expect("cut short");
        assert!(error.to_string().contains("model.faqm"), "{error}");
    }
    let mut flipped = whole.clone();
    let place = whole.len() - 100;
    flipped[place] ^= 1;
    fs::write(&path, flipped).unwrap();
    let error = open(folder.path(), &map).unwrap().verify().unwrap_err();
    assert!(error.to_string().contains("checksum"), "{error}");
}

#[test]
fn what_is_not_computed_here_is_said() {
    type Change = fn(&mut serde_json::Value);
    let cases: [(&str, Change, &str); 6] = [
        (
            "config.json",
            |v| v["model_type"] = "mpnet".into(),
            "`mpnet`",
        ),
        ("config.json", |v| v["hidden_act"] = "relu".into(), "`relu`"),
        (
            "config.json",
            |v| v["num_attention_heads"] = 5.into(),
            "5 heads",
        ),
        (
            "config.json",
            |v| v["num_hidden_layers"] = 3.into(),
            "layer.2",
        ),
        (
            "config.json",
            |v| v["intermediate_size"] = 65.into(),
            "layer0.widening",
        ),
        (
            "tokenizer.json",
            |v| v["model"]["type"] = "BPE".into(),
            "`BPE`",
        ),
    ];
    for (file, to, said) in cases {
        let folder = copy("bert");
        change(folder.path(), file, to);
        let error = opened(folder.path()).err().expect(said);
        assert!(error.to_string().contains(said), "{error}");
    }
    for (kind, is_known) in [("Normalize", true), ("Dense", false)] {
        let folder = copy("bert");
        let modules = format!(
            r#"[{{"type": "sentence_transformers.models.Transformer"}},
                {{"type": "sentence_transformers.models.{kind}"}}]"#
        );
        fs::write(folder.path().join("modules.json"), modules).unwrap();
        let error = opened(folder.path()).err().map(|error| error.to_string());
        assert_eq!(error.is_none(), is_known, "{error:?}");
        assert!(error.is_none_or(|error| error.contains("models.Dense`; known are")));
    }
    let folder = copy("bert");
    let error = open(folder.path(), &map).err().unwrap();
    assert!(error.to_string().contains("faq model import"), "{error}");
    fs::remove_file(folder.path().join("model.safetensors")).unwrap();
    let error = opened(folder.path()).err().unwrap();
    assert!(error.to_string().contains("model.safetensors"), "{error}");
}
