cli-about = Partenaires, chronologies et ordres du jour en arabe, français et anglais
cli-examples = Exemples :{"\u000A"}  tansiq demo{"\u000A"}  tansiq init --sample{"\u000A"}  tansiq find wizara{"\u000A"}  tansiq print agenda 12 --lang ar+fr --form html -o agenda.html
cli-init-about = Créer un espace de travail vide, ou avec les données d’exemple
cli-init-examples = Exemple : tansiq init --sample
cli-demo-about = Ouvrir l’interface sur une copie jetable de l’espace d’exemple
cli-demo-examples = Exemple : tansiq demo --lang fr
cli-add-about = Ajouter une fiche
cli-add-examples = Exemples :{"\u000A"}  tansiq add partner type=igo names.fr="Organisation internationale" names.ar=…{"\u000A"}  tansiq add engagement --from audience.json
cli-set-about = Modifier les champs d’une fiche
cli-set-examples = Exemple : tansiq set 12 themes+=education date="septembre 2018"
cli-show-about = Afficher une fiche et ce qui s’y rattache
cli-show-examples = Exemples :{"\u000A"}  tansiq show 12 --history{"\u000A"}  tansiq show 12 --as-of "décembre 2018"{"\u000A"}  tansiq show 12 --as-of r41
cli-list-about = Lister les fiches d’un type
cli-list-examples = Exemples :{"\u000A"}  tansiq list action is:late --sort due{"\u000A"}  tansiq list partner --as-of r41{"\u000A"}  tansiq list partner --dropped
cli-drop-about = Retirer une fiche (undo ou undrop la rétablit)
cli-drop-examples = Exemple : tansiq drop 12
cli-undo-about = Annuler vos dernières modifications
cli-undo-examples = Exemple : tansiq undo 2
cli-redo-about = Rétablir ce qui a été annulé
cli-redo-examples = Exemple : tansiq redo
cli-merge-about = Fusionner un doublon dans une autre fiche
cli-merge-examples = Exemple : tansiq merge 45 12
cli-log-about = Le registre : qui, quand, quoi, avant, après
cli-log-examples = Exemples :{"\u000A"}  tansiq log 12 --limit 5{"\u000A"}  tansiq log --verify{"\u000A"}  tansiq log --pin r188-3f9a1-c0b7d-2e4a5-51b2c
cli-find-about = Rechercher partout par quelques lettres
cli-find-examples = Exemples :{"\u000A"}  tansiq find dakhilia{"\u000A"}  tansiq find kind:meeting after:2018
cli-timeline-about = Ce qui s’est passé et ce qui vient, par date
cli-timeline-examples = Exemples :{"\u000A"}  tansiq timeline 12 --from 2018{"\u000A"}  tansiq timeline 12 --as-of r41
cli-agenda-about = Préparer l’ordre du jour d’une session
cli-agenda-examples = Exemple : tansiq agenda new "Commission technique" --start "2026-12-10 10:00"
cli-agenda-new-about = Une session et son ordre du jour : points permanents, procès-verbal précédent, décisions en suspens
cli-agenda-show-about = Points numérotés avec horaires et total
cli-agenda-suggest-about = Ce qui pourrait y figurer, avec la raison
cli-agenda-add-about = Inscrire des fiches ou un nouveau point
cli-agenda-move-about = Déplacer un point à la place d’un autre
cli-agenda-indent-about = Faire d’un point un sous-point
cli-agenda-outdent-about = Remonter un point d’un niveau
cli-agenda-drop-about = Retirer un point
cli-agenda-carry-about = Reporter un point à une autre session
cli-agenda-set-about = Modifier les champs d’un point
cli-post-about = Fonctions et titulaires
cli-post-succeed-about = Un nouveau titulaire ; les sièges ès qualités suivent
cli-post-examples = Exemple : tansiq post succeed 20 31 --from 2026-10-07
cli-print-about = Imprimer un ordre du jour, la fiche d’un partenaire, ou une convocation pour agendas électroniques
cli-print-examples = Exemples :{"\u000A"}  tansiq print agenda 150 --lang ar+fr --form docx -o ordre-du-jour.docx{"\u000A"}  tansiq print convocation 153 --form ics -o convocation.ics
cli-import-about = Importer des lignes JSON ou un CSV
cli-import-examples = Exemple : tansiq import csv liste.csv --kind partner --map correspondance.toml --dry-run
cli-export-about = Exporter des lignes JSON, un CSV, ou les sessions pour un agenda électronique
cli-export-examples = Exemples :{"\u000A"}  tansiq export jsonl -o bureau.jsonl{"\u000A"}  tansiq export ics --body CM -o commission.ics
cli-export-opt-body = Seulement les sessions de cette instance
cli-verify-about = Vérifier chaque somme de contrôle, la chaîne et chaque lien
cli-verify-examples = Exemple : tansiq verify
cli-config-about = Les réglages en vigueur et leur origine
cli-config-examples = Exemple : tansiq config
cli-doctor-about = Ce que peuvent ce terminal, cet espace de travail et cette machine
cli-doctor-examples = Exemple : tansiq doctor
cli-picture-about = L’écran de l’espace d’exemple après quelques touches, en SVG
cli-picture-examples = Exemple : tansiq picture --lang fr -o ecran.svg 3 Enter
cli-completions-about = Complétions pour un interpréteur
cli-completions-examples = Exemple : tansiq completions bash
cli-man-about = Pages de manuel
cli-man-examples = Exemple : tansiq man man/
cli-opt-desk = Répertoire de l’espace de travail
cli-opt-lang = Langue (pour print aussi ar+fr)
cli-opt-by = Qui agit
cli-opt-json = Répondre en JSON
cli-opt-quiet = Ne dire que ce qui est demandé
cli-opt-color = Quand utiliser les couleurs
cli-opt-output = Fichier à écrire
cli-opt-form = Forme de la page
cli-opt-copy = Destinataire de l’exemplaire
cli-opt-if-rev = Refuser si modifié depuis cette révision
cli-opt-as-of = À une date, à une révision (r41) ou les deux (2018-12-10@r41, 2018-12-10@now)
cli-opt-history = Avec son historique
cli-opt-limit = Combien au plus
cli-opt-sort = Champ de tri
cli-opt-kind = Type de fiche
cli-opt-map = Fichier de correspondance
cli-opt-source = Origine des données
cli-opt-encoding = Encodage du fichier, s’il n’est pas reconnu
cli-opt-delimiter = Séparateur : comma, semicolon, tab
cli-opt-dry-run = Dire seulement ce qui se passerait
cli-opt-skip-refused = Importer le reste si des lignes sont refusées
cli-opt-sample = Avec les données d’exemple
cli-opt-keep = Conserver l’espace de travail dans ce répertoire
cli-opt-batch = Une requête par ligne sur l’entrée standard
cli-opt-start = Début de la session
cli-opt-size = Colonnes et lignes
cli-opt-after = Après le point de ce numéro
cli-opt-under = Sous le point de ce numéro
cli-opt-template = Modèle d’ordre du jour
cli-opt-to = Jusqu’à cette date
cli-opt-from = À partir de cette date
cli-add-opt-from = Fichier JSON au lieu des champs (- pour l’entrée standard)
cli-added = { $ref } ajouté.
cli-changed = { $ref } modifié.
cli-dropped = { $ref } retiré ; undo le rétablit.
cli-merged = Fusionné dans { $ref }.
cli-carried = Reporté à { $ref }.
cli-agenda-new = Session { $ref } prête ; voir tansiq agenda show.
cli-agenda-total = Total { $total }{ $over ->
        [0] {""}
       *[other] , { $over } min au-delà de la fin prévue
    }
cli-desk-made = Espace de travail créé dans { $dir } ; fiches : { $count }.
cli-undone =
    { $count ->
        [one] Annulé ({ $count } fiche).
       *[other] Annulé ({ $count } fiches).
    }
cli-redone =
    { $count ->
        [one] Rétabli ({ $count } fiche).
       *[other] Rétabli ({ $count } fiches).
    }
cli-records =
    { $count ->
        [one] ({ $count } fiche)
       *[other] ({ $count } fiches)
    }
cli-holder = Titulaire au { $day }
cli-vacant = vacant
cli-late = en retard
cli-forgotten = Ni inscrits ni écartés : { $count }
cli-forgotten-line =   { $title }
cli-unknown-filter = Filtre inconnu, cherché comme texte : { $value }
cli-import-refusal =   { $line }
cli-unreached = { $count ->
    [one] Un membre n’a pas d’adresse électronique et n’est pas invité par ce fichier : { $names }
   *[other] { $count } membres n’ont pas d’adresse électronique et ne sont pas invités par ce fichier : { $names }
}
cli-written = Écrit : { $file }
cli-verified = Écritures : { $entries } ; fiches : { $records } ; problèmes : { $problems }
cli-verifying = { $entries } écritures examinées
cli-error-agenda-full = l’ordre du jour est complet
cli-error-assignment = « { $value } » n’est pas de la forme champ=valeur
cli-error-conflict = { $record } a été modifié avant vous par { $by }, { $at } (révision { $rev }) ; rien n’a été modifié
cli-error-csv-kind = indiquez le type de fiche à exporter en CSV
cli-error-damaged = l’espace de travail est endommagé ; problèmes : { $count }
cli-error-delimiter = « { $value } » n’est pas un séparateur : comma, semicolon ou tab
cli-error-desk-exists = il y a déjà un espace de travail dans { $dir } ; rien n’a été modifié
cli-error-edge = rien avec quoi permuter
cli-error-file = { $file } : { $detail }
cli-error-import-refused = lignes refusées : { $count } ; rien n’a été importé
cli-error-input = entrée illisible : { $detail }
cli-error-json = ce n’est pas du JSON : { $detail }
cli-error-key = nom de touche inconnu
cli-error-kind = « { $value } » n’est pas un type de fiche ; il y a : { $known }
cli-error-languages = « { $value } » n’est pas une langue : ar, fr, en (pour print aussi ar+fr)
cli-error-convocation-form = une convocation s’écrit seulement comme invitation d’agenda électronique : --form ics
cli-error-ics-kind = seules les sessions vont dans un agenda électronique
cli-error-body-of-ics = --body va avec export ics
cli-error-no-text = une page en { $form } n’est pas un texte pour le terminal : indiquez un fichier avec -o
cli-error-no-desk = il n’y a pas d’espace de travail dans { $dir }
cli-error-no-item = ce point n’existe pas
cli-error-no-level = impossible : trois niveaux au plus, sous un point précédent
cli-error-no-terminal = l’interface a besoin d’un terminal
cli-error-not-found = { $what } n’existe pas
cli-error-nothing-found = rien trouvé pour « { $query } »
cli-error-nothing-to-undo = il n’y a rien de vous à annuler ou à rétablir
cli-error-output = écriture impossible : { $detail }
cli-error-paper = la page ne peut être écrite : { $detail }
cli-error-refused = refusé
cli-error-settings = { $file } : { $detail }
cli-error-size = la taille s’écrit 80x24
cli-error-template = pas de modèle « { $value } » ; il y a : standing
cli-error-utf8 = { $file } n’est pas en UTF-8
cli-hint-assignment = Écrivez champ=valeur, names.fr=…, themes+=education ou themes-=education.
cli-hint-conflict = Consultez avec tansiq show, puis recommencez.
cli-hint-damaged = Conservez d’abord une copie du répertoire.
cli-hint-find = Cherchez avec tansiq find.
cli-hint-help = Voir tansiq --help.
cli-hint-import-refused = Corrigez les lignes, ou importez le reste avec --skip-refused.
cli-hint-in-use = Attendez sa fermeture, ou travaillez sur un autre espace avec --desk.
cli-hint-init = Créez-le avec tansiq init, ou avec l’exemple : tansiq init --sample.
cli-error-session-exists = cette instance a déjà une session à ce moment : { $value }. Rien n’a été modifié.
cli-repair-about = Rétablir les deux copies de l’espace à partir de ce qui reste de chacune
cli-repair-examples = Exemple : tansiq repair --dry-run
cli-repair-opt-dry-run = Dire ce qu’il y a à réparer sans rien modifier
cli-repaired = Écritures entières : { $entries } ; problèmes : { $problems }
cli-repair-aside = Ce qui était endommagé est conservé : { $place }
cli-repair-lost = perdues : écritures { $first } à { $last }, dont { $stranded } sont conservées avec ce qui a été mis de côté
cli-backup-about = Écrire tout l’espace et son historique dans un seul fichier compressé
cli-backup-examples = Exemple : tansiq backup espace.tansiq.gz
cli-backed-up = Écrit jusqu’à l’écriture { $entries } : { $file }
cli-restore-about = Faire un espace à partir d’une sauvegarde, dans un dossier vide
cli-restore-examples = Exemple : tansiq restore espace.tansiq.gz --to espace2
cli-restore-opt-to = Dossier du nouvel espace
cli-restored = Restauré jusqu’à l’écriture { $entries } : { $dir }
cli-report-about = Compter et représenter l’activité d’une période, les suites des décisions et ce qu’elles servent
cli-report-examples = Exemple : tansiq report activity --from 2026 --form svg -o activite.svg
cli-trash-about = Ce qui a été supprimé, par qui et quand
cli-trash-examples = Exemple : tansiq trash partner --limit 5
cli-undrop-about = Récupérer ce qui a été supprimé
cli-undrop-examples = Exemple : tansiq undrop 12 13
cli-undropped = { $ref } récupéré.
cli-opt-dropped = Parmi ce qui a été supprimé
cli-opt-hashes = Avec l’empreinte de chaque révision
cli-opt-verify = Vérifier que l’historique est tel qu’il était, de la première à la dernière écriture
cli-log-opt-pin = Où se trouve dans l’historique l’empreinte d’un document
cli-print-opt-pin = Avec l’empreinte de l’historique au pied, qui permet de vérifier le document plus tard
cli-chain-whole = L’historique est intact. Écritures : { $entries } ; empreinte : { $pin }
cli-pin-stands = Elle se trouve à { $rev }, { $at }, { $by }. Révisions depuis : { $since }
cli-conflict-was = Avant : { $value }
cli-conflict-theirs = Maintenant : { $value }
cli-conflict-mine = La vôtre : { $value }
cli-error-undo-conflict = { $record } a été modifié depuis par { $by }, { $at } (révision { $rev }) ; rien n’a été annulé
cli-error-dropped = { $record } a été supprimé par { $by }, { $at }
cli-error-not-dropped = { $record } n’a pas été supprimé
cli-error-not-then = { $what } n’y était pas. { $view }
cli-error-chain = l’historique n’est plus tel qu’il était : la première altération est à { $rev }
cli-error-pin = « { $value } » n’est pas une empreinte
cli-error-pin-differs = autre historique : à { $rev } se trouve { $pin }
cli-error-pin-nowhere = cette empreinte ne se trouve nulle part dans l’historique, qui finit à { $last }
cli-hint-as-of = Écrivez une date (2018-12-10, décembre 2018), une révision (r41) ou les deux (2018-12-10@r41).
cli-hint-dropped = Consultez-la avec tansiq show --dropped ; tansiq undrop la récupère.
cli-hint-trash = Voyez ce qui a été supprimé avec tansiq trash.
cli-hint-pin = Écrivez-la telle qu’elle est imprimée : r188-3f9a1-c0b7d-2e4a5-51b2c.
cli-hint-undo-conflict = Voyez qui a modifié quoi avec tansiq log, puis corrigez le champ à la main.
cli-hint-undrop-both = Récupérez en même temps ce vers quoi elle renvoie : tansiq undrop 12 13.
