//! Prints how many megabytes a second each reader takes in, for `just bench-readers`: the same tickets in every
//! container that can be written here, read through [`ingest::read_sources`] as the program does. Megabytes are those
//! of the source as it stands on a disk. It asserts nothing: the figures are for comparing revisions on one machine.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a tool for developers")]

use std::{
    env,
    io::{Cursor, Write},
    process::ExitCode,
    time::Instant,
};

use fixfirst::{
    ingest::{
        self, Settings,
        sources::{Content, Source},
    },
    model::progress::Silent,
};
use serde_json::json;

const SAMPLE: &str = include_str!("../../fixtures/sample/rondo.csv");

/// The columns that are written.
const COLUMNS: [&str; 6] = ["Ticket ID", "Subject", "Description", "Created time", "Status", "Email"];

type Ticket = [String; COLUMNS.len()];

/// A way to write tickets: a new reader is one more row.
struct Container {
    name: &'static str,
    write: fn(&[Ticket]) -> Vec<u8>,
}

const CONTAINERS: &[Container] = &[
    Container { name: "csv", write: csv },
    Container { name: "csv, fat columns", write: fat_csv },
    Container { name: "csv, utf-16", write: |tickets| utf16(&csv(tickets)) },
    Container { name: "csv.gz", write: |tickets| gzip(&csv(tickets)) },
    Container { name: "csv.bz2", write: |tickets| bzip2(&csv(tickets)) },
    Container { name: "csv.zst", write: |tickets| zstd::encode_all(csv(tickets).as_slice(), 3).unwrap() },
    Container { name: "csv in zip", write: |tickets| zip("tickets.csv", &csv(tickets)) },
    Container { name: "ndjson", write: ndjson },
    Container { name: "ndjson.gz", write: |tickets| gzip(&ndjson(tickets)) },
    Container { name: "json array", write: |tickets| format!("[{}]", objects(tickets).join(",\n")).into_bytes() },
    Container { name: "json, wrapped", write: wrapped },
    Container { name: "xml", write: xml },
    Container { name: "xlsx", write: xlsx },
    Container { name: "mbox", write: mbox },
    Container { name: "parquet", write: parquet },
];

/// Knuth's MMIX generator: the same tickets on each machine.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Rows of the sample again and again, with other sentences in them and an id of their own: packing them does not
/// become too easy.
fn tickets(bytes: usize) -> Vec<Ticket> {
    let mut reader = ::csv::Reader::from_reader(SAMPLE.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places = COLUMNS.map(|name| header.iter().position(|column| column == name));
    let rows: Vec<Ticket> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| places.map(|place| place.and_then(|at| row.get(at)).unwrap_or("").to_owned()))
        .collect();
    let sentences: Vec<&str> = rows.iter().flat_map(|row| row[2].split_inclusive(['.', '!', '?'])).collect();
    let (mut found, mut size, mut dice) = (Vec::new(), 0, Dice(2026));
    for row in rows.iter().cycle() {
        if size >= bytes {
            break;
        }
        let mut row = row.clone();
        row[0] = (found.len() + 1).to_string();
        row[2] = (0..2 + dice.roll(6)).map(|_| sentences[dice.roll(sentences.len())]).collect();
        size += row.iter().map(|cell| cell.len() + 3).sum::<usize>();
        found.push(row);
    }
    found
}

fn csv(tickets: &[Ticket]) -> Vec<u8> {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS).unwrap();
    tickets.iter().for_each(|ticket| out.write_record(ticket).unwrap());
    out.into_inner().unwrap()
}

/// With three columns that no ticket holds, four times as long as the rest.
fn fat_csv(tickets: &[Ticket]) -> Vec<u8> {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS.into_iter().chain(["Raw headers", "Payload", "Trace"])).unwrap();
    for ticket in &tickets[..tickets.len() / 5] {
        let fat = format!("k={};", ticket[2]).repeat(4);
        out.write_record(ticket.iter().chain([&fat, &fat, &fat])).unwrap();
    }
    out.into_inner().unwrap()
}

fn utf16(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn objects(tickets: &[Ticket]) -> Vec<String> {
    let object = |[id, subject, body, created, status, email]: &Ticket| {
        json!({
            "id": id, "subject": subject, "description": body, "created_at": created, "status": status,
            "requester": {"email": email, "locale": "en"}, "tags": ["app", "shop"], "custom_fields": [{"id": 7, "value": null}],
        })
        .to_string()
    };
    tickets.iter().map(object).collect()
}

fn ndjson(tickets: &[Ticket]) -> Vec<u8> {
    (objects(tickets).join("\n") + "\n").into_bytes()
}

fn wrapped(tickets: &[Ticket]) -> Vec<u8> {
    format!("{{\"count\": {}, \"tickets\": [{}]}}", tickets.len(), objects(tickets).join(",")).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// Text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn xml(tickets: &[Ticket]) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tickets>\n");
    for ticket in tickets {
        let names = ["id", "subject", "description", "created-at", "status", "requester"];
        let fields = names.iter().zip(ticket).map(|(name, cell)| format!("<{name}>{}</{name}>", escaped(cell)));
        out += &format!("<ticket>{}</ticket>\n", fields.collect::<String>());
    }
    (out + "</tickets>\n").into_bytes()
}

/// One sheet with its texts in the cells.
fn xlsx(tickets: &[Ticket]) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text));
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>());
    let rows: String = tickets.iter().map(|ticket| row(&ticket.each_ref().map(String::as_str))).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{}{rows}</sheetData></worksheet>", row(&COLUMNS));
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Tickets\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let types = format!(
        "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
    );
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, ::zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Each ticket a mail of its own.
fn mbox(tickets: &[Ticket]) -> Vec<u8> {
    let mail = |[id, subject, body, _, _, email]: &Ticket| {
        format!(
            "From {email} Mon Jan  5 10:00:00 2026\nFrom: {email}\nTo: help@rondo.example\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\
             Message-ID: <{id}@rondo.example>\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}\n\n",
            subject.replace('\n', " "),
            body.replace("\nFrom ", "\n>From "),
        )
    };
    tickets.iter().map(mail).collect::<String>().into_bytes()
}

fn parquet(tickets: &[Ticket]) -> Vec<u8> {
    use ::parquet::{
        data_type::{ByteArray, ByteArrayType},
        file::writer::SerializedFileWriter,
        schema::parser::parse_message_type,
    };
    let fields = ["id", "subject", "description", "created_at", "status", "email"];
    let schema: String = fields.iter().map(|name| format!("required binary {name} (UTF8); ")).collect();
    let schema = parse_message_type(&format!("message tickets {{ {schema} }}")).unwrap().into();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, std::sync::Arc::default()).unwrap();
    for part in tickets.chunks(50_000) {
        let mut group = file.next_row_group().unwrap();
        for at in 0..fields.len() {
            let values: Vec<ByteArray> = part.iter().map(|ticket| ticket[at].as_str().into()).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    file.into_inner().unwrap()
}

fn main() -> ExitCode {
    let Some(megabytes) = env::args().nth(1).map_or(Some(64), |given| given.parse::<usize>().ok()) else {
        eprintln!("usage: cargo run --example readers -- [MEGABYTES]");
        return ExitCode::from(2);
    };
    let tickets = tickets(megabytes << 20);
    println!("{:<18}{:>8}{:>10}{:>9}{:>8}{:>11}", "reader", "MB", "tickets", "seconds", "MB/s", "tickets/s");
    for Container { name, write } in CONTAINERS {
        let bytes = write(&tickets);
        let size = bytes.len() as f64 / f64::from(1 << 20);
        let source = Source { name: (*name).to_owned(), content: Content::Bytes(bytes), in_folder: None };
        let start = Instant::now();
        let read = ingest::read_sources(vec![source], &Settings::default(), &Silent);
        let seconds = start.elapsed().as_secs_f64();
        match read {
            Ok(intake) => {
                let count = intake.corpus.len();
                let (speed, rate) = (size / seconds, count as f64 / seconds);
                println!("{name:<18}{size:>8.1}{count:>10}{seconds:>9.2}{speed:>8.1}{rate:>11.0}");
            }
            Err(error) => println!("{name:<18}{size:>8.1}  {error}"),
        }
    }
    ExitCode::SUCCESS
}
