//! Words that are never a keyword by themselves: grammar that tantivy's short lists leave out, and the
//! courtesies of help-desk letters. A row a language, words sorted.

use super::vernacular;

/// Articles and pronouns that French and Italian write before an apostrophe.
pub const ELIDED: &[&str] =
    &["all", "c", "d", "dall", "dell", "j", "l", "m", "n", "nell", "qu", "s", "sull", "t", "un"];

/// Additional stop words by ISO 639-1 code.
const WORDS: &[(&str, &str)] = &[
    (
        "ar",
        "أرجو أريد أن أو إلى التي الذي الرجاء السلام الى تم جدا جداً شكرا شكراً على عليكم عن عندي في كل كيف لا \
         لكم لكن لم لي ما مرحبا مشكلة من منذ هذا هذه هل و يرجى يوجد",
    ),
    ("bg", "благодаря ви да е за здравейте и има имам ми много моля на не но от по при проблем с се съм със ще"),
    ("da", "få gerne hej hilsen hjælp mvh problem spørgsmål tak venligst"),
    (
        "de",
        "beim bereits bezüglich bin bitte damen dank danke dass frage fragen freundlichen geehrte gerne gruß grüße \
         grüßen guten habe haben hallo hat helfen herren hilfe ihnen ihr ihre ihren ihrer immer ist kann können \
         könnte könnten leider liebe lieber liebes mal mein meine meinem meinen meiner mich mir muss möchte \
         möchten müssen noch ob problem probleme schon sehr sein seit sind sowie support tag team uns unser unsere \
         unserer vielen war waren wenn werden wird wurde wurden würde würden zum zur",
    ),
    (
        "el",
        "έχει έχω αλλά αν από για γιατί δεν είμαι είναι ευχαριστώ η θα και καλημέρα καλησπέρα με μου μπορείτε \
         μπορώ να ο οι παρακαλώ πρόβλημα πως πώς σας σε στη στην στο τα τη την της τι το τον του των όταν ότι",
    ),
    (
        "en",
        "about above after again against ain't aint all also am any anyone anything appreciate appreciated aren't \
         arent around asap asked because been before being below best between both but can can't cannot cant could \
         could've couldn't couldnt dear did didn't didnt do does doesn't doesnt doing don't done dont down during \
         each else etc even ever every everyone few first from further get gets getting give go going good got had \
         hadn't hadnt happen has hasn't hasnt have haven't havent having he he'd he'll he's hello help helped \
         helping her here here's hers hey hi him his hope how how's however i'd i'll i'm i've im isn't isnt issue \
         issues it'd it'll it's its itself ive just kind kindly know let let's lets like look looking made make \
         many may maybe me might more most much must mustn't my myself need needed needn't needs nor now off ok \
         okay once one only onto other our ours out over own per please pls plz problem problems question \
         questions rather really regarding regards said same see seem seems shall she she'd she'll she's should \
         should've shouldn't shouldnt since so some someone something soon still sure take team than thank thanks \
         that'd that'll that's thatll thats their them themselves there'd there'll there's theres they'd they'll \
         they're they've theyre thing things those though through thru too tried tries try trying unable under \
         until up upon us use used using very via want wanted wants wasn't wasnt way we we'd we'll we're we've \
         well were weren't werent what what's whats when where whether which while who who's whom whose why won't \
         wont would would've wouldn't wouldnt yes yet you you'd you'll you're you've your youre yours youve",
    ),
    (
        "es",
        "atentamente ayuda ayudar ayudarme buenas buenos días equipo estimada estimado estimados favor gracias \
         gustaría hace hacer hola necesitamos necesito podría podrían pregunta problema problemas puede pueden \
         puedo quiero quisiera saludos soporte tardes tenemos tengo tiene",
    ),
    (
        "fa",
        "آن از است اما این با باید بر برای به تا تشکر در را سلام شد شده شما ضمن عرض فرمایید لطفا لطفاً ما مرا \
         مشکل من می نمی نیست ها هست هم و ولی کنید که یا یک",
    ),
    ("fi", "apua hei kiitos kysymys ongelma terve terveisin voisitteko voitteko ystävällisin"),
    (
        "fr",
        "aide aider avoir besoin bien bonjour bonsoir cher chère client cordialement dois faire fait madame merci \
         monsieur peux plaît pourriez pouvez problème problèmes puis question s'il souhaite stp support svp très \
         veuillez voudrais équipe être",
    ),
    (
        "he",
        "אבל אותו אותי אל אם אנא אני אשמח את אתם בבקשה בעיה גם הוא היא היי המון זה זו יש כי כל לא לי לכם למה \
         מאוד מה מי על עם של שלום שלי תודה",
    ),
    (
        "hi",
        "आप इस उस एक और कर करना करें का कि की कृपया के को कोई क्या जी तो था थी थे धन्यवाद नमस्कार नमस्ते नहीं ने \
         पर भी मुझे में मेरा मेरी मेरे मैं यह या रहा रही रहे समस्या से हम है हैं हो",
    ),
    (
        "hu",
        "a az azt be csak de egy el ez ezt ha hanem hogy hogyan is itt jó kedves kell ki kérem kérjük \
         köszönettel köszönöm lehet majd meg mert mi mint már még napot nekem nem nincs probléma segítsenek \
         segítség sem szeretnék tisztelt tudok tudom vagy vagyok van volt és üdv üdvözlettel üdvözlöm",
    ),
    (
        "id",
        "ada adalah agar akan aku anda apa apakah bagaimana bantuan bisa dan dari dengan di dong hai halo harap \
         ini itu jadi juga kak kalau kami karena ke kenapa kok lagi masalah masih min mohon nya pada pagi saat \
         saja sampai saya selamat siang sore sudah tapi terima tidak tolong untuk yang",
    ),
    (
        "it",
        "abbiamo aiutarmi aiuto bisogno buongiorno ciao domanda favore gentile grazie hanno ho posso potete \
         potrebbe problema problemi saluti salve supporto team vorrei",
    ),
    (
        "nl",
        "alstublieft aub bedankt beste dank graag groet groeten hallo heb hebben heeft help hulp kan kunnen kunt \
         moet probleem problemen team vraag vriendelijke wil willen zou zouden",
    ),
    ("no", "få gjerne hei hilsen hjelp kan mvh problem spørsmål takk vennligst"),
    (
        "pl",
        "a aby albo ale bardzo bez bo by być był była było co czy dla do dobry dzień dzięki dziękuję gdy i ich ja \
         jak jest jestem już kiedy która które który lub ma mam mi mnie mogę moja moje może mój na nad nie o od \
         oraz po pod pomoc pomocy poważaniem pozdrawiam problem proszę przed przez przy się są ta tak także tam te \
         tego ten to tu tym w we witam więc z za ze że",
    ),
    (
        "pt",
        "ajuda ajudar atenciosamente boa bom dia equipe favor gostaria obrigada obrigado oi olá pergunta pode \
         podem poderia poderiam posso precisamos preciso prezada prezado prezados problema problemas quero suporte \
         tarde tem temos tenho",
    ),
    (
        "ro",
        "acest ajutor am ar asta avem aveți aș bună care ce cu cum că da dar de din doar este eu fi fost la mai \
         mea meu mi mulțumesc mă nostru nu o pe pentru poate pot prin problema problemă puteți rog salut sau si \
         sunt să un unde vă ziua îmi în încă și",
    ),
    ("ru", "вопрос здравствуйте пожалуйста помогите помощь привет проблема спасибо"),
    (
        "sk",
        "aby ako ale alebo bol bola by deň do dobrý je ktorá ktorý ma mi moja mám môj môžem na nie od po pomoc \
         pre problém prosím sa si som ste to už v vás za čo ďakujem že",
    ),
    ("sv", "fråga få gärna hej hjälp hälsningar mvh problem snälla tack vänliga"),
    (
        "tr",
        "acaba ama bana ben beni benim bir birlikte bu da daha de değil diye en gibi günler hala hem her hiç \
         hâlâ ile iyi için kadar ki kolay lütfen merhaba mi mu mü mı nasıl ne neden o olan olarak oldu olduğu \
         ortaya rica sayın sağlıklı selam sizden size teşekkür teşekkürler tüm var ve veya ya yardım yine yok çok \
         çözüm şu",
    ),
    (
        "uk",
        "або але без був будь було бути в вам вас вже ви вона вони від він вітання вітаю день дня до добрий \
         доброго допоможіть дякую з за зі й його коли ласка мене мені можу моя мої мій на не ну ні по при про \
         проблема прошу та так там тут тільки у це цей цього чи чому що щоб як яка який які є і із",
    ),
    (
        "vi",
        "anh bạn bị cho chào chưa chị cách có cũng cảm của dùm em giúp gì hay hoặc khi không kính là làm lên lại \
         mong mà mình nhé nhưng này ra rất sao thì trên tôi tại từ vui và vào vẫn về với xin đang đã được để ơi \
         ơn ạ",
    ),
    (
        "zh",
        "一个 不了 不能 为什么 了 什么 但是 你们 你好 可以 吗 呢 和 在 怎么 您好 我 我们 我的 是 有 没有 现在 的 请 请问 谢谢 还 还是 这 这个 那",
    ),
];

/// Whether `word` (lower case) carries no meaning in `language`. The courtesies of English are known in
/// all languages: they are written everywhere.
pub fn is_stop(language: &str, word: &str) -> bool {
    const EVERYWHERE: &[&str] = &["hello", "hey", "hi", "ok", "pls", "please", "thank", "thanks"];
    EVERYWHERE.contains(&word)
        || vernacular::is_common(language, word)
        || WORDS
            .iter()
            .filter(|(code, _)| *code == language)
            .any(|(_, words)| words.split(' ').any(|stop| stop == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_their_language_only() {
        assert!(is_stop("en", "because"));
        assert!(is_stop("de", "bitte"));
        assert!(is_stop("de", "please"));
        assert!(!is_stop("en", "hilfe"));
        assert!(!is_stop("en", "invoice"));
    }

    #[test]
    fn lists_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|(code, _)| *code));
        for (code, words) in WORDS {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted(), "{code}");
        }
    }
}
