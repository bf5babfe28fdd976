//! Which columns say how a ticket came in, by their headers or their values: that is no category of problems.

use super::headers::{fold, squeeze, words};

/// Words for a channel, which nothing else is called.
#[rustfmt::skip]
const CHANNELS: &[&str] = &[
    "channel", "kanal", "canal", "canale", "kanaal", "канал", "kanali", "kanava", "meldeweg", "kontaktweg",
    "eingangsweg", "eingangsart", "meldungsart", "kontaktart",
];

/// Endings of German and Dutch compounds for it.
const COMPOUNDS: &[&str] = &["kanal", "kanaal", "kontaktweg", "meldeweg"];

/// Last words of a header that leave out the channel: "Received via".
const LAST: &[&str] = &["via", "through", "thru", "uber", "tramite"];

/// Words for a way.
#[rustfmt::skip]
const WAYS: &[&str] = &[
    "mode", "method", "medium", "means", "way", "source", "medio", "meio", "mezzo", "moyen", "via", "forma", "modo", "modalita", "modalidad",
    "wijze", "sposob", "способ", "art", "how",
];

/// Words for what goes that way.
#[rustfmt::skip]
const CONTACTS: &[&str] = &[
    "contact", "contacto", "contato", "contatto", "kontakt", "kontaktu", "kontakts", "communication", "comunicacion", "comunicacao", "comunicazione",
    "reception", "receipt", "received", "intake", "submission", "entry", "entrada", "ingreso", "ingresso", "eingang", "reporting",
    "reported", "ricezione", "recepcion", "recebimento", "обращения", "связи", "zgloszenia",
];

/// The same in languages without blanks between words.
const SIGNS: &[&str] = &[
    "経路",
    "受付方法",
    "受付手段",
    "問い合わせ方法",
    "連絡方法",
    "連絡手段",
    "渠道",
    "접수 방법",
    "문의 방법",
    "유입 경로",
];

/// Whether a header names the way by which tickets come in.
pub fn names_a_channel(header: &str) -> bool {
    let folded = fold(header);
    if SIGNS.iter().any(|sign| folded.contains(sign)) {
        return true;
    }
    let words = words(&folded);
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    let last = words.len() > 1 && words.last().is_some_and(|word| LAST.contains(&word.as_str()));
    let compound = words.iter().any(|word| COMPOUNDS.iter().any(|end| word.ends_with(end)));
    any(CHANNELS) || compound || last || any(WAYS) && any(CONTACTS)
}

/// Ways by which tickets come in, as squeezed values.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "email", "mail", "phone", "telephone", "phonecall", "call", "callin", "inboundcall", "chat", "livechat", "webchat", "web", "webform", "website", "webportal",
    "portal", "selfservice", "selfserviceportal", "walkin", "inperson", "fax", "letter", "post", "postalmail", "sms", "textmessage", "whatsapp",
    "facebook", "twitter", "instagram", "socialmedia", "api", "contactform", "form", "onlineform", "referral", "telegram", "messenger", "counter",
    "telefon", "anruf", "brief", "webformular", "kontaktformular", "formular", "personlich", "online", "telefone", "telefono", "correo",
    "correoelectronico", "llamada", "formulario", "formularioweb", "presencial", "courriel", "courrier", "formulaire", "guichet", "appel",
    "sportello", "balcao", "telefoon", "balie", "brief", "formulier", "telefonicznie", "formularz", "телефон", "почта", "чат", "сайт", "звонок", "電話",
    "メール", "窓口", "フォーム", "チャット", "电话", "邮件", "微信", "网站", "在线", "전화", "이메일", "채팅", "홈페이지",
];

/// Whether a value is a way by which tickets come in.
pub fn is_channel(value: &str) -> bool {
    value.len() <= 40 && VALUES.contains(&squeeze(&fold(value)).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_told_from_kinds() {
        for header in [
            "Received Via",
            "Contact method",
            "How received",
            "Intake channel",
            "Mode of communication",
            "Eingang über",
            "Kontaktweg",
            "Eingangskanal",
            "Mode de contact",
            "canal_atendimento",
            "Vía de contacto",
            "Modalità di contatto",
            "Contactkanaal",
            "受付経路",
        ] {
            assert!(names_a_channel(header), "{header}");
        }
        for header in ["Payment method", "Contact reason", "Mode", "Via", "Kontakt", "How to reproduce", "Art"] {
            assert!(!names_a_channel(header), "{header}");
        }
        assert!(["E-Mail", "Walk-in", "Telefon", "電話"].iter().all(|value| is_channel(value)));
        assert!(!is_channel("Printer"));
    }
}
