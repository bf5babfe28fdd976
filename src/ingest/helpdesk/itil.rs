//! Service desks that follow ITIL, of administrations and companies in Europe above all: their lists in the users' languages
//! and what their APIs answer.
//!
//! What no real export or documentation confirmed says so in its comment ("unconfirmed").

use super::{Helpdesk, ROW, all};
use crate::{
    ingest::columns::fields::Field,
    model::ticket::{Priority, TicketState},
};

/// Priorities from 1 critical to 4 low.
const FROM_THE_MOST_URGENT: &[(&str, Priority)] =
    &[("1", Priority::Urgent), ("2", Priority::High), ("3", Priority::Normal), ("4", Priority::Low)];

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Unconfirmed: list CSV in the user's language (`ID;Titre;Statut;…`, `Demandeur - Demandeur`); ids with a blank
    // between thousands. API: numbers of states and priorities and of the search's options (2 is the id, 1 the title, 12 the
    // state …) as its documentation lists them.
    Helpdesk {
        id: "glpi",
        name: "GLPI",
        signatures: &[
            all(&["id", "opening date", "requester requester|assigned to technician|last update"]),
            all(&["id", "date d ouverture", "demandeur demandeur|attribué à technicien|titre"]),
            all(&["id", "fecha de apertura", "solicitante solicitante|asignado a técnico|título"]),
            all(&["id", "data de abertura", "requerente requerente|atribuído técnico|título"]),
            all(&["id", "eröffnungsdatum", "anforderer anforderer|titel"]),
            // The API: a list of tickets, a search by the numbers of its options.
            all(&["id", "itilcategories id", "date mod", "content|users id recipient"]),
            all(&["wrapper data", "1", "2", "12", "15|19|21"]),
        ],
        fields: &[
            (Field::Id, &["id", "2"]),
            (Field::Subject, &["title", "titre", "título", "titel", "name", "1"]),
            (Field::Body, &["description", "descripción", "descrição", "beschreibung", "content", "21"]),
            (
                Field::Created,
                &[
                    "opening date", "date d ouverture", "fecha de apertura", "data de abertura", "eröffnungsdatum", "date", "15",
                    "date creation",
                ],
            ),
            (
                Field::Updated,
                &[
                    "last update", "dernière modification", "última actualización", "última atualização", "letzte änderung",
                    "date mod", "19",
                ],
            ),
            (
                Field::Solved,
                &[
                    "resolution date", "date de résolution", "fecha de solución", "data da solução", "data de solução",
                    "solvedate", "17", "closing date", "date de clôture", "fecha de cierre", "data de fechamento", "closedate", "16",
                ],
            ),
            (Field::Status, &["status", "12"]),
            (Field::Priority, &["priority", "priorité", "prioridade", "prioridad", "priorität", "3"]),
            (Field::Category, &["category", "catégorie", "categoría", "categoria", "kategorie", "itilcategories id", "7"]),
            (Field::CustomerId, &["users id recipient", "4"]),
            (
                Field::CustomerName,
                &[
                    "requester requester", "demandeur demandeur", "solicitante solicitante", "requerente requerente",
                    "anforderer anforderer",
                ],
            ),
            (Field::Organization, &["entity", "entité", "entidad", "entidade", "80"]),
            (
                Field::Other,
                &[
                    "assigned to technician", "attribué à technicien", "atribuído técnico", "asignado a técnico", "ttr",
                    "time to resolve", "urgency", "urgence", "5", "18", "10", "11",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Open),
            ("3", TicketState::Open),
            ("4", TicketState::Pending),
            ("5", TicketState::Done),
            ("6", TicketState::Done),
            ("em atendimento (atribuído)", TicketState::Open),
            ("em atendimento (planejado)", TicketState::Open),
            ("em atendimento", TicketState::Open),
            ("en curso (asignada)", TicketState::Open),
            ("en curso (planificada)", TicketState::Open),
            ("en cours (attribué)", TicketState::Open),
            ("en cours (planifié)", TicketState::Open),
            ("solucionado", TicketState::Done),
            ("processing (assigned)", TicketState::Open),
            ("processing (planned)", TicketState::Open),
            ("processing", TicketState::Open),
        ],
        priorities: &[
            ("1", Priority::Low),
            ("2", Priority::Low),
            ("3", Priority::Normal),
            ("4", Priority::High),
            ("5", Priority::Urgent),
            ("6", Priority::Urgent),
            ("très haute", Priority::Urgent),
            ("majeure", Priority::Urgent),
            ("très basse", Priority::Low),
            ("muito alta", Priority::Urgent),
            ("muito baixa", Priority::Low),
            ("muy alta", Priority::Urgent),
            ("muy baja", Priority::Low),
        ],
        levels: &[" > "],
        ..ROW
    },
    // Unconfirmed: report columns of the incident form, where `*` and `+` mark required and menu fields.
    Helpdesk {
        id: "bmc-helix",
        name: "BMC Helix ITSM (Remedy)",
        signatures: &[
            all(&["incident id*|incident number*", "operational categorization tier*|product categorization tier*"]),
            all(&["incident id*|incident number*", "summary*", "reported date*|submit date*", "assigned group*"]),
            // REST of the incident form, which misspells its field.
            all(&["incident number", "detailed decription|detailed description", "reported date|submit date"]),
        ],
        fields: &[
            (Field::Id, &["incident id +", "incident id", "incident number"]),
            (Field::InternalId, &["entry id", "instance id"]),
            (Field::Subject, &["summary", "description"]),
            (Field::Body, &["notes", "detailed description", "detailed decription"]),
            (Field::Created, &["reported date +", "reported date", "submit date"]),
            (Field::Updated, &["last modified date"]),
            (Field::Solved, &["last resolved date", "closed date"]),
            (Field::Status, &["status"]),
            (Field::Priority, &["priority"]),
            (
                Field::Category,
                &["operational categorization tier 1 +", "operational categorization tier 1", "categorization tier 1"],
            ),
            (
                Field::Subcategory,
                &[
                    "operational categorization tier 2", "operational categorization tier 3", "categorization tier 2",
                    "categorization tier 3", "operational categorization tier 2 +", "operational categorization tier 3 +",
                ],
            ),
            (Field::Product, &["product categorization tier 1", "product name", "service", "product name +"]),
            (Field::Channel, &["reported source"]),
            (Field::CustomerName, &["customer", "full name", "last name +", "last name"]),
            (Field::Organization, &["company +", "company"]),
            (
                Field::Other,
                &[
                    "impact", "urgency", "assigned group +", "assigned group", "assignee", "assignee +", "submitter", "resolution",
                    "status reason",
                ],
            ),
        ],
        ..ROW
    },
    // Unconfirmed: incidents of the API; the Dutch list.
    Helpdesk {
        id: "topdesk",
        name: "TOPdesk",
        signatures: &[
            all(&["number", "brief description", "caller*|call type*|processing status*"]),
            all(&["meldingnummer", "korte omschrijving (details)|korte omschrijving", "soort melding|datum aangemeld|verzoek"]),
        ],
        fields: &[
            (Field::Id, &["number", "meldingnummer"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["brief description", "korte omschrijving (details)", "korte omschrijving"]),
            (Field::Body, &["request", "initial request", "verzoek"]),
            (Field::Created, &["creation date", "call date", "datum aangemeld", "aanmelddatum"]),
            (Field::Updated, &["modification date", "wijzigingsdatum"]),
            (Field::Solved, &["completed date", "datum gereed", "closed date", "datum afgemeld"]),
            (Field::Status, &["processing status name", "status"]),
            (Field::Priority, &["priority name", "prioriteit"]),
            (Field::Category, &["category name", "categorie"]),
            (Field::Subcategory, &["subcategory name", "subcategorie"]),
            (Field::Kind, &["call type name", "soort melding"]),
            (Field::Channel, &["entry type name", "soort binnenkomst"]),
            (Field::CustomerEmail, &["caller email"]),
            (Field::CustomerName, &["caller dynamic name", "naam aanmelder", "aanmelder"]),
            (Field::Organization, &["caller branch name", "branch name"]),
            (Field::Handle, &["time spent"]),
            (
                Field::Other,
                &[
                    "operator name", "operator group name", "impact name", "urgency name", "action", "actie", "lijn", "behandelaar",
                    "behandelaarsgroep", "streefdatum",
                ],
            ),
        ],
        states: &[
            ("firstline", TicketState::Open),
            ("secondline", TicketState::Open),
            ("registered", TicketState::Open),
            ("gereed", TicketState::Done),
            ("afgemeld", TicketState::Done),
            ("aangemeld", TicketState::Open),
            ("geregistreerd", TicketState::Open),
        ],
        ..ROW
    },
    // REST (`objects` by class and key, each with its `fields`): the project's documentation of core/get. Priorities count
    // from the most urgent. The log is the agents'. Unconfirmed: which fields a query asks for.
    Helpdesk {
        id: "itop",
        name: "iTop",
        signatures: &[all(&["ref", "title", "caller id friendlyname|caller name|caller id", "org name|org id|service name"])],
        fields: &[
            (Field::Id, &["ref"]),
            (Field::InternalId, &["key", "id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["start date", "creation date"]),
            (Field::Updated, &["last update"]),
            (Field::Solved, &["resolution date", "close date"]),
            (Field::Status, &["status", "operational status"]),
            (Field::Priority, &["priority"]),
            (Field::Category, &["service name"]),
            (Field::Subcategory, &["servicesubcategory name"]),
            (Field::Kind, &["request type"]),
            (Field::Channel, &["origin"]),
            (Field::CustomerName, &["caller id friendlyname", "caller name"]),
            (Field::Organization, &["org name", "organization name"]),
            (Field::Answer, &["solution", "public log entries message"]),
            (
                Field::Other,
                &[
                    "code", "message", "class", "impact", "urgency", "agent id friendlyname", "agent name", "team name",
                    "public log entries date", "public log entries user login", "public log entries user id",
                    "public log entries message html", "assignment date",
                ],
            ),
        ],
        states: &[
            ("escalated tto", TicketState::Open),
            ("escalated ttr", TicketState::Open),
            ("escalated_tto", TicketState::Open),
            ("escalated_ttr", TicketState::Open),
            ("waiting_for_approval", TicketState::Pending),
        ],
        priorities: FROM_THE_MOST_URGENT,
        ..ROW
    },
];
