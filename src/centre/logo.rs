//! The centre's own mark, which stands at the head of each report: kept with the centre, so that
//! every computer shows the same.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use image::ImageFormat;
use serde::{Deserialize, Serialize};

use crate::people::photo;

/// The width that a logo is made to fit into, in pixels: enough for print at 14 mm height.
pub const WIDTH: u32 = 720;

/// The height that it is made to fit into.
pub const HEIGHT: u32 = 240;

/// The most bytes that a logo takes in the record.
pub const MOST_BYTES: usize = 192 << 10;

/// A PNG that fits into 720 by 240 pixels, made anew from the picture that was chosen; what is
/// transparent stays so. In files it is base64 (RFC 4648).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Logo(#[serde(with = "photo::stored")] Arc<[u8]>);

impl Logo {
    /// The logo made of a picture file, turned upright. A picture without rest is made smaller
    /// until it fits.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn of_file(bytes: &[u8]) -> Result<Self, photo::BadPhoto> {
        let picture = photo::read(bytes)?;
        let (mut width, mut height) = (WIDTH, HEIGHT);
        loop {
            let fits = picture.width() <= width && picture.height() <= height;
            let small = if fits { picture.clone() } else { picture.thumbnail(width, height) };
            let mut png = Cursor::new(Vec::new());
            small
                .into_rgba8()
                .write_to(&mut png, ImageFormat::Png)
                .map_err(|error| photo::BadPhoto::NotAPicture(error.to_string()))?;
            let png = png.into_inner();
            if png.len() <= MOST_BYTES || width < 16 {
                return Ok(Self(png.into()));
            }
            (width, height) = (width / 2, height / 2);
        }
    }

    /// The PNG itself.
    pub fn png(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(picture: &image::RgbaImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn read(logo: &Logo) -> image::RgbaImage {
        image::load_from_memory(logo.png()).unwrap().into_rgba8()
    }

    #[test]
    fn a_logo_is_made_small_keeps_its_shape_and_what_is_clear_in_it() {
        let clear = image::RgbaImage::from_pixel(2000, 1000, image::Rgba([9, 80, 90, 0]));
        let logo = Logo::of_file(&png(&clear)).unwrap();
        let back = read(&logo);
        assert_eq!((back.width(), back.height()), (480, 240));
        assert_eq!(back.get_pixel(100, 100).0[3], 0);
    }

    #[test]
    fn a_small_logo_is_not_drawn_out_and_a_restless_one_fits_all_the_same() {
        let small = image::RgbaImage::from_pixel(40, 20, image::Rgba([1, 2, 3, 255]));
        let logo = Logo::of_file(&png(&small)).unwrap();
        assert_eq!((read(&logo).width(), read(&logo).height()), (40, 20));
        let mut state = 5_u32;
        let noise = image::RgbaImage::from_fn(720, 240, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgba(state.to_be_bytes())
        });
        let logo = Logo::of_file(&png(&noise)).unwrap();
        assert!(logo.png().len() <= MOST_BYTES);
    }

    #[test]
    fn a_logo_reads_back_as_it_is_written() {
        let small = image::RgbaImage::from_pixel(8, 8, image::Rgba([1, 2, 3, 255]));
        let logo = Logo::of_file(&png(&small)).unwrap();
        let text = ron::to_string(&logo).unwrap();
        assert_eq!(ron::from_str::<Logo>(&text).unwrap(), logo);
        assert!(Logo::of_file(b"hello").is_err());
    }
}
