//! The page in a real browser: its policy lets its own style and script work and nothing else, and what can be
//! clicked does what it says. Skipped, visibly, where there is no Chromium.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::{Outputs, csv_text, root, sample, skipped};

/// Names under which Chromium and its kin are installed.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Clicks on the page and writes what it saw into the document, a line each.
const CLICKS: &str = include_str!("page/clicks.js");

/// The first browser on the path.
fn browser() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).flat_map(|folder| BROWSERS.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// The document as a browser leaves it, and what it said on its console.
struct Seen {
    document: String,
    console: Vec<String>,
}

/// Opens a page in the browser; none, said aloud, without one.
fn opened(page: &str, more: &[&str]) -> Option<Seen> {
    let Some(browser) = browser() else {
        skipped("no chromium to open a page with");
        return None;
    };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, page).unwrap();
    let output = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(more)
        .arg(format!("file://{}", file.display()))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let document = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(document.contains("</html>"), "the browser opened nothing:\n{said}");
    let console = said.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect();
    Some(Seen { document, console })
}

/// The page with a further script in it, which its policy is widened for.
fn with_script(page: &str, script: &str) -> String {
    let at = page.find("script-src 'sha256-").unwrap();
    let end = at + page[at..].find(';').unwrap();
    let widened = format!("{}script-src 'unsafe-inline'{}", &page[..at], &page[end..]);
    assert_eq!(widened.matches("</body>").count(), 1);
    widened.replace("</body>", &format!("<script>{script}</script>\n</body>"))
}

/// What the page says of itself after the clicks, `name: yes` a line.
fn assert_clicked(page: &str) {
    let Some(seen) = opened(&with_script(page, CLICKS), &[]) else { return };
    let told = seen.document.split("<pre id=\"clicked\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let told = told.unwrap_or_else(|| panic!("nothing was clicked: {:?}", seen.console));
    let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() >= 10, "{told}");
    assert!(lines.iter().all(|line| line.ends_with(": yes")), "{told}");
    assert!(seen.console.is_empty(), "{:?}", seen.console);
}

#[test]
fn its_style_and_script_are_let_work_and_nothing_is_said_on_the_console() {
    for page in [&sample::outputs().html, &fs::read_to_string(root().join("fixtures/golden/report.html")).unwrap()] {
        let Some(seen) = opened(page, &[]) else { return };
        assert!(seen.console.is_empty(), "{:?}", seen.console);
        assert!(seen.document.contains("aria-pressed=\"true\""), "the script did not run");
        assert!(!seen.document.contains("id=\"controls\" hidden"), "the controls stay hidden");
    }
}

#[test]
fn another_script_or_style_is_not_let_work() {
    let page = &sample::outputs().html;
    let slipped = "<script>document.title = 'ran'</script><style>body { display: none }</style><img src=\"https://a.example/x.png\">";
    let Some(seen) = opened(&page.replace("<main ", &format!("{slipped}<main ")), &[]) else { return };
    assert!(!seen.document.contains("<title>ran</title>"));
    assert!(seen.console.len() >= 3, "a script, a style and an image were to be refused: {:?}", seen.console);
}

#[test]
fn what_can_be_clicked_sorts_filters_finds_and_opens() {
    assert_clicked(&fs::read_to_string(root().join("fixtures/golden/report.html")).unwrap());
    assert_clicked(&sample::outputs().html);
}

#[test]
fn words_without_end_widen_nothing_on_a_phone() {
    let folder = TempDir::new().unwrap();
    let long = |letter: &str| letter.repeat(5_000);
    let mut rows = vec![["id", "subject", "description", "type", "created_at"].map(str::to_owned).to_vec()];
    for at in 0..12 {
        let (subject, body) = (format!("{} printer jams {at}", long("W")), format!("paper {} jams", long("ש")));
        rows.push(vec![format!("{}{at}", long("9")), subject, body, long("c"), format!("2026-03-{:02}", at + 1)]);
    }
    let export = folder.path().join("tickets.csv");
    fs::write(&export, csv_text(&rows)).unwrap();
    let html = Outputs::of(folder.path(), Path::new(&export), &[]).html;
    let measure = "const all = document.querySelectorAll('li.problem details'); all.forEach(one => { one.open = true; });\
                   const wide = document.documentElement.scrollWidth <= innerWidth;\
                   document.body.insertAdjacentHTML('beforeend', '<pre id=\"clicked\">' + wide + '</pre>');";
    let Some(seen) = opened(&with_script(&html, measure), &["--window-size=400,800"]) else { return };
    assert!(seen.document.contains("<pre id=\"clicked\">true</pre>"), "it is wider than the screen");
}
