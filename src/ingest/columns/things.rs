//! Which columns describe something else than the ticket: its product, its status, its category.
//!
//! "Product description" holds a word for a text and names none of the ticket's. Its values tell what it is: a few that
//! come again are labels; long ones may be the text, where no other column is.

use super::headers::{fold, words};

/// Words for a description, without accents; German writes them at the end of the word for the thing.
#[rustfmt::skip]
const DESCRIPTIONS: &[&str] = &[
    "description", "desc", "beschreibung", "bezeichnung", "descripcion", "descricao", "descrizione", "omschrijving", "beschrijving",
    "opis", "описание", "beskrivning", "beskrivelse", "kuvaus", "popis", "aciklamasi", "details", "text",
];

/// Words for parts of the record, by their beginnings: whatever else the header says, it describes those.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "status", "estado", "statut", "stato", "priority", "prioritat", "prioridad", "priorite", "priorita", "severity", "category",
    "kategorie", "categor", "subcategor", "kategori", "type", "typ", "tipo", "code", "class", "group", "gruppe", "team", "sla",
];

/// Words for what a ticket may be about, by their beginnings.
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "product", "produkt", "produit", "producto", "produto", "prodott", "продукт", "item", "article", "artikel", "articulo",
    "articol", "asset", "device", "gerat", "equipment", "material", "part", "sku", "model", "department", "abteilung", "service",
    "servic", "dienst", "company", "firma", "empresa", "role", "location", "standort", "site", "queue", "channel", "project",
    "projekt", "projet", "proyecto", "policy", "plan", "contract", "vertrag", "warranty", "business", "organization", "machine",
    "maschine", "machina", "maquina", "macchina", "app", "shop", "filial", "area", "bereich",
];

/// Words of what goes wrong: then the description is of that.
#[rustfmt::skip]
const TROUBLES: &[&str] = &[
    "problem", "issue", "ticket", "incident", "incidenc", "complaint", "fault", "failure", "defect", "request", "case", "bug", "storung",
    "fehler", "anliegen", "anfrage", "vorfall", "panne", "demand", "falla", "fallo", "averia", "queja", "solicitud", "chamado", "reclam",
    "richiesta", "guasto", "segnalazione", "klacht", "melding", "zglosz", "usterk", "event", "symptom",
];

/// Whether a header names a description of something that is not the trouble itself.
pub fn describes_a_thing(header: &str) -> bool {
    let folded = fold(header);
    let words = words(&folded);
    let begins = |of: &[&str]| words.iter().any(|word| of.iter().any(|start| word.starts_with(start)));
    let described = words.iter().any(|word| DESCRIPTIONS.iter().any(|text| word.ends_with(text)));
    described && (begins(PARTS) || begins(THINGS) && !begins(TROUBLES))
}

/// Words for where, when and by whose machines something was told, by their beginnings: such columns tell nothing of what
/// it is about.
#[rustfmt::skip]
const SURROUNDINGS: &[&str] = &[
    "location", "place", "local", "city", "ciudad", "cidade", "ville", "stadt", "state", "region", "province", "branch", "ward", "store",
    "country", "land", "county", "zip", "plz", "plant", "site", "standort", "filial", "district", "zone", "shift", "schicht", "weather", "gender",
    "language", "sprache", "locale", "system", "source", "browser", "os", "platform", "environment", "warehouse", "office", "campus", "building",
    "floor", "room", "month", "weekday", "year", "quarter", "timezone", "currency", "airline", "carrier",
];

/// Whether a header names where something happened and the like: few values that come again are no category then.
pub fn names_surroundings(header: &str) -> bool {
    let folded = fold(header);
    let words = words(&folded);
    let said = |of: &[&str]| words.iter().any(|word| of.iter().any(|start| word.starts_with(start)));
    words.last().is_some_and(|last| {
        SURROUNDINGS
            .iter()
            .any(|one| last == one || last.strip_suffix('s') == Some(one) || last.starts_with(one) && one.len() >= 6)
    }) && !said(TROUBLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_something_happened_is_not_what() {
        for header in
            ["store_location", "Region", "Branch", "Ward", "Shift", "Weather", "Source_System", "Reviewer_Location"]
        {
            assert!(names_surroundings(header), "{header}");
        }
        for header in ["Category", "Issue location type", "Problem source", "Placement test", "Topic", "Localisation"] {
            assert!(!names_surroundings(header), "{header}");
        }
    }

    #[test]
    fn descriptions_of_things_are_told_from_those_of_troubles() {
        for header in [
            "Product description",
            "item_description",
            "Status description",
            "Priority description",
            "CategoryDescription",
            "Produktbeschreibung",
            "Descrição do produto",
            "Description du produit",
            "Error code description",
            "Issue type description",
        ] {
            assert!(describes_a_thing(header), "{header}");
        }
        for header in [
            "Description",
            "Problem description",
            "Product issue description",
            "Störungsbeschreibung",
            "Descrição do problema",
            "Product",
            "Kurzbeschreibung",
            "Task description",
            "Customer description",
            "Fault description",
        ] {
            assert!(!describes_a_thing(header), "{header}");
        }
    }
}
