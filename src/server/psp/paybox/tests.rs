//! The vector of peers.md §3.1, and a notification that OpenSSL signed: neither was made by this code.

use super::*;
use crate::domain::time::Date;

const KEY: &str = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
/// `openssl genrsa 1024`, of which the private half is lost.
const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCinU7iyrc6uF66vakohEUhfzWo
jKotnDHscG2MBflgdQ4+0vNwMAhtoK0cyMkg5zpOMuij8kcvu9AkJQq3bvQrPqZJ
ErZ4C3/np9en4W6MW3YQuwz+tKY5OaQw/qB/4N4+lGpUFZq86W5rI8YRK0pERcbb
hCtXfKExC9YjH54LUQIDAQAB
-----END PUBLIC KEY-----";
/// `openssl dgst -sha1 -sign`.
const SIGNED: &str = "montant=17800&reference=IA-2026-000042-1&auto=XXXXXX&erreur=00000&idtrans=612%20345";
const SIGNATURE: &str = "II7N/Vlfge5/ZMozKJRv93hDkDE6ddZBO6AomEHhltdxPlDp30eBa1QkFuGYxEEzE4o0K2LLKgUiwEZ3OkTwLmgtNk/x6kY9Na1YF3inTxqfMKtOnu3hUXmpAtzbYAA5J2dGlCnq3vlmCZmrbkEqbj3rZ7WZssJGHjW8dkl6CVM=";

pub(super) fn bank() -> Paybox {
    let door = asking::Door { hosts: vec!["https://ask.example".into()], cle: None };
    Paybox::new(Account::demo(), KEY, PUBLIC_KEY, vec!["https://bank.example".into()], PATH, door).expect("a bank")
}

fn escaped(signature: &str) -> String {
    signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

#[test]
fn the_vector_of_the_test_key_is_signed_as_it_should() {
    let fields = [
        ("PBX_SITE", "1999888"),
        ("PBX_RANG", "32"),
        ("PBX_IDENTIFIANT", "107904482"),
        ("PBX_TOTAL", "17800"),
        ("PBX_DEVISE", "978"),
        ("PBX_CMD", "INS-2025-000042-1"),
        ("PBX_PORTEUR", "lea.martin@example.org"),
        ("PBX_RETOUR", RETOUR),
        ("PBX_HASH", "SHA512"),
        ("PBX_TIME", "2025-07-08T10:00:00+00:00"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let expected = "7F411ADF4C5A83EBD29975C957FBBD4548088D8A499ADD9A63378253A538CC3F25517E6B4175520892D25427FCC28A2B7CAF0133529973F4D62C80391799C7DC";
    assert_eq!(sign(&bank().0.hmac_key, &fields), expected);

    // And the form that we make begins with just these, in this order.
    let payer = Payer { email: "lea.martin@example.org".into(), ..Payer::default() };
    let parts = [Part { amount: 17_800, on: Date { year: 2025, month: 7, day: 8 } }];
    let order = Order {
        reference: "INS-2025-000042-1",
        parts: &parts,
        payer: &payer,
        site: "https://guichet.example",
        language: "FRA",
    };
    let now = Instant(1_751_968_800_000);
    assert_eq!(bank().required(&order, now), fields);
    let form = bank().form("https://bank.example/page", &order, now);
    assert_eq!(form.fields[..10], fields);
    let (last, signed) = form.fields.split_last().expect("fields");
    assert_eq!((last.0.as_str(), last.1.clone()), ("PBX_HMAC", sign(&bank().0.hmac_key, signed)));
}

#[test]
fn later_parts_are_told_with_their_days_and_names_in_plain_letters() {
    let day = |month| Date { year: 2026, month, day: 5 };
    let parts = [30_000, 20_000, 20_000].into_iter().zip(10..).map(|(amount, month)| Part { amount, on: day(month) });
    let payer = Payer {
        given_name: "Éloïse <b>".into(),
        family_name: "D’Œuvré & fils".into(),
        country: "FR".into(),
        ..Payer::default()
    };
    let parts: Vec<_> = parts.collect();
    let order = Order { reference: "R", parts: &parts, payer: &payer, site: "https://g.example", language: "FRA" };
    let form = bank().form("https://bank.example", &order, Instant(0));
    let of = |name: &str| form.fields.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value.as_str());
    assert_eq!((of("PBX_TOTAL"), of("PBX_2MONT1"), of("PBX_2MONT2")), ("30000", "20000", "20000"));
    assert_eq!((of("PBX_DATE1"), of("PBX_DATE2"), of("PBX_DATE3")), ("05/11/2026", "05/12/2026", ""));
    let billing = of("PBX_BILLING");
    assert!(billing.contains("<FirstName>Eloise b</FirstName><LastName>D&apos;OEuvre  fils</LastName>"), "{billing}");
    assert!(billing.contains("<CountryCode>250</CountryCode>"));
    let of = |country: &str| Payer { country: country.into(), ..Payer::default() }.billing();
    assert!(of("AL").contains("<CountryCode>008</CountryCode>"), "three digits, the first ones too");
    assert!(!of("XK").contains("CountryCode") && !of("").contains("CountryCode"));
}

#[test]
fn a_notification_is_the_banks_when_its_bytes_are_untouched() {
    let raw = format!("{SIGNED}&signature={}", escaped(SIGNATURE));
    let heard = bank().read(&raw);
    // What it says is nothing that we could have given: a blank in the number.
    assert_eq!(heard, Err(Verdict::Unreadable));
    for touched in [
        raw.replace("17800", "100"),
        raw.replace("%20", "+"),
        raw.replace("montant=17800&reference=IA-2026-000042-1", "reference=IA-2026-000042-1&montant=17800"),
        raw.replace("&signature=", "&autre=1&signature="),
        raw.replace("IA-2026", "IA-2025"),
        format!("{SIGNED}&signature="),
        format!("{SIGNED}&signature=%%%"),
        format!("{SIGNED}&signature=QQ%3D%3D"),
        SIGNED.to_owned(),
        String::new(),
    ] {
        assert_eq!(bank().read(&touched), Err(Verdict::BadSignature), "{touched}");
    }
}

#[test]
fn what_a_notification_says_is_read_or_left() {
    let fit = "montant=17800&reference=IA-2026-000042-1&auto=XXXXXX&erreur=00000&idtrans=612345";
    let heard_of = |text: &str| heard(text);
    let expected = Heard {
        reference: "IA-2026-000042-1".into(),
        amount: 17_800,
        code: "00000".into(),
        transaction: "612345".into(),
    };
    assert_eq!(heard_of(fit), Some(expected.clone()));
    let padded = fit.replace("idtrans=612345", "idtrans=0000612345");
    assert_eq!(heard_of(&padded), Some(expected), "one payment, however long its number is written");
    assert!(heard_of(&fit.replace("&auto=XXXXXX", "").replace("&idtrans=612345", "")).is_some(), "as of a refusal");
    for wrong in [
        fit.replace("17800", ""),
        fit.replace("17800", "1e3"),
        fit.replace("17800", "99999999999999999999"),
        fit.replace("IA-2026-000042-1", ""),
        fit.replace("612345", "a%00b"),
        format!("{fit}&reference=IA-2026-000043-1"),
    ] {
        assert_eq!(heard_of(&wrong), None, "{wrong}");
    }
}

#[test]
fn keys_that_are_none_are_refused() {
    let with = |key: &str, pem: &str| {
        Paybox::new(Account::demo(), key, pem, Vec::new(), PATH, asking::Door::default()).is_ok()
    };
    assert!(with(KEY, PUBLIC_KEY) && !with("zz", PUBLIC_KEY) && !with(KEY, "-----\nnot base64!\n-----"));
}
