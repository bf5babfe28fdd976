//! What customers ask for and answer: feedback boards, notes, surveys.

use super::{Helpdesk, ROW, Unlike, all};
use crate::{ingest::columns::fields::Field, model::ticket::TicketState};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // API posts and the CSV made of them (from memory): ids are ObjectIds.
    Helpdesk {
        id: "canny",
        name: "Canny",
        signatures: &[
            all(&["title", "details", "score", "status", "board name|board"]),
            all(&["board", "post title", "post details"]),
        ],
        fields: &[
            (Field::Id, &["id", "post id"]),
            (Field::Subject, &["title", "post title"]),
            (Field::Body, &["details", "post details"]),
            (Field::Created, &["created", "post created"]),
            (Field::Status, &["status", "post status"]),
            (Field::Category, &["category name", "category", "board name", "board"]),
            (Field::Tags, &["tags name", "tags"]),
            (Field::CustomerEmail, &["author email"]),
            (Field::CustomerName, &["author name"]),
            (Field::Replies, &["comment count"]),
            (Field::Url, &["url", "post url"]),
            (
                Field::Other,
                &[
                    "score", "votes", "author id", "author url", "board id", "board url", "board created", "owner name",
                    "owner email", "status changed at", "eta", "category id", "author created",
                ],
            ),
        ],
        states: &[("under review", TicketState::Open), ("planned", TicketState::Open)],
        dated_ids: &["id", "post id"],
        ..ROW
    },
    // API v2 suggestions (from memory).
    Helpdesk {
        id: "uservoice",
        name: "UserVoice",
        signatures: &[all(&["title", "supporters count", "portal url|admin url|votes count"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["body", "text", "description"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["closed at"]),
            (Field::Status, &["state", "status name", "status"]),
            (Field::Category, &["category name", "category"]),
            (Field::Url, &["portal url", "admin url"]),
            (Field::Replies, &["comments count"]),
            (Field::CustomerEmail, &["creator email"]),
            (Field::Other, &["supporters count", "votes count", "average engagement", "body mime type", "supporting accounts count"]),
        ],
        states: &[("published", TicketState::Open), ("approved", TicketState::Open)],
        done_when: &["closed at"],
        ..ROW
    },
    // Notes of the API and their CSV (from memory): what somebody heard from a customer.
    Helpdesk {
        id: "productboard",
        name: "Productboard",
        signatures: &[
            all(&["content", "title", "display url|external display url"]),
            all(&["note title", "note text|note content"]),
        ],
        fields: &[
            (Field::Id, &["id", "note id"]),
            (Field::Subject, &["title", "note title"]),
            (Field::Body, &["content", "note text", "note content"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Status, &["state"]),
            (Field::Tags, &["tags", "tags name"]),
            (Field::CustomerEmail, &["user email"]),
            (Field::CustomerId, &["user id"]),
            (Field::Organization, &["company name", "company domain", "company id"]),
            (Field::Channel, &["source origin", "source"]),
            (Field::Url, &["display url", "external display url"]),
            (Field::Other, &["owner email", "owner name", "created by email", "source record id", "created by name"]),
        ],
        states: &[("processed", TicketState::Done), ("unprocessed", TicketState::Open)],
        ..ROW
    },
    // Results CSV (header verbatim in public code; questions are columns) and API responses (from memory).
    Helpdesk {
        id: "typeform",
        name: "Typeform",
        signatures: &[
            all(&["#", "submit date (utc)", "network id"]),
            all(&["token", "landed at", "submitted at"]),
        ],
        fields: &[
            (Field::Id, &["#", "token", "response id"]),
            (Field::Created, &["submit date (utc)", "submitted at", "start date (utc)"]),
            (Field::Body, &["answers"]),
            (Field::Tags, &["tags"]),
            (Field::InternalId, &["network id"]),
            (
                Field::Other,
                &[
                    "response type", "stage date (utc)", "ending", "landing id", "landed at", "metadata user agent",
                    "metadata platform", "metadata referer", "metadata browser", "metadata network id", "calculated score",
                    "answers field id", "answers field ref", "answers field type", "answers type",
                ],
            ),
        ],
        free_columns: true,
        ..ROW
    },
    // "All individual responses" CSV (header quoted in public code): a second header names the parts of each question and has
    // no respondent.
    Helpdesk {
        id: "surveymonkey",
        name: "SurveyMonkey",
        signatures: &[all(&["respondent id", "collector id"])],
        fields: &[
            (Field::Id, &["respondent id"]),
            (Field::Created, &["date created", "end date", "start date"]),
            (Field::Updated, &["date modified"]),
            (Field::CustomerEmail, &["email address"]),
            (Field::Other, &["collector id", "ip address", "first name", "last name", "custom data 1"]),
        ],
        needs: &["respondent id"],
        free_columns: true,
        ..ROW
    },
    // Responses CSV (names of columns in public code): below the header stand the questions, then the ids of the fields.
    Helpdesk {
        id: "qualtrics",
        name: "Qualtrics",
        signatures: &[all(&["start date", "end date", "response id", "progress", "finished|recorded date"])],
        fields: &[
            (Field::Id, &["response id"]),
            (Field::Created, &["recorded date", "end date", "start date"]),
            (Field::CustomerEmail, &["recipient email"]),
            (Field::Language, &["user language"]),
            (
                Field::Other,
                &[
                    "status", "ip address", "progress", "duration (in seconds)", "finished", "recipient last name",
                    "recipient first name", "external reference", "external data reference", "location latitude",
                    "location longitude", "distribution channel",
                ],
            ),
        ],
        unlike: &[Unlike { column: "response id", values: &["response id", "{\"importid\":\"_recordid\"}"] }],
        free_columns: true,
        ..ROW
    },
    // Responses of a form in a sheet: time first, then the address where the form asks for it; questions are columns.
    Helpdesk {
        id: "google-forms",
        name: "Google Forms",
        signatures: &[
            all(&["first column timestamp", "email address|username"]),
            all(&["first column zeitstempel", "e mail adresse|nutzername"]),
            all(&["first column horodateur", "adresse e mail|nom d utilisateur"]),
            all(&["first column marca temporal", "dirección de correo electrónico|nombre de usuario"]),
        ],
        fields: &[
            (Field::Created, &["timestamp", "zeitstempel", "horodateur", "marca temporal"]),
            (
                Field::CustomerEmail,
                &[
                    "email address", "username", "e mail adresse", "nutzername", "adresse e mail",
                    "dirección de correo electrónico",
                ],
            ),
        ],
        free_columns: true,
        ..ROW
    },
    // Responses of a form in a workbook (from memory): number, two times, who answers; questions are columns.
    Helpdesk {
        id: "microsoft-forms",
        name: "Microsoft Forms",
        signatures: &[
            all(&["first column id", "start time", "completion time", "email|name"]),
            all(&["first column id", "startzeit", "fertigstellungszeit"]),
            all(&["first column id", "heure de début", "heure de fin"]),
            all(&["first column id", "hora de inicio", "hora de finalización"]),
            all(&["first column id", "hora de início", "hora de conclusão"]),
            all(&["first column id", "ora di inizio", "ora di completamento"]),
            all(&["first column id", "begintijd", "tijd van voltooien"]),
        ],
        fields: &[
            (Field::Id, &["id"]),
            (
                Field::Created,
                &[
                    "completion time", "fertigstellungszeit", "heure de fin", "hora de finalización", "hora de conclusão",
                    "ora di completamento", "tijd van voltooien",
                ],
            ),
            (
                Field::CustomerEmail,
                &[
                    "email", "e mail", "adresse de messagerie", "correo electrónico", "email address", "e mailadres",
                    "posta elettronica",
                ],
            ),
            (Field::CustomerName, &["name", "nom", "nombre", "nome", "naam"]),
            (Field::Updated, &["last modified time", "uhrzeit der letzten änderung"]),
            (
                Field::Other,
                &[
                    "start time", "startzeit", "heure de début", "hora de inicio", "hora de início", "ora di inizio", "begintijd",
                    "language", "total points", "quiz feedback",
                ],
            ),
        ],
        free_columns: true,
        ..ROW
    },
    // Responses of the API (a published schema) and their CSV (from memory): a score of 0 to 10 with a comment, epoch seconds.
    Helpdesk {
        id: "delighted",
        name: "Delighted",
        signatures: &[
            all(&["score", "comment", "survey type", "person|person id|person email"]),
            all(&["score", "comment", "person id|response id", "permalink|email"]),
        ],
        fields: &[
            (Field::Id, &["response id", "id"]),
            (Field::Body, &["comment"]),
            (Field::Created, &["created at", "response created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Satisfaction, &["score"]),
            (Field::Tags, &["tags"]),
            (Field::CustomerEmail, &["person email", "email"]),
            (Field::CustomerId, &["person", "person id"]),
            (Field::Language, &["locale", "person properties locale"]),
            (Field::Url, &["permalink"]),
            (Field::Other, &["survey type", "name", "person name", "person properties delighted source", "person properties delighted device type"]),
        ],
        ..ROW
    },
    // Survey responses of the API (a published schema): epoch seconds or ISO dates.
    Helpdesk {
        id: "wootric",
        name: "Wootric",
        signatures: &[all(&["score", "text", "end user id|end user email", "survey id|origin url"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Body, &["text"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Satisfaction, &["score"]),
            (Field::CustomerEmail, &["end user email"]),
            (Field::CustomerId, &["end user id"]),
            (Field::Tags, &["tags name", "tags"]),
            (Field::Other, &["origin url", "ip address", "completed", "excluded from calculations", "survey id"]),
        ],
        ..ROW
    },
];
