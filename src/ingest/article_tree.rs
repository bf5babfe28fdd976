//! A whole thread in one cell, as OTRS and Znuny export it: what the customer wrote.
//!
//! Each article stands under a line that says who wrote it, with which name and when:
//! `-->||customer||Jane <jane@x.example>||2026-03-02 07:39:41||<--------------`.

use super::opening;

/// How the line above an article begins and ends.
const MARKS: (&str, &str) = ("-->||", "||<--");

/// Whether a cell is such a thread.
pub fn is_thread(cell: &str) -> bool {
    cell.lines().any(|line| sender(line).is_some())
}

/// The customer's articles until they say something; where they wrote none, the first one of somebody else, such as the
/// note of a call. None when a cell is no thread.
pub fn told(cell: &str) -> Option<String> {
    let mut articles: Vec<(&str, String)> = Vec::new();
    for line in cell.lines() {
        if let Some(sender) = sender(line) {
            articles.push((sender, String::new()));
        } else if let Some((_, text)) = articles.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    let of = |sender: &'static str| {
        let own = articles.iter().filter(move |(one, text)| *one == sender && !text.trim().is_empty());
        own.map(|(_, text)| text.trim())
    };
    articles.first()?;
    if of("customer").next().is_some() {
        return Some(opening::join(of("customer")));
    }
    Some(of("agent").next().unwrap_or_default().to_owned())
}

/// Who wrote the article below a line: `customer`, `agent`, `system`. None when the line is of a text.
fn sender(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(MARKS.0)?;
    rest.contains(MARKS.1).then(|| rest.split("||").next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customers_articles_are_told_from_the_others() {
        let head = |who: &str| format!("-->||{who}||Jane <jane@x.example>||2026-03-02 07:39:41||<--------------\n");
        let (customer, agent, system) = (head("customer"), head("agent"), head("system"));
        let letter = "since our IT replaced the firewall the VPN box is offline every single morning";
        let cell = format!("\n{system}Your ticket\n{customer}Hi,\n{letter}\n\n{agent}Let us see.\n{customer}Thanks\n");
        assert_eq!(told(&cell), Some(format!("Hi,\n{letter}")));
        assert_eq!(told(&format!("{agent}Jane called: no sound.")), Some("Jane called: no sound.".to_owned()));
        assert_eq!(told(&format!("{system}Your ticket")), Some(String::new()));
        assert_eq!(told("the button --> does nothing ||"), None);
        assert!(is_thread(&cell) && !is_thread("a || b"));
    }
}
