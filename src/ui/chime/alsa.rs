//! libasound, opened when it is needed: linking it would ask for its headers at build time and
//! for the library on every machine.

#![expect(unsafe_code, reason = "a C library opened at run time has no other way")]

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

use libloading::{Library, Symbol};

type Open = unsafe extern "C" fn(*mut *mut c_void, *const c_char, c_int, c_int) -> c_int;
type SetParams =
    unsafe extern "C" fn(*mut c_void, c_int, c_int, c_uint, c_uint, c_int, c_uint) -> c_int;
type Write = unsafe extern "C" fn(*mut c_void, *const c_void, c_ulong) -> c_long;
type OnHandle = unsafe extern "C" fn(*mut c_void) -> c_int;

const PLAYBACK: c_int = 0;
const FLOAT_LE: c_int = 14;
const INTERLEAVED: c_int = 3;
const LATENCY_US: c_uint = 200_000;

/// Plays samples of one channel on the default device, and waits until they were heard.
pub(super) fn play(samples: &[f32], rate: u32) -> Result<(), String> {
    let words = |error: libloading::Error| error.to_string();
    // SAFETY: libasound's own start-up code has no preconditions.
    let library = unsafe { Library::new("libasound.so.2") }.map_err(words)?;
    // SAFETY: the types are those of alsa-lib's pcm.h, unchanged since its first release.
    let open: Symbol<'_, Open> = unsafe { library.get(b"snd_pcm_open\0") }.map_err(words)?;
    // SAFETY: as above, also for the three below.
    let set_params: Symbol<'_, SetParams> =
        unsafe { library.get(b"snd_pcm_set_params\0") }.map_err(words)?;
    let write: Symbol<'_, Write> = unsafe { library.get(b"snd_pcm_writei\0") }.map_err(words)?;
    let drain: Symbol<'_, OnHandle> = unsafe { library.get(b"snd_pcm_drain\0") }.map_err(words)?;
    let close: Symbol<'_, OnHandle> = unsafe { library.get(b"snd_pcm_close\0") }.map_err(words)?;
    let mut handle = std::ptr::null_mut();
    // SAFETY: `handle` is a place for the handle, the name ends in a zero byte; the handle is used
    // only between a successful open and the one close, and the buffer outlives the write.
    unsafe {
        let opened = open(&raw mut handle, c"default".as_ptr(), PLAYBACK, 0);
        if opened < 0 {
            return Err(format!("no sound device ({opened})"));
        }
        let set = set_params(handle, FLOAT_LE, INTERLEAVED, 1, rate, 1, LATENCY_US);
        if set >= 0 {
            write(handle, samples.as_ptr().cast(), samples.len() as c_ulong);
            drain(handle);
        }
        close(handle);
        if set < 0 { Err(format!("the sound device does not take this ({set})")) } else { Ok(()) }
    }
}
