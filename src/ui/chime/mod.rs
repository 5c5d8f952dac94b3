//! A short chime beside a cue. It always goes with something seen: no sound card is never an
//! error.

#[cfg(target_os = "linux")]
mod alsa;

/// Samples a second.
const RATE: u32 = 44_100;

/// Two soft bell strokes, a third apart, as samples between -1 and 1.
#[expect(clippy::cast_precision_loss, reason = "under a minute of samples")]
fn strokes() -> Vec<f32> {
    let stroke = |hertz: f32, t: f32| (t * hertz * std::f32::consts::TAU).sin() * (-5.0 * t).exp();
    (0..RATE)
        .map(|sample| {
            let t = sample as f32 / RATE as f32;
            let second = if t > 0.22 { stroke(659.26, t - 0.22) } else { 0.0 };
            0.28 * (stroke(523.25, t) + second)
        })
        .collect()
}

/// Sounds the chime, on a thread of its own.
pub fn sound() {
    let play = || {
        if let Err(why) = play(&strokes()) {
            tracing::info!("no chime: {why}");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("chime".into()).spawn(play) {
        tracing::info!("no chime: {error}");
    }
}

#[cfg(target_os = "linux")]
fn play(samples: &[f32]) -> Result<(), String> {
    alsa::play(samples, RATE)
}

#[cfg(any(windows, target_os = "macos"))]
fn play(samples: &[f32]) -> Result<(), String> {
    let stream =
        rodio::DeviceSinkBuilder::open_default_sink().map_err(|error| error.to_string())?;
    let player = rodio::Player::connect_new(stream.mixer());
    let channel = std::num::NonZeroU16::MIN;
    let rate = std::num::NonZeroU32::new(RATE).ok_or("no rate")?;
    player.append(rodio::buffer::SamplesBuffer::new(channel, rate, samples.to_vec()));
    player.sleep_until_end();
    Ok(())
}

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
fn play(_samples: &[f32]) -> Result<(), String> {
    Err("this system's sound is not known".to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_chime_is_a_second_long_and_never_clips() {
        let samples = super::strokes();
        assert_eq!(samples.len(), 44_100);
        assert!(samples.iter().all(|sample| sample.abs() <= 1.0));
        assert!(samples.iter().any(|sample| sample.abs() > 0.1));
    }
}
