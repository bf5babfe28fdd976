//! What customers said of the answer: stars, numbers, words, faces → satisfaction from 0 to 1.

use super::values::folded;

/// The scale that a column of ratings is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    worst: f64,
    best: f64,
}

/// Scales in use, narrowest first: a rate, stars, net promoter score, percent, Freshdesk's -103…103
/// (its API documentation).
const SCALES: &[Scale] = &[
    Scale { worst: 0.0, best: 1.0 },
    Scale { worst: 1.0, best: 5.0 },
    Scale { worst: 0.0, best: 5.0 },
    Scale { worst: 0.0, best: 10.0 },
    Scale { worst: 0.0, best: 100.0 },
    Scale { worst: -103.0, best: 103.0 },
];

impl Scale {
    /// The scale that a header names: net promoter scores and questions whether somebody would recommend go from 0
    /// to 10, whatever range the answers happen to have.
    pub fn of_header(header: &str) -> Option<Self> {
        let header = folded(header);
        let asks = |words: &[&str]| words.iter().any(|word| header.contains(word));
        if asks(&["recommend", "empfehl", "recommand", "recomend", "consigli", "promoter"]) {
            return Some(SCALES[3]);
        }
        if header.split(|c: char| !c.is_alphanumeric()).any(|word| word == "nps") {
            return Some(SCALES[3]);
        }
        // German school marks go from one, very good, to six.
        if asks(&["schulnote"]) {
            return Some(Self { worst: 6.0, best: 1.0 });
        }
        asks(&["percent", "(%)", "prozent"]).then_some(SCALES[4])
    }

    /// The narrowest scale that holds the lowest and the highest number of a column. Stars when there is none:
    /// words only. A column of ones alone is stars, not rates.
    pub fn of(range: Option<(f64, f64)>) -> Self {
        let stars = SCALES[1];
        let Some((low, high)) = range else { return stars };
        if low >= 1.0 && high <= 5.0 {
            return stars;
        }
        SCALES.iter().copied().find(|scale| scale.worst <= low && high <= scale.best).unwrap_or(stars)
    }
}

/// Words of satisfaction and their place between 0 and 1.
#[rustfmt::skip]
const RATINGS: &[(f32, &[&str])] = &[
    (
        1.0,
        &[
            "good", "good with comment", "great", "amazing", "happy", "extremely happy", "very happy",
            "very satisfied", "satisfied", "excellent", "positive", "thumbs up", "👍", "😀", "😃", "🤩", "sehr gut",
            "gut", "bueno", "buena", "bom", "bon", "buono", "goed", "awesome", "promoter", "zufrieden", "sehr zufrieden",
            "satisfait", "très satisfait", "satisfecho", "muy satisfecho", "satisfeito", "muito satisfeito", "soddisfatto",
            "molto soddisfatto", "tevreden", "zeer tevreden", "zadowolony", "dobry", "хорошо", "отлично", "доволен", "iyi",
            "memnun", "bra", "nöjd", "godt", "tilfreds", "fornøyd", "hyvä", "tyytyväinen", "dobře", "spokojený", "満足", "良い",
            "满意", "非常满意", "만족", "매우 만족", "🙂", "😊", "😍", "😁", "😄", "🥰", "😎", "☺", "❤", "💚", "👏", "🟢", "✅", "満意", "とても満足", "大変満足", "やや満足", "좋음", "滿意", "好评", "удовлетворительно", "добре", "відмінно", "задоволений", "ممتاز", "جيد", "راض", "عالی", "خوب", "راضی", "מצוין", "טוב", "מרוצה", "çok memnun", "spokojen", "elégedett", "ικανοποιημένος", "καλό", "mulțumit", "hài lòng", "rất hài lòng", "พอใจ", "พึงพอใจ", "puas", "sangat puas", "संतुष्ट",
        ],
    ),
    (0.5, &["neutral", "okay", "ok", "average", "not bad", "mittel", "😐", "😑", "😶", "🟡", "passive", "どちらでもない", "ふつう", "中评", "нормально", "متوسط", "בינוני", "neutrální", "neutraali", "semleges", "ουδέτερο", "neutru", "bình thường", "ปานกลาง", "netral", "regular", "neutre", "neutro", "neutraal", "neutralny", "нейтрально", "普通", "一般", "보통",]),
    (
        0.0,
        &[
            "bad", "bad with comment", "terrible", "unhappy", "extremely unhappy", "very unhappy", "dissatisfied",
            "very dissatisfied", "poor", "negative", "thumbs down", "👎", "😠", "😡", "😞", "schlecht", "malo", "mala",
            "ruim", "mauvais", "cattivo", "slecht", "not good", "detractor", "unzufrieden", "sehr unzufrieden", "insatisfait",
            "très insatisfait", "insatisfecho", "muy insatisfecho", "insatisfeito", "insoddisfatto", "ontevreden",
            "niezadowolony", "zły", "плохо", "недоволен", "kötü", "dålig", "missnöjd", "dårligt", "utilfreds", "misfornøyd",
            "huono", "tyytymätön", "špatně", "nespokojený", "不満", "悪い", "不满意", "非常不满意", "불만족", "매우 불만족", "🙁", "😢", "☹", "😭", "🤬", "😤", "😒", "😩", "😟", "💔", "🔴", "❌", "やや不満", "非常に不満", "나쁨", "불만", "매우 불만", "不滿意", "差评", "ужасно", "погано", "незадоволений", "سيئ", "غير راض", "بد", "ناراضی", "גרוע", "לא מרוצה", "memnun değil", "nespokojen", "elégedetlen", "rossz", "δυσαρεστημένος", "κακό", "nemulțumit", "không hài lòng", "ไม่พอใจ", "tidak puas", "असंतुष्ट", "mécontent",
        ],
    ),
];

/// Words before the number of a rating.
const RATED: [&str; 3] = ["rated ", "rating: ", "score: "];

/// The number of a rating: `4`, `4/5`, `4 stars`, `★★★★☆`, `Rated 4 out of 5 stars`.
pub fn rating_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let begun = |start: &&str| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    let text = RATED.iter().find(|start| begun(start)).map_or(text, |start| text[start.len()..].trim_start());
    let stars = text.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if stars > 0 && text.chars().all(|c| matches!(c, '★' | '☆' | '⭐' | '\u{fe0f}' | ' ')) {
        return Some(stars as f64);
    }
    let number = text.split(['/', ' ']).next()?.trim_end_matches('%').replace(',', ".");
    let rest = text.trim_start_matches(|c: char| !(c.is_alphabetic() || c == '/')).to_lowercase();
    let known = rest.is_empty()
        || rest.starts_with('/')
        || rest.starts_with("star")
        || rest.starts_with("out of")
        || rest.starts_with("stern")
        || ["星", "点", "分", "점", "별"].iter().any(|unit| rest.starts_with(unit));
    if known { number.parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() <= 103.0) } else { None }
}

/// Whether a text reads as a rating.
pub fn is_rating(text: &str) -> bool {
    rating_number(text).is_some() || rating_word(text).is_some() || folded(text).ends_with("offered")
}

fn rating_word(text: &str) -> Option<f32> {
    // Which picture an emoji is drawn as, and in which colour, says nothing.
    let plain: String =
        text.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')).collect();
    let word = folded(&plain);
    RATINGS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(value, _)| *value)
}

/// Satisfaction from 0 (worst) to 1 (best).
pub fn satisfaction(text: &str, scale: Scale) -> Option<f32> {
    if let Some(value) = rating_word(text) {
        return Some(value);
    }
    let number = rating_number(text)?;
    Some((((number - scale.worst) / (scale.best - scale.worst)) as f32).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_of_every_scale_end_between_0_and_1() {
        let stars = Scale::of(Some((1.0, 5.0)));
        assert_eq!(satisfaction("1", stars), Some(0.0));
        assert_eq!(satisfaction("★★★☆☆", stars), Some(0.5));
        assert_eq!(satisfaction("5/5", stars), Some(1.0));
        assert_eq!(satisfaction("Rated 2 out of 5 stars", stars), Some(0.25));
        assert_eq!(satisfaction("Rated poorly", stars), None);
        assert_eq!(satisfaction("Good", stars), Some(1.0));
        assert_eq!(satisfaction("Not Offered", stars), None);
        assert_eq!(satisfaction("-103", Scale::of(Some((-103.0, 103.0)))), Some(0.0));
        assert_eq!(satisfaction("7", Scale::of(Some((2.0, 10.0)))), Some(0.7));
        assert_eq!((satisfaction("☹️", stars), satisfaction("👍🏽", stars)), (Some(0.0), Some(1.0)));
        let school = Scale::of_header("Schulnote").unwrap();
        assert_eq!((satisfaction("1", school), satisfaction("6", school)), (Some(1.0), Some(0.0)));
        assert_eq!(satisfaction("80%", Scale::of(Some((20.0, 95.0)))), Some(0.8));
    }
}
