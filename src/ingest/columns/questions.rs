//! Names that are questions: survey tools put what was asked above the answers.

use super::{fields::Field, headers::Confidence};

/// Fewest words of a question: `Timely response?` names a flag.
const FEWEST_WORDS: usize = 3;

/// First words of questions and requests to write, with or without a question mark.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "what", "why", "how", "where", "when", "which", "please", "tell", "describe", "explain", "do", "did", "does", "would",
    "is", "are", "was", "were", "can", "could", "have", "has", "if", "any", "was", "wie", "warum", "weshalb", "welche",
    "welches", "welcher", "bitte", "möchten", "gibt", "haben", "hatten", "que", "qué", "cómo", "por", "cuál", "qu'est",
    "quel", "quelle", "quels", "quelles", "pourquoi", "comment", "avez", "o", "como", "qual", "quais", "come", "cosa", "che",
    "perché", "quale", "hoe", "wat", "waarom", "welke", "heeft", "co", "jak", "dlaczego", "czy", "что", "почему", "как",
    "какие", "ne", "neden", "nasıl", "vad", "varför", "hur", "hvad", "hvorfor", "hvordan", "hva", "mitä", "miksi", "miten",
    "proč", "jaké",
];

/// Words of questions whose answer is a number or a word of praise or blame.
#[rustfmt::skip]
const RATED: &[&str] = &[
    "recommend", "satisf", "how did we do", "how was your experience", "how was the service", "how would you rate", "how likely", "rate ", "rating", "how happy", "how easy", "empfehl", "zufried", "bewerten",
    "recommand", "recomend", "soddisf", "consigli", "tevred", "aanbevel", "poleci", "zadowol", "рекоменд", "удовлетвор",
    "öner", "memnun", "rekommend", "nöjd", "anbefal", "tilfreds", "suosit", "tyytyv", "doporuč", "spokoj", "おすすめ", "満足",
    "推荐", "满意", "추천", "만족",
];

/// Words of questions whose answer is one of a list: the category of what is wrong.
#[rustfmt::skip]
const SORTED: &[&str] = &[
    "what kind of", "which kind of", "what type of", "what sort of", "type of ", "kind of ", "category", "which area", "what area",
    "which topic", "what is it about", "what is this about", "what's this about", "what does it concern", "what is your question about",
    "is it about", "is this about", "welche art", "art der ", "art des ", "welcher bereich", "welchen bereich",
    "welches thema", "worum geht", "kategorie", "quel type", "quel genre", "de quel", "catégorie", "quel domaine", "qué tipo", "que tipo",
    "cuál es el tipo", "categoría", "qué área", "sobre qué", "qual tipo", "categoria", "qual área", "che tipo", "quale tipo", "quale area",
    "welk soort", "welke categorie", "wat voor", "jaki rodzaj", "jakiego rodzaju", "kategoria", "какой тип", "какого рода", "категори",
    "ne tür", "hangi konu", "kategori", "vilken typ", "hvilken type", "種類", "カテゴリ", "分類", "类型", "類型", "类别", "유형", "분류",
];

/// Words of questions that ask how pressing it is.
const PRESSING: &[&str] =
    &["urgent", "urgency", "priority", "dringend", "dringlich", "urgente", "pilne", "срочн", "緊急", "紧急", "긴급"];

/// Words of questions for the name of whoever fills in a form.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "your name", "your full name", "call you", "wie heißen sie", "ihr name", "ihren namen", "votre nom", "su nombre", "tu nombre", "seu nome",
    "suo nome", "tuo nome", "uw naam", "imię i nazwisko", "ваше имя", "お名前", "您的姓名", "성함",
];

/// How sure a question is the one whose answers are categories; the values have to be few.
const SORTING_QUESTION: Confidence = 0.7;

/// How sure a question asks for what it names.
const NAMING_QUESTION: Confidence = 0.8;

/// Words of questions that ask for what is wrong, which is what this program is for.
#[rustfmt::skip]
const CRITICAL: &[&str] = &[
    "improve", "better", "problem", "issue", "frustrat", "missing", "dislike", "wrong", "difficult", "change", "worst",
    "trouble", "complain", "not like", "reason for", "why did you", "verbesser", "besser", "fehlt", "gestört", "ärger", "améliorer",
    "mieux", "manque", "mejorar", "mejor", "melhor", "migliorar", "verbeter", "beter", "poprawi", "lepiej", "улучш", "geliştir",
    "förbättr", "bättre", "forbedre", "bedre", "paranta", "zlepšit", "改善", "改进", "개선",
];

/// How sure a question is the one whose answers are the tickets' texts.
const OPEN_QUESTION: Confidence = 0.6;

/// What a question gains that asks for what is wrong.
const ASKS_FOR_TROUBLE: Confidence = 0.1;

/// How sure a question is the one whose answers are ratings.
const RATED_QUESTION: Confidence = 0.75;

/// Whether a name is a question or a request to write.
pub fn is_question(name: &str) -> bool {
    let name = name.trim().trim_end_matches(['*', ':', ' ']);
    if name.ends_with('？') {
        return true;
    }
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let opens = || {
        words.first().is_some_and(|word| OPENERS.contains(&word.trim_start_matches(['¿', '"']).trim_end_matches(',')))
    };
    words.len() >= FEWEST_WORDS && (name.ends_with('?') || name.contains("? ") || opens() && words.len() > FEWEST_WORDS)
}

/// What the answers to a question can be; nothing when the name is none.
pub fn meanings(name: &str) -> Vec<(Field, Confidence)> {
    if !is_question(name) {
        return vec![];
    }
    let lower = name.to_lowercase();
    let about = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let gain = if about(CRITICAL) { ASKS_FOR_TROUBLE } else { 0.0 };
    let mut found = vec![(Field::Body, OPEN_QUESTION + gain)];
    if about(SORTED) {
        found.push((Field::Category, SORTING_QUESTION));
    }
    if about(PRESSING) {
        found.push((Field::Priority, SORTING_QUESTION));
    }
    if about(NAMES) {
        found.push((Field::CustomerName, NAMING_QUESTION));
    }
    if about(RATED) {
        found.push((Field::Satisfaction, RATED_QUESTION));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_from_a_name() {
        for name in [
            "What could we do better?",
            "Please tell us why you gave this score",
            "Wie können wir uns verbessern?",
            "¿Qué podemos mejorar?",
            "改善してほしい点は何ですか？",
            "How likely are you to recommend us to a friend? *",
        ] {
            assert!(is_question(name), "{name}");
        }
        for name in ["Timely response?", "Consumer disputed?", "What", "How to reproduce", "Description", "Do not call"]
        {
            assert!(!is_question(name), "{name}");
        }
    }

    #[test]
    fn a_question_for_one_of_a_list_may_be_the_category() {
        let can_be = |name: &str, field: Field| meanings(name).iter().any(|(known, _)| *known == field);
        for name in ["What kind of problem do you have?", "¿Qué tipo de problema tiene?", "Which area is it about?"] {
            assert!(can_be(name, Field::Category) && can_be(name, Field::Body), "{name}");
        }
        assert!(can_be("¿Qué tan urgente es?", Field::Priority));
        assert!(can_be("Hi there! What should we call you?", Field::CustomerName));
        assert!(!can_be("What could we do better?", Field::Category));
    }

    #[test]
    fn a_question_for_what_is_wrong_goes_before_others() {
        let body = |name: &str| meanings(name)[0].1;
        assert!(body("What could we do better?") > body("What do you like most about us?"));
        assert_eq!(meanings("How likely are you to recommend us?")[1].0, Field::Satisfaction);
    }
}
