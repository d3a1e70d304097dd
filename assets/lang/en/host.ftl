host-conflict = { $by } changed { $record } first ({ $at }). Your change was not made; look again and repeat it.
host-copied = Copied: { $text }
host-gone = { $record } is not there any more. Nothing was changed.
host-not-printed = The page could not be written: { $detail }. Nothing was changed.
host-nothing-to-undo = None of your changes is left to take back or do again.
host-printed = Written: { $file }
host-redone =
    { $count ->
        [one] Done again: { $count } record
       *[other] Done again: { $count } records
    }
host-undone =
    { $count ->
        [one] Taken back: { $count } record
       *[other] Taken back: { $count } records
    }
doctor-term = Terminal
doctor-term-advice = TERM is not set or is dumb; set it to what your terminal is, for example xterm-256color.
doctor-size = Size
doctor-size-advice = tansiq needs 60 columns and 16 rows; enlarge the window.
doctor-utf8 = Character set
doctor-utf8-advice = The locale is not UTF-8; set LANG, for example to C.UTF-8.
doctor-color = Colours
doctor-color-advice = No colours.
doctor-desk = Desk
doctor-desk-advice = There is no desk yet; make one with tansiq init.
doctor-aside = Set aside
doctor-aside-advice = Damaged parts were set aside and are never deleted by the program. Run “tansiq verify”; when it finds nothing wrong, move them elsewhere or delete them.
doctor-before = Before a new form
doctor-before-advice = Backups from before a new form of the desk are kept beyond the space set for backups. When all is well, move them elsewhere.
doctor-memory = Memory available
doctor-memory-advice = Little memory is left.
host-undone-one = Taken back: { $title }
host-redone-one = Done again: { $title }
host-demo = A throw-away copy of the sample desk: what you change here goes when you quit.
arabic-by-setting = set in terminal.arabic
arabic-by-person = chosen by you for this terminal
arabic-by-bdsm = the terminal answers that it can leave the order to the program
arabic-by-name = known by the name of the terminal
arabic-by-attributes = known by the attributes of the terminal
arabic-by-guess = nothing tells; most terminals are so. If Arabic is not readable, choose “Arabic on this terminal” among the commands.
doctor-arabic = Arabic
doctor-arabic-advice = The terminal could not be asked.
arabic-not-asked = no terminal to ask here
host-plain = A terminal without a screen: write the names of keys on a line, for instance: f oim Enter
doctor-line = Line
doctor-line-advice = The line cannot be measured here.
host-conflict-field = { $by } changed “{ $field }” of { $record } first ({ $at }). Your change was not made; look again and repeat it.
host-undo-conflict = Nothing was taken back: { $by } changed { $record } since ({ $at }).
host-undo-conflict-field = Nothing was taken back: { $by } changed “{ $field }” of { $record } since ({ $at }).
host-dropped = { $record } was taken away by { $by } ({ $at }). Nothing was changed. “:trash” brings it back.
host-file-foreign = { $file } is a link, belongs to another user, or anybody may write it. It was not read. Put a file of your own there (chmod go-w).
host-file-too-large = { $file } is larger than { $detail } bytes. It was not read.
host-file-not-text = { $file } is not UTF-8. It was not read.
host-file-unreadable = { $file } cannot be read: { $detail }.
host-shelf-aside = The unsaved forms could not be read; they were set aside in { $place }. Everything that was saved is safe.
host-shelf-lost = The open form cannot be kept should the session be cut off: { $detail } Save it with Ctrl-s.
host-editor-words = These words cannot be split: { $detail }. Correct VISUAL or EDITOR; the text is as it was.
host-editor-missing = No such editor: { $detail }. Name one in VISUAL or EDITOR; the text is as it was.
host-editor-start = The editor could not be started: { $detail }. The text is as it was.
host-editor-failed = The editor ended with a failure ({ $detail }). The text is as it was.
host-editor-failed-after = The editor ended with a failure. The text is as it was; what you wrote is in { $detail }.
host-editor-unfit = What was written is too long or no text. The text is as it was; what you wrote is in { $detail }.
host-editor-file = The file for the editor could not be used: { $detail }. The text is as it was.
host-editor-empty = The editor left an empty file; the text is as it was.
host-editor-none = There is no editor on this screen; type here.
host-printed-many = { $count } pages written; the first: { $file }
host-exported = { $count ->
        [one] { $count } record
       *[other] { $count } records
    } written: { $file }
host-view-not-kept = The view holds for this session only; it could not be remembered: { $detail }
