//! `bellwether logo`: the picture that a centre keeps for the head of its reports.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{change_file, read};
use crate::centre::logo::Logo;
use crate::centre::{Change, details};
use crate::people::BadPhoto;

const EXAMPLES: &str = "\
The picture is made small and kept in the file, so that every computer shows the same. `bellwether
report --logo` shows another one for one order.

Examples:
  bellwether logo day.centre.ron our-mark.png
  bellwether logo day.centre.ron --none";

/// Keep a picture with the centre for the head of its reports, or take it out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LogoOf {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// The picture: PNG or JPEG
    #[arg(value_name = "PICTURE", required_unless_present = "none")]
    picture: Option<PathBuf>,
    /// Go without a picture
    #[arg(long, conflicts_with = "picture")]
    none: bool,
}

impl LogoOf {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let logo = match &self.picture {
            Some(path) => Some(Logo::of_file(&read(path)?).map_err(|bad| {
                let path = path.display();
                match bad {
                    BadPhoto::NotAPicture(why) => {
                        format!("{path} is no PNG or JPEG: {why}. Choose another picture.")
                    }
                    BadPhoto::TooLarge => {
                        format!("{path} is too large to look at. Choose a smaller picture.")
                    }
                }
            })?),
            None => None,
        };
        let change = Change::Details(details::Change::Logo(logo));
        change_file(&self.file, "bellwether logo", |_centre| Ok(vec![change]))
    }
}
