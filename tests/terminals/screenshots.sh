#!/usr/bin/env bash
# Screenshots of the running program in real terminals, on a virtual screen: xterm, a VTE terminal, mlterm, PuTTY's pterm,
# and xterm with tmux inside. Not part of the tests: a person looks at them.
#
#   tests/terminals/screenshots.sh PROGRAM DIR [LANG [FONT]]
#
# After a storm of scrolling that ends where it began, the screen must be the same to the pixel: the script says so. (A few
# pixels of letters that reach out of their cell stay behind: in the left margin of mlterm, beside a changed digit in xterm.)
#
# Needs Xvfb, openbox, xterm, sakura, mlterm, pterm, tmux, xdotool, ImageMagick, and a font with Arabic (DejaVu Sans Mono).
set -euo pipefail
program=$(realpath "$1")
dir=$(mkdir -p "$2" && realpath "$2")
lang=${3:-ar}
face=${4:-DejaVu Sans Mono}

for tool in Xvfb openbox xterm sakura mlterm pterm tmux import compare xdotool; do
    command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 1; }
done

home=$(mktemp -d)
# The server takes the first display that is free and writes its number, so that several people can take pictures at once.
Xvfb -displayfd 3 -screen 0 1400x900x24 3>"$home/display" >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$home"' EXIT
until [ -s "$home/display" ]; do
    kill -0 "$server" 2>/dev/null || { echo "Xvfb does not start" >&2; exit 1; }
    sleep 0.1
done
export DISPLAY=:$(cat "$home/display") LC_ALL=C.UTF-8 TANSIQ_NOW=2026-11-23T10:00
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done
# Somebody must give the keys to the new window.
openbox >/dev/null 2>&1 &
until xdotool get_desktop >/dev/null 2>&1; do sleep 0.1; done

# What a terminal runs: the program, its screen for looking at, then the shell's own Arabic, as it was before.
cat >"$home/after" <<RUN
#!/bin/sh
"$program" --lang $lang demo
printf 'السلام عليكم 2018\n'
sleep 60
RUN
chmod +x "$home/after"

# storm: many keys at once and one by one, in both directions, and back to where they began.
storm() {
    xdotool key --delay 8 --repeat 45 Down
    xdotool key --delay 8 Next Next Prior Up Up Down Next Prior Prior
    xdotool key --delay 8 --repeat 60 Up
    xdotool key --delay 40 2 Down Down Up 1 slash d a k h Down Escape
    sleep 1
    xdotool key --delay 40 z Down Next Up Home z Down Up
}

# shot FILE: the screen, once it is the same three times in a row; as it is after half a minute.
shot() {
    local file=$1 same=0 round
    import -window root "$file"
    for round in $(seq 60); do
        sleep 0.5
        import -window root "$home/next.png"
        if cmp -s <(convert "$file" rgb:-) <(convert "$home/next.png" rgb:-); then same=$((same + 1)); else same=0; fi
        mv "$home/next.png" "$file"
        [ "$same" -lt 2 ] || return 0
    done
}

# shoot NAME COMMAND…: one terminal, its first screen, the same after a storm, the finder, a form, the agenda composer, and
# what it shows after the program.
shoot() {
    local name=$1
    shift
    "$@" >/dev/null 2>&1 &
    local terminal=$!
    xdotool search --sync --onlyvisible --name . >/dev/null
    shot "$dir/$name-partners.png"
    # Whatever depends on the line and on the first key is as it stays.
    xdotool key --delay 150 Down Up Next Prior Home
    shot "$dir/$name-partners.png"
    storm
    shot "$dir/$name-storm.png"
    echo "$name: $(compare -metric AE "$dir/$name-partners.png" "$dir/$name-storm.png" null: 2>&1 || true) pixels differ after the storm"
    xdotool key slash
    xdotool type --delay 30 "dakh"
    shot "$dir/$name-finder.png"
    xdotool key --delay 300 Escape
    sleep 1
    xdotool key --delay 300 n p
    xdotool type --delay 30 "Banque مثال 2018"
    shot "$dir/$name-form.png"
    # Once more, because something was typed.
    xdotool key --delay 300 Escape Escape
    sleep 1
    xdotool key --delay 300 3 n m
    shot "$dir/$name-composer.png"
    xdotool key q
    shot "$dir/$name-after.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    tmux -L "shots$server" kill-server 2>/dev/null || true
}

mkdir -p "$home/.mlterm" "$home/config/sakura" "$home/config/tansiq"
echo 'start = "partners"' >"$home/config/tansiq/config.toml"
printf 'geometry=80x24\nencoding=utf8\nuse_anti_alias=true\ntype_engine=xft\n' >"$home/.mlterm/main"
printf "DEFAULT=$face-iso10646-1\nISO10646_UCS4_1=$face\n" >"$home/.mlterm/aafont"

shoot xterm xterm -fa "$face" -fs 11 -geometry 80x24+0+0 -e "$home/after"
shoot vte sakura -f "$face 11" -c 80 -r 24 -e "$home/after"
shoot mlterm mlterm -g 80x24 --type=xft -w 16 -e "$home/after"
shoot pterm pterm -fn "client:$face 11" -geometry 80x24 -e "$home/after"
shoot xterm-tmux xterm -fa "$face" -fs 11 -geometry 80x24+0+0 -e tmux -L "shots$server" -f /dev/null new-session "$home/after"
ls "$dir"
