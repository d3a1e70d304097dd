host-conflict = { $by } a modifié { $record } avant vous ({ $at }). Votre modification n’a pas été faite ; vérifiez et recommencez.
host-copied = Copié : { $text }
host-gone = { $record } n’existe plus. Rien n’a été modifié.
host-not-printed = La page n’a pas pu être écrite : { $detail }. Rien n’a été modifié.
host-nothing-to-undo = Aucune de vos modifications n’est à annuler ou à rétablir.
host-printed = Écrit : { $file }
host-redone =
    { $count ->
        [one] Rétabli : { $count } fiche
       *[other] Rétabli : { $count } fiches
    }
host-undone =
    { $count ->
        [one] Retour en arrière : { $count } fiche
       *[other] Retour en arrière : { $count } fiches
    }
doctor-term = Terminal
doctor-term-advice = TERM n’est pas défini ou vaut dumb ; indiquez votre terminal, par exemple xterm-256color.
doctor-size = Taille
doctor-size-advice = Il faut 60 colonnes et 16 lignes ; agrandissez la fenêtre.
doctor-utf8 = Jeu de caractères
doctor-utf8-advice = La locale n’est pas en UTF-8 ; définissez LANG, par exemple C.UTF-8.
doctor-color = Couleurs
doctor-color-advice = Pas de couleurs.
doctor-desk = Espace de travail
doctor-desk-advice = Pas encore d’espace de travail ; créez-le avec tansiq init.
doctor-aside = Mis de côté
doctor-aside-advice = Des parties endommagées ont été mises de côté ; le programme ne les supprime jamais. Lancez « tansiq verify » ; quand il ne trouve rien, déplacez-les ou supprimez-les.
doctor-before = Avant une nouvelle forme
doctor-before-advice = Les sauvegardes d’avant une nouvelle forme de l’espace s’ajoutent à la place prévue pour les sauvegardes. Quand tout va bien, déplacez-les.
doctor-memory = Mémoire disponible
doctor-memory-advice = Il reste peu de mémoire.
host-undone-one = Retour en arrière : { $title }
host-redone-one = Rétabli : { $title }
host-demo = Copie jetable de l’espace d’exemple : vos modifications disparaîtront à la sortie.
arabic-by-setting = réglé par terminal.arabic
arabic-by-person = choisi par vous pour ce terminal
arabic-by-bdsm = le terminal répond qu’il peut laisser l’ordre au programme
arabic-by-name = connu par le nom du terminal
arabic-by-attributes = connu par les attributs du terminal
arabic-by-guess = rien ne l’indique ; la plupart des terminaux sont ainsi. Si l’arabe est illisible, choisissez « arabe sur ce terminal » parmi les commandes.
doctor-arabic = Arabe
doctor-arabic-advice = Le terminal n’a pas pu être interrogé.
arabic-not-asked = aucun terminal à interroger ici
host-plain = Terminal sans écran : écrivez les noms des touches sur une ligne, par exemple : f oim Enter
doctor-line = Ligne
doctor-line-advice = La ligne ne peut pas être mesurée ici.
host-conflict-field = { $by } a modifié « { $field } » de { $record } avant vous ({ $at }). Votre modification n’a pas été faite ; vérifiez et recommencez.
host-undo-conflict = Rien n’a été annulé : { $by } a modifié { $record } depuis ({ $at }).
host-undo-conflict-field = Rien n’a été annulé : { $by } a modifié « { $field } » de { $record } depuis ({ $at }).
host-dropped = { $record } a été supprimé par { $by } ({ $at }). Rien n’a été modifié. « :trash » le récupère.
host-file-foreign = { $file } est un lien, appartient à un autre utilisateur ou peut être modifié par n’importe qui. Le fichier n’a pas été lu. Mettez-y un fichier à vous (chmod go-w).
host-file-too-large = { $file } dépasse { $detail } octets. Le fichier n’a pas été lu.
host-file-not-text = { $file } n’est pas en UTF-8. Le fichier n’a pas été lu.
host-file-unreadable = { $file } ne peut pas être lu : { $detail }.
host-shelf-aside = Les formulaires non enregistrés n’ont pas pu être lus ; ils sont mis de côté dans { $place }. Tout ce qui est enregistré est intact.
host-shelf-lost = Le formulaire ouvert ne peut pas être conservé en cas de coupure : { $detail } Enregistrez-le avec Ctrl-s.
host-editor-words = Ces mots ne se découpent pas : { $detail }. Corrigez VISUAL ou EDITOR ; le texte est tel qu’il était.
host-editor-missing = Éditeur introuvable : { $detail }. Indiquez-en un dans VISUAL ou EDITOR ; le texte est tel qu’il était.
host-editor-start = L’éditeur n’a pas pu démarrer : { $detail }. Le texte est tel qu’il était.
host-editor-failed = L’éditeur s’est terminé par un échec ({ $detail }). Le texte est tel qu’il était.
host-editor-failed-after = L’éditeur s’est terminé par un échec. Le texte est tel qu’il était ; ce que vous avez écrit est dans { $detail }.
host-editor-unfit = Ce qui a été écrit est trop long ou n’est pas du texte. Le texte est tel qu’il était ; ce que vous avez écrit est dans { $detail }.
host-editor-file = Le fichier de l’éditeur n’a pas pu être utilisé : { $detail }. Le texte est tel qu’il était.
host-editor-empty = L’éditeur a rendu un fichier vide ; le texte est tel qu’il était.
host-editor-none = Pas d’éditeur sur cet écran ; écrivez ici directement.
host-printed-many = { $count } pages écrites ; la première : { $file }
host-exported = { $count ->
        [one] { $count } fiche écrite
       *[other] { $count } fiches écrites
    } : { $file }
host-view-not-kept = La vue ne vaut que pour cette session ; elle n’a pas pu être enregistrée : { $detail }
