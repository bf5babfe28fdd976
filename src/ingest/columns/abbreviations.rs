//! The short words of column names in databases: `CUST_NM`, `PRBLM_DESC`, `CRT_DT`.
//!
//! Source: the lists of abbreviations that data-naming standards of companies and authorities give out; only words that
//! stand for one thing in a name of tickets are here.

use std::{collections::BTreeMap, sync::LazyLock};

/// A word and what is written for it. Words of kinds of values (`code`) say nothing here and go.
#[rustfmt::skip]
const SHORT: &[(&str, &[&str])] = &[
    ("account", &["acct", "accnt"]),
    ("agent", &["agt", "agnt"]),
    ("assigned", &["asgn", "asgnd", "assgn", "assgnd"]),
    ("action", &["actn"]),
    ("category", &["catg", "ctgry", "ctg", "catgry", "categ", "cat"]),
    ("channel", &["chnl", "chan"]),
    ("closed", &["cls", "clsd", "clsed", "clse"]),
    ("comment", &["cmt", "cmnt", "cmmt"]),
    ("comments", &["cmts", "cmnts"]),
    ("complaint", &["cmpl", "cmplt", "cmplnt", "compl", "complnt"]),
    ("contact", &["cntct", "cntc"]),
    ("conversation", &["conv", "convo"]),
    ("created", &["crt", "crtd", "creat", "cretd", "crtn"]),
    ("customer", &["cust", "cstmr", "custmr"]),
    ("date", &["dt", "dte"]),
    ("datetime", &["dttm", "dtm"]),
    ("description", &["desc", "descr", "dsc", "dscr", "descn", "dscrptn", "desctn"]),
    ("email", &["eml"]),
    ("incident", &["incdt", "incdnt", "incid"]),
    ("issue", &["iss", "issu"]),
    ("language", &["lang", "lng"]),
    ("message", &["msg"]),
    ("name", &["nm", "nme"]),
    ("number", &["nbr", "num", "nmbr", "nr", "no"]),
    ("opened", &["opn", "opnd"]),
    ("organization", &["org", "orgn"]),
    ("priority", &["prty", "prirty", "prio", "prior", "pri"]),
    ("problem", &["prb", "prob", "prblm", "probl"]),
    ("product", &["prod", "prd", "prdct", "prodt"]),
    ("reason", &["rsn", "reas"]),
    ("received", &["rcvd", "recd", "rcv"]),
    ("reported", &["rptd", "rprtd"]),
    ("request", &["rqst", "rqt"]),
    ("resolution", &["rsln", "resln", "resol", "rsltn"]),
    ("resolved", &["rslvd", "reslvd", "rslv"]),
    ("response", &["resp", "rspns", "rsp"]),
    ("satisfaction", &["satis", "satsfctn"]),
    ("severity", &["sev", "sevrty"]),
    ("source", &["src"]),
    ("status", &["stat", "sts", "stts", "stus"]),
    ("subcategory", &["subcat", "subcatg", "sbcat", "subctg"]),
    ("subject", &["subj", "sbj", "sbjct"]),
    ("summary", &["smry", "summ", "smmry"]),
    ("ticket", &["tkt", "tckt", "tick", "tck"]),
    ("time", &["tm", "tme"]),
    ("timestamp", &["tmstmp", "tmst"]),
    ("title", &["ttl"]),
    ("text", &["txt"]),
    ("type", &["typ"]),
    ("updated", &["upd", "updt", "updtd"]),
    ("user", &["usr"]),
    ("version", &["vers"]),
    ("", &["cd", "vc", "val"]),
];

static LONG: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| SHORT.iter().flat_map(|(long, short)| short.iter().map(move |short| (*short, *long))).collect());

/// A folded name with its short words written out; none where it has none.
pub fn written_out(folded: &str) -> Option<String> {
    let words = folded.split(' ').map(|word| LONG.get(word).copied().unwrap_or(word));
    let long = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (long != folded && !long.is_empty()).then_some(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_written_out() {
        assert_eq!(written_out("cust nm").as_deref(), Some("customer name"));
        assert_eq!(written_out("prty cd").as_deref(), Some("priority"));
        assert_eq!(written_out("customer name"), None);
        assert_eq!(written_out("cd"), None);
    }

    #[test]
    fn no_short_word_stands_for_two() {
        let all: Vec<&str> = SHORT.iter().flat_map(|(_, short)| short.iter().copied()).collect();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
    }
}
