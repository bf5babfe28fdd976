//! Forums, questions and answers, chats, social networks.

use super::{Helpdesk, ROW, Signature, Unlike, all};
use crate::ingest::columns::fields::Field;

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Topic JSON and topic lists of real files, user archive (app/jobs/regular/export_csv_file.rb). The first post is the text,
    // in HTML.
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
            (Field::Created, &["created at"]),
            (Field::Updated, &["last posted at"]),
            (Field::Category, &["category", "category id"]),
            (Field::Subcategory, &["sub category"]),
            (Field::CustomerName, &["details created by username", "post stream posts first username", "username"]),
            (Field::Replies, &["reply count"]),
            (Field::Url, &["url"]),
            (
                Field::Other,
                &[
                    "bumped at", "fancy title", "unicode title", "archetype", "slug", "last poster username", "excerpt",
                    "like count", "views", "posts count", "image url", "details last poster username", "is pm",
                    "details created by name", "details last poster name", "details created by avatar template",
                    "details last poster avatar template", "post stream posts first created at",
                    "post stream posts first updated at", "post stream posts first name", "highest post number",
                ],
            ),
        ],
        unlike: &[Unlike { column: "archetype", values: &["banner"] }],
        done_when: &["closed", "archived", "has accepted answer", "accepted answer post number"],
        ..ROW
    },
    // conversations.history pages and workspace exports of real files, one message a record; joins and other news of the
    // channel are no messages (subtypes of the API's documentation).
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
            (Field::Other, &["subtype", "type", "thread ts", "user profile real name", "user profile display name", "user profile name", "username", "team", "client msg id"]),
        ],
        unlike: &[Unlike {
            column: "subtype",
            values: &[
                "channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "bot_message",
                "channel_archive", "channel_unarchive", "file_comment", "group_join", "group_leave", "group_topic",
                "group_purpose", "group_name", "bot_add", "bot_remove", "pinned_item", "unpinned_item", "tombstone",
                "channel_convert_to_private", "reminder_add", "huddle_thread", "channel_posting_permissions",
            ],
        }],
        ..ROW
    },
    // Chats of messengers, one message a record; the opening ones are tickets (`chats`).
    Helpdesk {
        id: "chat",
        name: "Chat export",
        signatures: &[all(&["chat ticket", "sent at", "sender", "text"])],
        fields: &[
            (Field::Id, &["chat ticket"]),
            (Field::Body, &["text"]),
            (Field::Created, &["sent at"]),
            (Field::CustomerId, &["sender id"]),
            (Field::CustomerName, &["sender"]),
            (Field::Replies, &["replies"]),
            (Field::Other, &["chat", "message id", "role", "answers"]),
        ],
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
    // Channel posts of the API, by id under `posts` (Perceval's files): epoch milliseconds; a message of the system says so.
    Helpdesk {
        id: "mattermost",
        name: "Mattermost",
        signatures: &[all(&["message", "create at", "channel id|channel", "user id|user"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Body, &["message"]),
            (Field::Created, &["create at"]),
            (Field::Updated, &["update at", "edit at"]),
            (Field::CustomerId, &["user id", "user"]),
            (Field::Replies, &["reply count"]),
            (Field::Other, &["delete at", "root id", "parent id", "original id", "type", "hashtags", "pending post id", "is pinned", "channel id"]),
        ],
        unlike: &[Unlike {
            column: "type",
            values: &[
                "system_join_channel", "system_leave_channel", "system_add_to_channel", "system_remove_from_channel",
                "system_join_team", "system_leave_team", "system_add_to_team", "system_remove_from_team",
                "system_header_change", "system_displayname_change", "system_purpose_change", "system_channel_deleted",
                "system_ephemeral", "system_join_leave", "system_add_remove", "system_generic", "system_combined_user_activity",
            ],
        }],
        ..ROW
    },
    // channels.messages of the API (Perceval's files): `t` marks what is no message.
    Helpdesk {
        id: "rocketchat",
        name: "Rocket.Chat",
        signatures: &[all(&["rid", "msg", "ts", "u username|u id"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Body, &["msg"]),
            (Field::Created, &["ts"]),
            (Field::Updated, &["updated at"]),
            (Field::CustomerName, &["u username", "u name"]),
            (Field::Replies, &["tcount"]),
            (Field::Other, &["rid", "u id", "t", "parent", "unread", "md type"]),
        ],
        unlike: &[Unlike {
            column: "t",
            values: &[
                "uj", "ul", "ut", "au", "ru", "r", "rm", "wm", "ujt", "ult", "added-user-to-team", "room_changed_topic",
                "room_changed_description", "room_changed_announcement", "room_changed_privacy", "message_pinned",
                "user-muted", "user-unmuted", "subscription-role-added", "subscription-role-removed",
                "discussion-created", "room-archived", "room-unarchived",
            ],
        }],
        ..ROW
    },
    // Questions of the StackExchange API (epoch seconds) and rows of its data dump and data explorer, where answers stand
    // beside questions.
    Helpdesk {
        id: "stackexchange",
        name: "StackExchange",
        signatures: &[
            all(&["question id", "is answered"]),
            all(&["post type id", "creation date", "body", "title"]),
        ],
        fields: &[
            (Field::Id, &["question id", "id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["body markdown", "body"]),
            (Field::Created, &["creation date"]),
            (Field::Updated, &["last activity date", "last edit date"]),
            (Field::Solved, &["closed date"]),
            (Field::Tags, &["tags"]),
            (Field::Replies, &["answer count"]),
            (Field::Url, &["link"]),
            (Field::CustomerId, &["owner user id", "owner account id"]),
            (
                Field::Other,
                &[
                    "score", "view count", "owner link", "owner profile image", "owner display name", "protected date",
                    "owner reputation", "owner user type", "comment count", "favorite count", "post type id",
                    "last editor user id", "content license", "closed reason", "parent id",
                ],
            ),
        ],
        unlike: &[Unlike { column: "post type id", values: &["2", "3", "4", "5", "6", "7", "8"] }],
        done_when: &["is answered", "accepted answer id", "closed date"],
        ..ROW
    },
    // Questions of Mozilla's support forum (Perceval's files): the text is HTML, answers are a count.
    Helpdesk {
        id: "kitsune",
        name: "Kitsune",
        signatures: &[all(&["is solved", "num answers", "title", "topic|product"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["content"]),
            (Field::Created, &["created"]),
            (Field::Updated, &["updated"]),
            (Field::Product, &["product", "product slug"]),
            (Field::Category, &["topic", "topic slug"]),
            (Field::Tags, &["tags name", "tags slug"]),
            (Field::CustomerName, &["creator username", "creator"]),
            (Field::Replies, &["num answers"]),
            (Field::Language, &["locale"]),
            (Field::Version, &["metadata (ff version)", "metadata (version)"]),
            (
                Field::Other,
                &["num votes", "num votes past week", "last answer", "solution", "updated by username", "creator display name", "is solved", "is spam"],
            ),
        ],
        unlike: &[Unlike { column: "is spam", values: &["true"] }],
        done_when: &["is solved", "is archived", "is locked"],
        ..ROW
    },
    // Questions of the API (Perceval's files): epoch seconds as text; `summary` is the beginning of the text.
    Helpdesk {
        id: "askbot",
        name: "Askbot",
        signatures: &[all(&["added at", "answer count", "last activity at", "title"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["text", "body", "summary"]),
            (Field::Created, &["added at"]),
            (Field::Updated, &["last activity at"]),
            (Field::Tags, &["tags"]),
            (Field::CustomerName, &["author username"]),
            (Field::Replies, &["answer count"]),
            (Field::Url, &["url"]),
            (Field::Other, &["score", "view count", "last activity by username", "closed", "has accepted answer"]),
        ],
        done_when: &["has accepted answer", "closed"],
        ..ROW
    },
    // Submissions as the API and the public dumps write them (from memory): epoch seconds, a path in the place of an address.
    Helpdesk {
        id: "reddit",
        name: "Reddit",
        signatures: &[all(&["title", "selftext", "created utc|created", "subreddit|author|num comments"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["selftext"]),
            (Field::Created, &["created utc", "created"]),
            (Field::Category, &["link flair text", "subreddit"]),
            (Field::CustomerName, &["author"]),
            (Field::Replies, &["num comments"]),
            (
                Field::Other,
                &[
                    "url", "permalink", "name", "score", "ups", "downs", "selftext html", "domain", "subreddit id",
                    "author fullname", "thumbnail", "edited", "kind", "author flair text",
                ],
            ),
        ],
        unlike: &[Unlike { column: "selftext", values: &["[removed]", "[deleted]"] }],
        pages: &["https://www.reddit.com/comments/{id}"],
        ..ROW
    },
    // Posts of the API, version 1 (names as in its exports) and 2: from memory. Reposts are copies.
    Helpdesk {
        id: "twitter",
        name: "Twitter",
        signatures: &[
            all(&["text", "author id", "conversation id"]),
            all(&["full text|text", "id str", "user screen name"]),
        ],
        fields: &[
            (Field::Id, &["id str", "id"]),
            (Field::Body, &["full text", "text"]),
            (Field::Created, &["created at"]),
            (Field::CustomerId, &["author id", "user id str"]),
            (Field::CustomerName, &["user screen name"]),
            (Field::Language, &["lang"]),
            (Field::Channel, &["source"]),
            (Field::Replies, &["public metrics reply count", "reply count"]),
            (
                Field::Other,
                &["user name", "user description", "user location", "user created at", "in reply to screen name", "conversation id", "truncated"],
            ),
        ],
        unlike: &[Unlike { column: "retweeted status id str", values: &[] }],
        ..ROW
    },
    // "Customer Support on Twitter" (header quoted): companies' own tweets are not inbound; answers
    // name the tweet that they answer.
    Helpdesk {
        id: "twcs",
        name: "customer support tweets",
        signatures: &[Signature { all: &["tweet id", "inbound", "in response to tweet id"], none: &[] }],
        fields: &[
            (Field::Id, &["tweet id"]),
            (Field::Body, &["text"]),
            (Field::Created, &["created at"]),
            (Field::CustomerId, &["author id"]),
            (Field::Other, &["inbound", "response tweet id", "in response to tweet id"]),
        ],
        ..ROW
    },
];
