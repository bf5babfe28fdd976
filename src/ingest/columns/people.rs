//! Which columns name people, by their headers: customers, requesters, agents. What they hold is masked in texts, and is
//! neither a text nor a category itself.

use super::headers::fold;

/// Words of a header that speak of a person.
#[rustfmt::skip]
const PERSON: &[&str] = &[
    "aanmelder", "aanvrager", "agent", "ansprechpartner", "asignado", "assegnatario", "assigned", "assignee", "attendee",
    "attribué", "auteur", "author", "autor", "bearbeiter", "behandelaar", "beller", "benutzer", "besucher", "caller", "client",
    "cliente", "closed", "complainant", "consumer", "contact", "creator", "customer", "demandeur", "employee", "ersteller",
    "gast", "gebruiker", "guest", "handled", "handler", "invitado", "klant", "kontakt", "kunde", "kundenname", "melder",
    "mitarbeiter", "nutzer", "opened", "operator", "owner", "participant", "persona", "reporter", "requester", "requestor",
    "resolved", "resolver", "responder", "responsible", "reviewer", "sender", "solicitante", "solved", "submitter", "submitted",
    "teilnehmer", "technician", "technicien", "user", "username", "usuario", "usuário", "utente", "utilisateur",
    "verantwortlicher", "visitante", "visiteur", "visitor", "watchers", "zugewiesen",
];

/// Those of them that answer: agents, and whoever a ticket is given to.
#[rustfmt::skip]
const AGENT: &[&str] = &[
    "agent", "agente", "asignado", "assegnatario", "assigned", "assignee", "atendente", "atribuída", "atribuído", "attribué",
    "bearbeiter", "behandelaar", "handled", "handler", "opérateur", "operador", "operator", "operatore", "owner", "responder",
    "resolver", "sachbearbeiter", "technician", "technicien", "técnico", "verantwortlicher", "zugewiesen",
];

/// Words that make something else of it.
#[rustfmt::skip]
const THING: &[&str] = &[
    "account", "age", "agreement", "app", "application", "at", "avatar", "birth", "browser", "category", "channel", "city",
    "closure", "code", "comment", "comments", "company", "complaint", "contract", "count", "country", "date", "datum", "department",
    "description", "device", "domain", "environment", "error", "fecha", "feedback", "firma", "gender", "group", "guid", "guide", "hours",
    "id", "ids", "impact", "interaction", "interface", "ip", "issue", "key", "language", "level", "link", "locale", "location",
    "manual", "message", "messages", "minutes", "number", "on", "organisation", "organization", "os", "phone", "plan", "platform",
    "priority", "product", "profile", "queue", "question", "rating", "reason", "region", "request", "response", "role", "satisfaction",
    "score", "segment", "sentiment", "server", "service", "since", "site", "software", "source", "state", "status", "story", "subject",
    "system", "team", "text", "tier", "time", "title", "type", "url", "uuid", "value", "version", "zone",
];

/// Whole headers that name somebody.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "affected", "affected person", "apellido", "apellidos", "display name", "family name", "first name", "forename", "from",
    "full name", "fullname", "given name", "last name", "nachname", "nombre", "nombre completo", "person", "profile full name",
    "prénom", "real name", "requested by", "requested for", "surname", "vorname",
];

/// Whether a header says that its column names people.
pub fn names_people(header: &str) -> bool {
    let name = fold(header);
    let words = words(&name);
    WHOLE.contains(&words.join(" ").as_str()) || speaks_of(PERSON, &words)
}

/// Whether a header says that its column names those who answer.
pub fn names_agents(header: &str) -> bool {
    let name = fold(header);
    speaks_of(AGENT, &words(&name))
}

fn words(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn speaks_of(people: &[&str], words: &[&str]) -> bool {
    words.iter().any(|word| people.contains(word)) && !words.iter().any(|word| THING.contains(word))
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
            "affected_user",
            "Visitor",
            "Besucher",
            "Usuário",
            "requested_for",
            "caller_id.name",
        ] {
            let expected = header != "caller_id.name";
            assert_eq!(names_people(header), expected, "{header}");
        }
        for header in [
            "Customer ID",
            "Assigned group",
            "Closed at",
            "Contact type",
            "User story",
            "Client version",
            "Client IP",
            "Subject",
        ] {
            assert!(!names_people(header), "{header}");
        }
        assert!(["Operator", "Assigned to", "Atribuída a"].iter().all(|header| names_agents(header)));
        assert!(["Visitor", "Operator ID", "Queue"].iter().all(|header| !names_agents(header)));
    }

    #[test]
    fn the_lists_have_no_word_twice() {
        for list in [PERSON, AGENT, THING, WHOLE] {
            let mut words = list.to_vec();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), list.len());
        }
    }
}
