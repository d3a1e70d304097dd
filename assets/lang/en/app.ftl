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
command-find-open = find
command-find-open-help = Look anything up by a few letters in any script: names, acronyms, numbers, former names.
command-palette-open = commands
command-palette-open-help = Choose a command by its name.
command-help-open = help
command-help-open-help = What can be done here, and with which key.
command-record-new = new
command-record-new-help = Make a new record: n, then the letter of its kind. On a body, n m makes its next session with its agenda.
command-record-edit = edit
command-record-edit-help = Change the fields of the selected record.
command-record-print = print
command-record-print-help = Write the agenda of a session or the sheet of a partner to a file.
command-record-copy = copy
command-record-copy-help = Put the title of the record on the clipboard of your terminal.
command-record-drop = take away
command-record-drop-help = Take the record away; u brings it back.
command-change-undo = undo
command-change-undo-help = Take back your last change, also one of yesterday.
command-change-redo = redo
command-change-redo-help = Do again what was taken back.
command-place-back = back
command-place-back-help = The record opened before.
command-place-forward = forward
command-place-forward-help = The record opened after.
command-pane-partners = partners
command-pane-partners-help = Go to the partners.
command-pane-timelines = timelines
command-pane-timelines-help = Go to the timeline of the selected record.
command-pane-committees = committees
command-pane-committees-help = Go to the committees, sessions and agendas.
command-pane-next = next pane
command-pane-next-help = Go to the next pane.
command-pane-previous = previous pane
command-pane-previous-help = Go to the previous pane.
command-language-next = language
command-language-next-help = Arabic, French, English in turn; the place is kept.
command-session-quit = quit
command-session-quit-help = End the session. Everything is already saved.
language-ar = Arabic
language-fr = French
language-en = English
form-html = HTML page to print
form-txt = text
form-md = Markdown
app-done-with = Done: { $what }, { $title }. u takes it back.
field-full = This field is full; nothing was added. Shorten or divide the text.
app-no-command = { $key } does nothing here; F1 shows the keys.
form-not-chosen = “{ $value }” was not found or not chosen from the list; clear it or choose with ↑↓ and Enter.
command-session-suspend = suspend
command-session-suspend-help = Back to the shell; fg brings the program back as it was.
command-view-vowels = vowel signs
command-view-vowels-help = Shows the vowel signs of Arabic names in lists, or hides them; fields always show them.
command-terminal-reading = Arabic on this terminal
command-terminal-reading-help = Choose the line that you can read; it is remembered for this terminal.
reading-question = Which of these lines is right: joined letters, read from right to left?
reading-words = وزارة الداخلية (الرباط)، الاتفاق العالمي لسنة 2018
reading-hint = Its digit chooses it. The choice is remembered; any other key goes on. Again later: “Arabic on this terminal” among the commands.
reading-unsure = Is Arabic not readable here? Press “:” and choose “Arabic on this terminal”.
reading-kept = Remembered for this terminal.
language-question = Speak English
command-language-choose = choose the language
command-language-choose-help = Arabic, French or English, by its name.
app-opening = Opening the desk…
