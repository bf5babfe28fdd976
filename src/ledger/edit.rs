//! Edits of `problems.toml` that leave everything else as people wrote it.
