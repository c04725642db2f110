//! A message of the protocol (JSON-RPC 2.0), and what is answered to it.
//!
//! Two generations of the protocol are spoken. Since 2026-07-28 each request names its version and
//! there is no session; before, `initialize` came first. A request tells by itself which one it is.

use serde_json::{Map, Value, json};

use super::tools::{self, Answers, Searched};

/// The version in which each request says its version.
pub(crate) const MODERN: &str = "2026-07-28";

/// The version that has batches.
pub(crate) const WITH_BATCHES: &str = "2025-03-26";

/// Versions that begin with `initialize`, newest first.
const LEGACY: [&str; 4] = ["2025-11-25", "2025-06-18", WITH_BATCHES, "2024-11-05"];

/// Where a request names its version.
const VERSION: &str = "io.modelcontextprotocol/protocolVersion";

/// Where a request says what its sender can do.
const CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";

/// Where a result names the server.
const SERVER_INFO: &str = "io.modelcontextprotocol/serverInfo";

/// How long lists may be kept, in milliseconds: an index lives for hours.
const KEEP: u64 = 60_000;

/// JSON-RPC: the message is no JSON.
const PARSE_ERROR: i64 = -32_700;
/// JSON-RPC: the message is no request.
pub(super) const INVALID_REQUEST: i64 = -32_600;
/// JSON-RPC: there is no such method.
pub(crate) const METHOD_NOT_FOUND: i64 = -32_601;
/// JSON-RPC: the parameters make no sense.
const INVALID_PARAMS: i64 = -32_602;
/// JSON-RPC: the server failed.
const INTERNAL_ERROR: i64 = -32_603;
/// The resource does not exist, as versions before 2026-07-28 say it.
const RESOURCE_NOT_FOUND: i64 = -32_002;
/// The headers of HTTP say something else than the message.
pub(crate) const HEADER_MISMATCH: i64 = -32_020;
/// The version is not spoken here.
const UNSUPPORTED_VERSION: i64 = -32_022;

/// A message that was understood as far as JSON-RPC goes.
#[derive(Debug)]
pub(crate) struct Message {
    /// Nothing for a notification, which is not answered.
    id: Option<Value>,
    /// What is asked.
    pub(crate) method: String,
    params: Map<String, Value>,
}

/// Why a method failed.
struct Failure {
    code: i64,
    message: String,
    data: Option<Value>,
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// It is none; the error is the answer.
    pub(super) fn of(message: Value) -> Result<Self, Value> {
        let invalid = |text: &str| error(&Value::Null, INVALID_REQUEST, text);
        let Value::Object(mut message) = message else {
            return Err(invalid("a message is one object"));
        };
        if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return Err(invalid("`jsonrpc` must be \"2.0\""));
        }
        let id = message.remove("id");
        if !matches!(id, None | Some(Value::String(_) | Value::Number(_))) {
            return Err(invalid("`id` must be a string or a number"));
        }
        let Some(Value::String(method)) = message.remove("method") else {
            return Err(invalid("`method` must be a string"));
        };
        let params = match message.remove("params") {
            None => Map::new(),
            Some(Value::Object(params)) => params,
            Some(_) => return Err(invalid("`params` must be an object")),
        };
        Ok(Self { id, method, params })
    }

    /// Returns the version that a request of the present generation names.
    pub(crate) fn version(&self) -> Option<&str> {
        self.params.get("_meta")?.get(VERSION)?.as_str()
    }

    /// Returns the version that an answer to this message agrees on: where it is the `initialize` with
    /// which a session begins.
    pub(super) fn begins(&self) -> Option<&'static str> {
        let begins = self.method == "initialize" && self.version().is_none();
        begins.then(|| self.negotiated())
    }

    /// Returns the refusal of a request of the present generation that does not say what each must:
    /// its version, and what its sender can do.
    pub(crate) fn incomplete(&self) -> Option<Value> {
        let meta = self.params.get("_meta");
        let says = |name: &str| meta.is_some_and(|meta| meta.get(name).is_some());
        let missing = [VERSION, CAPABILITIES]
            .into_iter()
            .find(|name| !says(name))?;
        let text = format!("`_meta` must have `{missing}`");
        self.id.as_ref().map(|id| error(id, INVALID_PARAMS, &text))
    }

    /// Returns what a request is about: the tool, or the address of the resource.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.method.as_str() {
            "tools/call" => self.params.get("name")?.as_str(),
            "resources/read" => self.params.get("uri")?.as_str(),
            _ => None,
        }
    }

    /// Returns an error as the answer to this message.
    pub(crate) fn refuse(&self, code: i64, text: &str) -> Value {
        error(self.id.as_ref().unwrap_or(&Value::Null), code, text)
    }

    /// Answers the message; notifications are not answered. `searched` is told about a search.
    pub(crate) fn answer(&self, from: &Answers<'_>, searched: &mut Searched<'_>) -> Option<Value> {
        let id = self.id.as_ref()?;
        if self.version().is_some()
            && let Some(refusal) = self.incomplete()
        {
            return Some(refusal);
        }
        let is_modern = self.version().is_some() || self.method == "server/discover";
        let result = match self.version() {
            Some(version) if version != MODERN => Err(Failure {
                code: UNSUPPORTED_VERSION,
                message: format!("version {version} is not supported"),
                data: Some(json!({"supported": versions(), "requested": version})),
            }),
            _ => self.result(from, is_modern, searched),
        };
        Some(match result {
            Ok(mut result) => {
                if is_modern {
                    self.mark(&mut result);
                }
                json!({"jsonrpc": "2.0", "id": id, "result": result})
            }
            Err(failure) => {
                let mut answer = error(id, failure.code, &failure.message);
                if let Some(data) = failure.data {
                    answer["error"]["data"] = data;
                }
                answer
            }
        })
    }

    /// Adds to a result what the present generation has in each.
    fn mark(&self, result: &mut Value) {
        result["resultType"] = json!("complete");
        result["_meta"][SERVER_INFO] = server_info();
        if self.method != "tools/call" {
            result["ttlMs"] = json!(KEEP);
            result["cacheScope"] = json!("public");
        }
    }

    fn result(
        &self,
        from: &Answers<'_>,
        is_modern: bool,
        searched: &mut Searched<'_>,
    ) -> Result<Value, Failure> {
        match self.method.as_str() {
            "server/discover" => Ok(json!({
                "supportedVersions": versions(),
                "capabilities": capabilities(),
                "serverInfo": server_info(),
                "instructions": tools::instructions(from.service),
            })),
            "initialize" if !is_modern => Ok(json!({
                "protocolVersion": self.negotiated(),
                "capabilities": capabilities(),
                "serverInfo": server_info(),
                "instructions": tools::instructions(from.service),
            })),
            "ping" if !is_modern => Ok(json!({})),
            "tools/list" => Ok(json!({"tools": tools::list()})),
            "tools/call" => self.call(from, searched),
            "resources/list" => Ok(json!({"resources": []})),
            "resources/templates/list" => Ok(json!({"resourceTemplates": tools::templates()})),
            "resources/read" => self.read(from, is_modern),
            other => Err(Failure {
                code: METHOD_NOT_FOUND,
                message: format!("there is no method {other}"),
                data: None,
            }),
        }
    }

    /// Returns the version that both sides speak: the one asked for, else the newest.
    fn negotiated(&self) -> &'static str {
        let asked = self.params.get("protocolVersion").and_then(Value::as_str);
        let known = LEGACY.into_iter().find(|known| asked == Some(known));
        known.unwrap_or(LEGACY[0])
    }

    fn call(&self, from: &Answers<'_>, searched: &mut Searched<'_>) -> Result<Value, Failure> {
        let name = self.name().unwrap_or_default();
        let arguments = match self.params.get("arguments") {
            None => Map::new(),
            Some(Value::Object(arguments)) => arguments.clone(),
            Some(_) => return Err(invalid_params("`arguments` must be an object")),
        };
        let Some(called) = tools::call(from, name, &arguments, searched) else {
            return Err(invalid_params(&format!("there is no tool {name}")));
        };
        Ok(match called {
            Ok(result) => json!({
                "content": [{"type": "text", "text": result.to_string()}],
                "structuredContent": result,
                "isError": false,
            }),
            // The assistant reads why, and can ask better.
            Err(reason) => json!({
                "content": [{"type": "text", "text": reason}],
                "isError": true,
            }),
        })
    }

    fn read(&self, from: &Answers<'_>, is_modern: bool) -> Result<Value, Failure> {
        let uri = self
            .name()
            .ok_or_else(|| invalid_params("`uri` is missing"))?;
        let found = tools::read(from, uri).map_err(|error| Failure {
            code: INTERNAL_ERROR,
            message: error.to_string(),
            data: None,
        })?;
        let Some(text) = found else {
            return Err(Failure {
                code: if is_modern {
                    INVALID_PARAMS
                } else {
                    RESOURCE_NOT_FOUND
                },
                message: "there is no such resource".to_owned(),
                data: Some(json!({"uri": uri})),
            });
        };
        let content = json!({"uri": uri, "mimeType": "text/markdown", "text": text});
        Ok(json!({"contents": [content]}))
    }
}

/// Reads JSON.
///
/// # Errors
/// It is none; the error is the answer.
pub(super) fn parsed(bytes: &[u8]) -> Result<Value, Value> {
    serde_json::from_slice(bytes)
        .map_err(|reason| error(&Value::Null, PARSE_ERROR, &format!("no JSON: {reason}")))
}

fn invalid_params(message: &str) -> Failure {
    Failure {
        code: INVALID_PARAMS,
        message: message.to_owned(),
        data: None,
    }
}

/// Makes the answer that a message failed.
pub(crate) fn error(id: &Value, code: i64, text: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": text}})
}

fn versions() -> Vec<&'static str> {
    [MODERN].into_iter().chain(LEGACY).collect()
}

fn capabilities() -> Value {
    json!({"tools": {}, "resources": {}})
}

fn server_info() -> Value {
    json!({"name": "faq", "version": env!("CARGO_PKG_VERSION")})
}
