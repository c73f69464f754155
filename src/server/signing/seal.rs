//! Signs a PDF as `PAdES` asks (ETSI EN 319 142-1, baseline B-B): a detached CMS over every byte but its own, put behind the
//! document as an incremental update, so that what the printer promised (PDF/A, tags) stays as it was.

use super::{KeyError, keep_private};
use crate::domain::time::{Date, Instant};
use crate::server::config::Config;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Null, ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use lopdf::{Document, IncrementalDocument, Object, StringFormat, dictionary};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, KeyUsagePurpose, RsaKeySize, SigningKey};
use sha2::{Digest, Sha256};
use std::path::Path;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// RFC 5035: which certificate signs is signed too.
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const ECDSA_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Room for the signature with its certificates, in bytes.
const ROOM: usize = 12 * 1024;
/// Stands for a place in the file until the file is there.
const PLACE: i64 = 4_000_000_000;
/// How long the demonstration's own certificate is good for, in years.
const YEARS: i32 = 5;

/// `SigningCertificateV2`, with SHA-256 by default and no issuer: RFC 5035 §4.
#[derive(Sequence)]
struct SigningCertificate {
    certs: Vec<CertId>,
}

#[derive(Sequence)]
struct CertId {
    hash: OctetString,
}

/// A certificate of the establishment, those above it, and its key.
pub struct Sealer {
    key: KeyPair,
    algorithm: AlgorithmIdentifierOwned,
    /// The signer's first.
    chain: Vec<Certificate>,
    digest: Vec<u8>,
}

/// A PDF could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("the certificate does not fit into a signature: {0}")]
    Der(#[from] der::Error),
    #[error("the key does not sign: {0}")]
    Key(#[from] rcgen::Error),
    #[error("the PDF cannot be read: {0}")]
    Pdf(#[from] lopdf::Error),
    #[error("the PDF cannot be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("the signed PDF is not as expected: {0}")]
    Form(&'static str),
}

impl Sealer {
    /// What the configuration names; in a demonstration, else, a certificate of its own that nobody vouches for.
    pub fn open(config: &Config, folder: &Path, today: Date) -> Result<Option<Self>, KeyError> {
        match (&config.pdf_certificate, &config.pdf_key) {
            (Some(certificate), Some(key)) => Self::read(certificate, key).map(Some),
            _ if config.demo => {
                let (certificate, key) = (folder.join("demonstration.crt"), folder.join("demonstration.pem"));
                if !certificate.exists() {
                    make_own(&config.establishment, today, &certificate, &key)?;
                }
                Self::read(&certificate, &key).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn read(certificate: &Path, key: &Path) -> Result<Self, KeyError> {
        let bytes = std::fs::read(certificate).map_err(|e| KeyError::of(certificate.display(), e))?;
        let chain = Certificate::load_pem_chain(&bytes).map_err(|e| KeyError::of(certificate.display(), e))?;
        let first = chain.first().ok_or_else(|| KeyError::of(certificate.display(), "no certificate"))?;
        let first = first.to_der().map_err(|e| KeyError::of(certificate.display(), e))?;
        let text = std::fs::read_to_string(key).map_err(|e| KeyError::of(key.display(), e))?;
        let pair = KeyPair::from_pem(&text).map_err(|e| KeyError::of(key.display(), e))?;
        let (oid, parameters) = if pair.algorithm() == &rcgen::PKCS_RSA_SHA256 {
            (RSA_SHA_256, Some(Null.into()))
        } else if pair.algorithm() == &rcgen::PKCS_ECDSA_P256_SHA256 {
            (ECDSA_SHA_256, None)
        } else {
            return Err(KeyError::of(key.display(), "neither RSA nor ECDSA P-256"));
        };
        let algorithm = AlgorithmIdentifierOwned { oid, parameters };
        Ok(Self { key: pair, algorithm, chain, digest: Sha256::digest(first).to_vec() })
    }

    /// The PDF with our signature, said to be made `at`. The same bytes give the same bytes with an RSA key.
    pub fn seal(&self, pdf: Vec<u8>, at: Instant) -> Result<Vec<u8>, SealError> {
        let before = pdf.len();
        let mut bytes = with_room(pdf, at)?;
        let update = bytes.get(before..).ok_or(SealError::Form("shorter than before"))?;
        let find = |mark: &[u8]| update.windows(mark.len()).position(|it| it == mark).map(|it| it + before);
        let range = find(b"/ByteRange[").ok_or(SealError::Form("no range"))? + b"/ByteRange".len();
        let hole = find(b"/Contents<").ok_or(SealError::Form("no room"))? + b"/Contents".len();
        let end = hole + ROOM * 2 + 2;
        let range_end = range + bytes[range..].iter().position(|it| *it == b']').ok_or(SealError::Form("no end"))?;
        let said = format!("[0 {hole} {end} {}", bytes.len().saturating_sub(end));
        let width = range_end - range;
        if said.len() > width || bytes.get(end - 1) != Some(&b'>') {
            return Err(SealError::Form("places"));
        }
        bytes[range..range_end].copy_from_slice(format!("{said:<width$}").as_bytes());
        let mut digest = Sha256::new();
        digest.update(&bytes[..hole]);
        digest.update(&bytes[end..]);
        let signature = data_encoding::HEXLOWER.encode(&self.sign(&digest.finalize())?);
        if signature.len() > ROOM * 2 {
            return Err(SealError::Form("too little room"));
        }
        bytes[hole + 1..hole + 1 + signature.len()].copy_from_slice(signature.as_bytes());
        Ok(bytes)
    }

    /// A CMS over the digest of what is signed.
    fn sign(&self, digest: &[u8]) -> Result<Vec<u8>, SealError> {
        let certificate = self.chain.first().ok_or(SealError::Form("no certificate"))?;
        let sha_256 = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
        let certs = vec![CertId { hash: OctetString::new(self.digest.clone())? }];
        let attributes = SetOfVec::try_from(vec![
            attribute(CONTENT_TYPE, &ID_DATA)?,
            attribute(MESSAGE_DIGEST, &OctetString::new(digest)?)?,
            attribute(SIGNING_CERTIFICATE, &SigningCertificate { certs })?,
        ])?;
        let signature = self.key.sign(&attributes.to_der()?)?;
        let signer = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: certificate.tbs_certificate.issuer.clone(),
                serial_number: certificate.tbs_certificate.serial_number.clone(),
            }),
            digest_alg: sha_256.clone(),
            signed_attrs: Some(attributes),
            signature_algorithm: self.algorithm.clone(),
            signature: OctetString::new(signature)?,
            unsigned_attrs: None,
        };
        let chain = self.chain.iter().cloned().map(CertificateChoices::Certificate).collect::<Vec<_>>();
        let signed = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![sha_256])?,
            encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
            certificates: Some(CertificateSet(SetOfVec::try_from(chain)?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
        };
        Ok(ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()?)
    }
}

fn attribute(oid: ObjectIdentifier, value: &impl Encode) -> Result<Attribute, der::Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![Any::from_der(&value.to_der()?)?])? })
}

/// Puts a field for a signature behind the document, without any mark on the page: PDF/A asks for no appearance of what has
/// no size, and what lies outside the page needs no place among the tags (PDF/UA).
fn with_room(pdf: Vec<u8>, at: Instant) -> Result<Vec<u8>, SealError> {
    let document = Document::load_mem(&pdf)?;
    let root = document.trailer.get(b"Root")?.as_reference()?;
    let page = document.get_pages().into_values().next().ok_or(SealError::Form("no page"))?;
    let mut notes = match document.get_dictionary(page)?.get_deref(b"Annots", &document) {
        Ok(it) => it.as_array()?.clone(),
        Err(_) => Vec::new(),
    };
    let mut update = IncrementalDocument::create_from(pdf, document);
    update.opt_clone_object_to_new_document(root)?;
    update.opt_clone_object_to_new_document(page)?;
    let ours = &mut update.new_document;
    let signature = ours.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => Object::Array([0, PLACE, PLACE, PLACE].map(Object::Integer).to_vec()),
        "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
        "M" => Object::string_literal(date(at)),
    });
    let field = ours.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => Object::string_literal("Signature"),
        "TU" => Object::string_literal("Signature"),
        "V" => signature,
        "P" => page,
        "F" => 132,
        "Rect" => Object::Array([-1; 4].map(Object::Integer).to_vec()),
    });
    notes.push(field.into());
    let sheet = ours.get_dictionary_mut(page)?;
    sheet.set("Annots", notes);
    sheet.set("Tabs", "S");
    ours.get_dictionary_mut(root)?
        .set("AcroForm", dictionary! { "Fields" => Object::Array(vec![field.into()]), "SigFlags" => 3 });
    let mut bytes = Vec::new();
    update.save_to(&mut bytes)?;
    Ok(bytes)
}

/// As PDF writes a moment.
fn date(at: Instant) -> String {
    let it = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    it.strftime("D:%Y%m%d%H%M%SZ").to_string()
}

/// A certificate that says itself that it is one of a demonstration.
fn make_own(establishment: &str, today: Date, certificate: &Path, key: &Path) -> Result<(), KeyError> {
    let fault = |e: rcgen::Error| KeyError::of(certificate.display(), e);
    let pair = KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(fault)?;
    // The key first, and the one that stays, should two processes start at once.
    keep_private(key, pair.serialize_pem().as_bytes())?;
    let text = std::fs::read_to_string(key).map_err(|e| KeyError::of(key.display(), e))?;
    let pair = KeyPair::from_pem(&text).map_err(fault)?;
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, establishment.chars().take(64).collect::<String>());
    params.distinguished_name.push(DnType::OrganizationalUnitName, "Guichet (demonstration)");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    let year = i32::from(today.year);
    params.not_before = rcgen::date_time_ymd(year, today.month, today.day.min(28));
    params.not_after = rcgen::date_time_ymd(year + YEARS, today.month, 1);
    let own = params.self_signed(&pair).map_err(fault)?;
    keep_private(certificate, own.pem().as_bytes())
}
