//! Archives → the files in them: gzip, bzip2, Zstandard, tar and zip, known by their first bytes, also in each other.
//!
//! Nothing is written anywhere: what is packed is read as it is unpacked. Refused are archives in
//! archives in archives (`DEEPEST`), what unpacks to more than an export can, and what is damaged. Each file of a
//! tar or zip archive counts as a file in a folder; an Office document, which is a zip archive too, counts as one file.

mod budget;
mod entries;
mod tarred;
mod zipped;

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read, Seek},
};

use self::budget::{Budget, Budgeted};
use super::{
    error::IngestError,
    input::{self, Input, MOST_WHOLE, Meter, Metered, ReadSeek, Refusal},
    sources::{Content, Source},
};

/// How many archives may stand in each other: a `.csv.gz` in a zip archive in a zip archive.
const DEEPEST: usize = 3;

/// How many bytes are looked at to know an archive: the mark of tar stands at 257.
const SNIFFED: usize = 512;

/// A file as it comes out of its archives.
pub struct Member<'m> {
    /// What it is called.
    pub label: Label,
    /// Its bytes, or why there are none.
    pub input: Result<Input<'m>, IngestError>,
}

/// What a file is called.
#[derive(Clone, Debug)]
pub struct Label {
    /// Name for people: the path as given, and the path inside of zip archives behind it.
    pub name: String,
    /// The folder or archive it was found in: such a file is passed over when it holds no tickets.
    pub folder: Option<String>,
}

/// Reads the files that a source consists of, one after the other.
///
/// # Errors
/// When the source as a whole cannot be read; what is wrong with one of several files is said in its place.
pub fn open(source: &Source, meter: &Meter<'_>, each: &mut dyn FnMut(Member<'_>)) -> Result<(), IngestError> {
    let label = Label { name: source.name.clone(), folder: source.in_folder.clone() };
    let plain = |error| input::error(&label.name, None, error);
    let bytes = match &source.content {
        Content::Bytes(bytes) => Bytes::Anywhere(Box::new(Metered::new(Cursor::new(bytes.as_slice()), meter))),
        Content::Path(path) => {
            let file = File::open(path).map_err(plain)?;
            if file.metadata().is_ok_and(|meta| meta.is_file()) {
                Bytes::Anywhere(Box::new(Metered::new(file, meter)))
            } else {
                Bytes::InOrder(Box::new(Metered::new(file, meter)))
            }
        }
        Content::Stream(stream) => Bytes::InOrder(Box::new(Metered::new(stream.clone(), meter))),
    };
    let budget = Budget::new(meter);
    Opening { budget: &budget, each }.file(label, bytes, 0)
}

/// Bytes that can be read again, or only once.
enum Bytes<'b> {
    Anywhere(Box<dyn ReadSeek + 'b>),
    InOrder(Box<dyn Read + 'b>),
}

impl Read for Bytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Anywhere(reader) => reader.read(into),
            Self::InOrder(reader) => reader.read(into),
        }
    }
}

/// Kinds of archives that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gzip,
    Bzip2,
    Zstandard,
    Tar,
    Zip,
}

impl Kind {
    /// Known by the first bytes.
    fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..]
                if rest.starts_with(b"1AY&SY") || rest.starts_with(b"\x17\x72\x45\x38\x50\x90") =>
            {
                Some(Self::Bzip2)
            }
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstandard),
            // A file, the end of an empty archive, and a part of a spanned one.
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Some(Self::Zip),
            _ if start.get(257..262) == Some(b"ustar") => Some(Self::Tar),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "a gzip archive",
            Self::Bzip2 => "a bzip2 archive",
            Self::Zstandard => "a Zstandard archive",
            Self::Tar => "a tar archive",
            Self::Zip => "a zip archive",
        }
    }
}

/// One source while it is opened.
struct Opening<'o, 'e> {
    budget: &'o Budget<'o>,
    each: &'e mut dyn FnMut(Member<'_>),
}

impl Opening<'_, '_> {
    /// A file, or what is packed in it.
    fn file(&mut self, label: Label, mut bytes: Bytes<'_>, depth: usize) -> Result<(), IngestError> {
        let what = (depth > 0).then_some("an archive");
        let mut start = Vec::new();
        bytes
            .by_ref()
            .take(SNIFFED as u64)
            .read_to_end(&mut start)
            .map_err(|error| input::error(&label.name, what, error))?;
        let Some(kind) = Kind::of(&start) else {
            let input = Input::new(Box::new(Cursor::new(start).chain(bytes)), what);
            let input = input.map_err(|error| input::error(&label.name, what, error));
            return self.hand_on(label, input);
        };
        if depth >= DEEPEST {
            return Err(IngestError::TooMuch {
                path: label.name,
                what: "is an archive in an archive in an archive".to_owned(),
                remedy: "unpack it and name the files that hold the tickets",
            });
        }
        let damaged = |error| input::error(&label.name, Some(kind.name()), error);
        if kind == Kind::Zip {
            let archive = again(start, bytes).map_err(damaged)?;
            return zipped::open(self, label, archive, depth);
        }
        if kind == Kind::Tar {
            return tarred::open(self, &label, Cursor::new(start).chain(bytes), depth);
        }
        let packed = BufReader::new(Cursor::new(start).chain(bytes));
        let unpacked: Box<dyn Read + '_> = match kind {
            Kind::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Kind::Zstandard => Box::new(zstd::stream::read::Decoder::with_buffer(packed).map_err(damaged)?),
            Kind::Gzip | Kind::Tar | Kind::Zip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        };
        self.file(label, Bytes::InOrder(Box::new(Budgeted::new(unpacked, self.budget))), depth + 1)
    }

    fn hand_on(&mut self, label: Label, input: Result<Input<'_>, IngestError>) -> Result<(), IngestError> {
        (self.each)(Member { label, input });
        Ok(())
    }
}

/// Bytes from their start, and from any place.
fn again<'b>(start: Vec<u8>, bytes: Bytes<'b>) -> io::Result<Box<dyn ReadSeek + 'b>> {
    match bytes {
        Bytes::Anywhere(mut reader) => {
            reader.rewind()?;
            Ok(reader)
        }
        Bytes::InOrder(reader) => {
            let mut whole = start;
            reader.take(MOST_WHOLE).read_to_end(&mut whole)?;
            if whole.len() as u64 > MOST_WHOLE {
                return Err(Refusal::NotInPieces.into());
            }
            Ok(Box::new(Cursor::new(whole)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use crate::{
        ingest::{
            Settings,
            intake::{Intake, Note},
            read_sources,
            sources::Stream,
        },
        model::progress::Silent,
    };

    const CSV: &str = "Ticket ID,Subject,Status\n7,No mail since monday,Open\n8,No login at all today,Closed\n";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut packed = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ::tar::Builder::new(Vec::new());
        for (name, bytes) in files {
            let mut header = ::tar::Header::new_ustar();
            // Any name, as a hostile archive has it.
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            archive.append(&header, *bytes).unwrap();
        }
        archive.into_inner().unwrap()
    }

    fn read_from(content: Content) -> Result<Intake, IngestError> {
        let source = Source { name: "export".into(), content, in_folder: None };
        read_sources(vec![source], &Settings::default(), &Silent)
    }

    /// The ids of the tickets, or the error; the same whether the bytes can be read once or again.
    fn ids(bytes: &[u8]) -> Result<Vec<String>, String> {
        let told = |content| {
            let intake = read_from(content).map_err(|error| error.to_string())?;
            Ok(intake.corpus.tickets().iter().map(|ticket| ticket.id.clone()).collect())
        };
        let read = told(Content::Bytes(bytes.to_vec()));
        assert_eq!(told(Content::Stream(Stream::new(Cursor::new(bytes.to_vec())))), read);
        read
    }

    fn skipped(bytes: &[u8]) -> Vec<(String, String)> {
        let intake = read_from(Content::Bytes(bytes.to_vec())).unwrap();
        let note = |note: &Note| match note {
            Note::FileSkipped { file, why } => Some((file.clone(), why.clone())),
            _ => None,
        };
        intake.notes.iter().filter_map(note).collect()
    }

    #[test]
    fn every_archive_gives_what_is_in_it_whatever_its_name() {
        let csv = CSV.as_bytes();
        let (first, second) = csv.split_at(40);
        let archives = [
            csv.to_vec(),
            gzip(csv),
            [gzip(first), gzip(second)].concat(),
            bzip2(csv),
            zstd::encode_all(csv, 1).unwrap(),
            zip(&[("tickets.csv", csv)]),
            zip(&[("may/tickets.csv.gz", &gzip(csv))]),
            gzip(&zip(&[("tickets", csv)])),
            tar(&[("./tickets.csv", csv)]),
            gzip(&tar(&[("tree/project/tickets.csv", csv)])),
            zip(&[("may.tar", &tar(&[("tickets.csv.gz", &gzip(csv))]))]),
            zip(&[("inner.zip", &zip(&[("tickets.csv.bz2", &bzip2(csv))]))]),
        ];
        for archive in archives {
            assert_eq!(ids(&archive).unwrap(), ["7", "8"], "{:?}", Kind::of(&archive));
        }
        assert!(ids(&gzip(&gzip(&gzip(&gzip(csv))))).unwrap_err().contains("archive in an archive"));
    }

    #[test]
    fn files_of_an_archive_are_files_of_a_folder() {
        let june = "Ticket ID,Subject,Status\n9,Late parcel again,Open\n";
        let files: [(&str, &[u8]); 6] = [
            ("__MACOSX/._may.csv", b"junk"),
            (".hidden.csv", CSV.as_bytes()),
            ("README.txt", b"about"),
            ("june.csv", june.as_bytes()),
            ("may.csv", CSV.as_bytes()),
            ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
        ];
        for archive in [zip(&files), tar(&files)] {
            assert_eq!(ids(&archive).unwrap(), ["7", "8", "9"]);
            assert_eq!(skipped(&archive), [("export/logo.png".to_owned(), "not a text file".to_owned())]);
        }
        let image: (&str, &[u8]) = ("logo.png", b"\x89PNG\0\0\0\0");
        let nothing = ids(&zip(&[image, ("logo.svg", b"<svg></svg>")])).unwrap_err();
        assert_eq!(nothing, "export holds no ticket export (2 files looked at; logo.png: not a text file)");
        assert_eq!(ids(&zip(&[image])).unwrap_err(), "export/logo.png is not a text file");
        assert!(ids(&zip(&[])).unwrap_err().contains("0 files"));
        assert!(ids(&tar(&[(".hidden.csv", b"junk")])).unwrap_err().contains("0 files"));
    }

    #[test]
    fn many_files_passed_over_for_one_reason_are_counted() {
        let names: Vec<String> = (0..60).map(|n| format!("image{n}.png")).collect();
        let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"\x89PNG\0\0\0\0"[..])).collect();
        files.push(("tickets.csv", CSV.as_bytes()));
        let intake = read_from(Content::Bytes(zip(&files))).unwrap();
        assert_eq!(skipped(&zip(&files)).len(), 6);
        assert!(intake.notes.iter().any(|note| matches!(note, Note::FilesSkipped { count: 54, .. })));
    }

    /// Changes a field of every header of an archive with this one file: at one place in front of the file, at another
    /// in the directory (APPNOTE 4.3.7, 4.3.12).
    fn patched(mut archive: Vec<u8>, local: usize, central: usize, value: u8) -> Vec<u8> {
        for (mark, at) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
            let places: Vec<usize> =
                archive.windows(4).enumerate().filter(|(_, bytes)| bytes == mark).map(|(place, _)| place).collect();
            places.into_iter().for_each(|place| archive[place + at] = value);
        }
        archive
    }

    #[test]
    fn what_cannot_be_unpacked_is_told() {
        let locked = patched(zip(&[("tickets.csv", CSV.as_bytes())]), 6, 8, 1);
        assert_eq!(ids(&locked).unwrap_err(), "export is an archive that needs a password, which is not read");
        let packed = patched(zip(&[("tickets.csv", CSV.as_bytes())]), 8, 10, 12);
        assert!(ids(&packed).unwrap_err().contains("another method than deflate"));
        let files = [("../../etc/tickets.csv", CSV.as_bytes()), ("tickets.csv", CSV.as_bytes())];
        for outside in [zip(&files), tar(&files)] {
            assert_eq!(skipped(&outside)[0].1, "an entry whose path leads out of its archive, which is not read");
            assert_eq!(ids(&outside).unwrap().len(), 2);
        }
    }

    #[test]
    fn what_is_damaged_is_no_export_of_fewer_tickets() {
        let rows: String = (0..5000).map(|n| format!("{n},No mail {n} today,Open\n")).collect();
        let csv = format!("Ticket ID,Subject,Status\n{rows}");
        for (archive, what) in [
            (gzip(csv.as_bytes()), "an archive"),
            (bzip2(csv.as_bytes()), "an archive"),
            (zstd::encode_all(csv.as_bytes(), 1).unwrap(), "an archive"),
            (tar(&[("tickets.csv", csv.as_bytes())]), "a tar archive"),
            (zip(&[("tickets.csv", csv.as_bytes())]), "a zip archive"),
        ] {
            let cut = &archive[..archive.len() / 2];
            assert_eq!(ids(cut).unwrap_err(), format!("export: the data of {what} are damaged or cut off"));
        }
        let mut changed = zip(&[("tickets.csv", csv.as_bytes())]);
        changed[200] ^= 0xff;
        assert!(ids(&changed).unwrap_err().contains("damaged or cut off"), "{:?}", ids(&changed));
    }

    #[test]
    fn what_unpacks_to_far_more_than_it_is_is_refused() {
        // Members in a row are one file: 100 of a megabyte.
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        member.write_all(&vec![b'0'; 1 << 20]).unwrap();
        let bomb = member.finish().unwrap().repeat(100);
        assert!(bomb.len() < 2 << 20);
        let refused = read_from(Content::Bytes(bomb.clone())).unwrap_err();
        assert!(refused.to_string().contains("more than 250 times its size"), "{refused}");
        assert!(refused.help().unwrap().contains("unpack it"));
        let nested = zip(&[("a.csv", CSV.as_bytes()), ("b.csv.gz", &bomb)]);
        assert!(ids(&nested).unwrap_err().contains("more than 250 times its size"));
    }

    #[test]
    fn an_archive_of_a_hundred_million_files_is_refused_before_they_are_listed() {
        let mut archive = b"PK\x03\x04".to_vec();
        archive.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0");
        assert!(ids(&archive).unwrap_err().contains("holds more than 100000 files"));
    }

    #[test]
    fn an_office_document_is_one_file() {
        let parts: [(&str, &[u8]); 2] = [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")];
        assert_eq!(ids(&zip(&parts)).unwrap_err(), "export is an Office document, which is not read");
    }
}
