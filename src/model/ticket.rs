//! A ticket as a helpdesk exported it, in fixfirst's words.

use xxhash_rust::xxh3::Xxh3;

use super::{account::Account, time::Timestamp};

/// Where a ticket came from: the file (index into the intake's files) and the line or record in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index of the file in the intake.
    pub file: usize,
    /// Line of the file (text formats) or number of the record (JSON arrays), from 1.
    pub line: u64,
}

/// Where a ticket stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TicketState {
    /// Somebody has to act.
    Open,
    /// It waits for the customer or a third party.
    Pending,
    /// Solved or closed.
    Done,
}

/// How urgent the helpdesk says a ticket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Low, trivial, P4.
    Low,
    /// Normal, medium, P3.
    Normal,
    /// High, major, P2.
    High,
    /// Urgent, critical, blocker, P1.
    Urgent,
}

/// What stands between the parts of a category path where it is a ticket's text.
pub const PATH: &str = " > ";

/// One customer contact. Text is raw here, personal data included: only a
/// [`Document`](super::document::Document) may be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticket {
    /// The helpdesk's id as it stands in the export, or `row-N` where it has none.
    pub id: String,
    /// Where it was read.
    pub origin: Origin,
    /// Subject line, may be empty.
    pub subject: String,
    /// First message or description, may be empty, may be HTML or wiki markup.
    pub body: String,
    /// When the customer wrote.
    pub created: Option<Timestamp>,
    /// When the record last changed; decides between two copies of one ticket.
    pub updated: Option<Timestamp>,
    /// When it was solved.
    pub solved: Option<Timestamp>,
    /// Where it stands.
    pub state: Option<TicketState>,
    /// The helpdesk's priority.
    pub priority: Option<Priority>,
    /// The helpdesk's category path, outermost first; may be empty.
    pub category: Vec<String>,
    /// Product or app.
    pub product: Option<String>,
    /// Tags or labels.
    pub tags: Vec<String>,
    /// E-mail, chat, phone …
    pub channel: Option<String>,
    /// What tells one customer from another (address, id or name). Never shown.
    pub customer: Option<String>,
    /// Names of the people that the record names, customers and agents: what is masked in texts. Never shown.
    pub people: Vec<String>,
    /// The customer's organisation. Never shown.
    pub organization: Option<String>,
    /// What the export says of the customer: plan, worth, since when.
    pub account: Account,
    /// Satisfaction from 0 (worst) to 1 (best).
    pub satisfaction: Option<f32>,
    /// How often it was reopened.
    pub reopens: Option<u32>,
    /// How many replies it took.
    pub replies: Option<u32>,
    /// Handle time in minutes.
    pub handle_minutes: Option<f32>,
    /// Web address of the ticket in the helpdesk.
    pub url: Option<String>,
    /// Language that the export states, as written there.
    pub language: Option<String>,
    /// Version of the product that the customer used.
    pub version: Option<String>,
    /// Id of the ticket that this one repeats, where somebody said so.
    pub duplicate_of: Option<String>,
    /// Checksum of subject and body, once they were let go.
    pub let_go: Option<u64>,
}

impl Ticket {
    /// Whether a person said something: not where the category path stands for a text.
    pub fn has_own_text(&self) -> bool {
        let says = |text: &str| !text.trim().is_empty();
        says(&self.body) || says(&self.subject) && self.subject != self.category.join(PATH)
    }

    /// Checksum of what it says as it was exported (XXH3, 64 bits), also when the words themselves were let go.
    pub fn checksum(&self) -> u64 {
        self.let_go.unwrap_or_else(|| {
            let mut hash = Xxh3::new();
            // A category is corrected later; it is what tells a ticket only where nothing else does.
            let category = if self.has_own_text() { "" } else { &self.category.join(PATH) };
            for part in [self.subject.as_str(), &self.body, category] {
                // The number of spaces and the kind of line ends are a program's.
                part.split_whitespace().for_each(|word| {
                    hash.update(word.as_bytes());
                    hash.update(b" ");
                });
                hash.update(b"\n");
            }
            hash.digest()
        })
    }

    /// Lets go of subject and body: of a million tickets they are more than a quarter of the memory.
    pub fn let_words_go(&mut self) {
        self.let_go = Some(self.checksum());
        (self.subject, self.body) = (String::new(), String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_outlives_the_words() {
        let ticket =
            |subject: &str, body: &str| Ticket { subject: subject.into(), body: body.into(), ..Ticket::default() };
        let mut one = ticket("No mail", "since  Monday\r\n");
        let said = one.checksum();
        assert_eq!(said, ticket("No mail", "since Monday").checksum());
        assert_ne!(said, ticket("No mail since", "Monday").checksum());
        one.let_words_go();
        assert_eq!((one.checksum(), one.subject.as_str(), one.body.as_str()), (said, "", ""));
    }
}
