//! Tickets and cases of systems that manage customers.
//!
//! What no real export or documentation confirmed says so in its comment ("unconfirmed").

use super::{Helpdesk, ROW, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // OData service c4codataapi, ServiceRequestCollection: documentation of SAP Cloud for Customer. Unconfirmed: what a
    // download of the list of tickets calls its columns.
    Helpdesk {
        id: "sap-service-cloud",
        name: "SAP Service Cloud",
        signatures: &[all(&[
            "service request user life cycle status code|service request life cycle status code",
            "buyer party id|buyer main contact party id|service priority code",
        ])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["name"]),
            (Field::Created, &["creation date time", "created on"]),
            (Field::Updated, &["last change date time"]),
            (Field::Solved, &["resolved on date time"]),
            (
                Field::Status,
                &["service request user life cycle status code text", "service request life cycle status code text"],
            ),
            (Field::Priority, &["service priority code text"]),
            (Field::Category, &["service issue category id", "incident service issue category id"]),
            (Field::Product, &["product description"]),
            (Field::Channel, &["data origin type code text"]),
            (Field::CustomerId, &["buyer main contact party id"]),
            (Field::CustomerName, &["buyer main contact party name"]),
            (Field::Organization, &["buyer party name"]),
            (
                Field::Other,
                &["created by", "object id", "processor party name", "escalation status code text", "completion on date"],
            ),
        ],
        ..ROW
    },
    // API v3 objects/tickets: documentation (`properties`, time to close in milliseconds, stage an internal number).
    // Unconfirmed: labels of the CRM export (`Record ID` is newer), lists of people `Name (email)` with `;`, values of
    // checkboxes with `;`, stages 1-4 of the first pipeline, stages spelled `New (Support Pipeline)`, labels in German.
    Helpdesk {
        id: "hubspot",
        name: "HubSpot",
        signatures: &[
            all(&["ticket name", "pipeline|ticket status"]),
            all(&["hs pipeline stage"]),
            all(&["ticket name", "create date", "ticket id|record id"]),
            all(&["ticketname|ticket name", "pipeline", "ticketstatus|datensatz id|erstellungsdatum"]),
        ],
        fields: &[
            (Field::Id, &["ticket id", "record id", "datensatz id", "id", "hs object id"]),
            (Field::Subject, &["ticket name", "ticketname", "subject"]),
            (Field::Body, &["ticket description", "ticketbeschreibung", "content"]),
            (Field::Created, &["create date", "createdate", "created at", "erstellungsdatum"]),
            (Field::Updated, &["last modified date", "hs lastmodifieddate", "updated at"]),
            (Field::Solved, &["close date", "closed date", "abschlussdatum"]),
            (Field::Status, &["ticket status", "ticketstatus", "hs pipeline stage"]),
            (Field::Priority, &["priority", "hs ticket priority", "priorität"]),
            (Field::Category, &["category", "hs ticket category", "kategorie"]),
            (Field::Channel, &["source", "source type", "quelle"]),
            (
                Field::CustomerName,
                &["associated contact", "associated contact email", "primary associated contact", "zugeordneter kontakt"],
            ),
            (Field::CustomerId, &["associated contact ids", "associations contacts results id"]),
            (
                Field::Organization,
                &[
                    "associated company (primary)", "associated company", "primary associated company", "zugeordnetes unternehmen",
                    "associations companies results id",
                ],
            ),
            (Field::Satisfaction, &["hs csat rating", "last csat survey rating", "hs last csat survey rating"]),
            (
                Field::Other,
                &[
                    "pipeline", "hs pipeline", "archived", "time to close", "time to close (hh mm ss)",
                    "time to first agent email reply", "associated company ids", "hubspot owner id", "ticket owner",
                    "hs resolution", "associated deal", "associated deal ids",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Pending),
            ("3", TicketState::Open),
            ("4", TicketState::Done),
            // Agents have to act.
            ("waiting on us", TicketState::Open),
        ],
        unlike: &[Unlike { column: "archived", values: &["true"] }],
        handle_unit: Unit::Milliseconds,
        listed_categories: true,
        ..ROW
    },
    // Case.csv of a real data export (API names; custom fields end in `__c`); tree JSON of a real sample; "Details Only"
    // reports: documentation for Case Number, Owner, Record Type, Account Name, Date/Time Opened and Closed, `02/23/20 6:12 PM`.
    // Unconfirmed: other labels, the report's footer, capital headers of the Data Loader, the REST query's shape.
    Helpdesk {
        id: "salesforce",
        name: "Salesforce Service Cloud",
        signatures: &[
            all(&["case number", "is deleted|system modstamp"]),
            all(&["case number", "date time opened|case owner|case origin|opened date"]),
            all(&["case number", "attributes type"]),
            all(&["attributes type", "subject", "origin"]),
        ],
        fields: &[
            (Field::Id, &["case number", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created date", "date time opened", "opened date"]),
            (Field::Updated, &["last modified date", "case last modified date", "system modstamp"]),
            (Field::Solved, &["closed date", "date time closed"]),
            (Field::Status, &["status"]),
            (Field::Kind, &["type", "case record type", "case type"]),
            (Field::Category, &["reason", "case reason"]),
            (Field::Product, &["product", "product name"]),
            (Field::Channel, &["origin", "case origin"]),
            (Field::CustomerEmail, &["supplied email", "contact email", "web email"]),
            (Field::CustomerId, &["contact id"]),
            (Field::CustomerName, &["contact name", "supplied name", "web name"]),
            (Field::Organization, &["account name", "account id", "supplied company"]),
            (
                Field::Other,
                &[
                    "attributes type", "attributes reference id", "attributes url", "owner id", "case owner",
                    "age (hours)", "age", "open", "closed", "parent id", "parent case number", "master record id",
                    "sla start date", "sla exit date", "stop start date", "business hours id", "product id",
                    "created by id", "last modified by id", "case owner alias", "owner name",
                ],
            ),
        ],
        unlike: &[Unlike { column: "is deleted", values: &["true", "1"] }],
        ..ROW
    },
    // Hidden first columns of the list export: two independent exports; related columns are spelled `Serial Number
    // (Inventory) (Inventory)`. Unconfirmed: some view columns, the Web API's entity incident with its numbers (priority 1 high,
    // 2 normal, 3 low; status reason 1-4 open, 5 and 1000 solved, 6 canceled, 2000 merged; origin 1 phone, 2 e-mail,
    // 3 web) and its formatted values.
    Helpdesk {
        id: "dynamics",
        name: "Microsoft Dynamics 365",
        signatures: &[
            all(&["(do not modify) case|(do not modify) row checksum"]),
            all(&["incidentid", "ticketnumber|title"]),
            all(&["case title", "case number", "status reason|created on"]),
        ],
        fields: &[
            (Field::Id, &["case number", "ticketnumber"]),
            (Field::Subject, &["case title", "title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created on", "createdon"]),
            (Field::Updated, &["modified on", "modifiedon"]),
            (Field::Solved, &["resolved on", "resolvedon"]),
            (
                Field::Category,
                &["subject", "subjectid value o data community display v1 formatted value"],
            ),
            (Field::Kind, &["case type", "casetypecode o data community display v1 formatted value"]),
            (
                Field::Status,
                &["status reason", "status", "statuscode o data community display v1 formatted value", "statuscode"],
            ),
            (Field::Priority, &["priority", "prioritycode o data community display v1 formatted value", "prioritycode"]),
            (Field::Product, &["product", "productid value o data community display v1 formatted value"]),
            (
                Field::Channel,
                &["origin", "caseorigincode o data community display v1 formatted value", "caseorigincode"],
            ),
            (Field::CustomerEmail, &["emailaddress", "email address"]),
            (
                Field::CustomerName,
                &["customer", "customerid value o data community display v1 formatted value", "customerid value"],
            ),
            (Field::InternalId, &["incidentid", "(do not modify) case"]),
            (
                Field::Other,
                &[
                    "(do not modify) row checksum", "(do not modify) modified on", "statecode", "casetypecode",
                    "severitycode", "resolved by", "ownerid value o data community display v1 formatted value",
                    "subjectid value", "productid value", "ownerid value",
                    "statecode o data community display v1 formatted value", "o data etag",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Pending),
            ("3", TicketState::Pending),
            ("4", TicketState::Open),
            ("5", TicketState::Done),
            ("6", TicketState::Done),
            ("1000", TicketState::Done),
            ("problem solved", TicketState::Done),
            ("information provided", TicketState::Done),
            ("waiting for details", TicketState::Pending),
            ("researching", TicketState::Open),
        ],
        priorities: &[("1", Priority::High), ("2", Priority::Normal), ("3", Priority::Low)],
        channels: &[("1", "Phone"), ("2", "Email"), ("3", "Web")],
        unlike: &[
            Unlike { column: "statuscode", values: &["2000"] },
            Unlike { column: "status reason", values: &["merged"] },
        ],
        ..ROW
    },
];
