//! Colours. They say nothing that the words do not say too.

use anstyle::{AnsiColor, Color, Style};
use std::fmt::Display;

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const UNDERLINE: Style = Style::new().underline();

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

pub const GREEN: Style = colour(AnsiColor::Green);
pub const YELLOW: Style = colour(AnsiColor::Yellow);
pub const RED: Style = colour(AnsiColor::Red);
pub const BLUE: Style = colour(AnsiColor::Blue);
pub const CYAN: Style = colour(AnsiColor::Cyan);
pub const MAGENTA: Style = colour(AnsiColor::Magenta);

/// A text in a style.
pub fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Words of cooperation are cyan, deeds green; words of conflict yellow, deeds red.
pub fn of_quad(quad: u8) -> Style {
    match quad {
        1 => CYAN.bold(),
        2 => GREEN.bold(),
        3 => YELLOW.bold(),
        _ => RED.bold(),
    }
}

/// What is so is green; what somebody merely says is not.
pub fn of_status(status: &str) -> Style {
    match status {
        "happened" | "ongoing" => GREEN,
        "planned" => BLUE,
        "claimed" => YELLOW,
        "denied" => RED,
        _ => MAGENTA,
    }
}
