//! Which column of a table of accounts means what: by its name, else by what its values look like.

use super::super::{amounts, columns::headers, dates, error::IngestError, table::Table, values};

/// What an account is recognised by, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// E-mail address.
    Email,
    /// Id of the customer or organisation.
    Id,
    /// Name of the organisation.
    Organization,
    /// Name of the person.
    Name,
    /// Domain of the organisation's addresses.
    Domain,
}

/// The columns that are used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Keys and their columns.
    pub keys: Vec<(Key, usize)>,
    /// Plan or tier.
    pub plan: Option<usize>,
    /// Worth.
    pub value: Option<usize>,
    /// Sign-up date.
    pub since: Option<usize>,
}

/// Names of key columns, folded, the surest first.
#[rustfmt::skip]
const KEYS: &[(Key, &[&str])] = &[
    (Key::Email, &[
        "email", "e mail", "mail", "email address", "e mail address", "user email", "customer email", "contact email", "account email",
        "owner email", "billing email", "primary email", "requester email", "emails", "e mail adresse", "mailadresse", "adresse e mail",
        "adresse email", "courriel", "correo", "correo electrónico", "correo electronico", "indirizzo email", "e mailadres", "адрес",
    ]),
    (Key::Id, &[
        "customer id", "account id", "user id", "client id", "contact id", "organization id", "organisation id", "company id", "org id",
        "external id", "requester id", "customer number", "customer no", "account number", "kundennummer", "kunden id", "kundennr",
        "numéro client", "id client", "id cliente", "klantnummer", "id",
    ]),
    (Key::Organization, &[
        "organization", "organisation", "company", "company name", "organization name", "organisation name", "account", "account name",
        "customer", "client", "firma", "unternehmen", "kunde", "société", "entreprise", "empresa", "azienda", "bedrijf",
    ]),
    (Key::Name, &["name", "full name", "customer name", "contact", "contact name", "user", "username", "user name", "kundenname", "nom", "nombre"]),
    (Key::Domain, &["domain", "domains", "email domain", "company domain", "website", "web site", "url", "homepage", "webseite", "domaine", "dominio"]),
];

/// Names of plan columns.
#[rustfmt::skip]
const PLANS: &[&str] = &[
    "plan", "plan name", "subscription", "subscription plan", "tier", "account tier", "customer tier", "pricing plan", "package", "edition",
    "segment", "customer segment", "product plan", "license", "licence", "tarif", "paket", "abo", "abonnement", "forfait", "offre", "plan de suscripción",
    "piano", "plano", "account type", "customer type",
];

/// Names of columns that tell what a customer is worth, the surest first.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "mrr", "monthly recurring revenue", "arr", "annual recurring revenue", "acv", "annual contract value", "contract value", "revenue",
    "monthly revenue", "annual revenue", "yearly revenue", "recurring revenue", "value", "account value", "customer value", "ltv", "clv", "lifetime value", "spend", "total spend", "amount",
    "subscription amount", "monthly fee", "umsatz", "jahresumsatz", "monatsumsatz", "umsatz pro monat", "chiffre d affaires", "ca", "ingresos", "facturación", "fatturato",
    "receita", "omzet", "выручка",
];

/// Names of columns with the day a customer came.
#[rustfmt::skip]
const SINCES: &[&str] = &[
    "signup date", "sign up date", "signed up", "signed up at", "signup", "sign up", "signup at", "customer since", "member since", "since", "joined", "joined at", "join date",
    "created", "created at", "created on", "created date", "creation date", "registered", "registered at", "registration date", "start date",
    "subscription start", "first seen", "activated at", "onboarded", "date joined", "kunde seit", "registriert am", "erstellt am", "angelegt am", "vertragsbeginn", "client depuis",
    "date d inscription", "fecha de alta", "fecha de registro", "data iscrizione", "data de cadastro", "klant sinds",
];

/// Records that are looked at to know a column by its values.
const LOOKED_AT: usize = 500;

/// Share of the filled values that must look alike.
const ALIKE: f64 = 0.8;

impl Columns {
    /// Finds the columns.
    ///
    /// # Errors
    /// When there is no record, nothing to recognise a customer by, or nothing about one.
    pub fn of(path: &str, table: &Table) -> Result<Self, IngestError> {
        let Some(first) = table.records().first() else {
            return Err(IngestError::Empty { path: path.to_owned() });
        };
        let names: Vec<String> =
            table.columns().iter().map(|name| headers::without_hint(&headers::fold(name))).collect();
        let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
        let column = |known: &[&str]| {
            known
                .iter()
                .find_map(|known| names.iter().position(|name| headers::squeeze(name) == headers::squeeze(known)))
        };
        let mut keys: Vec<(Key, usize)> = vec![];
        for &(key, known) in KEYS {
            for (at, name) in names.iter().enumerate() {
                let named = known.iter().any(|known| headers::squeeze(known) == headers::squeeze(name));
                if named && keys.iter().all(|(_, taken)| *taken != at) {
                    keys.push((key, at));
                }
            }
        }
        let mut found = Self { plan: column(PLANS), value: column(VALUES), since: column(SINCES), keys };
        found.value = found.value.or_else(|| names.iter().position(|name| VALUES[..4].contains(&last(name).as_str())));
        // A column of addresses is a key whatever it is called; `name` may hold addresses as well.
        for at in 0..names.len() {
            let held = [(Key::Email, is_address as fn(&str) -> bool), (Key::Domain, is_domain)]
                .into_iter()
                .find(|(_, is)| looks(table, at, *is));
            if let Some((key, _)) = held {
                found.keys.retain(|(_, taken)| *taken != at);
                found.keys.push((key, at));
            }
        }
        found.by_looks(table);
        found.keys.sort();
        found.keys.retain(|(_, at)| ![found.plan, found.value, found.since].contains(&Some(*at)));
        let columns = || table.columns().to_vec();
        if found.keys.is_empty() {
            return Err(IngestError::NoAccountKey { path: path.to_owned(), line: first.line, columns: columns() });
        }
        if found.plan.or(found.value).or(found.since).is_none() {
            return Err(IngestError::NoAccountFacts { path: path.to_owned(), line: first.line, columns: columns() });
        }
        Ok(found)
    }

    /// What no name told: the only column of dates, the only one of money.
    fn by_looks(&mut self, table: &Table) {
        let only = |is: fn(&str) -> bool, taken: &[Option<usize>]| {
            let mut all = (0..table.columns().len()).filter(|at| !taken.contains(&Some(*at)) && looks(table, *at, is));
            all.next().filter(|_| all.next().is_none())
        };
        self.since = self.since.or_else(|| only(dates::is_date, &[self.plan, self.value]));
        self.value = self.value.or_else(|| only(is_money, &[self.plan, self.since]));
    }
}

fn looks(table: &Table, column: usize, is: fn(&str) -> bool) -> bool {
    let filled = || {
        let records = 0..table.records().len().min(LOOKED_AT);
        records.map(|record| table.cell(record, column)).filter(|text| !text.is_empty() && !values::is_null(text))
    };
    let all = filled().count();
    all > 0 && filled().filter(|text| is(text)).count() as f64 >= ALIKE * all as f64
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace) && !domain.contains('@')
    })
}

fn is_domain(text: &str) -> bool {
    let host = text.trim_start_matches("https://").trim_start_matches("http://").split('/').next().unwrap_or(text);
    let (name, top) = host.rsplit_once('.').unwrap_or(("", ""));
    !name.is_empty()
        && (2..=12).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_alphabetic())
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && !host.contains('@')
}

/// An amount with the sign of a currency: other numbers can be anything.
fn is_money(text: &str) -> bool {
    amounts::amount(text).is_some() && text.contains(['$', '€', '£', '¥', '₹'])
}
