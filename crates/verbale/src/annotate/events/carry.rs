//! The day of one sentence holds for the next where the next goes on with the same story.

use crate::annotate::times::is_plain_past;
use crate::document::{
    Deprel, Event, EventType, Mention, Precision, Status, Syntax, Time, TokenId, Upos, Via, When,
};

/// "Farmers blocked the port on Monday. They burned tyres …": an act without a day of its own takes that of the sentence before
/// if it is told in the plain past as the next thing that the same people did, and says so by "they" or "the farmers".
///
/// Nothing is carried across a paragraph, nor into a sentence that speaks of any time itself.
pub fn carry_days(syntax: &Syntax, mentions: &[Mention], times: &[Time], events: &mut [Event]) {
    for i in 0..events.len() {
        let Some(before) = events[i].sentence.index().checked_sub(1) else { continue };
        if !goes_on(syntax, times, &events[i]) {
            continue;
        }
        let told = events.iter().filter(|e| e.sentence.index() == before && tells_day(e));
        let mut same = told.filter(|e| same_people(syntax, mentions, e, &events[i]));
        let Some(when) = same.next_back().and_then(|e| e.when) else { continue };
        events[i].when = Some(when);
    }
}

fn tells_day(event: &Event) -> bool {
    let happened = event.told_as != Some(Status::Planned);
    happened
        && event
            .when
            .is_some_and(|w: When| w.time.is_some() && w.precision == Precision::Day && w.start == w.end)
}

/// A main clause in the plain past, in the same paragraph as the sentence before, and without any time.
fn goes_on(syntax: &Syntax, times: &[Time], event: &Event) -> bool {
    let undated = event.when.is_some_and(|w| w.precision == Precision::Document);
    let timeless = !times.iter().any(|t| t.sentence == event.sentence);
    let sentence = syntax.sentence(event.sentence);
    let gap_start = event.sentence.index().checked_sub(1).map(|n| syntax.sentences[n].span.end);
    let gap = gap_start.and_then(|start| syntax.text.get(start as usize..sentence.span.start as usize));
    undated
        && timeless
        && gap.is_some_and(|g| !g.contains('\n'))
        && is_main(syntax, event.clause)
        && is_plain_past(syntax, event.clause)
}

fn is_main(syntax: &Syntax, clause: TokenId) -> bool {
    let mut at = clause;
    while syntax.deprel(at) == Deprel::Conj {
        let Some(above) = syntax.head(at) else { break };
        at = above;
    }
    syntax.head(at).is_none()
}

/// Whether the doer of the second act is told back to a party of the first, or, as "the marchers", to the act itself.
fn same_people(syntax: &Syntax, mentions: &[Mention], first: &Event, second: &Event) -> bool {
    let back = |m: &Mention| {
        let word = syntax.token_at(m.span.start);
        let definite = |w: TokenId| {
            syntax.form(w).eq_ignore_ascii_case("the") && syntax.upos(m.head) == Upos::Noun && w != m.head
        };
        // "The army" may be any; "the farmers" of the sentence before are these.
        let same =
            second.event_type == EventType::Protest || m.referents.iter().any(|r| r.via == Via::Coreference);
        word.is_some_and(|w| syntax.upos(w) == Upos::Pron || (definite(w) && same))
    };
    second.actors.iter().any(|e| {
        let mut parties = first.actors.iter().chain(&first.recipients);
        let known = parties.any(|p| p.actor.is_some() && p.actor == e.actor);
        let marchers = first.event_type == EventType::Protest && second.event_type == EventType::Protest;
        (known || marchers) && e.mention.is_some_and(|m| back(&mentions[m.index()]))
    })
}

#[cfg(test)]
mod tests {
    use crate::{date, english};

    fn days(text: &str) -> Vec<String> {
        let doc = english().published(date(2024, 3, 6)).annotate(text);
        let day = |e: &crate::document::Event| {
            e.when.map_or(String::new(), |w| {
                format!("{} {}", w.start.unwrap_or_default(), w.precision.as_str())
            })
        };
        doc.events.iter().map(day).collect()
    }

    #[test]
    fn the_next_thing_the_same_people_did_was_on_the_same_day() {
        let text = "Kenyan police raided the party's office on Monday. They arrested two lawyers.";
        assert_eq!(days(text), ["2024-03-04 day", "2024-03-04 day"]);
    }

    #[test]
    fn a_name_with_an_article_goes_on_with_nothing() {
        let text = "The Kremlin accused Poland of lies on Monday. The Kremlin promised a response.";
        assert_eq!(days(text)[1], "2024-03-06 document");
    }

    #[test]
    fn what_others_did_and_what_has_been_said_since_stays_without_a_day() {
        let text = "Kenyan police raided the party's office on Monday. Ugandan police arrested two lawyers.";
        assert_eq!(days(text)[1], "2024-03-06 document");
        let text = "Kenyan police raided the party's office on Monday. They have arrested two lawyers.";
        assert_eq!(days(text)[1], "2024-03-06 document");
    }
}
