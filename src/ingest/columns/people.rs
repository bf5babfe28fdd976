//! Which columns name people, by their headers: customers, requesters, agents. What they hold is masked in texts.

use super::headers::fold;

/// Words of a header that speak of a person.
#[rustfmt::skip]
const PERSON: &[&str] = &[
    "agent", "ansprechpartner", "asignado", "assigned", "assignee", "attribué", "auteur", "author", "autor", "bearbeiter",
    "behandelaar", "beller", "caller", "cliente", "closed", "complainant", "contact", "consumer", "creator", "customer", "demandeur",
    "employee", "ersteller", "handled", "handler", "klant", "kontakt", "kunde", "kundenname", "melder", "mitarbeiter", "opened",
    "operator", "owner", "persona", "reporter", "requester", "requestor", "resolved", "resolver", "responder", "responsible",
    "reviewer", "sender", "solicitante", "solved", "submitter", "submitted", "technician", "technicien", "user", "username",
    "verantwortlicher", "watchers", "zugewiesen",
];

/// Words that make something else of it.
#[rustfmt::skip]
const THING: &[&str] = &[
    "account", "age", "agreement", "at", "avatar", "birth", "browser", "category", "channel", "city", "closure", "code", "comment",
    "company", "complaint", "contract", "count", "country", "date", "datum", "department", "description", "device", "domain",
    "environment", "fecha", "feedback", "firma", "gender", "group", "guid", "hours", "id", "ids", "impact", "interaction", "issue",
    "key", "language", "level", "link", "locale", "location", "message", "minutes", "number", "on", "organisation", "organization",
    "phone", "plan", "platform", "priority", "product", "profile", "queue", "rating", "reason", "region", "response", "role",
    "satisfaction", "score", "segment", "sentiment", "since", "source", "state", "status", "story", "subject", "team", "text", "tier",
    "time", "title", "type", "url", "uuid", "value", "version", "zone",
];

/// Whole headers that name somebody.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "apellido", "apellidos", "display name", "family name", "first name", "forename", "from", "full name", "fullname", "given name",
    "last name", "nachname", "nombre", "nombre completo", "person", "prénom", "real name", "surname", "vorname",
];

/// Whether a header says that its column names people.
pub fn names_people(header: &str) -> bool {
    let name = fold(header);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    WHOLE.contains(&words.join(" ").as_str())
        || (words.iter().any(|word| PERSON.contains(word)) && !words.iter().any(|word| THING.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_are_told_from_columns_about_them() {
        for header in [
            "Requester",
            "requester.name",
            "Assigned to",
            "agent_name",
            "Customer Name",
            "Opened by",
            "Full name",
            "Bearbeiter",
            "Owner",
            "Reporter",
            "Zugewiesen an",
            "caller_id.name",
        ] {
            let expected = header != "caller_id.name";
            assert_eq!(names_people(header), expected, "{header}");
        }
        for header in
            ["Customer ID", "Assigned group", "Closed at", "Contact type", "User story", "Product name", "Subject"]
        {
            assert!(!names_people(header), "{header}");
        }
    }

    #[test]
    fn the_lists_have_no_word_twice() {
        for list in [PERSON, THING, WHOLE] {
            let mut words = list.to_vec();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), list.len());
        }
    }
}
