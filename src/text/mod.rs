//! Floor 1: tickets → documents. Strips markup, quotes, greetings, signatures and boilerplate, masks
//! personal data, finds the language and the words.
//!
//! What comes out is the only form in which a customer's words may be shown or compared. It refuses to
//! leave a ticket without words that had some: a step on wording that would empty it is undone, a step on
//! safety never.

pub mod account;
mod address;
mod attachments;
mod banner;
mod boilerplate;
mod category;
mod checksum;
mod contact;
mod controls;
mod courtesy;
mod details;
mod dump;
mod fields;
mod framed;
mod greeting;
mod headline;
mod language;
mod letter;
mod letterhead;
mod lines;
mod markup;
mod mask;
mod names;
mod numbers;
mod quoted;
mod salutation;
#[cfg(test)]
mod sample;
mod sentences;
mod signature;
mod small_talk;
mod stopwords;
mod subject;
mod telling;
mod tokens;
mod transcript;
mod vernacular;
mod wiki;

use rayon::prelude::*;

use self::{
    boilerplate::Draft,
    category::Paths,
    controls::{has_words, one_line, tidy},
    language::{Evidence, FileLanguages},
    names::Names,
};
use crate::model::{
    corpus::Corpus,
    document::{Document, Documents, Wording},
    progress::{Progress, Stage},
    ticket::{PATH, Ticket},
};

/// Bytes of a raw message that are read: what stands behind is quotes and logs.
const RAW_BYTES: usize = 64 * 1024;

/// Characters of a body that are kept: some 350 words, more than the encoder reads.
const BODY_CHARS: usize = 2_000;

/// Characters of a title that are kept.
const TITLE_CHARS: usize = 300;

/// Tickets told to the listener at once.
const TOLD: usize = 256;

/// What a step does to a text.
enum Does {
    /// Without knowing any other text.
    Alone(fn(&str) -> String),
    /// Knowing who speaks in the chats of the corpus.
    Knowing(fn(&str, &Speakers) -> String),
}

/// One step on a message.
struct Step {
    name: &'static str,
    does: Does,
    /// Whether it is undone when it leaves no word: a message of nothing but "Thanks" stays "Thanks". What makes text
    /// safe to show is never undone.
    on_wording: bool,
}

const fn safety(name: &'static str, does: fn(&str) -> String) -> Step {
    Step { name, does: Does::Alone(does), on_wording: false }
}

const fn wording(name: &'static str, does: fn(&str) -> String) -> Step {
    Step { name, does: Does::Alone(does), on_wording: true }
}

/// The step that takes out personal data by its form.
const MASK: &str = "mask";

/// The steps on a message, in order. A chat in which the customer says nothing has no message. Masking comes after names
/// went with greetings and signatures; the names that columns tell are masked last.
const STEPS: &[Step] = &[
    safety("controls", controls::plain),
    safety("markup", markup::strip),
    safety("space", tidy),
    Step { name: "transcript", does: Does::Knowing(transcript::drop_other_side), on_wording: false },
    // A chat whose lines begin with the time looks like a log.
    wording("log", dump::shorten),
    wording("quoted", quoted::drop_quotes),
    wording("mail banner", banner::drop_banner),
    wording("letterhead", letterhead::drop_letterhead),
    wording("form fields", fields::one_a_line),
    wording("attachments", attachments::drop_named_files),
    wording("signature", signature::drop_signature),
    wording("greeting", greeting::drop_greeting),
    safety(MASK, mask::mask),
    safety("space", tidy),
    wording("contact card", contact::drop_card),
];

/// What is masked.
enum Masking<'a> {
    /// Personal data by its form, and these names.
    All(&'a Names),
    /// Nothing.
    Nothing,
}

impl Masking<'_> {
    fn names(&self, text: &str) -> String {
        match self {
            Self::All(names) => names.mask(text),
            Self::Nothing => text.to_owned(),
        }
    }

    fn form(&self, text: &str) -> String {
        match self {
            Self::All(_) => mask::mask(text),
            Self::Nothing => text.to_owned(),
        }
    }

    fn skips(&self, step: &Step) -> bool {
        matches!(self, Self::Nothing) && step.name == MASK
    }
}

/// Masks a text of a user's own as the texts of a corpus are masked.
pub struct Masker(Names);

impl Masker {
    /// Gathers the names that the corpus tells.
    pub fn of(corpus: &Corpus) -> Self {
        Self(Names::of(corpus.tickets()))
    }

    /// Puts placeholders in the place of personal data.
    pub fn mask(&self, text: &str) -> String {
        self.0.mask(&mask::mask(&controls::plain(text)))
    }
}

pub use self::{account::placeholders, small_talk::is_small_talk, tokens::asked, transcript::Speakers};

/// The texts as customers wrote them, in the corpus' order: cleaned and not masked, for who asked to see them.
pub fn as_written(corpus: &Corpus) -> Vec<Document> {
    let paths = Paths::of(corpus.tickets());
    let speakers = Speakers::of(corpus.tickets());
    let written = |ticket: &Ticket| {
        let draft = draft(ticket, &paths, &speakers, &Masking::Nothing);
        Document { wording: wording_of(&draft), ..Document::default() }
    };
    corpus.tickets().par_iter().map(written).collect()
}

/// Cleans a corpus. Documents stand in the corpus' order; the same corpus gives the same documents,
/// whatever the number of threads.
pub fn clean(corpus: &Corpus, progress: &dyn Progress) -> Documents {
    let tickets = corpus.tickets();
    progress.start(Stage::Clean, tickets.len() as u64);
    let names = Names::of(tickets);
    let paths = Paths::of(tickets);
    let speakers = Speakers::of(tickets);
    let mut drafts: Vec<Draft> = tickets
        .par_chunks(TOLD)
        .flat_map_iter(|chunk| {
            progress.advance(chunk.len() as u64);
            chunk.iter().map(|ticket| draft(ticket, &paths, &speakers, &Masking::All(&names))).collect::<Vec<_>>()
        })
        .collect();

    let details = details::learn(&drafts);
    let learnt = boilerplate::learn(&drafts, |line| details.tells(line));
    let gone: Vec<String> = drafts.par_iter_mut().flat_map_iter(|draft| details.remove(draft)).collect();
    let removed: Vec<String> = drafts
        .par_iter_mut()
        .flat_map_iter(|draft| {
            let mut removed = vec![];
            if !learnt.is_empty() {
                learnt.remove(draft, &mut removed);
            }
            removed
        })
        .collect();
    let fixed = lines::learn(&drafts);
    let lines: Vec<String> = drafts.par_iter_mut().flat_map_iter(|draft| fixed.remove(draft)).collect();
    let silent = headline::silent(&drafts);
    let titles: Vec<String> = drafts.par_iter_mut().filter_map(|draft| silent.remove(draft)).collect();
    let mut boilerplate = [
        details::Details::account(gone),
        learnt.account(removed),
        fixed.account(lines),
        headline::Silent::account(titles),
    ]
    .concat();
    boilerplate.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.text.cmp(&b.text)));

    let languages = languages(tickets, &drafts);
    let mut documents: Vec<Document> = drafts
        .into_par_iter()
        .zip(languages)
        .map(|(draft, language)| {
            let wording = wording_of(&draft);
            let small_talk = !draft.from_category && is_small_talk(wording.text());
            Document { wording, language, words: vec![], from_category: draft.from_category, small_talk }
        })
        .collect();
    let vocabulary = tokens::intern(&mut documents);
    progress.finish();
    Documents { documents, vocabulary, boilerplate }
}

/// A ticket before the corpus' boilerplate is known.
fn draft(ticket: &Ticket, paths: &Paths, speakers: &Speakers, masking: &Masking<'_>) -> Draft {
    let (subject, body) = letter::parts(&ticket.subject, &ticket.body);
    let body = masking.names(&clean_body(body, speakers, masking, &mut |_, _, _| {}));
    let title = masking.names(&clean_title(subject, has_words(&body), masking));
    if !ticket.has_own_text() || !has_words(&title) && !has_words(&body) {
        let category = controls::plain(&paths.shared(ticket).join(PATH));
        let category = masking.names(&one_line(&masking.form(&category)));
        if has_words(&category) {
            return Draft { title: category, body: String::new(), from_category: true };
        }
    }
    // Beside a subject, a message of thanks alone may go.
    let says_something = has_words(&body)
        && !(has_words(&title) && (signature::is_only_courtesy(&body) || greeting::is_salutation(&body)));
    let body = if says_something { body } else { String::new() };
    Draft { title, body, from_category: false }
}

/// The steps on a message; `told` hears of each what stood before and after it.
fn clean_body(
    raw: &str,
    speakers: &Speakers,
    masking: &Masking<'_>,
    told: &mut dyn FnMut(&Step, &str, &str),
) -> String {
    let mut text = head(raw, RAW_BYTES).to_owned();
    for step in STEPS.iter().filter(|step| !masking.skips(step)) {
        let after = match step.does {
            Does::Alone(does) => does(&text),
            Does::Knowing(does) => does(&text, speakers),
        };
        if !step.on_wording || has_words(&after) || !has_words(&text) {
            told(step, &text, &after);
            text = after;
        }
    }
    text
}

fn clean_title(raw: &str, has_body: bool, masking: &Masking<'_>) -> String {
    let plain = dump::shorten(&markup::strip(&controls::plain(head(raw, RAW_BYTES))));
    let title = subject::clean_subject(&plain, has_body);
    let without_greeting = greeting::drop_greeting(&title);
    one_line(&masking.form(&without_greeting))
}

/// The language of each ticket: its own when certain, else the export's, else its file's.
fn languages(tickets: &[Ticket], drafts: &[Draft]) -> Vec<&'static str> {
    let evidence: Vec<Evidence> =
        drafts.par_iter().map(|draft| language::detect(&format!("{}\n{}", draft.title, draft.body))).collect();
    let mut files: std::collections::BTreeMap<usize, Vec<Evidence>> = std::collections::BTreeMap::new();
    for (ticket, one) in tickets.iter().zip(&evidence) {
        files.entry(ticket.origin.file).or_default().push(*one);
    }
    let files: std::collections::BTreeMap<usize, FileLanguages> = files
        .into_iter()
        .map(|(file, evidence)| {
            let by_text = FileLanguages::of(evidence.into_iter());
            let all = || FileLanguages::together(&together(tickets, drafts, file));
            (file, if by_text.is_open() { by_text.with(all()) } else { by_text })
        })
        .collect();
    tickets
        .iter()
        .zip(evidence)
        .map(|(ticket, one)| {
            let stated = ticket.language.as_deref().and_then(language::stated);
            files.get(&ticket.origin.file).map_or(language::UNKNOWN, |file| file.decide(one, stated))
        })
        .collect()
}

/// The different texts of a file in a row, as many as a detector needs.
fn together(tickets: &[Ticket], drafts: &[Draft], file: usize) -> String {
    let own = tickets.iter().zip(drafts).filter(|(ticket, _)| ticket.origin.file == file);
    let texts: std::collections::BTreeSet<&str> =
        own.flat_map(|(_, draft)| [draft.title.as_str(), draft.body.as_str()]).collect();
    texts.into_iter().take(TOLD).collect::<Vec<_>>().join("\n")
}

/// The start of a text, at most so many bytes, whole characters.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What is kept of a cleaned ticket.
fn wording_of(draft: &Draft) -> Wording {
    Wording::new(cut(&draft.title, TITLE_CHARS), cut(&draft.body, BODY_CHARS))
}

/// Cuts a text at a sentence's end, else at a word's end.
fn cut(text: &str, chars: usize) -> &str {
    let Some((limit, _)) = text.char_indices().nth(chars) else { return text };
    let sentence =
        sentences::spans(&text[..limit]).iter().rev().nth(1).map(|range| range.end).filter(|end| *end > limit / 2);
    let word = text[..limit].rfind(char::is_whitespace);
    &text[..sentence.or(word).unwrap_or(limit)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::progress::Silent;

    fn ticket(id: &str, subject: &str, body: &str) -> Ticket {
        Ticket { id: id.to_owned(), subject: subject.to_owned(), body: body.to_owned(), ..Ticket::default() }
    }

    fn one(subject: &str, body: &str) -> Document {
        clean(&Corpus::new(vec![ticket("1", subject, body)]), &Silent).documents.remove(0)
    }

    #[test]
    fn a_letter_becomes_what_the_customer_says() {
        let letter = "<p>Dear Support Team,</p><p>I hope you are well. The export of invoice #12345 fails since 2025-03-01. \
                      Write to jane@x.example.</p><p>Thank you for your help.</p><p>Best regards,<br>Jane Doe</p>";
        let document = one("Re: [#99] Export fails", letter);
        assert_eq!(document.title(), "Export fails");
        assert_eq!(document.body(), "The export of invoice <id> fails since <date>. Write to <email>.");
        assert_eq!(document.language, "en");
        assert!(!document.words.is_empty());
    }

    #[test]
    fn a_ticket_that_had_text_keeps_some() {
        assert_eq!(
            one("", "```\nlet a = 1;\nlet b = 2;\nlet c = 3;\nlet d = 4;\n```").body(),
            "let a = 1;\nlet b = 2;\nlet c = 3;\nlet d = 4;"
        );
        assert_eq!(one("", "From: a\nSent: b\nTo: c").body(), "From: a\nSent: b\nTo: c");
        assert_eq!(one("", "Thanks").body(), "Thanks");
        assert_eq!(one("Re:", "Hi").text(), "Hi");
        assert_eq!(one("Help", "").title(), "Help");
        assert_eq!(one("Printer", "Hi team,\nBest regards").text(), "Printer");
    }

    #[test]
    fn a_ticket_without_text_is_called_by_its_category() {
        let empty = Ticket {
            id: "1".to_owned(),
            category: vec!["Hardware".to_owned(), "Printer".to_owned()],
            ..Ticket::default()
        };
        let document = clean(&Corpus::new(vec![empty]), &Silent).documents.remove(0);
        assert_eq!((document.title(), document.body()), ("Hardware > Printer", ""));
        assert!(one("", " ").is_empty());
    }

    #[test]
    fn long_bodies_are_cut_at_a_sentence() {
        let document = one("", &"The export fails again. ".repeat(300));
        assert!(document.body().chars().count() <= BODY_CHARS);
        assert!(document.body().ends_with('.'));
    }

    #[test]
    fn documents_do_not_depend_on_the_number_of_threads() {
        let tickets: Vec<Ticket> = (0..600)
            .map(|n| {
                ticket(
                    &n.to_string(),
                    &format!("Subject {n}"),
                    &format!("Hi, thing {n} broke. System configuration\nvalue {}", n % 7),
                )
            })
            .collect();
        let corpus = Corpus::new(tickets);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let documents = pool.install(|| clean(&corpus, &Silent));
            (documents.documents, documents.vocabulary.terms, documents.boilerplate)
        };
        assert_eq!(with(1), with(5));
    }

    proptest! {
        #[test]
        fn hostile_text_is_cleaned_without_a_panic(parts in proptest::collection::vec(prop_oneof![
            "\\PC{0,12}", Just("<div>".to_owned()), Just("</blockquote><br".to_owned()), Just("```\n".to_owned()), Just("> ".to_owned()),
            Just("\n".to_owned()), Just("{code}".to_owned()), Just("\u{1b}[31m\u{202e}".to_owned()), Just("Hi İ,".to_owned()),
            Just("Best regards\n".to_owned()), Just("a@b.co".to_owned()), Just("[x](".to_owned()), Just("4111 1111 1111 1111".to_owned()),
        ], 0..12)) {
            let text = parts.concat();
            let document = one(&text, &text);
            let shown = document.text();
            prop_assert!(!shown.contains("4111 1111") && !shown.contains("a@b.co") && !shown.contains('\u{202e}'), "{}", shown);
        }
    }

    #[test]
    fn short_questions_pass_unchanged() {
        for text in ["How do I locate my card?", "what's the weather", "Is there a fee for topping up?"] {
            assert_eq!(one("", text).body(), text);
        }
    }
}
