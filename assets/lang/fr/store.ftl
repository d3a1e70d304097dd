# What the store says when something fails: what happened, what is safe, what to do.
store-in-use = Une autre session a déjà ouvert cet espace : { $user } sur { $machine }, processus { $pid }, depuis { $since }. Rien n’a été modifié. Fermez cette session, puis réessayez.
store-in-use-unknown = Une autre session a déjà ouvert cet espace. Rien n’a été modifié. Fermez cette session, puis réessayez.
store-damaged = Les données enregistrées sont endommagées ({ $place }). Plus rien n’est écrit. Gardez une copie du dossier de l’espace, puis lancez « tansiq repair --dry-run » pour savoir ce qui est endommagé et ce qui reste.
store-newer = Cet espace a été écrit par une version plus récente de tansiq (format { $version }). Rien n’a été modifié. Installez la version plus récente.
store-too-large = Cette fiche est trop volumineuse ({ $bytes } octets). Rien n’a été modifié. Raccourcissez ses longs textes ou ses listes.
store-moved = Un autre programme a modifié cet espace. Votre modification n’a pas été enregistrée ; rouvrez l’espace et réessayez.
store-full = Le disque est plein. Votre dernière modification n’a pas été enregistrée ; tout ce qui précède est conservé. Libérez de la place, puis réessayez.
store-io = Les fichiers de l’espace ne peuvent être lus ou écrits ({ $detail }). Votre dernière modification n’a pas été enregistrée ; tout ce qui précède est conservé. Vérifiez le disque, puis réessayez.
store-denied = Le système a refusé l’accès : { $detail }. Ce qui était enregistré reste tel quel. Vérifiez à qui appartient le fichier ou le dossier et que vous pouvez y lire et y écrire, puis réessayez.
store-slow = L’ouverture de l’espace prend trop de temps. Rien n’a été modifié. Vérifiez le disque, puis réessayez.
store-read-only = Le disque est en lecture seule. Votre modification n’a pas été enregistrée ; tout ce qui précède est conservé. Faites rétablir l’écriture sur le disque, puis rouvrez l’espace.
store-gone = Le dossier de l’espace a été déplacé ou supprimé pendant la session : { $path }. Votre dernière modification n’a pas été enregistrée. Remettez le dossier à sa place ou restaurez une sauvegarde, puis rouvrez l’espace.
store-exists = Il y a déjà quelque chose : { $path }. Rien n’a été modifié. Choisissez un autre nom.
store-foreign = { $path } est un lien, n’est pas un fichier ordinaire ou appartient à un autre utilisateur. Rien n’a été ouvert ni modifié. Sortez-le du dossier (ce qui manque alors vient de l’autre copie) ou donnez à l’espace un dossier à vous.
store-diverged = Les deux copies de cet espace ont des historiques différents après l’écriture { $revision }. Rien n’a été modifié. Gardez une copie du dossier, puis lancez « tansiq repair ».
store-emptied = Cet espace a contenu des écritures (la première : { $first }…) et aucune de ses deux copies n’en a plus une seule. Rien n’a été modifié, et « tansiq repair » n’invente rien. Gardez une copie du dossier, puis restaurez une sauvegarde dans un nouveau dossier : celles de cet espace se nomment tansiq-{ $first }-….
store-emptied-unknown = Cet espace a contenu des écritures et aucune de ses deux copies n’en a plus une seule. Rien n’a été modifié, et « tansiq repair » n’invente rien. Gardez une copie du dossier, puis restaurez une sauvegarde dans un nouveau dossier.
# What was mended while the desk was opened.
store-mended-tail = Une écriture interrompue a été mise de côté ; tout ce qui était confirmé est là : { $place }
store-mended-journal = Il manquait des écritures au journal ; elles ont été reprises de l’autre copie : { $place }
store-mended-behind = Il manquait des écritures à la base ; elles ont été reprises du journal : { $place }
store-mended-engine = La base était endommagée et a été refaite à partir du journal ; rien n’est perdu. Ce qui était endommagé est conservé : { $place }
store-mended-part = Le journal était endommagé et a été remis en état ; rien n’est perdu. Ce qui était endommagé est conservé : { $place }
store-mended-note = Un fichier à côté des données avait changé depuis la fermeture et a été réécrit : { $place }
store-mended-place = Autre chose se trouvait à la place d’un fichier de l’espace. Elle a été déplacée, non supprimée, et ce qui doit s’y trouver est refait : { $place }
store-mended-checkpoint = Ce qui était gardé pour ouvrir plus vite était endommagé et sera refait ; rien n’est perdu ({ $place })
# What cannot be done for now.
store-reading-full = Le disque est plein : l’espace est ouvert en lecture seule. Tout ce qui est enregistré est conservé. Libérez de la place, puis rouvrez-le : { $place }
store-reading-only = Le disque est en lecture seule : l’espace est ouvert en lecture seule. Tout ce qui est enregistré est conservé : { $place }
store-engine-left = La base ne peut être écrite ({ $place }). Tout est enregistré dans le journal ; la base sera complétée à la prochaine ouverture.
store-clock-back = L’horloge de cette machine retarde sur la dernière modification ({ $place }). Votre modification est enregistrée, dans le bon ordre. Vérifiez l’horloge.
# What a verification finds; the place follows on the same line.
verify-damaged = Endommagé : { $place }
verify-missing = Manquant : { $place }
verify-chain = Ne fait pas suite à l’écriture précédente : { $place }
verify-head = La tête enregistrée ne correspond pas à la dernière écriture : { $place }
verify-open-group = Une opération a été interrompue : { $place }
verify-last-ref = Le compteur des numéros est trop bas : { $place }
verify-differs = Diffère de son historique : { $place }
verify-lost-record = Dans l’historique mais absent de l’espace : { $place }
verify-merges = Les fusions ne correspondent pas à l’historique : { $place }
verify-link = Renvoie à une fiche inexistante : { $place }
verify-journal = Le journal est endommagé : { $place }
verify-copies = Les deux copies diffèrent : { $place }
verify-engine = La base est endommagée : { $place }
store-mended-format = Le fichier qui dit la forme de l’espace était endommagé et a été réécrit ; rien n’est perdu : { $place }
store-migrated = L’espace a été mis à la forme de cette version. Son état précédent est conservé dans : { $place }
# Why the automatic backup was not taken.
store-keep-full = Aucune sauvegarde n’a été faite : il n’y a plus de place dans son dossier. Votre travail est enregistré ; les sauvegardes précédentes sont toutes là.
store-keep-damaged = Aucune sauvegarde n’a été faite : le journal est endommagé ({ $detail }). Les sauvegardes précédentes sont toutes là ; lancez « tansiq repair ».
store-keep-failed = Aucune sauvegarde n’a été faite ({ $detail }). Votre travail est enregistré ; les sauvegardes précédentes sont toutes là.
store-apart-aside = Mis de côté comme endommagé : { $count } dans { $place }, { $megabytes } Mo. Le programme n’en supprime rien. Quand la vérification ne trouve plus rien, gardez-en une copie ailleurs ou supprimez-le.
store-apart-before = Sauvegardes d’avant une nouvelle forme de l’espace : { $count } dans { $place }, { $megabytes } Mo, en plus de la place prévue pour les sauvegardes automatiques. Le programme n’en supprime aucune ; déplacez-les quand tout va bien.
verify-seal = A changé depuis la fermeture : { $place }
verify-place = Autre chose se trouve à sa place : { $place }
verify-checkpoint = Ce qui est gardé pour ouvrir plus vite est endommagé : { $place }
