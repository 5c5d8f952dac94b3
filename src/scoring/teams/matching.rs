//! A whole group in pairs: the matching of greatest weight, by Edmonds' blossoms.
//!
//! Every person has a *dual*; an edge is *tight* when its weight is the sum of the duals at its
//! ends. A tree of tight edges grows from everybody who is free; where two trees meet, both ends
//! become paired; where a tree meets itself an odd ring is shrunk to one (a *blossom*); and where
//! nothing is tight, the duals move by as little as makes a new edge tight. What comes out is
//! proved best by the duals: no pairing weighs more than they add up to. Weights are whole
//! numbers, so nothing is lost in rounding. With n people it takes about n³ steps.

use std::collections::VecDeque;
use std::ops::{Index, IndexMut};

/// A row of values that answers with a neutral one outside of its bounds.
#[derive(Debug, Clone)]
struct Line<T> {
    all: Vec<T>,
    outside: T,
}

impl<T: Clone> Line<T> {
    fn of(value: T, count: usize) -> Self {
        Self { all: vec![value.clone(); count], outside: value }
    }
}

impl<T> Index<usize> for Line<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        self.all.get(at).unwrap_or(&self.outside)
    }
}

impl<T> IndexMut<usize> for Line<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        self.all.get_mut(at).unwrap_or(&mut self.outside)
    }
}

/// The two ends and the weight of an edge; without weight it is none.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    from: usize,
    to: usize,
    weight: i64,
}

/// How a person or a blossom stands in the trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    /// In no tree.
    Free,
    /// At an even distance from the root: edges are looked for from here.
    Even,
    /// At an odd distance.
    Odd,
}

/// People are 1 to `people`, blossoms come after them; 0 is nobody.
struct Search {
    people: usize,
    /// The highest number that is in use.
    highest: usize,
    edges: Line<Line<Edge>>,
    duals: Line<i64>,
    mates: Line<usize>,
    /// The person at the other end of the edge that is nearest to tight.
    nearest: Line<usize>,
    /// The outermost blossom that each is in.
    outer: Line<usize>,
    parents: Line<usize>,
    /// Which part of a blossom a person is in.
    within: Line<Line<usize>>,
    parts: Line<Vec<usize>>,
    colours: Line<Colour>,
    seen: Line<usize>,
    turn: usize,
    queue: VecDeque<usize>,
}

/// Everybody in pairs whose weights add up to the most. `weight` is above 0 for any two, and the
/// number of people even.
pub(super) fn heaviest(people: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<[usize; 2]> {
    let mut search = Search::new(people, weight);
    while search.grow() {}
    let pairs = (1..=people).filter_map(|one| {
        let other = search.mates[one];
        (one < other).then(|| [one - 1, other - 1])
    });
    pairs.collect()
}

impl Search {
    fn new(people: usize, weight: impl Fn(usize, usize) -> i64) -> Self {
        let room = people * 2 + 1;
        let mut edges = Line::of(Line::of(Edge::default(), room), room);
        let mut most = 0;
        for from in 1..=people {
            for to in 1..=people {
                let weight = if from == to { 0 } else { weight(from - 1, to - 1) };
                most = most.max(weight);
                edges[from][to] = Edge { from, to, weight };
            }
        }
        let mut within = Line::of(Line::of(0, people + 1), room);
        let mut outer = Line::of(0, room);
        for one in 1..=people {
            within[one][one] = one;
            outer[one] = one;
        }
        let mut duals = Line::of(0, room);
        for one in 1..=people {
            duals[one] = most;
        }
        Self {
            people,
            highest: people,
            edges,
            duals,
            mates: Line::of(0, room),
            nearest: Line::of(0, room),
            outer,
            parents: Line::of(0, room),
            within,
            parts: Line::of(Vec::new(), room),
            colours: Line::of(Colour::Free, room),
            seen: Line::of(0, room),
            turn: 0,
            queue: VecDeque::new(),
        }
    }

    /// How far the edge is from tight, doubled.
    fn slack(&self, edge: Edge) -> i64 {
        let weight = self.edges[edge.from][edge.to].weight;
        self.duals[edge.from] + self.duals[edge.to] - weight * 2
    }

    fn is_outer(&self, one: usize) -> bool {
        self.outer[one] == one
    }

    fn see(&mut self, from: usize, to: usize) {
        let known = self.nearest[to];
        if known == 0 || self.slack(self.edges[from][to]) < self.slack(self.edges[known][to]) {
            self.nearest[to] = from;
        }
    }

    /// Looks for the edge to `to` that is nearest to tight.
    fn see_all(&mut self, to: usize) {
        self.nearest[to] = 0;
        for from in 1..=self.people {
            let even = self.colours[self.outer[from]] == Colour::Even;
            if self.edges[from][to].weight > 0 && self.outer[from] != to && even {
                self.see(from, to);
            }
        }
    }

    fn enqueue(&mut self, one: usize) {
        if one <= self.people {
            self.queue.push_back(one);
        } else {
            for part in self.parts[one].clone() {
                self.enqueue(part);
            }
        }
    }

    fn put_within(&mut self, one: usize, blossom: usize) {
        self.outer[one] = blossom;
        if one > self.people {
            for part in self.parts[one].clone() {
                self.put_within(part, blossom);
            }
        }
    }

    /// The way round a blossom to one of its parts that has an even number of steps.
    fn even_way(&mut self, blossom: usize, part: usize) -> usize {
        let parts = &mut self.parts[blossom];
        let at = parts.iter().position(|known| *known == part).unwrap_or_default();
        if at % 2 == 0 {
            return at;
        }
        if let Some(rest) = parts.get_mut(1..) {
            rest.reverse();
        }
        parts.len() - at
    }

    fn part(&self, blossom: usize, at: usize) -> usize {
        self.parts[blossom].get(at).copied().unwrap_or_default()
    }

    fn pair(&mut self, one: usize, other: usize) {
        let edge = self.edges[one][other];
        self.mates[one] = edge.to;
        if one <= self.people {
            return;
        }
        let part = self.within[one][edge.from];
        let steps = self.even_way(one, part);
        for at in 0..steps {
            let (here, there) = (self.part(one, at), self.part(one, at ^ 1));
            self.pair(here, there);
        }
        self.pair(part, other);
        self.parts[one].rotate_left(steps);
    }

    /// Exchanges paired and unpaired edges from here to the root of the tree.
    fn augment(&mut self, mut one: usize, mut other: usize) {
        loop {
            let next = self.outer[self.mates[one]];
            self.pair(one, other);
            if next == 0 {
                return;
            }
            let above = self.outer[self.parents[next]];
            self.pair(next, above);
            (one, other) = (above, next);
        }
    }

    /// Where the ways of two to their roots meet; 0 where they do not.
    fn meeting(&mut self, one: usize, other: usize) -> usize {
        self.turn += 1;
        let (mut one, mut other) = (one, other);
        while one != 0 || other != 0 {
            if one != 0 {
                if self.seen[one] == self.turn {
                    return one;
                }
                self.seen[one] = self.turn;
                one = self.outer[self.mates[one]];
                if one != 0 {
                    one = self.outer[self.parents[one]];
                }
            }
            std::mem::swap(&mut one, &mut other);
        }
        0
    }

    /// The ring from `top` down to `one`, without `top`.
    fn arm(&mut self, one: usize, top: usize) -> Vec<usize> {
        let mut arm = Vec::new();
        let mut at = one;
        while at != top {
            let mate = self.outer[self.mates[at]];
            arm.extend([at, mate]);
            self.enqueue(mate);
            at = self.outer[self.parents[mate]];
        }
        arm
    }

    fn shrink(&mut self, one: usize, top: usize, other: usize) {
        let mut blossom = self.people + 1;
        while blossom <= self.highest && self.outer[blossom] != 0 {
            blossom += 1;
        }
        self.highest = self.highest.max(blossom);
        self.duals[blossom] = 0;
        self.colours[blossom] = Colour::Even;
        self.mates[blossom] = self.mates[top];
        let mut down = self.arm(one, top);
        down.reverse();
        let mut parts = vec![top];
        parts.extend(down);
        parts.extend(self.arm(other, top));
        self.parts[blossom] = parts;
        self.put_within(blossom, blossom);
        for at in 1..=self.highest {
            self.edges[blossom][at].weight = 0;
            self.edges[at][blossom].weight = 0;
        }
        for at in 1..=self.people {
            self.within[blossom][at] = 0;
        }
        for part in self.parts[blossom].clone() {
            self.take_in(blossom, part);
        }
        self.see_all(blossom);
    }

    /// A blossom has the best edges of its parts.
    fn take_in(&mut self, blossom: usize, part: usize) {
        for at in 1..=self.highest {
            let (own, new) = (self.edges[blossom][at], self.edges[part][at]);
            if own.weight == 0 || self.slack(new) < self.slack(own) {
                self.edges[blossom][at] = new;
                self.edges[at][blossom] = self.edges[at][part];
            }
        }
        for at in 1..=self.people {
            if self.within[part][at] != 0 {
                self.within[blossom][at] = part;
            }
        }
    }

    fn open(&mut self, blossom: usize) {
        for part in self.parts[blossom].clone() {
            self.put_within(part, part);
        }
        let above = self.parents[blossom];
        let entry = self.within[blossom][self.edges[blossom][above].from];
        let steps = self.even_way(blossom, entry);
        for at in (0..steps).step_by(2) {
            let (here, next) = (self.part(blossom, at), self.part(blossom, at + 1));
            self.parents[here] = self.edges[next][here].from;
            self.colours[here] = Colour::Odd;
            self.colours[next] = Colour::Even;
            self.nearest[here] = 0;
            self.see_all(next);
            self.enqueue(next);
        }
        self.colours[entry] = Colour::Odd;
        self.parents[entry] = above;
        for at in steps + 1..self.parts[blossom].len() {
            let part = self.part(blossom, at);
            self.colours[part] = Colour::Free;
            self.see_all(part);
        }
        self.outer[blossom] = 0;
    }

    /// A tight edge is followed; true when two trees met and one pair more is made.
    fn follow(&mut self, edge: Edge) -> bool {
        let (one, other) = (self.outer[edge.from], self.outer[edge.to]);
        match self.colours[other] {
            Colour::Free => {
                self.parents[other] = edge.from;
                self.colours[other] = Colour::Odd;
                let mate = self.outer[self.mates[other]];
                self.nearest[other] = 0;
                self.nearest[mate] = 0;
                self.colours[mate] = Colour::Even;
                self.enqueue(mate);
            }
            Colour::Even => {
                let top = self.meeting(one, other);
                if top == 0 {
                    self.augment(one, other);
                    self.augment(other, one);
                    return true;
                }
                self.shrink(one, top, other);
            }
            Colour::Odd => {}
        }
        false
    }

    /// Grows trees from everybody who is free until one pair more is made; false when nobody is
    /// free.
    fn grow(&mut self) -> bool {
        self.queue.clear();
        for one in 1..=self.highest {
            self.colours[one] = Colour::Free;
            self.nearest[one] = 0;
        }
        for one in 1..=self.highest {
            if self.is_outer(one) && self.mates[one] == 0 {
                self.parents[one] = 0;
                self.colours[one] = Colour::Even;
                self.enqueue(one);
            }
        }
        if self.queue.is_empty() {
            return false;
        }
        loop {
            if self.follow_tight() {
                return true;
            }
            if !self.move_duals() {
                return false;
            }
            for one in 1..=self.highest {
                let near = self.nearest[one];
                if self.is_outer(one) && near != 0 && self.outer[near] != one {
                    let edge = self.edges[near][one];
                    if self.slack(edge) == 0 && self.follow(edge) {
                        return true;
                    }
                }
            }
            for blossom in self.people + 1..=self.highest {
                let odd = self.colours[blossom] == Colour::Odd;
                if self.is_outer(blossom) && odd && self.duals[blossom] == 0 {
                    self.open(blossom);
                }
            }
        }
    }

    fn follow_tight(&mut self) -> bool {
        while let Some(one) = self.queue.pop_front() {
            if self.colours[self.outer[one]] == Colour::Odd {
                continue;
            }
            for other in 1..=self.people {
                let edge = self.edges[one][other];
                if edge.weight == 0 || self.outer[one] == self.outer[other] {
                    continue;
                }
                if self.slack(edge) == 0 {
                    if self.follow(edge) {
                        return true;
                    }
                } else {
                    let outer = self.outer[other];
                    self.see(one, outer);
                }
            }
        }
        false
    }

    /// Moves the duals until an edge is tight or a blossom may open; false when nothing is left.
    fn move_duals(&mut self) -> bool {
        let mut by = i64::MAX;
        for blossom in self.people + 1..=self.highest {
            if self.is_outer(blossom) && self.colours[blossom] == Colour::Odd {
                by = by.min(self.duals[blossom] / 2);
            }
        }
        for one in 1..=self.highest {
            let near = self.nearest[one];
            if self.is_outer(one) && near != 0 {
                let slack = self.slack(self.edges[near][one]);
                match self.colours[one] {
                    Colour::Free => by = by.min(slack),
                    Colour::Even => by = by.min(slack / 2),
                    Colour::Odd => {}
                }
            }
        }
        for one in 1..=self.people {
            match self.colours[self.outer[one]] {
                Colour::Even if self.duals[one] <= by => return false,
                Colour::Even => self.duals[one] -= by,
                Colour::Odd => self.duals[one] += by,
                Colour::Free => {}
            }
        }
        for blossom in self.people + 1..=self.highest {
            if self.is_outer(blossom) {
                match self.colours[blossom] {
                    Colour::Even => self.duals[blossom] += by * 2,
                    Colour::Odd => self.duals[blossom] -= by * 2,
                    Colour::Free => {}
                }
            }
        }
        self.queue.clear();
        true
    }
}
