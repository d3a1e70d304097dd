#!/usr/bin/env bash
# Every printed page of the sample as a picture, to be looked at: PDF through poppler, documents for Word through LibreOffice.
# Usage: tests/printed/look.sh [PROGRAM] [FOLDER]
set -euo pipefail
program=$(realpath "${1:-target/debug/tansiq}")
folder=$(realpath -m "${2:-target/printed}")
for tool in pdftoppm soffice; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done
mkdir -p "$folder"
desk=$(mktemp -d)
trap 'rm -r "$desk"' EXIT
export TANSIQ_DESK=$desk/desk TANSIQ_NOW=2026-11-23T10:00 XDG_CONFIG_HOME=$desk
"$program" --quiet init --sample
session=$("$program" --quiet agenda new CM --start "18/12/2026 10:00")
for languages in ar fr en ar+fr; do
    for page in "agenda $session" "sheet 26" "agenda 148"; do
        name=${page/ /-}-$languages
        for form in pdf docx; do
            # The kind and the number are two arguments.
            # shellcheck disable=SC2086
            "$program" --quiet print $page --lang "$languages" --form $form -o "$folder/$name.$form"
        done
        pdftoppm -r 70 -png "$folder/$name.pdf" "$folder/$name-pdf"
    done
done
mkdir -p "$folder/word"
soffice --headless --convert-to pdf --outdir "$folder/word" "$folder"/*.docx >/dev/null 2>&1
for page in "$folder"/word/*.pdf; do
    pdftoppm -r 70 -png "$page" "$folder/$(basename "$page" .pdf)-word"
done
rm -r "$folder/word"
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder"
