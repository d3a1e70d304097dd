#!/usr/bin/env python3
"""Writes src/text/forms.rs: the presentation forms of Arabic letters, from Python's own Unicode tables.

Run from the top of the project: python3 assets/unicode/forms.py > src/text/forms.rs
"""
import unicodedata

KINDS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
forms, ligatures = {}, {}
for code in list(range(0xFB50, 0xFE00)) + list(range(0xFE70, 0xFF00)):
    words = unicodedata.decomposition(chr(code)).split()
    if len(words) < 2 or words[0] not in KINDS:
        continue
    kind, letters = KINDS[words[0]], [int(word, 16) for word in words[1:]]
    # The hamza alone joins nobody and stays a letter.
    if len(letters) == 1 and letters[0] not in (0x20, 0x621):
        forms.setdefault(letters[0], [0] * 4)[kind] = code
    elif len(letters) == 2 and letters[0] == 0x644 and letters[1] in (0x622, 0x623, 0x625, 0x627):
        ligatures.setdefault(letters[1], [0] * 2)[kind] = code
# The Moroccan gaf has no forms of its own and is drawn with those of U+06AD.
forms[0x763] = forms[0x6AD]

char = lambda code: "'\\u{%X}'" % code if code else "'\\0'"
print("//! Presentation forms of Arabic letters: isolated, final, initial, medial; `'\\0'` where there is none.")
print("//!")
print("//! Written by `assets/unicode/forms.py` from the Unicode character database; not edited by hand.")
print()
print("/// Each letter with its four forms, in order of the letters.")
print("pub const FORMS: &[(char, [char; 4])] = &[")
for letter in sorted(forms):
    print("    (%s, [%s])," % (char(letter), ", ".join(map(char, forms[letter]))))
print("];")
print()
print("/// Each alef with the isolated and the final form of its ligature with a lam before it.")
print("pub const LAM_ALEF: &[(char, [char; 2])] = &[")
for letter in sorted(ligatures):
    print("    (%s, [%s])," % (char(letter), ", ".join(map(char, ligatures[letter]))))
print("];")
