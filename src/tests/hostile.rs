//! Hostile and odd text in every field that people fill in: kept to the letter or refused with a reason, never cut, never a
//! failure of ours; and shown as text, and as nothing else. `shown` goes on: other pages, letters, paper, addresses.

use super::actor::Actor;
use super::journey::PASSWORD;
use super::site::on_both;
use crate::api::{CallError, Never};
use crate::domain::account::{SignUpField, SignUpForm};
use crate::domain::form::{Fault, Faults, TEXT_MAX};
use crate::domain::language::Language;
use crate::domain::profile::{
    AddressField, AddressForm, BaccalaureatField, BaccalaureatForm, ExperienceForm, ExternalForm, IdentityField,
    IdentityForm, InternshipForm, Listing, ProfileView, Section, StartForm,
};
use crate::domain::time::Date;
use crate::places::{IdentityStep, Place};
use crate::server::web::CALL_LIMIT;
use crate::words::{office, ui};
use axum::http::StatusCode;

const EMAIL: &str = "hostile@essai.example";
const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// Of which nothing is seen.
const UNSEEN: [&str; 7] = [
    "\u{200b}\u{2060}\u{200d}",
    "\u{fe0f}\u{e0100}\u{180e}",
    "\u{3164}\u{115f}\u{ffa0}",
    "\u{ad}\u{feff}\u{34f}",
    "\u{2800}",
    "\u{202e}\u{2066} \u{2069}\u{e007f}",
    "\u{ffff}\u{fdd0}\u{10ffff}",
];

/// What people, and programmes that pretend to be people, put into fields.
pub(super) fn kinds() -> Vec<String> {
    let long = [("e", 10_000), ("é", 101), ("é", 100), ("W", 500), ("Z\u{301}", 50), ("\u{1f393}", 100)];
    let long = long.into_iter().map(|(sign, times)| sign.repeat(times));
    let short = [
        "'\";<script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "<!-- fin --> ]]> <![CDATA[ <svg/onload=alert(1)>",
        "javascript:alert(1)",
        "&lt;b&gt; &amp;amp; &#0; &nbsp; &eacute",
        "{{ name }} {{ link }} {# rien #}",
        "{% for i in range(100000) %}{{ i }}{% endfor %}",
        "#import \"x\": * #panic() $x^2$ *b* _i_ `c` @r <l> // rien",
        "=1+1",
        "=cmd|'/C calc'!A0",
        "Robert'); drop table account; --",
        "100 % _ \\ [a-z]* ?",
        "%s%n%d {0} ${x} $1 `id`",
        "{\"a\": [1], \"__proto__\": null}",
        "\\ud800\\udfff \\u0000 \\x00 %00 %ED%A0%80 %C0%AF",
        "C:\\Utilisateurs\\moi\\",
        "../../../../etc/passwd",
        "null",
        "-0",
        "1e309",
        "a\0b",
        "a\r\nBcc: tous@essai.example",
        "a\nb",
        "a\rb",
        "a\tb",
        "\u{1b}[31mrouge\u{7}\u{7f}",
        "a\u{85}b",
        "",
        "   ",
        "\t \t",
        "\u{a0}\u{2003}\u{3000}",
        "  marges  ",
        "\u{202e}fdp.exe",
        "\u{2066}abc\u{2069}\u{2067}def",
        "\u{200f}droite\u{200e}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{1f44d}\u{1f3ff} \u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
        "a\u{200b}b\u{2060}c\u{ad}d",
        "\u{feff}Éloïse",
        "a\u{2028}b\u{2029}c",
        "\u{fffd}\u{e000}",
        "فاطمة الزهراء",
        "王小明",
        "𝔘𝔫𝔦𝔳 𐍈 𠜎",
        "Раураl Ѕсhооl",
        "İIıi ẞß ﬁ",
        "Oui : non ; « peut-être » ? Ah !",
    ];
    let short = short.into_iter().chain(UNSEEN);
    long.chain(short.map(str::to_owned)).collect()
}

/// What becomes of a line by the rule (DESIGN.md §4, Names): trimmed, at most a hundred characters, nothing that controls.
pub(super) fn line(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    match text {
        "" => Err(Fault::Missing),
        it if it.chars().any(char::is_control) => Err(Fault::Unprintable),
        it if it.chars().count() > usize::from(TEXT_MAX) => Err(Fault::TooLong { max: TEXT_MAX }),
        it => Ok(it.to_owned()),
    }
}

/// What becomes of a person's name: a line of which something is seen.
pub(super) fn name(text: &str) -> Result<String, Fault> {
    if UNSEEN.contains(&text) { Err(Fault::Invisible) } else { line(text) }
}

/// As it stands in a page, between tags.
pub(super) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn plain(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (sign, it)| text.replace(sign, it))
}

/// Nothing that somebody typed is code there: no element, no attribute, neither in the page nor in the data that it takes over.
#[track_caller]
pub(super) fn assert_tame(page: &str) {
    for code in ["<script>alert(1)", "</textarea><script", "<svg/onload", "<!-- fin"] {
        assert!(!page.contains(code), "« {code} » is code in: {page}");
    }
    for tag in page.split('<').skip(1).filter_map(|it| it.split('>').next()) {
        assert!(
            !tag.split('"').step_by(2).any(|it| it.contains("onmouseover")),
            "an attribute was broken out of: {tag}"
        );
    }
}

pub(super) async fn page(actor: &Actor<'_>, place: Place) -> String {
    let answer = actor.get(&place.href()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", place.href());
    let page = answer.text();
    assert_tame(&page);
    page
}

/// What the field of a page holds.
#[track_caller]
pub(super) fn field(page: &str, id: &str) -> String {
    let (before, after) = page.split_once(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("no field {id}: {page}"));
    let (tag, rest) = after.split_once('>').expect("the end of the tag");
    if before.ends_with("<textarea") || before.rsplit('<').next().is_some_and(|it| it.starts_with("textarea")) {
        return plain(rest.split("</textarea>").next().unwrap_or_default());
    }
    let value = tag.split(" value=\"").nth(1).and_then(|it| it.split('"').next());
    plain(value.unwrap_or_default())
}

const IDENTITY: [&str; 12] = [
    "form[civility]",
    "form[family_name]",
    "form[usual_name]",
    "form[given_name]",
    "form[other_given_names]",
    "form[nationality]",
    "form[birth_date]",
    "form[birth_place]",
    "form[birth_country]",
    "form[phone]",
    "form[ine]",
    "form[no_ine]",
];
const ADDRESS: [&str; 6] = [
    "form[street]",
    "form[complement]",
    "form[postal_code]",
    "form[commune]",
    "form[foreign_postal_code]",
    "form[foreign_city]",
];
const BACCALAUREAT: [&str; 9] = [
    "form[year]",
    "form[series]",
    "form[speciality_1]",
    "form[speciality_2]",
    "form[speciality_dropped]",
    "form[mention]",
    "form[school]",
    "form[city]",
    "form[country]",
];
const EXTERNAL: [&str; 8] = [
    "form[year]",
    "form[diploma]",
    "form[label]",
    "form[establishment]",
    "form[city]",
    "form[country]",
    "form[obtained]",
    "form[mention]",
];
const INTERNSHIP: [&str; 5] =
    ["form[year]", "form[organisation]", "form[duration]", "form[hours_a_week]", "form[subject]"];
const EXPERIENCE: [&str; 5] = ["form[year]", "form[employer]", "form[title]", "form[duration]", "form[description]"];
const START: [&str; 4] = ["form[nationality]", "form[ine]", "form[birth_date]", "form[no_ine]"];

/// An address, the names of its fields, and what it is sent besides.
type Call<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

/// Puts a text into every field of the profile, as the `nth` one; the entries of lists are changed, not added to.
async fn save_everywhere(actor: &Actor<'_>, text: &str, nth: usize) {
    let seen = nth.to_string();
    let entry: &[_] = if nth > 0 { &[("number", "1")] } else { &[] };
    let calls: [Call<'_>; 7] = [
        ("records/ask", &START, &[]),
        ("profile/save_identity", &IDENTITY, &[]),
        ("profile/save_address", &ADDRESS, &[("form[country]", "BE")]),
        ("profile/save_baccalaureat", &BACCALAUREAT, &[("form[has_it]", "yes")]),
        ("studies/save_external", &EXTERNAL, entry),
        ("studies/save_internship", &INTERNSHIP, entry),
        ("studies/save_experience", &EXPERIENCE, entry),
    ];
    for (endpoint, fields, more) in calls {
        let pairs = fields.iter().map(|name| (*name, text)).chain([("seen", seen.as_str())]);
        let answer = actor.post(endpoint, &pairs.chain(more.iter().copied()).collect::<Vec<_>>()).await;
        assert_eq!(answer.status, StatusCode::OK, "{endpoint} of {text:?}: {}", answer.text());
    }
}

/// What was typed is what is stored; and what is wrong with it is said.
fn assert_kept(view: &ProfileView, text: &str) {
    let it = || text.to_owned();
    let profile = &view.profile;
    let identity = IdentityForm {
        civility: it(),
        family_name: it(),
        usual_name: it(),
        given_name: it(),
        other_given_names: it(),
        birth_date: it(),
        birth_place: it(),
        phone: it(),
        ine: it(),
        no_ine: it(),
        // Codes of countries that there are not: as if the list had never offered them.
        nationality: String::new(),
        birth_country: String::new(),
    };
    let faults = identity.check(TODAY).expect_err("not an identity");
    assert_eq!(faults.of(IdentityField::BirthPlace), line(text).err(), "{text:?}");
    for field in [IdentityField::FamilyName, IdentityField::GivenName] {
        assert_eq!(faults.of(field), name(text).err(), "{text:?}");
    }
    for field in [IdentityField::UsualName, IdentityField::OtherGivenNames] {
        assert_eq!(faults.of(field), name(text).err().filter(|it| *it != Fault::Missing), "{text:?}");
    }
    assert_eq!(profile.identity.as_ref(), Some(&identity));
    let address = AddressForm {
        country: "BE".into(),
        street: it(),
        complement: it(),
        postal_code: it(),
        commune: String::new(),
        foreign_postal_code: it(),
        foreign_city: it(),
    };
    let faults = address.check().err().unwrap_or_default();
    assert_eq!(
        (faults.of(AddressField::Street), faults.of(AddressField::ForeignCity)),
        (line(text).err(), line(text).err())
    );
    assert_eq!(profile.address.as_ref(), Some(&address));
    let baccalaureat = BaccalaureatForm {
        has_it: "yes".into(),
        year: it(),
        series: it(),
        speciality_1: it(),
        speciality_2: it(),
        speciality_dropped: it(),
        mention: it(),
        school: it(),
        city: it(),
        country: it(),
    };
    let school = baccalaureat.check(TODAY).expect_err("no year").of(BaccalaureatField::School);
    assert_eq!(school, line(text).err().filter(|it| *it != Fault::Missing));
    assert_eq!(profile.baccalaureat.as_ref(), Some(&baccalaureat));
    let external = ExternalForm {
        year: it(),
        diploma: it(),
        label: it(),
        establishment: it(),
        city: it(),
        country: String::new(),
        obtained: it(),
        mention: it(),
    };
    let internship =
        InternshipForm { year: it(), organisation: it(), duration: it(), hours_a_week: it(), subject: it() };
    let experience = ExperienceForm { year: it(), employer: it(), title: it(), duration: it(), description: it() };
    assert_eq!(profile.studies.external.get(1), Some(&external));
    assert_eq!(profile.studies.internships.get(1), Some(&internship));
    assert_eq!(profile.studies.experience.get(1), Some(&experience));
    let start = StartForm { nationality: String::new(), ine: it(), birth_date: it(), no_ine: it() };
    assert_eq!(view.started.as_ref().map(|it| &it.form), Some(&start));
}

on_both!(every_field_of_the_profile_keeps_what_was_typed_and_shows_it_as_text, |site| {
    let actor = site.newcomer(EMAIL).await;
    for (nth, text) in kinds().into_iter().enumerate() {
        save_everywhere(&actor, &text, nth).await;
        assert_kept(&actor.post("profile/read", &[]).await.read(), &text);
        let version = i64::try_from(nth).expect("a version") + 1;
        for (place, ids) in [
            (Place::Identity(IdentityStep::Start, version), &["ine", "birth-date"][..]),
            (Place::Identity(IdentityStep::Form, version), &["family-name", "given-name", "usual-name", "birth-place"]),
            (Place::SectionToCorrect(Section::Address, version), &["street", "complement", "foreign-city"]),
            (Place::SectionToCorrect(Section::Baccalaureat, version), &["year", "school", "city"]),
            (Place::EntryToCorrect(Listing::External, 1, version), &["label", "establishment", "city"]),
            (Place::EntryToCorrect(Listing::Internships, 1, version), &["organisation", "duration", "subject"]),
            (Place::EntryToCorrect(Listing::Experience, 1, version), &["employer", "title", "description"]),
            (Place::Profile, &[]),
        ] {
            let href = place.href();
            let page = page(&actor, place).await;
            for id in ids {
                assert_eq!(field(&page, id), text, "{href} {id}");
            }
        }
    }
});

on_both!(a_name_is_signed_up_with_to_the_letter_or_refused, |site| {
    for (nth, text) in kinds().into_iter().enumerate() {
        let email = format!("name-{nth}@essai.example");
        let pairs = [
            ("form[family_name]", text.as_str()),
            ("form[given_name]", &text),
            ("form[email]", &email),
            ("form[email_again]", &email),
            ("form[password]", PASSWORD),
            ("form[password_again]", PASSWORD),
        ];
        let answer = site.visitor().post("account/sign_up", &pairs).await;
        match name(&text) {
            Ok(kept) => {
                answer.done();
                let letter = site.letter(&email, "validation").await;
                assert!(letter.text.contains(&format!("Bonjour {kept} {kept},\n")), "{text:?}: {}", letter.text);
                assert!(!letter.subject.contains(['\r', '\n']) && letter.subject.contains("Validez votre compte"));
            }
            Err(fault) => {
                let faults: Faults<SignUpField> = answer.refusal();
                assert_eq!(faults.0, [(SignUpField::FamilyName, fault), (SignUpField::GivenName, fault)], "{text:?}");
            }
        }
        // Neither an address nor a password is any of them.
        let form = SignUpForm { email: text.clone(), email_again: text.clone(), password: text, ..Default::default() };
        assert!(
            form.check().is_err_and(|it| it.of(SignUpField::Email).is_some() && it.of(SignUpField::Password).is_some())
        );
    }
    let mut kept = site.texts("select family_name from account where family_name = given_name").await;
    let mut expected: Vec<_> = kinds().iter().filter_map(|it| name(it).ok()).collect();
    kept.sort();
    expected.sort();
    assert_eq!(kept, expected);
});

on_both!(a_form_that_holds_too_much_is_explained_in_four_parts, |site| {
    let actor = site.candidate(EMAIL).await;
    let before: ProfileView = actor.post("profile/read", &[]).await.read();
    let long = "é".repeat(CALL_LIMIT / 6 + 1);
    let pairs = [("form[street]", long.as_str()), ("seen", "1")];
    let answer = actor.post("profile/save_address", &pairs).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let CallError::TooLarge(reference) = answer.error::<Never>() else { panic!("{}", answer.text()) };
    assert!(reference.starts_with("R-"), "nothing to quote: {reference}");
    for language in [Language::French, Language::English] {
        actor.choose(language).await.done();
        let answer = actor.submit(&Place::Section(Section::Address), "profile/save_address", &pairs).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let page = plain(&answer.text());
        for part in [office::TOO_LARGE, office::STILL_KEPT, office::TOO_LARGE_ADVICE, ui::REFERENCE] {
            assert!(page.contains(&*part.to(language)), "« {} » is not in: {page}", part.to(language));
        }
        assert!(page.contains("<code>R-"), "nothing to quote: {page}");
    }
    assert_eq!(actor.post("profile/read", &[]).await.read::<ProfileView>(), before);
    // As large as a form may be, it is read.
    let room = CALL_LIMIT - "form[street]=&seen=1".len();
    let most = "e".repeat(room);
    actor.post("profile/save_address", &[("form[street]", most.as_str()), ("seen", "1")]).await.done();
});
