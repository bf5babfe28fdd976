//! App reviews, complaints and forums: customer contact that is no helpdesk's.

use super::{Helpdesk, ROW, Unlike, all};
use crate::ingest::columns::fields::Field;

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Monthly reviews_<package>_<YYYYMM>.csv of the Play console: header verbatim, UTF-16.
    Helpdesk {
        id: "google-play",
        name: "Google Play",
        signatures: &[all(&["package name", "star rating", "review text"])],
        fields: &[
            (Field::Subject, &["review title"]),
            (Field::Body, &["review text"]),
            (Field::Created, &["review submit date and time"]),
            (Field::Updated, &["review last update date and time"]),
            (Field::Product, &["package name"]),
            (Field::Satisfaction, &["star rating"]),
            (Field::Version, &["app version name", "app version code"]),
            (Field::Url, &["review link"]),
            (
                Field::Other,
                &[
                    "device", "review submit millis since epoch", "review last update millis since epoch",
                    "developer reply date and time", "developer reply millis since epoch",
                ],
            ),
        ],
        ..ROW
    },
    // google-play-scraper and app-store-scraper frames saved as CSV; `at` is present and empty in some.
    Helpdesk {
        id: "app-reviews",
        name: "app reviews",
        signatures: &[
            all(&["content", "score", "at|review id|app|thumbs up count"]),
            all(&["review", "rating", "user name", "title", "date"]),
        ],
        fields: &[
            (Field::Id, &["review id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["content", "review"]),
            (Field::Created, &["at", "date"]),
            (Field::Product, &["app", "app id"]),
            (Field::Channel, &["source"]),
            (Field::Satisfaction, &["score", "rating"]),
            (Field::CustomerName, &["user name"]),
            (Field::Version, &["review created version", "app version"]),
            (
                Field::Other,
                &["sentiment score", "sentiment label", "cluster", "thumbs up count", "user image", "replied at"],
            ),
        ],
        ..ROW
    },
    // consumerfinance.gov complaint database. `Company` is the one complained of: the product's maker, not the customer's.
    Helpdesk {
        id: "cfpb",
        name: "CFPB complaints",
        signatures: &[all(&["date received", "issue", "sub issue|company response to consumer"])],
        fields: &[
            (Field::Id, &["complaint id"]),
            (Field::Body, &["consumer complaint narrative"]),
            (Field::Created, &["date received"]),
            (Field::Category, &["issue"]),
            (Field::Subcategory, &["sub issue"]),
            (Field::Product, &["product"]),
            (Field::Channel, &["submitted via"]),
            (
                Field::Other,
                &[
                    "company", "state", "sub product", "zip code", "tags", "consumer consent provided",
                    "date sent to company", "company response to consumer", "timely response", "consumer disputed",
                ],
            ),
        ],
        ..ROW
    },
    // Service requests on Socrata portals (NYC 311).
    Helpdesk {
        id: "socrata-311",
        name: "311 service requests",
        signatures: &[all(&["unique key", "complaint type"])],
        fields: &[
            (Field::Id, &["unique key"]),
            (Field::Category, &["complaint type"]),
            (Field::Subcategory, &["descriptor"]),
            (Field::Answer, &["resolution description"]),
            (Field::Other, &["agency", "agency name", "location type", "incident address"]),
        ],
        ..ROW
    },
    // "Customer Support on Twitter": companies' own tweets are not inbound.
    Helpdesk {
        id: "twcs",
        name: "customer support tweets",
        signatures: &[all(&["tweet id", "inbound", "in response to tweet id"])],
        fields: &[(Field::Id, &["tweet id"]), (Field::Body, &["text"]), (Field::CustomerId, &["author id"])],
        unlike: &[Unlike { column: "inbound", values: &["false"] }],
        ..ROW
    },
    // Topic JSON, topic lists, user archive (app/jobs/regular/export_csv_file.rb). The first post is the text.
    Helpdesk {
        id: "discourse",
        name: "Discourse",
        signatures: &[
            all(&["topic title", "is pm", "post"]),
            all(&["post stream posts first", "title"]),
            all(&["fancy title", "posts count", "slug"]),
        ],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title", "topic title"]),
            (Field::Body, &["post stream posts first", "post"]),
            (Field::Updated, &["last posted at"]),
            (Field::Category, &["category", "category id"]),
            (Field::Replies, &["reply count"]),
            (
                Field::Other,
                &["bumped at", "fancy title", "unicode title", "archetype", "slug", "last poster username", "excerpt"],
            ),
        ],
        ..ROW
    },
    // conversations.history pages and workspace exports, one message a record.
    Helpdesk {
        id: "slack",
        name: "Slack",
        signatures: &[all(&["ts", "text", "type", "user|subtype|bot id"])],
        fields: &[
            (Field::Id, &["channel and ts", "ts"]),
            (Field::Body, &["text"]),
            (Field::Created, &["ts"]),
            (Field::Category, &["channel"]),
            (Field::CustomerId, &["user"]),
            (Field::Replies, &["reply count"]),
            (Field::Other, &["subtype", "type", "thread ts"]),
        ],
        unlike: &[Unlike {
            column: "subtype",
            values: &[
                "channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "bot_message",
                "channel_archive", "file_comment",
            ],
        }],
        ..ROW
    },
    // Mailboxes and folders of mails, one thread a record.
    Helpdesk {
        id: "mail",
        name: "E-mail",
        signatures: &[all(&["message id", "thread", "in reply to", "from email", "direction"])],
        fields: &[
            (Field::Id, &["thread"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["body"]),
            (Field::Created, &["date"]),
            (Field::CustomerEmail, &["from email"]),
            (Field::CustomerName, &["from name"]),
            (Field::Category, &["folder", "list"]),
            (Field::Tags, &["labels"]),
            (Field::Priority, &["priority"]),
            (Field::Replies, &["replies"]),
            (Field::Other, &["message id", "in reply to", "references", "reply to", "to", "direction"]),
        ],
        ..ROW
    },
    // Questions of the StackExchange API (epoch seconds).
    Helpdesk {
        id: "stackexchange",
        name: "StackExchange",
        signatures: &[all(&["question id", "is answered"])],
        fields: &[
            (Field::Id, &["question id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["body", "body markdown"]),
            (Field::Created, &["creation date"]),
            (Field::Updated, &["last activity date", "last edit date"]),
            (Field::Solved, &["closed date"]),
            (Field::Replies, &["answer count"]),
            (Field::Url, &["link"]),
            (Field::CustomerId, &["owner user id"]),
            (
                Field::Other,
                &["score", "view count", "owner link", "owner profile image", "owner display name", "protected date"],
            ),
        ],
        ..ROW
    },
];
