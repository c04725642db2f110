//! Sizes of memory as people write them: `512M`, `2G`.

/// The least that a run can work with, in bytes.
const LEAST: u64 = 64 << 20;

/// Reads a size of memory, in bytes.
///
/// # Errors
/// It is none, or less than a run can work with. The error says what is expected.
pub(crate) fn parse_memory(text: &str) -> Result<u64, &'static str> {
    let text = text.trim();
    let units = [('M', 20_u32), ('G', 30)];
    let size = units.iter().find_map(|(unit, shift)| {
        let count = text.strip_suffix([*unit, unit.to_ascii_lowercase()])?;
        count.trim().parse::<u64>().ok()?.checked_mul(1 << shift)
    });
    size.filter(|size| *size >= LEAST)
        .ok_or("expected a size of at least 64M, such as \"512M\" or \"2G\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit_and_a_least() {
        assert_eq!(parse_memory("512M"), Ok(512 << 20));
        assert_eq!(parse_memory(" 2 g "), Ok(2 << 30));
        assert_eq!(parse_memory("64m"), Ok(64 << 20));
        for wrong in [
            "",
            "M",
            "512",
            "63M",
            "-1G",
            "1.5G",
            "1T",
            "99999999999999G",
        ] {
            assert!(parse_memory(wrong).is_err(), "{wrong}");
        }
    }
}
