//! Tokens that are one word in spite of their signs: addresses, handles, tags, faces, telephone numbers.

/// The length of an address of the web or of mail, a handle, a tag or a face at the start of `rest`, which is
/// the remainder of a chunk; 0 if there is none.
pub(super) fn special_length(rest: &str) -> usize {
    let first = rest.as_bytes().first().copied().unwrap_or(b' ');
    match first {
        b'@' => handle_length(rest, false),
        b'#' => handle_length(rest, true),
        b':' | b';' | b'=' => face_length(rest),
        _ if first.is_ascii_alphanumeric() => address_length(rest),
        _ => 0,
    }
}

fn address_length(rest: &str) -> usize {
    if !rest.bytes().any(|b| b == b'/' || b == b'@' || b == b'.') {
        return 0;
    }
    let scheme = rest.bytes().position(|b| b == b':').filter(|at| rest[*at..].starts_with("://"));
    if scheme.is_some_and(|at| rest[..at].bytes().all(|b| b.is_ascii_alphanumeric())) {
        return trimmed(rest);
    }
    if rest.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www.")) && rest.len() > 6 {
        return trimmed(rest);
    }
    mail_length(rest).max(page_length(rest))
}

/// `name@host.tld`.
fn mail_length(rest: &str) -> usize {
    let Some(at) = rest.find('@') else { return 0 };
    let name = |b: u8| b.is_ascii_alphanumeric() || b".-_+%".contains(&b);
    let host = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    if at == 0 || !rest.as_bytes()[..at].iter().all(|b| name(*b)) {
        return 0;
    }
    let length = rest[at + 1..].bytes().take_while(|b| host(*b)).count();
    let host = rest[at + 1..at + 1 + length].trim_end_matches(['.', '-', '_']);
    if host.is_empty() { 0 } else { at + 1 + host.len() }
}

/// `host.tld/path` without a scheme.
fn page_length(rest: &str) -> usize {
    let Some(slash) = rest.find('/') else { return 0 };
    let host = &rest[..slash];
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |l: &&str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let tld = labels
        .last()
        .is_some_and(|l| (2..=6).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_lowercase()));
    if labels.len() < 2 || !labels.iter().all(plain) || !tld || labels[0].len() < 2 {
        return 0;
    }
    trimmed(rest)
}

/// An address does not end in the punctuation of its sentence.
fn trimmed(rest: &str) -> usize {
    let end = rest.find(['"', '”', '“', '»', '<', '>', '’']).unwrap_or(rest.len());
    let mut address = &rest[..end];
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '}', '…', '*', '|']);
        let unopened = shorter.ends_with(')') && !shorter.contains('(');
        let shorter = if unopened { &shorter[..shorter.len() - 1] } else { shorter };
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
}

/// `@name`, or `#tag` that begins with a letter.
fn handle_length(rest: &str, tag: bool) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let name = &rest[1..];
    let opens = |c: char| if tag { c.is_alphabetic() } else { word(c) };
    if !name.starts_with(opens) {
        return 0;
    }
    1 + name.find(|c| !word(c)).unwrap_or(name.len())
}

/// A face of two or three signs, such as `:)` and `;-(`.
fn face_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let nose = usize::from(matches!(bytes.get(1), Some(b'-' | b'\'')));
    let Some(mouth) = bytes.get(1 + nose) else { return 0 };
    let after = rest.get(2 + nose..).unwrap_or("x");
    let length = match mouth {
        b')' | b'(' => 2 + nose,
        b'D' | b'P' | b'p' if bytes[0] != b'=' => 2 + nose,
        _ => return 0,
    };
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '/') { 0 } else { length }
}

/// The length of a telephone number, a date or another number of several groups (2022-03-30, 555-0134) at the
/// start of `rest`; 0 if its groups are not those of one.
pub(super) fn grouped_number_length(rest: &str) -> usize {
    let Some(sign) = rest.bytes().find(|b| !b.is_ascii_digit()).filter(|b| b"-/.".contains(b)) else {
        return 0;
    };
    let run = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == sign).count();
    let run = rest[..run].trim_end_matches(sign as char);
    let goes_on = rest[run.len()..].starts_with(|c: char| c.is_alphanumeric());
    let mut groups = [0usize; 5];
    let mut n = 0;
    for group in run.split(sign as char) {
        if n == groups.len() {
            return 0;
        }
        groups[n] = group.len();
        n += 1;
    }
    let known = match sign {
        b'-' => {
            matches!(groups[..n], [4, 2, 2] | [1 | 2, 1 | 2, 2 | 4] | [3, 3, 4] | [1, 3, 3, 4] | [3 | 5, 4])
        }
        b'/' => matches!(groups[..n], [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]),
        _ => matches!(groups[..n], [1 | 2, 1 | 2, 2 | 4] | [3, 3, 4]),
    };
    if known && !goes_on { run.len() } else { 0 }
}
