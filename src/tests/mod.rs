//! The server, tested in process: the whole router, a database of its own per test, the clock in the test's hand.
//! `site` opens it, `actor` is whoever stands before it, `journey` walks the usual paths, `files` makes what is deposited.

mod access;
mod account;
mod actor;
mod admission;
mod batch;
mod campaigns;
mod candidate;
mod certificate;
mod clock;
mod documents;
mod files;
mod follow_up;
mod ground;
mod guide;
mod hostile;
mod import;
mod inviting;
mod journey;
mod languages;
mod letters;
mod parameters;
mod pdf;
mod places;
mod records;
mod review;
mod settings;
mod sharing;
mod shown;
mod site;
mod store;
mod studies;
mod templates;
mod tidy;
mod timeline;
