//! Sentences that say nothing of the problem: good wishes, thanks, requests for an answer. A table of
//! patterns a language; a sentence is a courtesy only as a whole, and never when it goes on to a "but".

use std::sync::LazyLock;

use regex::Regex;

/// Words in a courtesy at the most: longer sentences usually carry something.
const LONGEST: usize = 24;

/// Patterns a language, each for a whole sentence without its final punctuation.
const PATTERNS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            r"please (?:contact|call|reach|get in touch with|get back to) (?:me|us)(?: (?:as soon as possible|asap|soon|at your earliest(?: convenience)?|directly|urgently|immediately))*",
            r"(?:please|kindly) (?:address|prioriti[sz]e|handle|treat|resolve|look into|attend to|expedite|investigate|fix|check) (?:this|the) (?:matter|issue|case|request|problem|ticket)(?: (?:at (?:your|the) earliest(?: convenience| opportunity)?|as soon as possible|asap|promptly|urgently|immediately|as (?:a )?(?:high )?priority))*",
            r"(?:my|our|the|for (?:your )?reference,? (?:my|our|the)) (?:[\w-]+ ){0,4}(?:number|id|reference|email|e-mail|phone|address|account|case|ticket|order|contact)(?: \w+){0,3} (?:is|are|:) (?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:my |our )?(?:account|phone|contact|tel|telephone|mobile|email|e-mail|case|ticket|order|customer|reference|company|name|full name|phone number)(?: (?:number|no|id|address|name))?\.? ?: ?(?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:(?:i|we)(?: am| are|'m|’m|'re)? )?(?:eagerly |anxiously |kindly )?await(?:ing)? (?:your|a|an)\b.*(?:respon|repl|attention|assist|guidance|answer|feedback|solution).*",
            r"(?:(?:for|if) .{0,60},? )?(?:please |kindly |you (?:can|may) |do |feel free to |please feel free to )+(?:contact|reach|call|e-?mail|reach out to|get back to) (?:me|us)(?: back| directly| anytime)? (?:at|on|via|under|by|through|with)\b.*",
            r"(?:i|we) (?:can|may) be (?:reached|contacted) (?:at|on|via|under|by)\b.*",
            r"(?:your|a) (?:\w+,? (?:and |or )?){0,3}(?:help|assistance|support|guidance|response|attention|cooperation|reply|expertise)(?: and \w+)?(?: (?:on|with|in|regarding|to|for) (?:this|the|my|our)(?: \w+){0,2})? (?:is|are|would be|will be)(?: \w+){0,2} (?:appreciated|valued|helpful|needed|crucial|invaluable|vital)(?: .{0,30})?",
            r"(?:i |we )?(?:really |sincerely |do )?hop(?:e|ing) (?:that )?(?:you|all|everyone|everything)(?: all)?(?:'re|’re| are| is| had| have been| have| were|'ve been|’ve been)?(?: all| doing| having| keeping| very| a| good)* (?:well|good|great|fine|safe|day|week|weekend|spirits|health)(?:,? today|,? and .{0,30})?",
            r"(?:i |we )?(?:really |sincerely )?(?:hope|trust)(?: that)? (?:this|my|our|the) (?:message|email|e-mail|mail|note|letter|ticket|inquiry|request)(?: \w+){0,2} (?:finds|reaches|find|reach) .*",
            r"how are you(?: doing| all)?(?: today)?|how's it going|how is it going",
            r"(?:ok(?:ay)?,? |so |many |much |a lot of |with |again,? |and )?(?:thanks|thank you|thankyou|thank u|thx|tks|tnx|ty|cheers|many thanks)(?:,? (?:so|very) much|,? a lot|,? a million|,? a bunch|,? again|,? in advance|,? kindly|,? everyone|,? all|,? guys|,? team|,? support|,? you|,? and (?:best|kind|warm) regards|,? & regards)*",
            r"(?:many |much )?(?:thanks|thank you|thx)(?: so much| very much| a lot| again)?(?: in advance)?,? for (?:(?:all|any|the|your|taking|looking|helping|reading|considering|attending|addressing|assisting|being|continued|prompt|quick|great|kind)\b ?).*(?:help|assist|support|time\b|attention|understanding|cooperat|collaborat|patience|respon|reply|consider|guidance|service|effort|matter|advice|prompt|look|concern|action|feedback|care\b|expertise|insight|this|answer|information|fix\b|update).*",
            r"(?:and )?(?:i|we)?(?: am| are|'m|’m|'re| will be)?(?: would| will| shall| really| also| eagerly)* ?look(?:ing)? forward (?:to|for) .*(?:hear|respon|repl|assist|help|support|solution|resol|answer|feedback|guidance|advice|insight|from you|your).*",
            r"(?:i|we)(?: am| are|'m)?(?: eagerly| kindly)? (?:await|awaiting|waiting for) (?:your|a|the|for your) .*(?:respon|repl|answer|feedback|assist|solution|guidance).*",
            r"(?:any|your|all) (?:\w+,? (?:and |or )?){0,3}(?:help|assistance|support|guidance|advice|response|attention|insights?|information|cooperation|suggestions?|feedback|ideas|reply|expertise)(?: and \w+)?(?: \w+)?(?: (?:on|with|in|regarding|about|to|for) (?:this|that|the|these|resolving this|solving this)(?: \w+)?)? (?:is|are|would be|will be)(?: \w+){0,2} (?:appreciated|welcome|valued|helpful|invaluable)(?: .{0,20})?",
            r"(?:i|we)(?: would|'d|’d| will|'ll)?(?: really| greatly| highly| very much| truly| also| sincerely)? (?:appreciate|value|be grateful for|be thankful for) (?:your|any|the|all|all your|all the)(?: \w+){0,3},? (?:help|assistance|support|attention|cooperation|guidance|response|time|patience|advice|feedback|reply|consideration|effort|expertise|help and support)(?: and \w+)?(?: you can (?:provide|offer|give))?(?: (?:on|with|in|regarding|to|about) (?:this|that|the|these|resolving this)(?: \w+){0,2})?",
            r"(?:please |kindly |just |and |do )*let (?:me|us) know (?:if|what|should|when|whether) (?:you|there|further|any|more|additional|i can|we can|else)\b.*(?:information|question|detail|need|require|clarif|anything|further|concern|data|input).*",
            r"(?:please )?(?:do not|don't|don’t|never) hesitate.*|(?:please )?feel free to (?:contact|reach|get in touch|call|ask|let).*",
            r"(?:should|if) (?:you|there|any|further|additional|more) .*(?:question|information|detail|clarification|contact me|reach out|let me know|further|concern).*(?:let me know|contact|reach|hesitate|feel free|provide|ask|inform).*",
            r"(?:please|kindly|pls|plz|pl)(?: please| kindly)? (?:get back(?: to)?|respond|reply|advise|assist|help|help out|look into|check|investigate|do the needful|fix|resolve|confirm|suggest|let me know|let us know|revert|respond soon|take care of|act)(?: me| us)?(?: back)?(?: (?:with|on|in|to|into|of|about|regarding))?(?: (?:this|it|that|the|my|same))?(?: (?:issue|problem|matter|request|asap|urgently|soon|quickly|immediately|please|now|as soon as possible|at (?:your|the) earliest(?: convenience)?|as early as possible|accordingly|further|promptly|at once))*",
            r"(?:please |kindly )?(?:can|could|would|will) (?:you|someone|anyone|somebody|u)(?: please| kindly| guys| possibly)? (?:help|assist|advise|look into|check|fix|investigate|please)(?: me| us)?(?: (?:out|with|on|in|to|into|fix|resolve|solve))*(?: (?:this|it|that))?(?: (?:issue|problem|matter|please|asap|soon|for me))*",
            r"(?:i|we) (?:need|want|require|am in need of)(?: your| some| urgent| immediate)* (?:help|assistance)(?: please| asap| with this| in this matter)*|help(?: me)?(?: please)?|please",
            r"(?:have|wishing you|i wish you|wish you)(?: all)? a (?:nice|great|good|wonderful|lovely|fantastic|pleasant) .{1,20}",
            r"(?:your|a) (?:prompt|quick|swift|timely|early|fast|urgent|immediate)(?: \w+){0,2} (?:to|in|on|regarding) (?:this|the) (?:matter|issue|request|problem)(?: \w+){1,3} (?:appreciated|welcome)",
            r"(?:this is )?(?:very )?urgent(?: please)?",
            r"\+?1|any (?:ideas|suggestions|thoughts|help)|anyone\??|awaiting your (?:reply|response)|waiting for your (?:reply|response)",
        ],
    ),
    (
        "de",
        &[
            r"bitte (?:kontaktieren|melden|antworten|rufen) sie (?:mich|uns|sich|mir)?(?: (?:bei mir|bei uns|so schnell wie möglich|schnellstmöglich|umgehend|zeitnah|baldmöglichst|an))*",
            r"(?:meine|unsere|die) (?:[\w-]+ )?(?:\w*nummer|e-mail(?:-adresse)?|referenz) (?:lautet|ist) (?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:ich|wir) (?:schätze|schätzen|würde|würden) (?:ihre|eure|eine) .*(?:antwort|reaktion|anleitung|lösung).* (?:schätzen|freuen|begrüßen|dankbar)",
            r"(?:ihre|jede|jegliche|eine) .*(?:reaktion|anleitung|bearbeitung|aufmerksamkeit)\b.* (?:wird|wäre|würde|ist) .*(?:geschätzt|willkommen|hilfreich|dankbar|schätzen).*",
            r"(?:sie (?:können|erreichen) )?(?:mich|uns)? ?(?:unter|per|telefonisch|über) .{0,60}(?:erreichen|kontaktieren|erreichbar).{0,20}",
            r"(?:ich|wir) hoffen?,? (?:dass )?.*\b(?:gut|wohl|wohlauf|gesund|bester)\b(?: \S+){0,3}",
            r"(?:ich|wir) hoffen?,? (?:dass )?(?:diese|meine|dieses) (?:nachricht|e-mail|mail|schreiben) .*",
            r"wie geht es (?:ihnen|dir|euch)(?: heute)?",
            r"(?:(?:vielen|besten|herzlichen|lieben|recht herzlichen|schönen|großen|tausend) )?(?:dank|danke)(?:,? (?:schön|sehr|ihnen|dir|euch|im voraus|im vorraus|vorab|schonmal|schon mal|nochmals|bereits|schon|jetzt|und))*(?: für (?:ihre|eure|die|deine|das|alle|jede|ihr|den)\b.*)?",
            r"(?:ich|wir) (?:danke|danken|bedanke|bedanken) .*(?:hilfe|unterstützung|voraus|zeit|mühe|verständnis|aufmerksamkeit|bemühung|antwort|rückmeldung|zusammenarbeit|geduld|ihnen).*|(?:ich|wir) möchten? (?:mich|uns|ihnen) .*(?:bedanken|danken)",
            r"(?:ich|wir) (?:freue|freuen) (?:mich|uns) .*(?:antwort|rückmeldung|hören|hilfe|unterstützung|lösung|zusammenarbeit).*|(?:ich|wir) würden? (?:mich|uns) (?:sehr )?(?:über|auf) (?:ihre|eine|jede) (?:\S+ ){0,3}(?:antwort|rückmeldung|hilfe|unterstützung) (?:sehr )?freuen",
            r"(?:ich|wir) (?:warte|warten|erwarte|erwarten|hoffe|hoffen) (?:auf )?.*(?:antwort|rückmeldung|lösung|unterstützung|hilfe).*",
            r"(?:für|über) (?:ihre|eine|jede|eure|jegliche|ihr)\b.*(?:wäre|wären|bin|würde|würden|sind) (?:ich|wir) .*(?:dankbar|freuen|verbunden).*",
            r"(?:ich|wir) (?:wäre|wären|bin|sind) (?:ihnen )?(?:sehr )?(?:für|über) .*(?:hilfe|unterstützung|rückmeldung|antwort).* dankbar|(?:ihre|jede|jegliche) .*(?:hilfe|unterstützung|rückmeldung|antwort)\b.* (?:wird|wäre|würde|ist) .*(?:geschätzt|willkommen|hilfreich|dankbar).*",
            r"(?:ich|wir) (?:schätze|schätzen|würde|würden) (?:ihre|eure) .*(?:hilfe|unterstützung|zeit|aufmerksamkeit|rückmeldung).*",
            r"bitte (?:lassen|teilen|geben|zögern|kontaktieren|melden|informieren|benachrichtigen) .*(?:weitere|zusätzliche|nähere|rückfragen|fragen|zögern|mehr).*",
            r"(?:falls|sollten|wenn|bei) (?:sie |ich |wir |weitere |zusätzliche |noch )*.*(?:informationen|fragen|details|angaben|rückfragen|daten).*(?:wissen|stehe|zögern|kontaktieren|melden|mit|verfügung|bescheid|bereit).*",
            r"(?:ich bitte|wir bitten|bitte) um (?:ihre |eure |schnelle |baldige |zeitnahe |dringende |umgehende |kurze )*(?:hilfe|rückmeldung|unterstützung|antwort|prüfung|info|information|bearbeitung)",
            r"(?:können|könnten|kann|könnte) (?:sie|ihr|mir|jemand)(?: (?:mir|uns|bitte|dabei|hier|da|damit|jemand|das|dies|weiter))* (?:helfen|weiterhelfen|prüfen)",
            r"(?:ich )?wünsche .*(?:tag|woche|wochenende|abend).*|schönen (?:tag|abend)(?: noch)?|bitte(?: um hilfe| helfen(?: sie(?: mir)?)?)?",
        ],
    ),
    (
        "es",
        &[
            r"(?:por favor,? )?(?:comuníquense|comuníquese|contácten[mn]e|contácteme|póngase en contacto) (?:conmigo|con nosotros)?(?: (?:lo antes posible|cuanto antes|a la brevedad))*",
            r"(?:mi|nuestro|el) (?:número|correo|teléfono|id)(?: \w+){0,4} es (?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:su|tu|cualquier) .*(?:ayuda|asistencia|apoyo|respuesta|orientación|atención)\b.* (?:será|sería|es|serían) (?:muy |sumamente |enormemente )?(?:apreciad|agradecid|valorad|bienvenid|útil)\w*(?: .{0,20})?",
            r"(?:puede|pueden)? ?(?:contactarme|comunicarse conmigo|contactarnos|llamarme)\b.*",
            r"(?:esperamos|espero)(?: que)? .*\b(?:bien|mensaje|correo)\b(?: \S+){0,4}",
            r"(?:muchas |mil |muchísimas )?gracias(?:,? (?:de antemano|por adelantado|anticipadas|anticipadamente|nuevamente|y saludos|a todos))*(?: por (?:su|tu|la|toda|vuestra|el|sus)\b.*)?",
            r"(?:les |le |os )?(?:agradezco|agradecemos|agradecería|agradeceríamos|apreciaría|aprecio|apreciamos)(?: \S+){0,4} (?:ayuda|atención|apoyo|tiempo|asistencia|respuesta|antemano|colaboración|cooperación)(?: (?:en|a|con) (?:este|esta|esto|el|la)(?: \S+){0,3})?",
            r"(?:quedo|quedamos|espero|esperamos|a la espera|(?:estoy|estamos) (?:atent|a la espera|ansios|al pendiente))\w*\b.*(?:respuesta|espera|atento|atenta|atentos|noticias|comentarios|pronta|pendiente).*|(?:quedo|quedamos|estoy|estamos) (?:muy )?(?:atent[oa]s?|al pendiente)",
            r"(?:por favor,? )?(?:h[aá]game|h[aá]ganme|h[aá]gamelo|d[ií]ganme|av[ií]senme|ind[ií]quenme|no dude|no duden|av[ií]same)\b.*(?:saber|necesita|dude|contact|informaci).*",
            r"(?:si|en caso de que) (?:necesita|necesitan|requiere|requieren|tiene|tienen)\b.*(?:informaci|detalles|preguntas|pregunta).*",
            r"(?:¿)?(?:me |nos )?(?:puede|pueden|podría|podrían)(?: (?:usted|ustedes|alguien))? (?:ayudarme|ayudarnos|ayudar|asistirme)(?: por favor)?",
            r"(?:que tenga|que tengan|feliz|buen) .{0,12}(?:día|tarde|semana|fin de semana)",
        ],
    ),
    (
        "fr",
        &[
            r"(?:mon|notre|le) (?:numéro|e-mail|téléphone|compte)(?: \S+){0,4} est (?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:j['’]esp[èe]re|nous esp[ée]rons) que .*(?:bien|trouve|trouvera|message|forme|parvien).*",
            r"comment (?:allez-vous|vas-tu|ça va)",
            r"(?:un grand |mille )?merci(?:,? (?:beaucoup|d['’]avance|par avance|bien|infiniment|encore|à vous|à tous|et))*(?: pour (?:votre|vos|ton|l['’]|la|toute|tout|le)\b?.*| de (?:votre|vos|ton|m['’]avoir)\b.*)?",
            r"(?:je|nous) (?:vous |te )?(?:remercie|remercions)(?: .*)?(?:avance|beaucoup|attention|aide|assistance|soutien|temps|réponse|compréhension|collaboration|retour).*|(?:je|nous) (?:vous |te )(?:remercie|remercions)",
            r"(?:dans l['’]attente|en attente|en attendant|j['’]attends|nous attendons|je reste|nous restons|au plaisir|je me tiens|j['’]ai hâte|nous avons hâte)\b.*(?:réponse|disposition|retour|nouvelles|lire|aide|entendre|assistance|entretenir).*",
            r"n['’]h[ée]sitez pas .*",
            r"veuillez agr[ée]er.*|veuillez recevoir.*|je vous prie d['’](?:agréer|accepter).*",
            r"(?:veuillez|merci de|faites|s['’]il vous plaît,?) .*(?:savoir|informer|contacter|indiquer) .*(?:besoin|informations supplémentaires|questions|détails|nécessaire).*",
            r"si vous avez (?:besoin|des questions).*",
            r"(?:votre|toute) .*(?:aide|assistance|soutien|réponse)\b.* (?:serait|sera|est) .*(?:appréciée?|bienvenue|utile).*",
            r"(?:pouvez|pourriez)-vous (?:m['’]aider|nous aider|m['’]assister)(?: s['’]il vous plaît)?",
            r"bonne (?:journée|soirée|semaine).*",
        ],
    ),
    (
        "pt",
        &[
            r"(?:o )?(?:meu|nosso) (?:número|e-mail|telefone|id)(?: \S+){0,4} é (?:<[\w ]+>|\S+@\S+|[+#]?\w{0,4}-?\d[\d ()/.-]{3,}|\w*\d\w{4,})",
            r"(?:a |o )?(?:sua|seu|qualquer) .*(?:ação|ajuda|assistência|apoio|suporte|resposta|orientação|atenção)\b.* (?:será|seria|é|seriam) (?:muito |extremamente )?(?:apreciad|agradecid|valorizad|bem-vind|útil)\w*(?: .{0,20})?",
            r"(?:espero|esperamos) que .*\b(?:bem|mensagem|e-mail|email)\b(?: \S+){0,4}",
            r"(?:muito |muita |desde já,? (?:muito )?)?(?:obrigad[oa]s?|grat[oa])(?:,? (?:desde já|antecipadamente|mais uma vez|novamente|a todos))*(?: (?:pel[oa]s?|por) .*)?",
            r"(?:desde já,? )?(?:agradeço|agradecemos|agradeceria|agradeceríamos|aprecio|apreciaria)(?: \S+){0,4} (?:ajuda|atenção|apoio|tempo|assistência|resposta|antecipadamente|colaboração|suporte|desde já)(?: (?:neste|nesta|com|a|em) (?:este|esta|isto|o|a)?(?: \S+){0,3})?",
            r"(?:aguardo|aguardamos|fico|ficamos|espero|no aguardo|(?:estou|estamos) (?:à disposição|no aguardo|aguardando|ansios))\w*\b.*(?:resposta|retorno|aguardo|disposição|notícias|contato).*",
            r"(?:por favor,? )?(?:me avise|avise-me|avisem-me|informe-me|me informe|não hesite|deixe-me saber|me deixe saber|entre em contato)\b.*(?:precis|hesite|necess|contat|informa|dúvida).*",
            r"(?:caso|se) (?:precise|precisem|seja necess|necessite|haja|tenha|houver)\b.*(?:informa|detalhe|pergunta|dúvida).*",
            r"(?:você|vocês|alguém)? ?(?:pode|podem|poderia|poderiam) (?:me |nos )?(?:ajudar|ajudar-me)(?: por favor)?",
            r"(?:tenha|tenham) um(?:a)? .{0,8}(?:dia|tarde|semana)",
        ],
    ),
    (
        "it",
        &[
            r"(?:spero|speriamo) che .*\b(?:bene|messaggio|mail|email)\b(?: \S+){0,4}",
            r"(?:molte |mille |tante )?grazie(?:,? (?:mille|in anticipo|anticipatamente|infinite|ancora|molte|e))*(?: (?:per|della|di|del) .*)?",
            r"(?:vi |la |ti )?ringrazi(?:o|amo)(?: .*(?:anticip|attenzione|aiuto|supporto|disponibilità|collaborazione|tempo|risposta|pazienza).*)?",
            r"(?:resto|rimango|restiamo|rimaniamo|attendo|in attesa|aspetto|attendiamo)\b.*(?:attesa|risposta|riscontro|disposizione|vostr|sua).*",
            r"non esitat?e.*",
            r"(?:potete|potreste|può|potrebbe) (?:aiutarmi|aiutarci)(?: per favore)?",
            r"buona (?:giornata|serata)",
        ],
    ),
    (
        "nl",
        &[
            r"(?:ik|wij|we) ho(?:op|pen) dat .*\b(?:goed|bericht|mail|wel)\b(?: \S+){0,3}",
            r"(?:hartelijk |heel erg |alvast |erg |vriendelijk |heel )?(?:bedankt|dank|dankjewel|dankuwel)(?:,? (?:u|je|wel|alvast|bij voorbaat|hartelijk))*(?: voor (?:uw|je|jullie|de|het)\b.*)?",
            r"(?:bij voorbaat|alvast) (?:hartelijk )?(?:dank|bedankt)(?: .*)?",
            r"(?:ik|wij|we) (?:kijk|kijken|zie|zien|hoor|horen|hoop|verneem|vernemen)\b.*(?:reactie|antwoord|van u|van je|tegemoet|uit naar).*",
            r"laat het (?:mij|me|ons|maar) .*weten.*|(?:kunt|kan|kun) (?:u|je|iemand) (?:mij|me|ons) (?:hiermee |alstublieft |aub )?helpen",
            r"fijne (?:dag|avond)(?: verder)?",
        ],
    ),
    (
        "nordic",
        &[
            r"(?:mange |på forhånd,? |hjertelig |tusen |tusind )?(?:tak|takk)(?:,? (?:på forhånd|skal du ha|så meget|så mye))*(?: for .*)?",
            r"(?:stort |varmt )?tack(?:,? (?:på förhand|så mycket|snälla))*(?: för .*)?",
            r"(?:jag hoppas|vi hoppas|hoppas) .*\b(?:bra|väl)\b.*|(?:jeg|vi) håper .*\b(?:bra|vel)\b.*|(?:jeg|vi) håber .*\b(?:godt|vel)\b.*",
            r"(?:jag |jeg |vi )?ser (?:fram|frem) (?:emot|mot|til).*",
        ],
    ),
    (
        "pl",
        &[
            r"mam nadziej[ęe],? .*(?:dobrze|zdrow|wiadomość|w porządku).*",
            r"(?:z góry |bardzo |serdecznie )*(?:dzi[ęe]kuj[ęe]|dzi[ęe]kujemy|dzi[ęe]ki)(?:,? (?:bardzo|z góry|serdecznie))*(?: za .*)?",
            r"(?:czekam|oczekuj[ęe]|czekamy|oczekujemy)\b.*(?:odpowied|kontakt|rozwiązani).*",
            r"(?:bardzo )?proszę o (?:pilną |szybką )?(?:pomoc|kontakt|odpowiedź|informację)|pomocy",
        ],
    ),
];

static COURTESIES: LazyLock<Regex> = LazyLock::new(|| {
    let all: Vec<&str> = PATTERNS.iter().flat_map(|(_, patterns)| patterns.iter().copied()).collect();
    // ASCII boundaries keep the regex crate's fast engines on texts with umlauts and accents.
    Regex::new(&format!(r"^(?:{})$", all.join("|")).replace(r"\b", r"(?-u:\b)")).expect("fixed patterns")
});

/// Words after which a courtesy turns into a complaint.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    // Where a word for "but" is a plain word of another language, it counts behind a comma only.
    Regex::new(concat!(
        r"(?-u:\b)(?:but|however|although|though|unfortunately|except|aber|jedoch|leider|obwohl|pero|sin embargo|aunque|cependant|malheureusement|porém|embora|però|tuttavia|purtroppo|helaas|dessverre|tyvärr|desværre|niestety)(?-u:\b)",
        // Waiting in vain is a complaint.
        r"|(?-u:\b)(?:since|still|weeks|months|days|hours|seit|wochen|tagen|monaten|depuis|semaines|desde (?:hace|el|la|há|o|ontem|ayer)|hace|semanas|meses|settimane|mesi|weken|maanden|sedan|veckor)(?-u:\b)",
        r"|(?:[,;] ?|(?-u:\b)(?:merci|obrigad[oa]|grazie|bedankt|tack|takk?|dziękuję) )(?:mais|mas|ma|maar|men|ale|doch)(?-u:\b)"
    ))
    .expect("a fixed pattern")
});

/// Whether the sentence says nothing but a courtesy.
pub fn is_courtesy(sentence: &str) -> bool {
    // The longest courtesy has some thirty characters a word less than this.
    if sentence.len() > LONGEST * 12 || sentence.split_whitespace().count() > LONGEST {
        return false;
    }
    let lower = sentence.to_lowercase();
    let core =
        lower.trim_matches(|c: char| c.is_whitespace() || (!c.is_alphanumeric() && c != '<' && c != '>' && c != '+'));
    if core.is_empty() {
        return true;
    }
    COURTESIES.is_match(core) && !TURN.is_match(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courtesies_of_all_languages_are_known() {
        for sentence in [
            "I hope this message finds you well.",
            "Hope you are doing well!",
            "Thank you very much for your help.",
            "Thanks in advance!",
            "I look forward to hearing from you soon.",
            "Please let me know if you need any further information.",
            "Can you please help me with this?",
            "Please advise.",
            "Any help would be greatly appreciated.",
            "Ich hoffe, es geht Ihnen gut.",
            "Vielen Dank im Voraus für Ihre Unterstützung.",
            "Ich freue mich auf Ihre Rückmeldung.",
            "Espero que este mensaje le encuentre bien.",
            "Gracias de antemano por su ayuda.",
            "Merci d'avance pour votre aide.",
            "J'espère que vous allez bien.",
            "Obrigado desde já.",
            "Grazie mille in anticipo.",
            "Alvast bedankt voor uw hulp.",
            "Tack på förhand!",
            "Mange tak for hjælpen.",
            "Je vous remercie pour votre aide.",
            "Quedo atento a su respuesta.",
            "Aguardo seu retorno.",
            "Wir würden uns über eine schnelle Antwort freuen.",
            "Z góry dziękuję za pomoc.",
            "My account number is <acc_num>.",
            "Telephone: +49 30 123456",
        ] {
            assert!(is_courtesy(sentence), "{sentence}");
        }
    }

    #[test]
    fn sentences_that_say_something_are_none() {
        for sentence in [
            "Thanks for the update but now it crashes.",
            "Merci mais ça ne marche pas.",
            "Don't let them teach your children.",
            "My account number is wrong.",
            "I am waiting for your response since three weeks.",
            "Estoy esperando una respuesta a mi pedido.",
            "Ich würde mich freuen, weitere Informationen über die Integration zu erhalten.",
            "Ich möchte mich mit Ihnen über die Preisstruktur unterhalten.",
            "Je vous serais reconnaissant de m'aider à organiser un remboursement.",
            "Merci de nous conseiller sur les étapes à suivre.",
            "Agradecería su orientación sobre cómo proceder con la devolución del producto.",
            "Estou entrando em contato para buscar assistência com a fatura.",
            "Please help me reset my password.",
            "I need help with my card.",
            "Can you help me find my invoice?",
            "Thank you page does not load.",
            "Please check the server in Berlin.",
            "Any information on integrating Jira with Slack would be appreciated.",
            "Bitte prüfen Sie den Drucker.",
            "Gracias a la actualización no puedo entrar.",
            "How do I locate my card?",
            "I hope you refund me.",
        ] {
            assert!(!is_courtesy(sentence), "{sentence}");
        }
    }
}
