//! What one ticket costs: handle time where the export has it, else replies, else what the user says.

use super::{Factor, Input, volume::Projection};
use crate::model::{
    corpus::Corpus,
    outlook::{CostFrom, Measured, Outlook, TicketCost},
};

/// What the user said of cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Money for one ticket.
    pub per_ticket: Option<f64>,
    /// Money for one hour of work.
    pub per_hour: Option<f64>,
}

/// Minutes that one reply stands for where an export counts replies and no time. An assumption: it turns counts into
/// hours of a plausible size and does not touch the order, which only compares problems with each other.
const MINUTES_PER_REPLY: f64 = 6.0;

/// Fewest tickets with a figure, and least share of all: fewer say nothing of the others.
const FEWEST: (usize, f64) = (20, 0.05);

/// Share of the figures at either end that is drawn in to the first one inside (winsorised; Tukey 1962): ten tickets
/// that somebody left open over a weekend would outweigh a thousand others.
const DRAWN_IN: f64 = 0.05;

/// The mean of all counts like so many figures of the problem's own; a difference to it counts half at so many.
const SHARED: f64 = 10.0;

/// Most points either way: tickets that take twice or half as long.
const MOST: f64 = 1.0;

/// Minutes that tickets take.
#[derive(Clone, Debug, PartialEq)]
pub struct Minutes {
    /// What they were read from.
    from: CostFrom,
    /// For each ticket, drawn in at the ends.
    of_ticket: Vec<Option<f64>>,
    /// How many tickets tell.
    known: f64,
    /// The mean of all.
    mean: f64,
    /// The variance of all.
    variance: f64,
}

impl Minutes {
    /// What the export tells; none when it tells it of too few tickets.
    pub fn of(corpus: &Corpus) -> Option<Self> {
        let handle = corpus.tickets().iter().map(|ticket| ticket.handle_minutes.map(f64::from).filter(|&m| m > 0.0));
        let replies = corpus.tickets().iter().map(|ticket| ticket.replies.map(|n| f64::from(n.max(1))));
        Self::drawn_in(CostFrom::HandleTime, handle.collect())
            .or_else(|| Self::drawn_in(CostFrom::Replies, replies.map(|n| n.map(|n| n * MINUTES_PER_REPLY)).collect()))
    }

    fn drawn_in(from: CostFrom, mut of_ticket: Vec<Option<f64>>) -> Option<Self> {
        let mut known: Vec<f64> = of_ticket.iter().flatten().copied().filter(|minutes| minutes.is_finite()).collect();
        if known.len() < FEWEST.0 || (known.len() as f64) < FEWEST.1 * of_ticket.len() as f64 {
            return None;
        }
        known.sort_by(f64::total_cmp);
        let cut = (DRAWN_IN * known.len() as f64) as usize;
        let (low, high) = (known[cut], known[known.len() - 1 - cut]);
        for minutes in &mut of_ticket {
            *minutes = minutes.filter(|minutes| minutes.is_finite()).map(|minutes| minutes.clamp(low, high));
        }
        let number = known.len() as f64;
        let mean = of_ticket.iter().flatten().sum::<f64>() / number;
        let variance = of_ticket.iter().flatten().map(|minutes| (minutes - mean).powi(2)).sum::<f64>() / number;
        Some(Self { from, of_ticket, known: number, mean, variance })
    }

    /// Minutes of the members together, and how many of them tell.
    fn sum(&self, members: &[usize]) -> (f64, f64) {
        let known = members.iter().filter_map(|&at| self.of_ticket.get(at).copied().flatten());
        known.fold((0.0, 0.0), |(sum, number), minutes| (sum + minutes, number + 1.0))
    }

    /// Mean minutes of one ticket of a problem, drawn to the mean of all when it rests on few, and the relative
    /// standard error of it.
    fn per_ticket(&self, members: &[usize]) -> (f64, f64) {
        let (sum, number) = self.sum(members);
        let mean = (sum + SHARED * self.mean) / (number + SHARED);
        (mean, (self.variance / (number + SHARED)).sqrt() / mean)
    }
}

/// How long one ticket takes against the mean of all others, a point for each doubling, drawn to zero when it rests on
/// few.
pub fn factor(input: &Input<'_>, minutes: Option<&Minutes>, at: usize) -> Option<Factor> {
    let minutes = minutes?;
    let (own, all) = (minutes.sum(&input.clusters[at].members), minutes.known);
    let others = (minutes.mean * all - own.0) / (all - own.1);
    let value = own.0 / own.1 / others;
    (value.is_finite() && value > 0.0)
        .then(|| Factor { value, points: value.log2().clamp(-MOST, MOST) * own.1 / (own.1 + SHARED) })
}

/// What one ticket of these costs, or one of all where there is none of them: by the hours it takes where the export
/// tells and an hour has a price, else by the price of a ticket.
pub fn of_ticket(members: &[usize], minutes: Option<&Minutes>, cost: &Cost) -> TicketCost {
    let hours = minutes.map(|minutes| {
        let (minutes, error) = minutes.per_ticket(members);
        Measured { value: minutes / 60.0, error }
    });
    let by_hour = hours.zip(cost.per_hour).map(|(hours, price)| Measured { value: hours.value * price, ..hours });
    let money = by_hour.or_else(|| cost.per_ticket.map(|value| Measured { value, error: 0.0 }));
    TicketCost { hours, money }
}

/// What the next quarter brings in tickets, hours and money; none without an interval of the tickets.
pub fn outlook(members: &[usize], projection: &Projection, minutes: Option<&Minutes>, cost: &Cost) -> Option<Outlook> {
    let tickets = projection.estimate?;
    let of_ticket = of_ticket(members, minutes, cost);
    let (hours, money) = (of_ticket.hours.map(|hours| tickets.times(hours)), of_ticket.money.map(|m| tickets.times(m)));
    let cost_from = minutes.map(|minutes| minutes.from).or(money.map(|_| CostFrom::Given));
    Some(Outlook { tickets, hours, money, cost_from })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{outlook::Estimate, ticket::Ticket};

    fn corpus(minutes: &[f32]) -> Corpus {
        let ticket = |(at, &minutes): (usize, &f32)| Ticket {
            id: format!("{at}"),
            handle_minutes: (minutes > 0.0).then_some(minutes),
            replies: Some(2),
            ..Ticket::default()
        };
        Corpus::new(minutes.iter().enumerate().map(ticket).collect())
    }

    #[test]
    fn a_ticket_that_was_open_for_a_week_does_not_dominate() {
        let mut times = vec![10.0; 99];
        times.push(10_080.0);
        let minutes = Minutes::of(&corpus(&times)).unwrap();
        assert_eq!((minutes.from, minutes.mean), (CostFrom::HandleTime, 10.0));
    }

    #[test]
    fn replies_stand_for_time_where_there_is_none() {
        let minutes = Minutes::of(&corpus(&[0.0; 40])).unwrap();
        assert_eq!((minutes.from, minutes.mean), (CostFrom::Replies, 2.0 * MINUTES_PER_REPLY));
        assert_eq!(Minutes::of(&corpus(&[10.0; 5])), None);
    }

    #[test]
    fn hours_and_money_follow_from_the_tickets() {
        let estimate = Estimate { value: 60.0, low: 40.0, high: 85.0 };
        let projection = Projection { tickets: 60.0, estimate: Some(estimate) };
        let corpus = corpus(&[30.0; 50]);
        let minutes = Minutes::of(&corpus);
        let members: Vec<usize> = (0..50).collect();
        let both = Cost { per_ticket: Some(9.0), per_hour: Some(50.0) };
        let outlook_of =
            |minutes: Option<&Minutes>, cost: &Cost| outlook(&members, &projection, minutes, cost).unwrap();
        let found = outlook_of(minutes.as_ref(), &both);
        let hours = found.hours.unwrap();
        assert!((hours.value - 30.0).abs() + (hours.low - 20.0).abs() + (hours.high - 42.5).abs() < 1e-9, "{hours:?}");
        assert!((found.money.unwrap().value - 1500.0).abs() < 1e-9, "an hour of this problem's own time is nearer");
        let given = outlook_of(None, &both);
        assert_eq!((given.hours, given.cost_from), (None, Some(CostFrom::Given)));
        assert!((given.money.unwrap().value - 540.0).abs() < 1e-9);
        assert_eq!(outlook_of(None, &Cost::default()).cost_from, None);
        let unknown = of_ticket(&[], minutes.as_ref(), &both);
        assert!((unknown.money.unwrap().value - 25.0).abs() < 1e-9, "half an hour, as all others");
    }
}
