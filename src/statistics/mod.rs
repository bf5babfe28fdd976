//! Floor 0: statistics that several stages need. Numbers in, numbers out: nothing here knows a ticket.

pub mod axes;
pub mod discovery;
pub mod rates;
