//! Floor 0: statistics that several stages need. Numbers in, numbers out: nothing here knows a ticket.

pub mod discovery;
pub mod prediction;
pub mod rates;
pub mod shrinkage;
pub mod split;
