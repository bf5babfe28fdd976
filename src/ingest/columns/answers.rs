//! Which columns say what was done about a ticket, by the words of their headers: actions taken, solutions, remarks of
//! those who answered. Never the text of a ticket where it has another: it would be sorted by its cure.
//!
//! Headers are made up freely ("Action Taken by Support", "Beschreibung der Lösung"), so words decide, not whole names.

use super::{
    headers::{fold, words},
    people::speaks_of_agents,
};

/// Beginnings of words for a cure, without accents: such a header needs no other word.
#[rustfmt::skip]
const CURES: &[&str] = &[
    "solution", "resolution", "workaround", "countermeasure", "remediation", "losung", "massnahm", "abhilfe",
    "fehlerbehebung", "bearbeitungsnotiz", "bearbeitungsvermerk", "bearbeitungskommentar", "abschlussbemerkung",
    "abschlussbericht", "abschlusskommentar", "erledigungsvermerk", "solucion", "resolucion", "solucao", "solucoes", "resolucao", "providencia", "soluzion", "risoluzion", "oplossing",
    "maatregel", "rozwiazani", "решени", "cozum", "losning", "ratkaisu", "toimenpi", "reseni", "opatreni", "atgard", "tiltak",
    "afhandeling", "erledigung", "laudo", "parecer", "zalatwien", "предпринят", "принятые",
];

/// Words for something that is done: said alone, or with any of [`DONE`].
#[rustfmt::skip]
const ACTIONS: &[&str] = &[
    "action", "actions", "accion", "acciones", "acao", "acoes", "azione", "azioni", "actie", "acties", "dzialanie",
    "dzialania", "mesure", "mesures", "measures", "medida", "medidas", "действия", "меры", "aktion", "aktionen",
];

/// Words for work, which may still be asked for.
#[rustfmt::skip]
const WORK: &[&str] = &[
    "work", "works", "fix", "steps", "intervention", "interventions", "travaux", "travail", "arbeit", "arbeiten", "trabajo",
    "trabajos", "intervencion", "intervenciones", "servico", "servicos", "trabalho", "intervencao", "intervento", "interventi", "lavori", "lavoro",
    "attivita", "werkzaamheden", "prace", "работы", "schritte", "what", "was",
];

/// Words that say that it is done, by their beginnings.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "taken", "done", "performed", "carried", "applied", "effectue", "realis", "realiz", "tomad", "aplicad", "appliqu",
    "execut", "ejecutad", "eseguit", "svolt", "effettuat", "intrapres", "adottat", "adotad", "genomen", "uitgevoerd", "durchgefuhrt",
    "getroffen", "ergriffen", "ausgefuhrt", "erledigt", "getan", "podjet", "wykonan", "выполнен",
];

/// Words for a reply, which customers write as well.
#[rustfmt::skip]
const REPLIES: &[&str] = &[
    "reply", "response", "answer", "antwort", "reponse", "respuesta", "resposta", "risposta", "antwoord", "odpowiedz", "ответ",
    "svar", "vastaus", "odpoved", "yanit", "cevap",
];

/// Words for what is written down.
#[rustfmt::skip]
const NOTES: &[&str] = &[
    "note", "notes", "notiz", "notizen", "remark", "remarks", "comment", "comments", "kommentar",
    "kommentare", "bemerkung", "bemerkungen", "commentaire", "commentaires", "remarque", "remarques", "observation",
    "observations", "comentario", "comentarios", "observaciones", "observacoes", "nota", "notas", "commento", "commenti", "osservazioni",
    "opmerking", "opmerkingen", "notitie", "notities", "toelichting", "uwagi", "komentarz", "notatka", "комментарий", "findings",
];

/// Words for a text, which anybody may have written.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "description", "text", "summary", "details", "beschreibung", "descripcion", "descricao", "descrizione", "omschrijving",
    "beschrijving", "opis", "описание",
];

/// Whoever answers, besides those of [`speaks_of_agents`], and the end of the matter, which only they write down.
#[rustfmt::skip]
const ANSWERERS: &[&str] = &[
    "support", "staff", "engineer", "helpdesk", "servicedesk", "desk", "internal", "intern", "interne", "interner", "internes",
    "interna", "interno", "vendor", "bank", "seller", "techniker", "tecnico", "technik", "monteur",
    "mechanic", "company", "airline", "analyst", "closing", "closure", "close", "cloture", "cierre", "fechamento",
    "encerramento", "chiusura", "afsluiting", "zamkniecia", "закрытия", "resolver",
];

/// Words for customers.
#[rustfmt::skip]
const CUSTOMERS: &[&str] = &[
    "customer", "client", "user", "guest", "kunde", "kunden", "cliente", "klant", "klienta", "клиенту", "utilisateur",
    "usuario", "utente", "gebruiker", "patient", "passenger", "consumer", "complainant",
];

/// Words before whoever is answered.
const TOWARDS: &[&str] = &["to", "an", "al", "au", "a", "aan", "ao", "dla", "till", "til", "for"];

/// Words that make something else of it: a wish of the customer, or a part of the record that is no text.
#[rustfmt::skip]
const ELSE: &[&str] = &[
    "requested", "required", "desired", "expected", "needed", "proposed", "sought", "wanted", "gewunschte", "erwartete", "solicitada",
    "deseada", "desejada", "demandee", "souhaitee", "attendue", "richiesta", "gewenste", "oczekiwane", "date", "time", "datum", "zeit",
    "dauer", "heure", "duree", "fecha", "hora", "tiempo", "data", "ora", "tempo", "tijd", "czas", "code", "id",
    "number", "no", "status", "state", "type", "typ", "tipo", "category", "kategorie", "group", "gruppe", "team", "level", "count", "hours",
    "minutes", "days", "by", "user", "sla", "rate", "score", "rating", "satisfaction", "product", "area", "name", "url", "link", "email", "order", "items",
    "item", "screen", "within", "first", "version", "center", "centre", "partner", "provider",
];

/// Signs of a cure or an answer in languages that write no blanks between words.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "対応", "対処", "処置", "処理", "回答", "返信", "返答", "解決", "対策", "作業内容", "处理", "解决", "答复", "回复", "處理", "解決",
    "회신", "답변", "조치", "처리", "해결",
];

/// Signs beside them of something else: days, times, people, states, kinds, numbers, wishes.
#[rustfmt::skip]
const OTHER_SIGNS: &[&str] = &[
    "日", "時", "者", "状", "区分", "分類", "種", "番号", "件", "期限", "部", "担当", "希望", "要望", "依頼", "状态", "时间", "时限", "时长", "人", "类", "狀", "態", "類", "組", "點",
    "组", "期", "일", "시간", "자", "상태", "유형", "요청", "희망", "率", "度", "数",
];

/// Whether a header says that its column tells what was done, or what was answered.
pub fn tell_the_cure(header: &str) -> bool {
    let folded = fold(header);
    if SIGNS.iter().any(|sign| folded.contains(sign)) {
        return !OTHER_SIGNS.iter().any(|sign| folded.contains(sign));
    }
    let plain = words(&folded);
    let any = |of: &[&str]| plain.iter().any(|word| of.contains(&word.as_str()));
    let begins = |of: &[&str]| plain.iter().any(|word| of.iter().any(|start| word.starts_with(start)));
    let agent = || any(ANSWERERS) || speaks_of_agents(header);
    if any(REPLIES) {
        return if any(CUSTOMERS) { any(TOWARDS) } else { agent() && !any(ELSE) };
    }
    if any(ELSE) {
        return any(ACTIONS) && begins(DONE);
    }
    let root_cause = plain.windows(2).any(|pair| pair == ["root", "cause"]) || any(&["rca", "grundursache"]);
    let noted = || any(NOTES) && agent() && !any(CUSTOMERS);
    begins(CURES) || root_cause || any(ACTIONS) && acts(&plain) || any(WORK) && begins(DONE) || noted()
}

/// Whether a header with a word for an action speaks of one: it stands alone, or with what is done, mended or written.
fn acts(words: &[String]) -> bool {
    let mends = |word: &String| {
        ["correct", "corret", "corrig", "prevent", "napraw", "remedia"].iter().any(|start| word.starts_with(start))
    };
    let done = |word: &String| {
        DONE.iter().any(|start| word.starts_with(start))
            || [NOTES, TEXTS].iter().any(|list| list.contains(&word.as_str()))
    };
    words.len() == 1 || words.iter().any(|word| mends(word) || done(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_from_what_was_said() {
        for header in [
            "Action taken",
            "Action Taken by Support",
            "action_taken_description",
            "Description of solution",
            "Fix applied",
            "What was done",
            "Root cause",
            "Corrective Actions",
            "Closing comments",
            "Engineer remarks",
            "Resolution Remarks",
            "Maßnahme",
            "Getroffene Massnahme",
            "Beschreibung der Lösung",
            "Lösungstext",
            "Antwort an Kunde",
            "Durchgeführte Arbeiten",
            "Interne Notiz",
            "Abschlussbemerkung",
            "Intervention effectuée",
            "Actions correctives",
            "Réponse au client",
            "Commentaire technicien",
            "Technician comments",
            "Solución aplicada",
            "Respuesta al cliente",
            "Acción tomada",
            "Azione correttiva",
            "Intervento eseguito",
            "descricao_da_solucao",
            "Providência",
            "Genomen actie",
            "Uitgevoerde werkzaamheden",
            "Opis rozwiązania",
            "Podjęte działania",
            "対応結果",
            "处理措施",
            "조치 내용",
        ] {
            assert!(tell_the_cure(header), "{header}");
        }
    }

    #[test]
    fn wishes_days_and_kinds_are_no_cure() {
        for header in [
            "Desired resolution",
            "Action requested",
            "Resolution date",
            "Solution type",
            "Resolution code",
            "Customer response",
            "Respuesta del cliente",
            "Demande d'intervention",
            "Work type",
            "Support",
            "Support team",
            "Internal code",
            "Company",
            "What happened",
            "Transaction",
            "Open-Ended Response",
            "Owner",
            "対応日時",
            "対応者",
            "处理人",
            "Description",
            "Comments",
            "Company Name",
            "Operator remarks",
        ] {
            assert!(!tell_the_cure(header), "{header}");
        }
    }
}
