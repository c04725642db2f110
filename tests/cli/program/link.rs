//! How the program is linked.
#![cfg(all(target_os = "linux", target_pointer_width = "64"))]

use std::fs;

/// `e_type` of a position-independent program (ELF-64 object file format, figure 3).
const ET_DYN: u16 = 3;
/// `p_type` of the header that names the loader of shared libraries (figure 6 there).
const PT_INTERP: u32 = 3;

/// Returns whether the program may be put anywhere in memory, and whether it asks for a loader.
fn linkage() -> (bool, bool) {
    let program = fs::read(env!("CARGO_BIN_EXE_faq")).unwrap();
    let number = |at: usize, bytes: usize| -> u64 {
        let little_endian = program[at..at + bytes].iter().rev();
        little_endian.fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    let headers = usize::try_from(number(0x20, 8)).unwrap();
    let size = usize::try_from(number(0x36, 2)).unwrap();
    let count = usize::try_from(number(0x38, 2)).unwrap();
    let has_loader = (0..count).any(|n| number(headers + n * size, 4) == u64::from(PT_INTERP));
    (number(0x10, 2) == u64::from(ET_DYN), has_loader)
}

#[test]
fn only_small_start_gives_up_a_random_address_and_shared_libraries() {
    if cfg!(feature = "small-start") {
        // What the machine lacks is left out, so nothing is certain here.
        return;
    }
    assert_eq!(linkage(), (true, true));
}
