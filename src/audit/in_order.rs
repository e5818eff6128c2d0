//! A map that keeps its values in the order in which they came: what is logged together is looked up together, and then
//! lies together in memory. With the values spread over a hash table a verification waits for memory most of the time.

use std::collections::HashMap;
use std::hash::Hash;

/// Values by key, in the order of their coming.
#[derive(Debug)]
pub(crate) struct InOrder<K, V> {
    places: HashMap<K, usize>,
    values: Vec<V>,
}

impl<K, V> Default for InOrder<K, V> {
    fn default() -> Self {
        Self { places: HashMap::new(), values: Vec::new() }
    }
}

impl<K: Eq + Hash, V> InOrder<K, V> {
    pub fn get(&self, key: &K) -> Option<&V> {
        self.values.get(*self.places.get(key)?)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.values.get_mut(*self.places.get(key)?)
    }

    /// Adds a value, or puts it in the place of the one with the same key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(known) => *known = value,
            None => {
                self.places.insert(key, self.values.len());
                self.values.push(value);
            }
        }
    }

    /// Keys with their values, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.places.iter().filter_map(|(key, place)| Some((key, self.values.get(*place)?)))
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter()
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.values.iter_mut()
    }
}
