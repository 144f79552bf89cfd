use std::io::{self, BufRead, Read};

/// The longest record, page or text file that is read, in bytes. No news report comes near it; what does
/// is a broken file, and reading on would fill the memory.
pub const MAX_RECORD: usize = 16 << 20;

/// A line, or what stands in its place.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// A line, without its end.
    Whole,
    /// A line of more than the limit; it has been passed over.
    TooLong,
    /// The end of the file.
    End,
}

/// Reads up to the next `\n` into `line`. A longer line than `limit` is passed over without being kept.
pub fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    let read = input.take(limit as u64 + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if line.last() != Some(&b'\n') && read > limit {
        line.clear();
        input.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Whole)
}

/// Reads everything, or nothing if it is longer than `limit`.
pub fn read_whole(input: &mut dyn Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}
