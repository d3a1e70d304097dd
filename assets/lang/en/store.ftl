# What the store says when something fails: what happened, what is safe, what to do.
store-in-use = Another session has this desk open: { $user } on { $machine }, process { $pid }, since { $since }. Nothing was changed. Close that session, then try again.
store-in-use-unknown = Another session has this desk open. Nothing was changed. Close that session, then try again.
store-damaged = The stored data is damaged ({ $place }). Nothing more is written. Keep a copy of the desk’s folder, then run “tansiq repair --dry-run” to see what is damaged and what is left.
store-newer = This desk was written by a newer version of tansiq (format { $version }). Nothing was changed. Install the newer version.
store-too-large = This record is too large ({ $bytes } bytes). Nothing was changed. Shorten its long texts or lists.
store-moved = The desk was changed by another program. Your change was not saved; reopen the desk and try again.
store-full = The disk is full. Your last change was not saved; everything before it is safe. Free some space, then try again.
store-io = The files of the desk cannot be read or written ({ $detail }). Your last change was not saved; everything before it is safe. Check the disk, then try again.
store-denied = Access was refused by the system: { $detail }. What was saved stays as it is. See to whom the file or folder belongs and that you may read and write it, then try again.
store-slow = The desk takes too long to open. Nothing was changed. Check the disk, then try again.
store-read-only = The disk can only be read. Your change was not saved; everything before it is safe. Have the disk opened for writing, then open the desk again.
store-gone = The folder of the desk was moved or deleted while it was open: { $path }. Your last change was not saved. Put the folder back or restore a backup, then open the desk again.
store-exists = There is something already: { $path }. Nothing was changed. Choose another name.
store-foreign = { $path } is a link, no ordinary file, or belongs to another user. Nothing was opened or changed. Move it out of the folder (what is then missing comes from the other copy), or give the desk a folder of your own.
store-diverged = The two copies of this desk have different histories after entry { $revision }. Nothing was changed. Keep a copy of the folder, then run “tansiq repair”.
store-emptied = This desk has held entries (the first one is { $first }…), and neither of its two copies has one any more. Nothing was changed, and “tansiq repair” makes nothing up. Keep a copy of the folder, then restore a backup into a new one: those of this desk are named tansiq-{ $first }-….
store-emptied-unknown = This desk has held entries, and neither of its two copies has one any more. Nothing was changed, and “tansiq repair” makes nothing up. Keep a copy of the folder, then restore a backup into a new one.
# What was mended while the desk was opened.
store-mended-tail = A write that was cut short was set aside; everything acknowledged is there: { $place }
store-mended-journal = The journal lacked entries and was filled up from the other copy: { $place }
store-mended-behind = The database lacked entries and was filled up from the journal: { $place }
store-mended-engine = The database was damaged and was made anew from the journal; nothing is lost. What was damaged is kept: { $place }
store-mended-part = The journal was damaged and was made whole again; nothing is lost. What was damaged is kept: { $place }
store-mended-note = A file beside the data was not as it was left and was written anew: { $place }
store-mended-place = Something of another sort stood in the place of a file of the desk. It was moved, not deleted, and what belongs there is made again: { $place }
store-mended-checkpoint = What was kept for opening faster was damaged and is made again; nothing is lost ({ $place })
# What cannot be done for now.
store-reading-full = The disk is full: the desk is open for reading only. Everything saved is safe. Free some space, then open it again: { $place }
store-reading-only = The disk can only be read: the desk is open for reading only. Everything saved is safe: { $place }
store-engine-left = The database cannot be written ({ $place }). Everything is saved in the journal; the database is filled up when the desk is next opened.
store-clock-back = The clock of this machine is behind the last change ({ $place }). Your change was saved, in its right order. Check the clock.
# What a verification finds; the place follows on the same line.
verify-damaged = Damaged: { $place }
verify-missing = Missing: { $place }
verify-chain = Does not follow from the previous entry: { $place }
verify-head = The recorded head does not match the last entry: { $place }
verify-open-group = An operation was cut short: { $place }
verify-last-ref = The counter of numbers is too low: { $place }
verify-differs = Differs from its history: { $place }
verify-lost-record = In the history but not on the desk: { $place }
verify-merges = The merges do not match the history: { $place }
verify-link = Points to a record that does not exist: { $place }
verify-journal = The journal is damaged: { $place }
verify-copies = The two copies differ: { $place }
verify-engine = The database is damaged: { $place }
store-mended-format = The file that says the form of the desk was damaged and was written anew; nothing is lost: { $place }
store-migrated = The desk was brought to the form of this version. As it was before it is kept in: { $place }
# Why the automatic backup was not taken.
store-keep-full = No backup was taken: no space is left in its folder. Your work is saved; older backups are all there.
store-keep-damaged = No backup was taken: the journal is damaged ({ $detail }). Older backups are all there; run “tansiq repair”.
store-keep-failed = No backup was taken ({ $detail }). Your work is saved; older backups are all there.
store-apart-aside = Set aside as damaged: { $count } in { $place }, { $megabytes } MB. The program deletes nothing of it. Once verify finds nothing wrong, keep a copy elsewhere or delete it.
store-apart-before = Backups from before a new form of the desk: { $count } in { $place }, { $megabytes } MB, beyond the space set for automatic backups. The program deletes none of them; move them elsewhere when all is well.
verify-seal = Not as it was left: { $place }
verify-place = Something of another sort stands in its place: { $place }
verify-checkpoint = What is kept for opening faster is damaged: { $place }
