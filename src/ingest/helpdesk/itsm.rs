//! Service desks of IT departments.
//!
//! What no real export or documentation confirmed says so in its comment ("unconfirmed").

use super::{
    Helpdesk, ROW, Unlike, all,
    ticketing::{FRESHWORKS_PRIORITIES, FRESHWORKS_STATES},
};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // List CSV of a real account (header): other capitals than Freshdesk, three levels of category, custom names may
    // repeat. REST: schema of the tickets stream. Unconfirmed: names of the sources 1-4.
    Helpdesk {
        id: "freshservice",
        name: "Freshservice",
        signatures: &[
            all(&["ticket id", "created time", "requester vip|experience score|approval status"]),
            all(&["ticket id", "created time", "sub category", "item"]),
            all(&["responder id", "department id|item category"]),
        ],
        fields: &[
            (Field::Id, &["ticket id", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["description text", "description"]),
            (Field::Created, &["created time", "created at"]),
            (Field::Updated, &["last updated time", "updated at"]),
            (Field::Solved, &["resolved time", "closed time", "stats resolved at"]),
            (Field::FirstResponse, &["initial response time"]),
            (Field::Category, &["category"]),
            (Field::Subcategory, &["sub category", "item", "item category"]),
            (Field::Kind, &["type"]),
            (Field::Channel, &["source"]),
            (Field::CustomerEmail, &["requester email"]),
            (Field::CustomerId, &["requester id"]),
            (Field::CustomerName, &["requester name"]),
            (Field::Organization, &["company", "department name"]),
            (Field::Satisfaction, &["survey result", "experience score", "overall rating"]),
            (Field::Handle, &["time tracked"]),
            (Field::Replies, &["agent interactions"]),
            (
                Field::Other,
                &[
                    "group", "department id", "customer interactions", "impact", "urgency", "association type",
                    "requester location", "requester vip", "workspace id", "requested for id", "approval status",
                ],
            ),
        ],
        states: FRESHWORKS_STATES,
        priorities: FRESHWORKS_PRIORITIES,
        channels: &[("1", "Email"), ("2", "Portal"), ("3", "Phone"), ("4", "Chat")],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "deleted", values: &["true"] }],
        handle_unit: Unit::Hours,
        ..ROW
    },
    // List CSV with field names and display values (`4 - Low`), Excel with labels, JSONv2 and XML unload: real exports.
    // Numbers of state and priority: base system of the incident table, seen in them (8 canceled; -100 means nothing).
    // Durations are dates counted from 1970, or seconds (`_stc`): elapsed, not work. Event logs repeat a number.
    // Unconfirmed: the Table API's `result`, labels in other languages. "Resolution notes" and work notes are the agents'.
    Helpdesk {
        id: "servicenow",
        name: "ServiceNow",
        signatures: &[
            all(&["number", "short description"]),
            all(&["sys id|sys created on", "short description"]),
            all(&["number", "sys mod count", "incident state|state"]),
            all(&["nummer", "kurzbeschreibung", "anrufer|zuweisungsgruppe|geöffnet"]),
            all(&["número", "descripción breve|breve descripción", "grupo de asignación|abierto|solicitante"]),
            all(&["numéro", "brève description|description brève", "groupe d affectation|ouvert|appelant"]),
            all(&["número", "descrição resumida|descrição breve", "aberto(a)|aberto(a) por|grupo de atribuição"]),
        ],
        fields: &[
            (Field::Id, &["number", "nummer", "número", "numéro"]),
            (Field::InternalId, &["sys id"]),
            (
                Field::Subject,
                &[
                    "short description", "kurzbeschreibung", "descripción breve", "breve descripción",
                    "brève description", "description brève", "descrição resumida", "descrição breve",
                ],
            ),
            (Field::Body, &["description", "beschreibung", "descripción", "descrição"]),
            (
                Field::Created,
                &[
                    "opened at", "opened", "geöffnet", "abierto", "ouvert", "aberto(a)", "aberto", "sys created on", "created",
                    "sys created at",
                ],
            ),
            (Field::Updated, &["sys updated on", "updated", "sys updated at", "aktualisiert", "actualizado", "atualizado(a)", "atualizado"]),
            (
                Field::Solved,
                &[
                    "resolved at", "resolved", "gelöst", "resuelto", "résolu", "resolvido(a)", "resolvido", "closed at", "closed",
                    "geschlossen", "cerrado", "fermé", "encerrado(a)", "fechado(a)",
                ],
            ),
            (Field::Status, &["state", "incident state"]),
            (Field::Priority, &["priority"]),
            // Requests and their tasks are called after the item of the catalogue.
            (Field::Category, &["category", "kategorie", "cat item", "request item cat item"]),
            (Field::Subcategory, &["subcategory", "u symptom"]),
            (Field::Product, &["cmdb ci", "business service", "configuration item"]),
            (Field::Channel, &["contact type", "channel"]),
            (
                Field::CustomerName,
                &[
                    "caller id", "caller", "anrufer", "appelant", "autor de la llamada", "solicitante", "requested for",
                    "u requested for", "request item requested for", "request item u requested for", "request requested for",
                    "requested by", "u requested by", "request requested by", "affected user", "opened by", "geöffnet von",
                    "abierto por", "ouvert par", "aberto(a) por",
                ],
            ),
            (Field::CustomerEmail, &["u sender address"]),
            (Field::Organization, &["company"]),
            (Field::Handle, &["time worked"]),
            (Field::Reopens, &["reopen count"]),
            (Field::Conversation, &["comments", "additional comments", "comments and work notes"]),
            (
                Field::Other,
                &[
                    "close notes", "work notes", "close code", "resolution code", "resolution notes", "active",
                    "knowledge", "notify", "impact", "urgency", "severity", "reassignment count", "assignment group",
                    "location", "business duration", "calendar duration", "business stc", "calendar stc", "duration",
                    "problem id", "parent incident", "made sla", "escalation", "sys domain", "sys class name",
                    "upon approval", "upon reject", "zuweisungsgruppe", "order", "work start", "work end", "request item",
                    "request", "parent", "grupo de asignación", "asignado a", "actualizado por", "código de resolución",
                    "notas de resolución", "groupe d affectation", "grupo de atribuição", "atribuído(a) a", "atualizado(a) por",
                    "código de resolução", "notas de resolução",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Open),
            ("3", TicketState::Pending),
            ("6", TicketState::Done),
            ("7", TicketState::Done),
            ("8", TicketState::Done),
        ],
        handle_unit: Unit::Seconds,
        ..ROW
    },
    // Unconfirmed: the request list and reports (title and totals above the header, `-` and `Not Assigned` for
    // nothing), API v3 (`requests`, times as display value and milliseconds).
    Helpdesk {
        id: "servicedesk-plus",
        name: "ManageEngine ServiceDesk Plus",
        signatures: &[
            all(&["request id", "technician"]),
            all(&["wrapper requests", "subject", "created time"]),
            all(&["subject", "created time", "requester email id", "status name"]),
        ],
        fields: &[
            (Field::Id, &["request id", "display id", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["description", "short description"]),
            (Field::Created, &["created time"]),
            (Field::Updated, &["last updated time"]),
            (Field::Solved, &["resolved time", "completed time"]),
            (Field::Status, &["request status", "status name", "status"]),
            (Field::Priority, &["priority name", "priority"]),
            (Field::Category, &["category name", "category"]),
            (Field::Subcategory, &["subcategory name", "subcategory", "item name", "item"]),
            (Field::Kind, &["request type name", "request type"]),
            (Field::Channel, &["request mode", "mode name", "mode"]),
            (Field::CustomerEmail, &["requester email id", "requester email"]),
            (Field::CustomerName, &["requester name", "requester"]),
            (Field::Organization, &["account name", "account"]),
            (
                Field::Other,
                &[
                    "resolution", "resolution content", "level", "level name", "site", "site name", "department",
                    "department name", "time elapsed", "impact", "impact name", "urgency", "urgency name", "group",
                    "group name", "technician", "technician name", "technician email id", "responded time",
                    "dueby time", "due by time", "template name", "overdue status", "created by name",
                    "created by email id", "id internal", "subject internal",
                ],
            ),
        ],
        unlike: &[Unlike { column: "is trashed", values: &["true"] }],
        ..ROW
    },
    // Unconfirmed: Samanage's CSV; API and XML (`name` is the title, HTML description, `…-05:00` times).
    Helpdesk {
        id: "solarwinds",
        name: "SolarWinds Service Desk",
        signatures: &[
            all(&["number", "assigned to", "created at", "time to resolve|subcategory|resolved at"]),
            all(&["number", "name", "state", "requester*", "category*", "description", "assignee*|href|is service request"]),
        ],
        fields: &[
            (Field::Id, &["number"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["title", "name"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["resolved at"]),
            (Field::Status, &["state"]),
            (Field::Category, &["category name", "category"]),
            (Field::Subcategory, &["subcategory name", "subcategory"]),
            (Field::CustomerEmail, &["requester email"]),
            (Field::CustomerName, &["requester name", "requester"]),
            (Field::Channel, &["origin"]),
            (Field::Tags, &["tags", "tags name"]),
            (
                Field::Other,
                &[
                    "site", "department", "site name", "department name", "href", "time to resolve", "assignee name",
                    "assignee email", "created by name", "created by email", "resolution", "resolution description",
                ],
            ),
        ],
        states: &[("awaiting input", TicketState::Pending)],
        pages: &["https://app.samanage.com/incidents/{id}"],
        ..ROW
    },
    // Unconfirmed: the tab separated list of the on-premise product.
    Helpdesk {
        id: "web-help-desk",
        name: "SolarWinds Web Help Desk",
        signatures: &[all(&["request detail", "request type", "client|tech"])],
        fields: &[
            (Field::Id, &["no", "ticket no", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["request detail"]),
            (Field::Created, &["date", "report date", "open date"]),
            (Field::Solved, &["close date", "closed date"]),
            (Field::Category, &["request type"]),
            (Field::CustomerName, &["client"]),
            (Field::Other, &["tech", "notes"]),
        ],
        ..ROW
    },
    // Unconfirmed: the cloud's JSON (`tickets` beside users) and CSV; priority 1 is the most urgent of three.
    Helpdesk {
        id: "spiceworks",
        name: "Spiceworks",
        signatures: &[
            all(&["summary", "description", "created by email|assignee email|ticket notes first"]),
            all(&["ticket number", "summary", "created on", "time to resolve|closed on|due on"]),
        ],
        fields: &[
            (Field::Id, &["ticket number", "import id", "id"]),
            (Field::Subject, &["summary"]),
            (Field::Body, &["description", "ticket notes first", "comments first"]),
            (Field::Created, &["created on", "created at"]),
            (Field::Updated, &["updated on", "updated at"]),
            (Field::Solved, &["closed on", "closed at"]),
            (Field::CustomerEmail, &["created by email"]),
            (Field::CustomerName, &["created by", "creator"]),
            (Field::Organization, &["organization"]),
            (Field::Other, &["time to resolve", "due on", "due at", "assignee email"]),
        ],
        priorities: &[("1", Priority::High), ("2", Priority::Normal), ("3", Priority::Low), ("med", Priority::Normal)],
        ..ROW
    },
    // Query of the REST API written as CSV (header and rows of a real account: status 5 has a completion date; queues,
    // people and kinds are numbers). Unconfirmed: the numbers of other states. Priorities are each account's.
    Helpdesk {
        id: "autotask",
        name: "Autotask PSA",
        signatures: &[all(&["ticket number", "queue id", "company id", "create date"])],
        fields: &[
            (Field::Id, &["ticket number"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["create date"]),
            (Field::Updated, &["last activity date"]),
            (Field::Solved, &["resolved date time", "completed date"]),
            (Field::FirstResponse, &["first response date time"]),
            (Field::Status, &["status"]),
            (Field::Priority, &["priority"]),
            (Field::CustomerId, &["contact id"]),
            (Field::Organization, &["company id"]),
            (
                Field::Other,
                &[
                    "resolution", "queue id", "issue type", "sub issue type", "ticket category", "ticket type", "source",
                    "due date time", "assigned resource id", "creator resource id", "creator type",
                    "user defined fields",
                ],
            ),
        ],
        states: &[("1", TicketState::Open), ("5", TicketState::Done)],
        ..ROW
    },
];
