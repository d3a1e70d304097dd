#!/usr/bin/env bash
# Every page of the sample's sessions, in every language and form, and pictures of them to be looked at: PDF through poppler,
# documents for Word through LibreOffice. What a tool is missing for is said and left out.
# Usage: tests/printed/look.sh [PROGRAM] [FOLDER]
set -euo pipefail
program=$(realpath "${1:-target/debug/tansiq}")
folder=$(realpath -m "${2:-target/printed}")
resolution=${RESOLUTION:-70}
skipped=()
mkdir -p "$folder"
desk=$(mktemp -d)
trap 'rm -r "$desk"' EXIT
export HOME=$desk TANSIQ_DESK=$desk/desk TANSIQ_NOW=2026-11-23T10:00 XDG_CONFIG_HOME=$desk
run() { "$program" --quiet "$@"; }

# The next session is composed, convened, and gets a late item; the last one is told, approved in it and signed.
run init --sample
session=$(run agenda new CM --start "18/12/2026 10:00")
run meeting convene "$session" --channel courrier >/dev/null
run agenda add "$session" "title.fr=Point urgent : accueil des retraités" "title.ar=نقطة مستعجلة: استقبال المتقاعدين" --after 4 >/dev/null
run agenda freeze "$session" >/dev/null

pages=(
    "agenda $session" "convocation $session" "addendum $session" "sign-in $session"
    "agenda 148" "sign-in 148" "decisions 148" "minutes 148" "extract 158" "extract 166"
    "reminder" "reminder 39" "register" "register CM" "minutes CT" "sheet 26" "dossier 26"
)
forms=(docx html md txt json)
if run print agenda 148 --form pdf -o "$folder/first.pdf" 2>/dev/null; then
    forms+=(pdf)
    rm "$folder/first.pdf"
else
    skipped+=("PDF: this program was built without it (--features pdf)")
fi
for page in "${pages[@]}"; do
    for languages in ar fr en ar+fr own; do
        # Letters go out in the language of each recipient where none is asked for.
        [[ $languages != own || $page == convocation* || $page == reminder* ]] || continue
        asked=(--lang "$languages")
        [[ $languages == own ]] && asked=()
        for form in "${forms[@]}"; do
            # The kind and the number are two arguments.
            # shellcheck disable=SC2086
            run print $page "${asked[@]}" --form "$form" -o "$folder/${page// /-}-$languages.$form"
        done
    done
done

# What others than the members are given: everybody less, the chair everything.
for page in "agenda 148" "minutes 148" "decisions 148" "sheet 26"; do
    for copy in public chair; do
        for languages in ar fr; do
            for form in "${forms[@]}"; do
                # shellcheck disable=SC2086
                run print $page --lang "$languages" --copy "$copy" --form "$form" \
                    -o "$folder/${page// /-}-$copy-$languages.$form" 2>/dev/null ||
                    skipped+=("$page as $form in $languages: a copy of that kind ($copy) says nothing")
            done
        done
    done
done

if [[ ! " ${forms[*]} " == *" pdf "* ]]; then :
elif command -v pdftoppm >/dev/null; then
    for page in "$folder"/*.pdf; do
        pdftoppm -r "$resolution" -png "$page" "${page%.pdf}-pdf"
    done
else
    skipped+=("pictures of PDF: pdftoppm is not installed")
fi
if ! command -v soffice >/dev/null; then
    skipped+=("documents for Word: soffice (LibreOffice) is not installed")
elif ! command -v pdftoppm >/dev/null; then
    skipped+=("documents for Word: pdftoppm is not installed")
else
    mkdir -p "$folder/word"
    soffice --headless --convert-to pdf --outdir "$folder/word" "$folder"/*.docx >/dev/null 2>&1
    for page in "$folder"/word/*.pdf; do
        pdftoppm -r "$resolution" -png "$page" "$folder/$(basename "$page" .pdf)-word"
    done
    rm -r "$folder/word"
fi
echo "$(find "$folder" -type f ! -name '*.png' | wc -l) pages, $(find "$folder" -name '*.png' | wc -l) pictures in $folder"
for what in ${skipped[@]+"${skipped[@]}"}; do
    echo "skipped: $what"
done
