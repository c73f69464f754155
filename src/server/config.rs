//! What can be set, by a flag or in the environment; read once, here. `guichet --help` prints this list.

use clap::Parser;
use std::path::PathBuf;

/// A text that is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[derive(Clone, Debug, Parser)]
pub struct Config {
    /// Folder of the database, the documents and the letters of the embedded default.
    #[arg(long, env = "GUICHET_VAR", default_value = "var", global = true)]
    pub var: PathBuf,

    /// `postgres://…` for PostgreSQL; by default a SQLite file in the folder.
    #[arg(long, env = "GUICHET_DATABASE_URL", global = true)]
    pub database: Option<Secret>,

    /// The address that letters link to, without a final slash.
    #[arg(long, env = "GUICHET_PUBLIC_URL", default_value = "http://127.0.0.1:3000", global = true)]
    pub public_url: String,

    /// The name of the establishment, as pages and letters show it.
    #[arg(long, env = "GUICHET_ESTABLISHMENT", default_value = "Université de démonstration", global = true)]
    pub establishment: String,

    /// File of its logo, SVG or PNG, at most 200 kB; without it pages show the first letter of the name.
    #[arg(long, env = "GUICHET_LOGO", global = true)]
    pub logo: Option<PathBuf>,

    /// Its colour, as #1b4d8c: of links and buttons on light paper. One that people could not read is refused at the start.
    #[arg(long, env = "GUICHET_COLOUR", global = true)]
    pub colour: Option<String>,

    /// The same on dark paper, where browsers ask for it, as #8db8ee.
    #[arg(long, env = "GUICHET_COLOUR_DARK", global = true)]
    pub colour_dark: Option<String>,

    /// Where candidates may write.
    #[arg(long, env = "GUICHET_CONTACT", default_value = "candidature@example.org", global = true)]
    pub contact: String,

    /// `smtp://user:password@host:port` (or `smtps://…`); without it letters go into the journal.
    #[arg(long, env = "GUICHET_SMTP_URL", global = true)]
    pub smtp: Option<Secret>,

    /// The sender of letters.
    #[arg(long, env = "GUICHET_MAIL_FROM", default_value = "ne-pas-repondre@example.org", global = true)]
    pub mail_from: String,

    /// Loads a demonstration establishment into an empty database and opens /demo. Never in production.
    #[arg(long, env = "GUICHET_DEMO", global = true)]
    pub demo: bool,

    /// Folder with tables in the place of the embedded ones: communes.csv, countries.csv, series.csv (of baccalaureats), or some
    /// of them. `guichet reference FOLDER` writes the embedded ones there. Read at the start.
    #[arg(long, env = "GUICHET_REFERENCE", global = true)]
    pub reference: Option<PathBuf>,

    /// CSV of past students, from which a candidate who was one is filled in; columns as in
    /// src/server/records/students.csv. Read at the start.
    #[arg(long, env = "GUICHET_RECORDS_CSV", global = true)]
    pub records_csv: Option<PathBuf>,

    /// CSV of the years that they studied here; columns as in src/server/records/years.csv.
    #[arg(long, env = "GUICHET_RECORDS_YEARS_CSV", requires = "records_csv", global = true)]
    pub records_years_csv: Option<PathBuf>,

    /// The header in which a proxy in front of us puts the client's address, for instance x-forwarded-for.
    /// Without it the address of the connection counts.
    #[arg(long, env = "GUICHET_CLIENT_ADDRESS_HEADER", global = true)]
    pub client_address_header: Option<String>,

    /// PEM of the Ed25519 key (PKCS #8) that signs certificates' QR codes; by default one made at the first start under
    /// keys/ in the folder.
    #[arg(long, env = "GUICHET_SIGNING_KEY", global = true)]
    pub signing_key: Option<PathBuf>,

    /// PEM of the certificate (and those above it) with which certificates are signed as PDF; without it, outside a
    /// demonstration, their QR code alone is signed.
    #[arg(long, env = "GUICHET_PDF_CERTIFICATE", requires = "pdf_key", global = true)]
    pub pdf_certificate: Option<PathBuf>,

    /// PEM of its key (PKCS #8), RSA or ECDSA P-256.
    #[arg(long, env = "GUICHET_PDF_KEY", requires = "pdf_certificate", global = true)]
    pub pdf_key: Option<PathBuf>,

    /// Who certifies: « La présidente de l'université ».
    #[arg(long, env = "GUICHET_SIGNATORY_QUALITY", default_value = "La direction de la scolarité", global = true)]
    pub signatory_quality: String,

    /// Their name, under certificates; blank: none.
    #[arg(long, env = "GUICHET_SIGNATORY_NAME", default_value = "", global = true)]
    pub signatory_name: String,

    /// The town where certificates are made.
    #[arg(long, env = "GUICHET_CITY", default_value = "", global = true)]
    pub city: String,

    /// Where students activate their account (ENT); without it that step is not shown.
    #[arg(long, env = "GUICHET_ENT_URL", global = true)]
    pub ent_url: Option<String>,

    /// Under which entry of the directory (LDIF) accounts are opened.
    #[arg(long, env = "GUICHET_LDAP_BASE", default_value = "ou=people,dc=example,dc=org", global = true)]
    pub ldap_base: String,

    #[command(flatten)]
    pub cas: CasConfig,

    #[command(flatten)]
    pub bank: BankConfig,
}

/// « Accès étudiant »: the establishment's CAS server.
#[derive(Clone, Debug, clap::Args)]
pub struct CasConfig {
    /// Its address, as `https://cas.example.org/cas`; without it students sign up like everybody. It must know ours as a
    /// service: the public address followed by `/cas/retour`.
    #[arg(long = "cas-url", env = "GUICHET_CAS_URL", global = true)]
    pub url: Option<String>,

    /// How many seconds it has to answer.
    #[arg(long = "cas-patience", env = "GUICHET_CAS_PATIENCE", default_value_t = 5, global = true)]
    pub patience: u64,

    /// The attribute that holds the address of a person.
    #[arg(long = "cas-mail", env = "GUICHET_CAS_MAIL", default_value = "mail", global = true)]
    pub mail: String,

    /// The attribute that holds their family name.
    #[arg(long = "cas-family-name", env = "GUICHET_CAS_FAMILY_NAME", default_value = "sn", global = true)]
    pub family_name: String,

    /// The attribute that holds their given name.
    #[arg(long = "cas-given-name", env = "GUICHET_CAS_GIVEN_NAME", default_value = "givenName", global = true)]
    pub given_name: String,

    /// The attribute that holds their student number.
    #[arg(
        long = "cas-student-number",
        env = "GUICHET_CAS_STUDENT_NUMBER",
        default_value = "supannEtuId",
        global = true
    )]
    pub student_number: String,

    /// The attribute that says what they are: `student`, `staff` …
    #[arg(
        long = "cas-affiliation",
        env = "GUICHET_CAS_AFFILIATION",
        default_value = "eduPersonAffiliation",
        global = true
    )]
    pub affiliation: String,

    /// `attribute=value` by which it says that it asked staff a second proof, as `authnContextClass=mfa-totp`; without it
    /// the one-time code of Guichet is always asked.
    #[arg(long = "cas-second-proof", env = "GUICHET_CAS_SECOND_PROOF", global = true)]
    pub second_proof: Option<String>,
}

/// Payment by card: what the contract with the bank says (Paybox System, `Up2Pay` e-Transactions).
#[derive(Clone, Debug, clap::Args)]
pub struct BankConfig {
    /// Number of the site at Paybox, 7 digits. With the four that follow, or none of them.
    #[arg(long, env = "GUICHET_PAYBOX_SITE", global = true)]
    pub paybox_site: Option<String>,

    /// Rank of the site, 2 or 3 digits.
    #[arg(long, env = "GUICHET_PAYBOX_RANG", global = true)]
    pub paybox_rang: Option<String>,

    #[arg(long, env = "GUICHET_PAYBOX_IDENTIFIANT", global = true)]
    pub paybox_identifiant: Option<String>,

    /// The HMAC key made in the bank's back office, hexadecimal.
    #[arg(long, env = "GUICHET_PAYBOX_HMAC_KEY", global = true)]
    pub paybox_hmac_key: Option<Secret>,

    /// File of the bank's public key, PEM: what notifications are verified with.
    #[arg(long, env = "GUICHET_PAYBOX_PUBLIC_KEY", global = true)]
    pub paybox_public_key: Option<PathBuf>,

    /// Hosts of the bank's page, the first that is up is taken; <https://preprod-tpeweb.paybox.com> to try.
    #[arg(
        long,
        env = "GUICHET_PAYBOX_HOSTS",
        value_delimiter = ',',
        default_value = "https://tpeweb.paybox.com,https://tpeweb1.paybox.com",
        global = true
    )]
    pub paybox_hosts: Vec<String>,

    /// The page that takes cards, on each host.
    #[arg(long, env = "GUICHET_PAYBOX_PATH", default_value = super::psp::paybox::PATH, global = true)]
    pub paybox_path: String,

    /// Hosts that are asked what became of a payment, in this order; <https://preprod-ppps.paybox.com> to try; empty where
    /// the contract has no « gestion automatisée des encaissements »: nobody is asked.
    #[arg(
        long,
        env = "GUICHET_PAYBOX_QUESTION_HOSTS",
        value_delimiter = ',',
        default_value = "https://ppps.paybox.com,https://ppps1.paybox.com",
        global = true
    )]
    pub paybox_question_hosts: Vec<String>,

    /// The password of « gestion automatisée des encaissements », where the contract has one: it stands for the signature
    /// of such questions.
    #[arg(long, env = "GUICHET_PAYBOX_CLE", global = true)]
    pub paybox_cle: Option<Secret>,

    /// In demonstration mode, without an account at Paybox: where `guichet demo-psp` listens.
    #[arg(long, env = "GUICHET_DEMO_PSP", default_value = "127.0.0.1:3002", global = true)]
    pub demo_psp: String,
}

impl Config {
    pub fn database_url(&self) -> String {
        match &self.database {
            Some(url) => url.expose().to_owned(),
            None => format!("sqlite://{}", self.var.join("guichet.db").display()),
        }
    }
}
