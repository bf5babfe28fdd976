//! Jira and Jira Service Management, in the languages their exports are written in.

use super::{Helpdesk, Link, ROW, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // CSV "all fields" of Server and Cloud: header order and repeated columns from real exports (Server 2017, JSM Cloud in
    // Spanish), German and Portuguese headers quoted verbatim in public code, French and Russian names partly so (key,
    // summary, type, duplicate link; the rest from memory). REST /search v2 (description is text) and v3 (a document).
    // Time spent is in seconds. Comments are mostly agents'. `self` is an API address. Statuses are named by each
    // project: their category (`new`, `indeterminate`, `done`) tells what they mean.
    Helpdesk {
        id: "jira",
        name: "Jira",
        signatures: &[
            all(&[
                "issue key|clave de incidencia|vorgangsschlüssel|clé de ticket|chave da pendência|chave de item|chave da item|chave do item|ключ проблемы|ключ задачи",
                "issue id|id de la incidencia|vorgangs id|id de ticket|identifiant de ticket|id da pendência|id da item|id do item|идентификатор проблемы|идентификатор задачи",
                "issue type|tipo de incidencia|vorgangstyp|type de ticket|tipo de pendência|tipo de item|тип задачи|тип проблемы",
            ]),
            all(&[
                "clave de incidencia|vorgangsschlüssel|clé de ticket|chave da pendência|chave de item|chave da item|chave do item|ключ проблемы|ключ задачи",
                "resumen|zusammenfassung|résumé|resumo|тема",
            ]),
            all(&["issue key", "summary", "status"]),
            all(&["key", "summary", "affected versions|affects versions|issue type|issuetype"]),
            all(&["key", "self", "issuetype name|status name|summary"]),
            all(&["key", "issuetype name", "summary"]),
            // servicedeskapi/request
            all(&["issue key", "request type id", "service desk id"]),
            // Feed of a search ("XML"); entities.xml of a backup.
            all(&["wrapper channel", "key", "link", "summary|title"]),
            all(&["wrapper entity engine xml", "summary", "workflow id|votes|watches"]),
        ],
        fields: &[
            (
                Field::Id,
                &[
                    "issue key", "key", "clave de incidencia", "vorgangsschlüssel", "clé de ticket",
                    "chave da pendência", "chave de item", "chave da item", "chave do item", "ключ проблемы",
                    "ключ задачи",
                ],
            ),
            (
                Field::Subject,
                &[
                    "summary", "resumen", "zusammenfassung", "résumé", "resumo", "тема",
                    "request field values (summary)",
                ],
            ),
            (
                Field::Body,
                &[
                    "description", "descripción", "beschreibung", "descrição", "описание",
                    "request field values (description)",
                ],
            ),
            (
                Field::Created,
                &[
                    "created", "creada", "erstellt", "criado", "créé", "création", "создано", "дата создания",
                    "created date iso8601",
                ],
            ),
            (
                Field::Updated,
                &[
                    "updated", "actualizada", "aktualisiert", "atualizado(a)", "atualizado", "mis à jour",
                    "mise à jour", "обновлено", "дата обновления",
                ],
            ),
            (
                Field::Solved,
                &[
                    "resolved", "resolutiondate", "resuelta", "erledigt", "résolu", "résolue", "resolvido",
                    "resolvido(a)", "решено", "дата решения",
                ],
            ),
            (Field::Status, &["status name", "status", "estado", "état", "statut", "статус", "current status status"]),
            (
                Field::Priority,
                &[
                    "priority name", "priority", "prioridad", "priorität", "priorité", "prioridade", "приоритет",
                    "custom field (urgency)", "custom field (impact)",
                ],
            ),
            (
                Field::Category,
                &[
                    "component s", "components", "components name", "componente s", "componentes", "componente",
                    "komponente n", "komponenten", "composant s", "composants", "компоненты",
                    "custom field (request type)", "customer request type", "campo personalizado (request type)",
                    "benutzerdefinierte felder (request type)", "champs personnalisés (request type)",
                    "пользовательское поле (request type)", "request type name", "component",
                ],
            ),
            (
                Field::Kind,
                &[
                    "issue type", "issuetype name", "tipo de incidencia", "vorgangstyp", "type de ticket",
                    "tipo de item", "tipo de pendência", "тип задачи", "тип проблемы", "type",
                ],
            ),
            (
                Field::Product,
                &[
                    "project name", "nombre del proyecto", "projektname", "nom du projet", "nome do projeto",
                    "название проекта", "имя проекта", "project",
                ],
            ),
            (
                Field::Tags,
                &["labels", "etiquetas", "stichwörter", "stichworte", "étiquettes", "categorias", "метки"],
            ),
            (Field::CustomerEmail, &["reporter email address"]),
            (
                Field::CustomerName,
                &[
                    "reporter", "reporter display name", "informador", "autor", "rapporteur", "relator", "автор",
                    "creator", "creator display name", "creador", "ersteller", "créateur", "criador", "создатель",
                ],
            ),
            (
                Field::Organization,
                &[
                    "custom field (organizations)", "campo personalizado (organizations)",
                    "benutzerdefinierte felder (organizations)", "champs personnalisés (organizations)",
                ],
            ),
            (
                Field::Satisfaction,
                &[
                    "satisfaction rating", "custom field (satisfaction)", "calificación de satisfacción",
                    "custom field (satisfaction rating)",
                ],
            ),
            (
                Field::Handle,
                &["time spent", "timespent seconds", "timespent", "benötigte zeit", "tiempo empleado", "temps consacré", "tempo gasto"],
            ),
            (
                Field::Version,
                &[
                    "affects version s", "affects versions", "affected versions", "versions name",
                    "versión(es) afectadas", "betrifft versionen", "versions affectées", "version",
                ],
            ),
            (
                Field::DuplicateOf,
                &[
                    "outward issue link (duplicate)", "issuelinks (duplicate) outward issue key",
                    "lien de ticket sortant (duplicate)", "enlace de incidencia saliente (duplicate)",
                    "ausgehende vorgangsverknüpfung (duplicate)", "link de item de saída (duplicate)",
                ],
            ),
            (Field::Url, &["self", "links web", "link"]),
            (
                Field::InternalId,
                &["issue id", "id", "id de la incidencia", "vorgangs id", "id de ticket", "id da item", "id do item"],
            ),
            (
                Field::Other,
                &[
                    "votes", "watchers", "work ratio", "log work", "sprint", "last viewed", "resolution",
                    "fix version s", "fix versions", "fix versions name", "parent id", "σ time spent", "expand",
                    "resolución", "résolution", "resolução", "решение", "project lead", "projektleiter",
                    "project description", "project url", "projektbeschreibung", "projektschlüssel",
                    "reporter id", "creator id", "assignee id", "id des autors", "ersteller id", "zugewiesene person",
                    "id der zugewiesenen person", "atribuído a", "responsável", "id do responsável",
                    "chave pai", "pai", "parent summary", "custom field (time to first response)",
                    "custom field (time to resolution)", "custom field (time to done)", "data limite",
                    "zuletzt angezeigt", "stimmen", "übergeordnet",
                ],
            ),
        ],
        states: &[
            ("indeterminate", TicketState::Open),
            ("undefined", TicketState::Open),
            ("zu erledigen", TicketState::Open),
            ("in arbeit", TicketState::Open),
            ("wird bearbeitet", TicketState::Open),
            ("tareas por hacer", TicketState::Open),
            ("por hacer", TicketState::Open),
            ("à faire", TicketState::Open),
            ("tarefas pendentes", TicketState::Open),
            ("a fazer", TicketState::Open),
            ("esperando por el soporte", TicketState::Open),
            ("esperando ayuda", TicketState::Open),
            ("waiting for support", TicketState::Open),
            ("esperando por el cliente", TicketState::Pending),
            ("en attente du client", TicketState::Pending),
            ("aguardando cliente", TicketState::Pending),
            ("ожидание клиента", TicketState::Pending),
            ("listo", TicketState::Done),
            ("terminé(e)", TicketState::Done),
            ("terminée", TicketState::Done),
            ("concluída", TicketState::Done),
            ("itens concluídos", TicketState::Done),
        ],
        priorities: &[
            ("niedrigste", Priority::Low),
            ("самый низкий", Priority::Low),
            ("самый высокий", Priority::Urgent),
            ("la más alta", Priority::Urgent),
            ("la más baja", Priority::Low),
            ("la plus élevée", Priority::Urgent),
            ("la plus basse", Priority::Low),
        ],
        links: &[Link { marker: "/rest/api/", page: "/browse/{id}" }],
        state_classes: &[
            "status status category key", "status status category name", "status category key", "status category", "statuskategorie",
            "categoría de estado", "catégorie d état", "categoria do status", "категория статуса",
            "current status status category",
        ],
        handle_unit: Unit::Seconds,
        ..ROW
    },
];
