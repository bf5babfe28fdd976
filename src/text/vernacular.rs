//! Languages as people type them on a phone: Hindi and Urdu in Latin letters, Indonesian and Tagalog with short forms.
//!
//! The detectors know none of them so and take them for English, where the model gathers what is of one language and
//! not of one problem. In app reviews they are a large part.

use std::{collections::BTreeSet, sync::LazyLock};

/// Words that these languages have and the large European ones have not, by ISO 639-1 code. Short ones that are words
/// elsewhere too ("se", "main", "ko", "di") are left out; the few that remain ("hai", "ada") decide nothing alone.
const WORDS: &[(&str, &str)] = &[
    (
        "hi",
        "aaega aaj aap aapka aapke aapki aaya aaye aayega aayi abhi accha acha achha achi agar agr apka apke \
         apki apko apna apne apni aur ayega bahut bakwas bataiye batao bataye bhai bhejo bhi bhut bohot bola \
         bolo bolta bolte btao chaheye chahie chahiye chahta chahte chahye chaiye chal chalta dedo dena dene \
         deta dete deti dijiye dikh dikha diya diye galat gaya gaye gayi gya gye haan hai hain hamara hamare \
         hamari hame hamko hoga hona hoon hota hoti hu hua hue hui humara hume humein humko hun huye inka iska \
         iske iski isko isliye isme isse jab jaega jata jati jaye jayega jeeta jiska jisme jita jyada kaam kab \
         kaha kahan kaisa kaise kare karega karein karenge kariye karke karna karne karo karta karte karti karu \
         karun karwana kaun kaunsa kesa kese kharab khrab kijiye kitna kitne kitni kiya koi kon konsa krdo \
         krenge krke krna krne kro krta krte krwana kuch kya kyo kyon kyu kyuki kyun kyunki laga lagana lagta \
         lagti lekin lena lene liya liye magar maine matlab mein melga mene mera mere meri mila mile milega \
         milegi milta milti mujhe mujhko nahe nahi nahin nai nhe nhi nhin ni nikal nikalna paisa paise parso \
         pata pehle pese phir puchna raha rahe rahi rakha rha rhe rhi rkha rupay rupaye saath sab sahi sakta \
         sakte samajh shuru sirf tak thi thik thoda tk unka unki unko uske uski usko usme wala wale wali wapas \
         yaar yeh zyada",
    ),
    (
        "id",
        "ada adalah agar aja akun aplikasi aplikasinya atau bagus baru belum bisa buat dapat dari dengan dong \
         gak ini itu jadi jangan jelek juga kalau kalo karena kenapa lagi masuk mau mohon ngga nggak pada \
         saja sangat saya sih sudah supaya susah tapi terus tidak tolong uang udah untuk yang yg",
    ),
    (
        "tl",
        "ang bakit dahil hindi kahit kasi kayo kung lagi maayos mga muna nag naman nasa ninyo nito niyo nyo \
         pala palagi pls sana talaga tapos wala walang yung",
    ),
];

/// Words of theirs that other languages have as well: beside one of the others two count as one.
const BESIDE: &[(&str, &[&str])] = &[(
    "hi",
    &[
        "aa", "bas", "de", "ek", "h", "hi", "ho", "ja", "jo", "ka", "kar", "ke", "ki", "ko", "kr", "le", "mai", "me",
        "pe", "par", "pr", "se", "tha", "to", "wo", "ye",
    ],
)];

/// Different words of a language that a text must hold, …
const FEWEST: f64 = 3.0;

/// … two where their share is so high, …
const FEWEST_OF_SHORT: (f64, f64) = (2.0, 0.4);

/// … and their share of all its words: of prose in such a language it is 0.3 and more.
const SHARE: f64 = 0.15;

/// The language that the words of `lower` speak for.
pub fn language(lower: &str) -> Option<&'static str> {
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known: BTreeSet<(usize, &str)> =
        words().flat_map(|word| languages_of(word).map(move |at| (at, word))).collect();
    let different = |of: usize| known.iter().filter(|(at, _)| *at == of).count();
    let (most, at) = (0..WORDS.len()).map(|at| (different(at), at)).max()?;
    let code = WORDS[at].0;
    let beside = BESIDE.iter().filter(|(of, _)| *of == code && most > 0).flat_map(|(_, own)| own.iter());
    let beside = beside.filter(|own| words().any(|word| word == **own)).count();
    let most = most as f64 + beside as f64 / 2.0;
    let share = most / words().count().max(1) as f64;
    let (short, share_of_short) = FEWEST_OF_SHORT;
    (most >= FEWEST && share >= SHARE || most >= short && share >= share_of_short).then_some(code)
}

/// Whether `word` is one by which its language is known: grammar, most of them, and so no keyword.
pub fn is_common(language: &str, word: &str) -> bool {
    languages_of(word).any(|at| WORDS[at].0 == language)
}

/// Texts of a corpus from which a language is spoken in it: where people mix two, half of its texts are taken for the
/// other's.
const SPOKEN: usize = 20;

/// The languages of this kind that a corpus speaks, whose texts are of `languages`.
pub fn spoken(languages: impl Iterator<Item = &'static str> + Clone) -> Vec<&'static str> {
    let often = |code: &&'static str| languages.clone().filter(|language| language == code).count() >= SPOKEN;
    WORDS.iter().map(|(code, _)| *code).filter(often).collect()
}

/// The places in [`WORDS`] of the languages that have a word.
fn languages_of(word: &str) -> impl Iterator<Item = usize> {
    static KNOWN: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
        let of = |(at, (_, own)): (usize, &(&str, &'static str))| own.split(' ').map(move |word| (word, at));
        let mut known: Vec<_> = WORDS.iter().enumerate().flat_map(of).collect();
        known.sort_unstable();
        known
    });
    let from = KNOWN.partition_point(|(known, _)| *known < word);
    KNOWN[from..].iter().take_while(move |(known, _)| *known == word).map(|(_, at)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_spelling_is_known() {
        for (text, code) in [
            ("ye app tikh hai per isme online lecture main students teachers se connect nhi kar pate", Some("hi")),
            ("bahut bakwas app hai", Some("hi")),
            ("login nahi ho raha", Some("hi")),
            ("23 april ka payment nahi aaya", Some("hi")),
            ("match me money kyu nhi aaya", Some("hi")),
            ("me puede ayudar, no se de que se trata, ya no hay nada", None),
            ("aplikasinya gak bisa dibuka, tolong diperbaiki", Some("id")),
            ("hindi ako maka login kahit tama naman yung password, palagi nalang error", Some("tl")),
            ("live class will be in Hindi but notes are in English", None),
            ("bakwas", None),
            ("the app does not open since the update", None),
            ("Was ist das für ein Hai in der App?", None),
            ("ich kann mich nicht anmelden, die App stürzt ab", None),
            ("di mana lang es la mia casa di Roma", None),
            ("Il n'y a pas de son dans la vidéo", None),
            ("", None),
        ] {
            assert_eq!(language(text), code, "{text}");
        }
    }
}
