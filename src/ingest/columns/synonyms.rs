//! The names that helpdesks, trackers and people give to columns, in the languages their exports are translated to.
//!
//! Sources: the exports' own headers and the vendors' documentation; where a name was seen is noted in the
//! helpdesk table. A name under several fields is decided by the values.

use super::{fields::Field, headers::Confidence};

/// Field, how sure the name alone is, names (folded by [`super::headers::fold`] before they are compared).
#[rustfmt::skip]
pub const SYNONYMS: &[(Field, Confidence, &[&str])] = &[
    (
        Field::Id,
        0.95,
        &[
            "ticket id", "ticketid", "ticket number", "ticket no", "ticket nr", "ticket code", "ticket", "ticket #",
            "ticket#", "request id", "request number", "case number", "case no", "case id", "incident number",
            "incident id", "inc number", "issue key", "issue number", "bug id", "conversation id",
            "conversation number", "display id", "unique key", "complaint id", "review id", "task id", "task number",
            "card id", "work item id", "ticket reference id", "clave de incidencia", "vorgangsschlüssel",
            "clé de ticket", "chave da pendência", "chave de item", "issuesleutel", "ключ проблемы", "ticketnummer",
            "número de ticket", "numero de ticket", "id readable", "short link", "short id", "record number",
            "id del ticket", "numéro de ticket", "vorgangsnummer", "tweet id", "identifier",
        ],
    ),
    (Field::Id, 0.8, &["id", "iid"]),
    (
        Field::Id,
        0.75,
        &[
            "number", "key", "no", "nr", "num", "#", "ref", "reference", "issue id", "record id", "code", "object id",
            "external id", "numéro", "nummer", "número", "clave", "question id", "message id", "chat id", "chat number",
            "session id",
        ],
    ),
    (
        Field::InternalId,
        0.9,
        &[
            "sys id", "uuid", "gid", "node id", "internal id", "id interno",
            "id de la incidencia", "raw id", "vorgangs id", "graphql id",
        ],
    ),
    (
        Field::Subject,
        0.95,
        &[
            "subject", "title", "short description", "short desc", "ticket subject", "ticket name", "case title",
            "issue title", "topic title", "headline", "review title", "resumen", "resumo", "titel", "betreff",
            "titre", "objet", "titolo", "oggetto", "título", "titulo", "asunto", "assunto", "zusammenfassung",
            "onderwerp", "тема", "件名", "主题", "标题", "konu", "card name", "email subject", "raw subject", "résumé",
            "samenvatting", "kurzbeschreibung", "тема обращения", "название", "riepilogo", "request subject",
            "system title",
        ],
    ),
    (Field::Subject, 0.9, &["summary"]),
    (Field::Subject, 0.6, &["name", "topic", "caption", "header", "heading", "review header"]),
    (
        Field::Body,
        0.9,
        &[
            "description", "description text", "long text", "body", "details", "long description", "issue description",
            "ticket description", "narrative", "consumer complaint narrative", "review text", "thetext", "utterance",
            "document", "first message", "message body", "plain body", "request detail", "request details",
            "repro steps", "steps to reproduce", "beschreibung", "descripción", "descripcion", "descrição",
            "descricao", "description du problème", "descrizione", "omschrijving", "описание", "説明", "描述", "açıklama",
            "message text", "ticket text", "customer message", "problem description", "body text", "text body",
            "card description", "desc", "inhalt", "nachricht", "mensaje", "mensagem", "messaggio", "bericht",
            "исходное сообщение", "complaint text", "full text", "complaint description", "case description",
            "system description", "inquiry", "query", "customer comment", "customer feedback", "client message", "user message",
            "customer request", "issue details", "reported issue", "user feedback", "open feedback", "free text", "verbatim",
            "customer says", "inbound message", "inbound", "user comment", "client comment", "what happened", "ticket body", "original text", "issue body", "issue text",
        ],
    ),
    (
        Field::Body,
        0.75,
        &[
            "text", "content", "message", "review", "complaint", "problem", "question", "feedback", "extract",
            "comment text", "detail", "opis", "texto", "texte", "testo", "instruction", "sentence", "input", "tweet",
            "post", "contents", "preview", "excerpt", "reviews", "cooked",
        ],
    ),
    (Field::Body, 0.6, &["fault", "fault description", "malfunction", "defect", "failure"]),
    (Field::Body, 0.55, &["notes", "note", "remarks", "problem summary"]),
    (
        Field::Conversation,
        0.85,
        &[
            "comment", "comments", "comentario", "comentarios", "commentaire", "kommentar", "kommentare",
            "all comments", "work notes", "additional comments", "comments and work notes", "conversation", "thread",
            "article tree", "notes history", "last notes", "log work", "transcript", "chat transcript",
        ],
    ),
    (
        Field::Answer,
        0.9,
        &[
            "answer", "resolution notes", "close notes", "resolution note", "developer reply text",
            "company response to consumer", "company public response", "agent reply", "solution", "reply content",
            "resolution text", "resolution description", "agent response", "response", "reply", "reply text",
            "company response", "antwort", "respuesta", "resposta", "réponse", "risposta", "antwoord",
            "resolution details", "agent notes", "internal notes", "output", "resolution comment",
            "developer response", "fix description", "outbound message", "outbound", "our reply", "support response",
            "assistant", "bot response", "staff reply", "suggested reply", "agent message", "agent comment", "support reply",
        ],
    ),
    (
        Field::Status,
        0.95,
        &[
            "status", "state", "ticket status", "current status", "bug status", "incident state", "ident state",
            "request status", "status reason", "estado", "statut", "stato", "статус", "状态", "状態", "durum", "stav",
            "zustand", "situação", "situacao", "status name", "ticket state", "conversation state", "system state",
        ],
    ),
    (
        Field::Status,
        0.7,
        &["status category", "state name", "status type", "section column", "list name", "stage", "ticket stage"],
    ),
    (
        Field::Other,
        0.8,
        &[
            "resolution", "close code", "closed code", "resolution code", "resolución", "resolução", "lösung",
            "state reason", "résolution",
        ],
    ),
    (
        Field::Priority,
        0.95,
        &[
            "priority", "ticket priority", "pri", "prioridad", "prioridade", "priorität", "prioritaet", "priorité",
            "priorità", "prioriteit", "приоритет", "优先级", "優先度", "öncelik", "priority name", "priority label",
        ],
    ),
    (
        Field::Priority,
        0.6,
        &[
            "severity", "bug severity", "gravidade", "gravedad", "schweregrad", "urgency", "dringlichkeit", "impact",
            "importance", "criticality", "urgencia", "urgence", "urgência",
        ],
    ),
    (
        Field::Kind,
        0.85,
        &[
            "type", "ticket type", "issue type", "work item type", "tracker", "request type", "case type",
            "record type", "kind", "classification", "tipo", "tipo de incidencia", "typ", "vorgangstyp", "nature",
            "type de ticket", "tipo de item", "issuetype name", "case reason", "tipo di ticket", "тип задачи", "тип",
            "suivi", "трекер", "トラッカー", "system work item type",
        ],
    ),
    (
        Field::Category,
        0.9,
        &[
            "category", "ticket category", "categoría", "categoria", "kategorie", "catégorie", "категория", "类别",
            "kategori", "topic group", "help topic", "complaint type", "problem category", "product categorization",
            "operational categorization", "issue category", "ticket topic", "categorie", "u category", "thema",
            "categories", "request category",
        ],
    ),
    (
        Field::Category,
        0.8,
        &[
            "product area", "area of concern", "component", "components", "component s", "components name", "subsystem", "module", "area path",
            "area", "intent", "label", "class", "issue", "reason", "contact reason",
            "topics", "bereich", "negative reason",
        ],
    ),
    (Field::Category, 0.85, &["cat item", "catalog item", "catalogue item", "request item cat item"]),
    (Field::Category, 0.6, &["ci type", "configuration item type", "queue", "queue name", "ticket queue"]),
    (Field::Category, 0.45, &["topic", "caption"]),
    (
        Field::Category,
        0.45,
        &["assignment group", "group", "team", "department", "team assigned", "group name", "abteilung"],
    ),
    (
        Field::Subcategory,
        0.9,
        &[
            "subcategory", "sub category", "subcategory 1", "sub category1", "sub issue", "item", "item category",
            "descriptor", "u symptom", "symptom", "category 2", "category 3", "sub process", "subcategoría",
            "unterkategorie", "sous catégorie", "subcategoria", "sub topic", "subtopic",
        ],
    ),
    (
        Field::Product,
        0.8,
        &[
            "product", "product name", "product purchased", "app", "package name", "brand", "service",
            "business service", "configuration item", "cmdb ci", "affected ci", "application", "app name", "producto",
            "produkt", "produit", "prodotto", "produto", "продукт",
        ],
    ),
    (
        Field::Product,
        0.6,
        &[
            "project", "project name", "proyecto", "projekt", "projet", "projeto", "nombre del proyecto",
            "proyecto nombre", "repository", "sub product", "product group", "product line", "product family", "product category",
            "product type", "product area",
        ],
    ),
    (
        Field::Tags,
        0.9,
        &[
            "tags", "tag", "labels", "all labels", "keywords", "ticket tags", "conversation tags", "etiquetas",
            "schlagworte", "étiquettes", "метки", "stichwörter", "stichworte", "etiqueta", "tags name", "labels name",
            "tag list", "system tags", "whiteboard", "etichette",
        ],
    ),
    (
        Field::Channel,
        0.8,
        &[
            "source", "channel", "via", "origin", "case origin", "contact type", "ticket channel", "submitted via",
            "mode", "request mode", "initial channel", "medium", "via channel", "kanal", "canal", "canale",
            "source type", "source name", "via source", "quelle", "open data channel type",
        ],
    ),
    (
        Field::CustomerName,
        0.85,
        &[
            "requester", "requester name", "caller", "caller id", "customer", "customer name", "contact name",
            "full name", "from", "reporter", "reported by", "author", "creator", "submitter", "client", "username",
            "user name", "informador", "relator", "melder", "autor", "auteur", "автор", "solicitante",
            "reporter display name", "user login", "author login", "author username", "requestor", "requestors",
            "reporter name", "associated contact", "primary contact", "contact", "kunde", "cliente", "client name",
            "demandeur", "richiedente", "reviewer nickname", "patient name", "author name", "affected user", "affected person",
            "visitor", "visitor name", "guest", "guest name", "attendee", "attendee name", "participant", "participant name",
            "profile full name", "requested by", "passenger", "passenger name", "contact person", "raised by", "complainant",
            "complainant name", "employee name", "member name", "student name", "citizen name",
        ],
    ),
    (
        Field::CustomerName,
        0.9,
        &["requested for", "u requested for", "request requested for", "request item requested for", "request item u requested for"],
    ),
    (Field::CustomerName, 0.5, &["opened by", "created by", "user", "meta sender name", "creator name"]),
    (
        Field::CustomerId,
        0.8,
        &[
            "requester id", "contact id", "customer id", "user id", "author id", "account id", "client id",
            "reporter id", "primary customer id", "message author id", "conversation user id",
        ],
    ),
    (
        Field::CustomerEmail,
        0.9,
        &[
            "requester email", "from email", "email", "e mail", "customer email", "contact email", "supplied email",
            "reporter email", "sender email", "from emailaddress", "email address", "customer email address",
            "user email", "reporter email address", "from address", "correo", "correo electrónico", "e mail adresse",
            "adresse e mail", "client email", "primary customer email", "meta sender email", "creator email",
            "contacts email", "message author email", "visitor email", "guest email", "sender address",
        ],
    ),
    (
        Field::Organization,
        0.85,
        &[
            "organization", "organisation", "company", "company name", "account", "account name", "organizations",
            "customer company", "tenant", "requester domain", "organization name", "organización", "organisationen",
            "firma", "unternehmen", "empresa", "entreprise", "société", "azienda", "bedrijf", "associated company",
            "requester organization", "customer organization", "account title",
        ],
    ),
    (
        Field::Other,
        0.9,
        &[
            "assignee", "assigned to", "agent", "agent assigned", "owner", "ticket owner", "case owner", "technician",
            "resolver", "assignee name", "handler", "responsible", "persona asignada", "atribuído a", "zugewiesen an",
            "zugewiesene person", "attribué à", "исполнитель", "assignee id", "responder id", "asignado a",
            "verantwortlicher", "assignee email", "agent name", "agent email", "assigned agent", "assignees",
            "support agent", "summation column", "date of purchase", "purchase date", "order date", "date of birth", "birth date", "dob", "start date", "end date", "hire date", "warranty end", "delivery date", "export date", "due date", "due at", "due by", "due by time", "sla due date",
            "fecha de vencimiento", "fällig", "fälligkeitsdatum", "due on", "next breach", "watchers", "attachment",
            "attachments", "avatar url", "user image", "milestone", "sentiment", "sentiment label", "sentiment score",
            "cluster", "zip code", "zip", "postal code", "phone", "mobile phone", "work phone", "phone number",
            "country", "city", "direction", "operator", "operator name", "latitude", "longitude", "gender", "age", "customer age", "customer gender",
            "first response status", "resolution status", "approval status", "sla status", "project key",
            "project lead", "project type", "project description", "project url", "date sent to company",
            "replied at", "resolved by", "closed by", "updated by", "last modified by", "sys updated by",
            "sys created by", "environment", "security level", "split", "is public", "satisfaction comment",
            "satisfaction reason", "fivetran synced", "fivetran deleted", "airbyte emitted at",
            "airbyte extracted at", "airbyte raw id", "airbyte ab id", "airbyte meta", "sdc extracted at", "sdc batched at",
            "sdc received at", "sdc sequence", "sdc table version", "dlt load id", "etl loaded at", "loaded at",
            "ingested at", "synced at", "exported at", "export time", "file name", "filename", "time zone", "signature",
        ],
    ),
    (
        Field::Created,
        0.95,
        &[
            "created", "created at", "created on", "created time", "created date", "create date", "creation date",
            "date created", "date submitted", "date opened", "opened", "opened at", "open date", "date time opened",
            "submitted at", "reported on", "date received", "creation ts", "creation time", "creation timestamp",
            "created time stamp", "created datetime", "opening time", "review submit date and time",
            "conversation created at", "creada", "creado", "criado", "criado em", "erstellt", "erstellt am",
            "angelegt", "angelegt am", "créé", "créée", "créé le", "creato", "creato il", "aangemaakt", "создано",
            "作成日", "创建时间", "oluşturma tarihi", "data de envio", "fecha de creación", "fecha de creacion",
            "fecha de apertura", "data di creazione", "date de création", "erstellungsdatum", "eröffnet",
            "ticket created", "system created date", "first seen", "requested", "ticket created date",
            "ticket created timestamp", "opendate", "createdate", "received at", "received date", "date reported",
            "reported date", "reported at", "submission date", "submitted on", "submitted", "published at",
            "logged at", "date logged", "date raised", "date filed", "filed on", "filed at", "date complaint filed",
            "complaint filed date", "дата создания",
        ],
    ),
    (Field::Created, 0.92, &["sys created on", "sys created at", "message created at"]),
    (Field::Created, 0.7, &["date", "datum", "fecha", "data", "дата"]),
    (Field::Created, 0.6, &["started", "started at", "chat started", "chat started at", "session started", "chat start time", "start time"]),
    (Field::Created, 0.6, &["create", "raised", "logged", "received", "inserted", "entered", "recorded", "came in"]),
    (Field::Updated, 0.6, &["update", "modify", "touched"]),
    (Field::Solved, 0.6, &["close", "resolve", "solve", "complete", "finished", "done", "canceled", "cancelled"]),
    (
        Field::Created,
        0.6,
        &["time", "timestamp", "ts", "at", "datetime", "date time", "review date", "post date", "posted at", "day"],
    ),
    (
        Field::Updated,
        0.9,
        &[
            "updated", "updated at", "updated on", "last updated", "last update time", "last updated time",
            "last modified", "modified", "modified time", "modified on", "changed", "changed date", "delta ts",
            "last change time", "sys updated on", "sys updated at", "last modified date", "last activity",
            "atualizado", "actualizada", "actualizado", "aktualisiert", "mis à jour", "обновлено", "aggiornato",
            "bijgewerkt", "modified at", "date updated", "last update", "date last activity",
            "review last update date and time", "system changed date", "last changed", "updated date", "date changed",
            "date modified", "modification date", "updated datetime", "hs lastmodifieddate",
            "changetime", "last seen", "ticket updated timestamp", "ticket updated date",
            "dernière modification", "última actualización", "última atualização", "letzte änderung", "ultima modifica",
            "date last updated", "system modstamp",
        ],
    ),
    (
        Field::Solved,
        0.9,
        &[
            "solved at", "solved", "resolved", "resolved at", "resolved time", "resolved date", "resolution date",
            "closed", "closed at", "closed time", "closed on", "closed date", "close date", "date time closed",
            "completed", "completed at", "completed time", "date closed", "resuelta", "erledigt", "resolvido em",
            "закрыто", "resolved on", "date resolved", "ticket closed time", "conversation closed at", "résolu",
            "fermé le", "risolto", "opgelost", "gelöst", "geschlossen", "cerrado", "cerrada", "cf last resolved",
            "closed datetime", "stats resolved at", "ticket solved timestamp", "ticket solved date", "last resolved date", "resolved at utc",
        ],
    ),
    (
        Field::FirstResponse,
        0.9,
        &[
            "first response time", "first reply time", "initial response time", "first response at",
            "first responded at", "first response", "responded time", "time to first response", "first reply at",
            "first admin reply at", "date of first response", "stats first responded at", "first response date",
            "conversation first response at",
        ],
    ),
    (
        Field::Other,
        0.8,
        &[
            "resolution time", "time to resolution", "time to resolve", "full resolution time",
            "full resolution time in minutes", "time to close", "time to done", "elapsed",
            "first resolution time in minutes", "first reply time in minutes", "age", "open time",
        ],
    ),
    (
        Field::Handle,
        0.8,
        &[
            "handle time", "handling time", "time tracked", "time spent", "time worked", "effort", "accounted time",
            "agent work time", "agent time", "spent time", "handle minutes", "average handle time", "aht",
            "work time", "bearbeitungszeit", "total time spent", "spent hours", "handle time minutes", "talk time",
        ],
    ),
    (
        Field::Satisfaction,
        0.9,
        &[
            "satisfaction score", "satisfaction rating", "satisfaction", "csat", "csat score",
            "customer satisfaction rating", "survey results", "survey result", "star rating", "conversation rating",
            "experience score", "calificación de satisfacción", "nps", "satisfaction rating score",
            "customer satisfaction", "ticket survey results", "zufriedenheit", "conversation rating rating",
            "overall rating", "satisfaction survey score", "stars rating", "stars", "waardering", "smiley",
        ],
    ),
    (
        Field::Satisfaction,
        0.7,
        &["score", "rating", "sterne", "user rating", "review rating", "reviewer score", "reviewer rating", "review score"],
    ),
    (
        Field::Url,
        0.9,
        &[
            "url", "link", "html url", "web url", "ticket url", "issue url", "permalink", "card url", "review link",
            "permalink url", "short url", "web link", "ticket link", "conversation link",
        ],
    ),
    (Field::Url, 0.4, &["self"]),
    (
        Field::DuplicateOf,
        0.9,
        &[
            "duplicate of", "duplicated issue", "dupe of", "dup id", "merged into", "master record id",
            "duplicate of link", "outward issue link (duplicate)",
        ],
    ),
    (
        Field::Reopens,
        0.9,
        &[
            "reopens", "reopen count", "reopened", "reopens count", "times reopened", "statistics count reopens",
            "metric set reopens",
        ],
    ),
    (
        Field::Replies,
        0.9,
        &[
            "replies", "agent interactions", "reply count", "number of replies", "thread count", "outbound count",
            "metric set replies", "comment count", "num comments", "message count",
        ],
    ),
    (
        Field::Language,
        0.9,
        &[
            "language", "locale", "reviewer language", "lang", "sprache", "idioma", "langue", "lingua", "taal",
            "language code",
        ],
    ),
    (
        Field::Version,
        0.8,
        &[
            "version", "app version", "app version name", "product version", "affects version", "affects versions",
            "affected versions", "review created version", "affects version s", "software version", "release",
            "versions name", "versión", "betroffene version",
        ],
    ),
    (
        Field::Plan,
        0.85,
        &[
            "plan", "plan name", "customer plan", "user plan", "account plan", "requester plan", "organization plan",
            "organisation plan", "company plan", "contact plan", "current plan", "plan type", "plan tier", "plan level",
            "subscription", "subscription plan", "subscription tier", "subscription type", "subscription level",
            "pricing plan", "pricing tier", "product plan", "billing plan", "service plan", "account tier",
            "customer tier", "organization tier", "company tier", "user tier", "account type", "account level",
            "customer type", "customer segment", "account segment", "user segment", "membership",
            "membership type", "membership level", "membership tier", "customer class", "customer category",
            "customer group", "client type", "user type", "license type", "licence type", "license plan",
        ],
    ),
    (Field::Plan, 0.55, &["tier", "segment", "package", "edition", "license", "licence", "organization type"]),
    (
        Field::Size,
        0.8,
        &[
            "organization size", "organisation size", "company size", "account size", "customer size", "business size",
            "employees", "employee range", "number of employees", "company employees", "team size", "seats range",
        ],
    ),
    (
        Field::Value,
        0.85,
        &[
            "mrr", "monthly recurring revenue", "arr", "annual recurring revenue", "acv", "annual contract value",
            "contract value", "account value", "customer value", "ltv", "clv", "cltv", "lifetime value",
            "customer lifetime value", "account mrr", "account arr", "customer mrr", "customer arr", "company mrr",
            "organization mrr", "organization arr", "recurring revenue", "monthly spend", "total spend",
            "lifetime spend", "account revenue", "customer revenue",
        ],
    ),
    (
        Field::Since,
        0.85,
        &[
            "customer since", "member since", "client since", "user since", "account since", "subscriber since",
            "signup date", "sign up date", "signed up", "signed up at", "signup at", "signup", "joined", "joined at",
            "join date", "date joined", "registered", "registered at", "registration date", "date registered",
            "account created", "account created at", "account created date", "account creation date",
            "customer created at", "customer created", "user created at", "user created", "contact created at",
            "requester created at", "subscription start", "subscription start date", "subscribed since",
            "subscribed at", "activation date", "activated at", "onboarding date", "first order date",
            "contract start", "contract start date",
        ],
    ),
];
