//! A small picture of a person, so that people who have never met find each other.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader};
use serde::{Deserialize, Serialize};

/// Width and height that a photo is made to fit into, in pixels.
pub const SIDE: u32 = 320;

/// The most bytes that a photo takes in the record.
pub const MOST_BYTES: usize = 96 << 10;

/// How much of the picture is kept, from 1 to 100.
const QUALITY: u8 = 82;

/// What decoding may take, in bytes: a camera's largest picture and some.
const MOST_MEMORY: u64 = 512 << 20;

/// A JPEG no larger than 320 pixels, made anew from the picture that was chosen: what a camera wrote
/// beside it, such as where it was taken, is left behind. In files it is base64 (RFC 4648).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Photo(#[serde(with = "stored")] Arc<[u8]>);

/// Why there is no photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPhoto {
    /// Neither JPEG nor PNG, or damaged; what the reader says.
    NotAPicture(String),
    /// Too large to look at.
    TooLarge,
}

impl Photo {
    /// The photo made of a picture file, turned upright.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn of_file(bytes: &[u8]) -> Result<Self, BadPhoto> {
        let picture = read(bytes)?.thumbnail(SIDE, SIDE).into_rgb8();
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
            .encode_image(&DynamicImage::ImageRgb8(picture))
            .map_err(|error| BadPhoto::NotAPicture(error.to_string()))?;
        Ok(Self(jpeg.into()))
    }

    /// The JPEG itself.
    pub fn jpeg(&self) -> &[u8] {
        &self.0
    }

    /// Width and height, and the pixels as red, green and blue; none where the record was damaged.
    pub fn pixels(&self) -> Option<([usize; 2], Vec<u8>)> {
        let picture = read(&self.0).ok()?.into_rgb8();
        let side = |pixels: u32| usize::try_from(pixels).ok();
        let size = [side(picture.width())?, side(picture.height())?];
        Some((size, picture.into_raw()))
    }
}

/// The picture in a file, upright.
pub(crate) fn read(bytes: &[u8]) -> Result<DynamicImage, BadPhoto> {
    let bad = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => BadPhoto::TooLarge,
        other => BadPhoto::NotAPicture(other.to_string()),
    };
    let odd = |error: std::io::Error| BadPhoto::NotAPicture(error.to_string());
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(odd)?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(bad)?;
    let upright = decoder.orientation().map_err(bad)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(bad)?;
    picture.apply_orientation(upright);
    Ok(picture)
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo({} bytes)", self.0.len())
    }
}

/// Bytes of a picture as they stand in files.
pub(crate) mod stored {
    use std::sync::Arc;

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &Arc<[u8]>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D>(from: D) -> Result<Arc<[u8]>, D::Error>
    where
        D: Deserializer<'de>,
    {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        STANDARD.decode(text.as_bytes()).map(Arc::from).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
        });
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photo_is_made_small_and_keeps_its_shape() {
        let photo = Photo::of_file(&png(1600, 1200)).unwrap();
        assert_eq!(photo.pixels().unwrap().0, [320, 240]);
        assert!(photo.jpeg().len() <= MOST_BYTES);
    }

    #[test]
    fn a_photo_reads_back_as_it_is_written() {
        let photo = Photo::of_file(&png(40, 50)).unwrap();
        let text = ron::to_string(&photo).unwrap();
        assert_eq!(ron::from_str::<Photo>(&text).unwrap(), photo);
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        for bytes in [&b""[..], b"GIF89a", b"hello", &png(9, 9)[..30]] {
            assert!(matches!(Photo::of_file(bytes), Err(BadPhoto::NotAPicture(_))));
        }
    }
}
