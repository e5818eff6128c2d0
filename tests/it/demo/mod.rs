//! The demo: the report's year, played whole. It is the longest test by far and stands early in the run, so that the others fill the
//! second core while it is at work.

mod year;
