//! `fixfirst fix`: a fix was shipped, and what is hoped of it is said before the result is known.

use fixfirst::{ledger::edit::Edit, model::fix::Shipped};

use super::{args::FixArgs, exit::Exit, ledger};

/// Writes it down.
pub fn run(args: &FixArgs) -> Exit {
    let shipped = Shipped {
        shipped: args.shipped,
        expect: args.expect,
        version: args.version.clone(),
        lag: args.lag,
        link: args.link.clone(),
    };
    ledger::decide(&args.folder.ledger, &[args.problem], &[Edit::Fix(args.problem, shipped)])
}
