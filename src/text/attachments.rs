//! Lines that name what was attached: "[image: image.png]", "Attachments: IMG_4711.jpg (2 MB)". They say nothing that
//! could be compared, and screenshots would gather.

use std::sync::LazyLock;

use regex::Regex;

use super::controls::has_words;

/// A line of nothing but names of files and what they are. A name with spaces is one only behind a label or where it is a
/// screenshot's: "I cannot open invoice.pdf" is a sentence.
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    const ENDING: &str = r"\.(?:png|jpe?g|gif|heic|heif|bmp|tiff?|webp|svg|pdf|docx?|xlsx?|pptx?|csv|txt|log|zip|rar|7z|mp4|mov|avi|webm|mp3|wav|m4a|eml|msg|ics|har|json|xml)(?:@[\w.]+)?(?:\s*\(?[0-9][0-9.,]*\s?[KMG]i?B\)?)?";
    const LABEL: &str = r"(?:\d+ |see |please see |the )?(?:attached(?: files?| images?)?|attachments?|inline images?|images?|files?|photos?|pictures?|cid|anhang|anhänge|pièces? jointes?|adjuntos?|anexos?|allegat[oi]|bijlagen?)\s*(?:\d+|\(\d+\))?\s*[:\]>]";
    const SHOT: &str = r"(?:screen ?shots?|screen ?capture|bildschirmfoto|capture d['’]écran|captura|img|image|photo)";
    let pattern = format!(
        r"(?i)^[\W_]*(?:{LABEL}.{{0,150}}{ENDING}|{SHOT}[^.!?\n]{{0,20}}[0-9][^!?\n]{{0,40}}{ENDING}|(?:[^\s.]+(?:\.[^\s.]+){{0,3}}{ENDING}[,;\s]*)+)[\W_]*$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// The message without such lines.
pub fn drop_named_files(text: &str) -> String {
    let is_name = |line: &&str| line.contains('.') && line.len() <= 200 && ATTACHED.is_match(line);
    if !text.lines().any(|line| is_name(&line)) {
        return text.to_owned();
    }
    let kept = text.lines().filter(|line| !is_name(line)).collect::<Vec<_>>().join("\n");
    if has_words(&kept) { kept } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_attached_files_go() {
        for line in [
            "[image: image.png]",
            "Attachments: IMG_4711.jpg (2.1 MB)",
            "[cid:image001.png@01D9A1B2.AB4EE8C0]",
            "<image001.jpg>",
            "1 attachment: invoice_123.pdf",
            "Screenshot 2025-03-01 at 10.12.33.png",
            "Screenshot_20250301-101233.jpg",
            "Anhang: Rechnung 12.pdf, Foto.heic",
        ] {
            assert_eq!(drop_named_files(&format!("The page is empty.\n{line}")), "The page is empty.", "{line}");
        }
    }

    #[test]
    fn files_that_are_spoken_of_stay() {
        for text in [
            "I cannot open invoice.pdf since the update",
            "It crashes.\nI cannot open invoice.pdf",
            "The export to report.csv fails: see the log.",
            "image.png",
            "config.json is missing\nafter the update",
            "Version 5.2 fails.",
        ] {
            assert_eq!(drop_named_files(text), text);
        }
    }
}
