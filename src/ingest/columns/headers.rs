//! What a column's name says it holds.
//!
//! Names are compared folded: NFKC, lower case, words split where the case changes, signs gone. A
//! name can lie; the values are asked after it ([`super::shapes`]).

use std::{collections::BTreeMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use super::{
    abbreviations::written_out, fields::Field, further::FURTHER, questions, registers::REGISTERS, synonyms::SYNONYMS,
    translations::TRANSLATIONS,
};

/// How sure a name is, from 0 to 1.
pub type Confidence = f32;

/// Words before a name that say nothing about it: `ticket status`, `fields.status`, `cf_status`.
#[rustfmt::skip]
const WRAPPERS: &[&str] = &[
    "ticket", "tickets", "issue", "issues", "case", "cases", "bug", "request", "incident", "conversation", "complaint",
    "review", "inquiry", "enquiry", "task", "fields", "field", "properties", "attributes", "data", "payload", "source",
    "custom", "cf", "u", "x", "hs", "record", "item", "row", "node", "object", "details", "survey", "inc", "tkt", "sr", "wo",
    "values", "property",
];

/// Parts of a key path that say nothing about its end: `payload.content.subject`. As words of other names they tell
/// something: `content type`.
#[rustfmt::skip]
const PATHS: &[&str] = &[
    "classification", "content", "contents", "dates", "doc", "docs", "document", "documents", "entity", "event", "events", "info",
    "information", "main", "meta", "metadata", "resource", "result", "results", "reviews", "timestamps",
];

/// What dropping a word of a name costs.
const WORD_COST: Confidence = 0.05;

/// Words after a name that say how it is written.
#[rustfmt::skip]
const TAILS: &[&str] = &["txt", "str", "string", "list", "dropdown", "plain", "raw", "c", "x", "y", "field", "pc"];

/// Words after the name of a date.
#[rustfmt::skip]
const DATE_TAILS: &[&str] = &[
    "date", "time", "dt", "ts", "timestamp", "datetime", "at", "on", "utc", "gmt", "local", "day", "datum", "am", "um", "zeit",
    "uhrzeit", "hora", "fecha", "le", "il", "em", "el", "epoch", "millis", "日時", "日", "时间",
];

/// Words after the name of a length of time.
const UNIT_TAILS: &[&str] =
    &["ms", "s", "sec", "secs", "seconds", "min", "mins", "minutes", "minuten", "h", "hr", "hrs", "hours", "stunden"];

/// Words between the words of a name, in Romance languages, that databases leave out: `data de abertura`, `data_abertura`.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "de", "do", "da", "dos", "das", "del", "della", "dello", "dell", "di", "du", "des", "d", "l", "la", "el", "le", "les", "los",
    "las", "il", "lo", "o", "al", "au",
];

/// Words for a ticket after what is told of it: `tipo_chamado`, `objet de la demande`.
#[rustfmt::skip]
const TICKETS: &[&str] = &[
    "chamado", "chamados", "ticket", "tickets", "solicitud", "solicitação", "caso", "incidencia", "incidente", "ocorrência",
    "pedido", "demande", "demandes", "incident", "requête", "richiesta", "segnalazione", "reclamo", "queja", "reclamação", "réclamation",
    "reclamación", "atendimento", "protocolo", "zgłoszenia", "problema", "problème",
];

/// Marks that forms put before a name or around it.
#[rustfmt::skip]
const MARKS: &[char] = &[
    '■', '□', '◆', '◇', '●', '○', '◎', '★', '☆', '▼', '▽', '▲', '△', '▶', '►', '▪', '•', '·', '※', '【', '】', '「', '」', '『', '』', '《',
    '》', '〈', '〉', '〔', '〕', '→', '✓', '➤',
];

/// Most forms of a name that are looked up.
const MOST_FORMS: usize = 40;

/// What a name inside `Custom field (…)` costs: vendors' own fields go before customers' fields.
const CUSTOM_FIELD_COST: Confidence = 0.1;

/// What the second of two equal names costs (`subject.1`).
const NUMBER_COST: Confidence = 0.15;

/// `Custom field (X)` in the languages of Jira, folded.
#[rustfmt::skip]
const CUSTOM_FIELD: &[&str] = &[
    "custom field", "custom fields", "campo personalizado", "benutzerdefiniertes feld", "benutzerdefinierte felder", "champ personnalisé", "champs personnalisés", "campo customizado",
    "campo personalizzato", "aangepast veld", "pole niestandardowe", "настраиваемое поле", "пользовательское поле", "özel alan", "anpassat fält",
    "brugertilpasset felt", "egendefinert felt", "mukautettu kenttä", "vlastní pole", "カスタム フィールド", "カスタムフィールド",
    "自定义字段", "사용자 정의 필드",
];

/// What Salesforce puts after the names of custom fields; its Data Loader writes capitals.
const CUSTOM_SUFFIXES: &[&str] = &["__c", "__C"];

/// Last parts of a key path that say "the parent's name": `status.name` is `status`.
const NAME_KEYS: &[&str] = &["name", "value", "display value", "label", "display name", "text", "title"];

/// Words that mark a copy of the text made by a program.
const DERIVED_WORDS: &[&str] = &[
    "clean",
    "cleaned",
    "cleaning",
    "preprocessed",
    "processed",
    "normalized",
    "normalised",
    "lemmatized",
    "tokenized",
    "tokens",
    "stemmed",
    "translated",
    "translation",
    "embedding",
    "filtered",
    "sanitized",
];

/// A name without its accidents: `TicketID`, `ticket_id` and `Ticket Id [txt]` fold to `ticket id`.
pub fn fold(name: &str) -> String {
    let plain: String = name.nfkc().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}')).collect();
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c)).replace(MARKS, " ");
    let plain = plain.replace("[]", "").replace("[first]", " first");
    let plain = CUSTOM_SUFFIXES.iter().find_map(|suffix| plain.strip_suffix(suffix)).unwrap_or(&plain);
    let mut split = String::with_capacity(plain.len() + 8);
    let letters: Vec<char> = plain.trim().chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| letters[at]), letters.get(at + 1));
        let hump = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || b.is_ascii_digit() || b.is_uppercase() && after.is_some_and(|a| a.is_lowercase())
            });
        if hump {
            split.push(' ');
        }
        match c {
            '_' | '-' | '.' | '/' | ':' | '?' | '*' | '"' | '\'' | '’' | '\\' | '@' | '¿' => split.push(' '),
            _ => split.extend(c.to_lowercase()),
        }
    }
    split.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded name without blanks and accents: the form that is compared, so that `TimetoResolution` is `time to
/// resolution` and `Prioritat` is `Priorität`.
pub fn squeeze(folded: &str) -> String {
    let bare = |c: char| !c.is_whitespace() && !('\u{300}'..='\u{36f}').contains(&c);
    if folded.is_ascii() {
        return folded.chars().filter(|c| bare(*c)).collect();
    }
    let plain = |c: char| match c {
        'ł' => 'l',
        'ø' => 'o',
        'ı' => 'i',
        'đ' => 'd',
        other => other,
    };
    folded
        .nfd()
        .filter(|c| bare(*c))
        .map(plain)
        .collect::<String>()
        .replace('ß', "ss")
        .replace('æ', "ae")
        .nfc()
        .collect()
}

/// The words of a folded name, each squeezed.
pub fn words(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(squeeze).collect()
}

static KNOWN: LazyLock<BTreeMap<String, Vec<(Field, Confidence)>>> = LazyLock::new(|| {
    let mut known: BTreeMap<String, Vec<(Field, Confidence)>> = BTreeMap::new();
    for (field, confidence, names) in SYNONYMS.iter().chain(TRANSLATIONS).chain(FURTHER).chain(REGISTERS) {
        for name in *names {
            let meanings = known.entry(squeeze(&fold(name))).or_default();
            if !meanings.iter().any(|(known, _)| known == field) {
                meanings.push((*field, *confidence));
            }
        }
    }
    // Whole names first: what is left of one without its particles may be another.
    let mut short: BTreeMap<String, Vec<(Field, Confidence)>> = BTreeMap::new();
    for (field, confidence, names) in SYNONYMS.iter().chain(TRANSLATIONS).chain(FURTHER).chain(REGISTERS) {
        for name in names.iter().filter_map(|name| without_particles(&fold(name))) {
            short.entry(squeeze(&name)).or_default().push((*field, *confidence));
        }
    }
    short.into_iter().for_each(|(name, meanings)| {
        known.entry(name).or_insert(meanings);
    });
    known
});

static TICKET_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| TICKETS.iter().map(|word| squeeze(word)).collect());

/// `tipo de` without its last word.
fn without_last_particles(folded: &str) -> &str {
    match folded.rsplit_once(' ') {
        Some((rest, last)) if PARTICLES.contains(&last) => without_last_particles(rest),
        _ => folded,
    }
}

/// A folded name without the particles between its words, where it has some.
fn without_particles(folded: &str) -> Option<String> {
    let words: Vec<&str> = folded.split(' ').collect();
    let inner = |at: usize| at > 0 && at + 1 < words.len();
    let kept: Vec<&str> =
        (0..words.len()).filter(|at| !(inner(*at) && PARTICLES.contains(&words[*at]))).map(|at| words[at]).collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

/// The column and the table of a name as Power BI and DAX write it: `'Support Tickets'[Created On]`. Words for the type of
/// a column stand in brackets after a blank.
fn of_a_table(name: &str) -> Option<(String, String)> {
    let (table, rest) = name.trim().split_once('[')?;
    let column = rest.strip_suffix(']')?;
    let plain = column.len() > 1 && column.chars().any(char::is_alphabetic) && !column.contains(['[', ']']);
    let hint = table.ends_with(char::is_whitespace) || matches!(column, "first" | "list" | "txt");
    (plain && !hint).then(|| (fold(table), fold(column)))
}

/// Whether some field goes by this name. A question is no name by itself: customers ask as well.
pub fn is_known(name: &str) -> bool {
    !questions::is_question(name) && !meanings(name).is_empty()
}

/// Whether this field is what a name means above all.
pub fn means(name: &str, field: Field) -> bool {
    meanings(name).first().is_some_and(|(first, _)| *first == field)
}

/// What a name can mean, each meaning once, with how sure it is.
pub fn meanings(name: &str) -> Vec<(Field, Confidence)> {
    let whole = fold(name);
    if whole.ends_with("first") && name.ends_with("[first]") {
        return vec![(Field::Body, FIRST_MESSAGE)];
    }
    let bare = without_hint(&whole);
    if let Some(derived) = derived(&bare) {
        return derived;
    }
    let long = written_out(&bare);
    let mut forms = vec![Form { words: whole, ..Form::default() }, Form { words: bare, ..Form::default() }];
    if let Some((table, column)) = of_a_table(name) {
        let one = table.trim_end_matches('s');
        let of_tickets = one.is_empty() || one.split(' ').any(|word| WRAPPERS.contains(&word));
        let kept = if of_tickets { Kept::All } else { Kept::OfOthers };
        forms = vec![
            Form { words: format!("{one} {column}"), ..Form::default() },
            Form { words: column, cost: WORD_COST, kept },
        ];
    }
    if let Some(end) = end_of_path(name) {
        forms.push(Form { words: fold(end), cost: WORD_COST, ..Form::default() });
    }
    let mut found = first_known(forms);
    if found.is_empty()
        && let Some(words) = long
    {
        found = first_known(vec![Form { words, cost: WORD_COST, ..Form::default() }]);
    }
    if found.is_empty() { questions::meanings(name) } else { found }
}

/// The meanings of the first of these forms, and of what is simpler, that has some.
fn first_known(mut forms: Vec<Form>) -> Vec<(Field, Confidence)> {
    let mut next = 0;
    while let Some(form) = forms.get(next).cloned() {
        let found = form.direct();
        if !found.is_empty() {
            return found;
        }
        for simpler in form.simpler() {
            if forms.len() < MOST_FORMS && !forms.contains(&simpler) {
                forms.push(simpler);
            }
        }
        next += 1;
    }
    vec![]
}

/// The end of a key path, from the first part on that says something.
fn end_of_path(name: &str) -> Option<&str> {
    let mut rest = name;
    while let Some((first, end)) = rest.split_once('.').filter(|(_, end)| !end.is_empty()) {
        let first = fold(first);
        if !PATHS.contains(&first.as_str()) && !WRAPPERS.contains(&first.as_str()) {
            break;
        }
        rest = end;
    }
    (rest.len() < name.len()).then_some(rest)
}

/// A simpler form of a name, and what may be believed of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Form {
    words: String,
    cost: Confidence,
    kept: Kept,
}

/// Which meanings survive what was dropped from the name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Kept {
    #[default]
    All,
    /// `created utc`: the word that was dropped is of dates.
    Dates,
    /// `handle time ms`: the word that was dropped is of lengths of time.
    Durations,
    /// `tag 3`: one of several; the second id is no id.
    Numbered,
    /// `customer status` is not the ticket's.
    OfCustomers,
    /// `Agents[Name]`: a column of another table.
    OfOthers,
    /// `tipo_chamado`: what is told of a ticket.
    OfTickets,
}

impl Kept {
    fn keeps(self, field: Field) -> bool {
        match self {
            Self::All => true,
            Self::Dates => matches!(field, Field::Created | Field::Updated | Field::Solved | Field::FirstResponse),
            Self::Durations => field == Field::Handle,
            Self::Numbered => !matches!(field, Field::Id | Field::InternalId | Field::CustomerId),
            Self::OfCustomers => matches!(field, Field::Body | Field::Satisfaction | Field::Language | Field::Channel),
            Self::OfOthers => !matches!(
                field,
                Field::Id | Field::InternalId | Field::CustomerId | Field::Subject | Field::CustomerEmail
            ),
            Self::OfTickets => matches!(
                field,
                Field::Id
                    | Field::Status
                    | Field::Priority
                    | Field::Kind
                    | Field::Category
                    | Field::Subcategory
                    | Field::Subject
                    | Field::Body
                    | Field::Created
                    | Field::Solved
                    | Field::Answer
                    | Field::Other
            ),
        }
    }
}

impl Form {
    fn direct(&self) -> Vec<(Field, Confidence)> {
        let known = KNOWN.get(&squeeze(&self.words)).map_or(&[][..], Vec::as_slice);
        let kept = known.iter().filter(|(field, _)| self.kept.keeps(*field));
        kept.map(|(field, confidence)| (*field, confidence - self.cost)).collect()
    }

    fn with(&self, words: &str, cost: Confidence, kept: Kept) -> Self {
        let kept = if kept == Kept::All { self.kept } else { kept };
        Self { words: words.trim().to_owned(), cost: self.cost + cost, kept }
    }

    /// The same name with one accident less, the likeliest first.
    fn simpler(&self) -> Vec<Self> {
        let words = self.words.as_str();
        let mut found = Vec::new();
        let mut add = |words: &str, cost, kept| {
            if words.chars().count() > 1 {
                found.push(self.with(words, cost, kept));
            }
        };
        if let Some(inner) = custom_field(words) {
            add(inner, CUSTOM_FIELD_COST, Kept::All);
        }
        if let Some(parent) =
            NAME_KEYS.iter().find_map(|key| words.strip_suffix(key)).filter(|rest| rest.ends_with(' '))
        {
            add(parent, 0.0, Kept::All);
        }
        if let Some((root, last)) = words.rsplit_once(' ') {
            if DATE_TAILS.contains(&last) {
                add(root, 0.0, Kept::Dates);
            }
            if UNIT_TAILS.contains(&last) {
                add(root.trim_end_matches(" in"), 0.0, Kept::Durations);
            }
            if TAILS.contains(&last) {
                add(root, WORD_COST, Kept::All);
            }
            if TICKET_WORDS.contains(&squeeze(last)) {
                add(without_last_particles(root), WORD_COST, Kept::OfTickets);
            }
        }
        if let Some(short) = without_particles(words) {
            add(&short, 0.0, Kept::All);
        }
        if let Some((first, rest)) = words.split_once(' ') {
            if WRAPPERS.contains(&first) {
                add(rest, WORD_COST, Kept::All);
            }
            if matches!(first, "customer" | "client" | "user") {
                add(rest, WORD_COST, Kept::OfCustomers);
            }
        }
        if let Some(root) = without_number(words) {
            let list = |field: Field| matches!(field, Field::Tags | Field::Category | Field::Subcategory);
            let listed = KNOWN.get(&squeeze(root)).is_some_and(|known| known.iter().any(|(field, _)| list(*field)));
            add(root, if listed { 0.0 } else { NUMBER_COST }, Kept::Numbered);
        }
        // Words that a language writes as one: `Ticketstatus`.
        if let Some(rest) = ["ticket", "vorgangs", "anfrage"].iter().find_map(|head| words.strip_prefix(head))
            && !rest.starts_with(' ')
            && rest.len() > 3
        {
            add(rest, WORD_COST, Kept::All);
        }
        found
    }
}

/// How sure the first message of a conversation is the text of its ticket.
const FIRST_MESSAGE: Confidence = 0.65;

fn derived(bare: &str) -> Option<Vec<(Field, Confidence)>> {
    let marked = bare.split(' ').count() > 1 && bare.split(' ').any(|word| DERIVED_WORDS.contains(&word));
    marked.then(|| vec![(Field::Derived, 0.9)])
}

/// Without a trailing `[list]`, `(in hrs)` or `(UTC)`.
pub fn without_hint(folded: &str) -> String {
    let mut bare = folded;
    for (open, close) in [('[', ']'), ('(', ')')] {
        if bare.ends_with(close)
            && let Some(at) = bare.rfind(open).filter(|at| *at > 0)
        {
            bare = bare[..at].trim_end();
        }
    }
    bare.to_owned()
}

fn custom_field(whole: &str) -> Option<&str> {
    let (outer, inner) = whole.split_once('(')?;
    CUSTOM_FIELD.contains(&outer.trim()).then(|| inner.split(')').next().unwrap_or(inner).trim())
}

/// `tag 3` and `labels 2` without their number.
fn without_number(bare: &str) -> Option<&str> {
    let root = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    (root.len() < bare.len() && !root.is_empty()).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_words() {
        for (name, folded) in [
            ("TicketID", "ticket id"),
            ("\u{feff}ticket_id", "ticket id"),
            ("HTMLUrl", "html url"),
            ("Sub-product", "sub product"),
            ("requester.email", "requester email"),
            ("labels[].name", "labels name"),
            ("Consumer disputed?", "consumer disputed"),
        ] {
            assert_eq!(fold(name), folded);
        }
    }

    #[test]
    fn the_meaning_survives_decoration() {
        let best = |name: &str| meanings(name).first().map(|(field, _)| *field);
        assert_eq!(best("Ticket Category [list]"), Some(Field::Category));
        assert_eq!(best("Created At (UTC)"), Some(Field::Created));
        assert_eq!(best("TimetoResolution"), best("Time to resolution"));
        assert_eq!(best("Custom field (Request Type)"), Some(Field::Kind));
        assert_eq!(best("status.name"), Some(Field::Status));
        assert_eq!(best("tag_7"), Some(Field::Tags));
        assert_eq!(best("TicketSubject"), Some(Field::Subject));
        assert_eq!(best("clean_review"), Some(Field::Derived));
        assert_eq!(best("CUST_NM"), Some(Field::CustomerName));
        assert_eq!(best("TKT_CRT_DT"), Some(Field::Created));
        assert_eq!((best("DT_CLSD"), best("PRTY_CD")), (Some(Field::Solved), Some(Field::Priority)));
        assert_eq!((best("CMPLNT_DESC"), best("SBJ_TXT")), (Some(Field::Body), Some(Field::Subject)));
        assert_eq!(best("comments[first]"), Some(Field::Body));
        assert_eq!(best("payload.content.subject"), Some(Field::Subject));
        assert_eq!(best("event.ticket.timestamps.created"), Some(Field::Created));
        assert_eq!(best("reviews.title"), Some(Field::Subject));
        assert_eq!(best("user.timestamps.created"), None);
        assert_eq!(best("Fecha de creación"), Some(Field::Created));
        for (name, field) in [
            ("ticket_created_at_utc", Field::Created),
            ("handle_time_ms", Field::Handle),
            ("Time spent in minutes", Field::Handle),
            ("datechanged", Field::Updated),
            ("issue.fields.summary", Field::Subject),
            ("data.attributes.description", Field::Body),
            ("cf_product_area", Field::Category),
            ("Product_Version__c", Field::Version),
            ("subject.1", Field::Subject),
            ("Ticketstatus", Field::Status),
            ("Prioritat", Field::Priority),
            ("created_dt", Field::Created),
            ("@timestamp", Field::Created),
            ("Custom field (Fehlerbeschreibung)", Field::Body),
            ("Benutzerdefiniertes Feld (Kategorie)", Field::Category),
            ("お問い合わせ内容", Field::Body),
            ("創建日期", Field::Created),
            ("접수일", Field::Created),
            ("Дата создания", Field::Created),
            ("Treść zgłoszenia", Field::Body),
            ("What could we do better?", Field::Body),
            ("customer_comment_text", Field::Body),
            ("tipo_chamado", Field::Kind),
            ("tipo_de_chamado", Field::Kind),
            ("descricao_do_problema", Field::Body),
            ("descripcion_problema", Field::Body),
            ("data_abertura", Field::Created),
            ("data_fechamento", Field::Solved),
            ("fecha_cierre", Field::Solved),
            ("date_cloture", Field::Solved),
            ("numero_chamado", Field::Id),
            ("numero_de_la_demande", Field::Id),
            ("objet_demande", Field::Subject),
            ("categoria_ticket", Field::Category),
            ("nome_cliente", Field::CustomerName),
            ("■お名前", Field::CustomerName),
            ("【お問い合わせ内容】", Field::Body),
            ("◆お問い合わせ内容（必須）", Field::Body),
            ("Tickets[ID]", Field::Id),
            ("'Support Tickets'[Created On]", Field::Created),
            ("'Support Tickets'[Subject]", Field::Subject),
            ("Fact Incident[Short Description]", Field::Subject),
            ("Customers[Name]", Field::CustomerName),
        ] {
            assert_eq!(best(name), Some(field), "{name}");
        }
        for name in [
            "favourite colour",
            "customer status",
            "user id 2",
            "assignee name 2",
            "parent ticket",
            "product description",
            "Agents[Name]",
            "Category[ID]",
        ] {
            let used = best(name).filter(|field| field.is_used() && *field != Field::CustomerId);
            assert_eq!(used, None, "{name}");
        }
    }
}
