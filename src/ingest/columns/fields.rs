//! What a column can mean.

/// The meaning of a column. The first group feeds a ticket; the second is known so that it feeds nothing by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The ticket's id.
    Id,
    /// Subject line.
    Subject,
    /// First message or description.
    Body,
    /// When the customer wrote.
    Created,
    /// When the record last changed.
    Updated,
    /// When it was solved.
    Solved,
    /// Where it stands.
    Status,
    /// How urgent it is.
    Priority,
    /// First level of the category path.
    Category,
    /// Further levels of the category path.
    Subcategory,
    /// Product or app.
    Product,
    /// Tags or labels.
    Tags,
    /// How the customer wrote.
    Channel,
    /// The customer, whatever the column holds (only by `--map`).
    Customer,
    /// The customer's e-mail address.
    CustomerEmail,
    /// The customer's id.
    CustomerId,
    /// The customer's name.
    CustomerName,
    /// The customer's organisation.
    Organization,
    /// Satisfaction.
    Satisfaction,
    /// How often it was reopened.
    Reopens,
    /// How many replies it took.
    Replies,
    /// Time that an agent worked on it.
    Handle,
    /// Web address.
    Url,
    /// Language.
    Language,
    /// Version of the product.
    Version,
    /// The ticket that this one repeats.
    DuplicateOf,
    /// The plan or tier that the customer pays for.
    Plan,
    /// How large the customer's company is.
    Size,
    /// What the customer is worth.
    Value,
    /// Since when the customer is one.
    Since,
    /// Kind of ticket: incident, question. Stands for the category where there is none.
    Kind,
    /// When somebody first answered. Stands for the creation date where there is none.
    FirstResponse,
    /// What an agent wrote; never the text of a ticket.
    Answer,
    /// A whole conversation, agents included.
    Conversation,
    /// A cleaned or translated copy of the text.
    Derived,
    /// An id for machines beside the one people use.
    InternalId,
    /// Known, and of no use here: assignee, due date, watchers.
    Other,
}

/// Every field that `--map` takes, with its name.
pub const MAPPABLE: &[(Field, &str)] = &[
    (Field::Body, "body"),
    (Field::Category, "category"),
    (Field::Channel, "channel"),
    (Field::Created, "created"),
    (Field::Customer, "customer"),
    (Field::DuplicateOf, "duplicate"),
    (Field::Handle, "handle"),
    (Field::Id, "id"),
    (Field::Language, "language"),
    (Field::Organization, "organization"),
    (Field::Plan, "plan"),
    (Field::Priority, "priority"),
    (Field::Product, "product"),
    (Field::Reopens, "reopens"),
    (Field::Replies, "replies"),
    (Field::Satisfaction, "satisfaction"),
    (Field::Since, "since"),
    (Field::Size, "size"),
    (Field::Solved, "solved"),
    (Field::Status, "status"),
    (Field::Subject, "subject"),
    (Field::Tags, "tags"),
    (Field::Updated, "updated"),
    (Field::Url, "url"),
    (Field::Value, "value"),
    (Field::Version, "version"),
];

impl Field {
    /// Its name for people; several columns can feed one name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subcategory => "category",
            Self::CustomerEmail | Self::CustomerId | Self::CustomerName => "customer",
            Self::Kind => "type",
            Self::FirstResponse => "first response",
            Self::Answer => "answer",
            Self::Conversation => "conversation",
            Self::Derived => "derived text",
            Self::InternalId => "internal id",
            Self::Other => "other",
            _ => MAPPABLE.iter().find(|(field, _)| *field == self).map_or("other", |(_, name)| name),
        }
    }

    /// The field of that name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        MAPPABLE.iter().find(|(_, known)| known.eq_ignore_ascii_case(name.trim())).map(|(field, _)| *field)
    }

    /// The name that `--map` takes for it, if any.
    pub fn mappable(self) -> Option<&'static str> {
        MAPPABLE.iter().find(|(_, name)| *name == self.name()).map(|(_, name)| *name)
    }

    /// Whether it may take its values from several columns.
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Subcategory | Self::Tags)
    }

    /// Whether it tells of the customer, whatever the ticket is about.
    pub fn is_of_customers(self) -> bool {
        matches!(self, Self::Plan | Self::Size | Self::Value | Self::Since)
    }

    /// Whether a ticket holds it (or can, when something else is missing).
    pub fn is_used(self) -> bool {
        self <= Self::FirstResponse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found_again() {
        assert!(MAPPABLE.is_sorted_by_key(|(_, name)| *name));
        for (field, name) in MAPPABLE {
            assert_eq!(Field::named(&name.to_uppercase()), Some(*field));
            assert_eq!(field.name(), *name);
        }
    }
}
