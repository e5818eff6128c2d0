//! Sign-ins, refresh tokens and counters of attempts: they hold no facts of custody.
