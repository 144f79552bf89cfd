use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// The text of a whole file: by its byte order mark, by what it declares (a page's `charset`), as UTF-8 where
/// it is that, else by the encoding that its bytes look most like.
pub fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    // A page that is valid UTF-8 is UTF-8, whatever a template declares.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        _ => decode_odd(bytes).into_owned(),
    }
}

/// The text of one record of a stream, whose neighbours may be encoded in another way.
pub fn decode_record(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => decode_odd(bytes),
    }
}

/// Bytes that are no UTF-8: broken UTF-8 where most letters beyond ASCII are sound or only the last one is cut off,
/// else an older encoding.
fn decode_odd(bytes: &[u8]) -> Cow<'_, str> {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut_off = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    if sound > broken || is_cut_off {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that a page declares in its first kilobytes: `<meta charset=…>` or an XML declaration.
pub fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = start.find("charset=").map(|at| at + 8).or_else(|| start.find("encoding=").map(|at| at + 9))?;
    let label = start[at..].trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
    // The declaration was readable byte by byte, so it cannot be true of UTF-16.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

/// UTF-16 of a mostly Latin text has a NUL in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1024) & !1];
    let pairs = start.len() / 2;
    if pairs < 4 {
        return None;
    }
    let nuls = |first: usize| start.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        return Some(UTF_16LE);
    }
    (even * 10 > pairs * 7 && odd * 10 < pairs).then_some(UTF_16BE)
}

/// A stream as UTF-8 bytes: a byte order mark is taken off, UTF-16 is turned into UTF-8 on the way; the rest is
/// passed on as it is and decoded record by record.
pub fn open_stream(mut input: Box<dyn BufRead + Send>) -> io::Result<Box<dyn BufRead + Send>> {
    let start = input.fill_buf()?;
    let encoding = match Encoding::for_bom(start) {
        Some((encoding, mark)) => {
            input.consume(mark);
            encoding
        }
        None => utf16_without_mark(start).unwrap_or(UTF_8),
    };
    if encoding == UTF_8 {
        return Ok(input);
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok(Box::new(io::BufReader::with_capacity(1 << 16, Decoding { input, decoder, done: false })))
}

struct Decoding {
    input: Box<dyn BufRead + Send>,
    decoder: encoding_rs::Decoder,
    done: bool,
}

impl Read for Decoding {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.done || out.is_empty() {
                return Ok(0);
            }
            let start = self.input.fill_buf()?;
            let last = start.is_empty();
            let (state, read, written, _) = self.decoder.decode_to_utf8(start, out, last);
            self.input.consume(read);
            self.done = last && state == encoding_rs::CoderResult::InputEmpty;
            if written > 0 || self.done {
                return Ok(written);
            }
        }
    }
}
