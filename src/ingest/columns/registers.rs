//! The names of columns in public registers of complaints, collections of reviews and data sets of tickets, as far as
//! [`super::synonyms`] has no helpdesk that writes so.

use super::{fields::Field, headers::Confidence};

/// As [`super::synonyms::SYNONYMS`].
#[rustfmt::skip]
pub const REGISTERS: &[(Field, Confidence, &[&str])] = &[
    (Field::Id, 0.75, &[
        "report no", "report number", "case", "case #", "incident", "incident #", "bug #", "defect id", "defect no", "grievance id",
        "grievance no", "sr", "sr #", "sr no", "sr number", "docket no", "docket number", "registration no", "registration number",
        "reference no", "reference number", "post id", "thread id", "recommendationid", "folio", "vorgang", "störungsnummer",
        "störungsnr", "lfd nr", "lfd. nr.", "response id", "unique id", "feedback id", "query id", "enquiry id", "inquiry id",
    ]),
    (Field::Created, 0.9, &[
        "tweet created", "tweet created at", "report date", "date report", "report dt", "reported time", "posted on", "posted date",
        "posted", "time submitted", "submission time", "submitted time", "call timestamp", "call date", "date of complaint", "complaint date",
        "date of issue", "issue date", "date of incident", "incident date", "date of report", "occurred on", "log date", "registered on",
        "experience date", "date of experience", "pub date", "pubdate", "entry date", "arrival", "arrival date", "event time",
        "event date", "fecha de reporte", "fecha de la incidencia", "fecha incidencia", "fecha de queja", "date signalement",
        "date du signalement", "投稿日時", "投稿日", "등록일시", "tgl pengaduan", "tanggal pengaduan", "waktu", "تاريخ الشكوى", "ngày", "kuupäev",
        "date added", "added", "added on", "open time", "sent at", "sent on", "dateline", "post time", "timestamp created",
        "created unix", "unix review time", "review time unix", "review time", "reviewed at", "reviewed on", "date unix", "unix time",
        "unix timestamp", "created utc", "utc", "time created",
    ]),
    (Field::Satisfaction, 0.75, &[
        "star", "overall", "experience rating", "service rating", "nps score", "ces", "csat rating", "التقييم", "تقييم",
    ]),
    (Field::Status, 0.9, &["办理状态", "处理结果状态"]),
    (Field::Kind, 0.85, &[
        "nature of complaint", "nature of the complaint", "complaint nature", "störungsart", "fehlerart", "art der störung",
        "issue domain", "problem domain", "problem type", "type of issue", "type of problem", "type of complaint", "anomaly", "tipo de problema",
        "type de problème", "type d incident", "tipo incidencia",
    ]),
];
