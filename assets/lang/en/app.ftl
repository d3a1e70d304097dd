app-added = Saved: { $title }
app-done = Done: { $what }
app-nothing-selected = Nothing is selected.
app-nothing-to-print = There is nothing to print here: agendas belong to sessions, sheets to partners.
app-records =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
app-too-small = The window is too small: tansiq needs 60 columns and 16 rows. Nothing is lost.
bar-add = add
bar-back = back
bar-cancel = cancel
bar-choose = choose
bar-close = close
bar-page = another page
bar-set = all papers
bar-edit = edit
bar-list = list
bar-line = new line
bar-move = move
bar-next = next
bar-open = open
bar-remove = remove
bar-run = run
bar-save = save
card-before = Before
card-holds = Holds
card-last = Last
card-next = Next
card-vacant = vacant
finder-nothing = Nothing found. Try fewer letters or another script.
form-alike = May be there already: { $titles }
form-errors = Something is missing or wrong; nothing was saved yet.
form-new = New: { $kind }
form-no-parts = Empty. Press n to add.
form-unsaved = Changes are not saved: Ctrl-s saves them, Esc once more lets them go.
form-unchanged = Nothing was changed.
help-title = Help: what can be done here
new-title = New record: which kind?
print-title = Print { $title }
session-title =
    { $number ->
        [1] First session
        [2] Second session
        [3] Third session
       *[other] Session { $number }
    }: { $body }
command-find-open-help = Look anything up by a few letters in any script: names, acronyms, numbers, former names.
command-palette-open-help = Choose a command by its name.
command-help-open-help = What can be done here, and with which key.
command-record-new-help = Make a new record: n, then the letter of its kind. On a body, n m makes its next session with its agenda.
command-record-edit-help = Change the fields of the selected record.
command-record-print-help = Write the agenda of a session or the sheet of a partner to a file.
command-record-copy = copy
command-record-copy-help = Put the title of the record on the clipboard of your terminal.
command-record-drop = take away
command-record-drop-help = Take the record away; u brings it back.
command-change-undo-help = Take back your last change, also one of yesterday.
command-change-redo = redo
command-change-redo-help = Do again what was taken back.
command-place-back = back
command-place-back-help = The record opened before.
command-place-forward = forward
command-place-forward-help = The record opened after.
command-pane-home = home
command-pane-home-help = Go to what asks for attention today.
command-pane-partners = partners
command-pane-partners-help = Go to the partners.
command-pane-timelines = timelines
command-pane-timelines-help = Go to the timeline of the selected record.
command-pane-committees = committees
command-pane-committees-help = Go to the committees, sessions and agendas.
command-pane-next-help = Go to the next pane.
command-pane-previous = previous pane
command-pane-previous-help = Go to the previous pane.
command-language-next-help = Arabic, French, English in turn; the place is kept.
command-session-quit-help = End the session. Everything is already saved.
language-ar = Arabic
language-fr = French
language-en = English
form-pdf = PDF
form-html = HTML page to print
form-docx = document for Word
form-txt = text
form-md = Markdown
app-done-with = Done: { $what }, { $title }. u takes it back.
field-full = This field is full; nothing was added. Shorten or divide the text.
app-no-command = { $key } does nothing here; F1 shows the keys.
form-not-chosen = “{ $value }” was not found or not chosen from the list; clear it or choose with ↑↓ and Enter.
command-session-suspend = suspend
command-session-suspend-help = Back to the shell; fg brings the program back as it was.
command-view-card = card below the list
command-view-card-help = Shows the card of the chosen line, or hides it so that the list has all the room.
command-view-vowels = vowel signs
command-view-vowels-help = Shows the vowel signs of Arabic names in lists, or hides them; fields always show them.
command-terminal-reading = Arabic on this terminal
command-terminal-reading-help = Choose the line that you can read; it is remembered for this terminal.
reading-question = Which of these lines is right: joined letters, read from right to left?
reading-words = وزارة الداخلية (الرباط)، الاتفاق العالمي لسنة 2018
reading-hint = Its digit chooses it. The choice is remembered; any other key goes on. Again later: “Arabic on this terminal” among the commands.
reading-unsure = Is Arabic not readable here? Press “:” and choose “Arabic on this terminal”.
reading-kept = Remembered for this terminal.
language-question = Work in English
command-language-choose = choose the language
command-language-choose-help = Arabic, French or English, by its name.
app-found-in-part = The index is being made: not all names are searched yet; the list follows.
arrange-title = How the list is arranged
arrange-group = Groups
arrange-no-group = none
arrange-order = Order
arrange-alphabet = In alphabetical order
arrange-column = Columns
arrange-fixed = How this list is arranged is fixed.
bar-as-it-was = as it was
group-type = by kind
group-region = by region
group-level = by level
group-tree = as a tree
command-view-arrange = arrange
command-view-arrange-help = Groups, order and columns of the list; the choice is remembered for you.
as-of-question = As of when?
as-of-hint-date = A date in any form (10 December 2018, { $month }, yesterday): the desk as it was at the end of that day, read on that day. Before the desk began: that day, by what is known today.
as-of-hint-revision = A revision ({ $rev }): the desk as it was then. The history of a record names its revisions.
as-of-hint-both = Both ({ $then }, { $now }): that day, by what was known then or is known now.
as-of-words = “{ $value }” is neither a date nor a revision such as r41.
as-of-no-revision = There is no such revision; the last one is { $last }.
as-of-revision = The past: the desk at revision { $rev }, { $date }.
as-of-recorded = The past: the desk as it was at the end of { $date } ({ $rev }).
as-of-known = On { $date }, by what is known today.
as-of-both = On { $date }, by the desk as it was at { $rev }.
as-of-mark = as of { $date }
as-of-read-only = This is the past: nothing can be changed here. N comes back to today.
as-of-left = Back to today.
as-of-is-today = This is today already.
bar-show = show
bar-undrop = bring back
bar-theirs = take theirs
bar-mine = keep mine
form-theirs = Changed first by somebody else; there now: { $value }. Ctrl-t takes that, Ctrl-s keeps what you wrote.
bar-go-on = go on
bar-throw-away = throw away
bar-later = later
bar-editor = editor
unsaved-title = Forms that were not saved
unsaved-hint = The session was cut off before they were saved. Enter goes on with them as you left them, d throws them away, Esc leaves them for later.
unsaved-later = Kept; they are among the commands (:) as “unsaved forms”.
unsaved-none = No form of an earlier session was left unsaved.
unsaved-thrown-away = The form was thrown away.
command-form-unsaved = unsaved forms
command-form-unsaved-help = Forms that were open when a session was cut off: go on with them or throw them away.
form-editor-long = The editor is for long texts; type here.
app-done-many = Done: { $what }, { $count ->
        [one] { $count } record
       *[other] { $count } records
    }. u takes all of it back.
bar-bulk = act on all
bar-preview = preview
bar-do-all = do it
bar-see = look
bulk-title = { $count ->
        [one] { $count } record
       *[other] { $count } records
    }: { $kinds }
bulk-put = Put: { $field }
bulk-add-to = Add to: { $field }
bulk-choose = Put another field…
bulk-take-from = Take from a list…
bulk-print = Print a page of each
bulk-csv = Export as CSV
bulk-jsonl = Export everything (JSON)
bulk-drop = Take the records away
bulk-which-field = Which field?
bulk-which-list = From which list?
bulk-hint-put = What is put into all records; it is added to lists, a field left empty takes away what is there. Enter shows what will change.
bulk-hint-take = What is taken from the list in all records. Enter shows what will change.
bulk-same = All records are so already; nothing changes.
bulk-changes = { $what }: { $count ->
        [one] { $count } record changes
       *[other] { $count } records change
    }. Enter does it, u then takes all of it back.
bulk-goes ={ $count ->
        [one] { $count } record goes
       *[other] { $count } records go
    }. Enter does it, u then brings all of them back.
bulk-already = So already: { $count }
bulk-refused = Stay as they are, for a rule is against it: { $count }. The first: { $why }
marks-too-many = No more than { $limit } records at once; narrow the list with f.
marks-no-list = There is no list here whose lines can be marked.
print-title-many = Print { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
command-mark-toggle = mark
command-mark-toggle-help = Mark the line, or unmark it, to act on several records at once.
command-mark-all = mark all
command-mark-all-help = Mark everything that the list shows, or nothing.
command-mark-act = act on the marked
command-mark-act-help = Put a field, add a theme or tag, assign, print, export, take away: all marked records, with a preview and one undo.
command-bulk-edit = change of several records
command-bulk-drop = several records taken away
trash-title = Taken away: Enter brings the chosen record back
trash-empty = Nothing was taken away.
trash-none = Nothing that was taken away agrees with these letters.
dropped-by = Taken away by { $by }, { $at }
dropped-undone = Its creation was taken back by { $by }, { $at }
command-trash-open = taken away
command-trash-open-help = What was taken away, by whom and when; Enter brings it back.
command-asof-open = as of another time
command-asof-open-help = Look at the desk as of a date or a revision: “:asof 2018-12-10”, “:asof r41”. Nothing can be changed there.
command-asof-leave = back to today
command-asof-leave-help = Come back from the past to the newest state.
command-record-undrop = bring back
as-of-closed = { $said } Read only.
bar-act = choose, act
bar-complete = complete
bar-copy = copy
bar-different = different
bar-join = join
bar-keep = keep as a view
bar-keep-first = keep the first
bar-keep-second = keep the second
bar-keep-shared = keep for everybody
bar-mark = mark
bar-new = new
bar-phone = copy phone
bar-print = print
bar-to-agenda = to the agenda
bar-type = type
command-record-duplicates = duplicates
command-record-duplicates-help = Partners and persons that were probably entered twice, with the reason; both are shown before they are joined.
command-record-distinct = called different
command-record-merge = joined
command-view-saved = views
command-view-saved-help = Saved views of this list: choose one, keep what the list shows, let one go.
command-view-share = view for everybody
command-view-drop = view let go
finder-no-agenda = No agenda is open. Open a session with Enter, then look again: it goes on that agenda.
finder-no-phone = There is no telephone number here.
new-title-with = New record, with { $title }: which kind?
twins-joined = Stays: { $stays }. Joined into it: { $goes }. This is what it will be; Enter joins, u undoes it later.
twins-looking = Looking for records that are probably the same…
twins-none = No two partners or persons look the same.
twins-none-left = Nothing is left here. u takes the last step back.
twins-title = Likely duplicates
views-all-shown = The list shows everything; a filter (f) can be kept as a view.
views-kept = Kept as a view: { $name }
views-name = Name of the view:
views-name-shared = Name of the view, for everybody:
views-no-list = This pane has no list to filter.
views-no-name = A view needs a short name.
views-none = No view is kept for this list yet. Filter the list with f, then keep it here with a (for you) or A (for everybody).
views-nothing-asked = The list shows everything: there is nothing to keep. Filter it first with f.
views-own = own
views-shared = for everybody
views-shown = The list shows: { $query }
views-title = Views of this list
