//! What the folder of a message says of it, in the languages of the big mail programs.

/// A folder whose messages no customer has just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the mailbox sent.
    Sent,
    /// What it has not sent yet.
    Drafts,
    /// What was thrown away.
    Trash,
    /// What a filter took for spam.
    Spam,
}

/// Names of folders, lower case, with what they hold.
const NAMES: &[(Role, &[&str])] = &[
    (
        Role::Sent,
        &[
            "sent",
            "sent items",
            "sent mail",
            "sent messages",
            "sent objects",
            "outbox",
            "gesendet",
            "gesendete objekte",
            "gesendete elemente",
            "postausgang",
            "envoyés",
            "messages envoyés",
            "éléments envoyés",
            "enviados",
            "elementos enviados",
            "mensajes enviados",
            "posta inviata",
            "inviata",
            "inviati",
            "verzonden",
            "verzonden items",
            "itens enviados",
            "e-mails enviados",
            "skickat",
            "skickade objekt",
            "sendt",
            "sendt post",
            "wysłane",
            "odeslané",
            "отправленные",
            "gönderilmiş postalar",
            "送信済み",
            "已发送",
            "寄件備份",
        ],
    ),
    (
        Role::Drafts,
        &[
            "draft",
            "drafts",
            "templates",
            "entwürfe",
            "entwurf",
            "vorlagen",
            "brouillons",
            "borradores",
            "bozze",
            "concepten",
            "rascunhos",
            "utkast",
            "kladder",
            "wersje robocze",
            "szkice",
            "черновики",
            "taslaklar",
            "下書き",
            "草稿",
        ],
    ),
    (
        Role::Trash,
        &[
            "trash",
            "bin",
            "deleted",
            "deleted items",
            "deleted messages",
            "papierkorb",
            "gelöscht",
            "gelöschte objekte",
            "gelöschte elemente",
            "corbeille",
            "éléments supprimés",
            "papelera",
            "elementos eliminados",
            "cestino",
            "posta eliminata",
            "prullenbak",
            "verwijderde items",
            "lixeira",
            "lixo",
            "papperskorgen",
            "slettet",
            "kosz",
            "koš",
            "корзина",
            "удаленные",
            "çöp kutusu",
            "ゴミ箱",
            "已删除",
            "垃圾桶",
        ],
    ),
    (
        Role::Spam,
        &[
            "spam",
            "junk",
            "junk e-mail",
            "junk email",
            "junk mail",
            "bulk mail",
            "quarantine",
            "spamverdacht",
            "courrier indésirable",
            "indésirables",
            "pourriel",
            "correo no deseado",
            "posta indesiderata",
            "ongewenste e-mail",
            "ongewenst",
            "lixo eletrônico",
            "lixo eletrónico",
            "skräppost",
            "søppelpost",
            "uønsket e-post",
            "wiadomości-śmieci",
            "спам",
            "önemsiz e-posta",
            "迷惑メール",
            "垃圾邮件",
        ],
    ),
];

/// Names that say nothing of what a message is about.
const PLAIN: &[&str] = &[
    "inbox",
    "posteingang",
    "boîte de réception",
    "bandeja de entrada",
    "posta in arrivo",
    "postvak in",
    "archive",
    "archives",
    "archiv",
    "all mail",
    "alle nachrichten",
    "mail",
    "mails",
    "email",
    "emails",
    "e-mail",
    "eml",
    "mailbox",
    "maildir",
    "mbox",
    "messages",
    "message",
    "nachrichten",
    "export",
    "exports",
    "takeout",
    "cur",
    "new",
    "tmp",
    "gmail",
    "google mail",
    "imap",
    "local folders",
    "starred",
    "important",
    "unread",
    "opened",
];

impl Role {
    /// Its name in the tables of mails.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Drafts => "drafts",
            Self::Trash => "trash",
            Self::Spam => "spam",
        }
    }

    /// The role of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Sent, Self::Drafts, Self::Trash, Self::Spam].into_iter().find(|role| role.name() == name)
    }

    fn of_folder(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role)
    }
}

/// What the path of a message below its mailbox says, and its labels: the folder that names a topic, the role.
pub fn describe(path: &str, labels: &[&str]) -> (String, Option<&'static str>) {
    let mut parts: Vec<&str> = path.split(['/', '\\']).collect();
    let file = parts.pop().unwrap_or_default();
    let mut topic = String::new();
    let mut role = flags(file);
    // Maildir++ writes `.INBOX.Sent` for a folder in a folder.
    for part in
        parts.iter().flat_map(|part| if part.starts_with('.') { part.split('.').collect() } else { vec![*part] })
    {
        let name = part.trim_matches(['[', ']', ' ']);
        let name = [".mbox", ".sbd", ".maildir"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let folded = name.to_lowercase();
        role = role.or(Role::of_folder(&folded));
        if !PLAIN.contains(&folded.as_str()) && name.chars().any(char::is_alphabetic) {
            topic = name.to_owned();
        }
    }
    let stem = file.strip_suffix(".mbox").unwrap_or(file).to_lowercase();
    role = role.or(Role::of_folder(&stem));
    role = role.or_else(|| labels.iter().find_map(|label| Role::of_folder(&label.to_lowercase())));
    (topic, role.map(Role::name))
}

/// What the flags of a maildir's file say: `…:2,ST` is seen and thrown away.
fn flags(file: &str) -> Option<Role> {
    let (_, flags) = file.rsplit_once(":2,").or_else(|| file.rsplit_once("!2,")).or_else(|| file.rsplit_once(";2,"))?;
    if flags.contains('T') { Some(Role::Trash) } else { flags.contains('D').then_some(Role::Drafts) }
}

/// Whether a label says something of the message, and not of where a mail program keeps it.
pub fn is_topic(label: &str) -> bool {
    let folded = label.to_lowercase();
    !PLAIN.contains(&folded.as_str())
        && Role::of_folder(&folded).is_none()
        && !folded.starts_with("category ")
        && !folded.starts_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_say_what_they_hold() {
        let of = |path: &str| describe(path, &[]);
        assert_eq!(of("INBOX/1.eml"), (String::new(), None));
        assert_eq!(of("Billing/cur/1700000000.1.host:2,S"), ("Billing".to_owned(), None));
        assert_eq!(of(".INBOX.Gesendete Objekte/cur/17").1, Some("sent"));
        assert_eq!(of("[Gmail]/Spam.mbox").1, Some("spam"));
        assert_eq!(of("cur/17:2,ST").1, Some("trash"));
        assert_eq!(of("cur/17:2,DS").1, Some("drafts"));
        assert_eq!(of("2024/05/x.eml"), (String::new(), None));
        assert_eq!(describe("x.eml", &["Inbox", "Draft"]).1, Some("drafts"));
        assert!(is_topic("Returns") && !is_topic("Unread") && !is_topic("Category promotions"));
    }
}
