//! The part of the `wasm-bindgen` program that cargo-leptos calls, at the version in this workspace's Cargo.lock:
//! the program and the crate can then never differ, and building it takes minutes less than the whole CLI.

use std::{path::PathBuf, process::ExitCode};
use wasm_bindgen_cli_support::Bindgen;

fn run() -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let mut out_dir = PathBuf::from(".");
    for arg in std::env::args().skip(1) {
        match arg.split_once('=').unwrap_or((&arg, "")) {
            ("--target", "web") => {
                bindgen.web(true).map_err(|e| e.to_string())?;
            }
            ("--keep-lld-exports", _) => {
                bindgen.keep_lld_exports(true);
            }
            ("--no-demangle", _) => {
                bindgen.demangle(false);
            }
            ("--debug", _) => {
                bindgen.debug(true);
            }
            ("--keep-debug", _) => {
                bindgen.keep_debug(true);
            }
            ("--out-name", name) => {
                bindgen.out_name(name);
            }
            ("--out-dir", dir) => out_dir = dir.into(),
            (input, "") if !input.starts_with('-') => {
                bindgen.input_path(input);
            }
            _ => return Err(format!("unknown argument {arg}")),
        }
    }
    bindgen.generate(&out_dir).map_err(|e| format!("{e:#}"))
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("wasm-bindgen: {why}");
            ExitCode::FAILURE
        }
    }
}
