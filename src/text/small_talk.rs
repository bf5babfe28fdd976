//! Texts that open or close a conversation and say nothing of a matter: "Hello sir", "Thanks", "ok", "I have a question".
//!
//! Chats begin with them, and exports of chats hold a ticket for each. They are tickets and are counted; what they have in
//! common is no problem. Told by their words, as people type them in a hurry: letters said again and again count once
//! ("Hiii", "Hlooo"), and a text is small talk only when all of it is.

use std::sync::LazyLock;

use regex::RegexSet;

use super::{courtesy, sentences};

/// Words of small talk at the most: longer texts say something.
const LONGEST: usize = 12;

/// Words to greet, to thank, to agree, to praise, to try out and to part with, and for whom one speaks to. Written with
/// each letter once in a row, in order.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "a", "abend", "adios", "aften", "afternon", "again", "ah", "ahlan", "ahoj", "al", "alaikum", "ale", "aleikum",
    "alo", "alright", "alvast", "amazing", "and", "arigato", "arigatou", "asalam", "asalamu", "asalamualaikum", "ate",
    "au", "avance", "avec", "awesome", "baik", "baiklah", "banget", "beaucoup", "bedankt", "best", "bhai", "bien",
    "bite", "boa", "bom", "bon", "bonjour", "bonsoir", "bro", "brother", "bu", "buen", "buena", "buenas", "bueno",
    "buenos", "buna", "bună", "buonasera", "buongiorno", "bye", "chào", "ciao", "col", "coucou", "cześć", "cảm", "da",
    "dag", "dank", "danke", "day", "de", "dear", "dekuji", "dhanyavad", "dhanyawad", "dia", "dias", "ditungu",
    "dobar", "dober", "dobry", "dobrý", "dziekuje", "dzień", "dziękuję", "días", "dík", "díky", "děkuji", "dạ",
    "ederim", "el", "en", "evening", "everybody", "everyone", "evet", "excelent", "eyv", "eyvalah", "fine", "for",
    "friend", "friends", "frohes", "für", "ga", "gabi", "gan", "gece", "geceler", "gm", "gn", "god", "godbye",
    "goededag", "goedemidag", "goedemorgen", "goedenavond", "gracias", "grazie", "great", "gretings", "grüezi", "gut",
    "guten", "guys", "gün", "günaydın", "günler", "ha", "hai", "halo", "han", "hapon", "hay", "hei", "hej", "hejsan",
    "helo", "helow", "help", "hey", "hi", "hie", "hiya", "hlo", "hlow", "hlw", "hm", "hola", "howdy", "huomenta",
    "hvala", "hy", "hye", "i", "iya", "iyi", "ja", "je", "ji", "jo", "jó", "jól", "k", "kak", "kakak", "kasih",
    "kitos", "kuya", "köszönöm", "lol", "lot", "ma'am", "madam", "magandang", "makasi", "makasih", "maksih", "malam",
    "mam", "mange", "many", "marhaba", "mas", "mem", "merci", "merhaba", "mersi", "mi", "mile", "mimin", "min", "mis",
    "mister", "mksh", "moin", "moning", "morgen", "morgon", "mornin", "morning", "mr", "mrng", "mrs", "ms", "much",
    "muchas", "multumesc", "mulţumesc", "na", "nah", "namaskar", "namaskaram", "namaste", "nao", "napot", "ne",
    "nein", "nice", "night", "no", "noche", "noches", "noite", "non", "nope", "noted", "não", "obrigada", "obrigado",
    "of", "oh", "oi", "ok", "okay", "oke", "okey", "okie", "oky", "ola", "olá", "opo", "oui", "pagi", "pak", "palam",
    "perfect", "permisi", "please", "plez", "pls", "plz", "po", "privet", "prosim", "prosze", "proszę", "prosím",
    "päivä", "realy", "right", "sabah", "salam", "salamat", "saludos", "salut", "salve", "sağol", "sağolun",
    "sebelumnya", "selam", "selamat", "servus", "sharp", "shukran", "shukriya", "si", "siang", "siap", "sim", "sip",
    "sir", "sirs", "sis", "slm", "so", "sore", "super", "suport", "sure", "szia", "sziasztok", "sí", "tack", "tag",
    "tak", "tamam", "tamamdır", "tarde", "tardes", "team", "terima", "terve", "test", "teste", "testing", "teşekür",
    "teşekürler", "thank", "thanks", "thanku", "thankx", "thankyou", "thanx", "the", "thek", "there", "thik", "thks",
    "thnks", "thnx", "thx", "tks", "tm", "tnx", "to", "tq", "trims", "tusen", "ty", "tşk", "u", "uh", "um", "umaga",
    "understod", "vanakam", "very", "vielen", "voraus", "vâng", "wabarakatuh", "walaikum", "warahmatulah", "wel",
    "wow", "wsalam", "xin", "ya", "yah", "yeah", "yep", "yes", "yo", "you", "your", "yup", "zdravo", "ziua", "à",
    "ďakujem", "ơn", "благодарю", "большое", "вам", "вечер", "всем", "вітаю", "да", "день", "дня", "добре", "доброго",
    "доброе", "доброй", "добрый", "дякую", "здравствуйте", "здраствуйте", "нет", "ночи", "ок", "пожалуйста",
    "понятно", "привет", "спасибо", "утро", "хорошо", "ạ",
];

/// Sentences that announce a matter without naming it, that ask whether somebody is there or ask for help with nothing.
#[rustfmt::skip]
const PATTERNS: &[&str] = &[
    // What is settled.
    r"(?:(?:this|it|that|all|everything|(?:the |my |this )?(?:issue|problem|matter|error|question|request)) )?(?:(?:has been|have been|had been|is|was|got|seems|seems to be|now|has|all|al ready|already|been) )*(?:resolved|solved|fixed|sorted|sorted out|settled|working (?:now|again|fine now)|ok now|fine now)(?: (?:now|again|already|itself|by itself|on its own|meanwhile|in the meantime))*|(?:it |al |everything )?works (?:now|again|fine now)|(?:please |pls |kindly |you can |you may |so |can you )*close (?:this |the |my )?(?:ticket|case|request|issue|chat)(?: now)?",
    r"(?:(?:das|es|die sache|die frage|mein anliegen|(?:das |mein )?(?:problem|thema)) )?(?:hat sich |ist |wurde |schon |inzwischen |jetzt |nun |damit |bereits |von selbst |mitlerweile |wieder )*(?:erledigt|gelöst|behoben|geklärt)|(?:es |alles )?(?:geht|läuft|funktioniert|klappt) (?:jetzt |nun |schon )*(?:wieder|jetzt)|(?:das |der |mein )?(?:ticket|fall|vorgang|anfrage) (?:kann|bitte) (?:geschlossen werden|schließen)",
    r"(?:el problema )?(?:ya )?(?:se )?(?:está|esta|ha sido|ha|fue|quedó|quedo|quedado)? ?(?:solucionado|resuelto|arreglado|solucionó|resolvió)|ya funciona(?: bien)?|(?:o problema )?(?:já )?(?:está|foi|ficou)? ?(?:resolvido|solucionado)|já (?:está a funcionar|funciona)",
    r"(?:c['’]est |le problème est |problème )?(?:maintenant )?(?:résolu|réglé)|(?:ça|cela) (?:marche|fonctionne) (?:maintenant|à nouveau|de nouveau)|(?:il problema è |problema )?(?:stato )?risolto|(?:ora|adesso) funziona(?: tutto)?|(?:het |probleem )?(?:is )?(?:al |inmiddels )?opgelost|(?:het |alles )?werkt (?:weer|nu|nu weer)",
    r"(?:hi |hello )?(?:sir |mam )?(?:i |we )?(?:have|hav|had|got|have got) (?:(?:a|an|one|some|another|other|few|many|different|smal|quick|big|serious) )*(?:question|query|querry|doubt|issue|problem|complaint|concern|issues|problems|questions|queries|doubts)",
    r"(?:a|one|quick|just a|another|other|no,? other|my)? ?(?:quick )?(?:question|query)",
    r"(?:can|may|could) (?:i|we) (?:ask|know|tell)(?: you)? ?(?:something|a question|one thing|anything|some questions)?",
    r"i (?:want|need|would like|wana) to (?:ask|know|tell)(?: you)?(?: something| a question| one thing)?",
    r"(?:is |are )?(?:there )?(?:any ?one|any ?body|some ?one|some ?body) (?:is )?(?:there|here|online|available|around)",
    r"(?:are |r )?(?:you|u|ya) (?:still )?(?:there|here|online|available)",
    r"(?:how|hw) (?:are|r) (?:you|u)(?: doing)?(?: today)?|what'?s up|wasup",
    r"(?:i |we )?(?:need|want|require|am in need of)(?: your| ur| some| urgent| a| little)* (?:help|support|assistance)(?: please| pls| plz| sir)*",
    r"(?:sir |madam |mam |please |plz |pls |kindly |plese )*(?:help|assist|support)(?: me)?(?: out)?(?: with)?(?: this| it)?(?: issue| problem| matter)?(?: please| pls| plz| sir| madam| mam| asap| urgently| now)*",
    r"(?:can|could|would|will) (?:you|u|anyone|someone|any ?body|some ?body)(?: please| pls| plz)? (?:help|assist)(?: me)?(?: out)?(?: please| pls| plz| sir)*",
    r"(?:this is )?(?:just )?(?:a )?test(?:ing)?(?: (?:message|ticket|mail|email|chat|only|123|1|2|3))*",
    r"(?:i have )?(?:no|not|nothing)(?: more| other| further)? (?:thanks|thank you|question|questions|problem|issue|issues)(?: thanks)?",
    r"(?:please |plz |pls )?(?:reply|respond|answer)(?: me| my)?(?: please| plz| pls| sir| fast| asap| now)*",
    r"(?:you'?re |ur |you are )?welcome(?: sir)?|nice to meet (?:you|u)|have a (?:nice|good|god|great) (?:day|evening|weekend)",
    r"(?:(?:i |we )?(?:have |had |'ve )?(?:got )?)?(?:absolutely |realy |honestly )?(?:nothing|none|nil)(?: (?:at all|realy|much|more|else|special|specific|particular|in particular|at the moment|at this (?:time|moment|point)|right now|for now|now|so far|yet|to (?:ad|say|improve|report|comment|mention|complain about|complain|share|change)|comes to mind|i can think of|that i can think of|springs to mind|as of now|currently))*",
    r"no (?:further |other |particular |specific |special |additional |real |aditional )?(?:comments?|fedback|suggestions?|recomendations?|remarks?|opinion|reason|reasons|ideas?|complaints?|changes?|improvements?)(?: (?:at (?:the|this) (?:moment|time|point)|right now|for now|from me|realy|so far|yet|currently|to (?:ad|report)))*",
    r"(?:i |im |i'm |i am )?(?:realy )?(?:do not|don'?t|dont|dunno|not|can'?t|cannot|canot) ?(?:know|sure|say|think of (?:anything|any|something)|applicable|aplicable|tel)(?: (?:yet|realy|right now|at the moment|of hand))*|idk|dk|n/?a|not applicable|not any|see (?:above|below|previous|my previous (?:answer|comment)|last survey)|same (?:as )?(?:above|before|last time|previously|again)|as (?:above|before)|already (?:answered|told you|said)(?: this| that)?|asdf+|none of (?:the above|your business)|prefer not to say",
    r"(?:derzeit |aktuel |momentan |im moment |zur zeit )?(?:nichts|keine|keiner)(?: (?:weiter|weiteres|besonderes|anmerkungen?|kommentare?|angaben?|angabe|vorschläge|ideen?|idee|wünsche|mehr|zu (?:sagen|verbesern|ergänzen|bemerken)|mir bekant|im moment|derzeit|aktuel|zur zeit))*|k\.? ?a\.?|weiß (?:ich )?nicht|keine ahnung|(?:mir )?fält (?:mir )?(?:gerade |derzeit |aktuel )?nichts(?: dazu)? ein|siehe oben|wie oben|ales (?:gut|bestens|ok|in ordnung|super|prima)",
    r"rien(?: (?:à|a) (?:signaler|dire|ajouter|redire|améliorer))?(?: (?:de|en) (?:particulier|spécial))?(?: pour (?:le moment|l['’]instant))?|ras|r\.? ?a\.? ?s\.?|(?:je )?(?:ne )?sais pas|aucune?(?: (?:idée|remarque|commentaire|suggestion|avis))?|pas de (?:commentaires?|remarques?|sugestions?)|sans (?:avis|commentaire|réponse)|voir ci-desus",
    r"nada(?: (?:que (?:decir|añadir|agregar|comentar|mejorar|dizer|acrescentar|declarar)|más|mais|a (?:declarar|acrescentar|dizer|comentar)|por (?:ahora|el momento|enquanto)|en (?:especial|particular)))*|ningun[oa]?|nenhuma?(?: (?:sugestão|comentário))?|sin (?:comentarios?|observaciones|novedad|sugerencias)|sem (?:comentários?|comentario|sugestões|observações)|no (?:sé|se)|não sei|nao sei|no aplica|no tengo (?:comentarios|sugerencias)",
    r"niente(?: (?:da (?:dire|agiungere|segnalare|migliorare)|di particolare|altro|per ora))*|nesun(?:o|a)?(?: (?:commento|sugerimento|osservazione))?|non (?:so|saprei)|niets(?: (?:bijzonders|te melden|toe te voegen|speciaals|op aan te merken))*|geen(?: (?:opmerkingen?|commentaar|idee|mening|sugesties?|antwoord))+|wet (?:ik )?niet",
    r"(?:ich |wir )?(?:habe|haben|hab) (?:da )?(?:eine|ne|mal eine|noch eine|ein) ?(?:kurze |kleine )?(?:frage|problem|anliegen)|(?:kurze )?frage|(?:ich |wir )?(?:brauche|brauchen|benötige)(?: bite| dringend)? hilfe|ist (?:da )?jemand da",
    r"(?:tengo|tenemos) (?:una?|algunas?|otra) ?(?:duda|consulta|pregunta|problema|inconveniente)s?|(?:una )?(?:consulta|pregunta|duda)|(?:necesito|necesitamos|ocupo)(?: de)?(?: su)? (?:ayuda|apoyo|assistencia)(?: por favor)?|(?:hay )?alguien (?:ahí|ahi|allí)|(?:me )?(?:puede|puedes|pueden|podría|podrían)(?: usted)? (?:ayudar|ayudarme)(?: por favor)?|ayuda(?:me)?(?: por favor)?|por favor",
    r"(?:tenho|temos|estou com) (?:uma?|outra)? ?(?:dúvida|duvida|pergunta|problema)s?|(?:preciso|precisamos)(?: de)?(?: sua)? (?:ajuda|supporte)(?: por favor)?|(?:tem )?alguém (?:aí|ai)|(?:você )?(?:pode|poderia) (?:me )?ajudar(?: por favor)?|ajuda|tudo (?:bem|bom)|por favor",
    r"(?:j['’]ai|nous avons) une (?:petite )?(?:question|demande)|(?:j['’]ai|nous avons) un (?:petit )?(?:problème|souci|probleme)|(?:j['’]ai )?besoin d['’]aide|(?:il y a )?quelqu['’]un|(?:pouvez|pourriez)[ -]vous m['’]aider|aidez[ -]moi|ça va|s['’]il vous plaît|svp",
    r"ho (?:una|un) ?(?:domanda|problema|dubbio)|ho bisogno (?:di|d['’]) ?aiuto|c['’]è qualcuno|mi (?:può|puoi|potete|pote) aiutare|aiuto|per favore",
    r"(?:ik )?heb (?:een|nog een) (?:vraag|vragje|probleem)|(?:ik )?heb hulp nodig|is (?:daar|er) iemand|kunt u mij helpen|alstublieft|dank (?:je|u)(?: wel)?",
    r"(?:saya )?(?:mau|ingin) (?:tanya|bertanya|nanya)|(?:saya )?butuh bantuan|(?:mohon |tolong )?(?:bantu|dibantu|bantuanya|bantuan)(?:nya)?(?: kak| min)?|tolong",
    r"(?:bir )?(?:soru|sorum)(?: var)?|yardım(?: lazım| edin| eder misiniz)?|kimse (?:var )?(?:mı|yok mu)",
    r"(?:sir )?(?:meri |mujhe |muje |please )*(?:help|madad|sahayta) (?:karo|kijiye|kare|kariye|chahiye|chaiye|krdo|kardo)|(?:sir )?(?:koi|kya koi) (?:hai|h)(?: kya)?|(?:mujhe )?(?:kuch|kuchh) (?:puchna|poochna) (?:hai|h|tha)",
    r"(?:у меня )?(?:есть )?(?:вопрос|проблема)|помогите(?: пожалуйста)?|(?:есть )?кто[ -]?(?:нибудь|то)(?: есть)?|тест",
    r"(?:你好|您好|亲|在吗|在么|在嗎|有人吗|有人嗎|有人在吗|谢谢|謝謝|多谢|好的|好|嗯|是的|是|不是|请问|請問|早上好|下午好|晚上好|早安|午安|晚安|哈喽|请帮助我|帮帮我|测试|測試|吗|啊|了|呀| )+",
    r"(?:こんにちは|こんばんは|おはようございます|おはよう|はじめまして|お世話になっております|お世話になります|いつもお世話になっております|ありがとうございます|ありがとうございました|ありがとう|よろしくお願いします|よろしくお願いいたします|宜しくお願いします|すみません|はい|いいえ|了解です|了解しました|わかりました|質問があります|質問です|助けてください|テスト|お願いします| )+",
    r"(?:안녕하세요|안녕|여보세요|수고하세요|수고하십니다|감사합니다|고맙습니다|네|예|아니요|아니오|알겠습니다|질문이 있습니다|질문있어요|문의드립니다|문의 드립니다|문의합니다|도와주세요|테스트| )+",
    r"(?:مرحبا|اهلا|أهلا|السلام عليكم|وعليكم السلام|ورحمة الله|وبركاته|صباح الخير|مساء الخير|شكرا|شكراً|نعم|لا|تمام|عندي سؤال|لدي سؤال|ساعدني|مساعدة|هل من احد| )+",
    r"(?:नमस्ते|नमस्कार|धन्यवाद|शुक्रिया|हाँ|हां|नहीं|ठीक है|जी|सर|मैडम|हेलो|हैलो|मदद|मेरी मदद करें| )+|(?:สวัสดี|ขอบคุณ|ขอบคุณมาก|ครับ|ค่ะ|คะ|ใช่|ไม่|มีใครอยู่ไหม|สอบถามหน่อย|ขอสอบถาม|ช่วยด้วย| )+",
];

static ANNOUNCED: LazyLock<RegexSet> = LazyLock::new(|| {
    let whole = |of: &&str| format!("^(?:{})$", once_in_a_row(of));
    RegexSet::new(PATTERNS.iter().map(whole)).expect("fixed patterns")
});

/// Whether all of a text is small talk.
pub fn is_small_talk(text: &str) -> bool {
    if text.len() > LONGEST * 24 || text.split_whitespace().count() > LONGEST {
        return false;
    }
    sentences::spans(text).into_iter().all(|range| is_idle(&text[range]))
}

/// Whether a sentence is; "Hello sir, I have a question" is both halves of it.
fn is_idle(sentence: &str) -> bool {
    if courtesy::is_courtesy(sentence) {
        return true;
    }
    let said = hurried(sentence);
    let words: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
    if words.iter().all(|word| word.chars().all(is_latin) && word.chars().count() == 1) {
        return true;
    }
    let known = |word: &str| WORDS.binary_search(&word).is_ok() || !word.chars().any(char::is_alphanumeric);
    // What is announced may have a greeting in front and a "please, sir" behind.
    let front = words.iter().take_while(|word| known(word)).count();
    let back = words.iter().rev().take_while(|word| known(word)).count();
    let announced = |from: usize| {
        (words.len() - back..=words.len()).any(|to| from < to && ANNOUNCED.is_match(&words[from..to].join(" ")))
    };
    front == words.len() || (0..=front).any(announced)
}

/// In small letters, each letter once in a row, without punctuation at the words' ends.
fn hurried(sentence: &str) -> String {
    let mut said = String::with_capacity(sentence.len());
    for word in sentence.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '.'
                    | '!'
                    | '?'
                    | '…'
                    | ';'
                    | ':'
                    | '/'
                    | '，'
                    | '。'
                    | '！'
                    | '？'
                    | '、'
                    | '¿'
                    | '¡'
                    | '؟'
                    | '،'
            )
    }) {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
        if !said.is_empty() && !bare.is_empty() {
            said.push(' ');
        }
        said.push_str(&once_in_a_row(bare));
    }
    said
}

fn once_in_a_row(text: &str) -> String {
    let mut last = None;
    text.chars().filter(|&letter| last.replace(letter) != Some(letter) || !is_latin(letter)).collect()
}

/// Whether people repeat a letter for emphasis; elsewhere two in a row are another word.
fn is_latin(c: char) -> bool {
    c < '\u{250}' && c.is_alphabetic()
}

/// Whether a character is a sign of a syllable that no letter can do without.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_and_closes_a_conversation_is_small_talk() {
        for text in [
            "Hi",
            "Hiii sir",
            "Hlo sir",
            "Hlw",
            "Hello there!",
            "Good morning sir",
            "hello mam, good evening",
            "Thanks",
            "Thank you so much!!",
            "ok",
            "Okk",
            "Ok sir thanks",
            "yes please",
            "No",
            "Nope",
            "👍",
            "😂😂",
            "???",
            "H",
            "J. Y",
            "Hi, I have a question",
            "Hello sir i have a problem",
            "I have a different issue",
            "Please help me",
            "Plz help sir",
            "Help!",
            "Can you help me?",
            "Is anyone there?",
            "Are you there",
            "test",
            "Testing 123",
            "This is a test",
            "How are you?",
            "Hello, can I ask you something?",
            "Guten Tag",
            "Hallo, ich habe eine Frage",
            "Vielen Dank",
            "Hola, buenas tardes",
            "Hola tengo una consulta",
            "Bonjour, j'ai une question",
            "Merci beaucoup",
            "Bom dia, tudo bem?",
            "Obrigado",
            "Buongiorno",
            "Ciao, ho bisogno di aiuto",
            "Goedemorgen, ik heb een vraag",
            "Selamat pagi kak",
            "Kak mau tanya",
            "Merhaba",
            "Namaste sir",
            "Здравствуйте",
            "Добрый день, есть вопрос",
            "你好",
            "您好，在吗？",
            "こんにちは",
            "お世話になっております。",
            "안녕하세요",
            "नमस्ते",
            "Nothing at the moment",
            "I have nothing to add",
            "No comments",
            "I don't know",
            "Can't think of anything",
            "n/a",
            "Not sure",
            "See above",
            "Same as last time",
            "Keine Angabe",
            "Mir fällt nichts ein",
            "Rien à signaler",
            "Sin comentarios",
            "Niente da segnalare",
            "Geen opmerkingen",
            "Makasih sebelumnya kak",
            "Hat sich erledigt, danke",
            "Problem solved, thanks!",
            "It works now. You can close the ticket.",
            "Ya está solucionado, gracias",
            "Problème résolu",
            "Risolto",
            "Het is opgelost, bedankt",
            "สวัสดีครับ",
            "السلام عليكم",
        ] {
            assert!(is_small_talk(text), "{text}");
        }
    }

    #[test]
    fn whatever_names_a_matter_is_none() {
        for text in [
            "Hello sir, my order is late",
            "No money",
            "Hi, I have a question about my invoice",
            "It's not working",
            "Not good",
            "Help with login",
            "I need help with my refund",
            "I have a problem with the app",
            "Cannot log in",
            "Refund",
            "No answer from support",
            "404",
            "Nothing works",
            "Problem not solved",
            "The ticket was closed",
            "The app works",
            "Not fixed",
            "Es geht nicht",
            "Nothing loads on the page",
            "Agent was rude",
            "Talk to agent",
            "Cannot connect",
            "Not sure how to reset",
            "Nichts geht mehr",
            "No ideas board is shown",
            "test results missing",
            "Invoice",
            "VPN down",
            "Morning shift not shown",
            "Hola, no puedo entrar",
            "Ich habe eine Frage zur Rechnung",
            "你好，订单没到",
            "Night mode",
            "Day pass",
            "Team invitation",
            "Thank you page is blank",
            "Yes/No field is missing",
            "请问怎么退款",
            "Are you open on Sunday?",
            "Can you help me cancel my order?",
        ] {
            assert!(!is_small_talk(text), "{text}");
        }
    }

    #[test]
    fn words_stand_in_order() {
        assert!(WORDS.is_sorted(), "{:?}", WORDS.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
