//! Closings, signatures and legal footers: "Best regards, …", "-- ", "Sent from my iPhone", "This
//! e-mail is confidential …". Everything after a closing goes, when it is as short as a signature.

mod signoff;

use std::sync::LazyLock;

use regex::Regex;

use super::{controls::has_words, courtesy, greeting, sentences};

/// Words that may follow a closing as its signature; more is a message.
const SIGNATURE_WORDS: usize = 60;

/// Lines that may follow a closing as its signature.
const SIGNATURE_LINES: usize = 14;

/// Lines of the longest signature: firms put their register, their directors, their awards and their wishes below a name.
const LONGEST_CARD: usize = 60;

/// Lines after a name within which a long signature tells how to reach its bearer.
const REACHED_WITHIN: usize = 12;

/// Words of the line with the name at the most, and of a message that a long signature may end: less may point to what
/// stands below it.
const NAME_WORDS: usize = 6;
const MESSAGE_WORDS: usize = 5;

/// Where somebody is reached: a telephone number, an address of mail or web.
static REACHED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\+?\d[\d ()/.-]{6,}\d|\w@\w|\bwww\.|https?://").expect("a fixed pattern"));

/// Courtesies peeled off the end at the most.
const ROUNDS: usize = 8;

/// A closing that is one wherever a sentence may start.
const CLOSINGS: &str = concat!(
    r"(?:with |my |(?:many )?(?:thanks|thank you),? (?:and|&|with) )?(?:best|kind|kindest|warm|warmest|very best)(?: (?:regards|wishes))|(?:thanks|thank you) (?:and|&) regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully(?: yours)?|cordially",
    r"|(?:mit )?(?:freundlichen|freundlichem|besten|herzlichen|lieben|vielen|schönen|sonnigen)?\s?gr(?:ü|ue)(?:ß|ss)en|(?:freundliche|beste|liebe|viele|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e|hochachtungsvoll|mit freundlichem gruß",
    r"|atentamente|(?:un )?(?:cordial|cordiales) saludos?|saludos(?: cordiales)?|un (?:cordial )?saludo|reciba un cordial saludo",
    r"|(?:bien )?cordialement|(?:bien|sincères|meilleures|mes) (?:à vous|salutations)(?: distinguées)?|salutations(?: distinguées)?|sincèrement|respectueusement|bien à vous",
    r"|atenciosamente|cordialmente|(?:com os )?(?:melhores )?cumprimentos|respeitosamente",
    r"|cordiali saluti|distinti saluti|i migliori saluti|un (?:cordiale )?saluto",
    r"|(?:met )?vriendelijke groet(?:en)?|hartelijke groet(?:en)?|met hartelijke groet|hoogachtend",
    r"|(?:med )?(?:vänliga|vänlig|venlig|vennlig|vennlige|venlige|bästa|bedste|beste) (?:hälsningar|hälsning|hilsen|hilsner)|hälsningar",
    r"|z poważaniem|z wyrazami szacunku|(?:serdecznie |serdeczne )?pozdrawiam|pozdrowienia"
);

static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?im)(?:^|[.!?…,;:)]\s+)[ \t]*({CLOSINGS})(?:[ \t]*[,.!:;–—|-]|[ \t]*$|[ \t]+(?:<|\{{|(?-i:\p{{Lu}})))"
    ))
    .expect("fixed patterns")
});

/// A closing too short to be one within a line: it must be a line's only words, or its words before a name.
static SHORT_CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?im)^[ \t]*(?:regards|rgds|best|br|kr|cheers|warmly|love|yours|mfg|lg|vg|gruß|grüße|gruss|saludos|atte\.?|abrazos?|slds|salutations|amicalement",
        r"|att\.?|abraços?|abs|saluti|groet(?:en|jes)?|gr\.?|mvg|mvh|hilsen|kh|vh|pozdr\.?|(?:many |kind )?thanks(?: (?:again|in advance|a lot|so much))?|thank you(?: (?:kindly|again|in advance|very much|so much))?|thx|ta|diolch|danke(?: im voraus)?|vielen dank(?: im voraus)?|(?:muchas )?gracias(?: de antemano)?|merci(?: beaucoup| d['’]avance)?|(?:muito )?obrigad[oa]|grazie(?: mille)?|bedankt|(?:mange |tusen )?(?:tack|takk?)|dziękuję|с уважением|спасибо|all the best|take care",
        r"|с наилучшими пожеланиями|敬具|よろしくお願いします)",
        r"(?:[ \t]*[,.!–-]+[ \t]*|[ \t]+)?(?:(?:<\w+>|(?-i:\p{Lu})[\p{L}'’.-]*)[ \t]*){0,4}[,.!]?[ \t]*$"
    ))
    .expect("a fixed pattern")
});

/// A line of its own that wishes: "Sonnige Grüße aus Aalen", "Danke und Gruß", "Thanks in advance and best regards".
static WISHING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?im)^[ \t]*(?:[\p{L}'’]+[.,!]?[ \t]+){0,6}?(?:gr(?:ü|ue)(?:ß|ss)en?|gruß|gruss|regards|saludos?|cumprimentos|salutations|groet(?:en|jes)?|hilsen(?:er)?|hälsning(?:ar)?|saluti)",
        r"(?:[ \t]+(?:from|aus|vo[mn]|und|and|et|y|e|en|i\.[ ]?[av]\.|desde|de|da|uit|från|fra)\b[^\n?:]{0,40}|[ \t]*[/|&][^\n?:]{0,40}|[ \t]+i\.[ ]?[av]\.)?[ \t]*[,.!]*[ \t]*$",
        r"|^[ \t]*(?:sin otro particular|en espera de (?:su|una) (?:pronta )?(?:respuesta|contestación)|a la espera de (?:su|sus|una)|quedo a la espera|pede deferimento|aguardo (?:a vossa )?resposta|fdo\.?:?|firmado:?)\b[^\n?]{0,80}$"
    ))
    .expect("a fixed pattern")
});

/// "Vielen Dank, <name>": thanks and who says it, as a sentence.
static SIGNED_THANKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?i:(?:(?:kind|best|warm|many) )?regards|(?:many )?thanks(?: again| in advance| so much| a lot)?|(?:kind )?thank you(?: very much| so much| in advance| kindly| again| all)?|thx|ta|diolch|all the best|take care|cheers|(?:vielen |besten |herzlichen )?dank(?:e)?(?: im voraus)?|(?:muchas )?gracias(?: de antemano)?|merci(?: beaucoup| d['’]avance)?",
        r"|(?:muito )?obrigad[oa]|grazie(?: mille)?|(?:hartelijk )?(?:dank|bedankt)|tack|takk?|dziękuję)[,.!–—: -]+(?:(?:<\w+>|\{\{?[\w.]+\}?\}|\[[\w ]+\]|\p{Lu}[\p{L}'’.-]*|&|of|and|at|for)[ ,/–-]*){1,6}$"
    ))
    .expect("a fixed pattern")
});

/// The line that mail programs put before a signature.
static DELIMITER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*(?:--[ \t]?|—|_{5,})[ \t]*$").expect("a fixed pattern"));

/// What phones and free mail services add.
static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?im)^[ \t]*[-–]*[ \t]*(?:(?:sent|send) (?:from|via|with|using) (?:my |the |mail for |yahoo|outlook|samsung|a mobile|proton|gmail|aol)[^\n]{0,60}|get outlook for [^\n]{0,20}|\[sent from [^\n\]]{1,100}\]|sent from \w+ mobile[^\n]{0,30}",
        r"|(?:von|mit) (?:meinem?|der) [^\n]{1,40}gesendet|gesendet (?:von|mit) [^\n]{1,50}|diese nachricht wurde von meinem [^\n]{1,60}",
        r"|envoyé (?:de|depuis|à partir de) [^\n]{1,50}|enviado (?:desde|do|de|a partir do|pelo) [^\n]{1,50}|inviato (?:da|dal) [^\n]{1,50}",
        r"|verzonden (?:vanaf|van|met|via) [^\n]{1,50}|verstuurd vanaf [^\n]{1,50}|skickat från [^\n]{1,50}|send[t]? fra [^\n]{1,50}|wysłan[eo] (?:z|ze) [^\n]{1,50})[.!]?[ \t]*$"
    ))
    .expect("a fixed pattern")
});

/// The start of a legal footer.
static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?im)^[^\n]{0,40}(?:confidentiality (?:notice|note|statement)|disclaimer\s*:|this (?:e-?mail|message|communication|transmission)(?: \(?(?:and|including|with) (?:any|all|its)[^\n]{0,60})? (?:is|are|may be|may contain|contains?|and any)[^\n]{0,80}(?:confidential|privileged|intended|proprietary)",
        r"|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|if you (?:are not|have received this)[^\n]{0,60}(?:intended recipient|in error)|please consider the environment before printing|proprietary information which",
        r"|diese (?:e-?mail|nachricht) (?:enthält|kann|ist)[^\n]{0,60}(?:vertraulich|bestimmt)|ce (?:message|courriel|mail)[^\n]{0,60}(?:confidentiel|destiné|destinataire)",
        r"|este (?:mensaje|correo)[^\n]{0,80}(?:confidencial|dirigid|destinatari)|esta (?:mensagem|comunicación)[^\n]{0,80}(?:confidencia|destinat)|questo messaggio[^\n]{0,80}(?:riservat|confidenzial|destinat)|dit (?:bericht|e-mailbericht)[^\n]{0,60}(?:vertrouwelijk|bestemd)",
        r")"
    ))
    .expect("a fixed pattern")
});

/// The register that German law asks for below a firm's letter.
static REGISTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)^[^\n]{0,40}(?:geschäftsführer(?:in(?:nen)?|ung)?\s*:|sitz der gesellschaft|registergericht|handelsregister\s*:|amtsgericht [^\n]{0,40}\bhr[ab]\b)").expect("a fixed pattern")
});

/// Drops what stands after the message. Never drops everything.
pub fn drop_signature(text: &str) -> String {
    let mut rest = without_devices(text);
    for pattern in [&*FOOTER, &*DELIMITER, &*REGISTER] {
        if let Some(found) = pattern.find(&rest) {
            let legal = std::ptr::eq(pattern, &*FOOTER);
            if has_words(&rest[..found.start()]) && (legal || is_short(&rest[found.end()..])) {
                rest.truncate(found.start());
            }
        }
    }
    if let Some(at) = closing(&rest) {
        rest.truncate(at);
    }
    for _ in 0..ROUNDS {
        let Some(last) = sentences::spans(&rest).pop() else { break };
        let sentence = rest[last.clone()].trim_end_matches(['.', '!', ',']);
        let drop = courtesy::is_courtesy(sentence) || only_placeholders(sentence) || SIGNED_THANKS.is_match(sentence);
        if !drop || !has_words(&rest[..last.start]) {
            break;
        }
        rest.truncate(last.start);
    }
    // The courtesy before may have hidden a closing without a line of its own.
    if let Some(at) = closing(&rest) {
        rest.truncate(at);
    }
    rest.truncate(rest.trim_end().len());
    let rest = signoff::drop_name(&rest);
    if has_words(&rest) { rest } else { text.trim().to_owned() }
}

/// Whether a text is nothing but courtesy and signature: beside a subject it says nothing.
pub fn is_only_courtesy(text: &str) -> bool {
    let closed = CLOSING
        .find(text)
        .or_else(|| SHORT_CLOSING.find(text))
        .is_some_and(|found| !has_words(&text[..found.start()]) && is_short(text));
    closed || sentences::spans(text).into_iter().all(|range| courtesy::is_courtesy(&text[range]))
}

fn without_devices(text: &str) -> String {
    let stripped = DEVICE.replace_all(text, "");
    if has_words(&stripped) { stripped.into_owned() } else { text.to_owned() }
}

/// Where the closing starts whose signature ends the text.
fn closing(text: &str) -> Option<usize> {
    let mut starts: Vec<usize> =
        CLOSING.captures_iter(text).filter_map(|found| found.get(1)).map(|phrase| phrase.start()).collect();
    starts.extend(SHORT_CLOSING.find_iter(text).map(|found| found.start()));
    starts.extend(WISHING.find_iter(text).map(|found| found.start()));
    starts.sort_unstable();
    let ends = |at: usize| is_short(&text[at..]) || is_message(&text[..at]) && is_card(&text[at..]);
    starts.into_iter().find(|&at| has_words(&text[..at]) && ends(at))
}

fn is_message(text: &str) -> bool {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= MESSAGE_WORDS
}

/// Whether a closing is followed by a name and soon by where it is reached, and by no other letter.
fn is_card(signature: &str) -> bool {
    let lines: Vec<&str> = signature.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).collect();
    // "i. A. Jane Doe", "p.p. Jane Doe".
    let in_capitals = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '<') || word.ends_with('.');
    let is_name = |line: &&str| {
        let mut words = line.split_whitespace();
        words.clone().count() <= NAME_WORDS
            && words.clone().next().is_some_and(in_capitals)
            && words.next_back().is_some_and(in_capitals)
            && !line.ends_with(['.', '!', '?', ':', ';'])
    };
    lines.len() <= LONGEST_CARD
        && lines.first().is_some_and(is_name)
        && lines.iter().take(REACHED_WITHIN).any(|line| REACHED.is_match(line))
        && !lines.iter().any(|line| greeting::is_salutation(line))
}

fn is_short(signature: &str) -> bool {
    signature.split_whitespace().count() <= SIGNATURE_WORDS && signature.lines().count() <= SIGNATURE_LINES
}

/// A last line of `<name>` or `[Your Name]`.
fn only_placeholders(sentence: &str) -> bool {
    let mut depth = 0usize;
    sentence.contains(['<', '[', '{'])
        && sentence.chars().all(|c| {
            match c {
                '<' | '[' | '{' => depth += 1,
                '>' | ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    return true;
                }
                _ => {}
            }
            depth > 0 || !c.is_alphanumeric()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closings_and_signatures_go() {
        for end in [
            "Best regards,\nJohn Smith\nHead of IT\n+49 30 1234",
            "Regards, Cormac Daly, HR Lead",
            "Kind regards, Ana Silva, Head of Payroll & Benefits",
            "Thanks in advance.\nKind Regards\nJohn",
            "Mit freundlichen Grüßen,\n<name>",
            "Vielen Dank.\n\nMit freundlichen Grüßen\nAnna Berg",
            "Gracias. Atentamente, <name>.",
            "Merci. Cordialement, Anna",
            "Atenciosamente, João",
            "Cordiali saluti, Marco",
            "Met vriendelijke groet, Jan",
            "Med vänlig hälsning\nSven",
            "Z poważaniem, Jan",
            "-- \nJohn\nACME Inc.",
            "Thanks,\nJohn",
            "Thank you & best regards,\nMaria da Silva",
            "Vielen Dank, <name>",
            "Mit freundlichen Grüßen / Best regards\nAnna Berg",
            "Sonnige Grüße aus Aalen\nAnna Berg\nEinkauf",
            "Danke und Gruß\nAnna",
            "Viele Grüße und einen schönen Tag\nAnna",
            "Warm regards from Pune\nRavi",
            "Thanks in advance and best regards\nRavi",
            "Reciban un cordial saludo\nAna Gil",
            "Sin otro particular, les saluda atentamente\nAna Gil",
            "Berg GmbH, Sitz der Gesellschaft: Aalen\nAmtsgericht Ulm HRB 123",
            "Thank you, John Smith",
            "You can reach me at <email>.",
            "Sent from my iPhone",
            "Von meinem iPhone gesendet",
            "Please let me know if you need more information. Thank you for your help!",
            "This e-mail and any attachments are confidential and intended solely for the addressee.\nMore legal words.",
        ] {
            for glue in ["\n", "\n\n"] {
                assert_eq!(
                    drop_signature(&format!("The export fails since Monday.{glue}{end}")),
                    "The export fails since Monday.",
                    "{end}"
                );
            }
        }
    }

    #[test]
    fn messages_stay() {
        for text in [
            "Thanks",
            "Best regards is shown twice in the signature editor",
            "The export fails\nwith regards to the invoice of May\nit shows no lines",
            "The card shop fails\nGrüße auf der Karte werden abgeschnitten\nund das Bild fehlt",
            "Thank you page is blank",
            "My TV, LG Smart, is broken",
            "Best price is not applied\nat checkout",
            "I sent from my account 20 euros and they vanished",
        ] {
            assert_eq!(drop_signature(text), text);
        }
    }

    #[test]
    fn the_whole_of_a_long_signature_goes() {
        let register = "Sitz der Gesellschaft: Stade\nAmtsgericht Tostedt HRB 4711\nGeschäftsführer: Dr. Karl Muster\n";
        let card = format!(
            "Mit freundlichen Grüßen\n\ni. A. Viktor Falkner\nEinkauf\n\nHansen Metallbau AG\nAm Hafen 1\n21680 Stade\nTel. +49 4141 12345\n{}We acknowledge the {} of this land.",
            register.repeat(6),
            "traditional custodians ".repeat(40)
        );
        let text = format!("Die Rechnung zeigt eine falsche Steuer.\n\n{card}");
        assert_eq!(drop_signature(&text), "Die Rechnung zeigt eine falsche Steuer.");
        // Another letter below it, or a message that only points there.
        for kept in [format!("{text}\nHallo Team,\nder Drucker steht."), format!("Siehe unten.\n{card}")] {
            assert!(drop_signature(&kept).contains("Amtsgericht"));
        }
    }

    #[test]
    fn what_follows_a_closing_and_is_long_is_a_message() {
        let long = "the invoice shows another sum than the order ".repeat(20);
        let text = format!("Short intro.\nBest regards\n{long}");
        assert!(drop_signature(&text).contains("invoice"));
    }
}
