//! Reviews in app stores and on rating sites.

use super::{Helpdesk, ROW, Signature, all};
use crate::ingest::columns::fields::Field;

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Monthly reviews_<package>_<YYYYMM>.csv of the Play console: header verbatim, UTF-16, texts empty where only stars were
    // given. API reviews: the customer's comment is the first of a list; a title stands before the text, parted by a tab
    // (developers.google.com).
    Helpdesk {
        id: "google-play",
        name: "Google Play",
        signatures: &[
            all(&["package name", "star rating", "review text"]),
            all(&["review id", "author name", "comments first", "comments first user comment star rating"]),
        ],
        fields: &[
            (Field::Id, &["review id"]),
            (Field::Subject, &["review title"]),
            (Field::Body, &["review text", "comments first"]),
            (Field::Created, &["review submit date and time", "comments first user comment last modified seconds"]),
            (Field::Updated, &["review last update date and time"]),
            (Field::Product, &["package name"]),
            (Field::Satisfaction, &["star rating", "comments first user comment star rating"]),
            (Field::Language, &["reviewer language", "comments first user comment reviewer language"]),
            (
                Field::Version,
                &[
                    "app version name", "app version code", "comments first user comment app version name",
                    "comments first user comment app version code",
                ],
            ),
            (Field::CustomerName, &["author name"]),
            (Field::Url, &["review link"]),
            (Field::Answer, &["developer reply text"]),
            (
                Field::Other,
                &[
                    "device", "review submit millis since epoch", "review last update millis since epoch",
                    "developer reply date and time", "developer reply millis since epoch",
                    "comments first user comment last modified nanos", "comments first user comment device",
                    "comments first user comment thumbs up count", "comments first user comment thumbs down count",
                    "comments first user comment android os version",
                ],
            ),
        ],
        tabbed_subject: true,
        ..ROW
    },
    // google-play-scraper and app-store-scraper, Python and JavaScript, saved as CSV or JSON: real files (`at` is there and
    // empty in some), the JavaScript shapes from memory.
    Helpdesk {
        id: "app-reviews",
        name: "app reviews",
        signatures: &[
            all(&["content", "score", "at|review id|app|thumbs up count"]),
            all(&["review", "rating", "user name", "title", "date"]),
            all(&["user name", "score", "text", "url", "version|thumbs up"]),
        ],
        fields: &[
            (Field::Id, &["review id", "id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["content", "review", "text"]),
            (Field::Created, &["at", "date", "updated"]),
            (Field::Product, &["app", "app id"]),
            (Field::Channel, &["source"]),
            (Field::Satisfaction, &["score", "rating"]),
            (Field::CustomerName, &["user name"]),
            (Field::Version, &["review created version", "app version", "version"]),
            (Field::Url, &["url"]),
            (Field::Answer, &["reply content", "reply text", "developer response body", "developer response"]),
            (
                Field::Other,
                &[
                    "sentiment score", "sentiment label", "cluster", "thumbs up count", "thumbs up", "user image",
                    "user url", "replied at", "reply date", "score text", "is edited", "developer response modified",
                    "developer response id",
                ],
            ),
        ],
        ..ROW
    },
    // Feed of the iTunes store (`im:rating`; the application itself can stand first) and App Store Connect's customerReviews:
    // from memory.
    Helpdesk {
        id: "app-store",
        name: "App Store",
        signatures: &[
            all(&["im rating label", "title label", "content label"]),
            all(&["reviewer nickname", "rating", "territory"]),
        ],
        fields: &[
            (Field::Id, &["id label", "id"]),
            (Field::Subject, &["title label", "title"]),
            (Field::Body, &["content label", "body"]),
            (Field::Created, &["updated label", "created date"]),
            (Field::Satisfaction, &["im rating label", "rating"]),
            (Field::Version, &["im version label"]),
            (Field::CustomerName, &["author name label", "reviewer nickname"]),
            (
                Field::Other,
                &[
                    "author uri label", "im content type attributes label", "im content type attributes term",
                    "im vote sum label", "im vote count label", "link attributes href", "link attributes rel", "type",
                    "territory", "content attributes type", "links self",
                ],
            ),
        ],
        needs: &["im rating label"],
        ..ROW
    },
    // Business CSV (names of its columns in a public exporter that rebuilds it) and API reviews (from memory).
    Helpdesk {
        id: "trustpilot",
        name: "Trustpilot",
        signatures: &[
            all(&["review stars", "review content", "review id"]),
            all(&["stars", "consumer display name", "text", "title"]),
        ],
        fields: &[
            (Field::Id, &["review id", "id"]),
            (Field::Subject, &["review title", "title"]),
            (Field::Body, &["review content", "text"]),
            (Field::Created, &["review created (utc)", "review created", "created at"]),
            (Field::Updated, &["review updated (utc)", "updated at"]),
            (Field::Satisfaction, &["review stars", "stars"]),
            (Field::Product, &["webshop name", "business unit display name"]),
            (Field::CustomerEmail, &["review user email"]),
            (Field::CustomerId, &["review consumer user id", "consumer id"]),
            (Field::CustomerName, &["review username", "consumer display name"]),
            (Field::Language, &["review language", "language"]),
            (Field::Tags, &["tags", "review tags"]),
            (Field::Url, &["review url"]),
            (Field::Answer, &["company reply", "company reply text", "review reply"]),
            (
                Field::Other,
                &[
                    "domain url", "business unit id", "company reply date (utc)", "location name", "location id",
                    "source name", "status", "is verified", "consumer number of reviews", "consumer display location",
                    "company reply created at", "number of likes",
                ],
            ),
        ],
        ..ROW
    },
    // Survey responses of the API (from memory): the answer to what is disliked says what to fix, praise stands in for it.
    Helpdesk {
        id: "g2",
        name: "G2",
        signatures: &[all(&["star rating", "title", "comment answers*"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (
                Field::Body,
                &["comment answers hate value", "comment answers recommendations value", "comment answers benefits value", "comment answers love value"],
            ),
            (Field::Created, &["submitted at", "published at"]),
            (Field::Updated, &["updated at"]),
            (Field::Satisfaction, &["star rating"]),
            (Field::Product, &["product name"]),
            (Field::CustomerName, &["user name"]),
            (Field::Url, &["url", "public url"]),
            (
                Field::Other,
                &[
                    "type", "comment answers love text", "comment answers hate text", "comment answers benefits text",
                    "comment answers recommendations text", "links self", "slug", "regions", "is public", "votes up", "votes down",
                ],
            ),
        ],
        ..ROW
    },
    // Amazon's and Yelp's public data sets of reviews (their descriptions): epoch seconds or dates, stars as `overall`.
    Helpdesk {
        id: "product-reviews",
        name: "product reviews",
        signatures: &[
            Signature { all: &["reviewer id", "asin", "review text", "overall"], none: &[] },
            Signature { all: &["review id", "business id", "stars", "text", "date"], none: &[] },
        ],
        fields: &[
            (Field::Id, &["review id"]),
            (Field::Subject, &["summary"]),
            (Field::Body, &["review text", "text"]),
            (Field::Created, &["unix review time", "date"]),
            (Field::Satisfaction, &["overall", "stars"]),
            (Field::Product, &["asin", "business id"]),
            (Field::CustomerId, &["reviewer id", "user id"]),
            (Field::Other, &["review time", "reviewer name", "helpful", "vote", "useful", "funny", "cool", "verified"]),
        ],
        ..ROW
    },
];
