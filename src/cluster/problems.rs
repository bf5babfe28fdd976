//! From groups of texts to problems that can be read: members, centre, exemplars, names, themes.

use rayon::prelude::*;

use super::{
    Input, Partition,
    keywords::{self, Keyword},
    merge::sum_of,
    spelling, themes, title,
};
use crate::model::{
    cluster::{Cluster, Clustering, Theme},
    document::{Document, UNKNOWN_LANGUAGE},
    embedding::{Embeddings, dot},
};

/// Members that show a problem.
const EXEMPLARS: usize = 8;

/// An exemplar nearer than this to another one says nothing new.
const REPEATS: f32 = 0.97;

/// Names the problems, gathers them under themes, unless these are known, and places every ticket.
pub(super) fn describe<E>(
    input: Input,
    partition: &Partition,
    themes: Option<Vec<u32>>,
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
) -> Result<Clustering, E> {
    let groups = Groups::new(input, partition);
    let distinct = input.distinct;
    let first_tickets: Vec<usize> = distinct.tickets.iter().map(|t| t[0]).collect();
    let documents_of = |texts: &[usize]| texts.iter().map(|&t| first_tickets[t]).collect::<Vec<_>>();
    let rest: Vec<usize> = (0..distinct.len()).filter(|&t| groups.problem_of[t].is_none()).collect();
    let members: Vec<Vec<usize>> = groups.texts.iter().map(|texts| documents_of(texts)).collect();
    let keywords = keywords::keywords(input.documents, &members, &documents_of(&rest));

    let theme_of = themes.unwrap_or_else(|| themes::themes(&partition.graph, &groups.problem_of, &groups.centres));
    let titles = title_problems(input, &groups, &keywords, encode)?;
    let theme_names = name_themes(input, &members, &documents_of(&rest), &theme_of, &titles);

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
            let mut members: Vec<usize> =
                groups.texts[at].iter().flat_map(|&t| distinct.tickets[t].iter().copied()).collect();
            members.sort_unstable();
            let cohesion = members.iter().map(|&t| f64::from(similarity[t])).sum::<f64>() / members.len() as f64;
            Cluster {
                members,
                exemplars: documents_of(&exemplars(input.points, &groups.texts[at])),
                title: titles[at].clone(),
                keywords: keywords[at].iter().map(|k| k.text.clone()).collect(),
                cohesion: cohesion as f32,
                theme: theme_of[at] as usize,
            }
        })
        .collect();
    let themes = theme_names
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
                let point = input.points.row(text);
                let to = |centre: &Vec<f32>| dot(&point, centre).clamp(0.0, 1.0);
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

/// Titles of problems, the biggest first to choose.
fn title_problems<E>(
    input: Input,
    groups: &Groups,
    keywords: &[Vec<Keyword>],
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
) -> Result<Vec<String>, E> {
    let tickets = |texts: &[usize]| texts.iter().map(|&t| input.distinct.tickets[t].len()).sum::<usize>();
    let mut order: Vec<usize> = (0..groups.texts.len()).collect();
    order.sort_by_key(|&p| (std::cmp::Reverse(tickets(&groups.texts[p])), p));
    let subjects: Vec<title::Subject> = order
        .iter()
        .map(|&p| title::Subject { texts: &groups.texts[p], centre: &groups.centres[p], keywords: &keywords[p] })
        .collect();
    let sources = title::Sources {
        documents: input.documents,
        distinct: input.distinct,
        points: input.points,
        language: main_language(&input.documents.documents),
        is_idle: input.is_idle,
    };
    let found = title::titles(&sources, &subjects, encode)?;
    let mut titles = vec![String::new(); order.len()];
    order.into_iter().zip(found).for_each(|(p, title)| titles[p] = title);
    Ok(titles)
}

/// Keywords in the name of a theme.
const THEME_WORDS: usize = 3;

/// Names of themes: what their tickets speak of and others' do not; a theme of one problem is called like it.
fn name_themes(
    input: Input,
    members: &[Vec<usize>],
    rest: &[usize],
    theme_of: &[u32],
    titles: &[String],
) -> Vec<String> {
    let themes = theme_of.iter().map(|&t| t as usize + 1).max().unwrap_or(0);
    let tickets: Vec<Vec<usize>> =
        (0..themes).map(|t| in_theme(theme_of, t).iter().flat_map(|&p| members[p].iter().copied()).collect()).collect();
    let keywords = keywords::keywords(input.documents, &tickets, rest);
    (0..themes)
        .map(|theme| {
            let problems = in_theme(theme_of, theme);
            let words: Vec<&str> = keywords[theme].iter().take(THEME_WORDS).map(|k| k.text.as_str()).collect();
            match problems.as_slice() {
                [problem, others @ ..] if others.is_empty() || words.is_empty() => titles[*problem].clone(),
                _ => spelling::with_capital(&spelling::as_written(input.documents, &tickets[theme], &words).join(", ")),
            }
        })
        .collect()
}

/// The language of most documents; the first by name among equals.
fn main_language(documents: &[Document]) -> &'static str {
    let mut count = std::collections::BTreeMap::<&'static str, usize>::new();
    documents.iter().filter(|d| !d.is_empty()).for_each(|d| *count.entry(d.language).or_default() += 1);
    count.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or(UNKNOWN_LANGUAGE, |(language, _)| language)
}

/// Central texts that do not repeat each other.
fn exemplars(points: &Embeddings, texts: &[usize]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for &text in texts {
        if chosen.len() == EXEMPLARS {
            break;
        }
        if chosen.iter().all(|&known| dot(&points.row(known), &points.row(text)) < REPEATS) {
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
