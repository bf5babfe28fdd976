//! Floor 1: the memory. Which problem was seen before, under which id, what people decided about it, and what became
//! of it since.
//!
//! A folder holds two files: [`decisions`] are people's and are only ever edited, [`memory`] is the program's and is
//! replaced whole. Tickets that two runs share tell which problem is which; where they share none, the [`signature`]
//! does; the title never does. Refuses a file that it does not understand, and then touches nothing.

pub mod advance;
mod assign;
pub mod changes;
pub mod columns;
pub mod decisions;
pub mod edit;
pub mod error;
pub mod familiar;
pub mod fixes;
pub mod judge;
pub mod keys;
pub mod memory;
pub mod recognise;
pub mod renumbered;
pub mod signature;
pub mod steer;
pub mod store;
