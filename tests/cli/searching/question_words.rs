//! Question words: which of two questions about one thing is meant.

use super::first_found::assert_first;

#[test]
fn a_question_word_tells_more_than_the_other_function_words() {
    assert_first(
        "es",
        &[
            "¿Es caro el transbordador?",
            "¿Dónde atraca el transbordador?",
            "¿Cuándo zarpa el transbordador?",
        ],
        &[
            (
                "donde es el transbordador",
                "¿Dónde atraca el transbordador?",
            ),
            (
                "cuándo es el transbordador",
                "¿Cuándo zarpa el transbordador?",
            ),
        ],
    );
    assert_first(
        "sv",
        &[
            "Hur stor är färjan?",
            "Var lägger färjan till?",
            "Vem styr färjan?",
        ],
        &[
            ("var är färjan", "Var lägger färjan till?"),
            ("vem är på färjan", "Vem styr färjan?"),
        ],
    );
    assert_first(
        "en",
        &[
            "How large is the ferry?",
            "When does the ferry leave?",
            "Who steers the ferry?",
            "Where does the ferry stop?",
        ],
        &[("when is the ferry", "When does the ferry leave?")],
    );
}
