//! A recurring problem with its name tag.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A problem's id, shown as `P-17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProblemId(pub u32);

impl fmt::Display for ProblemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P-{}", self.0)
    }
}

/// A theme's id, shown as `T-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeId(pub u32);

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T-{}", self.0)
    }
}

/// What a team decided about a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing yet.
    #[default]
    Open,
    /// A fix is planned.
    Planned,
    /// It will not be fixed.
    Accepted,
    /// A fix was shipped.
    Fixed,
}

impl Status {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Accepted => "accepted",
            Self::Fixed => "fixed",
        }
    }
}

/// The text is no id of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is written {0}17")]
pub struct NotAnId(&'static str);

fn number(text: &str, prefix: &'static str) -> Result<u32, NotAnId> {
    text.strip_prefix(prefix).and_then(|digits| digits.parse().ok()).ok_or(NotAnId(prefix))
}

impl FromStr for ProblemId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        number(text, "P-").map(Self)
    }
}

impl FromStr for ThemeId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        number(text, "T-").map(Self)
    }
}

impl Serialize for ProblemId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for ThemeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ProblemId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for ThemeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text() {
        assert_eq!("P-17".parse(), Ok(ProblemId(17)));
        assert_eq!("T-3".parse(), Ok(ThemeId(3)));
        assert!("17".parse::<ProblemId>().is_err() && "T-3".parse::<ProblemId>().is_err());
    }
}
