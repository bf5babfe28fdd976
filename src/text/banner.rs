//! What mail gateways put above a message from outside: "CAUTION: This email originated from outside of the
//! organization. Do not click links …". Left in, it gathers tickets by the way they came.

use std::sync::LazyLock;

use regex::Regex;

use super::{controls::has_words, sentences};

/// Sentences and bytes of a banner at the most.
const SENTENCES: usize = 8;
const LONGEST: usize = 1000;

/// A sentence that is a banner's, when it stands above the message.
static WARNING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\W*(?:(?:external(?: e-?mail| sender| message| mail)?|extern(?:e[rn]?)?(?: e-?mail| nachricht| absender| mail)?|ext|caution|warning|attention|achtung|notice|alert|security|important|cuidado|atención|atenção|attenzione|let op)\W+){0,3}(?:",
        // That the message comes from outside.
        r"this (?:e-?mail|message)(?: was| is| has)? (?:originat\w+|came|comes|coming|sent|received|generated|from)\b.{0,40}\b(?:outside|external|untrusted|unknown|unverified)\b.*",
        r"|this (?:message|e-?mail) is from an? (?:external|untrusted|unknown|unverified|outside)\b.*|(?:e-?mail|message|mail) from (?:an? )?(?:external|outside|untrusted|unknown|unverified) (?:sender|source|party)\b.*",
        r"|external (?:e-?mail|sender|message|mail)|(?:e-?mail|sender|message) (?:is )?external|external|you have not previously corresponded with this sender.*|you (?:don['’]t|do not) often (?:get|receive) e-?mails? from.*|learn why this is important.*|some people who received this message don['’]t often get.*",
        r"|(?:diese|die) (?:e-?mail|nachricht) (?:kommt|stammt|wurde)\b.{0,60}\b(?:extern|außerhalb|ausserhalb).*|extern(?:e[rn]?)? (?:e-?mail|mail|nachricht|absender)|extern(?:e[rn]?)?|bitte (?:seien sie|sei) vorsichtig\b.{0,120}|sie erhalten nicht (?:häufig|oft) e-?mails? von\b.*|erfahren sie, warum dies wichtig ist.*",
        r"|ce (?:message|courriel|mail|e-?mail) (?:provient|vient|émane|a été envoyé)\b.{0,60}\b(?:extérieur|externe).*|este (?:correo|mensaje|e-?mail)\b.{0,40}\b(?:proviene|procede|originó|enviado|viene)\b.{0,40}\b(?:fuera|extern).*",
        r"|est[ea] (?:e-?mail|mensagem)\b.{0,40}\b(?:veio|originou|enviad[oa]|provém)\b.{0,40}\b(?:fora|extern).*|quest[ao] (?:e-?mail|messaggio)\b.{0,40}\b(?:proviene|arriva|inviat[oa])\b.{0,40}\b(?:estern|fuori).*|(?:deze|dit) (?:e-?mail|bericht)\b.{0,40}\b(?:komt|afkomstig|verzonden)\b.{0,40}\b(?:buiten|extern).*",
        // What to do about it.
        r"|(?:please )?(?:do not|don['’]t|never|be (?:careful|cautious)|(?:exercise|use) (?:extreme )?caution|think before(?: you)?|avoid)\b.{0,40}\b(?:click|open|respond|reply|links?|attachments?)\w*\b.{0,120}",
        r"|(?:bitte )?(?:klicken|öffnen) sie\b.{0,60}\b(?:links?|anhänge|anhang)\b.{0,120}|n['’](?:ouvrez|cliquez)\b.{0,60}\b(?:liens?|pièces?|lien)\b.{0,120}|ne cliquez\b.{0,60}\bliens?\b.{0,120}|no (?:haga clic|abra)\b.{0,60}\b(?:enlaces?|adjuntos?)\b.{0,120}|não (?:clique|abra)\b.{0,60}\b(?:links?|anexos?)\b.{0,120}|klik niet\b.{0,60}\b(?:links?|bijlagen?)\b.{0,120}",
        r"|report (?:suspicious|phish\w*|this (?:e-?mail|message)).{0,20}|\w*Banner(?:Start|End)",
        r")\W*$"
    ))
    .expect("a fixed pattern")
});

/// What tells that a message comes from outside: what a banner advises is one only beside it, and few texts are looked at
/// closer.
static FROM_OUTSIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)outside|extern|[\[ ]ext[\] :]|untrusted|unknown|unverified|often (?:get|receive)|ußerhalb|usserhalb|extérieur|fuera|fora|estern|fuori|buiten|Banner(?:Start|End)").expect("a fixed pattern")
});

/// The message below the banner.
pub fn drop_banner(text: &str) -> String {
    if !FROM_OUTSIDE.is_match(super::head(text, LONGEST)) {
        return text.to_owned();
    }
    let (mut end, mut met) = (0, false);
    for range in sentences::spans(super::head(text, LONGEST)).into_iter().take(SENTENCES) {
        let sentence = &text[range.clone()];
        if !WARNING.is_match(sentence) {
            break;
        }
        met |= FROM_OUTSIDE.is_match(sentence);
        end = range.end;
    }
    if met && has_words(&text[end..]) { text[end..].trim_start().to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banner_of_a_gateway_goes() {
        for banner in [
            "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.\n\n",
            "[EXTERNAL EMAIL] Exercise caution when opening attachments or clicking links, especially from unknown senders.\n",
            "[EXTERNAL]\n",
            "WARNING: This message was sent from an external sender. Please do not open attachments.\n",
            "This Message Is From an External Sender\nThis message came from outside your organization.\n",
            "This Message Is From an Untrusted Sender\nYou have not previously corresponded with this sender.\nReport Suspicious\n",
            "You don't often get email from jane@acme.example. Learn why this is important\n",
            "*** EXTERNAL EMAIL *** Think before you click links!\n",
            "ACHTUNG: Diese E-Mail stammt von einem externen Absender. Öffnen Sie keine Links oder Anhänge, wenn Sie den Absender nicht kennen.\n",
            "ATTENTION : ce courriel provient de l'extérieur. N'ouvrez pas les pièces jointes.\n",
            "Este correo proviene de fuera de la organización. No haga clic en enlaces.\n",
            "Deze e-mail komt van buiten de organisatie. Klik niet op links.\n",
        ] {
            assert_eq!(drop_banner(&format!("{banner}The printer is jammed.")), "The printer is jammed.", "{banner}");
        }
    }

    #[test]
    fn what_a_customer_says_stays() {
        for text in [
            "Do not open attachments twice: the app then crashes.",
            "The email came from outside and I clicked it.\nNow my account is locked.",
            "External monitor is black.",
            "External sender addresses are refused since Monday.",
            "CAUTION: This email originated from outside of the organization.",
            "Please do not reply to my old address.",
        ] {
            assert_eq!(drop_banner(text), text);
        }
    }
}
