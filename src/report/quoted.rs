//! Whose words stand for a problem.

use super::build::Findings;
use crate::model::cluster::Cluster;

/// The tickets whose words are shown: the one that gave the problem its title, so that the two are seen to belong
/// together, then the most typical.
pub fn speakers(findings: &Findings<'_>, cluster: &Cluster) -> Vec<usize> {
    let said = cluster.title.to_lowercase();
    let document = |&ticket: &usize| findings.documents.documents.get(ticket);
    let of_title = |ticket: &&usize| document(ticket).is_some_and(|one| one.title().to_lowercase() == said);
    let of_body = |ticket: &&usize| document(ticket).is_some_and(|one| one.body().to_lowercase().contains(&said));
    let (typical, all) = (&cluster.exemplars, &cluster.members);
    let speaker = typical
        .iter()
        .find(of_title)
        .or_else(|| all.iter().find(of_title))
        .or_else(|| typical.iter().find(of_body))
        .or_else(|| all.iter().find(of_body));
    let others = typical.iter().filter(|&ticket| Some(ticket) != speaker);
    speaker.into_iter().chain(others).copied().collect()
}

/// The member with the least similarity that is not among the first `shown` speakers; the first of equals.
pub fn farthest(findings: &Findings<'_>, cluster: &Cluster, shown: usize) -> Option<usize> {
    let similarity = |at: usize| findings.clustering.similarity.get(at).copied().unwrap_or(0.0);
    let speakers = speakers(findings, cluster);
    let silent = cluster.members.iter().copied().filter(|at| !speakers.iter().take(shown).any(|one| one == at));
    silent.min_by(|&a, &b| similarity(a).total_cmp(&similarity(b)).then(a.cmp(&b)))
}
