//! Numbers as files hold them: RON also reads `NaN` and `inf`, with which nothing can be reckoned,
//! and a design that holds one is never equal to itself.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};

/// A number that is one.
#[derive(Clone, Copy)]
struct Figure(f64);

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        if number.is_finite() {
            Ok(Self(number))
        } else {
            Err(D::Error::custom(format!("{number} is no number that can be reckoned with")))
        }
    }
}

/// One number.
pub(crate) fn one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Figure::deserialize(deserializer).map(|figure| figure.0)
}

/// A number, or none.
pub(crate) fn maybe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Figure>::deserialize(deserializer)?.map(|figure| figure.0))
}

/// A number for each of several things.
pub(crate) fn each<'de, D, K>(deserializer: D) -> Result<BTreeMap<K, f64>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord,
{
    let all = BTreeMap::<K, Figure>::deserialize(deserializer)?;
    Ok(all.into_iter().map(|(key, figure)| (key, figure.0)).collect())
}

#[cfg(test)]
mod tests {
    use crate::scenario::decision::Bound;

    #[test]
    fn what_is_no_number_is_refused_where_it_stands() {
        for wrong in ["AtLeast(NaN)", "Above(inf)", "Above(-inf)", "AtLeast(1e999)"] {
            let read = ron::from_str::<Bound>(wrong);
            assert!(read.is_err_and(|why| why.to_string().contains("no number")), "{wrong}");
        }
        assert_eq!(ron::from_str("AtLeast(2.75)"), Ok(Bound::AtLeast(2.75)));
    }
}
