//! The clock of Paris: limits given as days end at midnight there, on the day that is an hour short, on the one that is an hour
//! long, and on those beside them; and nothing that is counted in hours is moved by the change.

use super::actor::Actor;
use super::files;
use super::journey::{INFORMATICS, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::CandidatureId;
use crate::domain::campaign::ApplyObstacle;
use crate::domain::candidature::{Answer, StepRefusal};
use crate::domain::document::DocumentRefusal;
use crate::domain::review::Pile;
use crate::domain::time::{Date, Instant, Span};
use crate::domain::transmission::Obstacle;
use crate::places::Place;
use crate::server::calendar;
use jiff::Timestamp;

/// The last day of something, the first instant after it, and how one puts it into the offer.
struct LastDay {
    day: Date,
    iso: &'static str,
    said: &'static str,
    too_late: &'static str,
    close: &'static str,
}

const fn date(month: u8, day: u8) -> Date {
    Date { year: 2027, month, day }
}

/// Clocks go forward on Sunday 28 March 2027 and back on Sunday 31 October 2027; each with the day before.
const LAST_DAYS: [LastDay; 4] = [
    LastDay {
        day: date(3, 27),
        iso: "2027-03-27",
        said: "27 mars 2027 à 23\u{a0}h\u{a0}59",
        too_late: "2027-03-27T23:00:00Z",
        close: "update programme set closes_at = 1806188400000 where code = 'L1-INFO'",
    },
    LastDay {
        day: date(3, 28),
        iso: "2027-03-28",
        said: "28 mars 2027 à 23\u{a0}h\u{a0}59",
        too_late: "2027-03-28T22:00:00Z",
        close: "update programme set closes_at = 1806271200000 where code = 'L1-INFO'",
    },
    LastDay {
        day: date(10, 30),
        iso: "2027-10-30",
        said: "30 octobre 2027 à 23\u{a0}h\u{a0}59",
        too_late: "2027-10-30T22:00:00Z",
        close: "update programme set closes_at = 1824933600000 where code = 'L1-INFO'",
    },
    LastDay {
        day: date(10, 31),
        iso: "2027-10-31",
        said: "31 octobre 2027 à 23\u{a0}h\u{a0}59",
        too_late: "2027-10-31T23:00:00Z",
        close: "update programme set closes_at = 1825023600000 where code = 'L1-INFO'",
    },
];

fn utc(text: &str) -> Instant {
    Instant(text.parse::<Timestamp>().expect("a timestamp").as_millisecond())
}

/// Moves the clock there; it may go a millisecond on.
fn at(site: &TestSite, then: Instant) {
    site.clock.advance(Span(then.0 - site.now().0));
}

/// A campaign, and a programme in it, that stay open for years.
async fn stays_open(site: &TestSite) {
    site.sql("update campaign set closes_at = 1900000000000").await;
    site.sql("update programme set closes_at = 1900000000000 where code = 'L1-INFO'").await;
}

async fn page(actor: &Actor<'_>, place: Place) -> String {
    actor.get(&place.href()).await.done().text()
}

/// How often a letter went to an address.
async fn count_of(site: &TestSite, email: &str, code: &str) -> usize {
    site.codes_to(email).await.iter().filter(|it| *it == code).count()
}

on_both!(a_programme_closes_at_midnight_in_paris_in_every_season, |site| {
    stays_open(site).await;
    for it in LAST_DAYS {
        site.sql(it.close).await;
        let too_late = utc(it.too_late);
        assert_eq!(calendar::after(it.day), Some(too_late));
        assert_eq!(
            site.count("select closes_at from programme where code = 'L1-INFO'").await,
            too_late.0,
            "{}",
            it.iso
        );
        at(site, too_late - Span::minutes(30));
        let programme = site.programme(INFORMATICS).await;
        let early = site.candidate(&format!("early-{}@essai.example", it.iso)).await;
        let late = site.candidate(&format!("late-{}@essai.example", it.iso)).await;
        assert!(page(&early, Place::Apply(programme.clone())).await.contains(&format!("Jusqu'au {}", it.said)));
        let id = early.applied(INFORMATICS).await;
        early.fill(&id).await;

        at(site, too_late - Span::seconds(1));
        early.transmit(&id).await.done();
        let begun = late.applied(INFORMATICS).await;
        let letter = site.letter(&format!("late-{}@essai.example", it.iso), "candidature_created").await.text;
        assert!(letter.contains(&format!("avant le {}", it.said)), "{letter}");

        at(site, too_late);
        let refused = late.transmit(&begun).await.refusal::<Vec<Obstacle>>();
        assert_eq!(refused[0], Obstacle::DeadlinePassed, "{}", it.iso);
        late.post("candidature/cancel", &[("id", begun.as_str())]).await.done();
        assert_eq!(late.apply(INFORMATICS).await.refusal::<ApplyObstacle>(), ApplyObstacle::Closed);
        assert!(page(&late, Place::Apply(programme)).await.contains(&format!("Fermée depuis le {}", it.said)));
    }
});

on_both!(the_time_given_with_incomplete_ends_at_midnight_in_paris, |site| {
    stays_open(site).await;
    for it in LAST_DAYS {
        let (too_late, email) = (utc(it.too_late), format!("to-correct-{}@essai.example", it.iso));
        at(site, too_late - Span::days(2));
        let officer = site.staff(OFFICER).await;
        let (candidate, id) = site.transmitted(&email, INFORMATICS).await;
        officer.accept_all(&id).await;
        for nth in [0, 1] {
            officer.judge(&id, nth, &[("ground", "illegible")]).await.done();
        }
        officer.step("review/incomplete", &id, &[("deadline", it.iso)]).await.done();
        assert_eq!(candidate.dossier(&id).await.card.transmit_by.at, too_late, "{}", it.iso);
        let letter = site.letter(&email, "incomplete").await.text;
        assert!(letter.contains(&format!("avant le {}", it.said)), "{letter}");

        let deposit = async |nth: usize| {
            let it = candidate.document(&id, nth).await;
            candidate.deposit((&id, &it.requirement_id), it.version, "neuf.pdf", &files::pdf("neuf")).await
        };
        at(site, too_late - Span::seconds(1));
        candidate.sign_in(&email).await.done();
        deposit(0).await.done();
        at(site, too_late);
        assert_eq!(deposit(1).await.refused_deposit(), DocumentRefusal::DeadlinePassed, "{}", it.iso);
        assert_eq!(candidate.transmit(&id).await.refusal::<Vec<Obstacle>>()[0], Obstacle::DeadlinePassed);
    }
});

on_both!(at_midnight_in_paris_yesterday_is_past_and_today_is_not, |site| {
    stays_open(site).await;
    for (nth, it) in LAST_DAYS.into_iter().enumerate() {
        // Half an hour into the day after: in March it is still the day before in London.
        let midnight = utc(it.too_late);
        at(site, midnight - Span::minutes(1));
        let officer = site.staff(OFFICER).await;
        let (_, id) = site.transmitted(&format!("midnight-{nth}@essai.example"), INFORMATICS).await;
        let before = officer.examine(&id).await.proposed_deadline;
        at(site, midnight + Span::minutes(30));
        let after = officer.examine(&id).await.proposed_deadline;
        assert_ne!(before, after, "{}: the days proposed are counted from a day of Paris", it.iso);
        officer.accept_all(&id).await;
        officer.judge(&id, 0, &[("ground", "out_of_date")]).await.done();
        let past = officer.step("review/incomplete", &id, &[("deadline", it.iso)]).await;
        assert_eq!(past.refusal::<StepRefusal>(), StepRefusal::DeadlineInPast, "{}", it.iso);
        let today = calendar::iso(calendar::date(midnight));
        officer.step("review/incomplete", &id, &[("deadline", &today)]).await.done();
    }
});

/// Ten days are given to answer: validated just before and just after midnight, over each change.
const ANSWERS: [(&str, &str, &str); 4] = [
    ("2027-03-19T22:59:30Z", "2027-03-29T22:00:00Z", "29 mars 2027 à 23\u{a0}h\u{a0}59"),
    ("2027-03-19T23:00:30Z", "2027-03-30T22:00:00Z", "30 mars 2027 à 23\u{a0}h\u{a0}59"),
    ("2027-10-21T21:59:30Z", "2027-10-31T23:00:00Z", "31 octobre 2027 à 23\u{a0}h\u{a0}59"),
    ("2027-10-21T22:00:30Z", "2027-11-01T23:00:00Z", "1er novembre 2027 à 23\u{a0}h\u{a0}59"),
];

on_both!(an_answer_is_reminded_of_and_ends_at_midnight_in_paris, |site| {
    stays_open(site).await;
    let follow_up = async || site.services.follow_up().await.expect("what is due");
    for pair in ANSWERS.chunks(2) {
        let mut given: Vec<(String, Actor<'_>, CandidatureId, Instant, &str)> = Vec::new();
        at(site, utc(pair[0].0) - Span::minutes(5));
        let officer = site.staff(OFFICER).await;
        for (validated, by, said) in pair {
            at(site, utc(validated));
            for who in ["answers", "waits"] {
                let email = format!("{who}-{}@essai.example", by.replace(':', "-").to_lowercase());
                let (candidate, id) = site.favourable(&email, &officer).await;
                assert_eq!(candidate.dossier(&id).await.card.answer_by.map(|it| it.at), Some(utc(by)), "{validated}");
                let letter = site.letter(&email, "avis").await.text;
                assert!(letter.contains(&format!("avant le {said}")), "{letter}");
                given.push((email, candidate, id, utc(by), said));
            }
        }
        // Three days are 72 hours, whatever the clocks of the walls do meanwhile.
        for (email, _, _, by, said) in &given {
            if email.starts_with("answers") {
                at(site, *by - Span::days(3) - Span::seconds(1));
                follow_up().await;
                assert_eq!(count_of(site, email, "answer_reminder").await, 0, "{said}");
                at(site, *by - Span::days(3) + Span::seconds(1));
                follow_up().await;
            }
            let reminder = site.letter(email, "answer_reminder").await.text;
            assert!(reminder.contains(&format!("avant le {said}")), "{reminder}");
        }
        for both in given.chunks(2) {
            let [(email, answers, its, by, said), (other, waits, waiting, ..)] = both else { panic!("two people") };
            at(site, *by - Span::seconds(1));
            follow_up().await;
            answers.sign_in(email).await.done();
            answers.answer(its, "Confirmed").await.done();
            waits.sign_in(other).await.done();
            assert!(waits.dossier(waiting).await.may_answer, "{said}: the last second counts");
            at(site, *by);
            assert_eq!(waits.answer(waiting, "Confirmed").await.refusal::<StepRefusal>(), StepRefusal::TooLate);
            follow_up().await;
            for (actor, id, answer) in [(answers, its, Answer::Confirmed), (waits, waiting, Answer::WithdrawnByDefault)]
            {
                assert_eq!(actor.dossier(id).await.card.answer, Some(answer), "{said}");
            }
        }
    }
});

on_both!(a_transmission_is_reminded_of_three_times_24_hours_before_its_midnight, |site| {
    stays_open(site).await;
    for it in LAST_DAYS {
        site.sql(it.close).await;
        let (too_late, email) = (utc(it.too_late), format!("reminded-{}@essai.example", it.iso));
        at(site, too_late - Span::days(5));
        site.candidate(&email).await.applied(INFORMATICS).await;
        at(site, too_late - Span::days(3) - Span::seconds(1));
        site.services.follow_up().await.expect("nothing due");
        assert_eq!(count_of(site, &email, "transmission_reminder").await, 0, "{}", it.iso);
        at(site, too_late - Span::days(3) + Span::seconds(1));
        site.services.follow_up().await.expect("what is due");
        let letter = site.letter(&email, "transmission_reminder").await.text;
        assert!(letter.contains(&format!("avant le {}", it.said)), "{letter}");
    }
});

on_both!(the_hour_that_is_not_there_and_the_one_that_comes_twice_are_told_as_the_walls_tell_them, |site| {
    stays_open(site).await;
    let moments = [
        ("2027-03-28T00:59:59Z", "28 mars 2027 à 1\u{a0}h\u{a0}59"),
        ("2027-03-28T01:00:00Z", "28 mars 2027 à 3\u{a0}h\u{a0}00"),
        ("2027-10-31T00:30:00Z", "31 octobre 2027 à 2\u{a0}h\u{a0}30"),
        ("2027-10-31T01:30:00Z", "31 octobre 2027 à 2\u{a0}h\u{a0}30"),
    ];
    let mut order = Vec::new();
    for (nth, (moment, said)) in moments.into_iter().enumerate() {
        let email = format!("hour-{nth}@essai.example");
        at(site, utc(moment) - Span::minutes(1));
        let candidate = site.candidate(&email).await;
        let id = candidate.applied(INFORMATICS).await;
        candidate.fill(&id).await;
        at(site, utc(moment));
        candidate.transmit(&id).await.done();
        let letter = site.letter(&email, "transmission_receipt").await.text;
        assert!(letter.contains(said), "{letter}");
        assert!(page(&candidate, Place::Receipt(id.clone())).await.contains(&format!("{said} (heure de Paris)")));
        order.push(id);
    }
    // The oldest first: by what happened, not by what the walls said.
    let pile: Pile = site.staff(OFFICER).await.post("review/pile", &[]).await.read();
    assert_eq!(pile.rows.into_iter().map(|it| it.id).collect::<Vec<_>>(), order);
});
