//! Networks that administrators are let in from, and those beyond which a password alone lets nobody in.

use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;

use crate::model::accounts::role::RoleSet;
use crate::model::reason::Reason;

/// Addresses that begin with the same bits, such as `10.1.0.0/16`; a single address is one as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// Bits that are the same.
    bits: u32,
}

/// What is no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANetwork {
    /// Neither an address nor one with the number of its bits.
    #[error("write an address or a network, such as 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32")]
    Unreadable,
    /// It says less with its bits than with its address, and so may be meant otherwise.
    #[error("the address has bits beyond those that count; write the first address of the network")]
    BitsBeyond,
}

/// Several networks; none restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks(pub Vec<Network>);

/// Where somebody comes in.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// Where administrators are let in from.
    pub allowed: Arc<Networks>,
    /// Beyond which everybody needs a second factor.
    pub inside: Arc<Networks>,
    /// The address of the call.
    pub address: String,
    /// SHA-256 of the certificate that the connection shows and that is let in, hexadecimal.
    pub certificate: Option<String>,
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => self.covers(own.to_bits().into(), other.to_bits().into(), 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => self.covers(own.to_bits(), other.to_bits(), 128),
            _ => false,
        }
    }

    fn covers(&self, own: u128, other: u128, width: u32) -> bool {
        let differs = own ^ other;
        self.bits == 0 || differs >> (width - self.bits) == 0
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().map_err(|_| NotANetwork::Unreadable)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits: u32 = match bits {
            None => width,
            Some(bits) => bits.trim().parse().ok().filter(|bits| *bits <= width).ok_or(NotANetwork::Unreadable)?,
        };
        // An address of IPv4 as IPv6 writes it is one of IPv4.
        let (address, bits) = match address.to_canonical() {
            canonical if canonical == address => (address, bits),
            canonical => (canonical, bits.checked_sub(96).ok_or(NotANetwork::Unreadable)?),
        };
        let rest = match address {
            IpAddr::V4(address) => u128::from(address.to_bits()) & !(u128::MAX << (32 - bits)),
            IpAddr::V6(address) if bits == 0 => address.to_bits(),
            IpAddr::V6(address) => address.to_bits() & !(u128::MAX.checked_shl(128 - bits).unwrap_or_default()),
        };
        if rest == 0 { Ok(Self { address, bits }) } else { Err(NotANetwork::BitsBeyond) }
    }
}

impl Networks {
    /// Whether nothing is restricted.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an address, as it is written, is within them or nothing is restricted; one that cannot be told is in no network.
    fn admit(&self, address: &str) -> bool {
        let within = |address: IpAddr| self.0.iter().any(|network| network.contains(address));
        self.is_empty() || address.parse().is_ok_and(within)
    }
}

impl Entrance {
    /// Why somebody with these roles is not let in here, with or without a second factor; nothing where they are.
    pub fn refusal(&self, roles: RoleSet, has_factor: bool) -> Option<Reason> {
        if roles.has_administrator() && !self.allowed.admit(&self.address) {
            return Some(Reason::AddressNotAllowed);
        }
        (!has_factor && !self.inside.admit(&self.address)).then_some(Reason::FactorNeededHere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::role::Role;

    fn admits(allowed: &str, address: &str, role: Role) -> bool {
        let allowed = allowed.split(',').map(|one| one.parse().unwrap()).collect();
        let (allowed, inside) = (Arc::new(Networks(allowed)), Arc::default());
        let entrance = Entrance { allowed, inside, address: address.to_owned(), certificate: None };
        entrance.refusal(RoleSet::of(&[role]), false).is_none()
    }

    #[test]
    fn administrators_are_let_in_from_these_networks_only() {
        for (allowed, address, expected) in [
            ("10.1.0.0/16", "10.1.255.3", true),
            ("10.1.0.0/16", "10.2.0.1", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "2001:db9::1", true),
            ("192.0.2.0/24,10.1.0.0/16", "10.1.0.1", true),
            ("::ffff:10.1.0.0/112", "10.1.3.4", true),
            ("10.1.0.0/16", "::ffff:10.1.3.4", true),
            ("10.1.0.0/16", "unknown", false),
        ] {
            for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor] {
                assert_eq!(admits(allowed, address, role), expected, "{allowed} {address}");
            }
            assert!(admits(allowed, address, Role::Custodian), "others are let in from everywhere");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in
            ["", "ten", "10.1.0.0/33", "10.1.0.0/-1", "2001:db8::/129", "10.1.0.0/", "10.1", "::ffff:10.1.0.0/16"]
        {
            assert_eq!(text.parse::<Network>(), Err(NotANetwork::Unreadable), "{text}");
        }
        for text in ["10.1.2.3/16", "2001:db8::1/32", "1.0.0.0/0"] {
            assert_eq!(text.parse::<Network>(), Err(NotANetwork::BitsBeyond), "{text}");
        }
    }
}
