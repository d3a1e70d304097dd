//! Every bound and budget of the product, with its unit and its reason.
//!
//! Nothing in the program grows without a bound named here. A bound that a user can reach is
//! refused with a message that names it; a bound that only the program can reach is tested.
//! Rooms read these constants; none computes its own.

/// Bytes of one short text (a name, a title, a code): ten times the longest real title seen.
pub const TEXT_BYTES: usize = 4_096;
/// Bytes of a kept paper that is kept as it is; a longer one is compressed, so that minutes of hundreds of pages in three
/// languages stay within [`LONG_TEXT_BYTES`] and several versions of them within [`RECORD_BYTES`].
pub const KEPT_PLAIN_BYTES: usize = 65_536;
/// Bytes of a kept paper when it is unpacked: more than minutes in a record of [`RECORD_BYTES`] can say, with the names in them.
pub const KEPT_BYTES: usize = 8 * 1_048_576;
/// Bytes of one long text (notes, minutes of an item): some forty printed pages.
pub const LONG_TEXT_BYTES: usize = 262_144;
/// Entries of one list field (contacts, participants, agenda items).
pub const LIST_LEN: usize = 2_000;
/// Bytes of one encoded record; keeps a ledger batch far below one engine message.
pub const RECORD_BYTES: usize = 1_048_576;
/// Levels of an agenda: `3.2.1` is the deepest number a page shows well.
pub const AGENDA_DEPTH: u8 = 3;
/// Changes in one ledger entry, so that every engine behind the port can take it in one transaction.
pub const BATCH_CHANGES: usize = 120;
/// Bytes of one ledger entry (see [`BATCH_CHANGES`]).
pub const BATCH_BYTES: usize = 1_000_000;
/// Minutes of one duration: thirty days, longer than any session.
pub const MINUTES_MAX: i64 = 43_200;
/// Levels of any tree of records (ministry, directorate, service …) before it counts as a ring.
pub const TREE_DEPTH: usize = 32;
/// Commands that the palette offers first because they were given from it last: what the smallest screen shows without moving.
pub const RECENT_COMMANDS: usize = 6;
/// Lines between the chosen one and the one that the mouse points at: more rows than any screen has.
pub const POINTED_LINES: usize = 1_000;
/// Layers above the panes (finder, form, part of a form): more than people can keep in mind.
pub const LAYERS: usize = 8;
/// Bytes of one paste; the rest of a longer one is left out.
pub const PASTE_BYTES: usize = 1_048_576;
/// Bytes of an answer of the terminal about itself.
pub const ANSWER_BYTES: usize = 200;
/// Milliseconds after which an Esc alone is a key and no beginning of a sequence.
pub const ESC_WAIT_MS: u64 = 40;
/// Finished lines kept for the next frame, of each kind and in each of two generations: the largest terminal has a third
/// as many pieces of text.
pub const LINES_KEPT: usize = 400;
/// Bytes of a text whose finished lines are kept: ten rows of 120 columns in Arabic.
pub const LINE_KEPT_BYTES: usize = 2_400;
/// Milliseconds of opening a desk after which the screen says so.
pub const OPENING_MS: u64 = 200;
/// Milliseconds that a terminal has to tell about itself in a session; nothing waits meanwhile.
pub const ANSWER_WAIT_MS: u64 = 3_000;
/// Milliseconds that `doctor` waits for what a terminal tells about itself.
pub const DOCTOR_WAIT_MS: u64 = 300;
/// Milliseconds without a key after the first picture before the terminal is asked about itself: the line belongs to
/// the picture first.
pub const ASK_AFTER_MS: u64 = 200;
/// Bytes under way to the terminal before pictures wait: 0.4 s of a line of 9600 bit/s.
pub const LINE_BYTES: usize = 400;
/// Bytes after which the terminal is asked whether it has drawn them; the question costs a fortieth of that.
pub const LINE_ASK_BYTES: usize = 160;
/// Bytes that the row of the caret may take when the picture waits: a letter with the way there, or the sign before the
/// field and an empty rest.
pub const LINE_ROW_BYTES: usize = 48;
/// Bytes of the first screen of 80×24, budget: 1.25 s of a line of 9600 bit/s.
pub const FIRST_SCREEN_BYTES: usize = 1_200;
/// Bytes of memory of the interface before the desk is opened, budget.
pub const INTERFACE_MEMORY_BYTES: u64 = 8 * 1_048_576;
/// Bytes of that which the program made itself or changed of its own pages, in any build.
pub const INTERFACE_OWN_BYTES: u64 = 4 * 1_048_576;
/// What a step may take in Arabic, in hundredths of the same step in Latin letters: its two further bytes a letter are those
/// of UTF-8 and are not counted.
pub const ARABIC_PERCENT: usize = 115;
/// Bytes of a step to the next line of a list without a card, budget of the median.
pub const STEP_BYTES_MEDIAN: usize = 16;
/// Bytes of a step to the next line of a list with its card and the scrolling, budget of the mean.
pub const STEP_BYTES_MEAN: usize = 120;
/// Bytes of a step to the next line of a list, budget of each.
pub const STEP_BYTES_MOST: usize = 650;
/// Bytes of a letter in a filter whose list follows it, budget of the mean.
pub const LETTER_BYTES: usize = 300;
/// Bytes of one key in the finder, with the hits and the card that follow it, budget of each.
pub const FINDER_KEY_BYTES: usize = 1_500;
/// Bytes for forty keys that come at once, budget: one picture.
pub const BURST_BYTES: usize = 1_100;
/// Milliseconds for a first answer before a terminal counts as one that never answers.
pub const LINE_SILENT_MS: u64 = 3_000;
/// Milliseconds after which an answer of a terminal that does answer counts as lost.
pub const LINE_LOST_MS: u64 = 8_000;
/// Milliseconds to an answer from which a line counts as slow.
pub const LINE_SLOW_MS: u64 = 300;
/// Milliseconds without a key after which a slow line gets what was not needed at once.
pub const PAUSE_MS: u64 = 150;
/// Milliseconds that a terminal which does not read is waited for at the end.
pub const LEAVE_WAIT_MS: u64 = 1_500;
/// Milliseconds after another program has given the terminal back in which an interrupt is still taken for its own.
pub const INTERRUPT_LATE_MS: u64 = 2_000;
/// Milliseconds after which room is made anew for a reader that shall leave the terminal.
pub const LEND_STEP_MS: u64 = 10;
/// Terminals whose way with Arabic is remembered.
pub const TERMINALS_KEPT: usize = 64;
/// Persons and desks whose last visit is remembered.
pub const VISITS_KEPT: usize = 64;
/// Rows of one table of a report; what is beyond them is counted together.
pub const REPORT_ROWS: usize = 40;
/// Milliseconds that setting a document in type may take: on a machine that many others use, what follows is reached first.
pub const PRESS_MS: u64 = 300_000;
/// Seconds of the processor that it may take on all its threads: ten times what 250 pages need.
pub const PRESS_CPU_S: u64 = 60;
/// Bytes of memory that it may ask for; 250 pages need a fourth of it.
pub const PRESS_MEMORY_BYTES: u64 = 2_147_483_648;
/// Bytes of a PDF: twenty times what 250 pages take.
pub const PRESS_PAGE_BYTES: usize = 128 * 1_048_576;
/// Bytes that go to the type setter: a document of 250 pages and its template, many times over.
pub const PRESS_ORDER_BYTES: usize = 64 * 1_048_576;
/// Bytes of what the type setter says about a fault.
pub const PRESS_SAID_BYTES: usize = 4_096;
/// Bytes of a template that an office wrote.
pub const TEMPLATE_BYTES: usize = 1_048_576;
/// Sessions in one calendar: a body that meets every week for forty years.
pub const CALENDAR_ENTRIES: usize = 2_000;
/// Days before the first session and after the last whose clock changes a calendar carries: a year and the shift of Ramadan.
pub const CALENDAR_ZONE_DAYS: i32 = 400;
/// Versions of one printed page beside each other before a new one is refused.
pub const PAGES_OF_A_NAME: usize = 999;
/// Bytes read from the terminal at once.
pub const INPUT_BLOCK_BYTES: usize = 4_096;
/// Bytes of the unfinished forms of one person: the fields of a record of [`RECORD_BYTES`] before and after, and what is typed.
pub const SHELF_BYTES: usize = 4 * RECORD_BYTES;
/// Times that a session was cut off of which unfinished forms are kept; the oldest go.
pub const PILES_KEPT: usize = 8;
/// Milliseconds without a key after which an unfinished form is kept.
pub const SHELF_PAUSE_MS: u64 = 700;
/// Milliseconds after which it is kept though the keys go on.
pub const SHELF_MOST_MS: u64 = 5_000;
/// Changes of one field that can be taken back inside it.
pub const FIELD_UNDO: usize = 200;
/// Keys that wait for the answer to a search: more than anybody types in the time that one takes.
pub const KEYS_HELD: usize = 4_096;
/// Records remembered for going back.
pub const TRAIL_LEN: usize = 100;
/// Records that are changed, printed or exported at once: some twenty entries of the ledger, and a preview that is made in an
/// instant.
pub const BULK_RECORDS: usize = 2_000;
/// Hits that the finder asks for: two screens of the largest terminal.
pub const FINDER_HITS: usize = 100;
/// Bytes of one encoded ledger entry: one change may carry a record before and after, and each may be
/// as large as [`RECORD_BYTES`]; twice that, for its frame and growth.
pub const ENTRY_BYTES: usize = 4 * RECORD_BYTES;
/// Highest number a record may ask for: the largest whole number that JSON readers keep exactly.
pub const REF_MAX: u64 = 9_007_199_254_740_991;
/// How far above the highest number ever given a record may ask for one: none uses up the numbers of all that follow.
pub const REF_AHEAD: u64 = 100_000_000;
/// Bytes of the cache of the engine; the desk itself is in memory, so the cache serves history only.
pub const STORE_CACHE_BYTES: u64 = 32 * 1_048_576;
/// Bytes of one value in the engine; larger ones are cut in pieces. Sixteen of them in one leaf stay under
/// the size (128 KiB) from which the engine writes separate files that it never flushes.
pub const STORE_PIECE_BYTES: usize = 6_000;
/// Bytes of a file of the journal, after which the next one begins: what is read to find the last entry.
pub const JOURNAL_SEGMENT_BYTES: u64 = 8 * 1_048_576;
/// Bytes of a file of the journal that are read: twice what one ever has, so that one that something has filled up
/// does not fill the memory too. What stands behind them is damage.
pub const JOURNAL_FILE_BYTES: u64 = 3 * JOURNAL_SEGMENT_BYTES;
/// How many times the bytes of a file of the journal may be looked at in search of whole entries behind damage: enough for
/// anything that a disk does, and an end to what somebody has made to be searched for ever.
pub const JOURNAL_SEARCH_TIMES: usize = 16;
/// Changes after which the log of the engine is synchronised: so many are read again from the journal after a power cut.
pub const STORE_SYNC_EVERY: u32 = 64;
/// Bytes of the engine's note about itself, which it reads whole: it writes some sixty.
pub const ENGINE_CONF_BYTES: u64 = 65_536;
/// Bytes of a file of the engine from which it is looked whether anything is in it.
pub const ENGINE_HOLLOW_BYTES: u64 = 256 * 1_048_576;
/// How many times longer than what is written in it a file of the engine may be: file systems that compress reach twenty.
pub const ENGINE_HOLLOW_TIMES: u64 = 64;
/// Bytes of entries that wait for the engine before they are made durable in the middle of a large change.
pub const STORE_WAITING_BYTES: usize = 16 * 1_048_576;
/// Bytes that must be free where a desk is opened to be written: four segments of the engine.
pub const STORE_ROOM_BYTES: u64 = 2 * 1_048_576;
/// Bytes of the engine that a closed desk is sealed with the sums of: some ten milliseconds at each opening and closing.
pub const SEAL_BYTES: u64 = 32 * 1_048_576;
/// Bytes of the seal itself: a line for each of ten thousand files.
pub const SEAL_NOTE_BYTES: usize = 1_048_576;
/// Records from which a desk keeps a checkpoint; a smaller one is read from the engine as fast.
pub const CHECKPOINT_RECORDS: usize = 2_000;
/// Entries after which the checkpoint of a desk is written again when it is closed: reading them takes less than that.
pub const CHECKPOINT_ENTRIES: u64 = 250;
/// Bytes of one chunk of the checkpoint: what a damaged length can make a reader claim.
pub const CHECKPOINT_CHUNK_BYTES: usize = 8 * 1_048_576;
/// Threads that decode a checkpoint; more wait for the one that builds the desk.
pub const CHECKPOINT_THREADS: usize = 4;
/// Milliseconds between two looks whether the engine has let go of its files at the end.
pub const STORE_LEAVE_STEP_MS: u64 = 1;
/// Milliseconds that the engine may take to open before it counts as stuck; more for a large one, see
/// [`STORE_OPEN_BYTES_A_MS`].
pub const STORE_OPEN_MS: u64 = 60_000;
/// Bytes of the engine for which it gets another millisecond: a slow disk reads so many, and making it anew from the journal takes
/// longer than any opening.
pub const STORE_OPEN_BYTES_A_MS: u64 = 50_000;
/// Milliseconds that an opening waits for the files of an owner who is just leaving; nobody notices them.
pub const STORE_LOCK_WAIT_MS: u64 = 600;
/// Milliseconds between two looks at the lock.
pub const STORE_LOCK_STEP_MS: u64 = 20;
/// Records decoded in one go on the second thread while the desk is read.
pub const STORE_DECODE_CHUNK: usize = 2_048;
/// Chunks of records waiting to be decoded.
pub const STORE_DECODE_QUEUE: usize = 8;
/// Revisions that undo and redo look back: beyond that a change is history.
pub const UNDO_REVISIONS: u64 = 50_000;
/// Entries that the history of one record gives back, the newest ones.
pub const HISTORY_ENTRIES: usize = 1_000;
/// Records that one section of a dossier lists: more than anybody reads on a screen.
pub const DOSSIER_RECORDS: usize = 2_000;
/// Records of the trash that are listed, the last ones that went.
pub const TRASH_RECORDS: usize = 10_000;
/// Numbers without a record that the trash looks up one by one, which takes a tenth of a second; of more the ledger is read
/// once.
pub const TRASH_NUMBERS: u64 = 10_000;
/// Entries that the log gives back at most.
pub const LOG_ENTRIES: usize = 10_000;
/// Entries after which a verification tells how far it is: a tenth of a second.
pub const VERIFY_PROGRESS: u64 = 2_000;
/// Milliseconds that a clock may be behind the last change before people are told: what two machines may differ by.
pub const CLOCK_BEHIND_MS: i64 = 120_000;
/// Problems that a verification lists before it only counts on.
pub const VERIFY_PROBLEMS: usize = 1_000;
/// Weeks, months or years that a rule of recurrence is followed: a century of monthly sessions.
pub const SERIES_STEPS: i32 = 1_200;
/// Sessions of one series that are worked out.
pub const SERIES_DAYS: usize = 2_000;
/// Bytes of a search query that are read; more than any name, so that a pasted page stays cheap.
pub const QUERY_BYTES: usize = 256;
/// Words of a search query that are matched; the rest are left out, so that every stage stays linear.
pub const QUERY_WORDS: usize = 8;
/// Words of a date; the longest that mean one are fewer.
pub const DATE_WORDS: usize = 10;
/// Days, weeks, months or years from today that a date may lie: past the years that a calendar has.
pub const DATE_STEPS: i64 = 10_000;
/// Words that may follow the first of a filter's value: `10 dec 2018`, `+3 days`.
pub const QUERY_VALUE_WORDS: usize = 3;
/// Names or values that are offered for what is being typed in a query.
pub const QUERY_OFFERS: usize = 40;
/// Records whose names are read to offer them as the value of a filter; reading more would be felt.
pub const QUERY_OFFER_SCAN: usize = 5_000;
/// Bytes of one name that the index reads and keeps; longer texts are found by their beginning.
pub const SEARCH_NAME_BYTES: usize = 512;
/// Names in one index: ten for each of a million records, and within numbers of three bytes.
pub const SEARCH_ENTRIES: usize = 10_000_000;
/// Bytes of all names in one index, folded; positions inside it are 32 bits wide.
pub const SEARCH_ARENA_BYTES: usize = 4_000_000_000;
/// Names of one record among which the same one is looked for, so that it is kept once.
pub const SEARCH_AGAIN: usize = 64;
/// Changed names beside the sorted index before they are merged into it elsewhere; scanning them stays under a millisecond.
pub const SEARCH_OVERLAY: usize = 2_000;
/// Changed names that wait for such a merge before everything waits for it.
pub const SEARCH_OVERLAY_MOST: usize = 20_000;
/// Entries of the ledger after which a kept index is not brought forward but made anew; reading them takes less than that.
pub const SEARCH_KEPT_ENTRIES: u64 = 5_000;
/// Records that changed since, after which it is made anew.
pub const SEARCH_KEPT_RECORDS: usize = 10_000;
/// Records that changed since, after which a kept index is written again.
pub const SEARCH_KEPT_AGAIN: usize = 250;
/// Entries since the checkpoint up to which a name is looked up without opening the desk.
pub const SEARCH_GLANCE_ENTRIES: u64 = 500;
/// Records that are searched while the index of all is being made: a tenth of a second of work.
pub const SEARCH_FIRST_RECORDS: usize = 20_000;
/// Names judged in one stage of a search; a few hundred full scores fit into a tenth of a millisecond.
pub const SEARCH_CANDIDATES: usize = 240;
/// Hits that one search may return; more than a list shows.
pub const SEARCH_HITS: usize = 1_000;
/// Distinct words that are all read for two mistakes in one; of more only those with the same first letter.
pub const SEARCH_SHORT_LIST: usize = 150_000;
/// The same for skeletons, which are fewer and shorter.
pub const SEARCH_SHORT_KEYS: usize = 20_000;
/// Distinct words taken from the typo and substring scans of one query word.
pub const SEARCH_WORDS: usize = 512;
/// Names visited by one scan that no sorted order narrows.
pub const SEARCH_SCAN: usize = 4_000_000;
/// Names of one run that are compared before a stage contents itself with what it has; some tenths of a millisecond.
pub const SEARCH_READS: usize = 3_000;
/// Names of one run that are compared letter by letter; a few tenths of a millisecond.
pub const SEARCH_COMPARISONS: usize = 400;
/// Names with all letters of a query that are read for scattered ones, the shortest first.
pub const SEARCH_SCATTERED: usize = 1_000;
/// Records with an importance of their own: more than one person opens in a year.
pub const SEARCH_BOOSTS: usize = 4_096;
/// Days before and after today in which the date of a record brings it forward.
pub const NEAR_DAYS: i32 = 60;
/// How far an upcoming record is brought forward: as much as a name shorter by ten letters.
pub const UPCOMING_LEAN: i32 = 2_000;
/// How far a record is brought forward at most that one person opens often: past the longest name of the lightest field.
pub const USE_LEAN: i32 = 50_000;
/// Groups of names that mean the same; ten times the countries, cities and organisations built in.
pub const ALIASES: usize = 10_000;
/// Names of one such group.
pub const ALIAS_NAMES: usize = 24;
/// Other names that lead to one country.
pub const ALIAS_ALSO: usize = 64;
/// Letters from which the beginning of such a name stands for it.
pub const ALIAS_LETTERS: usize = 4;
/// Other names under which one query is asked.
pub const ALIAS_QUERIES: usize = 8;
/// Letters of a consonant skeleton that are compared; longer ones agree long before.
pub const SKELETON_LETTERS: usize = 64;
/// Letters of a word that typo comparison reads; longer words agree or differ before.
pub const TYPO_LETTERS: usize = 24;
/// Letters between the first and the last of a scattered match, as a multiple of the query's own.
pub const SCATTER_SPAN: usize = 3;
/// Names taken from one look-up by skeleton; short skeletons agree with very many.
pub const SEARCH_SOUNDS: usize = 240;
/// The best hits of a search, so many, are compared with the query once more by the last scorer.
pub const SEARCH_BEST: usize = 80;
/// Skeletons near one word of a query whose names are looked at, and names of each of them.
pub const SEARCH_SOUND_TERMS: usize = 40;
/// See [`SEARCH_SOUND_TERMS`].
pub const SEARCH_SOUND_POSTS: usize = 1_000;
/// Names looked at for one word of a query by its skeleton, those of the word itself before those of its neighbours.
pub const SEARCH_SOUND_READS: usize = 3_000;
/// Runs of words of a query that may be names by themselves: all of those of six words.
pub const SEARCH_PARTS: usize = 20;
/// Words of long texts that are kept, each counted once for each record that has it: 48 MB, in numbers of three bytes.
pub const SEARCH_TEXT_WORDS: usize = 16_000_000;
/// Of these, how many one search looks at: some tenths of a millisecond.
pub const SEARCH_TEXT_READS: usize = 400_000;
/// Records whose long texts one search reads to be sure: a few hundredths of a millisecond for each page.
pub const SEARCH_TEXTS_READ: usize = 60;
/// Records that it shows for their long texts.
pub const SEARCH_TEXTS_SHOWN: usize = 20;
/// Bytes of long texts that changed before they are merged into the index elsewhere.
pub const SEARCH_OVERLAY_TEXT_BYTES: usize = 2_097_152;
/// Bytes of them before everything waits for that.
pub const SEARCH_OVERLAY_TEXT_BYTES_MOST: usize = 67_108_864;
/// Letters that are shown of a long text around what was found.
pub const SEARCH_PLACE_LETTERS: usize = 160;
/// Hits that the filter line of a list asks for: more than anybody scrolls through.
pub const LIST_HITS: usize = 2_000;
/// Bytes of folded texts that a list keeps while it is filtered: a hundred thousand lines of the usual length. A list that says
/// more folds them at every letter.
pub const LIST_TEXTS_BYTES: usize = 32 * 1_048_576;
/// Bytes of one JSON line: a record of [`RECORD_BYTES`] in which every character is written as `\u00xx`, and its keys.
pub const JSON_LINE_BYTES: usize = 8 * 1_048_576;
/// Levels of JSON from outside: three times what the deepest kind needs.
pub const JSON_DEPTH: usize = 24;
/// Values of one JSON text from outside; a record of [`RECORD_BYTES`] has fewer, and each takes a hundred bytes of memory.
pub const JSON_VALUES: usize = 400_000;
/// Bytes of one file of rows that is read whole (its encoding is found from all of it).
pub const IMPORT_BYTES: usize = 256 * 1_048_576;
/// Rows of one import; ten times the largest desk foreseen.
pub const IMPORT_ROWS: usize = 1_000_000;
/// Columns of a CSV file: three times what the largest kind has.
pub const IMPORT_COLUMNS: usize = 512;
/// Cells of a CSV file: a million rows of thirty; each takes 24 bytes beside its text.
pub const IMPORT_CELLS: usize = 32_000_000;
/// Bytes of a mapping file; the largest kept here has twenty thousand.
pub const MAPPING_BYTES: usize = 1_048_576;
/// Bytes of the name of who acts: it stands in every entry of the ledger.
pub const BY_BYTES: usize = 256;
/// Bytes of the settings file, and of what is remembered of terminals.
pub const SETTINGS_BYTES: usize = 65_536;
/// Bytes of a vocabulary of the administration: fifty times the longest built-in one.
pub const VOCABULARY_BYTES: usize = 1_048_576;
/// Bytes of one line of an input that is read line by line; queries and key names are far shorter.
pub const LINE_READ_BYTES: usize = 65_536;
/// Days, weeks and months of which an automatic backup is kept where nothing else is set.
pub const BACKUPS_DAILY: u16 = 7;
/// See [`BACKUPS_DAILY`].
pub const BACKUPS_WEEKLY: u16 = 4;
/// See [`BACKUPS_DAILY`].
pub const BACKUPS_MONTHLY: u16 = 12;
/// Space of all automatic backups where nothing else is set, in units of 1,048,576 bytes: twenty of a desk of a hundred
/// thousand records.
pub const BACKUP_MEGABYTES: u32 = 1_024;
/// Milliseconds without a key after which an open session takes the backup that is due.
pub const BACKUP_IDLE_MS: u64 = 300_000;
/// Levels of folders in a desk: its copies, what was set aside of them, and the engine's own.
pub const DESK_DEPTH: usize = 4;
/// Bytes of the small files of a desk that say whose it is and how it is written.
pub const NOTE_BYTES: usize = 4_096;
/// Refusals that a report lists; the rest is only counted, since nobody reads more.
pub const IMPORT_REFUSALS: usize = 10_000;
/// Refusals listed for one row.
pub const ROW_REFUSALS: usize = 16;
/// Records of the same title that a row without number is compared with, so that a file of equal titles stays linear.
pub const SAME_TITLE: usize = 16;
/// Characters of a foreign name or value that a message repeats.
pub const QUOTED_CHARS: usize = 200;
/// Messages that may wait for a session: more than a second of the fastest typing; the terminal waits then.
pub const INBOX_LEN: usize = 256;
/// Bytes of a file of what people keep beside the settings: views, arrangements of lists, what was opened.
pub const REMEMBERED_BYTES: usize = 4 * 1_048_576;
/// Views that people of one account keep for themselves: more than anybody finds again.
pub const VIEWS_KEPT: usize = 200;
/// Lists whose arrangement is remembered for people of one account.
pub const ARRANGEMENTS_KEPT: usize = 200;
/// Bytes of the name of a view.
pub const VIEW_NAME_BYTES: usize = 200;
/// Records whose use by one person is remembered.
pub const USES_KEPT: usize = 200;
/// Records opened last that an empty finder shows before the most used ones.
pub const USES_NEWEST: usize = 5;
/// Milliseconds that a picture waits for the answer to what was typed: one frame of a fast line, and nothing that is felt.
pub const ANSWER_WAITED_MS: u64 = 12;
/// Records that may share one sign of sameness before it says nothing: a switchboard, a common acronym.
pub const TWINS_OF_A_SIGN: usize = 24;
/// Legal forms, titles or words that stand for one another, which names are compared without.
pub const NAME_WORDS: usize = 10_000;
/// Words of the longest legal form or title.
pub const NAME_PHRASE_WORDS: usize = 10;
/// Words of a person's name that are looked at two by two.
pub const NAME_PAIRED_WORDS: usize = 8;
/// Pairs of likely duplicates that are told.
pub const TWINS_TOLD: usize = 2_000;
