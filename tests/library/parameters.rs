//! docs/ranking.md lists every ranking parameter with its value.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use faq::parts::RankingParameters;

/// Reads the rows of the table of parameters: values by name.
fn documented() -> BTreeMap<String, f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ranking.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| parameter | value |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut values = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, name, value, reason, _] = cells[..] else {
            panic!("not three cells: {row}");
        };
        assert!(!reason.is_empty(), "no reason: {row}");
        let value: f32 = value.parse().expect(row);
        let name = name.trim_matches('`').to_owned();
        assert_eq!(values.insert(name, value.into()), None, "twice: {row}");
    }
    values
}

#[test]
fn the_table_of_parameters_is_complete_and_true() {
    let values: BTreeMap<String, f64> = RankingParameters::default().list().into_iter().collect();
    assert_eq!(documented(), values);
}
