//! Floor 0: statistics that several stages need. Numbers in, numbers out: nothing here knows a ticket.

pub mod axes;
pub mod counts;
pub mod discovery;
pub mod forecast;
pub mod interrupted;
pub mod overrepresentation;
pub mod prediction;
pub mod rates;
pub mod returning;
pub mod shrinkage;
pub mod split;
pub mod tails;
