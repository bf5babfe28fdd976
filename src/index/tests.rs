use super::{query::parse, *};
use crate::model::{
    document::{Document, Term, TermKind, Vocabulary, Wording},
    ticket::{Ticket, TicketState},
    time::Timestamp,
};

/// Words by their first four letters: stems enough for a test.
fn stem(word: &str) -> String {
    word.chars().take(4).collect()
}

fn asked(text: &str) -> Option<Vec<Asked>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    (!text.contains('@')).then(|| words.map(|word| Asked { stems: vec![stem(&word)], surface: word }).collect())
}

/// A corpus of texts, `|` between sentences.
fn corpus(tickets: Vec<(Ticket, &str)>) -> (Corpus, Documents) {
    let mut vocabulary = Vocabulary::default();
    let mut by_id = std::collections::BTreeMap::new();
    for (ticket, text) in &tickets {
        let mut words = vec![];
        for word in text.split(' ') {
            let kind = if word == "|" { TermKind::Break } else { TermKind::Content };
            words.push(vocabulary.terms.len() as u32);
            vocabulary.terms.push(Term { surface: word.to_owned(), stem: stem(word), kind });
        }
        by_id.insert(
            ticket.id.clone(),
            Document { wording: Wording::new("", text), language: "en", words, ..Document::default() },
        );
    }
    let corpus = Corpus::new(tickets.into_iter().map(|(ticket, _)| ticket).collect());
    let documents = corpus.tickets().iter().filter_map(|ticket| by_id.remove(&ticket.id)).collect();
    (corpus, Documents { documents, vocabulary, boilerplate: vec![] })
}

fn ticket(id: &str) -> Ticket {
    Ticket { id: id.to_owned(), ..Ticket::default() }
}

fn sample() -> (Corpus, Documents) {
    let day = |number: i64| Some(Timestamp::from_seconds(number * 86_400));
    corpus(vec![
        (
            Ticket { state: Some(TicketState::Open), created: day(20_000), ..ticket("T-1") },
            "the export fails since monday",
        ),
        (
            Ticket { product: Some("Rondo Pro".to_owned()), created: day(20_040), ..ticket("T-2") },
            "exporting an invoice is slow",
        ),
        (
            Ticket { category: vec!["Billing".to_owned(), "Export".to_owned()], ..ticket("T-3") },
            "log in fails | export again",
        ),
        (ticket("T-4"), "colour of the invoices"),
    ])
}

fn find(query: &str) -> Vec<String> {
    let (corpus, documents) = sample();
    let problems = [Some(ProblemId(1)), Some(ProblemId(1)), None, None];
    let words = |text: &str| asked(text).unwrap_or_default();
    let content = Content { corpus: &corpus, documents: &documents, problems: &problems, words: &words };
    let index = Index::in_memory(content).unwrap();
    let hits = index.search(&parse(query).unwrap(), &asked).unwrap();
    let mut ids: Vec<String> = hits.iter().map(|hit| corpus.tickets()[hit.ticket].id.clone()).collect();
    assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    ids.sort();
    ids
}

#[test]
fn words_phrases_beginnings_and_near_words_find_tickets() {
    for (query, ids) in [
        ("export", &["T-1", "T-2", "T-3"][..]),
        ("export fails", &["T-1", "T-3"]),
        ("export -monday", &["T-2", "T-3"]),
        ("NOT export", &["T-4"]),
        ("monday OR colour", &["T-1", "T-4"]),
        ("\"export fails\"", &["T-1"]),
        ("\"fails export\"", &[]),
        ("\"log in\"", &["T-3"]),
        ("invoi*", &["T-2", "T-4"]),
        ("color~", &["T-4"]),
        ("kolor~2", &["T-4"]),
        ("(colour OR slow) invoice", &["T-2", "T-4"]),
        ("T-3", &["T-3"]),
        ("nothing", &[]),
        ("!!!", &[]),
        ("a@b", &[]),
    ] {
        assert_eq!(find(query), ids, "{query}");
    }
}

#[test]
fn fields_let_tickets_through() {
    for (query, ids) in [
        ("status:open", &["T-1"][..]),
        ("product:pro", &["T-2"]),
        ("product:\"rondo pro\" export", &["T-2"]),
        ("category:billing", &["T-3"]),
        ("lang:en colour", &["T-4"]),
        ("lang:de", &[]),
        ("problem:P-1", &["T-1", "T-2"]),
        ("problem:none export", &["T-3"]),
        ("ticket:t-4", &["T-4"]),
        ("created:2024-10", &["T-1"]),
        ("created:2024-10-04..", &["T-1", "T-2"]),
        ("created:..2024-10-03", &[]),
        ("export NOT problem:P-1", &["T-3"]),
    ] {
        assert_eq!(find(query), ids, "{query}");
    }
}

#[test]
fn equal_tickets_stand_in_the_order_of_the_corpus() {
    let (corpus, documents) = corpus((0..50).map(|at| (ticket(&format!("T-{at}")), "the same words")).collect());
    let problems = vec![None; 50];
    let words = |text: &str| asked(text).unwrap_or_default();
    let content = Content { corpus: &corpus, documents: &documents, problems: &problems, words: &words };
    let hits = Index::in_memory(content).unwrap().search(&parse("same words").unwrap(), &asked).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.ticket).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
}

#[test]
fn an_index_is_taken_again_for_the_same_corpus_only() {
    let folder = tempfile::TempDir::new().unwrap();
    let (corpus, mut documents) = sample();
    let problems = vec![None; 4];
    let words = |text: &str| asked(text).unwrap_or_default();
    let open = |documents: &Documents| {
        let content = Content { corpus: &corpus, documents, problems: &problems, words: &words };
        let index = Index::in_folder(folder.path(), content).unwrap();
        (index.reused, index.search(&parse("export").unwrap(), &asked).unwrap())
    };
    let (first, found) = open(&documents);
    let (second, again) = open(&documents);
    assert_eq!((first, second, &found), (false, true, &again));
    let inside = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let largest = std::fs::read_dir(&inside)
        .unwrap()
        .map(|file| file.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "idx" || extension == "term"));
    std::fs::write(largest.unwrap(), "damaged").unwrap();
    let (mended, same) = open(&documents);
    assert_eq!((mended, &same), (false, &found));
    documents.documents[0].wording = Wording::new("", "something else");
    assert!(!open(&documents).0);
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let (corpus, documents) = sample();
    let words = |text: &str| asked(text).unwrap_or_default();
    let content = Content { corpus: &corpus, documents: &documents, problems: &[], words: &words };
    assert!(matches!(Index::in_folder(folder.path(), content), Err(IndexError::NotAnIndex { .. })));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
