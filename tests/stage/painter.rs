//! Paints egui's meshes on the processor: the same bytes on every machine, no graphics driver.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::iter_over_hash_type,
    clippy::many_single_char_names,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::assign_op_pattern,
    reason = "pixels"
)]

use std::collections::BTreeMap;

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// The renderer, with the textures it was given.
#[derive(Default)]
pub struct Painter {
    textures: BTreeMap<TextureId, ColorImage>,
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match (change.pos, self.textures.get_mut(&id)) {
                    (Some([x, y]), Some(whole)) => {
                        for row in 0..image.height() {
                            let from = row * image.width();
                            let to = (y + row) * whole.width() + x;
                            whole.pixels[to..to + image.width()]
                                .copy_from_slice(&image.pixels[from..from + image.width()]);
                        }
                    }
                    _ => {
                        self.textures.insert(id, image.as_ref().clone());
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut picture = Picture::new(size.x.round() as usize, size.y.round() as usize);
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            if let Primitive::Mesh(mesh) = &clipped.primitive {
                let texture = self.textures.get(&mesh.texture_id).ok_or("no such texture")?;
                picture.mesh(mesh, texture, clipped.clip_rect, scale);
            }
        }
        Ok(picture.image())
    }
}

struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 3]>,
}

impl Picture {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 3]; width * height] }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
        let clip = Rect::from_min_max(
            (clip.min * scale).round().max(egui::Pos2::ZERO),
            (clip.max * scale).round().min(egui::pos2(self.width as f32, self.height as f32)),
        );
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |place: usize| mesh.vertices[corners[place] as usize];
            self.triangle([corner(0), corner(1), corner(2)], texture, clip, scale);
        }
    }

    fn triangle(&mut self, mut corners: [Vertex; 3], texture: &ColorImage, clip: Rect, scale: f32) {
        for corner in &mut corners {
            corner.pos = corner.pos * scale;
        }
        let [a, b, c] = corners;
        let edge = |p: egui::Pos2, q: egui::Pos2, x: f32, y: f32| {
            (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x)
        };
        let area = edge(a.pos, b.pos, c.pos.x, c.pos.y);
        if area == 0.0 {
            return;
        }
        let (b, c, area) = if area < 0.0 { (c, b, -area) } else { (b, c, area) };
        let xs = [a.pos.x, b.pos.x, c.pos.x];
        let ys = [a.pos.y, b.pos.y, c.pos.y];
        let low = |of: [f32; 3], from: f32| {
            of.iter().copied().fold(f32::INFINITY, f32::min).floor().max(from)
        };
        let high = |of: [f32; 3], to: f32| {
            of.iter().copied().fold(f32::NEG_INFINITY, f32::max).ceil().min(to)
        };
        let solid = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
        let flat = solid.then(|| shade(texture, a.uv, a.color.to_array().map(f32::from)));
        // A pixel on an edge that two triangles share belongs to one of them: the top-left rule.
        let owns = |p: egui::Pos2, q: egui::Pos2| (p.y == q.y && q.x > p.x) || q.y < p.y;
        let own = [owns(b.pos, c.pos), owns(c.pos, a.pos), owns(a.pos, b.pos)];
        for y in low(ys, clip.min.y) as usize..high(ys, clip.max.y) as usize {
            for x in low(xs, clip.min.x) as usize..high(xs, clip.max.x) as usize {
                let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
                let w = [
                    edge(b.pos, c.pos, px, py),
                    edge(c.pos, a.pos, px, py),
                    edge(a.pos, b.pos, px, py),
                ];
                let within = w.iter().zip(own).all(|(w, own)| *w > 0.0 || (*w == 0.0 && own));
                if !within {
                    continue;
                }
                let [wa, wb, wc] = w.map(|w| w / area);
                let colour = flat.unwrap_or_else(|| {
                    let uv =
                        (a.uv.to_vec2() * wa + b.uv.to_vec2() * wb + c.uv.to_vec2() * wc).to_pos2();
                    let (ca, cb, cc) = (a.color.to_array(), b.color.to_array(), c.color.to_array());
                    let mixed = [0, 1, 2, 3].map(|i| {
                        f32::from(ca[i]) * wa + f32::from(cb[i]) * wb + f32::from(cc[i]) * wc
                    });
                    shade(texture, uv, mixed)
                });
                self.blend(x, y, colour);
            }
        }
    }

    /// Premultiplied, in gamma space, as egui's own renderers do it.
    fn blend(&mut self, x: usize, y: usize, [r, g, b, alpha]: [f32; 4]) {
        let pixel = &mut self.pixels[y * self.width + x];
        let rest = 1.0 - alpha / 255.0;
        for (old, new) in pixel.iter_mut().zip([r, g, b]) {
            *old = new + *old * rest;
        }
    }

    fn image(&self) -> RgbaImage {
        let bytes = self.pixels.iter().flat_map(|pixel| {
            let [r, g, b] = pixel.map(|part| part.round().clamp(0.0, 255.0) as u8);
            [r, g, b, 255]
        });
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes.collect()).unwrap()
    }
}

/// The colour of a texture at a place, between its four nearest texels, times the vertex colour.
fn shade(texture: &ColorImage, uv: egui::Pos2, colour: [f32; 4]) -> [f32; 4] {
    let (width, height) = (texture.width() as f32, texture.height() as f32);
    let x = (uv.x * width - 0.5).clamp(0.0, width - 1.0);
    let y = (uv.y * height - 0.5).clamp(0.0, height - 1.0);
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let texel = |x: f32, y: f32| {
        let x = (x as usize).min(texture.width() - 1);
        let y = (y as usize).min(texture.height() - 1);
        texture.pixels[y * texture.width() + x].to_array()
    };
    let corners =
        [texel(x0, y0), texel(x0 + 1.0, y0), texel(x0, y0 + 1.0), texel(x0 + 1.0, y0 + 1.0)];
    [0, 1, 2, 3].map(|i| {
        let [a, b, c, d] = corners.map(|corner| f32::from(corner[i]));
        let mixed = (a * (1.0 - fx) + b * fx) * (1.0 - fy) + (c * (1.0 - fx) + d * fx) * fy;
        mixed * colour[i] / 255.0
    })
}
