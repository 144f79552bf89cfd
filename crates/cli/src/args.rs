//! The command line. Its help is the manual: what each option does, and an example of it.

use crate::annotate::{LayerFormat, LayerInput};
use crate::code::output::OutputFormat;
use crate::evaluate::Layer;
use crate::lexicon::AnswerFormat;
use crate::speech::WantedSpeaker;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use verbale::Date;
use verbale_intake::{Format, read_date};
use verbale_record::Table;

/// Reads news reports and writes down who said or did what to whom, when, where, according to whom, and how certain
/// it is.
#[derive(Debug, Parser)]
#[command(name = "verbale", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "\
Examples:
  verbale code reports/                         a folder of text files and saved pages, as a table
  verbale code news.csv --format csv > events.csv
  verbale statements reports/ --speaker KEN     who said what to whom, and inside whose words
  verbale explain \"Kenya accused Somalia of closing the border.\"

Exit code: 0 done, 1 no input could be read, 2 trouble, 3 something left out with --keep-going.
Records go to standard output, words to standard error.")]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Code(CodeArgs),
    Statements(StatementsArgs),
    Explain(ExplainArgs),
    Annotate(AnnotateArgs),
    Evaluate(EvaluateArgs),
    Lexicon(LexiconArgs),
}

/// Code reports: events and statements, with actors, dates, places and certainty
///
/// Reads each report and writes a record for every political event (PLOVER's 16 types) and every statement in it.
/// What is only claimed, planned or denied is kept and says so in its `status`: filter by it before you count.
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Input:
  text      .txt: one report a file, read whole
  html      a saved web page: the article is taken out, with title, authors, outlet and date
  jsonl     one JSON object a line, with text (or event_text, body, content) and, where known, id, url,
            title (headline), date (pub_date, published), publisher (source), language
  csv       a table with the same names in its header line; comma, semicolon or tab
  Folders are read with all their subfolders, in the order of names, without hidden files and README.

Examples:
  verbale code examples/reports
  verbale code wire.txt --date 2024-03-05
  verbale code 'archive/2023-*.jsonl' --format csv -o tables/
  zcat news.jsonl.gz | verbale code - --format jsonl --keep-going > records.jsonl
  verbale code news.csv --format csv --records statements > statements.csv

Without a date a report's weekdays and \"last month\" stay open, and offices are taken as of today: give --date
or a date column whenever you can."
)]
pub struct CodeArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// Write mentions too: every person, organisation, country and place that the text names
    #[arg(long)]
    pub mentions: bool,

    /// One kind of record alone: documents, events, statements, mentions [csv on stdout: events]
    #[arg(long, value_name = "KIND")]
    pub records: Option<Table>,

    /// Quad of SANCTION: 4, as PLOVER has it, or 3, as Phoenix counts it
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(3..=4))]
    pub sanction_quad: u8,
}

/// What to read, and where its records go: the same for `code` and `statements`.
#[derive(Debug, clap::Args)]
pub struct ReadArgs {
    /// Files, folders, patterns such as 'news/*.txt', or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// Day of publication for reports that come without one: 2024-03-05, or "5 March 2024"
    #[arg(long, value_parser = parse_date)]
    pub date: Option<Date>,

    /// What to write: table, jsonl, csv [default: a table on a terminal, else jsonl, or what -o's ending says]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<OutputFormat>,

    /// What the input is, whatever it looks like: text, html, jsonl, csv [default: found by looking]
    #[arg(long, value_name = "KIND")]
    pub from: Option<Format>,

    /// Write to a file; with csv and all kinds of records, to a folder of tables: documents, events, statements
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Threads to read with; the output is the same with any number [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Report bad inputs, leave them out, and do the rest (exit code 3 if there were some)
    #[arg(long)]
    pub keep_going: bool,

    /// Tell at the end what was read and how long it took, even if nobody watches
    #[arg(short, long)]
    pub verbose: bool,

    /// Events from frames alone: the trained second opinion and topic judge are switched off, and each record's version says so
    #[arg(long)]
    pub frames_only: bool,

    /// A list of actors of your own, which goes before ours; may be given several times (docs/lexicon.md)
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

/// List statements: who said what, to whom, through what, and inside whose words
///
/// The same records as `code --records statements`. On a terminal a table: statements are numbered, those that stand
/// inside another are set in below it, and a denial tells which one it answers.
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  verbale statements report.txt --date 2024-03-05
  verbale statements reports/ --speaker RUS              whose codes are these: RUS, 'RUS GOV'
  verbale statements reports/ --speaker Lavrov           or whose name or words hold these
  verbale statements news.csv --format csv > statements.csv"
)]
pub struct StatementsArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// Only statements of this speaker: a country, codes such as 'RUS GOV', or a part of a name
    #[arg(long, value_name = "WHO")]
    pub speaker: Option<WantedSpeaker>,
}

/// Show how a sentence is read, and why: words, parse, mentions, times, events, voices
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  verbale explain \"Moscow denied on Monday that its troops had shelled the town.\" --date 2024-03-05
  verbale explain - < paragraph.txt"
)]
pub struct ExplainArgs {
    /// A sentence, or a few; - reads standard input
    #[arg(value_name = "SENTENCE")]
    pub text: String,

    /// Day of publication, for weekdays and offices
    #[arg(long, value_parser = parse_date)]
    pub date: Option<Date>,

    /// Events from frames alone: the trained second opinion and topic judge are switched off, and each record's version says so
    #[arg(long)]
    pub frames_only: bool,

    /// A list of actors of your own, which goes before ours; may be given several times (docs/lexicon.md)
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

/// Write the layers of language: words, tags, parse, mentions, times, places
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  verbale annotate report.txt > report.conllu
  verbale annotate reports/ --format json > layers.jsonl
  verbale annotate --from conllu treebank.conllu > predicted.conllu    its words kept, all else predicted"
)]
pub struct AnnotateArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// conllu (Universal Dependencies) or json (one object a document, with mentions, times and places)
    #[arg(long, value_name = "FORMAT", default_value = "conllu")]
    pub format: LayerFormat,

    /// text, html, jsonl, csv, or conllu: keep its words and sentences, predict the rest [default: by looking]
    #[arg(long, value_name = "KIND")]
    pub from: Option<LayerInput>,

    /// Day of publication for reports that come without one
    #[arg(long, value_parser = parse_date)]
    pub date: Option<Date>,

    /// Threads to read with; the output is the same with any number [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Report bad inputs, leave them out, and do the rest (exit code 3 if there were some)
    #[arg(long)]
    pub keep_going: bool,

    /// A list of actors of your own, which goes before ours; may be given several times (docs/lexicon.md)
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

/// Compare with gold: precision, recall and F1 by layer
///
/// Codes the texts of a gold folder (see corpus/gold/README.md), or judges records that were written before.
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  verbale evaluate corpus/gold --errors         each miss and each false record, with its sentence
  verbale evaluate corpus/gold --output out.jsonl
  verbale evaluate sentences.jsonl --plover
  verbale evaluate treebank.conllu              words, tags and parse, by the measures of CoNLL 2018
  verbale evaluate corpus/gold --layer calibration   is confidence what it says? (reliability table)
  verbale evaluate gum.conllu --layer coreference --documents news,bio
  verbale evaluate who.tsv --layer attribution --treebank gum/
  verbale evaluate factuality_ewt/dev.tsv --layer factuality   is what we call happened so?"
)]
pub struct EvaluateArgs {
    /// A gold folder, a JSONL file of single sentences (with --plover), a CoNLL-U file, or a table of judgements on a
    /// treebank's words (.tsv)
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// Judge these records (- for standard input) instead of coding the texts of the gold
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// List each miss and each false record with its sentence
    #[arg(long)]
    pub errors: bool,

    /// The gold is single sentences, each chosen for one event
    #[arg(long)]
    pub plover: bool,

    /// A line of metric, tab, value for each number
    #[arg(long)]
    pub tsv: bool,

    /// Names of the treebank's sentences as Universal NER has them, to be scored beside the rest
    #[arg(long, value_name = "IOB2")]
    pub names: Option<PathBuf>,

    /// The treebank with the texts that a table of judgements speaks of: a CoNLL-U file, or a folder of them; if it is not
    /// given, the .conllu files beside the table, else those of ../ud/* seen from the table's folder
    #[arg(long, value_name = "CONLLU")]
    pub treebank: Option<PathBuf>,

    /// Of a treebank, only documents with one of these between low lines in their id: news of GUM_news_expo
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub documents: Vec<String>,

    /// What to measure; of a CoNLL-U file the language, if nothing else is said
    #[arg(long, value_name = "LAYER", value_enum, default_value_t)]
    pub layer: Layer,

    /// Events from frames alone: the trained second opinion and topic judge are switched off, and each record's version says so
    #[arg(long)]
    pub frames_only: bool,
}

/// Look after the word lists and frames, ours and yours; ask whom a name stands for
#[derive(Debug, Parser)]
#[command(
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "\
Examples:
  verbale lexicon check mine.tsv                        all that is wrong with a list of your own
  verbale lexicon who Lavrov --on 2022-03-30
  verbale lexicon who 'rebel spokesman'
  verbale lexicon who 'Water Board' --actors mine.tsv
  verbale lexicon count"
)]
pub struct LexiconArgs {
    #[command(subcommand)]
    pub command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Read every file and report all that is wrong in them, with line and remedy
    ///
    /// Without FILE: the word lists and frames that come with the program (VERBALE_DATA=FOLDER: those of a folder of
    /// yours). With files: lists of actors, as `--actors` takes them: tables laid out as ours, or dictionaries in
    /// PETRARCH's format. Exit code 0: sound, warnings or not; 2: something is to be mended.
    Check(CheckArgs),
    /// Whom a name, a country, a capital, an office or a role may stand for
    ///
    /// All readings, the likeliest first, and what becomes of the words where nothing else in a report helps.
    /// Exit code 1 if nobody is called so.
    Who(WhoArgs),
    /// How much the lexicon knows: terms of office, organisations, countries, roles, cues, frames, places
    Count(CountArgs),
}

#[derive(Debug, Parser)]
pub struct CheckArgs {
    /// Lists of actors
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Parser)]
pub struct WhoArgs {
    /// As a text has it: Lavrov, Kremlin, 'rebel spokesman', 'PLA Daily'
    #[arg(value_name = "WORDS")]
    pub words: String,

    /// Day of the report: 2022-03-30
    #[arg(long, value_name = "DAY", value_parser = parse_date)]
    pub on: Option<Date>,

    /// A list of actors of your own, which goes before ours; may be given several times (docs/lexicon.md)
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,

    /// table or json (one object)
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AnswerFormat,
}

#[derive(Debug, Parser)]
pub struct CountArgs {
    /// table or json (one object a line)
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: AnswerFormat,
}

fn parse_date(text: &str) -> Result<Date, String> {
    read_date(text).ok_or_else(|| "expected a date such as 2024-03-05".to_owned())
}
