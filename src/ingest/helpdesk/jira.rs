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
    // summary, type, duplicate link; the rest from memory), Polish, Italian, Dutch, Chinese and Japanese ones unconfirmed. REST /search v2 (description is text) and v3 (a document).
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
            all(&[
                "klucz zgłoszenia|chiave ticket|issuesleutel|问题关键字|課題キー",
                "podsumowanie|riepilogo|samenvatting|概要|要約",
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
                    "ключ задачи", "klucz zgłoszenia", "chiave ticket", "issuesleutel", "问题关键字", "課題キー",
                ],
            ),
            (
                Field::Subject,
                &[
                    "summary", "resumen", "zusammenfassung", "résumé", "resumo", "тема", "podsumowanie", "riepilogo", "samenvatting",
                    "概要", "要約", "request field values (summary)",
                ],
            ),
            (
                Field::Body,
                &[
                    "description", "descripción", "beschreibung", "descrição", "описание", "opis", "descrizione",
                    "beschrijving", "描述", "説明", "request field values (description)",
                ],
            ),
            (
                Field::Created,
                &[
                    "created", "creada", "erstellt", "criado", "créé", "création", "создано", "дата создания",
                    "utworzono", "creato", "aangemaakt", "创建日期", "作成日", "created date iso8601",
                ],
            ),
            (
                Field::Updated,
                &[
                    "updated", "actualizada", "aktualisiert", "atualizado(a)", "atualizado", "mis à jour",
                    "mise à jour", "обновлено", "дата обновления", "zaktualizowano", "aggiornato", "bijgewerkt", "已更新", "更新日",
                ],
            ),
            (
                Field::Solved,
                &[
                    "resolved", "resolutiondate", "resuelta", "erledigt", "résolu", "résolue", "resolvido",
                    "resolvido(a)", "решено", "дата решения", "rozwiązano", "risolto", "opgelost", "已解决", "解決日",
                ],
            ),
            (Field::Status, &["status name", "status", "estado", "état", "statut", "статус", "stato", "状态", "ステータス", "current status status"]),
            (
                Field::Priority,
                &[
                    "priority name", "priority", "prioridad", "priorität", "priorité", "prioridade", "приоритет", "priorytet", "priorità", "prioriteit", "优先级", "優先度",
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
                    "pole niestandardowe (customer request type)", "pole niestandardowe (request type)",
                    "campo personalizzato (request type)", "aangepast veld (request type)", "カスタム フィールド (request type)",
                    "自定义字段 (request type)",
                ],
            ),
            (
                Field::Kind,
                &[
                    "issue type", "issuetype name", "tipo de incidencia", "vorgangstyp", "type de ticket",
                    "tipo de item", "tipo de pendência", "тип задачи", "тип проблемы", "typ zgłoszenia", "tipo ticket", "issuetype",
                    "问题类型", "課題タイプ", "type",
                ],
            ),
            (
                Field::Product,
                &[
                    "project name", "nombre del proyecto", "projektname", "nom du projet", "nome do projeto",
                    "название проекта", "имя проекта", "nazwa projektu", "nome progetto", "projectnaam", "项目名称", "プロジェクト名",
                    "project",
                ],
            ),
            (
                Field::Tags,
                &["labels", "etiquetas", "stichwörter", "stichworte", "étiquettes", "categorias", "метки", "etykiety", "etichette", "标签", "ラベル"],
            ),
            (Field::CustomerEmail, &["reporter email address"]),
            (
                Field::CustomerName,
                &[
                    "reporter", "reporter display name", "informador", "autor", "rapporteur", "relator", "автор", "zgłaszający",
                    "segnalatore", "melder", "报告人", "報告者", "creator", "creator display name", "creador", "ersteller", "créateur",
                    "criador", "создатель", "twórca", "autore", "maker", "创建者", "作成者",
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
                &[
                    "issue id", "id", "id de la incidencia", "vorgangs id", "id de ticket", "id da item", "id do item",
                    "id zgłoszenia", "id ticket", "问题id", "課題 id",
                ],
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
                    "zuletzt angezeigt", "stimmen", "übergeordnet", "rozwiązanie", "osoba przypisana", "risoluzione", "assegnatario",
                    "oplossing", "toegewezen persoon", "解决结果", "经办人", "解決状況", "担当者", "到期日", "期日",
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
            ("do zrobienia", TicketState::Open),
            ("gotowe", TicketState::Done),
            ("da completare", TicketState::Open),
            ("completata", TicketState::Done),
            ("te doen", TicketState::Open),
            ("gereed", TicketState::Done),
            ("待办", TicketState::Open),
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
