cli-about = الشركاء والتسلسل الزمني وجداول أعمال اللجان بالعربية والفرنسية والإنجليزية
cli-examples = أمثلة:{"\u000A"}  tansiq demo{"\u000A"}  tansiq init --sample{"\u000A"}  tansiq find wizara{"\u000A"}  tansiq print agenda 12 --lang ar+fr --form html -o agenda.html
cli-init-about = إنشاء فضاء عمل فارغ أو بمعطيات نموذجية
cli-init-examples = مثال: tansiq init --sample
cli-demo-about = فتح الواجهة على نسخة مؤقتة من فضاء العمل النموذجي
cli-demo-examples = مثال: tansiq demo --lang ar
cli-tutor-about = عشر مراحل تطبيقية على نسخة مؤقتة من فضاء العمل النموذجي، تُعرف كل منها عند إنجازها
cli-tutor-examples = أمثلة:{"\u000A"}  tansiq tutor{"\u000A"}  tansiq tutor --step 6
cli-tutor-opt-step = البدء من هذه المرحلة
cli-tutor-left = لمواصلة الدرس التطبيقي من حيث توقفتم: tansiq tutor --step { $step }
cli-add-about = إضافة سجل
cli-add-examples = أمثلة:{"\u000A"}  tansiq add partner type=igo names.fr="…" names.ar=…{"\u000A"}  tansiq add engagement --from audience.json
cli-set-about = تعديل حقول سجل
cli-set-examples = مثال: tansiq set 12 themes+=education date="شتنبر 2018"
cli-show-about = عرض سجل وما يرتبط به
cli-show-examples = أمثلة:{"\u000A"}  tansiq show 12 --history{"\u000A"}  tansiq show 12 --as-of "دجنبر 2018"{"\u000A"}  tansiq show 12 --as-of r41
cli-list-about = لائحة سجلات من نوع معين
cli-list-examples = أمثلة:{"\u000A"}  tansiq list action is:late --sort due{"\u000A"}  tansiq list meeting body:التقنية after:2018{"\u000A"}  tansiq list partner --duplicates{"\u000A"}  tansiq list partner --as-of r41{"\u000A"}  tansiq list partner --dropped
cli-drop-about = حذف سجل (undo أو undrop يسترجعه)
cli-drop-examples = مثال: tansiq drop 12
cli-undo-about = التراجع عن آخر تعديلاتكم
cli-undo-examples = مثال: tansiq undo 2
cli-redo-about = إعادة ما تم التراجع عنه
cli-redo-examples = مثال: tansiq redo
cli-merge-about = دمج سجل مكرر في سجل آخر
cli-merge-examples = مثال: tansiq merge 45 12
cli-log-about = دفتر القيود: من ومتى وماذا، قبل وبعد
cli-log-examples = أمثلة:{"\u000A"}  tansiq log 12 --limit 5{"\u000A"}  tansiq log --verify{"\u000A"}  tansiq log --pin r188-3f9a1-c0b7d-2e4a5-51b2c
cli-find-about = البحث في كل شيء ببضعة حروف
cli-find-examples = أمثلة:{"\u000A"}  tansiq find dakhilia{"\u000A"}  tansiq find kind:meeting after:2018
cli-timeline-about = ما جرى وما هو آت حسب التاريخ
cli-timeline-examples = أمثلة:{"\u000A"}  tansiq timeline 12 --from 2018{"\u000A"}  tansiq timeline 12 --as-of r41
cli-agenda-about = إعداد جدول أعمال دورة
cli-agenda-examples = مثال: tansiq agenda new "اللجنة التقنية" --start "2026-12-10 10:00"
cli-agenda-new-about = دورة مع جدول أعمالها: النقط القارة والمحضر السابق والقرارات العالقة
cli-agenda-show-about = النقط المرقمة مع التوقيت والمجموع
cli-agenda-suggest-about = ما يمكن إدراجه مع السبب
cli-agenda-add-about = إدراج سجلات أو نقطة جديدة
cli-agenda-move-about = نقل نقطة إلى مكان نقطة أخرى
cli-agenda-indent-about = جعل نقطة فرعية
cli-agenda-outdent-about = رفع نقطة بمستوى
cli-agenda-drop-about = حذف نقطة من جدول الأعمال
cli-agenda-carry-about = ترحيل نقطة إلى دورة أخرى
cli-agenda-set-about = تعديل حقول نقطة
cli-post-about = المناصب وشاغلوها
cli-post-succeed-about = شاغل جديد للمنصب؛ وتنتقل إليه المقاعد المشغولة بالصفة
cli-post-examples = مثال: tansiq post succeed 20 31 --from 2026-10-07
cli-print-about = طباعة وثائق الدورات: جدول الأعمال والملحق والاستدعاءات وورقة الحضور وبيان القرارات والمحضر والمستخرج، أو جميعها دفعة واحدة، والتذكيرات وسجل القرارات وبطاقات الشركاء
cli-print-examples = أمثلة:{"\u000A"}  tansiq print agenda 150 --lang ar+fr --form pdf -o agenda.pdf{"\u000A"}  tansiq print convocation 153 --form docx -o letters.docx{"\u000A"}  tansiq print minutes 148 --lang ar{"\u000A"}  tansiq print extract 158 --lang fr{"\u000A"}  tansiq print set 148 --form pdf --lang ar+fr -o papers{"\u000A"}  tansiq print reminder --within 15{"\u000A"}  tansiq print register CM --year 2026{"\u000A"}  tansiq print convocation 153 --form ics -o convocation.ics
cli-print-opt-archive = للأرشفة: PDF/A-2a وPDF/UA-1
cli-import-about = استيراد JSON أو CSV
cli-import-examples = مثال: tansiq import csv list.csv --kind partner --map mapping.toml --dry-run
cli-export-about = تصدير JSON أو CSV أو الدورات للمفكرة الإلكترونية
cli-export-examples = أمثلة:{"\u000A"}  tansiq export jsonl -o desk.jsonl{"\u000A"}  tansiq export ics --body CM -o commission.ics
cli-export-opt-body = دورات هذه اللجنة فقط
cli-verify-about = التحقق من كل بصمة ومن السلسلة ومن كل رابط
cli-verify-examples = مثال: tansiq verify
cli-config-about = الإعدادات السارية ومصدر كل منها
cli-config-examples = مثال: tansiq config
cli-doctor-about = ما تستطيعه هذه الطرفية وفضاء العمل هذا وهذه الآلة
cli-doctor-examples = مثال: tansiq doctor
cli-picture-about = شاشة فضاء العمل النموذجي بعد الضغط على بضعة مفاتيح، بصيغة SVG
cli-picture-examples = مثال: tansiq picture --lang ar -o screen.svg 3 Enter
cli-completions-about = الإكمال التلقائي
cli-completions-examples = مثال: tansiq completions bash
cli-man-about = صفحات الدليل
cli-man-examples = مثال: tansiq man man/
cli-opt-desk = مجلد فضاء العمل
cli-opt-lang = اللغة (وللطباعة أيضا ar+fr)
cli-opt-by = من يقوم بالعمل
cli-opt-json = الجواب بصيغة JSON
cli-opt-quiet = الاكتفاء بالمطلوب
cli-opt-color = متى تستعمل الألوان
cli-opt-output = الملف المراد كتابته
cli-opt-form = شكل الصفحة
cli-opt-copy = لمن النسخة
cli-opt-if-rev = الرفض إذا تغير منذ هذه المراجعة
cli-opt-as-of = في تاريخ أو عند مراجعة (r41) أو هما معا (2018-12-10@r41 أو 2018-12-10@now)
cli-opt-history = مع تاريخه
cli-opt-limit = العدد الأقصى
cli-opt-sort = حقل الترتيب
cli-opt-kind = نوع السجل
cli-opt-map = ملف المطابقة
cli-opt-source = مصدر المعطيات
cli-opt-encoding = ترميز الملف إذا لم يُتعرف عليه
cli-opt-delimiter = الفاصل: comma, semicolon, tab
cli-opt-dry-run = الاكتفاء بعرض ما سيحدث
cli-opt-skip-refused = استيراد الباقي عند رفض بعض الأسطر
cli-opt-sample = بالمعطيات النموذجية
cli-opt-keep = الاحتفاظ بفضاء العمل في هذا المجلد
cli-opt-batch = استعلام في كل سطر من المدخل
cli-opt-start = بداية الدورة
cli-opt-size = الأعمدة والأسطر
cli-opt-after = بعد النقطة ذات هذا الرقم
cli-opt-under = تحت النقطة ذات هذا الرقم
cli-opt-template = نموذج جدول الأعمال
cli-opt-to = إلى غاية هذا التاريخ
cli-opt-from = ابتداء من هذا التاريخ
cli-add-opt-from = ملف JSON عوض الحقول (- للمدخل)
cli-added = تمت إضافة { $ref }.
cli-changed = تم تعديل { $ref }.
cli-dropped = تم حذف { $ref }؛ undo يسترجعه.
cli-merged = تم الدمج في { $ref }.
cli-carried = تم الترحيل إلى { $ref }.
cli-agenda-new = الدورة { $ref } جاهزة؛ انظروا tansiq agenda show.
cli-agenda-total = المجموع { $total }{ $over ->
        [0] {""}
        [one] ، بتجاوز دقيقة واحدة
        [two] ، بتجاوز دقيقتين
        [few] ، بتجاوز { $over } دقائق
        [many] ، بتجاوز { $over } دقيقة
       *[other] ، بتجاوز { $over } دقيقة
    }
cli-desk-made = أُنشئ فضاء العمل في { $dir }؛ عدد السجلات: { $count }.
cli-undone =
    { $count ->
        [zero] تم التراجع (لا سجلات).
        [one] تم التراجع (سجل واحد).
        [two] تم التراجع (سجلان).
        [few] تم التراجع ({ $count } سجلات).
        [many] تم التراجع ({ $count } سجلا).
       *[other] تم التراجع ({ $count } سجل).
    }
cli-redone =
    { $count ->
        [zero] تمت الإعادة (لا سجلات).
        [one] تمت الإعادة (سجل واحد).
        [two] تمت الإعادة (سجلان).
        [few] تمت الإعادة ({ $count } سجلات).
        [many] تمت الإعادة ({ $count } سجلا).
       *[other] تمت الإعادة ({ $count } سجل).
    }
cli-records =
    { $count ->
        [zero] (لا سجلات)
        [one] (سجل واحد)
        [two] (سجلان)
        [few] ({ $count } سجلات)
        [many] ({ $count } سجلا)
       *[other] ({ $count } سجل)
    }
cli-holder = الشاغل بتاريخ { $day }
cli-vacant = شاغر
cli-late = متأخر
cli-forgotten = غير مدرجة في جدول الأعمال ولا مستبعدة منه: { $count }
cli-forgotten-line =   { $title }
cli-import-refusal =   { $line }
cli-unreached = { $count ->
    [zero] لا أحد بدون عنوان بريد إلكتروني: { $names }
    [one] عضو واحد ليس له عنوان بريد إلكتروني ولا يشمله هذا الملف: { $names }
    [two] عضوان ليس لهما عنوان بريد إلكتروني ولا يشملهما هذا الملف: { $names }
    [few] { $count } أعضاء ليس لهم عنوان بريد إلكتروني ولا يشملهم هذا الملف: { $names }
    [many] { $count } عضوا ليس لهم عنوان بريد إلكتروني ولا يشملهم هذا الملف: { $names }
   *[other] { $count } عضو ليس لهم عنوان بريد إلكتروني ولا يشملهم هذا الملف: { $names }
}
cli-written = تمت الكتابة: { $file }
cli-verified = القيود: { $entries }؛ السجلات: { $records }؛ المشاكل: { $problems }
cli-search-left-out = أسماء لا يعثر عليها البحث لأنه يتسع لعدد محدود (الحد الأقصى: { $most }؛ العدد الزائد: { $count }). لم يضع شيء منها، فهي في سجلاتها. احذف السجلات التي لم تعد لازمة، أو خصص لها فضاء عمل آخر.
cli-verifying = القيود المفحوصة: { $entries }
cli-error-agenda-full = جدول الأعمال ممتلئ
cli-error-assignment = «{ $value }» ليست على شكل حقل=قيمة
cli-error-conflict = قام { $by } بتعديل { $record } قبلكم، { $at } (المراجعة { $rev })؛ لم يتغير أي شيء
cli-error-csv-kind = حددوا نوع السجلات المراد تصديرها
cli-error-damaged = فضاء العمل متضرر؛ عدد المشاكل: { $count }
cli-error-rules = سجلات تخالف القواعد أو تحمل رموزا غير معروفة، وعددها: { $count }. لا ضرر في المعطيات؛ يرجى تصحيح هذه السجلات.
cli-error-delimiter = «{ $value }» ليس فاصلا: comma أو semicolon أو tab
cli-error-desk-exists = يوجد فضاء عمل في { $dir } من قبل؛ لم يتغير أي شيء
cli-error-edge = لا توجد نقطة لتبادل المكان معها
cli-error-file = { $file }: { $detail }
cli-error-import-refused = عدد الأسطر المرفوضة: { $count }؛ لم يتم استيراد أي شيء
cli-error-input = تعذرت قراءة المدخل: { $detail }
cli-error-key = اسم مفتاح غير معروف
cli-error-kind = «{ $value }» ليس نوعا من السجلات؛ الأنواع هي: { $known }
cli-error-languages = «{ $value }» ليست لغة: ar أو fr أو en (وللطباعة أيضا ar+fr)
cli-error-print-ref = تطبع هذه الصفحة لسجل: { $expected }؛ يرجى ذكره
cli-error-set-folder = وثائق الدورة عدة ملفات: يرجى تحديد المجلد باستعمال -o
cli-error-print-what = لا توجد هذه الصفحة لهذا السجل
cli-error-ics-kind = لا تُدرج في المفكرة الإلكترونية إلا الدورات
cli-error-body-of-ics = الخيار --body خاص بالأمر export ics
cli-hint-template = إنه قالبكم في مجلد الإعدادات؛ وبدونه يستعمل قالب البرنامج. لم يتغير أي شيء.
cli-error-no-text = الصفحة بصيغة { $form } ليست نصا يعرض في الطرفية: يرجى تحديد ملف بالخيار -o
cli-error-no-desk = لا يوجد فضاء عمل في { $dir }
cli-error-no-item = لا توجد هذه النقطة
cli-error-no-level = غير ممكن: ثلاثة مستويات على الأكثر، تحت نقطة سابقة
cli-error-no-terminal = الواجهة تحتاج إلى طرفية
cli-error-not-found = { $what } غير موجود
cli-error-nothing-found = لم يُعثر على «{ $query }»
cli-error-nothing-to-undo = لا يوجد في تعديلاتكم ما يمكن التراجع عنه أو إعادته
cli-error-output = تعذرت الكتابة: { $detail }
cli-error-paper = تعذرت كتابة الصفحة: { $detail }
cli-error-refused = مرفوض
cli-error-settings = { $file }: { $detail }
cli-error-size = يُكتب الحجم هكذا: 80x24
cli-error-template = لا يوجد نموذج جدول أعمال باسم «{ $value }»؛ الموجود: { $known }
cli-error-utf8 = { $file } ليس بترميز UTF-8
cli-hint-assignment = اكتبوا حقل=قيمة أو names.fr=… أو themes+=education أو themes-=education.
cli-hint-conflict = راجعوا السجل بواسطة tansiq show ثم أعيدوا التعديل.
cli-hint-damaged = احتفظوا أولا بنسخة من المجلد.
cli-hint-find = ابحثوا بواسطة tansiq find.
cli-hint-help = انظروا tansiq --help.
cli-hint-import-refused = صححوا الأسطر أو استوردوا الباقي بواسطة --skip-refused.
cli-hint-in-use = انتظروا إغلاقه هناك أو اشتغلوا على فضاء عمل آخر بواسطة --desk.
cli-hint-init = أنشئوه بواسطة tansiq init أو بالمعطيات النموذجية: tansiq init --sample.
cli-error-session-exists = لهذه اللجنة دورة في الموعد نفسه: { $value }. لم يتم تغيير أي شيء.
cli-repair-about = إعادة نسختي فضاء العمل سليمتين مما بقي من كل منهما
cli-repair-examples = مثال: tansiq repair --dry-run
cli-repair-opt-dry-run = بيان ما يحتاج إلى إصلاح دون تغيير شيء
cli-repaired = القيود السليمة: { $entries }؛ المشاكل: { $problems }
cli-repair-aside = يُحتفظ بما تضرر في: { $place }
cli-backup-about = كتابة فضاء العمل كله مع تاريخه في ملف واحد مضغوط؛ وبدون ملف، إنجاز نسخة احتياطية تلقائية إضافية
cli-backup-examples = أمثلة:{"\u000A"}  tansiq backup desk.tansiq.gz{"\u000A"}  tansiq backup{"\u000A"}  tansiq backup --list
cli-repair-lost = القيود الضائعة: من { $first } إلى { $last }؛ وما بقي منها مع ما تم عزله: { $stranded }
cli-backed-up = تمت الكتابة إلى غاية القيد { $entries }: { $file }
cli-restore-about = إنشاء فضاء عمل من نسخة احتياطية في مجلد فارغ
cli-restore-examples = أمثلة:{"\u000A"}  tansiq restore desk.tansiq.gz --to desk2{"\u000A"}  tansiq restore desk.tansiq.gz --rehearse
cli-restore-opt-to = مجلد فضاء العمل الجديد
cli-restored = تمت الاستعادة إلى غاية القيد { $entries }: { $dir }
cli-report-about = إحصاء أنشطة فترة ومآل القرارات وما تخدمه، مع رسوم بيانية
cli-report-examples = مثال: tansiq report activity --from 2026 --form svg -o activity.svg
cli-trash-about = ما تم حذفه ومن حذفه ومتى
cli-trash-examples = مثال: tansiq trash partner --limit 5
cli-undrop-about = استرجاع ما تم حذفه
cli-undrop-examples = مثال: tansiq undrop 12 13
cli-undropped = تم استرجاع { $ref }.
cli-opt-dropped = ضمن المحذوفات
cli-opt-hashes = مع بصمة كل مراجعة
cli-opt-verify = التحقق من سلامة دفتر القيود من أول قيد إلى آخره
cli-log-opt-pin = موقع البصمة المطبوعة على وثيقة في دفتر القيود
cli-print-opt-pin = مع بصمة دفتر القيود أسفل الصفحة، للتحقق من الوثيقة لاحقا
cli-chain-whole = دفتر القيود سليم. القيود: { $entries }؛ البصمة: { $pin }
cli-pin-stands = توجد عند { $rev }، { $at }، { $by }. المراجعات منذ ذلك الحين: { $since }
cli-conflict-was = من قبل: { $value }
cli-conflict-theirs = حاليا: { $value }
cli-conflict-mine = قيمتكم: { $value }
cli-error-undo-conflict = قام { $by } بتعديل { $record } منذ ذلك الحين، { $at } (المراجعة { $rev })؛ لم يتم التراجع عن أي شيء
cli-error-dropped = حذف { $by } السجل { $record }، { $at }
cli-error-not-dropped = السجل { $record } لم يُحذف
cli-error-not-then = لم يكن { $what } موجودا. { $view }
cli-error-chain = دفتر القيود لم يعد كما كان: أول خلل عند { $rev }
cli-error-pin = «{ $value }» ليست بصمة
cli-error-pin-differs = دفتر قيود آخر: عند { $rev } توجد { $pin }
cli-error-pin-nowhere = لا توجد هذه البصمة في دفتر القيود الذي ينتهي عند { $last }
cli-hint-as-of = اكتبوا تاريخا (2018-12-10 أو دجنبر 2018) أو مراجعة (r41) أو هما معا (2018-12-10@r41).
cli-hint-dropped = يمكن عرضه بواسطة tansiq show --dropped واسترجاعه بواسطة tansiq undrop.
cli-hint-trash = يمكن عرض المحذوفات بواسطة tansiq trash.
cli-hint-pin = اكتبوها كما طُبعت: r188-3f9a1-c0b7d-2e4a5-51b2c.
cli-hint-undo-conflict = انظروا من عدّل ماذا بواسطة tansiq log ثم صححوا الحقل يدويا.
cli-hint-undrop-both = استرجعوا معه السجل الذي يحيل إليه: tansiq undrop 12 13.
cli-backup-opt-list = جرد النسخ الاحتياطية التلقائية المحتفظ بها
cli-restore-opt-rehearse = تجربة فقط: استعادة ثم تحقق ومقارنة مع فضاء العمل، دون الاحتفاظ بشيء
cli-rehearsed = القيود المستعادة: { $entries }؛ السجلات: { $records }؛ المشاكل: { $problems }
cli-rehearsed-same = تتضمن النسخة الاحتياطية كل ما في فضاء العمل.
cli-rehearsed-behind = النسخة الاحتياطية أقدم من فضاء العمل؛ القيود الموجودة في فضاء العمل وحده: { $entries }
cli-rehearsed-ahead = تتضمن النسخة الاحتياطية قيودا غير موجودة في فضاء العمل: { $entries }
cli-error-backup-damaged = فضاء العمل المستعاد متضرر؛ عدد المشاكل: { $count }
cli-error-backup-other = النسخة الاحتياطية لفضاء عمل آخر، أو أن تاريخ القيود مختلف
cli-error-no-backup = { $file } ليس نسخة احتياطية كاملة من tansiq: لا يوجد شيء سليم عند { $place }. لم يُسترجع شيء ولم يتغير أي فضاء عمل.
cli-hint-no-backup = يرجى أخذ نسخة احتياطية أخرى. يعرض الأمر tansiq backup --list النسخ التي تؤخذ تلقائيا.
cli-error-backup-running = يجري إنجاز نسخة احتياطية أخرى؛ لم تتم كتابة أي شيء
cli-error-nothing-to-keep = لم يُكتب أي شيء في فضاء العمل هذا بعد
cli-error-by = يتضمن اسم المستعمل رموز تحكم أو يتجاوز { $limit } بايت
cli-opt-view = استعمال العرض المحفوظ بهذا الاسم
cli-opt-duplicates = إظهار أزواج السجلات المتطابقة على الأرجح مع السبب
cli-error-view = لا يوجد عرض «{ $value }» لهذا النوع؛ العروض هي: { $known }
cli-error-no-views = لا يوجد عرض «{ $value }»: لم يُحفظ أي عرض لهذا النوع بعد
