//! The shipped sample, and one run of it that all tests share.

use std::{fs, path::Path, sync::OnceLock};

use super::{Outputs, csv_rows, root};

/// Path of the sample, as a user who stands in the project types it.
pub const PATH: &str = "fixtures/sample/rondo.csv";

/// Every output of the sample: run once.
pub fn outputs() -> &'static Outputs {
    static OUTPUTS: OnceLock<Outputs> = OnceLock::new();
    OUTPUTS.get_or_init(|| Outputs::of(root(), Path::new(PATH), &[]))
}

/// The sample's header and rows.
pub fn rows() -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows = csv_rows(&fs::read_to_string(root().join(PATH)).unwrap());
    let header = rows.remove(0);
    (header, rows)
}

/// The cells of one column.
pub fn column(name: &str) -> Vec<String> {
    let (header, rows) = rows();
    let at = header.iter().position(|column| column == name).unwrap();
    rows.into_iter().map(|mut row| row.swap_remove(at)).collect()
}
