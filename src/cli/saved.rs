//! `fixfirst render` and `fixfirst diff`: reports that were saved as JSON.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use fixfirst::{
    model::refusal::why,
    render,
    report::{Report, difference::difference},
};

use super::{
    args::{DiffArgs, DiffFormat, RenderArgs},
    delivery::Files,
    exit::Exit,
    output,
    report::complain,
    screen,
};

/// Writes a saved report in other formats.
pub fn render(args: &RenderArgs) -> Exit {
    let files = match Files::open(&args.delivery, &[&args.report], None) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    match read(&args.report) {
        Ok(report) => files.write(&report),
        Err(exit) => exit,
    }
}

/// Compares two saved reports.
pub fn diff(args: &DiffArgs) -> Exit {
    let (old, new) = match (read(&args.old), read(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let found = difference(&old, &new);
    match args.format {
        DiffFormat::Terminal => {
            let text = render::terminal::difference(&found, &screen::style_of_stdout());
            output::show(text.as_bytes(), args.screen)
        }
        DiffFormat::Markdown => output::print(&render::markdown::difference(&found)),
        DiffFormat::Json => output::print(&render::json::difference(&found)),
    }
}

fn read(path: &Path) -> Result<Report, Exit> {
    let stdin = path == Path::new("-");
    let name = if stdin { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = if stdin {
        let mut bytes = vec![];
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| {
        let help = "save one first: fixfirst report EXPORT -o report.json";
        complain(&format!("{name} could not be read: {}", why(error.kind())), Some(help), Exit::Failed)
    })?;
    render::json::read(&String::from_utf8_lossy(&bytes)).map_err(|error| {
        let help = "give a report that was saved with fixfirst report EXPORT -o report.json";
        complain(&format!("{name}: {error}"), Some(help), Exit::Failed)
    })
}
