//! Tables that no row of the helpdesk table knows: which column feeds which field. One more is a function here, with
//! a header, some rows, and what must come of it.

use fixfirst::{
    ingest::{
        self, Settings,
        intake::{Intake, Note},
        sources::{Content, Source},
    },
    model::progress::Silent,
};

fn read(text: &str) -> Intake {
    let source = Source { name: "odd.csv".to_owned(), content: Content::Bytes(text.into()), in_folder: None };
    ingest::read_sources(vec![source], &Settings::default(), &Silent).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// `field=column` of everything that feeds a ticket, the column after the field; fields in their order.
fn fed(intake: &Intake) -> Vec<String> {
    let columns = intake.files[0].columns.iter();
    columns.map(|choice| format!("{}={}", choice.field, choice.column)).collect()
}

/// Rows of a table: `rows` copies of each pattern, `{n}` replaced by the number of the row, texts made different.
fn table(header: &str, patterns: &[&str]) -> String {
    let mut text = format!("{header}\n");
    for round in 0..4 {
        for (at, pattern) in patterns.iter().enumerate() {
            let number = round * patterns.len() + at + 1;
            let filled = pattern.replace("{n}", &number.to_string()).replace("{d}", &format!("{:02}", number % 27 + 1));
            text.push_str(
                &filled.replace("{t}", TEXTS[number % TEXTS.len()]).replace("{s}", SUBJECTS[number % SUBJECTS.len()]),
            );
            text.push('\n');
        }
    }
    text
}

const TEXTS: [&str; 7] = [
    "I cannot log in to the portal since the update of last night",
    "My parcel has not arrived and nobody answers the phone",
    "The invoice shows the wrong amount for the second month",
    "The app crashes whenever I open the settings page",
    "Please tell me how to change the address of my account",
    "The printer on the second floor prints empty pages only",
    "I was charged twice for the same order and want it back",
];

const SUBJECTS: [&str; 7] = [
    "Login fails",
    "Parcel is late",
    "Wrong invoice",
    "App crashes at start",
    "New address",
    "Printer prints nothing",
    "Charged twice",
];

/// Asserts what feeds what; nothing else may feed a ticket.
#[track_caller]
fn assert_fed(text: &str, expected: &[&str]) -> Intake {
    let intake = read(text);
    assert_eq!(fed(&intake), expected, "{:#?}", intake.files[0].columns);
    intake
}

#[test]
fn a_date_column_that_holds_names_is_no_date() {
    let text = table(
        "Nr,Created,Message,Received",
        &[
            "{n},Ann Lee,{t},2025-03-{d} 10:00",
            "{n},Bob van Dam,{t},2025-03-{d} 11:00",
            "{n},Eve Roe {n}x,{t},2025-03-{d} 12:00",
        ],
    );
    let intake = read(&text.replace(" 1x", " Am").replace('x', ""));
    assert!(fed(&intake).contains(&"body=Message".to_owned()));
    assert!(!fed(&intake).contains(&"created=Created".to_owned()), "{:?}", fed(&intake));
}

#[test]
fn a_description_that_holds_a_code_is_no_text() {
    let text = table(
        "Ticket No,Description,What the customer wrote,Opened",
        &["T-{n},E40{n}2,{t},0{n}/13/2025", "T-{n},B17{n}X,{t},0{n}/14/2025"],
    );
    let intake = read(&text);
    assert!(fed(&intake).contains(&"body=What the customer wrote".to_owned()), "{:?}", fed(&intake));
    assert!(!fed(&intake).iter().any(|choice| choice.ends_with("=Description")));
}

#[test]
fn an_id_that_is_a_category_is_one() {
    let text = table("ID,Message", &["Billing,{t}", "Access,{t}", "Billing,{t} again", "Delivery,{t} today"]);
    assert_fed(&text, &["body=Message", "category=ID"]);
}

#[test]
fn a_first_response_time_that_holds_dates_stands_in_and_says_so() {
    let text = table(
        "TicketID,TicketSubject,FirstResponseTime,TimetoResolution",
        &["{n},{s},2023-06-{d} 11:00:00,2023-06-{d} 18:00:00"],
    );
    let intake = assert_fed(&text, &["id=TicketID", "subject=TicketSubject", "created=FirstResponseTime"]);
    assert!(intake.notes.iter().any(|note| matches!(note, Note::StandInDate { .. })));
}

#[test]
fn a_priority_that_holds_states_is_the_state() {
    let text = table("Ref,Priority,Details", &["R{n},Open,{t}", "R{n},Closed,{t}", "R{n},In progress,{t}"]);
    let intake = read(&text);
    assert!(intake.corpus.tickets().iter().all(|ticket| ticket.priority.is_none()));
}

#[test]
fn pascal_camel_and_snake_case_are_one() {
    for header in [
        "TicketId,TicketSubject,IssueDescription,CreatedAtUtc,CurrentStatus,CustomerEmail",
        "ticketId,ticketSubject,issueDescription,createdAtUtc,currentStatus,customerEmail",
        "ticket_id,ticket_subject,issue_description,created_at_utc,current_status,customer_email",
        "Ticket-ID,Ticket Subject,Issue Description [txt],Created at (UTC),Current status *,Customer E-mail",
        "ticket.id,ticket.subject,ticket.description,ticket.created_at,ticket.status,ticket.customer_email",
        "data.attributes.ticket_id,data.attributes.subject,data.attributes.description,data.attributes.created_dt,data.attributes.status,data.attributes.email",
    ] {
        let names: Vec<&str> = header.split(',').collect();
        let text = table(
            header,
            &[
                "{n},{s},{t},2025-03-{d} 10:00,Open,ann{n}@example.com",
                "{n},{s},{t},2025-03-{d} 11:00,Closed,bob{n}@example.com",
            ],
        );
        let fields = ["id", "subject", "body", "created", "status", "customer"];
        let expected: Vec<String> = fields.iter().zip(&names).map(|(field, name)| format!("{field}={name}")).collect();
        assert_eq!(fed(&read(&text)), expected);
    }
}

#[test]
fn headers_of_seventeen_languages_are_known() {
    for header in [
        "Ticketnummer;Betreff;Beschreibung;Erstellt am;Status;Priorität;Kategorie;Kunde;Tags",
        "Numéro de ticket;Objet;Description;Date de création;Statut;Priorité;Catégorie;Client;Étiquettes",
        "Número de ticket;Asunto;Descripción;Fecha de creación;Estado;Prioridad;Categoría;Cliente;Etiquetas",
        "Número do chamado;Assunto;Descrição;Data de abertura;Status;Prioridade;Categoria;Nome do cliente;Marcadores",
        "Numero ticket;Oggetto;Descrizione;Data di creazione;Stato;Priorità;Categoria;Cliente;Etichette",
        "Meldingsnummer;Onderwerp;Omschrijving;Aangemaakt op;Toestand;Prioriteit;Categorie;Klant;Trefwoorden",
        "Numer zgłoszenia;Temat;Opis problemu;Data utworzenia;Stan;Priorytet;Kategoria;Klient;Etykiety",
        "Номер заявки;Тема;Описание;Дата создания;Статус;Приоритет;Категория;Клиент;Метки",
        "Talep No;Konu;Açıklama;Oluşturulma Tarihi;Durum;Öncelik;Kategori;Müşteri;Etiketler",
        "Ärendenummer;Ämne;Beskrivning;Skapad;Status;Prioritet;Kategori;Kund;Taggar",
        "Sagsnummer;Emne;Beskrivelse;Oprettet;Tilstand;Prioritet;Kategori;Kundenavn;Stikord",
        "Saksnummer;Tittel;Melding;Opprettet;Status;Prioritet;Kategori;Innmelder;Etiketter",
        "Tikettinumero;Otsikko;Kuvaus;Luotu;Tila;Prioriteetti;Luokka;Asiakas;Tunnisteet",
        "Číslo požadavku;Předmět;Popis;Vytvořeno;Stav;Priorita;Kategorie;Zákazník;Štítky",
        "チケット番号;件名;お問い合わせ内容;作成日時;ステータス;優先度;カテゴリ;顧客名;タグ",
        "工单编号;标题;问题描述;创建时间;状态;优先级;分类;客户名称;标签",
        "티켓 번호;제목;문의 내용;접수일;상태;우선순위;카테고리;고객명;태그",
    ] {
        let names: Vec<&str> = header.split(';').collect();
        let text = table(
            header,
            &[
                "10{n};{s};{t};2025-03-{d} 10:00;Open;High;Billing;Ann Lee;mail",
                "10{n};{s};{t};2025-03-{d} 11:00;Closed;Low;Access;Bob Dam;app",
            ],
        );
        let fields = ["id", "subject", "body", "created", "status", "priority", "category", "customer", "tags"];
        let got = fed(&read(&text));
        let mut expected: Vec<String> =
            fields.iter().zip(&names).map(|(field, name)| format!("{field}={name}")).collect();
        expected.sort();
        let mut sorted = got.clone();
        sorted.sort();
        assert_eq!(sorted, expected, "{header}");
    }
}

#[test]
fn later_fields_of_other_languages_are_known() {
    for (header, row, expected) in [
        (
            "Fehlerbeschreibung;Geändert am;Gelöst am;Sprache;Produkt;Bewertung;Eingangskanal",
            "{t};2025-04-{d};2025-05-{d};de;Rondo;4;Mail",
            ["body", "updated", "solved", "language", "product", "satisfaction", "channel"],
        ),
        (
            "Description;Dernière mise à jour;Date de clôture;Langue;Produit;Note;Canal",
            "{t};2025-04-{d};2025-05-{d};fr;Rondo;4;Mail",
            ["body", "updated", "solved", "language", "product", "satisfaction", "channel"],
        ),
        (
            "Popis;Aktualizováno;Uzavřeno;Jazyk;Výrobek;Hodnocení;Kanál",
            "{t};2025-04-{d};2025-05-{d};cs;Rondo;4;Mail",
            ["body", "updated", "solved", "language", "product", "satisfaction", "channel"],
        ),
        (
            "本文;更新日時;解決日;言語;製品名;満足度;受付方法",
            "{t};2025-04-{d};2025-05-{d};ja;Rondo;4;Mail",
            ["body", "updated", "solved", "language", "product", "satisfaction", "channel"],
        ),
    ] {
        let text = table(header, &[row]);
        let got = fed(&read(&text));
        for (field, name) in expected.iter().zip(header.split(';')) {
            assert!(got.contains(&format!("{field}={name}")), "{field}={name} in {got:?}");
        }
    }
}

#[test]
fn the_customers_text_is_taken_and_never_the_answer() {
    for header in [
        "question,answer",
        "Kundennachricht,Antwort",
        "customer_message,agent_response",
        "Pregunta,Respuesta",
        "inbound,outbound",
        "问题,答复",
    ] {
        let text = table(
            header,
            &["{t},Dear customer we are sorry to hear that and have sent a new one number {n} to you today"],
        );
        let name = header.split(',').next().unwrap();
        assert_fed(&text, &[&format!("body={name}")]);
    }
}

#[test]
fn of_two_unknown_texts_the_agents_is_known_by_its_voice() {
    let text = table(
        "alpha,omega",
        &[
            "\"Thank you for reaching out, we are looking into case {n} and will come back to you very soon with more news\",{t}",
        ],
    );
    assert_fed(&text, &["body=omega"]);
}

#[test]
fn a_file_without_a_header_is_known_by_its_values() {
    let text = table(
        "",
        &[
            "10{n},2025-03-{d} 10:00,{s} {n},{t},Billing,ann{n}@example.com",
            "10{n},2025-03-{d} 11:00,{s} {n},{t},Access,bob{n}@example.com",
            "10{n},2025-03-{d} 12:00,{s} {n},{t},Billing,eve{n}@example.com",
        ],
    );
    assert_fed(
        text.trim_start(),
        &[
            "id=column 1",
            "subject=column 3",
            "body=column 4",
            "created=column 2",
            "category=column 5",
            "customer=column 6",
        ],
    );
}

#[test]
fn of_two_date_columns_without_names_the_earlier_is_the_creation() {
    let text = table("", &["2025-05-{d} 10:00,{t},2025-03-{d} 10:00"]);
    assert_fed(text.trim_start(), &["body=column 2", "created=column 3"]);
}

#[test]
fn free_text_alone_is_enough() {
    let lines: String = TEXTS.iter().map(|text| format!("\"{text}\"\n")).collect();
    assert_fed(&lines, &["body=column 1"]);
    assert_fed(&format!("feedback\n{lines}"), &["body=feedback"]);
}

#[test]
fn a_survey_has_a_question_for_a_header() {
    let text = table(
        "Timestamp,How likely are you to recommend us to a friend?,What could we do better?,What do you like most about us?",
        &[
            "2025/03/{d} 10:00:00,3,{t},Nice colours and friendly people number {n}",
            "2025/03/{d} 10:00:00,9,{t},The price is fair for item {n} I think",
            "2025/03/{d} 10:00:00,6,{t},Nothing really in week {n} to be honest",
        ],
    );
    let intake = assert_fed(
        &text,
        &[
            "body=What could we do better?",
            "created=Timestamp",
            "satisfaction=How likely are you to recommend us to a friend?",
        ],
    );
    assert_eq!(intake.corpus.tickets()[0].satisfaction, Some(0.3));
}

#[test]
fn a_survey_in_german_is_one() {
    let text = table(
        "Zeitstempel,Wie zufrieden sind Sie mit uns?,Wie können wir uns verbessern?",
        &["05.03.2025 10:00:00,2,{t}", "{d}.03.2025 10:00:00,5,{t}"],
    );
    assert_fed(
        &text,
        &["body=Wie können wir uns verbessern?", "created=Zeitstempel", "satisfaction=Wie zufrieden sind Sie mit uns?"],
    );
}

#[test]
fn three_hundred_columns_hide_nothing() {
    let mut header: Vec<String> = (0..300).map(|at| format!("custom_{at}")).collect();
    let mut row: Vec<String> = (0..300).map(|at| if at % 3 == 0 { "x".to_owned() } else { String::new() }).collect();
    for (at, name, value) in [
        (17, "Case No", "C-10{n}"),
        (121, "Problem details", "{t}"),
        (122, "Summary", "{s}"),
        (240, "Date raised", "{d}/03/2025"),
        (299, "Severity", "High"),
    ] {
        (header[at], row[at]) = (name.to_owned(), value.to_owned());
    }
    let intake = read(&table(&header.join(","), &[&row.join(",")]));
    for expected in
        ["id=Case No", "body=Problem details", "subject=Summary", "created=Date raised", "priority=Severity"]
    {
        assert!(fed(&intake).contains(&expected.to_owned()), "{expected} in {:?}", fed(&intake));
    }
}

#[test]
fn spreadsheet_day_numbers_are_dates_under_a_dates_name_only() {
    let text = table("No,Opened on,Amount,Message", &["{n},4538{n}.5,4500{n},{t}"]).replace("45381", "45391");
    let intake = read(&text);
    assert!(fed(&intake).contains(&"created=Opened on".to_owned()), "{:?}", fed(&intake));
    assert_eq!(intake.corpus.tickets()[1].created.unwrap().day().to_string(), "2024-03-31");
}

#[test]
fn epochs_of_every_length_are_dates() {
    for (value, day) in
        [("17125255{d}", "2024-04-07"), ("17125255{d}000", "2024-04-07"), ("17125255{d}.0", "2024-04-07")]
    {
        let text = table("key,created,text", &[&format!("A-{{n}},{value},{{t}}")]);
        let intake = assert_fed(&text, &["id=key", "body=text", "created=created"]);
        assert_eq!(intake.corpus.tickets()[0].created.unwrap().day().to_string(), day);
    }
}

#[test]
fn a_path_is_the_category_whatever_its_name() {
    let text = table(
        "Ref,Bucket,Region,Plan,Note",
        &[
            "R-{n},Billing > Refund,EU,Gold,{t}",
            "R-{n},Access > Password,US,Basic,{t}",
            "R-{n},Billing > Invoice,EU,Basic,{t}",
        ],
    );
    let intake = read(&text);
    assert!(fed(&intake).contains(&"category=Bucket".to_owned()), "{:?}", fed(&intake));
    assert_eq!(intake.corpus.tickets()[0].category.len(), 2);
}

#[test]
fn of_many_unknown_labels_none_is_guessed() {
    let text = table(
        "Ref,Alpha,Beta,Gamma,Note",
        &["R-{n},red,low tide,one,{t}", "R-{n},blue,ebb,two,{t}", "R-{n},red,flood,one,{t}"],
    );
    assert!(!fed(&read(&text)).iter().any(|choice| choice.starts_with("category")));
}

#[test]
fn stars_words_and_faces_are_ratings() {
    for (values, first) in
        [(["★★★★★", "★☆☆☆☆"], 1.0), (["Good", "Bad"], 1.0), (["👍", "👎"], 1.0), (["5/5", "1/5"], 1.0)]
    {
        let rows: Vec<String> = values.iter().map(|value| format!("{{n}},{value},{{t}}")).collect();
        let text = table("Review ID,Rating,Review", &[&rows[0], &rows[1]]);
        let intake = assert_fed(&text, &["id=Review ID", "body=Review", "satisfaction=Rating"]);
        assert_eq!(intake.corpus.tickets()[0].satisfaction, Some(first));
    }
}

#[test]
fn durations_are_handle_times_in_their_unit() {
    for (header, value, minutes) in [
        ("Handle time (sec)", "90{n}", 15.0),
        ("handle_time_ms", "90{n}000", 15.0),
        ("Time spent", "0:15:0{n}", 15.0),
        ("Time spent", "PT15M", 15.0),
        ("Bearbeitungsdauer", "15 Min.", 15.0),
        ("Time spent", "0 days 00:15:00", 15.0),
    ] {
        let text = table(&format!("No,{header},Message"), &[&format!("{{n}},{value},{{t}}")]);
        let intake = read(&text);
        let handle =
            intake.corpus.tickets()[0].handle_minutes.unwrap_or_else(|| panic!("{header} {value}: {:?}", fed(&intake)));
        assert!((handle - minutes).abs() < 1.0, "{header} {value}: {handle}");
    }
}

#[test]
fn agents_and_due_dates_are_not_the_customers_and_not_the_creation() {
    let text = table(
        "Vorgang,Bearbeiter,Fällig am,Eingang,Kunde,Nachricht",
        &["V-{n},Dana Roe,{d}.12.2025,{d}.03.2025,Ann Lee,{t}", "V-{n},Dana Roe,{d}.12.2025,{d}.03.2025,Bob Dam,{t}"],
    );
    let intake = read(&text);
    for expected in ["created=Eingang", "customer=Kunde", "body=Nachricht"] {
        assert!(fed(&intake).contains(&expected.to_owned()), "{expected} in {:?}", fed(&intake));
    }
}

#[test]
fn pandas_doubles_and_merges_are_known() {
    let text = table("index,ticket_id_x,subject_x,description.1,created_x", &["{n},T{n},{s},{t},2025-03-{d}"]);
    let got = fed(&read(&text));
    for expected in ["subject=subject_x", "body=description.1", "created=created_x"] {
        assert!(got.contains(&expected.to_owned()), "{expected} in {got:?}");
    }
}

#[test]
fn custom_fields_of_translated_trackers_are_known() {
    let text = table(
        "Schlüssel,Zusammenfassung,Benutzerdefiniertes Feld (Fehlerbeschreibung),Benutzerdefiniertes Feld (Kunde)",
        &["AB-{n},{s},{t},Ann Lee"],
    );
    let got = fed(&read(&text));
    for expected in [
        "subject=Zusammenfassung",
        "body=Benutzerdefiniertes Feld (Fehlerbeschreibung)",
        "customer=Benutzerdefiniertes Feld (Kunde)",
        "id=Schlüssel",
    ] {
        assert!(got.contains(&expected.to_owned()), "{expected} in {got:?}");
    }
}

#[test]
fn texts_without_blanks_between_words_are_texts() {
    let rows = [
        "1,ログインできません。パスワードを変更しても同じです",
        "2,プリンターが動きません。電源は入っています",
        "3,請求書の金額が間違っています。確認してください",
        "4,アプリがすぐに落ちてしまいます。助けてください",
    ];
    assert_fed(&format!("a,b\n{}\n", rows.join("\n")), &["body=b"]);
}

#[test]
fn flags_numbers_and_links_feed_no_text() {
    let text = table(
        "VIP,Ratio,Page,Remark",
        &["yes,0.{n},https://desk.example/{n},{t}", "no,0.{n},https://desk.example/{n},{t}"],
    );
    assert_fed(&text, &["body=Remark"]);
}

#[test]
fn relative_dates_are_refused_and_counted() {
    let intake = read(&table("id,created,text", &["{n},{n} days ago,{t}", "{n},vor {n} Stunden,{t}"]));
    let relative = intake.notes.iter().find_map(|note| match note {
        Note::UnreadableDates { relative, .. } => Some(*relative),
        _ => None,
    });
    assert_eq!(relative, Some(8));
}

#[test]
fn a_zone_moves_the_days_and_is_told() {
    let text =
        "id,created,text\n1,2025-03-09T23:30:00Z,No mail today at all\n2,2025-03-09 23:30,No login today at all\n";
    let source = Source { name: "odd.csv".to_owned(), content: Content::Bytes(text.into()), in_folder: None };
    let settings = Settings { timezone: Some("europe/berlin".to_owned()), ..Settings::default() };
    let intake = ingest::read_sources(vec![source], &settings, &Silent).unwrap();
    let days: Vec<String> =
        intake.corpus.tickets().iter().map(|ticket| ticket.created.unwrap().day().to_string()).collect();
    assert_eq!(days, ["2025-03-10", "2025-03-09"]);
    assert!(intake.notes.contains(&Note::TimeZone { zone: "Europe/Berlin".to_owned() }));
    let source = Source { name: "odd.csv".to_owned(), content: Content::Bytes(text.into()), in_folder: None };
    let settings = Settings { timezone: Some("Berlin".to_owned()), ..Settings::default() };
    let error = ingest::read_sources(vec![source], &settings, &Silent).unwrap_err();
    assert!(error.help().unwrap().contains("--timezone Europe/Berlin"), "{:?}", error.help());
}
