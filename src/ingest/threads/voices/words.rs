//! Words for who wrote a message, and what they mean among each other.

use super::Voice;
use crate::ingest::values;

/// Words for the author's side, lower case with single blanks.
const WORDS: &[(Voice, &[&str])] = &[
    (
        Voice::Customer,
        &[
            "customer",
            "user",
            "lead",
            "client",
            "contact",
            "visitor",
            "end user",
            "end-user",
            "enduser",
            "requester",
            "requestor",
            "guest",
            "consumer",
            "buyer",
            "inbound",
            "incoming",
            "in",
            "received",
            "reporter",
            "member",
            "kunde",
            "kundin",
            "eingehend",
            "cliente",
            "usuario",
            "entrante",
            "usuário",
            "entrada",
            "utilisateur",
            "entrant",
            "utente",
            "klant",
            "inkomend",
            "pelanggan",
            "pembeli",
            "müşteri",
            "ziyaretçi",
            "zákazník",
            "klient",
            "客户",
            "用户",
            "고객",
            "клиент",
            "пользователь",
            "顧客",
            "customer message",
            "customer reply",
            "customer response",
            "client reply",
            "eingang",
            "empfangen",
            "recibido",
            "recebido",
            "reçu",
            "ricevuto",
            "ontvangen",
            "patient",
            "external",
        ],
    ),
    (
        Voice::Agent,
        &[
            "agent",
            "admin",
            "operator",
            "staff",
            "employee",
            "support",
            "support agent",
            "representative",
            "rep",
            "teammate",
            "team",
            "team member",
            "technician",
            "outbound",
            "outgoing",
            "out",
            "sent",
            "agent reply",
            "agent response",
            "support reply",
            "ausgang",
            "gesendet",
            "enviado",
            "envoyé",
            "inviato",
            "verzonden",
            "moderator",
            "manager",
            "owner",
            "helpdesk",
            "mitarbeiter",
            "ausgehend",
            "agente",
            "operador",
            "saliente",
            "saída",
            "conseiller",
            "sortant",
            "operatore",
            "medewerker",
            "uitgaand",
            "cs",
            "customer service",
            "customer care",
            "penjual",
            "temsilci",
            "müşteri temsilcisi",
            "konsultant",
            "客服",
            "オペレーター",
            "상담원",
            "агент",
            "оператор",
            "сотрудник",
            "担当者",
            "business",
            "company",
            "internal",
        ],
    ),
    (
        Voice::Aside,
        &[
            "bot",
            "chatbot",
            "system",
            "automation",
            "workflow",
            "ai",
            "ai agent",
            "assistant",
            "answer bot",
            "rule",
            "trigger",
            "macro",
            "application",
            "app",
            "api",
            "integration",
            "virtual assistant",
            "autoresponder",
            "sistem",
            "система",
            "бот",
            "sistema",
        ],
    ),
];

/// Words for entries that are no message to or from the customer.
pub const ASIDES: &[&str] = &[
    "note",
    "internal note",
    "private note",
    "internal",
    "private",
    "private comment",
    "internal comment",
    "lineitem",
    "line item",
    "assignment",
    "assigned",
    "unassigned",
    "close",
    "closed",
    "open",
    "opened",
    "snoozed",
    "unsnoozed",
    "snooze",
    "timer unsnooze",
    "participant added",
    "participant removed",
    "assign and reopen",
    "assign and unsnooze",
    "away mode assignment",
    "default assignment",
    "conversation attribute updated by admin",
    "event",
    "system",
    "system message",
    "system note",
    "activity",
    "log",
    "audit",
    "status change",
    "change",
    "attribute change",
    "tag",
    "rating",
    "rating request",
    "bot",
    "workflow",
    "channel join",
    "channel leave",
    "bot message",
    "work notes",
    "work note",
    "worklog",
];

/// Single letters for a side, where all roles are such.
const LETTERS: &[(&str, Voice)] = &[
    ("c", Voice::Customer),
    ("u", Voice::Customer),
    ("v", Voice::Customer),
    ("a", Voice::Agent),
    ("o", Voice::Agent),
    ("b", Voice::Aside),
    ("s", Voice::Aside),
];

/// Words that begin a direction (`outbound-api`, `incoming message`).
const DIRECTIONS: &[&str] = &["inbound", "incoming", "outbound", "outgoing"];

/// Words of customers, beside which a `user` is one who uses the helpdesk.
const NO_USERS: &[&str] = &["customer", "contact", "visitor", "client", "end user", "end-user", "enduser", "consumer"];

/// What the roles of one place mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    /// Whether users answer contacts.
    users_answer: bool,
    /// Whether letters tell the sides.
    letters: bool,
}

impl Words {
    /// Looks at all roles of a place.
    pub fn of<'a>(roles: impl Iterator<Item = &'a str>) -> Self {
        let (mut users, mut others, mut agents) = (false, false, false);
        let (mut all_letters, mut sides) = (true, [false; 2]);
        for role in roles.filter(|role| !values::is_null(role)) {
            let role = values::folded(role);
            users |= role == "user";
            others |= NO_USERS.contains(&role.as_str());
            agents |= side_of(&role) == Some(Voice::Agent);
            let letter = of_letter(&role);
            all_letters &= letter.is_some();
            sides[0] |= letter == Some(Voice::Customer);
            sides[1] |= letter == Some(Voice::Agent);
        }
        Self { users_answer: users && others && !agents, letters: all_letters && sides == [true; 2] }
    }

    /// The side that a role means.
    pub fn side(self, role: &str) -> Option<Voice> {
        let folded = values::folded(role);
        if self.users_answer && folded == "user" {
            return Some(Voice::Agent);
        }
        side_of(&folded).or_else(|| of_letter(&folded).filter(|_| self.letters))
    }
}

fn of_letter(role: &str) -> Option<Voice> {
    LETTERS.iter().find(|(letter, _)| *letter == role).map(|(_, voice)| *voice)
}

/// The side that a word for a role means by itself.
pub fn side_of(role: &str) -> Option<Voice> {
    let folded = values::folded(role);
    let known = |word: &str| WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(voice, _)| *voice);
    let direction = || folded.split([' ', '-']).next().filter(|first| DIRECTIONS.contains(first));
    known(&folded).or_else(|| direction().and_then(known))
}
