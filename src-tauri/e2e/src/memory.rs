//! What the memory of running processes holds of a text, as a debugger of the same user would read it.
//!
//! It reads `/proc/PID/mem`, region by region (proc(5)): only what a process may write to, since a planted text is in
//! no program's file. It never writes, and reads no process but those of the journey.

use crate::app::App;
use crate::processes;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// A page of memory, in bytes; so on every system that the journeys run on.
const PAGE: u64 = PAGE_LENGTH as u64;
const PAGE_LENGTH: usize = 4096;
/// How many pages are looked up at once.
const ENTRIES: usize = 4096;
/// As much as is read at once, in bytes.
const LONGEST: usize = 16 << 20;

/// How often each text stands in the memory of each kind of process: program, then text's name.
pub type Remains = BTreeMap<String, BTreeMap<String, usize>>;

impl App<'_> {
    /// Looks for each of these texts, by name, in the memory of the app and of the web view.
    ///
    /// # Errors
    /// When a process may not be read, or the app is not among them.
    pub fn remains(&self, texts: &[(&str, String)]) -> Outcome<Remains> {
        let mut remains = Remains::new();
        for process in processes::marked(self.profile.home()) {
            let name = process.program.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !(name.starts_with("meum-connect") || name.starts_with("WebKit") && name.ends_with("Process")) {
                continue;
            }
            let of_program = remains.entry(name).or_default();
            for (text, count) in counts(process.id, texts)? {
                *of_program.entry(text).or_default() += count;
            }
        }
        if remains.contains_key("meum-connect") { Ok(remains) } else { Err(Trouble::new("the app was not read")) }
    }

    /// Waits until the memory is as `fits` wants it: what a connection or a message held goes when that ends.
    ///
    /// # Errors
    /// When it does not become so; the trouble has the counts and none of the texts.
    pub async fn remains_until(&self, texts: &[(&str, String)], fits: impl Fn(&Remains) -> bool) -> Outcome {
        until(async || {
            let remains = self.remains(texts)?;
            if fits(&remains) { Ok(()) } else { Err(Trouble::new(format!("there remains {remains:?}"))) }
        })
        .await
    }
}

/// How often each text is in the memory of this process.
fn counts(process: u32, texts: &[(&str, String)]) -> Outcome<BTreeMap<String, usize>> {
    let refused = |refusal| Trouble::refused(format!("reading the memory of process {process}"), refusal);
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).map_err(refused)?;
    let mut memory = File::open(format!("/proc/{process}/mem")).map_err(refused)?;
    let mut pages = File::open(format!("/proc/{process}/pagemap")).map_err(refused)?;
    let forms: Vec<(&str, Finder<'_>)> =
        texts.iter().flat_map(|(name, text)| forms(text).map(|form| (*name, form))).collect();
    let mut found: BTreeMap<String, usize> = texts.iter().map(|(name, _)| ((*name).to_owned(), 0)).collect();
    for (begin, end) in maps.lines().filter_map(region) {
        for (at, length) in present(&mut pages, begin, end) {
            let mut run = vec![0; length];
            // It may have gone since, or be kept from readers.
            if memory.seek(SeekFrom::Start(at)).and_then(|_| memory.read_exact(&mut run)).is_err() {
                continue;
            }
            for (name, form) in &forms {
                *found.entry((*name).to_owned()).or_default() += form.find_iter(&run).count();
            }
        }
    }
    Ok(found)
}

/// A text as programs hold it: in UTF-8, and in UTF-16 as scripts do.
fn forms(text: &str) -> [Finder<'static>; 2] {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [Finder::new(text.as_bytes()).into_owned(), Finder::new(&wide).into_owned()]
}

/// Begin and end of a region that the process may read and write.
fn region(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (span, rights) = (words.next()?, words.next()?);
    let (begin, end) = span.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    if rights.starts_with("rw") { Some((number(begin)?, number(end)?)) } else { None }
}

/// The runs of pages of a region that are in memory: begin and length in bytes. A web view reserves a hundred times
/// what it uses. (Kernel's `admin-guide/mm/pagemap`: eight bytes a page, bit 63 for *present*, 62 for *swapped*.)
fn present(pages: &mut File, begin: u64, end: u64) -> Vec<(u64, usize)> {
    let mut runs: Vec<(u64, usize)> = Vec::new();
    let mut at = begin;
    let mut entries = vec![0; 8 * ENTRIES];
    while at < end {
        let count = usize::try_from((end - at) / PAGE).unwrap_or(ENTRIES).min(ENTRIES);
        let Some(read) = entries.get_mut(..8 * count) else { break };
        if count == 0 || pages.seek(SeekFrom::Start(at / PAGE * 8)).and_then(|_| pages.read_exact(read)).is_err() {
            break;
        }
        for entry in read.chunks_exact(8) {
            let is_present = entry.last().is_some_and(|byte| byte & 0b1100_0000 != 0);
            match runs.last_mut() {
                _ if !is_present => {}
                Some((first, length)) if *first + *length as u64 == at && *length < LONGEST => *length += PAGE_LENGTH,
                _ => runs.push((at, PAGE_LENGTH)),
            }
            at += PAGE;
        }
    }
    runs
}
