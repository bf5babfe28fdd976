//! `fixfirst fix`: a fix was shipped, and what is hoped of it is said before the result is known.

use fixfirst::{ledger::edit::Edit, model::fix::Shipped};

use super::{args::FixArgs, exit::Exit, ledger, output};

/// Writes it down.
pub fn run(args: &FixArgs) -> Exit {
    let shipped = Shipped {
        shipped: args.shipped,
        expect: args.expect,
        version: args.version.clone(),
        lag: args.lag,
        link: args.link.clone(),
    };
    match ledger::write(&args.folder.ledger, &[args.problem], &[Edit::Fix(args.problem, shipped)]) {
        Ok(Some(day)) if day < args.shipped => output::print(&format!(
            "{} stays planned until the data reaches {}; the memory has seen it up to {day}\n",
            args.problem, args.shipped
        )),
        Ok(_) => Exit::Done,
        Err(error) => ledger::failed(&error),
    }
}
