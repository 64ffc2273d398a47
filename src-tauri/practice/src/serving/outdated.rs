//! Certificates of kinds that nobody makes any more: signed with SHA-1, of version 1, with a key of RSA
//! that is too short.
//!
//! They are made out of good ones, by changing a part and signing the rest anew. Whoever reads them must
//! refuse them before a signature counts, so those need not be right.

use rcgen::{KeyPair, SigningKey as _};
use rustls::pki_types::CertificateDer;
use rustls::sign::{Signer, SigningKey};
use rustls::{SignatureAlgorithm, SignatureScheme};

use crate::error::StartError;

/// `ecdsa-with-SHA256` and `ecdsa-with-SHA1` as algorithm identifiers (RFC 5758).
const SHA_256: &[u8] = &[0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const SHA_1: &[u8] = &[0x30, 0x09, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01];

/// A public key of RSA with 1024 bits. Its private half was thrown away.
const SHORT_KEY: [u8; 162] = [
    0x30, 0x81, 0x9f, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x03,
    0x81, 0x8d, 0x00, 0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0x00, 0x9f, 0x60, 0x62, 0x0a, 0x77, 0x5c, 0xd4, 0x12, 0x16,
    0xc2, 0xae, 0x92, 0x72, 0x11, 0x03, 0xca, 0xe8, 0x34, 0x24, 0xf1, 0x6c, 0x2d, 0x5d, 0xc8, 0xfc, 0x62, 0x0b, 0x09,
    0x24, 0xe3, 0xc4, 0x15, 0xf7, 0x0a, 0x47, 0xe8, 0x5c, 0x4e, 0xe7, 0x32, 0x00, 0x8a, 0x67, 0x08, 0x63, 0x29, 0xf8,
    0x92, 0x87, 0x85, 0x09, 0x28, 0xbb, 0x0f, 0xfa, 0x84, 0x13, 0xba, 0xe2, 0xd0, 0x66, 0x18, 0xd7, 0x03, 0xef, 0xe2,
    0x69, 0x87, 0x02, 0x6e, 0x8d, 0xcf, 0x1c, 0xb1, 0xa6, 0xd3, 0xd3, 0x7f, 0x66, 0x0c, 0x79, 0x11, 0xa3, 0x11, 0x8f,
    0xc0, 0x66, 0x88, 0xfb, 0x76, 0x58, 0x97, 0x79, 0xd0, 0xc9, 0xd6, 0xa1, 0x9c, 0x57, 0x7f, 0xb1, 0x6b, 0x37, 0x78,
    0x7d, 0x1d, 0x57, 0xd9, 0x82, 0x8d, 0x63, 0x70, 0x6d, 0xab, 0xf7, 0xd2, 0x40, 0x47, 0x3d, 0xdf, 0xec, 0xce, 0xbb,
    0x70, 0x84, 0x45, 0x87, 0x53, 0x02, 0x03, 0x01, 0x00, 0x01,
];

/// Where a version and the extensions stand in what is signed (RFC 5280, section 4.1), and the key.
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;
const KEY_AT: usize = 6;

/// The same certificate, said to be signed with SHA-1.
pub(super) fn with_sha_1(good: &CertificateDer<'_>, issuer: &KeyPair) -> Result<CertificateDer<'static>, StartError> {
    let parts = parts_of_signed(good).into_iter().map(|part| if part == SHA_256 { SHA_1.to_vec() } else { part });
    signed(&parts.collect::<Vec<_>>(), SHA_1, issuer)
}

/// The same certificate in version 1, which has no extensions.
pub(super) fn of_version_1(good: &CertificateDer<'_>, issuer: &KeyPair) -> Result<CertificateDer<'static>, StartError> {
    let kept = |part: &Vec<u8>| !matches!(part.first(), Some(&(VERSION | EXTENSIONS)));
    signed(&parts_of_signed(good).into_iter().filter(kept).collect::<Vec<_>>(), SHA_256, issuer)
}

/// The same certificate with a short key.
pub(super) fn of_short_key(good: &CertificateDer<'_>, issuer: &KeyPair) -> Result<CertificateDer<'static>, StartError> {
    let mut parts = parts_of_signed(good);
    if let Some(key) = parts.get_mut(KEY_AT) {
        *key = SHORT_KEY.to_vec();
    }
    signed(&parts, SHA_256, issuer)
}

/// Signs for the short key, with what is no signature: the key is refused before it is looked at.
#[derive(Debug)]
pub(super) struct ShortKey;

impl SigningKey for ShortKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let signer: Box<dyn Signer> = Box::new(Self);
        offered.contains(&SignatureScheme::RSA_PSS_SHA256).then_some(signer)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::RSA
    }
}

impl Signer for ShortKey {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        Ok(vec![1; 128])
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::RSA_PSS_SHA256
    }
}

fn signed(parts: &[Vec<u8>], algorithm: &[u8], issuer: &KeyPair) -> Result<CertificateDer<'static>, StartError> {
    let to_sign = sequence(&parts.concat());
    let signature = issuer.sign(&to_sign)?;
    let bits = element(0x03, &[vec![0], signature].concat());
    Ok(sequence(&[to_sign, algorithm.to_vec(), bits].concat()).into())
}

/// The parts of what is signed in a certificate, each whole.
fn parts_of_signed(certificate: &[u8]) -> Vec<Vec<u8>> {
    let whole = elements(content(certificate));
    whole.first().map(|signed| elements(content(signed))).unwrap_or_default()
}

/// The elements that follow each other.
fn elements(mut rest: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    while let Some((head, length)) = header(rest) {
        let Some((element, after)) = rest.split_at_checked(head + length) else { break };
        found.push(element.to_vec());
        rest = after;
    }
    found
}

fn content(element: &[u8]) -> &[u8] {
    header(element).and_then(|(head, _)| element.get(head..)).unwrap_or_default()
}

/// How many bytes the head of an element has, and how many its content.
fn header(element: &[u8]) -> Option<(usize, usize)> {
    let first = usize::from(*element.get(1)?);
    if first < 0x80 {
        return Some((2, first));
    }
    let count = first - 0x80;
    let length = element.get(2..2 + count)?.iter().fold(0, |length, &byte| length << 8 | usize::from(byte));
    Some((2 + count, length))
}

fn sequence(content: &[u8]) -> Vec<u8> {
    element(0x30, content)
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut length = content.len().to_be_bytes().to_vec();
    length.drain(..length.iter().take_while(|&&byte| byte == 0).count());
    let head = match (content.len(), u8::try_from(length.len())) {
        (short @ 0..=0x7f, _) => vec![tag, u8::try_from(short).unwrap_or_default()],
        (_, count) => [vec![tag, 0x80 | count.unwrap_or_default()], length].concat(),
    };
    [head.as_slice(), content].concat()
}
