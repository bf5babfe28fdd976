//! Issue trackers that stand alone.

use super::{Helpdesk, ROW, Signature, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Captions of app/models/issue_query.rb as config/locales translates them (English, German, French and Japanese read
    // there; Spanish, Portuguese and Russian from memory), states and priorities of the default data in those languages.
    // REST issues of real pages; time is in hours.
    Helpdesk {
        id: "redmine",
        name: "Redmine",
        signatures: &[
            all(&["#", "tracker|suivi|трекер|トラッカー", "status|statut|статус|ステータス|estado|stato"]),
            all(&["#", "tipo", "estado|situação", "asunto|título|assunto"]),
            all(&["tracker name", "done ratio"]),
        ],
        fields: &[
            (Field::Id, &["#", "id"]),
            (Field::Subject, &["subject", "sujet", "thema", "asunto", "título", "assunto", "тема", "題名"]),
            (Field::Body, &["description", "beschreibung", "descripción", "descrição", "описание", "説明"]),
            (Field::Kind, &["tracker", "tracker name", "suivi", "tipo", "трекер", "トラッカー"]),
            (
                Field::Created,
                &["created", "created on", "angelegt", "créé", "creado", "criado em", "создано", "作成日"],
            ),
            (
                Field::Updated,
                &[
                    "updated", "updated on", "aktualisiert", "mis à jour", "actualizado", "alterado em", "обновлено",
                    "更新日",
                ],
            ),
            (
                Field::Solved,
                &["closed", "closed on", "geschlossen", "fermé", "cerrada", "fechado", "закрыто", "終了日"],
            ),
            (Field::Status, &["status", "status name", "statut", "estado", "situação", "статус", "ステータス"]),
            (
                Field::Priority,
                &["priority", "priority name", "priorität", "priorité", "prioridad", "prioridade", "приоритет", "優先度"],
            ),
            (
                Field::Category,
                &["category", "category name", "kategorie", "catégorie", "categoría", "categoria", "категория", "カテゴリ"],
            ),
            (
                Field::Product,
                &["project", "project name", "projekt", "projet", "proyecto", "projeto", "проект", "プロジェクト"],
            ),
            (Field::CustomerName, &["author", "author name", "autor", "auteur", "автор", "作成者"]),
            (
                Field::Handle,
                &[
                    "spent time", "spent hours", "aufgewendete zeit", "temps passé", "tiempo dedicado", "tempo gasto",
                    "затраченное время", "作業時間",
                ],
            ),
            (
                Field::Other,
                &[
                    "start date", "estimated time", "% done", "done ratio", "target version", "private", "due date",
                    "assigned to name", "fixed version name", "beginn", "abgabedatum", "geschätzter aufwand",
                    "% erledigt", "zielversion", "privat", "début", "echéance", "temps estimé", "% réalisé",
                    "version cible", "fecha de inicio", "fecha fin", "% realizado", "開始日", "期日", "予定工数",
                    "進捗 %", "対象バージョン", "last notes", "parent task", "related issues", "zugehörige tickets",
                    "übergeordnetes ticket", "дата начала", "срок завершения", "total estimated hours",
                    "total spent hours", "estimated hours", "is private",
                ],
            ),
        ],
        states: &[
            ("abgewiesen", TicketState::Done),
            ("nueva", TicketState::Open),
            ("nova", TicketState::Open),
            ("новая", TicketState::Open),
            ("新規", TicketState::Open),
            ("進行中", TicketState::Open),
            ("commentaire", TicketState::Pending),
            ("comentarios", TicketState::Pending),
            ("нужен отклик", TicketState::Pending),
            ("フィードバック", TicketState::Pending),
            ("rejeté", TicketState::Done),
            ("rechazada", TicketState::Done),
            ("resolvida", TicketState::Done),
            ("fechada", TicketState::Done),
            ("rejeitada", TicketState::Done),
            ("решена", TicketState::Done),
            ("закрыта", TicketState::Done),
            ("отклонена", TicketState::Done),
            ("解決", TicketState::Done),
            ("終了", TicketState::Done),
            ("却下", TicketState::Done),
        ],
        priorities: &[
            ("sofort", Priority::Urgent),
            ("immédiat", Priority::Urgent),
            ("inmediata", Priority::Urgent),
            ("imediata", Priority::Urgent),
            ("немедленный", Priority::Urgent),
            ("今すぐ", Priority::Urgent),
            ("急いで", Priority::Urgent),
            ("高め", Priority::High),
            ("haut", Priority::High),
            ("通常", Priority::Normal),
            ("нормальный", Priority::Normal),
            ("bas", Priority::Low),
            ("低め", Priority::Low),
        ],
        done_when: &["closed", "closed on", "geschlossen", "fermé", "終了日"],
        handle_unit: Unit::Hours,
        ..ROW
    },
    // buglist.cgi?ctype=csv (machine names in real files, human=1 from memory), REST bug and show_bug.xml of real files.
    // A duplicate names its original.
    Helpdesk {
        id: "bugzilla",
        name: "Bugzilla",
        signatures: &[
            all(&["bug id", "short desc|bug status"]),
            all(&["bug id", "changed", "assignee"]),
            all(&["bug id", "summary", "product", "component", "status|resolution"]),
            all(&["creation time", "product", "component", "summary"]),
        ],
        fields: &[
            (Field::Id, &["bug id", "id"]),
            (Field::Subject, &["short desc", "summary", "short short desc"]),
            (Field::Body, &["long desc first", "description", "comments first"]),
            (Field::Created, &["opendate", "creation time", "creation ts", "opened"]),
            (Field::Updated, &["changeddate", "last change time", "delta ts", "changed"]),
            (Field::Solved, &["cf last resolved"]),
            (Field::Status, &["bug status", "status"]),
            (Field::Priority, &["priority", "bug severity", "severity"]),
            (Field::Category, &["component"]),
            (Field::Product, &["product"]),
            (Field::Tags, &["keywords"]),
            (Field::CustomerEmail, &["creator", "reporter"]),
            (Field::CustomerName, &["reporter name", "reporter realname"]),
            (Field::Url, &["weburl"]),
            (Field::DuplicateOf, &["dupe of", "dup id"]),
            (
                Field::Other,
                &[
                    "url", "bug file loc", "target milestone", "op sys", "os", "platform", "rep platform", "hardware",
                    "qa contact", "see also", "assignee", "assigned to", "assigned to realname", "classification",
                    "whiteboard", "status whiteboard", "votes", "is open", "resolution", "type",
                ],
            ),
        ],
        states: &[("reopened", TicketState::Open), ("ready", TicketState::Open)],
        priorities: &[
            ("p5", Priority::Low),
            ("s1", Priority::Urgent),
            ("s2", Priority::High),
            ("s3", Priority::Normal),
            ("s4", Priority::Low),
        ],
        ..ROW
    },
    // trac/ticket/query.py: names of fields, at most seven columns by default; labels in newer versions; reports name
    // their columns themselves (a leading underscore hides one). Times are epochs in raw dumps.
    Helpdesk {
        id: "trac",
        name: "Trac",
        signatures: &[
            Signature { all: &["id|ticket", "summary", "owner", "milestone", "component|type"], none: &["pri"] },
            Signature { all: &["id|ticket", "summary", "owner", "component", "status|type", "priority"], none: &["pri", "project"] },
            all(&["id|ticket", "summary", "changetime"]),
        ],
        fields: &[
            (Field::Id, &["id", "ticket"]),
            (Field::Subject, &["summary"]),
            (Field::Created, &["time", "created"]),
            (Field::Updated, &["changetime", "modified"]),
            (Field::Body, &["description"]),
            (Field::Kind, &["type"]),
            (Field::Priority, &["priority", "severity"]),
            (Field::Category, &["component"]),
            (Field::Tags, &["keywords"]),
            (Field::CustomerName, &["reporter"]),
            (Field::Other, &["milestone", "owner", "color", "cc", "resolution"]),
        ],
        spaced_tags: true,
        ..ROW
    },
    // csv_export.php: ids are padded with zeros; titles are translated (English and German from lang/, Portuguese from a
    // real header, the others from memory). REST issues from memory.
    Helpdesk {
        id: "mantis",
        name: "MantisBT",
        signatures: &[
            all(&["reproducibility", "view status|date submitted"]),
            all(&[
                "reproduzierbarkeit|reproduzierbar|frequência|freqüência|reproductibilité|reproducibilidad|frecuencia",
                "schweregrad|auswirkung|gravidade|gravité|impact|severidad|gravedad|relator",
            ]),
            all(&["reproducibility name", "summary", "severity name|view state name"]),
        ],
        fields: &[
            (Field::Id, &["id", "num", "número"]),
            (Field::Subject, &["summary", "zusammenfassung", "resumo", "résumé", "resumen"]),
            (Field::Body, &["description", "beschreibung", "descrição", "descripción"]),
            (Field::Product, &["project", "project name", "projekt", "projeto", "projet", "proyecto"]),
            (Field::Category, &["category", "category name", "kategorie", "categoria", "catégorie", "categoría"]),
            (
                Field::Created,
                &[
                    "date submitted", "created at", "meldungsdatum", "erstellt am", "data de envio", "date de soumission",
                    "fecha de envío",
                ],
            ),
            (
                Field::Updated,
                &["updated", "updated at", "aktualisiert", "zuletzt aktualisiert", "atualizado", "mis à jour", "actualizada"],
            ),
            (Field::Status, &["status", "status name", "estado", "état"]),
            (
                Field::Priority,
                &[
                    "priority", "priority name", "priorität", "prioridade", "priorité", "prioridad", "severity",
                    "severity name", "schweregrad", "auswirkung", "gravidade",
                ],
            ),
            (Field::CustomerName, &["reporter", "reporter name", "relator", "rapporteur", "informador"]),
            (Field::CustomerEmail, &["reporter email"]),
            (Field::Tags, &["tags name", "tags"]),
            (Field::Version, &["product version", "version name", "produktversion", "versão do produto"]),
            (
                Field::Other,
                &[
                    "reproducibility", "reproduzierbarkeit", "frequência", "freqüência", "view status", "sichtbarkeit",
                    "visibilidade", "fixed in version", "behoben in version", "corrigido na versão", "os", "os version",
                    "platform", "plattform", "plataforma", "projection", "eta", "resolution", "resolução", "lösung",
                    "assigned to", "atribuído a", "bearbeitung durch", "handler name", "os build", "betriebssystem",
                ],
            ),
        ],
        states: &[
            ("rückmeldung", TicketState::Pending),
            ("anerkannt", TicketState::Open),
            ("bestätigt", TicketState::Open),
            ("zugewiesen", TicketState::Open),
            ("behoben", TicketState::Done),
            ("confirmado", TicketState::Open),
            ("retorno", TicketState::Pending),
            ("atribuída", TicketState::Open),
        ],
        priorities: &[
            ("sofort", Priority::Urgent),
            ("imediato", Priority::Urgent),
            ("immédiate", Priority::Urgent),
            ("inmediata", Priority::Urgent),
            ("keine", Priority::Low),
            ("crash", Priority::Urgent),
            ("block", Priority::Urgent),
            ("tweak", Priority::Low),
            ("text", Priority::Low),
            ("feature", Priority::Low),
        ],
        ..ROW
    },
    // Issue list CSV and REST (idReadable, epoch milliseconds; state, type and priority are custom fields): from memory.
    Helpdesk {
        id: "youtrack",
        name: "YouTrack",
        signatures: &[
            Signature {
                all: &["issue id", "subsystem|fix versions|reporter", "summary", "state|project"],
                none: &["issue key", "created at (utc)"],
            },
            all(&["id readable", "summary"]),
        ],
        fields: &[
            (Field::Id, &["issue id", "id readable"]),
            (Field::Subject, &["summary"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created"]),
            (Field::Updated, &["updated"]),
            (Field::Solved, &["resolved"]),
            (Field::Status, &["state", "stage", "custom fields (state) name", "custom fields (stage) name"]),
            (Field::Priority, &["priority", "custom fields (priority) name"]),
            (Field::Category, &["subsystem", "custom fields (subsystem) name"]),
            (Field::Kind, &["type", "custom fields (type) name"]),
            (Field::Product, &["project", "project name", "project short name"]),
            (Field::Version, &["affected versions", "custom fields (affected versions) name"]),
            (Field::Tags, &["tags", "tags name"]),
            (Field::CustomerEmail, &["reporter email"]),
            (Field::CustomerName, &["reporter", "reporter login", "reporter full name"]),
            (Field::InternalId, &["id"]),
            (Field::Other, &["votes", "assignee", "fix versions", "type 2", "comments author login"]),
        ],
        states: &[
            ("submitted", TicketState::Open),
            ("to be discussed", TicketState::Open),
            ("can't reproduce", TicketState::Done),
            ("obsolete", TicketState::Done),
            ("incomplete", TicketState::Done),
            ("to verify", TicketState::Done),
        ],
        priorities: &[("show-stopper", Priority::Urgent)],
        done_when: &["resolved"],
        ..ROW
    },
    // issues.csv of bugs.chromium.org (real file); dates are partly relative, components are lists of paths.
    Helpdesk {
        id: "monorail",
        name: "Monorail",
        signatures: &[all(&["pri", "all labels", "stars"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["summary"]),
            (Field::Category, &["component"]),
            (Field::Kind, &["type"]),
            (Field::Priority, &["pri"]),
            (Field::Tags, &["all labels"]),
            (Field::Updated, &["modified"]),
            (Field::DuplicateOf, &["merged into"]),
            (Field::Other, &["stars", "m", "target", "os", "owner"]),
        ],
        states: &[("archived", TicketState::Done), ("externaldependency", TicketState::Pending)],
        priorities: &[("0", Priority::Urgent), ("1", Priority::High), ("2", Priority::Normal), ("3", Priority::Low)],
        ..ROW
    },
    // api.launchpad.net bug tasks; the bug itself where it is joined (bug_data): real files.
    Helpdesk {
        id: "launchpad",
        name: "Launchpad",
        signatures: &[
            all(&["bug link", "bug target name|bug target display name", "importance"]),
            all(&["number of duplicates", "title", "date created"]),
        ],
        fields: &[
            (Field::Id, &["bug data id", "id", "bug link"]),
            (Field::Subject, &["bug data title", "title"]),
            (Field::Body, &["bug data description", "description"]),
            (Field::Priority, &["importance"]),
            (Field::Created, &["date created", "bug data date created"]),
            (Field::Updated, &["date last updated", "bug data date last updated"]),
            (Field::Solved, &["date closed", "date fix released"]),
            (Field::Product, &["bug target name"]),
            (Field::Url, &["bug data web link", "web link"]),
            (Field::CustomerId, &["bug data owner link", "owner link"]),
            (Field::Tags, &["bug data tags", "tags"]),
            (Field::DuplicateOf, &["bug data duplicate of link", "duplicate of link"]),
            (Field::Other, &["bug target display name", "self link", "resource type link", "name"]),
        ],
        states: &[("opinion", TicketState::Done)],
        ..ROW
    },
    // maniphest.search (fields under `fields`, names resolved beside values), maniphest.query: epoch seconds. From Perceval's
    // files and memory.
    Helpdesk {
        id: "phabricator",
        name: "Phabricator",
        signatures: &[
            all(&["phid", "author phid|author*", "name|title", "date created"]),
            all(&["phid", "monogram", "title", "status"]),
        ],
        fields: &[
            (Field::Id, &["monogram", "id"]),
            (Field::Subject, &["name", "title", "fields name"]),
            (Field::Body, &["description raw", "description"]),
            (Field::Created, &["date created"]),
            (Field::Updated, &["date modified"]),
            (Field::Solved, &["date closed"]),
            (Field::Status, &["status name", "status", "status value"]),
            (Field::Priority, &["priority name", "priority"]),
            (Field::CustomerName, &["author data user name", "author name", "author"]),
            (Field::CustomerId, &["author phid"]),
            (Field::Url, &["uri"]),
            (Field::InternalId, &["phid"]),
            (Field::Other, &["type", "subtype", "points", "owner phid", "space phid", "status color ansi", "priority color"]),
        ],
        states: &[("stalled", TicketState::Pending), ("invalid", TicketState::Done), ("declined", TicketState::Done)],
        priorities: &[
            ("unbreak now!", Priority::Urgent),
            ("needs triage", Priority::Normal),
            ("lowest", Priority::Low),
        ],
        done_when: &["date closed", "is closed"],
        ..ROW
    },
    // Issue stream of the API (fields of a connector's schema): counts weigh more than events here. User feedback of the
    // API from memory: what the person wrote is called `comments`.
    Helpdesk {
        id: "sentry",
        name: "Sentry",
        signatures: &[all(&["short id", "culprit"]), all(&["comments", "event event id|event id", "email", "date created"])],
        fields: &[
            (Field::Id, &["short id", "id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["comments"]),
            (Field::Category, &["culprit"]),
            (Field::Product, &["project slug", "project name"]),
            (Field::Created, &["first seen", "date created"]),
            (Field::Updated, &["last seen"]),
            (Field::CustomerEmail, &["email"]),
            (Field::CustomerName, &["name"]),
            (Field::Url, &["permalink", "issue permalink"]),
            (Field::InternalId, &["event id"]),
            (
                Field::Other,
                &[
                    "level", "type", "metadata title", "metadata value", "platform", "issue title", "issue short id",
                    "issue status", "event event id", "count", "user count", "num comments", "user name", "user email",
                ],
            ),
        ],
        states: &[("ignored", TicketState::Done), ("muted", TicketState::Done)],
        ..ROW
    },
];
