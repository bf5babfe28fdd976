//! Complaints, service requests and bug reports that were published as data.

use super::{Helpdesk, ROW, Signature, all};
use crate::{ingest::columns::fields::Field, model::ticket::TicketState};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // consumerfinance.gov complaint database: CSV with and without narratives (real file), JSON of its API (from memory).
    // `Company` is the one complained of: the product's maker, not the customer's.
    Helpdesk {
        id: "cfpb",
        name: "CFPB complaints",
        signatures: &[
            all(&["date received", "issue", "sub issue|company response to consumer"]),
            all(&["complaint what happened", "issue", "date received"]),
        ],
        fields: &[
            (Field::Id, &["complaint id"]),
            (Field::Body, &["consumer complaint narrative", "complaint what happened"]),
            (Field::Created, &["date received"]),
            (Field::Category, &["issue"]),
            (Field::Subcategory, &["sub issue"]),
            (Field::Product, &["product"]),
            (Field::Channel, &["submitted via"]),
            (
                Field::Other,
                &[
                    "company", "state", "sub product", "zip code", "tags", "consumer consent provided",
                    "date sent to company", "company response to consumer", "company response", "timely response", "timely",
                    "consumer disputed", "company public response", "id", "score", "index",
                ],
            ),
        ],
        pages: &["https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/{complaint id}"],
        ..ROW
    },
    // Service requests of cities: New York's portal (real file; labels of its CSV from memory), Chicago, San Francisco,
    // Boston and the Open311 interface (from memory).
    Helpdesk {
        id: "socrata-311",
        name: "311 service requests",
        signatures: &[
            all(&["unique key", "complaint type"]),
            all(&["sr number", "sr type"]),
            all(&["service request id", "service name"]),
            all(&["case enquiry id", "case title"]),
        ],
        fields: &[
            (Field::Id, &["unique key", "sr number", "service request id", "case enquiry id"]),
            (Field::Subject, &["case title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created date", "requested datetime", "open dt"]),
            (Field::Updated, &["resolution action updated date", "last modified date", "updated datetime"]),
            (Field::Solved, &["closed date", "closed dt"]),
            (Field::Status, &["status", "case status", "status description"]),
            (Field::Category, &["complaint type", "sr type", "service name", "reason"]),
            (Field::Subcategory, &["descriptor", "service subtype", "type"]),
            (Field::Channel, &["open data channel type", "source", "origin"]),
            (Field::Answer, &["resolution description", "status notes", "closure reason"]),
            (
                Field::Other,
                &[
                    "agency", "agency name", "location type", "incident address", "owner department", "service code",
                    "agency responsible", "service details", "address", "subject", "department", "queue", "sr short code",
                    "due date", "expected datetime", "sla target dt", "target dt", "on time", "ontime", "borough", "city",
                ],
            ),
        ],
        ..ROW
    },
    // Bug reports of open projects with their duplicates, as published for research (header from memory).
    Helpdesk {
        id: "bug-data",
        name: "bug report data set",
        signatures: &[
            all(&["issue id", "duplicated issue", "title", "description"]),
            Signature { all: &["bug id", "dup id|duplicates", "title|short desc|summary", "description"], none: &["bug status"] },
        ],
        fields: &[
            (Field::Id, &["issue id", "bug id"]),
            (Field::Subject, &["title", "short desc", "summary"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created time", "created at"]),
            (Field::Solved, &["resolved time"]),
            (Field::Status, &["status"]),
            (Field::Priority, &["priority"]),
            (Field::Category, &["component"]),
            (Field::Product, &["product"]),
            (Field::Version, &["version"]),
            (Field::DuplicateOf, &["duplicated issue", "dup id"]),
            (Field::Other, &["resolution", "duplicates"]),
        ],
        states: &[("verified", TicketState::Done)],
        ..ROW
    },
];
