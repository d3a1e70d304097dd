//! Regions of the world: which states lie in which, as the administration speaks of them.
//!
//! `assets/regions.tsv` has a region a line, with the codes of its states; the labels of regions are the vocabulary `region`.

/// The regions with their states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regions(Vec<(String, Vec<String>)>);

impl Regions {
    /// What is built in.
    pub fn load() -> Regions {
        Regions::read(include_str!("../../assets/regions.tsv"))
    }

    /// Reads a file: the code of a region, a tab, the codes of its states.
    pub fn read(text: &str) -> Regions {
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        Regions(
            lines.map(|(region, states)| (region.to_owned(), states.split(' ').map(str::to_owned).collect())).collect(),
        )
    }

    /// The region of a state.
    pub fn of(&self, country: &str) -> Option<&str> {
        let holds = |states: &[String]| states.iter().any(|state| state == country);
        self.0.iter().find(|(_, states)| holds(states)).map(|(region, _)| region.as_str())
    }

    /// Their codes, in the order of lists.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(region, _)| region.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::lang::Lexicon;
    use std::collections::BTreeSet;

    #[test]
    fn every_state_lies_in_one_region_that_has_a_name() {
        let (regions, lexicon) = (Regions::load(), Lexicon::load());
        let states: Vec<&String> = regions.0.iter().flat_map(|(_, states)| states).collect();
        assert_eq!(states.iter().collect::<BTreeSet<_>>().len(), states.len(), "a state stands twice");
        for entry in &lexicon.vocabulary("country").unwrap().entries {
            let region = regions.of(&entry.code).unwrap_or_else(|| panic!("{} lies nowhere", entry.code));
            assert!(lexicon.vocabulary("region").unwrap().has(region), "{region}");
        }
    }
}
