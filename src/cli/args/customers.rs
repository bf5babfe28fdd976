//! `--customers`: one number, or a file of them.

use std::fs;

use fixfirst::{ingest::customers, model::series::Customers};

/// `12500`, or the path of a table of dates and counts.
///
/// # Errors
/// When the number is not above zero, or the file cannot be read or used.
pub fn customers(text: &str) -> Result<Customers, String> {
    if let Ok(number) = text.trim().parse::<f64>() {
        return if number.is_finite() && number > 0.0 {
            Ok(Customers::Constant(number))
        } else {
            Err("a number of customers is above zero".to_owned())
        };
    }
    let bytes = fs::read(text).map_err(|error| {
        format!("it is no number, and as a file it could not be read: {error}; write 12500, or the name of a CSV file")
    })?;
    customers::read(bytes, text).map(Customers::Series).map_err(|error| error.to_string())
}
