//! Mails that programs wrote: out-of-office notes, confirmations of receipt, bounces.

use crate::ingest::{table::Table, values};

/// Longest subject that is looked at, in bytes.
const LONGEST_SUBJECT: usize = 300;

/// How much of a text is looked at, in bytes: notes of absence are short.
const LOOKED_AT: usize = 1_000;

/// Headers (or columns of their names, squeezed) that only programs set, with the beginnings of their values.
const HEADERS: &[(&str, &[&str])] = &[
    ("autosubmitted", &["auto-replied", "auto-generated", "auto-notified"]),
    ("xautoreply", &["yes", "true", "1"]),
    ("xautorespond", &[]),
    ("xautoreplyfrom", &[]),
    ("xfailedrecipients", &[]),
    ("precedence", &["auto_reply", "auto-reply", "junk"]),
    ("contenttype", &["multipart/report"]),
    ("isautoreply", &["true", "1", "yes"]),
    ("isautoresponse", &["true", "1", "yes"]),
    ("isbounce", &["true", "1", "yes"]),
];

/// What mail programs put before the subject that they answer, or as the whole subject; lower case. With a colon or
/// nothing behind it.
const ANSWERS: &[&str] = &[
    "automatic reply",
    "automatic response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "out of office",
    "out of the office",
    "out of office autoreply",
    "out of office reply",
    "vacation reply",
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesenheitsnachricht",
    "abwesend",
    "abwesenheit",
    "automatische abwesenheitsnotiz",
    "respuesta automática",
    "respuesta automatica",
    "fuera de la oficina",
    "fuera de oficina",
    "resposta automática",
    "resposta automatica",
    "fora do escritório",
    "ausência temporária",
    "réponse automatique",
    "reponse automatique",
    "absence du bureau",
    "message d'absence",
    "risposta automatica",
    "fuori sede",
    "fuori ufficio",
    "assente dall'ufficio",
    "automatisch antwoord",
    "afwezigheidsbericht",
    "afwezig",
    "автоматический ответ",
    "автоответ",
    "odpowiedź automatyczna",
    "automatická odpověď",
    "autosvar",
    "automatisk svar",
    "automatiskt svar",
    "automaattinen vastaus",
    "otomatik yanıt",
    "自動応答",
    "自动回复",
    "自動回覆",
    "자동 회신",
];

/// What people write in a note of absence, and nobody who complains about one; lower case.
const ABSENCES: &[&str] = &[
    "i am out of the office",
    "i am out of office",
    "i'm out of the office",
    "i’m out of the office",
    "i am currently out of",
    "i'm currently out of",
    "i will be out of the office",
    "currently out of the office",
    "i am away",
    "i am currently away",
    "i am on leave",
    "i am on vacation",
    "i'm on vacation",
    "i am on holiday",
    "on annual leave",
    "on parental leave",
    "erkrankt",
    "krankgeschrieben",
    "in elternzeit",
    "meine vertretung",
    "vertreten mich",
    "vertritt mich",
    "im urlaub",
    "de baja médica",
    "baja por",
    "de férias",
    "licença médica",
    "on maternity leave",
    "limited access to my e",
    "limited access to e",
    "no access to my e",
    "will respond upon my return",
    "will reply upon my return",
    "when i return",
    "upon my return",
    "i will be back",
    "i will return",
    "returning on",
    "back in the office on",
    "this is an automated response",
    "this is an automatic reply",
    "this is an automated reply",
    "this is an auto-generated",
    "nicht im büro",
    "nicht im hause",
    "nicht im haus",
    "außer haus",
    "bin ich wieder",
    "wieder erreichbar",
    "wieder im büro",
    "im urlaub",
    "ich bin derzeit nicht",
    "ich bin abwesend",
    "fuera de la oficina hasta",
    "estoy de vacaciones",
    "estaré de vuelta",
    "estoy fuera",
    "me encuentro fuera",
    "estou de férias",
    "estou fora",
    "estarei de volta",
    "je suis absent",
    "je suis actuellement absent",
    "je suis en congé",
    "je serai de retour",
    "de retour le",
    "sono assente",
    "sono in ferie",
    "sarò assente",
    "fuori ufficio fino",
    "ik ben afwezig",
    "ik ben niet aanwezig",
    "ik ben met vakantie",
    "weer aanwezig",
    "я в отпуске",
    "нахожусь в отпуске",
    "меня не будет",
];

/// How confirmations of receipt begin; further down they are what a customer quotes. Lower case.
const THANKS: &[&str] = &[
    "thank you for contacting",
    "thank you for your e-mail",
    "thank you for your email",
    "thank you for your message",
    "we have received your",
    "vielen dank für ihre nachricht",
    "vielen dank für ihre e-mail",
    "gracias por su mensaje",
    "gracias por tu mensaje",
    "gracias por su correo",
    "obrigado pelo seu",
    "agradecemos o seu contato",
    "merci pour votre message",
    "grazie per il suo messaggio",
    "bedankt voor uw bericht",
    "спасибо за ваше письмо",
    "спасибо за обращение",
];

/// Subjects of bounces, or their beginnings; lower case.
const BOUNCES: &[&str] = &[
    "undelivered mail returned to sender",
    "delivery status notification",
    "undeliverable:",
    "undeliverable mail",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery subsystem",
    "mail system error",
    "message delivery failure",
    "returned mail:",
    "failure notice",
    "delivery failure",
    "delivery has failed",
    "message could not be delivered",
    "warning: could not send message",
    "unzustellbar:",
    "nicht zustellbar:",
    "no se puede entregar:",
    "não é possível entregar:",
    "non remis :",
    "non remis:",
    "échec de la remise",
    "non recapitabile:",
    "onbestelbaar:",
    "недоставлено:",
];

/// Words that the reports of mail servers begin with; lower case. A customer who sends one in says so first.
const REPORTS: &[&str] = &[
    "could not be delivered",
    "couldn't be delivered",
    "was not delivered",
    "delivery to the following recipient",
    "following address",
    "following recipient",
    "permanent error",
    "permanent fatal error",
    "recipient address rejected",
    "mailbox unavailable",
    "user unknown",
    "diagnostic-code",
    "diagnostic information",
    "reporting-mta",
    "final-recipient",
    "mailer-daemon",
    "this is the mail system at host",
    "smtp error",
    "konnte nicht zugestellt werden",
    "no se pudo entregar",
    "não foi possível entregar",
    "n'a pas pu être remis",
    "non è stato possibile recapitare",
    "kan niet worden bezorgd",
    "не удалось доставить",
];

/// The columns of a table that hold headers of mails.
#[derive(Debug, Default)]
pub struct Headers {
    columns: Vec<(usize, &'static [&'static str])>,
}

impl Headers {
    /// Finds them among squeezed names; `headers.Auto-Submitted` is one too.
    pub fn of(names: &[String]) -> Self {
        let known = |name: &String| {
            let bare = name.strip_prefix("headers").unwrap_or(name);
            HEADERS.iter().find(|(header, _)| *header == bare).map(|(_, values)| *values)
        };
        Self { columns: names.iter().enumerate().filter_map(|(at, name)| Some((at, known(name)?))).collect() }
    }

    /// Whether a header says that a program wrote the record.
    pub fn are_automatic(&self, table: &Table, record: usize) -> bool {
        self.columns.iter().any(|(column, starts)| {
            let value = table.cell(record, *column).to_lowercase();
            let said = !values::is_null(&value) && !matches!(value.as_str(), "no" | "false" | "0");
            said && (starts.is_empty() || starts.iter().any(|start| value.starts_with(start)))
        })
    }
}

/// Whether an address is a mail server's own.
pub fn is_mail_system(sender: &str) -> bool {
    let bare = sender.rsplit_once('<').map_or(sender, |(_, rest)| rest).trim().to_lowercase();
    let user = bare.split_once('@').map_or("", |(user, _)| user);
    matches!(user, "mailer-daemon" | "postmaster")
}

/// Whether subject and text are those of an automatic answer or of a bounce. A subject alone must be a mail program's
/// to the letter.
pub fn is_automatic(subject: &str, body: &str) -> bool {
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT {
        return false;
    }
    let subject = without_replies(&subject.trim().to_lowercase()).to_owned();
    let answer = ANSWERS.iter().any(|words| {
        let rest = subject.strip_prefix(words).map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '：']) || rest.starts_with("re:"))
    });
    let bounce = BOUNCES.iter().any(|words| subject.starts_with(words));
    if !answer && !bounce {
        return false;
    }
    let body = head(body).to_lowercase().replace('’', "'");
    let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let says = |text: &str, words: &[&str]| words.iter().any(|words| text.contains(&words.replace('’', "'")));
    let thanks = || THANKS.iter().any(|words| first.starts_with(words));
    first.is_empty() || answer && (says(&body, ABSENCES) || thanks()) || bounce && says(first, REPORTS)
}

/// Without `Re:`, `AW:` before it: an answer to an out-of-office note that is one itself.
fn without_replies(subject: &str) -> &str {
    let mut rest = subject;
    while let Some(after) = ["re:", "aw:", "sv:", "antw:", "rv:"].iter().find_map(|reply| rest.strip_prefix(reply)) {
        rest = after.trim_start();
    }
    rest
}

fn head(text: &str) -> &str {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_absence_are_automatic_in_their_languages() {
        for (subject, body) in [
            ("Automatic reply: Your order 7", "Hi, I am out of the office until Monday."),
            ("Automatische Antwort: Rechnung", "Ich bin bis 3.5. nicht im Büro."),
            ("Réponse automatique : Facture", "Bonjour, je suis absent jusqu'au 3 mai."),
            ("AW: Automatische Antwort: Rechnung", "Bin im Urlaub"),
            ("Out of Office", "Thank you for your email. I am on vacation."),
            ("Undelivered Mail Returned to Sender", "This is the mail system at host mx.shop.example."),
            ("Undeliverable: Your invoice", ""),
        ] {
            assert!(is_automatic(subject, body), "{subject}");
        }
    }

    #[test]
    fn a_customer_who_writes_of_such_mails_stays() {
        for (subject, body) in [
            ("Auto-reply does not work", "Our customers get no auto-reply since the update."),
            ("Automatic reply: not sent any more", "Since Monday the bot sends nothing to our customers."),
            ("Out of office message is sent twice", "Each customer gets it two times."),
            ("Undeliverable: what does that mean?", "I got a mail back with this subject. Please help."),
            (
                "Undeliverable: Reset your password",
                "Our server got this back, maybe it helps you:\n\nThe following message could not be delivered: 550",
            ),
            ("Auto reply: wrong language", "Our customers in Spain read: Thank you for your message"),
            ("Fwd: Undelivered Mail Returned to Sender", "Why do I get this? user unknown"),
            ("Delivery failure", "My parcel was not brought to the door."),
        ] {
            assert!(!is_automatic(subject, body), "{subject}");
        }
    }

    #[test]
    fn headers_and_senders_tell() {
        let names = ["subject", "autosubmitted", "precedence"].map(str::to_owned);
        let headers = Headers::of(&names);
        let mut table = Table::new(names.to_vec());
        for (line, value) in [(1, "auto-replied (vacation)"), (2, "no"), (3, "")] {
            table.push(line, &mut vec![(0, "Hello".to_owned()), (1, value.to_owned())], false);
        }
        table.push(4, &mut vec![(0, "Hello".to_owned()), (2, "list".to_owned())], false);
        assert_eq!([0, 1, 2, 3].map(|record| headers.are_automatic(&table, record)), [true, false, false, false]);
        assert!(is_mail_system("Mail Delivery System <MAILER-DAEMON@mx.shop.example>"));
        assert!(!is_mail_system("postmaster-tools@shop.example") && !is_mail_system("postmaster"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(subject in "\\PC{0,40}", body in "\\PC{0,60}") {
            let _ = is_automatic(&subject, &body);
        }
    }
}
