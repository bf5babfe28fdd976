//! What helpdesks write for state and priority, in the languages they write it.
//!
//! A word is looked up folded (lower case, no accents on separators); what differs between vendors
//! (numbers above all) stands in the vendor's row of the helpdesk table.

mod further;

use crate::model::ticket::{Priority, TicketState};

/// What exports write where they have nothing. Compared to whole cells only, in lower case.
#[rustfmt::skip]
const NULL_MARKERS: &[&str] = &[
    "",
    "-",
    "--",
    "---",
    "?",
    "(none)",
    "(null)",
    "<na>",
    "[null]",
    "[]",
    "{}",
    "n/a",
    "n.a.",
    "na",
    "nan",
    "nat",
    "nil",
    "no summary",
    "none",
    "not applicable",
    "not assigned",
    "not available",
    "not defined",
    "not offered",
    "not provided",
    "not recorded",
    "not set",
    "not specified",
    "not stated",
    "null",
    "undefined",
    "unknown",
    "unspecified",
    "aucun",
    "aucune",
    "brak",
    "k. a.",
    "k.a.",
    "keine angabe",
    "nicht angegeben",
    "nicht zugewiesen",
    "non précisé",
    "non renseigné",
    "non spécifié",
    "ninguno",
    "no asignado",
    "no especificado",
    "no indicado",
    "sin asignar",
    "sin especificar",
    "não atribuído",
    "não especificado",
    "não informado",
    "não se aplica",
    "non assegnato",
    "non specificato",
    "niet ingevuld",
    "niet opgegeven",
    "niet toegewezen",
    "nie podano",
    "nieprzypisane",
    "не указано",
    "не указан",
    "belirtilmemiş",
    "ej angivet",
    "ikke angivet",
    "ikke angitt",
    "neuvedeno",
    "未指定",
    "未設定",
    "未设置",
    "未分配",
    "지정되지 않음",
    "нет",
    "なし",
    "无",
    "없음",
    "#n/a",
    "(blank)",
    "(empty)",
    // MySQL, PostgreSQL and Hive write `\N`.
    "\\n",
    // Errors of spreadsheets, in English and German.
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#num!",
    "#null!",
    "#spill!",
    "#calc!",
    "#error!",
    "#nv",
    "#bezug!",
    "#wert!",
    "#zahl!",
];

/// Longest of them, in bytes, with room for blanks.
const LONGEST_MARKER: usize = 28;

/// What stands for a customer where nobody is told: forms on the web, guests, programs. In lower case.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "anonym", "anonyme", "anonymous", "anonymous user", "anonimo", "anónimo", "anônimo", "gast", "gastbenutzer", "guest", "guest user",
    "invitado", "invité", "no name", "unbekannt", "unknown caller", "unknown customer", "unknown user", "web form", "web submit",
    "web user", "webform", "websubmit", "webuser", "匿名",
];

/// Whether a cell names no customer: it says nothing, or what stands for whoever wrote.
pub fn is_nobody(text: &str) -> bool {
    is_null(text) || text.len() <= LONGEST_MARKER && NOBODY.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a cell says nothing.
pub fn is_null(text: &str) -> bool {
    text.len() <= LONGEST_MARKER && NULL_MARKERS.contains(&text.trim().to_lowercase().as_str())
        || is_too_narrow(text.trim())
}

/// Fewest number signs that stand for a value which its column was too narrow to show.
const NARROW: usize = 3;

fn is_too_narrow(text: &str) -> bool {
    text.len() >= NARROW && text.bytes().all(|byte| byte == b'#')
}

/// Words for a ticket's state: English, German, Spanish, Portuguese, French, Italian, Dutch, Russian.
#[rustfmt::skip]
const STATES: &[(TicketState, &[&str])] = &[
    (
        TicketState::Open,
        &[
            "new", "open", "opened", "reopened", "to do", "todo", "backlog", "unconfirmed", "untriaged", "available",
            "assigned", "confirmed", "active", "in progress", "in bearbeitung", "started", "accepted", "triaged",
            "escalated", "work in progress", "neu", "offen", "nuevo", "abierto", "abierta", "en curso", "en progreso",
            "novo", "aberto", "em andamento", "atribuido", "atribuído", "admitido", "retorno", "nouveau", "ouvert",
            "en cours", "nuovo", "aperto", "in corso", "nieuw", "in behandeling", "open ticket", "being processed",
            "in review", "in process", "ready for development", "selected for development", "новый", "открыт", "в работе",
            "к выполнению", "unresolved", "unsolved", "working", "ongoing", "queued", "acknowledged",
            "under investigation", "investigating", "zugewiesen", "angenommen", "asignado", "assigné", "assegnato",
            "toegewezen", "nowe", "nowy", "otwarte", "otwarty", "w toku", "w trakcie", "przypisane", "открыто", "назначен",
            "açık", "açik", "yeni", "işlemde", "devam ediyor", "öppen", "ny", "pågår", "pågående", "tilldelad", "åben", "i gang",
            "under behandling", "åpen", "avoin", "uusi", "käsittelyssä", "työn alla", "otevřeno", "otevřený", "nový", "nové",
            "v řešení", "未対応", "対応中", "新規", "処理中", "オープン", "进行中", "待处理", "处理中", "新建", "打开", "未解决", "已分配",
            "처리중", "처리 중", "진행중", "진행 중", "접수", "신규", "미해결",
        ],
    ),
    (
        TicketState::Pending,
        &[
            "pending", "hold", "on hold", "onhold", "pending customer response", "pending customer",
            "pending reminder", "waiting", "waiting on customer", "waiting on third party", "waiting for customer",
            "waiting for support", "waiting on contact", "waiting on us", "awaiting user info", "awaiting customer",
            "awaiting response", "customer action", "awaiting reply", "awaiting vendor", "snoozed", "feedback", "needinfo",
            "info required", "wartend", "warten auf kunden", "ausstehend", "pendiente", "en espera",
            "esperando al cliente", "pendente", "aguardando", "en attente", "in attesa", "in afwachting",
            "wachten op klant", "ожидание", "oczekujące", "oczekuje", "wstrzymane", "ожидает", "beklemede", "askıda", "bekliyor",
            "väntar", "väntande", "pausad", "afventer", "venter", "på vent", "odottaa", "čeká", "pozastaveno", "čekající",
            "保留", "保留中", "回答待ち", "挂起", "等待中", "等待客户", "보류", "대기", "대기중", "en pause", "pausado", "zurückgestellt", "openpending", "incomplete", "deferred", "postponed", "suspended",
        ],
    ),
    (
        TicketState::Done,
        &[
            "solved", "resolved", "fixed", "done", "completed", "complete", "verified", "released", "answered",
            "closed", "close", "closed successful", "closed unsuccessful", "closed complete", "closed incomplete",
            "cancelled", "canceled", "wontfix", "won't do", "won't fix", "wont fix", "rejected", "archived",
            "duplicate", "merged", "deleted", "spam", "fix released", "fix committed", "expired", "invalid",
            "finished", "gelöst", "geloest", "geschlossen", "erledigt", "fertig", "abgeschlossen", "abgelehnt",
            "resuelta", "resuelto", "cerrado", "cerrada", "completado", "listo", "finalizada", "finalizado",
            "cancelado", "resolvido", "corrigido", "fechado", "concluído", "concluido", "encerrado", "résolu",
            "resolu", "fermé", "ferme", "clos", "clôturé", "terminé", "termine", "risolto", "chiuso", "completato",
            "opgelost", "gesloten", "afgehandeld", "rozwiązane", "zamknięte", "zamknięty", "zakończone", "решено", "закрыто",
            "çözüldü", "kapalı", "kapali", "kapatıldı", "kapatildi", "tamamlandı", "tamamlandi", "löst", "stängd", "stängt", "klar", "avslutad", "løst", "lukket",
            "færdig", "ferdig", "avsluttet", "ratkaistu", "suljettu", "valmis", "vyřešeno", "uzavřeno", "hotovo", "完了",
            "解決済み", "対応済み", "クローズ", "解決", "已解决", "已关闭", "已完成", "关闭", "完成", "해결", "해결됨", "완료", "종료",
            "처리완료", "처리 완료", "готово", "закрыт", "решен", "решён", "выполнено",
        ],
    ),
];

/// The state that a word means, with or without a leading number (`6 - Resolved`).
pub fn state(text: &str) -> Option<TicketState> {
    let word = folded(text);
    let bare = without_rank(&word);
    // `Closed (Support pipeline)`: what stands in brackets says where, not what.
    let outer = bare.split(" (").next().unwrap_or(bare);
    let means = |words: &[&str]| [word.as_str(), bare, outer].iter().any(|word| words.contains(word));
    STATES.iter().chain(further::STATES).find(|(_, words)| means(words)).map(|(state, _)| *state)
}

/// Words for priority. `minor` is between normal and low; Jira's own order puts it above trivial only.
#[rustfmt::skip]
const PRIORITIES: &[(Priority, &[&str])] = &[
    (
        Priority::Urgent,
        &[
            "urgent", "critical", "blocker", "highest", "p0", "p1", "1", "immediate", "very high", "emergency",
            "showstopper", "sev1", "sev 1", "crítico", "critico", "crítica", "critica", "urgente", "kritisch",
            "dringend", "sehr hoch", "höchste", "critique", "bloquant", "bloqueante", "критический", "срочно",
            "immediate attention", "top", "pilne", "pilny", "krytyczny", "bardzo wysoki", "критичный", "срочный", "acil",
            "kritik", "brådskande", "haster", "kiireellinen", "kriittinen", "naléhavé", "kritická", "緊急", "至急", "紧急", "긴급",
        ],
    ),
    (
        Priority::High,
        &[
            "high", "major", "p2", "2", "important", "sev2", "sev 2", "hoch", "wichtig", "alta", "alto", "grande",
            "haute", "élevée", "elevée", "hoog", "высокий", "majeur", "wysoki", "wysoka", "yüksek", "hög", "høj", "høy",
            "korkea", "vysoká", "vysoký", "高", "高い", "높음",
        ],
    ),
    (
        Priority::Normal,
        &[
            "normal", "medium", "moderate", "p3", "3", "average", "standard", "default", "sev3", "sev 3", "mittel",
            "media", "média", "medio", "médio", "moyenne", "normale", "normaal", "gemiddeld", "средний", "обычный", "нормальный", "średni", "średnia", "normalny", "zwykły", "orta", "medel", "mellem", "middels",
            "normaali", "keskitaso", "střední", "normální", "中", "通常", "普通", "보통",
        ],
    ),
    (
        Priority::Low,
        &[
            "low", "lowest", "trivial", "minor", "planning", "p4", "p5", "4", "5", "very low", "enhancement",
            "wishlist", "sev4", "sev 4", "niedrig", "gering", "baja", "bajo", "baixa", "pequeno", "texto", "nenhuma",
            "basse", "faible", "bassa", "basso", "laag", "низкий", "not urgent", "no priority", "niski", "niska", "düşük",
            "låg", "lav", "matala", "nízká", "nízký", "低", "低い", "낮음",
        ],
    ),
];

/// The priority that a word or a number means, 1 the most urgent; `3 - Moderate` counts by its word.
pub fn priority(text: &str) -> Option<Priority> {
    let word = folded(text);
    let bare = without_rank(&word);
    let of = |word: &str| {
        PRIORITIES
            .iter()
            .chain(further::PRIORITIES)
            .find(|(_, words)| words.contains(&word))
            .map(|(priority, _)| *priority)
    };
    of(bare).or_else(|| of(&word)).or_else(|| of(bare.strip_suffix(" priority")?))
}

/// A word in lower case, with single blanks.
pub fn folded(text: &str) -> String {
    let spaced: String = text.trim().chars().map(|c| if c == '_' || c == '\u{1f}' { ' ' } else { c }).collect();
    // A Turkish capital leaves a dot of its own behind (`ÇÖZÜLDÜ`, `İPTAL`), a dotless one is another letter (`AÇIK`).
    let lower: String = spaced.to_lowercase().chars().filter(|c| *c != '\u{307}').collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `3 - moderate` and `2. high` without their number.
fn without_rank(word: &str) -> &str {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.trim_start_matches([' ', '-', '.', ':', ')', '–']);
    if rest.len() < word.len() && !bare.is_empty() && rest.len() > bare.len() { bare } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_in_their_languages() {
        for (text, expected) in [
            ("Open", Some(TicketState::Open)),
            ("6 - Resolved", Some(TicketState::Done)),
            ("Waiting on Customer", Some(TicketState::Pending)),
            ("IN_PROGRESS", Some(TicketState::Open)),
            ("Geschlossen", Some(TicketState::Done)),
            ("Готово", Some(TicketState::Done)),
            ("解決済み", Some(TicketState::Done)),
            ("W toku", Some(TicketState::Open)),
            ("Venter", Some(TicketState::Pending)),
            ("En espera", Some(TicketState::Pending)),
            ("Incident", None),
            ("", None),
        ] {
            assert_eq!(state(text), expected, "{text}");
        }
    }

    #[test]
    fn a_priority_counts_by_its_word_before_its_number() {
        assert_eq!(priority("3 - Moderate"), Some(Priority::Normal));
        assert_eq!(priority("1 low"), Some(Priority::Low));
        assert_eq!(priority("P1"), Some(Priority::Urgent));
        assert_eq!(priority("2"), Some(Priority::High));
        assert_eq!(priority("Hoch"), Some(Priority::High));
        assert_eq!(priority("whatever"), None);
    }

    #[test]
    fn null_markers_are_whole_cells() {
        assert!(
            is_null("Not Specified") && is_nobody("WebSubmit") && !is_null("WebSubmit") && !is_nobody("Web Master")
        );
        assert!(NULL_MARKERS.iter().chain(NOBODY).all(|marker| marker.len() <= LONGEST_MARKER));
        assert!(is_null("\\N") && is_null("#REF!") && is_null("########") && !is_null("#12"));
        assert!(is_null(" N/A ") && is_null("") && is_null("No Summary"));
        assert!(!is_null("None of my devices connect"));
    }
}
