//! What becomes of the written form: elision, apostrophes, exact forms.

use super::{searched, terms};

#[test]
fn elision_separates_particle_and_word() {
    for (language, text, expected) in [
        ("fr", "l’avion", vec!["0:l", "1:avion", "1:=avion"]),
        ("fr", "Qu'il", vec!["0:qu", "1:il", "1:=il"]),
        ("fr", "d\u{2BC}Azure", vec!["0:d", "1:azur", "1:=azure"]),
        ("fr", "jusqu'à", vec!["0:jusqu", "1:a", "1:=à"]),
        ("it", "dell’utente", vec!["0:dell", "1:utent", "1:=utente"]),
        ("ca", "l'ordre", vec!["0:l", "1:or", "1:=ordre"]),
    ] {
        assert_eq!(terms(language, text), expected, "{language} {text}");
    }
}

#[test]
fn words_with_an_apostrophe_of_their_own_stay_whole() {
    for word in ["aujourd'hui", "presqu’île", "quelqu'un"] {
        let whole = word.replace(['\'', '’'], "").replace('î', "i");
        assert!(searched("fr", word).contains(&whole), "{word}");
    }
    assert_eq!(terms("en", "don’t"), terms("en", "don't"));
    assert_eq!(terms("en", "don't"), ["0:dont", "0:=dont"]);
    assert_eq!(
        terms("en", "we'll user's"),
        ["0:we", "0:=we", "1:user", "1:=user"]
    );
}

#[test]
fn the_written_form_is_kept_where_stems_could_hide_it() {
    assert_eq!(
        terms("fr", "sécurité"),
        ["0:secur", "0:securit", "0:=sécurité"]
    );
    assert_eq!(
        terms("en", "2024 rs485"),
        ["0:2024", "1:rs485", "1:rs", "1:=rs", "2:485"]
    );
    // A word that no stemmer changes can still be met by others.
    assert_eq!(terms("en", "cat"), ["0:cat", "0:=cat"]);
}
