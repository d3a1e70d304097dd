app-done = Fait : { $what }
app-added = Enregistré : { $title }
app-nothing-selected = Rien n’est sélectionné.
app-nothing-to-print = Cette fiche n’a pas de page imprimable.
app-records =
    { $count ->
        [one] { $count } fiche
       *[other] { $count } fiches
    }
app-too-small = La fenêtre est trop petite : il faut 60 colonnes et 16 lignes. Rien n’est perdu.
bar-add = ajouter
bar-back = retour
bar-cancel = annuler
bar-choose = choisir
bar-close = fermer
bar-edit = modifier
bar-list = liste
bar-move = déplacer
bar-next = suivant
bar-open = ouvrir
bar-remove = retirer
bar-run = exécuter
bar-save = enregistrer
card-before = Auparavant
card-holds = Fonction
card-last = Dernier
card-next = Prochain
card-vacant = vacant
finder-nothing = Rien trouvé. Essayez moins de lettres ou une autre écriture.
form-errors = Il manque quelque chose ou c’est erroné ; rien n’est encore enregistré.
form-new = Nouveau : { $kind }
form-no-parts = Vide. Appuyez sur n pour ajouter.
form-unsaved = Modifications non enregistrées : Ctrl-s pour les enregistrer, Esc encore une fois pour les abandonner.
form-unchanged = Rien n’a été modifié.
help-title = Aide : ce que l’on peut faire ici
new-title = Nouvelle fiche : de quel type ?
print-title = Imprimer { $title }
session-title =
    { $number ->
        [1] 1re
       *[other] { $number }e
    } session : { $body }
command-find-open = rechercher
command-find-open-help = Retrouver toute fiche par quelques lettres, dans n’importe quelle écriture : noms, sigles, numéros, anciens noms.
command-palette-open = commandes
command-palette-open-help = Choisir une commande par son nom.
command-help-open = aide
command-help-open-help = Ce que l’on peut faire ici, et avec quelle touche.
command-record-new = nouveau
command-record-new-help = Créer une fiche : n, puis la lettre de son type. Sur une instance, n m crée sa prochaine session avec son ordre du jour.
command-record-edit = modifier
command-record-edit-help = Modifier les champs de la fiche sélectionnée.
command-record-print = imprimer
command-record-print-help = Écrire dans un fichier l’ordre du jour d’une session ou la fiche d’un partenaire.
command-record-copy = copier
command-record-copy-help = Mettre l’intitulé dans le presse-papiers de votre terminal.
command-record-drop = supprimer
command-record-drop-help = Retirer la fiche ; u la rétablit.
command-change-undo = annuler
command-change-undo-help = Annuler votre dernière modification, même d’hier.
command-change-redo = rétablir
command-change-redo-help = Rétablir ce qui a été annulé.
command-place-back = page précédente
command-place-back-help = La fiche ouverte auparavant.
command-place-forward = page suivante
command-place-forward-help = La fiche ouverte ensuite.
command-pane-partners = partenaires
command-pane-partners-help = Aller aux partenaires.
command-pane-timelines = chronologies
command-pane-timelines-help = Aller à la chronologie de la fiche sélectionnée.
command-pane-committees = instances
command-pane-committees-help = Aller aux instances, sessions et ordres du jour.
command-pane-next = volet suivant
command-pane-next-help = Aller au volet suivant.
command-pane-previous = volet précédent
command-pane-previous-help = Aller au volet précédent.
command-language-next = langue
command-language-next-help = Arabe, français, anglais à tour de rôle ; la position est conservée.
command-session-quit = quitter
command-session-quit-help = Terminer. Tout est déjà enregistré.
language-ar = Arabe
language-fr = Français
language-en = Anglais
form-html = page HTML à imprimer
form-txt = texte
form-md = Markdown
