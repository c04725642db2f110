//! How the address of a node of a cluster begins.

/// Makes sure that an address says by which protocol a node is asked.
///
/// # Errors
/// What is wrong with it. It is not shown: a password may stand in it.
pub(crate) fn check_address(url: &str) -> Result<(), String> {
    match ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
    {
        true => Ok(()),
        false => Err("begins with https:// or http://, such as https://node-1:9200".to_string()),
    }
}
