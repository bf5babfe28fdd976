//! Which columns name people, by their headers: customers, requesters, agents. What they hold is masked in texts, and is
//! neither a text nor a category itself.

use super::headers::fold;

/// Words of a header that speak of a person.
#[rustfmt::skip]
const PERSON: &[&str] = &[
    "aanmelder", "aanvrager", "agent", "agents", "ansprechpartner", "asignado", "assegnatario", "assigned", "assignee", "attendee",
    "attribué", "auteur", "author", "autor", "bearbeiter", "behandelaar", "beller", "benutzer", "besucher", "caller", "cliente",
    "closed", "complainant", "consumer", "contact", "contacto", "contactpersoon", "contato", "contatto", "creator", "customer",
    "demandeur", "employee", "ersteller", "gast", "gebruiker", "guest", "handled", "handler", "invitado", "klant", "kontakt",
    "kontaktperson", "kunde", "kundenname", "melder", "mitarbeiter", "nutzer", "opened", "operator", "owner", "participant",
    "persona", "reporter", "requester", "requestor", "resolved", "resolver", "responder", "responsible", "reviewer", "sender",
    "solicitante", "solved", "submitted", "submitter", "technician", "technicien", "teilnehmer", "user", "username", "usuario",
    "usuário", "utente", "utilisateur", "verantwortlicher", "visitante", "visiteur", "visitor", "watchers", "zugewiesen",
];

/// Those of them that answer: agents, and whoever a ticket is given to.
#[rustfmt::skip]
const AGENT: &[&str] = &[
    "agent", "agente", "asignado", "assegnatario", "assigned", "assignee", "atendente", "atribuída", "atribuído", "attribué",
    "bearbeiter", "behandelaar", "handled", "handler", "opérateur", "operador", "operator", "operatore", "owner", "responder",
    "resolver", "sachbearbeiter", "technician", "technicien", "técnico", "verantwortlicher", "zugewiesen",
];

/// Words of a header that speak of a person, in further languages.
#[rustfmt::skip]
const PERSON_FURTHER: &[&str] = &[
    "клиент", "заявитель", "заявителя", "пользователь", "автор", "контакт", "инициатор", "клієнт", "заявник", "kund", "kunden",
    "kundnamn", "anmälare", "kundenavn", "anmelder", "indmelder", "innmelder", "asiakas", "ilmoittaja", "zákazník", "zadavatel",
    "žadatel", "klient", "klienta", "zgłaszający", "müşteri", "ügyfél", "bejelentő", "πελάτης", "πελάτη", "العميل", "مشتری",
    "הלקוח", "לקוח", "פונה", "solicitant", "pelanggan", "pelapor", "khách", "ผู้แจ้ง", "ลูกค้า", "शिकायतकर्ता", "ग्राहक",
    "consumidor", "reclamante", "richiedente", "requerente", "zákazníka",
];

/// Those of them that answer.
#[rustfmt::skip]
const AGENT_FURTHER: &[&str] = &[
    "исполнитель", "ответственный", "сотрудник", "оператор", "менеджер", "виконавець", "відповідальний", "handläggare",
    "ansvarig", "saksbehandler", "sagsbehandler", "tildelt", "ansvarlig", "käsittelijä", "vastuuhenkilö", "řešitel", "přiřazeno",
    "riešiteľ", "odpowiedzialna", "odpowiedzialny", "opiekun", "przypisany", "responsável", "responsable", "tramitador",
    "gestor", "assegnato", "sorumlu", "temsilci", "temsilcisi", "görevli", "الوكيل", "الموظف", "المسؤول", "کارشناس", "پشتیبان",
    "مسئول", "נציג", "מטפל", "אחראי", "υπεύθυνος", "χειριστής", "ügyintéző", "felelős", "responsabil", "petugas", "ผู้รับผิดชอบ",
    "เจ้าหน้าที่", "अधिकारी", "behandlare", "zuständig", "technikus",
];

/// What headers of people have in scripts without spaces.
#[rustfmt::skip]
const PERSON_UNSPACED: &[&str] = &[
    "お客様", "顧客", "依頼者", "申請者", "申告者", "登録者", "送信者", "作成者", "고객", "신청인", "민원인", "작성자", "문의자", "요청자", "客户", "客戶", "用户",
    "申请人", "申請人", "陳情人", "投诉人", "访客", "联系人", "姓名",
];

/// … and those of people who answer.
#[rustfmt::skip]
const AGENT_UNSPACED: &[&str] = &[
    "担当", "対応者", "受付者", "담당", "상담원", "상담사", "처리자", "客服", "坐席", "受理人", "处理人", "負責人", "负责人", "承辦", "承办", "跟进人", "经办人",
];

/// What makes something else of it there.
#[rustfmt::skip]
const THING_UNSPACED: &[&str] = &[
    "日", "時", "时", "番号", "编号", "編號", "号", "號", "id", "内容", "內容", "区分", "分類", "分类", "種", "类", "類", "状", "狀", "部", "組", "组", "件", "数",
    "數", "率", "度", "電話", "电话", "住所", "地址", "メール", "邮箱", "郵箱", "級", "级", "声", "소리", "일", "시", "번호", "유형", "상태", "내용", "부서", "전화", "이메일", "주소", "등급",
    "答", "수", "満足", "满意", "評", "评", "反馈", "回复", "意见", "意見", "要望", "問", "问",
];

/// Words that make something else of it.
#[rustfmt::skip]
const THING: &[&str] = &[
    "account", "age", "agreement", "at", "avatar", "birth", "browser", "canal", "category", "channel", "city", "closure",
    "code", "comment", "comments", "company", "complaint", "contract", "count", "country", "código", "data", "date", "datum",
    "department", "description", "device", "domain", "empresa", "environment", "estado", "fecha", "feedback", "firma", "gender",
    "group", "guid", "hours", "id", "ids", "impact", "interaction", "ip", "issue", "key", "language", "level", "link", "locale",
    "location", "message", "messages", "minutes", "motivo", "number", "nummer", "numéro", "número", "on", "organisation",
    "organization", "os", "país", "phone", "plan", "platform", "priority", "product", "profile", "queue", "rating", "reason",
    "reden", "region", "response", "role", "satisfaction", "score", "segment", "sentiment", "since", "soort", "source", "state",
    "status", "story", "subject", "team", "telefone", "teléfono", "text", "tier", "time", "tipo", "title", "typ", "type", "url",
    "uuid", "value", "version", "zone",
];

/// Whole headers that name somebody.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "affected", "affected person", "apellido", "apellidos", "client", "client contact", "client name", "display name",
    "family name", "first name", "forename", "from", "full name", "fullname", "given name", "last name", "nachname", "nombre",
    "nombre completo", "person", "profile full name", "prénom", "real name", "requested by", "requested for", "surname",
    "vorname", "passenger", "passenger name", "patient", "patient name", "member name", "student name", "employee name",
    "citizen name", "resident name", "nombre y apellido", "nombre y apellidos", "nombres", "primer nombre", "nome completo", "sobrenome",
    "nome e cognome", "cognome", "nom complet", "nom et prénom", "nom de famille", "voornaam", "achternaam", "volledige naam",
    "imię", "nazwisko", "imię i nazwisko", "имя", "фамилия", "фио", "ad soyad", "adı soyadı", "förnamn", "efternamn", "fornavn",
    "etternavn", "etunimi", "sukunimi", "jméno", "příjmení", "advisor", "advisor name", "adviser", "adviser name",
    "attended by", "csm", "csr", "csr name", "cust name", "cust nm", "dispatcher", "done by", "engineer", "engineer name",
    "kd name", "party name", "player name", "rep", "rep name", "respondent", "respondent name", "specialist", "specialist name",
    "staff", "staff name", "tech name", "worker name", "bearb", "ansprechp", "mitarb", "氏名", "お名前", "名前", "ご氏名", "お客様氏名", "姓名", "이름", "성명", "성함",
];

/// Whole headers that name somebody or something: whose cells are names of people is to be seen from them.
#[rustfmt::skip]
const SOMEBODY: &[&str] = &[
    "account manager", "analyst", "attn", "buyer", "cashier", "consultant", "courier", "developer", "doctor", "driver", "driver name",
    "erfasser", "guardian", "handle", "inspector", "instructor", "intervenant", "landlord", "lead", "manager", "manager name", "member", "nick",
    "nickname", "nurse", "officer", "parent", "physician", "principal", "profile name", "profilename", "project manager", "rapportör", "rider",
    "sales rep", "salesperson", "screen name", "seller", "seller name", "shopper", "student", "subscriber", "supervisor", "supervisor name",
    "teacher", "team lead", "team leader", "teamleiter", "teamleiterin", "tech", "tenant", "tester", "to", "trainer", "tutor", "verified by",
    "yetkili", "контактное лицо", "処理人", "المستخدم",
];

/// Names of names that people and things have.
const ANYBODY: &[&str] = &["name", "names", "nome", "nom", "naam", "navn", "namn", "nimi", "nazwa", "名称"];

/// What people do to a ticket, in headers that end with [`BY`].
#[rustfmt::skip]
const DEEDS: &[&str] = &[
    "aangemaakt", "aberto", "abierto", "aperto", "approved", "atendido", "aufgenommen", "behandeld", "cerrado", "created", "creado",
    "creato", "criado", "créé", "entered", "erfasst", "erstellt", "filed", "fermé", "gemeld", "gemeldet", "geschlossen", "logged",
    "modified", "ontvangen", "ouvert", "raised", "recebido", "received", "recibido", "recorded", "registered", "registrado", "reported",
    "requested", "reviewed", "ricevuto", "reçu", "saisi", "segnalato", "signalé", "taken", "traité", "updated",
];

/// Words before whoever did it.
const BY: &[&str] = &["by", "von", "par", "por", "door", "da"];

/// Whether a header says that its column names people.
pub fn names_people(header: &str) -> bool {
    let name = fold(header);
    let words = words(&name);
    let further = || [PERSON_FURTHER, AGENT_FURTHER].iter().any(|people| speaks_of(people, &words));
    WHOLE.contains(&words.join(" ").as_str())
        || speaks_of(PERSON, &words)
        || further()
        || speaks_unspaced(PERSON_UNSPACED, &name)
        || speaks_unspaced(AGENT_UNSPACED, &name)
}

/// Whether a header says that its column names somebody, or may: then its words tell of no trouble. Wider than
/// [`names_people`], whose names are masked in texts.
pub fn names_someone(header: &str) -> bool {
    let name = fold(header);
    let words = words(&name);
    let done_by =
        || words.last().is_some_and(|last| BY.contains(last)) && words.iter().any(|word| DEEDS.contains(word));
    let whole = words.join(" ");
    let somebody = || [ANYBODY, SOMEBODY].iter().any(|names| names.contains(&whole.as_str()));
    names_people(header) || somebody() || done_by()
}

/// Whether a header says that its column names those who answer.
pub fn names_agents(header: &str) -> bool {
    let name = fold(header);
    let words = words(&name);
    speaks_of(AGENT, &words) || speaks_of(AGENT_FURTHER, &words) || speaks_unspaced(AGENT_UNSPACED, &name)
}

/// Whether a header has a word for those who answer, whatever it says of them. Operators of machines are not meant.
pub fn speaks_of_agents(header: &str) -> bool {
    let name = fold(header);
    words(&name).iter().any(|word| AGENT.contains(word) && !word.starts_with("op"))
}

fn words(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn speaks_unspaced(people: &[&str], name: &str) -> bool {
    let has = |of: &[&str]| of.iter().any(|word| name.contains(word));
    !name.is_ascii() && has(people) && !has(THING_UNSPACED)
}

fn speaks_of(people: &[&str], words: &[&str]) -> bool {
    words.iter().any(|word| people.contains(word)) && !words.iter().any(|word| THING.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_are_told_from_columns_about_them() {
        for header in [
            "Requester",
            "requester.name",
            "Assigned to",
            "agent_name",
            "Customer Name",
            "Opened by",
            "Full name",
            "Bearbeiter",
            "Owner",
            "Reporter",
            "Zugewiesen an",
            "affected_user",
            "Visitor",
            "Client",
            "Service owner",
            "Besucher",
            "Usuário",
            "requested_for",
            "caller_id.name",
        ] {
            let expected = header != "caller_id.name";
            assert_eq!(names_people(header), expected, "{header}");
        }
        for header in [
            "Customer ID",
            "Assigned group",
            "Closed at",
            "Contact type",
            "User story",
            "Client version",
            "Client IP",
            "Subject",
        ] {
            assert!(!names_people(header), "{header}");
        }
        assert!(["Operator", "Assigned to", "Atribuída a"].iter().all(|header| names_agents(header)));
        assert!(["Visitor", "Operator ID", "Queue"].iter().all(|header| !names_agents(header)));
    }

    #[test]
    fn names_and_who_did_it_are_somebody() {
        for header in [
            "Name",
            "Nome",
            "Filed by",
            "Reçu par",
            "Vorname",
            "Passenger name",
            "お名前",
            "Imię i nazwisko",
            "Driver",
            "ProfileName",
        ] {
            assert!(names_someone(header), "{header}");
        }
        for header in ["Ticket name", "Filed", "Product name", "Sold by weight"] {
            assert!(!names_someone(header), "{header}");
        }
        assert!(!names_people("Name") && !names_people("Filed by"));
    }

    #[test]
    fn the_lists_have_no_word_twice() {
        for list in [PERSON, AGENT, THING, WHOLE, SOMEBODY, ANYBODY, DEEDS, BY] {
            let mut words = list.to_vec();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), list.len());
        }
    }
}
