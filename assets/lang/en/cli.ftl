cli-about = Partners, timelines and committee agendas in Arabic, French and English
cli-examples = Examples:{"\u000A"}  tansiq demo{"\u000A"}  tansiq init --sample{"\u000A"}  tansiq find wizara{"\u000A"}  tansiq print agenda 12 --lang ar+fr --form html -o agenda.html
cli-init-about = Make an empty desk, or one with the sample data
cli-init-examples = Example: tansiq init --sample
cli-demo-about = Open the interface on a throw-away copy of the sample desk
cli-demo-examples = Example: tansiq demo --lang fr
cli-add-about = Add a record
cli-add-examples = Examples:{"\u000A"}  tansiq add partner type=igo names.fr="Organisation internationale" names.ar=…{"\u000A"}  tansiq add engagement --from audience.json
cli-set-about = Change fields of a record
cli-set-examples = Example: tansiq set 12 themes+=education date="September 2018"
cli-show-about = Show a record with what links to it
cli-show-examples = Examples:{"\u000A"}  tansiq show 12 --history{"\u000A"}  tansiq show 12 --as-of "December 2018"{"\u000A"}  tansiq show 12 --as-of r41
cli-list-about = List records of a kind
cli-list-examples = Examples:{"\u000A"}  tansiq list action is:late --sort due{"\u000A"}  tansiq list partner --as-of r41{"\u000A"}  tansiq list partner --dropped
cli-drop-about = Take a record away (undo or undrop brings it back)
cli-drop-examples = Example: tansiq drop 12
cli-undo-about = Take back your last changes
cli-undo-examples = Example: tansiq undo 2
cli-redo-about = Do again what was taken back
cli-redo-examples = Example: tansiq redo
cli-merge-about = Join a duplicate into another record
cli-merge-examples = Example: tansiq merge 45 12
cli-log-about = The ledger: who, when, what, before, after
cli-log-examples = Examples:{"\u000A"}  tansiq log 12 --limit 5{"\u000A"}  tansiq log --verify{"\u000A"}  tansiq log --pin r188-3f9a1-c0b7d-2e4a5-51b2c
cli-find-about = Search everything by a few letters
cli-find-examples = Examples:{"\u000A"}  tansiq find dakhilia{"\u000A"}  tansiq find kind:meeting after:2018
cli-timeline-about = What happened and what is to come, in order of date
cli-timeline-examples = Examples:{"\u000A"}  tansiq timeline 12 --from 2018{"\u000A"}  tansiq timeline 12 --as-of r41
cli-agenda-about = Prepare the agenda of a session
cli-agenda-examples = Example: tansiq agenda new "Technical commission" --start "2026-12-10 10:00"
cli-agenda-new-about = A session with its agenda: standing items, previous minutes, open decisions
cli-agenda-show-about = Numbered items with times and running total
cli-agenda-suggest-about = What could go on it, with the reason for each
cli-agenda-add-about = Put records or a new item on it
cli-agenda-move-about = Move an item to the place of another
cli-agenda-indent-about = Make an item a sub-item
cli-agenda-outdent-about = Raise an item by one level
cli-agenda-drop-about = Take an item off the agenda
cli-agenda-carry-about = Carry an item over to another session
cli-agenda-set-about = Change fields of an item
cli-post-about = Posts and their holders
cli-post-succeed-about = A new holder; seats held by quality follow
cli-post-examples = Example: tansiq post succeed 20 31 --from 2026-10-07
cli-print-about = Print an agenda, the sheet of a partner, or a convocation for calendars
cli-print-examples = Examples:{"\u000A"}  tansiq print agenda 150 --lang ar+fr --form docx -o agenda.docx{"\u000A"}  tansiq print convocation 153 --form ics -o convocation.ics
cli-import-about = Import JSON lines or CSV
cli-import-examples = Example: tansiq import csv list.csv --kind partner --map mapping.toml --dry-run
cli-export-about = Export JSON lines, CSV, or the sessions for a calendar
cli-export-examples = Examples:{"\u000A"}  tansiq export jsonl -o desk.jsonl{"\u000A"}  tansiq export ics --body CM -o commission.ics
cli-export-opt-body = Only the sessions of this body
cli-verify-about = Check every checksum, the chain and every link
cli-verify-examples = Example: tansiq verify
cli-config-about = The settings in force and where each comes from
cli-config-examples = Example: tansiq config
cli-doctor-about = What this terminal, this desk and this machine can do
cli-doctor-examples = Example: tansiq doctor
cli-picture-about = The screen of the sample desk after some keys, as SVG
cli-picture-examples = Example: tansiq picture --lang ar -o screen.svg 3 Enter
cli-completions-about = Completions for a shell
cli-completions-examples = Example: tansiq completions bash
cli-man-about = Manual pages
cli-man-examples = Example: tansiq man man/
cli-opt-desk = Directory of the desk
cli-opt-lang = Language (for print also ar+fr)
cli-opt-by = Who acts
cli-opt-json = Answer as JSON
cli-opt-quiet = Say only what was asked for
cli-opt-color = When to use colours
cli-opt-output = File to write
cli-opt-form = Form of the page
cli-opt-copy = For whom the copy is
cli-opt-if-rev = Refuse if it changed since this revision
cli-opt-as-of = As of a date, a revision (r41) or both (2018-12-10@r41, 2018-12-10@now)
cli-opt-history = With its history
cli-opt-limit = How many at most
cli-opt-sort = Field to sort by
cli-opt-kind = Kind of record
cli-opt-map = Mapping file
cli-opt-source = Where the data come from
cli-opt-encoding = Encoding of the file, where it is not found by itself
cli-opt-delimiter = Sign between columns: comma, semicolon, tab
cli-opt-dry-run = Only say what would happen
cli-opt-skip-refused = Import the rest where some rows are refused
cli-opt-sample = With the sample data
cli-opt-keep = Keep the desk in this directory
cli-opt-batch = One query a line on standard input
cli-opt-start = When the session begins
cli-opt-size = Columns and rows
cli-opt-after = After the item of this number
cli-opt-under = Under the item of this number
cli-opt-template = Template of the agenda
cli-opt-to = Until this date
cli-opt-from = From this date on
cli-add-opt-from = JSON file in place of fields (- for standard input)
cli-added = Added { $ref }.
cli-changed = Changed { $ref }.
cli-dropped = Took { $ref } away; undo brings it back.
cli-merged = Merged into { $ref }.
cli-carried = Carried over to { $ref }.
cli-agenda-new = Session { $ref } is ready; see tansiq agenda show.
cli-agenda-total = Total { $total }{ $over ->
        [0] {""}
       *[other] , { $over } min past the planned end
    }
cli-desk-made = Desk made in { $dir }; records: { $count }.
cli-undone =
    { $count ->
        [one] Taken back ({ $count } record).
       *[other] Taken back ({ $count } records).
    }
cli-redone =
    { $count ->
        [one] Done again ({ $count } record).
       *[other] Done again ({ $count } records).
    }
cli-records =
    { $count ->
        [one] ({ $count } record)
       *[other] ({ $count } records)
    }
cli-holder = Holder on { $day }
cli-vacant = vacant
cli-late = late
cli-forgotten = Not on the agenda and not set aside: { $count }
cli-forgotten-line =   { $title }
cli-unknown-filter = Unknown filter, searched as text: { $value }
cli-import-refusal =   { $line }
cli-unreached = { $count ->
    [one] One member has no e-mail address and is not invited by this file: { $names }
   *[other] { $count } members have no e-mail address and are not invited by this file: { $names }
}
cli-written = Written: { $file }
cli-verified = Entries: { $entries }; records: { $records }; problems: { $problems }
cli-verifying = Looked at { $entries } entries
cli-error-agenda-full = the agenda is full
cli-error-assignment = “{ $value }” is no field=value
cli-error-conflict = { $record } was changed first by { $by }, { $at } (revision { $rev }); nothing was changed
cli-error-csv-kind = name the kind of record to export as CSV
cli-error-damaged = the desk is damaged; problems: { $count }
cli-error-delimiter = “{ $value }” is no delimiter: comma, semicolon or tab
cli-error-desk-exists = there is a desk in { $dir } already; nothing was changed
cli-error-edge = there is nothing to change places with
cli-error-file = { $file }: { $detail }
cli-error-import-refused = rows refused: { $count }; nothing was imported
cli-error-input = the input cannot be read: { $detail }
cli-error-json = no JSON: { $detail }
cli-error-key = unknown key name
cli-error-kind = “{ $value }” is no kind of record; there are: { $known }
cli-error-languages = “{ $value }” is no language: ar, fr, en (for print also ar+fr)
cli-error-convocation-form = a convocation is written as a calendar invitation only: --form ics
cli-error-ics-kind = only sessions go into a calendar
cli-error-body-of-ics = --body belongs to export ics
cli-error-no-text = a page as { $form } is no text for a terminal: name a file with -o
cli-error-no-desk = there is no desk in { $dir }
cli-error-no-item = there is no such item
cli-error-no-level = an item cannot go there: three levels at most, under an item above it
cli-error-no-terminal = the interface needs a terminal
cli-error-not-found = there is no { $what }
cli-error-nothing-found = nothing found for “{ $query }”
cli-error-nothing-to-undo = there is nothing of yours to take back or do again
cli-error-output = the output cannot be written: { $detail }
cli-error-paper = the page cannot be written: { $detail }
cli-error-refused = refused
cli-error-settings = { $file }: { $detail }
cli-error-size = the size is written as 80x24
cli-error-template = there is no agenda template “{ $value }”; there is: standing
cli-error-utf8 = { $file } is not UTF-8
cli-hint-assignment = Write field=value, names.fr=…, themes+=education or themes-=education.
cli-hint-conflict = Look at it with tansiq show, then repeat the change.
cli-hint-damaged = Keep a copy of the directory before anything else.
cli-hint-find = Look for it with tansiq find.
cli-hint-help = See tansiq --help.
cli-hint-import-refused = Correct the rows, or import the rest with --skip-refused.
cli-hint-in-use = Wait until it is closed there, or work on another desk with --desk.
cli-hint-init = Make one with tansiq init, or with the sample data: tansiq init --sample.
cli-error-session-exists = this body already has a session at that time: { $value }. Nothing was changed.
cli-repair-about = Make both copies of the desk whole again from what is left of each
cli-repair-examples = Example: tansiq repair --dry-run
cli-repair-opt-dry-run = Say what there is to repair and change nothing
cli-repaired = Whole entries: { $entries }; problems: { $problems }
cli-repair-aside = What was damaged is kept: { $place }
cli-repair-lost = lost: entries { $first } to { $last }, of which { $stranded } are kept with what was set aside
cli-backup-about = Write the whole desk with its history into one compressed file
cli-backup-examples = Example: tansiq backup desk.tansiq.gz
cli-backed-up = Written up to entry { $entries }: { $file }
cli-restore-about = Make a desk from a backup in an empty folder
cli-restore-examples = Example: tansiq restore desk.tansiq.gz --to desk2
cli-restore-opt-to = Folder of the new desk
cli-restored = Restored up to entry { $entries }: { $dir }
cli-report-about = Count and plot what was done in a period, what became of decisions, and what they serve
cli-report-examples = Example: tansiq report activity --from 2026 --form svg -o activity.svg
cli-trash-about = What was taken away, by whom and when
cli-trash-examples = Example: tansiq trash partner --limit 5
cli-undrop-about = Bring back what was taken away
cli-undrop-examples = Example: tansiq undrop 12 13
cli-undropped = Brought { $ref } back.
cli-opt-dropped = Among what was taken away
cli-opt-hashes = With the pin of each revision
cli-opt-verify = Check that the history is what it was, from the first entry to the last
cli-log-opt-pin = Where in the history the pin of a paper stands
cli-print-opt-pin = With the pin of the history at the foot, by which the paper can be checked later
cli-chain-whole = The history is whole. Entries: { $entries }; pin: { $pin }
cli-pin-stands = It stands at { $rev }, { $at }, { $by }. Revisions since: { $since }
cli-conflict-was = Before: { $value }
cli-conflict-theirs = There now: { $value }
cli-conflict-mine = Yours: { $value }
cli-error-undo-conflict = { $record } was changed since by { $by }, { $at } (revision { $rev }); nothing was taken back
cli-error-dropped = { $record } was taken away by { $by }, { $at }
cli-error-not-dropped = { $record } was not taken away
cli-error-not-then = { $what } was not there. { $view }
cli-error-chain = the history is not what it was: the first damage is at { $rev }
cli-error-pin = “{ $value }” is no pin
cli-error-pin-differs = another history: at { $rev } stands { $pin }
cli-error-pin-nowhere = this pin is nowhere in the history, which ends with { $last }
cli-hint-as-of = Write a date (2018-12-10, December 2018), a revision (r41), or both (2018-12-10@r41).
cli-hint-dropped = See it with tansiq show --dropped; tansiq undrop brings it back.
cli-hint-trash = See what was taken away with tansiq trash.
cli-hint-pin = Write it as it is printed: r188-3f9a1-c0b7d-2e4a5-51b2c.
cli-hint-undo-conflict = See who changed what with tansiq log, then correct the field by hand.
cli-hint-undrop-both = Bring back what it points to together with it: tansiq undrop 12 13.
