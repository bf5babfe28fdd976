//! How much it hurts, against all tickets but its own (leave one out).

use super::{Factor, Input};
use crate::model::ticket::{Priority, Ticket};

/// A gap counts half when it rests on this many tickets: a mean of ten ratings still moves by a tenth with one more.
const HALF_AT: f64 = 10.0;

/// Words of a tag that say a ticket went to the next level: English, German, French, Spanish, Portuguese, Italian.
const ESCALATED: &[&str] =
    &["escalat", "eskal", "escalad", "escalé", "escale", "tier 2", "tier2", "l2", "second level"];

/// Shortest and longest time to a solution that counts, in hours: a minute is a click, three months are forgotten.
const HOURS: (f64, f64) = (1.0 / 60.0, 24.0 * 90.0);

/// One way in which a problem hurts.
pub struct Measure {
    /// Name of the part.
    pub name: &'static str,
    /// What is measured of a ticket, higher is worse; none when the export does not tell.
    of: fn(&Ticket) -> Option<f64>,
    /// Points for a gap of one.
    points: f64,
    /// Least and most points.
    bounds: (f64, f64),
    /// Gap → the figure that is shown.
    shown: fn(f64) -> f64,
}

/// All of them, in the order of the parts.
pub const MEASURES: [Measure; 5] = [
    Measure {
        name: "satisfaction",
        of: |ticket| ticket.satisfaction.map(|rating| 1.0 - f64::from(rating)),
        points: 2.0,
        bounds: (-0.5, 1.0),
        shown: |gap| gap,
    },
    Measure {
        name: "reopens",
        of: |ticket| ticket.reopens.map(|times| f64::from(u8::from(times > 0))),
        points: 2.0,
        bounds: (-0.5, 0.5),
        shown: |gap| gap,
    },
    Measure {
        name: "escalations",
        of: |ticket| Some(f64::from(u8::from(ticket.tags.iter().any(|tag| escalated(tag))))),
        points: 2.0,
        bounds: (-0.5, 0.5),
        shown: |gap| gap,
    },
    Measure {
        name: "priority",
        of: |ticket| ticket.priority.map(|priority| f64::from(u8::from(priority >= Priority::High))),
        points: 1.0,
        bounds: (-0.5, 0.5),
        shown: |gap| gap,
    },
    Measure {
        name: "resolution",
        of: |ticket| {
            let hours = (ticket.solved?.seconds() - ticket.created?.seconds()) as f64 / 3600.0;
            (hours >= 0.0).then(|| hours.clamp(HOURS.0, HOURS.1).log2())
        },
        points: 0.25,
        bounds: (-0.5, 0.5),
        shown: f64::exp2,
    },
];

fn escalated(tag: &str) -> bool {
    let tag = tag.to_lowercase().replace(['_', '-'], " ");
    ESCALATED.iter().any(|word| if word.len() < 6 { tag == *word } else { tag.starts_with(word) })
}

/// Sum and number of one measure over some tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    total: f64,
    number: f64,
}

impl Sum {
    fn of<'t>(tickets: impl Iterator<Item = &'t Ticket>, measure: &Measure) -> Self {
        let mut sum = Self::default();
        for value in tickets.filter_map(measure.of).filter(|value| value.is_finite()) {
            sum.total += value;
            sum.number += 1.0;
        }
        sum
    }

    /// Own mean less the mean of the rest; none without both.
    fn gap(self, all: Self) -> Option<f64> {
        let rest = all.number - self.number;
        if self.number == 0.0 || rest <= 0.0 {
            return None;
        }
        Some(self.total / self.number - (all.total - self.total) / rest)
    }
}

/// The measure of every cluster; nothing for a measure that the export does not tell, or that is the same of all.
pub fn factors(input: &Input<'_>, measure: &Measure) -> Vec<Option<Factor>> {
    let tickets = input.corpus.tickets();
    let all = Sum::of(tickets.iter(), measure);
    let mut values = tickets.iter().filter_map(measure.of).filter(|value| value.is_finite());
    let same = values.next().is_none_or(|first| values.all(|value| value == first));
    let factor = |members: &Vec<usize>| {
        let own = Sum::of(members.iter().map(|&at| &tickets[at]), measure);
        let gap = own.gap(all)?;
        let points = (measure.points * gap).clamp(measure.bounds.0, measure.bounds.1);
        Some(Factor { value: (measure.shown)(gap), points: points * own.number / (own.number + HALF_AT) })
    };
    input.clusters.iter().map(|cluster| if same { None } else { factor(&cluster.members) }).collect()
}
