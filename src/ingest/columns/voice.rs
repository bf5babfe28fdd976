//! Whose voice a text is: what agents write is never the text of a ticket.

/// What agents write at the head or the foot of an answer, in lower case.
#[rustfmt::skip]
const AGENTS: &[&str] = &[
    "thank you for contacting", "thank you for reaching out", "thanks for contacting", "thanks for reaching out",
    "thank you for your message", "thank you for your patience", "thank you for bringing", "thank you for your feedback",
    "thank you for getting in touch", "we apologize", "we apologise", "we are sorry", "we're sorry", "sorry to hear",
    "dear customer", "dear valued", "please let us know", "please feel free to", "we will investigate", "we will look into",
    "thank you for raising", "thank you for reporting", "thanks for raising", "thanks for reporting", "i have reset your", "we have reset your",
    "happy to help", "glad to help", "how can i help", "how may i help", "our team will", "your ticket has been",
    "we have received your", "i understand your frustration", "to assist you", "further assistance", "kindly provide",
    "vielen dank für ihre anfrage", "vielen dank für ihre nachricht", "danke für ihre", "sehr geehrte kundin",
    "sehr geehrter kunde", "wir entschuldigen uns", "tut uns leid", "gerne helfen wir", "wir haben ihre anfrage",
    "merci de nous avoir contacté", "merci pour votre message", "cher client", "chère cliente", "nous sommes désolés",
    "nous vous prions", "n'hésitez pas à", "gracias por contactar", "gracias por su mensaje", "gracias por comunicar",
    "estimado cliente", "lamentamos", "no dude en", "obrigado por entrar em contato", "agradecemos o contato",
    "prezado cliente", "obrigado pelo contato", "obrigado pelo seu contato", "obrigada pelo contato", "lamentamos o", "grazie per averci contattato", "gentile cliente", "ci scusiamo", "siamo spiacenti",
    "bedankt voor uw bericht", "beste klant", "onze excuses", "dziękujemy za kontakt", "dziękujemy za zgłoszenie", "dziękujemy za wiadomość", "szanowny kliencie", "przepraszamy",
    "спасибо за обращение", "уважаемый клиент", "приносим извинения", "sayın müşterimiz", "özür dileriz",
    "merci pour votre demande", "gracias por su consulta", "grazie per la segnalazione", "grazie per la sua richiesta",
    "bedankt voor uw melding", "bedankt voor je bericht", "talebiniz için teşekkür", "bizimle iletişime geçtiğiniz için",
    "tack för ditt ärende", "tack för att du kontaktar", "tack för ditt meddelande", "tak for din henvendelse", "takk for din henvendelse", "kiitos yhteydenotostasi",
    "děkujeme za", "お問い合わせいただき", "お問い合わせありがとう", "申し訳ございません", "ご不便をおかけ", "感谢您的", "尊敬的客户", "很抱歉", "非常抱歉",
    "문의해 주셔서", "불편을 드려", "죄송합니다 고객님",
];

/// How much of a text is looked at, in characters: an answer says what it is at once.
const LOOKED_AT: usize = 240;

/// Whether a text reads like an agent's answer.
pub fn is_agents(text: &str) -> bool {
    let head: String = text.chars().take(LOOKED_AT).collect::<String>().to_lowercase().replace('’', "'");
    AGENTS.iter().any(|phrase| head.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_a_complaint() {
        assert!(is_agents("Dear Ann, thank you for reaching out. Please restart the app."));
        assert!(is_agents("Sehr geehrter Kunde, wir prüfen das."));
        assert!(!is_agents("I cannot log in since the update, please help"));
        assert!(!is_agents("Thank you for nothing, it broke again"));
    }
}
