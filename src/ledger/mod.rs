//! The memory: recognises the problems of earlier reports, keeps what people decided, and judges shipped fixes.

pub mod judge;
