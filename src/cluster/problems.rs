//! From groups of texts to problems that can be read: members, centre, exemplars, names, themes.

use rayon::prelude::*;

use super::{
    Input, Partition,
    keywords::{self, Keyword},
    merge::sum_of,
    themes, title,
};
use crate::model::{
    cluster::{Cluster, Clustering, Theme},
    document::Document,
    embedding::{Embeddings, dot},
};

/// Members that show a problem.
const EXEMPLARS: usize = 8;

/// An exemplar nearer than this to another one says nothing new.
const REPEATS: f32 = 0.97;

/// Names the problems, gathers them under themes and places every ticket.
pub(super) fn describe<E>(
    input: Input,
    partition: &Partition,
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
) -> Result<Clustering, E> {
    let groups = Groups::new(input, partition);
    let distinct = input.distinct;
    let first_tickets: Vec<usize> = distinct.tickets.iter().map(|t| t[0]).collect();
    let documents_of = |texts: &[usize]| texts.iter().map(|&t| first_tickets[t]).collect::<Vec<_>>();
    let rest: Vec<usize> = (0..distinct.texts.len()).filter(|&t| groups.problem_of[t].is_none()).collect();
    let members: Vec<Vec<usize>> = groups.texts.iter().map(|texts| documents_of(texts)).collect();
    let keywords = keywords::keywords(input.documents, &members, &documents_of(&rest));

    let theme_of = themes::themes(&partition.graph, &groups.problem_of, groups.texts.len());
    let names = name(input, &groups, &keywords, &theme_of, encode)?;

    let mut assignment = vec![None; input.documents.documents.len()];
    let mut similarity = vec![0.0; assignment.len()];
    for (text, tickets) in distinct.tickets.iter().enumerate() {
        for &ticket in tickets {
            assignment[ticket] = groups.problem_of[text].map(|p| p as usize);
            similarity[ticket] = groups.similarity[text];
        }
    }
    let clusters = (0..groups.texts.len())
        .map(|at| {
            let mut members: Vec<usize> = groups.texts[at].iter().flat_map(|&t| distinct.tickets[t].iter().copied()).collect();
            members.sort_unstable();
            let cohesion = members.iter().map(|&t| f64::from(similarity[t])).sum::<f64>() / members.len() as f64;
            Cluster {
                members,
                exemplars: documents_of(&exemplars(input.points, &groups.texts[at])),
                title: names.problems[at].clone(),
                keywords: keywords[at].iter().map(|k| k.text.clone()).collect(),
                cohesion: cohesion as f32,
                theme: theme_of[at] as usize,
            }
        })
        .collect();
    let themes = names
        .themes
        .into_iter()
        .enumerate()
        .map(|(theme, title)| Theme { clusters: in_theme(&theme_of, theme), title })
        .collect();
    Ok(in_ticket_order(Clustering { clusters, themes, assignment, similarity, sift: partition.sift }))
}

fn in_theme(theme_of: &[u32], theme: usize) -> Vec<usize> {
    (0..theme_of.len()).filter(|&p| theme_of[p] as usize == theme).collect()
}

/// The groups with what is measured on them.
struct Groups {
    problem_of: Vec<Option<u32>>,
    /// Texts of each problem, nearest to its centre first.
    texts: Vec<Vec<usize>>,
    centres: Vec<Vec<f32>>,
    /// For each text the similarity to its own centre, or to the nearest one.
    similarity: Vec<f32>,
}

impl Groups {
    fn new(input: Input, partition: &Partition) -> Self {
        let mut texts: Vec<Vec<usize>> = vec![Vec::new(); partition.problems];
        for (text, own) in partition.problem_of.iter().enumerate() {
            if let Some(own) = own {
                texts[*own as usize].push(text);
            }
        }
        let centres: Vec<Vec<f32>> = texts.iter().map(|texts| centre(input.points, texts)).collect();
        let similarity: Vec<f32> = (0..partition.problem_of.len())
            .into_par_iter()
            .map(|text| {
                let to = |centre: &Vec<f32>| dot(input.points.row(text), centre).clamp(0.0, 1.0);
                match partition.problem_of[text] {
                    Some(own) => to(&centres[own as usize]),
                    None => centres.iter().map(to).fold(0.0, f32::max),
                }
            })
            .collect();
        for texts in &mut texts {
            texts.sort_by(|&a, &b| similarity[b].total_cmp(&similarity[a]).then(a.cmp(&b)));
        }
        Self { problem_of: partition.problem_of.clone(), texts, centres, similarity }
    }
}

fn centre(points: &Embeddings, texts: &[usize]) -> Vec<f32> {
    Embeddings::new(points.dimensions(), sum_of(points, texts.iter().copied())).values().to_vec()
}

struct Names {
    problems: Vec<String>,
    themes: Vec<String>,
}

/// Titles of problems, the biggest first to choose, then of themes: a theme of one problem is called like it.
fn name<E>(
    input: Input,
    groups: &Groups,
    keywords: &[Vec<Keyword>],
    theme_of: &[u32],
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
) -> Result<Names, E> {
    let tickets = |texts: &[usize]| texts.iter().map(|&t| input.distinct.tickets[t].len()).sum::<usize>();
    let mut order: Vec<usize> = (0..groups.texts.len()).collect();
    order.sort_by_key(|&p| (std::cmp::Reverse(tickets(&groups.texts[p])), p));
    let themes = theme_of.iter().map(|&t| t as usize + 1).max().unwrap_or(0);
    let wide: Vec<usize> = (0..themes).filter(|&t| theme_of.iter().filter(|&&own| own as usize == t).count() > 1).collect();

    let theme_texts: Vec<Vec<usize>> = wide.iter().map(|&t| central_texts(input.points, groups, &in_theme(theme_of, t))).collect();
    let theme_centres: Vec<Vec<f32>> = theme_texts.iter().map(|texts| centre(input.points, texts)).collect();
    let subjects: Vec<title::Subject> = order
        .iter()
        .map(|&p| title::Subject { texts: &groups.texts[p], centre: &groups.centres[p], keywords: &keywords[p] })
        .chain((0..wide.len()).map(|at| title::Subject { texts: &theme_texts[at], centre: &theme_centres[at], keywords: &[] }))
        .collect();
    let sources = title::Sources {
        documents: input.documents,
        distinct: input.distinct,
        points: input.points,
        language: main_language(&input.documents.documents),
    };
    let found = title::titles(&sources, &subjects, encode)?;

    let mut problems = vec![String::new(); order.len()];
    order.iter().zip(&found).for_each(|(&p, title)| problems[p].clone_from(title));
    let themes = (0..themes)
        .map(|t| match wide.iter().position(|&w| w == t) {
            Some(at) => found[order.len() + at].clone(),
            None => in_theme(theme_of, t).first().map_or_else(String::new, |&p| problems[p].clone()),
        })
        .collect();
    Ok(Names { problems, themes })
}

/// Texts of a theme that are nearest to its middle, nearest first.
fn central_texts(points: &Embeddings, groups: &Groups, problems: &[usize]) -> Vec<usize> {
    let mut texts: Vec<usize> = problems.iter().flat_map(|&p| groups.texts[p].iter().copied()).collect();
    texts.sort_unstable();
    let middle = centre(points, &texts);
    texts.sort_by(|&a, &b| dot(points.row(b), &middle).total_cmp(&dot(points.row(a), &middle)).then(a.cmp(&b)));
    texts
}

/// The language of most documents; the first by name among equals.
fn main_language(documents: &[Document]) -> &'static str {
    let mut count = std::collections::BTreeMap::<&'static str, usize>::new();
    documents.iter().filter(|d| !d.is_empty()).for_each(|d| *count.entry(d.language).or_default() += 1);
    count.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or("und", |(language, _)| language)
}

/// Central texts that do not repeat each other.
fn exemplars(points: &Embeddings, texts: &[usize]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for &text in texts {
        if chosen.len() == EXEMPLARS {
            break;
        }
        if chosen.iter().all(|&known| dot(points.row(known), points.row(text)) < REPEATS) {
            chosen.push(text);
        }
    }
    chosen
}

/// Numbers clusters by their first ticket and themes by their first cluster.
fn in_ticket_order(mut found: Clustering) -> Clustering {
    let mut order: Vec<usize> = (0..found.clusters.len()).collect();
    order.sort_by_key(|&c| found.clusters[c].members[0]);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
    found.assignment.iter_mut().flatten().for_each(|c| *c = place[*c]);

    let mut theme_order: Vec<usize> = Vec::new();
    for &cluster in &order {
        let theme = found.clusters[cluster].theme;
        if !theme_order.contains(&theme) {
            theme_order.push(theme);
        }
    }
    found.themes = theme_order
        .iter()
        .map(|&old| {
            let mut clusters: Vec<usize> = found.themes[old].clusters.iter().map(|&c| place[c]).collect();
            clusters.sort_unstable();
            Theme { clusters, title: found.themes[old].title.clone() }
        })
        .collect();
    found.clusters = order
        .into_iter()
        .map(|old| {
            let cluster = found.clusters[old].clone();
            let theme = theme_order.iter().position(|&t| t == cluster.theme).unwrap_or(0);
            Cluster { theme, ..cluster }
        })
        .collect();
    found
}
