//! `config.json` of a published model, and what sentence-transformers says beside it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::meaning::error::ModelError;

const FILE: &str = "config.json";

/// Most tokens of a text for a static table.
const MOST_TOKENS: usize = 512;

/// Modules of sentence-transformers that are computed here; vectors always get the length 1.
const MODULES: [&str; 3] = ["Transformer", "Pooling", "Normalize"];

/// What is put in front of texts, where the model's own files do not say it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prefixes {
    /// In front of queries.
    pub(crate) query: Option<String>,
    /// In front of passages.
    pub(crate) passage: Option<String>,
}

/// What a model is by its own account.
pub(super) struct Config {
    pub(super) name: String,
    pub(super) is_static: bool,
    pub(super) layers: usize,
    pub(super) heads: usize,
    pub(super) intermediate: usize,
    pub(super) max_tokens: usize,
    pub(super) first_position: usize,
    pub(super) epsilon: f32,
}

impl Config {
    /// Reads the configuration of the model in a folder.
    ///
    /// # Errors
    /// It is missing or damaged, or says that the model is of a kind not computed here.
    pub(super) fn read(folder: &Path) -> Result<Self, ModelError> {
        let path = folder.join(FILE);
        let config = read_json(&path)?;
        let unsupported = |reason: String| Err(ModelError::unsupported(&path, reason));
        let kind = config["model_type"].as_str().unwrap_or_default();
        let folder_name = folder.file_name().unwrap_or(folder.as_os_str());
        let name = config["_name_or_path"]
            .as_str()
            .filter(|name| !name.is_empty());
        let name = name.map_or_else(|| folder_name.to_string_lossy().into_owned(), str::to_owned);
        if kind == "model2vec" {
            return Ok(Self {
                name,
                is_static: true,
                layers: 0,
                heads: 0,
                intermediate: 0,
                max_tokens: MOST_TOKENS,
                first_position: 0,
                epsilon: 0.0,
            });
        }
        let is_roberta = matches!(kind, "xlm-roberta" | "roberta");
        if !is_roberta && kind != "bert" {
            return unsupported(format!(
                "model_type is `{kind}`; known are `bert`, `roberta`, `xlm-roberta` and `model2vec`"
            ));
        }
        let activation = config["hidden_act"].as_str().unwrap_or("gelu");
        if activation != "gelu" {
            return unsupported(format!("hidden_act is `{activation}`; known is `gelu`"));
        }
        let positions = config["position_embedding_type"]
            .as_str()
            .unwrap_or("absolute");
        if positions != "absolute" {
            return unsupported(format!(
                "position_embedding_type is `{positions}`; known is `absolute`"
            ));
        }
        refuse_other_modules(folder)?;
        refuse_other_pooling(folder)?;
        let number = |key: &str| {
            let number = config[key]
                .as_u64()
                .and_then(|number| usize::try_from(number).ok());
            let number = number.filter(|number| (1..=1_000_000).contains(number));
            number
                .ok_or_else(|| ModelError::damaged(&path, format!("`{key}` is missing or no size")))
        };
        // RoBERTa counts positions from behind the number of the padding.
        let padding = config["pad_token_id"].as_u64().unwrap_or(1);
        let first_position = match usize::try_from(padding) {
            Ok(padding) if is_roberta && padding < 100 => padding + 1,
            _ => 0,
        };
        let positions = number("max_position_embeddings")?;
        let wanted = read_json(&folder.join("sentence_bert_config.json"))
            .ok()
            .and_then(|config| usize::try_from(config["max_seq_length"].as_u64()?).ok());
        let max_tokens = positions.saturating_sub(first_position);
        #[allow(clippy::cast_possible_truncation)] // a small number
        let epsilon = config["layer_norm_eps"].as_f64().unwrap_or(1e-12) as f32;
        Ok(Self {
            name,
            is_static: false,
            layers: number("num_hidden_layers")?,
            heads: number("num_attention_heads")?,
            intermediate: number("intermediate_size")?,
            max_tokens: wanted.map_or(max_tokens, |wanted| wanted.max(8).min(max_tokens)),
            first_position,
            epsilon,
        })
    }
}

/// Refuses a model whose vectors pass through more than is computed here, by `modules.json` of
/// sentence-transformers; where there is none, the mean of the encoder is what is meant.
fn refuse_other_modules(folder: &Path) -> Result<(), ModelError> {
    let path = folder.join("modules.json");
    if !path.is_file() {
        return Ok(());
    }
    let modules = read_json(&path)?;
    for module in modules.as_array().into_iter().flatten() {
        let kind = module["type"].as_str().unwrap_or_default();
        let name = kind.rsplit('.').next().unwrap_or_default();
        if !MODULES.contains(&name) {
            let reason = format!(
                "its vectors pass through `{kind}`; known are {}",
                MODULES.map(|module| format!("`{module}`")).join(", ")
            );
            return Err(ModelError::unsupported(&path, reason));
        }
    }
    Ok(())
}

/// Refuses a model whose vectors are not the mean of its tokens' vectors.
fn refuse_other_pooling(folder: &Path) -> Result<(), ModelError> {
    let path = folder.join("1_Pooling").join(FILE);
    if !path.is_file() {
        return Ok(());
    }
    let pooling = read_json(&path)?;
    if pooling["pooling_mode_mean_tokens"].as_bool() == Some(false) {
        let reason = "its vectors are not the mean of its tokens' vectors, which alone is known";
        return Err(ModelError::unsupported(&path, reason));
    }
    Ok(())
}

/// Returns the prefixes that the model's own files name: its prompts, else its card.
pub(super) fn prefixes(folder: &Path) -> Prefixes {
    let prompts = read_json(&folder.join("config_sentence_transformers.json"));
    let prompts = prompts.map_or(Value::Null, |config| config["prompts"].clone());
    let prompt = |names: &[&str]| {
        let mut named = names.iter().filter_map(|name| prompts[name].as_str());
        named.next().map(str::to_owned)
    };
    let query = prompt(&["query"]);
    let passage = prompt(&["passage", "document"]);
    if query.is_some() || passage.is_some() {
        return Prefixes { query, passage };
    }
    let card = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    let says = |prefix: &str| card.contains(prefix).then(|| prefix.to_owned());
    match (says("query: "), says("passage: ")) {
        (Some(query), Some(passage)) => Prefixes {
            query: Some(query),
            passage: Some(passage),
        },
        _ => Prefixes::default(),
    }
}

/// Reads a file of JSON.
///
/// # Errors
/// It is missing or damaged.
pub(super) fn read_json(path: &Path) -> Result<Value, ModelError> {
    let bytes = fs::read(path).map_err(ModelError::io("read", path))?;
    serde_json::from_slice(&bytes).map_err(|error| ModelError::damaged(path, error.to_string()))
}
